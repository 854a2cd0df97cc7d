import { describe, expect, it } from 'vitest'
import { kindElements, meetingKinds } from '../../shared/domain/meetingKinds.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { officeWithRecord, openOffice, staffedOffice } from './office.ts'

describe('a record that is finalised', () => {
  it('is locked, keeps its version, and says so when it is written to', async () => {
    const { ask, refusal, meeting, roster } = await officeWithRecord()
    const final = await ask('meetings.finalize', { id: meeting.id, revision: meeting.revision })
    expect(final).toMatchObject({ state: 'final', version: 1, title: meeting.title })
    expect(await refusal('meetings.save', { ...draftWith(roster), id: meeting.id, title: '另一个名称' })).toMatchObject({ code: 'MEETING_FINAL' })
    expect(await refusal('meetings.finalize', { id: meeting.id, revision: final.revision })).toMatchObject({ code: 'MEETING_FINAL' })
    expect((await ask('meetings.get', { id: meeting.id })).title).toBe(meeting.title)
    expect(await ask('meetings.history', { id: meeting.id })).toMatchObject([{ version: 1, who: '林静怡', reason: '第一次定稿', changes: [] }])
  })

  it('is opened by a correction with a reason, and the next version tells what changed', async () => {
    const { ask, refusal, meeting, roster } = await officeWithRecord()
    expect(await refusal('meetings.correct', { id: meeting.id, reason: '地点错了' })).toMatchObject({ code: 'NOT_FINAL' })
    await ask('meetings.finalize', { id: meeting.id, revision: meeting.revision })
    const open = await ask('meetings.correct', { id: meeting.id, reason: '地点错了' })
    expect(open.state).toBe('draft')
    const changed = await ask('meetings.save', { ...draftWith(roster), id: meeting.id, revision: open.revision, place: '县局四楼', agenda: meeting.agenda.map(({ id, title, ...item }) => ({ id, title: title.replace('学习', '认真学习'), ...item, actions: item.actions.map(({ dueOn: _due, startOn: _start, ...action }) => action) })) })
    const second = await ask('meetings.finalize', { id: meeting.id, revision: changed.revision })
    expect(second.version).toBe(2)
    expect((await ask('meetings.history', { id: meeting.id }))[1]).toMatchObject({
      version: 2, reason: '地点错了',
      changes: ['地点：“县局三楼党员活动室”改为“县局四楼”', '议题一标题：“学习传达县局党委第三季度党建工作例会精神”改为“认真学习传达县局党委第三季度党建工作例会精神”'],
    })
  })

  it('at another revision than the one on the screen is not finalised', async () => {
    const { ask, refusal, meeting, roster } = await officeWithRecord()
    await ask('meetings.save', { ...draftWith(roster), id: meeting.id, place: '四楼' })
    expect(await refusal('meetings.finalize', { id: meeting.id, revision: meeting.revision })).toMatchObject({ code: 'CONFLICT' })
  })

  it('is not while its votes do not add up, and stays a draft', async () => {
    const { ask, refusal, meeting, roster } = await officeWithRecord()
    const broken = await ask('meetings.save', { ...draftWith(roster), id: meeting.id, agenda: [{ title: '一', votes: [{ scene: 'committee', yes: 6, no: 0, abstain: 0 }] }] })
    expect(await refusal('meetings.finalize', { id: meeting.id, revision: broken.revision })).toMatchObject({ code: 'VOTES_BROKEN', message: expect.stringContaining('多于实到5人') })
    expect((await ask('meetings.get', { id: meeting.id })).state).toBe('draft')
    expect(await ask('meetings.history', { id: meeting.id })).toEqual([])
  })

  it('more than three workdays after the meeting is a 补记 of that day', async () => {
    const { ask, roster } = await officeWithRecord()
    // The office stands on the afternoon of 8 September, a Tuesday; the third workday before is the 3rd.
    for (const [heldOn, supplementedOn] of [['2026-09-03', null], ['2026-09-02', '2026-09-08']] as const) {
      const { id, revision } = await ask('meetings.save', { ...draftWith(roster), heldOn })
      expect((await ask('meetings.finalize', { id, revision })).supplementedOn).toBe(supplementedOn)
    }
  })
})

