import { listEntries, listPaths } from '../../../../db/repositories/development.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { pathStanding } from '../../../../shared/domain/developmentNext.ts'
import type { PathMatters } from '../../../../shared/domain/todayDevelopment.ts'
import type { PersonWithHistory } from '../../../../shared/domain/roster.ts'
import type { Service } from '../../context.ts'
import { developmentGround, factsOn } from './facts.ts'

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
    const { stage, next, probation, end } = pathStanding(factsOn(ground, { id: personId, name }, null, entries.get(personId) ?? [], [], null))
    if (end !== null) return []
    return [{ personId, name, stage, next: next.filter(({ until, isOverdue }) => until === null || until >= on || isOverdue), probationEnd: probation?.endsOn ?? null }]
  })
}
