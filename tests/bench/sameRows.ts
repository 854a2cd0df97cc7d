import type { Db } from '../../db/connection.ts'

type Value = string | number | bigint | Buffer | null
/** What a bare commit does to one table. */
export interface TableRows { remove: string; insert: string; rows: Value[][] }
type Table = Map<string, Value[]>

const ofMeeting = ['meeting', 'attendance', 'guest', 'meeting_element', 'agenda_item', 'speech', 'vote', 'action_item']

function rowsOf(db: Db): Map<string, Table> {
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`).pluck().all()
  return new Map(tables.map((table) => [table, new Map(db.prepare<[], Value[]>(`SELECT * FROM "${table}"`).raw().all().map((row) => [JSON.stringify(row), row]))]))
}

/**
 * The rows that one save of the only meeting of a database writes, whatever tables they are in: those of the meeting, and those that were
 * not there before it (the history, and what else a save keeps).
 */
export async function rowsOfSave(db: Db, save: () => Promise<unknown>): Promise<TableRows[]> {
  const before = rowsOf(db)
  await save()
  const after = rowsOf(db)
  const order = [...ofMeeting, ...[...after.keys()].filter((table) => !ofMeeting.includes(table))]
  return order.flatMap((table): TableRows[] => {
    const rows = [...after.get(table) ?? []].filter(([text]) => ofMeeting.includes(table) || !before.get(table)?.has(text)).map(([, row]) => row)
    const columns = (db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => `"${name}"`)
    if (rows.length === 0) return []
    const remove = ofMeeting.includes(table) ? `DELETE FROM "${table}"` : `DELETE FROM "${table}" WHERE ${columns[0]} = ${literal(rows[0]?.[0] ?? null)}`
    return [{ remove, insert: `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, rows }]
  })
}

const literal = (value: Value): string => (typeof value === 'number' || typeof value === 'bigint' ? String(value) : `'${String(value).replaceAll(`'`, `''`)}'`)
