import { createHash, createHmac } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BackupId, type BackupPart, type BackupReason, type BackupRow } from '../../shared/domain/backup.ts'
import { BackupManifestBody, BackupManifestFile, type BackupManifest } from '../../shared/domain/backupManifest.ts'
import { superfluous } from '../../shared/domain/backupRetention.ts'
import type { DataKey } from '../connection.ts'
import { storedFiles } from '../attachmentFiles.ts'
import { makeFolder, replaceFile } from '../replaceFile.ts'

/** Where a workspace keeps its backups on this computer. */
export const backupsFolder = (folder: string): string => join(folder, 'backups')
/** The folder of ours on a U盘; in it one for each workspace. What lies outside is never touched. */
export const secondFolderName = '支部工作台备份'

/** The files of one backup in a place. `database` gets its name last: without it there is no backup. */
export const partsOfBackup = (place: string, id: string) => ({ database: join(place, `${id}.db`), keyring: join(place, `${id}.keyring.json`), names: join(place, `${id}.attachments`), manifest: join(place, `${id}.json`) })

/** Tells data keys apart without telling the key. */
export const keyMarkOf = (key: DataKey): string => createHmac('sha256', key).update('which key').digest('hex').slice(0, 16)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const namesText = (names: readonly string[]): string => names.map((name) => `${name}\n`).join('')
export const sha256OfNames = (names: readonly string[]): string => sha256(namesText(names))

/** 2026-11-23T10-00-00Z-quit, with a number where that one is taken. */
export function newBackupId(place: string, at: Date, reason: BackupReason): string {
  const stem = `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${reason}`
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}-${n}`
    if (!existsSync(partsOfBackup(place, id).database)) return id
  }
}
const instantOf = (id: string): string => `${id.slice(0, 13)}:${id.slice(14, 16)}:${id.slice(17, 19)}.000Z`
const reasonOf = (id: string): BackupReason => id.slice(21).replace(/-\d+$/, '') as BackupReason

export function writeManifest(place: string, manifest: BackupManifest): void {
  const body = BackupManifestBody.parse(manifest)
  replaceFile(partsOfBackup(place, manifest.id).manifest, `${JSON.stringify({ body, checksum: sha256(JSON.stringify(body)) }, null, 1)}\n`)
}

/** Null where it is gone or not whole. */
export function readManifest(place: string, id: string): BackupManifest | null {
  try {
    const { body, checksum } = BackupManifestFile.parse(JSON.parse(readFileSync(partsOfBackup(place, id).manifest, 'utf8')))
    return body.id === id && sha256(JSON.stringify(body)) === checksum ? body : null
  } catch {
    return null
  }
}

export const writeNames = (place: string, id: string, names: readonly string[]): void => replaceFile(partsOfBackup(place, id).names, namesText(names))

/** The files that a backup needs; null where the list is not the one its manifest speaks of. */
export function readNames(place: string, manifest: BackupManifest): string[] | null {
  try {
    const text = readFileSync(partsOfBackup(place, manifest.id).names, 'utf8')
    return sha256(text) === manifest.files.sha256 ? text.split('\n').filter((name) => name !== '') : null
  } catch {
    return null
  }
}

export interface PlacedBackup { id: string; bytes: number; manifest: BackupManifest | null }

/** What a place holds, newest first. A place that is not there holds nothing. Another process may thin it meanwhile. */
export function backupsIn(place: string): PlacedBackup[] {
  if (!existsSync(place)) return []
  return readdirSync(place).flatMap((name) => {
    const id = name.endsWith('.db') ? name.slice(0, -3) : ''
    if (!BackupId.safeParse(id).success) return []
    // In this order: a backup that goes loses its database first.
    const manifest = readManifest(place, id)
    const found = statSync(join(place, name), { throwIfNoEntry: false })
    return found ? [{ id, bytes: found.size, manifest }] : []
  }).sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** A backup whose manifest cannot be read is shown by what its name tells. */
export function rowOf({ id, bytes, manifest }: PlacedBackup): Omit<BackupRow, 'place'> {
  if (!manifest) return { id, at: instantOf(id), reason: reasonOf(id), size: bytes, verified: false, verifiedAt: null, fault: 'manifest', schema: 0, meetings: 0, attachments: 0 }
  const { at, reason, files, check, schema, counts } = manifest
  return { id, at, reason, size: bytes + files.bytes, verified: check.fault === null, verifiedAt: check.at, fault: check.fault, schema, meetings: counts['meeting'] ?? 0, attachments: files.count }
}

/** What the last check found. A place that cannot be written (a U盘 with a lock) keeps what it says. */
export function noteCheck(place: string, id: string, at: string, fault: BackupPart | null): void {
  const manifest = readManifest(place, id)
  if (!manifest) return
  try {
    writeManifest(place, { ...manifest, check: { at, fault } })
  } catch { /* see above */ }
}

export const makePlace = makeFolder

const leftover = /^(.+?)\.(?:db\.part(?:-journal|-wal|-shm)?|keyring\.json(?:\.new)?|attachments(?:\.new)?|json(?:\.new)?)$/

/** Removes what a kill left half-made: files named like ours without their database, and files that were being written. */
export function cleanPlace(place: string): void {
  if (!existsSync(place)) return
  for (const name of readdirSync(place)) {
    const id = leftover.exec(name)?.[1]
    if (id === undefined || !BackupId.safeParse(id).success) continue
    if (/\.part|\.new$/.test(name) || !existsSync(partsOfBackup(place, id).database)) rmSync(join(place, name), { force: true })
  }
  for (const { path, whole } of storedFiles(place)) if (!whole) rmSync(path, { force: true })
}

/** The database first: from then on it counts as half-made. */
function removeBackup(place: string, id: string): void {
  const { database, ...rest } = partsOfBackup(place, id)
  for (const path of [database, ...Object.values(rest)]) rmSync(path, { force: true })
}

/**
 * Thins a place by the rule, then removes the attachments that no backup in it needs any more; where the list of one cannot be read,
 * none is removed. Answers how many backups went.
 */
export function thinPlace(place: string, now: Date): number {
  const going = superfluous(backupsIn(place).map((backup) => rowOf(backup)), now)
  for (const id of going) removeBackup(place, id)
  if (going.length === 0) return 0
  const lists = backupsIn(place).map(({ manifest }) => manifest && readNames(place, manifest))
  if (lists.every((names) => names !== null)) {
    const needed = new Set(lists.flat())
    for (const { name, path } of storedFiles(place)) if (!needed.has(name)) rmSync(path, { force: true })
  }
  return going.length
}
