import * as z from 'zod'
import { AttachmentMedia } from './attachment.ts'
import { Indicator } from './board.ts'
import { IsoDate } from './dates.ts'
import { skillLevels, titles, type Code } from './memberCodes.ts'
import { FilledLine, Line, Text } from './text.ts'

/** 双培养 (domain rules section 6.1): A, a 业务骨干 becomes a member; B, a member becomes a 业务骨干. */
export const talentDirections = ['toMember', 'toBackbone'] as const
export const TalentDirection = z.enum(talentDirections)
export type TalentDirection = z.infer<typeof TalentDirection>
export const talentDirectionNames: Record<TalentDirection, string> = { toMember: '骨干→党员', toBackbone: '党员→骨干' }
/** In the words of a paper. */
export const talentDirectionWords: Record<TalentDirection, string> = { toMember: '把骨干培养成党员', toBackbone: '把党员培养成骨干' }

export const talentStates = ['training', 'converted', 'left'] as const
export const TalentState = z.enum(talentStates)
export type TalentState = z.infer<typeof TalentState>
export const talentStateNames: Record<TalentState, string> = { training: '在培', converted: '已转化', left: '退出' }

/** The codes of a list without 无, the best first: what a limit may be. */
const limitsOf = (codes: readonly Code[]): readonly Code[] => codes.filter(({ code }) => code !== 'none' && code !== 'apprentice')
export const skillLimits = limitsOf(skillLevels)
export const titleLimits = limitsOf(titles)
/** Whether a code is at least as good as a limit; the lists are best first. */
export function reaches(codes: readonly Code[], code: string | undefined, limit: string): boolean {
  const at = codes.findIndex((each) => each.code === code)
  return at >= 0 && at <= codes.findIndex((each) => each.code === limit)
}

/** From where on somebody is proposed. The unit sets it (LOCAL, 本单位惯例); no rule from above names a figure. */
export const TalentLimits = z.strictObject({
  youngAge: z.int().min(18).max(60).describe('so many years at most'),
  awardYears: z.int().min(1).max(20).describe('how far back an award or a project counts'),
  skillFrom: z.enum(skillLimits.map(({ code }) => code)), titleFrom: z.enum(titleLimits.map(({ code }) => code)),
})
export type TalentLimits = z.infer<typeof TalentLimits>
export const usualLimits: TalentLimits = { youngAge: 35, awardYears: 5, skillFrom: 'level3', titleFrom: 'intermediate' }

export const TalentStage = z.strictObject({ id: z.uuid().optional(), on: IsoDate, content: FilledLine(300), result: Line(500).default('') })
/** Somebody in the pool, as the officer writes it. */
export const TalentEdit = z.strictObject({
  id: z.uuid().optional(), revision: z.int().min(1).optional(),
  personId: z.uuid(), direction: TalentDirection,
  criteria: Text(3000).default('').describe('which criteria are met'), documentNo: Line(120).default('').describe('文号 or whatever else proves it, beside the files'),
  mentorId: z.uuid().nullable().default(null), meetingId: z.uuid().nullable().default(null).describe('the 支委会 that decided it'),
  startsOn: IsoDate, plannedEnd: IsoDate.nullable().default(null),
  stages: z.array(TalentStage).max(60).default([]),
  state: TalentState.default('training'), endedOn: IsoDate.nullable().default(null).describe('转化日期, or the day of leaving'),
  endReason: Line(300).default('').describe('why somebody left'), endProof: Line(200).default('').describe('what proves the conversion, beside the files'),
})
export type TalentEdit = z.infer<typeof TalentEdit>

