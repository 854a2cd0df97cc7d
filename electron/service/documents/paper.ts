import { assertNever } from '../../../shared/domain/assertNever.ts'
import { chineseDate, type IsoDate } from '../../../shared/domain/dates.ts'
import type { DocumentName, DocumentPreset } from '../../../shared/domain/documents.ts'
import type { AgendaItem, Meeting } from '../../../shared/domain/meeting.ts'
import { attendanceNames, isThere } from '../../../shared/domain/meeting.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import {
  agendaList, blank, countSentence, filled, guestsInWords, linesOf, dueInWords, namesAndReasons, presentInWords, senderName, timeInWords,
} from './wording.ts'
import { meetingName, recordTitle, setTitle } from './titles.ts'

/** A named element of a paper: 地点：县局三楼党员活动室. `text` may have several lines. */
export interface Fact { label: string; text: string }

/** Somebody's words, or one result, and what it is called; the label may be empty, the lines never are. One line is one paragraph. */
export interface Entry { label: string; lines: [string, ...string[]] }

/** What the record says about one item of the agenda, in the order of domain rules section 1.4. */
export interface RecordItem {
  heading: string
  report: Entry[]
  speeches: Entry[]
  discussion: Entry[]
  vote: Entry[]
  decision: Entry[]
  actions: Entry[]
}
export interface MinutesItem { heading: string; decision: Entry[]; actions: Entry[] }
export interface SignInRow { number: string; name: string; post: string; state: string; note: string }

interface PaperBase { preset: DocumentPreset; title: string }
export interface RecordPaper extends PaperBase { document: 'record'; facts: Fact[]; unmarked: string; opening: string[]; items: RecordItem[] }
export interface SignInPaper extends PaperBase { document: 'signIn'; facts: Fact[]; rows: SignInRow[]; totals: string }
export interface MinutesPaper extends PaperBase { document: 'minutes'; facts: Fact[]; lead: string; items: MinutesItem[]; people: Fact[]; sender: string; date: string }
export interface NoticePaper extends PaperBase { document: 'notice'; addressee: string; lead: string; facts: Fact[]; agenda: string[]; requirements: string; sender: string; date: string }

/**
 * One paper as plain data. The Word file and the print page are both made from it, so they say the same; what the page
 * looks like is theirs, every word is here (but for the fixed labels of the templates, which a test compares).
 */
export type Paper = RecordPaper | SignInPaper | MinutesPaper | NoticePaper

export interface PaperSource {
  meeting: Meeting
  workspace: { unit: string; branch: string }
  document: DocumentName
  preset: DocumentPreset
  /** The day the paper is made on, for 成文日期. */
  today: IsoDate
}

/** The paper of a meeting. What the record lacks is left as a blank line to be completed by hand; nothing is made up. */
export function buildPaper(source: PaperSource): Paper {
  switch (source.document) {
    case 'record': return recordPaper(source)
    case 'signIn': return signInPaper(source)
    case 'minutes': return minutesPaper(source)
    case 'notice': return noticePaper(source)
    default: return assertNever(source.document)
  }
}

function recordPaper({ meeting, workspace, preset }: PaperSource): RecordPaper {
  const { attendees } = meeting
  const nobodyMarked = attendees.every((a) => a.state === null)
  const unmarked = attendees.filter((a) => a.state === null).map((a) => a.name)
  const away = (state: 'leave' | 'absent') => (nobodyMarked ? blank : namesAndReasons(attendees.filter((a) => a.state === state)))
  return {
    document: 'record',
    preset,
    title: setTitle(recordTitle(meeting, workspace.branch, '记录')),
    facts: [
      { label: '时间', text: timeInWords(meeting) },
      { label: '地点', text: filled(meeting.place) },
      { label: '主持人', text: filled(meeting.chair) },
      { label: '记录人', text: filled(meeting.recorder) },
      { label: '应到委员', text: meeting.expected === 0 ? blank : `${meeting.expected}人` },
      { label: '实到委员', text: nobodyMarked ? `${blank}人` : presentInWords(attendees) },
      { label: '请假', text: away('leave') },
      { label: '缺席', text: away('absent') },
      { label: '列席', text: guestsInWords(meeting.guests) },
      { label: '议题', text: agendaList(meeting.agenda).join('\n') || blank },
    ],
    unmarked: nobodyMarked ? '' : unmarked.join('、'),
    opening: meeting.opening.trim() === '' ? [countSentence(meeting)] : linesOf(meeting.opening),
    items: meeting.agenda.map((item, index) => recordItem(item, index, preset)),
  }
}

