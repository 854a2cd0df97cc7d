import { listAway, listDueActions, listOpenDifficulties, listOpenProjects, listOpenRecords, listPartyDays, listUnfiled } from '../../../../db/repositories/today.ts'
import { listUnopened } from '../../../../db/repositories/plan.ts'
import { decidedYears, listOpenTalent } from '../../../../db/repositories/talent.ts'
import { listTerms } from '../../../../db/repositories/terms.ts'
import { listTransfers } from '../../../../db/repositories/transfers.ts'
import { addDays, addMonths, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { todayOn, type TodayFacts } from '../../../../shared/domain/today.ts'
import { needsFrom } from '../../../../shared/domain/todayNeeds.ts'
import { backupStatus } from '../backup/status.ts'
import { duesMatters } from '../dues/gather.ts'
import { pathMatters } from '../development/matters.ts'
import { frequencySource } from '../rules/handlers.ts'
import type { Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'

/** Where a day has nothing, the next one is looked for so far ahead, in days and months. */
const actionsAhead = 60
const monthsAhead = 6

/** Everything 今天 looks at, in some ten queries, whatever the age of the branch. */
export function todayFacts(service: Service, on: IsoDate): TodayFacts {
  const db = service.vault.db()
  const { since, supplementAfter, officer } = service.vault.info()
  const until = addMonths(on, monthsAhead)
  const yearEnd = `${on.slice(0, 4)}-12-31`
  // A period is judged whole, also where the first day that is asked for lies within it.
  const frequency = frequencySource(service, `${needsFrom(since, on).slice(0, 4)}-01-01`, until > yearEnd ? until : yearEnd)
  return {
    officer: officer.name, posts: officer.posts, frequency,
    plan: [...new Set([on, until].map((day) => Number(day.slice(0, 4))))].flatMap((year) => listUnopened(db, year)),
    records: { open: listOpenRecords(db, since, until), unfiled: listUnfiled(db, since, on), supplementAfter },
    actions: listDueActions(db, addDays(on, actionsAhead)),
    people: { paths: pathMatters(service, on, frequency.people), files: listPartyDays(db), away: listAway(db, frequency.people, on), terms: listTerms(db), transfers: listTransfers(db) },
    projects: listOpenProjects(db, on), difficulties: listOpenDifficulties(db),
    talent: { open: listOpenTalent(db), decidedYears: decidedYears(db) },
    dues: duesMatters(db, frequency.people, on),
    // How the backups stand is known of now alone.
    backups: on === localDay(service.clock()) ? backupStatus(service.backups, service.vault).reminders : [],
  }
}

/** 今天: what is due, why, and where it is done. */
export function todayHandlers(service: Service) {
  return {
    'today.list': ({ on: asked, role }) => {
      const on = asked ?? localDay(service.clock())
      const facts = todayFacts(service, on)
      return todayOn(role === undefined ? facts : { ...facts, posts: [role] }, on)
    },
  } satisfies Partial<Handlers>
}
