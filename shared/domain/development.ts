import * as z from 'zod'
import { IsoDate } from './dates.ts'
import { FilledLine, Line, Text } from './text.ts'
import { VoteCount } from './vote.ts'

/** One thing done on the way into the Party, in the order of the 25 steps (domain rules section 2.2). Three of them take two or three entries; a few may come again. */
export const stepCodes = [
  'application', 'initialTalk',
  'activistDetermined', 'activistFiled', 'mentorAssigned', 'activistReview', 'thoughtReport',
  'prospectDetermined', 'prospectFiled', 'prospectPublicity', 'prospectListed', 'introducersAssigned', 'politicalReview', 'prospectTraining',
  'committeeScreening', 'preReview', 'applicationForm', 'admissionVote', 'superiorTalk', 'admissionApproval', 'admissionFiled',
  'assignedToGroup', 'oath', 'probationReview', 'fullApplication', 'fullPublicity', 'fullVote', 'fullApproval', 'archived',
] as const
export const StepCode = z.enum(stepCodes)
export type StepCode = z.infer<typeof StepCode>

/** How a step ended. `extended`, `cancelled`: of 转正. */
export const stepResults = ['passed', 'failed', 'extended', 'cancelled'] as const
export const StepResult = z.enum(stepResults)
export type StepResult = z.infer<typeof StepResult>

/** Somebody who did their part in a step: 谈话人, 培养联系人, 入党介绍人. `personId` where they are in the roster of this branch. */
export const StepPerson = z.strictObject({ personId: z.uuid().nullable().default(null), name: FilledLine(60) })
export type StepPerson = z.output<typeof StepPerson>

/** A step as the officer enters it. */
export const StepEntryDraft = z.strictObject({
  step: StepCode,
  on: IsoDate.describe('the day it was done; of a publicity or a training its first day'),
  until: IsoDate.nullable().default(null).describe('the last day of a publicity or training'),
  people: z.array(StepPerson).max(10).default([]),
  hours: z.number().min(0).max(2000).nullable().default(null).describe('学时 of a training'),
  days: z.number().min(0).max(365).nullable().default(null).describe('days of a training'),
  result: StepResult.nullable().default(null),
  extendedMonths: z.int().min(1).max(24).nullable().default(null).describe('of 转正 that was put off'),
  votes: VoteCount.nullable().default(null).describe('as counted; taken back from the meeting where there is one'),
  meetingId: z.uuid().nullable().default(null).describe('the record of the meeting or talk'),
  documentNo: Line(100).default('').describe('文号 of a reply'),
  note: Text(2000).default(''),
})
export type StepEntryDraft = z.output<typeof StepEntryDraft>
export const StepEntry = StepEntryDraft.extend({ id: z.uuid() })
export type StepEntry = z.output<typeof StepEntry>

/** Why a path ends before its last step: 停止培养, 调离, 取消预备党员资格, anything else. */
export const closingKinds = ['stopped', 'moved', 'cancelled', 'other'] as const
export const closingKindNames: Record<(typeof closingKinds)[number], string> = { stopped: '停止培养', moved: '调离或转出', cancelled: '取消预备党员资格', other: '其他原因' }
export const PathClosing = z.strictObject({ on: IsoDate, kind: z.enum(closingKinds), reason: Line(200).default('') })
export type PathClosing = z.output<typeof PathClosing>

/** A scan filed under a step's material. */
export interface FiledMaterial { code: string; datedOn: string | null }

/** What is known of somebody in the roster on a day, for judging mentors and introducers. */
export interface StandingOn { isFullMember: boolean; hasVote: boolean }

/** All that the judgement of one path needs; plain data, no clock. */
export interface DevelopmentFacts {
  personId: string
  name: string
  /** Whole or only year and month; null: not in the file. */
  birthOn: string | null
  entries: readonly StepEntry[]
  materials: readonly FiledMaterial[]
  /** Null where the roster does not know the person on that day. */
  standingOf: (personId: string, day: IsoDate) => StandingOn | null
  /** With the unit's own holidays laid over the table that ships. */
  isWorkday: (day: IsoDate) => boolean
  /** Why the days off around a day are not known; null where they are. */
  unknownHolidays: (day: IsoDate) => string | null
  /** 建账日期: what was done before is entered afterwards without blame. */
  bookedFrom: IsoDate | null
  on: IsoDate
  /** The day from which the branch does not go on with this path; null or absent: it does. */
  stoppedOn?: IsoDate | null
}

export const DevelopmentFinding = z.object({
  kind: z.string().describe('one code for each kind of finding, see developmentFindings.ts'),
  severity: z.enum(['high', 'medium']),
  step: StepCode,
  entryId: z.uuid().nullable().describe('null: the entry is missing'),
  field: z.string().describe('the field to jump to; a material by its code'),
  message: z.string(),
  advice: z.string().describe('what to do'),
  rule: z.string().describe('paper, version and article'),
  version: z.enum(['2014', '2026']),
  toVerify: z.boolean().describe('待核: a reminder, whatever its severity'),
})
export type DevelopmentFinding = z.infer<typeof DevelopmentFinding>
