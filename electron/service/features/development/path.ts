import { findPath } from '../../../../db/repositories/development.ts'
import { findMeeting } from '../../../../db/repositories/meetings.ts'
import { findFields } from '../../../../db/repositories/personFields.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import type { DevelopmentPath, NextStep } from '../../../../shared/contract/development.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { auditDevelopment } from '../../../../shared/domain/developmentAudit.ts'
import { pathStanding, type StepAhead } from '../../../../shared/domain/developmentNext.ts'
import { closingKindNames, type PathClosing } from '../../../../shared/domain/development.ts'
import type { PathEnd } from '../../../../shared/domain/developmentPath.ts'
import { stepOf } from '../../../../shared/rules/developmentSteps.ts'
import { developmentOffers, stepsFromFile } from '../../../../shared/domain/developmentOffers.ts'
import { offersOf } from '../../../../shared/domain/developmentRecords.ts'
import { postNames } from '../../../../shared/domain/person.ts'
import { rosterOn, standingOn } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import { developmentFactsOf } from './facts.ts'
import { hasCommitteeOn, recordKindOf, recordsAbout } from './records.ts'

/** Whether something may be done now. */
export const isDueOn = ({ from }: Pick<StepAhead, 'from'>, on: IsoDate): boolean => from === null || from <= on

const nextRow = ({ step, name, period, from, until, outerLimit, isOverdue, decider, why, rule, version, toVerify }: StepAhead, on: IsoDate, hasCommittee: boolean): NextStep =>
  ({ step, name, period, from, until, outerLimit, isDue: isDueOn({ from }, on), isLate: isOverdue, decider, why, rule, version, toVerify, opens: recordKindOf(step, hasCommittee) })

/** Why a path has no next step: 已归档, 停止培养, 预审没有通过; empty while it goes on. */
export function endInWords(end: PathEnd | null, closing: PathClosing | null): string {
  if (closing) return closingKindNames[closing.kind]
  if (end === null) return ''
  switch (end.how) {
    case 'finished': return '已归档'
    case 'cancelled': return closingKindNames.cancelled
    case 'stopped': return end.step === null ? closingKindNames.stopped : `${stepOf(end.step).name}没有通过`
  }
}

/** The path of one person as it stands on a day: steps, what is next, what was found, and what records, file and roster offer. Errors: NOT_FOUND. */
export function pathOf(service: Pick<Service, 'vault'>, personId: string, on: IsoDate): DevelopmentPath {
  const db = service.vault.db()
  const people = listPeople(db)
  const person = people.find(({ id }) => id === personId)
  if (!person) throw new AppError('NOT_FOUND')
  const facts = developmentFactsOf(service, personId, on)
  const values = findFields(db, personId)
  const path = findPath(db, personId)
  const { entries } = facts
  const standing = path === null ? null : pathStanding(facts)
  const { status, group } = standingOn(person.history, on)
  const hasCommittee = hasCommitteeOn(people, on)
  const meetings = [...new Set(entries.flatMap(({ meetingId }) => meetingId ?? []))].flatMap((id) => { const found = findMeeting(db, id); return found ? [{ id, kind: found.kind, heldOn: found.heldOn, title: found.title }] : [] })
  const probationEnd = standing?.probation?.endsOn ?? null
  return {
    personId, name: person.name, group: group ?? '', status, on, revision: path?.revision ?? 0, closing: path?.closing ?? null, stage: standing?.stage ?? null, ended: standing === null ? '' : endInWords(standing.end, path?.closing ?? null), entries: [...entries],
    next: (standing?.next ?? []).map((next) => nextRow(next, on, hasCommittee)),
    probationEnd, findings: standing === null ? [] : auditDevelopment(facts),
    fromFile: stepsFromFile(values, entries), records: offersOf(recordsAbout(db, person, people), entries), meetings,
    offers: path === null ? [] : developmentOffers(entries, person.history, values, probationEnd),
    people: rosterOn(people, on).filter((entry) => entry.status === 'fullMember').map((entry) => ({ name: entry.name, note: [entry.posts.map((post) => postNames[post]).join('、'), entry.group ?? ''].filter((part) => part !== '').join('，') })),
  }
}
