import { chmodSync } from 'node:fs'
import { basename, join } from 'node:path'
import { attachmentsOf, attachmentWithContent, countAttachments, describeAttachment, findAttachment, hasSignedScan, putAttachment, reviveAttachment, setAttachmentDeleted, sha256OfAttachment, type StoredAttachment } from '../../../../db/repositories/attachments.ts'
import { loadContent, sha256Of, storeContent } from '../../../../db/attachmentFiles.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { nameOfMeeting, recordOperation } from '../../../../db/repositories/journal.ts'
import type { ThingRef } from '../../../../db/repositories/journalThings.ts'
import { pageOf } from '../../../../db/repositories/pagePhotos.ts'
import { stateOf } from '../../../../db/repositories/meetings.ts'
import type { Db } from '../../../../db/connection.ts'
import { fileName, largestAttachment, mediaOf, mostAttachments, partsOf, rolesOf, type Attachment, type AttachmentRole } from '../../../../shared/domain/attachment.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { sentenceOf } from '../../../../shared/errors/sentences.ts'
import type { ErrorCode } from '../../../../shared/errors/codes.ts'
import { stampOf, type Service } from '../../context.ts'
import { writeAtomically } from '../../documents/writeFile.ts'
import type { Handlers } from '../../router.ts'
import { undoRemoval } from '../journal/undo.ts'
import { readWhole } from '../../readWhole.ts'
import { settleReturned } from './photoPage.ts'

/** What is wrong with one file and says nothing about the next. */
const ofOneFile: readonly ErrorCode[] = ['FILE_TYPE_REFUSED', 'FILE_TOO_LARGE', 'FILE_UNREADABLE', 'ATTACHED_ALREADY', 'TOO_MANY_ATTACHMENTS']

const shown = ({ id, name, role, media, size, addedAt, who }: StoredAttachment): Attachment => ({ id, name, role, media, size, addedAt, who })

