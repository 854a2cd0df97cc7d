import { noteAct } from '../../../../db/repositories/audit.ts'
import { readBackupNote, writeBackupNote } from '../../../../db/repositories/backups.ts'
import { workspaceOf } from '../../../../db/attachmentFiles.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { prepareSecondPlace } from './places.ts'
import { findBackups, restoreBackup, restoreFrom } from './restore.ts'
import { backupStatus } from './status.ts'

/** Backups and what they are for: getting everything back. */
export function backupHandlers(service: Service) {
  const { vault, pathOf, backups: keeper } = service
  const status = () => backupStatus(keeper, vault)
  return {
    'backup.create': () => {
      vault.db()
      return keeper.create('manual')
    },
    'backup.beforeQuit': async () => {
      if (!vault.isOpen || !keeper.changedSinceLast()) return { made: false }
      await keeper.create('quit')
      return { made: true }
    },
    'backup.list': () => keeper.list(),
    'backup.status': status,
    'backup.verify': ({ id, place }) => {
      vault.db()
      return keeper.queue.next('verify', async (work) => {
        const copies = keeper.find(id).filter((found) => place === undefined || (found.place === keeper.place) === (place === 'computer'))
        if (copies.length === 0) throw new AppError('BACKUP_NOT_FOUND')
        for (const found of copies) await keeper.verifyNow(work, found)
        return keeper.row(id)
      })
    },
    'backup.preview': ({ id }) => {
      vault.db()
      return keeper.queue.next('preview', async (work) => {
        const [found] = keeper.find(id)
        return work('preview', { source: vault.source(), place: found.place, id, backupKey: keeper.keyOf(found) })
      })
    },
    'backup.restore': ({ id }) => {
      vault.db()
      return restoreBackup(service, keeper, id)
    },
    'backup.rehearse': async () => {
      vault.db()
      await keeper.rehearse()
      return status()
    },
    'backup.setPlace': ({ folderToken }) => {
      const db = vault.db()
      const placePath = folderToken === null ? null : prepareSecondPlace(pathOf(folderToken), workspaceOf(db), vault.folder)
      db.transaction(() => {
        const note = readBackupNote(db)
        writeBackupNote(db, { ...note, placePath, placeAt: placePath === note.placePath ? note.placeAt : null })
        noteAct(db, 'backup.place', null, stampOf(service))
      }).immediate()
      keeper.placeProblem = null
      // Copying may take minutes: the status tells how it goes on.
      if (placePath !== null) void keeper.copyToSecond().catch(() => undefined)
      return status()
    },
    'backup.copyToPlace': async () => {
      vault.db()
      await keeper.copyToSecond()
      return status()
    },
    'backup.find': ({ folderToken }) => findBackups(pathOf(folderToken)),
    'backup.restoreFrom': ({ folderToken, id, workspace, password, recoveryCode }) => restoreFrom(service, keeper, { chosen: pathOf(folderToken), id, workspace, password, recoveryCode }),
  } satisfies Partial<Handlers>
}
