import { loadContent, storeContent } from '../../../../db/attachmentFiles.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { nameOfMeeting, recordOperation } from '../../../../db/repositories/journal.ts'
import { attachmentsOf, findAttachment, type StoredAttachment } from '../../../../db/repositories/attachments.ts'
import { stateOf } from '../../../../db/repositories/meetings.ts'
import { arrangePagePhoto, pageOf, pictureOf, putPagePhoto, takeOffPage } from '../../../../db/repositories/pagePhotos.ts'
import type { Db } from '../../../../db/connection.ts'
import { canStandOnPage, longestSide, mostPagePhotos } from '../../../../shared/domain/photoPage.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { plainJpeg, type PlainJpeg } from './plainJpeg.ts'

const fault = (path: string, message: string): AppError => new AppError('INVALID_INPUT', { fields: [{ path, message }] })

/** The picture that a page sent, as it is stored. Errors: INVALID_INPUT where it is not what the page of a record takes. */
function pictureFrom(base64: string, said: { width: number; height: number }): PlainJpeg {
  const picture = plainJpeg(Buffer.from(base64, 'base64'))
  if (!picture) throw fault('jpegBase64', '不是完整的照片。')
  const { width, height } = picture
  if (width !== said.width || height !== said.height) throw fault('width', '照片的宽高与内容不符。')
  if (Math.min(width, height) < 1 || Math.max(width, height) > longestSide) throw fault('width', `照片的宽高应在1到${longestSide}之间。`)
  return picture
}

/** Errors: NOT_FOUND; MEETING_ARCHIVED, for the page is part of what was signed. */
function changeablePhoto(db: Db, id: string): StoredAttachment {
  const found = findAttachment(db, id)
  if (!found || found.isDeleted) throw new AppError('NOT_FOUND')
  if (found.meetingState === 'archived') throw new AppError('MEETING_ARCHIVED')
  return found
}

/**
 * What comes back as a photo (out of the 回收站, or by its kind) stands on the page again, unless the page is full by now or its record is archived.
 * Inside the caller's transaction.
 */
export function settleReturned(db: Db, { id, meetingId, meetingState }: Pick<StoredAttachment, 'id' | 'meetingId' | 'meetingState'>): void {
  const page = pageOf(db, meetingId)
  if (meetingState === 'archived' || (page.length > mostPagePhotos && page.some((photo) => photo.id === id))) takeOffPage(db, id)
}

/** The page of chosen photos that ends a record. */
export function photoPageHandlers(service: Service) {
  const { vault, newId } = service
  /** Photos chosen, moved and captioned in one sitting are one act. */
  const record = (meetingId: string, change: () => void): void =>
    recordOperation(vault.db(), { id: newId(), act: 'photoPage.change', entityId: meetingId, stamp: stampOf(service), name: () => nameOfMeeting(vault.db(), meetingId), things: [{ kind: 'photoPage', id: meetingId }], joins: ['photoPage.change'] }, change)

  return {
    /** The window makes the picture upright and small: only it can open one. */
    'attachments.putOnPage': ({ id, jpegBase64, width, height }) => {
      const picture = pictureFrom(jpegBase64, { width, height })
      const db = vault.db()
      return db.transaction(() => {
        const attachment = changeablePhoto(db, id)
        if (!canStandOnPage(attachment)) throw fault('id', '只有照片可以放入照片页。')
        const { meetingId } = attachment
        const page = pageOf(db, meetingId)
        if (page.length >= mostPagePhotos && !page.some((photo) => photo.id === id)) throw new AppError('PHOTO_PAGE_FULL')
        record(meetingId, () => putPagePhoto(db, meetingId, id, { sha256: storeContent(db, vault.folder, picture.bytes), width, height }))
        noteAct(db, 'attachment.putOnPage', id, stampOf(service))
        return { page: pageOf(db, meetingId) }
      }).immediate()
    },

    'attachments.takeOffPage': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { meetingId } = changeablePhoto(db, id)
        if (pictureOf(db, id) !== undefined) {
          record(meetingId, () => takeOffPage(db, id))
          noteAct(db, 'attachment.takeOffPage', id, stampOf(service))
        }
        return { page: pageOf(db, meetingId) }
      }).immediate()
    },

    /** Photos put on the page meanwhile, which the caller does not name, follow those it does; those taken off meanwhile stay off. */
    'attachments.arrangePage': ({ meetingId, photos }) => {
      const db = vault.db()
      return db.transaction(() => {
        const state = stateOf(db, meetingId)
        if (state === null) throw new AppError('NOT_FOUND')
        if (state === 'archived') throw new AppError('MEETING_ARCHIVED')
        const own = new Set(attachmentsOf(db, meetingId).map(({ id }) => id))
        if (photos.some(({ id }) => !own.has(id))) throw new AppError('NOT_FOUND')
        const before = pageOf(db, meetingId)
        const named = new Set(photos.map(({ id }) => id))
        if (named.size < photos.length) throw fault('photos', '同一张照片写了两次。')
        record(meetingId, () => {
          for (const [place, { id, caption }] of [...photos, ...before.filter(({ id }) => !named.has(id))].entries()) arrangePagePhoto(db, id, place, caption)
        })
        const page = pageOf(db, meetingId)
        const stamp = stampOf(service)
        if (JSON.stringify(page) !== JSON.stringify(before)) noteAct(db, 'attachment.arrangePage', meetingId, stamp)
        return { page, savedAt: stamp.at }
      }).immediate()
    },

    'attachments.pagePicture': ({ id }) => {
      const db = vault.db()
      const sha256 = findAttachment(db, id) ? pictureOf(db, id) : undefined
      if (sha256 === undefined) throw new AppError('NOT_FOUND')
      return { jpegBase64: loadContent(db, vault.folder, sha256).toString('base64') }
    },
  } satisfies Partial<Handlers>
}
