import { chinesePartialDate } from './partialDate.ts'
import { labelOf } from './memberCodes.ts'
import { fieldOf, isFieldCode } from './memberFields.ts'
import type { ImportOutcome } from './importProposal.ts'
import type { ImportTarget } from './importTargets.ts'
import { PartyPost, PersonStatus, postNames, statusNames } from './person.ts'

/** What becomes of a row, in a word. */
export const outcomeNames: Record<ImportOutcome, string> = { create: '新增', update: '更新', refuse: '没读入', ask: '待定', ignore: '不变' }

/** A value as it is shown: 汉族, 1985年9月, 正式党员; null is nothing. A masked value is shown as it is. */
export function importValueInWords(target: ImportTarget, value: string | null): string {
  if (value === null || value === '') return '空'
  if (isFieldCode(target)) {
    const { form, codes = [] } = fieldOf[target]
    switch (form) {
      case 'code': return labelOf(codes, value)
      case 'partialDate': case 'date': return chinesePartialDate(value)
      case 'money': return /^\d+$/.test(value) ? `${value.padStart(3, '0').slice(0, -2)}.${value.padStart(3, '0').slice(-2)}元` : value
      case 'flag': return '是'
      case 'line': case 'text': case 'idNumber': case 'mobile': return value
    }
  }
  if (target === 'status') return PersonStatus.safeParse(value).success ? statusNames[PersonStatus.parse(value)] : value
  if (target === 'posts') return value.split(',').map((post) => { const read = PartyPost.safeParse(post); return read.success ? postNames[read.data] : post }).join('、')
  return value
}
