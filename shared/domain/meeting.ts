import * as z from 'zod'
import { assertNever } from './assertNever.ts'
import { parseDue } from './actionDates.ts'
import { chineseDate, IsoDate, parseClock } from './dates.ts'
import { FilledLine, Line, Text, chineseNumeral } from './text.ts'
import { elementCodes, ItemNature, kindElements, kindFacts, MeetingKind, MeetingState } from './meetingKinds.ts'
import { Vote } from './vote.ts'
import { committeeNameOf } from './workspace.ts'

export { MeetingKind, meetingKindNames } from './meetingKinds.ts'

/** 到, 迟到, 请假, 缺席, 线上: typed as the digits 1 to 5. */
export const attendanceStates = ['present', 'late', 'leave', 'absent', 'online'] as const
export const AttendanceState = z.enum(attendanceStates)
export type AttendanceState = z.infer<typeof AttendanceState>
export const attendanceNames: Record<AttendanceState, string> = { present: '到', late: '迟到', leave: '请假', absent: '缺席', online: '线上' }
/** Who came late or took part online was there. */
export const isThere = (state: AttendanceState): boolean => state !== 'leave' && state !== 'absent'

export const longText = 100_000

export const Attendance = z.strictObject({
  personId: z.uuid(),
  state: AttendanceState,
  reason: Line(200).default(''),
  approvedBy: Line(60).default('').describe('准假人'),
  hours: z.number().min(0).max(24).nullable().default(null).describe('志愿服务 hours of this person'),
  makeUp: z.strictObject({ on: IsoDate.nullable().default(null), way: Line(100).default(''), by: Line(60).default('') }).nullable().default(null).describe('补学: when, how, by whom'),
})
export type Attendance = z.output<typeof Attendance>
export const Guest = z.strictObject({ name: FilledLine(60), note: Line(100).default('').describe('unit and post, where the guest is not of this branch') })
export type Guest = z.infer<typeof Guest>
export const Speech = z.strictObject({ speaker: Line(60), text: Text(longText), at: Line(5).default('').describe('14:32: when it began, where it was taken down in the meeting') })
export type Speech = z.output<typeof Speech>
export const ActionDraft = z.strictObject({
  id: z.uuid().optional(),
  task: Text(2000),
  owners: Line(200).default('').describe('one name, or several parted by 、; the first is responsible'),
  dueText: Line(60).default('').describe('as the officer said it: 9月30日前, 本月底'),
  startText: Line(60).default('').describe('from when: 10月19日起'),
  repeatText: Line(60).default('').describe('repetition in words: 每月25日, 每周三、五'),
})
export const AgendaDraft = z.strictObject({
  id: z.uuid().optional(),
  title: Line(300),
  reporter: Line(60).default(''),
  report: Text(longText).default(''),
  speeches: z.array(Speech).max(200).default([]),
  discussion: Text(longText).default(''),
  nature: ItemNature.default('party'),
  seats: z.int().min(1).max(99).nullable().default(null).describe('应选名额, where the item holds an election'),
  votes: z.array(Vote).max(30).default([]).describe('one for each subject; none where nothing was voted'),
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
  group: Line(40).default('').describe('the 党小组, for its meetings'),
  elements: z.record(z.string().refine((code) => elementCodes.includes(code)), Text(longText)).default({}).describe('what this kind asks beside the common elements, by its code'),
  copiedFrom: z.uuid().nullable().default(null).describe('the meeting whose skeleton this one began with'),
  attendance: z.array(Attendance).max(500).default([]),
  guests: z.array(Guest).max(200).default([]),
  opening: Text(longText).default('').describe('what the chair said to open; empty: the sentence on quorum is printed'),
  agenda: z.array(AgendaDraft).max(60).default([]),
})
export type MeetingDraft = z.infer<typeof MeetingDraft>

