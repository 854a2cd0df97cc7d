import { chineseDate, weekdayOf } from '../../../../shared/domain/dates.ts'
import { attendanceNames, secretVotesOf, type Action, type AgendaItem, type Attendee, type Meeting } from '../../../../shared/domain/meeting.ts'
import { kindElements, kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../../shared/domain/text.ts'
import { attendanceFacts, hereOf, namesOf, nobodyMarked } from '../attendanceFacts.ts'
import { endSections, startFacts } from '../elementFacts.ts'
import { recordItem } from '../itemEntries.ts'
import { signingText } from '../layout.ts'
import { buildPaper, type Entry, type Paper, type PaperSource } from '../paper.ts'
import { recordTitle, meetingName } from '../titles.ts'
import { actionInWords, agendaList, blank, blankDate, dueInWords, filled, guestsInWords, linesOf, matterOf, senderName, timeInWords } from '../wording.ts'

/** What fills a field: one line, paragraphs, or the entries of a list. A name may have paragraphs and entries both: {议题} and {#议题}. */
export interface FieldValues { lines: Record<string, string>; paragraphs: Record<string, readonly string[]>; lists: Record<string, readonly FieldValues[]> }

const onlyLines = (lines: Record<string, string>): FieldValues => ({ lines, paragraphs: {}, lists: {} })
const running = ({ label, lines: [first, ...rest] }: Entry): string[] => [label === '' ? first : `${label}：${first}`, ...rest]
const bare = (entries: readonly Entry[]): string[] => entries.flatMap(({ lines }) => lines)

/** Every field of a document, in the words of the shipped papers; a gap where the record has nothing. Throws INVALID_INPUT where there is no such paper. */
export function fieldValues(source: PaperSource): FieldValues {
  const { meeting, workspace } = source
  const paper = buildPaper({ ...source, preset: 'official' })
  const minutes = source.document === 'minutes'
  const items = meeting.agenda.map((item, index) => itemValues(item, index, meeting))
  const record = buildPaper({ ...source, document: 'record', preset: 'official' })
  const actions = meeting.agenda.flatMap((item) => item.actions)
  const values: FieldValues = {
    lines: {
      标题: 'title' in paper ? paper.title.replaceAll('\n', '') : recordTitle(meeting, workspace.branch, '记录'), 会议名称: meetingName(meeting, workspace.branch), 单位: workspace.unit, 支部: workspace.branch,
      时间: timeInWords(source.document === 'notice' ? { ...meeting, endsAt: null } : meeting), 日期: chineseDate(meeting.heldOn), 星期: weekdayOf(meeting.heldOn), 开始: filled(meeting.startsAt), 结束: filled(meeting.endsAt), 地点: filled(meeting.place), 主持人: filled(meeting.chair), 记录人: filled(meeting.recorder), 党小组: filled(meeting.group),
      ...peopleValues(meeting), 署名: senderName(workspace), 成文日期: 'date' in paper ? paper.date : source.today >= meeting.heldOn ? chineseDate(source.today) : blankDate,
      补记: meeting.supplementedOn === null ? '' : `${chineseDate(meeting.supplementedOn)}补记`,
    },
    paragraphs: {
      议题: meeting.agenda.length === 0 ? [blank] : agendaList(meeting.agenda), 议定事项: actions.length === 0 ? ['无'] : actions.map((action, index) => `${actions.length > 1 ? `${index + 1}．` : ''}${actionText(action)}`),
      会议内容: minutes && paper.document === 'minutes' ? [...paper.items.flatMap((item) => [item.heading, ...item.decision.flatMap(running), ...item.actions.flatMap(running)]), ...paper.sections.flatMap(({ heading, lines }) => [heading, ...lines])] : contentOf(meeting, record),
      开场: record.document === 'record' ? record.opening : [],
      ...elementValues(meeting),
    },
    lists: { 议题: items, 议定事项: actions.map(actionValues), 签到: signInRows(meeting) },
  }
  return addOwn(values, paper, meeting)
}

function contentOf(meeting: Meeting, record: Paper): string[] {
  if (record.document !== 'record') return [blank]
  const lines = [
    ...record.opening,
    ...record.items.flatMap((item) => [item.heading, ...[...item.report, ...item.speeches, ...item.discussion, ...item.vote, ...item.decision, ...item.actions].flatMap(running)]),
    ...record.sections.flatMap(({ heading, lines: text }) => [heading, ...text]),
  ]
  // An activity without items is told by what its kind asks.
  if (meeting.agenda.length === 0) lines.push(...startFacts(meeting).flatMap(({ label, text }) => linesOf(text).map((line, index) => (index === 0 ? `${label}：${line}` : line))))
  return lines.length === 0 ? [blank] : lines
}

const actionText = (action: Action): string => `${filled(linesOf(action.task).join('')).replace(/[。；;.]+$/, '')}（${actionInWords(action)}）。`
const actionValues = (action: Action, index: number): FieldValues => onlyLines({ 序号: String(index + 1), 任务: filled(linesOf(action.task).join('\n')), 责任人: filled(action.owners), 时限: filled(dueInWords(action) || [action.startText, action.repeatText].filter((text) => text !== '').join('；')) })

function itemValues(item: AgendaItem, index: number, meeting: Meeting): FieldValues {
  const told = recordItem(item, index, 'official', meeting)
  return {
    lines: { 序号: String(index + 1), 汉字序号: chineseNumeral(index + 1), 议题标题: filled(item.title), 汇报人: item.reporter },
    paragraphs: { 汇报: told.report.flatMap(running), 讨论: [...told.speeches, ...told.discussion].flatMap(running), 表决: told.vote.flatMap(running), 决定: bare(told.decision), 议定事项: item.actions.map(actionText) },
    lists: { 议定事项: item.actions.map(actionValues) },
  }
}

function peopleValues(meeting: Meeting): Record<string, string> {
  const { attendees, guests, kind, expected, present, expectedVoters, presentVoters } = meeting
  const nobody = nobodyMarked(attendees)
  const inState = (state: Attendee['state']) => attendees.filter((a) => a.state === state)
  const count = (n: number) => `${nobody ? blank : n}人`
  const names = (people: readonly Attendee[]) => (nobody ? blank : namesOf(people) || '无')
  const told = Object.fromEntries(attendanceFacts(meeting).map(({ label, text }) => [label, text]))
  const open = kindFacts[kind].expects === 'open'
  return {
    应到: open ? '' : `${expected === 0 ? blank : expected}人`, 实到: count(open ? hereOf(attendees).length : present), 应到有表决权: `${expectedVoters === 0 ? blank : expectedVoters}人`, 实到有表决权: count(presentVoters),
    请假: told['请假'] ?? '无', 缺席: told['缺席'] ?? '无', 列席: guestsInWords(guests), 出席名单: names(hereOf(attendees)), 请假名单: names(inState('leave')), 缺席名单: names(inState('absent')),
    请假人数: count(inState('leave').length), 缺席人数: count(inState('absent').length), 列席人数: `${guests.length}人`, 线上: told['线上'] ?? '无', 补学: told['补学'] ?? '无',
  }
}

const signInRows = ({ attendees, guests }: Meeting): FieldValues[] => [
  ...attendees.map((a) => ({ 姓名: a.name, 职务: a.post === '' ? a.group : a.post, 到会情况: a.state === null ? '' : attendanceNames[a.state], 备注: [a.reason, a.hours === null ? '' : `${a.hours}小时`].filter((text) => text !== '').join('，'), 表决权: a.hasVote ? '有' : '无' })),
  ...guests.map(({ name, note }) => ({ 姓名: name, 职务: note, 到会情况: '列席', 备注: '', 表决权: '无' })),
].map((row, index) => onlyLines({ 序号: String(index + 1), 签名: '', ...row }))

function elementValues(meeting: Meeting): Record<string, string[]> {
  const start = Object.fromEntries(startFacts(meeting).map(({ label, text }) => [label, text.split('\n')]))
  const end = Object.fromEntries(endSections(meeting, 0).map(({ heading, lines }) => [heading.replace(/^[^、]*、/, ''), [...lines]]))
  return { ...Object.fromEntries(kindElements[meeting.kind].map(({ label }) => [label, ['']])), ...start, ...end }
}

/** What only one document says. */
function addOwn(values: FieldValues, paper: Paper, meeting: Meeting): FieldValues {
  const { lines, paragraphs, lists } = values
  switch (paper.document) {
    case 'record': return { lines: { ...lines, 签字: signingText(paper.signers) }, paragraphs, lists }
    case 'signIn': return { lines: { ...lines, 合计: paper.totals }, paragraphs, lists }
    case 'minutes': return { lines, paragraphs: { ...paragraphs, 导语: paper.lead }, lists }
    case 'notice': {
      const told = Object.fromEntries(paper.facts.map(({ label, text }) => [label, text]))
      return { lines: { ...lines, 主送: paper.addressee, 参加人员: told['参加人员'] ?? '', 列席: told['列席人员'] ?? '无' }, paragraphs: { ...paragraphs, 导语: [paper.lead], 议题: paper.agenda.length === 0 ? ['无'] : paper.agenda, 要求: linesOf(paper.requirements) }, lists }
    }
    case 'ballot': return { lines, paragraphs, lists: { ...lists, 票: paper.pages.flat().map((ballot) => ({ lines: { 票名: ballot.heading, 栏目: ballot.column, 事项: ballot.matter, 日期: ballot.date }, paragraphs: { 说明: [ballot.rule] }, lists: {} })) } }
    case 'tally': {
      const votes = secretVotesOf(meeting.agenda)
      const figure = (n: number | null) => (n === null ? '____' : String(n))
      return { lines: { ...lines, 签字: signingText(paper.signers) }, paragraphs, lists: { ...lists, 计票: votes.map(({ item, vote }, index) => {
        const counted = (vote.returned ?? vote.yes + vote.no + vote.abstain) > 0
        const known = (n: number) => figure(counted ? n : null)
        return { lines: { 序号: String(index + 1), 事项: matterOf(vote, item.title), 发出票: figure(vote.issued), 收回票: figure(vote.returned), 有效票: figure(vote.valid), 无效票: figure(vote.returned === null || vote.valid === null ? null : vote.returned - vote.valid), 赞成: known(vote.yes), 不赞成: known(vote.no), 弃权: known(vote.abstain), 监票人: filled(vote.teller), 计票人: filled(vote.counters) }, paragraphs: { 结果: (paper.subjects[index]?.entries ?? []).flatMap(running) }, lists: {} }
      }) } }
    }
  }
}

