import { isToVerify, periodNames, strengthNames, type PeriodKind, type Rule } from '../rules/library.ts'
import { assertNever } from './assertNever.ts'
import { addMonths, chineseMonthDay, type IsoDate, ymdOf } from './dates.ts'
import { needsBetween, type FrequencySource, type Need } from './frequency.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'
import { periodInWords } from './periods.ts'
import type { TodayDraft, TodayOpen, TodayRole } from './todayLine.ts'

/** So many months before its last day a period is told; a month from its first day. 组织生活会 is held in the last quarter as a rule (支部工作条例 art. 17). */
const monthsAhead: Record<PeriodKind, number> = { month: 1, quarter: 2, half: 2, year: 3 }
/** Talks are many and one by one: told from the middle of the year. */
const monthsAheadOfTalks = 6

/** Whose matter a kind of meeting is: who calls it, and who prepares it (domain rules section 1.1). */
const rolesOfKind: Partial<Record<MeetingKind, readonly TodayRole[]>> = {
  generalMeeting: ['secretary', 'deputySecretary', 'organizationCommissioner'], committeeMeeting: ['secretary', 'deputySecretary'], groupMeeting: ['groupLeader', 'organizationCommissioner'],
  partyLecture: ['secretary', 'publicityCommissioner'], themeDay: ['secretary', 'organizationCommissioner', 'publicityCommissioner'], orgLifeMeeting: ['secretary', 'organizationCommissioner'],
  democraticReview: ['secretary', 'organizationCommissioner'], heartTalk: ['secretary', 'deputySecretary', 'organizationCommissioner'],
}
export const rolesFor = (kind: MeetingKind): TodayRole[] => [...rolesOfKind[kind] ?? ['secretary']]

/** 支部工作条例第16条: a paper as officers call it. */
export const shortSource = ({ source, article }: Pick<Rule, 'source' | 'article'>): string => `${source.replace(/^中国共产党|^关于(?=党)|（试行）/g, '').replace('（试行）', '')}${article.startsWith('（') ? '' : article}`

/** 应当每月1次（支部工作条例第16条）. */
export function ruleInWords(rule: Rule, asked: number): string {
  const times = rule.frequency ? `${periodNames[rule.frequency.period]}${rule.frequency.scope === 'talks' ? '至少谈1次' : `${asked}次`}` : rule.title
  if (rule.strength === 'LOCAL') return `本单位惯例，${times}`
  if (rule.frequency && rule.frequency.scope !== 'talks' && asked > rule.frequency.times) return `本单位要求${times}（${shortSource(rule)}要求${rule.frequency.times}次）`
  return `${strengthNames[rule.strength]}${times}（${shortSource(rule)}）`
}

/** From which day on a running need is told. */
function shownFrom({ period, rule }: Need): IsoDate {
  const ahead = rule.frequency?.scope === 'talks' ? Math.max(monthsAheadOfTalks, monthsAhead[period.kind]) : monthsAhead[period.kind]
  // The day after the last one is the first of a month, and so is this.
  const from = addMonths(addMonths(`${period.last.slice(0, 7)}-01`, 1), -ahead)
  return from < period.first ? period.first : from
}

/** 9月, 第三季度 with the year only where it is another one. */
function periodFor({ period }: Need, on: IsoDate): string {
  const words = periodInWords(period)
  const year = `${ymdOf(on).year}年`
  return period.kind !== 'year' && words.startsWith(year) ? words.slice(year.length) : words
}

const nameOf = ({ part, rule }: Need): string => (rule.frequency?.kind === 'groupMeeting' ? `${part}会` : kindFacts[rule.frequency?.kind ?? 'generalMeeting'].short)

function whatOf(need: Need, on: IsoDate): string {
  const { part, asked, met, done, planned, state, rule } = need
  const kind = rule.frequency?.kind ?? 'generalMeeting'
  const when = periodFor(need, on)
  switch (kind) {
    case 'heartTalk': return `${when}的谈心谈话（${part}）还有${asked - met}${part === '支部委员之间' ? '对' : '人'}`
    default: {
      const name = nameOf(need)
      if (state === 'missing') return asked > 1 ? `${when}的${name}少${asked - met}次记录` : `${when}的${name}没有记录`
      const more = asked - met - planned.length
      return done.length + planned.length > 0 ? `${when}的${name}还差${more}次` : `${when}的${name}还没有安排`
    }
  }
}

/** Where a line leads: to the meeting that is to be begun, on a day of its period. */
function openOf({ rule, period, part, state }: Need, on: IsoDate): TodayOpen {
  const kind = rule.frequency?.kind ?? 'generalMeeting'
  const heldOn = state === 'missing' ? period.last : on
  const scope = rule.frequency?.scope ?? 'branch'
  switch (scope) {
    case 'branch': return { screen: 'newMeeting', kind, heldOn, group: '', relation: '' }
    case 'groups': return { screen: 'newMeeting', kind, heldOn, group: part, relation: '' }
    case 'talks': return { screen: 'newMeeting', kind, heldOn, group: '', relation: part }
    default: return assertNever(scope)
  }
}

/** Missing meetings are asked for from the beginning of the last year on: what lies farther back stands in 达标表. Never from before 建账日期. */
export function needsFrom(since: IsoDate, on: IsoDate): IsoDate {
  const from = `${ymdOf(on).year - 1}-01-01`
  return since > from ? since : from
}

/** An activity of 计划 whose meeting is not begun yet. */
export interface PlannedDay { id: string; kind: MeetingKind; part: string; on: IsoDate }

/** The activity of the plan that will fulfil a need, on its day; null where there is none to come in the period. */
function plannedFor({ rule, period, part, state }: Need, plan: readonly PlannedDay[], on: IsoDate): PlannedDay | null {
  if (state !== 'open' || rule.frequency?.scope === 'talks') return null
  return plan.filter((day) => day.kind === rule.frequency?.kind && day.part === part && day.on >= on && day.on >= period.first && day.on <= period.last).toSorted((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null
}

/**
 * What the rules ask for and nobody has held, or has planned: missing ones of periods that are over, and those of the periods that run.
 * Of talks one line for each relation. `dismissed`: what a reason was given for. What stands in 计划 is told with its day and begun from there.
 */
export function needDrafts(source: FrequencySource, on: IsoDate, plan: readonly PlannedDay[] = []): TodayDraft[] {
  return needsBetween(source, needsFrom(source.since, on), on, on).filter(({ state, asked, met, planned }) => state !== 'done' && (planned.length === 0 || met + planned.length < asked)).map((need) => {
    const { key, rule, period, asked, state } = need
    const isTalk = rule.frequency?.scope === 'talks'
    const isOver = period.last < on
    const planned = plannedFor(need, plan, on)
    return {
      key, area: 'life', what: whatOf(state === 'dismissed' ? { ...need, state: isOver ? 'missing' : 'open' } : need, on), until: period.last, from: shownFrom(need),
      minutes: isTalk ? 30 : isOver ? 15 : 5, why: ruleInWords(rule, asked), toVerify: isToVerify(rule.verification), roles: rolesFor(rule.frequency?.kind ?? 'generalMeeting'),
      verb: isTalk ? '登记谈话' : isOver ? '补记' : '安排', open: openOf(isOver ? { ...need, state: 'missing' } : need, on), canDismiss: true,
      ...(planned ? { what: `${nameOf(need)}计划${chineseMonthDay(planned.on)}开展，还没有筹备`, until: planned.on, verb: '筹备', open: { screen: 'planItem' as const, id: planned.id } } : {}),
    }
  })
}
