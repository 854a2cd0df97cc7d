import { createHash } from 'node:crypto'
import { nextDayOf, noDay } from '../../shared/domain/action.ts'
import { ledgerItemsOf, type LedgerItem } from '../../shared/domain/actionLedger.ts'
import type { KnownProject, ProjectLink } from '../../shared/domain/actionProjects.ts'
import type { AgendaItem } from '../../shared/domain/meeting.ts'
import { kindFacts, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { prepared, type Db } from '../connection.ts'

interface LedgerRow { id: string; action_item_id: string; part: string; agenda_item_id: string; decided_on: string; title: string; owner: string; helpers: string; start_on: string | null; due_on: string | null; due_text: string; repeat_text: string; closed_on: string | null; gone: 0 | 1; touched: 0 | 1; recorded_title: string; recorded_owner: string; recorded_helpers: string; recorded_start_on: string | null; recorded_due_on: string | null; recorded_repeat_text: string; recorded_line: string }

/** A line that several have to do each for themselves has an id for each, always the same. */
function idOf({ actionItemId, part }: LedgerItem): string {
  if (part === '') return actionItemId
  const hex = createHash('sha256').update(`${actionItemId} ${part}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** What of a record's words goes over into the ledger: the name of the column, and what the record says. */
const recordedColumns = [['title', 'title'], ['owner', 'owner'], ['helpers', 'helpers'], ['start_on', 'startOn'], ['due_on', 'dueOn'], ['repeat_text', 'repeatText']] as const

/**
 * Brings the ledger of 议定事项 in line with the record it follows, inside the transaction that stores the record. A new line is a new item.
 * Changed words go over while the item is open, but for what was changed in the ledger itself (a postponed day stays postponed). A line that
 * is gone takes its item with it where nobody has worked on it; else the item stays and says so. Where no line changed, nothing is read of the
 * text and nothing is written: this runs while the officer types. `whole` reads it all the same, for the projects that the text names.
 */
export function followRecord(db: Db, meeting: { id: string; kind: MeetingKind; heldOn: string; agenda: readonly AgendaItem[] }, at: string, whole = false): void {
  const known = new Map(prepared<[string], LedgerRow>(db, `SELECT id, action_item_id, part, agenda_item_id, decided_on, title, owner, helpers, start_on, due_on, due_text, repeat_text, closed_on, gone, touched,
    recorded_title, recorded_owner, recorded_helpers, recorded_start_on, recorded_due_on, recorded_repeat_text, recorded_line FROM action WHERE meeting_id = ?`).all(meeting.id).map((row) => [`${row.action_item_id} ${row.part}`, row]))
  const lines = linesOf(meeting)
  if (!whole && isFollowed([...known.values()], lines, meeting.heldOn)) return
  const hasLines = meeting.agenda.some(({ actions }) => actions.length > 0)
  for (const item of hasLines ? ledgerItemsOf(meeting, knownProjects(db)) : []) {
    const key = `${item.actionItemId} ${item.part}`
    const row = known.get(key)
    known.delete(key)
    if (row) update(db, row, item, meeting.heldOn)
    else insert(db, item, meeting, at)
    prepared(db, 'UPDATE action SET recorded_line = ? WHERE action_item_id = ? AND part = ? AND recorded_line <> ?').run(lines.get(item.actionItemId) ?? '', item.actionItemId, item.part, lines.get(item.actionItemId) ?? '')
  }
  for (const { id, touched, gone } of known.values()) {
    if (touched === 0) prepared(db, 'DELETE FROM action WHERE id = ?').run(id)
    else if (gone === 0) prepared(db, 'UPDATE action SET gone = 1 WHERE id = ?').run(id)
  }
}

/** Each line of the record that is an item, with a digest of all that it says and where it stands. */
const linesOf = ({ agenda }: { agenda: readonly AgendaItem[] }): Map<string, string> =>
  new Map(agenda.flatMap((item) => item.actions.filter(({ task, owners }) => task.trim() !== '' || owners.trim() !== '').map((row) => [row.id, createHash('sha256').update(JSON.stringify([item.id, row])).digest('hex').slice(0, 16)])))

/** Whether every line is in the ledger as it stands in the record, and nothing else is. */
function isFollowed(rows: readonly LedgerRow[], lines: ReadonlyMap<string, string>, heldOn: string): boolean {
  return rows.every((row) => row.gone === 0 && row.decided_on === heldOn && lines.get(row.action_item_id) === row.recorded_line) && new Set(rows.map((row) => row.action_item_id)).size === lines.size
}

function insert(db: Db, item: LedgerItem, { id: meetingId, kind, heldOn }: { id: string; kind: MeetingKind; heldOn: string }, at: string): void {
  const id = idOf(item)
  const { title, owner, helpers, startOn, dueOn, repeatText } = item
  prepared(db, `INSERT INTO action (id, revision, source, meeting_id, agenda_item_id, action_item_id, part, superior_unit, superior_no, title, note, owner, helpers, decided_on, start_on, due_on, due_text, repeat_text, state, reason, evidence, closed_on, confidential, sort_on, hidden,
    recorded_title, recorded_owner, recorded_helpers, recorded_start_on, recorded_due_on, recorded_repeat_text, created_at, saved_at)
    VALUES (?, 1, 'meeting', ?, ?, ?, ?, '', '', ?, '', ?, ?, ?, ?, ?, ?, ?, 'todo', '', '', NULL, ?, ?, (SELECT deleted_at IS NOT NULL FROM meeting WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)`)
    // What is decided in a talk stays in the committee.
    .run(id, meetingId, item.agendaItemId, item.actionItemId, item.part, title, owner, helpers, heldOn, startOn, dueOn, item.dueText, repeatText, kindFacts[kind].expects === 'talkers' ? 1 : 0, sortDay(heldOn, item), meetingId, title, owner, helpers, startOn, dueOn, repeatText, at, at)
  putLinks(db, id, item.links)
}

const sortDay = (decidedOn: string, { startOn, dueOn, repeatText }: Pick<LedgerItem, 'startOn' | 'dueOn' | 'repeatText'>): string => nextDayOf({ decidedOn, startOn, dueOn, repeatText }, new Set()) ?? noDay

function update(db: Db, row: LedgerRow, item: LedgerItem, heldOn: string): void {
  const sets = new Map<string, string | number | null>()
  for (const [column, said] of recordedColumns) {
    if (row[`recorded_${column}`] === item[said]) continue
    sets.set(`recorded_${column}`, item[said])
    if (row.closed_on === null && row[column] === row[`recorded_${column}`]) sets.set(column, item[said])
  }
  if (row.closed_on === null && row.due_text !== item.dueText && (sets.has('due_on') || row.due_on === row.recorded_due_on)) sets.set('due_text', item.dueText)
  if (row.agenda_item_id !== item.agendaItemId) sets.set('agenda_item_id', item.agendaItemId)
  if (row.decided_on !== heldOn) sets.set('decided_on', heldOn)
  if (row.gone === 1) sets.set('gone', 0)
  if (sets.size > 0) {
    db.prepare(`UPDATE action SET ${[...sets.keys()].map((column) => `${column} = ?`).join(', ')}, revision = revision + 1 WHERE id = ?`).run(...sets.values(), row.id)
    resort(db, row.id)
  }
  if (row.touched === 0) putLinks(db, row.id, item.links)
}

/** Writes the next day on which something of an item is due, after anything that moves it. */
export function resort(db: Db, id: string): void {
  const row = prepared<[string], { decided_on: string; start_on: string | null; due_on: string | null; repeat_text: string }>(db, 'SELECT decided_on, start_on, due_on, repeat_text FROM action WHERE id = ?').get(id)
  if (!row) return
  const handled = new Set(prepared<[string], string>(db, 'SELECT on_day FROM action_occurrence WHERE action_id = ?').pluck().all(id))
  const next = nextDayOf({ decidedOn: row.decided_on, startOn: row.start_on, dueOn: row.due_on, repeatText: row.repeat_text }, handled)
  prepared(db, 'UPDATE action SET sort_on = ? WHERE id = ?').run(next ?? noDay, id)
}

/** The newest first: of two carriers of one name the record means the one that goes on. */
export const knownProjects = (db: Db): KnownProject[] => prepared<[], KnownProject>(db, 'SELECT id, title AS name FROM project WHERE deleted_at IS NULL ORDER BY closed_on IS NOT NULL, row DESC').all()

/** The projects that a record ties an item to; a name that no project has yet is kept until one has it. */
function putLinks(db: Db, id: string, links: readonly ProjectLink[]): void {
  const known = prepared<[string], string>(db, 'SELECT name FROM action_link WHERE action_id = ?').pluck().all(id)
  for (const name of known) if (!links.some((link) => link.name === name)) prepared(db, 'DELETE FROM action_link WHERE action_id = ? AND name = ?').run(id, name)
  for (const { id: projectId, name } of links) if (!known.includes(name)) prepared(db, 'INSERT INTO action_link (action_id, name, project_id) VALUES (?, ?, ?)').run(id, name, projectId)
}

/** Gives a project the items that were decided for it before it was entered. */
export function linkWaitingActions(db: Db, { id, title }: { id: string; title: string }): void {
  prepared(db, 'UPDATE action_link SET project_id = ? WHERE project_id IS NULL AND (instr(?, name) > 0 OR instr(name, ?) > 0)').run(id, title, title)
}
