import * as z from 'zod'
import { AttachmentMedia } from './attachment.ts'
import { IsoDate } from './dates.ts'
import { Decimal } from './decimal.ts'
import { MeetingKind, MeetingState } from './meetingKinds.ts'
import { FilledLine, Line } from './text.ts'

/** What was studied: 政治理论 or 业务. */
export const studyKinds = ['theory', 'business'] as const
export const StudyKind = z.enum(studyKinds)
export type StudyKind = z.infer<typeof StudyKind>
export const studyKindNames: Record<StudyKind, string> = { theory: '政治理论', business: '业务' }

/** The longest training of one line, in 学时: 180 days of 脱产. */
export const mostTrainingHours = '1440'
/** The longest study of one meeting, in 学时. */
export const mostMeetingHours = '24'

export const TrainingEdit = z.strictObject({
  id: z.uuid().optional(),
  revision: z.int().min(1).optional().describe('the revision it was read at; another one answers CONFLICT'),
  personId: z.uuid(),
  from: IsoDate,
  to: IsoDate,
  title: FilledLine(200),
  organiser: Line(120).default(''),
  kind: StudyKind,
  hours: Decimal.describe('学时, exact'),
  makeUpOf: z.uuid().nullable().default(null).describe('补学 of this meeting: where its record counts for the person already, this does not'),
})
export type TrainingEdit = z.output<typeof TrainingEdit>
export const TrainingFile = z.object({ id: z.uuid(), name: z.string(), media: AttachmentMedia, size: z.int(), addedAt: z.iso.datetime(), who: z.string() })
export type TrainingFile = z.infer<typeof TrainingFile>
export const Training = TrainingEdit.extend({ id: z.uuid(), revision: z.int(), name: z.string().describe('whose it is'), files: z.array(TrainingFile) })
export type Training = z.output<typeof Training>

const Hours = z.object({ theory: z.string(), business: z.string() })

/** One person in a year. `short`: what lacks of what is asked; `stillShort`: what will lack when all that waits is confirmed and all that is planned held. */
export const StudyRow = z.object({
  personId: z.uuid(), name: z.string(), group: z.string(), post: z.string(), isHere: z.boolean().describe('a member of the branch on the day'), isCommittee: z.boolean().describe('asked for 56'),
  asked: z.string(), askedWords: z.string(), theory: z.string(), business: z.string(), total: z.string().describe('what was confirmed or entered'),
  waiting: z.string().describe('proposed by records, not confirmed'), waitingOpen: z.int().describe('records that do not say how long'), planned: z.string(), plannedOpen: z.int(), short: z.string(), stillShort: z.string(),
  volunteer: z.string().describe('志愿服务 hours; no 学时'), mass: z.int().describe('群团活动 taken part in'), massHours: z.string(),
})
export type StudyRow = z.infer<typeof StudyRow>

/** 学时 that a record proposes, and what the officer made of it. */
export const StudyProposal = z.object({
  meetingId: z.uuid(), kind: MeetingKind, state: MeetingState, title: z.string(), heldOn: IsoDate, people: z.int().describe('who were there or made up for it'),
  hours: Hours.nullable().describe('null: the record does not say for how long'), basis: z.string(),
  confirmed: Hours.extend({ at: z.iso.datetime(), who: z.string() }).nullable().describe('both 0: no study'),
  changed: z.boolean().describe('the record proposes something else than when it was confirmed'),
})
export type StudyProposal = z.infer<typeof StudyProposal>

export const StudyLineKind = z.enum(['meeting', 'training', 'volunteer', 'mass'])
/** One record behind the sums of a person. */
export const StudyLine = z.object({
  kind: StudyLineKind, id: z.uuid(), meetingKind: MeetingKind.nullable(), on: IsoDate, title: z.string(), theory: z.string(), business: z.string(), hours: z.string().describe('of 志愿服务 and 群团活动; else as theory and business together'),
  state: z.enum(['counted', 'waiting', 'not']), note: z.string(),
})
export type StudyLine = z.infer<typeof StudyLine>

export const StudyLedger = z.object({
  year: z.int(), on: IsoDate, since: IsoDate.describe('建账日期'), rows: z.array(StudyRow).describe('who lacks most comes first; who has left, last'),
  proposals: z.array(StudyProposal).describe('what waits comes first, then the newest'),
  sums: z.object({ people: z.int(), reached: z.int(), waiting: z.int().describe('records that wait'), othersVolunteer: z.string().describe('志愿服务 hours of who is no member, which K14 counts too'), theory: z.string(), business: z.string(), volunteer: z.string() }),
  lines: z.array(StudyLine).nullable().describe('of the person that was asked for, newest first'),
  trainings: z.array(Training).nullable().describe('of that person'),
})
export type StudyLedger = z.infer<typeof StudyLedger>

export const Lesson = z.object({ meetingId: z.uuid(), kind: MeetingKind, heldOn: IsoDate, topic: z.string(), lecturer: z.string(), lecturerPost: z.string(), theory: z.boolean(), business: z.boolean(), businessWords: z.string(), listeners: z.int(), isPlanned: z.boolean() })
export type Lesson = z.infer<typeof Lesson>
export const LeaderLessons = z.object({ personId: z.uuid(), name: z.string(), post: z.string(), theory: z.int(), business: z.int(), planned: z.int() })
export type LeaderLessons = z.infer<typeof LeaderLessons>
export const LessonList = z.object({ year: z.int(), on: IsoDate, lessons: z.array(Lesson).describe('newest first'), leaders: z.array(LeaderLessons).describe('书记 and 支委 of the day, in the order of their posts') })
export type LessonList = z.infer<typeof LessonList>
