import * as z from 'zod'
import { IsoDate, ReckonedDate } from '../domain/dates.ts'
import { closingKinds, DevelopmentFinding, PathClosing, StepCode, StepEntry, StepEntryDraft } from '../domain/development.ts'
import { DevelopmentOffer } from '../domain/developmentOffers.ts'
import { MeetingKind } from '../domain/meetingKinds.ts'
import { PersonStatus } from '../domain/person.ts'
import { Line } from '../domain/text.ts'
import { developmentStages, ruleVersions } from '../rules/developmentSteps.ts'

const OfPerson = z.strictObject({ personId: z.uuid() })
const Nothing = z.strictObject({})
const Stage = z.enum(developmentStages)
const Counts = z.object({ high: z.int(), medium: z.int(), toVerify: z.int().describe('of both: reminders by rules that were not compared with their paper'), papers: z.int().describe('steps whose papers are not filed, told apart from the others') })

/** Which of the people on the way are shown. `due`: something may be done now; `late`: its day is over. */
export const boardFilters = ['open', 'due', 'late', 'found', 'ended'] as const
export const BoardFilter = z.enum(boardFilters)
export type BoardFilter = z.infer<typeof BoardFilter>
/** More rows are read on. */
export const mostBoardRows = 200

export const BoardRow = z.object({
  personId: z.uuid(), name: z.string(), group: z.string(), status: z.string().describe('人员类别 in the roster today; empty where they are not in it'),
  stage: Stage, last: z.object({ step: StepCode, name: z.string(), on: IsoDate }).nullable(),
  next: z.object({ step: StepCode, name: z.string(), from: ReckonedDate.nullable(), until: ReckonedDate.nullable(), isDue: z.boolean(), isLate: z.boolean() }).nullable().describe('the nearest of what is next'),
  others: z.int().describe('how much else is next'), findings: Counts, ended: z.string().describe('已归档, or why the path was closed; empty while it goes on'),
})
export type BoardRow = z.infer<typeof BoardRow>

/** Somebody of the roster who has no path yet. */
export const Candidate = z.object({ personId: z.uuid(), name: z.string(), group: z.string(), status: PersonStatus, appliedOn: z.string().nullable() })
export type Candidate = z.infer<typeof Candidate>

export const NextStep = z.object({
  step: StepCode, name: z.string(), period: z.string().describe('of what comes again: 2026年下半年'), from: ReckonedDate.nullable().describe('may be done from then on'), until: ReckonedDate.nullable().describe('must be done until then'), outerLimit: ReckonedDate.nullable().describe('of an approval in special cases'),
  isDue: z.boolean(), isLate: z.boolean(), decider: z.string(), why: z.string(), rule: z.string(), version: z.enum(ruleVersions), toVerify: z.boolean(), opens: MeetingKind.nullable().describe('the record that it needs'),
})
export type NextStep = z.infer<typeof NextStep>

/** What a record gives back to the path. */
export const RecordOffer = z.object({ key: z.string(), step: StepCode, meetingId: z.uuid(), heldOn: IsoDate, words: z.string(), entry: StepEntryDraft, isHeld: z.boolean(), changed: z.boolean() })

export const DevelopmentPath = z.object({
  personId: z.uuid(), name: z.string(), group: z.string(), status: PersonStatus.nullable(), on: IsoDate,
  revision: z.int().describe('0: no path was begun'), closing: PathClosing.nullable(), stage: Stage.nullable(), ended: z.string().describe('why there is no next step; empty while it goes on'), entries: z.array(StepEntry), next: z.array(NextStep),
  probationEnd: ReckonedDate.nullable().describe('with an extension; null outside of 预备期'), findings: z.array(DevelopmentFinding),
  fromFile: z.array(StepEntryDraft).describe('dates that the file has and the path has not'),
  records: z.array(RecordOffer), meetings: z.array(z.object({ id: z.uuid(), kind: MeetingKind, heldOn: IsoDate, title: z.string() })).describe('the records behind the steps'),
  offers: z.array(DevelopmentOffer).describe('what the file might say now; nothing of it is done by itself'),
  people: z.array(z.object({ name: z.string(), note: z.string() })).describe('正式党员 today, for names'),
})
export type DevelopmentPath = z.infer<typeof DevelopmentPath>

/** 发展党员: paths of people into the Party, the board of all, and the joint reading of one. */
export const developmentContract = {
  'development.board': {
    answeredBy: 'service',
    input: z.strictObject({ filter: BoardFilter.default('open'), stage: Stage.nullable().default(null), search: Line(60).default(''), offset: z.int().min(0).max(100_000).default(0), limit: z.int().min(1).max(mostBoardRows).default(mostBoardRows) }),
    output: z.object({
      on: IsoDate, counts: z.record(BoardFilter, z.int()), stages: z.record(Stage, z.int()).describe('of the paths that go on'), total: z.int().describe('rows of this filter, stage and search'), rows: z.array(BoardRow),
      candidates: z.array(Candidate).describe('of the roster, without a path; the first hundred'), candidateCount: z.int(),
    }),
  },
  'development.get': { answeredBy: 'service', input: OfPerson, output: DevelopmentPath },
  'development.audit': { answeredBy: 'service', input: OfPerson, output: z.object({ findings: z.array(DevelopmentFinding), on: IsoDate }) },
  'development.start': { answeredBy: 'service', input: OfPerson.extend({ entries: z.array(StepEntryDraft).max(20).default([]).describe('as offered from the file, and looked at by the officer') }), output: DevelopmentPath },
  'development.saveStep': {
    answeredBy: 'service',
    input: OfPerson.extend({ revision: z.int().min(0).optional().describe('of the path as it was read; another one answers CONFLICT'), id: z.uuid().optional().describe('absent: a new entry'), entry: StepEntryDraft }),
    output: DevelopmentPath.describe('a path is begun where there is none'),
  },
  'development.removeStep': { answeredBy: 'service', input: OfPerson.extend({ id: z.uuid(), revision: z.int().min(0).optional() }), output: DevelopmentPath },
  'development.close': { answeredBy: 'service', input: OfPerson.extend({ on: IsoDate, kind: z.enum(closingKinds), reason: Line(200).default('') }), output: DevelopmentPath },
  'development.reopen': { answeredBy: 'service', input: OfPerson, output: DevelopmentPath },
  'development.remove': { answeredBy: 'service', input: OfPerson, output: Nothing.describe('the path with its steps; undone as any act') },
  'development.open': { answeredBy: 'service', input: OfPerson.extend({ step: StepCode, on: IsoDate.optional().describe('today unless said') }), output: z.object({ meetingId: z.uuid(), isNew: z.boolean() }).describe('the record that a step needs, begun with what is known') },
} as const
