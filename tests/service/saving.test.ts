import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { longText } from '../../shared/domain/meeting.ts'
import { elementCodes } from '../../shared/domain/meetingKinds.ts'
import { auditOf, officeWithRecord, staffedOffice, stateOf } from './office.ts'

describe('saving', () => {
  it('the same draft twice makes one meeting', async () => {
    const { ask, roster } = await staffedOffice()
    const draft = { ...draftWith(roster), id: randomUUID() }
    const first = await ask('meetings.save', draft)
    const second = await ask('meetings.save', draft)
    expect([first.revision, second.revision]).toEqual([1, 2])
    expect(second.agenda.map((item) => item.title)).toEqual(first.agenda.map((item) => item.title))
    expect((await ask('meetings.list', {})).total).toBe(1)
  })

  it('keeps the ids of items and actions, and their order when it changes', async () => {
    const { ask, meeting } = await officeWithRecord()
    const { id, revision, kind, title, heldOn, agenda } = meeting
    const items = agenda.map((item) => ({ ...item, actions: item.actions.map(({ dueOn: _day, startOn: _start, ...action }) => action) }))
    const turned = await ask('meetings.save', { id, revision, kind, title, heldOn, agenda: items.toReversed() })
    expect(turned.agenda.map((item) => item.id)).toEqual(agenda.map((item) => item.id).toReversed())
    expect(turned.agenda.at(-1)?.actions).toEqual(agenda[0]?.actions)
    expect(await ask('meetings.get', { id })).toEqual(turned)
  })

  it('answers what reading the record back answers: after the first save, typing, 定稿 and 更正', async () => {
    const { ask, roster } = await staffedOffice()
    const draft = draftWith(roster)
    const id = randomUUID()
    const rich = { ...draft, id, attendance: [...draft.attendance ?? []].sort((a, b) => (a.personId < b.personId ? 1 : -1)), elements: Object.fromEntries(elementCodes.slice(0, 3).map((code, at) => [code, at === 0 ? '' : code])), guests: [{ name: '沈伟' }] }
    const same = async (saved: { revision: number }): Promise<number> => {
      expect(await ask('meetings.get', { id })).toEqual(saved)
      return saved.revision
    }
    let revision = await same(await ask('meetings.save', rich))
    revision = await same(await ask('meetings.save', { ...rich, revision, opening: '主持人宣布开会', elements: {}, guests: [] }))
    await ask('meetings.finalize', { id, revision })
    ;({ revision } = await ask('meetings.correct', { id, reason: '地点写错' }))
    const again = await ask('meetings.save', { ...rich, revision, place: '县局四楼' })
    expect(again).toMatchObject({ version: 1, place: '县局四楼' })
    await same(again)
  })

  it('on a revision that is not the newest answers CONFLICT and changes nothing', async () => {
    const office = await officeWithRecord()
    const { ask, refusal, roster, meeting } = office
    const draft = { ...draftWith(roster), id: meeting.id }
    await ask('meetings.save', { ...draft, revision: 1, place: '县局二楼' })
    const before = await stateOf(office)
    for (const revision of [0, 1, 3]) expect(await refusal('meetings.save', { ...draft, revision, place: '别处', agenda: [] })).toMatchObject({ code: 'CONFLICT' })
    expect(await stateOf(office)).toEqual(before)
  })

  it('two drafts of one new meeting at once leaves one, whole', async () => {
    const { ask, service, roster } = await staffedOffice()
    const id = randomUUID()
    const answers = await Promise.all(['甲', '乙'].map((place) => service.call('meetings.save', { ...draftWith(roster), id, revision: 0, place })))
    expect(answers.map((answer) => (answer.ok ? 'saved' : answer.error.code)).sort()).toEqual(['CONFLICT', 'saved'])
    expect((await ask('meetings.list', {})).total).toBe(1)
  })

  it('an election keeps its number of seats and the order of its candidates, also through 定稿 and in the words of a 更正', async () => {
    const { ask } = await staffedOffice()
    const votes = ['郑浩然', '周启明', '林静怡', '吴国栋'].map((subject) => ({ subject, scene: 'election' as const, method: 'secret' as const, yes: 0, no: 0, abstain: 0 }))
    const draft = { id: randomUUID(), kind: 'generalMeeting' as const, title: '选举', heldOn: '2026-09-08' }
    const saved = await ask('meetings.save', { ...draft, agenda: [{ title: '选举委员', seats: 3, votes }] })
    expect(saved.agenda.map(({ seats, votes: kept }) => [seats, ...kept.map(({ subject }) => subject)])).toEqual([[3, '郑浩然', '周启明', '林静怡', '吴国栋']])
    const { text } = await ask('documents.textOf', { meetingId: draft.id, document: 'ballot', preset: 'official' })
    expect(text).toContain('郑浩然\n周启明\n林静怡\n吴国栋\n另选他人\n另选他人\n另选他人\n说明：应选3名，')
    expect((await ask('documents.textOf', { meetingId: draft.id, document: 'tally', preset: 'table' })).text).toContain('候选人\t赞成\t不赞成\t弃权\t结果\n郑浩然\n')
    await ask('meetings.finalize', { id: draft.id, revision: saved.revision })
    const { revision } = await ask('meetings.correct', { id: draft.id, reason: '名额写错' })
    const [item] = saved.agenda
    const again = await ask('meetings.save', { ...draft, revision, agenda: [{ id: item?.id, title: '选举委员', votes: item?.votes ?? [] }] })
    expect(again.agenda[0]?.seats).toBeNull()
    await ask('meetings.finalize', { id: draft.id, revision: again.revision })
    expect((await ask('meetings.history', { id: draft.id })).at(-1)?.changes).toEqual(['议题一应选名额：“3”改为（空）'])
  })

  it('what is half typed is no reason to refuse', async () => {
    const { ask } = await staffedOffice()
    const saved = await ask('meetings.save', { kind: 'committeeMeeting', title: '', heldOn: '2026-09-08', startsAt: '14:', agenda: [{ title: '', actions: [{ task: '', dueText: '9月' }] }] })
    expect(saved).toMatchObject({ revision: 1, title: '', startsAt: '14:', expected: 5, present: 0, mayMeet: false, agenda: [{ actions: [{ dueText: '9月', dueOn: null }] }] })
  })

  it('text is kept to the character, but for what no paper can hold', async () => {
    const { ask } = await staffedOffice()
    const report = '𠮷田　“引号”\n\n{#议题}<b>&amp;</b> \\ \' " % _ ; DROP TABLE meeting; -- 😀'
    const { id } = await ask('meetings.save', { kind: 'committeeMeeting', title: '  多　空格 ', heldOn: '2026-09-08', agenda: [{ title: 'a\u0000b', report: `${report}\r\n\u0007` }] })
    const read = await ask('meetings.get', { id })
    expect(read).toMatchObject({ title: '多　空格', agenda: [{ title: 'ab', report: `${report}\n` }] })
  })

  it('a record of a hundred thousand characters is kept whole', async () => {
    const { ask } = await staffedOffice()
    const report = '会'.repeat(longText)
    const { id } = await ask('meetings.save', { kind: 'committeeMeeting', title: '长', heldOn: '2026-09-08', agenda: [{ title: '一', report }] })
    expect((await ask('meetings.get', { id })).agenda[0]?.report).toBe(report)
  })
})

