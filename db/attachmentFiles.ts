import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../shared/errors/AppError.ts'
import type { Db } from './connection.ts'
import { diskError, makeFolder, syncFolder } from './replaceFile.ts'

/** What every file begins with: "BrDkF", format 1. Then 12 bytes iv, 16 bytes tag, and the content by AES-256-GCM, its name as AAD. */
const magic = Buffer.from('BrDkF\u0001', 'latin1')
const ivLength = 12
const tagLength = 16
const headLength = magic.length + ivLength + tagLength
/** A file that no row names after so long was left by a kill. A save takes seconds. */
const orphanAge = 24 * 60 * 60 * 1000

/**
 * The key of the files is random and lies in the encrypted database: a new data key need not touch one of them. `workspace` tells
 * the backups of one workspace from another's on the same U盘.
 */
export function makeFileStore(db: Db): void {
  db.transaction(() => {
    db.exec(`CREATE TABLE IF NOT EXISTS file_store (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL CHECK (length(key) = 32), workspace TEXT NOT NULL CHECK (length(workspace) = 16)) STRICT`)
    db.prepare('INSERT OR IGNORE INTO file_store (id, key, workspace) VALUES (1, ?, ?)').run(randomBytes(32), randomBytes(8).toString('hex'))
  }).immediate()
}

const keyOf = (db: Db): Buffer => {
  const key = db.prepare<[], Buffer>('SELECT key FROM file_store WHERE id = 1').pluck().get()
  if (!key) throw new AppError('DATABASE_DAMAGED', { params: { detail: 'file_store' } })
  return key
}
export const workspaceOf = (db: Db): string => db.prepare<[], string>('SELECT workspace FROM file_store WHERE id = 1').pluck().get() ?? ''

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')
const nameWith = (key: Buffer, sha256: string): string => createHmac('sha256', key).update(sha256).digest('hex')

export const filesFolder = (folder: string): string => join(folder, 'attachments')
/** attachments/ab/ab12…: a folder of ten thousand files is slow to look at on a U盘. */
export const pathOfFile = (folder: string, name: string): string => join(filesFolder(folder), name.slice(0, 2), name)
const isFileName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

function seal(key: Buffer, name: string, content: Uint8Array): Buffer {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(name))
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([magic, iv, cipher.getAuthTag(), sealed])
}

/** Null where the file is not what its name says. */
function unseal(key: Buffer, name: string, file: Buffer): Buffer | null {
  if (file.length < headLength || !file.subarray(0, magic.length).equals(magic)) return null
  const decipher = createDecipheriv('aes-256-gcm', key, file.subarray(magic.length, magic.length + ivLength))
  decipher.setAAD(Buffer.from(name))
  decipher.setAuthTag(file.subarray(magic.length + ivLength, headLength))
  try {
    return Buffer.concat([decipher.update(file.subarray(headLength)), decipher.final()])
  } catch {
    return null
  }
}

/** Null where there is none, or it is not what its name says. */
function contentAt(path: string, key: Buffer, sha256: string): Buffer | null {
  if (!existsSync(path)) return null
  const content = unseal(key, nameWith(key, sha256), readFileSync(path))
  return content && sha256Of(content) === sha256 ? content : null
}

/** Whole or not at all: written beside, synced, renamed, its folders synced. */
export function placeFile(path: string, bytes: Uint8Array): void {
  const folder = dirname(path)
  const beside = `${path}.part`
  try {
    makeFolder(folder)
    const fd = openSync(beside, 'w', 0o600)
    try {
      writeFileSync(fd, bytes)
      fsyncSync(fd)
    } finally { closeSync(fd) }
    renameSync(beside, path)
    syncFolder(folder)
  } catch (cause) {
    rmSync(beside, { force: true })
    throw diskError(cause)
  }
}

/**
 * Puts content into the store, inside the transaction that writes its row and before the row: a kill between leaves a file that no row
 * names, which is swept later. Answers its sha256, for the row. Errors: DISK_FULL, READ_ONLY_FOLDER, DISK_ERROR.
 */
export function storeContent(db: Db, folder: string, content: Uint8Array): string {
  const key = keyOf(db)
  const sha256 = sha256Of(content)
  const path = pathOfFile(folder, nameWith(key, sha256))
  if (contentAt(path, key, sha256) !== null) return sha256
  try {
    placeFile(path, seal(key, nameWith(key, sha256), content))
  } catch (cause) {
    throw cause instanceof AppError && cause.code === 'DISK_FULL' ? new AppError('DISK_FULL', { cause, params: { what: 'content' } }) : cause
  }
  return sha256
}

