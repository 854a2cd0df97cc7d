import * as z from 'zod'
import { Checklist, HandState, PointText } from '../domain/checklist.ts'
import { IsoDate } from '../domain/dates.ts'
import { Text } from '../domain/text.ts'

const Year = z.int().min(1949).max(2200)
const PointId = z.string().regex(/^(?:C\d{2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
const Nothing = z.strictObject({})

/** The whole list, or only what lacks. */
export const exportedLists = ['all', 'missing'] as const
export const exportedListNames: Record<(typeof exportedLists)[number], string> = { all: '检查清单', missing: '缺项清单' }

/** 检查清单: its points, what the data and a person say of them in a year, and the papers made of it. */
export const checklistContract = {
  'checklist.list': { answeredBy: 'service', input: z.strictObject({ year: Year, on: IsoDate.optional().describe('as of which day; today unless said') }), output: Checklist },
  'checklist.answer': { answeredBy: 'service', input: z.strictObject({ year: Year, id: PointId, answer: HandState.nullable().describe('null: takes the answer away, the data stand again'), note: Text(2000).default(''), on: IsoDate.optional().describe('when it was looked at; today unless said') }), output: Nothing },
  'checklist.savePoint': { answeredBy: 'service', input: PointText.extend({ id: PointId.optional().describe('absent: a new point of the unit') }), output: z.object({ id: z.string() }) },
  'checklist.setHidden': { answeredBy: 'service', input: z.strictObject({ id: PointId, isHidden: z.boolean() }), output: Nothing },
  'checklist.resetPoint': { answeredBy: 'service', input: z.strictObject({ id: PointId }), output: Nothing },
  'checklist.removePoint': { answeredBy: 'service', input: z.strictObject({ id: PointId }), output: Nothing },
  'checklist.export': { answeredBy: 'service', input: z.strictObject({ fileToken: z.uuid(), year: Year, on: IsoDate.optional(), what: z.enum(exportedLists), format: z.enum(['docx', 'xlsx', 'pdf']) }), output: z.object({ bytes: z.int(), rows: z.int() }) },
} as const
