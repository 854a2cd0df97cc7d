import type { FoundTable } from './findTable.ts'
import type { ImportRow, ImportTable } from './importProposal.ts'
import type { TableBook, TableCell, TableRow, TableSheet } from './table.ts'

const blank: TableCell = { text: '' }

/** A row of the sheet as one of the table. `merged`: what a cell shows that belongs to an area above it. */
export const importRowOf = ({ columns }: Pick<FoundTable, 'columns'>, { line, cells, hidden }: TableRow, merged?: ReadonlyMap<string, TableCell>): ImportRow =>
  ({ line, cells: columns.map(({ index }) => merged?.get(`${line} ${index}`) ?? cells[index] ?? blank), ...(hidden ? { hidden } : {}) })

/** The table that was found, with its columns from 0. A cell that is merged downwards, as one 党小组 beside its people, counts for each of its rows. */
export function importTableOf(book: Pick<TableBook, 'sheets'>, found: FoundTable): ImportTable {
  const sheet = book.sheets[found.sheet]
  if (!sheet) return { headings: [], rows: [] }
  const aside = new Set(found.notData.map(({ line }) => line))
  const merged = mergedDown(sheet, found)
  const rows = sheet.rows.filter(({ line }) => line >= found.firstLine && line <= found.lastLine && !aside.has(line)).map((row) => importRowOf(found, row, merged.size === 0 ? undefined : merged))
  return { headings: found.columns.map(({ heading }) => heading), rows }
}

/** What the cells under the first one of a merged area show. Areas over several columns are titles, not values. */
function mergedDown(sheet: TableSheet, { firstLine, lastLine }: FoundTable): Map<string, TableCell> {
  const shown = new Map<string, TableCell>()
  const downwards = sheet.merges.filter((area) => area.firstColumn === area.lastColumn && area.lastLine > area.firstLine && area.firstLine >= firstLine && area.lastLine <= lastLine)
  if (downwards.length === 0) return shown
  const rows = new Map(sheet.rows.map((row) => [row.line, row]))
  for (const area of downwards) {
    const cell = rows.get(area.firstLine)?.cells[area.firstColumn]
    if (cell) for (let line = area.firstLine + 1; line <= area.lastLine; line++) shown.set(`${line} ${area.firstColumn}`, cell)
  }
  return shown
}
