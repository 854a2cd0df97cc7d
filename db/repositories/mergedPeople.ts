import { fieldCodes, type MemberFieldValues } from '../../shared/domain/memberFields.ts'
import { strongerMark } from '../../shared/domain/duplicates.ts'
import type { AttendanceState } from '../../shared/domain/meeting.ts'
import type { Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import { findFields, putFields } from './personFields.ts'

/**
 * Two people of whom one goes into the other. As a thing of the journal its id is both ids, of who stays first. Every table that refers to a person is
 * asked for by its foreign keys, so that one which a later version adds is not forgotten.
 */
export const mergeId = (keepId: string, goneId: string): string => `${keepId} ${goneId}`

type Value = string | number | null
type Row = Record<string, Value>
interface PersonRow { row: number; id: string; name: string; created_at: string }
/** Both people with every row that belongs to them. */
export interface CapturedPair { people: PersonRow[]; rows: Record<string, Row[]> }

interface Reference { table: string; columns: string[]; key: string[] }
/** History stays for good: an undo brings its rows back to whose they were, and deletes none. */
const history = 'person_edit'

function references(db: Db): Reference[] {
  const found = db.prepare<[], { table: string; column: string }>(`SELECT s.name AS "table", f."from" AS "column" FROM main.sqlite_schema s, pragma_foreign_key_list(s.name) f WHERE s.type = 'table' AND f."table" = 'person' ORDER BY 1, 2`).all()
  return [...Map.groupBy(found, ({ table }) => table)].map(([table, rows]) => ({
    table, columns: rows.map(({ column }) => column),
    key: db.prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table),
  }))
}

const idsOf = (id: string): [string, string] => {
  const [keep = '', gone = ''] = id.split(' ')
  return [keep, gone]
}

function rowsOf(db: Db, { table, columns, key }: Reference, ids: readonly string[]): Row[] {
  const marks = ids.map(() => '?').join(', ')
  return db.prepare<string[], Row>(`SELECT * FROM ${table} WHERE ${columns.map((column) => `${column} IN (${marks})`).join(' OR ')} ORDER BY ${key.join(', ')}`).all(...columns.flatMap(() => ids))
}

export function capturePair(db: Db, id: string): CapturedPair | null {
  const ids = idsOf(id)
  const people = db.prepare<[string, string], PersonRow>('SELECT row, id, name, created_at FROM person WHERE id IN (?, ?) ORDER BY id').all(...ids)
  if (people.length === 0) return null
  return { people, rows: Object.fromEntries(references(db).map((reference) => [reference.table, rowsOf(db, reference, ids)])) }
}

/** What tells whether anything about the two changed: their history grows by an undo, and their place in the order of entering may be another. */
export function comparedPair(db: Db, id: string): unknown {
  const pair = capturePair(db, id)
  return pair && { people: pair.people.map(({ id: each, name }) => [each, name]), rows: { ...pair.rows, [history]: [] } }
}

/**
 * Makes both what they were when they were captured. Rows are changed in place where they are still there, since other rows may hang on them.
 * Inside the caller's transaction.
 */
export function putPair(db: Db, id: string, state: CapturedPair | null, { who, at }: Stamp): void {
  if (state === null) return
  const ids = idsOf(id)
  const before = new Map(ids.map((each) => [each, findFields(db, each)]))
  db.pragma('defer_foreign_keys = ON')
  // Names and ID numbers are unique, and may go from one of the two to the other.
  db.prepare('UPDATE person SET name = id WHERE id IN (?, ?)').run(...ids)
  db.prepare('UPDATE person_file SET id_number = NULL WHERE person_id IN (?, ?)').run(...ids)
  for (const { row, id: each, name, created_at: createdAt } of state.people) {
    const taken = db.prepare('SELECT 1 FROM person WHERE row = ? AND id <> ?').get(row, each) !== undefined
    db.prepare('INSERT INTO person (row, id, name, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name').run(taken ? null : row, each, name, createdAt)
  }
  for (const reference of references(db)) {
    const rows = state.rows[reference.table] ?? []
    const keyOf = (row: Row) => JSON.stringify(reference.key.map((column) => row[column]))
    const kept = new Set(rows.map(keyOf))
    if (reference.table !== history) {
      for (const row of rowsOf(db, reference, ids)) if (!kept.has(keyOf(row))) db.prepare(`DELETE FROM ${reference.table} WHERE ${reference.key.map((column) => `${column} = ?`).join(' AND ')}`).run(...reference.key.map((column) => row[column] ?? null))
    }
    for (const row of rows) upsert(db, reference, row)
  }
  for (const each of ids) if (!state.people.some((person) => person.id === each)) db.prepare('DELETE FROM person WHERE id = ?').run(each)
  const note = db.prepare(`INSERT INTO person_edit (person_id, field, before, after, at, who, way) VALUES (?, ?, ?, ?, ?, ?, 'undo')`)
  for (const { id: each } of state.people) {
    const [was, is] = [before.get(each) ?? {}, findFields(db, each)]
    // Of somebody who was not there before the undo nothing changed: their file is what it was.
    if (Object.keys(was).length > 0) for (const code of fieldCodes) if (was[code] !== is[code]) note.run(each, code, was[code] ?? null, is[code] ?? null, at, who)
  }
}

