import type { KeyboardEvent } from 'react'
import { addDays, addMonths, type IsoDate } from '../../shared/domain/dates.ts'

/** Where a key leads from a day of a month that is worked by keyboard: a day, a week, a month, an end of the week. Undefined: the key means something else. */
export function dayByKey({ key }: Pick<KeyboardEvent, 'key'>, day: IsoDate): IsoDate | undefined {
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  const days: Partial<Record<string, IsoDate>> = {
    ArrowLeft: addDays(day, -1), ArrowRight: addDays(day, 1), ArrowUp: addDays(day, -7), ArrowDown: addDays(day, 7),
    Home: addDays(day, -weekday), End: addDays(day, 6 - weekday), PageUp: addMonths(day, -1), PageDown: addMonths(day, 1),
  }
  return days[key]
}
