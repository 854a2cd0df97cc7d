import * as z from 'zod'
import { ActionEdit, ActionFull, ActionGroup, ActionGroupQuery, ActionQuery, ActionRow, ActionStateInput, BulkAct, mostAtOnce, noDay } from '../domain/action.ts'
import { ActionReadingOfLine } from '../domain/actionReading.ts'
import { AttachmentMedia } from '../domain/attachment.ts'
import { BoardPeriod, Board } from '../domain/board.ts'
import { Decimal } from '../domain/decimal.ts'
import { IsoDate } from '../domain/dates.ts'
import { FollowUp, FollowUpKind, MeetingOffers } from '../domain/followUp.ts'
import { ClosingReview, DatedValue, DifficultyEdit, DifficultyRow, DifficultyState, BusinessLine, Direction, ProjectEdit, ProjectFull, ProjectKind, ProjectRow, ProjectState } from '../domain/project.ts'
import { FilledLine, Line, Text } from '../domain/text.ts'
import { WorkspaceInfo } from '../domain/workspace.ts'
import { errorCodes } from '../errors/codes.ts'

const Nothing = z.strictObject({})
const FileToken = z.uuid()
const Id = z.strictObject({ id: z.uuid() })
const service = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ answeredBy: 'service', input, output }) as const

const ActionPage = z.object({
  rows: z.array(ActionRow), next: z.object({ key: IsoDate.or(z.literal(noDay)), id: z.uuid() }).nullable().describe('for `after`; null: that was all'),
  counts: z.object({ overdue: z.int(), today: z.int(), week: z.int(), later: z.int(), undated: z.int(), done: z.int() }).optional().describe('under the same conditions whatever the filter; like owners only of the first page'),
  owners: z.array(z.object({ owner: z.string(), open: z.int() })).optional().describe('who is responsible for something open'),
})

const MetricIndicator = z.object({
  metricId: z.uuid(), name: z.string(), unit: z.string(), direction: Direction, baseline: z.string().nullable(), baselineOn: IsoDate.nullable(), target: z.string().nullable(),
  actual: z.string().nullable().describe('the value that held on that day'), actualOn: IsoDate.nullable(), source: z.string(),
  attainment: z.string().nullable().describe('(actual − baseline) / (target − baseline) in per cent to one place, may be negative or over 100; null: not computed'),
  shown: z.string().describe('64.7 %, 100 % at most, or —'), how: z.string().describe('how it came about, or why it is not computed'),
  points: z.array(z.object({ on: IsoDate, value: z.string(), source: z.string() })).describe('the curve up to that day, the baseline first'),
})

const ImportedDifficulty = z.object({
  line: z.int().describe('in the file, from 1'), title: z.string(), outcome: z.enum(['create', 'update', 'same', 'refuse']), id: z.uuid().nullable().describe('of the stored one'),
  findings: z.array(z.object({ column: z.string(), message: z.string(), level: z.enum(['refuse', 'warn']) })),
  values: z.object({ line: BusinessLine, source: z.string(), baseline: z.string().nullable(), target: z.string().nullable(), unit: z.string(), direction: Direction, leader: z.string(), dueOn: IsoDate.nullable(), measure: z.string() }).nullable(),
})

