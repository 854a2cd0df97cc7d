import type { Output } from '../../../../shared/contract/index.ts'
import type { ActionRow } from '../../../../shared/domain/action.ts'
import { actionStateNames } from '../../../../shared/domain/action.ts'
import { chineseDate, type IsoDate } from '../../../../shared/domain/dates.ts'
import { businessLineNames, projectKindNames, projectStateNames, type ProjectFull } from '../../../../shared/domain/project.ts'
import { sheetWidth, type SheetBlock, type SheetCell, type SheetPaper, type SheetPicture, type SheetRow } from '../../documents/sheetPaper.ts'
import { dotted } from './lists.ts'

type Indicators = Output<'projects.indicators'>
const size = 10.5
const rowHigh = 9

const head = (text: string): SheetCell => ({ text, isHead: true })
const value = (text: string, columns = 1): SheetCell => ({ text, columns, align: 'center' })
const long = (text: string, columns: number): SheetCell => ({ text, columns, align: 'left' })

/** Six columns: a label and its value three times. */
const sixths = [22, 35, 22, 35, 22, 34].map((width) => Math.round(width * sheetWidth(false) / 170 * 100) / 100)
const table = (rows: SheetRow[]): SheetBlock => ({ block: 'table', columns: sixths, size, rows })

/** 周启明、赵文博（党员）；李明（群众，数据整理）. */
function membersInWords({ members }: ProjectFull): string {
  const word = ({ name, duty }: ProjectFull['members'][number]): string => (duty === '' ? name : `${name}（${duty}）`)
  const party = members.filter(({ isParty }) => isParty).map(word)
  const others = members.filter(({ isParty }) => !isParty).map(word)
  return [party.length === 0 ? '' : `党员：${party.join('、')}`, others.length === 0 ? '' : `其他人员：${others.join('、')}`].filter((text) => text !== '').join('\n')
}

const metricName = ({ name, unit }: { name: string; unit: string }): string => (unit === '' ? name : `${name}（${unit}）`)
const whenInWords = (startsOn: IsoDate, dueOn: IsoDate | null): string => `${chineseDate(startsOn)}至${dueOn === null ? '　　年　月　日' : chineseDate(dueOn)}`

/** The first rows of both forms. */
function headRows(project: ProjectFull): SheetRow[] {
  return [
    { high: rowHigh, cells: [head('项目名称'), long(project.title, 5)] },
    { high: rowHigh, cells: [head('编号'), value(project.number), head('类别'), value(projectKindNames[project.kind]), head('业务条线'), value(businessLineNames[project.line])] },
    { high: rowHigh, cells: [head('牵头人'), value(project.leader), head('起止时间'), value(whenInWords(project.startsOn, project.dueOn), 3)] },
    { high: rowHigh, cells: [head('对应难点'), long(project.difficultyTitle, 5)] },
    { high: rowHigh, cells: [head('成员'), long(membersInWords(project), 5)] },
  ]
}

/** One opinion with a place for name, seal and day; signed and sealed by hand. */
const opinion = (label: string, high: number): SheetRow => ({ high, cells: [head(label), value('\n\n　　　　　　签字：　　　　　　　　（盖章）　　　　年　　月　　日', 5)] })

/** 立项书: what is promised, by when and by which figures; the opinions are signed by hand. */
export function proposalPaper(project: ProjectFull, { unit, branch, today }: { unit: string; branch: string; today: IsoDate }): SheetPaper {
  const figures = project.metrics.length === 0
    ? [{ high: rowHigh, cells: [head('目标'), long('', 5)] }]
    : [
        { high: rowHigh, cells: [{ ...head('目标'), rows: project.metrics.length + 1 }, { text: '指标', isHead: true, columns: 2 }, head('现状值'), head('目标值'), head('现状值来源')] },
        ...project.metrics.map((metric): SheetRow => ({ high: rowHigh, cells: [long(metricName(metric), 2), value([metric.baseline ?? '', metric.baselineOn === null ? '' : dotted(metric.baselineOn)].filter((text) => text !== '').join('\n')), value(metric.target ?? ''), value(metric.baselineSource)] })),
      ]
  const milestones = project.milestones.map(({ title, dueOn, repeatText }, at) => `${at + 1}. ${title}${repeatText === '' && dueOn === null ? '' : `（${[repeatText, dueOn === null ? '' : `${repeatText === '' ? '' : '至'}${chineseDate(dueOn)}`].filter((text) => text !== '').join('，')}）`}`).join('\n')
  return {
    landscape: false, title: `${projectKindNames[project.kind]}立项书`, info: `申报单位：${unit}${branch}　　填表时间：${chineseDate(today)}`,
    blocks: [table([
      ...headRows(project), ...figures,
      { high: 24, mayBreak: true, cells: [head('承诺'), long(project.promise, 5)] },
      { high: 34, mayBreak: true, cells: [head('攻坚措施'), long(project.measures, 5)] },
      { high: 24, mayBreak: true, cells: [head('节点'), long(milestones, 5)] },
      ...(project.objects.length === 0 ? [] : [{ high: rowHigh, mayBreak: true, cells: [head('联系对象'), long(`${project.objects.length}个：${project.objects.join('、')}`, 5)] }]),
      opinion('党支部意见', 24), opinion('上级党组织\n意见', 24),
    ])],
  }
}

