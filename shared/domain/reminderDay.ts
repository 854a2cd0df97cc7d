import { isWorkday } from '../rules/holidays.ts'
import { addDays, type IsoDate } from './dates.ts'

/**
 * The day on which to remind of something due: that day, or the workday before where people are off. The due day itself never moves.
 * In a year without holiday data only weekends are off (isWorkday).
 */
export function reminderDayOf(due: IsoDate): IsoDate {
  let day = due
  while (!isWorkday(day)) day = addDays(day, -1)
  return day
}
