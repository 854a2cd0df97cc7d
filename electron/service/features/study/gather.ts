import type { Db } from '../../../../db/connection.ts'
import { stateOf } from '../../../../db/repositories/meetings.ts'
import { listPlanItems } from '../../../../db/repositories/plan.ts'
import { servedHours } from '../../../../db/repositories/fusionFigures.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { listVolunteer } from '../../../../db/repositories/projects.ts'
import { confirmationsOf, listTrainings, studyMeetings } from '../../../../db/repositories/study.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { PersonWithHistory } from '../../../../shared/domain/roster.ts'
import type { StudyFacts, VolunteerHours } from '../../../../shared/domain/studyLedger.ts'
import { hoursInYear, proposedHours } from '../../../../shared/domain/studyHours.ts'
import type { PlannedStudy } from '../../../../shared/domain/studyPlanned.ts'
import { normaliseName } from '../../../../shared/domain/text.ts'
import type { Service } from '../../context.ts'
import { studyOfItem } from '../plan/meeting.ts'

/** The day as of which a year is told: as asked, else today, and never after its end. */
export function dayOfYear({ clock }: Pick<Service, 'clock'>, year: number, on: IsoDate | undefined): IsoDate {
  const [asked, last] = [on ?? localDay(clock()), `${year}-12-31`]
  return asked < last ? asked : last
}

/** Hours of 志愿服务 by person: marks in records, and entries of their own, whose name is looked for in the roster. K14 counts the same. */
export function volunteerHours(db: Db, people: readonly PersonWithHistory[], from: IsoDate, to: IsoDate): VolunteerHours[] {
  const ids = new Map(people.map(({ id, name }) => [name, id]))
  return [
    ...servedHours(db, from, to).map(({ meetingId, title, on, personId, hours }): VolunteerHours => ({ kind: 'meeting', id: meetingId, on, title, name: '', personId, hours })),
    ...listVolunteer(db, from, to).map(({ id, on, name, content, hours }): VolunteerHours => ({ kind: 'volunteer', id, on, title: content, name, personId: ids.get(normaliseName(name)) ?? null, hours })),
  ]
}

/** Study that the year plan still has from a day on; what was opened as a meeting is told by the meeting. */
function upcomingStudy(db: Db, year: number, on: IsoDate): PlannedStudy[] {
  return listPlanItems(db, year).filter((item) => item.on >= on && (item.meetingId === null || stateOf(db, item.meetingId) === null)).flatMap((item) => {
    const record = studyOfItem(item)
    const proposal = proposedHours(record)
    return proposal === null ? [] : [{ kind: item.kind, heldOn: item.on, group: item.part, hours: proposal.hours && hoursInYear(record, proposal.hours, year), invited: [] }]
  })
}

/** Everything that the ledger of a year is made from, as of a day. `people`: where the caller has read them already. */
export function studyFactsOf({ vault }: Pick<Service, 'vault'>, year: number, on: IsoDate, people: readonly PersonWithHistory[] = listPeople(vault.db())): StudyFacts {
  const db = vault.db()
  const meetings = studyMeetings(db, year)
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  return {
    year, on, since: vault.info().since, people, meetings,
    confirmed: confirmationsOf(db, meetings.map(({ id }) => id)), trainings: listTrainings(db, first, last), volunteer: volunteerHours(db, people, first, on < last ? on : last), upcoming: upcomingStudy(db, year, on),
  }
}
