import { describe, expect, it } from 'vitest'
import type { DatedChange } from '../../shared/domain/person.ts'
import type { PersonWithHistory } from '../../shared/domain/roster.ts'
import { askedHours } from '../../shared/domain/studyAsked.ts'
import { hoursInYear, hoursOfDays, proposedHours, type StudiedRecord } from '../../shared/domain/studyHours.ts'
import { studyLedger, trainingInYear, type StudyFacts, type StudyMeeting } from '../../shared/domain/studyLedger.ts'
import { lessonList } from '../../shared/domain/studyLessons.ts'
import { people as samplePeople, sampleNames, sampleRecord } from '../fixtures/samples.ts'

const id = (n: number): string => `0197b000-0000-7000-8000-${String(n).padStart(12, '0')}`
const lecture = (more: Partial<StudyMeeting> = {}): StudyMeeting => ({ id: id(900), kind: 'partyLecture', title: '党课', state: 'draft', heldOn: '2026-05-08', startsAt: '14:00', endsAt: '15:30', group: '', elements: { topic: '条例' }, agenda: [], marks: [], ...more })
const there = (personId: string) => ({ personId, state: 'present' as const, makeUp: null })
const plain: Omit<StudiedRecord, 'kind' | 'elements'> = { heldOn: '2026-05-08', startsAt: '14:00', endsAt: '15:40', agenda: [] }

type Change = DatedChange extends infer D ? (D extends DatedChange ? Omit<D, 'id' | 'personId'> : never) : never
function person(n: number, name: string, ...changes: Change[]): PersonWithHistory {
  return { id: id(n), name, history: changes.map((change, at) => ({ ...change, id: id(n * 100 + at), personId: id(n) })) }
}
const member = (from = '2024-02-20'): Change => ({ field: 'status', value: 'fullMember', from })
const posts = (from: string, ...value: 'secretary'[]): Change => ({ field: 'posts', value, from })
const factsOf = (more: Partial<StudyFacts>): StudyFacts => ({ year: 2026, on: '2026-12-31', since: '2024-02-20', people: [], meetings: [], confirmed: new Map(), trainings: [], volunteer: [], upcoming: [], ...more })
const confirmed = (theory: string, business = '0', proposed = `${theory} ${business}`) => ({ theory, business, proposed, at: '2026-11-22T02:00:00.000Z', who: '林静怡' })
const training = (more: Partial<StudyFacts['trainings'][number]> = {}): StudyFacts['trainings'][number] => ({ id: id(800), revision: 1, personId: id(1), name: '甲', from: '2026-03-02', to: '2026-03-06', title: '县委党校轮训', organiser: '县委组织部', kind: 'theory', hours: '40', makeUpOf: null, ...more })

