import { describe, expect, it } from 'vitest'
import { branch, committee, decisions, draftWith, peopleLines, record } from '../fixtures/committee-2026-09-08.ts'
import { auditOf, officeWithRecord, openOffice, settledOffice, staffedOffice } from './office.ts'

describe('from an empty folder to the record of 8 September', () => {
  it('sets up, confirms the code, enters people, prepares, saves, reads and lists', async () => {
    const office = openOffice()
    expect(await office.ask('workspace.status', {})).toMatchObject({ state: 'new', problem: null, info: null })
    const { recoveryCode, ask: [first, second] } = await office.ask('workspace.create', branch)
    const groups = recoveryCode.split('-')
    const typed = `${groups[first - 1]} ${groups[second - 1]}`.toLowerCase()
    expect(await office.ask('workspace.confirmRecoveryCode', { characters: typed })).toEqual({
      unit: branch.unit, branch: branch.branch, officer: branch.officer, since: branch.since, recoveryConfirmed: true, people: 0, supplementAfter: 3, lockAfter: 5, followUp: ['committeeMeeting', 'themeDay'],
    })
    expect(await office.ask('members.addMany', { lines: peopleLines })).toEqual({ added: 18, lines: 19, changes: 57 })
    const prepared = await office.ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2026-09-08' })
    expect(prepared).toMatchObject({ title: '第二支部委员会2026年第1次会议', chair: '周启明', recorder: '林静怡', agenda: [] })

    const roster = await office.ask('members.rosterOn', { date: '2026-09-08' })
    const saved = await office.ask('meetings.save', draftWith(roster))
    expect(saved).toMatchObject({ revision: 1, expected: 5, present: 5, mayMeet: true, savedAt: '2026-09-08T08:30:00.000Z' })
    expect(saved.attendees.map(({ name, post, state }) => ({ name, post, state }))).toEqual(
      committee.map((name, i) => ({ name, post: ['书记', '组织委员', '宣传委员', '纪检委员', '青年委员'][i], state: 'present' })))
    expect(await office.ask('meetings.get', { id: saved.id })).toEqual({ ...saved, attendance: expect.arrayContaining(saved.attendance) })
    expect(await office.ask('meetings.list', {})).toEqual({
      rows: [{
        id: saved.id, kind: 'committeeMeeting', state: 'draft', title: record.title, heldOn: record.heldOn, startsAt: '14:30', place: record.place, chair: '周启明',
        expected: 5, present: 5, agendaItems: 4, actions: 4, savedAt: saved.savedAt,
      }],
      total: 1, years: [2026], inTrash: 0,
    })
  })

  it('keeps every element of the record word for word, and understands the four days', async () => {
    const { ask, meeting } = await officeWithRecord()
    const read = await ask('meetings.get', { id: meeting.id })
    const { attendance: _marks, ...written } = { ...record, attendance: null }
    expect(read).toMatchObject({ ...written, guests: record.guests.map((guest) => ({ ...guest, note: '' })) })
    expect(read.agenda.flatMap((item) => item.actions.map(({ owners, dueOn }) => ({ owners, dueOn })))).toEqual(decisions.map(({ owners, dueOn }) => ({ owners, dueOn })))
    expect(read.agenda.map((item) => item.votes.map(({ yes, no, abstain }) => [yes, no, abstain]))).toEqual([[], [[5, 0, 0]], [], []])
    expect(read.agenda[3]).toMatchObject({ reporter: '', report: '', speeches: [], discussion: '' })
  })

  it('proposes the next number, and the place and recorder of the last meeting', async () => {
    const { ask } = await officeWithRecord()
    expect(await ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2026-10-09' })).toMatchObject({ title: '第二支部委员会2026年第10次会议', place: record.place, recorder: '林静怡' })
    expect(await ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2027-01-09' })).toMatchObject({ title: '第二支部委员会2027年第1次会议' })
  })
})

describe('people', () => {
  it('of which one line cannot be read are not entered at all', async () => {
    const office = await settledOffice()
    const refused = await office.refusal('members.addMany', { lines: `${peopleLines}\n胡文\t正式的党员\t\t\t2024-02-20` })
    expect(refused).toMatchObject({ code: 'PEOPLE_LINES', fields: [{ path: 'lines.22', message: expect.stringContaining('“正式的党员”不在码表内') }] })
    expect(await office.ask('members.rosterOn', { date: '2026-09-08' })).toEqual([])
    expect((await office.ask('workspace.info', {})).people).toBe(0)
  })

  it('whose history would be impossible are not entered either, though every line reads well', async () => {
    const office = await staffedOffice()
    const xu = office.roster.find((person) => person.name === '徐桂芳')?.id ?? ''
    await office.ask('members.recordChange', { personId: xu, from: '2026-05-01', change: { field: 'status', value: 'probationaryMember' } })
    const before = await office.ask('members.rosterOn', { date: '2026-10-12' })
    const refused = await office.refusal('members.addMany', { lines: '新来者\t正式党员\t\t第一党小组\t2026-01-01\n徐桂芳\t正式党员\t统战委员\t\t2026-01-01' })
    expect(refused).toMatchObject({ code: 'POST_NEEDS_MEMBER', params: { name: '徐桂芳' } })
    expect(await office.ask('members.rosterOn', { date: '2026-10-12' })).toEqual(before)
    expect((await auditOf(office)).map((row) => row.act)).toEqual(['workspace.create', 'people.add', 'person.change'])
  })

  it('entered twice are entered once', async () => {
    const office = await staffedOffice()
    expect(await office.ask('members.addMany', { lines: peopleLines })).toEqual({ added: 0, lines: 19, changes: 0 })
    expect((await auditOf(office)).map((row) => row.act)).toEqual(['workspace.create', 'people.add'])
  })

  it('who stand in a record cannot be removed, others can', async () => {
    const { ask, refusal, roster } = await officeWithRecord()
    const idOf = (name: string) => roster.find((person) => person.name === name)?.id ?? ''
    expect(await refusal('members.remove', { personId: idOf('周启明') })).toMatchObject({ code: 'PERSON_IN_RECORDS', params: { name: '周启明' } })
    expect(await ask('members.remove', { personId: idOf('唐雨薇') })).toEqual({})
    expect(await refusal('members.get', { id: idOf('唐雨薇') })).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('take no name that another has', async () => {
    const { ask, refusal, roster } = await staffedOffice()
    const [somebody] = roster
    expect(await refusal('members.rename', { personId: somebody?.id, name: '罗　敏' })).toMatchObject({ code: 'PERSON_EXISTS', params: { name: '罗敏' } })
    expect((await ask('members.rename', { personId: somebody?.id ?? '', name: '罗敏（二组）' })).name).toBe('罗敏（二组）')
  })

  it('change the committee of the day, and an old record keeps the committee of its own', async () => {
    const { ask, refusal, roster, meeting } = await officeWithRecord()
    const wu = roster.find((person) => person.name === '吴国栋')?.id ?? ''
    await ask('members.recordChange', { personId: wu, from: '2026-09-20', change: { field: 'left', value: 'transferred' } })
    expect(await ask('meetings.get', { id: meeting.id })).toMatchObject({ expected: 5, present: 5 })
    expect((await ask('members.rosterOn', { date: '2026-09-20' })).map((person) => person.name)).not.toContain('吴国栋')
    expect((await ask('members.former', { date: '2026-09-20' }))).toContainEqual({ id: wu, name: '吴国栋', note: '2026年9月20日组织关系转出' })
    expect(await refusal('members.recordChange', { personId: wu, from: '2025-01-01', change: { field: 'status', value: 'probationaryMember' } })).toMatchObject({ code: 'POST_NEEDS_MEMBER' })
    expect((await ask('members.get', { id: wu })).history).toHaveLength(4)
  })
})
