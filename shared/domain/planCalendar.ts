import { dayOff, isWeekend, unknownHolidays } from '../rules/holidays.ts'
import { addDays, type IsoDate } from './dates.ts'
import type { BusinessDay, OwnDay } from './plan.ts'

/** What is known of the days of a year: what the unit entered stands above the shipped table. */
export interface PlanCalendar {
  /** Whether people are off, and why: 国庆节放假, 周末; the name of a worked weekend; empty on an ordinary workday. */
  dayOf(day: IsoDate): { off: boolean; name: string }
  /** What the reader of a plan has to know of its holidays; null: nothing. */
  told: string | null
}

/** A year whose holidays nobody has entered is planned on its ordinary weekdays, and says so. */
export function planCalendar(year: number, own: readonly OwnDay[]): PlanCalendar {
  const entered = new Map(own.map(({ day, isOff, name }) => [day, { off: isOff, name }]))
  const unknown = unknownHolidays(`${year}-01-01`)
  const ofYear = own.filter(({ day, isOff }) => isOff && day.startsWith(`${year}-`)).length
  const told = unknown === null ? null
    : ofYear > 0 ? `${unknown}；已自行录入${ofYear}天放假，公布后请对照核对。`
    : `${unknown.replace(/^\d+年节/, '本年节')}，先按周一至周五排；公布后在“日历”里录入放假和调休。`
  return { told, dayOf: (day) => entered.get(day) ?? dayOff(day) ?? (isWeekend(day) ? { off: true, name: '周末' } : { off: false, name: '' }) }
}

/** Every day of the range that people work on, in order. */
export function workdaysIn({ dayOf }: PlanCalendar, from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (!dayOf(day).off) days.push(day)
  return days
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayNumber = (day: IsoDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
/** The Monday of its week. */
export const mondayOf = (day: IsoDate): IsoDate => addDays(day, -weekdayNumber(day))

export const covers = ({ from, to }: Pick<BusinessDay, 'from' | 'to'>, day: IsoDate): boolean => from <= day && day <= to
/** What keeps everybody busy on a day. */
export const busyOn = (business: readonly BusinessDay[], day: IsoDate): BusinessDay[] => business.filter((event) => (event.kind === 'season' || event.kind === 'market' || event.kind === 'meeting') && covers(event, day))
