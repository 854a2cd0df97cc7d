// A workspace as another version of the application would have left it.
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { applicationId, openDatabase, type Db } from '../../db/connection.ts'
import { readKeyring, unwrap, writeKeyring } from '../../db/keyring.ts'
import { emptyIndex } from '../../db/search/build.ts'
import { migrations, schemaVersion } from '../../db/migrations/index.ts'

async function keyOf(folder: string, password: string): Promise<Buffer> {
  const key = await unwrap(readKeyring(folder), 'password', password)
  if (!key) throw new Error('the password does not open the keyring')
  return key
}

/** Not those of the search index: it is made from the records. */
const tablesOf = (db: Db): string[] => db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`).pluck().all()
const columnsOf = (db: Db, table: string): string[] => db.prepare<[], string>(`SELECT name FROM pragma_table_xinfo('${table}')`).pluck().all()

/**
 * One version back: the same records under the schema of before, with what that one did not know left out. Attachments and what hangs on them
 * are left out where that schema kept them elsewhere. Answers the schema.
 */
export async function makeOlder(folder: string, password: string): Promise<number> {
  const schema = schemaVersion - 1
  const key = await keyOf(folder, password)
  const file = join(folder, 'branch.db')
  const older = join(folder, 'older.db')
  const from = openDatabase({ file, key })
  const to = openDatabase({ file: older, key })
  to.pragma('foreign_keys=OFF')
  for (const { sql, move } of migrations.slice(0, schema)) {
    move?.(to, folder)
    to.exec(sql)
  }
  const left = schema < 6 ? ['attachment', 'attachment_content', 'page_photo'] : []
  const known = tablesOf(from)
  for (const table of tablesOf(to)) {
    if (!known.includes(table) || left.includes(table)) continue
    to.exec(`DELETE FROM "${table}"`)
    const columns = columnsOf(to, table).filter((name) => columnsOf(from, table).includes(name))
    const insert = to.prepare(`INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    for (const row of from.prepare<[], unknown[]>(`SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM "${table}"`).raw().safeIntegers().iterate()) insert.run(...row)
  }
  if (to.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'search_progress'`).get() !== undefined) emptyIndex(to)
  to.pragma(`application_id=${applicationId}`)
  to.pragma(`user_version=${schema}`)
  to.pragma('journal_mode=DELETE')
  from.close()
  to.close()
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  renameSync(older, file)
  writeKeyring(folder, { ...readKeyring(folder), schema })
  return schema
}

/** One version on: in the database only, or in the keyring too. */
export async function makeNewer(folder: string, password: string, alsoKeyring: boolean): Promise<void> {
  const db = openDatabase({ file: join(folder, 'branch.db'), key: await keyOf(folder, password) })
  db.pragma(`user_version=${schemaVersion + 1}`)
  db.close()
  if (alsoKeyring) writeKeyring(folder, { ...readKeyring(folder), schema: schemaVersion + 1 })
}
