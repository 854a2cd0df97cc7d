import type { IsoDate } from './dates.ts'
import { firstDayOf, type PartialDate } from './partialDate.ts'

/** Whole years from a day (or the first day of a month) until a day; null where it has not begun. 29 February counts from 1 March in other years. */
export function wholeYears(from: PartialDate, on: IsoDate): number | null {
  const first = firstDayOf(from)
  if (first > on) return null
  return Number(on.slice(0, 4)) - Number(first.slice(0, 4)) - (on.slice(5) < first.slice(5) ? 1 : 0)
}

/** 党龄 in whole years, from 转正 (党章 art. 7); null for who is not 正式 yet, or where the day is not known. */
export const partyAgeOn = (fullOn: PartialDate | undefined, on: IsoDate): number | null => (fullOn === undefined ? null : wholeYears(fullOn, on))
