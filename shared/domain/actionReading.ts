import * as z from 'zod'
import { IsoDate } from './dates.ts'

export const Repetition = z.object({ every: z.enum(['day', 'week', 'month', 'quarter', 'year']), on: z.array(z.int()), interval: z.int().optional(), until: IsoDate.nullable().optional() })

/** What one line says is to be done. Every reading is shown, and can be changed. */
export const ActionReading = z.object({
  title: z.string(), owners: z.array(z.string()).describe('the first is responsible'), helpers: z.array(z.string()),
  from: IsoDate.nullable().describe('from when'), due: IsoDate.nullable(), repeat: Repetition.nullable(), repeatText: z.string().describe('as it was said'),
  links: z.array(z.object({ name: z.string(), projectId: z.uuid().nullable() })),
  notes: z.array(z.string()).describe('what to look at again, in sentences'),
})
export type ActionReading = z.infer<typeof ActionReading>