describe('the state of a record', () => {
  it('is a plan for a day to come, notified by hand, and a draft from the first mark on', async () => {
    const { ask, roster } = await staffedOffice()
    const plan = await ask('meetings.save', { kind: 'generalMeeting', title: '党员大会', heldOn: '2026-09-18' })
    expect(plan.state).toBe('planned')
    expect((await ask('meetings.setState', { id: plan.id, state: 'notified' })).state).toBe('notified')
    const [person] = roster
    const marked = await ask('meetings.save', { id: plan.id, kind: 'generalMeeting', title: '党员大会', heldOn: '2026-09-18', attendance: [{ personId: person?.id ?? '', state: 'present' }] })
    expect(marked.state).toBe('draft')
  })
})

describe('every kind', () => {
  it.each(meetingKinds)('%s is prepared, kept with all its elements, and read again', async (kind) => {
    const { ask } = await staffedOffice()
    const group = kind === 'groupMeeting' ? '第一党小组' : ''
    const prepared = await ask('meetings.prepare', { kind, heldOn: '2026-09-08', group })
    expect(prepared.title).not.toBe('')
    const elements = Object.fromEntries(kindElements[kind].map(({ code, label }) => [code, `${label}的内容`]))
    const saved = await ask('meetings.save', { ...prepared, elements })
    expect(await ask('meetings.get', { id: saved.id })).toMatchObject({ kind, elements, group })
  })

  it('expects whom the rules say: members, the committee, one group, or nobody', async () => {
    const { ask } = await staffedOffice()
    const expected = async (kind: (typeof meetingKinds)[number], heldOn: string, group = '') => (await ask('meetings.save', { kind, title: '一', heldOn, group })).expected
    expect(await expected('generalMeeting', '2026-09-18')).toBe(16)
    expect(await expected('themeDay', '2026-10-16')).toBe(17)
    expect(await expected('committeeMeeting', '2026-09-08')).toBe(5)
    expect(await expected('groupMeeting', '2026-09-08', '第一党小组')).toBe(7)
    expect(await expected('volunteerService', '2026-09-08')).toBe(0)
  })

  it('an element that no kind asks is refused', async () => {
    const { refusal } = await staffedOffice()
    expect(await refusal('meetings.save', { kind: 'partyLecture', title: '一', heldOn: '2026-09-08', elements: { salary: '1' } })).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('谈心谈话 stand in no list unless they are asked for', async () => {
    const { ask } = await staffedOffice()
    await ask('meetings.save', { kind: 'heartTalk', title: '谈心谈话', heldOn: '2026-09-08' })
    expect((await ask('meetings.list', {})).total).toBe(0)
    expect((await ask('meetings.list', { text: '谈心' })).total).toBe(0)
    expect((await ask('meetings.list', { month: '2026-09' })).total).toBe(0)
    expect((await ask('meetings.list', { kind: 'heartTalk' })).total).toBe(1)
  })

  it('begins with the place, the recorder and the heads of the last one, never its text or dates', async () => {
    const { ask, meeting } = await officeWithRecord()
    const next = await ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2026-10-09' })
    expect(next).toMatchObject({ place: meeting.place, copiedFrom: meeting.id, startsAt: '', attendance: [], opening: '' })
    expect(next.agenda.map(({ title, report, decision, actions }) => ({ title, report, decision, actions }))).toEqual(meeting.agenda.map(({ title }) => ({ title, report: '', decision: '', actions: [] })))
  })
})

describe('rules.judgeVote', () => {
  it('answers without a workspace, and refuses what cannot be', async () => {
    const { ask, refusal } = openOffice()
    expect(await ask('rules.judgeVote', { scene: 'admission', expected: 15, present: 13, yes: 12, abstain: 1, writtenYes: 1 })).toMatchObject({ mayMeet: true, passed: true })
    for (const counts of [{ yes: -1 }, { yes: 1.5 }, { present: 20 }, { yes: 14 }]) expect(await refusal('rules.judgeVote', { scene: 'general', expected: 15, present: 13, ...counts })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await refusal('rules.judgeVote', { scene: 'election', expected: 15, present: 12, yes: 7, writtenYes: 1 })).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('不计书面意见') })
  })
})

