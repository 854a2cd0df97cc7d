import { assertNever } from '../../shared/domain/assertNever.ts'
import { Leaving, PartyPost, PersonStatus, type DatedChange, type PersonChange } from '../../shared/domain/person.ts'
import type { MemberFieldValues } from '../../shared/domain/memberFields.ts'
import type { PersonWithHistory } from '../../shared/domain/roster.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import { findFields, insertFields, putFieldsBack } from './personFields.ts'

interface ChangeRow { id: string; person_id: string; field: PersonChange['field']; from_on: string; value: string | null }
interface PersonRow { id: string; name: string }

/** The only place that knows how a change is stored. */
function changeFromRow(row: ChangeRow): DatedChange {
  const dated = { id: row.id, personId: row.person_id, from: row.from_on }
  switch (row.field) {
    case 'status': return { ...dated, field: 'status', value: PersonStatus.parse(row.value) }
    case 'posts': return { ...dated, field: 'posts', value: row.value === null ? [] : row.value.split(',').map((post) => PartyPost.parse(post)) }
    case 'group': return { ...dated, field: 'group', value: row.value }
    case 'vote': return { ...dated, field: 'vote', value: row.value }
    case 'left': return { ...dated, field: 'left', value: row.value === null ? null : Leaving.parse(row.value) }
    default: return assertNever(row.field)
  }
}

/** How the value of a change is stored. */
export function valueOf(change: PersonChange): string | null {
  if (change.field === 'posts') return change.value.length === 0 ? null : change.value.join(',')
  return change.value
}

const changeColumns = 'id, person_id, field, from_on, value'

/** Everybody ever entered, with all changes, in the order of entering. A branch has some hundred rows of these. */
export function listPeople(db: Db): PersonWithHistory[] {
  const byPerson = new Map<string, DatedChange[]>()
  for (const row of prepared<[], ChangeRow>(db, `SELECT ${changeColumns} FROM person_change ORDER BY person_id, from_on`).all()) {
    const known = byPerson.get(row.person_id)
    if (known) known.push(changeFromRow(row))
    else byPerson.set(row.person_id, [changeFromRow(row)])
  }
  return listNames(db).map((p) => ({ id: p.id, name: p.name, history: byPerson.get(p.id) ?? [] }))
}

/** The dated changes of some people, oldest first; who is not known is absent. */
export function historiesOf(db: Db, ids: readonly string[]): Map<string, DatedChange[]> {
  const list = JSON.stringify(ids)
  const histories = new Map(prepared<[string], string>(db, 'SELECT id FROM person WHERE id IN (SELECT value FROM json_each(?))').pluck().all(list).map((id): [string, DatedChange[]] => [id, []]))
  for (const row of prepared<[string], ChangeRow>(db, `SELECT ${changeColumns} FROM person_change WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, from_on`).all(list)) histories.get(row.person_id)?.push(changeFromRow(row))
  return histories
}

/** Everybody ever entered by name, in the order of entering. */
export const listNames = (db: Db): PersonRow[] => prepared<[], PersonRow>(db, 'SELECT id, name FROM person ORDER BY row').all()

/** Ids of everybody ever entered. */
export const personIds = (db: Db): string[] => prepared<[], string>(db, 'SELECT id FROM person').pluck().all()

export function findPerson(db: Db, id: string): PersonWithHistory | null {
  const person = db.prepare<[string], PersonRow>('SELECT id, name FROM person WHERE id = ?').get(id)
  if (!person) return null
  const history = db.prepare<[string], ChangeRow>(`SELECT ${changeColumns} FROM person_change WHERE person_id = ? ORDER BY from_on DESC, field`).all(id).map(changeFromRow)
  return { ...person, history }
}

export const findPersonByName = (db: Db, name: string): PersonRow | undefined => db.prepare<[string], PersonRow>('SELECT id, name FROM person WHERE name = ?').get(name)
export const findChange = (db: Db, id: string): DatedChange | null => {
  const row = db.prepare<[string], ChangeRow>(`SELECT ${changeColumns} FROM person_change WHERE id = ?`).get(id)
  return row ? changeFromRow(row) : null
}
/** Whether somebody is marked in a record, has training in the ledger of 学时, or is on the way into the Party, is or was considered for 双培养, or has 党费 confirmed or paid. */
export const isInRecords = (db: Db, personId: string): boolean => prepared<[{ personId: string }], number>(db, `SELECT 1 FROM attendance WHERE person_id = @personId UNION ALL SELECT 1 FROM training WHERE person_id = @personId
  UNION ALL SELECT 1 FROM talent_entry WHERE person_id = @personId UNION ALL SELECT 1 FROM talent_decision WHERE person_id = @personId UNION ALL SELECT 1 FROM development_path WHERE id = @personId
  UNION ALL SELECT 1 FROM dues_assessment WHERE person_id = @personId UNION ALL SELECT 1 FROM dues_payment WHERE person_id = @personId LIMIT 1`).pluck().get({ personId }) !== undefined

export function insertPerson(db: Db, { id, name, at }: { id: string; name: string; at: string }): void {
  prepared(db, 'INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)').run(id, name, at)
}

/** Puts a change in place of one of the same field and day. Answers whether anything is different now. */
export function putChange(db: Db, change: DatedChange, at: string): boolean {
  const value = valueOf(change)
  const { changes } = prepared(db, `INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (person_id, field, from_on) DO UPDATE SET value = excluded.value, recorded_at = excluded.recorded_at WHERE value IS NOT excluded.value`)
    .run(change.id, change.personId, change.field, change.from, value, at)
  return changes > 0
}

