import type { PlanYear } from '../../../../shared/contract/plan.ts'
import { chineseDate, chineseMonthDay, weekdayOf, weeksOf, ymdOf } from '../../../../shared/domain/dates.ts'
import { businessKindNames, dayOfRow, monthsOfPaper, planName, planScope, planStateNames, type PlanPaper, type PlanRow } from '../../../../shared/domain/plan.ts'
import { linesIn } from '../../documents/columnWidths.ts'
import type { Sheet } from '../../documents/sheet.ts'
import { listBlock, sheetWidth, type ListColumnOf, type SheetBlock, type SheetPaper, type SheetRow } from '../../documents/sheetPaper.ts'
import type { SummarySection } from '../../../../shared/domain/yearSummary.ts'
import { infoLine, sheetOf, type ListPaper, type Sender } from '../memberPapers/papers.ts'

/** Full characters of 10.5 pt in a line of a page that lies. */
const across = 70
const narrow = (heading: string): ListColumnOf => ({ heading, align: 'center', wraps: false })
const wide = (heading: string): ListColumnOf => ({ heading, align: 'left', wraps: true })
const columns: ListColumnOf[] = [narrow('序号'), narrow('日期'), narrow('时间'), wide('活动'), wide('参加人员'), narrow('时长'), wide('党建和政治学习'), wide('业务学习和业务工作'), wide('依据'), narrow('进展'), wide('备注')]
/** Millimetres of these on a page that lies. */
const widths = [10, 22, 13, 26, 30, 16, 39, 34, 33, 15, 29]

/** What is on a paper, in the order of its days. */
export function rowsOfPaper({ rows }: PlanYear, what: PlanPaper, at: number): PlanRow[] {
  const [first, last] = monthsOfPaper(what, at)
  return rows.filter((row) => { const { month } = ymdOf(dayOfRow(row)); return month >= first && month <= last })
}

const hoursInWords = (hours: number | null): string => (hours === null ? '' : `${hours}小时`)
const remarksInWords = ({ remarks, place, reason, state, conflicts }: PlanRow): string =>
  [place === '' ? '' : `地点：${place}`, remarks, state === 'missing' ? `未开展的原因：${reason === '' ? '待补' : reason}` : '', ...conflicts.map(({ words }) => words)].filter((text) => text !== '').join('；')

/** How many of each kind, in the words of a last line. */
function countsInWords(rows: readonly PlanRow[]): string {
  const counts = Map.groupBy(rows, (row) => planName({ kind: row.kind, part: '' }))
  return `合计：${rows.length}项活动${rows.length === 0 ? '' : `：${[...counts].map(([name, of]) => `${name}${of.length}次`).join('、')}`}。`
}

/** The plan of a year, a quarter or a month. */
function planList(plan: PlanYear, what: PlanPaper, at: number, sender: Sender): ListPaper {
  const { year, told } = plan
  const rows = rowsOfPaper(plan, what, at)
  return {
    sheetName: `${planScope(year, what, at)}计划`, title: `${sender.branch}${planScope(year, what, at)}组织生活和学习计划`, info: infoLine(sender, [], across), columns,
    rows: rows.length === 0 ? [['', '', '', '还没有列入活动', '', '', '', '', '', '', '']] : rows.map((row, index) => [
      index + 1, `${chineseMonthDay(dayOfRow(row))}\n${weekdayOf(dayOfRow(row))}`, row.startsAt, planName(row), row.people, hoursInWords(row.hours), row.topic, row.business, row.basis, row.progress === '' ? planStateNames[row.state] : row.progress, remarksInWords(row),
    ]),
    footer: countsInWords(rows), notes: told === null ? [] : [told],
  }
}

/** Half characters of the columns that wrap, so that the sheet stands on a page that lies. */
const sheetWidths: Readonly<Record<string, number>> = { 活动: 16, 参加人员: 20, 党建和政治学习: 28, 业务学习和业务工作: 24, 依据: 24, 备注: 28 }
/** Half characters of a day on the sheet. */
const wallColumn = 20
const weekdays = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日']
const pointsToMillimetres = 25.4 / 72
/** Millimetres that the weeks of a month have on a page that lies, below the title and the weekdays and above the notes. */
const wallHeight = (notes: number): number => 142 - 6 * notes
/** Lines of a cell stand so far apart, in its size. */
const lineOfCell = 1.4
/** Millimetres above and below the text of a cell. */
const aroundCell = 2

/** Whether a month stands on one page in this size. */
function fitsWall(weeks: readonly (readonly string[])[], size: number, room: number): boolean {
  const perLine = Math.floor((sheetWidth(true) / 7 - 2) / (size * pointsToMillimetres / 2)) - 1
  return weeks.reduce((sum, week) => sum + Math.max(room / weeks.length, Math.max(...week.map((text) => linesIn(text, perLine))) * size * pointsToMillimetres * lineOfCell + aroundCell), 0) <= room + 0.1
}

