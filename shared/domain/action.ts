import * as z from 'zod'
import { occurrencesOf, parseRepeat } from './actionRepeat.ts'
import { AttachmentMedia } from './attachment.ts'
import { addDays, addMonths, IsoDate, ymdOf } from './dates.ts'
import { MeetingKind } from './meetingKinds.ts'
import { FilledLine, Line, Text } from './text.ts'

/** Where a 议定事项 comes from. */
export const actionSources = ['meeting', 'superior', 'inspection', 'own'] as const
export const ActionSource = z.enum(actionSources)
export type ActionSource = z.infer<typeof ActionSource>
export const actionSourceNames: Record<ActionSource, string> = { meeting: '会议', superior: '上级来文', inspection: '检查整改', own: '自定' }

export const actionStates = ['todo', 'doing', 'review', 'done', 'cancelled'] as const
export const ActionState = z.enum(actionStates)
export type ActionState = z.infer<typeof ActionState>
export const actionStateNames: Record<ActionState, string> = { todo: '待办', doing: '进行中', review: '待验收', done: '已办结', cancelled: '已取消' }
export const isOpenAction = (state: ActionState): boolean => state !== 'done' && state !== 'cancelled'

/** The lists in which open items stand; each stands in exactly one. */
export const openLists = ['overdue', 'today', 'week', 'later', 'undated'] as const
export type OpenList = (typeof openLists)[number]
export const openListNames: Record<OpenList, string> = { overdue: '逾期', today: '今天', week: '本周', later: '以后', undated: '无期限' }

/** Stands for no day at all, after every other. */
export const noDay = '9999-12-31'

/** The Sunday of the week of a day; weeks run Monday to Sunday. */
export function sundayOf(on: IsoDate): IsoDate {
  const { year, month, day } = ymdOf(on)
  return addDays(on, (7 - new Date(Date.UTC(year, month - 1, day)).getUTCDay()) % 7)
}

/** In which list an open item stands on a day; `nextOn`: the next day on which something of it is due, or null. */
export function listOfAction(nextOn: IsoDate | null, today: IsoDate): OpenList {
  if (nextOn === null) return 'undated'
  if (nextOn < today) return 'overdue'
  if (nextOn === today) return 'today'
  return nextOn <= sundayOf(today) ? 'week' : 'later'
}

interface Timed { decidedOn: IsoDate; startOn: IsoDate | null; dueOn: IsoDate | null; repeatText: string }

/** The days of a repetition up to `until`, its due day at most; none where there is no repetition. `handled` days are left out. */
export function openOccurrences({ decidedOn, startOn, dueOn, repeatText }: Timed, handled: ReadonlySet<IsoDate>, until: IsoDate): IsoDate[] {
  const repeat = parseRepeat(repeatText)
  if (repeat === null) return []
  return occurrencesOf(repeat, startOn ?? addDays(decidedOn, 1), dueOn !== null && dueOn < until ? dueOn : until).filter((on) => !handled.has(on))
}

/** Over this many months a day of every repetition lies. */
const longestGap = 120

/** The next day on which something of an item is due: the first day of its repetition that was not handled, or its due day; null: never. */
export function nextDayOf(timed: Timed, handled: ReadonlySet<IsoDate>): IsoDate | null {
  const repeat = parseRepeat(timed.repeatText)
  if (repeat === null) return timed.dueOn
  const from = [timed.startOn ?? timed.decidedOn, ...handled].reduce((a, b) => (a > b ? a : b))
  const months = repeat.every === 'year' ? longestGap : 4 + 3 * (repeat.interval ?? 1)
  const [first] = openOccurrences(timed, handled, addMonths(from, Math.min(months, longestGap)))
  return first === undefined ? timed.dueOn : timed.dueOn !== null && timed.dueOn < first ? timed.dueOn : first
}

const Names = z.array(FilledLine(60)).max(30)

/** An item as the officer writes it. Of a meeting's item title, owners and times may be changed here too; the record keeps its words. */
export const ActionEdit = z.strictObject({
  id: z.uuid().optional().describe('absent: a new item; a new item of a meeting is written in its record'),
  revision: z.int().min(1).optional().describe('the revision this was read at; another one answers CONFLICT'),
  source: ActionSource.default('own').describe('of a new item: superior, inspection or own; of a known one it stays'),
  superiorUnit: Line(120).default('').describe('来文单位'),
  superiorNo: Line(60).default('').describe('文号'),
  title: FilledLine(2000),
  note: Text(20_000).default(''),
  owner: Line(60).default('').describe('one responsible'),
  helpers: Names.default([]),
  startOn: IsoDate.nullable().default(null),
  dueOn: IsoDate.nullable().default(null).describe('of an open item that had a due day, a later one needs `actions.postpone` with its reason'),
  repeatText: Line(60).default('').describe('每月25日, 每周三、五; what cannot be read is refused'),
  confidential: z.boolean().default(false).describe('不公开: stays in the committee'),
  projects: z.array(z.uuid()).max(20).default([]),
})
export type ActionEdit = z.infer<typeof ActionEdit>

export const LinkedProject = z.object({ id: z.uuid().nullable().describe('null: no such project yet'), title: z.string() })

