import * as z from 'zod'
import { chineseDate, IsoDate } from './dates.ts'
import { fieldOf, isFieldCode, type FieldCode } from './memberFields.ts'
import { PartialDate } from './partialDate.ts'
import { changeFieldNames, changeInWords, PersonChange } from './person.ts'
import { Line } from './text.ts'

/** Fields that many people may share; what belongs to one person alone (ID number, mobile, family) is never set for many. */
export const bulkFields = ['department', 'job', 'jobCategory', 'office', 'title', 'skillLevel', 'isBackbone', 'backboneKind', 'backboneBasis', 'backboneSince', 'ethnicity', 'education', 'politicalStatus', 'relationStatus', 'enteredOn', 'enterType', 'joinBranch', 'fullBranch', 'duesKind', 'archiveLocation'] as const satisfies readonly FieldCode[]

/** One thing for all who were chosen: a field of the file (null empties it), or a dated change. */
export const BulkEdit = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('field'), code: z.enum(bulkFields), value: Line(200).nullable() }),
  z.strictObject({ what: z.literal('change'), from: IsoDate, change: PersonChange }),
])
export type BulkEdit = z.output<typeof BulkEdit>

/** What the act would do to one person. */
export const BulkLine = z.object({ id: z.uuid(), name: z.string(), before: z.string(), after: z.string(), differs: z.boolean(), obstacle: z.string().nullable().describe('why this one cannot be changed so; then nobody is') })
export type BulkLine = z.infer<typeof BulkLine>

/** Why a value cannot stand in a field; null where it can. */
export function fieldFault(code: FieldCode, value: string | null): string | null {
  if (value === null) return null
  const { form, codes, max, label } = fieldOf[code]
  if (value === '') return `${label}没有填。`
  switch (form) {
    case 'code': return codes?.some((entry) => entry.code === value) ? null : `${label}不在码表内。`
    case 'flag': return value === '1' ? null : `${label}只能是“是”或者不填。`
    case 'partialDate': return PartialDate.safeParse(value).success ? null : `${label}要写年月日，或只写年月。`
    case 'date': return IsoDate.safeParse(value).success ? null : `${label}要写年月日。`
    default: return max !== undefined && value.length > max ? `${label}最多${max}个字。` : null
  }
}

/** What a bulk edit does, for the journal and for the head of its preview: 党小组：第二党小组（2026年9月1日起）. */
export function bulkInWords(edit: BulkEdit, text: (code: FieldCode, value: string) => string): string {
  if (edit.what === 'change') return `${changeFieldNames[edit.change.field]}：${changeInWords(edit.change)}（${chineseDate(edit.from)}起）`
  return isFieldCode(edit.code) ? `${fieldOf[edit.code].label}：${edit.value === null ? '清空' : text(edit.code, edit.value)}` : ''
}
