import { meetingName, sitting, type OperationAct, type OperationWay } from '../../shared/domain/journal.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import { captureThing, markOfThing, notThere, type ThingRef } from './journalThings.ts'
import { insertRows, manyRows, type ManyRows } from './manyRows.ts'

/** One act of the officer, before it is done. */
export interface NewOperation {
  /** A new id; not used where the act joins the one before. */
  id: string
  act: OperationAct
  /** The record it belongs to: a meeting for its 纪要, attachments and photos too; null for what has many. */
  entityId: string | null
  stamp: Stamp
  /** Asked after the change: how the things are called then. */
  name: () => string
  /** How many things, where the words tell it. */
  count?: () => number
  /** Everything that is known beforehand to change. */
  things?: readonly ThingRef[]
  /** Acts on the same record that this one joins while their sitting lasts, and while nothing else changed the things. */
  joins?: readonly [OperationAct, OperationAct?]
  /** For an undo: what it takes back. */
  way?: OperationWay
  undoes?: string
}

const keyOf = ({ kind, id }: ThingRef): string => `${kind} ${id}`

/** `after`: its mark after the act, where that is known without a look. */
interface Before { ref: ThingRef; mark: string; state: string | null; after?: string }

/**
 * What an act tells of its things: `touch` before one is changed or made; `made`, in its place, of one that was not there and now has this mark;
 * `madeMany` of thousands that this act does not change again, whose rows of operation_change are written when the row of the act is known.
 */
export type Touch = ((ref: ThingRef) => void) & { made(ref: ThingRef, mark: string): void; madeMany(write: (operationRow: number) => void): void }

/**
 * Does one act of the officer and writes it into the journal with what was there before it, so that it can be undone as one, however many
 * things it changes. Runs inside the transaction of the change: where that is rolled back, nothing was done and nothing is told.
 * `change` gets `touch`, to be called for each thing before it is changed or made (`things` are touched already); an importer touches
 * every person it changes. Of a thing that it makes it may say the mark instead (`touch.made`), and nothing is read of it: a roster makes thousands.
 * What turns out not to have changed is not told; an act without things is told and cannot be undone.
 * Of a sitting only the state before its first save is read and kept, since saving must cost what a save costs.
 */
export function recordOperation<R>(db: Db, operation: NewOperation, change: (touch: Touch) => R): R {
  const marks = new Map((operation.things ?? []).map((ref) => [keyOf(ref), markOfThing(db, ref)]))
  const joined = operation.joins ? openSitting(db, operation, operation.joins, marks) : null
  const touched = new Map<string, Before>()
  const touchOne = (ref: ThingRef): void => {
    const key = keyOf(ref)
    const known = touched.get(key)
    // Made by this act and now changed by it: what it becomes is looked at in the end.
    if (known) delete known.after
    else touched.set(key, { ref, mark: marks.get(key) ?? markOfThing(db, ref), state: joined?.keys.has(key) ? null : captureThing(db, ref) })
  }
  const many: ((operationRow: number) => void)[] = []
  const touch = Object.assign(touchOne, {
    made: (ref: ThingRef, after: string): void => { touched.set(keyOf(ref), { ref, mark: notThere, state: null, after }) },
    madeMany: (write: (operationRow: number) => void): void => { many.push(write) },
  })
  operation.things?.forEach(touch)
  const result = change(touch)

  const changed = [...touched].map(([key, before]) => ({ key, ...before, after: before.after ?? markOfThing(db, before.ref) })).filter(({ mark, after }) => mark !== after)
  if (touched.size > 0 && changed.length === 0 && many.length === 0) return result
  const row = joined ? goOn(db, joined.row, operation) : begin(db, operation)
  const [again, first] = [changed.filter(({ key }) => joined?.keys.has(key)), changed.filter(({ key }) => !joined?.keys.has(key))]
  for (const { ref, after } of again) prepared(db, 'UPDATE operation_change SET mark = ? WHERE operation_row = ? AND kind = ? AND thing_id = ?').run(after, row, ref.kind, ref.id)
  insertRows(db, 'operation_change', ['operation_row', 'kind', 'thing_id', 'mark_before', 'mark'], first.map(({ ref, mark, after }) => [row, ref.kind, ref.id, mark, after]))
  // What was not there has no state: no row says so as well as an empty one.
  insertRows(db, 'operation_before', ['operation_row', 'kind', 'thing_id', 'state'], first.flatMap(({ ref, state }) => (state === null ? [] : [[row, ref.kind, ref.id, state]])))
  for (const write of many) write(row)
  return result
}

/** The rows of operation_change, but for that of the act, of things that were not there and now have these marks. */
export const rowsOfMade = (kind: ThingRef['kind'], made: readonly { id: string; mark: string }[]): ManyRows =>
  manyRows('operation_change', ['kind', 'thing_id', 'mark_before', 'mark'], made.map(({ id, mark }) => [kind, id, notThere, mark]))

interface SittingRow { row: number; at: string; who: string; kind: ThingRef['kind']; id: string; mark: string }

