import * as z from 'zod'
import { IsoDate } from '../domain/dates.ts'
import { BusinessDay, BusinessText, OwnDay, PlanItemText, PlanOrigin, planPapers, PlanRow, ProposedItem } from '../domain/plan.ts'
import { FilledLine, Line } from '../domain/text.ts'
import { SummarySection } from '../domain/yearSummary.ts'

const Year = z.int().min(1949).max(2200)
const Nothing = z.strictObject({})
/** 12 months, two 党小组, and then some: a large branch with many groups has some three hundred. */
const mostItems = 1000

/** A day that is not as its weekday would have it. */
const SpecialDay = z.object({ day: IsoDate, off: z.boolean(), name: z.string() })

export const PlanYear = z.object({
  year: Year, on: IsoDate,
  told: z.string().nullable().describe('what has to be known of the holidays of the year: 本年节假日数据未公布'),
  rows: z.array(PlanRow).describe('in the order of their days'),
  business: z.array(BusinessDay.extend({ person: z.string().describe('for away: the name') })).describe('of the unit, in the order of their days'),
  ownDays: z.array(OwnDay), special: z.array(SpecialDay).describe('holidays and worked weekends, from the shipped table and as entered'),
  closing: z.object({ closedOn: IsoDate, who: z.string() }).nullable().describe('a closed year is read, and not changed until it is opened again'),
  groups: z.array(z.string()), people: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('the members of the branch'),
})
export type PlanYear = z.output<typeof PlanYear>

/** 计划: the year proposed, accepted, changed and moved; the days it is made around; its papers. */
export const planContract = {
  'plan.propose': { answeredBy: 'service', input: z.strictObject({ year: Year }), output: z.object({ year: Year, from: IsoDate, told: z.string().nullable(), items: z.array(ProposedItem).describe('what is not in the plan yet, in the order of its days') }) },
  'plan.list': { answeredBy: 'service', input: z.strictObject({ year: Year }), output: PlanYear },
  'plan.accept': { answeredBy: 'service', input: z.strictObject({ year: Year, items: z.array(z.strictObject({ ...PlanItemText.shape, ...PlanOrigin.shape })).min(1).max(mostItems) }), output: z.object({ added: z.int().describe('without what stood in the plan already') }) },
  'plan.save': { answeredBy: 'service', input: PlanItemText.extend({ year: Year, id: z.uuid().optional().describe('absent: an activity that no rule asks for'), basis: FilledLine(200).optional() }), output: z.object({ id: z.uuid() }) },
  'plan.move': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), on: IsoDate.describe('of the same year') }), output: Nothing.describe('its meeting, where it is only planned, moves with it') },
  'plan.remove': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Nothing },
  'plan.open': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: z.object({ meetingId: z.uuid() }).describe('its meeting, begun where there is none yet') },
  'plan.setReason': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), reason: Line(200) }), output: Nothing },
  'plan.close': { answeredBy: 'service', input: z.strictObject({ year: Year }), output: Nothing },
  'plan.reopen': { answeredBy: 'service', input: z.strictObject({ year: Year }), output: Nothing },
  'plan.summary': { answeredBy: 'service', input: z.strictObject({ year: Year }), output: z.array(SummarySection).describe('年度小结 drafted from records alone, each sentence with its source') },
  'plan.exportSummary': { answeredBy: 'service', input: z.strictObject({ fileToken: z.uuid(), year: Year, format: z.enum(['docx', 'pdf']) }), output: z.object({ bytes: z.int(), rows: z.int() }) },
  'plan.saveBusiness': { answeredBy: 'service', input: BusinessText.extend({ id: z.uuid().optional() }), output: z.object({ id: z.uuid() }) },
  'plan.removeBusiness': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Nothing },
  'plan.saveDays': { answeredBy: 'service', input: z.strictObject({ from: IsoDate, to: IsoDate, isOff: z.boolean(), name: FilledLine(20) }), output: z.object({ days: z.int() }) },
  'plan.removeDays': { answeredBy: 'service', input: z.strictObject({ from: IsoDate, to: IsoDate }), output: Nothing.describe('what the unit entered of these days; the shipped table stands again') },
  'plan.export': { answeredBy: 'service', input: z.strictObject({ fileToken: z.uuid(), year: Year, what: z.enum(planPapers), at: z.int().min(1).max(12).default(1).describe('which quarter or month'), format: z.enum(['docx', 'xlsx', 'pdf']) }).refine(({ what, at }) => what !== 'quarter' || at <= 4), output: z.object({ bytes: z.int(), rows: z.int() }) },
} as const
