import type { Db } from '../../../../db/connection.ts'
import { deleteTalentFile, findTalentFile, putTalentFile, talentFileWithContent, type StoredTalentFile } from '../../../../db/repositories/talent.ts'
import type { TalentEntry } from '../../../../shared/domain/talent.ts'
import type { stampOf, Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { proofFiles } from '../proofFiles.ts'

type Known = (db: Db, id: string) => TalentEntry
type Act = (name: 'talent.file', id: string, change: (db: Db, stamp: ReturnType<typeof stampOf>) => void) => TalentEntry

/** 培养证明: what proves that criteria are met, and that somebody was converted. */
export function talentFileHandlers(service: Service, known: Known, act: Act) {
  const files = proofFiles<StoredTalentFile, TalentEntry>(service, {
    find: findTalentFile, withContent: talentFileWithContent, put: putTalentFile, remove: deleteTalentFile, known, thingOf: ({ entryId }) => entryId,
    act: (id, change) => act('talent.file', id, change), copied: 'talentFile.copy',
  })
  return {
    'talent.addFiles': async ({ id, fileTokens }) => {
      const { thing, refused } = await files.add(id, fileTokens)
      return { entry: thing, refused }
    },
    'talent.removeFile': ({ proofId }) => files.remove(proofId),
    'talent.fileContent': ({ proofId }) => files.content(proofId),
    'talent.copyFileTo': ({ id, fileToken }) => files.copyTo(id, fileToken),
  } satisfies Partial<Handlers>
}
