import { assertNever } from './assertNever.ts'
import { addDays, daysInMonth, ymdOf, type IsoDate } from './dates.ts'
import type { PeriodKind } from '../rules/library.ts'

/** A month, quarter, half year or year. `first` and `last` are its days, both included. */
export interface Period { kind: PeriodKind; first: IsoDate; last: IsoDate }

const months: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6, year: 12 }

/** The period of a kind that holds the day. */
export function periodOf(kind: PeriodKind, day: IsoDate): Period {
  const { year, month } = ymdOf(day)
  const span = months[kind]
  const firstMonth = month - ((month - 1) % span)
  const first = `${year}-${String(firstMonth).padStart(2, '0')}-01`
  const lastMonth = firstMonth + span - 1
  return { kind, first, last: `${year}-${String(lastMonth).padStart(2, '0')}-${daysInMonth(year, lastMonth)}` }
}

/** All periods of a kind that touch the days from `from` to `to`, in order. */
export function periodsBetween(kind: PeriodKind, from: IsoDate, to: IsoDate): Period[] {
  const periods: Period[] = []
  for (let period = periodOf(kind, from); period.first <= to; period = periodOf(kind, addDays(period.last, 1))) periods.push(period)
  return periods
}

/** 2026年9月, 2026年第三季度, 2026年上半年, 2026年. */
export function periodInWords({ kind, first }: Period): string {
  const { year, month } = ymdOf(first)
  switch (kind) {
    case 'month': return `${year}年${month}月`
    case 'quarter': return `${year}年第${['一', '二', '三', '四'][(month - 1) / 3] ?? ''}季度`
    case 'half': return `${year}年${month === 1 ? '上' : '下'}半年`
    case 'year': return `${year}年`
    default: return assertNever(kind)
  }
}
