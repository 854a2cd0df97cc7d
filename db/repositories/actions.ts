import { listOfAction, noDay, openOccurrences, recentDays, type ActionFull, type ActionGrouping, type ActionQuery, type ActionRow, type ActionSource, type ActionState } from '../../shared/domain/action.ts'
import { assertNever } from '../../shared/domain/assertNever.ts'
import { sundayOf } from '../../shared/domain/action.ts'
import { addDays } from '../../shared/domain/dates.ts'
import type { AttachmentMedia } from '../../shared/domain/attachment.ts'
import { namesIn } from '../../shared/domain/meeting.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { reminderDayOf } from '../../shared/domain/reminderDay.ts'
import { prepared, type Db } from '../connection.ts'
import { resort } from './actionLedger.ts'
import type { Stamp } from './audit.ts'
import type { WholeTable } from './wholeRows.ts'

/** An item with everything that belongs to it, for the journal. */
export const actionTables: WholeTable = { table: 'action', parts: ['action_link', 'action_progress', 'action_postponement', 'action_step', 'action_occurrence', 'action_file'].map((table) => ({ table, where: 'action_id = ?' })) }

interface Row {
  id: string; revision: number; source: ActionSource; title: string; owner: string; helpers: string; decided_on: string; start_on: string | null; due_on: string | null; due_text: string; repeat_text: string; state: ActionState; closed_on: string | null
  confidential: 0 | 1; sort_on: string; gone: 0 | 1; superior_unit: string; superior_no: string; note: string; reason: string; evidence: string; agenda_item_id: string | null; saved_at: string
  meeting_id: string | null; meeting_kind: MeetingKind | null; meeting_title: string | null; held_on: string | null; postponed: number; files: number
}
const columns = `a.id, a.revision, a.source, a.title, a.owner, a.helpers, a.decided_on, a.start_on, a.due_on, a.due_text, a.repeat_text, a.state, a.closed_on, a.confidential, a.sort_on, a.gone, a.superior_unit, a.superior_no, a.note, a.reason, a.evidence, a.agenda_item_id, a.saved_at,
  a.meeting_id, m.kind AS meeting_kind, m.title AS meeting_title, m.held_on,
  (SELECT count(*) FROM action_postponement p WHERE p.action_id = a.id) AS postponed, (SELECT count(*) FROM action_file f WHERE f.action_id = a.id AND f.deleted_at IS NULL) AS files`
const from = 'FROM action a LEFT JOIN meeting m ON m.id = a.meeting_id'

const handledOf = (db: Db, id: string): Set<string> => new Set(prepared<[string], string>(db, 'SELECT on_day FROM action_occurrence WHERE action_id = ?').pluck().all(id))
const projectsOf = (db: Db, id: string): ActionRow['projects'] =>
  prepared<[string], { id: string | null; title: string }>(db, `SELECT p.id, coalesce(p.title, l.name) AS title FROM action_link l LEFT JOIN project p ON p.id = l.project_id AND p.deleted_at IS NULL WHERE l.action_id = ? ORDER BY l.name`).all(id)

