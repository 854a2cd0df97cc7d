import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDamage } from '../../../../db/connection.ts'
import { normaliseRecoveryCode, readKeyringFile } from '../../../../db/keyring.ts'
import { backupsIn, keyMarkOf, noteCheck, partsOfBackup, rowOf } from '../../../../db/backup/place.ts'
import { changeOf } from '../../../../db/backup/write.ts'
import { keptName } from '../../../../db/salvage/keep.ts'
import { replacedFolder } from '../../../../db/backup/swap.ts'
import { schemaVersion } from '../../../../db/migrations/index.ts'
import { carriedFrom } from '../../../../db/repositories/backups.ts'
import type { FoundBackup } from '../../../../shared/domain/backup.ts'
import type { WorkspaceInfo } from '../../../../shared/domain/workspace.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { BackupKeeper } from './keeper.ts'
import { nameOfPlace, placesUnder, workspaceOfPlace } from './places.ts'
import type { Work } from './workQueue.ts'

const expectReadable = (schema: number): void => {
  if (schema > schemaVersion) throw new AppError('DATABASE_NEWER', { params: { found: String(schema), known: String(schemaVersion) } })
}

/** Saves go on while the backup is made; after so many that came in between, the officer is told to pause. */
const safetyAttempts = 5

/**
 * Restores a backup of this workspace, under the keys of today. Checked first, laid down beside the database, then the state of this moment is
 * backed up, and in the same breath the two change places. Restoring the backup `undo` undoes it.
 * Errors: BACKUP_NOT_FOUND, BACKUP_DAMAGED, DATABASE_NEWER, those of a backup and of the disk; then nothing has changed.
 */
export function restoreBackup(service: Service, keeper: BackupKeeper, id: string): Promise<{ id: string; undo: string | null; kept: string | null; info: WorkspaceInfo }> {
  const { vault } = service
  return keeper.queue.next('restore', async (work) => {
    const found = await wholeOne(work, keeper, id)
    const { folder, key, nativeBinding } = vault.source()
    const stage = { place: found.place, id, backupKey: keeper.keyOf(found), key, folder, nativeBinding, carried: whereReadable(() => carriedFrom(vault.db())), stamp: whereReadable(() => stampOf(service)) ?? { who: '', at: service.clock().toISOString() } }
    await work('stage', stage)
    const { undo, kept } = await makeUndo(work, service, keeper)
    const info = vault.takeRestored({ id, keyring: null, kept: kept ?? replacedFolder })
    keeper.restored = { id, at: rowOf(found.backup).at, undo, kept }
    return { id, undo, kept, info }
  })
}

/** A database that is broken in the middle may be open all the same: then what it would have told is done without. */
function whereReadable<V>(read: () => V): V | null {
  try {
    return read()
  } catch (cause) {
    if (!isDamage(cause)) throw cause
    return null
  }
}

/** The first of its copies whose database is whole; attachments that are broken in it may still be whole in the workspace. */
async function wholeOne(work: Work, keeper: BackupKeeper, id: string) {
  const copies = keeper.find(id)
  let failure: unknown
  for (const found of copies) {
    expectReadable(found.backup.manifest?.schema ?? 0)
    try {
      await keeper.verifyNow(work, found, ['attachment', 'keyring', 'manifest'])
      return found
    } catch (cause) {
      if (!(cause instanceof AppError && cause.code === 'BACKUP_DAMAGED')) throw cause
      failure = cause
    }
  }
  throw failure
}

/** A backup of exactly what the restore is about to replace. A database too broken to be backed up is kept as it is instead. */
async function makeUndo(work: Work, { vault, clock }: Service, keeper: BackupKeeper): Promise<{ undo: string | null; kept: string | null }> {
  for (let attempt = 0; attempt < safetyAttempts; attempt++) {
    try {
      const { id, change } = await keeper.createNow(work, 'restore')
      if (change === changeOf(vault.db())) return { undo: id, kept: null }
    } catch (cause) {
      if (!(cause instanceof AppError && cause.code === 'DATABASE_DAMAGED')) throw cause
      return { undo: null, kept: keptName(clock()) }
    }
  }
  throw new AppError('BACKUP_FAILED', { params: { reason: '备份期间一直有新的改动' } })
}

