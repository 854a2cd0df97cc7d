import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/errors/AppError.ts'
import { isDamage, openKeyed, type OpenOptions } from '../connection.ts'
import { replaceFile } from '../replaceFile.ts'
import { readWal } from './wal.ts'

/** Stands in a workspace whose database could not be read somewhere while it was open. */
const markFile = (folder: string): string => join(folder, 'damaged.json')

/** Noted where the folder can be written; where not, the next call that meets the place tells it again. */
export function markDamage(folder: string, at: string): void {
  try {
    if (!existsSync(markFile(folder))) replaceFile(markFile(folder), JSON.stringify({ at }))
  } catch { /* see above */ }
}

/** Of a log that is broken in the middle, SQLite would pass over the rest without a word and write over it. Errors: DATABASE_DAMAGED. */
export function expectWholeLog(file: string): void {
  const { lostCommits } = readWal(`${file}-wal`)
  if (lostCommits > 0) throw new AppError('DATABASE_DAMAGED', { params: { detail: 'log', lost: String(lostCommits) } })
}

/**
 * Opening reads a few pages only. Where a broken one was met before, all of them are looked at, so that nobody works on in a broken database.
 * Errors: DATABASE_DAMAGED. Where all is well after all, the mark goes.
 */
export function expectWholePages(options: OpenOptions): void {
  const folder = dirname(options.file)
  if (!existsSync(markFile(folder))) return
  try {
    const db = openKeyed(options, { readonly: true, fileMustExist: true })
    try {
      if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new AppError('DATABASE_DAMAGED', { params: { detail: 'pages' } })
    } finally { db.close() }
  } catch (cause) {
    if (isDamage(cause)) throw new AppError('DATABASE_DAMAGED', { cause, params: { detail: 'pages' } })
    throw cause
  }
  rmSync(markFile(folder), { force: true })
}