/** The act of a sitting that still goes on; null where it is over, or where one of its things was changed by something else. */
function openSitting(db: Db, { entityId, stamp }: NewOperation, joins: readonly [OperationAct, OperationAct?], marks: ReadonlyMap<string, string>): { row: number; keys: Set<string> } | null {
  const found = prepared<[string | null, string, string], SittingRow>(db, `SELECT o.row, o.at, o.who, c.kind, c.thing_id AS id, c.mark FROM operation_change c JOIN operation o ON o.row = c.operation_row WHERE c.operation_row =
    (SELECT row FROM operation WHERE entity_id = ? AND way = 'do' AND undone_at IS NULL AND act IN (?, ?) ORDER BY row DESC LIMIT 1)`).all(entityId, joins[0], joins[1] ?? '')
  const [last] = found
  if (!last || last.who !== stamp.who) return null
  const since = Date.parse(stamp.at) - Date.parse(last.at)
  if (since < 0 || since >= sitting) return null
  const keys = new Set<string>()
  for (const { kind, id, mark } of found) {
    const key = keyOf({ kind, id })
    if (mark !== (marks.get(key) ?? mark)) return null
    keys.add(key)
  }
  return { row: last.row, keys }
}

function goOn(db: Db, row: number, { stamp, name, count }: NewOperation): number {
  prepared(db, 'UPDATE operation SET last_at = ?, times = times + 1, name = ?, count = count + ? WHERE row = ?').run(stamp.at, name(), count?.() ?? 0, row)
  return row
}

function begin(db: Db, { id, act, entityId, stamp, name, count, way = 'do', undoes }: NewOperation): number {
  return Number(db.prepare('INSERT INTO operation (id, at, last_at, times, who, act, way, name, count, entity_id, undoes) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)')
    .run(id, stamp.at, stamp.at, stamp.who, act, way, name(), count?.() ?? 0, entityId, undoes ?? null).lastInsertRowid)
}

export interface StoredOperation { row: number; id: string; at: string; lastAt: string; times: number; who: string; act: OperationAct; way: OperationWay; name: string; count: number; entityId: string | null; undoes: string | null; undoneAt: string | null }
const columns = 'row, id, at, last_at AS lastAt, times, who, act, way, name, count, entity_id AS entityId, undoes, undone_at AS undoneAt'

export const findOperation = (db: Db, id: string): StoredOperation | null => db.prepare<[string], StoredOperation>(`SELECT ${columns} FROM operation WHERE id = ?`).get(id) ?? null

/** The newest act of a kind that still stands. */
export const lastOfAct = (db: Db, act: OperationAct): StoredOperation | null =>
  db.prepare<[string], StoredOperation>(`SELECT ${columns} FROM operation WHERE act = ? AND way <> 'undo' AND undone_at IS NULL ORDER BY row DESC LIMIT 1`).get(act) ?? null

/** Newest first, after the one with the id `before`. */
export const listOperations = (db: Db, before: string | undefined, limit: number): StoredOperation[] =>
  db.prepare<[string | null, number], StoredOperation>(`SELECT ${columns} FROM operation WHERE row < coalesce((SELECT row FROM operation WHERE id = ?), 9223372036854775807) ORDER BY row DESC LIMIT ?`).all(before ?? null, limit)

export interface StoredChange extends ThingRef { markBefore: string; mark: string }
export const changesOf = (db: Db, row: number): StoredChange[] =>
  db.prepare<[number], StoredChange>('SELECT kind, thing_id AS id, mark_before AS markBefore, mark FROM operation_change WHERE operation_row = ?').all(row)

/** What was there before the act, as JSON; null where there was nothing. */
export const stateBefore = (db: Db, row: number, { kind, id }: ThingRef): string | null =>
  prepared<[number, string, string], string | null>(db, 'SELECT state FROM operation_before WHERE operation_row = ? AND kind = ? AND thing_id = ?').pluck().get(row, kind, id) ?? null

/** The newest act after `row` that changed the thing, or its record, and still stands. */
export const laterOperation = (db: Db, row: number, thingId: string): StoredOperation | null =>
  db.prepare<[string, number, string, number], StoredOperation>(`SELECT ${columns} FROM operation WHERE undone_at IS NULL AND row IN (
    SELECT row FROM operation WHERE entity_id = ? AND row > ? UNION SELECT operation_row FROM operation_change WHERE thing_id = ? AND operation_row > ?) ORDER BY row DESC LIMIT 1`).get(thingId, row, thingId, row) ?? null

/** The newest act that left the thing as it is now, with this mark, and still stands. */
export const lastWithMark = (db: Db, thingId: string, mark: string): StoredOperation | null =>
  db.prepare<[string, string], StoredOperation>(`SELECT ${columns} FROM operation WHERE row IN (SELECT operation_row FROM operation_change WHERE thing_id = ? AND mark = ?) AND undone_at IS NULL ORDER BY row DESC LIMIT 1`).get(thingId, mark) ?? null

/** Notes an act as taken back, or as standing again. */
export function setUndone(db: Db, id: string, at: string | null): void {
  db.prepare('UPDATE operation SET undone_at = ? WHERE id = ?').run(at, id)
}

/** After an undo the thing is what it was, but a record has another revision: every act that left it like that has left it like this. */
export function renameMark(db: Db, thingId: string, from: string, to: string): void {
  prepared(db, 'UPDATE operation_change SET mark = CASE mark WHEN ? THEN ? ELSE mark END, mark_before = CASE mark_before WHEN ? THEN ? ELSE mark_before END WHERE thing_id = ? AND (mark = ? OR mark_before = ?)')
    .run(from, to, from, to, thingId, from, from)
}

/** How the journal calls a record; also one in the 回收站. */
export function nameOfMeeting(db: Db, id: string): string {
  const row = db.prepare<[string], { kind: MeetingKind; title: string }>('SELECT kind, title FROM meeting WHERE id = ?').get(id)
  return row ? meetingName(row) : '一次会议'
}
