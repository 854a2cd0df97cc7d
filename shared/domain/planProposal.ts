import { isToVerify, type Rule } from '../rules/library.ts'
import { addDays, chineseMonthDay, ymdOf, type IsoDate } from './dates.ts'
import { groupsOf, timesOn, type HeldMeeting, type RuleSetting } from './frequency.ts'
import type { MeetingKind } from './meetingKinds.ts'
import { periodOf, periodsBetween, type Period } from './periods.ts'
import { byDay, planOrder, type BusinessDay, type OwnDay, type ProposedItem } from './plan.ts'
import { busyOn, planCalendar, workdaysIn, type PlanCalendar } from './planCalendar.ts'
import { awayFrom, conflictsOf, overlaps, rosterReader, type Placed } from './planConflicts.ts'
import { contentOf, offerFor, peopleInWords, themesOf } from './planContent.ts'
import { habitOf, nthWeekday, type Habit, type PastMeeting } from './planHabits.ts'
import { committeeOf, type PersonWithHistory } from './roster.ts'
import { withDevelopment } from './planDevelopment.ts'
import { talksOf } from './talks.ts'
import type { PathMatters } from './todayDevelopment.ts'
import { ruleInWords } from './todayNeeds.ts'

/** Everything that a proposal is made from. */
export interface PlanSource {
  year: number
  /** Nothing is proposed before: the first of January, 建账日期, or today in a year that runs. */
  from: IsoDate
  rules: readonly Rule[]
  settings: readonly RuleSetting[]
  people: readonly PersonWithHistory[]
  /** Meetings of the years before, for how things are usually done. */
  past: readonly PastMeeting[]
  /** Meetings of this year that no activity of the plan is linked to: what they fulfil is not proposed again. */
  meetings: readonly HeldMeeting[]
  business: readonly BusinessDay[]
  ownDays: readonly OwnDay[]
  /** Open difficulties, the most urgent first. */
  difficulties: readonly { title: string }[]
  /** Keys of what stands in the plan already. */
  taken: ReadonlySet<string>
  /** What the year before did not hold, with its reason. */
  carried: readonly { kind: MeetingKind; part: string; words: string }[]
  /** Of 发展党员, as of `on`; and what the topics of the plan say already. */
  paths: readonly PathMatters[]
  topics: readonly string[]
  on: IsoDate
}

/** One activity before it has its day. `number`: 0 for the first of its period. */
interface Slot { key: string; kind: MeetingKind; part: string; rule: Rule | null; basis: string; people: string; habit: Habit; period: Period; number: number; times: number; from: IsoDate; to: IsoDate; isExtra: boolean }
/** `usual`: where habit would have it. `first`: where it stood before what is busy was looked at. */
type PlacedSlot = Slot & Placed & { usual: IsoDate; first: IsoDate }

/** 组织生活会 as a rule in the last quarter (支部工作条例 art. 17), whatever month it was held in before. */
const lastQuarter = 9
/** Talks are held in these months, one relation after the other, so that all are over before 组织生活会. */
const firstTalks = 8
const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b)
const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b)

/** What the rules ask for in the year, and what the unit is used to do besides; without what is held or planned already. */
function slotsOf(source: PlanSource): Slot[] {
  const { year, from, rules, settings, people, past, meetings, taken } = source
  const rosterOf = rosterReader(people)
  const slots: Slot[] = []
  for (const rule of rules) {
    const { frequency } = rule
    if (!frequency) continue
    const { kind, scope } = frequency
    for (const period of periodsBetween(frequency.period, `${year}-01-01`, `${year}-12-31`)) {
      const [first, last] = [later(later(period.first, from), rule.inForceFrom ?? ''), earlier(period.last, rule.inForceTo ?? period.last)]
      const times = first > last ? 0 : timesOn(rule, settings, last)
      if (times === 0) continue
      const roster = rosterOf(last)
      const within = meetings.filter((meeting) => meeting.kind === kind && meeting.heldOn >= period.first && meeting.heldOn <= period.last)
      const add = (part: string, had: number, words: string): void => {
        const keyOf = (number: number): string => `${rule.id} ${period.first} ${part} ${number}`
        const free = Array.from({ length: times }, (_, number) => number).filter((number) => !taken.has(keyOf(number)))
        // What was held without the plan takes the first places.
        for (const number of free.slice(had)) slots.push({ key: keyOf(number), kind, part, rule, basis: ruleInWords(rule, times), people: words, habit: habitOf(kind, part, past, frequency.period), period, number, times, from: first, to: last, isExtra: number >= frequency.times })
      }
      switch (scope) {
        case 'branch':
          // A branch without a committee holds no 支委会 (支部工作条例 art. 20).
          if (kind !== 'committeeMeeting' || committeeOf(roster).length >= 2) add('', within.length, peopleInWords(kind, roster, ''))
          break
        case 'groups':
          for (const group of groupsOf(roster)) add(group, within.filter((meeting) => meeting.group === group).length, peopleInWords(kind, roster, group))
          break
        case 'talks':
          for (const { relation, asked, met } of talksOf(roster, within)) if (asked > met) add(relation, 0, peopleInWords(kind, roster, relation, asked - met))
          break
      }
    }
  }
  return [...slots, ...customSlots(source, new Set(rules.flatMap(({ frequency }) => (frequency ? [frequency.kind] : []))))].sort((a, b) => Number(a.isExtra) - Number(b.isExtra) || planOrder.indexOf(a.kind) - planOrder.indexOf(b.kind))
}

