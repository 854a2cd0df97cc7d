import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

function mountDisk(megabytes: number): string | null {
  const place = mkdtempSync(join(tmpdir(), 'branch-desk-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place]).status === 0) return place
  rmSync(place, { recursive: true })
  return null
}

/** Whether this user may mount a disk at all. Tried and taken away again, since tests that are left out never clean up. */
export function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const tried = mountDisk(1)
  if (tried !== null) removeDisk(tried)
  return tried !== null
}

/** A disk of a few MB. Whoever makes it removes it. */
export function smallDisk(megabytes: number): string {
  const place = mountDisk(megabytes)
  if (place === null) throw new Error('a disk could be mounted a moment ago, and cannot any more')
  return place
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
