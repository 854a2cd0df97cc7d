import { actionSourceNames, actionStateNames, type ActionQuery, type ActionRow } from '../../../../shared/domain/action.ts'
import { chineseDate, type IsoDate } from '../../../../shared/domain/dates.ts'
import { businessLineNames, difficultyStateNames, projectKindNames, type DifficultyRow } from '../../../../shared/domain/project.ts'
import type { ListColumnOf } from '../../documents/sheetPaper.ts'
import { infoLine, type ListPaper, type Sender } from '../memberPapers/papers.ts'

const narrow = (heading: string): ListColumnOf => ({ heading, align: 'center', wraps: false })
const wide = (heading: string): ListColumnOf => ({ heading, align: 'left', wraps: true })
/** Full characters of 10.5 pt in a line of a page that lies. */
const across = 70

export const dotted = (day: IsoDate | null): string => (day === null ? '' : day.replaceAll('-', '.'))
/** 42%, 7.5工作日; empty where there is none. */
export const valueInWords = (value: string | null, unit: string): string => (value === null ? '' : `${value}${unit}`)

/** 责任支委 only where some difficulty has one. */
const difficultyColumns = (hasCommittee: boolean): ListColumnOf[] => [narrow('序号'), wide('业务难点'), narrow('业务条线'), wide('来源'), narrow('现状值'), narrow('实际值'), narrow('目标值'), narrow('牵头人'), ...(hasCommittee ? [narrow('责任支委')] : []), narrow('时限'), wide('党建举措'), narrow('状态')]
/** The measure, and the carriers it does not name already. */
const measureInWords = ({ measure, projects, converted }: DifficultyRow): string => [measure, ...projects.filter(({ title }) => !measure.includes(title)).map(({ kind, title }) => `${projectKindNames[kind]}“${title}”`)].filter((text) => text !== '').join('\n') || (converted ? '' : '还没有')

/** 业务难点清单: with the newest value and the carriers that stand against each. */
export function difficultyList(rows: readonly DifficultyRow[], sender: Sender): ListPaper {
  const open = rows.filter(({ state }) => state === 'open')
  const bare = open.filter(({ converted }) => !converted)
  const hasCommittee = rows.some(({ committee }) => committee !== '')
  return {
    sheetName: '难点清单', title: `${sender.branch}业务难点清单`, info: infoLine(sender, [], across), columns: difficultyColumns(hasCommittee),
    rows: rows.map((d, at) => [
      at + 1, d.title, businessLineNames[d.line], d.source, valueInWords(d.baseline, d.unit), d.actual === null ? '' : `${valueInWords(d.actual, d.unit)}${d.actualOn === null ? '' : `\n${dotted(d.actualOn)}`}`, valueInWords(d.target, d.unit),
      d.leader, ...(hasCommittee ? [d.committee] : []), dotted(d.dueOn), measureInWords(d),
      d.state === 'open' ? `${d.overdue ? '已超过时限' : difficultyStateNames.open}${d.projects.length === 0 ? '\n未立项' : ''}` : `${difficultyStateNames[d.state]}${d.closedOn === null ? '' : `\n${dotted(d.closedOn)}`}`,
    ]),
    footer: `合计：${rows.length}个，其中攻关中${open.length}个、已解决${rows.filter(({ state }) => state === 'solved').length}个。${bare.length === 0 ? '' : `还没有对应党建举措的${bare.length}个。`}`,
    notes: [],
  }
}

const actionColumns: ListColumnOf[] = [narrow('序号'), wide('议定事项'), wide('来源'), narrow('议定日期'), narrow('责任人'), wide('配合人'), narrow('时限'), narrow('状态'), wide('项目'), narrow('备注')]

/** 议定事项清单: who, by when, and how it stands. Of open items only it says so, and counts none as done. */
export function actionList(rows: readonly ActionRow[], filter: ActionQuery['filter'], today: IsoDate, sender: Sender): ListPaper {
  const isOpenOnly = filter !== 'done' && filter !== 'all'
  const done = rows.filter(({ state }) => state === 'done').length
  const overdue = rows.filter(({ list }) => list === 'overdue').length
  const closed = (row: ActionRow): string => `${actionStateNames[row.state]}${row.closedOn === null ? '' : `\n${dotted(row.closedOn)}`}`
  return {
    sheetName: '议定事项', title: `${sender.branch}${isOpenOnly ? '未办结' : ''}议定事项清单`, info: infoLine(sender, [], across), columns: actionColumns,
    rows: rows.map((row, at) => [
      at + 1, row.title, row.meeting === null ? [actionSourceNames[row.source], row.superiorUnit, row.superiorNo].filter((text) => text !== '').join('\n') : row.meeting.title || '会议', dotted(row.decidedOn), row.owner, row.helpers.join('、'),
      [dotted(row.dueOn), row.repeatText].filter((text) => text !== '').join('\n') || '无期限', closed(row), row.projects.map(({ title }) => title).join('、'),
      [row.list === 'overdue' ? `逾期${row.nextOn === null || row.nextOn === row.dueOn ? '' : `\n自${dotted(row.nextOn)}`}` : '', row.postponed > 0 ? `延期${row.postponed}次` : '', row.confidential ? '不公开' : ''].filter((text) => text !== '').join('\n'),
    ]),
    footer: `合计：${rows.length}项，${isOpenOnly ? '' : `已办结${done}项，`}逾期${overdue}项。截至${chineseDate(today)}。`, notes: [],
  }
}