describe('refused with its field, and nothing written, is', () => {
  const twice = randomUUID()
  const refused: [string, object, string, RegExp][] = [
    ['a title over its length', { title: '题'.repeat(201) }, 'title', /最多200个字/],
    ['no title at all', { title: undefined }, 'title', /没有填写/],
    ['a day that does not exist', { heldOn: '2026-02-30' }, 'heldOn', /日期/],
    ['a day before 1900', { heldOn: '1026-09-08' }, 'heldOn', /日期/],
    ['an unknown kind', { kind: 'teaParty' }, 'kind', /可选/],
    ['a report over its length', { agenda: [{ title: '一', report: '会'.repeat(longText + 1) }] }, 'agenda.0.report', /最多100000个字/],
    ['too many items', { agenda: Array.from({ length: 61 }, () => ({ title: '一' })) }, 'agenda', /最多60项/],
    ['a negative vote', { agenda: [{ title: '一', votes: [{ yes: -1, no: 0, abstain: 0 }] }] }, 'agenda.0.votes.0.yes', /不能小于0/],
    ['an election of nobody', { agenda: [{ title: '一', seats: 0 }] }, 'agenda.0.seats', /./],
    ['an election of more than a hundred', { agenda: [{ title: '一', seats: 100 }] }, 'agenda.0.seats', /./],
    ['half a vote', { agenda: [{ title: '一', votes: [{ yes: 1.5, no: 0, abstain: 0 }] }] }, 'agenda.0.votes.0.yes', /./],
    ['a guest without a name', { guests: [{ name: '　' }] }, 'guests.0.name', /不能为空/],
    ['a mark that is none', { attendance: [{ personId: twice, state: 'asleep' }] }, 'attendance.0.state', /可选/],
    ['a stranger in the attendance list', { attendance: [{ personId: twice, state: 'present' }] }, 'attendance.0.personId', /不在名册里/],
    ['one item twice', { agenda: [{ id: twice, title: '一' }, { id: twice, title: '二' }] }, 'agenda', /两次/],
    ['a field that there is not', { deleted_at: null }, '', /没有“deleted_at”这一项/],
    ['an id that is none', { id: "1' OR '1'='1" }, 'id', /格式不对/],
  ]
  it.each(refused)('%s', async (_case, change, path, message) => {
    const office = await officeWithRecord()
    const before = await stateOf(office)
    const answer = await office.refusal('meetings.save', { ...draftWith(office.roster), id: office.meeting.id, ...change })
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path, message: expect.stringMatching(message) }] })
    expect(answer.message).not.toMatch(/expected|Invalid|Unrecognized/)
    expect(await stateOf(office)).toEqual(before)
  })

  it('a person twice in the attendance list', async () => {
    const office = await officeWithRecord()
    const [mark] = draftWith(office.roster).attendance ?? []
    expect(await office.refusal('meetings.save', { ...draftWith(office.roster), attendance: [mark, mark] })).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('an item that belongs to another meeting', async () => {
    const office = await officeWithRecord()
    const before = await stateOf(office)
    const [item] = office.meeting.agenda
    expect(await office.refusal('meetings.save', { kind: 'committeeMeeting', title: '偷来的议题', heldOn: '2026-09-09', agenda: [{ id: item?.id, title: '一' }] })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await stateOf(office)).toEqual(before)
  })
})

