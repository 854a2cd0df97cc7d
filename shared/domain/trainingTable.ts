import { daysBetween, isoDateOf, parseFullDate, ymdOf, type IsoDate } from './dates.ts'
import { compareDecimals, readDecimal, type Decimal } from './decimal.ts'
import { findTables, type FoundTable } from './findTable.ts'
import { mostTrainingHours, type StudyKind } from './study.ts'
import { hoursOfDays } from './studyHours.ts'
import type { TableBook, TableCell } from './table.ts'
import { bareHeading } from './tableView.ts'
import { cleanLine, normaliseName } from './text.ts'

export interface ReadTraining { personId: string; from: IsoDate; to: IsoDate; organiser: string; kind: StudyKind; hours: Decimal }
export interface TrainingFinding { column: string; message: string; level: 'refuse' | 'warn' }
/** `values` null: the line is refused. */
export interface ReadTrainingRow { line: number; name: string; title: string; values: ReadTraining | null; findings: TrainingFinding[] }

const headings = {
  name: ['姓名', '党员姓名', '学员', '学员姓名', '参训人员', '参加人员', '人员'], title: ['培训名称', '培训班', '培训班名称', '培训内容', '培训项目', '班次', '课程', '课程名称', '学习内容', '内容', '名称'],
  from: ['开始日期', '起始日期', '开始时间', '培训开始时间', '培训日期', '培训时间', '学习日期', '学习时间', '日期', '时间', '起止日期', '起止时间'], to: ['结束日期', '结束时间', '培训结束时间', '截止日期'],
  organiser: ['主办单位', '组织单位', '举办单位', '主办', '培训单位', '培训机构'], kind: ['学习类别', '培训类别', '类别', '培训类型', '类型', '学习类型'],
  hours: ['学时', '学时数', '培训学时', '计学时', '折算学时'], days: ['天数', '培训天数', '脱产天数'],
} as const
type Target = keyof typeof headings
const targets = Object.keys(headings) as Target[]
/** 学时（小时） is 学时. */
const headingOf = (text: string): Target | null => {
  const plain = bareHeading(text).replace(/[（(].*$/u, '')
  return targets.find((target) => headings[target].some((name) => name === plain)) ?? null
}
/** One year: longer training is none. */
const mostDays = 366

/**
 * Reads a list of training, line by line. `people`: ids by name, as the roster has them. Null where no table in it has names, and hours or days.
 * A line is refused where nobody has its name, or where day, hours or title cannot be read, or where it stands in the file twice.
 */
export function readTrainingTable(book: TableBook, people: ReadonlyMap<string, string>, today: IsoDate): ReadTrainingRow[] | null {
  for (const table of findTables(book, (text) => headingOf(text) !== null)) {
    const columns = new Map<Target, number>()
    for (const { heading, index } of table.columns) {
      const target = headingOf(heading) ?? headingOf(heading.split('/').at(-1) ?? '')
      if (target !== null && !columns.has(target)) columns.set(target, index)
    }
    if (columns.has('name') && (columns.has('hours') || columns.has('days'))) return rowsOf(book, table, columns, people, today)
  }
  return null
}

function rowsOf(book: TableBook, { sheet, firstLine, lastLine, notData }: FoundTable, columns: ReadonlyMap<Target, number>, people: ReadonlyMap<string, string>, today: IsoDate): ReadTrainingRow[] {
  const aside = new Set(notData.map(({ line }) => line))
  const seen = new Map<string, number>()
  return (book.sheets[sheet]?.rows ?? []).filter(({ line }) => line >= firstLine && line <= lastLine && !aside.has(line)).map(({ line, cells }) => {
    const read = readRow((target) => cells[columns.get(target) ?? -1] ?? { text: '' }, people, today)
    const key = read.values === null ? '' : `${read.values.personId} ${read.values.from} ${read.title}`
    const first = key === '' ? undefined : seen.get(key)
    if (first !== undefined) return { line, ...read, values: null, findings: [...read.findings, { column: '培训名称', message: `与第${first}行重复`, level: 'refuse' as const }] }
    if (key !== '') seen.set(key, line)
    return { line, ...read }
  })
}

function readRow(cellOf: (target: Target) => TableCell, people: ReadonlyMap<string, string>, today: IsoDate): Omit<ReadTrainingRow, 'line'> {
  const findings: TrainingFinding[] = []
  const refuse = (target: Target, message: string): void => { findings.push({ column: headings[target][0], message, level: 'refuse' }) }
  const warn = (target: Target, message: string): void => { findings.push({ column: headings[target][0], message, level: 'warn' }) }
  const textOf = (target: Target, max: number): string => {
    const text = cleanLine(cellOf(target).text)
    if (text.length > max) refuse(target, `超过${max}字`)
    return text
  }
  const name = normaliseName(textOf('name', 60))
  const personId = people.get(name)
  if (name === '') refuse('name', '姓名没有填')
  else if (personId === undefined) refuse('name', '名册里没有这个人')
  const title = textOf('title', 200)
  if (title === '') refuse('title', '培训名称没有填')
  const span = spanOf(cellOf('from'), cellOf('to'))
  if (span === null) refuse('from', cellOf('from').text.trim() === '' ? '日期没有填' : `“${cellOf('from').text.trim().slice(0, 20)}”不是一个日期`)
  else if (span.to < span.from) refuse('to', '结束日期早于开始日期')
  else if (span.to > today) refuse('to', '日期晚于今天，培训结束后再登记')
  else if (daysBetween(span.from, span.to) >= mostDays) refuse('to', '一次培训不超过一年，请核对日期')
  const kindText = textOf('kind', 40)
  const kind = /业务|技能|专业|岗位|职业/.test(kindText) ? 'business' as const : 'theory' as const
  if (kindText === '') warn('kind', '类别没有填，记为政治理论')
  else if (kind === 'theory' && !/理论|政治|党/.test(kindText)) warn('kind', `“${kindText.slice(0, 20)}”认不出，记为政治理论`)
  const hours = hoursOf(cellOf('hours'), cellOf('days'), refuse, warn)
  const organiser = textOf('organiser', 120)
  const isRefused = findings.some(({ level }) => level === 'refuse')
  return { name, title, findings, values: isRefused || personId === undefined || span === null || hours === null ? null : { personId, ...span, organiser, kind, hours } }
}

type Tell = (target: Target, message: string) => void
/** The hours that a line says, or eight for each day of 脱产 that it says. */
function hoursOf(hoursCell: TableCell, daysCell: TableCell, refuse: Tell, warn: Tell): Decimal | null {
  const numberIn = (cell: TableCell): Decimal | null => (cell.error ? null : readDecimal(cell.text.replace(/(?:学时|小时|天)\s*$/, '')))
  const [told, days] = [numberIn(hoursCell), numberIn(daysCell)]
  const byDays = days === null ? null : hoursOfDays(days)
  if (hoursCell.text.trim() === '') {
    if (byDays === null) refuse('hours', daysCell.text.trim() === '' ? '学时没有填' : `天数“${daysCell.text.trim().slice(0, 20)}”不是整天或半天`)
    return byDays
  }
  if (told === null || compareDecimals(told, '0') <= 0 || compareDecimals(told, mostTrainingHours) > 0) {
    refuse('hours', `“${hoursCell.text.trim().slice(0, 20)}”不是学时`)
    return null
  }
  if (byDays !== null && byDays !== told) warn('hours', `按天数应是${byDays}学时，以学时一栏为准`)
  return told
}

/** The days of a training: of one cell or of two; 2026.3.2-3.6 and 3月2日至6日 in one. Null where a day cannot be read. */
function spanOf(first: TableCell, second: TableCell): { from: IsoDate; to: IsoDate } | null {
  const from = first.date ?? parseFullDate(first.text)
  if (from !== null) {
    if (second.text.trim() === '' && second.date === undefined) return { from, to: from }
    const to = second.date ?? parseFullDate(second.text)
    return to === null ? null : { from, to }
  }
  const plain = first.text.normalize('NFKC').replace(/\s+/g, '')
  for (const [mark] of plain.matchAll(/[至到~—–]+|-+/g)) {
    for (let at = plain.indexOf(mark); at >= 0; at = plain.indexOf(mark, at + 1)) {
      const begun = parseFullDate(plain.slice(0, at))
      const ended = begun === null ? null : endOf(plain.slice(at + mark.length), begun)
      if (begun !== null && ended !== null) return { from: begun, to: ended }
    }
  }
  return null
}

/** A last day that leaves out what the first one says: 3.6, 3月6日, 6日. */
function endOf(text: string, from: IsoDate): IsoDate | null {
  const whole = parseFullDate(text)
  if (whole !== null) return whole
  const { year, month } = ymdOf(from)
  const [, inMonth, inDay] = /^(?:(\d{1,2})[月.\-/])?(\d{1,2})[日号]?$/.exec(text) ?? []
  return inDay === undefined ? null : isoDateOf(year, inMonth === undefined ? month : Number(inMonth), Number(inDay))
}
