import { existsSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../shared/errors/AppError.ts'
import { schemaVersion } from './migrations/index.ts'

export type Db = Database.Database
/** The 32-byte data key. */
export type DataKey = Buffer
/** Marks a database as ours: "BrDk". */
export const applicationId = 0x4272446b
export interface OpenOptions { file: string; key: DataKey; nativeBinding?: string | undefined }

/** Opens a keyed file as it is, with no setting of ours. The key is not tried yet: the first read does that. */
export function openKeyed({ file, key, nativeBinding }: OpenOptions, options: Database.Options): Db {
  const db = new Database(file, nativeBinding === undefined ? options : { ...options, nativeBinding })
  try {
    db.pragma(`cipher='sqlcipher'`)
    // A raw key: no slow derivation here, the keyring has already paid for it.
    db.pragma(`key="x'${key.toString('hex')}'"`)
    return db
  } catch (cause) {
    db.close()
    throw cause
  }
}

/**
 * Looks at a database without writing one byte to it, unless a journal has to be rolled back: which schema it has. A read-only connection to a WAL database
 * makes empty -wal and -shm files; those that were not there before are taken away again.
 * Errors: DATABASE_DAMAGED (the key is known to be right, so what does not decrypt is damaged), DATABASE_NEWER.
 */
export function inspectDatabase(options: OpenOptions): { version: number } {
  // SQLite takes the log of an empty database away, and it may hold all there is left.
  if (statSync(options.file, { throwIfNoEntry: false })?.size === 0) throw new AppError('DATABASE_DAMAGED', { params: { detail: 'empty' } })
  const beside = ['-wal', '-shm'].map((end) => options.file + end)
  const had = beside.map((file) => existsSync(file))
  let version: number
  try {
    rollBackUnfinished(options)
    const db = openKeyed(options, { readonly: true, fileMustExist: true })
    try {
      version = Number(db.pragma('user_version', { simple: true }))
      const id = Number(db.pragma('application_id', { simple: true }))
      if (id !== applicationId) throw new AppError('DATABASE_DAMAGED', { params: { detail: 'application_id' } })
      // Whoever opens it to write and then finds it broken writes its log into it on closing.
      for (const table of ['sqlite_schema', 'branch', 'officer', 'officer_post', 'person']) db.prepare(`SELECT * FROM ${table}`).all()
    } finally {
      db.close()
      beside.forEach((file, i) => { if (!had[i] && existsSync(file) && (file.endsWith('-shm') || statSync(file).size === 0)) rmSync(file) })
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (isDamage(cause)) throw new AppError('DATABASE_DAMAGED', { cause })
    throw cause
  }
  if (version > schemaVersion) throw new AppError('DATABASE_NEWER', { params: { found: String(version), known: String(schemaVersion) } })
  return { version }
}

/**
 * A restored or rotated database takes up its log at the first opening; cut off in just that moment a journal stands beside it, which a read-only
 * connection may not roll back: without this nobody would get in any more. The journal holds the pages as they were, encrypted.
 */
function rollBackUnfinished(options: OpenOptions): void {
  const journal = `${options.file}-journal`
  if (!existsSync(journal)) return
  const db = openKeyed(options, { fileMustExist: true })
  try { db.pragma('user_version') } finally { db.close() }
  // Read without a complaint, and still there: there was nothing in it to roll back.
  rmSync(journal, { force: true })
}

/** The codes by which SQLite says that a file is not (any more) what the key says it is. */
export const isDamage = (cause: unknown): boolean => cause instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ|IOERR_DATA)/.test(cause.code)

/** Opens (or creates) the encrypted database for reading and writing. One connection writes: the caller holds the workspace lock. */
export function openDatabase(options: OpenOptions): Db {
  const db = openKeyed(options, {})
  try {
    db.pragma('temp_store=MEMORY')
    db.pragma('journal_mode=WAL')
    db.pragma('synchronous=FULL')
    db.pragma('foreign_keys=ON')
    db.pragma('trusted_schema=OFF')
    return db
  } catch (cause) {
    db.close()
    throw isDamage(cause) ? new AppError('DATABASE_DAMAGED', { cause }) : cause
  }
}

/**
 * Closes a connection that met a broken page, without writing its log into the file: what is broken is kept as it was found. The last connection
 * to close does that by itself, so one that may not write closes after it.
 */
export function closeLeavingLog(db: Db, options: OpenOptions): void {
  let reader: Db | undefined
  try {
    reader = openKeyed(options, { readonly: true, fileMustExist: true })
    reader.pragma('user_version')
  } catch { /* Where not even the first page can be read, there is nothing to write it into. */ }
  db.close()
  reader?.close()
}

/** So many pages of the log, SQLite's own number, and a commit copies them into the file. */
const fullLog = 1000
const aMoment = 1000

/**
 * Runs an act that writes thousands of pages. Its commit leaves them in the log, where they are safe; they are copied into the file a moment later,
 * for which nobody waits.
 */
export function leavingLog<R>(db: Db, act: () => R): R {
  db.pragma('wal_autocheckpoint=0')
  try {
    return act()
  } finally {
    db.pragma(`wal_autocheckpoint=${fullLog}`)
    setTimeout(() => {
      try {
        if (db.open) db.pragma('wal_checkpoint(PASSIVE)')
      } catch { /* The next commit tries again, and tells what is wrong. */ }
    }, aMoment).unref()
  }
}

const statements = new WeakMap<Db, Map<string, Database.Statement>>()

/**
 * A statement that is made once for a connection: preparing the list's took a fifth of its time. A way of answering (`raw`, `pluck`) stays on it,
 * so one text is always asked in one way.
 */
export function prepared<P extends unknown[], R>(db: Db, sql: string): Database.Statement<P, R> {
  const known = statements.get(db) ?? new Map<string, Database.Statement>()
  statements.set(db, known)
  const statement = known.get(sql) ?? db.prepare(sql)
  known.set(sql, statement)
  return statement as Database.Statement<P, R>
}

/** What a failed statement means to the officer; unknown causes come back as they are. */
export function errorOfSqlite(cause: unknown): unknown {
  // Locked or restored while an act went on: better-sqlite3 says so with an error of its own, without a code.
  if (cause instanceof TypeError && cause.message === 'The database connection is not open') return new AppError('LOCKED', { cause })
  if (!(cause instanceof Database.SqliteError)) return cause
  // The index beside the log grows when a connection opens; what keeps it from growing is a full disk.
  if (['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'].includes(cause.code)) return new AppError('DISK_FULL', { cause })
  if (cause.code.startsWith('SQLITE_READONLY') || cause.code.startsWith('SQLITE_CANTOPEN')) return new AppError('READ_ONLY_FOLDER', { cause })
  if (isDamage(cause)) return new AppError('DATABASE_DAMAGED', { cause })
  if (cause.code.startsWith('SQLITE_CONSTRAINT')) return new AppError('INVALID_INPUT', { cause, fields: [{ path: '', message: '编号与已有记录重复或不相符。' }] })
  if (cause.code.startsWith('SQLITE_IOERR')) return new AppError('DISK_ERROR', { cause })
  return cause
}
