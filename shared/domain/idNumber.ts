import { daysInMonth, isoDateOf, type IsoDate } from './dates.ts'

/** What a 公民身份号码 says (GB 11643). `checkDigit`: the one that the first 17 digits ask for. */
export interface IdNumberReading {
  /** NFKC, without blanks, X in capitals. */
  number: string
  birthOn: IsoDate | null
  gender: '1' | '2' | null
  fault: 'none' | 'form' | 'old15' | 'date' | 'future' | 'checkDigit'
  checkDigit: string | null
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const remainders = '10X98765432'

/** The 18th character that belongs to 17 digits. */
export function idCheckDigit(first17: string): string {
  let sum = 0
  // A roster asks for thirty thousand of them: no iterator.
  for (let i = 0; i < weights.length; i++) sum += Number(first17[i]) * (weights[i] ?? 0)
  return remainders[sum % 11] ?? ''
}

/**
 * Reads an ID number (domain rules section 3.3): its form, its day of birth (real, not after `today`), its check digit.
 * A wrong check digit is told and the rest is read; numbers of 15 digits are the old form, to be replaced.
 */
export function readIdNumber(text: string, today: IsoDate): IdNumberReading {
  // As thousands of rows have it.
  const number = /^[\dX]*$/.test(text) ? text : text.normalize('NFKC').replace(/[\s'"‘’]/g, '').toUpperCase()
  const nothing = { number, birthOn: null, gender: null, checkDigit: null }
  if (/^[1-9]\d{14}$/.test(number)) return { ...nothing, fault: 'old15', birthOn: isoDateOf(1900 + Number(number.slice(6, 8)), Number(number.slice(8, 10)), Number(number.slice(10, 12))) }
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return { ...nothing, fault: 'form' }
  const birthOn = /^(?:18|19|20)/.test(number.slice(6)) ? readDay(number.slice(6, 14)) : null
  if (birthOn === null) return { ...nothing, fault: 'date' }
  const gender = Number(number[16]) % 2 === 1 ? '1' : '2'
  const checkDigit = idCheckDigit(number.slice(0, 17))
  const read = { number, birthOn, gender, checkDigit } as const
  if (birthOn > today) return { ...read, fault: 'future' }
  return { ...read, fault: checkDigit === number[17] ? 'none' : 'checkDigit' }
}

/** From 1800 on, where isoDateOf begins at 1900: the example of the standard was born in 1880. */
function readDay(text: string): IsoDate | null {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8))]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
}
