import * as z from 'zod'
import { IsoDate } from '../domain/dates.ts'
import { MeetingKind, MeetingState } from '../domain/meetingKinds.ts'
import { RuleText } from '../domain/ruleLibrary.ts'
import { FilledLine } from '../domain/text.ts'
import { periodKinds } from '../rules/library.ts'

/** A rule with how the unit reads it today. */
export const RuleRow = RuleText.extend({
  isCurrent: z.boolean().describe('in force on the day asked for; others are earlier or later versions'),
  toVerify: z.boolean().describe('待核: a reminder, never a block'),
  setting: z.object({ from: IsoDate, isOn: z.boolean(), times: z.int().nullable() }).nullable().describe('how the unit reads it since when; null: as written'),
  timesNow: z.int().describe('how often the unit asks for it now; 0: off, or not counted by meetings'),
})
export type RuleRow = z.infer<typeof RuleRow>

export const NeedRow = z.object({
  key: z.string(),
  ruleId: z.string(), title: z.string(), source: z.string().describe('the paper with its article, or 本单位惯例'), toVerify: z.boolean(),
  kind: MeetingKind, part: z.string().describe('the 党小组, or the relation of talks; empty for the branch'),
  period: z.object({ kind: z.enum(periodKinds), first: IsoDate, last: IsoDate, words: z.string() }),
  asked: z.int(), met: z.int(),
  state: z.enum(['done', 'open', 'missing', 'dismissed']),
  dismissal: z.string().nullable(),
  done: z.array(z.object({ id: z.uuid(), heldOn: IsoDate, state: MeetingState, isSupplement: z.boolean() })),
  planned: z.array(z.object({ id: z.uuid(), heldOn: IsoDate, state: MeetingState })),
})
export type NeedRow = z.infer<typeof NeedRow>

export const FrequencyYear = z.object({
  year: z.int(), on: IsoDate, since: IsoDate,
  needs: z.array(NeedRow),
  asked: z.int(), met: z.int().describe('K01: met of asked, up to now, without what was not needed'),
})
export type FrequencyYear = z.infer<typeof FrequencyYear>

const LibraryPreview = z.object({ version: z.string(), checkedBy: z.string(), checkedOn: IsoDate, changes: z.array(z.string()), isTaken: z.boolean() })

/** Rules, how the unit reads them, and what they ask for in a year. */
export const rulesContract = {
  'rules.list': { answeredBy: 'service', input: z.strictObject({ on: IsoDate.optional() }), output: z.array(RuleRow) },
  'rules.save': { answeredBy: 'service', input: z.strictObject({ ruleId: z.string().max(4), from: IsoDate, isOn: z.boolean(), times: z.int().min(1).max(31).nullable() }), output: z.array(RuleRow) },
  'rules.frequency': { answeredBy: 'service', input: z.strictObject({ year: z.int().min(1949).max(2200), on: IsoDate.optional() }), output: FrequencyYear },
  'rules.dismiss': { answeredBy: 'service', input: z.strictObject({ key: FilledLine(200), reason: FilledLine(300) }), output: z.strictObject({}) },
  'rules.undismiss': { answeredBy: 'service', input: z.strictObject({ key: FilledLine(200) }), output: z.strictObject({}) },
  'rules.importFile': { answeredBy: 'service', input: z.strictObject({ fileToken: z.uuid(), commit: z.boolean().default(false) }), output: LibraryPreview },
} as const
