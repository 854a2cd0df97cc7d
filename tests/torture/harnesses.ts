import type { Harness } from './harness.ts'

/** Every harness, by the name of its file; loaded only in the process that runs it. */
export const harnesses: Readonly<Record<string, () => Promise<{ harness: Harness }>>> = {
  'canaries': () => import('./canaries.ts'),
  'hostile-renderer': () => import('./hostile-renderer.ts'),
  'kill-app': () => import('./kill-app.ts'),
  'network-tour': () => import('./network-tour.ts'),
  'script-payloads': () => import('./script-payloads.ts'),
}
