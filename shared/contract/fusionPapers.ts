import * as z from 'zod'
import { ActionQuery } from '../domain/action.ts'
import { base64Length } from '../domain/attachment.ts'
import { IsoDate } from '../domain/dates.ts'
import { BusinessLine, DifficultyState } from '../domain/project.ts'

const FileToken = z.uuid()
const Written = z.object({ bytes: z.int(), rows: z.int() })
const ListFormat = z.enum(['xlsx', 'docx', 'pdf'])
const PageFormat = z.enum(['docx', 'pdf'])

/** A drawn curve of at most a megabyte; the service keeps only its picture. */
export const largestCurve = 1_000_000
/** Curves of one paper: a project has ten figures at most. */
export const mostCurves = 10
const Curve = z.strictObject({ metricId: z.uuid(), pngBase64: z.base64().max(base64Length(largestCurve)), alt: z.string().max(300) })

/** 立项书 and 结题表. */
export const ProjectPaperName = z.enum(['proposal', 'closing'])
export type ProjectPaperName = z.infer<typeof ProjectPaperName>
export const projectPaperNames: Record<ProjectPaperName, string> = { proposal: '立项书', closing: '结题表' }

/** Lists, forms and the page of a quarter, for the printer and for whoever asks. The files are not encrypted. */
export const fusionPapersContract = {
  'difficulties.export': { answeredBy: 'service', input: z.strictObject({ fileToken: FileToken, format: ListFormat, state: DifficultyState.optional(), line: BusinessLine.optional(), text: z.string().max(100).default('') }), output: Written },
  'actions.export': { answeredBy: 'service', input: ActionQuery.omit({ after: true, limit: true }).extend({ fileToken: FileToken, format: ListFormat, hideConfidential: z.boolean().default(true).describe('不公开 items leave only where asked for') }), output: Written },
  'projects.exportPaper': { answeredBy: 'service', input: z.strictObject({ fileToken: FileToken, id: z.uuid(), paper: ProjectPaperName, format: PageFormat, curves: z.array(Curve).max(mostCurves).default([]) }), output: Written },
  'reports.exportQuarter': { answeredBy: 'service', input: z.strictObject({ fileToken: FileToken, year: z.int().min(1900).max(2200), quarter: z.int().min(1).max(4).optional().describe('absent: the whole year'), on: IsoDate.optional().describe('as of which day; the last day of the period, or today where that is yet to come'), format: PageFormat }), output: Written },
} as const
