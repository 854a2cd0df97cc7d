import * as z from 'zod'
import { compareDecimals, Decimal, percentOf, subtractDecimals } from './decimal.ts'
import { IsoDate } from './dates.ts'
import { FilledLine, Line, Text } from './text.ts'

/** 业务条线. */
export const businessLines = ['monopoly', 'marketing', 'logistics', 'leaf', 'production', 'quality', 'management', 'other'] as const
export const BusinessLine = z.enum(businessLines)
export type BusinessLine = z.infer<typeof BusinessLine>
export const businessLineNames: Record<BusinessLine, string> = { monopoly: '专卖', marketing: '营销', logistics: '物流', leaf: '烟叶', production: '生产', quality: '质量', management: '管理', other: '其他' }

/** Whether a value is to rise or to fall. */
export const Direction = z.enum(['up', 'down'])
export type Direction = z.infer<typeof Direction>
export const directionNames: Record<Direction, string> = { up: '提高', down: '降低' }
/** From the two values; up where they say nothing. */
export const directionOf = (baseline: Decimal | null, target: Decimal | null): Direction => (baseline !== null && target !== null && compareDecimals(target, baseline) < 0 ? 'down' : 'up')

export const difficultyStates = ['open', 'solved', 'dropped'] as const
export const DifficultyState = z.enum(difficultyStates)
export type DifficultyState = z.infer<typeof DifficultyState>
export const difficultyStateNames: Record<DifficultyState, string> = { open: '攻关中', solved: '已解决', dropped: '不再跟踪' }

export const projectKinds = ['secretaryProject', 'memberProject', 'pioneerPost', 'responsibilityZone', 'taskForce'] as const
export const ProjectKind = z.enum(projectKinds)
export type ProjectKind = z.infer<typeof ProjectKind>
export const projectKindNames: Record<ProjectKind, string> = { secretaryProject: '书记项目', memberProject: '党员攻关项目', pioneerPost: '党员先锋岗', responsibilityZone: '党员责任区', taskForce: '党员突击队' }

export const projectStates = ['proposed', 'active', 'closed', 'stopped'] as const
export const ProjectState = z.enum(projectStates)
export type ProjectState = z.infer<typeof ProjectState>
export const projectStateNames: Record<ProjectState, string> = { proposed: '申报', active: '实施中', closed: '已结题', stopped: '已终止' }
export const isOpenProject = (state: ProjectState): boolean => state === 'proposed' || state === 'active'

const noted = { at: z.iso.datetime(), who: z.string() }
export const DatedValue = z.object({ id: z.uuid(), on: IsoDate, value: z.string(), source: z.string(), reason: z.string().describe('why it was corrected'), replacedAt: z.iso.datetime().nullable().describe('null: it holds'), ...noted })
export type DatedValue = z.infer<typeof DatedValue>

/** A 业务难点 as the officer writes it. */
export const DifficultyEdit = z.strictObject({
  id: z.uuid().optional(), revision: z.int().min(1).optional(),
  title: FilledLine(300), line: BusinessLine, source: Line(120).default(''),
  baseline: Decimal.nullable().default(null), target: Decimal.nullable().default(null), unit: Line(20).default(''),
  direction: Direction.optional().describe('absent: from the two values'),
  leader: Line(60).default('').describe('牵头人'), committee: Line(60).default('').describe('责任支委'),
  raisedOn: IsoDate.optional().describe('absent: today, or as it was'), dueOn: IsoDate.nullable().default(null),
  measure: Text(2000).default('').describe('党建举措'),
  state: DifficultyState.default('open'), closedOn: IsoDate.optional().describe('for solved and dropped: today unless said'), evidence: Text(20_000).default(''),
  correction: Line(200).default('').describe('why baseline or target is another one'),
})
export type DifficultyEdit = z.infer<typeof DifficultyEdit>

export const ProjectRef = z.object({ id: z.uuid(), kind: ProjectKind, title: z.string(), state: ProjectState })
export const DifficultyRow = z.object({
  id: z.uuid(), revision: z.int(), title: z.string(), line: BusinessLine, source: z.string(), baseline: z.string().nullable(), target: z.string().nullable(), unit: z.string(), direction: Direction,
  leader: z.string(), committee: z.string(), raisedOn: IsoDate, dueOn: IsoDate.nullable(), measure: z.string(), state: DifficultyState, closedOn: IsoDate.nullable(), evidence: z.string(),
  actual: z.string().nullable().describe('the newest value, of the difficulty itself or of its first project'), actualOn: IsoDate.nullable(),
  projects: z.array(ProjectRef),
  converted: z.boolean().describe('a Party measure stands against it: 党建举措 or a project. Where not, it stands out'),
  overdue: z.boolean(),
})
export type DifficultyRow = z.infer<typeof DifficultyRow>

