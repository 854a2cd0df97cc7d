import { prepared, type Db } from '../connection.ts'
import { readMeetingOrRemoved } from '../repositories/meetings.ts'
import { indexRecord } from './indexRecord.ts'

/** Records with a lower row wait to be indexed; 0: none. */
const nextOf = (db: Db): number => prepared<[], number>(db, 'SELECT next FROM search_progress WHERE id = 1').pluck().get() ?? 0
const setNext = (db: Db, next: number): void => { prepared(db, 'UPDATE search_progress SET next = ? WHERE id = 1').run(next) }

/** How many records are in the index; null once all are. */
export function buildingOf(db: Db): { done: number; total: number } | null {
  const next = nextOf(db)
  if (next === 0) return null
  return { done: prepared<[number], number>(db, 'SELECT count(*) FROM meeting WHERE row >= ?').pluck().get(next) ?? 0, total: prepared<[], number>(db, 'SELECT count(*) FROM meeting').pluck().get() ?? 0 }
}

/**
 * Indexes waiting records, the newest first, for about so many milliseconds and at least one, as one commit with the note of how far it came: a kill
 * leaves the piece whole or undone. Answers whether any still wait.
 */
export function buildPiece(db: Db, milliseconds: number): boolean {
  if (nextOf(db) === 0) return false
  return db.transaction(() => {
    const until = performance.now() + milliseconds
    let next = nextOf(db)
    do {
      const waiting = prepared<[number], { row: number; id: string }>(db, 'SELECT row, id FROM meeting WHERE row < ? ORDER BY row DESC LIMIT 1').get(next)
      const meeting = waiting && readMeetingOrRemoved(db, waiting.id)
      if (meeting) indexRecord(db, meeting)
      next = waiting?.row ?? 0
    } while (next > 0 && performance.now() < until)
    setNext(db, next)
    return next > 0
  }).immediate()
}

/** Pages of the index that one step joins: what another call waits for it. */
const pagesOfStep = 64

/**
 * Joins parts of the index of about the same size, a piece of it: each transaction that indexed left a part, and a search reads in all of them.
 * Answers whether there is more to join.
 */
export function joinPiece(db: Db): boolean {
  const changes = prepared<[], number>(db, 'SELECT total_changes()').pluck()
  if (prepared<[], number>(db, "SELECT v FROM search_text_config WHERE k = 'usermerge'").pluck().get() !== 2) prepared(db, "INSERT INTO search_text (search_text, rank) VALUES ('usermerge', 2)").run()
  const before = changes.get() ?? 0
  prepared(db, "INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)").run(pagesOfStep)
  // By the documentation of FTS5: fewer than two changes mean that nothing was left to do.
  return (changes.get() ?? 0) - before >= 2
}

/** Brings the index in line with every record that was written since, as one commit: a kill leaves them waiting. Answers whether there was any. */
export function indexWaiting(db: Db): boolean {
  const waiting = prepared<[], { row: number; id: string }>(db, 'SELECT m.row, m.id FROM search_waiting w JOIN meeting m ON m.row = w.meeting_row')
  if (waiting.get() === undefined) return false
  db.transaction(() => {
    for (const { row, id } of waiting.all()) {
      const meeting = readMeetingOrRemoved(db, id)
      if (meeting) indexRecord(db, meeting)
      prepared(db, 'DELETE FROM search_waiting WHERE meeting_row = ?').run(row)
    }
  }).immediate()
  return true
}

/** Throws the index away; the records wait to be indexed again. */
export function emptyIndex(db: Db): void {
  db.transaction(() => {
    // Row by row would be slow: all words go at once, and what the trigger then looks for is not there.
    prepared(db, `INSERT INTO search_text (search_text) VALUES ('delete-all')`).run()
    prepared(db, 'DELETE FROM search_row').run()
    setNext(db, (prepared<[], number | null>(db, 'SELECT max(row) FROM meeting').pluck().get() ?? -1) + 1)
  }).immediate()
}

/** Makes the whole index anew from the records, at once. For tests and for an index that is not believed; the application builds in pieces. */
export function rebuildIndex(db: Db): void {
  emptyIndex(db)
  while (buildPiece(db, 10_000));
}
