import type { AttachmentMedia } from '../../shared/domain/attachment.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { AttendanceState } from '../../shared/domain/meeting.ts'
import type { ItemNature, MeetingKind, MeetingState } from '../../shared/domain/meetingKinds.ts'
import type { StudyKind, Training, TrainingFile } from '../../shared/domain/study.ts'
import type { Confirmation, StudyMark, StudyMeeting } from '../../shared/domain/studyLedger.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import type { WholeTable } from './wholeRows.ts'

/** A training with its proof, as the journal keeps it. */
export const trainingTables: WholeTable = { table: 'training', parts: [{ table: 'training_file', where: 'training_id = ?' }] }

interface MeetingRow { id: string; kind: MeetingKind; state: MeetingState; title: string; heldOn: IsoDate; startsAt: string; endsAt: string; group: string }
interface MarkRow { meetingId: string; personId: string; state: AttendanceState; makeUp: 0 | 1; makeUpOn: IsoDate | null }

/** Elements that tell of study; the longer ones only whether they are written. */
const studyElements = ['hours', 'contents', 'topic', 'theme', 'lecturer', 'lecturerPost', 'business', 'study', 'beforeStudy']
const mostOfElement = 300

const meetingColumns = 'id, kind, state, title, held_on AS heldOn, starts_at AS startsAt, ends_at AS endsAt, party_group AS "group" FROM meeting'
const isStudied = `deleted_at IS NULL AND kind <> 'heartTalk'`

/**
 * Records that the ledger of a year is made from: those of the year, of the last day of the year before (it may go on after midnight), and earlier
 * ones for which somebody made up within it. 谈心谈话 are left out.
 */
export const studyMeetings = (db: Db, year: number): StudyMeeting[] => withParts(db, prepared<[string, string, string, string, string], MeetingRow>(db, `SELECT ${meetingColumns} WHERE ${isStudied} AND held_on BETWEEN ? AND ?
  UNION ALL SELECT ${meetingColumns} WHERE ${isStudied} AND held_on < ? AND id IN (SELECT meeting_id FROM attendance WHERE make_up = 1 AND make_up_on BETWEEN ? AND ?)`)
  .all(`${year - 1}-12-31`, `${year}-12-31`, `${year - 1}-12-31`, `${year}-01-01`, `${year}-12-31`))

