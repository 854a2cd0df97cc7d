import { accessSync, constants, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { LockHolder } from '../shared/domain/keyringFile.ts'
import { AppError } from '../shared/errors/AppError.ts'
import { isDamage } from './connection.ts'
import { diskError } from './replaceFile.ts'

export interface WorkspaceLock { release(): void }

/**
 * Keeps every other application out of the folder. The lock itself is an exclusive transaction on a small SQLite file: the operating
 * system lets go of it when the process ends, however it ends, so there is no stale lock to guess about. A file beside it says who holds it.
 * Errors: IN_USE with who; READ_ONLY_FOLDER or DISK_FULL where the lock cannot be written.
 */
export function lockWorkspace(folder: string, nativeBinding: string | undefined): WorkspaceLock {
  const holderFile = join(folder, 'in-use.json')
  const refused = (cause: unknown) => {
    // Somebody else's folder: if they are at work in it, that is the reason to tell; not that we may not write.
    const holder = livingHolder(holderFile)
    if (holder) return new AppError('IN_USE', { cause, params: paramsOf(holder) })
    const known = diskError(cause)
    return known instanceof AppError ? known : new AppError('READ_ONLY_FOLDER', { cause })
  }
  try {
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw refused(cause)
  }
  let locked: Database.Database | undefined
  try {
    locked = lockedFile(join(folder, 'in-use.lock'), nativeBinding)
    const mine: LockHolder = { pid: process.pid, host: hostname(), user: userInfo().username }
    writeFileSync(holderFile, JSON.stringify(mine), { mode: 0o644 })
  } catch (cause) {
    locked?.close()
    if (!(cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY'))) throw refused(cause)
    const holder = readHolder(holderFile)
    throw new AppError('IN_USE', { cause, params: holder ? paramsOf(holder) : {} })
  }
  const held = locked
  return {
    release: () => {
      rmSync(holderFile, { force: true })
      held.close()
    },
  }
}

/** A lock file that holds something strange is emptied: whoever could read so far has seen that nobody holds it. */
function lockedFile(file: string, nativeBinding: string | undefined): Database.Database {
  try {
    return exclusive(file, nativeBinding)
  } catch (cause) {
    if (!isDamage(cause)) throw cause
    truncateSync(file)
    return exclusive(file, nativeBinding)
  }
}

function exclusive(file: string, nativeBinding: string | undefined): Database.Database {
  const db = new Database(file, nativeBinding === undefined ? { timeout: 0 } : { timeout: 0, nativeBinding })
  try {
    db.pragma('journal_mode=MEMORY')
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (cause) {
    db.close()
    throw cause
  }
}

function readHolder(file: string): LockHolder | null {
  try {
    return LockHolder.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Who the file names, if that process is still there; on another computer it cannot be asked and counts as there. */
function livingHolder(file: string): LockHolder | null {
  const holder = readHolder(file)
  if (!holder || holder.host !== hostname()) return holder
  try {
    process.kill(holder.pid, 0)
    return holder
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM' ? holder : null
  }
}

function paramsOf(holder: LockHolder): Record<string, string> {
  if (holder.host !== hostname()) return { user: holder.user, host: holder.host }
  return holder.user === userInfo().username ? { same: 'yes' } : { user: holder.user }
}
