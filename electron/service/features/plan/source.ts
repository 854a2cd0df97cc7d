import { listPeople } from '../../../../db/repositories/people.ts'
import { closingOf, listBusinessDays, listOwnDays, listPastMeetings, listPlanItems, listThemes } from '../../../../db/repositories/plan.ts'
import { listHeld, listLibraries, listRuleSettings } from '../../../../db/repositories/rules.ts'
import { listOpenDifficulties } from '../../../../db/repositories/today.ts'
import type { PlanYear } from '../../../../shared/contract/plan.ts'
import { addDays, chineseMonthDay, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { groupsOf } from '../../../../shared/domain/frequency.ts'
import { byDay, dayOfRow } from '../../../../shared/domain/plan.ts'
import { planCalendar } from '../../../../shared/domain/planCalendar.ts'
import { rosterReader } from '../../../../shared/domain/planConflicts.ts'
import type { PlanSource } from '../../../../shared/domain/planProposal.ts'
import { planRows } from '../../../../shared/domain/planStanding.ts'
import { allRules } from '../../../../shared/domain/ruleLibrary.ts'
import { yearSummary, type SummarySection } from '../../../../shared/domain/yearSummary.ts'
import { isWeekend } from '../../../../shared/rules/holidays.ts'
import type { Service } from '../../context.ts'
import { pathMatters } from '../development/matters.ts'
import { boardOf } from '../projects/board.ts'

const bounds = (year: number): [IsoDate, IsoDate] => [`${year}-01-01`, `${year}-12-31`]
/** So many years back it is looked for how a kind is usually held. */
const yearsBack = 2

/** The activities of a year, how each stands today, and the days they are planned around. */
export function planYear({ vault, clock }: Pick<Service, 'vault' | 'clock'>, year: number): PlanYear {
  const db = vault.db()
  const [first, last] = bounds(year)
  const on = localDay(clock())
  const people = listPeople(db)
  const ownDays = listOwnDays(db, year)
  const business = listBusinessDays(db, first, last)
  const calendar = planCalendar(year, ownDays)
  const rosterOf = rosterReader(people)
  const rows = planRows(listPlanItems(db, year), listHeld(db, first, last), { calendar, business, rosterOf, rules: allRules(listLibraries(db)) }, on).toSorted((a, b) => byDay({ ...a, on: dayOfRow(a) }, { ...b, on: dayOfRow(b) }))
  const special: PlanYear['special'] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const { off, name } = calendar.dayOf(day)
    if (off !== isWeekend(day) || (name !== '' && name !== '周末')) special.push({ day, off, name })
  }
  const roster = rosterOf(on < first ? first : on > last ? last : on)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return {
    year, on, told: calendar.told, rows, ownDays, special, closing: closingOf(db, year), groups: groupsOf(roster),
    business: business.map((event) => ({ ...event, person: event.personId === null ? '' : names.get(event.personId) ?? '' })),
    people: roster.filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').map(({ id, name }) => ({ id, name })),
  }
}

/** What was planned the year before and not held, with the reason that was written down. */
function carriedFrom(service: Pick<Service, 'vault' | 'clock'>, year: number): PlanSource['carried'] {
  if (listPlanItems(service.vault.db(), year).every(({ reason }) => reason === '')) return []
  return planYear(service, year).rows.filter(({ state, reason }) => state === 'missing' && reason !== '').map(({ kind, part, on, reason }) => ({ kind, part, words: `上年${chineseMonthDay(on)}未开展：${reason}` }))
}

/** Everything a proposal for a year is made from. Days that are over are not planned any more. */
export function planSource(service: Pick<Service, 'vault' | 'clock'>, year: number): PlanSource {
  const { vault, clock } = service
  const db = vault.db()
  const on = localDay(clock())
  const people = listPeople(db)
  const [first, last] = bounds(year)
  const from = [first, vault.info().since, on].toSorted().at(-1) ?? first
  const items = listPlanItems(db, year)
  const linked = new Set(items.flatMap(({ meetingId }) => meetingId ?? []))
  return {
    year, from, rules: allRules(listLibraries(db)), settings: listRuleSettings(db), people, past: listPastMeetings(db, `${year - yearsBack}-01-01`, `${year - 1}-12-31`),
    meetings: listHeld(db, first, last).filter(({ id }) => !linked.has(id)).map(({ firstFinalOn: _final, ...meeting }) => meeting), business: listBusinessDays(db, first, last), ownDays: listOwnDays(db, year),
    difficulties: listOpenDifficulties(db).toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1)), taken: new Set(items.map(({ key }) => key)), carried: carriedFrom(service, year - 1),
    paths: pathMatters(service, on, people), topics: items.map(({ topic }) => topic), on,
  }
}

/** 年度小结 of a year, up to today where it still goes on. */
export function summaryOf(service: Service, year: number): SummarySection[] {
  const { vault, clock } = service
  const db = vault.db()
  const [first, last] = bounds(year)
  const on = localDay(clock())
  const { indicators } = boardOf(service, { from: first, to: last, title: `${year}年` }, on < last ? on : last)
  return yearSummary({ year, on, rows: planYear(service, year).rows, meetings: listHeld(db, first, last), themes: listThemes(db, first, on < last ? on : last), indicators, nextYear: listPlanItems(db, year + 1).length })
}
