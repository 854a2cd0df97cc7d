import * as z from 'zod'
import { assertNever } from './assertNever.ts'
import { IsoDate } from './dates.ts'
import { kindFacts, MeetingKind, MeetingState } from './meetingKinds.ts'
import { compareGroups } from './roster.ts'
import { chineseNumeral, FilledLine, Line } from './text.ts'

/**
 * What the unit's own work brings and when. `season`, `market`, `meeting` keep people busy; `market` and `meeting` are days on which an activity of the
 * branch can be held with it; `theme` gives the theme of its days; `away`: one person is not there.
 */
export const businessKinds = ['season', 'market', 'meeting', 'theme', 'away'] as const
export const BusinessKind = z.enum(businessKinds)
export type BusinessKind = z.infer<typeof BusinessKind>
export const businessKindNames: Record<BusinessKind, string> = { season: '销售旺季', market: '市场检查', meeting: '业务会议', theme: '主题月', away: '请假外出' }
export const businessKindExamples: Record<BusinessKind, string> = { season: '如元春销售；活动尽量避开', market: '如市场检查日；可以合并开展活动', meeting: '如经营分析会；可以合并开展活动', theme: '如质量月、安全月；作为活动主题', away: '谁哪几天不在；排计划时避开' }

export const BusinessText = z.strictObject({
  kind: BusinessKind, title: FilledLine(40), from: IsoDate, to: IsoDate,
  personId: z.uuid().nullable().default(null).describe('for away: who'),
})
export type BusinessText = z.output<typeof BusinessText>
export const BusinessDay = z.object({ ...BusinessText.shape, id: z.uuid() })
export type BusinessDay = z.output<typeof BusinessDay>

/** A day as the unit knows it, above the shipped table: off, or worked for a holiday (调休). */
export const OwnDay = z.object({ day: IsoDate, isOff: z.boolean(), name: FilledLine(20) })
export type OwnDay = z.infer<typeof OwnDay>

/** Hours of one activity; half hours. Of talks: of one talk. */
const Hours = z.number().min(0).max(24).multipleOf(0.5).nullable()

/** One activity of a plan as the officer may write it. */
export const PlanItemText = z.strictObject({
  kind: MeetingKind,
  part: Line(40).default('').describe('the 党小组, or the relation of talks; empty for the branch'),
  on: IsoDate,
  startsAt: z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/).default('').describe('14:30; empty: not said yet'),
  hours: Hours.default(null),
  people: Line(200).default(''),
  place: Line(120).default(''),
  topic: Line(200).default('').describe('Party life and study of theory'),
  business: Line(200).default('').describe('study and work of business in the same activity'),
  remarks: Line(400).default(''),
  eventId: z.uuid().nullable().default(null).describe('the day of business that it is held with'),
})
export type PlanItemText = z.output<typeof PlanItemText>

/** Where an activity of a plan comes from. */
export const PlanOrigin = z.strictObject({
  key: FilledLine(120).describe('rule, first day of the period, part and number: what is proposed twice is one'),
  ruleId: z.string().max(10).nullable(),
  basis: FilledLine(200).describe('how often, with the article, or 本单位惯例'),
})
export type PlanOrigin = z.infer<typeof PlanOrigin>

/** An activity as it is stored; `reason`: why it was not held. */
export type PlanItem = PlanItemText & PlanOrigin & { id: string; year: number; meetingId: string | null; reason: string }

/** A day of business in the same week, on which the activity could be held. */
export const PlanOffer = z.object({ eventId: z.uuid(), title: z.string(), on: IsoDate, business: z.string() })
export type PlanOffer = z.infer<typeof PlanOffer>

export const planConflictKinds = ['dayOff', 'business', 'twice', 'away'] as const
export const PlanConflict = z.object({ kind: z.enum(planConflictKinds), words: z.string() })
export type PlanConflict = z.infer<typeof PlanConflict>

