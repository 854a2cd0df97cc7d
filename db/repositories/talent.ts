import type { AttachmentMedia } from '../../shared/domain/attachment.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { PartialDate } from '../../shared/domain/partialDate.ts'
import type { ProjectKind } from '../../shared/domain/project.ts'
import { usualLimits, type TalentDecision, type TalentDirection, type TalentEdit, type TalentEntry, type TalentFile, type TalentLimits, type TalentState } from '../../shared/domain/talent.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import type { WholeTable } from './wholeRows.ts'

/** An entry with its stages and proof, as the journal keeps it. */
export const talentTables: WholeTable = { table: 'talent_entry', parts: [{ table: 'talent_stage', where: 'entry_id = ?' }, { table: 'talent_file', where: 'entry_id = ?' }] }
/** The limits have one row. */
export const limitsId = '00000000-0000-7000-8000-000000000019'

interface EntryRow {
  id: string; revision: number; personId: string; name: string; direction: TalentDirection; criteria: string; documentNo: string; mentorId: string | null; mentor: string | null
  meetingId: string | null; meetingTitle: string | null; heldOn: IsoDate | null; startsOn: IsoDate; plannedEnd: IsoDate | null; state: TalentState; endedOn: IsoDate | null; endReason: string; endProof: string
}
const entries = `SELECT t.id, t.revision, t.person_id AS personId, p.name, t.direction, t.criteria, t.document_no AS documentNo, t.mentor_id AS mentorId, g.name AS mentor, m.id AS meetingId, m.title AS meetingTitle, m.held_on AS heldOn,
  t.starts_on AS startsOn, t.planned_end AS plannedEnd, t.state, t.ended_on AS endedOn, t.end_reason AS endReason, t.end_proof AS endProof
  FROM talent_entry t JOIN person p ON p.id = t.person_id LEFT JOIN person g ON g.id = t.mentor_id LEFT JOIN meeting m ON m.id = t.meeting_id AND m.deleted_at IS NULL`

/** Stages and files of many are read at once: a pool may have hundreds. */
function withParts(db: Db, rows: readonly EntryRow[]): TalentEntry[] {
  const ids = JSON.stringify(rows.map(({ id }) => id))
  const stages = Map.groupBy(prepared<[string], { entryId: string; id: string; on: IsoDate; content: string; result: string }>(db, 'SELECT entry_id AS entryId, id, on_day AS "on", content, result FROM talent_stage WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY entry_id, on_day, id').all(ids), ({ entryId }) => entryId)
  const files = Map.groupBy(prepared<[string], TalentFile & { entryId: string }>(db, 'SELECT entry_id AS entryId, id, name, media, size, added_at AS addedAt, who FROM talent_file WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY entry_id, row').all(ids), ({ entryId }) => entryId)
  return rows.map(({ meetingId, meetingTitle, heldOn, mentor, ...row }) => ({
    ...row, mentor: mentor ?? '', meeting: meetingId === null || heldOn === null ? null : { id: meetingId, title: meetingTitle ?? '', heldOn },
    stages: (stages.get(row.id) ?? []).map(({ entryId: _entry, ...stage }) => stage), files: (files.get(row.id) ?? []).map(({ entryId: _entry, ...file }) => file),
  }))
}

/** Who was in the pool on a day between two, in the order in which they came. */
export const listTalent = (db: Db, from: IsoDate, to: IsoDate): TalentEntry[] =>
  withParts(db, prepared<[string, string], EntryRow>(db, `${entries} WHERE t.starts_on <= ? AND (t.ended_on IS NULL OR t.ended_on >= ?) ORDER BY t.starts_on, t.row`).all(to, from))
export const talentOfPerson = (db: Db, personId: string): TalentEntry[] => withParts(db, prepared<[string], EntryRow>(db, `${entries} WHERE t.person_id = ? ORDER BY t.starts_on, t.row`).all(personId))
/** Everybody who ever was in the pool, newest first: for the search. */
export const everyTalent = (db: Db): TalentEntry[] => withParts(db, prepared<[], EntryRow>(db, `${entries} ORDER BY t.starts_on DESC, t.row DESC`).all())
export const findTalent = (db: Db, id: string): TalentEntry | null => withParts(db, prepared<[string], EntryRow>(db, `${entries} WHERE t.id = ?`).all(id))[0] ?? null

