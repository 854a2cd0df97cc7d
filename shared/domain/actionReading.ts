import * as z from 'zod'
import { IsoDate } from './dates.ts'

export const Repetition = z.object({ every: z.enum(['day', 'week', 'month', 'quarter', 'year']), on: z.array(z.int()), interval: z.int().optional(), until: IsoDate.nullable().optional() })

/** What one line says is to be done. Every reading is shown, and can be changed. */
export const ActionReadingOfLine = z.object({
  title: z.string(), owners: z.array(z.string()).describe('the first is responsible'), helpers: z.array(z.string()),
  from: IsoDate.nullable().describe('from when'), due: IsoDate.nullable(), repeat: Repetition.nullable(), repeatText: z.string().describe('as it was said'),
  links: z.array(z.object({ id: z.uuid().nullable().describe('null: no such project yet'), name: z.string(), sure: z.boolean() })),
  reason: z.string().nullable().describe('why there is nothing to do in it; then the title is empty'),
  readings: z.array(z.object({ field: z.enum(['title', 'owner', 'helper', 'from', 'due', 'repeat', 'link']), from: z.int(), to: z.int(), words: z.string(), value: z.string(), sure: z.boolean(), note: z.string() })).describe('where in the line each was read'),
  findings: z.array(z.object({ code: z.string(), message: z.string() })).describe('what to look at again, in sentences'),
})
export type ActionReadingOfLine = z.infer<typeof ActionReadingOfLine>
