import { addDays, type IsoDate } from '../../../shared/domain/dates.ts'
import { isWeekend } from '../../../shared/rules/holidays.ts'
import type { Plan } from './planStore.ts'

/** What a day is: off or worked, and its name where it has one. */
export function dayIn({ special }: Pick<Plan, 'special'>, day: IsoDate): { off: boolean; name: string } {
  const known = special.find((one) => one.day === day)
  return known ? { off: known.off, name: known.name } : { off: isWeekend(day), name: '' }
}

export interface DayRange { from: IsoDate; to: IsoDate; off: boolean; name: string; isOwn: boolean }
/** Days that follow each other and are the same, as one. */
export function rangesIn({ special, ownDays }: Pick<Plan, 'special' | 'ownDays'>): DayRange[] {
  const own = new Set(ownDays.map(({ day }) => day))
  return special.reduce<DayRange[]>((ranges, { day, off, name }) => {
    const last = ranges.at(-1)
    const isOwn = own.has(day)
    if (last && last.off === off && last.name === name && last.isOwn === isOwn && addDays(last.to, 1) === day) return [...ranges.slice(0, -1), { ...last, to: day }]
    return [...ranges, { from: day, to: day, off, name, isOwn }]
  }, [])
}

/** Where an arrow moves an activity: to the next workday, or a week on; null where that is in another year. */
export function dayByKey(plan: Pick<Plan, 'special' | 'year'>, from: IsoDate, key: string): IsoDate | null {
  const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const step = steps[key]
  if (step === undefined) return null
  let day = addDays(from, step)
  while (Math.abs(step) === 1 && dayIn(plan, day).off && day.startsWith(String(plan.year))) day = addDays(day, step)
  return day.startsWith(String(plan.year)) ? day : null
}
