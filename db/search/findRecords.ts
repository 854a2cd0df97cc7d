import type { IsoDate } from '../../shared/domain/dates.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { prepared, type Db } from '../connection.ts'
import { matchOf } from './grams.ts'
import { rowsOfSort, type Sort } from './rows.ts'

/** A passage that holds all terms; `meeting`: the row of its record. */
export interface FoundRow { row: number; meeting: number; field: string }

/** So much of a word that stands everywhere is looked at: for a first look, and for one sort alone. */
const mostRows = { quick: 400, deep: 4000 } as const
const matching = `SELECT r.row, r.meeting_row, r.field FROM search_text CROSS JOIN search_row r ON r.row = search_text.rowid
  WHERE search_text MATCH ? AND search_text.rowid BETWEEN ? AND ? ORDER BY search_text.rowid DESC LIMIT ?`

/** Few, and quicker read at once than asked for with each passage. */
const removedRows = (db: Db): Set<number> => new Set(prepared<[], number>(db, 'SELECT row FROM meeting WHERE deleted_at IS NOT NULL').pluck().all())

/**
 * The passages of one sort that hold all terms, those of the newest day first; none of a record in the 回收站. `cut`: there may be others
 * besides. `terms`: of termsOf, at least one.
 */
export function foundRows(db: Db, terms: readonly string[], sort: Sort, look: keyof typeof mostRows): { rows: FoundRow[]; cut: boolean } {
  const { from, to } = rowsOfSort(sort)
  // Raw: a thousand objects take longer than the search.
  const found = prepared<[string, number, number, number], [row: number, meeting: number, field: string]>(db, matching).raw().all(matchOf(terms), from, to, mostRows[look])
  const removed = removedRows(db)
  const rows: FoundRow[] = []
  for (const [row, meeting, field] of found) if (!removed.has(meeting)) rows.push({ row, meeting, field })
  return { rows, cut: found.length === mostRows[look] }
}

export interface FoundRecord { id: string; kind: MeetingKind; title: string; heldOn: IsoDate; group: string }
export const recordOfRow = (db: Db, row: number): FoundRecord | undefined =>
  prepared<[number], FoundRecord>(db, 'SELECT id, kind, title, held_on AS heldOn, party_group AS "group" FROM meeting WHERE row = ? AND deleted_at IS NULL').get(row)
