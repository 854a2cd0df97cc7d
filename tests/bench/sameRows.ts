import type { Db } from '../../db/connection.ts'

type Value = string | number | bigint | Buffer | null
/** What a bare commit does to one table: takes rows away by `remove`, and puts them back. */
export interface TableRows { remove: string; insert: string; rows: Value[][] }

const items = 'SELECT id FROM agenda_item WHERE meeting_id ='
/** Parents first: rows go in in this order, and out in the other one. */
const ofMeeting: Readonly<Record<string, string>> = { meeting: 'id =', attendance: 'meeting_id =', guest: 'meeting_id =', meeting_element: 'meeting_id =', agenda_item: 'meeting_id =', speech: items, vote: items, action_item: items }

const insertInto = (db: Db, table: string): string => {
  const columns = (db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => `"${name}"`)
  return `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
}
const allRows = (db: Db, table: string): Map<string, Value[]> => new Map(db.prepare<[], Value[]>(`SELECT * FROM "${table}"`).raw().all().map((row) => [JSON.stringify(row), row]))

/**
 * The rows that a save of a meeting writes, whatever tables they are in: those of the meeting, and those elsewhere that were not there before it
 * (the history, and what else a save keeps). Not those of the search index: to keep it is the work of ours that the floor does not have.
 */
export async function rowsOfSave(db: Db, meetingId: string, save: () => Promise<unknown>): Promise<TableRows[]> {
  const elsewhere = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`).pluck().all().filter((table) => !Object.hasOwn(ofMeeting, table))
  const before = new Map(elsewhere.map((table) => [table, allRows(db, table)]))
  await save()
  const own = Object.entries(ofMeeting).map(([table, is]): TableRows => {
    const where = is === items ? `agenda_item_id IN (${items} '${meetingId}')` : `${is} '${meetingId}'`
    return { remove: `DELETE FROM ${table} WHERE ${where}`, insert: insertInto(db, table), rows: db.prepare<[], Value[]>(`SELECT * FROM ${table} WHERE ${where}`).raw().all() }
  })
  const others = elsewhere.map((table): TableRows => {
    const rows = [...allRows(db, table)].filter(([text]) => !before.get(table)?.has(text)).map(([, row]) => row)
    // Some of them a save changes and does not add; and not every table has a rowid to be found by.
    return { remove: `DELETE FROM "${table}" WHERE 0`, insert: insertInto(db, table).replace('INSERT', 'INSERT OR REPLACE'), rows }
  })
  return [...own, ...others].filter(({ rows }) => rows.length > 0)
}
