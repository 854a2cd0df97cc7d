import type { TableMerge, TableRow, TableSheet } from './table.ts'

/** Why a line between the first and the last is no row of a table: empty, a header again, a title over a part, a sum, a remark. */
export type NotData = 'blank' | 'header' | 'title' | 'total' | 'note'
export interface FilledCell { column: number; text: string }

/** A sheet as the finder looks at it: by line, with merged cells shown all over their area. */
export interface SheetView {
  rows: readonly TableRow[]
  /** One more than the last column that holds something. */
  width: number
  isHiddenSheet: boolean
  filled(line: number): FilledCell[]
  /** The text that a reader sees at a place: that of the area it belongs to. */
  shown(line: number, column: number): string
  /** Whether a line has nothing that a header never has: numbers, days, remarks with a colon, sentences. */
  mayBeHeader(line: number): boolean
  /** Areas that begin in a line and span several columns, but not the whole width. */
  wide(line: number): TableMerge[]
  /** The last line that areas beginning in these lines reach. */
  deepest(lines: readonly number[]): number
  /** One text over most of the width. */
  isTitle(line: number): boolean
  hasValues(column: number, fromLine: number): boolean
  isHidden(column: number): boolean
}

/** A heading as it is compared: one width, without blanks, line breaks and the marks of a field that must be filled. */
export const bareHeading = (text: string): string => text.normalize('NFKC').replace(/[\s\u00a0\u3000]+/gu, '').replace(/^[*★]+|[*★:：]+$/gu, '')

/** 填报人：林静怡 and the like: a word with its colon and something behind, or nothing yet. */
export const isLabelled = (text: string): boolean => labels.test(text) || /^[^：:]{2,8}[：:]/.test(text)
const labels = /^(?:填报|填表|制表|审核|审批|复核|经办|报送|统计|单位|部门|支部|负责|联系|时间|日期|截至|截止|说明|备注|附注|注|注意)[^，。]{0,8}[：:]/
const totals = /^(?:合计|总计|小计|共计|累计|总人数|本页合计|总\s*计|合\s*计|小\s*计|共\s*\d+\s*人|共有)/
const notes = /^(?:[（(]?[注附][：:、\d]|说明[：:]|备注[：:]|填表说明|填报说明|[*※])/

/** Whether a row is a sum or a remark and no record: few cells, of which the first says so. */
export function footerKind(filled: readonly FilledCell[], columns: number): NotData | null {
  const first = filled[0]
  if (!first) return null
  const text = first.text.normalize('NFKC').trim()
  if (totals.test(text)) return 'total'
  const isSparse = filled.length <= Math.max(1, Math.floor(columns / 3))
  if (notes.test(text) && isSparse) return 'note'
  if (labels.test(first.text) && (isSparse || filled.every((cell) => isLabelled(cell.text)))) return 'note'
  // A sentence over the columns, as remarks are.
  return filled.length === 1 && columns > 2 && text.length > 30 ? 'note' : null
}

const longestHeading = 60

export function sheetView({ rows, merges, hiddenColumns, hidden }: TableSheet): SheetView {
  const byLine = new Map(rows.map((row) => [row.line, row]))
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const beginning = new Map<number, TableMerge[]>()
  const covering = new Map<number, TableMerge[]>()
  const note = (map: Map<number, TableMerge[]>, line: number, merge: TableMerge): void => { map.set(line, [...(map.get(line) ?? []), merge]) }
  for (const merge of merges) {
    note(beginning, merge.firstLine, merge)
    // Headers are three lines at most; a taller area is a column of its own.
    for (let line = merge.firstLine; line <= Math.min(merge.lastLine, merge.firstLine + 3); line++) note(covering, line, merge)
  }
  const lastValue: number[] = []
  for (const { line, cells } of rows) cells.forEach(({ text }, column) => { if (text !== '') lastValue[column] = line })
  const hiddenOnes = new Set(hiddenColumns)
  const textAt = (line: number, column: number): string => byLine.get(line)?.cells[column]?.text ?? ''
  const filled = (line: number): FilledCell[] => (byLine.get(line)?.cells ?? []).flatMap(({ text }, column) => (text === '' ? [] : [{ column, text }]))
  const spans = ({ firstColumn, lastColumn }: TableMerge): number => Math.min(lastColumn, width - 1) - firstColumn + 1
  const isTitle = (line: number): boolean => {
    // Most lines of a long table have no area at all.
    const areas = beginning.get(line)
    if (!areas) return false
    const cells = filled(line)
    const [only] = cells
    return cells.length === 1 && only !== undefined && areas.some((merge) => merge.firstColumn === only.column && spans(merge) >= Math.max(3, width * 0.5))
  }
  return {
    rows, width, isHiddenSheet: hidden === true, filled, isTitle,
    shown: (line, column) => {
      const own = textAt(line, column)
      if (own !== '') return own
      const area = (covering.get(line) ?? []).find((merge) => column >= merge.firstColumn && column <= merge.lastColumn && line <= merge.lastLine)
      return area ? textAt(area.firstLine, area.firstColumn) : ''
    },
    mayBeHeader: (line) => {
      if (isTitle(line)) return false
      const cells = byLine.get(line)?.cells ?? []
      // Years stand in headers as numbers; a row of figures is none.
      const isFigure = cells.some(({ number, date }) => date !== undefined || (number !== undefined && !(number >= 1900 && number < 2200)))
      return !isFigure && !cells.some(({ text, error }) => error === true || text.length > longestHeading || /[：:]\s*\S/.test(text))
    },
    wide: (line) => (beginning.get(line) ?? []).filter((merge) => merge.lastColumn > merge.firstColumn && textAt(line, merge.firstColumn) !== '' && !isTitle(line)),
    deepest: (lines) => Math.max(...lines, ...lines.flatMap((line) => (beginning.get(line) ?? []).filter(({ firstLine, firstColumn, lastLine }) => lastLine <= firstLine + 2 && textAt(firstLine, firstColumn) !== '').map(({ lastLine }) => lastLine))),
    hasValues: (column, fromLine) => (lastValue[column] ?? 0) >= fromLine,
    isHidden: (column) => hiddenOnes.has(column),
  }
}
