import { prepared, type Db } from '../connection.ts'

/** Notes, inside the transaction that writes a record, that the index is behind it: a search brings it in (indexWaiting), whoever types does not wait for that. */
export function awaitIndex(db: Db, meetingId: string): void {
  prepared(db, 'INSERT OR IGNORE INTO search_waiting (meeting_row) SELECT row FROM meeting WHERE id = ?').run(meetingId)
}