/** Errors: NOT_FOUND, also where its meeting was removed. */
function attachmentOf(db: Db, id: string): StoredAttachment {
  const found = findAttachment(db, id)
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/** Errors: NOT_FOUND; MEETING_ARCHIVED, for what the signed paper stands for is not touched any more. */
function changeable(db: Db, id: string): StoredAttachment {
  const found = attachmentOf(db, id)
  if (found.isDeleted) throw new AppError('NOT_FOUND')
  if (found.meetingState === 'archived') throw new AppError('MEETING_ARCHIVED')
  return found
}

/** What changes with an attachment: itself, and the page of photos where it stands on it. */
const thingsOf = (id: string, meetingId: string): ThingRef[] => [{ kind: 'attachment', id }, { kind: 'photoPage', id: meetingId }]

/** The whole of a chosen file. Errors: FILE_UNREADABLE, FILE_TOO_LARGE. */
const readChosen = (path: string): Promise<Buffer> =>
  readWhole(path, largestAttachment, (why, cause) => new AppError(why === 'too large' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE', { cause, params: { name: fileName(basename(path)) } }))

/** Photos, scans and papers of a meeting. */
export function attachmentsHandlers(service: Service) {
  const { vault, newId, pathOf } = service

  /** Errors: NOT_FOUND; ATTACHMENT_DAMAGED with its name. */
  function contentOf(id: string): Buffer {
    const db = vault.db()
    const { name } = attachmentOf(db, id)
    try {
      return loadContent(db, vault.folder, sha256OfAttachment(db, id) ?? '')
    } catch (cause) {
      throw cause instanceof AppError && cause.code === 'ATTACHMENT_DAMAGED' ? new AppError('ATTACHMENT_DAMAGED', { cause, params: { name } }) : cause
    }
  }

  /** One act on one attachment, as the journal tells it. */
  const record = (act: 'attachment.describe' | 'attachment.remove' | 'attachment.restore', { id, name, meetingId }: StoredAttachment, change: () => void): void =>
    recordOperation(vault.db(), { id: newId(), act, entityId: meetingId, stamp: stampOf(service), name: () => `“${name}”`, things: thingsOf(id, meetingId) }, change)

  /** Attaches one file. What lies in the 回收站 with the same content comes back in place of a second copy. */
  function attach(meetingId: string, givenName: string, content: Buffer, wantedRole: AttachmentRole): Attachment {
    const name = fileName(givenName)
    if (content.length > largestAttachment) throw new AppError('FILE_TOO_LARGE', { params: { name } })
    const judged = mediaOf(givenName, content)
    if ('refused' in judged) throw new AppError('FILE_TYPE_REFUSED', { params: { name, reason: judged.refused } })
    const { media } = judged
    const roles = rolesOf(media)
    const role = roles.includes(wantedRole) ? wantedRole : roles[0]
    const sha256 = sha256Of(content)
    const db = vault.db()
    return db.transaction(() => {
      if (stateOf(db, meetingId) === null) throw new AppError('NOT_FOUND')
      const { who, at } = stampOf(service)
      const knownId = attachmentWithContent(db, meetingId, sha256)
      const known = knownId === undefined ? null : attachmentOf(db, knownId)
      if (known && !known.isDeleted) throw new AppError('ATTACHED_ALREADY', { params: { name, as: known.name } })
      if (countAttachments(db, meetingId) >= mostAttachments) throw new AppError('TOO_MANY_ATTACHMENTS')
      const attachment: Attachment = { id: known?.id ?? newId(), name, role, media, size: content.length, addedAt: at, who }
      storeContent(db, vault.folder, content)
      // Files chosen together come one by one: they are one act, undone as one.
      recordOperation(db, { id: newId(), act: 'attachment.add', entityId: meetingId, stamp: { who, at }, name: () => nameOfMeeting(db, meetingId), count: () => 1, things: thingsOf(attachment.id, meetingId), joins: ['attachment.add'] }, () => {
        if (known) {
          reviveAttachment(db, attachment)
          settleReturned(db, known)
        } else putAttachment(db, meetingId, attachment, sha256)
      })
      noteAct(db, 'attachment.add', attachment.id, { who, at })
      return attachment
    }).immediate()
  }

  return {
    /** Each file is an act of its own: one that is refused keeps no other out. */
    'attachments.add': async ({ meetingId, fileTokens, role }) => {
      if (stateOf(vault.db(), meetingId) === null) throw new AppError('NOT_FOUND')
      const added: Attachment[] = []
      const refused: { name: string; code: ErrorCode; message: string }[] = []
      for (const path of fileTokens.map(pathOf)) {
        try {
          added.push(attach(meetingId, basename(path), await readChosen(path), role))
        } catch (cause) {
          if (!(cause instanceof AppError) || !ofOneFile.includes(cause.code)) throw cause
          refused.push({ name: fileName(basename(path)), code: cause.code, message: sentenceOf(cause.code, cause.params).happened })
        }
      }
      return { added, refused }
    },

    'attachments.addBytes': ({ meetingId, name, base64, role }) => attach(meetingId, name, Buffer.from(base64, 'base64'), role),

    'attachments.list': ({ meetingId }) => {
      const db = vault.db()
      if (stateOf(db, meetingId) === null) throw new AppError('NOT_FOUND')
      const all = attachmentsOf(db, meetingId)
      return { attachments: all.filter((a) => !a.isDeleted).map(shown), removed: all.filter((a) => a.isDeleted).map(shown), signed: hasSignedScan(db, meetingId), page: pageOf(db, meetingId) }
    },

    'attachments.content': ({ id }) => {
      const db = vault.db()
      const { media } = attachmentOf(db, id)
      return { base64: contentOf(id).toString('base64'), media }
    },

    'attachments.describe': ({ id, name, role }) => {
      const db = vault.db()
      return db.transaction(() => {
        const before = changeable(db, id)
        if (role !== undefined && !rolesOf(before.media).includes(role)) throw new AppError('INVALID_INPUT', { fields: [{ path: 'role', message: '这种文件不能作为所选的类别。' }] })
        const { extension } = partsOf(before.name)
        const after = { name: name === undefined ? before.name : fileName(`${name}.${extension}`), role: role ?? before.role }
        if (after.name !== before.name || after.role !== before.role) {
          record('attachment.describe', before, () => {
            describeAttachment(db, id, after)
            settleReturned(db, before)
          })
          noteAct(db, 'attachment.describe', id, stampOf(service))
        }
        return { ...shown(before), ...after }
      }).immediate()
    },

    'attachments.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const found = changeable(db, id)
        const stamp = stampOf(service)
        record('attachment.remove', found, () => setAttachmentDeleted(db, id, stamp.at))
        noteAct(db, 'attachment.remove', id, stamp)
        return {}
      }).immediate()
    },

    'attachments.restore': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const found = attachmentOf(db, id)
        const { isDeleted, meetingId } = found
        if (!isDeleted) return {}
        if (countAttachments(db, meetingId) >= mostAttachments) throw new AppError('TOO_MANY_ATTACHMENTS')
        if (undoRemoval(service, { kind: 'attachment', id }, 'attachment.restore')) return {}
        record('attachment.restore', found, () => {
          setAttachmentDeleted(db, id, null)
          settleReturned(db, found)
        })
        noteAct(db, 'attachment.restore', id, stampOf(service))
        return {}
      }).immediate()
    },

    /** Whoever opens the copy may not change it: what is written into it would not come back. */
    'attachments.copyTo': ({ id, fileToken }) => {
      const folder = pathOf(fileToken)
      const db = vault.db()
      const { name } = attachmentOf(db, id)
      const copy = join(folder, name)
      writeAtomically(copy, contentOf(id))
      chmodSync(copy, 0o400)
      noteAct(db, 'attachment.copy', id, stampOf(service))
      return { name }
    },
  } satisfies Partial<Handlers>
}
