import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'

/** Somebody looked at, copied, exported, printed or erased sensitive values. `fields`: codes parted by commas, or all; never a value. */
export interface Access { act: 'show' | 'copy' | 'export' | 'print' | 'erase'; personId: string | null; fields: string; count: number; purpose?: string }

/** Writes it down, inside the caller's transaction: what could not be written down is not shown. */
export function noteAccess(db: Db, { act, personId, fields, count, purpose = '' }: Access, { who, at }: Stamp): void {
  prepared(db, 'INSERT INTO access_note (at, who, act, person_id, fields, count, purpose) VALUES (?, ?, ?, ?, ?, ?, ?)').run(at, who, act, personId, fields, count, purpose)
}

export interface StoredAccess { row: number; at: string; who: string; act: Access['act']; personId: string | null; name: string; fields: string; count: number; purpose: string }
const columns = `a.row, a.at, a.who, a.act, a.person_id AS personId, coalesce(p.name, '') AS name, a.fields, a.count, a.purpose`
/** Newest first, after the one with the row `before`; of one person or of everybody. */
export function listAccess(db: Db, personId: string | undefined, before: number, limit: number): StoredAccess[] {
  const of = personId === undefined ? '' : 'a.person_id = ? AND '
  return db.prepare<(string | number)[], StoredAccess>(`SELECT ${columns} FROM access_note a LEFT JOIN person p ON p.id = a.person_id WHERE ${of}a.row < ? ORDER BY a.row DESC LIMIT ?`)
    .all(...(personId === undefined ? [] : [personId]), before, limit)
}
