import type { IsoDate } from './dates.ts'

/**
 * One cell of a table that somebody else made, as far as it can be told without knowing what its column means.
 * `text`: what a reader of the sheet sees, cleaned (NFKC is left to the column); a date cell reads 1985-09-22, or 1985年9月 where its format shows no day.
 * `number`: the stored number, where it is one.
 * `date`: the day of a date cell (a serial number with a date format); whether only its month counts is told by the column.
 * `rounded`: a number of more than 15 digits, or shown as 9.99E+17: Excel has kept its first 15 digits only.
 * `formula`: the text is the result that the file remembers; nothing is ever computed.
 */
export interface TableCell { text: string; number?: number; date?: IsoDate; rounded?: true; formula?: true; error?: true }

/** A row with its line in the file, counted from 1. A merged cell has its text in its first cell only; `merges` tells the rest. */
export interface TableRow { line: number; cells: TableCell[]; hidden?: true }

/** A merged area, inclusive; lines from 1, columns from 0. */
export interface TableMerge { firstLine: number; lastLine: number; firstColumn: number; lastColumn: number }

/**
 * One sheet. Empty rows at the end are left out; empty rows between are kept, so that a line is a line,
 * unless more than `tableLimits.gap` of them follow one another: a row is known by its `line`, not by its place in `rows`.
 */
export interface TableSheet { name: string; hidden?: true; rows: TableRow[]; merges: TableMerge[]; hiddenColumns: number[] }

/** What was read of a file or of pasted cells. `encoding`: of a text file, as found out: utf-8, utf-16le, utf-16be or gbk. */
export interface TableBook { kind: 'xlsx' | 'csv' | 'pasted'; sheets: TableSheet[]; encoding?: string }

/** How far the reading is: `part` from 0 to 1, and the rows that hold something so far. */
export interface TableProgress { part: number; rows: number }

/** At most this much of a stranger's file is read; more is refused with a sentence. `characters`: of all cells together, since one long text may be shown by many. */
export const tableLimits = {
  bytes: 50_000_000, unpackedBytes: 300_000_000, entries: 2000, rows: 50_000, columns: 200, cells: 2_000_000, characters: 40_000_000,
  cellLength: 32_767, merges: 20_000, sheets: 200, gap: 200, seconds: 30, megabytes: 512,
} as const
