import { tableLimits, type TableCell, type TableMerge } from '../../../shared/domain/table.ts'
import { TableRefused } from '../../../shared/domain/tableRefusal.ts'
import type { Budget, TableSink } from './budget.ts'
import { cellText, isoCell, numberCell, unescaped } from './cells.ts'
import type { NumberLook } from './numberFormat.ts'
import type { Attributes, XmlListener } from './xmlScanner.ts'

/** What the cells of all sheets refer to. */
export interface CellMeanings { strings: readonly string[]; looks: readonly NumberLook[]; is1904: boolean }

const lastLine = 1_048_576
const lastColumn = 16_384
const broken = (): TableRefused => new TableRefused('broken')
const errors: ReadonlySet<string> = new Set(['#N/A', '#REF!', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!', '#VALUE!'])

/** A column from 0 and a line from 1 of A1; null where it is none. `from`: where it begins in a longer text. */
function placeOf(ref: string): { column: number; line: number } | null {
  let [at, column, line] = [0, 0, 0]
  for (; at < ref.length; at++) {
    const letter = ref.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  if (at === 0 || at > 3 || at === ref.length || ref.length - at > 7) return null
  for (; at < ref.length; at++) {
    const digit = ref.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return null
    line = line * 10 + digit
  }
  return column > lastColumn || line < 1 || line > lastLine ? null : { column: column - 1, line }
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true'

/**
 * Reads the elements of one sheet into rows. Values are what the file remembers: a formula's text is never looked at.
 * Charts, comments, links and whatever else a sheet may hold are passed over.
 */
export function sheetListener({ strings, looks, is1904 }: CellMeanings, budget: Budget, sink: TableSink): XmlListener & { end(): void } {
  const hiddenColumns = new Set<number>()
  const merges: TableMerge[] = []
  let isInData = false
  let line = 0
  let written = 0
  let row: TableCell[] | null = null
  let isRowHidden = false
  let cell: { column: number; type: string; style: number; isFormula: boolean } | null = null
  let column = -1
  let value = ''
  let isCaught = false
  let isInline = false
  let isReading = false

  const beginRow = (attributes: Attributes): void => {
    if (row) throw broken()
    const given = attributes.get('r')
    const next = given === undefined ? line + 1 : Number(given)
    if (!Number.isInteger(next) || next <= line || next > lastLine) throw broken()
    line = next
    column = -1
    row = []
    isRowHidden = isOn(attributes.get('hidden')) || Number(attributes.get('ht') ?? 1) === 0
  }

  const beginCell = (attributes: Attributes): void => {
    if (!row || cell) throw broken()
    const ref = attributes.get('r')
    const place = ref === undefined ? { column: column + 1, line } : placeOf(ref)
    if (place === null || place.line !== line || place.column <= column || place.column >= lastColumn) throw broken()
    column = place.column
    cell = { column, type: attributes.get('t') ?? 'n', style: Number(attributes.get('s') ?? 0), isFormula: false }
    value = ''
    isInline = false
  }

  const contentOf = (type: string, style: number): TableCell => {
    switch (type) {
      case 's': {
        // An empty v is an empty cell; a number beyond the list is a lie.
        if (value === '') return { text: '' }
        const text = strings[Number(value)]
        if (text === undefined) throw broken()
        return { text }
      }
      case 'str': case 'inlineStr': return { text: cellText(unescaped(value)) }
      case 'b': return { text: isOn(value.trim()) ? 'TRUE' : 'FALSE' }
      case 'e': return { text: errors.has(value) ? value : cellText(value) || '#N/A', error: true }
      case 'd': return isoCell(value.trim())
      case 'n': {
        const bare = value.trim()
        if (bare === '') return { text: '' }
        if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(bare)) throw broken()
        return numberCell(Number(bare), looks[style] ?? { kind: 'general' }, is1904)
      }
      default: throw broken()
    }
  }

  const endCell = (): void => {
    if (!row || !cell) throw broken()
    const content = contentOf(cell.type, cell.style)
    if (cell.isFormula) content.formula = true
    // A formula without a result is kept, so that somebody can be told.
    if (content.text !== '' || cell.isFormula) {
      budget.cell(cell.column, content.text)
      while (row.length < cell.column) row.push({ text: '' })
      row.push(content)
    }
    cell = null
  }

  const endRow = (): void => {
    if (!row) throw broken()
    if (row.length > 0) {
      budget.row()
      // What lies between counts by its places: few cells far to the right are cheap to write and dear to hold.
      if (line - written - 1 <= tableLimits.gap) while (written < line - 1) sink.row({ line: ++written, cells: [] })
      sink.row(isRowHidden ? { line, cells: row, hidden: true } : { line, cells: row })
      written = line
    }
    row = null
  }

  const noteColumns = (attributes: Attributes): void => {
    if (!isOn(attributes.get('hidden')) && Number(attributes.get('width') ?? 1) !== 0) return
    const [min, max] = [Number(attributes.get('min')), Number(attributes.get('max'))]
    if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max > lastColumn) throw broken()
    for (let n = min; n <= Math.min(max, budget.limits.columns); n++) hiddenColumns.add(n - 1)
  }

  const noteMerge = (ref: string): void => {
    const [from, to, ...more] = ref.split(':')
    const [first, last] = [placeOf(from ?? ''), placeOf(to ?? from ?? '')]
    if (!first || !last || more.length > 0 || last.line < first.line || last.column < first.column) throw broken()
    if (merges.length >= budget.limits.merges) throw new TableRefused('tooManyCells')
    merges.push({ firstLine: first.line, lastLine: last.line, firstColumn: first.column, lastColumn: Math.min(last.column, budget.limits.columns - 1) })
  }

  return {
    open: (name, attributes) => {
      switch (name) {
        case 'sheetData': isInData = true; break
        case 'row': if (isInData) beginRow(attributes); break
        case 'c': if (isInData) beginCell(attributes); break
        case 'v': isCaught = cell !== null && !isInline; break
        case 'f': if (cell) cell.isFormula = true; break
        case 'is': isInline = cell !== null; break
        case 't': isCaught = isInline && !isReading; break
        // How a word is read is not part of it.
        case 'rPh': isReading = true; break
        case 'col': if (!isInData) noteColumns(attributes); break
        case 'mergeCell': if (!isInData) noteMerge(attributes.get('ref') ?? ''); break
      }
    },
    close: (name) => {
      switch (name) {
        case 'sheetData': isInData = false; break
        case 'row': if (isInData) endRow(); break
        case 'c': if (isInData) endCell(); break
        case 'v': case 't': isCaught = false; break
        case 'rPh': isReading = false; break
      }
    },
    text: (piece) => {
      if (!isCaught) return
      value += piece
      if (value.length > budget.limits.cellLength * 8) throw new TableRefused('cellTooLong')
    },
    end: () => {
      // Lines that hold nothing need no merges; whoever walks through one stays within the sheet.
      const within = merges.filter((merge) => merge.firstLine <= written && merge.firstColumn < budget.limits.columns)
      sink.sheetEnd(within.map((merge) => ({ ...merge, lastLine: Math.min(merge.lastLine, written) })), [...hiddenColumns].sort((a, b) => a - b))
    },
  }
}

/** The texts that cells share, cleaned once. Runs of one text are joined; how it is read is left out. */
export function stringsListener(budget: Budget): XmlListener & { strings: string[] } {
  const strings: string[] = []
  let text: string | null = null
  let isCaught = false
  let isReading = false
  return {
    strings,
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') isReading = true
      else if (name === 't') isCaught = text !== null && !isReading
    },
    close: (name) => {
      if (name === 't') isCaught = false
      else if (name === 'rPh') isReading = false
      else if (name === 'si') {
        if (text === null || strings.length >= budget.limits.cells) throw broken()
        strings.push(cellText(unescaped(text)))
        text = null
      }
    },
    text: (piece) => {
      if (!isCaught || text === null) return
      text += piece
      if (text.length > budget.limits.cellLength * 8) throw new TableRefused('cellTooLong')
    },
  }
}
