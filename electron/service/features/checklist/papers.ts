import { checkStateNames, handStateNames, type Checklist, type CheckItem } from '../../../../shared/domain/checklist.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import type { exportedLists } from '../../../../shared/contract/checklist.ts'
import { checkSectionNames, gradesInWords } from '../../../../shared/rules/checklist.ts'
import type { ListColumnOf } from '../../documents/sheetPaper.ts'
import { infoLine, type ListPaper, type Sender } from '../memberPapers/papers.ts'

type ExportedList = (typeof exportedLists)[number]

/** Full characters of 10.5 pt in a line of a page that lies. */
const across = 70
const narrow = (heading: string): ListColumnOf => ({ heading, align: 'center', wraps: false })
const wide = (heading: string): ListColumnOf => ({ heading, align: 'left', wraps: true })

const pointsInWords = ({ points, veto }: Pick<CheckItem, 'points' | 'veto'>): string => [points === 0 ? (veto ? '' : '不计分') : String(points), veto ? '★否决' : ''].filter((part) => part !== '').join('\n')
const handInWords = ({ hand }: Pick<CheckItem, 'hand'>): string => (hand === null ? '' : `${handStateNames[hand.answer]}（${chineseDate(hand.on)}，${hand.who}）${hand.note === '' ? '' : `\n${hand.note}`}`)
const words = ({ words: said, toVerify }: { words: string; toVerify: boolean }): string => `${said}${toVerify ? '\n（依据待核）' : ''}`

const wholeRow = (item: CheckItem, at: number) => [
  at + 1, checkSectionNames[item.section], item.text, pointsInWords(item), item.evidence, checkStateNames[item.state], item.data ? words({ words: item.data.words, toVerify: item.toVerify }) : '', handInWords(item),
]

/** What lacks of a point, a line each: what a person wrote down, else what the data name, else their sentence. */
function lacksOf(item: CheckItem): string[] {
  if (item.hand?.answer === 'missing') return [item.hand.note === '' ? `${chineseDate(item.hand.on)}查看不符合` : item.hand.note]
  if (item.data === null) return []
  const named = item.data.links.filter(({ isMissing, to }) => isMissing && (to.screen === 'newMeeting' || to.screen === 'meeting' || to.screen === 'member' || to.screen === 'project')).map(({ words: said, to }) => (to.screen === 'newMeeting' ? said.replace(/^登记/, '缺') : said))
  return named.length === 0 ? [item.data.words] : [...named, ...(item.data.more > 0 ? [`另有${item.data.more}项`] : [])]
}

/** The rows of the list, or of what lacks today. */
export function checklistRows({ items }: Checklist, what: ExportedList): (string | number | null)[][] {
  if (what === 'all') return items.map(wholeRow)
  const lacks = items.filter(({ state }) => state === 'missing').flatMap((item) => lacksOf(item).map((lack) => ({ item, lack })))
  return lacks.map(({ item, lack }, at) => [at + 1, item.text, lack, pointsInWords(item), '', '', ''])
}

const columns: Record<ExportedList, ListColumnOf[]> = {
  all: [narrow('序号'), narrow('类别'), wide('检查点'), narrow('分值'), wide('证据'), narrow('结果'), wide('数据里的情况'), wide('手工核对')],
  missing: [narrow('序号'), wide('检查点'), wide('缺什么'), narrow('分值'), narrow('责任人'), narrow('补齐时限'), narrow('完成情况')],
}

/** 检查清单 of a year, or 缺项清单 with room for who mends what by when. */
export function checklistList(list: Checklist, what: ExportedList, sender: Sender): ListPaper {
  const { year, on, sums, total, vetoes } = list
  const rows = checklistRows(list, what)
  const info = infoLine(sender, [`统计时间：截至${chineseDate(on)}`], across)
  const vetoed = vetoes === 0 ? '' : `★一票否决项有${vetoes}个缺或不符合，请先核对。`
  if (what === 'missing') {
    return {
      sheetName: '缺项清单', title: `${sender.branch}${year}年检查清单缺项`, info, columns: columns.missing, rows: rows.length === 0 ? [['', '没有缺的。', '', '', '', '', '']] : rows,
      footer: `合计：缺${rows.length}项，涉及检查点${sums.missing.count}个、${sums.missing.points}分。${vetoed}另有${sums.unknown.count}个检查点还没有核对。`, notes: [],
    }
  }
  return {
    sheetName: '检查清单', title: `${sender.branch}${year}年标准化规范化检查清单`, info, columns: columns.all, rows,
    footer: `合计：${list.items.length}个检查点，符合${sums.ok.count}个、缺${sums.missing.count}个、待定${sums.unknown.count}个、不适用${sums.notApplicable.count}个。计分${total}分，符合${sums.ok.points}分，缺${sums.missing.points}分，待定${sums.unknown.points}分。${vetoed}`,
    notes: ['自评，只供自查，不代替上级党组织的考评。手工核对的以手工为准。', gradesInWords],
  }
}