export interface OpenTalent { id: string; name: string; direction: TalentDirection; startsOn: IsoDate; plannedEnd: IsoDate }
/** Who is in training and has a planned end, for 今天. */
export const listOpenTalent = (db: Db): OpenTalent[] =>
  prepared<[], OpenTalent>(db, `SELECT t.id, p.name, t.direction, t.starts_on AS startsOn, t.planned_end AS plannedEnd FROM talent_entry t JOIN person p ON p.id = t.person_id WHERE t.state = 'training' AND t.planned_end IS NOT NULL`).all()
/** Keys of who is in training: person and direction. */
export const inTraining = (db: Db): { id: string; personId: string; direction: TalentDirection }[] =>
  prepared<[], { id: string; personId: string; direction: TalentDirection }>(db, `SELECT id, person_id AS personId, direction FROM talent_entry WHERE state = 'training'`).all()

/** Puts an entry with its stages; its files stay. Inside the caller's transaction. */
export function putTalent(db: Db, { id, personId, direction, criteria, documentNo, mentorId, meetingId, startsOn, plannedEnd, state, endedOn, endReason, endProof, stages }: Omit<TalentEdit, 'id' | 'revision' | 'stages'> & { id: string; stages: readonly { id: string; on: IsoDate; content: string; result: string }[] }, { at }: Stamp): void {
  prepared(db, `INSERT INTO talent_entry (id, revision, person_id, direction, criteria, document_no, mentor_id, meeting_id, starts_on, planned_end, state, ended_on, end_reason, end_proof, created_at, saved_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET revision = revision + 1, person_id = excluded.person_id, direction = excluded.direction, criteria = excluded.criteria, document_no = excluded.document_no, mentor_id = excluded.mentor_id, meeting_id = excluded.meeting_id,
      starts_on = excluded.starts_on, planned_end = excluded.planned_end, state = excluded.state, ended_on = excluded.ended_on, end_reason = excluded.end_reason, end_proof = excluded.end_proof, saved_at = excluded.saved_at`)
    .run(id, personId, direction, criteria, documentNo, mentorId, meetingId, startsOn, plannedEnd, state, endedOn, endReason, endProof, at, at)
  prepared(db, 'DELETE FROM talent_stage WHERE entry_id = ?').run(id)
  const put = prepared(db, 'INSERT INTO talent_stage (id, entry_id, on_day, content, result) VALUES (?, ?, ?, ?, ?)')
  for (const stage of stages) put.run(stage.id, id, stage.on, stage.content, stage.result)
}
export const deleteTalent = (db: Db, id: string): void => { prepared(db, 'DELETE FROM talent_entry WHERE id = ?').run(id) }

export interface StoredTalentFile { id: string; entryId: string; name: string; media: AttachmentMedia; sha256: string }
export const findTalentFile = (db: Db, id: string): StoredTalentFile | null =>
  prepared<[string], StoredTalentFile>(db, 'SELECT id, entry_id AS entryId, name, media, sha256 FROM talent_file WHERE id = ?').get(id) ?? null
export const talentFileWithContent = (db: Db, entryId: string, sha256: string): string | undefined =>
  prepared<[string, string], string>(db, 'SELECT name FROM talent_file WHERE entry_id = ? AND sha256 = ?').pluck().get(entryId, sha256)
