import type { IsoDate } from './dates.ts'
import { findAsOf } from './tableAsOf.ts'
import { bareHeading, footerKind, isLabelled, sheetView, type FilledCell, type NotData, type SheetView } from './tableView.ts'
import type { TableBook, TableCell } from './table.ts'

export interface FoundColumn { index: number; heading: string; hidden?: true }
/**
 * A table that was found. `columns`: from 0, with the heading free of blanks and line breaks, of two lines joined as 上/下; '' where values stand under no heading.
 * `firstLine` to `lastLine`: its rows, but for those in `notData`; `lastLine` is `firstLine` - 1 where there are none. `asOf`: the day that a title or a footer tells.
 */
export interface FoundTable { sheet: number; headerLines: number[]; columns: FoundColumn[]; firstLine: number; lastLine: number; notData: { line: number; why: NotData }[]; score: number; asOf?: IsoDate }

interface Header { lines: number[]; columns: FoundColumn[]; matched: number }

/**
 * Finds the tables of a book by their headings, the best first. `headings` answers whether a text, free of blanks, is a heading that the caller knows;
 * of two lines it is asked for the joined text and for each of the two. Title rows, sheets of notes, footers and the like are no tables.
 * The same headings again further down, at the same columns, are the same table.
 */
export function findTables(book: Pick<TableBook, 'sheets'>, headings: (text: string) => boolean): FoundTable[] {
  const known = new Map<string, boolean>()
  const isHeading = (text: string): boolean => {
    if (text === '' || text.length > 40) return false
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = headings(text)
    if (known.size < 50_000) known.set(text, answer)
    return answer
  }
  const found = book.sheets.flatMap((sheet, index) => tablesOf(sheetView(sheet), index, isHeading))
  return found.sort((a, b) => b.score - a.score || a.sheet - b.sheet || a.firstLine - b.firstLine)
}

function tablesOf(view: SheetView, sheet: number, isHeading: (text: string) => boolean): FoundTable[] {
  const headers = headersOf(view, isHeading)
  const tables: FoundTable[] = []
  for (let n = 0; n < headers.length;) {
    const header = headers[n]
    if (!header) break
    let next = n + 1
    const again: number[] = []
    while (headers[next] && sameColumns(header, headers[next])) again.push(...(headers[next++]?.lines ?? []))
    const before = headers[n - 1]
    const above = before ? (before.lines.at(-1) ?? 0) + 1 : 1
    tables.push(...sideBySide(view, header, isHeading).map((part) => tableOf(view, sheet, part, again, above, headers[next]?.lines[0])))
    n = next
  }
  return tables
}

const sameColumns = (a: Header, b: Header | undefined): boolean =>
  b !== undefined && a.columns.length === b.columns.length && a.columns.every(({ index, heading }, n) => b.columns[n]?.index === index && b.columns[n].heading === heading)

function headersOf(view: SheetView, isHeading: (text: string) => boolean): Header[] {
  const headers: Header[] = []
  let after = 0
  for (const { line } of view.rows) {
    if (line <= after) continue
    const header = headerAt(view, line, isHeading, headers.length > 0)
    if (!header) continue
    headers.push(header)
    after = header.lines.at(-1) ?? line
  }
  return headers
}

/** Looking further down a long table, a few cells tell that a row is no header. */
const glance = 6

function headerAt(view: SheetView, line: number, isHeading: (text: string) => boolean, isLater: boolean): Header | null {
  if (!view.mayBeHeader(line)) return null
  const filled = view.filled(line)
  if (filled.length === 0) return null
  if (isLater && view.wide(line).length === 0 && !filled.slice(0, glance).some(({ text }) => isHeading(bareHeading(text)))) return null
  const lines = [line]
  while (lines.length < 3 && goesOn(view, lines, isHeading)) lines.push(line + lines.length)
  const last = lines.at(-1) ?? line
  const columns: FoundColumn[] = []
  let matched = 0
  for (let index = 0; index < view.width; index++) {
    const parts = lines.map((each) => bareHeading(headAt(view, each, index, last))).filter((part, n, all) => part !== '' && all.indexOf(part) === n)
    const heading = parts.join('/')
    if (heading === '' && !view.hasValues(index, last + 1)) continue
    if (isHeading(heading) || parts.some(isHeading)) matched++
    columns.push({ index, heading, ...(view.isHidden(index) ? { hidden: true as const } : {}) })
  }
  const named = columns.filter(({ heading }) => heading !== '').length
  const enough = named === 1 ? matched === 1 : matched >= 2 && matched / named >= 0.3
  return enough ? { lines, columns, matched } : null
}

/** Whether the header has one more line: a heading that is merged downwards, group heads over several columns, or gaps that only the next line fills. */
function goesOn(view: SheetView, lines: readonly number[], isHeading: (text: string) => boolean): boolean {
  const first = lines[0] ?? 0
  const last = lines.at(-1) ?? 0
  const next = view.filled(last + 1)
  if (view.deepest(lines) > last) return true
  if (next.length === 0 || !view.mayBeHeader(last + 1)) return false
  const groups = view.wide(last)
  if (groups.length > 0) return groups.some(({ firstColumn, lastColumn }) => next.filter(({ column }) => column >= firstColumn && column <= lastColumn).length > 1)
  const [start] = view.filled(first)
  if (start === undefined || view.shown(last + 1, start.column) !== '' || next.some(({ text }) => /\d/.test(text)) || next.every(({ column }) => view.shown(last, column) !== '')) return false
  const isNamed = ({ column, text }: FilledCell): boolean => {
    const [upper, lower] = [bareHeading(headAt(view, last, column, last + 1)), bareHeading(text)]
    return isHeading(lower) || isHeading(`${upper}/${lower}`) || (upper !== '' && view.shown(last, column) === '' && isHeading(upper))
  }
  return next.filter(isNamed).length * 2 >= next.length
}

