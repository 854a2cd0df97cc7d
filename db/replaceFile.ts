import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../shared/errors/AppError.ts'

/**
 * Puts a file in place of another, whole or not at all: written beside it, synced, renamed, and the folder synced, since
 * without the last a power cut can still bring the old name back.
 * Errors: DISK_FULL, READ_ONLY_FOLDER, DISK_ERROR; then nothing has changed.
 */
export function replaceFile(file: string, content: string): void {
  const beside = `${file}.new`
  try {
    const fd = openSync(beside, 'w', 0o600)
    try {
      writeFileSync(fd, content)
      fsyncSync(fd)
    } finally { closeSync(fd) }
    renameSync(beside, file)
  } catch (cause) {
    rmSync(beside, { force: true })
    throw diskError(cause)
  }
  syncFolder(dirname(file))
}

/** Takes away what a kill left of `replaceFile` in a folder that is ours alone; else it would lie there until the same file is written again. */
export function removeHalfReplaced(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json.new')) continue
    try {
      rmSync(join(folder, name), { force: true })
    } catch { /* Leftovers keep nobody out; the next opening tries again. */ }
  }
}

/** What a failed write to the folder means to the officer; unknown causes come back as they are. */
export function diskError(cause: unknown): unknown {
  switch (cause instanceof Error && 'code' in cause ? cause.code : undefined) {
    case 'ENOSPC': case 'EDQUOT': return new AppError('DISK_FULL', { cause })
    case 'EACCES': case 'EPERM': case 'EROFS': return new AppError('READ_ONLY_FOLDER', { cause })
    case 'EIO': return new AppError('DISK_ERROR', { cause })
    default: return cause
  }
}

/** Windows cannot open a folder; there a rename is durable with the file system's own journal. Errors: those of the disk. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  try {
    const fd = openSync(folder, 'r')
    try { fsyncSync(fd) } finally { closeSync(fd) }
  } catch (cause) {
    throw diskError(cause)
  }
}

/** A folder with those above it, each synced into the one that holds it. Not `recursive`: that tells a failing disk as a folder that is not there. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
  syncFolder(dirname(folder))
}
