import { assertNever } from './assertNever.ts'
import type { IsoDate } from './dates.ts'
import { readIdNumber } from './idNumber.ts'
import { masked } from './mask.ts'
import { codeOf, labelOf } from './memberCodes.ts'
import { fieldOf, type FieldCode } from './memberFields.ts'
import { chinesePartialDate, isWholeDay, parsePartialDate } from './partialDate.ts'
import { cleanLine, cleanText } from './text.ts'

/** What was typed into a field, as it is stored (null: empty), or why it does not fit the form of the field. */
export type ReadValue = { value: string | null } | { refused: string }

const tooLong = (label: string, max: number): ReadValue => ({ refused: `${label}最多${max}个字。` })

/** Reads what an officer types into a field. Only the form is judged here; whether fields agree with each other is for memberRules.ts. */
export function readFieldValue(code: FieldCode, typed: string, today: IsoDate): ReadValue {
  const { form, label, codes = [], max = 200 } = fieldOf[code]
  const line = cleanLine(typed)
  if (line === '') return { value: null }
  switch (form) {
    case 'line': return line.length > max ? tooLong(label, max) : { value: line }
    case 'text': {
      const text = cleanText(typed).trim()
      return text.length > max ? tooLong(label, max) : { value: text }
    }
    case 'partialDate': case 'date': {
      const date = parsePartialDate(line)
      if (date === null || (form === 'date' && !isWholeDay(date))) return { refused: `“${short(line)}”不是日期。可以写1985.06、1985-06-22或1985年6月。` }
      return { value: date }
    }
    case 'code': {
      const found = codeOf(codes, line)
      return found === null ? { refused: `${label}里没有“${short(line)}”，请从列表里选。` } : { value: found }
    }
    case 'idNumber': return readId(line, today)
    case 'mobile': {
      const number = line.normalize('NFKC').replace(/[\s\-()（）]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
      return /^1[3-9]\d{9}$/.test(number) ? { value: number } : { refused: '手机号应是1开头的11位数字。' }
    }
    case 'money': {
      const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(line.normalize('NFKC').replace(/[,，\s¥￥元]/g, ''))
      return match ? { value: String(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))) } : { refused: `${label}应是金额，例如6500或6500.50。` }
    }
    case 'flag': return /^(?:1|是|有|√)$/.test(line) ? { value: '1' } : /^(?:0|否|无|不是)$/.test(line) ? { value: null } : { refused: `${label}只填“是”或“否”。` }
    default: return assertNever(form)
  }
}

const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text)

/** A wrong check digit is kept and told by a finding: the number may be wrong on the paper it was copied from. */
function readId(line: string, today: IsoDate): ReadValue {
  const { number, fault } = readIdNumber(line, today)
  switch (fault) {
    case 'none': case 'checkDigit': return { value: number }
    case 'old15': return { refused: '这是15位的老号码，请填换发的18位号码。' }
    case 'form': return { refused: '公民身份号码应是18位，最后一位可以是X。' }
    case 'date': return { refused: '号码第7至14位不是真实的日期，请对照身份证再核对。' }
    case 'future': return { refused: '号码里的出生日期晚于今天，请对照身份证再核对。' }
    default: return assertNever(fault)
  }
}

/** 650050 → 6500.50. */
export const yuanOf = (fen: string): string => `${Math.floor(Number(fen) / 100)}.${String(Number(fen) % 100).padStart(2, '0')}`

/** A stored value as people read it: the label of a code, 1985年6月, 6500.50元, 是. */
export function valueInWords(code: FieldCode, value: string): string {
  const { form, codes = [] } = fieldOf[code]
  switch (form) {
    case 'code': return labelOf(codes, value)
    case 'partialDate': case 'date': return chinesePartialDate(value)
    case 'money': return `${yuanOf(value)}元`
    case 'flag': return '是'
    case 'line': case 'text': case 'idNumber': case 'mobile': return value
    default: return assertNever(form)
  }
}

/** The same as it is shown to who did not ask for it: sensitive values masked. */
export function shownValue(code: FieldCode, value: string): { text: string; masked: boolean } {
  const { masking } = fieldOf[code]
  return masking === undefined ? { text: valueInWords(code, value), masked: false } : { text: masked(value, masking), masked: true }
}