/** Some items, by their ids. */
export function rowsById(db: Db, ids: readonly string[], today: string): Map<string, ActionRow> {
  const found = prepared<[string], Row>(db, `SELECT ${columns} ${from} WHERE a.id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(ids))
  return new Map(found.map((row) => [row.id, fromRow(db, row, today)]))
}

function fromRow(db: Db, row: Row, today: string): ActionRow {
  const nextOn = row.sort_on === noDay ? null : row.sort_on
  const timed = { decidedOn: row.decided_on, startOn: row.start_on, dueOn: row.due_on, repeatText: row.repeat_text }
  const isOpen = row.closed_on === null
  return {
    id: row.id, revision: row.revision, source: row.source, title: row.title, owner: row.owner, helpers: namesIn(row.helpers), decidedOn: row.decided_on, startOn: row.start_on, dueOn: row.due_on, repeatText: row.repeat_text,
    state: row.state, closedOn: row.closed_on, confidential: row.confidential === 1, nextOn, remindOn: nextOn === null || !isOpen ? null : reminderDayOf(nextOn), list: isOpen ? listOfAction(nextOn, today) : null,
    missed: isOpen && row.repeat_text !== '' ? openOccurrences(timed, handledOf(db, row.id), today).length : 0,
    postponed: row.postponed, files: row.files, gone: row.gone === 1, superiorUnit: row.superior_unit, superiorNo: row.superior_no, projects: projectsOf(db, row.id),
    meeting: row.meeting_id === null || row.meeting_kind === null ? null : { id: row.meeting_id, kind: row.meeting_kind, title: row.meeting_title ?? '', heldOn: row.held_on ?? '' },
  }
}

/** Which index a filter walks, in which order, and what of it belongs to the filter. */
export function walkOf(filter: ActionQuery['filter'], today: string): { key: 'sort_on' | 'closed_on' | 'decided_on'; newest: boolean; where: string; values: string[] } {
  const open = 'a.closed_on IS NULL AND a.hidden = 0'
  const part = (where: string, ...values: string[]) => ({ key: 'sort_on' as const, newest: false, where: `${open}${where}`, values })
  switch (filter) {
    case 'open': return part('')
    case 'overdue': return part(' AND a.sort_on < ?', today)
    case 'today': return part(' AND a.sort_on = ?', today)
    case 'week': return part(' AND a.sort_on > ? AND a.sort_on <= ?', today, sundayOf(today))
    case 'later': return part(' AND a.sort_on > ? AND a.sort_on < ?', sundayOf(today), noDay)
    case 'undated': return part(' AND a.sort_on = ?', noDay)
    case 'done': return { key: 'closed_on', newest: true, where: 'a.closed_on IS NOT NULL AND a.hidden = 0', values: [] }
    case 'all': return { key: 'decided_on', newest: true, where: 'a.hidden = 0', values: [] }
    default: return assertNever(filter)
  }
}

export function narrowed({ owner, meeting, project, source, state, text, hideConfidential, group }: Omit<ActionQuery, 'filter' | 'after' | 'limit'>, today: string): { where: string; values: string[] } {
  const parts: string[] = []
  const values: string[] = []
  const add = (part: string, ...given: string[]) => { parts.push(` AND ${part}`); values.push(...given) }
  if (owner !== undefined) add(`(a.owner = ? OR instr('、' || a.helpers || '、', '、' || ? || '、') > 0)`, owner, owner)
  if (meeting !== undefined) add('a.meeting_id = ?', meeting)
  if (project !== undefined) add('EXISTS (SELECT 1 FROM action_link l WHERE l.action_id = a.id AND l.project_id = ?)', project)
  if (source !== undefined) add('a.source = ?', source)
  if (state !== undefined) add('a.state = ?', state)
  if (hideConfidential) add('a.confidential = 0')
  if (text !== '') add('(instr(a.title, ?) > 0 OR instr(a.owner, ?) > 0 OR instr(a.helpers, ?) > 0 OR instr(a.superior_unit, ?) > 0 OR instr(a.superior_no, ?) > 0)', text, text, text, text, text)
  if (group !== undefined) {
    add(`${keyOf[group.by]} = ?`, group.key)
    if (group.by === 'state' && (group.key === 'done' || group.key === 'cancelled')) add('a.closed_on >= ?', addDays(today, -recentDays))
  }
  return { where: parts.join(''), values }
}
/** The group in which an item stands. Of several projects it is the first by name. */
export const keyOf: Record<ActionGrouping, string> = {
  state: 'a.state', owner: 'a.owner', meeting: 'coalesce(a.meeting_id, a.source)',
  project: `coalesce((SELECT p.id FROM action_link l JOIN project p ON p.id = l.project_id AND p.deleted_at IS NULL WHERE l.action_id = a.id ORDER BY l.name LIMIT 1), '')`,
}

/** Keyset paging along one index: the last page is as quick as the first. Open ones by their next day, closed ones and all newest first. */
export function listActions(db: Db, q: ActionQuery, today: string): ActionRow[] {
  const walk = walkOf(q.filter, today)
  const more = narrowed(q, today)
  const order = walk.newest ? 'DESC' : 'ASC'
  const after = q.after ? ` AND (a.${walk.key}, a.id) ${walk.newest ? '<' : '>'} (?, ?)` : ''
  return prepared<(string | number)[], Row>(db, `SELECT ${columns} ${from} WHERE ${walk.where}${more.where}${after} ORDER BY a.${walk.key} ${order}, a.id ${order} LIMIT ?`)
    .all(...walk.values, ...more.values, ...(q.after ? [q.after.key, q.after.id] : []), q.limit).map((row) => fromRow(db, row, today))
}

/** By what the next page goes on after a row. */
export const keyOfRow = (filter: ActionQuery['filter'], row: ActionRow): string => (filter === 'done' ? row.closedOn ?? noDay : filter === 'all' ? row.decidedOn : row.nextOn ?? noDay)

export interface ActionCounts { overdue: number; today: number; week: number; later: number; undated: number; done: number }
/** How many stand in each list, under the same further conditions. */
export function countActions(db: Db, q: ActionQuery, today: string): ActionCounts {
  const more = narrowed(q, today)
  const sunday = sundayOf(today)
  const open = prepared<string[], Omit<ActionCounts, 'done'>>(db, `SELECT total(a.sort_on < ?) AS overdue, total(a.sort_on = ?) AS today, total(a.sort_on > ? AND a.sort_on <= ?) AS week,
    total(a.sort_on > ? AND a.sort_on < '${noDay}') AS later, total(a.sort_on = '${noDay}') AS undated FROM action a INDEXED BY action_open WHERE a.closed_on IS NULL AND a.hidden = 0${more.where}`).get(today, today, today, sunday, sunday, ...more.values)
  const done = prepared<string[], number>(db, `SELECT count(*) FROM action a INDEXED BY action_closed WHERE a.closed_on IS NOT NULL AND a.hidden = 0${more.where}`).pluck().get(...more.values) ?? 0
  return { ...(open ?? { overdue: 0, today: 0, week: 0, later: 0, undated: 0 }), done }
}

/** Everybody who is responsible for something open, with how much; who has most comes first. */
export const ownersOfOpen = (db: Db): { owner: string; open: number }[] =>
  prepared<[], { owner: string; open: number }>(db, `SELECT owner, count(*) AS open FROM action WHERE closed_on IS NULL AND hidden = 0 AND owner <> '' GROUP BY owner ORDER BY open DESC, owner`).all()

/** Null where there is none, or where its meeting is in the 回收站. */
export function findActionRow(db: Db, id: string, today: string): ActionRow | null {
  const row = prepared<[string], Row>(db, `SELECT ${columns} ${from} WHERE a.id = ? AND a.hidden = 0`).get(id)
  return row ? fromRow(db, row, today) : null
}

interface FileRow { id: string; name: string; media: AttachmentMedia; size: number; addedAt: string; who: string }
export const filesOfAction = (db: Db, id: string): FileRow[] =>
  db.prepare<[string], FileRow>('SELECT id, name, media, size, added_at AS addedAt, who FROM action_file WHERE action_id = ? AND deleted_at IS NULL ORDER BY row').all(id)

export function findAction(db: Db, id: string, today: string): ActionFull | null {
  const row = prepared<[string], Row>(db, `SELECT ${columns} ${from} WHERE a.id = ? AND a.hidden = 0`).get(id)
  if (!row) return null
  const handled = db.prepare<[string], { on: string; state: 'done' | 'skipped'; note: string }>('SELECT on_day AS "on", state, note FROM action_occurrence WHERE action_id = ? ORDER BY on_day').all(id)
  const days = new Set(handled.map(({ on }) => on))
  const open = openOccurrences({ decidedOn: row.decided_on, startOn: row.start_on, dueOn: row.due_on, repeatText: row.repeat_text }, days, row.sort_on === noDay || row.sort_on < today ? today : row.sort_on)
  return {
    ...fromRow(db, row, today), note: row.note, reason: row.reason, evidence: row.evidence, dueText: row.due_text, agendaItemId: row.agenda_item_id,
    agendaTitle: row.agenda_item_id === null ? '' : db.prepare<[string], string>('SELECT title FROM agenda_item WHERE id = ?').pluck().get(row.agenda_item_id) ?? '',
    occurrences: [...handled, ...open.map((on) => ({ on, state: 'open' as const, note: '' }))].sort((a, b) => (a.on < b.on ? -1 : 1)),
    progress: db.prepare<[string], ActionFull['progress'][number]>('SELECT id, on_day AS "on", text, at, who FROM action_progress WHERE action_id = ? ORDER BY on_day, id').all(id),
    postponements: db.prepare<[string], ActionFull['postponements'][number]>('SELECT from_due AS "from", to_due AS "to", reason, at, who FROM action_postponement WHERE action_id = ? ORDER BY id').all(id),
    steps: db.prepare<[string], ActionFull['steps'][number]>('SELECT on_day AS "on", state, note, at, who FROM action_step WHERE action_id = ? ORDER BY on_day, id').all(id),
    evidenceFiles: filesOfAction(db, id),
  }
}

/** What the officer wrote, in columns. */
export interface WrittenAction { id: string; source: ActionSource; superiorUnit: string; superiorNo: string; title: string; note: string; owner: string; helpers: string; startOn: string | null; dueOn: string | null; repeatText: string; confidential: boolean; projects: readonly string[] }

/** A new item that no meeting decided. */
export function insertAction(db: Db, a: WrittenAction, decidedOn: string, { at }: Stamp): void {
  prepared(db, `INSERT INTO action (id, revision, source, part, superior_unit, superior_no, title, note, owner, helpers, decided_on, start_on, due_on, due_text, repeat_text, state, reason, evidence, confidential, sort_on, touched, recorded_title, recorded_owner, recorded_helpers, recorded_repeat_text, created_at, saved_at)
    VALUES (?, 1, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 'todo', '', '', ?, ?, 1, '', '', '', '', ?, ?)`)
    .run(a.id, a.source, a.superiorUnit, a.superiorNo, a.title, a.note, a.owner, a.helpers, decidedOn, a.startOn, a.dueOn, a.repeatText, a.confidential ? 1 : 0, noDay, at, at)
  linkProjects(db, a.id, a.projects)
  resort(db, a.id)
}

export function updateAction(db: Db, a: WrittenAction, stamp: Stamp): void {
  prepared(db, 'UPDATE action SET superior_unit = ?, superior_no = ?, title = ?, note = ?, owner = ?, helpers = ?, start_on = ?, due_on = ?, repeat_text = ?, confidential = ? WHERE id = ?')
    .run(a.superiorUnit, a.superiorNo, a.title, a.note, a.owner, a.helpers, a.startOn, a.dueOn, a.repeatText, a.confidential ? 1 : 0, a.id)
  linkProjects(db, a.id, a.projects)
  touched(db, a.id, stamp)
}

/** Puts the projects of an item; a name that no project has yet stays until one has it. */
function linkProjects(db: Db, id: string, projects: readonly string[]): void {
  prepared(db, 'DELETE FROM action_link WHERE action_id = ? AND project_id IS NOT NULL AND project_id NOT IN (SELECT value FROM json_each(?))').run(id, JSON.stringify(projects))
  for (const projectId of projects) addProject(db, id, projectId)
}
/** Answers whether the item was not in the project before. */
export function addProject(db: Db, id: string, projectId: string): boolean {
  if (prepared(db, 'SELECT 1 FROM action_link WHERE action_id = ? AND project_id = ?').get(id, projectId) !== undefined) return false
  return prepared(db, 'INSERT INTO action_link (action_id, name, project_id) SELECT ?, title, id FROM project WHERE id = ? ON CONFLICT (action_id, name) DO UPDATE SET project_id = excluded.project_id').run(id, projectId).changes > 0
}

/** After every act on an item: its next day is written anew and its revision rises; from now on the record does not take it away. */
function touched(db: Db, id: string, { at }: Stamp): void {
  prepared(db, 'UPDATE action SET revision = revision + 1, touched = 1, saved_at = ? WHERE id = ?').run(at, id)
  resort(db, id)
}

export interface Step { id: string; on: string; state: ActionState; reason: string; evidence: string | undefined }
export function setActionState(db: Db, actionId: string, { id, on, state, reason, evidence }: Step, stamp: Stamp): void {
  const closed = state === 'done' || state === 'cancelled'
  prepared(db, 'UPDATE action SET state = ?, closed_on = ?, reason = ?, evidence = coalesce(?, evidence) WHERE id = ?').run(state, closed ? on : null, state === 'cancelled' ? reason : '', evidence ?? null, actionId)
  prepared(db, 'INSERT INTO action_step (id, action_id, on_day, state, note, at, who) VALUES (?, ?, ?, ?, ?, ?, ?)').run(id, actionId, on, state, state === 'done' ? evidence ?? '' : reason, stamp.at, stamp.who)
  touched(db, actionId, stamp)
}

export function postponeAction(db: Db, actionId: string, { id, dueOn, reason, on }: { id: string; dueOn: string; reason: string; on: string }, stamp: Stamp): void {
  prepared(db, 'INSERT INTO action_postponement (id, action_id, from_due, to_due, reason, on_day, at, who) SELECT ?, id, due_on, ?, ?, ?, ?, ? FROM action WHERE id = ?').run(id, dueOn, reason, on, stamp.at, stamp.who, actionId)
  prepared(db, `UPDATE action SET due_on = ?, due_text = '' WHERE id = ?`).run(dueOn, actionId)
  touched(db, actionId, stamp)
}

export function addActionProgress(db: Db, actionId: string, { id, on, text }: { id: string; on: string; text: string }, stamp: Stamp): void {
  prepared(db, 'INSERT INTO action_progress (id, action_id, on_day, text, at, who) VALUES (?, ?, ?, ?, ?, ?)').run(id, actionId, on, text, stamp.at, stamp.who)
  touched(db, actionId, stamp)
}
export const actionOfProgress = (db: Db, id: string): string | undefined => db.prepare<[string], string>('SELECT action_id FROM action_progress WHERE id = ?').pluck().get(id)
export function removeProgress(db: Db, actionId: string, id: string, stamp: Stamp): void {
  db.prepare('DELETE FROM action_progress WHERE id = ?').run(id)
  touched(db, actionId, stamp)
}

/** `state` open takes back what was noted about these days. */
export function setOccurrences(db: Db, actionId: string, days: readonly string[], state: 'open' | 'done' | 'skipped', note: string, stamp: Stamp): void {
  for (const on of days) {
    prepared(db, 'DELETE FROM action_occurrence WHERE action_id = ? AND on_day = ?').run(actionId, on)
    if (state !== 'open') prepared(db, 'INSERT INTO action_occurrence (action_id, on_day, state, note, at, who) VALUES (?, ?, ?, ?, ?, ?)').run(actionId, on, state, note, stamp.at, stamp.who)
  }
  touched(db, actionId, stamp)
}

export function setOwner(db: Db, actionId: string, owner: string, stamp: Stamp): void {
  prepared(db, 'UPDATE action SET owner = ? WHERE id = ?').run(owner, actionId)
  touched(db, actionId, stamp)
}
export function setConfidential(db: Db, actionId: string, confidential: boolean, stamp: Stamp): void {
  prepared(db, 'UPDATE action SET confidential = ? WHERE id = ?').run(confidential ? 1 : 0, actionId)
  touched(db, actionId, stamp)
}
export function setProject(db: Db, actionId: string, projectId: string, stamp: Stamp): void {
  if (addProject(db, actionId, projectId)) touched(db, actionId, stamp)
}

export interface StoredActionFile { id: string; actionId: string; name: string; media: AttachmentMedia; sha256: string; isDeleted: boolean }
export function findActionFile(db: Db, id: string): StoredActionFile | null {
  const row = db.prepare<[string], Omit<StoredActionFile, 'isDeleted'> & { deleted: 0 | 1 }>('SELECT id, action_id AS actionId, name, media, sha256, deleted_at IS NOT NULL AS deleted FROM action_file WHERE id = ?').get(id)
  if (!row) return null
  const { deleted, ...file } = row
  return { ...file, isDeleted: deleted === 1 }
}
/** The file of an item with this content, deleted or not. */
export const fileWithContent = (db: Db, actionId: string, sha256: string): string | undefined => db.prepare<[string, string], string>('SELECT id FROM action_file WHERE action_id = ? AND sha256 = ?').pluck().get(actionId, sha256)
export function putActionFile(db: Db, actionId: string, f: { id: string; name: string; media: AttachmentMedia; size: number; sha256: string }, stamp: Stamp): void {
  db.prepare('INSERT INTO action_file (id, action_id, name, media, size, sha256, added_at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(f.id, actionId, f.name, f.media, f.size, f.sha256, stamp.at, stamp.who)
  touched(db, actionId, stamp)
}
export function setActionFileDeleted(db: Db, { id, actionId }: Pick<StoredActionFile, 'id' | 'actionId'>, deleted: boolean, stamp: Stamp): void {
  db.prepare('UPDATE action_file SET deleted_at = ? WHERE id = ?').run(deleted ? stamp.at : null, id)
  touched(db, actionId, stamp)
}
