import { chineseMonthDay, parseClock, type IsoDate } from './dates.ts'
import { kindFacts } from './meetingKinds.ts'
import type { RosterEntry } from './person.ts'
import { planName, type BusinessDay, type PlanConflict, type PlanItemText } from './plan.ts'
import { covers, busyOn, type PlanCalendar } from './planCalendar.ts'
import { expectedAt, rosterOn, type PersonWithHistory } from './roster.ts'

/** What of an activity tells who is where and when. */
export type Placed = Pick<PlanItemText, 'kind' | 'part' | 'on' | 'startsAt' | 'hours' | 'eventId'>

const minutes = (time: string): number | null => {
  const clock = parseClock(time)
  return clock === null ? null : Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}
/** Without an end an activity is taken to last one hour. */
const assumedHours = 1

/** Whether two activities of one day are at the same time; where an hour is not said yet, nobody can tell. */
export function overlaps(a: Placed, b: Placed): boolean {
  // First what costs nothing: a proposal asks this of every pair for every day.
  if (a.on !== b.on) return false
  const [from, other] = [minutes(a.startsAt), minutes(b.startsAt)]
  if (from === null || other === null) return false
  return from < other + (b.hours ?? assumedHours) * 60 && other < from + (a.hours ?? assumedHours) * 60
}

/** The roster of each day asked for, reckoned once. */
export function rosterReader(people: readonly PersonWithHistory[]): (day: IsoDate) => RosterEntry[] {
  const known = new Map<IsoDate, RosterEntry[]>()
  return (day) => {
    const roster = known.get(day) ?? rosterOn(people, day)
    known.set(day, roster)
    return roster
  }
}

const listed = (names: readonly string[]): string => (names.length > 3 ? `${names.slice(0, 3).join('、')}等${names.length}人` : names.join('、'))

export interface ConflictSource { calendar: PlanCalendar; business: readonly BusinessDay[]; rosterOf(day: IsoDate): readonly RosterEntry[] }

/** Who of the expected is away on the day; of a meeting of all members the committee alone is told. */
export function awayFrom({ kind, part, on }: Placed, { business, rosterOf }: Pick<ConflictSource, 'business' | 'rosterOf'>): { name: string; event: BusinessDay }[] {
  const away = business.filter((event) => event.kind === 'away' && covers(event, on))
  if (away.length === 0) return []
  const roster = rosterOf(on)
  const committee = new Set(expectedAt('committeeMeeting', roster).map(({ id }) => id))
  const expected = expectedAt(kind, roster, part).filter(({ id }) => kindFacts[kind].expects !== 'members' || committee.has(id))
  return away.flatMap((event) => expected.filter(({ id }) => id === event.personId).map(({ name }) => ({ name, event })))
}

/**
 * What is in the way of each activity, in the order in which they are given: a day off, a busy day of business that it is not held with, people expected in two
 * places at once, and a committee member (or a member of the 党小组) who is away. Talks are arranged one by one, so that only a day off is told of them.
 */
export function conflictsOf(items: readonly Placed[], source: ConflictSource): PlanConflict[][] {
  const { calendar, business, rosterOf } = source
  const byDay = Map.groupBy(items, ({ on }) => on)
  return items.map((item) => {
    const found: PlanConflict[] = []
    const day = calendar.dayOf(item.on)
    if (day.off) found.push({ kind: 'dayOff', words: `${chineseMonthDay(item.on)}是${day.name}` })
    if (kindFacts[item.kind].expects === 'talkers') return found
    for (const event of busyOn(business, item.on)) if (event.id !== item.eventId) found.push({ kind: 'business', words: `当天有“${event.title}”` })
    const expected = expectedAt(item.kind, rosterOf(item.on), item.part)
    for (const other of byDay.get(item.on) ?? []) {
      if (other === item || !overlaps(item, other)) continue
      const there = new Set(expectedAt(other.kind, rosterOf(other.on), other.part).map(({ id }) => id))
      const both = expected.filter(({ id }) => there.has(id)).map(({ name }) => name)
      if (both.length > 0) found.push({ kind: 'twice', words: `与${other.startsAt}的${planName(other)}时间重叠：${listed(both)}` })
    }
    for (const { name, event } of awayFrom(item, source)) found.push({ kind: 'away', words: `${name}${chineseMonthDay(event.from)}${event.to === event.from ? '' : `至${chineseMonthDay(event.to)}`}${event.title}` })
    return found
  })
}
