import type { Db } from '../../../../db/connection.ts'
import { deleteTrainingFile, findTrainingFile, putTrainingFile, trainingFileWithContent, type StoredTrainingFile } from '../../../../db/repositories/study.ts'
import type { Training } from '../../../../shared/domain/study.ts'
import type { stampOf, Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { proofFiles } from '../proofFiles.ts'

type Known = (db: Db, id: string) => Training
type Act = (name: 'training.file', id: string, change: (db: Db, stamp: ReturnType<typeof stampOf>) => void) => Training

/** 培训证明: certificates and notices that prove a training. */
export function trainingFileHandlers(service: Service, known: Known, act: Act) {
  const files = proofFiles<StoredTrainingFile, Training>(service, {
    find: findTrainingFile, withContent: trainingFileWithContent, put: putTrainingFile, remove: deleteTrainingFile, known, thingOf: ({ trainingId }) => trainingId,
    act: (id, change) => act('training.file', id, change), copied: 'trainingFile.copy',
  })
  return {
    'study.addFiles': async ({ id, fileTokens }) => {
      const { thing, refused } = await files.add(id, fileTokens)
      return { training: thing, refused }
    },
    'study.removeFile': ({ proofId }) => files.remove(proofId),
    'study.fileContent': ({ proofId }) => files.content(proofId),
    'study.copyFileTo': ({ id, fileToken }) => files.copyTo(id, fileToken),
  } satisfies Partial<Handlers>
}