export const TalentFile = z.object({ id: z.uuid(), name: z.string(), media: AttachmentMedia, size: z.int(), addedAt: z.iso.datetime(), who: z.string() })
export type TalentFile = z.infer<typeof TalentFile>
export const TalentEntry = z.object({
  id: z.uuid(), revision: z.int(), personId: z.uuid(), name: z.string(), direction: TalentDirection, criteria: z.string(), documentNo: z.string(),
  mentorId: z.uuid().nullable(), mentor: z.string(), meeting: z.object({ id: z.uuid(), title: z.string(), heldOn: IsoDate }).nullable(),
  startsOn: IsoDate, plannedEnd: IsoDate.nullable(), stages: z.array(z.object({ id: z.uuid(), on: IsoDate, content: z.string(), result: z.string() })).describe('by day'),
  state: TalentState, endedOn: IsoDate.nullable(), endReason: z.string(), endProof: z.string(), files: z.array(TalentFile),
})
export type TalentEntry = z.infer<typeof TalentEntry>
export const TalentRow = TalentEntry.extend({
  overdue: z.boolean().describe('past its planned end without a result'),
  offer: z.object({ on: IsoDate.nullable().describe('null: only the month is known'), words: z.string() }).nullable().describe('the file says that the conversion has happened; nothing is changed by itself'),
  finding: z.string().describe('what does not agree with the roster; empty where all does'),
})
export type TalentRow = z.infer<typeof TalentRow>

const Who = z.object({ id: z.uuid(), name: z.string() })
export const AgeGroupKey = z.enum(['members', 'activists', 'young'])
export type AgeGroupKey = z.infer<typeof AgeGroupKey>
export const TalentAges = z.object({
  on: IsoDate, youngAge: z.int(), labels: z.array(z.string()),
  groups: z.array(z.object({
    key: AgeGroupKey, name: z.string(), total: z.int(), bands: z.array(z.array(Who).nullable().describe('null: a band that this group cannot have')),
    unknown: z.array(Who).describe('nobody knows when they were born'),
  })),
  sentence: z.string(),
})
export type TalentAges = z.infer<typeof TalentAges>

export const TalentReasonKind = z.enum(['backbone', 'award', 'skill', 'title', 'applied', 'project', 'items'])
export const TalentReason = z.object({ kind: TalentReasonKind, text: z.string() })
export type TalentReason = z.infer<typeof TalentReason>
/** Somebody whom the data would propose; the committee decides. */
export const TalentCandidate = z.object({
  personId: z.uuid(), name: z.string(), direction: TalentDirection, standing: z.string(), department: z.string(), age: z.int().nullable(),
  reasons: z.array(TalentReason), lacks: z.array(z.string()).describe('what the file does not say'),
  isSure: z.boolean().describe('false: it depends on what the file does not say'),
})
export type TalentCandidate = z.infer<typeof TalentCandidate>
export const TalentDecision = z.object({ personId: z.uuid(), name: z.string(), direction: TalentDirection, outcome: z.enum(['listed', 'declined']), reason: z.string(), meeting: z.object({ id: z.uuid(), title: z.string() }).nullable(), at: z.iso.datetime(), who: z.string() })
export type TalentDecision = z.infer<typeof TalentDecision>
export const TalentProposal = z.object({
  year: z.int(), on: IsoDate, limits: TalentLimits, candidates: z.array(TalentCandidate).describe('A before B; of each who has most reasons first, then the younger'),
  decided: z.array(TalentDecision), inPool: z.int().describe('who is in the pool already is not proposed again'),
  lacking: z.array(z.object({ what: z.string(), people: z.array(Who) })).describe('what is missing in the files of the others'),
  agenda: z.object({ title: z.string(), report: z.string() }).describe('the proposal as an item of a 支委会'),
})
export type TalentProposal = z.infer<typeof TalentProposal>

export const TalentYear = z.object({ year: z.int(), on: IsoDate, limits: TalentLimits, ages: TalentAges, entries: z.array(TalentRow).describe('in the pool within the year: who is in training first, by planned end'), indicators: z.array(Indicator).describe('K08, K09, K10 A and B') })
export type TalentYear = z.infer<typeof TalentYear>

/** Whether somebody was in the pool on a day between two: 在册. */
export const inPoolBetween = ({ startsOn, endedOn }: Pick<TalentEntry, 'startsOn' | 'endedOn'>, from: IsoDate, to: IsoDate): boolean => startsOn <= to && (endedOn === null || endedOn >= from)