/** The backups in a folder or on a U盘, newest first; needs no key, and is answered also where this computer's own workspace is broken. */
export const findBackups = (chosen: string): FoundBackup[] => {
  if (!existsSync(chosen)) throw new AppError('PLACE_NOT_THERE')
  const rows = placesUnder(chosen).flatMap((place) => backupsIn(place).map((backup) => ({ ...rowOf(backup), workspace: workspaceOfPlace(place), folder: nameOfPlace(place), newer: (backup.manifest?.schema ?? 0) > schemaVersion })))
  return rows.filter(({ id, workspace }, i) => rows.findIndex((row) => row.id === id && row.workspace === workspace) === i).sort((a, b) => (a.id < b.id ? 1 : -1))
}

export interface RestoreFrom { chosen: string; id: string; workspace?: string | undefined; password?: string | undefined; recoveryCode?: string | undefined }

/**
 * Restores a backup onto a computer that has no workspace, or a broken one: by the password or the recovery code of the day it was made.
 * What was there is kept in a folder of its own.
 * Errors: WORKSPACE_EXISTS, BACKUP_NOT_FOUND, TOO_MANY_ATTEMPTS, WRONG_PASSWORD, WRONG_RECOVERY_CODE (those three say nothing of damage), BACKUP_DAMAGED, DATABASE_NEWER.
 */
export function restoreFrom({ vault, clock }: Service, keeper: BackupKeeper, { chosen, id, workspace, password, recoveryCode }: RestoreFrom): Promise<{ info: WorkspaceInfo; kept: string | null }> {
  return keeper.queue.next('restore', async (work) => {
    vault.expectRestorable()
    const copies = placesUnder(chosen).filter((place) => workspace === undefined || workspace === workspaceOfPlace(place)).flatMap((place) => backupsIn(place).filter((backup) => backup.id === id).map((backup) => ({ place, backup })))
    const [found] = copies
    if (!found) throw new AppError('BACKUP_NOT_FOUND')
    const { place, backup: { manifest } } = found
    const keyring = readKeyringFile(partsOfBackup(place, id).keyring)
    if (!keyring) throw new AppError('BACKUP_DAMAGED', { params: { part: 'keyring' } })
    expectReadable(Math.max(keyring.schema, manifest?.schema ?? 0))
    const key = password === undefined ? await vault.keyBehind(keyring, 'recovery', normaliseRecoveryCode(recoveryCode ?? '')) : await vault.keyBehind(keyring, 'password', password)
    if (manifest && manifest.keyMark !== keyMarkOf(key)) throw new AppError('BACKUP_DAMAGED', { params: { part: 'keyring' } })
    const { folder, nativeBinding } = vault
    const faults = await work('verify', { place, id, key, nativeBinding })
    const fatal = faults.find(({ part }) => part === 'database') ?? faults.find(({ part }) => part === 'attachment')
    if (fatal) {
      noteCheck(place, id, clock().toISOString(), fatal.part)
      throw new AppError('BACKUP_DAMAGED', { params: { part: fatal.part, count: String(faults.length) } })
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    await work('stage', { place, id, backupKey: key, key, folder, nativeBinding, carried: null, stamp: { who: '', at: clock().toISOString() } })
    vault.expectRestorable()
    const kept = keptName(clock())
    const info = vault.takeRestored({ id, keyring: { ...keyring, schema: schemaVersion }, kept }, { key, keyring: { ...keyring, schema: schemaVersion } })
    const keptAny = existsSync(join(folder, kept)) ? kept : null
    keeper.restored = { id, at: rowOf(found.backup).at, undo: null, kept: keptAny }
    return { info, kept: keptAny }
  })
}