describe('what a record proposes', () => {
  it('of the three samples, by hand: nothing told, nothing studied, and one hour of theory', () => {
    const [committee, general, themeDay] = sampleNames.map((name) => proposedHours(sampleRecord(name).draft))
    // 支委会, 100 minutes: one of four items is study, and nobody wrote for how long.
    expect(committee).toEqual({ hours: null, basis: '4个议题里有1个是学习，记录没有写学习用了多长时间' })
    expect(general).toBeNull()
    // The record says 学时登记：1 学时; its study took 60 minutes, the 70 of the projects are no study.
    expect(themeDay).toEqual({ hours: { theory: '1', business: '0' }, basis: '记录登记1学时' })
    const { draft } = sampleRecord('theme-day-2026-10-16')
    expect(proposedHours({ ...draft, elements: { ...draft.elements, hours: '' } })).toEqual({ hours: { theory: '1', business: '0' }, basis: '学习议题写明共60分钟' })
  })

  it('is the whole time where nothing but study was done, an hour each, to one place', () => {
    expect(proposedHours({ ...plain, kind: 'partyLecture', elements: {} })).toEqual({ hours: { theory: '1.7', business: '0' }, basis: '14:00至15:40共100分钟，1小时计1学时' })
    expect(proposedHours({ ...plain, kind: 'moralLecture', elements: {} })?.hours).toEqual({ theory: '1.7', business: '0' })
    expect(proposedHours({ ...plain, kind: 'themeDay', elements: { contents: '集中学习' } })?.hours).toEqual({ theory: '1.7', business: '0' })
    expect(proposedHours({ ...plain, kind: 'themeDay', elements: { contents: '集中学习、志愿服务' } })).toMatchObject({ hours: null })
    expect(proposedHours({ ...plain, kind: 'groupMeeting', elements: { study: '条例' } })?.hours?.theory).toBe('1.7')
    expect(proposedHours({ ...plain, kind: 'partyLecture', elements: {}, endsAt: '' })).toEqual({ hours: null, basis: '记录没有写学时，起止时间也不全' })
  })

  it('is nothing where nothing was studied, or the record says 0', () => {
    for (const kind of ['volunteerService', 'massActivity', 'committeeMeeting', 'groupMeeting'] as const) expect(proposedHours({ ...plain, kind, elements: {} })).toBeNull()
    expect(proposedHours({ ...plain, kind: 'themeDay', elements: { contents: '志愿服务' } })).toBeNull()
    expect(proposedHours({ ...plain, kind: 'partyLecture', elements: { hours: '0' } })).toBeNull()
    expect(proposedHours({ ...plain, kind: 'partyLecture', elements: { hours: '1.5学时' } })?.hours?.theory).toBe('1.5')
  })

  it('tells theory and business apart by the items, by their minutes where each has them', () => {
    const items = (...agenda: StudiedRecord['agenda']) => proposedHours({ ...plain, kind: 'themeDay', elements: { hours: '3' }, agenda })?.hours
    expect(items({ title: '学习党章', nature: 'party' }, { title: '学习专卖法', nature: 'business' })).toEqual({ theory: '1.5', business: '1.5' })
    expect(items({ title: '学习党章（20分钟）', nature: 'party' }, { title: '学习专卖法（40分钟）', nature: 'business' })).toEqual({ theory: '1', business: '2' })
    expect(items({ title: '学习条例', nature: 'both' })).toEqual({ theory: '1.5', business: '1.5' })
    expect(items({ title: '学习条例', nature: 'firstTopic' }, { title: '学习办法', nature: 'party' }, { title: '学习规程', nature: 'business' })).toEqual({ theory: '2', business: '1' })
    expect(items({ title: '研究项目', nature: 'business' })).toEqual({ theory: '3', business: '0' })
  })

  it('脱产 is 8 a day and 4 half a day, and nothing else', () => {
    expect(['1', '0.5', '2.5', '0', '0.3', '-1'].map(hoursOfDays)).toEqual(['8', '4', '20', null, null, null])
  })
})

describe('the end of a year', () => {
  it('parts an activity across its midnight by minutes', () => {
    const night = lecture({ heldOn: '2026-12-31', startsAt: '22:00', endsAt: '01:30' })
    const { hours } = proposedHours(night) ?? {}
    expect(hours).toEqual({ theory: '3.5', business: '0' })
    expect([2025, 2026, 2027].map((year) => hoursInYear(night, { theory: '3.5', business: '0' }, year).theory)).toEqual(['0', '2', '1.5'])
    const people = [person(1, '甲', member())]
    const facts = factsOf({ people, meetings: [{ ...night, marks: [there(id(1))] }], confirmed: new Map([[night.id, confirmed('3.5')]]) })
    expect(studyLedger(facts).rows[0]?.total).toBe('2')
    const next = studyLedger({ ...facts, year: 2027, on: '2027-02-01' }, id(1))
    expect(next.rows[0]?.total).toBe('1.5')
    expect(next.lines?.[0]?.note).toBe('跨年，全部3.5学时，只算本年的部分')
    // Any other midnight parts nothing.
    expect(hoursInYear({ ...night, heldOn: '2026-12-30' }, { theory: '3.5', business: '0' }, 2026).theory).toBe('3.5')
  })

  it('parts a training by days, and loses nothing by rounding', () => {
    const long = { from: '2026-12-29', to: '2027-01-01', hours: '32' }
    expect([2025, 2026, 2027, 2028].map((year) => trainingInYear(long, year))).toEqual(['0', '24', '8', '0'])
    const odd = { from: '2026-12-31', to: '2027-01-02', hours: '10' }
    expect([trainingInYear(odd, 2026), trainingInYear(odd, 2027)]).toEqual(['3.33', '6.67'])
  })
})

