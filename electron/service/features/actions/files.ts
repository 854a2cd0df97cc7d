import { chmodSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadContent, sha256Of, storeContent } from '../../../../db/attachmentFiles.ts'
import type { Db } from '../../../../db/connection.ts'
import { filesOfAction, fileWithContent, findActionFile, putActionFile, setActionFileDeleted, type StoredActionFile } from '../../../../db/repositories/actions.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import type { ActionFull } from '../../../../shared/domain/action.ts'
import { fileName, largestAttachment, mediaOf, mostAttachments } from '../../../../shared/domain/attachment.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { ErrorCode } from '../../../../shared/errors/codes.ts'
import { sentenceOf } from '../../../../shared/errors/sentences.ts'
import { stampOf, type Service } from '../../context.ts'
import { writeAtomically } from '../../documents/writeFile.ts'
import { readWhole } from '../../readWhole.ts'
import type { Handlers } from '../../router.ts'
import type { ActionAct } from './acts.ts'

type Known = (db: Db, id: string) => ActionFull
type Act = (name: ActionAct, id: string, change: (db: Db, before: ActionFull, stamp: ReturnType<typeof stampOf>) => void) => ActionFull

/** What is wrong with one file and says nothing about the next. */
const ofOneFile: readonly ErrorCode[] = ['FILE_TYPE_REFUSED', 'FILE_TOO_LARGE', 'FILE_UNREADABLE', 'ATTACHED_ALREADY', 'TOO_MANY_ATTACHMENTS']

/** 佐证材料 of an item, in the encrypted store of attachments. */
export function actionFileHandlers(service: Service, known: Known, act: Act) {
  const { vault, newId, pathOf } = service
  const readChosen = (path: string): Promise<Buffer> =>
    readWhole(path, largestAttachment, (why, cause) => new AppError(why === 'too large' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE', { cause, params: { name: fileName(basename(path)) } }))

  function attach(id: string, givenName: string, content: Buffer): void {
    const name = fileName(givenName)
    const judged = mediaOf(givenName, content)
    if ('refused' in judged) throw new AppError('FILE_TYPE_REFUSED', { params: { name, reason: judged.refused } })
    act('action.file', id, (db, _before, stamp) => {
      const sha256 = sha256Of(content)
      const sameId = fileWithContent(db, id, sha256)
      const same = sameId === undefined ? null : findActionFile(db, sameId)
      if (same && !same.isDeleted) throw new AppError('ATTACHED_ALREADY', { params: { name, as: same.name } })
      if (filesOfAction(db, id).length >= mostAttachments) throw new AppError('TOO_MANY_ATTACHMENTS')
      storeContent(db, vault.folder, content)
      if (same) setActionFileDeleted(db, same, false, stamp)
      else putActionFile(db, id, { id: newId(), name, media: judged.media, size: content.length, sha256 }, stamp)
    })
  }

  function fileOf(db: Db, fileId: string): StoredActionFile {
    const file = findActionFile(db, fileId)
    if (!file || file.isDeleted) throw new AppError('NOT_FOUND')
    known(db, file.actionId)
    return file
  }

  /** Errors: ATTACHMENT_DAMAGED with its name. */
  function contentOf({ sha256, name }: StoredActionFile): Buffer {
    try {
      return loadContent(vault.db(), vault.folder, sha256)
    } catch (cause) {
      throw cause instanceof AppError && cause.code === 'ATTACHMENT_DAMAGED' ? new AppError('ATTACHMENT_DAMAGED', { cause, params: { name } }) : cause
    }
  }

  return {
    /** Each file is an act of its own: one that is refused keeps no other out. */
    'actions.addFiles': async ({ id, fileTokens }) => {
      known(vault.db(), id)
      const refused: { name: string; code: ErrorCode; message: string }[] = []
      for (const path of fileTokens.map(pathOf)) {
        try {
          attach(id, basename(path), await readChosen(path))
        } catch (cause) {
          if (!(cause instanceof AppError) || !ofOneFile.includes(cause.code)) throw cause
          refused.push({ name: fileName(basename(path)), code: cause.code, message: sentenceOf(cause.code, cause.params).happened })
        }
      }
      return { action: known(vault.db(), id), refused }
    },

    'actions.removeFile': ({ evidenceId }) => {
      const file = fileOf(vault.db(), evidenceId)
      return act('action.file', file.actionId, (db, _before, stamp) => setActionFileDeleted(db, file, true, stamp))
    },

    'actions.fileContent': ({ evidenceId }) => {
      const file = fileOf(vault.db(), evidenceId)
      return { base64: contentOf(file).toString('base64'), media: file.media, name: file.name }
    },

    /** Whoever opens the copy may not change it: what is written into it would not come back. */
    'actions.copyFileTo': ({ id, fileToken }) => {
      const folder = pathOf(fileToken)
      const file = fileOf(vault.db(), id)
      const copy = join(folder, file.name)
      writeAtomically(copy, contentOf(file))
      chmodSync(copy, 0o400)
      noteAct(vault.db(), 'actionFile.copy', file.actionId, stampOf(service))
      return { name: file.name }
    },
  } satisfies Partial<Handlers>
}
