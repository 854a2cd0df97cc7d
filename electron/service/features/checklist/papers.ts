import { checkStateNames, handStateNames, type Checklist, type CheckItem } from '../../../../shared/domain/checklist.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import type { exportedLists } from '../../../../shared/contract/checklist.ts'
import { checkSectionNames, gradesInWords } from '../../../../shared/rules/checklist.ts'
import type { Sheet } from '../../documents/sheet.ts'
import { listBlock, type ListColumnOf, type SheetBlock, type SheetPaper, type SheetRow } from '../../documents/sheetPaper.ts'
import { infoLine, sheetOf, type ListPaper, type Sender } from '../memberPapers/papers.ts'

type ExportedList = (typeof exportedLists)[number]

/** Full characters of 10.5 pt in a line of a page that lies. */
const across = 70
const narrow = (heading: string): ListColumnOf => ({ heading, align: 'center', wraps: false })
const wide = (heading: string): ListColumnOf => ({ heading, align: 'left', wraps: true })

const pointsInWords = ({ points, veto }: Pick<CheckItem, 'points' | 'veto'>): string => [points === 0 ? (veto ? '' : '不计分') : String(points), veto ? '★否决' : ''].filter((part) => part !== '').join('\n')
const handInWords = ({ hand }: Pick<CheckItem, 'hand'>): string => (hand === null ? '' : `${handStateNames[hand.answer]}（${chineseDate(hand.on)}，${hand.who}）${hand.note === '' ? '' : `\n${hand.note}`}`)
/** Without what is to be clicked: paper has no buttons. */
const onPaper = (said: string): string => said.replace(/[，。]请[^。]*。/g, '。')
const words = ({ words: said, toVerify }: { words: string; toVerify: boolean }): string => `${onPaper(said)}${toVerify ? '\n（依据待核）' : ''}`

const wholeRow = (item: CheckItem, at: number) => [
  at + 1, checkSectionNames[item.section], item.text, pointsInWords(item), item.evidence, checkStateNames[item.state], item.data ? words({ words: item.data.words, toVerify: item.toVerify }) : '', handInWords(item),
]

/** Of the files of many people so many are named. */
const mostNames = 6
const aboutPeople: Readonly<Record<string, string>> = { C10: '人发展党员的日期不全或要核对', C11: '人档案不全', C12: '人学时不够' }
/** The files of all people of a point in one line: 17人档案不全：周启明缺14项、…等. */
function peopleInWords({ id, data }: CheckItem): string[] {
  const people = data?.links.filter(({ isMissing, to }) => isMissing && to.screen === 'member') ?? []
  if (people.length === 0) return []
  const named = people.slice(0, mostNames).map(({ words: said }) => said.replace('：', ''))
  // Only a point of more people than leave the service has more; nobody counts them on paper.
  const count = `${people.length}${(data?.more ?? 0) > 0 ? '多' : ''}`
  return [`${count}${aboutPeople[id] ?? '人缺项'}：${named.join(named.some((said) => said.includes('，')) ? '；' : '、')}${people.length > named.length ? '等' : ''}`]
}

/** What lacks of a point, a line each: what a person wrote down, else what the data name, else their sentence. */
function lacksOf(item: CheckItem): string[] {
  if (item.hand?.answer === 'missing') return [item.hand.note === '' ? `${chineseDate(item.hand.on)}查看不符合` : item.hand.note]
  if (item.data === null) return []
  const people = peopleInWords(item)
  const named = item.data.links.filter(({ isMissing, to }) => isMissing && (to.screen === 'newMeeting' || to.screen === 'meeting' || to.screen === 'project' || (to.screen === 'organisation' && to.tab === 'transfers'))).map(({ words: said, to }) => (to.screen === 'newMeeting' ? said.replace(/^登记/, '缺') : said))
  return named.length + people.length === 0 ? [onPaper(item.data.words)] : [...named, ...people, ...(item.data.more > 0 && people.length === 0 ? [`另有${item.data.more}项`] : [])]
}

/** The rows of the list, or of what lacks today. */
export function checklistRows({ items }: Checklist, what: ExportedList): (string | number | null)[][] {
  if (what === 'all') return items.map(wholeRow)
  // A point and its 分值 stand once, so that they can be added up; Word and PDF make one cell of them.
  const lacks = items.filter(({ state }) => state === 'missing').flatMap((item) => lacksOf(item).map((lack, at) => ({ item, lack, isFirst: at === 0 })))
  return lacks.map(({ item, lack, isFirst }, at) => [at + 1, isFirst ? item.text : '', lack, isFirst ? pointsInWords(item) : '', '', '', ''])
}

