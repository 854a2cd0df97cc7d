import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import type { BackupReason } from '../../shared/domain/backup.ts'
import type { BackupManifest } from '../../shared/domain/backupManifest.ts'
import type { Keyring } from '../../shared/domain/keyringFile.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { brokenFiles, filesNeeded, pathOfFile, placeFile, workspaceOf } from '../attachmentFiles.ts'
import { openKeyed, type DataKey, type Db } from '../connection.ts'
import { keyringText } from '../keyring.ts'
import { replaceFile, syncFolder } from '../replaceFile.ts'
import { cleanPlace, keyMarkOf, makePlace, newBackupId, partsOfBackup, sha256OfNames, writeManifest, writeNames } from './place.ts'

/** A workspace as the backup reads it: over a connection of its own, beside the one that writes. */
export interface BackupSource { folder: string; file: string; key: DataKey; keyring: Keyring; nativeBinding?: string | undefined }

/** Reads only. A page cache of 32 MB, since all of it is read. */
export function openToRead(file: string, key: DataKey, nativeBinding: string | undefined): Db {
  const db = openKeyed({ file, key, nativeBinding }, { readonly: true, fileMustExist: true })
  try {
    db.pragma('temp_store=MEMORY')
    db.pragma('cache_size=-32768')
    db.pragma('trusted_schema=OFF')
    return db
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** Rows of every table; not of the search index, which follows from them. */
export function countsOf(db: Db): Record<string, number> {
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name`).pluck().all()
  return Object.fromEntries(tables.map((table) => [table, db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0]))
}

/** Marks the newest entry of the history: equal where no act was noted in between. Hashed, since it stands in the clear. */
export function changeOf(db: Db): string {
  const last = db.prepare<[], (string | number | null)[]>('SELECT row, times, last_at, act, entity_id FROM audit ORDER BY row DESC LIMIT 1').raw().get()
  return createHash('sha256').update(JSON.stringify(last ?? null)).digest('hex').slice(0, 16)
}

const sameCounts = (a: Record<string, number>, b: Record<string, number>): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Copies the files that the place lacks; those that the workspace itself lacks are told by the check afterwards. Answers the new ones. */
function copyFiles(source: string, place: string, names: Iterable<string>): Set<string> {
  const copied = new Set<string>()
  for (const name of names) {
    const from = pathOfFile(source, name)
    const to = pathOfFile(place, name)
    if (!existsSync(from)) {
      copied.add(name)
      continue
    }
    if (existsSync(to) && statSync(to).size === statSync(from).size) continue
    placeFile(to, readFileSync(from))
    copied.add(name)
  }
  return copied
}

const sizeOf = (place: string, name: string): number => statSync(pathOfFile(place, name), { throwIfNoEntry: false })?.size ?? 0

/** A save between the two reads of a moment makes them differ; it takes a storm of saves to meet several times in a row. */
const attempts = 5

/**
 * Makes one backup in a place, checks it, and only then gives it its name.
 * The copy is compared with a snapshot of the source that was taken the moment before: where somebody saved in just that moment, both are taken again.
 * Errors: BACKUP_FAILED where the copy is not what was there; those of SQLite and of the disk. Then the place is as it was.
 */
export function writeBackup(source: BackupSource, place: string, reason: BackupReason, at: Date): BackupManifest {
  makePlace(place)
  cleanPlace(place)
  const id = newBackupId(place, at, reason)
  const parts = partsOfBackup(place, id)
  const part = `${parts.database}.part`
  try {
    for (let attempt = 1; ; attempt++) {
      const manifest = tryBackup(source, place, { id, part, reason, at })
      if (manifest) {
        replaceFile(parts.keyring, keyringText(source.keyring))
        writeManifest(place, manifest)
        renameSync(part, parts.database)
        syncFolder(place)
        return manifest
      }
      if (attempt === attempts) throw new AppError('BACKUP_FAILED', { params: { reason: '写出的内容与原来的不一致' } })
    }
  } catch (cause) {
    cleanPlace(place)
    throw cause
  }
}

/** Null where the source changed in between. */
function tryBackup(source: BackupSource, place: string, { id, part, reason, at }: { id: string; part: string; reason: BackupReason; at: Date }): BackupManifest | null {
  rmSync(part, { force: true })
  // VACUUM INTO takes an empty file as its target; so that nobody else may read it from the first byte on.
  closeSync(openSync(part, 'wx', 0o600))
  const snapshot = openToRead(source.file, source.key, source.nativeBinding)
  try {
    const copier = openToRead(source.file, source.key, source.nativeBinding)
    try {
      snapshot.exec('BEGIN')
      snapshot.prepare('SELECT count(*) FROM sqlite_schema').get()
      copier.prepare('VACUUM INTO ?').run(part)
    } finally { copier.close() }
    const fd = openSync(part, 'r+')
    try { fsyncSync(fd) } finally { closeSync(fd) }
    const copy = openToRead(part, source.key, source.nativeBinding)
    try {
      const counts = countsOf(copy)
      if (copy.pragma('integrity_check', { simple: true }) !== 'ok') throw new AppError('BACKUP_FAILED', { params: { reason: '写出的数据没有通过检查' } })
      if (changeOf(copy) !== changeOf(snapshot) || !sameCounts(counts, countsOf(snapshot))) return null
      const names = [...filesNeeded(copy).keys()].sort()
      const copied = copyFiles(source.folder, place, names)
      const broken = brokenFiles(copy, place, copied)
      writeNames(place, id, names)
      return {
        format: 1, id, at: at.toISOString(), reason, workspace: names.length > 0 || 'file_store' in counts ? workspaceOf(copy) : '', schema: Number(copy.pragma('user_version', { simple: true })),
        keyMark: keyMarkOf(source.key), change: changeOf(copy), bytes: statSync(part).size,
        files: { count: names.length, bytes: names.reduce((sum, name) => sum + sizeOf(place, name), 0), sha256: sha256OfNames(names) }, counts,
        check: { at: at.toISOString(), fault: broken.length > 0 ? 'attachment' : null },
      }
    } finally { copy.close() }
  } finally { snapshot.close() }
}
