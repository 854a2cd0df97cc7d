import type { DataKey, Db } from '../connection.ts'
import { keyMarkOf } from '../backup/place.ts'
import { readClockSeen, writeClockSeen } from './clockNote.ts'

/** What the database keeps about backups. `path` is a place on the disks of this computer. */
export interface BackupNote { placePath: string | null; placeAt: string | null; rehearsal: { at: string; ok: boolean; backup: string; message: string } | null }
interface Row { place_path: string | null; place_at: string | null; rehearsal_at: string | null; rehearsal_ok: 0 | 1 | null; rehearsal_backup: string | null; rehearsal_message: string | null }

export function readBackupNote(db: Db): BackupNote {
  const row = db.prepare<[], Row>('SELECT place_path, place_at, rehearsal_at, rehearsal_ok, rehearsal_backup, rehearsal_message FROM backup_note WHERE id = 1').get()
  return {
    placePath: row?.place_path ?? null, placeAt: row?.place_at ?? null,
    rehearsal: !row || row.rehearsal_at === null ? null : { at: row.rehearsal_at, ok: row.rehearsal_ok === 1, backup: row.rehearsal_backup ?? '', message: row.rehearsal_message ?? '' },
  }
}

export function writeBackupNote(db: Db, { placePath, placeAt, rehearsal }: BackupNote): void {
  db.prepare('UPDATE backup_note SET place_path = ?, place_at = ?, rehearsal_at = ?, rehearsal_ok = ?, rehearsal_backup = ?, rehearsal_message = ? WHERE id = 1')
    .run(placePath, placeAt, rehearsal?.at ?? null, rehearsal ? Number(rehearsal.ok) : null, rehearsal?.backup ?? null, rehearsal?.message ?? null)
}

interface FormerKey { key: Uint8Array; until: string }
const formerKeys = (db: Db): FormerKey[] => db.prepare<[], FormerKey>('SELECT key, until FROM former_key ORDER BY row').all()

/** The data key, of today or of before a rotation, that has this mark; null where this workspace never had it. */
export function keyWithMark(db: Db, current: DataKey, mark: string): DataKey | null {
  if (keyMarkOf(current) === mark) return current
  return formerKeys(db).map(({ key }) => Buffer.from(key)).find((key) => keyMarkOf(key) === mark) ?? null
}

/** What a restore leaves as it is today. */
export interface CarriedOver { note: BackupNote; formerKeys: FormerKey[]; clockSeen: string | null }
export const carriedFrom = (db: Db): CarriedOver => ({ note: readBackupNote(db), formerKeys: formerKeys(db), clockSeen: readClockSeen(db) })
export function carryOver(db: Db, { note, formerKeys: keys, clockSeen }: CarriedOver): void {
  const insert = db.prepare('INSERT OR IGNORE INTO former_key (key, until) VALUES (?, ?)')
  for (const { key, until } of keys) insert.run(key, until)
  writeBackupNote(db, note)
  writeClockSeen(db, clockSeen)
}
