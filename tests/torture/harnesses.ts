import type { Harness } from './harness.ts'

/** Every harness, by the name of its file; loaded only in the process that runs it. */
export const harnesses: Readonly<Record<string, () => Promise<{ harness: Harness }>>> = {
  'backup-storm': () => import('./backup-storm.ts'),
  'damaged-files': () => import('./damaged-files.ts'),
  'disk-errors': () => import('./disk-errors.ts'),
  'disk-full': () => import('./disk-full.ts'),
  'kill-service': () => import('./kill-service.ts'),
  'migrations': () => import('./migrations.ts'),
  'power-cut': () => import('./power-cut.ts'),
  'starts': () => import('./starts.ts'),
}
