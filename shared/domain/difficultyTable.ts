import { readDecimal, type Decimal } from './decimal.ts'
import { parseFullDate, type IsoDate } from './dates.ts'
import { parseDue } from './actionDates.ts'
import { businessLineNames, businessLines, directionOf, type BusinessLine, type Direction } from './project.ts'
import type { TableBook, TableCell, TableRow, TableSheet } from './table.ts'
import { cleanLine, normaliseName } from './text.ts'

/** What a line of a difficulty list tells. `committee` and `direction` are told by some lists only. */
export interface ReadDifficulty { line: BusinessLine; source: string; baseline: Decimal | null; target: Decimal | null; unit: string; direction: Direction; leader: string; committee: string; dueOn: IsoDate | null; measure: string }
export interface DifficultyFinding { column: string; message: string; level: 'refuse' | 'warn' }
/** `values` null: the line is refused. */
export interface ReadDifficultyRow { line: number; title: string; values: ReadDifficulty | null; findings: DifficultyFinding[] }

const headings = {
  title: ['难点', '业务难点', '难点描述', '难点问题', '问题', '存在问题'], line: ['业务条线', '条线', '业务线', '业务领域'], baseline: ['现状值', '现状', '基线', '基线值', '当前值'], target: ['目标值', '目标', '目标要求'],
  unit: ['单位', '计量单位'], source: ['来源', '问题来源', '难点来源'], leader: ['牵头人', '牵头党员', '责任人', '负责人'], committee: ['责任支委', '责任委员', '联系支委'], due: ['时限', '完成时限', '完成时间', '期限', '截止日期'], measure: ['党建举措', '党建措施', '对应党建举措', '对应举措'],
} as const
type Target = keyof typeof headings
const targets = Object.keys(headings) as Target[]
const headingOf = (text: string): Target | null => {
  const plain = text.normalize('NFKC').replace(/[\s*（(].*$|[:：]$/gu, '').replace(/\s/g, '')
  return targets.find((target) => headings[target].some((name) => name === plain)) ?? null
}

interface Found { sheet: TableSheet; at: number; columns: Map<Target, number> }
/** The first table that has a column of difficulties and one more that is known. */
function findTable({ sheets }: TableBook): Found | null {
  for (const sheet of sheets) {
    for (const [at, row] of sheet.rows.entries()) {
      const columns = new Map<Target, number>()
      row.cells.forEach((cell, index) => {
        const target = headingOf(cell.text)
        if (target !== null && !columns.has(target)) columns.set(target, index)
      })
      if (columns.has('title') && columns.size >= 2) return { sheet, at, columns }
    }
  }
  return null
}

/** What a business line is called, also with 部, 科 or 管理 behind it: 专卖科, 物流配送, 市场营销. */
function lineOf(text: string): BusinessLine | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  return businessLines.find((line) => businessLineNames[line] === plain) ?? businessLines.find((line) => line !== 'management' && line !== 'other' && plain.includes(businessLineNames[line])) ?? (plain.includes('管理') ? 'management' : null)
}

/** A number as its cell has it; % in the cell's format is told in `percent`. */
function decimalOf(cell: TableCell): { value: Decimal | null; percent: boolean } {
  const text = cell.text.normalize('NFKC').trim()
  return { value: readDecimal(text), percent: text.endsWith('%') }
}

function dayOf(cell: TableCell, today: IsoDate): IsoDate | null {
  return cell.date ?? parseFullDate(cell.text) ?? parseDue(cell.text, today)
}

/**
 * Reads a 业务难点清单, line by line. Null where no table in it has a column of difficulties. A line is refused without its difficulty, with a
 * line of business or a value that cannot be read, or where it stands in the file twice; anything else is a remark.
 */
export function readDifficultyTable(book: TableBook, today: IsoDate): ReadDifficultyRow[] | null {
  const found = findTable(book)
  if (!found) return null
  const seen = new Map<string, number>()
  return found.sheet.rows.slice(found.at + 1).filter((row) => isFilled(row, found.columns)).map((row) => readRow(row, found.columns, seen, today))
}

/** A line of nothing but a number, and one that closes the list (合计, 说明), are none. */
const isFilled = ({ cells }: TableRow, columns: ReadonlyMap<Target, number>): boolean =>
  [...columns.values()].some((index) => (cells[index]?.text ?? '').trim() !== '') && !/^(?:合计|总计|小计|备注|说明|注|填表人|审核)/.test((cells.find(({ text }) => text.trim() !== '')?.text ?? '').trim())

function readRow({ line, cells }: TableRow, columns: ReadonlyMap<Target, number>, seen: Map<string, number>, today: IsoDate): ReadDifficultyRow {
  const findings: DifficultyFinding[] = []
  const empty: TableCell = { text: '' }
  const cellOf = (target: Target): TableCell => cells[columns.get(target) ?? -1] ?? empty
  const textOf = (target: Target, max: number): string => {
    const text = cleanLine(cellOf(target).text)
    if (text.length > max) findings.push({ column: headings[target][0], message: `超过${max}字`, level: 'refuse' })
    return text
  }
  const title = textOf('title', 300)
  if (title === '') findings.push({ column: '难点', message: '难点没有填', level: 'refuse' })
  const first = seen.get(title)
  if (title !== '' && first !== undefined) findings.push({ column: '难点', message: `与第${first}行重复`, level: 'refuse' })
  else seen.set(title, line)
  const business = textOf('line', 60)
  const known = lineOf(business)
  if (known === null) findings.push({ column: '业务条线', message: business === '' ? '业务条线没有填，记为“其他”' : `“${business}”不在业务条线里，记为“其他”`, level: 'warn' })
  const value = (target: 'baseline' | 'target') => {
    const cell = cellOf(target)
    const read = decimalOf(cell)
    if (cell.error) findings.push({ column: headings[target][0], message: '是公式的错误结果', level: 'refuse' })
    else if (cell.text.trim() !== '' && read.value === null) findings.push({ column: headings[target][0], message: `“${cell.text.trim().slice(0, 20)}”不是一个数`, level: 'refuse' })
    else if (cell.text.trim() === '') findings.push({ column: headings[target][0], message: `${headings[target][0]}没有填，不能计算达成率`, level: 'warn' })
    return read
  }
  const [baseline, target] = [value('baseline'), value('target')]
  const unit = textOf('unit', 20) || (baseline.percent || target.percent ? '%' : '')
  const due = cellOf('due')
  const dueOn = due.text.trim() === '' && due.date === undefined ? null : dayOf(due, today)
  if (dueOn === null && due.text.trim() !== '') findings.push({ column: '时限', message: `“${due.text.trim().slice(0, 20)}”不是一个日期`, level: 'refuse' })
  const measure = textOf('measure', 2000)
  if (measure === '') findings.push({ column: '党建举措', message: '没有对应的党建举措', level: 'warn' })
  const leader = normaliseName(textOf('leader', 60))
  if (leader === '') findings.push({ column: '牵头人', message: '没有牵头人', level: 'warn' })
  const values: ReadDifficulty = {
    line: known ?? 'other', source: textOf('source', 120), baseline: baseline.value, target: target.value, unit, direction: directionOf(baseline.value, target.value),
    leader, committee: normaliseName(textOf('committee', 60)), dueOn, measure,
  }
  return { line, title, values: findings.some(({ level }) => level === 'refuse') ? null : values, findings }
}
