import type { Db } from '../../../../db/connection.ts'
import { findMeeting, type StoredMeeting } from '../../../../db/repositories/meetings.ts'
import { supplementAfter } from '../../../../db/repositories/workspace.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Meeting } from '../../../../shared/domain/meeting.ts'
import type { RosterEntry } from '../../../../shared/domain/person.ts'
import { presenceOf } from '../../../../shared/domain/quorum.ts'
import { attendeesOf, rosterOn } from '../../../../shared/domain/roster.ts'
import { workdaysBetween } from '../../../../shared/rules/holidays.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

/** The roster of one day. */
export const rosterOfDay = (db: Db, day: IsoDate): RosterEntry[] => rosterOn(listPeople(db), day)

/** A stored meeting with what follows from the roster of its day; a 补记 where it was first finalised more than `lateAfter` workdays later. */
export function withRoster(stored: StoredMeeting, roster: readonly RosterEntry[], lateAfter: number): Meeting {
  const { firstFinalOn, ...record } = stored
  const attendees = attendeesOf(stored.kind, roster, stored)
  const supplementedOn = firstFinalOn !== null && workdaysBetween(stored.heldOn, firstFinalOn) > lateAfter ? firstFinalOn : null
  return { ...record, attendees, ...presenceOf(stored.kind, attendees), supplementedOn }
}

/** Errors: NOT_FOUND. */
export function readMeeting(db: Db, id: string): Meeting {
  const stored = findMeeting(db, id)
  if (!stored) throw new AppError('NOT_FOUND')
  return withRoster(stored, rosterOfDay(db, stored.heldOn), supplementAfter(db))
}
