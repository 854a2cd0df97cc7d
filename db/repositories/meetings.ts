import type { AgendaItem, MeetingKind, Speech, Guest, AttendanceState, Action } from '../../shared/domain/meeting.ts'
import type { Db } from '../connection.ts'

/** A meeting as stored: without what follows from the roster. */
export interface StoredMeeting {
  id: string; revision: number; kind: MeetingKind; title: string; heldOn: string; startsAt: string; endsAt: string; place: string; chair: string; recorder: string; opening: string
  attendance: { personId: string; state: AttendanceState; reason: string }[]
  guests: Guest[]
  agenda: AgendaItem[]
  savedAt: string
}

interface MeetingRowOfTable { id: string; revision: number; kind: MeetingKind; title: string; held_on: string; starts_at: string; ends_at: string; place: string; chair: string; recorder: string; opening: string; saved_at: string }
interface AgendaRow { id: string; title: string; reporter: string; report: string; discussion: string; decision: string; vote_yes: number | null; vote_no: number | null; vote_abstain: number | null }
interface ActionRow { id: string; agenda_item_id: string; task: string; owners: string; due_text: string; due_on: string | null }
interface SpeechRow { agenda_item_id: string; speaker: string; text: string }

function groupBy<R extends { agenda_item_id: string }, V>(rows: readonly R[], valueOf: (row: R) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>()
  for (const row of rows) {
    const group = groups.get(row.agenda_item_id)
    if (group) group.push(valueOf(row))
    else groups.set(row.agenda_item_id, [valueOf(row)])
  }
  return groups
}

const voteFromRow = (row: AgendaRow): AgendaItem['vote'] =>
  row.vote_yes === null || row.vote_no === null || row.vote_abstain === null ? null : { yes: row.vote_yes, no: row.vote_no, abstain: row.vote_abstain }

function agendaOf(db: Db, meetingId: string): AgendaItem[] {
  const speeches = groupBy(
    db.prepare<[string], SpeechRow>('SELECT s.agenda_item_id, s.speaker, s.text FROM agenda_item a JOIN speech s ON s.agenda_item_id = a.id WHERE a.meeting_id = ? ORDER BY s.agenda_item_id, s.position').all(meetingId),
    ({ speaker, text }): Speech => ({ speaker, text }))
  const actions = groupBy(
    db.prepare<[string], ActionRow>('SELECT i.id, i.agenda_item_id, i.task, i.owners, i.due_text, i.due_on FROM agenda_item a JOIN action_item i ON i.agenda_item_id = a.id WHERE a.meeting_id = ? ORDER BY i.agenda_item_id, i.position').all(meetingId),
    (row): Action => ({ id: row.id, task: row.task, owners: row.owners, dueText: row.due_text, dueOn: row.due_on }))
  return db.prepare<[string], AgendaRow>('SELECT id, title, reporter, report, discussion, decision, vote_yes, vote_no, vote_abstain FROM agenda_item WHERE meeting_id = ? ORDER BY position').all(meetingId)
    .map((row) => ({ id: row.id, title: row.title, reporter: row.reporter, report: row.report, speeches: speeches.get(row.id) ?? [], discussion: row.discussion, vote: voteFromRow(row), decision: row.decision, actions: actions.get(row.id) ?? [] }))
}

/** Null where there is none, or where it was removed. */
export function findMeeting(db: Db, id: string): StoredMeeting | null {
  const row = db.prepare<[string], MeetingRowOfTable>('SELECT id, revision, kind, title, held_on, starts_at, ends_at, place, chair, recorder, opening, saved_at FROM meeting WHERE id = ? AND deleted_at IS NULL').get(id)
  if (!row) return null
  return {
    id: row.id, revision: row.revision, kind: row.kind, title: row.title, heldOn: row.held_on, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, chair: row.chair, recorder: row.recorder, opening: row.opening, savedAt: row.saved_at,
    attendance: db.prepare<[string], { personId: string; state: AttendanceState; reason: string }>('SELECT person_id AS personId, state, reason FROM attendance WHERE meeting_id = ? ORDER BY person_id').all(id),
    guests: db.prepare<[string], Guest>('SELECT name, note FROM guest WHERE meeting_id = ? ORDER BY position').all(id),
    agenda: agendaOf(db, id),
  }
}

/** The revision a meeting is at: 0 where it is not stored, null where it was removed. */
export function revisionOf(db: Db, id: string): number | null {
  const row = db.prepare<[string], { revision: number; deleted_at: string | null }>('SELECT revision, deleted_at FROM meeting WHERE id = ?').get(id)
  if (!row) return 0
  return row.deleted_at === null ? row.revision : null
}

/**
 * Writes a meeting whole: the row is updated, its attendance, guests and agenda are put anew (a few hundred rows, one commit).
 * Runs inside the caller's transaction.
 */
