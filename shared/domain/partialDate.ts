import * as z from 'zod'
import { chineseDate, daysInMonth, isoDateOf, IsoDate, parseFullDate } from './dates.ts'

/**
 * A day (1985-09-22) or a month whose day nobody knows (1985-09), as old rosters write it: 出生年月 1985年9月.
 * As text the month sorts before its days.
 */
export const PartialDate = z.union([IsoDate, z.string().regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/)])
export type PartialDate = string

export const isWholeDay = (date: PartialDate): boolean => date.length === 10
export const monthOf = (date: PartialDate): string => date.slice(0, 7)
/** The first day that a month may mean; a day is itself. */
export const firstDayOf = (date: PartialDate): IsoDate => (isWholeDay(date) ? date : `${date}-01`)

/** The last day that a month may mean; a day is itself. */
export const lastDayOf = (date: PartialDate): IsoDate => (isWholeDay(date) ? date : `${date}-${daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5)))}`)

/** Whole years from a date until a day, of a month from its first day on: 党龄, age. Null before it begins. */
export function wholeYears(since: PartialDate, on: IsoDate): number | null {
  const first = firstDayOf(since)
  if (first > on) return null
  return Number(on.slice(0, 4)) - Number(first.slice(0, 4)) - (on.slice(5) < first.slice(5) ? 1 : 0)
}

/** 1985年9月22日, or 1985年9月. */
export const chinesePartialDate = (date: PartialDate): string => (isWholeDay(date) ? chineseDate(date) : `${date.slice(0, 4)}年${Number(date.slice(5))}月`)

/** Whether both can be the same day: a month agrees with each of its days. */
export const partialDatesAgree = (a: PartialDate, b: PartialDate): boolean => (isWholeDay(a) && isWholeDay(b) ? a === b : monthOf(a) === monthOf(b))

/** The more exact of two that agree. */
export const moreExact = (a: PartialDate, b: PartialDate): PartialDate => (isWholeDay(b) ? b : a)

/**
 * Reads a day or a month as officers write it: all that parseFullDate reads, and 1985.06, 1985-6, 1985/06, 1985年6月, 198506.
 * Null for anything else, a day that there is not (1986/2/29) included.
 */
export function parsePartialDate(text: string): PartialDate | null {
  const day = parseFullDate(text)
  if (day) return day
  const match = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/.exec(text.normalize('NFKC').replace(/\s+/g, ''))
  if (!match) return null
  return isoDateOf(Number(match[1]), Number(match[2] ?? match[3]), 1)?.slice(0, 7) ?? null
}
