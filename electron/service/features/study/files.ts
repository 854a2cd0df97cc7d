import { storeContent } from '../../../../db/attachmentFiles.ts'
import type { Db } from '../../../../db/connection.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { deleteTrainingFile, filesOfTraining, findTrainingFile, putTrainingFile, trainingFileWithContent, type StoredTrainingFile } from '../../../../db/repositories/study.ts'
import { mostAttachments } from '../../../../shared/domain/attachment.ts'
import type { Training } from '../../../../shared/domain/study.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { evidenceFiles, type ChosenFile } from '../evidence.ts'

type Known = (db: Db, id: string) => Training
type Act = (name: 'training.file', id: string, change: (db: Db, stamp: ReturnType<typeof stampOf>) => void) => Training

/** 培训证明: certificates and notices that prove a training. */
export function trainingFileHandlers(service: Service, known: Known, act: Act) {
  const { vault, newId, pathOf } = service
  const evidence = evidenceFiles(service)

  const attach = (id: string, { name, media, size, sha256, content }: ChosenFile): void => {
    act('training.file', id, (db, stamp) => {
      const same = trainingFileWithContent(db, id, sha256)
      if (same !== undefined) throw new AppError('ATTACHED_ALREADY', { params: { name, as: same } })
      if (filesOfTraining(db, id).length >= mostAttachments) throw new AppError('TOO_MANY_ATTACHMENTS')
      storeContent(db, vault.folder, content)
      putTrainingFile(db, id, { id: newId(), name, media, size, sha256 }, stamp)
    })
  }

  function fileOf(db: Db, id: string): StoredTrainingFile {
    const file = findTrainingFile(db, id)
    if (!file) throw new AppError('NOT_FOUND')
    return file
  }

  return {
    'study.addFiles': async ({ id, fileTokens }) => {
      known(vault.db(), id)
      const refused = await evidence.addEach(fileTokens, (file) => attach(id, file))
      return { training: known(vault.db(), id), refused }
    },

    'study.removeFile': ({ proofId }) => {
      const file = fileOf(vault.db(), proofId)
      return act('training.file', file.trainingId, (db, stamp) => deleteTrainingFile(db, file, stamp))
    },

    'study.fileContent': ({ proofId }) => {
      const file = fileOf(vault.db(), proofId)
      return { base64: evidence.contentOf(file).toString('base64'), media: file.media, name: file.name }
    },

    'study.copyFileTo': ({ id, fileToken }) => {
      const folder = pathOf(fileToken)
      const file = fileOf(vault.db(), id)
      evidence.copyInto(folder, file)
      noteAct(vault.db(), 'trainingFile.copy', file.trainingId, stampOf(service))
      return { name: file.name }
    },
  } satisfies Partial<Handlers>
}
