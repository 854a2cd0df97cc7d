import { attendanceStates, isThere, type AgendaItem, type Attendance, type AttendanceState, type Guest, type Speech, type StoredVote, type Action } from '../../shared/domain/meeting.ts'
import type { ItemNature, MeetingKind, MeetingState } from '../../shared/domain/meetingKinds.ts'
import type { VoteMethod, VoteScene } from '../../shared/domain/vote.ts'
import { prepared, type Db } from '../connection.ts'
import { awaitIndex } from '../search/awaitIndex.ts'
import { followRecord } from './actionLedger.ts'

/** A meeting as stored: without what follows from the roster. */
export interface StoredMeeting {
  id: string; revision: number; kind: MeetingKind; state: MeetingState; title: string; heldOn: string; startsAt: string; endsAt: string; place: string; chair: string; recorder: string; opening: string
  group: string; copiedFrom: string | null
  elements: Record<string, string>
  attendance: Attendance[]
  guests: Guest[]
  agenda: AgendaItem[]
  /** The day of the first 定稿; null before it. */
  firstFinalOn: string | null
  version: number
  savedAt: string
}

interface MeetingRowOfTable { id: string; revision: number; kind: MeetingKind; state: MeetingState; title: string; held_on: string; starts_at: string; ends_at: string; place: string; chair: string; recorder: string; party_group: string; copied_from: string | null; opening: string; first_final_on: string | null; version: number; saved_at: string }
interface AttendanceRow { person_id: string; state: AttendanceState; reason: string; approved_by: string; hours: number | null; make_up: 0 | 1; make_up_on: string | null; make_up_way: string; make_up_by: string }
interface AgendaRow { id: string; title: string; nature: ItemNature; seats: number | null; reporter: string; report: string; discussion: string; decision: string }
interface VoteRow { id: string; agenda_item_id: string; subject: string; scene: VoteScene; method: VoteMethod; issued: number | null; returned: number | null; valid: number | null; yes: number; no: number; abstain: number; written_yes: number; written_no: number; written_abstain: number; teller: string; counters: string; excluded: number; excluded_reason: string }
interface ActionRow { id: string; agenda_item_id: string; task: string; owners: string; due_text: string; due_on: string | null; start_text: string; start_on: string | null; repeat_text: string }
interface SpeechRow { agenda_item_id: string; speaker: string; text: string; said_at: string }

function groupBy<R extends { agenda_item_id: string }, V>(rows: readonly R[], valueOf: (row: R) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>()
  for (const row of rows) {
    const group = groups.get(row.agenda_item_id)
    if (group) group.push(valueOf(row))
    else groups.set(row.agenda_item_id, [valueOf(row)])
  }
  return groups
}

const voteFromRow = ({ written_yes: writtenYes, written_no: writtenNo, written_abstain: writtenAbstain, excluded_reason: excludedReason, agenda_item_id: _item, ...row }: VoteRow): StoredVote => ({ ...row, writtenYes, writtenNo, writtenAbstain, excludedReason })

const attendanceFromRow = (row: AttendanceRow): Attendance => ({
  personId: row.person_id, state: row.state, reason: row.reason, approvedBy: row.approved_by, hours: row.hours,
  makeUp: row.make_up === 1 ? { on: row.make_up_on, way: row.make_up_way, by: row.make_up_by } : null,
})

