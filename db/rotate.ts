import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../shared/errors/AppError.ts'
import { openDatabase, openKeyed, type DataKey, type OpenOptions } from './connection.ts'
import { noteRotation } from './repositories/workspace.ts'
import type { Stamp } from './repositories/audit.ts'
import { diskError, syncFolder } from './replaceFile.ts'

/** The copy that gets the new key, beside the database; it takes its place only when it is whole. */
export const rotatingFile = (file: string): string => `${file}.rotating`
export const removeRotating = (file: string): void => { for (const end of ['', '-journal', '-wal', '-shm']) rmSync(rotatingFile(file) + end, { force: true }) }

/**
 * A copy of a closed database under another key, checked and synced. The old key is kept in it, so that backups made under it can be opened.
 * Errors: those of the disk, DATABASE_DAMAGED where the copy is not whole; the database itself is not touched.
 */
export function copyWithKey(options: OpenOptions, newKey: DataKey, stamp: Stamp): void {
  const copy = rotatingFile(options.file)
  removeRotating(options.file)
  try {
    copyFileSync(options.file, copy)
    const db = openKeyed({ ...options, file: copy }, { fileMustExist: true })
    try {
      // A database in WAL mode refuses to change its key.
      db.pragma('journal_mode=DELETE')
      noteRotation(db, options.key, stamp)
      db.pragma(`rekey="x'${newKey.toString('hex')}'"`)
    } finally { db.close() }
    const fresh = openKeyed({ ...options, file: copy, key: newKey }, { readonly: true, fileMustExist: true })
    try {
      if (fresh.pragma('integrity_check', { simple: true }) !== 'ok') throw new AppError('DATABASE_DAMAGED', { params: { detail: 'rotation' } })
    } finally { fresh.close() }
    const fd = openSync(copy, 'r+')
    try { fsyncSync(fd) } finally { closeSync(fd) }
  } catch (cause) {
    removeRotating(options.file)
    throw diskError(cause)
  }
}

/** Puts the copy in the place of the closed database. */
export function takeRotated(file: string): void {
  // Closed in good order it has neither; a leftover of another key would be read into the new file.
  for (const end of ['-journal', '-wal', '-shm']) rmSync(file + end, { force: true })
  renameSync(rotatingFile(file), file)
  syncFolder(dirname(file))
}

/** Closes a database so that its file alone is the whole of it. */
export function closeWhole(options: OpenOptions): void {
  const db = openDatabase(options)
  try { db.pragma('wal_checkpoint(TRUNCATE)') } finally { db.close() }
}
