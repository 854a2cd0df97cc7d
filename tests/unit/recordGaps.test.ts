import { describe, expect, it } from 'vitest'
import { MeetingDraft, recordGaps } from '../../shared/domain/meeting.ts'
import { draftWith, committee } from '../fixtures/committee-2026-09-08.ts'

const ids = committee.map((name, i) => ({ name, id: `0197a000-0000-7000-8000-00000000000${i}` }))
type Draft = ReturnType<typeof complete>
type Item = Draft['agenda'][number]
const complete = () => MeetingDraft.parse(draftWith(ids))
const everybody = () => ids.map(({ id, name }) => ({ personId: id, name, state: 'present' as 'present' | 'leave' | 'absent' | null, reason: '' }))
const first = (change: (item: Item) => Item) => (draft: Draft): Draft => ({ ...draft, agenda: draft.agenda.map((item, i) => (i === 0 ? change(item) : item)) })

describe('a record', () => {
  it('of the sample lacks nothing', () => { expect(recordGaps(complete(), everybody())).toEqual([]) })

  const gaps: [string, (draft: Draft) => Draft, string, string][] = [
    ['without a title', (d) => ({ ...d, title: '' }), 'title', '名称未填'],
    ['without a start', (d) => ({ ...d, startsAt: '' }), 'startsAt', '开始时间未填'],
    ['with a start nobody understands', (d) => ({ ...d, startsAt: '午后' }), 'startsAt', '开始时间“午后”读不懂'],
    ['without an end', (d) => ({ ...d, endsAt: '' }), 'endsAt', '结束时间未填'],
    ['with an end nobody understands', (d) => ({ ...d, endsAt: '16:' }), 'endsAt', '结束时间“16:”读不懂'],
    ['that ends before it began', (d) => ({ ...d, endsAt: '14:00' }), 'endsAt', '结束时间不晚于开始时间'],
    ['that ends when it began', (d) => ({ ...d, endsAt: '14:30' }), 'endsAt', '结束时间不晚于开始时间'],
    ['without a place', (d) => ({ ...d, place: '' }), 'place', '地点未填'],
    ['without a chair', (d) => ({ ...d, chair: '' }), 'chair', '主持人未填'],
    ['without a recorder', (d) => ({ ...d, recorder: '' }), 'recorder', '记录人未填'],
    ['without an agenda', (d) => ({ ...d, agenda: [] }), 'addAgenda', '还没有议题'],
    ['with an item without a title', first((item) => ({ ...item, title: '' })), 'agenda.0.title', '议题一没有标题'],
    ['with an item that was studied and not settled', first((item) => ({ ...item, decision: '' })), 'agenda.0.decision', '议题一没有结论'],
    ['with a decision that nobody carries out', first((item) => ({ ...item, actions: [] })), 'agenda.0.addAction', '议题一的决定没有责任人和时限'],
    ['with a task without an owner', first((item) => ({ ...item, actions: item.actions.map((a) => ({ ...a, owners: '' })) })), 'agenda.0.action..owners', '议题一有一项决定没有责任人'],
    ['with a task without a day', first((item) => ({ ...item, actions: item.actions.map((a) => ({ ...a, dueText: '' })) })), 'agenda.0.action..dueText', '议题一：吴国栋的任务没有时限'],
    ['with a day nobody understands', first((item) => ({ ...item, actions: item.actions.map((a) => ({ ...a, dueText: '尽快' })) })), 'agenda.0.action..dueText', '议题一的时限“尽快”读不懂'],
  ]
  it.each(gaps)('%s lacks exactly that', (_case, spoil, field, message) => { expect(recordGaps(spoil(complete()), everybody())).toEqual([{ field, message }]) })

  it('tells each person without a mark or a reason once', () => {
    const [a, b, c, ...rest] = everybody()
    if (!a || !b || !c) throw new Error('five are expected')
    expect(recordGaps(complete(), [{ ...a, state: null }, { ...b, state: 'leave' }, { ...c, state: 'absent' }, ...rest])).toEqual([
      { field: `attendance.${a.personId}`, message: '签到还有1人没有登记' }, { field: `reason.${b.personId}`, message: '林静怡请假没有写原因' }, { field: `reason.${c.personId}`, message: '郑浩然缺席没有写原因' },
    ])
    expect(recordGaps(complete(), [{ ...a, state: null }, { ...b, state: null }, { ...c, state: 'absent', reason: '住院' }, ...rest])).toHaveLength(1)
  })

  it('that is empty tells every gap once', () => {
    const gapsOfNothing = recordGaps(MeetingDraft.parse({ kind: 'committeeMeeting', title: '', heldOn: '2026-09-08' }), [])
    expect(new Set(gapsOfNothing.map((gap) => gap.message)).size).toBe(gapsOfNothing.length)
    expect(gapsOfNothing).toHaveLength(7)
  })
})