export function putMeeting(db: Db, m: StoredMeeting, at: string): void {
  db.prepare(`INSERT INTO meeting (id, revision, kind, title, held_on, starts_at, ends_at, place, chair, recorder, opening, created_at, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, kind = excluded.kind, title = excluded.title, held_on = excluded.held_on, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      place = excluded.place, chair = excluded.chair, recorder = excluded.recorder, opening = excluded.opening, saved_at = excluded.saved_at`)
    .run(m.id, m.revision, m.kind, m.title, m.heldOn, m.startsAt, m.endsAt, m.place, m.chair, m.recorder, m.opening, at, at)
  for (const table of ['attendance', 'guest', 'agenda_item']) db.prepare(`DELETE FROM ${table} WHERE meeting_id = ?`).run(m.id)
  const attend = db.prepare('INSERT INTO attendance (meeting_id, person_id, state, reason) VALUES (?, ?, ?, ?)')
  for (const a of m.attendance) attend.run(m.id, a.personId, a.state, a.reason)
  const invite = db.prepare('INSERT INTO guest (meeting_id, position, name, note) VALUES (?, ?, ?, ?)')
  m.guests.forEach((g, position) => invite.run(m.id, position, g.name, g.note))
  const item = db.prepare('INSERT INTO agenda_item (id, meeting_id, position, title, reporter, report, discussion, decision, vote_yes, vote_no, vote_abstain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const speak = db.prepare('INSERT INTO speech (agenda_item_id, position, speaker, text) VALUES (?, ?, ?, ?)')
  const act = db.prepare('INSERT INTO action_item (id, agenda_item_id, position, task, owners, due_text, due_on) VALUES (?, ?, ?, ?, ?, ?, ?)')
  m.agenda.forEach((a, position) => {
    item.run(a.id, m.id, position, a.title, a.reporter, a.report, a.discussion, a.decision, a.vote?.yes ?? null, a.vote?.no ?? null, a.vote?.abstain ?? null)
    a.speeches.forEach((s, at_) => speak.run(a.id, at_, s.speaker, s.text))
    a.actions.forEach((i, at_) => act.run(i.id, a.id, at_, i.task, i.owners, i.dueText, i.dueOn))
  })
}

/** A meeting's line in the list, before the roster of its day is laid over it. */
export interface ListedMeeting { id: string; kind: MeetingKind; title: string; heldOn: string; startsAt: string; place: string; chair: string; savedAt: string; agendaItems: number; actions: number }
export interface ListQuery { text: string; year: number | undefined; deleted: boolean; after: { heldOn: string; id: string } | undefined; limit: number }

const where = (q: Pick<ListQuery, 'deleted' | 'year' | 'text'>): { sql: string; values: (string | number)[] } => {
  const parts = [q.deleted ? 'deleted_at IS NOT NULL' : 'deleted_at IS NULL']
  const values: (string | number)[] = []
  if (q.year !== undefined) { parts.push('held_on BETWEEN ? AND ?'); values.push(`${q.year}-01-01`, `${q.year}-12-31`) }
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
  return db.prepare<(string | number)[], ListedMeeting>(`SELECT id, kind, title, held_on AS heldOn, starts_at AS startsAt, place, chair, saved_at AS savedAt,
      (SELECT count(*) FROM agenda_item a WHERE a.meeting_id = m.id) AS agendaItems,
      (SELECT count(*) FROM agenda_item a JOIN action_item i ON i.agenda_item_id = a.id WHERE a.meeting_id = m.id) AS actions
    FROM meeting m WHERE ${sql}${after} ORDER BY held_on DESC, id DESC LIMIT ?`).all(...values, ...(q.after ? [q.after.heldOn, q.after.id] : []), q.limit)
}

export function countMeetings(db: Db, q: Pick<ListQuery, 'deleted' | 'year' | 'text'>): number {
  const { sql, values } = where(q)
  return db.prepare<(string | number)[], number>(`SELECT count(*) FROM meeting m WHERE ${sql}`).pluck().get(...values) ?? 0
}

/** The years that have meetings, newest first. */
export const meetingYears = (db: Db, deleted: boolean): number[] =>
  db.prepare<[], string>(`SELECT DISTINCT substr(held_on, 1, 4) FROM meeting WHERE deleted_at IS ${deleted ? 'NOT NULL' : 'NULL'} ORDER BY 1 DESC`).pluck().all().map(Number)

/** Who was there, meeting by meeting. */
export function attendanceOf(db: Db, meetingIds: readonly string[]): Map<string, { personId: string; state: AttendanceState }[]> {
  const found = new Map<string, { personId: string; state: AttendanceState }[]>()
  const rows = db.prepare<[string], { meeting_id: string; person_id: string; state: AttendanceState }>('SELECT meeting_id, person_id, state FROM attendance WHERE meeting_id IN (SELECT value FROM json_each(?))').all(JSON.stringify(meetingIds))
  for (const row of rows) {
    const known = found.get(row.meeting_id)
    const entry = { personId: row.person_id, state: row.state }
    if (known) known.push(entry)
    else found.set(row.meeting_id, [entry])
  }
  return found
}

/** Titles of one kind and year, for the number of the next. */
export const titlesOfYear = (db: Db, kind: MeetingKind, year: string): string[] =>
  db.prepare<[string, string, string], string>('SELECT title FROM meeting WHERE kind = ? AND held_on BETWEEN ? AND ? AND deleted_at IS NULL').pluck().all(kind, `${year}-01-01`, `${year}-12-31`)

/** The newest meeting of a kind, for what is usually the same next time. */
export const lastOfKind = (db: Db, kind: MeetingKind): { place: string; recorder: string } | undefined =>
  db.prepare<[string], { place: string; recorder: string }>(`SELECT place, recorder FROM meeting WHERE kind = ? AND deleted_at IS NULL AND place <> '' ORDER BY held_on DESC, id DESC LIMIT 1`).get(kind)

export function setDeleted(db: Db, id: string, at: string | null): boolean {
  return db.prepare('UPDATE meeting SET deleted_at = ?, revision = revision + 1 WHERE id = ? AND (deleted_at IS NULL) = (? IS NOT NULL)').run(at, id, at).changes > 0
}
