import Database from 'better-sqlite3'
import type { Db } from '../connection.ts'
import type { Value } from './cells.ts'
import type { FoundRow } from './tables.ts'

interface Column { name: string; pk: number; type: string }
interface Parent { column: string; table: string; to: string }
export type Outcome = 'put' | 'known' | 'refused'
export interface Inserter {
  hasRowid: boolean
  put(row: FoundRow): Outcome
  /** Whether every row that this one belongs to is there. */
  hasParents(row: FoundRow): boolean
}

/** As it is put: a whole number in a REAL column is stored as an integer. Undefined where the value is of another type than the column's. */
function typed(value: Value, type: string): Value | undefined {
  if (value === null) return null
  switch (type) {
    case 'TEXT': return typeof value === 'string' ? value : undefined
    case 'INTEGER': return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value)) ? BigInt(value) : undefined
    case 'REAL': return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined
    case 'BLOB': return Buffer.isBuffer(value) ? value : undefined
    default: return value
  }
}

/** Puts rows as they were stored into a table of the same schema. A row of before a column was added lacks it at its end and takes the default. */
export function inserterOf(db: Db, table: string): Inserter {
  const all = db.prepare<[], Column>(`SELECT name, pk, type FROM pragma_table_xinfo('${table}') ORDER BY cid`).all()
  const parents = db.prepare<[], Parent>(`SELECT "from" AS "column", "table", coalesce("to", 'id') AS "to" FROM pragma_foreign_key_list('${table}')`).all()
  const hasRowid = !/WITHOUT ROWID\s*$/i.test(db.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) ?? '')
  const keys = all.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  // A table without rowid keeps its key first.
  const stored = hasRowid ? all : [...keys, ...all.filter(({ pk }) => pk === 0)]
  const alias = hasRowid && keys.length === 1 && keys[0]?.type === 'INTEGER' ? stored.indexOf(keys[0]) : -1
  const statements = new Map<number, Database.Statement<Value[]>>()
  const statementFor = (count: number) => {
    const known = statements.get(count)
    if (known) return known
    const made = db.prepare<Value[]>(`INSERT INTO "${table}" (${stored.slice(0, count).map(({ name }) => `"${name}"`).join(', ')}) VALUES (${'?, '.repeat(count - 1)}?)`)
    statements.set(count, made)
    return made
  }
  const lookups = parents.map(({ column, table: parent, to }) => ({ at: stored.findIndex(({ name }) => name === column), exists: db.prepare<[Value], number>(`SELECT 1 FROM "${parent}" WHERE "${to}" = ?`).pluck() }))
  return {
    hasRowid,
    put: ({ rowid, values }) => {
      if (values.length > stored.length || values.length === 0 || (rowid !== null) !== hasRowid) return 'refused'
      const given = values.map((value, i) => typed(i === alias ? rowid : value, stored[i]?.type ?? ''))
      const filled = given.filter((value) => value !== undefined)
      if (filled.length < given.length) return 'refused'
      try {
        statementFor(filled.length).run(...filled)
        return 'put'
      } catch (cause) {
        if (!(cause instanceof Database.SqliteError)) throw cause
        return /UNIQUE|PRIMARYKEY|ROWID/.test(cause.code) ? 'known' : 'refused'
      }
    },
    hasParents: ({ values }) => lookups.every(({ at, exists }) => (values[at] ?? null) === null || exists.get(values[at] ?? null) !== undefined),
  }
}
