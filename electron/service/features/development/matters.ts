import { listEntries, listPaths } from '../../../../db/repositories/development.ts'
import { listFields } from '../../../../db/repositories/personFields.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { auditDevelopment } from '../../../../shared/domain/developmentAudit.ts'
import { pathStanding } from '../../../../shared/domain/developmentNext.ts'
import { isLackingPaper } from '../../../../shared/domain/developmentWords.ts'
import type { PathMatters } from '../../../../shared/domain/todayDevelopment.ts'
import type { PersonWithHistory } from '../../../../shared/domain/roster.ts'
import type { Service } from '../../context.ts'
import type { StepEntry } from '../../../../shared/domain/development.ts'
import { developmentGround, factsOn } from './facts.ts'

/** Of a day that is past only what was done by then counts: a checklist of last year knows nothing of this year. */
const doneBy = (entries: readonly StepEntry[] | undefined, on: IsoDate): StepEntry[] => (entries ?? []).filter((entry) => entry.on <= on)

/** What the joint reading of each path found for certain: without reminders by what is 待核, and without papers that lie elsewhere. A path that was closed is left out. */
export function certainFindings(service: Pick<Service, 'vault'>, on: IsoDate, people: readonly PersonWithHistory[]): Map<string, string[]> {
  const db = service.vault.db()
  const open = listPaths(db).filter(({ closing }) => closing === null)
  if (open.length === 0) return new Map()
  const ground = developmentGround(service, on, people)
  const [entries, births, names] = [listEntries(db), listFields(db), new Map(people.map(({ id, name }) => [id, name]))]
  return new Map(open.flatMap(({ personId }) => {
    const done = doneBy(entries.get(personId), on)
    if (done.length === 0) return []
    const facts = factsOn(ground, { id: personId, name: names.get(personId) ?? '' }, births.get(personId)?.birthOn ?? null, done, [], null)
    return [[personId, auditDevelopment(facts).filter((finding) => !finding.toVerify && !isLackingPaper(finding)).map(({ message }) => message)] as const]
  }))
}

/** What every path that goes on still asks for, as of a day. What was over before 建账日期 is nobody's matter any more. */
export function pathMatters(service: Pick<Service, 'vault'>, on: IsoDate, people: readonly PersonWithHistory[]): PathMatters[] {
  const db = service.vault.db()
  const open = listPaths(db).filter(({ closing }) => closing === null)
  if (open.length === 0) return []
  const ground = developmentGround(service, on, people)
  const entries = listEntries(db)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return open.flatMap(({ personId }): PathMatters[] => {
    const name = names.get(personId)
    if (name === undefined) return []
    const { stage, next, probation, end } = pathStanding(factsOn(ground, { id: personId, name }, null, doneBy(entries.get(personId), on), [], null))
    if (end !== null) return []
    return [{ personId, name, stage, next: next.filter(({ until, isOverdue }) => until === null || until >= on || isOverdue), probationEnd: probation?.endsOn ?? null }]
  })
}
