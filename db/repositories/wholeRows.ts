import { createHash } from 'node:crypto'
import { prepared, type Db } from '../connection.ts'

/** The rows of a table as they are. */
export type WholeRow = Record<string, string | number | null>
/** A thing with everything that belongs to it, by table. */
export interface WholeThing { row: WholeRow; parts: Record<string, WholeRow[]> }

/** A thing of one row in `table` and of rows in other tables; `parts`: how those are found by its id, children before grandchildren. */
export interface WholeTable { table: string; parts: readonly { table: string; where: string }[] }

/** Null where there is no such thing. */
export function captureWhole(db: Db, { table, parts }: WholeTable, id: string): WholeThing | null {
  const row = prepared<[string], WholeRow>(db, `SELECT * FROM ${table} WHERE id = ?`).get(id)
  if (!row) return null
  const found = parts.map((part) => [part.table, prepared<[string], WholeRow>(db, `SELECT * FROM ${part.table} WHERE ${part.where} ORDER BY 1, 2`).all(id)] as const)
  return { row, parts: Object.fromEntries(found.filter(([, rows]) => rows.length > 0)) }
}

function insertRow(db: Db, table: string, row: WholeRow): void {
  const names = Object.keys(row)
  prepared(db, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row))
}

/** Makes a thing what it was; null removes it. Its row is changed in place, since other things may point to it. */
export function putWhole(db: Db, { table, parts }: WholeTable, id: string, thing: WholeThing | null): void {
  if (thing === null) {
    for (const part of parts.toReversed()) prepared(db, `DELETE FROM ${part.table} WHERE ${part.where}`).run(id)
    db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
    return
  }
  const { row: place, ...columns } = thing.row
  const names = Object.keys(columns)
  const { changes } = prepared(db, `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`).run(...Object.values(columns), id)
  if (changes === 0) {
    const taken = place === undefined || prepared(db, `SELECT 1 FROM ${table} WHERE row = ?`).get(place) !== undefined
    insertRow(db, table, taken ? columns : thing.row)
  }
  for (const part of [...parts].reverse()) prepared(db, `DELETE FROM ${part.table} WHERE ${part.where}`).run(id)
  for (const part of parts) for (const row of thing.parts[part.table] ?? []) insertRow(db, part.table, row)
}

/** Equal as long as nothing about the thing changed; `besides` names columns that do not count. */
export function markOfWhole(thing: WholeThing | null, besides: readonly string[] = []): string {
  if (thing === null) return 'none'
  const counted = (row: WholeRow): WholeRow => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'row' && !besides.includes(name)))
  const parts = Object.entries(thing.parts).map(([table, rows]) => [table, rows.map(counted)])
  return createHash('sha256').update(JSON.stringify([counted(thing.row), parts])).digest('hex').slice(0, 32)
}
