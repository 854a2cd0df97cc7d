// Rosters that are made once between two changes are those of each day, on the day of a change and around it.
import { expect, it } from 'vitest'
import { addDays } from '../../shared/domain/dates.ts'
import { meetingKinds } from '../../shared/domain/meetingKinds.ts'
import { expectedAt, expectedIdsOf, rosterOn, type PersonWithHistory } from '../../shared/domain/roster.ts'

const personId = 'a'
const people: PersonWithHistory[] = [
  { id: 'a', name: '周启明', history: [{ id: '1', personId, field: 'status', from: '2020-01-01', value: 'fullMember' }, { id: '2', personId, field: 'posts', from: '2024-05-20', value: ['secretary'] }, { id: '3', personId, field: 'group', from: '2020-01-01', value: '第一党小组' }] },
  { id: 'b', name: '陈思远', history: [{ id: '4', personId, field: 'status', from: '2024-03-11', value: 'applicant' }, { id: '5', personId, field: 'status', from: '2026-09-18', value: 'probationaryMember' }, { id: '6', personId, field: 'group', from: '2026-09-18', value: '第二党小组' }] },
  { id: 'c', name: '林静怡', history: [{ id: '7', personId, field: 'status', from: '2020-01-01', value: 'fullMember' }, { id: '8', personId, field: 'left', from: '2026-10-01', value: 'transferred' }] },
]
const changes = ['2020-01-01', '2024-03-11', '2024-05-20', '2026-09-18', '2026-10-01']
const days = changes.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)])

it('who is expected is the same as by the roster of each day, in any order', () => {
  const expectedOf = expectedIdsOf(people)
  for (const day of [...days, ...days.toReversed()]) {
    for (const kind of meetingKinds) {
      for (const group of ['', '第一党小组', '第二党小组']) expect([day, kind, group, ...expectedOf(kind, day, group)]).toEqual([day, kind, group, ...expectedAt(kind, rosterOn(people, day), group).map(({ id }) => id)])
    }
  }
})