export const ActionRow = z.object({
  id: z.uuid(), revision: z.int(), source: ActionSource, title: z.string(), owner: z.string(), helpers: z.array(z.string()), decidedOn: IsoDate,
  startOn: IsoDate.nullable(), dueOn: IsoDate.nullable(), repeatText: z.string(), state: ActionState, closedOn: IsoDate.nullable(), confidential: z.boolean(),
  nextOn: IsoDate.nullable().describe('the next day on which something is due: an open day of the repetition or the due day'),
  remindOn: IsoDate.nullable().describe('nextOn, or the workday before where people are off'),
  list: z.enum(openLists).nullable().describe('null: closed'),
  missed: z.int().describe('days of the repetition up to today that are still open'),
  postponed: z.int().describe('how often'), files: z.int(),
  gone: z.boolean().describe('the record of its meeting does not have it any more'),
  meeting: z.object({ id: z.uuid(), kind: MeetingKind, title: z.string(), heldOn: IsoDate }).nullable(),
  superiorUnit: z.string(), superiorNo: z.string(), projects: z.array(LinkedProject),
})
export type ActionRow = z.infer<typeof ActionRow>

export const ActionFile = z.object({ id: z.uuid(), name: z.string(), media: AttachmentMedia, size: z.int(), addedAt: z.iso.datetime(), who: z.string() })
const noted = { at: z.iso.datetime(), who: z.string() }
export const ActionFull = ActionRow.extend({
  note: z.string(), reason: z.string().describe('why it was cancelled'), evidence: z.string().describe('what proves it done'), dueText: z.string(), agendaItemId: z.uuid().nullable(), agendaTitle: z.string(),
  occurrences: z.array(z.object({ on: IsoDate, state: z.enum(['open', 'done', 'skipped']), note: z.string() })).describe('days of the repetition up to today, and the next'),
  progress: z.array(z.object({ id: z.uuid(), on: IsoDate, text: z.string(), ...noted })),
  postponements: z.array(z.object({ from: IsoDate.nullable(), to: IsoDate.nullable(), reason: z.string(), ...noted })),
  steps: z.array(z.object({ on: IsoDate, state: ActionState, note: z.string(), ...noted })),
  evidenceFiles: z.array(ActionFile),
})
export type ActionFull = z.infer<typeof ActionFull>

/** By what the items of a list stand together: the columns of the board, or one group below the other. */
export const actionGroupings = ['state', 'owner', 'meeting', 'project'] as const
export type ActionGrouping = (typeof actionGroupings)[number]
/** Closed items stand on the board for so many days. */
export const recentDays = 30
const GroupKey = z.string().max(60).describe('a state; the responsible; the meeting, or the source of what no meeting decided; the project. Empty: none')

export const actionFilters = ['overdue', 'today', 'week', 'later', 'undated', 'open', 'done', 'all'] as const
export const ActionQuery = z.strictObject({
  filter: z.enum(actionFilters).default('open').describe('done: closed, also 已取消; week: after today up to Sunday'),
  owner: Line(60).optional().describe('responsible or helper'),
  meeting: z.uuid().optional(), project: z.uuid().optional(), source: ActionSource.optional(), state: ActionState.optional(),
  text: z.string().max(100).default(''),
  hideConfidential: z.boolean().default(false),
  group: z.strictObject({ by: z.enum(actionGroupings), key: GroupKey }).optional().describe('only of this group of actions.groups'),
  after: z.strictObject({ key: IsoDate.or(z.literal(noDay)), id: z.uuid() }).optional().describe('`next` of the page before'),
  limit: z.int().min(1).max(200).default(50),
})
export type ActionQuery = z.infer<typeof ActionQuery>

export const ActionGroupQuery = ActionQuery.omit({ group: true, after: true, limit: true }).extend({
  by: z.enum(actionGroupings).describe('state: also what was closed in the last 30 days, with the filter open'),
  rows: z.int().min(1).max(200).default(10).describe('of each group'), groups: z.int().min(1).max(500).default(30),
})
export type ActionGroupQuery = z.infer<typeof ActionGroupQuery>
export const ActionGroup = z.object({ key: GroupKey, name: z.string(), count: z.int(), overdue: z.int(), rows: z.array(ActionRow), next: z.object({ key: IsoDate.or(z.literal(noDay)), id: z.uuid() }).nullable().describe('for `after` of actions.list with this group') })
export type ActionGroup = z.infer<typeof ActionGroup>

const StateChange = z.strictObject({
  state: ActionState,
  on: IsoDate.optional().describe('the day of it, today unless said; not after today'),
  evidence: Text(20_000).optional().describe('done: what proves it; needed where no file is there'),
  reason: Line(500).optional().describe('cancelled: why; needed'),
})
export const ActionStateInput = StateChange.extend({ id: z.uuid(), revision: z.int().optional() })
export const BulkAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('state'), ...StateChange.shape }),
  z.strictObject({ kind: z.literal('owner'), owner: FilledLine(60) }),
  z.strictObject({ kind: z.literal('postpone'), dueOn: IsoDate, reason: FilledLine(500) }),
  z.strictObject({ kind: z.literal('project'), projectId: z.uuid() }),
  z.strictObject({ kind: z.literal('confidential'), confidential: z.boolean() }),
])
export type BulkAct = z.infer<typeof BulkAct>
export type StateChange = z.infer<typeof StateChange>

/** How many items a bulk act may change. */
export const mostAtOnce = 500
