import * as z from 'zod'
import { IsoDate, parseClock, parseDue } from './dates.ts'
import { FilledLine, Line, Text, chineseNumeral } from './text.ts'
import { committeeNameOf } from './workspace.ts'

/** Kinds of meeting that can be recorded. */
export const MeetingKind = z.enum(['committeeMeeting'])
export type MeetingKind = z.infer<typeof MeetingKind>
/** The full name for papers and the short one for screens and file names. */
export const meetingKindNames: Record<MeetingKind, { full: string; short: string }> = { committeeMeeting: { full: '支部委员会会议', short: '支委会' } }

/** 到, 迟到, 请假, 缺席: typed as the digits 1 to 4. */
export const attendanceStates = ['present', 'late', 'leave', 'absent'] as const
export const AttendanceState = z.enum(attendanceStates)
export type AttendanceState = z.infer<typeof AttendanceState>
export const attendanceNames: Record<AttendanceState, string> = { present: '到', late: '迟到', leave: '请假', absent: '缺席' }
/** Who came late was there. */
export const isThere = (state: AttendanceState): boolean => state === 'present' || state === 'late'

export const longText = 100_000
const count = z.int().min(0).max(999)

export const Attendance = z.strictObject({ personId: z.uuid(), state: AttendanceState, reason: Line(200).default('') })
export const Guest = z.strictObject({ name: FilledLine(60), note: Line(100).default('').describe('unit and post, where the guest is not of this branch') })
export type Guest = z.infer<typeof Guest>
export const Speech = z.strictObject({ speaker: Line(60), text: Text(longText) })
export type Speech = z.infer<typeof Speech>
export const HandVote = z.strictObject({ yes: count, no: count, abstain: count })

export const ActionDraft = z.strictObject({
  id: z.uuid().optional(),
  task: Text(2000),
  owners: Line(200).default('').describe('one name, or several parted by 、; the first is responsible'),
  dueText: Line(60).default('').describe('as the officer said it: 9月30日前, 本月底'),
})
export const AgendaDraft = z.strictObject({
  id: z.uuid().optional(),
  title: Line(300),
  reporter: Line(60).default(''),
  report: Text(longText).default(''),
  speeches: z.array(Speech).max(200).default([]),
  discussion: Text(longText).default(''),
  vote: HandVote.nullable().default(null).describe('show of hands; null where there was none'),
  decision: Text(longText).default(''),
  actions: z.array(ActionDraft).max(50).default([]),
})

/**
 * A meeting as it is being written down. Nearly all of it may be missing or half typed: the record is saved while the
 * officer types, and what is missing is told beside it, never a reason to refuse.
 */
export const MeetingDraft = z.strictObject({
  id: z.uuid().optional().describe('chosen by the caller, so that saving twice makes one meeting; absent: a new one'),
  revision: z.int().min(0).optional().describe('the revision this draft was read at; another one answers CONFLICT'),
  kind: MeetingKind,
  title: Line(200),
  heldOn: IsoDate,
  startsAt: Line(20).default('').describe('14:30, or as typed so far'),
  endsAt: Line(20).default(''),
  place: Line(120).default(''),
  chair: Line(60).default(''),
  recorder: Line(60).default(''),
  attendance: z.array(Attendance).max(500).default([]),
  guests: z.array(Guest).max(200).default([]),
  opening: Text(longText).default('').describe('what the chair said to open; empty: the sentence on quorum is printed'),
  agenda: z.array(AgendaDraft).max(60).default([]),
})
export type MeetingDraft = z.infer<typeof MeetingDraft>

export const Action = z.object({ id: z.uuid(), task: z.string(), owners: z.string(), dueText: z.string(), dueOn: IsoDate.nullable().describe('the day dueText means, counted from the day of the meeting; null: none or not understood') })
export type Action = z.infer<typeof Action>
export const AgendaItem = z.object({
  id: z.uuid(), title: z.string(), reporter: z.string(), report: z.string(), speeches: z.array(Speech), discussion: z.string(),
  vote: HandVote.nullable(), decision: z.string(), actions: z.array(Action),
})
export type AgendaItem = z.infer<typeof AgendaItem>
export const Attendee = z.object({ personId: z.uuid(), name: z.string(), post: z.string(), state: AttendanceState.nullable(), reason: z.string() })
export type Attendee = z.infer<typeof Attendee>

/** A stored meeting with what follows from it and from the roster of its day. */
export const Meeting = z.object({
  id: z.uuid(), revision: z.int(), kind: MeetingKind, title: z.string(), heldOn: IsoDate, startsAt: z.string(), endsAt: z.string(), place: z.string(),
  chair: z.string(), recorder: z.string(), guests: z.array(Guest), opening: z.string(), agenda: z.array(AgendaItem),
  attendance: z.array(z.object({ personId: z.uuid(), state: AttendanceState, reason: z.string() })).describe('as entered, also of people who are not expected any more'),
  attendees: z.array(Attendee).describe('everybody expected by the roster of the day; state null: not marked yet'),
  expected: z.int(), present: z.int(), mayMeet: z.boolean(), quorum: z.string().describe('the arithmetic in words, with its rule'),
  savedAt: z.iso.datetime(),
})
export type Meeting = z.infer<typeof Meeting>

