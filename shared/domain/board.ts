import * as z from 'zod'
import { ActionRow } from './action.ts'
import { IsoDate } from './dates.ts'
import { percentOf } from './decimal.ts'
import { DifficultyRow, ProjectRow } from './project.ts'

export const BoardPeriod = z.strictObject({ on: IsoDate.describe('as of which day'), year: z.int().min(1900).max(2200).optional().describe('absent: the year of that day'), quarter: z.int().min(1).max(4).optional().describe('absent: the whole year') })

export const indicatorCodes = ['K01', 'K02', 'K03', 'K04', 'K05', 'K05b', 'K06', 'K07', 'K07b', 'K08', 'K09', 'K10', 'K10b', 'K11', 'K12', 'K12b', 'K14', 'K15'] as const
export const IndicatorCode = z.enum(indicatorCodes)
export type IndicatorCode = z.infer<typeof IndicatorCode>

export const BoardRecord = z.object({ kind: z.enum(['action', 'difficulty', 'project', 'meeting', 'person', 'visit', 'volunteer', 'need', 'dues']), id: z.string().describe('of the record; need: the key of rules.frequency; visit: its project; dues: the person'), title: z.string(), counts: z.boolean().describe('stands in the numerator'), note: z.string() })
export type BoardRecord = z.infer<typeof BoardRecord>
/** One figure: what it is, how it came about, and the records behind it. */
export const Indicator = z.object({
  code: IndicatorCode, name: z.string(), value: z.string().describe('81.8 %, 2.1 小时, or — where the denominator is 0'), numerator: z.string().describe('empty like the denominator where the product does not keep the records yet'), denominator: z.string(),
  how: z.string().describe('in a sentence'), records: z.array(BoardRecord).describe('those of the denominator, at most 500'), forAnalysis: z.boolean().describe('only for analysis: neither a score nor a goal'),
})
export type Indicator = z.infer<typeof Indicator>
export const Board = z.object({
  from: IsoDate, to: IsoDate, on: IsoDate, title: z.string(), indicators: z.array(Indicator),
  projects: z.array(ProjectRow), difficulties: z.array(DifficultyRow), actions: z.array(ActionRow).describe('open ones of the branch by their next day, at most 50'), openActions: z.int().describe('how many open ones there are, without what stays in the committee'),
  months: z.array(z.object({ month: z.string(), meetings: z.int(), business: z.int(), decided: z.int(), closed: z.int() })).describe('what the branch did, month by month'),
  sentences: z.array(z.string()).describe('the quarter in sentences, for the page'),
})
export type Board = z.infer<typeof Board>

/** A share in per cent; — where the denominator is 0, never 0 %. */
export function share(counted: number, of: number): string {
  const percent = percentOf(String(counted), String(of))
  return percent === null ? '—' : `${percent} %`
}
