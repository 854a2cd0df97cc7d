import { fieldCodes, type FieldCode, type MemberFieldValues } from '../../shared/domain/memberFields.ts'
import type { DatedChange } from '../../shared/domain/person.ts'
import type { Stamp } from './audit.ts'
import { manyRows, type ManyRows } from './manyRows.ts'
import { valueOf, type CapturedPerson } from './people.ts'
import { columnOf, wholeFile, type EditWay } from './personFields.ts'

/** Somebody who is not in the database yet, with everything that is known of them; of one field at most one change a day. */
export interface NewPerson { id: string; name: string; fields: MemberFieldValues; changes: readonly DatedChange[] }

const placeOf = new Map(fieldCodes.map((code, place) => [code, place]))
/** In the order of all fields. */
const known = ({ fields }: NewPerson): FieldCode[] => (Object.keys(fields) as FieldCode[]).filter((code) => fields[code] !== undefined).sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0))

/** The rows of people who are new, in their order, each file with one line of history: a roster has thousands of them. */
export function rowsOfNewPeople(people: readonly NewPerson[], way: EditWay, { who, at }: Stamp): ManyRows[] {
  const filed = people.filter(({ fields }) => Object.keys(fields).length > 0)
  const codes = fieldCodes.filter((code) => filed.some(({ fields }) => fields[code] !== undefined))
  return [
    manyRows('person', ['id', 'name', 'created_at'], people.map(({ id, name }) => [id, name, at])),
    manyRows('person_file', ['person_id', ...codes.map(columnOf)], filed.map(({ id, fields }) => [id, ...codes.map((code) => fields[code] ?? null)])),
    manyRows('person_edit', ['person_id', 'field', 'after', 'at', 'who', 'way'], filed.map(({ id, fields }) => [id, wholeFile, JSON.stringify(fields), at, who, way])),
    manyRows('person_change', ['id', 'person_id', 'field', 'from_on', 'value', 'recorded_at'], people.flatMap(({ id, changes }) => changes.map((change) => [change.id, id, change.field, change.from, valueOf(change), at]))),
  ]
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
