import type { Db } from '../connection.ts'

/** The newest instant that was noted; null where none was yet. */
export const readClockSeen = (db: Db): string | null => db.prepare<[], string | null>('SELECT seen_at FROM clock_note WHERE id = 1').pluck().get() ?? null

export function writeClockSeen(db: Db, at: string | null): void {
  db.prepare('UPDATE clock_note SET seen_at = ? WHERE id = 1').run(at)
}