export const Action = z.object({
  id: z.uuid(), task: z.string(), owners: z.string(), dueText: z.string(), startText: z.string(), repeatText: z.string(),
  dueOn: IsoDate.nullable().describe('the day dueText means, counted from the day of the meeting; null: none or not understood'),
  startOn: IsoDate.nullable(),
})
export type Action = z.infer<typeof Action>
export const StoredVote = Vote.extend({ id: z.uuid() })
export type StoredVote = z.infer<typeof StoredVote>
export const AgendaItem = z.object({
  id: z.uuid(), title: z.string(), reporter: z.string(), report: z.string(), speeches: z.array(Speech), discussion: z.string(),
  nature: ItemNature, seats: z.int().nullable(), votes: z.array(StoredVote), decision: z.string(), actions: z.array(Action),
})
export type AgendaItem = z.infer<typeof AgendaItem>
export const Attendee = z.object({
  personId: z.uuid(), name: z.string(), post: z.string(), group: z.string(), hasVote: z.boolean(), noVoteReason: z.string().nullable(),
  state: AttendanceState.nullable(), reason: z.string(), approvedBy: z.string(), hours: z.number().nullable(),
  makeUp: z.object({ on: IsoDate.nullable(), way: z.string(), by: z.string() }).nullable(),
})
export type Attendee = z.infer<typeof Attendee>

/** How many are expected and there: of all, and of those with a vote. */
export const Presence = z.object({
  expected: z.int(), present: z.int(), expectedVoters: z.int(), presentVoters: z.int(), marked: z.int(),
  mayMeet: z.boolean(), quorum: z.string().describe('the arithmetic in words, with its rule; empty where no quorum is told'),
})
export type Presence = z.infer<typeof Presence>

/** A stored meeting with what follows from it and from the roster of its day. */
export const Meeting = z.object({
  id: z.uuid(), revision: z.int(), kind: MeetingKind, state: MeetingState, title: z.string(), heldOn: IsoDate, startsAt: z.string(), endsAt: z.string(), place: z.string(),
  chair: z.string(), recorder: z.string(), guests: z.array(Guest), opening: z.string(), group: z.string(), elements: z.record(z.string(), z.string()), copiedFrom: z.uuid().nullable(),
  agenda: z.array(AgendaItem),
  attendance: z.array(Attendance).describe('as entered, also of people who are not expected any more'),
  attendees: z.array(Attendee).describe('everybody expected by the roster of the day, and who came though nobody had to; state null: not marked yet'),
  ...Presence.shape,
  version: z.int().describe('how often it was finalised; 0: never'),
  supplementedOn: IsoDate.nullable().describe('补记: the day it was first finalised, where that was too long after the meeting'),
  savedAt: z.iso.datetime(),
})
export type Meeting = z.infer<typeof Meeting>

/** One line of the list. */
export const MeetingRow = z.object({
  id: z.uuid(), kind: MeetingKind, state: MeetingState, title: z.string(), heldOn: IsoDate, startsAt: z.string(), place: z.string(), chair: z.string(),
  expected: z.int(), present: z.int(), agendaItems: z.int(), actions: z.int(), savedAt: z.iso.datetime(),
})
export type MeetingRow = z.infer<typeof MeetingRow>

/**
 * The title of the next meeting of a kind in a year: 第二支部委员会2026年第10次会议 after 第9次. `titles` are those of the same kind and
 * year; a number the officer wrote counts more than how many records there are, since the year may have begun on paper.
 * 主题党日 is named by its month.
 */
