import { chmodSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadContent, sha256Of } from '../../../db/attachmentFiles.ts'
import { fileName, largestAttachment, mediaOf, type AttachmentMedia } from '../../../shared/domain/attachment.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import { sentenceOf } from '../../../shared/errors/sentences.ts'
import type { Service } from '../context.ts'
import { writeAtomically } from '../documents/writeFile.ts'
import { readWhole } from '../readWhole.ts'

/** What is wrong with one file and says nothing about the next. */
const ofOneFile: readonly ErrorCode[] = ['FILE_TYPE_REFUSED', 'FILE_TOO_LARGE', 'FILE_UNREADABLE', 'ATTACHED_ALREADY', 'TOO_MANY_ATTACHMENTS']

export interface ChosenFile { name: string; media: AttachmentMedia; size: number; sha256: string; content: Buffer }
export interface RefusedFile { name: string; code: ErrorCode; message: string }

/** Files that prove something (佐证材料, 培训证明), in the encrypted store of attachments. */
export function evidenceFiles({ vault, pathOf }: Pick<Service, 'vault' | 'pathOf'>) {
  const readChosen = async (path: string): Promise<ChosenFile> => {
    const given = basename(path)
    const name = fileName(given)
    const content = await readWhole(path, largestAttachment, (why, cause) => new AppError(why === 'too large' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE', { cause, params: { name } }))
    const judged = mediaOf(given, content)
    if ('refused' in judged) throw new AppError('FILE_TYPE_REFUSED', { params: { name, reason: judged.refused } })
    return { name, media: judged.media, size: content.length, sha256: sha256Of(content), content }
  }

  return {
    /** Attaches one after the other: one that is refused keeps no other out. Answers those. */
    addEach: async (fileTokens: readonly string[], attach: (file: ChosenFile) => void): Promise<RefusedFile[]> => {
      const refused: RefusedFile[] = []
      for (const path of fileTokens.map(pathOf)) {
        try {
          attach(await readChosen(path))
        } catch (cause) {
          if (!(cause instanceof AppError) || !ofOneFile.includes(cause.code)) throw cause
          refused.push({ name: fileName(basename(path)), code: cause.code, message: sentenceOf(cause.code, cause.params).happened })
        }
      }
      return refused
    },

    /** Errors: ATTACHMENT_DAMAGED with its name. */
    contentOf,

    /** Whoever opens the copy may not change it: what is written into it would not come back. */
    copyInto: (folder: string, file: { sha256: string; name: string }): void => {
      const copy = join(folder, file.name)
      writeAtomically(copy, contentOf(file))
      chmodSync(copy, 0o400)
    },
  }

  function contentOf({ sha256, name }: { sha256: string; name: string }): Buffer {
    try {
      return loadContent(vault.db(), vault.folder, sha256)
    } catch (cause) {
      throw cause instanceof AppError && cause.code === 'ATTACHMENT_DAMAGED' ? new AppError('ATTACHMENT_DAMAGED', { cause, params: { name } }) : cause
    }
  }
}
