import * as z from 'zod'
import { IsoDate } from '../domain/dates.ts'
import { ListColumn } from '../domain/listColumns.ts'
import { Structure, StructureKey } from '../domain/structure.ts'
import { FilledLine } from '../domain/text.ts'

const FileToken = z.uuid()
/** Full values instead of masked ones: why, and the password once more. Written down for good. */
const IncludeSensitive = z.strictObject({ purpose: FilledLine(200), password: z.string().min(1).max(200) })
const Written = z.object({ bytes: z.int(), rows: z.int() })
const mostPeople = 20_000
const Period = z.strictObject({ from: IsoDate, to: IsoDate })
/** A drawn chart of at most a megabyte; the service keeps only its picture. */
export const largestChart = 1_000_000
const Chart = z.strictObject({ key: StructureKey, pngBase64: z.base64().max(Math.ceil(largestChart * 4 / 3) + 4), alt: z.string().max(300) })

/** Who is listed where no people are named: members (正式, 预备), or everybody of the branch on that day. */
export const ListedWho = z.enum(['members', 'everybody'])

/** Lists, forms and figures about people, out of the file of each. */
export const memberPapersContract = {
  'members.exportRoster': {
    answeredBy: 'service',
    input: z.strictObject({
      fileToken: FileToken, format: z.enum(['xlsx', 'docx', 'pdf']), on: IsoDate, who: ListedWho.default('members'),
      ids: z.array(z.uuid()).min(1).max(mostPeople).optional().describe('these people in this order, in place of who'),
      columns: z.array(ListColumn).min(1).max(60).optional().describe('without them the standard columns of a 花名册'),
      title: FilledLine(60).default('党员花名册'),
      includeSensitive: IncludeSensitive.optional().describe('without it ID number, phone, address, dues base and family are masked'),
    }),
    output: Written,
  },
  'members.exportFile': { answeredBy: 'service', input: z.strictObject({ fileToken: FileToken, id: z.uuid(), format: z.enum(['docx', 'pdf']), on: IsoDate, includeSensitive: IncludeSensitive.optional() }), output: Written },
  'members.previewFile': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), on: IsoDate }), output: z.object({ pdf: z.string().describe('base64; always masked'), pages: z.int() }) },
  'members.exportAttendance': { answeredBy: 'service', input: Period.extend({ fileToken: FileToken, format: z.enum(['xlsx', 'docx', 'pdf']) }).refine(({ from, to }) => from <= to), output: Written },
  'members.structure': { answeredBy: 'service', input: z.strictObject({ on: IsoDate }), output: Structure },
  'members.exportStructure': { answeredBy: 'service', input: z.strictObject({ fileToken: FileToken, on: IsoDate, format: z.enum(['xlsx', 'docx', 'pdf']), charts: z.array(Chart).max(StructureKey.options.length).default([]) }), output: Written },
} as const
