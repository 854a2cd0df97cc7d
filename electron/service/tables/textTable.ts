import type { TableCell, TableRow } from '../../../shared/domain/table.ts'
import { TableRefused } from '../../../shared/domain/tableRefusal.ts'
import type { Budget, TableSink } from './budget.ts'
import { cellText } from './cells.ts'

/** The text of a file and the encoding found for it: its mark, else strict UTF-8, else UTF-16 by its zero bytes, else GB18030. Throws TableRefused. */
export function decodeTable(bytes: Buffer): { text: string; encoding: string } {
  const mark = bytes.subarray(0, 3).toString('hex')
  const marked = mark === 'efbbbf' ? 'utf-8' : mark.startsWith('fffe') ? 'utf-16le' : mark.startsWith('feff') ? 'utf-16be' : null
  if (marked) return strict(bytes, marked) ?? refuse('encoding')
  if (bytes.includes(0)) return wide(bytes) ?? refuse('otherFile')
  const found = strict(bytes, 'utf-8')
  if (found) return found
  // Text in UTF-8 with a few broken places would become Chinese that nobody wrote.
  const loose = new TextDecoder('utf-8').decode(bytes.subarray(0, 1_000_000))
  const chinese = loose.match(/[\u4e00-\u9fff]/g)?.length ?? 0
  const lost = loose.match(/\ufffd/g)?.length ?? 0
  if (chinese > 20 * lost) return refuse('encoding')
  const gbk = strict(bytes, 'gb18030')
  return gbk ? { ...gbk, encoding: 'gbk' } : refuse('encoding')
}

const refuse = (reason: 'encoding' | 'otherFile'): never => { throw new TableRefused(reason) }

function strict(bytes: Buffer, encoding: string): { text: string; encoding: string } | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw new TableRefused('otherFile')
    return { text, encoding }
  } catch (cause) {
    if (cause instanceof TableRefused) throw cause
    return null
  }
}

/** UTF-16 without its mark: line ends, commas and figures have their zero byte all on one side. */
function wide(bytes: Buffer): { text: string; encoding: string } | null {
  const sides: [number, number] = [0, 0]
  for (let at = 0; at < Math.min(bytes.length, 65_536); at++) if (bytes[at] === 0) sides[at % 2 === 0 ? 0 : 1]++
  const [even, odd] = sides
  if (bytes.length % 2 === 1 || Math.min(even, odd) * 50 > Math.max(even, odd)) return null
  return strict(bytes, odd > even ? 'utf-16le' : 'utf-16be')
}

/** Wider than any sheet of Excel. */
const mostFields = 20_000
const delimiters = [',', '\t', ';', '|', '，'] as const

/**
 * What parts the cells: each is tried on the first lines. The one wins that makes the most columns of the same number in most lines;
 * the Chinese comma stands in sentences too, and counts only where no other makes columns. Null for a list of one column.
 */
export function delimiterOf(text: string): string | null {
  const sample = text.slice(0, 200_000)
  let best: { delimiter: string; score: number } | null = null
  for (const delimiter of delimiters) {
    const counts: number[] = []
    for (const record of recordsOf(sample, delimiter)) {
      if (record.some((field) => field.trim() !== '')) counts.push(record.length)
      if (counts.length >= 200) break
    }
    // The last line of a sample may be cut.
    if (counts.length > 3 && sample.length < text.length) counts.pop()
    const wide = counts.filter((count) => count > 1)
    const usual = mostFrequent(wide)
    const agreeing = wide.filter((count) => count === usual).length
    const share = counts.length === 0 ? 0 : agreeing / counts.length
    if (usual < 2 || (delimiter === '，' && (best !== null || share < 0.8))) continue
    const score = share * Math.min(usual, 12)
    if (share >= 0.3 && (best === null || score > best.score * 1.01)) best = { delimiter, score }
  }
  return best?.delimiter ?? null
}

function mostFrequent(numbers: readonly number[]): number {
  const times = new Map<number, number>()
  for (const n of numbers) times.set(n, (times.get(n) ?? 0) + 1)
  return [...times].reduce(([best, most], [n, count]) => (count > most ? [n, count] : [best, most]), [0, 0])[0]
}

/**
 * The records of a text with quotes as Excel writes them: doubled inside, line ends inside kept. A quote inside a cell is itself,
 * and one that is never closed as well, so that nothing behind it is swallowed.
 */
export function* recordsOf(text: string, delimiter: string | null): Generator<string[]> {
  let record: string[] = []
  let areQuotesPlain = false
  let at = 0
  while (at <= text.length) {
    let field = ''
    let start = at
    if (!areQuotesPlain && text[at] === '"') {
      const closed = quotedEnd(text, at)
      if (closed === -1) areQuotesPlain = true
      else {
        field = text.slice(at + 1, closed).replaceAll('""', '"')
        start = closed + 1
      }
    }
    let end = start
    for (; end < text.length; end++) {
      const char = text[end]
      if (char === delimiter || char === '\n' || char === '\r') break
    }
    record.push(field + text.slice(start, end))
    if (record.length > mostFields) throw new TableRefused('tooManyColumns')
    if (end < text.length && text[end] === delimiter) {
      at = end + 1
      continue
    }
    const isLast = end >= text.length
    if (!isLast || record.length > 1 || record[0] !== '') yield record
    if (isLast) return
    record = []
    at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
  }
}

function quotedEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return -1
}

const scientific = /^-?\d(?:\.\d+)?E\+(\d{2,3})$/i

/** A cell of text, without what people put before an ID number so that Excel leaves it alone: a tab, an apostrophe, ="…". */
export function textCell(raw: string): TableCell {
  let text = cellText(raw)
  const wrapped = /^="((?:[^"]|"")*)"$/.exec(text)
  if (wrapped?.[1] !== undefined) text = cellText(wrapped[1].replaceAll('""', '"'))
  if (/^['\u2018\u2019`](?=[\dXx])/.test(text)) text = text.slice(1).trim()
  const power = scientific.exec(text)?.[1]
  return power !== undefined && Number(power) >= 11 ? { text, number: Number(text), rounded: true } : errorTexts.test(text) ? { text, error: true } : { text }
}
const errorTexts = /^#(?:N\/A|REF!|NAME\?|DIV\/0!|NULL!|NUM!|VALUE!)$/

/** Reads the text of a .csv file or of pasted cells into one sheet. A record is a line: where cells hold line ends, that is the row that Excel shows. */
export function readText(text: string, name: string, isPasted: boolean, budget: Budget, sink: TableSink): void {
  // Excel's own first line, which it does not show.
  const told = isPasted ? null : /^sep=(.)\r?\n/i.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const delimiter = told?.[1] ?? (isPasted && body.includes('\t') ? '\t' : delimiterOf(body))
  sink.sheet(name, false)
  let [done, line, written] = [0, 0, 0]
  for (const record of recordsOf(body, delimiter)) {
    line++
    done += record.reduce((sum, field) => sum + field.length + 1, 0)
    if (line % 500 === 0) {
      budget.time()
      sink.progress({ part: Math.min(1, done / body.length), rows: budget.rows })
    }
    const cells: TableCell[] = record.map(textCell)
    while (cells.at(-1)?.text === '') cells.pop()
    if (cells.length === 0) continue
    budget.row()
    cells.forEach((cell, column) => budget.cell(column, cell.text))
    if (line - written - 1 <= budget.limits.gap) while (written < line - 1) sink.row({ line: ++written, cells: [] } satisfies TableRow)
    sink.row({ line, cells })
    written = line
  }
  sink.sheetEnd([], [])
}
