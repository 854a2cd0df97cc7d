import * as z from 'zod'

/** A calendar day as ISO text, 2026-09-08. No time zone: the day the officer means. From 1900 to 2200, as isoDateOf. */
export const IsoDate = z.iso.date().regex(/^(?:19|20|21)\d\d-|^2200-/)
export type IsoDate = string

interface Ymd { year: number; month: number; day: number }

/** The parts of an ISO day. */
export function ymdOf(date: IsoDate): Ymd {
  // By position, not split: a day of 今天 asks for thousands of these.
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** The ISO day of these parts, or null where there is no such day (30 February). */
export function isoDateOf(year: number, month: number, day: number): IsoDate | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null
  if (day > daysInMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
/** 28 to 31. */
export const daysInMonth = (year: number, month: number): number => (month === 2 && (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? 29 : monthLengths[month - 1] ?? 31)

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number))

/** The day `days` later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  let { year, month, day } = ymdOf(date)
  // Whoever reads thousands of paths and plans steps from day to day: no calendar of the system is asked for that.
  for (day += days; day < 1; day += daysInMonth(year, month)) { if (month === 1) { year--; month = 12 } else month-- }
  for (let length = daysInMonth(year, month); day > length; length = daysInMonth(year, month)) { day -= length; if (month === 12) { year++; month = 1 } else month++ }
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

/** How many days lie between two days: 1 from one day to the next. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000

/**
 * The same day `months` later; where that month has no such day, its last
 * (2026-08-31 + 1 month = 2026-09-30, domain rules section 2.2).
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = ymdOf(date)
  const count = year * 12 + month - 1 + months
  const y = Math.floor(count / 12)
  const m = count - y * 12 + 1
  return `${y}-${twoDigits(m)}-${twoDigits(Math.min(day, daysInMonth(y, m)))}`
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const

/** 星期一 … 星期日. */
export function weekdayOf(date: IsoDate): string {
  const { year, month, day } = ymdOf(date)
  return `星期${weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}`
}

/** 2026年9月8日, without leading zeros, as official papers write it (GB/T 9704). */
export function chineseDate(date: IsoDate): string {
  const { year, month, day } = ymdOf(date)
  return `${year}年${month}月${day}日`
}

/** 2026年9月8日（星期二）. */
export const chineseDateWithWeekday = (date: IsoDate): string => `${chineseDate(date)}（${weekdayOf(date)}）`

/** 9月8日. */
export function chineseMonthDay(date: IsoDate): string {
  const { month, day } = ymdOf(date)
  return `${month}月${day}日`
}

/** The weeks of a month (2026-09), Monday first; null where a day belongs to the month before or after. */
export function weeksOf(month: string): (IsoDate | null)[][] {
  const { year, month: number } = ymdOf(`${month}-01`)
  const daysBefore = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7
  const weeks = Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_day, at) => isoDateOf(year, number, week * 7 + at + 1 - daysBefore)))
  return weeks.filter((week) => week.some((day) => day !== null))
}

/** The ISO day of an instant in the time zone of this computer. */
export function localDay(at: Date): IsoDate {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** Reads one full day as officers write it: 2024-02-20, 2024/2/20, 2024.2.20, 2024年2月20日, 20240220; null for anything else. */
export function parseFullDate(text: string): IsoDate | null {
  const t = text.normalize('NFKC').replace(/\s+/g, '')
  const match = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})\.?|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))$/.exec(t)
  if (!match) return null
  const [year, month, day] = match.slice(1).filter((part) => part !== undefined).map(Number)
  return isoDateOf(year ?? 0, month ?? 0, day ?? 0)
}

/**
 * Reads the time of day to the minute: 14:30, 14：30, 1430, 14点30分, 下午2点半, 9时. Null where it is none, or could be two
 * (晚上12点), or is still being typed (14:3).
 * Answers HH:MM.
 */
export function parseClock(text: string): string | null {
  const t = text.normalize('NFKC').replace(/\s+/g, '')
  const match = /^(上午|下午|晚上|晚|中午|早上)?(\d{1,2})(?::(\d{2})|[点时](?:(半)|(一刻)|(\d{1,2})分?)?)$/.exec(t) ?? /^(上午|下午)?(\d{2})(\d{2})$/.exec(t) ?? /^(上午|下午)?(\d)(\d{2})$/.exec(t)
  if (!match) return null
  const [, part, hourText, minuteText, half, quarter, minuteWords] = match
  let hour = Number(hourText)
  const minute = half ? 30 : quarter ? 15 : Number(minuteText ?? minuteWords ?? 0)
  if ((part === '晚上' || part === '晚') && hour === 12) return null
  if ((part === '下午' || part === '晚上' || part === '晚') && hour < 12) hour += 12
  if (part === '中午' && hour < 11) hour += 12
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