describe('what is asked', () => {
  const asked = (...changes: Change[]) => askedHours(person(1, '甲', ...changes).history, 2026, '2024-02-20')
  it('of a member 32, of the committee 56, for the whole year', () => {
    expect(asked(member())).toEqual({ hours: '32', isCommittee: false, words: '党员每年32学时' })
    expect(asked(member(), posts('2024-02-20', 'secretary'))).toEqual({ hours: '56', isCommittee: true, words: '书记和支委每年56学时' })
    expect(asked(member(), { field: 'posts', value: ['groupLeader'], from: '2024-02-20' })?.hours).toBe('32')
    expect(askedHours(person(1, '甲', { field: 'status', value: 'activist', from: '2024-01-01' }).history, 2026, '2024-02-20')).toBeNull()
  })

  it('a post for part of the year counts where it was held for more than half of it: 183 of 365 days, not 182', () => {
    expect(asked(member(), posts('2024-02-20', 'secretary'), posts('2026-07-03'))).toEqual({ hours: '56', isCommittee: true, words: '任书记或支委183天，超过在册365天的一半，按56学时（待核）' })
    expect(asked(member(), posts('2024-02-20', 'secretary'), posts('2026-07-02'))).toEqual({ hours: '32', isCommittee: false, words: '任书记或支委182天，没有超过在册365天的一半，按32学时（待核）' })
    // A leap year: 183 of 366 is no more than half.
    expect(askedHours(person(1, '甲', member(), posts('2024-02-20', 'secretary'), posts('2028-07-02')).history, 2028, '2024-02-20')).toMatchObject({ hours: '32', words: expect.stringContaining('183天') })
  })

  it('of who comes or goes, for the days as a member of this branch, to one place', () => {
    expect(asked(member('2026-04-01'))).toEqual({ hours: '24.1', isCommittee: false, words: '党员每年32学时；4月1日起在本支部是党员275天，按天数：32×275÷365＝24.1学时（待核）' })
    expect(asked(member(), { field: 'left', value: 'transferred', from: '2026-07-01' })).toMatchObject({ hours: '15.9', words: expect.stringContaining('到6月30日在本支部是党员181天') })
    // 转出 in March, back in October: 59 and 92 days.
    expect(asked(member(), { field: 'left', value: 'transferred', from: '2026-03-01' }, { field: 'left', value: null, from: '2026-10-01' })).toMatchObject({ hours: '13.2', words: expect.stringContaining('151天') })
    expect(asked(member(), { field: 'left', value: 'transferred', from: '2025-12-31' })).toBeNull()
    expect(asked({ field: 'status', value: 'prospect', from: '2026-01-01' }, { field: 'status', value: 'probationaryMember', from: '2026-10-12' })).toMatchObject({ hours: '7.1' })
  })

  it('who is in the roster from the day the books began was here before it', () => {
    expect(askedHours(person(1, '甲', member('2026-09-01'), posts('2026-09-01', 'secretary')).history, 2026, '2026-09-01')).toMatchObject({ hours: '56' })
    expect(askedHours(person(1, '甲', member('2026-09-01')).history, 2025, '2026-09-01')).toBeNull()
    expect(askedHours(person(1, '甲', member('2026-09-02')).history, 2026, '2026-09-01')).toMatchObject({ hours: '10.6' })
  })
})