function upsert(db: Db, { table, key }: Reference, row: Row): void {
  const names = Object.keys(row)
  const others = names.filter((name) => !key.includes(name))
  db.prepare(`INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (${key.join(', ')}) DO ${others.length === 0 ? 'NOTHING' : `UPDATE SET ${others.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`}`)
    .run(...Object.values(row))
}

/** Tables with rules of their own for what of two stays; of the others each row comes over, unless who stays has the same. */
const ownRules = ['person_file', 'person_change', 'attendance', 'person_apart']

interface Mark { meeting_id: string; state: AttendanceState }
/** The marks of somebody, by meeting. */
export const listMarks = (db: Db, personId: string): Map<string, AttendanceState> =>
  new Map(db.prepare<[string], Mark>('SELECT meeting_id, state FROM attendance WHERE person_id = ?').all(personId).map(({ meeting_id: meeting, state }) => [meeting, state]))

/**
 * Lets one person go into another: fields as given, dated changes united (on the same day those of who stays hold), marks re-pointed, of two in
 * one meeting the stronger. Inside the caller's transaction, as one act of the journal that captured the pair before.
 */
export function mergePeople(db: Db, { keepId, goneId, name, fields }: { keepId: string; goneId: string; name: string; fields: MemberFieldValues }, stamp: Stamp): void {
  db.prepare('DELETE FROM person_file WHERE person_id = ?').run(goneId)
  putFields(db, keepId, fields, 'merge', stamp)
  db.prepare('DELETE FROM person_change WHERE person_id = ? AND EXISTS (SELECT 1 FROM person_change k WHERE k.person_id = ? AND k.field = person_change.field AND k.from_on = person_change.from_on)').run(goneId, keepId)
  db.prepare('UPDATE person_change SET person_id = ? WHERE person_id = ?').run(keepId, goneId)
  const kept = listMarks(db, keepId)
  for (const [meeting, state] of listMarks(db, goneId)) {
    const mine = kept.get(meeting)
    const loser = mine === undefined ? null : strongerMark(mine, state) === mine ? goneId : keepId
    if (loser !== null) db.prepare('DELETE FROM attendance WHERE meeting_id = ? AND person_id = ?').run(meeting, loser)
    if (loser !== goneId) db.prepare('UPDATE attendance SET person_id = ? WHERE meeting_id = ? AND person_id = ?').run(keepId, meeting, goneId)
  }
  for (const { table, columns } of references(db)) {
    if (ownRules.includes(table)) continue
    for (const column of columns) {
      db.prepare(`UPDATE OR IGNORE ${table} SET ${column} = ? WHERE ${column} = ?`).run(keepId, goneId)
      db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(goneId)
    }
  }
  // Steps may have come along: a page or a judgement read before is stale.
  db.prepare('UPDATE development_path SET revision = revision + 1, saved_at = ? WHERE id = ?').run(stamp.at, keepId)
  db.prepare('DELETE FROM person WHERE id = ?').run(goneId)
  db.prepare('UPDATE person SET name = ? WHERE id = ?').run(name, keepId)
}

/** Pairs that the officer told apart, as pairKey writes them. */
export const listApart = (db: Db): Set<string> => new Set(db.prepare<[], string>(`SELECT a || ' ' || b FROM person_apart`).pluck().all())
export const putApart = (db: Db, [a, b]: readonly [string, string], { who, at }: Stamp): void => { db.prepare('INSERT INTO person_apart (a, b, at, who) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING').run(a < b ? a : b, a < b ? b : a, at, who) }