/** 结题表: start, target and what came of it, each with day and source; what the branch did; result and review. */
export function closingPaper(project: ProjectFull, { indicators, actions, curves, unit, branch, today }: { indicators: Indicators; actions: readonly ActionRow[]; curves: ReadonlyMap<string, SheetPicture>; unit: string; branch: string; today: IsoDate }): SheetPaper {
  const figures: SheetRow[] = [
    { high: rowHigh, cells: [head('指标'), head('现状值'), head('目标值'), head('实际值'), head('达成率'), head('数据来源')] },
    ...indicators.metrics.map((metric): SheetRow => ({
      high: rowHigh,
      cells: [long(metricName(metric), 1), value([metric.baseline ?? '—', dotted(metric.baselineOn)].filter((text) => text !== '').join('\n')), value(metric.target ?? '—'), value([metric.actual ?? '—', dotted(metric.actualOn)].filter((text) => text !== '').join('\n')), value(metric.shown.replace(' ', '')), value(metric.source)],
    })),
  ]
  const { total, done, open, overdue } = indicators.actions
  const worked = [
    `会议和活动${indicators.meetings.length}次${indicators.meetings.length === 0 ? '' : `：${indicators.meetings.slice(-6).map(({ heldOn, title }) => `${title || '会议'}（${dotted(heldOn)}）`).join('、')}${indicators.meetings.length > 6 ? '等' : ''}`}。`,
    `议定事项${total}项，办结${done}项${open === 0 ? '' : `，未办结${open}项${overdue === 0 ? '' : `（逾期${overdue}项）`}`}。`,
    ...actions.slice(0, 6).map(({ title, owner, state }) => `　${owner === '' ? '' : `${owner}：`}${title}（${actionStateNames[state]}）`),
    ...(actions.length > 6 ? [`　另有${actions.length - 6}项，见议定事项清单。`] : []),
    ...(project.visits.length === 0 ? [] : [`走访${project.visits.length}次，收集问题${project.visits.filter(({ found }) => found !== '').length}个，办结${project.visits.filter(({ closedOn }) => closedOn !== null).length}个。`]),
    ...(indicators.evidenceFiles === 0 ? [] : [`佐证材料${indicators.evidenceFiles}份。`]),
  ].join('\n')
  const drawn = indicators.metrics.flatMap(({ metricId, name }): SheetBlock[] => {
    const picture = curves.get(metricId)
    return picture ? [{ block: 'heading', text: name }, { block: 'picture', picture }] : []
  })
  const state = project.closedOn === null ? projectStateNames[project.state] : `${projectStateNames[project.state]}（${chineseDate(project.closedOn)}）`
  return {
    landscape: false, title: `${projectKindNames[project.kind]}结题表`, info: `申报单位：${unit}${branch}\n填表时间：${chineseDate(today)}　　状态：${state}`,
    blocks: [
      table([
        ...headRows(project), ...figures,
        { high: 30, mayBreak: true, cells: [head('开展情况'), long(worked, 5)] },
        { high: 28, mayBreak: true, cells: [head('成果'), long(project.result, 5)] },
        { high: 20, mayBreak: true, cells: [head('评议意见'), long(project.review, 5)] },
        { high: rowHigh, cells: [head('评定等次'), long(project.grade, 5)] },
        opinion('党支部意见', 22), opinion('上级党组织\n意见', 22),
      ]),
      { block: 'note', text: `达成率＝（实际值－现状值）÷（目标值－现状值），超过100%的按100%显示；目标值等于现状值或缺数值的不计算，显示“—”。${indicators.metrics.map(({ name, how }) => `${name}：${how}`).join('')}` },
      ...drawn,
    ],
  }
}