export function nextTitle(kind: MeetingKind, branch: string, heldOn: IsoDate, titles: readonly string[], group = ''): string {
  const year = `${heldOn.slice(0, 4)}年`
  const numbers = titles.map((title) => Number(/第\s*(\d{1,3})\s*次/.exec(title.normalize('NFKC'))?.[1] ?? 0))
  const number = `第${Math.max(0, ...numbers) + 1}次`
  switch (kind) {
    case 'generalMeeting': return `${branch}${year}${number}党员大会`
    case 'committeeMeeting': return `${committeeNameOf(branch)}${year}${number}会议`
    case 'groupMeeting': return `${branch}${group}${year}${number}党小组会`
    case 'themeDay': return `${branch}${year}${Number(heldOn.slice(5, 7))}月主题党日`
    case 'orgLifeMeeting': return `${branch}${year}度组织生活会`
    case 'democraticReview': return `${branch}${year}度民主评议党员`
    case 'heartTalk': return `${chineseDate(heldOn)}谈心谈话`
    case 'partyLecture': case 'moralLecture': case 'volunteerService': case 'massActivity': return `${branch}${year}${number}${kindFacts[kind].short}`
    default: return assertNever(kind)
  }
}

/**
 * How the chair opens: the count, and 会议有效 only where enough are there (支部工作条例 art. 11 and 12). Nobody marked yet: the
 * figure is left to be written. Empty where a kind tells no quorum.
 */
export function openingSentence(kind: MeetingKind, { expected, present, expectedVoters, presentVoters, marked, mayMeet }: Pick<Presence, 'expected' | 'present' | 'expectedVoters' | 'presentVoters' | 'marked' | 'mayMeet'>): string {
  const { decides, expects } = kindFacts[kind]
  if (!decides) return ''
  const committee = expects === 'committee'
  const who = committee ? '委员' : '有表决权的党员'
  const [due, here] = committee ? [expected, present] : [expectedVoters, presentVoters]
  const head = `主持人宣布：应到${who}${due === 0 ? blankToFill : due}人，实到`
  if (marked === 0) return `${head}${blankToFill}人。`
  if (!mayMeet) return `${head}${here}人。`
  return `${head}${here}人，${here * 2 > due ? '超过' : '达到'}半数，会议有效。`
}

/** What is voted on by ballot (无记名投票), with the item it belongs to. */
export const secretVotesOf = <V extends Pick<Vote, 'method'>>(agenda: readonly { title: string; votes: readonly V[] }[]): { item: { title: string }; vote: V }[] =>
  agenda.flatMap((item) => item.votes.filter(({ method }) => method === 'secret').map((vote) => ({ item, vote })))

/** What one ballot is about: one vote, or all 候选人 of the election that an item holds, in the order in which the officer entered them. */
export interface BallotSubject<V> { item: { title: string; seats: number | null }; votes: [V, ...V[]] }

/** The ballots of an agenda. An item holds one election at most: all its secret votes of that scene are on one ballot, at the place of the first. */
export function ballotSubjectsOf<V extends Pick<Vote, 'method' | 'scene'>>(agenda: readonly { title: string; seats: number | null; votes: readonly V[] }[]): BallotSubject<V>[] {
  return agenda.flatMap((item) => {
    const subjects: BallotSubject<V>[] = []
    let election: BallotSubject<V> | null = null
    for (const vote of item.votes) {
      if (vote.method !== 'secret') continue
      if (vote.scene === 'election' && election !== null) {
        election.votes.push(vote)
        continue
      }
      const subject: BallotSubject<V> = { item, votes: [vote] }
      if (vote.scene === 'election') election = subject
      subjects.push(subject)
    }
    return subjects
  })
}

/** A gap on a paper, to be completed by hand. */
export const blankToFill = '________'

/** Names in a field that may hold several: 孙立军、钱雅文. */
export const namesIn = (text: string): string[] => text.split(/[、,，;；\s]+/).filter((name) => name !== '')

/** A place in the editor that a remark leads to. */
export interface RecordGap { field: string; message: string }

type Gappable = Pick<MeetingDraft, 'kind' | 'title' | 'startsAt' | 'endsAt' | 'place' | 'chair' | 'recorder' | 'heldOn' | 'group' | 'elements'> & {
  agenda: readonly (Pick<MeetingDraft['agenda'][number], 'id' | 'title' | 'decision'> & { votes: readonly unknown[]; actions: readonly Pick<MeetingDraft['agenda'][number]['actions'][number], 'id' | 'task' | 'owners' | 'dueText' | 'startText' | 'repeatText'>[] })[]
}

