import { existsSync, renameSync } from 'node:fs'
import type { BackupPart } from '../../shared/domain/backup.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { brokenFiles, pathOfFile } from '../attachmentFiles.ts'
import { applicationId, isDamage, type DataKey } from '../connection.ts'
import { readKeyringFile } from '../keyring.ts'
import { partsOfBackup, readManifest, readNames } from './place.ts'
import { countsOf, openToRead } from './write.ts'

export interface BackupFault { part: BackupPart; name: string }

/**
 * Looks at every byte of a backup: its database is opened, its pages and indexes checked and its rows counted, each of its attachments
 * decrypted and compared with its hash, its manifest and its keyring read. Answers what is not whole.
 * Errors: BACKUP_NOT_FOUND. The key is known to be right, so what does not decrypt is damaged.
 */
export function faultsOfBackup(place: string, id: string, key: DataKey, nativeBinding: string | undefined): BackupFault[] {
  const { database, keyring } = partsOfBackup(place, id)
  if (!existsSync(database)) throw new AppError('BACKUP_NOT_FOUND')
  const faults: BackupFault[] = []
  const manifest = readManifest(place, id)
  if (!manifest || !readNames(place, manifest)) faults.push({ part: 'manifest', name: `${id}.json` })
  if (!readKeyringFile(keyring)) faults.push({ part: 'keyring', name: `${id}.keyring.json` })
  const damaged: BackupFault = { part: 'database', name: `${id}.db` }
  try {
    const db = openToRead(database, key, nativeBinding)
    try {
      const isWhole = Number(db.pragma('application_id', { simple: true })) === applicationId && db.pragma('integrity_check', { simple: true }) === 'ok' && (db.pragma('foreign_key_check') as unknown[]).length === 0
      if (!isWhole || (manifest && JSON.stringify(countsOf(db)) !== JSON.stringify(manifest.counts))) faults.push(damaged)
      else for (const name of brokenFiles(db, place)) faults.push({ part: 'attachment', name })
    } finally { db.close() }
  } catch (cause) {
    if (!isDamage(cause)) throw cause
    faults.push(damaged)
  }
  setAsideFiles(place, faults)
  return faults
}

/** A broken attachment would stay in every backup to come, since each is stored once: moved aside, the next backup copies it anew. */
function setAsideFiles(place: string, faults: readonly BackupFault[]): void {
  for (const { part, name } of faults) {
    const path = pathOfFile(place, name)
    if (part !== 'attachment' || !existsSync(path)) continue
    try {
      renameSync(path, `${path}.broken`)
    } catch {
      return // A place that cannot be written gets no backup to come either.
    }
  }
}
