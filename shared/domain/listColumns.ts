import * as z from 'zod'
import type { IsoDate } from './dates.ts'
import { masked } from './mask.ts'
import { labelOf } from './memberCodes.ts'
import { lackIn } from './memberFile.ts'
import { fieldCodes, fieldOf, type FieldCode, type MemberFieldValues } from './memberFields.ts'
import { partyAgeOn } from './partyAge.ts'
import type { PartialDate } from './partialDate.ts'
import { postNames, statusNames, type PartyPost, type PersonStatus } from './person.ts'

/** Columns that are no field of the file: dated facts, what is computed, and two that a 花名册 draws together. */
const otherColumns = ['number', 'name', 'status', 'posts', 'group', 'vote', 'work', 'titleAndSkill', 'partyAge', 'attendance', 'completeness'] as const
export const ListColumn = z.enum([...otherColumns, ...fieldCodes])
export type ListColumn = z.infer<typeof ListColumn>

/** 党员花名册标准列, in order (domain rules section 3.1). */
export const standardColumns: readonly ListColumn[] = ['number', 'name', 'gender', 'ethnicity', 'birthOn', 'education', 'idNumber', 'workSince', 'joinedOn', 'fullOn', 'posts', 'work', 'titleAndSkill', 'group', 'mobile', 'status', 'note']

const otherNames: Record<(typeof otherColumns)[number], string> = { number: '序号', name: '姓名', status: '人员类别', posts: '党内职务', group: '党小组', vote: '表决权', work: '部门及岗位', titleAndSkill: '职称/技能等级', partyAge: '党龄', attendance: '今年到会', completeness: '档案' }
/** As a 花名册 names them, where that is not the label of the field. */
const headingNames: Partial<Record<ListColumn, string>> = { birthOn: '出生年月', idNumber: '身份证号', workSince: '参加工作时间', joinedOn: '入党时间', fullOn: '转正时间', mobile: '联系电话' }
/** Values that are read whole or not at all: they do not wrap. */
const unbroken: readonly ListColumn[] = ['number', 'name', 'gender', 'ethnicity', 'vote', 'partyAge', 'attendance', 'completeness', 'idNumber', 'mobile', 'duesBase']
export const columnWraps = (column: ListColumn): boolean => !unbroken.includes(column) && (isOther(column) || !fieldOf[column].form.endsWith('ate'))
/** Texts of any length stand left, all else in the middle. */
export const columnAlign = (column: ListColumn): 'left' | 'center' => (column === 'work' || (!isOther(column) && ['line', 'text'].includes(fieldOf[column].form)) ? 'left' : 'center')
const isOther = (column: ListColumn): column is (typeof otherColumns)[number] => (otherColumns as readonly string[]).includes(column)
export const columnHeading = (column: ListColumn): string => headingNames[column] ?? (isOther(column) ? otherNames[column] : fieldOf[column].label)
/** The sensitive ones of some columns: they are masked unless asked for with purpose and password. */
export const sensitiveColumns = (columns: readonly ListColumn[]): FieldCode[] => columns.filter((column): column is FieldCode => !isOther(column) && fieldOf[column].masking !== undefined)

/** Somebody as a list shows them on a day; `status` null: nothing was recorded for that day yet. */
export interface ListedPerson { id: string; name: string; status: PersonStatus | null; posts: readonly PartyPost[]; group: string | null; left: boolean; hasVote: boolean; fields: MemberFieldValues
  /** Share of the meetings of this year that the person was at; null where nobody was expected. */
  attendance?: number | null
  /** The kinds of papers in the file. */
  materials?: readonly string[] }

/** 1985.06.22, or 1985.06, as rosters write it. */
export const dottedDate = (date: PartialDate): string => date.replaceAll('-', '.')

/** The value of a field in words, masked unless `full`. Money in yuan. Empty where nothing is known. */
export function fieldInWords(code: FieldCode, values: MemberFieldValues, full: boolean): string {
  const value = values[code]
  if (value === undefined) return ''
  const { form, codes = [], masking } = fieldOf[code]
  if (masking !== undefined && !full) return masked(value, masking)
  switch (form) {
    case 'code': return labelOf(codes, value)
    case 'partialDate': case 'date': return dottedDate(value)
    case 'money': return `${Number(value.slice(0, -2) || '0')}.${value.padStart(3, '0').slice(-2)}`
    case 'flag': return '是'
    default: return value
  }
}

const joined = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join('/')

/** One cell of a list. Numbers only where one counts with them. */
export function cellOf(column: ListColumn, person: ListedPerson, at: number, on: IsoDate, full: boolean): string | number {
  const { fields } = person
  switch (column) {
    case 'number': return at + 1
    case 'name': return person.name
    case 'status': return person.left ? '已离开支部' : person.status === null ? '' : statusNames[person.status]
    case 'posts': return person.posts.map((post) => postNames[post]).join('、')
    case 'group': return person.group ?? ''
    case 'partyAge': return person.status === 'fullMember' ? partyAgeOn(fields.fullOn, on) ?? '' : ''
    // Why somebody has no vote may be a sanction: a list does not tell it.
    case 'vote': return person.hasVote ? '有' : '无'
    case 'attendance': return person.attendance === undefined || person.attendance === null ? '' : `${Math.round(person.attendance * 100)}%`
    case 'completeness': {
      const { missing } = lackIn(fields, person.status, person.materials ?? [])
      return missing === 0 ? '齐全' : `缺${missing}项`
    }
    case 'work': return workOf(fields)
    case 'titleAndSkill': return joined([nothingToTell(fieldInWords('title', fields, full)), nothingToTell(fieldInWords('skillLevel', fields, full))])
    case 'birthOn': return fields.birthOn === undefined ? '' : dottedDate(fields.birthOn.slice(0, 7))
    // 大学本科毕业 is the name of the code; in a list nobody writes the 毕业.
    case 'education': return fieldInWords('education', fields, full).replace(/毕业$/, '')
    default: return fieldInWords(column, fields, full)
  }
}
/** A job that the department names already is not said twice. */
const workOf = ({ department = '', job = '' }: MemberFieldValues): string => (job === '' || department.endsWith(job) ? department : `${department}${job}`)
const nothingToTell = (word: string): string => (word === '无' ? '' : word)

/** 合计：16人。其中正式党员15人，预备党员1人；男10人，女6人；少数民族1人。 */
export function totalsInWords(people: readonly ListedPerson[]): string {
  const count = (is: (person: ListedPerson) => boolean): number => people.filter(is).length
  const status = (['fullMember', 'probationaryMember', 'prospect', 'activist', 'applicant', 'nonMember'] as const).map((one) => [statusNames[one], count((person) => !person.left && person.status === one)] as const).filter(([, n]) => n > 0)
  const gender = (['1', '2'] as const).map((code) => [code === '1' ? '男' : '女', count(({ fields }) => fields.gender === code)] as const).filter(([, n]) => n > 0)
  const minority = count(({ fields }) => fields.ethnicity !== undefined && fields.ethnicity !== '01')
  const parts = [status, gender, minority > 0 ? [['少数民族', minority] as const] : []].map((some) => some.map(([name, n]) => `${name}${n}人`).join('，')).filter((text) => text !== '')
  return `合计：${people.length}人${parts.length === 0 ? '' : `。其中${parts.join('；')}`}。`
}