function agendaOf(db: Db, meetingId: string): AgendaItem[] {
  const speeches = groupBy(
    prepared<[string], SpeechRow>(db, 'SELECT s.agenda_item_id, s.speaker, s.text, s.said_at FROM agenda_item a JOIN speech s ON s.agenda_item_id = a.id WHERE a.meeting_id = ? ORDER BY s.agenda_item_id, s.position').all(meetingId),
    ({ speaker, text, said_at: at }): Speech => ({ speaker, text, at }))
  const votes = groupBy(
    prepared<[string], VoteRow>(db, `SELECT v.id, v.agenda_item_id, v.subject, v.scene, v.method, v.issued, v.returned, v.valid, v.yes, v.no, v.abstain, v.written_yes, v.written_no, v.written_abstain, v.teller, v.counters, v.excluded, v.excluded_reason
      FROM agenda_item a JOIN vote v ON v.agenda_item_id = a.id WHERE a.meeting_id = ? ORDER BY v.agenda_item_id, v.position`).all(meetingId),
    voteFromRow)
  const actions = groupBy(
    prepared<[string], ActionRow>(db, `SELECT i.id, i.agenda_item_id, i.task, i.owners, i.due_text, i.due_on, i.start_text, i.start_on, i.repeat_text
      FROM agenda_item a JOIN action_item i ON i.agenda_item_id = a.id WHERE a.meeting_id = ? ORDER BY i.agenda_item_id, i.position`).all(meetingId),
    (row): Action => ({ id: row.id, task: row.task, owners: row.owners, dueText: row.due_text, dueOn: row.due_on, startText: row.start_text, startOn: row.start_on, repeatText: row.repeat_text }))
  return prepared<[string], AgendaRow>(db, 'SELECT id, title, nature, seats, reporter, report, discussion, decision FROM agenda_item WHERE meeting_id = ? ORDER BY position').all(meetingId)
    .map((row) => ({ ...row, speeches: speeches.get(row.id) ?? [], votes: votes.get(row.id) ?? [], actions: actions.get(row.id) ?? [] }))
}

/** Null where there is none, or where it was removed. */
export const findMeeting = (db: Db, id: string): StoredMeeting | null => readMeeting(db, id, ' AND deleted_at IS NULL')

/** The same also of one in the 回收站. */
export const readMeetingOrRemoved = (db: Db, id: string): StoredMeeting | null => readMeeting(db, id, '')

function readMeeting(db: Db, id: string, unlessRemoved: '' | ' AND deleted_at IS NULL'): StoredMeeting | null {
  const row = prepared<[string], MeetingRowOfTable>(db, `SELECT id, revision, kind, state, title, held_on, starts_at, ends_at, place, chair, recorder, party_group, copied_from, opening, first_final_on, saved_at,
      (SELECT coalesce(max(v.version), 0) FROM meeting_version v WHERE v.meeting_id = m.id) AS version
    FROM meeting m WHERE id = ?${unlessRemoved}`).get(id)
  if (!row) return null
  return {
    id: row.id, revision: row.revision, kind: row.kind, state: row.state, title: row.title, heldOn: row.held_on, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, chair: row.chair, recorder: row.recorder,
    group: row.party_group, copiedFrom: row.copied_from, opening: row.opening, firstFinalOn: row.first_final_on, version: row.version, savedAt: row.saved_at,
    elements: Object.fromEntries(prepared<[string], { code: string; value: string }>(db, 'SELECT code, value FROM meeting_element WHERE meeting_id = ? ORDER BY code').all(id).map(({ code, value }) => [code, value])),
    attendance: prepared<[string], AttendanceRow>(db, 'SELECT person_id, state, reason, approved_by, hours, make_up, make_up_on, make_up_way, make_up_by FROM attendance WHERE meeting_id = ? ORDER BY person_id').all(id).map(attendanceFromRow),
    guests: prepared<[string], Guest>(db, 'SELECT name, note FROM guest WHERE meeting_id = ? ORDER BY position').all(id),
    agenda: agendaOf(db, id),
  }
}

/**
 * What reading a meeting back would answer right after `putMeeting` wrote it, without reading: while the officer types, every save answers it.
 * The days of 定稿 and the versions are no part of a draft and come from the database.
 */
export function asWritten(db: Db, m: StoredMeeting): StoredMeeting {
  const kept = prepared<[string], Pick<StoredMeeting, 'firstFinalOn' | 'version'>>(db, `SELECT first_final_on AS firstFinalOn, (SELECT coalesce(max(v.version), 0) FROM meeting_version v WHERE v.meeting_id = m.id) AS version FROM meeting m WHERE id = ?`).get(m.id)
  return { ...m, ...kept, elements: Object.fromEntries(elementsOf(m.elements)), attendance: m.attendance.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)) }
}