describe('the trash', () => {
  it('holds what was removed until it is restored', async () => {
    const { ask, refusal, roster, meeting: { id } } = await officeWithRecord()
    const before = await ask('meetings.get', { id })
    await ask('meetings.remove', { id })
    expect(await ask('meetings.list', {})).toEqual({ rows: [], total: 0, years: [], inTrash: 1 })
    expect(await ask('meetings.list', { deleted: true })).toMatchObject({ total: 1, years: [2026], rows: [{ id }] })
    for (const [channel, input] of [['meetings.get', { id }], ['meetings.remove', { id }], ['meetings.save', { ...draftWith(roster), id }]] as const) expect(await refusal(channel, input)).toMatchObject({ code: 'NOT_FOUND' })
    await ask('meetings.restore', { id })
    expect(await ask('meetings.get', { id })).toEqual({ ...before, revision: before.revision + 2 })
    expect(await refusal('meetings.restore', { id })).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the audit', () => {
  it('has one row for an act, and one for the saves of a sitting', async () => {
    const office = await staffedOffice()
    const { ask, now, roster } = office
    const save = async (at: string, id: string) => {
      now.iso = `2026-09-08T${at}:00.000Z`
      await ask('meetings.save', { ...draftWith(roster), id })
    }
    const [a, b] = [randomUUID(), randomUUID()]
    for (const at of ['09:00', '09:20', '09:49', '10:18']) await save(at, a)
    await save('10:48', a)
    await save('10:49', b)
    await save('10:50', a)
    await ask('meetings.remove', { id: b })
    await ask('meetings.restore', { id: b })
    expect((await auditOf(office)).map(({ act, times, at, last_at, who, entity_id }) => [act, times, at.slice(11, 16), last_at.slice(11, 16), who, entity_id === a ? 'a' : entity_id === b ? 'b' : ''])).toEqual([
      ['workspace.create', 1, '08:30', '08:30', '林静怡', ''], ['people.add', 1, '08:30', '08:30', '林静怡', ''],
      ['meeting.save', 4, '09:00', '10:18', '林静怡', 'a'], ['meeting.save', 1, '10:48', '10:48', '林静怡', 'a'], ['meeting.save', 1, '10:49', '10:49', '林静怡', 'b'], ['meeting.save', 1, '10:50', '10:50', '林静怡', 'a'],
      ['meeting.remove', 1, '10:50', '10:50', '林静怡', 'b'], ['meeting.restore', 1, '10:50', '10:50', '林静怡', 'b'],
    ])
  })
})
