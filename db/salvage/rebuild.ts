import Database from 'better-sqlite3'
import type { DataKey, Db } from '../connection.ts'
import { migrations, schemaVersion } from '../migrations/index.ts'
import { inserterOf, type Inserter } from './insert.ts'
import { openBroken } from './pages.ts'
import { Walker, type FoundRow, type Losses } from './tables.ts'

export interface TableFound extends Losses {
  table: string
  /** Rows that were read; of them those whose page does not agree with its check sum, and those found where no tree leads any more. */
  read: number; unsure: number; astray: number
  /** Rows that were read and that the rules of the table refuse. */
  refused: number
}
export interface Rebuilt {
  /** All that could be read, in memory, under the schema it had. Its CHECKs hold, its foreign keys may not. */
  db: Db
  schema: number
  tables: TableFound[]
  pages: { count: number; unsure: number; lost: number }
  /** The list of where each table begins is gone, and its pages were searched for one by one. */
  directoryLost: boolean
  /** Saves in the log that SQLite would pass over. */
  lostCommits: number
  /** Ids that stand in unsure rows: of meetings, items and people. */
  unsureOf: ReadonlySet<string>
}

/** An empty database of a schema of before or today, in memory. */
function emptyDatabase(schema: number, nativeBinding: string | undefined): Db {
  const db = new Database(':memory:', nativeBinding === undefined ? {} : { nativeBinding })
  db.pragma('foreign_keys=OFF')
  for (const { version, sql, move } of migrations.slice(0, schema)) {
    // Without a row no step has anything to put beside the database.
    move?.(db, '')
    db.exec(sql)
    db.pragma(`user_version=${version}`)
  }
  // What a step put in itself would stand in the way of what was there.
  for (const table of tablesOf(db)) db.exec(`DELETE FROM "${table}"`)
  return db
}

/** Not those of the search index: it follows from the records, and its own tables must not be written to. */
const tablesOf = (db: Db): string[] => db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`).pluck().all()
const isId = (value: unknown): value is string => typeof value === 'string' && value.length === 36

/**
 * Reads all that can be read of a broken database, row by row, into a fresh one in memory. The file is only read. `schema`: what the keyring
 * says, for a database whose first page is gone.
 */
export function rebuild(file: string, key: DataKey, schema: number, nativeBinding?: string): Rebuilt {
  const broken = openBroken(file, key)
  try {
    const told = broken.page(1)?.bytes.readUInt32BE(60) ?? 0
    const version = told >= 1 && told <= schemaVersion ? told : Math.min(schema, schemaVersion)
    const db = emptyDatabase(version, nativeBinding)
    const walker = new Walker(broken)
    const takers = new Map(tablesOf(db).map((table) => [table, { table, inserter: inserterOf(db, table), found: { table, read: 0, unsure: 0, astray: 0, refused: 0, pages: 0, cells: 0 } }]))
    const unsureOf = new Set<string>()
    const directoryLost = db.transaction(() => readAll(db, walker, [...takers.values()], unsureOf))()
    return {
      db, directoryLost, schema: version, tables: [...takers.values()].map(({ found }) => found), lostCommits: broken.lostCommits, unsureOf,
      pages: { count: broken.count, unsure: walker.unsure.size, lost: walker.lost.size },
    }
  } finally { broken.close() }
}

interface Taker { table: string; inserter: Inserter; found: TableFound }

function readAll(db: Db, walker: Walker, takers: readonly Taker[], unsureOf: Set<string>): boolean {
  const trees = walker.trees()
  for (const taker of takers) {
    const root = trees.find(({ type, name }) => type === 'table' && name === taker.table)?.root
    if (root !== undefined) for (const row of walker.rows(root, taker.found)) keep(row, taker, unsureOf)
  }
  const directoryLost = takers.some(({ table }) => !trees.some(({ type, name }) => type === 'table' && name === table))
  if (!directoryLost && takers.every(({ found }) => found.pages === 0)) return false
  for (const { type, name, root } of trees) if (type === 'index' || !takers.some(({ table }) => table === name)) walker.pass(root)
  // Parents may be found after their children: once more while anything is.
  // The newest tables first: their rules are the stricter ones where two have rows of one form.
  const strictest = takers.toReversed()
  let waiting = [...walker.astray()]
  for (let before = -1; waiting.length !== before;) {
    before = waiting.length
    waiting = waiting.filter(({ isTable, rows }) => !takeAstray(db, strictest, isTable, rows, unsureOf))
  }
  return directoryLost
}

function keep(row: FoundRow, { inserter, found }: Taker, unsureOf: Set<string>): boolean {
  const outcome = inserter.put(row)
  if (outcome === 'refused') found.refused++
  if (outcome !== 'put') return false
  found.read++
  if (!row.sure) {
    found.unsure++
    for (const value of row.values) if (isId(value)) unsureOf.add(value)
  }
  return true
}

/** A page whose way from the root is broken: its rows go to the one table that takes all of them; what is known already stays as it is. */
function takeAstray(db: Db, takers: readonly Taker[], hasRowid: boolean, rows: readonly FoundRow[], unsureOf: Set<string>): boolean {
  const taker = takers.find(({ inserter }) => {
    if (inserter.hasRowid !== hasRowid || !rows.every((row) => inserter.hasParents(row))) return false
    db.exec('SAVEPOINT trial')
    const isTaken = rows.every((row) => inserter.put(row) !== 'refused')
    db.exec('ROLLBACK TO trial')
    db.exec('RELEASE trial')
    return isTaken
  })
  if (!taker) return false
  for (const row of rows) if (keep(row, taker, unsureOf)) taker.found.astray++
  return true
}