/** The revision a meeting is at: 0 where it is not stored, null where it was removed. */
export function revisionOf(db: Db, id: string): number | null {
  const row = prepared<[string], { revision: number; deleted_at: string | null }>(db, 'SELECT revision, deleted_at FROM meeting WHERE id = ?').get(id)
  if (!row) return 0
  return row.deleted_at === null ? row.revision : null
}

/** The state of a meeting; null where it is not stored or was removed. */
export const stateOf = (db: Db, id: string): MeetingState | null =>
  prepared<[string], MeetingState>(db, 'SELECT state FROM meeting WHERE id = ? AND deleted_at IS NULL').pluck().get(id) ?? null

type Cell = string | number | null
const attendanceCells = ({ personId, state, reason, approvedBy, hours, makeUp }: Attendance): Cell[] => [personId, state, reason, approvedBy, hours, makeUp ? 1 : 0, makeUp?.on ?? null, makeUp?.way ?? '', makeUp?.by ?? '']
const itemCells = (a: AgendaItem): Cell[] => [a.title, a.nature, a.seats, a.reporter, a.report, a.discussion, a.decision]
const speechCells = (s: Speech): Cell[] => [s.speaker, s.text, s.at]
const voteCells = (v: StoredVote): Cell[] => [v.id, v.subject, v.scene, v.method, v.issued, v.returned, v.valid, v.yes, v.no, v.abstain, v.writtenYes, v.writtenNo, v.writtenAbstain, v.teller, v.counters, v.excluded, v.excludedReason]
const actionCells = (i: Action): Cell[] => [i.id, i.task, i.owners, i.dueText, i.dueOn, i.startText, i.startOn, i.repeatText]

/** All that an item and its rows say, to be compared. */
const textOfItem = (a: AgendaItem): string => JSON.stringify([a.id, itemCells(a), a.speeches.map(speechCells), a.votes.map(voteCells), a.actions.map(actionCells)])
const textOfAttendance = (attendance: readonly Attendance[]): string => JSON.stringify(attendance.map(attendanceCells).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
const elementsOf = (elements: Readonly<Record<string, string>>): [code: string, value: string][] => Object.entries(elements).filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1))
const textOfGuests = (guests: readonly Guest[]): string => JSON.stringify(guests.map(({ name, note }) => [name, note]))

/**
 * Writes a meeting: of its attendance, guests, elements and items only what is not stored like that. Who types changes one of them, and each page
 * that is written is encrypted. Its words wait to be indexed; the ledger follows in the same breath. Runs inside the caller's transaction.
 */
export function putMeeting(db: Db, m: StoredMeeting, at: string): void {
  const before = m.revision > 1 ? readMeetingOrRemoved(db, m.id) : null
  prepared(db, `INSERT INTO meeting (id, revision, kind, state, title, held_on, starts_at, ends_at, place, chair, recorder, party_group, copied_from, opening, first_final_on, created_at, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, kind = excluded.kind, state = excluded.state, title = excluded.title, held_on = excluded.held_on, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      place = excluded.place, chair = excluded.chair, recorder = excluded.recorder, party_group = excluded.party_group, copied_from = excluded.copied_from, opening = excluded.opening, saved_at = excluded.saved_at`)
    .run(m.id, m.revision, m.kind, m.state, m.title, m.heldOn, m.startsAt, m.endsAt, m.place, m.chair, m.recorder, m.group, m.copiedFrom, m.opening, m.firstFinalOn, at, at)
  if (!before || JSON.stringify(elementsOf(before.elements)) !== JSON.stringify(elementsOf(m.elements))) putElements(db, m)
  if (!before || textOfAttendance(before.attendance) !== textOfAttendance(m.attendance)) putAttendance(db, m)
  if (!before || textOfGuests(before.guests) !== textOfGuests(m.guests)) putGuests(db, m)
  putAgenda(db, m, before?.agenda ?? null)
  awaitIndex(db, m.id)
  followRecord(db, m, at)
}

