import type { AttendanceFigures } from '../../../../shared/domain/attendanceFigures.ts'
import { chineseDate, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { cellOf, columnAlign, columnHeading, columnWraps, totalsInWords, type ListColumn, type ListedPerson } from '../../../../shared/domain/listColumns.ts'
import type { Structure, StructureKey } from '../../../../shared/domain/structure.ts'
import type { Service } from '../../context.ts'
import { listBlock, type ListColumnOf, type SheetBlock, type SheetPaper, type SheetPicture } from '../../documents/sheetPaper.ts'
import { naturalWidth } from '../../documents/columnWidths.ts'
import { widthOf } from '../../documents/titles.ts'
import type { Sheet } from '../../documents/sheet.ts'

/** Who hands a list in, and when. */
export interface Sender { unit: string; branch: string; officer: string; today: IsoDate }
export function senderOf({ vault, clock }: Pick<Service, 'vault' | 'clock'>): Sender {
  const { unit, branch, officer } = vault.info()
  return { unit, branch, officer: officer.name, today: localDay(clock()) }
}
/** A list before it is Word, PDF or Excel: the same words in all three. */
export interface ListPaper { sheetName: string; title: string; info: string; columns: ListColumnOf[]; rows: (string | number | null)[][]; footer: string; notes: string[] }

/** 填报单位：…　　统计时间：…　　填报时间：…　　填报人：…; in two lines where one is too long for the page, broken between two of them. */
export function infoLine({ unit, branch, officer, today }: Sender, facts: readonly string[], most: number): string {
  const sender = `填报单位：${unit}${branch}`
  const rest = [...facts, `填报时间：${chineseDate(today)}`, `填报人：${officer}`].join('　　')
  return `${sender}${widthOf(sender + rest) + 2 > most ? '\n' : '　　'}${rest}`
}
/** Full characters of 10.5 pt in a line of a page that stands, and of one that lies. */
const [upright, across] = [44, 70]

export function rosterList(people: readonly ListedPerson[], { title, columns, on, isFull, sender }: { title: string; columns: readonly ListColumn[]; on: IsoDate; isFull: boolean; sender: Sender }): ListPaper {
  return {
    sheetName: title, title: `${sender.branch}${title}`, info: infoLine(sender, on === sender.today ? [] : [`统计时间：截至${chineseDate(on)}`], columns.length > 7 ? across : upright),
    columns: columns.map((column) => ({ heading: columnHeading(column), align: columnAlign(column), wraps: columnWraps(column) })),
    rows: people.map((person, at) => columns.map((column) => cellOf(column, person, at, on, isFull))),
    footer: totalsInWords(people), notes: [],
  }
}

const percent = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 1000) / 10}%`)
const attendanceColumns: ListColumnOf[] = [
  ...['序号', '姓名', '党小组', '应到', '实到', '其中线上', '请假', '缺席', '到会率'].map((heading): ListColumnOf => ({ heading, align: 'center', wraps: false })),
  { heading: '请假和缺席原因', align: 'left', wraps: true },
]
export const attendanceDefinition = [
  '应到：本人按当日名册应参加、且当次已登记签到的会议次数（党员大会、支委会、党小组会、党课、组织生活会、民主评议等）；志愿服务等自愿参加的活动和谈心谈话不计。',
  '实到：按时、迟到和线上参加的合计。到会率＝实到÷（应到－经批准不作硬性要求而未到的次数）。没有登记本人签到的会议不计入。',
]

const reasonsInWords = ({ reasons }: AttendanceFigures): string => reasons.map(({ reason, turns }) => `${reason === '' ? '未写原因' : reason}${turns}次`).join('、')

export function attendanceList(people: readonly ListedPerson[], figures: ReadonlyMap<string, AttendanceFigures>, online: ReadonlyMap<string, number>, { from, to, sender }: { from: IsoDate; to: IsoDate; sender: Sender }): ListPaper {
  const known = people.flatMap((person) => {
    const found = figures.get(person.id)
    return found ? [{ person, found }] : []
  })
  const sum = (of: (found: AttendanceFigures) => number): number => known.reduce((all, { found }) => all + of(found), 0)
  const [expected, present, exempted] = [sum((f) => f.expected), sum((f) => f.present), sum((f) => f.exempted)]
  return {
    sheetName: '出勤统计', title: `${sender.branch}党员参加组织生活情况统计表`, info: infoLine(sender, [`统计期间：${chineseDate(from)}至${chineseDate(to)}`], across - 20),
    columns: attendanceColumns,
    rows: known.map(({ person, found }, at) => [at + 1, person.name, person.group ?? '', found.expected, found.present, online.get(person.id) ?? 0, found.leave, found.absent, percent(found.rate), [reasonsInWords(found), found.exempted > 0 ? '经批准不作硬性要求' : '', found.unmarked > 0 ? `另有${found.unmarked}次未登记` : ''].filter((text) => text !== '').join('；')]),
    footer: `合计：${known.length}人，应到${expected}人次，实到${present}人次，到会率${percent(expected - exempted === 0 ? null : present / (expected - exempted))}。`,
    notes: attendanceDefinition,
  }
}

const structureColumns: ListColumnOf[] = [{ heading: '分类', align: 'center', wraps: false }, { heading: '分组', align: 'center', wraps: false }, { heading: '人数', align: 'center', wraps: false }, { heading: '占比', align: 'center', wraps: false }, { heading: '人员', align: 'left', wraps: true }]
const shareInWords = (share: number): string => `${share.toFixed(1)}%`
const structureFooter = ({ total }: Structure): string => `合计：党员${total}人（正式党员和预备党员）。每一类各组人数之和等于合计；没有填写的列为“未填写”。`

export function structureList(structure: Structure, sender: Sender): ListPaper {
  return {
    sheetName: '党员结构', title: `${sender.branch}党员队伍结构统计表`, info: infoLine(sender, [`统计时间：截至${chineseDate(structure.on)}`], upright),
    columns: structureColumns,
    rows: structure.parts.flatMap(({ name, groups }) => groups.map(({ label, count, share, people }) => [name, label, count, shareInWords(share), people.map((person) => person.name).join('、')])),
    footer: structureFooter(structure), notes: structure.parts.flatMap(({ name, note }) => (note === '' ? [] : [`${name}：${note}`])),
  }
}

/** Each part with its chart, where the page drew one, and its table. */
export function structurePaper(structure: Structure, charts: ReadonlyMap<StructureKey, SheetPicture>, sender: Sender): SheetPaper {
  const { title, info, columns, footer } = structureList(structure, sender)
  const blocks = structure.parts.flatMap(({ key, name, note, groups }, index): SheetBlock[] => {
    const chart = charts.get(key)
    return [
      { block: 'heading', text: `${index + 1}. ${name}` },
      ...(chart ? [{ block: 'picture' as const, picture: chart }] : []),
      listBlock(columns.slice(1), groups.map(({ label, count, share, people }) => [label, count, shareInWords(share), people.map((person) => person.name).join('、')]), '', false),
      ...(note === '' ? [] : [{ block: 'note' as const, text: `注：${note}` }]),
    ]
  })
  return { landscape: false, title, info, blocks: [...blocks, { block: 'note', text: footer }] }
}

const mostOfMany = 20
/** The same list for Excel. */
export const sheetOf = ({ sheetName, title, info, columns, rows, footer, notes }: ListPaper, landscape: boolean): Sheet =>
  // Many columns are printed small: a wide one had better wrap. One of few has the room that its words take.
  ({ sheetName, title, subtitle: info, columns: columns.map((column, index) => (column.wraps ? { ...column, width: Math.min(columns.length > 10 ? mostOfMany : Infinity, naturalWidth(column.heading, rows.map((row) => String(row[index] ?? '')))) } : column)), rows, footer: [footer, ...notes.map((note) => `注：${note}`)].join('\n'), landscape })
/** The same list for Word and PDF. */
export const paperOfList = ({ title, info, columns, rows, footer, notes }: ListPaper, landscape: boolean): SheetPaper =>
  ({ landscape, title, info, blocks: [listBlock(columns, rows, footer, landscape), ...notes.map((note): SheetBlock => ({ block: 'note', text: `注：${note}` }))] })