/** A month on one A4 page for the wall: each day with its activities, the days off and what business has. A full one is told shorter and smaller. */
function wallPaper(plan: PlanYear, month: number, sender: Sender): SheetPaper {
  const { year, business, special, told } = plan
  const monthKey = `${year}-${String(month).padStart(2, '0')}`
  const rows = rowsOfPaper(plan, 'wall', month)
  const named = new Map(special.map(({ day, off, name }) => [day, off ? `（休）${name}` : name]))
  const weeks = weeksOf(monthKey)
  const weeksWith = (hasTopics: boolean, most: number): string[][] => weeks.map((week) => week.map((day) => {
    if (day === null) return ''
    const texts = [
      ...rows.filter((row) => dayOfRow(row) === day).map((row) => `${row.startsAt === '' ? '' : `${row.startsAt} `}${planName(row)}${row.topic === '' || !hasTopics ? '' : `：${row.topic}`}`),
      ...business.filter(({ kind, from, to }) => kind !== 'away' && kind !== 'season' && kind !== 'theme' && from <= day && day <= to).map(({ title }) => `◇${title}`),
    ]
    const head = [String(ymdOf(day).day), named.get(day) ?? ''].filter((text) => text !== '').join(' ')
    return [head, ...(texts.length > most ? [...texts.slice(0, most - 1), `另有${texts.length - most + 1}项`] : texts)].join('\n')
  }))
  const long = business.filter(({ kind, from, to }) => (kind === 'season' || kind === 'theme') && from.slice(0, 7) <= monthKey && to.slice(0, 7) >= monthKey)
  const notes = [
    ...(long.length === 0 ? [] : [`本月：${long.map(({ title, kind, from, to }) => `${title}（${businessKindNames[kind]}，${chineseMonthDay(from)}至${chineseMonthDay(to)}）`).join('、')}`]),
    ...(told === null ? [] : [told]),
  ]
  const room = wallHeight(notes.length)
  const ways = [
    ...[14, 12, 10.5, 9].map((size) => ({ size, texts: weeksWith(true, Infinity) })), ...[12, 10.5, 9, 8].map((size) => ({ size, texts: weeksWith(false, Infinity) })),
    ...[6, 5, 4, 3].map((most) => ({ size: 8, texts: weeksWith(false, most) })),
  ]
  const { size, texts } = ways.find((way) => fitsWall(way.texts, way.size, room)) ?? { size: 7, texts: weeksWith(false, 2) }
  const high = Math.floor(room / weeks.length)
  return {
    landscape: true, title: `${sender.branch}${year}年${month}月活动安排`, info: `${sender.unit}${sender.branch}　　制表：${sender.officer}　　${chineseDate(sender.today)}`,
    blocks: [
      { block: 'table', size, columns: weekdays.map(() => sheetWidth(true) / 7), rows: [{ repeats: true, cells: weekdays.map((text) => ({ text, isHead: true })) }, ...texts.map((week): SheetRow => ({ high, fromTop: true, cells: week.map((text) => ({ text, align: 'left' })) }))] },
      ...notes.map((text): SheetBlock => ({ block: 'note', text })),
    ],
  }
}

/** A paper of the plan for Word and PDF. */
export function paperOfPlan(plan: PlanYear, what: PlanPaper, at: number, sender: Sender): SheetPaper {
  if (what === 'wall') return wallPaper(plan, at, sender)
  const { title, info, columns: headings, rows, footer, notes } = planList(plan, what, at, sender)
  const table = listBlock(headings, rows, footer, true)
  return { landscape: true, title, info, blocks: [table.block === 'table' ? { ...table, size: 9, columns: widths } : table, ...notes.map((text): SheetBlock => ({ block: 'note', text: `注：${text}` }))] }
}

/** The same for Excel. */
export function sheetOfPlan(plan: PlanYear, what: PlanPaper, at: number, sender: Sender): Sheet {
  if (what !== 'wall') {
    const sheet = sheetOf(planList(plan, what, at, sender), true)
    return { ...sheet, columns: sheet.columns.map((column) => ({ ...column, width: sheetWidths[column.heading] ?? column.width })) }
  }
  const { title, info, blocks } = wallPaper(plan, at, sender)
  const weeks = blocks.flatMap((block) => (block.block === 'table' ? block.rows.filter(({ repeats }) => !repeats).map(({ cells }) => cells.map(({ text }) => text)) : []))
  return { sheetName: planScope(plan.year, what, at), title, subtitle: info, columns: weekdays.map((heading) => ({ heading, width: wallColumn })), rows: weeks, footer: blocks.flatMap((block) => (block.block === 'note' ? [block.text] : [])).join('\n'), landscape: true }
}

/** Millimetres of what is told and of where it is from, on a page that stands. */
const summaryColumns = [88, 82]
/** 年度小结 as a draft: each sentence beside its source. */
export function paperOfSummary(sections: readonly SummarySection[], year: number, { unit, branch, today }: Sender): SheetPaper {
  const head: SheetRow = { repeats: true, cells: [{ text: '小结（草稿）', isHead: true }, { text: '来源', isHead: true }] }
  return {
    landscape: false, title: `${branch}${year}年度工作小结`, info: `${unit}${branch}　　${chineseDate(today)}`,
    blocks: [
      ...sections.flatMap(({ title, sentences }): SheetBlock[] => [
        { block: 'heading', text: title },
        { block: 'table', columns: summaryColumns, size: 10.5, rows: [head, ...sentences.map(({ text, source }): SheetRow => ({ mayBreak: true, cells: [{ text, align: 'left' }, { text: source, align: 'left' }] }))] },
      ]),
      { block: 'note', text: '注：本稿只由软件里的记录写成，每句话右边是来源；“待补”处记录里没有，由支部填写。' },
    ],
  }
}
