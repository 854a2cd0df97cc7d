import { storeContent } from '../../../../db/attachmentFiles.ts'
import type { Db } from '../../../../db/connection.ts'
import { filesOfAction, fileWithContent, findActionFile, putActionFile, setActionFileDeleted, type StoredActionFile } from '../../../../db/repositories/actions.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import type { ActionFull } from '../../../../shared/domain/action.ts'
import { mostAttachments } from '../../../../shared/domain/attachment.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { evidenceFiles, type ChosenFile } from '../evidence.ts'
import type { ActionAct } from './acts.ts'

type Known = (db: Db, id: string) => ActionFull
type Act = (name: ActionAct, id: string, change: (db: Db, before: ActionFull, stamp: ReturnType<typeof stampOf>) => void) => ActionFull

/** 佐证材料 of an item. */
export function actionFileHandlers(service: Service, known: Known, act: Act) {
  const { vault, newId, pathOf } = service
  const evidence = evidenceFiles(service)

  const attach = (id: string, { name, media, size, sha256, content }: ChosenFile): void => {
    act('action.file', id, (db, _before, stamp) => {
      const sameId = fileWithContent(db, id, sha256)
      const same = sameId === undefined ? null : findActionFile(db, sameId)
      if (same && !same.isDeleted) throw new AppError('ATTACHED_ALREADY', { params: { name, as: same.name } })
      if (filesOfAction(db, id).length >= mostAttachments) throw new AppError('TOO_MANY_ATTACHMENTS')
      storeContent(db, vault.folder, content)
      if (same) setActionFileDeleted(db, same, false, stamp)
      else putActionFile(db, id, { id: newId(), name, media, size, sha256 }, stamp)
    })
  }

  function fileOf(db: Db, fileId: string): StoredActionFile {
    const file = findActionFile(db, fileId)
    if (!file || file.isDeleted) throw new AppError('NOT_FOUND')
    known(db, file.actionId)
    return file
  }

  return {
    /** Each file is an act of its own: one that is refused keeps no other out. */
    'actions.addFiles': async ({ id, fileTokens }) => {
      known(vault.db(), id)
      const refused = await evidence.addEach(fileTokens, (file) => attach(id, file))
      return { action: known(vault.db(), id), refused }
    },

    'actions.removeFile': ({ evidenceId }) => {
      const file = fileOf(vault.db(), evidenceId)
      return act('action.file', file.actionId, (db, _before, stamp) => setActionFileDeleted(db, file, true, stamp))
    },

    'actions.fileContent': ({ evidenceId }) => {
      const file = fileOf(vault.db(), evidenceId)
      return { base64: evidence.contentOf(file).toString('base64'), media: file.media, name: file.name }
    },

    'actions.copyFileTo': ({ id, fileToken }) => {
      const folder = pathOf(fileToken)
      const file = fileOf(vault.db(), id)
      evidence.copyInto(folder, file)
      noteAct(vault.db(), 'actionFile.copy', file.actionId, stampOf(service))
      return { name: file.name }
    },
  } satisfies Partial<Handlers>
}
