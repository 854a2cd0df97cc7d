import type { BackupReminder } from './backup.ts'
import { addDays, addMonths, chineseMonthDay, type IsoDate } from './dates.ts'
import type { FrequencySource } from './frequency.ts'
import { reminderDayOf } from './reminderDay.ts'
import { actionDrafts, type OpenAction } from './todayActions.ts'
import { backupDrafts, goalDrafts, type OpenDifficulty, type OpenProject } from './todayGoals.ts'
import { todayTones, type PeopleDay, type TodayAnswer, type TodayDraft, type TodayLine, type TodayTone } from './todayLine.ts'
import { needDrafts, type PlannedDay } from './todayNeeds.ts'
import { peopleDays, peopleDrafts, type PeopleFacts } from './todayPeople.ts'
import { duesDrafts, type DuesMatters } from './todayDues.ts'
import { recordDrafts, type RecordFacts } from './todayRecords.ts'
import { talentDrafts, type TalentMatters } from './todayTalent.ts'
import { rankFor, rolesOf } from './todayRoles.ts'

/** Everything that is looked at for one day. `posts`: in the officer's own words; their order decides what comes first. */
export interface TodayFacts {
  officer: string
  posts: readonly string[]
  frequency: FrequencySource
  /** What 计划 has and is not begun. */
  plan: readonly PlannedDay[]
  records: Omit<RecordFacts, 'since'>
  actions: readonly OpenAction[]
  people: Omit<PeopleFacts, 'people' | 'rules'>
  projects: readonly OpenProject[]
  difficulties: readonly OpenDifficulty[]
  talent: TalentMatters
  dues: DuesMatters
  backups: readonly BackupReminder[]
}

/** So near a day is told in amber. */
const soonDays = 10
const dayCount = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

function judged(draft: TodayDraft, on: IsoDate): Pick<TodayLine, 'tone' | 'when' | 'remindOn'> {
  const { until, when } = draft
  if (until === null) return { tone: 'undated', when: when ?? '待办', remindOn: null }
  // What is over is not reminded of on an earlier workday any more.
  if (until < on) return { tone: 'late', when: `逾期${dayCount(until, on)}天`, remindOn: until }
  const remindOn = reminderDayOf(until)
  if (until === on) return { tone: 'now', when: '今天截止', remindOn }
  // The day itself never moves; where people are off on it, the workday before is the last chance.
  if (remindOn <= on) return { tone: 'now', when: `${chineseMonthDay(until)}截止`, remindOn }
  return { tone: dayCount(on, remindOn) <= soonDays ? 'soon' : 'calm', when: `还有${dayCount(on, until)}天`, remindOn }
}

function draftsAt({ officer, frequency, plan, records, actions, people, projects, difficulties, talent, dues, backups }: TodayFacts, on: IsoDate): TodayDraft[] {
  const { since, rules } = frequency
  return [
    ...needDrafts(frequency, on, plan), ...recordDrafts({ ...records, since }, on), ...actionDrafts(actions, officer, since, on),
    ...peopleDrafts({ ...people, people: frequency.people, rules }, on), ...goalDrafts(projects, difficulties), ...talentDrafts(talent, since, on), ...duesDrafts(dues), ...backupDrafts(backups, on),
  ]
}

const draftsOn = (facts: TodayFacts, on: IsoDate): TodayDraft[] => draftsAt(facts, on).filter(({ from }) => from <= on)

/** Every matter that is known on a day and still to be done, also what 今天 does not tell of yet: notices have lead times of their own. */
export function mattersOn(facts: TodayFacts, on: IsoDate): TodayDraft[] {
  const dismissed = new Set(facts.frequency.dismissals.map(({ key }) => key))
  return draftsAt(facts, on).filter(({ key, canDismiss }) => !canDismiss || !dismissed.has(key))
}

/**
 * What is due on a day, in the order in which an officer with these posts does it: what belongs to their posts before the rest; of each today's
 * before the late, then the near, what has no day, and the rest by day. Pure: asks no clock, decides nothing, and answers the same for the same facts.
 */
export function linesOn(facts: TodayFacts, on: IsoDate): Pick<TodayAnswer, 'lines' | 'dismissed'> {
  const reasons = new Map(facts.frequency.dismissals.map(({ key, reason }) => [key, reason]))
  const roles = rolesOf(facts.posts)
  const rank = rankFor(roles, facts.officer)
  const sorted = draftsOn(facts, on).map((draft) => {
    const { from: _from, owner: _owner, when: _when, ...line } = draft
    const at = rank(draft)
    return { rank: at, line: { ...line, ...judged(draft, on), own: at < roles.length } satisfies TodayLine }
  }).toSorted((a, b) => Number(b.line.own) - Number(a.line.own) || toneAt(a.line.tone) - toneAt(b.line.tone) || byDay(a.line, b.line) || a.rank - b.rank || (a.line.key < b.line.key ? -1 : 1)).map(({ line }) => line)
  return {
    lines: sorted.filter(({ key, canDismiss }) => !canDismiss || !reasons.has(key)),
    dismissed: sorted.flatMap((line) => { const reason = line.canDismiss ? reasons.get(line.key) : undefined; return reason === undefined ? [] : [{ ...line, reason }] }),
  }
}

const toneAt = (tone: TodayTone): number => todayTones.indexOf(tone)
/** What is late: the newest first, since it can still be mended; anything else: the nearest first. */
function byDay(a: TodayLine, b: TodayLine): number {
  const [x, y] = [a.remindOn ?? '', b.remindOn ?? '']
  return x === y ? 0 : (x < y ? -1 : 1) * (a.tone === 'late' ? -1 : 1)
}

/** The next day on which something is told, within half a year; null: none. Asked only where a day has nothing, since each day looked at is judged whole. */
export function nextOn(facts: TodayFacts, on: IsoDate): TodayAnswer['next'] {
  const month = `${on.slice(0, 7)}-01`
  const firsts = [1, 2, 3, 4, 5, 6].map((n) => addMonths(month, n))
  const dated = [
    ...facts.records.open.flatMap(({ heldOn }) => [addDays(heldOn, -7), heldOn]), ...draftsAhead(facts, on).map(({ from }) => from),
  ]
  const days = [...new Set([...firsts, ...dated, facts.frequency.since])].filter((day) => day > on && day <= addMonths(on, 6)).sort()
  for (const day of days.slice(0, 40)) {
    const first = linesOn({ ...facts, backups: [] }, day).lines[0]
    if (first) return { on: day, what: first.what.replace(/^(.+)还没有安排$/, '安排$1') }
  }
  return null
}

/** Of what has days of its own, also that which is told later. */
function draftsAhead({ actions, officer, people, frequency, projects, difficulties }: TodayFacts, on: IsoDate): TodayDraft[] {
  return [...actionDrafts(actions, officer, frequency.since, on), ...peopleDrafts({ ...people, people: frequency.people, rules: frequency.rules }, on), ...goalDrafts(projects, difficulties)]
}

/** Today: what is due, why, and the days that come nearer. */
export function todayOn(facts: TodayFacts, on: IsoDate): TodayAnswer {
  const { lines, dismissed } = linesOn(facts, on)
  const days: PeopleDay[] = peopleDays({ ...facts.people, people: facts.frequency.people, rules: facts.frequency.rules }, on)
  return { on, posts: [...facts.posts], lines, dismissed, days, next: lines.length === 0 ? nextOn(facts, on) : null }
}
