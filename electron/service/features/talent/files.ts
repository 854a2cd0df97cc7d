import { storeContent } from '../../../../db/attachmentFiles.ts'
import type { Db } from '../../../../db/connection.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { deleteTalentFile, findTalentFile, putTalentFile, talentFileWithContent, type StoredTalentFile } from '../../../../db/repositories/talent.ts'
import { mostAttachments } from '../../../../shared/domain/attachment.ts'
import type { TalentEntry } from '../../../../shared/domain/talent.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { evidenceFiles, type ChosenFile } from '../evidence.ts'

type Known = (db: Db, id: string) => TalentEntry
type Act = (name: 'talent.file', id: string, change: (db: Db, stamp: ReturnType<typeof stampOf>) => void) => TalentEntry

/** 培养证明: what proves that criteria are met, and that somebody was converted. */
export function talentFileHandlers(service: Service, known: Known, act: Act) {
  const { vault, newId, pathOf } = service
  const evidence = evidenceFiles(service)

  const attach = (id: string, { name, media, size, sha256, content }: ChosenFile): void => {
    act('talent.file', id, (db, stamp) => {
      const same = talentFileWithContent(db, id, sha256)
      if (same !== undefined) throw new AppError('ATTACHED_ALREADY', { params: { name, as: same } })
      if (known(db, id).files.length >= mostAttachments) throw new AppError('TOO_MANY_ATTACHMENTS')
      storeContent(db, vault.folder, content)
      putTalentFile(db, id, { id: newId(), name, media, size, sha256 }, stamp)
    })
  }

  function fileOf(db: Db, id: string): StoredTalentFile {
    const file = findTalentFile(db, id)
    if (!file) throw new AppError('NOT_FOUND')
    return file
  }

  return {
    'talent.addFiles': async ({ id, fileTokens }) => {
      known(vault.db(), id)
      const refused = await evidence.addEach(fileTokens, (file) => attach(id, file))
      return { entry: known(vault.db(), id), refused }
    },

    'talent.removeFile': ({ proofId }) => {
      const file = fileOf(vault.db(), proofId)
      return act('talent.file', file.entryId, (db, stamp) => deleteTalentFile(db, file, stamp))
    },

    'talent.fileContent': ({ proofId }) => {
      const file = fileOf(vault.db(), proofId)
      return { base64: evidence.contentOf(file).toString('base64'), media: file.media, name: file.name }
    },

    'talent.copyFileTo': ({ id, fileToken }) => {
      const folder = pathOf(fileToken)
      const file = fileOf(vault.db(), id)
      evidence.copyInto(folder, file)
      noteAct(vault.db(), 'talentFile.copy', file.entryId, stampOf(service))
      return { name: file.name }
    },
  } satisfies Partial<Handlers>
}