describe('the ledger', () => {
  const people = [person(1, '甲', member()), person(2, '乙', member()), person(3, '丙', member(), { field: 'left', value: 'transferred', from: '2026-07-01' })]

  it('counts only what was confirmed or entered; what waits is told beside it', () => {
    const meeting = lecture({ elements: { topic: '条例', hours: '2' }, marks: [there(id(1)), { personId: id(2), state: 'absent', makeUp: null }] })
    const waiting = studyLedger(factsOf({ people, meetings: [meeting], trainings: [training()] }))
    expect(waiting.rows.map(({ name, total, theory, waiting: wait, short, isHere }) => [name, total, theory, wait, short, isHere])).toEqual([['乙', '0', '0', '0', '32', true], ['甲', '40', '40', '2', '0', true], ['丙', '0', '0', '0', '15.9', false]])
    expect(waiting.sums).toMatchObject({ people: 2, reached: 1, waiting: 1, theory: '40' })
    const counted = studyLedger(factsOf({ people, meetings: [meeting], confirmed: new Map([[meeting.id, confirmed('1', '0.5', '2 0')]]) }), id(1))
    expect(counted.rows.find(({ name }) => name === '甲')).toMatchObject({ theory: '1', business: '0.5', total: '1.5', waiting: '0' })
    expect(counted.proposals).toMatchObject([{ hours: { theory: '2', business: '0' }, confirmed: { theory: '1', business: '0.5' }, changed: false, people: 1 }])
    expect(counted.lines).toMatchObject([{ kind: 'meeting', title: '党课：条例', hours: '1.5', state: 'counted' }])
    // The record was changed after it had been confirmed.
    expect(studyLedger(factsOf({ people, meetings: [{ ...meeting, elements: { hours: '3' } }], confirmed: new Map([[meeting.id, confirmed('2')]]) })).proposals[0]?.changed).toBe(true)
  })

  it('补学 of a meeting counts once, on its own day, and never beside being there', () => {
    const absent = { personId: id(1), state: 'leave' as const, makeUp: { on: '2026-05-20' } }
    const meeting = lecture({ elements: { hours: '2' }, marks: [absent, { personId: id(2), state: 'present', makeUp: { on: '2026-06-01' } }] })
    const ofMeeting = new Map([[meeting.id, confirmed('2')]])
    const entry = training({ from: '2026-05-20', to: '2026-05-20', title: '补学党课', hours: '2', makeUpOf: meeting.id })
    const { rows, lines } = studyLedger(factsOf({ people, meetings: [meeting], confirmed: ofMeeting, trainings: [entry] }), id(1))
    expect(rows.map(({ name, total }) => [name, total]).toSorted()).toEqual([['丙', '0'], ['乙', '2'], ['甲', '2']])
    expect(lines?.map(({ kind, hours, note }) => [kind, hours, note])).toEqual([['meeting', '2', '补学'], ['training', '0', '县委组织部；补学；会议记录里已经算过，不重复计']])
    // Without a mark in the record the entry is what counts, also where the meeting is not study for the others.
    expect(studyLedger(factsOf({ people, meetings: [{ ...meeting, marks: [] }], confirmed: ofMeeting, trainings: [entry] })).rows.find(({ name }) => name === '甲')?.total).toBe('2')
    // 补学 in the next year earns its hours there, and not before its day.
    const late = lecture({ heldOn: '2026-12-20', elements: { hours: '2' }, marks: [{ ...absent, makeUp: { on: '2027-01-05' } }] })
    const facts = factsOf({ people, meetings: [late], confirmed: ofMeeting })
    const totals = (year: number, on: string) => studyLedger({ ...facts, year, on }).rows.find(({ name }) => name === '甲')?.total
    expect([totals(2026, '2026-12-31'), totals(2027, '2027-01-04'), totals(2027, '2027-01-05')]).toEqual(['0', '0', '2'])
    // Who was there made up for nothing, whatever was written beside it.
    const present = { ...facts, meetings: [{ ...late, marks: [{ ...absent, state: 'present' as const, makeUp: { on: '2027-01-05' } }] }] }
    expect([2026, 2027].map((year) => studyLedger({ ...present, year, on: `${year}-12-31` }).rows.find(({ name }) => name === '甲')?.total)).toEqual(['2', '0'])
  })

  it('tells what the plan will still give whom, and leaves a plan out of what was learnt', () => {
    const planned = lecture({ state: 'planned', heldOn: '2026-12-10', elements: { hours: '2' } })
    const open = lecture({ id: id(901), kind: 'themeDay', state: 'notified', heldOn: '2026-12-18', elements: {} })
    const { rows, proposals } = studyLedger(factsOf({ on: '2026-11-22', people, meetings: [planned, open], trainings: [training({ hours: '31' })] }))
    expect(rows.map(({ name, planned: gives, plannedOpen, short, stillShort }) => [name, gives, plannedOpen, short, stillShort])).toEqual([['乙', '2', 1, '32', '30'], ['甲', '2', 1, '1', '0'], ['丙', '0', 0, '15.9', '15.9']])
    expect(proposals).toEqual([])
  })

  it('志愿服务 and 群团活动 stand beside the study and are no 学时', () => {
    const mass = lecture({ id: id(902), kind: 'massActivity', title: '工会活动', marks: [there(id(1))] })
    const volunteer = [{ kind: 'volunteer' as const, id: id(903), on: '2026-04-01', title: '市场值守', name: '甲', personId: id(1), hours: '2.5' }, { kind: 'volunteer' as const, id: id(904), on: '2026-04-02', title: '清扫', name: '外人', personId: null, hours: '3' }]
    const { rows, sums, lines, proposals } = studyLedger(factsOf({ people, meetings: [mass], volunteer }), id(1))
    expect(rows.find(({ name }) => name === '甲')).toMatchObject({ total: '0', volunteer: '2.5', mass: 1, massHours: '1.5' })
    expect([sums.volunteer, sums.othersVolunteer, proposals]).toEqual(['2.5', '3', []])
    expect(lines?.map(({ kind, hours, state }) => [kind, hours, state])).toEqual([['mass', '1.5', 'not'], ['volunteer', '2.5', 'not']])
  })

  it('of the sample branch: one hour for the sixteen who were there, none for who was ill', () => {
    const meetings = sampleNames.map((name, n): StudyMeeting => {
      const { draft } = sampleRecord(name)
      return { ...draft, id: id(700 + n), state: 'draft', elements: draft.elements ?? {}, agenda: (draft.agenda ?? []).map(({ title, nature = 'party' }) => ({ title, nature })), marks: (draft.attendance ?? []).map(({ personId, state }) => ({ personId, state, makeUp: null })), startsAt: draft.startsAt ?? '', endsAt: draft.endsAt ?? '', group: '' }
    })
    // The officer confirms the theme day as it is, and of the 支委会 25 of its 100 minutes.
    const ofSamples = new Map([[id(700), confirmed('0.4', '0', '')], [id(702), confirmed('1')]])
    const { rows, proposals } = studyLedger(factsOf({ on: '2026-11-22', people: samplePeople, meetings, confirmed: ofSamples }))
    const totals = Object.fromEntries(rows.map(({ name, total }) => [name, total]))
    expect([totals['周启明'], totals['何晓燕'], totals['罗敏'], totals['曹建国'], totals['陈思远'], totals['梁永康']]).toEqual(['1.4', '1.4', '1', '1', '1', '0'])
    expect(rows).toHaveLength(17)
    expect(rows.filter(({ isCommittee }) => isCommittee).map(({ name }) => name).toSorted()).toEqual(['何晓燕', '吴国栋', '周启明', '林静怡', '郑浩然'])
    expect(proposals.map(({ kind, people: there16 }) => [kind, there16])).toEqual([['themeDay', 16], ['committeeMeeting', 5]])
    // 方子涵 is a probationary member from 20 March, 陈思远 from 12 October.
    expect(rows.filter(({ name }) => name === '方子涵' || name === '陈思远').map(({ name, asked }) => [name, asked]).toSorted()).toEqual([['方子涵', '25.2'], ['陈思远', '7.1']])
  })
})

