import type Database from 'better-sqlite3'
import type { Db } from './connection.ts'

const prepared = new WeakMap<Db, Map<string, Database.Statement>>()

/** A statement that is prepared once for each connection: for what runs at every pause of the hand. Not for one that plucks or iterates. */
export function hot<P extends unknown[], R = unknown>(db: Db, sql: string): Database.Statement<P, R> {
  const known = prepared.get(db) ?? new Map<string, Database.Statement>()
  prepared.set(db, known)
  const statement = known.get(sql) ?? db.prepare(sql)
  known.set(sql, statement)
  return statement as Database.Statement<P, R>
}
