import type { PagePhoto } from '../../shared/domain/photoPage.ts'
import { loadContent } from '../attachmentFiles.ts'
import type { Db } from '../connection.ts'

/** What is written for a photo that is put on the page, once its picture is in the store. */
export interface NewPagePhoto { sha256: string; width: number; height: number }

/** A photo that was deleted or is called something else keeps its row: put back, it stands where it stood. */
const onPage = `FROM page_photo p JOIN attachment a ON a.id = p.attachment_id WHERE a.meeting_id = ? AND a.deleted_at IS NULL AND a.role = 'photo'`

/** The page of a meeting, in its order; reads no picture. */
export const pageOf = (db: Db, meetingId: string): PagePhoto[] =>
  db.prepare<[string], PagePhoto>(`SELECT p.attachment_id AS id, p.caption, p.width, p.height ${onPage} ORDER BY p.place, a.row`).all(meetingId)

/** The same with the pictures out of the store under `folder`, as papers need them. Errors: ATTACHMENT_DAMAGED. */
export const picturesOf = (db: Db, folder: string, meetingId: string): (PagePhoto & { jpeg: Buffer })[] =>
  db.prepare<[string], PagePhoto & { sha256: string }>(`SELECT p.attachment_id AS id, p.caption, p.width, p.height, p.sha256 ${onPage} ORDER BY p.place, a.row`).all(meetingId)
    .map(({ sha256, ...photo }) => ({ ...photo, jpeg: loadContent(db, folder, sha256) }))

/** By which its picture is found in the store; undefined where the photo is not on the page. */
export const pictureOf = (db: Db, id: string): string | undefined => db.prepare<[string], string>('SELECT sha256 FROM page_photo WHERE attachment_id = ?').pluck().get(id)

/** At the end of the page; one that stands there already keeps its place and its caption. */
export function putPagePhoto(db: Db, meetingId: string, id: string, { sha256, width, height }: NewPagePhoto): void {
  const place = db.prepare<[string], number>('SELECT coalesce(max(p.place) + 1, 0) FROM page_photo p JOIN attachment a ON a.id = p.attachment_id WHERE a.meeting_id = ?').pluck().get(meetingId) ?? 0
  db.prepare('INSERT INTO page_photo (attachment_id, place, width, height, sha256) VALUES (?, ?, ?, ?, ?) ON CONFLICT (attachment_id) DO UPDATE SET width = excluded.width, height = excluded.height, sha256 = excluded.sha256').run(id, place, width, height, sha256)
}

export function arrangePagePhoto(db: Db, id: string, place: number, caption: string): void {
  db.prepare('UPDATE page_photo SET place = ?, caption = ? WHERE attachment_id = ?').run(place, caption, id)
}

export function takeOffPage(db: Db, id: string): void {
  db.prepare('DELETE FROM page_photo WHERE attachment_id = ?').run(id)
}