describe('the list of lessons', () => {
  it('says who of the leaders has lectured on theory and on business', () => {
    const people = [person(1, '周启明', member(), posts('2024-02-20', 'secretary')), person(2, '林静怡', member(), { field: 'posts', value: ['organizationCommissioner'], from: '2024-02-20' }), person(3, '罗敏', member())]
    const lessons = [
      lecture({ elements: { topic: '条例', lecturer: '周启明', lecturerPost: '书记', business: '专卖监管' }, marks: [there(id(3))] }),
      lecture({ id: id(901), heldOn: '2026-06-01', elements: { topic: '专卖法', lecturer: '林静怡' }, agenda: [{ title: '讲专卖法', nature: 'business' }] }),
      lecture({ id: id(902), kind: 'moralLecture', heldOn: '2026-07-01', elements: { theme: '诚信', lecturer: '林静怡、罗敏' } }),
      lecture({ id: id(903), state: 'planned', heldOn: '2026-12-01', elements: { topic: '年末党课', lecturer: '周启明' } }),
      lecture({ id: id(904), heldOn: '2025-07-01', elements: { lecturer: '周启明' } }), lecture({ id: id(905), kind: 'themeDay' }),
    ]
    const { lessons: told, leaders } = lessonList(lessons, people, 2026, '2026-11-22')
    expect(told.map(({ topic, lecturer, theory, business, listeners, isPlanned }) => [topic, lecturer, theory, business, listeners, isPlanned])).toEqual([['年末党课', '周启明', true, false, 0, true], ['诚信', '林静怡、罗敏', true, false, 0, false], ['专卖法', '林静怡', false, true, 0, false], ['条例', '周启明', true, true, 1, false]])
    expect(leaders.map(({ name, post, theory, business, planned }) => [name, post, theory, business, planned])).toEqual([['周启明', '书记', 1, 1, 1], ['林静怡', '组织委员', 1, 1, 0]])
  })
})
