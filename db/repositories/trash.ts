import { meetingName, type SeenClock, type TrashKind } from '../../shared/domain/journal.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { Db } from '../connection.ts'

/** What is in the 回收站: its kind, and when it came there. `isHeld`: it was signed and archived once, and never goes by itself. */
export interface Removed { kind: TrashKind; id: string; removedAt: string; name: string; note: string; isHeld: boolean }
export interface RemovedAfter { removedAt: string; id: string }

interface Row { kind: TrashKind; id: string; removedAt: string; name: string; meetingKind: MeetingKind | null; day: string | null; title: string | null; held: 0 | 1 }

/** A record that was signed and archived once is kept for good, also after a 更正, and with it its attachments. */
const held = `(m.state = 'archived' OR EXISTS (SELECT 1 FROM audit u WHERE u.act = 'meeting.archive' AND u.entity_id = m.id))`
/** An attachment of a record in the 回收站 comes and goes with its record. */
const everything = `
  SELECT 'meeting' AS kind, m.id, m.deleted_at AS removedAt, '' AS name, m.kind AS meetingKind, m.held_on AS day, m.title, ${held} AS held FROM meeting m WHERE m.deleted_at IS NOT NULL
  UNION ALL SELECT 'attachment', a.id, a.deleted_at, a.name, m.kind, m.held_on, m.title, ${held} FROM attachment a JOIN meeting m ON m.id = a.meeting_id WHERE a.deleted_at IS NOT NULL AND m.deleted_at IS NULL
  UNION ALL SELECT 'material', s.id, s.deleted_at, s.name, NULL, NULL, p.name, 0 FROM person_material s JOIN person p ON p.id = s.person_id WHERE s.deleted_at IS NOT NULL
  UNION ALL SELECT 'person', p.id, p.removed_at, p.name, NULL, NULL, NULL, 0 FROM removed_person p
  UNION ALL SELECT 'template', t.id, t.deleted_at, t.name, NULL, NULL, NULL, 0 FROM own_template t WHERE t.deleted_at IS NOT NULL
  UNION ALL SELECT 'difficulty', d.id, d.deleted_at, d.title, NULL, NULL, NULL, 0 FROM difficulty d WHERE d.deleted_at IS NOT NULL
  UNION ALL SELECT 'project', p.id, p.deleted_at, p.title, NULL, NULL, NULL, 0 FROM project p WHERE p.deleted_at IS NOT NULL`

function fromRow({ kind, id, removedAt, name, meetingKind, day, title, held: isHeld }: Row): Removed {
  const meeting = meetingKind === null ? '' : meetingName({ kind: meetingKind, title: title ?? '' })
  return { kind, id, removedAt, isHeld: isHeld === 1, name: kind === 'meeting' ? meeting : name, note: kind === 'meeting' ? day ?? '' : kind === 'attachment' ? meeting : kind === 'material' ? title ?? '' : '' }
}

/** What was removed last comes first. */
export const listRemoved = (db: Db, after: RemovedAfter | undefined, limit: number): Removed[] =>
  db.prepare<[string, string, number], Row>(`SELECT * FROM (${everything}) WHERE (removedAt, id) < (?, ?) ORDER BY removedAt DESC, id DESC LIMIT ?`).all(after?.removedAt ?? '9999', after?.id ?? '', limit).map(fromRow)

export const countRemoved = (db: Db): number =>
  db.prepare<[], number>(`SELECT (SELECT count(*) FROM meeting WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM attachment a JOIN meeting m ON m.id = a.meeting_id WHERE a.deleted_at IS NOT NULL AND m.deleted_at IS NULL)
    + (SELECT count(*) FROM person_material WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM removed_person) + (SELECT count(*) FROM own_template WHERE deleted_at IS NOT NULL)
    + (SELECT count(*) FROM difficulty WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM project WHERE deleted_at IS NOT NULL)`).pluck().get() ?? 0

const deleting: Record<TrashKind, string> = {
  // With everything that belongs to it. Its files go when no row needs them any more (sweepFiles).
  meeting: 'DELETE FROM meeting WHERE id = ? AND deleted_at IS NOT NULL',
  attachment: 'DELETE FROM attachment WHERE id = ? AND deleted_at IS NOT NULL',
  material: 'DELETE FROM person_material WHERE id = ? AND deleted_at IS NOT NULL',
  person: 'DELETE FROM removed_person WHERE id = ?',
  template: 'DELETE FROM own_template WHERE id = ? AND deleted_at IS NOT NULL',
  difficulty: 'DELETE FROM difficulty WHERE id = ? AND deleted_at IS NOT NULL',
  project: 'DELETE FROM project WHERE id = ? AND deleted_at IS NOT NULL',
}

/** Removes something for good. What the journal kept of it is as old and is forgotten on the same day. */
export function erase(db: Db, { kind, id }: Pick<Removed, 'kind' | 'id'>): void {
  db.prepare(deleting[kind]).run(id)
}

/** Acts that ended before an instant, with what they kept. */
export const forgetOperations = (db: Db, before: string): void => { db.prepare('DELETE FROM operation WHERE last_at < ?').run(before) }

interface ClockRow { counts_from: string | null; seen_at: string | null; doubted_at: string | null }
export function readSeenClock(db: Db): SeenClock {
  const row = db.prepare<[], ClockRow>('SELECT counts_from, seen_at, doubted_at FROM expiry_clock WHERE id = 1').get()
  return { countsFrom: row?.counts_from ?? null, seenAt: row?.seen_at ?? null, doubtedAt: row?.doubted_at ?? null }
}
export function writeSeenClock(db: Db, { countsFrom, seenAt, doubtedAt }: SeenClock): void {
  db.prepare('UPDATE expiry_clock SET counts_from = ?, seen_at = ?, doubted_at = ? WHERE id = 1').run(countsFrom, seenAt, doubtedAt)
}

/** The newest instant that an act was stamped with; null on a database without acts. */
export const newestStamp = (db: Db): string | null => db.prepare<[], string | null>('SELECT max(last_at) FROM audit').pluck().get() ?? null