const headingOf = (item: AgendaItem, index: number): string => `${chineseNumeral(index + 1)}、${filled(item.title)}`

/** An entry, or none where nothing was written and nothing is to be completed. */
const entry = (label: string, text: string): Entry[] => {
  const [first, ...rest] = linesOf(text)
  return first === undefined ? [] : [{ label, lines: [first, ...rest] }]
}

/** In running text a label is left out where the text itself begins that way: 郑浩然：郑浩然领学…, 决定：会议决定：…. */
const entryUnlessSaid = (label: string, text: string, said: (start: string) => boolean, preset: DocumentPreset): Entry[] =>
  entry(preset === 'official' && said(text.trimStart()) ? '' : label, text)

function recordItem(item: AgendaItem, index: number, preset: DocumentPreset): RecordItem {
  const { reporter } = item
  const report = linesOf(item.report).length === 0
    ? entry('汇报人', reporter)
    : entryUnlessSaid(preset === 'official' ? reporter : `${reporter}汇报`, item.report, (start) => reporter !== '' && start.startsWith(reporter), preset)
  return {
    heading: headingOf(item, index),
    report,
    speeches: item.speeches.flatMap(({ speaker, text }) => (linesOf(text).length > 0 ? entry(speaker, text) : entry(speaker, speaker === '' ? '' : blank))),
    discussion: entryUnlessSaid('讨论', item.discussion, (start) => /^(?:经|大家|会议|与会|到会)?[^，。：]{0,4}(?:讨论|研究|审议)/.test(start), preset),
    vote: item.vote === null ? [] : [{ label: '表决（举手）', lines: [`赞成${item.vote.yes}票，不赞成${item.vote.no}票，弃权${item.vote.abstain}票。`] }],
    decision: entryUnlessSaid('决定', item.decision, saysDecision, preset),
    actions: actionEntries(item),
  }
}

const saysDecision = (start: string): boolean => /^(?:会议)?(?:决定|决议|议定)[:：]/.test(start)

/** 议定事项：task（责任人：吴国栋；时限：2026年9月30日前）。 Several of one item are numbered. */
function actionEntries(item: Pick<AgendaItem, 'actions'>): Entry[] {
  const actions = item.actions.filter((a) => a.task.trim() !== '' || a.owners !== '' || a.dueText !== '')
  return actions.map((action, index) => {
    const tasks = linesOf(action.task)
    const last = (tasks.at(-1) ?? blank).replace(/[。；;.]+$/, '')
    const lines = [...tasks.slice(0, -1), `${last}（责任人：${filled(action.owners)}；时限：${filled(dueInWords(action))}）。`]
    const [first = blank, ...rest] = lines
    return { label: actions.length === 1 ? '议定事项' : `议定事项${index + 1}`, lines: [first, ...rest] }
  })
}

/** Decision and 议定事项 in one text, for a cell of 表格式; a line to be completed where nothing was settled. */
export const resolutionText = ({ decision, actions }: Pick<RecordItem, 'decision' | 'actions'>): string =>
  [...decision.flatMap((d) => d.lines), ...actions.map(({ label, lines }) => `${label}：${lines.join('\n')}`)].join('\n') || blank

function signInPaper({ meeting, workspace, preset }: PaperSource): SignInPaper {
  const { attendees, guests } = meeting
  const countOf = (state: keyof typeof attendanceNames) => attendees.filter((a) => a.state === state).length
  const nobodyMarked = attendees.every((a) => a.state === null)
  const count = (n: number) => (nobodyMarked ? `${blank}人` : `${n}人`)
  const unmarked = attendees.filter((a) => a.state === null).length
  const late = countOf('late')
  const rows = [
    ...attendees.map((a) => ({ name: a.name, post: a.post, state: a.state === null ? '' : attendanceNames[a.state], note: a.reason })),
    ...guests.map((guest) => ({ name: guest.name, post: guest.note, state: '列席', note: '' })),
  ]
  return {
    document: 'signIn',
    preset,
    title: setTitle(`${meetingName(meeting, workspace.branch)}签到表`),
    facts: [
      { label: '时间', text: timeInWords(meeting) },
      { label: '地点', text: filled(meeting.place) },
      { label: '主持人', text: filled(meeting.chair) },
      { label: '记录人', text: filled(meeting.recorder) },
    ],
    rows: rows.map((row, index) => ({ number: String(index + 1), ...row })),
    totals: `应到${attendees.length}人，实到${count(attendees.filter((a) => a.state !== null && isThere(a.state)).length)}${late > 0 ? `（其中迟到${late}人）` : ''}，`
      + `请假${count(countOf('leave'))}，缺席${count(countOf('absent'))}${!nobodyMarked && unmarked > 0 ? `，未登记${unmarked}人` : ''}；列席${guests.length}人。`,
  }
}