function putElements(db: Db, { id, elements }: StoredMeeting): void {
  prepared(db, 'DELETE FROM meeting_element WHERE meeting_id = ?').run(id)
  const element = prepared(db, 'INSERT INTO meeting_element (meeting_id, code, value) VALUES (?, ?, ?)')
  for (const [code, value] of elementsOf(elements)) element.run(id, code, value)
}

function putAttendance(db: Db, { id, attendance }: StoredMeeting): void {
  prepared(db, 'DELETE FROM attendance WHERE meeting_id = ?').run(id)
  const attend = prepared(db, 'INSERT INTO attendance (meeting_id, person_id, state, reason, approved_by, hours, make_up, make_up_on, make_up_way, make_up_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const one of attendance) attend.run(id, ...attendanceCells(one))
}

function putGuests(db: Db, { id, guests }: StoredMeeting): void {
  prepared(db, 'DELETE FROM guest WHERE meeting_id = ?').run(id)
  const invite = prepared(db, 'INSERT INTO guest (meeting_id, position, name, note) VALUES (?, ?, ?, ?)')
  guests.forEach((g, position) => invite.run(id, position, g.name, g.note))
}

/** An item that stands where it stood and says what it said keeps its rows. `before`: null where nothing of the meeting is stored. */
function putAgenda(db: Db, { id, agenda }: StoredMeeting, before: readonly AgendaItem[] | null): void {
  const stored = before?.map(textOfItem) ?? []
  const isStored = agenda.map((item, position) => stored[position] === textOfItem(item))
  if (before === null) prepared(db, 'DELETE FROM agenda_item WHERE meeting_id = ?').run(id)
  const gone = prepared(db, 'DELETE FROM agenda_item WHERE id = ?')
  before?.forEach((item, position) => { if (isStored[position] !== true) gone.run(item.id) })
  const put = prepared(db, 'INSERT INTO agenda_item (id, meeting_id, position, title, nature, seats, reporter, report, discussion, decision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const speak = prepared(db, 'INSERT INTO speech (agenda_item_id, position, speaker, text, said_at) VALUES (?, ?, ?, ?, ?)')
  const ballot = prepared(db, 'INSERT INTO vote (agenda_item_id, position, id, subject, scene, method, issued, returned, valid, yes, no, abstain, written_yes, written_no, written_abstain, teller, counters, excluded, excluded_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const act = prepared(db, 'INSERT INTO action_item (agenda_item_id, position, id, task, owners, due_text, due_on, start_text, start_on, repeat_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  agenda.forEach((a, position) => {
    if (isStored[position] === true) return
    put.run(a.id, id, position, ...itemCells(a))
    a.speeches.forEach((s, i) => speak.run(a.id, i, ...speechCells(s)))
    a.votes.forEach((v, i) => ballot.run(a.id, i, ...voteCells(v)))
    a.actions.forEach((each, i) => act.run(a.id, i, ...actionCells(each)))
  })
}

/** A record as it was finalised. */
export interface MeetingVersion { version: number; at: string; who: string; reason: string; record: string }

export function addVersion(db: Db, meetingId: string, { version, at, who, reason, record }: MeetingVersion): void {
  db.prepare('INSERT INTO meeting_version (meeting_id, version, at, who, reason, record) VALUES (?, ?, ?, ?, ?, ?)').run(meetingId, version, at, who, reason, record)
}

/** Oldest first. */
export const versionsOf = (db: Db, meetingId: string): MeetingVersion[] =>
  db.prepare<[string], MeetingVersion>('SELECT version, at, who, reason, record FROM meeting_version WHERE meeting_id = ? ORDER BY version').all(meetingId)

export function setState(db: Db, id: string, state: MeetingState): void {
  db.prepare('UPDATE meeting SET state = ?, revision = revision + 1 WHERE id = ?').run(state, id)
}

/** 定稿; the day of the first one stays. */
export function setFinal(db: Db, id: string, day: string): void {
  db.prepare(`UPDATE meeting SET state = 'final', first_final_on = coalesce(first_final_on, ?), revision = revision + 1 WHERE id = ?`).run(day, id)
}

/** Opens a finalised record again; the reason goes into its next version. */
export function setCorrection(db: Db, id: string, reason: string, at: string): void {
  db.prepare(`UPDATE meeting SET state = 'draft', correction = ?, corrected_at = ?, revision = revision + 1 WHERE id = ?`).run(reason, at, id)
}
export const correctionOf = (db: Db, id: string): string => db.prepare<[string], string>('SELECT correction FROM meeting WHERE id = ?').pluck().get(id) ?? ''

/** A meeting's line in the list, before the roster of its day is laid over it. */
export interface ListedMeeting { id: string; kind: MeetingKind; state: MeetingState; title: string; heldOn: string; startsAt: string; place: string; chair: string; group: string; savedAt: string; agendaItems: number; actions: number }
export interface ListQuery { text: string; year: number | undefined; month: string | undefined; kinds: readonly MeetingKind[]; state: MeetingState | undefined; personId: string | undefined; deleted: boolean; after: { heldOn: string; id: string } | undefined; limit: number }

export type Filter = Omit<ListQuery, 'after' | 'limit'>

const where = (q: Filter): { sql: string; values: (string | number)[] } => {
  const parts = [q.deleted ? 'deleted_at IS NOT NULL' : 'deleted_at IS NULL']
  const values: (string | number)[] = []
  if (q.year !== undefined) { parts.push('held_on BETWEEN ? AND ?'); values.push(`${q.year}-01-01`, `${q.year}-12-31`) }
  if (q.month !== undefined) { parts.push('held_on BETWEEN ? AND ?'); values.push(`${q.month}-01`, `${q.month}-31`) }
  parts.push(`kind IN (${q.kinds.map(() => '?').join(', ')})`)
  values.push(...q.kinds)
  if (q.state !== undefined) { parts.push('state = ?'); values.push(q.state) }
  if (q.personId !== undefined) { parts.push('EXISTS (SELECT 1 FROM attendance p WHERE p.meeting_id = m.id AND p.person_id = ?)'); values.push(q.personId) }
  if (q.text !== '') {
    parts.push(`(instr(m.title, ?) > 0 OR instr(m.place, ?) > 0 OR instr(m.chair, ?) > 0 OR instr(m.recorder, ?) > 0
      OR EXISTS (SELECT 1 FROM agenda_item a WHERE a.meeting_id = m.id AND (instr(a.title, ?) > 0 OR instr(a.decision, ?) > 0 OR instr(a.reporter, ?) > 0
        OR EXISTS (SELECT 1 FROM action_item i WHERE i.agenda_item_id = a.id AND instr(i.owners, ?) > 0))))`)
    values.push(...Array<string>(8).fill(q.text))
  }
  return { sql: parts.join(' AND '), values }
}

/** Newest day first; keyset paging, so the last page is as quick as the first. */
export function listMeetings(db: Db, q: ListQuery): ListedMeeting[] {
  const { sql, values } = where(q)
  const after = q.after ? ' AND (held_on, id) < (?, ?)' : ''
  return prepared<(string | number)[], ListedMeeting>(db, `SELECT id, kind, state, title, held_on AS heldOn, starts_at AS startsAt, place, chair, party_group AS "group", saved_at AS savedAt,
      (SELECT count(*) FROM agenda_item a WHERE a.meeting_id = m.id) AS agendaItems,
      (SELECT count(*) FROM agenda_item a JOIN action_item i ON i.agenda_item_id = a.id WHERE a.meeting_id = m.id) AS actions
    FROM meeting m WHERE ${sql}${after} ORDER BY held_on DESC, id DESC LIMIT ?`).all(...values, ...(q.after ? [q.after.heldOn, q.after.id] : []), q.limit)
}

export function countMeetings(db: Db, q: Filter): number {
  const { sql, values } = where(q)
  return db.prepare<(string | number)[], number>(`SELECT count(*) FROM meeting m WHERE ${sql}`).pluck().get(...values) ?? 0
}

/** The years that have meetings, newest first. */
export const meetingYears = (db: Db, deleted: boolean): number[] =>
  db.prepare<[], string>(`SELECT DISTINCT substr(held_on, 1, 4) FROM meeting WHERE deleted_at IS ${deleted ? 'NOT NULL' : 'NULL'} ORDER BY 1 DESC`).pluck().all().map(Number)

/** The people who were there, meeting by meeting; one row for a meeting, since a page of thousands of marks is slow to bring over. */
export function presentAt(db: Db, meetingIds: readonly string[]): Map<string, string[]> {
  const there = attendanceStates.filter(isThere).map((state) => `'${state}'`).join(', ')
  const rows = prepared<[string], [string, string]>(db, `SELECT meeting_id, group_concat(person_id) FROM attendance WHERE meeting_id IN (SELECT value FROM json_each(?)) AND state IN (${there}) GROUP BY meeting_id`).raw().all(JSON.stringify(meetingIds))
  return new Map(rows.map(([meetingId, people]) => [meetingId, people.split(',')]))
}

/** Titles of one kind and year, for the number of the next. */
export const titlesOfYear = (db: Db, kind: MeetingKind, year: string): string[] =>
  db.prepare<[string, string, string], string>('SELECT title FROM meeting WHERE kind = ? AND held_on BETWEEN ? AND ? AND deleted_at IS NULL').pluck().all(kind, `${year}-01-01`, `${year}-12-31`)

/** The newest meeting of a kind before a day (and of a 党小组), whose skeleton the next begins with. */
export const lastOfKind = (db: Db, kind: MeetingKind, before: string, group: string): string | undefined =>
  db.prepare<[string, string, string], string>('SELECT id FROM meeting WHERE kind = ? AND held_on <= ? AND party_group = ? AND deleted_at IS NULL ORDER BY held_on DESC, id DESC LIMIT 1').pluck().get(kind, before, group)

/** Other meetings of one day. */
export const meetingsOn = (db: Db, heldOn: string, except: string): string[] =>
  db.prepare<[string, string], string>('SELECT id FROM meeting WHERE held_on = ? AND id <> ? AND deleted_at IS NULL').pluck().all(heldOn, except)

/** The newest meetings of a kind before a day, at most `limit`. */
export const earlierOfKind = (db: Db, kind: MeetingKind, before: string, except: string, limit: number): string[] =>
  db.prepare<[string, string, string, number], string>('SELECT id FROM meeting WHERE kind = ? AND held_on < ? AND id <> ? AND deleted_at IS NULL ORDER BY held_on DESC LIMIT ?').pluck().all(kind, before, except, limit)

export function setDeleted(db: Db, id: string, at: string | null): boolean {
  return db.prepare('UPDATE meeting SET deleted_at = ?, revision = revision + 1 WHERE id = ? AND (deleted_at IS NULL) = (? IS NOT NULL)').run(at, id, at).changes > 0
}

/** Once after the step that made the ledger: reads every record of before into it. Done anew where it was cut off. */
export function catchUpLedger(db: Db): void {
  if (db.readonly || db.prepare<[], number>('SELECT ledger_behind FROM branch WHERE id = 1').pluck().get() !== 1) return
  db.transaction(() => {
    const rows = db.prepare<[], { id: string; kind: MeetingKind; heldOn: string; savedAt: string }>('SELECT id, kind, held_on AS heldOn, saved_at AS savedAt FROM meeting WHERE id IN (SELECT a.meeting_id FROM agenda_item a JOIN action_item i ON i.agenda_item_id = a.id) ORDER BY held_on, row').all()
    for (const { savedAt, ...meeting } of rows) followRecord(db, { ...meeting, agenda: agendaOf(db, meeting.id) }, savedAt)
    db.prepare('UPDATE branch SET ledger_behind = 0 WHERE id = 1').run()
  }).immediate()
}
