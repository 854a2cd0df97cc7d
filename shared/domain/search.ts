import * as z from 'zod'
import { TemplateDocument } from './templateDocument.ts'
import { MeetingKind } from './meetingKinds.ts'

/** What can be found, in the order in which it is shown. */
export const searchKinds = ['person', 'meeting', 'item', 'difficulty', 'project', 'talent', 'rule', 'file'] as const
export const SearchKind = z.enum(searchKinds)
export type SearchKind = z.infer<typeof SearchKind>
export const searchKindNames: Record<SearchKind, string> = { person: '人员', meeting: '会议', item: '议定事项', difficulty: '难点', project: '项目', talent: '双培养', rule: '规则', file: '文件' }

/** Newest first, or first what has the words in its name. */
export const searchOrders = ['best', 'newest'] as const
export const SearchOrder = z.enum(searchOrders)
export type SearchOrder = z.infer<typeof SearchOrder>
export const searchOrderNames: Record<SearchOrder, string> = { best: '最相关', newest: '最新' }

/** The screen that shows what was found, and the field in it. */
export const SearchTarget = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('person'), personId: z.uuid() }),
  z.object({ screen: z.literal('meeting'), meetingId: z.uuid(), field: z.string().nullable() }),
  z.object({ screen: z.literal('action'), actionId: z.uuid() }),
  z.object({ screen: z.literal('difficulty'), difficultyId: z.uuid() }),
  z.object({ screen: z.literal('project'), projectId: z.uuid() }),
  z.object({ screen: z.literal('talent'), entryId: z.uuid(), year: z.int() }),
  z.object({ screen: z.literal('rule'), ruleId: z.string() }),
  z.object({ screen: z.literal('template'), document: TemplateDocument, kind: MeetingKind.nullable(), id: z.uuid() }),
])
export type SearchTarget = z.infer<typeof SearchTarget>

export const SearchHit = z.object({
  kind: SearchKind,
  id: z.string().describe('of a rule its number, else a UUID'),
  name: z.string(),
  note: z.string().describe('what tells it from another of the same name'),
  passage: z.object({ label: z.string(), text: z.string() }).nullable().describe('where the words stand, when not in the name; as it was written'),
  more: z.int().describe('further places in the same record'),
  target: SearchTarget,
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchAnswer = z.object({
  hits: z.array(SearchHit),
  counts: z.array(z.object({ kind: SearchKind, count: z.int(), more: z.boolean().describe('there are more than were counted') })),
  building: z.object({ done: z.int(), total: z.int() }).nullable().describe('records that the index knows already; null: all'),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>
