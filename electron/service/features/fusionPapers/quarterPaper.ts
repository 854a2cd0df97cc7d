import type { Board } from '../../../../shared/domain/board.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { businessLineNames, projectKindNames } from '../../../../shared/domain/project.ts'
import { linesIn } from '../../documents/columnWidths.ts'
import { columnsOf, fitting, head, left, middle, rowHigh, size } from '../../documents/onePage.ts'
import type { SheetBlock, SheetPaper, SheetRow } from '../../documents/sheetPaper.ts'
import { infoLine, type Sender } from '../memberPapers/papers.ts'
import { dotted, valueInWords } from './lists.ts'

/** What stands between the margins less title, lines of the sender, four headings and the note, in millimetres, with a reserve for other faces. */
const room = 172

/** The branch in a quarter or a year, on one A4 page: the figures with how they came about, the projects, what is open. What does not fit is counted. */
export function quarterPaper(board: Board, sender: Sender): SheetPaper {
  const summary = board.sentences.slice(0, 2)
  const summaryHigh = summary.reduce((sum, text) => sum + 4.9 * linesIn(text, 104), 0) + 2

  const indicatorWidths = columnsOf(42, 22, 21, 42, 22, 21)
  const pairs: SheetRow[] = []
  const half = Math.ceil(board.indicators.length / 2)
  for (let at = 0; at < half; at++) {
    const two = [board.indicators[at], board.indicators[at + half]]
    pairs.push({ high: rowHigh, cells: two.flatMap((indicator) => (indicator ? [left(`${indicator.name}${indicator.forAnalysis ? '*' : ''}`), middle(indicator.value.replace(' ', '')), middle(indicator.denominator === '' ? '还没有数据' : `${indicator.numerator} / ${indicator.denominator}`)] : [left(''), middle(''), middle('')])) })
  }
  const indicatorHead: SheetRow = { high: rowHigh, cells: ['指标', '数值', '分子/分母', '指标', '数值', '分子/分母'].map(head) }

  let free = room - summaryHigh - (pairs.length + 1) * rowHigh

  const projectWidths = columnsOf(46, 23, 16, 34, 17, 16, 24)
  const projects = board.projects.map(({ title, kind, leader, metric, dueOn, overdue }) => [left(title), middle(projectKindNames[kind]), middle(leader), middle(metric === null ? '—' : `${valueInWords(metric.baseline, metric.unit) || '—'} → ${valueInWords(metric.actual, metric.unit) || '—'}`), middle(metric === null ? '—' : valueInWords(metric.target, metric.unit) || '—'), middle(metric === null ? '—' : metric.shown.replace(' ', '')), middle(dueOn === null ? '' : `${dotted(dueOn)}${overdue ? '\n已超过' : ''}`)])
  const kept = fitting(projects, projectWidths, free * 0.4, (missing) => `另有${missing}个项目，见业务融合的项目列表。`)
  free -= free * 0.4 - kept.left + rowHigh

  const difficultyWidths = columnsOf(51, 15, 34, 17, 17, 22, 20)
  const open = board.difficulties.filter(({ state }) => state === 'open')
  const difficulties = [...open.filter(({ converted }) => !converted), ...open.filter(({ converted }) => converted)].map(({ title, line, baseline, actual, target, unit: unitOf, leader, dueOn, converted }) => [left(title), middle(businessLineNames[line]), middle(`${valueInWords(baseline, unitOf) || '—'} → ${valueInWords(actual, unitOf) || '—'}`), middle(valueInWords(target, unitOf) || '—'), middle(leader), middle(dotted(dueOn)), middle(converted ? '有' : '还没有')])
  const keptDifficulties = fitting(difficulties, difficultyWidths, free * 0.5, (missing) => `另有${missing}个难点，见难点清单。`)
  free -= free * 0.5 - keptDifficulties.left + rowHigh

  const actionWidths = columnsOf(104, 20, 26, 26)
  const actions = board.actions.filter(({ confidential }) => !confidential).map(({ title, owner, nextOn, repeatText, list }) => [left(title), middle(owner), middle(nextOn === null ? repeatText || '无期限' : dotted(nextOn)), middle(list === 'overdue' ? '逾期' : list === 'today' ? '今天到期' : '未到期')])
  const keptActions = fitting(actions, actionWidths, free - rowHigh, (missing) => `另有${missing + board.openActions - actions.length}项，见议定事项清单。`)

  const tableOf = (columns: number[], rows: SheetRow[]): SheetBlock => ({ block: 'table', columns, size, rows })
  const none = (text: string): SheetBlock => ({ block: 'note', text })
  return {
    landscape: false, title: `${board.title}党建与业务融合情况`, info: infoLine(sender, [`统计时间：截至${chineseDate(board.on < board.to ? board.on : board.to)}`], 44),
    blocks: [
      tableOf(columnsOf(20, 150), [{ high: summaryHigh, cells: [head('总体情况'), left(summary.join('\n'))] }]),
      { block: 'heading', text: '一、指标' }, tableOf(indicatorWidths, [indicatorHead, ...pairs]),
      { block: 'heading', text: '二、项目' },
      projects.length === 0 ? none('没有实施中的项目。') : tableOf(projectWidths, [{ high: rowHigh, cells: ['项目', '类别', '牵头人', '现状值 → 实际值', '目标值', '达成率', '时限'].map(head) }, ...kept.rows]),
      { block: 'heading', text: '三、攻关中的难点' },
      difficulties.length === 0 ? none('没有攻关中的难点。') : tableOf(difficultyWidths, [{ high: rowHigh, cells: ['难点', '条线', '现状值 → 实际值', '目标值', '牵头人', '时限', '党建举措'].map(head) }, ...keptDifficulties.rows]),
      { block: 'heading', text: '四、未办结的议定事项' },
      actions.length === 0 ? none('没有未办结的议定事项。') : tableOf(actionWidths, [{ high: rowHigh, cells: ['事项', '责任人', '时限', '情况'].map(head) }, ...keptActions.rows]),
      { block: 'note', text: '分母为0的显示“—”。带*的只作分析，不是考核分数。学时达标率按全年的要求，只算已确认的会议学时和登记的培训。' },
    ],
  }
}