/** A meeting settles each of its items; at an activity only what was studied, discussed or voted on is settled. */
function needsConclusion(kind: MeetingKind, { title, votes }: { title: string; votes: readonly unknown[] }): boolean {
  if (kind === 'generalMeeting' || kind === 'committeeMeeting') return true
  return votes.length > 0 || /研究|讨论|审议|议事|推荐/.test(title)
}

/**
 * What a record still lacks of the required elements of its kind (domain rules section 1.4): one sentence each, with the field to jump to.
 * A remark, never a refusal.
 */
export function recordGaps(meeting: Gappable, attendees: readonly Pick<Attendee, 'name' | 'state' | 'reason' | 'personId'>[]): RecordGap[] {
  const { expects, decides } = kindFacts[meeting.kind]
  const gaps: RecordGap[] = []
  const lack = (field: string, message: string) => { gaps.push({ field, message }) }
  const start = parseClock(meeting.startsAt)
  const end = parseClock(meeting.endsAt)
  if (meeting.title === '') lack('title', '名称未填')
  if (expects === 'group' && meeting.group === '') lack('group', '党小组未选')
  if (meeting.startsAt === '') lack('startsAt', '开始时间未填')
  else if (start === null) lack('startsAt', `开始时间“${meeting.startsAt}”读不懂`)
  if (meeting.endsAt === '') lack('endsAt', '结束时间未填')
  else if (end === null) lack('endsAt', `结束时间“${meeting.endsAt}”读不懂`)
  if (start !== null && end !== null && end <= start) lack('endsAt', '结束时间不晚于开始时间')
  if (meeting.place === '') lack('place', '地点未填')
  if (expects !== 'talkers') {
    if (meeting.chair === '') lack('chair', '主持人未填')
    if (meeting.recorder === '') lack('recorder', '记录人未填')
  }
  for (const { code, label, required } of kindElements[meeting.kind]) if (required && (meeting.elements[code] ?? '').trim() === '') lack(`element.${code}`, `${label}未填`)
  if (expects !== 'open' && expects !== 'talkers') {
    const unmarked = attendees.filter((a) => a.state === null)
    if (unmarked.length > 0) lack(`attendance.${unmarked[0]?.personId ?? ''}`, `签到还有${unmarked.length}人没有登记`)
    for (const a of attendees) if ((a.state === 'leave' || a.state === 'absent') && a.reason === '') lack(`reason.${a.personId}`, `${a.name}${a.state === 'leave' ? '请假' : '缺席'}没有写原因`)
  }
  if (decides && meeting.agenda.length === 0) lack('addAgenda', '还没有议题')
  meeting.agenda.forEach((item, index) => {
    const head = `议题${chineseNumeral(index + 1)}`
    const at = `agenda.${item.id ?? index}`
    if (item.title === '') lack(`${at}.title`, `${head}没有标题`)
    if (needsConclusion(meeting.kind, item) && item.decision === '') lack(`${at}.decision`, `${head}没有结论`)
    else if (decides && item.decision !== '' && item.actions.every((a) => a.task === '' && a.owners === '')) lack(`${at}.addAction`, `${head}的决定没有责任人和时限`)
    for (const action of item.actions) {
      const field = `${at}.action.${action.id ?? ''}`
      const timed = action.dueText !== '' || action.startText !== '' || action.repeatText !== ''
      if (action.owners === '' && action.task !== '') lack(`${field}.owners`, `${head}有一项决定没有责任人`)
      if (action.owners !== '' && !timed) lack(`${field}.dueText`, `${head}：${action.owners}的任务没有时限`)
      if (action.dueText !== '' && parseDue(action.dueText, meeting.heldOn) === null) lack(`${field}.dueText`, `${head}的时限“${action.dueText}”读不懂`)
    }
  })
  return gaps
}
