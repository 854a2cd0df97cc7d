import type { ActionRow } from '../../../shared/domain/action.ts'
import { addDays, chineseDate, chineseMonthDay, type IsoDate } from '../../../shared/domain/dates.ts'

/** Days from one day to another. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** 9月30日, with the year where it is another one. */
export const shortDay = (day: IsoDate, today: IsoDate): string => (day.slice(0, 4) === today.slice(0, 4) ? chineseMonthDay(day) : chineseDate(day))

/** Within so many days a time limit is near. */
const soon = 7

/** The time limit in the list, how urgent it is, and the words for that. */
export function limitOf({ state, dueOn, nextOn, repeatText, closedOn }: Pick<ActionRow, 'state' | 'dueOn' | 'nextOn' | 'repeatText' | 'closedOn'>, today: IsoDate): { text: string; note: string; tone: '' | 'red' | 'amber' } {
  if (state === 'done' || state === 'cancelled') return { text: dueOn === null ? repeatText || '—' : shortDay(dueOn, today), note: closedOn === null ? '' : `${shortDay(closedOn, today)}${state === 'done' ? '办结' : '取消'}`, tone: '' }
  if (nextOn === null) return { text: repeatText || '无期限', note: '', tone: '' }
  const text = shortDay(nextOn, today)
  if (nextOn < today) return { text, note: `逾期${daysBetween(nextOn, today)}天`, tone: 'red' }
  if (nextOn === today) return { text, note: '今天', tone: 'amber' }
  if (nextOn <= addDays(today, soon)) return { text, note: `还有${daysBetween(today, nextOn)}天`, tone: 'amber' }
  return { text, note: repeatText, tone: '' }
}
