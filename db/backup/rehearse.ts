import { mkdirSync, rmSync } from 'node:fs'
import { openKeyed } from '../connection.ts'
import { findMeeting } from '../repositories/meetings.ts'
import { listPeople } from '../repositories/people.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { faultsOfBackup } from './verify.ts'
import { stagedFile, stageRestore, type StageOptions } from './stage.ts'

const recordsToRead = 20

/** Restores a backup in full into a folder of its own, opens it there, reads records, and removes it. Answers how much was read. Errors: as stageRestore. */
export function rehearseRestore(options: Omit<StageOptions, 'carried'>): { meetings: number; people: number } {
  const { place, id, backupKey, key, folder, nativeBinding } = options
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    const fault = faultsOfBackup(place, id, backupKey, nativeBinding).find(({ part }) => part !== 'manifest')
    if (fault) throw new AppError('BACKUP_DAMAGED', { params: { part: fault.part } })
    stageRestore({ ...options, carried: null })
    const db = openKeyed({ file: stagedFile(folder), key, nativeBinding }, { readonly: true, fileMustExist: true })
    try {
      const ids = db.prepare<[number], string>('SELECT id FROM meeting WHERE deleted_at IS NULL ORDER BY held_on DESC LIMIT ?').pluck().all(recordsToRead)
      if (ids.some((meetingId) => findMeeting(db, meetingId) === null)) throw new AppError('BACKUP_DAMAGED', { params: { part: 'database' } })
      return { meetings: ids.length, people: listPeople(db).length }
    } finally { db.close() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
