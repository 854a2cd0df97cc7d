import * as z from 'zod'
import { assertNever } from './assertNever.ts'
import { addMonths, ymdOf, type IsoDate } from './dates.ts'
import { masked } from './mask.ts'
import { labelOf } from './memberCodes.ts'
import { fieldCodes, fieldOf, type FieldCode, type MemberFieldValues } from './memberFields.ts'
import { chinesePartialDate, firstDayOf, type PartialDate } from './partialDate.ts'
import { PersonStatus, type PersonStatus as Status } from './person.ts'

/** What a column can tell beside a field of the file. */
export const ownColumns = ['name', 'status', 'posts', 'group', 'vote', 'work', 'partyAge', 'attendance', 'completeness'] as const
export type OwnColumn = (typeof ownColumns)[number]
export type RosterColumn = OwnColumn | FieldCode
export const rosterColumns: readonly RosterColumn[] = [...ownColumns, ...fieldCodes]
export const RosterColumn = z.enum(rosterColumns as [RosterColumn, ...RosterColumn[]])

const ownNames: Record<OwnColumn, string> = { name: '姓名', status: '人员类别', posts: '党内职务', group: '党小组', vote: '表决权', work: '部门及岗位', partyAge: '党龄', attendance: '今年到会', completeness: '档案' }
const isOwn = (column: RosterColumn): column is OwnColumn => (ownColumns as readonly string[]).includes(column)
/** The heading of a column. */
export const columnName = (column: RosterColumn): string => (isOwn(column) ? ownNames[column] : fieldOf[column].label)
/** Seven, as the table of the room 党员 begins. */
export const defaultColumns: readonly RosterColumn[] = ['name', 'posts', 'work', 'joinedOn', 'partyAge', 'attendance', 'completeness']
/** So many at most: what does not fit on the screen is read by nobody. */
export const mostColumns = 12

/** Who is listed: members, others in the branch, everybody in the branch, those who left it or are not in it yet. */
export const rosterScopes = ['members', 'others', 'all', 'former'] as const
export const RosterScope = z.enum(rosterScopes)
export type RosterScope = z.infer<typeof RosterScope>

export const RosterSort = z.strictObject({ by: z.union([z.literal('roster'), RosterColumn]).default('roster').describe('roster: by 党小组, then 职务, then as entered'), descending: z.boolean().default(false) })
export type RosterSort = z.output<typeof RosterSort>

/** What narrows the list. */
export const RosterFilter = z.strictObject({
  scope: RosterScope.default('members'),
  text: z.string().max(100).default('').describe('part of a name, its pinyin or the first letters of it (zqm: 周启明), department or job'),
  status: PersonStatus.nullable().default(null),
  group: z.string().max(40).nullable().default(null).describe('a 党小组; empty: those without one'),
  missing: z.boolean().default(false).describe('only those whose file lacks something'),
  away: z.boolean().default(false).describe('only those who were on leave or absent at least three times running'),
})
export type RosterFilter = z.output<typeof RosterFilter>
export const noRosterFilter: RosterFilter = { scope: 'members', text: '', status: null, group: null, missing: false, away: false }

/** A saved view: which columns, whom, in which order. */
export const RosterView = z.strictObject({ columns: z.array(RosterColumn).min(1).max(mostColumns), filter: RosterFilter, sort: RosterSort, isDefault: z.boolean().default(false) })
export type RosterView = z.output<typeof RosterView>

/** So many meetings missed one after the other are told. */
export const turnsTold = 3
const streakKinds = { leave: '请假', absent: '缺席', away: '未到' } as const
/** 连续请假3次; empty where somebody missed fewer. */
export const streakInWords = (streak: { kind: keyof typeof streakKinds; turns: number } | null): string => (streak !== null && streak.turns >= turnsTold ? `连续${streakKinds[streak.kind]}${streak.turns}次` : '')

/** A value as a list, a form or a print may show it: the word of a code, a day in Chinese, yuan, and masked where it is sensitive. */
export function fieldText(code: FieldCode, value: string | undefined, mask = true): string {
  if (value === undefined) return ''
  const { form, codes, masking } = fieldOf[code]
  if (mask && masking !== undefined) return masked(value, masking)
  switch (form) {
    case 'code': return labelOf(codes ?? [], value)
    case 'partialDate': case 'date': return chinesePartialDate(value)
    case 'money': return `${Math.floor(Number(value) / 100)}.${value.padStart(2, '0').slice(-2)}元`
    case 'flag': return '是'
    case 'line': case 'text': case 'idNumber': case 'mobile': return value
    default: return assertNever(form)
  }
}

/** Department and job in one, as rosters write 部门及岗位; a job that the department names already is not said twice. */
export function workOf({ department = '', job = '' }: MemberFieldValues): string {
  return job === '' || department.endsWith(job) ? department : `${department}${job}`
}

/** Whole years from a day, or a month taken from its first day, to `on`; null where it is still to come. */
export function wholeYears(since: PartialDate, on: IsoDate): number | null {
  const from = firstDayOf(since)
  if (from > on) return null
  const years = ymdOf(on).year - ymdOf(from).year
  return addMonths(from, years * 12) > on ? years - 1 : years
}

/** 党龄: whole years from 转正, not from 入党 (domain rules section 3.1); null for who is no full member, and where 转正 is not known. */
export const partyAgeOf = (status: Status | null, { fullOn }: MemberFieldValues, on: IsoDate): number | null => (status === 'fullMember' && fullOn !== undefined ? wholeYears(fullOn, on) : null)
