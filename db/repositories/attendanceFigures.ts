import { attendanceFigures, lookBack, type AttendanceFigures, type AttendanceTurn } from '../../shared/domain/attendanceFigures.ts'
import { addMonths, type IsoDate } from '../../shared/domain/dates.ts'
import type { AttendanceState } from '../../shared/domain/meeting.ts'
import { kindFacts, meetingKinds, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { isCommitteePost } from '../../shared/domain/person.ts'
import { standingOn, type PersonWithHistory } from '../../shared/domain/roster.ts'
import { prepared, type Db } from '../connection.ts'
import { historiesOf } from './people.ts'

interface HeldMeeting { id: string; kind: MeetingKind; heldOn: IsoDate; group: string }
interface Mark { personId: string; meetingId: string; state: AttendanceState; reason: string }

/** Kinds at which somebody is expected: the organised life of the branch. Activities open to all, and 谈心谈话, ask nobody to come. */
const expecting = meetingKinds.filter((kind) => kindFacts[kind].expects !== 'open' && kindFacts[kind].expects !== 'talkers')
const kindList = expecting.map((kind) => `'${kind}'`).join(', ')

function wasExpected({ kind, heldOn, group }: HeldMeeting, { history }: Pick<PersonWithHistory, 'history'>): boolean {
  const standing = standingOn(history, heldOn)
  if (standing.left || (standing.status !== 'fullMember' && standing.status !== 'probationaryMember')) return false
  const { expects } = kindFacts[kind]
  if (expects === 'committee') return standing.status === 'fullMember' && standing.posts.some(isCommitteePost)
  return expects === 'members' || standing.group === group
}

/**
 * The attendance of these people from `from` until `to`, by person; who is not known is absent from the answer. Meetings count that were
 * held (not 计划, not 已通知, not in the 回收站) and at which somebody was marked. Made for a page of people, not for ten thousand.
 */
export function attendanceFiguresOf(db: Db, personIds: readonly string[], from: IsoDate, to: IsoDate): Map<string, AttendanceFigures> {
  const since = addMonths(from, -lookBack)
  const ids = JSON.stringify(personIds)
  const meetings = prepared<[string, string], HeldMeeting>(db, `SELECT id, kind, held_on AS heldOn, party_group AS "group" FROM meeting m
    WHERE held_on BETWEEN ? AND ? AND deleted_at IS NULL AND state IN ('draft', 'final', 'archived') AND kind IN (${kindList}) AND EXISTS (SELECT 1 FROM attendance a WHERE a.meeting_id = m.id) ORDER BY held_on, starts_at, id`).all(since, to)
  // From the meetings of these days: a person of thirty years has marks in all of them.
  const marks = new Map(prepared<[string, string, string], Mark>(db, `SELECT a.person_id AS personId, a.meeting_id AS meetingId, a.state, a.reason FROM meeting m CROSS JOIN attendance a ON a.meeting_id = m.id
    WHERE a.person_id IN (SELECT value FROM json_each(?)) AND m.held_on BETWEEN ? AND ? AND m.deleted_at IS NULL`).all(ids, since, to).map((mark) => [`${mark.personId} ${mark.meetingId}`, mark]))
  const exempt = new Set(prepared<[string], string>(db, 'SELECT person_id FROM person_file WHERE person_id IN (SELECT value FROM json_each(?)) AND exempt_from_calls IS NOT NULL').pluck().all(ids))
  return new Map([...historiesOf(db, personIds)].map(([personId, history]) => {
    const turns = meetings.filter((meeting) => wasExpected(meeting, { history })).map(({ id, kind, heldOn }): AttendanceTurn => {
      const mark = marks.get(`${personId} ${id}`)
      return { meetingId: id, kind, heldOn, state: mark?.state ?? null, reason: mark?.reason ?? '' }
    })
    return [personId, attendanceFigures(turns, { from, to, isExempt: exempt.has(personId) })]
  }))
}
