import type { PagePhoto } from '../../shared/domain/photoPage.ts'
import type { Db } from '../connection.ts'

/** What is written for a photo that is put on the page. */
export interface NewPagePhoto { jpeg: Uint8Array; width: number; height: number }

/** A photo that was deleted or is called something else keeps its row: put back, it stands where it stood. */
const onPage = `FROM page_photo p JOIN attachment a ON a.id = p.attachment_id WHERE a.meeting_id = ? AND a.deleted_at IS NULL AND a.role = 'photo'`

/** The page of a meeting, in its order; reads no picture. */
export const pageOf = (db: Db, meetingId: string): PagePhoto[] =>
  db.prepare<[string], PagePhoto>(`SELECT p.attachment_id AS id, p.caption, p.width, p.height ${onPage} ORDER BY p.place, a.row`).all(meetingId)

/** The same with the pictures, as papers need them. */
export const picturesOf = (db: Db, meetingId: string): (PagePhoto & { jpeg: Buffer })[] =>
  db.prepare<[string], PagePhoto & { jpeg: Buffer }>(`SELECT p.attachment_id AS id, p.caption, p.width, p.height, p.jpeg ${onPage} ORDER BY p.place, a.row`).all(meetingId)

/** Errors: none; undefined where the photo is not on the page. */
export const pictureOf = (db: Db, id: string): Buffer | undefined => db.prepare<[string], Buffer>('SELECT jpeg FROM page_photo WHERE attachment_id = ?').pluck().get(id)

/** At the end of the page; one that stands there already keeps its place and its caption. */
export function putPagePhoto(db: Db, meetingId: string, id: string, { jpeg, width, height }: NewPagePhoto): void {
  const place = db.prepare<[string], number>('SELECT coalesce(max(p.place) + 1, 0) FROM page_photo p JOIN attachment a ON a.id = p.attachment_id WHERE a.meeting_id = ?').pluck().get(meetingId) ?? 0
  db.prepare('INSERT INTO page_photo (attachment_id, place, width, height, jpeg) VALUES (?, ?, ?, ?, ?) ON CONFLICT (attachment_id) DO UPDATE SET width = excluded.width, height = excluded.height, jpeg = excluded.jpeg').run(id, place, width, height, jpeg)
}

export function arrangePagePhoto(db: Db, id: string, place: number, caption: string): void {
  db.prepare('UPDATE page_photo SET place = ?, caption = ? WHERE attachment_id = ?').run(place, caption, id)
}

export function takeOffPage(db: Db, id: string): void {
  db.prepare('DELETE FROM page_photo WHERE attachment_id = ?').run(id)
}
