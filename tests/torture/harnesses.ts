import type { Harness } from './harness.ts'

/** Every harness, by the name of its file; loaded only in the process that runs it. The longest first, so that none is left alone at the end; those with windows, which often wait, beside those without. */
export const harnesses: Readonly<Record<string, () => Promise<{ harness: Harness }>>> = {
  'kill-service': () => import('./kill-service.ts'),
  'kill-app': () => import('./kill-app.ts'),
  'migrations': () => import('./migrations.ts'),
  'damaged-files': () => import('./damaged-files.ts'),
  'script-payloads': () => import('./script-payloads.ts'),
  'disk-errors': () => import('./disk-errors.ts'),
  'power-cut': () => import('./power-cut.ts'),
  'hostile-renderer': () => import('./hostile-renderer.ts'),
  'disk-full': () => import('./disk-full.ts'),
  'canaries': () => import('./canaries.ts'),
  'backup-storm': () => import('./backup-storm.ts'),
  'network-tour': () => import('./network-tour.ts'),
  'starts': () => import('./starts.ts'),
}
