import { linesIn } from './columnWidths.ts'
import { sheetWidth, type SheetCell, type SheetRow } from './sheetPaper.ts'

const width = sheetWidth(false)
/** Columns of a page that stands, by their shares. */
export const columnsOf = (...parts: number[]): number[] => parts.map((part) => Math.round(part * width / parts.reduce((sum, each) => sum + each, 0) * 100) / 100)
/** Points of a table on a page that has to hold everything. */
export const size = 9
/** Millimetres of a row of one line, and of each further one, at 9 pt. */
export const [rowHigh, lineHigh] = [5.4, 4.3]

export const head = (text: string): SheetCell => ({ text, isHead: true })
export const middle = (text: string): SheetCell => ({ text, align: 'center' })
export const left = (text: string, columns = 1): SheetCell => ({ text, columns, align: 'left' })
/** How high a row is in columns that are so wide, in millimetres. */
const highOf = (cells: readonly SheetCell[], widths: readonly number[]): number => rowHigh + lineHigh * (Math.max(1, ...cells.map(({ text }, index) => linesIn(text, ((widths[index] ?? width) - 2) / (size * 0.3528 / 2)))) - 1)

interface Kept { rows: SheetRow[]; left: number }
/** As many rows as stand in the room, and one that says how many are missing. */
export function fitting(rows: readonly SheetCell[][], widths: readonly number[], most: number, more: (missing: number) => string): Kept {
  const kept: SheetRow[] = []
  let used = 0
  for (const [at, cells] of rows.entries()) {
    const high = highOf(cells, widths)
    const isLast = at === rows.length - 1
    if (used + high + (isLast ? 0 : rowHigh) > most + 0.01) {
      kept.push({ high: rowHigh, cells: [left(more(rows.length - at), widths.length)] })
      return { rows: kept, left: most - used - rowHigh }
    }
    kept.push({ high: rowHigh, cells })
    used += high
  }
  return { rows: kept, left: most - used }
}

/** The millimetres that whole lists take. */
export const heightOf = (rows: readonly SheetCell[][], widths: readonly number[]): number => rows.reduce((sum, cells) => sum + highOf(cells, widths), 0)

/** How the room is shared out: a list that needs little gets what it needs, the others the rest in equal parts. */
export function sharedOut(needs: readonly number[], room: number): number[] {
  const shares = needs.map(() => 0)
  let left = Math.max(0, room)
  for (const [turn, at] of needs.map((_need, index) => index).toSorted((a, b) => (needs[a] ?? 0) - (needs[b] ?? 0)).entries()) {
    const share = Math.min(needs[at] ?? 0, left / (needs.length - turn))
    shares[at] = share
    left -= share
  }
  return shares
}