describe('how late a 补记 is', () => {
  it('is the unit’s to set, and counts for what is finalised already', async () => {
    const { ask, refusal, roster } = await staffedOffice()
    const { id, revision } = await ask('meetings.save', { ...draftWith(roster), heldOn: '2026-09-02' })
    expect((await ask('meetings.finalize', { id, revision })).supplementedOn).toBe('2026-09-08')
    expect((await ask('workspace.setSupplementAfter', { workdays: 10 })).supplementAfter).toBe(10)
    expect((await ask('meetings.get', { id })).supplementedOn).toBeNull()
    for (const workdays of [-1, 61, 1.5]) expect(await refusal('workspace.setSupplementAfter', { workdays })).toMatchObject({ code: 'INVALID_INPUT' })
    expect((await ask('workspace.info', {})).supplementAfter).toBe(10)
  })
})

describe('a stored vote', () => {
  const counts = async (office: Awaited<ReturnType<typeof staffedOffice>>, id: string) => {
    const { expected, present, expectedVoters, presentVoters } = await office.ask('meetings.get', { id })
    return [expected, present, expectedVoters, presentVoters]
  }

  it('is judged by the roster of its day, whatever changed since', async () => {
    const office = await staffedOffice()
    const attendance = (await office.ask('members.rosterOn', { date: '2026-09-18' })).filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').map(({ id }) => ({ personId: id, state: 'present' as const }))
    const { id } = await office.ask('meetings.save', { kind: 'generalMeeting', title: '党员大会', heldOn: '2026-09-18', attendance })
    expect(await counts(office, id)).toEqual([16, 16, 15, 15])
    const luo = office.roster.find(({ name }) => name === '罗敏')?.id ?? ''
    await office.ask('members.recordChange', { personId: luo, from: '2026-09-19', change: { field: 'vote', value: '留党察看' } })
    expect(await counts(office, id)).toEqual([16, 16, 15, 15])
    await office.ask('members.recordChange', { personId: luo, from: '2026-09-18', change: { field: 'vote', value: '留党察看' } })
    expect(await counts(office, id)).toEqual([16, 16, 14, 14])
    const xu = office.roster.find(({ name }) => name === '徐桂芳')?.id ?? ''
    await office.ask('members.recordChange', { personId: xu, from: '2026-09-10', change: { field: 'left', value: 'transferred' } })
    expect(await counts(office, id)).toEqual([15, 15, 13, 13])
  })

  it('in an election leaves out whom the rules leave out, and nobody elsewhere', async () => {
    const office = await staffedOffice()
    const voters = (await office.ask('members.rosterOn', { date: '2026-09-18' })).filter(({ hasVote }) => hasVote)
    const attendance = voters.slice(0, 11).map(({ id }) => ({ personId: id, state: 'present' as const }))
    const save = (scene: 'election' | 'general') => office.ask('meetings.save', { kind: 'generalMeeting', title: '补选', heldOn: '2026-09-18', attendance, agenda: [{ title: '补选', votes: [{ scene, subject: '罗敏', yes: 6, no: 0, abstain: 5, excluded: 2, excludedReason: '长期生病，上级已同意' }] }] })
    const { id } = await save('election')
    expect((await office.ask('meetings.get', { id })).agenda[0]?.votes[0]).toMatchObject({ excluded: 2, excludedReason: '长期生病，上级已同意' })
    // 11 of 15 are not four fifths, 11 of 13 are.
    const found = async (meetingId: string) => (await office.ask('meetings.check', { id: meetingId })).map(({ message }) => message).filter((message) => message.includes('五分之四'))
    expect(await found(id)).toEqual([])
    const { id: other } = await save('general')
    expect((await office.ask('meetings.get', { id: other })).expectedVoters).toBe(15)
  })
})
