import type { Harness } from './harness.ts'

/** Every harness, by the name of its file; loaded only in the process that runs it. */
export const harnesses: Readonly<Record<string, () => Promise<{ harness: Harness }>>> = {
  'kill-service': () => import('./kill-service.ts'),
  'starts': () => import('./starts.ts'),
}
