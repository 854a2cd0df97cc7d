import type { Db } from '../../../../db/connection.ts'
import { backbonePeople } from '../../../../db/repositories/fusionFigures.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { listFields } from '../../../../db/repositories/personFields.ts'
import { allAwards, closedByOwner, inTraining, listTalent, listTalentDecisions, projectParts, talentLimits } from '../../../../db/repositories/talent.ts'
import type { Indicator } from '../../../../shared/domain/board.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { readIdNumber } from '../../../../shared/domain/idNumber.ts'
import { backboneShares } from '../../../../shared/domain/indicatorFigures.ts'
import { namesIn } from '../../../../shared/domain/meeting.ts'
import type { MemberFieldValues } from '../../../../shared/domain/memberFields.ts'
import type { PartialDate } from '../../../../shared/domain/partialDate.ts'
import { rosterOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import type { TalentProposal, TalentRow, TalentState, TalentYear } from '../../../../shared/domain/talent.ts'
import { talentAges, type AgedPerson } from '../../../../shared/domain/talentAges.ts'
import { cultivationShares, judgedEntry } from '../../../../shared/domain/talentPool.ts'
import { proposalAgenda, proposeTalent, talentKey, type TalentFacts, type TalentPerson } from '../../../../shared/domain/talentProposal.ts'
import { normaliseName } from '../../../../shared/domain/text.ts'

/** 出生日期, else the one in the ID number, as the file shows an age. */
const bornOn = ({ birthOn, idNumber }: MemberFieldValues, on: IsoDate): PartialDate | null => birthOn ?? (idNumber === undefined ? null : readIdNumber(idNumber, on).birthOn)

function byName<T>(entries: readonly T[], namesOf: (entry: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const entry of entries) for (const name of namesOf(entry)) {
    const known = found.get(normaliseName(name))
    if (known) known.push(entry)
    else found.set(normaliseName(name), [entry])
  }
  return found
}

/** Everything that the proposal of a year looks at, in some eight queries, however many people there are. */
export function talentFacts(db: Db, year: number, on: IsoDate): TalentFacts {
  const fields = listFields(db)
  const awards = Map.groupBy(allAwards(db), ({ personId }) => personId)
  const projects = byName(projectParts(db), ({ name }) => namesIn(name))
  const items = byName(closedByOwner(db, `${year}-01-01`, on), ({ owner }) => namesIn(owner))
  const people = rosterOn(listPeople(db), on).map(({ id, name, status }): TalentPerson => {
    const values = fields.get(id) ?? {}
    // Who leads a project is often listed among its members too.
    const parts = [...Map.groupBy(projects.get(name) ?? [], ({ title }) => title).values()].flatMap(([first]) => first ?? [])
    return {
      id, name, status, fields: values, birthOn: bornOn(values, on), projects: parts.map(({ title, kind, leads, closedOn }) => ({ title, kind, leads, closedOn })),
      awards: (awards.get(id) ?? []).map(({ name: award, level, awardedOn }) => ({ name: award, level, awardedOn })), closedItems: (items.get(name) ?? []).reduce((sum, { count }) => sum + count, 0),
    }
  })
  return {
    year, on, limits: talentLimits(db), people,
    inPool: new Set(inTraining(db).map(({ personId, direction }) => talentKey(personId, direction))),
    decided: new Set(listTalentDecisions(db, year).map(({ personId, direction }) => talentKey(personId, direction))),
  }
}

/** The proposal of a year as the data have it on a day, with what was decided since. */
export function proposalOf(db: Db, year: number, on: IsoDate): TalentProposal {
  const facts = talentFacts(db, year, on)
  const found = proposeTalent(facts)
  return { year, on, limits: facts.limits, ...found, decided: listTalentDecisions(db, year), agenda: proposalAgenda(year, found.candidates) }
}

/** K10 A and B on a day. */
export const cultivationOf = (db: Db, on: IsoDate): [Indicator, Indicator] => cultivationShares(listTalent(db, `${on.slice(0, 4)}-01-01`, on), on)

const stateOrder: readonly TalentState[] = ['training', 'converted', 'left']
const compareRows = (a: TalentRow, b: TalentRow): number =>
  stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) || (a.plannedEnd ?? '9999').localeCompare(b.plannedEnd ?? '9999') || (a.startsOn < b.startsOn ? -1 : 1)

/** The year of 双培养 as of a day; the roster is that of the day, the files are as they are now. `today`: by which day somebody is overdue. */
export function talentYear(db: Db, year: number, on: IsoDate, today: IsoDate, people: readonly PersonWithHistory[] = listPeople(db)): TalentYear {
  const fields = listFields(db)
  const roster = rosterOn(people, on)
  const limits = talentLimits(db)
  const byId = new Map(people.map((person) => [person.id, person]))
  const entries = listTalent(db, `${year}-01-01`, `${year}-12-31`).map((entry) => {
    const person = byId.get(entry.personId)
    return judgedEntry(entry, person && { history: person.history, values: fields.get(entry.personId) ?? {} }, today)
  }).sort(compareRows)
  const backbone = backbonePeople(db, on)
  const isMember = (status: AgedPerson['status']): boolean => status === 'fullMember' || status === 'probationaryMember'
  return {
    year, on, limits, entries,
    ages: talentAges(roster.map(({ id, name, status }) => ({ id, name, status, birthOn: bornOn(fields.get(id) ?? {}, on) })), on, limits.youngAge),
    indicators: [...backboneShares(roster.map(({ id, name, status }) => ({ id, name, isMember: isMember(status), isBackbone: backbone.has(id) }))), ...cultivationOf(db, on)],
  }
}
