import type { IsoDate } from '../../shared/domain/dates.ts'
import type { PathClosing, StepCode, StepEntry, StepPerson, StepResult } from '../../shared/domain/development.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { VoteCount, VoteScene } from '../../shared/domain/vote.ts'
import { prepared, type Db } from '../connection.ts'
import type { WholeTable } from './wholeRows.ts'

/** A path with its steps, as the journal keeps it. */
export const developmentTables: WholeTable = {
  table: 'development_path',
  parts: [{ table: 'development_entry', where: 'person_id = ?' }, { table: 'development_helper', where: 'entry_id IN (SELECT id FROM development_entry WHERE person_id = ?)' }],
}

export interface StoredPath { personId: string; revision: number; savedAt: string; closing: PathClosing | null }
interface PathRow { personId: string; revision: number; savedAt: string; on: IsoDate | null; kind: PathClosing['kind'] | null; reason: string }
const pathColumns = 'id AS personId, revision, saved_at AS savedAt, closed_on AS "on", closed_kind AS kind, closed_reason AS reason FROM development_path'
const pathFromRow = ({ personId, revision, savedAt, on, kind, reason }: PathRow): StoredPath => ({ personId, revision, savedAt, closing: on === null || kind === null ? null : { on, kind, reason } })

interface EntryRow {
  id: string; personId: string; step: StepCode; on: IsoDate; until: IsoDate | null; hours: number | null; days: number | null; result: StepResult | null; extendedMonths: number | null; meetingId: string | null; documentNo: string; note: string
  scene: VoteScene | null; expected: number | null; present: number | null; yes: number | null; no: number | null; abstain: number | null; writtenYes: number | null; writtenNo: number | null
}
const entryColumns = `id, person_id AS personId, step, on_day AS "on", until_day AS until, hours, days, result, extended_months AS extendedMonths, meeting_id AS meetingId, document_no AS documentNo, note,
  scene, expected, present, yes, no, abstain, written_yes AS writtenYes, written_no AS writtenNo FROM development_entry`
const helperColumns = 'entry_id AS entryId, person_id AS personId, name FROM development_helper'

/** Field by field: taking the others out of a row took longer than reading it. */
function entryFromRow({ id, step, on, until, hours, days, result, extendedMonths, meetingId, documentNo, note, scene, expected, present, yes, no, abstain, writtenYes, writtenNo }: EntryRow, people: StepPerson[]): StepEntry {
  const votes: VoteCount | null = scene === null ? null : { scene, expected: expected ?? 0, present: present ?? 0, yes: yes ?? 0, no: no ?? 0, abstain: abstain ?? 0, writtenYes: writtenYes ?? 0, writtenNo: writtenNo ?? 0 }
  return { id, step, on, until, hours, days, result, extendedMonths, meetingId, documentNo, note, people, votes }
}

function byPerson(rows: readonly EntryRow[], helpers: readonly (StepPerson & { entryId: string })[]): Map<string, StepEntry[]> {
  const people = new Map<string, StepPerson[]>()
  for (const { entryId, personId, name } of helpers) {
    const known = people.get(entryId)
    if (known) known.push({ personId, name })
    else people.set(entryId, [{ personId, name }])
  }
  const entries = new Map<string, StepEntry[]>()
  for (const row of rows) {
    const entry = entryFromRow(row, people.get(row.id) ?? [])
    const known = entries.get(row.personId)
    if (known) known.push(entry)
    else entries.set(row.personId, [entry])
  }
  return entries
}

/** Every path; the order is that of entering. */
export const listPaths = (db: Db): StoredPath[] => prepared<[], PathRow>(db, `SELECT ${pathColumns} ORDER BY row`).all().map(pathFromRow)
/** The steps of everybody, by person, each in the order of its days. */
export const listEntries = (db: Db): Map<string, StepEntry[]> =>
  byPerson(prepared<[], EntryRow>(db, `SELECT ${entryColumns} ORDER BY person_id, on_day, row`).all(), prepared<[], StepPerson & { entryId: string }>(db, `SELECT ${helperColumns} ORDER BY entry_id, position`).all())

export function findPath(db: Db, personId: string): StoredPath | null {
  const row = prepared<[string], PathRow>(db, `SELECT ${pathColumns} WHERE id = ?`).get(personId)
  return row ? pathFromRow(row) : null
}
/** The steps of some people, by person. */
export function entriesOf(db: Db, personIds: readonly string[]): Map<string, StepEntry[]> {
  const ids = JSON.stringify(personIds)
  return byPerson(
    prepared<[string], EntryRow>(db, `SELECT ${entryColumns} WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, on_day, row`).all(ids),
    prepared<[string], StepPerson & { entryId: string }>(db, `SELECT ${helperColumns} WHERE entry_id IN (SELECT id FROM development_entry WHERE person_id IN (SELECT value FROM json_each(?))) ORDER BY entry_id, position`).all(ids))
}

