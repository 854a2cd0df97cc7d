import { storeContent } from '../../../db/attachmentFiles.ts'
import type { Db } from '../../../db/connection.ts'
import { noteAct, type Act, type Stamp } from '../../../db/repositories/audit.ts'
import { mostAttachments, type AttachmentMedia } from '../../../shared/domain/attachment.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../context.ts'
import { evidenceFiles, type ChosenFile, type RefusedFile } from './evidence.ts'

interface StoredProof { name: string; media: AttachmentMedia; sha256: string }

/** The files of one kind of thing, as the database keeps them. `File` is a row, `Thing` what its act answers. */
export interface Proofs<File extends StoredProof, Thing> {
  find(db: Db, fileId: string): File | null
  /** The name under which the thing has this content already. */
  withContent(db: Db, thingId: string, sha256: string): string | undefined
  put(db: Db, thingId: string, file: Omit<ChosenFile, 'content'> & { id: string }, stamp: Stamp): void
  remove(db: Db, file: File, stamp: Stamp): void
  thingOf(file: File): string
  /** Errors: NOT_FOUND. */
  known(db: Db, thingId: string): Thing & { files: readonly unknown[] }
  /** One act of the officer on the thing. */
  act(thingId: string, change: (db: Db, stamp: Stamp) => void): Thing
  copied: Act
}

/** Files that prove a training or that somebody was trained up: attached one by one, taken off, shown, copied for another program. */
export function proofFiles<File extends StoredProof, Thing>(service: Service, proofs: Proofs<File, Thing>) {
  const { vault, newId, pathOf } = service
  const evidence = evidenceFiles(service)

  const attach = (thingId: string, { content, ...file }: ChosenFile): void => {
    proofs.act(thingId, (db, stamp) => {
      const same = proofs.withContent(db, thingId, file.sha256)
      if (same !== undefined) throw new AppError('ATTACHED_ALREADY', { params: { name: file.name, as: same } })
      if (proofs.known(db, thingId).files.length >= mostAttachments) throw new AppError('TOO_MANY_ATTACHMENTS')
      storeContent(db, vault.folder, content)
      proofs.put(db, thingId, { ...file, id: newId() }, stamp)
    })
  }
  function fileOf(fileId: string): File {
    const file = proofs.find(vault.db(), fileId)
    if (!file) throw new AppError('NOT_FOUND')
    return file
  }

  return {
    add: async (thingId: string, fileTokens: readonly string[]): Promise<{ thing: Thing; refused: RefusedFile[] }> => {
      proofs.known(vault.db(), thingId)
      const refused = await evidence.addEach(fileTokens, (file) => attach(thingId, file))
      return { thing: proofs.known(vault.db(), thingId), refused }
    },
    remove: (fileId: string): Thing => {
      const file = fileOf(fileId)
      return proofs.act(proofs.thingOf(file), (db, stamp) => proofs.remove(db, file, stamp))
    },
    content: (fileId: string) => {
      const file = fileOf(fileId)
      return { base64: evidence.contentOf(file).toString('base64'), media: file.media, name: file.name }
    },
    copyTo: (fileId: string, folderToken: string) => {
      const folder = pathOf(folderToken)
      const file = fileOf(fileId)
      evidence.copyInto(folder, file)
      noteAct(vault.db(), proofs.copied, proofs.thingOf(file), stampOf(service))
      return { name: file.name }
    },
  }
}
