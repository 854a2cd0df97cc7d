import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors/AppError.ts'
import { brokenFiles, filesNeeded, pathOfFile, placeFile } from '../attachmentFiles.ts'
import { inspectDatabase, openDatabase, openKeyed, type DataKey } from '../connection.ts'
import { migrate } from '../migrate.ts'
import { noteAct, type Stamp } from '../repositories/audit.ts'
import { recordOperation } from '../repositories/journal.ts'
import { carryOver, type CarriedOver } from '../repositories/backups.ts'
import { writeClockSeen } from '../repositories/clockNote.ts'
import { copySynced } from './mirror.ts'
import { partsOfBackup } from './place.ts'
import { openToRead } from './write.ts'

/** The database that is about to take the place of branch.db; nothing looks at it until it is whole. */
export const stagedFile = (folder: string): string => join(folder, 'restore.db')
export const removeStaged = (folder: string): void => { for (const end of ['', '-journal', '-wal', '-shm']) rmSync(stagedFile(folder) + end, { force: true }) }

export interface StageOptions {
  place: string
  id: string
  /** The data key it was made under, and the one it is to have from now on. */
  backupKey: DataKey
  key: DataKey
  /** Where it is laid down: the workspace, or a temporary folder. */
  folder: string
  nativeBinding?: string | undefined
  /** What a restore must not take back: former keys, the second place. Null for a folder that has none. */
  carried: CarriedOver | null
  stamp: Stamp
}

/**
 * Lays a backup down beside the database, ready to take its place: brought to the newest schema, under the key of today, with the
 * attachments it needs in the store, and checked in full. The database and its files are not touched, files are only added.
 * Errors: DATABASE_NEWER, BACKUP_DAMAGED, those of the disk; then nothing is left of it but attachments that no row names.
 */
export function stageRestore({ place, id, backupKey, key, folder, nativeBinding, carried, stamp }: StageOptions): void {
  const file = stagedFile(folder)
  removeStaged(folder)
  try {
    copySynced(partsOfBackup(place, id).database, file)
    inspectDatabase({ file, key: backupKey, nativeBinding })
    const db = openDatabase({ file, key: backupKey, nativeBinding })
    try {
      bringFiles(place, folder, filesNeeded(db).keys())
      migrate(db, folder)
      if (brokenFiles(db, folder).length > 0) replaceBroken(place, folder, brokenFiles(db, folder))
      const broken = brokenFiles(db, folder).length
      if (broken > 0) throw new AppError('BACKUP_DAMAGED', { params: { part: 'attachment', count: String(broken) } })
      db.transaction(() => {
        if (carried) carryOver(db, carried)
        // What this computer's clock showed when the backup was made says nothing of today's.
        else writeClockSeen(db, null)
        noteAct(db, 'backup.restore', null, stamp)
        if (carried) recordOperation(db, { id: randomUUID(), act: 'backup.restore', entityId: null, stamp, name: () => '' }, () => undefined)
      }).immediate()
      // One file, without a log beside it; and a key can only be changed in this mode.
      db.pragma('journal_mode=DELETE')
    } finally { db.close() }
    if (!backupKey.equals(key)) rekey(file, backupKey, key, nativeBinding)
    const whole = openToRead(file, key, nativeBinding)
    try {
      if (whole.pragma('integrity_check', { simple: true }) !== 'ok') throw new AppError('BACKUP_DAMAGED', { params: { part: 'database' } })
    } finally { whole.close() }
  } catch (cause) {
    removeStaged(folder)
    throw cause
  }
}

function rekey(file: string, from: DataKey, to: DataKey, nativeBinding: string | undefined): void {
  const db = openKeyed({ file, key: from, nativeBinding }, { fileMustExist: true })
  try { db.pragma(`rekey="x'${to.toString('hex')}'"`) } finally { db.close() }
}

function bringFiles(place: string, folder: string, names: Iterable<string>): void {
  for (const name of names) {
    const from = pathOfFile(place, name)
    if (!existsSync(pathOfFile(folder, name)) && existsSync(from)) placeFile(pathOfFile(folder, name), readFileSync(from))
  }
}

/** What lies in the workspace but is not whole any more is taken from the backup. */
function replaceBroken(place: string, folder: string, names: readonly string[]): void {
  for (const name of names) {
    const from = pathOfFile(place, name)
    if (existsSync(from)) placeFile(pathOfFile(folder, name), readFileSync(from))
  }
}
