import { addDays, ymdOf, type IsoDate } from '../domain/dates.ts'

/** One public holiday: the days off, first and last, and the weekend days worked for it (调休). */
interface Holiday { name: string; from: IsoDate; to: IsoDate; worked: readonly IsoDate[] }
interface HolidayYear {
  year: number
  /** The paper the days are from; in force for that year only. */
  source: string
  /** 待核: written down from memory and not yet compared with the paper, so good for a reminder and no more. */
  status: '待核' | '已核'
  holidays: readonly Holiday[]
}

const h = (name: string, from: IsoDate, to: IsoDate, worked: readonly IsoDate[] = []): Holiday => ({ name, from, to, worked })

/** 国务院办公厅 tells the days of the next year late in autumn: a new year is a new entry here, with its paper. */
export const holidayYears: readonly HolidayYear[] = [
  {
    year: 2025, source: '国办发明电〔2024〕12号', status: '待核', holidays: [
      h('元旦', '2025-01-01', '2025-01-01'),
      h('春节', '2025-01-28', '2025-02-04', ['2025-01-26', '2025-02-08']),
      h('清明节', '2025-04-04', '2025-04-06'),
      h('劳动节', '2025-05-01', '2025-05-05', ['2025-04-27']),
      h('端午节', '2025-05-31', '2025-06-02'),
      h('国庆节、中秋节', '2025-10-01', '2025-10-08', ['2025-09-28', '2025-10-11']),
    ],
  },
  {
    year: 2026, source: '国办发明电〔2025〕7号', status: '待核', holidays: [
      h('元旦', '2026-01-01', '2026-01-03', ['2026-01-04']),
      h('春节', '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']),
      h('清明节', '2026-04-04', '2026-04-06'),
      h('劳动节', '2026-05-01', '2026-05-05', ['2026-05-09']),
      h('端午节', '2026-06-19', '2026-06-21'),
      h('中秋节', '2026-09-25', '2026-09-27'),
      h('国庆节', '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']),
    ],
  },
]

export interface DayOff { off: boolean; name: string }

const knownYears = new Set(holidayYears.map(({ year }) => year))
const special = new Map<IsoDate, DayOff>()
for (const { holidays } of holidayYears) {
  for (const { name, from, to, worked } of holidays) {
    for (let day = from; day <= to; day = addDays(day, 1)) special.set(day, { off: true, name: `${name}放假` })
    for (const day of worked) special.set(day, { off: false, name: `${name}调休上班` })
  }
}

/** Saturday or Sunday, in any year. */
export function isWeekend(date: IsoDate): boolean {
  const { year, month, day } = ymdOf(date)
  return [0, 6].includes(new Date(Date.UTC(year, month - 1, day)).getUTCDay())
}

/**
 * Whether a day is off, and what it is: 国庆节放假, 国庆节调休上班, 周末, or empty on an ordinary workday. Null where the table
 * has no data of that year: then weekends are known (isWeekend) and holidays are not (see unknownHolidays).
 */
export function dayOff(date: IsoDate): DayOff | null {
  if (unknownHolidays(date) !== null) return null
  return special.get(date) ?? (isWeekend(date) ? { off: true, name: '周末' } : { off: false, name: '' })
}

/** Why nobody can say whether a day is a holiday, as the head of a sentence: 2027年节假日数据未公布; null where the table knows its year. */
export function unknownHolidays(date: IsoDate): string | null {
  const { year } = ymdOf(date)
  if (knownYears.has(year)) return null
  return year > Math.max(...knownYears) ? `${year}年节假日数据未公布` : `软件没有${year}年的节假日数据`
}

/** Whether people work on a day. In a year without data weekends are off and every other day counts as worked: unknownHolidays says so. */
export const isWorkday = (date: IsoDate): boolean => !(dayOff(date)?.off ?? isWeekend(date))

/** The `n`th workday after a day; 0: the day itself, worked or not. Errors: RangeError for anything but 0, 1, 2 and so on. */
export function addWorkdays(date: IsoDate, n: number): IsoDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`no ${n}th workday`)
  let day = date
  for (let left = n; left > 0;) {
    day = addDays(day, 1)
    if (isWorkday(day)) left -= 1
  }
  return day
}

/** How many workdays lie after day `a` up to and with day `b`; 0 where `b` is not after `a`. From Friday to Wednesday: 3. */
export function workdaysBetween(a: IsoDate, b: IsoDate): number {
  let days = 0
  for (let day = a; day < b;) {
    day = addDays(day, 1)
    if (isWorkday(day)) days += 1
  }
  return days
}
