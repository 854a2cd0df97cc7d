import type { Db } from '../../../../db/connection.ts'
import { earlierOfKind, findMeeting, meetingsOn, type StoredMeeting } from '../../../../db/repositories/meetings.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { supplementAfter } from '../../../../db/repositories/workspace.ts'
import { checkMeeting, itemText } from '../../../../shared/domain/check.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Finding } from '../../../../shared/domain/finding.ts'
import { isThere, type Meeting } from '../../../../shared/domain/meeting.ts'
import type { RosterEntry } from '../../../../shared/domain/person.ts'
import { rosterOn } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { withRoster } from './stored.ts'

/** As many earlier meetings of the kind are compared: more than two years of monthly ones. */
const compared = 30

const whoWasThere = ({ attendees, guests }: Meeting): string[] => [...attendees.filter((a) => a.state !== null && isThere(a.state)).map((a) => a.name), ...guests.map((g) => g.name)]

/** Records as one look finds them: each read once, and each roster made once, however many are compared. */
export interface RecordReader { whole(id: string): Meeting | null; roster(day: IsoDate): readonly RosterEntry[] }
export function recordReader(db: Db): RecordReader {
  const people = listPeople(db)
  const lateAfter = supplementAfter(db)
  const rosters = new Map<IsoDate, readonly RosterEntry[]>()
  const roster = (day: IsoDate): readonly RosterEntry[] => {
    const known = rosters.get(day) ?? rosterOn(people, day)
    rosters.set(day, known)
    return known
  }
  const read = new Map<string, Meeting | null>()
  const wholeOf = (stored: StoredMeeting | null): Meeting | null => stored && withRoster(stored, roster(stored.heldOn), lateAfter)
  const whole = (id: string): Meeting | null => {
    const known = read.get(id)
    if (known !== undefined) return known
    const meeting = wholeOf(findMeeting(db, id))
    read.set(id, meeting)
    return meeting
  }
  return { whole, roster }
}

/** What stands out in a record, beside everything else that the branch holds. Errors: NOT_FOUND. */
export function findingsOf(db: Db, id: string, today: IsoDate, records: RecordReader = recordReader(db)): Finding[] {
  const meeting = records.whole(id)
  if (!meeting) throw new AppError('NOT_FOUND')
  const all = (ids: readonly string[]): Meeting[] => ids.flatMap((other) => records.whole(other) ?? [])
  const sameTime = all(meetingsOn(db, meeting.heldOn, id)).map((other) => ({ title: other.title, kind: other.kind, startsAt: other.startsAt, endsAt: other.endsAt, people: whoWasThere(other) }))
  const source = meeting.copiedFrom === null ? null : records.whole(meeting.copiedFrom)
  const earlier = all(earlierOfKind(db, meeting.kind, meeting.heldOn, id, compared)).map(({ title, heldOn, agenda }) => ({ title, heldOn, items: agenda.map((item) => ({ title: item.title, text: itemText(item) })) }))
  return checkMeeting({ meeting, today, roster: records.roster(meeting.heldOn), sameTime, source, earlier })
}
