import type { OwnField } from '../../shared/domain/developmentPapers.ts'
import { prepared, type Db } from '../connection.ts'

/** All fields in the order in which they were added, with what holds for one person; null: for nobody in particular. */
export const listOwnFields = (db: Db, personId: string | null): OwnField[] =>
  prepared<[string | null], OwnField>(db, `SELECT f.name, f.value, coalesce(v.value, '') AS own FROM development_field f LEFT JOIN development_value v ON v.name = f.name AND v.person_id = ? ORDER BY f.place, f.name`).all(personId)

/** Inside the caller's transaction, as the next two. */
export function putOwnField(db: Db, { name, value }: Pick<OwnField, 'name' | 'value'>): void {
  prepared(db, 'INSERT INTO development_field (name, value, place) VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM development_field)) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value)
}
export function putOwnValue(db: Db, personId: string, name: string, value: string): void {
  if (value === '') prepared(db, 'DELETE FROM development_value WHERE person_id = ? AND name = ?').run(personId, name)
  else prepared(db, 'INSERT INTO development_value (person_id, name, value) VALUES (?, ?, ?) ON CONFLICT (person_id, name) DO UPDATE SET value = excluded.value').run(personId, name, value)
}
/** What was filled in for people stays, so that a field of the same name has it again. */
export function deleteOwnField(db: Db, name: string): void {
  prepared(db, 'DELETE FROM development_field WHERE name = ?').run(name)
}

/** What the journal keeps of one person. */
export type CapturedValues = Record<string, string>
export function captureValues(db: Db, personId: string): CapturedValues | null {
  const rows = prepared<[string], { name: string; value: string }>(db, 'SELECT name, value FROM development_value WHERE person_id = ? ORDER BY name').all(personId)
  return rows.length === 0 ? null : Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
export function putValuesBack(db: Db, personId: string, values: CapturedValues | null): void {
  prepared(db, 'DELETE FROM development_value WHERE person_id = ?').run(personId)
  for (const [name, value] of Object.entries(values ?? {})) putOwnValue(db, personId, name, value)
}
