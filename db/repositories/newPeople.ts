import { fieldCodes, type FieldCode, type MemberFieldValues } from '../../shared/domain/memberFields.ts'
import type { DatedChange } from '../../shared/domain/person.ts'
import type { Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import { insertRows } from './manyRows.ts'
import { valueOf, type CapturedPerson } from './people.ts'
import { columnOf, wholeFile, type EditWay } from './personFields.ts'

/** Somebody who is not in the database yet, with everything that is known of them; of one field at most one change a day. */
export interface NewPerson { id: string; name: string; fields: MemberFieldValues; changes: readonly DatedChange[] }

const known = ({ fields }: NewPerson): FieldCode[] => fieldCodes.filter((code) => fields[code] !== undefined)

/**
 * Writes people who are new, in their order, each file with one line of history: a roster has thousands of them. Inside the caller's transaction.
 * Errors: SQLITE_CONSTRAINT where a name or an ID number is taken: the caller has looked.
 */
export function insertNewPeople(db: Db, people: readonly NewPerson[], way: EditWay, { who, at }: Stamp): void {
  insertRows(db, 'person', ['id', 'name', 'created_at'], people.map(({ id, name }) => [id, name, at]))
  const filed = people.filter((person) => known(person).length > 0)
  const codes = fieldCodes.filter((code) => filed.some(({ fields }) => fields[code] !== undefined))
  insertRows(db, 'person_file', ['person_id', ...codes.map(columnOf)], filed.map(({ id, fields }) => [id, ...codes.map((code) => fields[code] ?? null)]))
  insertRows(db, 'person_edit', ['person_id', 'field', 'after', 'at', 'who', 'way'], filed.map(({ id, fields }) => [id, wholeFile, JSON.stringify(fields), at, who, way]))
  insertRows(db, 'person_change', ['id', 'person_id', 'field', 'from_on', 'value', 'recorded_at'], people.flatMap(({ id, changes }) => changes.map((change) => [change.id, id, change.field, change.from, valueOf(change), at])))
}

/** What capturePerson answers of somebody who was written just so; but for the place in the order of entering, which no comparison counts. */
export function capturedAsNew(person: NewPerson, at: string): CapturedPerson {
  const { name, fields, changes } = person
  return {
    row: 0, name, createdAt: at,
    changes: changes.map((change) => ({ id: change.id, field: change.field, from_on: change.from, value: valueOf(change), recorded_at: at })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    fields: Object.fromEntries(known(person).map((code) => [code, fields[code]])), belongings: {},
  }
}
