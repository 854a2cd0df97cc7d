import type { Harness } from './harness.ts'

/** Every harness, by the name of its file; loaded only in the process that runs it. */
export const harnesses: Readonly<Record<string, () => Promise<{ harness: Harness }>>> = {
  'backup-storm': () => import('./backup-storm.ts'),
  'canaries': () => import('./canaries.ts'),
  'damaged-files': () => import('./damaged-files.ts'),
  'disk-errors': () => import('./disk-errors.ts'),
  'disk-full': () => import('./disk-full.ts'),
  'hostile-renderer': () => import('./hostile-renderer.ts'),
  'kill-app': () => import('./kill-app.ts'),
  'kill-service': () => import('./kill-service.ts'),
  'migrations': () => import('./migrations.ts'),
  'network-tour': () => import('./network-tour.ts'),
  'power-cut': () => import('./power-cut.ts'),
  'script-payloads': () => import('./script-payloads.ts'),
  'starts': () => import('./starts.ts'),
}