/** 道德讲堂, 志愿服务, 群团活动: no rule asks for them; what was held last year is proposed in its month. */
function customSlots({ year, from, people, past, meetings, taken }: PlanSource, ruled: ReadonlySet<MeetingKind>): Slot[] {
  const rosterOf = rosterReader(people)
  const last = past.filter(({ kind, heldOn }) => !ruled.has(kind) && heldOn.startsWith(`${year - 1}-`))
  return [...Map.groupBy(last, ({ kind, heldOn }) => `${kind} ${year}-${heldOn.slice(5, 7)}`)].flatMap(([id, held]) => {
    const [kind, month] = [held[0]?.kind, id.slice(-7)]
    const period = periodOf('month', `${month}-01`)
    const first = later(period.first, from)
    if (kind === undefined || first > period.last) return []
    const had = meetings.filter((meeting) => meeting.kind === kind && meeting.heldOn.startsWith(month)).length
    const free = held.map((_meeting, number) => number).filter((number) => !taken.has(`${id} ${number}`))
    return free.slice(had).map((number): Slot => ({
      key: `${id} ${number}`, kind, part: '', rule: null, basis: `本单位惯例（${year - 1}年${Number(month.slice(5))}月开展过）`, people: peopleInWords(kind, rosterOf(period.last), ''),
      habit: habitOf(kind, '', past, 'month'), period, number, times: held.length, from: first, to: period.last, isExtra: false,
    }))
  })
}

const talkOrder = ['支部委员之间', '支部委员和党员之间', '党员和党员之间']
/** The day it would usually be, within its period. The second of a period follows so much later that all are spread over it. */
function usualDay({ kind, part, habit, period, number, times }: Slot, year: number): IsoDate {
  const firstMonth = ymdOf(period.first).month
  const offset = kind === 'heartTalk' ? firstTalks + Math.max(0, talkOrder.indexOf(part)) : kind === 'orgLifeMeeting' ? Math.max(lastQuarter, habit.month) : habit.month
  const months = ymdOf(period.last).month - firstMonth
  const base = nthWeekday(year, firstMonth + Math.min(months, offset), habit.weekday, habit.nth)
  if (number === 0) return base
  const weeks = Math.round((Date.parse(period.last) - Date.parse(period.first)) / 86_400_000 / 7)
  const moved = addDays(base, 7 * Math.max(1, Math.round(number * weeks / times)))
  return moved <= period.last ? moved : addDays(moved, -7 * weeks)
}

const distance = (a: IsoDate, b: IsoDate): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
/** The nearest of some days; of two as near the later one. Null where there is none. */
const nearest = (days: readonly IsoDate[], to: IsoDate): IsoDate | null =>
  days.reduce<IsoDate | null>((best, day) => (best === null || distance(day, to) < distance(best, to) || (distance(day, to) === distance(best, to) && day > best) ? day : best), null)

/** Two 党小组 may meet at once, and talks are arranged one by one. */
const sharePeople = (a: Placed, b: Placed): boolean => a.kind !== 'heartTalk' && b.kind !== 'heartTalk' && (a.kind !== 'groupMeeting' || b.kind !== 'groupMeeting' || a.part === b.part)
const meets = (a: Placed, others: readonly Placed[]): boolean => others.some((other) => other !== a && sharePeople(a, other) && overlaps(a, other))

