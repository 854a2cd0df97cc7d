import * as z from 'zod'
import { IsoDate, ReckonedDate } from './dates.ts'
import { MeetingKind, MeetingState } from './meetingKinds.ts'
import { PartyPost, posts } from './person.ts'

/** What a line is about; the rest of 今天 is grouped by it. */
export const todayAreas = ['life', 'records', 'actions', 'people', 'goals', 'backups'] as const
export const TodayArea = z.enum(todayAreas)
export type TodayArea = z.infer<typeof TodayArea>
export const todayAreaNames: Record<TodayArea, string> = { life: '组织生活', records: '会议和记录', actions: '议定事项', people: '人的日子', goals: '难点和项目', backups: '备份' }

/** To whom a line belongs: a post of the Party, or whoever works in the business. */
export const todayRoles = [...posts, 'business'] as const
export const TodayRole = z.union([PartyPost, z.literal('business')])
export type TodayRole = z.infer<typeof TodayRole>

/** The screen a line opens, with what is filled in there already. `gap`: at the first field that the record lacks. */
export const TodayOpen = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('newMeeting'), kind: MeetingKind, heldOn: ReckonedDate, group: z.string(), relation: z.string() }),
  z.object({ screen: z.literal('planItem'), id: z.uuid() }),
  z.object({ screen: z.literal('meeting'), meetingId: z.uuid(), at: z.enum(['record', 'gap']) }),
  z.object({ screen: z.literal('meetings'), state: MeetingState, year: z.int() }),
  z.object({ screen: z.literal('action'), actionId: z.uuid() }),
  z.object({ screen: z.literal('member'), personId: z.uuid() }),
  z.object({ screen: z.literal('development'), personId: z.uuid() }),
  z.object({ screen: z.literal('organisation'), tab: z.enum(['branch', 'transfers']) }),
  z.object({ screen: z.literal('project'), projectId: z.uuid() }),
  z.object({ screen: z.literal('difficulty'), difficultyId: z.uuid() }),
  z.object({ screen: z.literal('talent'), part: z.enum(['pool', 'proposal']) }),
  z.object({ screen: z.literal('dues'), year: z.int() }),
  z.object({ screen: z.literal('backups') }),
])
export type TodayOpen = z.infer<typeof TodayOpen>

/** late: its day is over. now: today is its day. soon: within ten days. undated: no day, but not to be left. calm: later. */
export const todayTones = ['now', 'late', 'soon', 'undated', 'calm'] as const
export type TodayTone = (typeof todayTones)[number]

const facts = {
  key: z.string().describe('the same for as long as it is the same matter; what is not needed is kept under it'),
  area: TodayArea,
  what: z.string(),
  until: IsoDate.nullable().describe('its day; null: none is set'),
  minutes: z.int().describe('about how many this takes at the desk'),
  why: z.string().describe('the rule with its article, or who asked for it and when'),
  toVerify: z.boolean().describe('待核: the rule behind it was not compared with its paper'),
  roles: z.array(TodayRole),
  verb: z.string().describe('what the button says'),
  open: TodayOpen,
  canDismiss: z.boolean().describe('不需要，因为… is kept as evidence; what has a way of its own to be ended says so there'),
}
export const TodayLine = z.object({
  ...facts,
  tone: z.enum(todayTones),
  when: z.string().describe('逾期3天, 今天截止, 还有8天'),
  remindOn: IsoDate.nullable().describe('its day, or the workday before where people are off'),
  own: z.boolean().describe('of one of the officer\'s posts, or in their own name'),
})
export type TodayLine = z.infer<typeof TodayLine>

/** A matter before it is judged on a day: `from` is the first day on which it is told. `when`: in other words than by its day. */
export interface TodayDraft extends Omit<TodayLine, 'tone' | 'when' | 'remindOn' | 'own'> { from: IsoDate; when?: string; owner?: string }

/** A day in somebody's life, or of the branch, that comes nearer: told beside the list, not asked for. */
export const PeopleDay = z.object({ key: z.string(), what: z.string(), on: ReckonedDate, words: z.string(), near: z.boolean(), open: TodayOpen })
export type PeopleDay = z.infer<typeof PeopleDay>

export const TodayAnswer = z.object({
  on: IsoDate,
  posts: z.array(z.string()).describe('whose order it is, in the officer\'s own words'),
  lines: z.array(TodayLine).describe('the first three are what to do first'),
  dismissed: z.array(TodayLine.extend({ reason: z.string() })).describe('what would be due, but for the reason given'),
  days: z.array(PeopleDay),
  next: z.object({ on: ReckonedDate, what: z.string() }).nullable().describe('where nothing is due: the next day with something'),
})
export type TodayAnswer = z.infer<typeof TodayAnswer>