/** The heading at a place of a header that ends with `last`. Without merged cells a group head stands over its first column only. */
function headAt(view: SheetView, line: number, column: number, last: number): string {
  const own = view.shown(line, column)
  if (own !== '' || line === last || view.shown(line + 1, column) === '') return own
  for (let left = column - 1; left >= 0; left--) {
    if (view.shown(line + 1, left) === '') return ''
    const head = view.shown(line, left)
    if (head !== '') return head
  }
  return ''
}

/** Two tables beside one another: the same headings again, or again behind an empty column. */
function sideBySide(view: SheetView, header: Header, isHeading: (text: string) => boolean): Header[] {
  const named = header.columns.filter(({ heading }) => heading !== '')
  const part = (columns: FoundColumn[]): Header => ({ ...header, columns, matched: columns.filter(({ heading }) => heading.split('/').some(isHeading) || isHeading(heading)).length })
  const starts = named.flatMap(({ heading }, n) => (n > 0 && heading === named[0]?.heading ? [n] : []))
  const [start] = starts
  if (start === undefined || start < 2) return [header]
  const length = Math.ceil(named.length / start)
  const repeats = named.every(({ heading }, n) => heading === named[n % start]?.heading)
  const from = named[start]?.index ?? 0
  const isApart = view.shown(header.lines[0] ?? 0, from - 1) === '' && !view.hasValues(from - 1, (header.lines.at(-1) ?? 0) + 1)
  if (!repeats && !isApart) return [header]
  const cuts = repeats ? Array.from({ length }, (_each, n) => named[n * start]?.index ?? 0) : [named[0]?.index ?? 0, ...starts.map((n) => named[n]?.index ?? 0)]
  return cuts.map((cut, n) => part(header.columns.filter(({ index }) => index >= cut && index < (cuts[n + 1] ?? Infinity))))
}

function tableOf(view: SheetView, sheet: number, header: Header, again: readonly number[], above: number, below: number | undefined): FoundTable {
  const firstLine = (header.lines.at(-1) ?? 0) + 1
  const columns = new Set(header.columns.map(({ index }) => index))
  const notData = new Map<number, NotData>(again.map((line) => [line, 'header']))
  let lastLine = firstLine - 1
  let counted = 0
  let trailing: number[] = []
  const rows = view.rows.filter(({ line }) => line >= firstLine && line < (below ?? Infinity))
  rows.forEach(({ line, cells }, position) => {
    // A number and something behind it begin a record, as most of a long table do.
    if (position > 0 && isNumbered(cells, columns) && !notData.has(line)) {
      lastLine = line
      counted++
      trailing = []
      return
    }
    const filled = view.filled(line).filter(({ column }) => columns.has(column))
    const kind: NotData | null = notData.get(line) ?? (filled.length === 0 ? 'blank' : position === 0 && isCounting(filled.map(({ text }) => text)) ? 'header' : view.isTitle(line) ? 'title' : footerKind(filled, header.columns.length))
    if (kind) {
      notData.set(line, kind)
      trailing.push(line)
      return
    }
    lastLine = line
    counted++
    trailing = []
  })
  // What stands behind the last row is no part of the table; long gaps are not told line by line.
  for (const line of trailing) notData.delete(line)
  const aside = [...notData].map(([line, why]) => ({ line, why })).sort((a, b) => a.line - b.line)
  const named = header.columns.filter(({ heading }) => heading !== '').length
  const score = header.matched * 10 + (header.matched / named) * 10 + Math.min(counted, 50) / 5 - (counted === 0 ? 25 : 0) - (view.isHiddenSheet ? 15 : 0)
  const asOf = findAsOf([
    ...view.rows.filter(({ line }) => line >= above && line < (header.lines[0] ?? 0)),
    ...view.rows.filter(({ line }) => line > lastLine && line < (below ?? Infinity) && view.filled(line).some(({ text }) => isLabelled(text))),
  ])
  return { sheet, headerLines: header.lines, columns: header.columns, firstLine, lastLine, notData: aside, score: Math.round(score * 100) / 100, ...(asOf === null ? {} : { asOf }) }
}

/** A number, and something behind it. */
function isNumbered(cells: readonly TableCell[], columns: ReadonlySet<number>): boolean {
  let hasNumber = false
  for (let column = 0; column < cells.length; column++) {
    const text = cells[column]?.text ?? ''
    if (text === '' || !columns.has(column)) continue
    if (hasNumber) return true
    if (!/^\d{1,6}$/.test(text)) return false
    hasNumber = true
  }
  return false
}

/** Forms of statistics number their columns under the headings: 1 2 3, or 甲 乙 1 2. */
function isCounting(texts: readonly string[]): boolean {
  const figures = texts.filter((text) => !/^[甲乙丙丁]$/.test(text))
  return texts.length >= 3 && figures.length >= 2 && figures.every((text, n) => text === String(Number(figures[0]) + n))
}
