import * as z from 'zod'
import { IsoDate } from '../domain/dates.ts'
import { DuesAssessment, DuesCategory, DuesEdit, DuesPart, DuesSettings, DuesSource, DuesYear, FenAmount, Month } from '../domain/dues.ts'
import { FilledLine, Line } from '../domain/text.ts'

const Nothing = z.strictObject({})
const Id = z.strictObject({ id: z.uuid() })
const Year = z.int().min(1949).max(2200)
const mostPeople = 20_000
const People = z.array(z.uuid()).min(1).max(mostPeople)

/** 党费收缴台账, and what is put on the wall. */
export const exportedDues = ['ledger', 'publicity'] as const
export const exportedDuesNames: Record<(typeof exportedDues)[number], string> = { ledger: '党费收缴台账', publicity: '党费收缴情况公示' }

/** 党费: confirmed once a year, ticked month by month. Every sum is in whole 分. Nothing here changes anybody's 人员类别, and no amount is decided by itself. */
export const duesContract = {
  'dues.year': { answeredBy: 'service', input: z.strictObject({ year: Year, on: IsoDate.optional().describe('as of which day; today unless said') }), output: DuesYear },
  'dues.assess': { answeredBy: 'service', input: DuesEdit, output: DuesAssessment },
  'dues.removeAssessment': { answeredBy: 'service', input: Id, output: Nothing },
  'dues.reveal': { answeredBy: 'service', input: Id, output: z.object({ base: FenAmount.nullable(), parts: z.array(DuesPart) }).describe('that it was looked at is written down') },
  'dues.assessMany': {
    answeredBy: 'service',
    input: z.strictObject({ source: DuesSource, fromMonth: Month, commit: z.boolean().default(false).describe('false: tells who it would be and how much, and changes nothing') }),
    output: z.object({ people: z.array(z.object({ personId: z.uuid(), name: z.string(), category: DuesCategory, amount: FenAmount, hint: z.string() })), committed: z.boolean() }).describe('of who is not assessed in that year yet; 少交或免交 is approved one by one'),
  },
  'dues.pay': {
    answeredBy: 'service',
    input: z.strictObject({ month: Month, personIds: People, amount: FenAmount.min(1).optional().describe('of one person; without it what is confirmed'), paidOn: IsoDate.optional().describe('today unless said, never to come'), note: Line(120).default('') }),
    output: z.object({ paid: z.int(), skipped: z.array(z.object({ personId: z.uuid(), name: z.string(), why: z.string() })) }),
  },
  'dues.unpay': { answeredBy: 'service', input: z.strictObject({ month: Month, personIds: People }), output: z.object({ removed: z.int() }) },
  'dues.saveSettings': { answeredBy: 'service', input: DuesSettings, output: Nothing },
  'dues.export': {
    answeredBy: 'service',
    input: z.strictObject({
      fileToken: z.uuid(), year: Year, what: z.enum(exportedDues), format: z.enum(['xlsx', 'docx', 'pdf']), quarter: z.int().min(1).max(4).optional().describe('of publicity; absent: the year until now'),
      includeSensitive: z.strictObject({ purpose: FilledLine(200), password: z.string().min(1).max(200) }).optional().describe('of the ledger: with the bases'),
    }),
    output: z.object({ bytes: z.int(), rows: z.int() }),
  },
} as const
