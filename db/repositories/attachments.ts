import type { Attachment, AttachmentMedia, AttachmentRole } from '../../shared/domain/attachment.ts'
import type { MeetingState } from '../../shared/domain/meetingKinds.ts'
import { prepared, type Db } from '../connection.ts'
import { indexFiles } from '../search/indexRecord.ts'

/** An attachment with the record it belongs to. */
export interface StoredAttachment extends Attachment { meetingId: string; meetingState: MeetingState; isDeleted: boolean }

interface Row { id: string; meeting_id: string; state: MeetingState; name: string; role: AttachmentRole; media: AttachmentMedia; size: number; added_at: string; who: string; deleted_at: string | null }

const columns = 'a.id, a.meeting_id, m.state, a.name, a.role, a.media, a.size, a.added_at, a.who, a.deleted_at'
const fromRow = (row: Row): StoredAttachment => ({ id: row.id, name: row.name, role: row.role, media: row.media, size: row.size, addedAt: row.added_at, who: row.who, meetingId: row.meeting_id, meetingState: row.state, isDeleted: row.deleted_at !== null })

/** All of one meeting, also those in the 回收站, in the order in which they were added. */
export const attachmentsOf = (db: Db, meetingId: string): StoredAttachment[] =>
  db.prepare<[string], Row>(`SELECT ${columns} FROM attachment a JOIN meeting m ON m.id = a.meeting_id WHERE a.meeting_id = ? AND m.deleted_at IS NULL ORDER BY a.row`).all(meetingId).map(fromRow)

/** Null where there is none, or where its meeting was removed. */
export function findAttachment(db: Db, id: string): StoredAttachment | null {
  const row = prepared<[string], Row>(db, `SELECT ${columns} FROM attachment a JOIN meeting m ON m.id = a.meeting_id WHERE a.id = ? AND m.deleted_at IS NULL`).get(id)
  return row ? fromRow(row) : null
}

/** The one of a meeting that has this content already, deleted or not. */
export const attachmentWithContent = (db: Db, meetingId: string, sha256: string): string | undefined =>
  db.prepare<[string, string], string>('SELECT id FROM attachment WHERE meeting_id = ? AND sha256 = ?').pluck().get(meetingId, sha256)

export const countAttachments = (db: Db, meetingId: string): number =>
  db.prepare<[string], number>('SELECT count(*) FROM attachment WHERE meeting_id = ? AND deleted_at IS NULL').pluck().get(meetingId) ?? 0

/** Inside the caller's transaction, after its content is in the store. */
export function putAttachment(db: Db, meetingId: string, a: Attachment, sha256: string): void {
  db.prepare('INSERT INTO attachment (id, meeting_id, name, role, media, size, sha256, added_at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(a.id, meetingId, a.name, a.role, a.media, a.size, sha256, a.addedAt, a.who)
  indexFiles(db, meetingId)
}

/** By which its content is found in the store; undefined where there is none. */
export const sha256OfAttachment = (db: Db, id: string): string | undefined => db.prepare<[string], string>('SELECT sha256 FROM attachment WHERE id = ?').pluck().get(id)

/** A file is found by its name. */
function indexName(db: Db, id: string): void {
  const meetingId = db.prepare<[string], string>('SELECT meeting_id FROM attachment WHERE id = ?').pluck().get(id)
  if (meetingId !== undefined) indexFiles(db, meetingId)
}

export function describeAttachment(db: Db, id: string, { name, role }: { name: string; role: AttachmentRole }): void {
  db.prepare('UPDATE attachment SET name = ?, role = ? WHERE id = ?').run(name, role, id)
  indexName(db, id)
}

/** What was added again out of the 回收站 counts as added now. */
export function reviveAttachment(db: Db, { id, name, role, addedAt, who }: Pick<Attachment, 'id' | 'name' | 'role' | 'addedAt' | 'who'>): void {
  db.prepare('UPDATE attachment SET name = ?, role = ?, added_at = ?, who = ?, deleted_at = NULL WHERE id = ?').run(name, role, addedAt, who, id)
  indexName(db, id)
}

export function setAttachmentDeleted(db: Db, id: string, at: string | null): void {
  db.prepare('UPDATE attachment SET deleted_at = ? WHERE id = ?').run(at, id)
}

/** Whether a scan of the signed paper is there, of the text as it is since its last 更正. */
export const hasSignedScan = (db: Db, meetingId: string): boolean =>
  db.prepare<[string], number>(`SELECT 1 FROM attachment a JOIN meeting m ON m.id = a.meeting_id WHERE a.meeting_id = ? AND a.role = 'signedScan' AND a.deleted_at IS NULL AND (m.corrected_at IS NULL OR a.added_at >= m.corrected_at)`).pluck().get(meetingId) !== undefined