export const Member = z.strictObject({ name: FilledLine(60), isParty: z.boolean().default(true), duty: Line(100).default('') })
export const Metric = z.strictObject({
  id: z.uuid().optional(), name: FilledLine(100), unit: Line(20).default(''), direction: Direction.optional(),
  baseline: Decimal.nullable().default(null), baselineOn: IsoDate.nullable().default(null), baselineSource: Line(120).default(''), target: Decimal.nullable().default(null),
})
export const Milestone = z.strictObject({
  id: z.uuid().optional(), title: FilledLine(200), dueOn: IsoDate.nullable().default(null).describe('of a series its end'), repeatText: Line(60).default('').describe('每月25日: a series'),
  doneOn: IsoDate.nullable().default(null), note: Line(500).default(''),
})
/** A carrier as the officer writes it. The first metric is its own goal. */
export const ProjectEdit = z.strictObject({
  id: z.uuid().optional(), revision: z.int().min(1).optional(),
  kind: ProjectKind, number: Line(40).default('').describe('empty: the next of its kind and year'), title: FilledLine(200), difficultyId: z.uuid().nullable().default(null), line: BusinessLine.optional().describe('absent: of the difficulty'),
  leader: Line(60).default(''), members: z.array(Member).max(200).default([]), promise: Text(5000).default('').describe('承诺'), measures: Text(20_000).default('').describe('攻坚措施'),
  startsOn: IsoDate.optional().describe('absent: today, or as it was'), dueOn: IsoDate.nullable().default(null),
  state: ProjectState.default('active'),
  metrics: z.array(Metric).max(10).default([]), milestones: z.array(Milestone).max(60).default([]), objects: z.array(FilledLine(100)).max(2000).default([]).describe('责任区: whom to visit'),
})
export type ProjectEdit = z.infer<typeof ProjectEdit>

export const ZoneVisit = z.object({ id: z.uuid(), object: z.string(), on: IsoDate, visitor: z.string(), found: z.string(), closedOn: IsoDate.nullable() })
export const ProjectRow = z.object({
  id: z.uuid(), revision: z.int(), kind: ProjectKind, number: z.string(), title: z.string(), difficultyId: z.uuid().nullable(), line: BusinessLine, leader: z.string(), startsOn: IsoDate, dueOn: IsoDate.nullable(), state: ProjectState, closedOn: IsoDate.nullable(),
  metric: z.object({ name: z.string(), unit: z.string(), baseline: z.string().nullable(), target: z.string().nullable(), actual: z.string().nullable(), actualOn: IsoDate.nullable(), attainment: z.string().nullable().describe('per cent to one place; null: not computed'), shown: z.string().describe('64.7 %, 100 % at most, or —') }).nullable(),
  openActions: z.int(), overdueActions: z.int(), stale: z.boolean().describe('open, and no value for 30 days'), overdue: z.boolean(),
})
export type ProjectRow = z.infer<typeof ProjectRow>
export const ProjectFull = ProjectRow.extend({
  promise: z.string(), measures: z.string(), result: z.string(), review: z.string(), grade: z.string(), difficultyTitle: z.string(),
  members: z.array(Member),
  metrics: z.array(z.object({ id: z.uuid(), name: z.string(), unit: z.string(), direction: Direction, baseline: z.string().nullable(), baselineOn: IsoDate.nullable(), baselineSource: z.string(), target: z.string().nullable(), values: z.array(DatedValue).describe('by day, with those a correction replaced') })),
  milestones: z.array(z.object({ id: z.uuid(), title: z.string(), dueOn: IsoDate.nullable(), repeatText: z.string(), doneOn: IsoDate.nullable(), note: z.string(), days: z.array(z.object({ on: IsoDate, doneOn: IsoDate.nullable(), note: z.string() })).describe('of a series: its days up to today and the next') })),
  objects: z.array(z.string()), visits: z.array(ZoneVisit),
  actions: z.array(z.uuid()).describe('议定事项 of this project'), meetings: z.array(z.object({ id: z.uuid(), title: z.string(), heldOn: IsoDate })).describe('where it was dealt with: by name, or by an item decided'),
})
export type ProjectFull = z.infer<typeof ProjectFull>

export interface Measured { baseline: Decimal | null; target: Decimal | null }
/** (actual − baseline) / (target − baseline) in per cent to one place; may be negative. Null where a value lacks or target = baseline (K07). */
export const attainmentOf = ({ baseline, target }: Measured, actual: Decimal | null): string | null =>
  baseline === null || target === null || actual === null ? null : percentOf(subtractDecimals(actual, baseline), subtractDecimals(target, baseline))
/** As it is shown: 100 % at most, — where it is not computed. */
export const shownAttainment = (percent: string | null): string => (percent === null ? '—' : `${compareDecimals(percent, '100') > 0 ? '100' : percent} %`)

/** How an attainment came about, in a sentence; why there is none. */
export function attainmentInWords({ baseline, target }: Measured, actual: Decimal | null, unit: string): string {
  if (baseline === null) return '没有填现状值，不计算达成率。'
  if (target === null) return '没有填目标值，不计算达成率。'
  if (compareDecimals(baseline, target) === 0) return '目标值等于现状值，不计算达成率。'
  if (actual === null) return '这一天以前没有登记实际值，不计算达成率。'
  const percent = attainmentOf({ baseline, target }, actual)
  const of = (value: string) => (value.startsWith('-') ? `(${value})` : value)
  const capped = percent !== null && compareDecimals(percent, '100') > 0 ? '；超过100%的按100%显示' : ''
  return `由${baseline}${unit}到${actual}${unit}，目标${target}${unit}：（${of(actual)}－${of(baseline)}）÷（${of(target)}－${of(baseline)}）＝${percent ?? '—'}%${capped}。`
}

/** 结题. */
export const ClosingReview = z.strictObject({ id: z.uuid(), revision: z.int().min(1), on: IsoDate.optional(), stopped: z.boolean().default(false).describe('ended without 结题'), result: Text(20_000).default('').describe('成果'), review: Text(20_000).default('').describe('评议意见'), grade: Line(40).default('') })
