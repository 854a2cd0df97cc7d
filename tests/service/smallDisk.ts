import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A disk of a few MB, where this user may mount one; null elsewhere. Whoever takes it unmounts it. */
export function smallDisk(megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const place = mkdtempSync(join(tmpdir(), 'branch-desk-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place]).status === 0) return place
  rmSync(place, { recursive: true })
  return null
}

export function removeDisk(place: string): void {
  spawnSync('umount', ['-l', place])
  rmSync(place, { recursive: true, force: true })
}

/** Leaves no more than `left` bytes; answers what makes room again. */
export function fill(place: string, left: number): () => void {
  const { bavail, bsize } = statfsSync(place)
  const filler = join(place, `filler-${randomUUID()}`)
  try {
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)))
  } catch (cause) {
    // The application wrote meanwhile: the disk is as full as it was to be.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause
  }
  const free = () => rmSync(filler, { force: true })
  onTestFinished(free)
  return free
}