export function putTalentFile(db: Db, entryId: string, f: { id: string; name: string; media: AttachmentMedia; size: number; sha256: string }, { at, who }: Stamp): void {
  prepared(db, 'INSERT INTO talent_file (id, entry_id, name, media, size, sha256, added_at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(f.id, entryId, f.name, f.media, f.size, f.sha256, at, who)
  raise(db, entryId, at)
}
export function deleteTalentFile(db: Db, { id, entryId }: Pick<StoredTalentFile, 'id' | 'entryId'>, { at }: Stamp): void {
  prepared(db, 'DELETE FROM talent_file WHERE id = ?').run(id)
  raise(db, entryId, at)
}
const raise = (db: Db, id: string, at: string): void => { prepared(db, 'UPDATE talent_entry SET revision = revision + 1, saved_at = ? WHERE id = ?').run(at, id) }

/** What was decided upon for a year, in the order of the decisions. */
export const listTalentDecisions = (db: Db, year: number): TalentDecision[] =>
  prepared<[number], Omit<TalentDecision, 'meeting'> & { meetingId: string | null; title: string | null }>(db, `SELECT d.person_id AS personId, p.name, d.direction, d.outcome, d.reason, m.id AS meetingId, m.title, d.at, d.who
    FROM talent_decision d JOIN person p ON p.id = d.person_id LEFT JOIN meeting m ON m.id = d.meeting_id AND m.deleted_at IS NULL WHERE d.year = ? ORDER BY d.at, p.row`).all(year)
    .map(({ meetingId, title, ...row }) => ({ ...row, meeting: meetingId === null ? null : { id: meetingId, title: title ?? '' } }))
/** The years of which a name was decided upon. */
export const decidedYears = (db: Db): number[] => prepared<[], number>(db, 'SELECT DISTINCT year FROM talent_decision').pluck().all()
export const putTalentDecision = (db: Db, { year, personId, direction, outcome, reason, meetingId }: { year: number; personId: string; direction: TalentDirection; outcome: TalentDecision['outcome']; reason: string; meetingId: string | null }, { at, who }: Stamp): void => {
  prepared(db, 'INSERT INTO talent_decision (year, person_id, direction, outcome, reason, meeting_id, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(year, personId, direction, outcome, reason, meetingId, at, who)
}
export const deleteTalentDecision = (db: Db, year: number, personId: string, direction: TalentDirection): void => { prepared(db, 'DELETE FROM talent_decision WHERE year = ? AND person_id = ? AND direction = ?').run(year, personId, direction) }

export const talentLimits = (db: Db): TalentLimits => prepared<[], TalentLimits>(db, 'SELECT young_age AS youngAge, award_years AS awardYears, skill_from AS skillFrom, title_from AS titleFrom FROM talent_limits').get() ?? usualLimits
export const putTalentLimits = (db: Db, { youngAge, awardYears, skillFrom, titleFrom }: TalentLimits): void => {
  prepared(db, `INSERT INTO talent_limits (id, young_age, award_years, skill_from, title_from) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET young_age = excluded.young_age, award_years = excluded.award_years, skill_from = excluded.skill_from, title_from = excluded.title_from`).run(limitsId, youngAge, awardYears, skillFrom, titleFrom)
}

/** The awards of everybody, the newest first; 支部 honours as well. */
export const allAwards = (db: Db): { personId: string; name: string; level: string; awardedOn: PartialDate | null }[] =>
  prepared<[], { personId: string; name: string; level: string; awardedOn: PartialDate | null }>(db, 'SELECT person_id AS personId, name, level, awarded_on AS awardedOn FROM person_award ORDER BY awarded_on DESC, id DESC').all()

export interface ProjectPart { title: string; kind: ProjectKind; name: string; leads: boolean; closedOn: IsoDate | null }
/** Who leads a project and who takes part, by name, the newest first. What was stopped, or is only proposed, speaks for nobody. */
export const projectParts = (db: Db): ProjectPart[] =>
  prepared<[], Omit<ProjectPart, 'leads'> & { leads: 0 | 1 }>(db, `SELECT title, kind, leader AS name, 1 AS leads, closed_on AS closedOn, row FROM project WHERE deleted_at IS NULL AND state IN ('active', 'closed') AND leader <> ''
    UNION ALL SELECT p.title, p.kind, m.name, 0, p.closed_on, p.row FROM project p JOIN project_member m ON m.project_id = p.id WHERE p.deleted_at IS NULL AND p.state IN ('active', 'closed') ORDER BY row DESC, leads DESC`).all()
    .map(({ title, kind, name, leads, closedOn }) => ({ title, kind, name, leads: leads === 1, closedOn }))

/** How many open 议定事项 each owner closed within a time, without what stays in the committee. */
export const closedByOwner = (db: Db, from: IsoDate, to: IsoDate): { owner: string; count: number }[] =>
  prepared<[string, string], { owner: string; count: number }>(db, `SELECT owner, count(*) AS count FROM action WHERE closed_on BETWEEN ? AND ? AND hidden = 0 AND state = 'done' AND confidential = 0 AND owner <> '' GROUP BY owner`).all(from, to)
