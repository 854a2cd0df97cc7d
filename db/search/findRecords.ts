import type { IsoDate } from '../../shared/domain/dates.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { prepared, type Db } from '../connection.ts'
import { matchOf } from './grams.ts'
import { rowsOfSort, type Sort } from './rows.ts'

/** A passage that holds all terms; `meeting`: the row of its record. */
export interface FoundRow { row: number; meeting: number; field: string }

/** So much of a word that stands everywhere is looked at: for a first look, and for one sort alone. */
const mostRows = { quick: 400, deep: 4000 } as const
const mostAtOnce = 2000
/** CAST: a number is bound as REAL, and FTS5 seeks by whole numbers only; it would read every sort. */
const inSort = 'SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ?'

/** The rows with all terms, whatever their sort, the highest first. `from`: those below it were not read. */
export interface FirstLook { rows: readonly number[]; from: number }

/** In kilobytes. A page of an encrypted file is decrypted whenever it is read; the 2 MB of SQLite hold a hundredth of an index of decades. */
const cacheOfSearch = 96 * 1024

/** Keeps more of the file in memory while somebody looks for something: half of a search was decrypting the same pages again. */
export const widenCache = (db: Db): void => { db.pragma(`cache_size=-${cacheOfSearch}`) }
/** As before; what is kept beyond that is given back. */
export const narrowCache = (db: Db): void => {
  db.pragma('cache_size=-2000')
  db.pragma('shrink_memory')
}

/** Reads the index once for all sorts: of most words that is everything. `terms`: of termsOf, at least one. */
export function firstLook(db: Db, terms: readonly string[]): FirstLook {
  const rows = prepared<[string, number], number>(db, 'SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?').pluck().all(matchOf(terms), mostAtOnce)
  return { rows, from: rows.length < mostAtOnce ? 0 : rows.at(-1) ?? 0 }
}

/** Few, and quicker read at once than asked for with each passage. */
const removedRows = (db: Db): Set<number> => new Set(prepared<[], number>(db, 'SELECT row FROM meeting WHERE deleted_at IS NOT NULL').pluck().all())

/** The newest rows of one sort. */
function newestOf(db: Db, terms: readonly string[], sort: Sort, most: number, first: FirstLook | undefined): number[] {
  const { from, to } = rowsOfSort(sort)
  const known = first?.rows.filter((row) => row >= from && row <= to).slice(0, most) ?? []
  if (first && (first.from <= from || known.length === most)) return known
  return prepared<[string, number, number, number], number>(db, inSort).pluck().all(matchOf(terms), from, to, most)
}

/**
 * The passages of one sort that hold all terms, those of the newest day first; none of a record in the 回收站. `cut`: there may be others
 * besides. `terms`: of termsOf, at least one. `first`: what the index was read for already.
 */
export function foundRows(db: Db, terms: readonly string[], sort: Sort, look: keyof typeof mostRows, first?: FirstLook): { rows: FoundRow[]; cut: boolean } {
  const newest = newestOf(db, terms, sort, mostRows[look], first)
  // Raw: a thousand objects take longer than the search.
  const found = prepared<[string], [row: number, meeting: number, field: string]>(db, 'SELECT r.row, r.meeting_row, r.field FROM json_each(?) AS wanted CROSS JOIN search_row r ON r.row = wanted.value').raw().all(JSON.stringify(newest))
  const removed = removedRows(db)
  const rows: FoundRow[] = []
  for (const [row, meeting, field] of found) if (!removed.has(meeting)) rows.push({ row, meeting, field })
  return { rows, cut: newest.length === mostRows[look] }
}

export interface FoundRecord { id: string; kind: MeetingKind; title: string; heldOn: IsoDate; group: string }
export const recordOfRow = (db: Db, row: number): FoundRecord | undefined =>
  prepared<[number], FoundRecord>(db, 'SELECT id, kind, title, held_on AS heldOn, party_group AS "group" FROM meeting WHERE row = ? AND deleted_at IS NULL').get(row)
