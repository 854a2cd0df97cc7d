import type { HandAnswer, StoredPoint } from '../../shared/domain/checklist.ts'
import type { CheckSection } from '../../shared/rules/checklist.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'

interface PointRow { id: string; section: CheckSection; text: string; evidence: string; points: number; veto: 0 | 1; hidden: 0 | 1; own: 0 | 1 }
const columns = 'id, section, text, evidence, points, veto, hidden, own'
const fromRow = ({ veto, hidden, own, ...row }: PointRow): StoredPoint => ({ ...row, veto: veto === 1, isHidden: hidden === 1, isOwn: own === 1 })

/** The points that the unit changed, hid or added, in the order in which they were. */
export const listCheckPoints = (db: Db): StoredPoint[] => prepared<[], PointRow>(db, `SELECT ${columns} FROM checklist_point ORDER BY added_at, id`).all().map(fromRow)

export function putCheckPoint(db: Db, p: StoredPoint, { at }: Stamp): void {
  db.prepare(`INSERT INTO checklist_point (${columns}, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET section = excluded.section, text = excluded.text, evidence = excluded.evidence, points = excluded.points, veto = excluded.veto, hidden = excluded.hidden`)
    .run(p.id, p.section, p.text, p.evidence, p.points, p.veto ? 1 : 0, p.isHidden ? 1 : 0, p.isOwn ? 1 : 0, at)
}
export const deleteCheckPoint = (db: Db, id: string): void => { db.prepare('DELETE FROM checklist_point WHERE id = ?').run(id) }

/** What was answered by hand for a year. */
export const listCheckAnswers = (db: Db, year: number): (HandAnswer & { pointId: string })[] =>
  prepared<[number], HandAnswer & { pointId: string }>(db, 'SELECT point_id AS pointId, answer, note, on_day AS "on", at, who FROM checklist_answer WHERE year = ?').all(year)

export function putCheckAnswer(db: Db, year: number, pointId: string, { answer, note, on }: Pick<HandAnswer, 'answer' | 'note' | 'on'>, { at, who }: Stamp): void {
  db.prepare('INSERT INTO checklist_answer (year, point_id, answer, note, on_day, at, who) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (year, point_id) DO UPDATE SET answer = excluded.answer, note = excluded.note, on_day = excluded.on_day, at = excluded.at, who = excluded.who')
    .run(year, pointId, answer, note, on, at, who)
}
export const deleteCheckAnswer = (db: Db, year: number, pointId: string): void => { db.prepare('DELETE FROM checklist_answer WHERE year = ? AND point_id = ?').run(year, pointId) }

/** Which of these meetings have a 纪要. */
export const meetingsWithMinutes = (db: Db, from: string, to: string): Set<string> =>
  new Set(prepared<[string, string], string>(db, 'SELECT n.meeting_id FROM minutes n JOIN meeting m ON m.id = n.meeting_id WHERE m.held_on BETWEEN ? AND ? AND m.deleted_at IS NULL').pluck().all(from, to))

/** Names of the files of the meetings of some days, with their meeting. */
export const namesOfFiles = (db: Db, from: string, to: string): { meetingId: string; name: string }[] =>
  prepared<[string, string], { meetingId: string; name: string }>(db, 'SELECT a.meeting_id AS meetingId, a.name FROM attachment a JOIN meeting m ON m.id = a.meeting_id WHERE m.held_on BETWEEN ? AND ? AND m.deleted_at IS NULL AND a.deleted_at IS NULL ORDER BY m.held_on, a.row').all(from, to)