/**
 * Each slot on its usual day, or the nearest workday of its period on which nobody is in two places. Only then what stands on a busy day of business, or
 * on a day on which somebody of the committee is away from its meeting, moves on: so that another market day moves what stands on it, and nothing else.
 */
function place(source: PlanSource, calendar: PlanCalendar): PlacedSlot[] {
  const { year, business, people } = source
  const rosterOf = rosterReader(people)
  const placed: PlacedSlot[] = []
  for (const slot of slotsOf(source)) {
    const workdays = workdaysIn(calendar, slot.from, slot.to)
    const withLife = slot.kind === 'democraticReview' && slot.number === 0 && !source.past.some(({ kind }) => kind === 'democraticReview') ? placed.find(({ kind }) => kind === 'orgLifeMeeting') : undefined
    const usual = withLife?.on ?? usualDay(slot, year)
    const at = (on: IsoDate): PlacedSlot => ({ ...slot, usual, first: on, on, startsAt: slot.habit.startsAt, hours: slot.habit.hours, eventId: null })
    const on = nearest(workdays.filter((day) => !meets(at(day), placed)), usual) ?? nearest(workdays, usual)
    if (on !== null) placed.push(at(on))
  }
  const isBlocked = (slot: PlacedSlot, on: IsoDate): boolean => busyOn(business, on).length > 0 || (slot.kind === 'committeeMeeting' && awayFrom({ ...slot, on }, { business, rosterOf }).length > 0)
  for (const [index, slot] of placed.entries()) {
    if (slot.kind === 'heartTalk' || !isBlocked(slot, slot.on)) continue
    const others = placed.filter((other) => other !== slot)
    const on = nearest(workdaysIn(calendar, slot.from, slot.to).filter((day) => !isBlocked(slot, day) && !meets({ ...slot, on: day }, others)), slot.on)
    if (on !== null) placed[index] = { ...slot, on }
  }
  return placed
}

/** Why it is not on its usual day, and what is to be thought of. */
function remarksOf({ kind, part, usual, first, on, number, period }: PlacedSlot, { business, carried, year }: PlanSource, calendar: PlanCalendar, content: string): string {
  const off = calendar.dayOf(usual)
  const busy = on === first ? undefined : busyOn(business, first)[0]
  const moved = busy ? `避开“${busy.title}”（原为${chineseMonthDay(first)}）` : on !== first ? `避开委员外出（原为${chineseMonthDay(first)}）` : on !== usual && off.off ? `${chineseMonthDay(usual)}是${off.name}，改在这一天` : ''
  const isFirst = number === 0 && period.first === `${year}-01-01`
  return [content, moved, ...carried.filter((each) => isFirst && each.kind === kind && each.part === part).map(({ words }) => words)].filter((text) => text !== '').join('；')
}

/**
 * The year as the rules, the branch and its habits would have it (issue of the year plan; domain rules section 1.1): every activity with its day, people, hours,
 * topic and basis, in the order of their days. Pure: the same facts give the same proposal. Nothing is proposed before `from` or before its rule is in force,
 * nothing on a day off, and nothing twice.
 */
export function proposePlan(source: PlanSource): { items: ProposedItem[]; told: string | null } {
  const { year, business, ownDays, people, difficulties } = source
  const calendar = planCalendar(year, ownDays)
  const placed = place(source, calendar)
  const themes = themesOf(placed, business, difficulties)
  const ruled = placed.map((slot) => {
    const { key, kind, part, rule, basis, on, startsAt, hours, habit, people: words } = slot
    const { topic, business: work, remarks } = contentOf(kind, themes.get(key))
    return { key, ruleId: rule?.id ?? null, basis, toVerify: rule !== null && isToVerify(rule.verification), kind, part, on, startsAt, hours, people: words, place: habit.place, topic, business: work, remarks: remarksOf(slot, source, calendar, remarks), eventId: null, offer: offerFor(slot, business, calendar) }
  })
  const rosterOf = rosterReader(people)
  const { paths, topics, taken, from, on: today } = source
  const texts = withDevelopment(ruled, { paths, topics, taken, from, last: `${year}-12-31`, on: today, calendar, rosterOf }).toSorted(byDay)
  const conflicts = conflictsOf(texts, { calendar, business, rosterOf })
  return { told: calendar.told, items: texts.map((text, index) => ({ ...text, conflicts: conflicts[index] ?? [] })) }
}
