import type { Db } from '../connection.ts'
import { insertMany, type ManyRows } from './manyRows.ts'

/** Rows that lie ready in the memory of a connection, at a place of their own. */
export interface StagedRows { place: string; table: string; columns: readonly string[] }

let lots = 0

/**
 * Lays rows ready, while nothing is locked and nobody waits: taken in from there they cost half of what they cost from here.
 * They stand in no file, and go with the connection or with `clearStaged`.
 */
export function stageRows(db: Db, lot: readonly ManyRows[]): StagedRows[] {
  lots++
  return db.transaction(() => lot.map((rows) => {
    const { table, columns } = rows
    const place = `temp.ready_${lots}_${table}`
    db.exec(`CREATE TABLE ${place} (${columns.join(', ')})`)
    insertMany(db, { ...rows, table: place })
    return { place, table, columns }
  }))()
}

/** Inserts what lies ready, in its order. `first`: a cell that stands before those of each row, by its column. Inside the caller's transaction. */
export function takeStaged(db: Db, { place, table, columns }: StagedRows, first?: { column: string; value: number }): void {
  const all = first === undefined ? columns : [first.column, ...columns]
  db.prepare<unknown[], never>(`INSERT INTO ${table} (${all.join(', ')}) SELECT ${first === undefined ? '' : '?, '}${columns.join(', ')} FROM ${place} ORDER BY rowid`).run(...(first === undefined ? [] : [first.value]))
}

export function clearStaged(db: Db, staged: readonly StagedRows[]): void {
  for (const { place } of staged) db.exec(`DROP TABLE IF EXISTS ${place}`)
}