/** Begins a path, or notes that something about it changed. */
export function touchPath(db: Db, personId: string, at: string): void {
  prepared(db, 'INSERT INTO development_path (id, revision, created_at, saved_at) VALUES (?, 1, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = revision + 1, saved_at = excluded.saved_at').run(personId, at, at)
}
export function putClosing(db: Db, personId: string, closing: PathClosing | null): void {
  prepared(db, 'UPDATE development_path SET closed_on = ?, closed_kind = ?, closed_reason = ? WHERE id = ?').run(closing?.on ?? null, closing?.kind ?? null, closing?.reason ?? '', personId)
}

/** `people` with the id of the roster are known there; the caller has asked. */
export function putEntry(db: Db, personId: string, { id, step, on, until, hours, days, result, extendedMonths, votes, meetingId, documentNo, note, people }: StepEntry): void {
  prepared(db, `INSERT INTO development_entry (id, person_id, step, on_day, until_day, hours, days, result, extended_months, scene, expected, present, yes, no, abstain, written_yes, written_no, meeting_id, document_no, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET step = excluded.step, on_day = excluded.on_day, until_day = excluded.until_day, hours = excluded.hours, days = excluded.days, result = excluded.result, extended_months = excluded.extended_months, scene = excluded.scene, expected = excluded.expected, present = excluded.present,
      yes = excluded.yes, no = excluded.no, abstain = excluded.abstain, written_yes = excluded.written_yes, written_no = excluded.written_no, meeting_id = excluded.meeting_id, document_no = excluded.document_no, note = excluded.note`)
    .run(id, personId, step, on, until, hours, days, result, extendedMonths, votes?.scene ?? null, votes?.expected ?? null, votes?.present ?? null, votes?.yes ?? null, votes?.no ?? null, votes?.abstain ?? null, votes?.writtenYes ?? null, votes?.writtenNo ?? null, meetingId, documentNo, note)
  prepared(db, 'DELETE FROM development_helper WHERE entry_id = ?').run(id)
  people.forEach((person, position) => prepared(db, 'INSERT INTO development_helper (entry_id, position, person_id, name) VALUES (?, ?, ?, ?)').run(id, position, person.personId, person.name))
}
export const deleteEntry = (db: Db, id: string): void => { prepared(db, 'DELETE FROM development_entry WHERE id = ?').run(id) }

/** An item of a record, or a talk, that names somebody. Meetings in the 回收站 are left out. */
export interface NamingRow { meetingId: string; itemId: string | null; kind: MeetingKind; title: string; decision: string; talker: string }
/**
 * Where somebody is named: the subject of a vote on admission, the title of an item, whom a talk was held with, and who swore an oath. A talk is told
 * by its elements alone.
 */
export const recordsNaming = (db: Db, name: string): NamingRow[] => prepared<[{ name: string }], NamingRow>(db, `
  SELECT m.id AS meetingId, a.id AS itemId, m.kind, a.title, a.decision, '' AS talker FROM agenda_item a JOIN meeting m ON m.id = a.meeting_id
    WHERE m.deleted_at IS NULL AND m.kind IN ('generalMeeting', 'committeeMeeting', 'themeDay', 'partyLecture', 'massActivity') AND (instr(a.title, @name) > 0 OR EXISTS (SELECT 1 FROM vote v WHERE v.agenda_item_id = a.id AND v.scene = 'admission' AND instr(v.subject, @name) > 0)
      OR (instr(a.title, '宣誓') > 0 AND instr(a.report || a.discussion || a.decision, @name) > 0))
  UNION ALL SELECT m.id, NULL, m.kind, coalesce((SELECT value FROM meeting_element WHERE meeting_id = m.id AND code = 'topic'), ''), '', coalesce((SELECT value FROM meeting_element WHERE meeting_id = m.id AND code = 'talker'), '')
    FROM meeting_element e JOIN meeting m ON m.id = e.meeting_id WHERE e.code = 'talkedTo' AND instr(e.value, @name) > 0 AND m.deleted_at IS NULL AND m.kind = 'heartTalk'`).all({ name })

/** A path with its steps. */
export function removePath(db: Db, personId: string): void {
  prepared(db, 'DELETE FROM development_entry WHERE person_id = ?').run(personId)
  prepared(db, 'DELETE FROM development_path WHERE id = ?').run(personId)
}