/** Under which name a content lies in the store, and how long its file is. */
export const nameOfContent = (db: Db, sha256: string): string => nameWith(keyOf(db), sha256)
export const lengthOfFile = (size: number): number => headLength + size

/** The content behind a row. Errors: ATTACHMENT_DAMAGED where its file is gone or not whole. */
export function loadContent(db: Db, folder: string, sha256: string): Buffer {
  const key = keyOf(db)
  const content = contentAt(pathOfFile(folder, nameWith(key, sha256)), key, sha256)
  if (!content) throw new AppError('ATTACHMENT_DAMAGED')
  return content
}

/** The files a database needs: their names, and what each has to hold. Empty for a database of before the store. */
export function filesNeeded(db: Db): Map<string, string> {
  if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'file_store'`).get() === undefined || db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'attachment_content'`).get() !== undefined) return new Map()
  const key = keyOf(db)
  // A page of photos that an undo would bring back needs its pictures too.
  const undoable = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'operation_before'`).get() === undefined ? '' : ` UNION SELECT json_extract(p.value, '$.sha256') FROM operation_before b, json_each(b.state) p WHERE b.kind = 'photoPage'`
  // Materials of people, also of those in the 回收站 and of what an undo would bring back.
  const materials = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'person_material'`).get() === undefined ? '' : ` UNION SELECT sha256 FROM person_material
    UNION SELECT json_extract(m.value, '$.sha256') FROM removed_person r, json_each(r.state, '$.belongings.person_material') m
    UNION SELECT json_extract(m.value, '$.sha256') FROM operation_before b, json_each(b.state, '$.belongings.person_material') m WHERE b.kind = 'person'`
  // What proves items done, also what an undo would bring back.
  const evidence = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'action_file'`).get() === undefined ? '' : ` UNION SELECT sha256 FROM action_file
    UNION SELECT json_extract(f.value, '$.sha256') FROM operation_before b, json_each(b.state, '$.parts.action_file') f WHERE b.kind = 'action'`
  // What proves training, also what an undo would bring back.
  const training = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'training_file'`).get() === undefined ? '' : ` UNION SELECT sha256 FROM training_file
    UNION SELECT json_extract(f.value, '$.sha256') FROM operation_before b, json_each(b.state, '$.parts.training_file') f WHERE b.kind = 'training'`
  // What proves 双培养, also what an undo would bring back.
  const talent = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'talent_file'`).get() === undefined ? '' : ` UNION SELECT sha256 FROM talent_file
    UNION SELECT json_extract(f.value, '$.sha256') FROM operation_before b, json_each(b.state, '$.parts.talent_file') f WHERE b.kind = 'talent'`
  const all = db.prepare<[], string>(`SELECT sha256 FROM attachment UNION SELECT sha256 FROM page_photo${undoable}${materials}${evidence}${training}${talent}`).pluck().all()
  return new Map(all.map((sha256) => [nameWith(key, sha256), sha256]))
}

/** Of the files a database needs, those that are gone or not whole under `folder`. Reads every one of them. */
export function brokenFiles(db: Db, folder: string, only?: ReadonlySet<string>): string[] {
  const needed = filesNeeded(db)
  if (needed.size === 0) return []
  const key = keyOf(db)
  return [...needed].filter(([name, sha256]) => (only?.has(name) ?? true) && contentAt(pathOfFile(folder, name), key, sha256) === null).map(([name]) => name)
}

/** Every file of a store, also half-written ones. */
export function* storedFiles(folder: string): Generator<{ name: string; path: string; whole: boolean }> {
  const root = filesFolder(folder)
  for (const group of existsSync(root) ? readdirSync(root) : []) {
    if (!/^[0-9a-f]{2}$/.test(group)) continue
    for (const name of readdirSync(join(root, group))) {
      if (isFileName(name.replace(/\.part$/, ''))) yield { name, path: join(root, group, name), whole: isFileName(name) }
    }
  }
}

/** Removes contents at once that no row needs any more: data that was erased does not wait for the sweep. Outside a transaction. */
export function removeUnneeded(db: Db, folder: string, contents: readonly string[]): void {
  const needed = new Set(filesNeeded(db).values())
  for (const sha256 of contents) if (!needed.has(sha256)) rmSync(pathOfFile(folder, nameOfContent(db, sha256)), { force: true })
}

/** Removes what a kill left: files that no row names, older than a day. Runs in the one process that stores them, so none is on its way to its row. */
export function sweepFiles(db: Db, folder: string, now: number = Date.now()): number {
  const needed = filesNeeded(db)
  let swept = 0
  for (const { name, path } of storedFiles(folder)) {
    if (needed.has(name) || now - statSync(path).mtimeMs < orphanAge) continue
    rmSync(path, { force: true })
    swept++
  }
  return swept
}
