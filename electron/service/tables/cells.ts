import { addDays, isoDateOf, ymdOf, type IsoDate } from '../../../shared/domain/dates.ts'
import type { TableCell } from '../../../shared/domain/table.ts'
import { cleanText } from '../../../shared/domain/text.ts'
import type { NumberLook } from './numberFormat.ts'

/** Nothing is to be seen of these: widths of none, marks of direction. They come along with what is copied from chats and web pages. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const plain = /^[\u0020-\u007e\u4e00-\u9fff]*$/

/** The text of a cell as its reader sees it: lines kept, outer blanks (full-width ones too) and what cannot be seen taken off. */
export const cellText = (raw: string): string => (plain.test(raw) ? raw.trim() : cleanText(raw).replace(unseen, '').replaceAll('\t', ' ').replace(/[\u2028\u2029]/g, '\n').trim())

/** Excel writes characters that XML has not as _x000D_, and _x005F_ for the line before such a thing. */
export const unescaped = (raw: string): string => (raw.includes('_x') ? raw.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : raw)

const firstDay = { 1900: '1899-12-31', 1904: '1904-01-01' } as const
const lastSerial = 2_958_465

/**
 * The day of a serial number; `null` where there is none. In the system of 1900 serial 60 is 29 February 1900, a day that never was
 * (kept for the sake of Lotus 1-2-3), and all that follow stand one further on.
 */
export function dayOfSerial(serial: number, is1904: boolean): IsoDate | null {
  const day = Math.floor(serial + halfSecond)
  if (!Number.isFinite(day) || day < (is1904 ? 0 : 1) || day > lastSerial || (!is1904 && day === 60)) return null
  const found = is1904 ? addDays(firstDay[1904], day) : addDays(firstDay[1900], day > 60 ? day - 1 : day)
  const { year, month, day: dayOfMonth } = ymdOf(found)
  return isoDateOf(year, month, dayOfMonth)
}
const halfSecond = 0.5 / 86_400

const two = (n: number): string => String(n).padStart(2, '0')

function clock(serial: number): string {
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400) % 86_400
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`
  return seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`
}

/** A number written out, without an exponent: fifteen digits, as Excel keeps them, and zeros behind. */
export function figures(value: number): string {
  const [mantissa = '0', exponent] = String(Number(value.toPrecision(15))).split('e')
  if (exponent === undefined) return mantissa
  const power = Number(exponent)
  const [whole = '', part = ''] = mantissa.replace('-', '').split('.')
  const sign = value < 0 ? '-' : ''
  if (power < 0) return power < -30 ? String(value) : `${sign}0.${'0'.repeat(-power - 1)}${whole}${part}`
  return power > 30 ? String(value) : `${sign}${whole}${part.padEnd(power, '0')}`
}

const fixed = (value: number, places: number): string => Number(value.toPrecision(15)).toFixed(Math.min(places, 15))

/** The cell of a stored number under a format. Pure; nothing is guessed from the column. */
export function numberCell(value: number, look: NumberLook, is1904: boolean): TableCell {
  if (!Number.isFinite(value)) return { text: String(value) }
  switch (look.kind) {
    case 'date': case 'dateTime': case 'month': case 'monthDay': return dateCell(value, look.kind, is1904)
    case 'time': return value >= 1 ? dateCell(value, 'dateTime', is1904) : value < 0 ? { text: figures(value), number: value } : { text: clock(value), number: value }
    case 'elapsed': return { text: elapsed(value), number: value }
    case 'percent': return { text: `${fixed(value * 100, look.places)}%`, number: value }
    case 'fixed': return countedCell(value, Math.abs(value) >= 1e15 ? figures(value) : fixed(value, look.places))
    case 'general': return countedCell(value, figures(value))
  }
}

/** More than fifteen digits: the rest is gone, whatever the cell shows. */
const countedCell = (value: number, text: string): TableCell => (Math.abs(value) >= 1e15 ? { text, number: value, rounded: true } : { text, number: value })

function elapsed(value: number): string {
  const minutes = Math.round(Math.abs(value) * 1440)
  return minutes > 1e9 ? figures(value) : `${value < 0 ? '-' : ''}${Math.floor(minutes / 60)}:${two(minutes % 60)}`
}

function dateCell(value: number, kind: 'date' | 'dateTime' | 'month' | 'monthDay', is1904: boolean): TableCell {
  const date = dayOfSerial(value, is1904)
  if (date === null) return !is1904 && Math.floor(value + halfSecond) === 60 ? { text: '1900-02-29', number: value } : countedCell(value, figures(value))
  const { year, month, day } = ymdOf(date)
  const time = clock(value)
  const text = kind === 'month' ? `${year}年${month}月` : kind === 'monthDay' ? `${month}月${day}日` : kind === 'dateTime' && time !== '00:00' ? `${date} ${time}` : date
  return { text, number: value, date }
}

/** An ISO day or moment, as a cell of type d holds it. */
export function isoCell(raw: string): TableCell {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T|$)/.exec(raw)
  const date = found ? isoDateOf(Number(found[1]), Number(found[2]), Number(found[3])) : null
  return date === null ? { text: cellText(raw) } : { text: date, date }
}
