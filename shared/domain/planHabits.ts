import type { PeriodKind } from '../rules/library.ts'
import { daysInMonth, parseClock, ymdOf, type IsoDate } from './dates.ts'
import type { MeetingKind } from './meetingKinds.ts'
import { periodOf } from './periods.ts'
import { weekdayNumber } from './planCalendar.ts'

/** What of an earlier meeting tells how a branch is used to hold its kind. */
export interface PastMeeting { kind: MeetingKind; group: string; heldOn: IsoDate; startsAt: string; endsAt: string; place: string }

/** How a kind is usually held. */
export interface Habit {
  /** 0 for Monday. */
  weekday: number
  /** Which of the month: the second Tuesday is 2. */
  nth: number
  /** Which month of the period, 0 for its first. */
  month: number
  startsAt: string
  hours: number
  place: string
}

const h = (weekday: number, nth: number, startsAt: string, hours: number, month = 0): Habit => ({ weekday, nth, startsAt, hours, month, place: '' })
/**
 * What is proposed where there is no record to go by: a custom, to be changed. 支委会 comes before 主题党日, whose theme it settles (支部工作条例 art. 16);
 * 组织生活会 in the last quarter (art. 17), 民主评议 with it (art. 18). `month` counts within the rule's own period.
 */
const customs: Record<MeetingKind, Habit> = {
  committeeMeeting: h(1, 1, '14:30', 1.5), themeDay: h(4, 3, '15:00', 2), generalMeeting: h(4, 2, '15:00', 2, 2), partyLecture: h(2, 2, '15:00', 1, 1), groupMeeting: h(2, 4, '16:00', 1),
  orgLifeMeeting: h(3, 2, '09:00', 3, 11), democraticReview: h(3, 2, '14:30', 2, 11), heartTalk: h(0, 2, '', 0.5, 9),
  moralLecture: h(3, 3, '15:00', 1), volunteerService: h(4, 4, '14:30', 2), massActivity: h(4, 4, '16:00', 2),
}

/** What there is most of; of as many the newest, so that a change of habit counts. `values`: oldest first. */
function usual<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return values.findLast((value) => counts.get(value) === most)
}

const nthOf = (day: IsoDate): number => Math.ceil(ymdOf(day).day / 7)
const minutesOf = (time: string): number | null => {
  const clock = parseClock(time)
  return clock === null ? null : Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}
/** Hours between two times of a day, to the half hour; null where it is not known or goes over midnight. */
export function hoursBetween(startsAt: string, endsAt: string): number | null {
  const [from, to] = [minutesOf(startsAt), minutesOf(endsAt)]
  return from === null || to === null || to <= from ? null : Math.max(0.5, Math.round((to - from) / 30) / 2)
}

/** How the branch is used to hold a kind (and a 党小组 its meeting), from the newest year that has any of it. */
export function habitOf(kind: MeetingKind, part: string, past: readonly PastMeeting[], period: PeriodKind): Habit {
  const custom = customs[kind]
  const all = past.filter((meeting) => meeting.kind === kind && (kind !== 'groupMeeting' || meeting.group === part)).toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1))
  const year = all.at(-1)?.heldOn.slice(0, 4)
  const last = all.filter(({ heldOn }) => heldOn.slice(0, 4) === year)
  if (last.length === 0) return custom
  const filled = <T>(values: readonly (T | null | '')[]): T[] => values.filter((value): value is T => value !== null && value !== '')
  return {
    weekday: usual(last.map(({ heldOn }) => weekdayNumber(heldOn))) ?? custom.weekday,
    nth: usual(last.map(({ heldOn }) => nthOf(heldOn))) ?? custom.nth,
    month: usual(last.map(({ heldOn }) => ymdOf(heldOn).month - ymdOf(periodOf(period, heldOn).first).month)) ?? custom.month,
    startsAt: usual(filled<string>(last.map(({ startsAt }) => parseClock(startsAt)))) ?? custom.startsAt,
    hours: usual(filled<number>(last.map(({ startsAt, endsAt }) => hoursBetween(startsAt, endsAt)))) ?? custom.hours,
    place: usual(filled<string>(last.map(({ place }) => place))) ?? '',
  }
}

/** The nth weekday of a month; where the month has fewer, its last. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): IsoDate {
  const dayOf = (day: number): IsoDate => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const first = 1 + (weekday - weekdayNumber(dayOf(1)) + 7) % 7
  const day = first + 7 * (nth - 1)
  return dayOf(day > daysInMonth(year, month) ? day - 7 : day)
}
