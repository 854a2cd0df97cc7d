import { widthOf } from './titles.ts'

const narrowest = 5
const widest = 42

/** Half characters that a column takes where its longest value stands in one line; a heading of more than four characters may wrap. */
export function naturalWidth(heading: string, values: Iterable<string>): number {
  let most = Math.min(8, widthOf(heading) * 2)
  for (const value of values) for (const line of value.split('\n')) most = Math.max(most, widthOf(line) * 2)
  return Math.min(widest, Math.max(narrowest, Math.ceil(most * 1.08) + 1))
}

/** Lines that a text takes in so many half characters. */
export const linesIn = (text: string, width: number): number => text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) * 2 * 1.08 / width)), 0)

/** The room at the sides of a cell, in millimetres. */
const padding = 2
const millimetresPerPoint = 25.4 / 72
/** A column of running text is not made narrower than this for a larger face. */
const leastText = 9

/**
 * How wide columns are on a page, in millimetres, and the size of their text in points: the largest at which what must not wrap stands in one
 * line. The columns together are exactly as wide as the page.
 */
export function fitColumns(columns: readonly { natural: number; wraps: boolean }[], page: number): { size: number; widths: number[] } {
  for (const size of [10.5, 9, 8, 7]) {
    const half = size * millimetresPerPoint / 2
    const room = (page - padding * columns.length) / half
    const fixed = columns.reduce((sum, { natural, wraps }) => sum + (wraps ? 0 : natural), 0)
    const texts = columns.filter(({ wraps }) => wraps)
    if (room - fixed < texts.reduce((sum, { natural }) => sum + Math.min(natural, leastText), 0)) continue
    const most = levelOf(texts.map(({ natural }) => natural), room - fixed)
    return { size, widths: spread(columns.map(({ natural, wraps }) => (wraps ? Math.min(natural, most) : natural) * half + padding), page) }
  }
  return { size: 7, widths: spread(columns.map(({ natural }) => Math.min(natural, 14) + 2), page) }
}

/** The width at which all wider columns are cut off so that they fit into the room. */
function levelOf(widths: readonly number[], room: number): number {
  const sorted = widths.toSorted((a, b) => a - b)
  let left = room
  for (const [index, width] of sorted.entries()) {
    const share = left / (sorted.length - index)
    if (width >= share) return share
    left -= width
  }
  return Infinity
}

function spread(widths: readonly number[], page: number): number[] {
  const sum = widths.reduce((all, width) => all + width, 0)
  return widths.map((width) => Math.round(width * page / sum * 100) / 100)
}
