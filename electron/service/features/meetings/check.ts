import type { Db } from '../../../../db/connection.ts'
import { earlierOfKind, findMeeting, meetingsOn } from '../../../../db/repositories/meetings.ts'
import { supplementAfter } from '../../../../db/repositories/workspace.ts'
import { checkMeeting, itemText } from '../../../../shared/domain/check.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Finding } from '../../../../shared/domain/finding.ts'
import { isThere, type Meeting } from '../../../../shared/domain/meeting.ts'
import { readMeeting, rosterOfDay, withRoster } from './stored.ts'

/** As many earlier meetings of the kind are compared: more than two years of monthly ones. */
const compared = 30

const whoWasThere = ({ attendees, guests }: Meeting): string[] => [...attendees.filter((a) => a.state !== null && isThere(a.state)).map((a) => a.name), ...guests.map((g) => g.name)]

/** What stands out in a record, beside everything else that the branch holds. Errors: NOT_FOUND. */
export function findingsOf(db: Db, id: string, today: IsoDate): Finding[] {
  const meeting = readMeeting(db, id)
  const roster = rosterOfDay(db, meeting.heldOn)
  const lateAfter = supplementAfter(db)
  const stored = (ids: readonly string[]) => ids.flatMap((other) => findMeeting(db, other) ?? [])
  const sameTime = stored(meetingsOn(db, meeting.heldOn, id)).map((other) => {
    const { title, kind, startsAt, endsAt, ...rest } = withRoster(other, roster, lateAfter)
    return { title, kind, startsAt, endsAt, people: whoWasThere({ ...rest, title, kind, startsAt, endsAt }) }
  })
  const copied = meeting.copiedFrom === null ? null : findMeeting(db, meeting.copiedFrom)
  const source = copied && withRoster(copied, rosterOfDay(db, copied.heldOn), lateAfter)
  const earlier = stored(earlierOfKind(db, meeting.kind, meeting.heldOn, id, compared)).map(({ title, heldOn, agenda }) => ({ title, heldOn, items: agenda.map((item) => ({ title: item.title, text: itemText(item) })) }))
  return checkMeeting({ meeting, today, roster, sameTime, source, earlier })
}
