import { kindFacts, meetingKinds } from '../../shared/domain/meetingKinds.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { prepared, type Db } from '../connection.ts'

export interface SanctionLine { kind: string; decidedOn: string; liftedOn: string | null }
export interface AwardLine { name: string; level: string; awardedOn: string | null; documentNo: string }
export interface ReviewLine { year: number; grade: string }

/** What a 个人基本信息表 tells beside the fields: newest first; 民主评议 of the last three years. */
export function paperLinesOf(db: Db, personId: string): { sanctions: SanctionLine[]; awards: AwardLine[]; reviews: ReviewLine[] } {
  return {
    sanctions: prepared<[string], SanctionLine>(db, 'SELECT kind, decided_on AS decidedOn, lifted_on AS liftedOn FROM person_sanction WHERE person_id = ? ORDER BY decided_on DESC, id').all(personId),
    awards: prepared<[string], AwardLine>(db, 'SELECT name, level, awarded_on AS awardedOn, document_no AS documentNo FROM person_award WHERE person_id = ? ORDER BY awarded_on DESC, id').all(personId),
    reviews: prepared<[string], ReviewLine>(db, 'SELECT year, grade FROM person_review WHERE person_id = ? ORDER BY year DESC LIMIT 3').all(personId),
  }
}

/** The newest photo of a person that is not in the 回收站; null where there is none. */
export const photoOf = (db: Db, personId: string): { sha256: string; media: string } | null =>
  prepared<[string], { sha256: string; media: string }>(db, "SELECT sha256, media FROM person_material WHERE person_id = ? AND kind = 'photo' AND deleted_at IS NULL ORDER BY row DESC LIMIT 1").get(personId) ?? null

const expecting = meetingKinds.filter((kind) => kindFacts[kind].expects !== 'open' && kindFacts[kind].expects !== 'talkers').map((kind) => `'${kind}'`).join(', ')

/** How many of the turns of each person in a period were online: a part of those there. The same meetings as attendanceFiguresOf counts. */
export function onlineTurns(db: Db, from: IsoDate, to: IsoDate): Map<string, number> {
  const rows = prepared<[string, string], { id: string; turns: number }>(db, `SELECT a.person_id AS id, count(*) AS turns FROM attendance a JOIN meeting m ON m.id = a.meeting_id
    WHERE a.state = 'online' AND m.held_on BETWEEN ? AND ? AND m.deleted_at IS NULL AND m.state IN ('draft', 'final', 'archived') AND m.kind IN (${expecting}) GROUP BY a.person_id`).all(from, to)
  return new Map(rows.map(({ id, turns }) => [id, turns]))
}
