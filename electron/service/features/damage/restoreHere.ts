import { existsSync, linkSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesNeeded, pathOfFile, storedFiles } from '../../../../db/attachmentFiles.ts'
import { backupsIn, keyMarkOf, noteCheck, partsOfBackup, rowOf } from '../../../../db/backup/place.ts'
import { copySynced } from '../../../../db/backup/mirror.ts'
import { readKeyringFile } from '../../../../db/keyring.ts'
import type { DataKey } from '../../../../db/connection.ts'
import { schemaVersion } from '../../../../db/migrations/index.ts'
import { carriedFrom, keyWithMark, type CarriedOver } from '../../../../db/repositories/backups.ts'
import { keptName } from '../../../../db/salvage/keep.ts'
import { rebuild } from '../../../../db/salvage/rebuild.ts'
import type { Keyring } from '../../../../shared/domain/keyringFile.ts'
import type { WorkspaceInfo } from '../../../../shared/domain/workspace.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import type { Vault } from '../../vault.ts'

interface Keys { backupKey: DataKey; key: DataKey; keyring: Keyring; carried: CarriedOver | null; keepsKeyring: boolean }

/**
 * Restores a backup of this computer in the place of a database that does not open. Where the password of today is known, the keyring of today
 * stays; else the backup's own comes with it. One that is open and was met broken is closed first. What was there is kept, with the attachments that the backup does not know.
 * Errors: WORKSPACE_EXISTS, BACKUP_NOT_FOUND, LOCKED, WRONG_PASSWORD, TOO_MANY_ATTEMPTS, BACKUP_DAMAGED, DATABASE_NEWER, those of the disk.
 */
export function restoreHere({ vault, backups: keeper, clock }: Service, id: string, password: string | undefined): Promise<{ info: WorkspaceInfo; kept: string | null }> {
  return keeper.queue.next('restore', async (work) => {
    vault.closeBroken()
    vault.expectRestorable()
    const { place } = keeper
    const found = backupsIn(place).find((backup) => backup.id === id)
    if (!found) throw new AppError('BACKUP_NOT_FOUND')
    const schema = found.manifest?.schema ?? 0
    if (schema > schemaVersion) throw new AppError('DATABASE_NEWER', { params: { found: String(schema), known: String(schemaVersion) } })
    const { backupKey, key, keyring, carried, keepsKeyring } = await keysFor(vault, place, id, found.manifest?.keyMark ?? null, password)
    const { folder, nativeBinding } = vault
    const faults = await work('verify', { place, id, key: backupKey, nativeBinding })
    if (faults.some(({ part }) => part === 'database')) {
      noteCheck(place, id, clock().toISOString(), 'database')
      throw new AppError('BACKUP_DAMAGED', { params: { part: 'database' } })
    }
    await work('stage', { place, id, backupKey, key, folder, nativeBinding, carried, stamp: { who: '', at: clock().toISOString() } })
    vault.expectRestorable()
    const kept = keptName(clock())
    const current = { ...keyring, schema: schemaVersion }
    const info = vault.takeRestored({ id, keyring: keepsKeyring ? null : current, kept }, { key, keyring: current })
    keepOldFiles(vault, kept)
    const keptAny = existsSync(join(folder, kept)) ? kept : null
    keeper.restored = { id, at: rowOf(found).at, undo: null, kept: keptAny }
    return { info, kept: keptAny }
  })
}

async function keysFor(vault: Vault, place: string, id: string, mark: string | null, password: string | undefined): Promise<Keys> {
  const today = await vault.sourceWhileBroken(password).catch((cause: unknown) => {
    if (cause instanceof AppError && (cause.code === 'KEYRING_DAMAGED' || cause.code === 'NO_WORKSPACE')) return null
    throw cause
  })
  if (today) {
    const { db, schema } = rebuild(today.file, today.key, today.keyring.schema, today.nativeBinding)
    try {
      const backupKey = mark === null ? today.key : mark === keyMarkOf(today.key) ? today.key : schema >= 5 ? keyWithMark(db, today.key, mark) : null
      // Of an older schema there was no second place yet.
      if (backupKey) return { backupKey, key: today.key, keyring: today.keyring, carried: schema === schemaVersion ? carriedFrom(db) : null, keepsKeyring: true }
    } finally { db.close() }
  }
  const keyring = readKeyringFile(partsOfBackup(place, id).keyring)
  if (!keyring) throw new AppError('BACKUP_DAMAGED', { params: { part: 'keyring' } })
  if (password === undefined) throw new AppError('LOCKED')
  const key = await vault.keyBehind(keyring, 'password', password)
  if (mark !== null && mark !== keyMarkOf(key)) throw new AppError('BACKUP_DAMAGED', { params: { part: 'keyring' } })
  return { backupKey: key, key, keyring, carried: null, keepsKeyring: false }
}

/** Attachments of the broken database that the restored one does not know would be swept after a day: they belong to what is kept. */
function keepOldFiles(vault: Vault, kept: string): void {
  const needed = filesNeeded(vault.db())
  for (const { name, path, whole } of storedFiles(vault.folder)) {
    if (!whole || needed.has(name)) continue
    const to = pathOfFile(join(vault.folder, kept), name)
    if (existsSync(to)) continue
    try {
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
      try { linkSync(path, to) } catch { copySynced(path, to) }
    } catch {
      return // A full disk: they stay where they are for a day, and the restore itself is done.
    }
  }
}
