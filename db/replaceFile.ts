import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Puts a file in place of another, whole or not at all: written beside it, synced, renamed, and the folder synced, since
 * without the last a power cut can still bring the old name back.
 */
export function replaceFile(file: string, content: string): void {
  const beside = `${file}.new`
  try {
    const fd = openSync(beside, 'w', 0o600)
    try {
      writeSync(fd, content)
      fsyncSync(fd)
    } finally { closeSync(fd) }
    renameSync(beside, file)
  } catch (cause) {
    rmSync(beside, { force: true })
    throw cause
  }
  syncFolder(dirname(file))
}

/** Windows cannot open a folder; there a rename is durable with the file system's own journal. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  try { fsyncSync(fd) } finally { closeSync(fd) }
}
