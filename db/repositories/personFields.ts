import { fieldCodes, type FieldCode, type MemberFieldValues } from '../../shared/domain/memberFields.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'

/** By which way a field was changed. */
export type EditWay = 'entry' | 'import' | 'bulk' | 'merge' | 'undo'
/** One change of a field, for good. Null: it was empty, or is. */
export interface FieldEdit { field: FieldCode; before: string | null; after: string | null; at: string; who: string; way: EditWay }

/** In place of a field in person_edit: the whole file of somebody new, as it was written at once. `after` holds its fields as JSON: one line for a person of a roster, not twenty. */
export const wholeFile = 'file'

/** birthOn → birth_on; the columns of person_file are the codes of the fields. */
export const columnOf = (code: FieldCode): string => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const columns = fieldCodes.map(columnOf).join(', ')

const selectFile = `SELECT ${columns} FROM person_file WHERE person_id = ?`
const columnNames = fieldCodes.map((code) => [code, columnOf(code)] as const)

type Row = Record<string, string | null>
function valuesFromRow(row: Row): MemberFieldValues {
  const values: MemberFieldValues = {}
  for (const [code, column] of columnNames) {
    const value = row[column]
    if (value !== null && value !== undefined) values[code] = value
  }
  return values
}

/** What is known of a person; nothing where they have no file yet. */
export function findFields(db: Db, personId: string): MemberFieldValues {
  const row = prepared<[string], Row>(db, selectFile).get(personId)
  return row ? valuesFromRow(row) : {}
}

/** The fields of everybody, by person; for importing, checking and statistics. */
export function listFields(db: Db): Map<string, MemberFieldValues> {
  return new Map(db.prepare<[], Row & { person_id: string }>(`SELECT person_id, ${columns} FROM person_file`).all().map((row) => [row.person_id, valuesFromRow(row)]))
}

/** The fields of some people, by person; who has no file yet is absent. */
export const fieldsOf = (db: Db, personIds: readonly string[]): Map<string, MemberFieldValues> =>
  new Map(prepared<[string], Row & { person_id: string }>(db, `SELECT person_id, ${columns} FROM person_file WHERE person_id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(personIds)).map((row) => [row.person_id, valuesFromRow(row)]))

/** The days, or months, of birth of some people; who has none in the file is absent. */
export const birthDaysOf = (db: Db, personIds: readonly string[]): Map<string, string> =>
  new Map(prepared<[string], [string, string]>(db, 'SELECT person_id, birth_on FROM person_file WHERE birth_on IS NOT NULL AND person_id IN (SELECT value FROM json_each(?))').raw().all(JSON.stringify(personIds)))

function writeColumns(db: Db, personId: string, codes: readonly FieldCode[], values: { [C in FieldCode]?: string | null }): void {
  db.prepare('INSERT INTO person_file (person_id) VALUES (?) ON CONFLICT DO NOTHING').run(personId)
  if (codes.length > 0) db.prepare(`UPDATE person_file SET ${codes.map((code) => `${columnOf(code)} = ?`).join(', ')} WHERE person_id = ?`).run(...codes.map((code) => values[code] ?? null), personId)
}

/** The fields of somebody who comes out of the 回收站: nothing was changed, so no history is written. */
export const insertFields = (db: Db, personId: string, values: MemberFieldValues): void => writeColumns(db, personId, fieldCodes.filter((code) => values[code] !== undefined), values)

/**
 * Writes the fields of `patch` (null empties one) and a line of history for each that is different. Answers what changed.
 * Runs inside the caller's transaction. Errors: SQLITE_CONSTRAINT where another person has the ID number: ask `personWithIdNumber` before.
 */
export function putFields(db: Db, personId: string, patch: { [C in FieldCode]?: string | null }, way: EditWay, { who, at }: Stamp): FieldCode[] {
  const known = findFields(db, personId)
  const changed = fieldCodes.filter((code) => patch[code] !== undefined && (patch[code] ?? null) !== (known[code] ?? null))
  if (changed.length === 0) return []
  writeColumns(db, personId, changed, patch)
  const note = prepared<(string | null)[], never>(db, 'INSERT INTO person_edit (person_id, field, before, after, at, who, way) VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (const code of changed) note.run(personId, code, known[code] ?? null, patch[code] ?? null, at, who, way)
  return changed
}

/** Who has an ID number; undefined where nobody has. */
export const personWithIdNumber = (db: Db, idNumber: string): string | undefined => prepared<[string], string>(db, 'SELECT person_id FROM person_file WHERE id_number = ?').pluck().get(idNumber)

interface EditRow extends Omit<FieldEdit, 'field'> { field: FieldCode | typeof wholeFile }
/** The history of a person's fields, newest first. */
export const listEdits = (db: Db, personId: string): FieldEdit[] =>
  db.prepare<[string], EditRow>('SELECT field, before, after, at, who, way FROM person_edit WHERE person_id = ? ORDER BY row DESC').all(personId).flatMap(({ field, after, ...edit }): FieldEdit[] =>
    (field === wholeFile ? Object.entries<string>(JSON.parse(after ?? '{}')).map(([code, value]) => ({ ...edit, field: code as FieldCode, after: value })).toReversed() : [{ ...edit, field, after }]))

/** Makes the fields what they were when they were captured, as an undo does; the history tells it. */
export function putFieldsBack(db: Db, personId: string, values: MemberFieldValues, stamp: Stamp): void {
  putFields(db, personId, Object.fromEntries(fieldCodes.map((code) => [code, values[code] ?? null])), 'undo', stamp)
}