export const ProposedItem = z.object({ ...PlanItemText.shape, ...PlanOrigin.shape, toVerify: z.boolean(), offer: PlanOffer.nullable(), conflicts: z.array(PlanConflict) })
export type ProposedItem = z.output<typeof ProposedItem>

/** 计划: to come. 筹备中: its meeting is begun. 已开展: held. 未开展: its day is over. */
export const planStates = ['ahead', 'opened', 'done', 'missing'] as const
export const PlanState = z.enum(planStates)
export type PlanState = z.infer<typeof PlanState>
export const planStateNames: Record<PlanState, string> = { ahead: '计划', opened: '筹备中', done: '已开展', missing: '未开展' }

/** A line of a plan: the stored item, how it stands, and what is in its way. */
export const PlanRow = z.object({
  ...PlanItemText.shape, ...PlanOrigin.shape, id: z.uuid(), reason: z.string(),
  state: PlanState, meetingId: z.uuid().nullable().describe('the record of it, opened from the plan or found by its kind and day'), isLinked: z.boolean().describe('opened from the plan, so that it moves with it'),
  heldOn: IsoDate.nullable().describe('the day of the record, where that is another'), meetingState: MeetingState.nullable(), progress: z.string().describe('of talks: 3/10对'),
  conflicts: z.array(PlanConflict),
})
export type PlanRow = z.output<typeof PlanRow>

/** 党小组会 with its 党小组, 谈心谈话 with its relation, anything else by its short name. */
export const planName = ({ kind, part }: Pick<PlanItemText, 'kind' | 'part'>): string =>
  kind === 'groupMeeting' && part !== '' ? `${part}会` : kind === 'heartTalk' && part !== '' ? `谈心谈话（${part}）` : kindFacts[kind].short

/** The day that counts: of a record that was held on another day, its own. */
export const dayOfRow = ({ on, heldOn }: Pick<PlanRow, 'on' | 'heldOn'>): IsoDate => heldOn ?? on

/** What has a fixed day comes first; what follows makes way for it. */
export const planOrder: readonly MeetingKind[] = ['themeDay', 'committeeMeeting', 'generalMeeting', 'orgLifeMeeting', 'democraticReview', 'partyLecture', 'groupMeeting', 'heartTalk', 'moralLecture', 'volunteerService', 'massActivity']

/** In the order of their days; on one day by the hour. */
export const byDay = (a: Pick<PlanItemText, 'on' | 'startsAt' | 'kind' | 'part'>, b: Pick<PlanItemText, 'on' | 'startsAt' | 'kind' | 'part'>): number =>
  (a.on === b.on ? (a.startsAt || '99').localeCompare(b.startsAt || '99') || planOrder.indexOf(a.kind) - planOrder.indexOf(b.kind) || compareGroups(a.part || null, b.part || null) : a.on < b.on ? -1 : 1)

/** An activity held together with a day of business. */
export const combined = <T extends PlanItemText>(item: T, { eventId, on, business }: PlanOffer): T => ({ ...item, eventId, on, business })

/** What is exported: the whole year, a quarter, a month, or a month on one page for the wall. */
export const planPapers = ['year', 'quarter', 'month', 'wall'] as const
export type PlanPaper = (typeof planPapers)[number]
export const planPaperNames: Record<PlanPaper, string> = { year: '年度计划', quarter: '季度计划', month: '月度计划', wall: '月度上墙表' }

/** The months of a paper, first and last; `at`: which quarter or month. */
export function monthsOfPaper(what: PlanPaper, at: number): [first: number, last: number] {
  switch (what) {
    case 'year': return [1, 12]
    case 'quarter': return [at * 3 - 2, at * 3]
    case 'month': case 'wall': return [at, at]
    default: return assertNever(what)
  }
}
/** 2027年度, 2027年第一季度, 2027年3月. */
export const planScope = (year: number, what: PlanPaper, at: number): string => `${year}年${what === 'year' ? '度' : what === 'quarter' ? `第${chineseNumeral(at)}季度` : `${at}月`}`
