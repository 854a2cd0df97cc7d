import { entriesOf, findPath } from '../../../../db/repositories/development.ts'
import { filedMaterials } from '../../../../db/repositories/materials.ts'
import { listEveryOwnDay } from '../../../../db/repositories/plan.ts'
import { findFields } from '../../../../db/repositories/personFields.ts'
import { findPerson, listPeople } from '../../../../db/repositories/people.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { DevelopmentFacts, FiledMaterial, PathClosing, StandingOn, StepEntry } from '../../../../shared/domain/development.ts'
import type { DatedChange } from '../../../../shared/domain/person.ts'
import type { OwnDay } from '../../../../shared/domain/plan.ts'
import { standingOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { isWorkday, unknownHolidays } from '../../../../shared/rules/holidays.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'

/** What the judgement of every path shares: the roster by days, the calendar with the unit's own days, 建账日期. */
export type DevelopmentGround = Pick<DevelopmentFacts, 'standingOf' | 'isWorkday' | 'unknownHolidays' | 'bookedFrom' | 'on'>

export function rosterStanding(histories: ReadonlyMap<string, readonly DatedChange[]>): (personId: string, day: IsoDate) => StandingOn | null {
  return (personId, day) => {
    const { status, noVote, left } = standingOn(histories.get(personId) ?? [], day)
    if (status === null) return null
    const isFullMember = status === 'fullMember' && !left
    return { isFullMember, hasVote: isFullMember && noVote === null }
  }
}

/** A year is known where the table that ships has it, or the unit entered days off of its own. */
export function calendarOf(own: readonly OwnDay[]): Pick<DevelopmentFacts, 'isWorkday' | 'unknownHolidays'> {
  const entered = new Map(own.map(({ day, isOff }) => [day, isOff]))
  const years = new Set(own.filter(({ isOff }) => isOff).map(({ day }) => day.slice(0, 4)))
  return {
    isWorkday: (day) => { const isOff = entered.get(day); return isOff === undefined ? isWorkday(day) : !isOff },
    unknownHolidays: (day) => (years.has(day.slice(0, 4)) ? null : unknownHolidays(day)),
  }
}

/** `people`: where the caller has read them already. */
export function developmentGround({ vault }: Pick<Service, 'vault'>, on: IsoDate, people: readonly PersonWithHistory[] = listPeople(vault.db())): DevelopmentGround {
  return { standingOf: rosterStanding(new Map(people.map(({ id, history }) => [id, history]))), ...calendarOf(listEveryOwnDay(vault.db())), bookedFrom: vault.info().since, on }
}

export const factsOn = (ground: DevelopmentGround, person: { id: string; name: string }, birthOn: string | null, entries: readonly StepEntry[], materials: readonly FiledMaterial[], closing: PathClosing | null): DevelopmentFacts =>
  ({ ...ground, personId: person.id, name: person.name, birthOn, entries, materials, stoppedOn: closing?.on ?? null })

/** All that one path is judged by, on a day. Errors: NOT_FOUND where the roster does not have the person. */
export function developmentFactsOf(service: Pick<Service, 'vault'>, personId: string, on: IsoDate): DevelopmentFacts {
  const db = service.vault.db()
  const person = findPerson(db, personId)
  if (!person) throw new AppError('NOT_FOUND')
  return factsOn(developmentGround(service, on), person, findFields(db, personId).birthOn ?? null, entriesOf(db, [personId]).get(personId) ?? [], filedMaterials(db, personId), findPath(db, personId)?.closing ?? null)
}