/** Some records, of whatever year; who is not there, or in the 回收站, is absent. */
export const findStudyMeetings = (db: Db, ids: readonly string[]): StudyMeeting[] => withParts(db, prepared<[string], MeetingRow>(db, `SELECT ${meetingColumns}
  WHERE ${isStudied} AND id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(ids)))

function withParts(db: Db, meetings: readonly MeetingRow[]): StudyMeeting[] {
  const ids = JSON.stringify(meetings.map(({ id }) => id))
  const elements = Map.groupBy(prepared<[string, string], { meetingId: string; code: string; value: string }>(db, `SELECT meeting_id AS meetingId, code, substr(value, 1, ${mostOfElement}) AS value FROM meeting_element WHERE meeting_id IN (SELECT value FROM json_each(?)) AND code IN (SELECT value FROM json_each(?))`).all(ids, JSON.stringify(studyElements)), ({ meetingId }) => meetingId)
  const items = Map.groupBy(prepared<[string], { meetingId: string; title: string; nature: ItemNature }>(db, 'SELECT meeting_id AS meetingId, title, nature FROM agenda_item WHERE meeting_id IN (SELECT value FROM json_each(?)) ORDER BY meeting_id, position').all(ids), ({ meetingId }) => meetingId)
  const marks = Map.groupBy(prepared<[string], MarkRow>(db, 'SELECT meeting_id AS meetingId, person_id AS personId, state, make_up AS makeUp, make_up_on AS makeUpOn FROM attendance WHERE meeting_id IN (SELECT value FROM json_each(?))').all(ids), ({ meetingId }) => meetingId)
  return meetings.map((meeting) => ({
    ...meeting,
    elements: Object.fromEntries((elements.get(meeting.id) ?? []).map(({ code, value }) => [code, value])),
    agenda: (items.get(meeting.id) ?? []).map(({ title, nature }) => ({ title, nature })),
    marks: (marks.get(meeting.id) ?? []).map(({ personId, state, makeUp, makeUpOn }): StudyMark => ({ personId, state, makeUp: makeUp === 1 ? { on: makeUpOn } : null })),
  }))
}

/** What the officer made of the proposals of some records, by record. */
export const confirmationsOf = (db: Db, meetingIds: readonly string[]): Map<string, Confirmation> =>
  new Map(prepared<[string], Confirmation & { meetingId: string }>(db, 'SELECT meeting_id AS meetingId, theory, business, proposed, at, who FROM study_confirmation WHERE meeting_id IN (SELECT value FROM json_each(?))').all(JSON.stringify(meetingIds)).map(({ meetingId, ...confirmed }) => [meetingId, confirmed]))

export function putConfirmation(db: Db, meetingId: string, { theory, business, proposed }: Pick<Confirmation, 'theory' | 'business' | 'proposed'>, { at, who }: Stamp): void {
  prepared(db, `INSERT INTO study_confirmation (meeting_id, theory, business, proposed, at, who) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (meeting_id) DO UPDATE SET theory = excluded.theory, business = excluded.business, proposed = excluded.proposed, at = excluded.at, who = excluded.who`).run(meetingId, theory, business, proposed, at, who)
}
export const deleteConfirmation = (db: Db, meetingId: string): void => { prepared(db, 'DELETE FROM study_confirmation WHERE meeting_id = ?').run(meetingId) }

export type StoredTraining = Omit<Training, 'files'>
interface TrainingRow { id: string; revision: number; personId: string; name: string; from: IsoDate; to: IsoDate; title: string; organiser: string; kind: StudyKind; hours: string; makeUpOf: string | null }
const trainingColumns = 't.id, t.revision, t.person_id AS personId, p.name, t.from_on AS "from", t.to_on AS "to", t.title, t.organiser, t.kind, t.hours, t.make_up_of AS makeUpOf FROM training t JOIN person p ON p.id = t.person_id'

/** Training that has a day within a time, newest first. None lasts longer than a year. */
export const listTrainings = (db: Db, from: IsoDate, to: IsoDate): StoredTraining[] =>
  prepared<[string, string, string], TrainingRow>(db, `SELECT ${trainingColumns} WHERE t.from_on BETWEEN date(?, '-1 year') AND ? AND t.to_on >= ? ORDER BY t.from_on DESC, t.row DESC`).all(from, to, from)
export const findStoredTraining = (db: Db, id: string): StoredTraining | null => prepared<[string], TrainingRow>(db, `SELECT ${trainingColumns} WHERE t.id = ?`).get(id) ?? null
export const filesOfTraining = (db: Db, id: string): TrainingFile[] =>
  prepared<[string], TrainingFile>(db, 'SELECT id, name, media, size, added_at AS addedAt, who FROM training_file WHERE training_id = ? ORDER BY row').all(id)
export function findTraining(db: Db, id: string): Training | null {
  const found = findStoredTraining(db, id)
  return found && { ...found, files: filesOfTraining(db, id) }
}
/** The entry of somebody for the same thing on the same day. */
export const sameTraining = (db: Db, personId: string, from: IsoDate, title: string): StoredTraining | null =>
  prepared<[string, string, string], TrainingRow>(db, `SELECT ${trainingColumns} WHERE t.person_id = ? AND t.from_on = ? AND t.title = ?`).get(personId, from, title) ?? null

export function putTraining(db: Db, { id, personId, from, to, title, organiser, kind, hours, makeUpOf }: Omit<StoredTraining, 'revision' | 'name'>, { at }: Stamp): void {
  prepared(db, `INSERT INTO training (id, revision, person_id, from_on, to_on, title, organiser, kind, hours, make_up_of, created_at, saved_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET revision = revision + 1, person_id = excluded.person_id, from_on = excluded.from_on, to_on = excluded.to_on, title = excluded.title, organiser = excluded.organiser, kind = excluded.kind, hours = excluded.hours, make_up_of = excluded.make_up_of, saved_at = excluded.saved_at`)
    .run(id, personId, from, to, title, organiser, kind, hours, makeUpOf, at, at)
}
export const deleteTraining = (db: Db, id: string): void => { prepared(db, 'DELETE FROM training WHERE id = ?').run(id) }

export interface StoredTrainingFile { id: string; trainingId: string; name: string; media: AttachmentMedia; sha256: string }
export const findTrainingFile = (db: Db, id: string): StoredTrainingFile | null =>
  prepared<[string], StoredTrainingFile>(db, 'SELECT id, training_id AS trainingId, name, media, sha256 FROM training_file WHERE id = ?').get(id) ?? null
export const trainingFileWithContent = (db: Db, trainingId: string, sha256: string): string | undefined =>
  prepared<[string, string], string>(db, 'SELECT name FROM training_file WHERE training_id = ? AND sha256 = ?').pluck().get(trainingId, sha256)
export function putTrainingFile(db: Db, trainingId: string, f: { id: string; name: string; media: AttachmentMedia; size: number; sha256: string }, { at, who }: Stamp): void {
  prepared(db, 'INSERT INTO training_file (id, training_id, name, media, size, sha256, added_at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(f.id, trainingId, f.name, f.media, f.size, f.sha256, at, who)
  raise(db, trainingId, at)
}
export function deleteTrainingFile(db: Db, { id, trainingId }: Pick<StoredTrainingFile, 'id' | 'trainingId'>, { at }: Stamp): void {
  prepared(db, 'DELETE FROM training_file WHERE id = ?').run(id)
  raise(db, trainingId, at)
}
const raise = (db: Db, id: string, at: string): void => { prepared(db, 'UPDATE training SET revision = revision + 1, saved_at = ? WHERE id = ?').run(at, id) }