/** 党建与业务融合 and 议定事项. */
export const fusionContract = {
  'actions.parse': service(z.strictObject({ text: z.string().min(1).max(2000), on: IsoDate.describe('the day on which it is said') }), ActionReadingOfLine),
  'actions.list': service(ActionQuery, ActionPage),
  'actions.groups': service(ActionGroupQuery, z.object({ groups: z.array(ActionGroup), more: z.int().describe('groups that are not told') })),
  'actions.get': service(Id, ActionFull),
  'actions.save': service(ActionEdit, ActionFull),
  'actions.setState': service(ActionStateInput, ActionFull),
  'actions.postpone': service(z.strictObject({ id: z.uuid(), dueOn: IsoDate, reason: FilledLine(500), on: IsoDate.optional() }), ActionFull),
  'actions.addProgress': service(z.strictObject({ id: z.uuid(), text: Text(20_000).min(1), on: IsoDate.optional().describe('today unless said') }), ActionFull.describe('待办 becomes 进行中')),
  'actions.removeProgress': service(z.strictObject({ progressId: z.uuid() }), ActionFull),
  'actions.setOccurrence': service(z.strictObject({ id: z.uuid(), on: IsoDate, state: z.enum(['open', 'done', 'skipped']), note: Line(500).default(''), through: z.boolean().default(false).describe('also every day before it that is still open') }), ActionFull),
  'actions.bulk': service(z.strictObject({ ids: z.array(z.uuid()).min(1).max(mostAtOnce), act: BulkAct }), z.object({ changed: z.int(), unchanged: z.array(z.object({ id: z.uuid(), title: z.string(), why: z.string() })) })),
  'actions.addFiles': service(z.strictObject({ id: z.uuid(), fileTokens: z.array(FileToken).min(1).max(50) }), z.object({ action: ActionFull, refused: z.array(z.object({ name: z.string(), code: z.enum(errorCodes), message: z.string() })) })),
  'actions.removeFile': service(z.strictObject({ evidenceId: z.uuid() }), ActionFull.describe('can be undone; its bytes stay in the store')),
  'actions.fileContent': service(z.strictObject({ evidenceId: z.uuid() }), z.object({ base64: z.string(), media: AttachmentMedia, name: z.string() })),
  'actions.copyFileTo': service(z.strictObject({ id: z.uuid().describe('of the evidence'), fileToken: FileToken.describe('an existing place to put a read-only copy into') }), z.object({ name: z.string() })),
  'actions.openFile': { answeredBy: 'main', input: Id, output: Nothing },

  'difficulties.list': service(z.strictObject({ state: DifficultyState.optional(), line: BusinessLine.optional(), text: z.string().max(100).default('') }), z.object({ rows: z.array(DifficultyRow), unconverted: z.int().describe('open ones without a Party measure') })),
  'difficulties.get': service(Id, DifficultyRow.extend({ values: z.array(DatedValue.extend({ role: z.enum(['baseline', 'target', 'actual']) })) })),
  'difficulties.save': service(DifficultyEdit, DifficultyRow),
  'difficulties.setValue': service(z.strictObject({ id: z.uuid(), on: IsoDate, value: Decimal, source: Line(120).default(''), reason: Line(200).default('') }), DifficultyRow),
  'difficulties.remove': service(Id, Nothing.describe('to the 回收站; its projects stay')),
  'difficulties.importFile': service(z.strictObject({ fileToken: FileToken.optional(), pasted: z.string().min(1).max(2_000_000).optional(), commit: z.boolean().default(false) }), z.object({ rows: z.array(ImportedDifficulty), created: z.int(), updated: z.int(), refused: z.int(), committed: z.boolean() })),

  'projects.list': service(z.strictObject({ kind: ProjectKind.optional(), state: ProjectState.optional(), open: z.boolean().optional(), difficultyId: z.uuid().optional(), year: z.int().min(1900).max(2200).optional(), text: z.string().max(100).default(''), on: IsoDate.optional() }), z.object({ rows: z.array(ProjectRow) })),
  'projects.get': service(z.strictObject({ id: z.uuid(), on: IsoDate.optional() }), ProjectFull),
  'projects.save': service(ProjectEdit, ProjectFull),
  'projects.setValue': service(z.strictObject({ metricId: z.uuid(), on: IsoDate, value: Decimal.nullable().describe('null takes the value of that day out; the history keeps it'), source: Line(120).default(''), reason: Line(200).default('').describe('needed where a value of that day is corrected') }), ProjectFull),
  'projects.setMilestone': service(z.strictObject({ milestoneId: z.uuid(), on: IsoDate.nullable().default(null).describe('of a series: which day'), doneOn: IsoDate.nullable(), note: Line(500).default('') }), ProjectFull),
  'projects.close': service(ClosingReview, ProjectFull),
  'projects.reopen': service(z.strictObject({ id: z.uuid(), revision: z.int().min(1) }), ProjectFull),
  'projects.remove': service(Id, Nothing.describe('to the 回收站; its items stay')),
  'projects.saveVisit': service(z.strictObject({ id: z.uuid().optional(), projectId: z.uuid(), object: FilledLine(100), on: IsoDate, visitor: Line(60).default(''), found: Text(2000).default('').describe('the problem found; empty: none'), closedOn: IsoDate.nullable().default(null) }), ProjectFull),
  'projects.removeVisit': service(z.strictObject({ visitId: z.uuid() }), ProjectFull),
  'projects.indicators': service(z.strictObject({ projectId: z.uuid(), on: IsoDate }), z.object({
    projectId: z.uuid(), title: z.string(), kind: ProjectKind, on: IsoDate, metrics: z.array(MetricIndicator),
    actions: z.object({ total: z.int(), done: z.int(), open: z.int(), overdue: z.int(), ids: z.array(z.uuid()) }), meetings: z.array(z.object({ id: z.uuid(), title: z.string(), heldOn: IsoDate })), evidenceFiles: z.int(),
  })),
  'projects.board': service(BoardPeriod, Board),
  'reports.quarter': service(z.strictObject({ year: z.int().min(1900).max(2200), quarter: z.int().min(1).max(4), on: IsoDate.optional().describe('as of which day; the last day of the quarter, or today where that is yet to come') }), Board),

  'volunteer.list': service(z.strictObject({ from: IsoDate, to: IsoDate }), z.object({ rows: z.array(z.object({ id: z.uuid(), on: IsoDate, name: z.string(), content: z.string(), served: z.string(), hours: z.string() })), total: z.string() })),
  'volunteer.save': service(z.strictObject({ id: z.uuid().optional(), on: IsoDate, name: FilledLine(60), content: FilledLine(300), served: Line(200).default(''), hours: Decimal }), Id),
  'volunteer.remove': service(Id, Nothing),

  'meetings.followUp': service(z.strictObject({ meetingId: z.uuid() }), FollowUp),
  'meetings.offers': service(z.strictObject({ on: IsoDate, names: z.array(Line(60)).max(500).default([]).describe('who will attend; empty: everybody') }), MeetingOffers),
  'workspace.setFollowUp': service(z.strictObject({ kinds: z.array(FollowUpKind).max(2) }), WorkspaceInfo),
} as const