/** One line of the list. */
export const MeetingRow = z.object({
  id: z.uuid(), kind: MeetingKind, title: z.string(), heldOn: IsoDate, startsAt: z.string(), place: z.string(), chair: z.string(),
  expected: z.int(), present: z.int(), agendaItems: z.int(), actions: z.int(), savedAt: z.iso.datetime(),
})
export type MeetingRow = z.infer<typeof MeetingRow>

/**
 * The title of the next committee meeting of a year: 第二支部委员会2026年第10次会议 after 第9次. `titles` are those of the same year;
 * a number the officer wrote counts more than how many records there are, since the year may have begun on paper.
 */
export function nextCommitteeTitle(branch: string, heldOn: IsoDate, titles: readonly string[]): string {
  const numbers = titles.map((title) => Number(/第\s*(\d{1,3})\s*次/.exec(title.normalize('NFKC'))?.[1] ?? 0))
  return `${committeeNameOf(branch)}${heldOn.slice(0, 4)}年第${Math.max(0, ...numbers) + 1}次会议`
}

/**
 * How the chair opens: the count, and 会议有效 only where half of the committee or more is there (支部工作条例 art. 12).
 * Nobody marked yet: the figure is left to be written.
 */
export function openingSentence({ expected, present, marked, mayMeet }: { expected: number; present: number; marked: number; mayMeet: boolean }): string {
  const head = `主持人宣布：应到委员${expected === 0 ? blankToFill : expected}人，实到`
  if (marked === 0) return `${head}${blankToFill}人。`
  if (!mayMeet) return `${head}${present}人。`
  return `${head}${present}人，${present * 2 > expected ? '超过' : '达到'}半数，会议有效。`
}

/** A gap on a paper, to be completed by hand. */
export const blankToFill = '________'

/** Names in a field that may hold several: 孙立军、钱雅文. */
export const namesIn = (text: string): string[] => text.split(/[、,，;；\s]+/).filter((name) => name !== '')

/** A place in the editor that a remark leads to. */
export interface RecordGap { field: string; message: string }

/**
 * What a committee record still lacks of its required elements (domain rules section 1.4): one sentence each, with the field to jump to.
 * A remark, never a refusal.
 */
export function recordGaps(meeting: Pick<MeetingDraft, 'title' | 'startsAt' | 'endsAt' | 'place' | 'chair' | 'recorder' | 'agenda' | 'heldOn'>, attendees: readonly Pick<Attendee, 'name' | 'state' | 'reason' | 'personId'>[]): RecordGap[] {
  const gaps: RecordGap[] = []
  const start = parseClock(meeting.startsAt)
  const end = parseClock(meeting.endsAt)
  if (meeting.title === '') gaps.push({ field: 'title', message: '会议名称未填' })
  if (meeting.startsAt === '') gaps.push({ field: 'startsAt', message: '开始时间未填' })
  else if (start === null) gaps.push({ field: 'startsAt', message: `开始时间“${meeting.startsAt}”读不懂` })
  if (meeting.endsAt === '') gaps.push({ field: 'endsAt', message: '结束时间未填' })
  else if (end === null) gaps.push({ field: 'endsAt', message: `结束时间“${meeting.endsAt}”读不懂` })
  if (start !== null && end !== null && end <= start) gaps.push({ field: 'endsAt', message: '结束时间不晚于开始时间' })
  if (meeting.place === '') gaps.push({ field: 'place', message: '地点未填' })
  if (meeting.chair === '') gaps.push({ field: 'chair', message: '主持人未填' })
  if (meeting.recorder === '') gaps.push({ field: 'recorder', message: '记录人未填' })
  const unmarked = attendees.filter((a) => a.state === null)
  if (unmarked.length > 0) gaps.push({ field: `attendance.${unmarked[0]?.personId ?? ''}`, message: `签到还有${unmarked.length}人没有登记` })
  for (const a of attendees) if ((a.state === 'leave' || a.state === 'absent') && a.reason === '') gaps.push({ field: `reason.${a.personId}`, message: `${a.name}${a.state === 'leave' ? '请假' : '缺席'}没有写原因` })
  if (meeting.agenda.length === 0) gaps.push({ field: 'addAgenda', message: '还没有议题' })
  meeting.agenda.forEach((item, index) => {
    const head = `议题${chineseNumeral(index + 1)}`
    const at = `agenda.${item.id ?? index}`
    if (item.title === '') gaps.push({ field: `${at}.title`, message: `${head}没有标题` })
    if (item.decision === '') gaps.push({ field: `${at}.decision`, message: `${head}没有结论` })
    else if (item.actions.every((a) => a.task === '' && a.owners === '')) gaps.push({ field: `${at}.addAction`, message: `${head}的决定没有责任人` })
    for (const action of item.actions) {
      if (action.owners === '' && action.task !== '') gaps.push({ field: `${at}.action.${action.id ?? ''}.owners`, message: `${head}有一项决定没有责任人` })
      if (action.owners !== '' && action.dueText === '') gaps.push({ field: `${at}.action.${action.id ?? ''}.dueText`, message: `${head}：${action.owners}的任务没有时限` })
      if (action.dueText !== '' && parseDue(action.dueText, meeting.heldOn) === null) gaps.push({ field: `${at}.action.${action.id ?? ''}.dueText`, message: `${head}的时限“${action.dueText}”读不懂` })
    }
  })
  return gaps
}