const columns: Record<ExportedList, ListColumnOf[]> = {
  all: [narrow('序号'), narrow('类别'), wide('检查点'), narrow('分值'), wide('证据'), narrow('结果'), wide('数据里的情况'), wide('手工核对')],
  missing: [narrow('序号'), wide('检查点'), wide('缺项内容'), narrow('分值'), narrow('责任人'), narrow('补齐时限'), narrow('完成情况')],
}

/** 检查清单 of a year, or 缺项清单 with room for who mends what by when. */
export function checklistList(list: Checklist, what: ExportedList, sender: Sender): ListPaper {
  const { year, on, sums, total, vetoes } = list
  const rows = checklistRows(list, what)
  const info = infoLine(sender, [`统计时间：截至${chineseDate(on)}`], across)
  const vetoed = vetoes === 0 ? '' : `★一票否决项有${vetoes}个缺或不符合，请先核对。`
  if (what === 'missing') {
    return {
      sheetName: '缺项清单', title: `${sender.branch}${year}年缺项清单`, info, columns: columns.missing, rows: rows.length === 0 ? [['', '没有缺的。', '', '', '', '', '']] : rows,
      footer: `合计：缺${rows.length}项，涉及检查点${sums.missing.count}个、${sums.missing.points}分。${vetoed}另有${sums.unknown.count}个检查点待定。`, notes: [],
    }
  }
  return {
    sheetName: '检查清单', title: `${sender.branch}${year}年标准化规范化检查清单`, info, columns: columns.all, rows,
    footer: `合计：${list.items.length}个检查点，符合${sums.ok.count}个、缺${sums.missing.count}个、待定${sums.unknown.count}个、不适用${sums.notApplicable.count}个。计分${total}分，符合${sums.ok.points}分，缺${sums.missing.points}分，待定${sums.unknown.points}分。${vetoed}`,
    notes: ['自评，只供自查，不代替上级党组织的考评。手工核对的以手工为准。', gradesInWords],
  }
}

/** Columns of 缺项清单 that stand once for a point. */
const [pointAt, pointsAt] = [1, 3]

/** Half characters of the columns that wrap, so that the sheet stands on a page that lies. */
const widths: Readonly<Record<string, number>> = { 检查点: 30, 证据: 16, 数据里的情况: 44, 手工核对: 26, 缺项内容: 44, 责任人: 12, 补齐时限: 12, 完成情况: 18 }
/** The same list for Excel. */
export function sheetOfList(list: ListPaper): Sheet {
  const sheet = sheetOf(list, true)
  return { ...sheet, columns: sheet.columns.map((column) => ({ ...column, width: widths[column.heading] ?? column.width })) }
}

/** Millimetres of the columns on a page that lies: what the data say is longest. */
const pageColumns: Record<ExportedList, { size: number; columns: number[] }> = {
  all: { size: 9, columns: [11, 26, 50, 14, 34, 12, 78, 42] },
  missing: { size: 10.5, columns: [11, 58, 100, 15, 22, 25, 36] },
}
/** One cell for a point and one for its 分值, as high as all that lacks of it. */
function withPointsOnce(rows: readonly SheetRow[]): SheetRow[] {
  const isBelow = ({ cells, repeats }: SheetRow | undefined = { cells: [] }): boolean => repeats !== true && cells.length > 1 && cells[pointAt]?.text === ''
  return rows.map((row, at) => {
    if (isBelow(row)) return { ...row, cells: row.cells.filter((_cell, column) => column !== pointAt && column !== pointsAt) }
    let high = 1
    while (isBelow(rows[at + high])) high++
    return high === 1 ? row : { ...row, cells: row.cells.map((cell, column) => (column === pointAt || column === pointsAt ? { ...cell, rows: high } : cell)) }
  })
}
/** The same list for Word and PDF. */
export function paperOfChecklist({ title, info, columns: headings, rows, footer, notes }: ListPaper, what: ExportedList): SheetPaper {
  const list = listBlock(headings, rows, footer, true)
  const table = what === 'missing' && list.block === 'table' ? { ...list, rows: withPointsOnce(list.rows) } : list
  return { landscape: true, title, info, blocks: [table.block === 'table' ? { ...table, ...pageColumns[what] } : table, ...notes.map((text): SheetBlock => ({ block: 'note', text: `注：${text}` }))] }
}