export const deleteChange = (db: Db, id: string): void => { db.prepare('DELETE FROM person_change WHERE id = ?').run(id) }
export const renamePerson = (db: Db, id: string, name: string): void => { db.prepare('UPDATE person SET name = ? WHERE id = ?').run(name, id) }
/** The rows of one table that belong to a person, as they are. */
type RawRow = Record<string, string | number | null>
/** What belongs to a person beside their changes and the fields of their file; with the person it goes to the 回收站 and comes back. */
const belongings = ['person_sanction', 'person_award', 'person_review', 'relation_transfer', 'person_material', 'business_day', 'development_value'] as const
type Belonging = (typeof belongings)[number]

/** A person whole, as the database has them: what is put back is what was there. What older versions captured lacks the later parts. */
export interface CapturedPerson {
  row: number
  name: string
  createdAt: string
  changes: (Omit<ChangeRow, 'person_id'> & { recorded_at: string })[]
  fields?: MemberFieldValues
  belongings?: Partial<Record<Belonging, RawRow[]>>
  /** The history of the fields; only of somebody who goes to the 回收站. */
  edits?: RawRow[]
}
export function capturePerson(db: Db, id: string): CapturedPerson | null {
  const person = prepared<[string], Pick<CapturedPerson, 'row' | 'name' | 'createdAt'>>(db, 'SELECT row, name, created_at AS createdAt FROM person WHERE id = ?').get(id)
  if (!person) return null
  return {
    ...person,
    changes: prepared<[string], CapturedPerson['changes'][number]>(db, 'SELECT id, field, from_on, value, recorded_at FROM person_change WHERE person_id = ? ORDER BY id').all(id),
    fields: findFields(db, id),
    belongings: Object.fromEntries(belongings.map((table) => [table, prepared<[string], RawRow>(db, `SELECT * FROM ${table} WHERE person_id = ? ORDER BY 1, 2`).all(id)]).filter(([, rows]) => (rows as RawRow[]).length > 0)),
  }
}

/** What the journal compares: its place in the order of entering may be another one when it comes back, and materials, the days somebody is away and what was filled in for forms are things of their own. */
export function personAlone({ belongings: all = {}, ...person }: CapturedPerson): CapturedPerson {
  const { person_material: _materials, business_day: _away, development_value: _values, ...rest } = all
  return { ...person, row: 0, belongings: rest }
}

function insertRaw(db: Db, table: string, rows: readonly RawRow[]): void {
  for (const row of rows) {
    const names = Object.keys(row)
    db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row))
  }
}

function deletePerson(db: Db, id: string): void {
  prepared(db, 'DELETE FROM person_change WHERE person_id = ?').run(id)
  prepared(db, 'DELETE FROM person WHERE id = ?').run(id)
}

/** Out of the roster into the 回收站. The caller has made sure that no record needs the person. */
export function removePerson(db: Db, id: string, { who, at }: Stamp): void {
  const state = capturePerson(db, id)
  if (!state) return
  state.edits = prepared<[string], RawRow>(db, 'SELECT * FROM person_edit WHERE person_id = ? ORDER BY row').all(id)
  prepared(db, 'INSERT OR REPLACE INTO removed_person (id, name, removed_at, who, state) VALUES (?, ?, ?, ?, ?)').run(id, state.name, at, who, JSON.stringify(state))
  deletePerson(db, id)
}

/**
 * Makes a person what they were, whether they are in the roster or in the 回收站; at their old place in the order of entering where that is
 * free. The journal keeps no history of the fields: it is taken from the 回收站. Of somebody who is in the roster the materials, the days away and what was filled in for forms stay as they are. Materials that went to another person meanwhile come back.
 */
export function putPersonBack(db: Db, id: string, { row, name, createdAt, changes, fields = {}, belongings: kept = {}, edits = findRemovedPerson(db, id)?.edits ?? [] }: CapturedPerson, stamp: Stamp): void {
  db.prepare('DELETE FROM removed_person WHERE id = ?').run(id)
  const isNew = db.prepare('SELECT 1 FROM person WHERE id = ?').get(id) === undefined
  if (isNew) {
    const taken = db.prepare('SELECT 1 FROM person WHERE row = ?').get(row) !== undefined
    db.prepare('INSERT INTO person (row, id, name, created_at) VALUES (?, ?, ?, ?)').run(taken ? null : row, id, name, createdAt)
    insertRaw(db, 'person_edit', edits.map(({ row: _row, ...edit }) => edit))
    insertFields(db, id, fields)
  } else {
    renamePerson(db, id, name)
    putFieldsBack(db, id, fields, stamp)
  }
  db.prepare('DELETE FROM person_change WHERE person_id = ?').run(id)
  const insert = db.prepare('INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES (?, ?, ?, ?, ?, ?)')
  for (const change of changes) insert.run(change.id, id, change.field, change.from_on, change.value, change.recorded_at)
  for (const table of belongings) {
    if (table === 'person_material') {
      if (isNew) insertMaterials(db, kept.person_material ?? [])
      continue
    }
    if (table === 'business_day' || table === 'development_value') {
      if (isNew) insertRaw(db, table, kept[table] ?? [])
      continue
    }
    db.prepare(`DELETE FROM ${table} WHERE person_id = ?`).run(id)
    insertRaw(db, table, kept[table] ?? [])
  }
}

function insertMaterials(db: Db, rows: readonly RawRow[]): void {
  const away = db.prepare('DELETE FROM person_material WHERE id = ?')
  for (const { id } of rows) away.run(id)
  insertRaw(db, 'person_material', rows.map(({ row: _row, ...material }) => material))
}

/** Somebody in the 回收站; null where there is nobody of this id. */
export function findRemovedPerson(db: Db, id: string): CapturedPerson | null {
  const state = db.prepare<[string], string>('SELECT state FROM removed_person WHERE id = ?').pluck().get(id)
  return state === undefined ? null : JSON.parse(state)
}