/** 纪要: what was settled, with names and dates, and nobody's speeches (domain rules section 5.1). */
function minutesPaper({ meeting, workspace, preset, today }: PaperSource): MinutesPaper {
  const { attendees } = meeting
  const name = meetingName(meeting, workspace.branch)
  const nobodyMarked = attendees.every((a) => a.state === null)
  const unmarked = attendees.filter((a) => a.state === null).map((a) => a.name)
  const here = attendees.filter((a) => a.state !== null && isThere(a.state))
  const away = (state: 'leave' | 'absent') => attendees.filter((a) => a.state === state)
  const only = (label: string, text: string): Fact[] => (text === '' ? [] : [{ label, text }])
  return {
    document: 'minutes',
    preset,
    title: setTitle(recordTitle(meeting, workspace.branch, '纪要')),
    facts: [
      { label: '会议名称', text: name },
      { label: '时间', text: timeInWords(meeting) },
      { label: '地点', text: filled(meeting.place) },
      { label: '主持人', text: filled(meeting.chair) },
      { label: '记录人', text: filled(meeting.recorder) },
    ],
    lead: `${chineseDate(meeting.heldOn)}，${filled(meeting.chair)}同志在${filled(meeting.place)}主持召开${name}。`
      + `应到委员${meeting.expected === 0 ? blank : meeting.expected}人，实到${nobodyMarked ? blank : meeting.present}人。现将会议议定事项纪要如下：`,
    items: meeting.agenda.map((item, index) => ({
      heading: headingOf(item, index),
      decision: item.decision.trim() === '' ? entry('会议决定', blank) : entryUnlessSaid('会议决定', item.decision, (start) => saysDecision(start) || start.startsWith('会议') || start.startsWith('同意'), preset),
      actions: actionEntries(item),
    })),
    people: [
      { label: '出席', text: nobodyMarked ? blank : here.map((a) => a.name).join('、') || '无' },
      ...only('请假', away('leave').map((a) => a.name).join('、')),
      ...only('缺席', away('absent').map((a) => a.name).join('、')),
      ...only('未登记', nobodyMarked ? '' : unmarked.join('、')),
      ...only('列席', meeting.guests.length === 0 ? '' : guestsInWords(meeting.guests)),
    ],
    sender: senderName(workspace),
    date: today >= meeting.heldOn ? chineseDate(today) : blankDate,
  }
}

/** A date to be completed by hand, where the true one is not known. */
const blankDate = '____年__月__日'

function noticePaper({ meeting, workspace, preset, today }: PaperSource): NoticePaper {
  const name = meetingName(meeting, workspace.branch)
  return {
    document: 'notice',
    preset,
    title: setTitle(`关于召开${name}的通知`),
    addressee: meeting.guests.length === 0 ? '支部委员会各委员：' : '支部委员会各委员、各列席人员：',
    lead: `定于${chineseDate(meeting.heldOn)}召开${name}，现将有关事项通知如下：`,
    facts: [
      { label: '时间', text: timeInWords({ ...meeting, endsAt: null }) },
      { label: '地点', text: filled(meeting.place) },
      { label: '参加人员', text: meeting.attendees.map((a) => a.name).join('、') || blank },
      { label: '列席人员', text: guestsInWords(meeting.guests) },
    ],
    agenda: meeting.agenda.length === 0 ? [blank] : meeting.agenda.map((item, index) => `（${chineseNumeral(index + 1)}）${filled(item.title).replace(/[。；;]+$/, '')}${item.reporter === '' ? '' : `（汇报人：${item.reporter}）`}`),
    requirements: '请准时参加会议，会前熟悉议题、准备发言；负责汇报的同志提前备好材料。因故不能参加的，请在会前向主持人请假并说明原因。',
    sender: senderName(workspace),
    // A notice printed after the meeting went out on a day that nobody recorded.
    date: today <= meeting.heldOn ? chineseDate(today) : blankDate,
  }
}
