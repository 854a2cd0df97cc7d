import { describe, expect, it } from 'vitest'
import { mergePeople } from '../../db/repositories/mergedPeople.ts'
import { personalDataOf } from '../../electron/service/features/memberFile/personalData.ts'
import type { Input, Output } from '../../shared/contract/index.ts'
import type { StepCode } from '../../shared/domain/development.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { chenSiyuan } from '../fixtures/development.ts'
import { officeWithMinutes } from './fusionOffice.ts'
import { auditOf, inDatabase, type Office } from './office.ts'

type Entry = Input<'development.saveStep'>['entry']
type Path = Output<'development.get'>
const idOf = async (office: Office, name: string, date = '2026-11-30'): Promise<string> => (await office.ask('members.rosterOn', { date })).find((entry) => entry.name === name)?.id ?? ''
const save = (office: Office, personId: string, entry: Entry, more: Partial<Input<'development.saveStep'>> = {}): Promise<Path> => office.ask('development.saveStep', { personId, entry, ...more })
const nextOf = ({ next }: Path, step: StepCode) => next.find((each) => each.step === step)
const lastWords = async (office: Office) => (await office.ask('journal.list', {})).rows[0]?.words
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await office.ask('journal.list', {})).rows[0]?.id ?? '' })
const faults = async (office: Office, channel: string, input: unknown) => (await office.refusal(channel, input)).fields?.map(({ path, message }) => `${path}: ${message}`)

/** The sample branch with its three minutes, and the way of 陈思远 up to a step (domain rules section 2.2). */
async function officeWithPath(today = '2026-11-30', until: StepCode = 'applicationForm') {
  const office = await officeWithMinutes(today)
  const chen = await idOf(office, '陈思远')
  const steps = chenSiyuan.slice(0, chenSiyuan.findIndex(({ step }) => step === until) + 1)
  let path = await office.ask('development.start', { personId: chen, entries: [] })
  for (const entry of steps) path = await save(office, chen, entry, { revision: path.revision })
  return { ...office, chen, path }
}

describe('a path', () => {
  it('begins with the days of the file where the officer takes them, and never by itself', async () => {
    const office = await officeWithMinutes('2026-11-30')
    const chen = await idOf(office, '陈思远')
    await office.ask('members.save', { id: chen, fields: { appliedOn: '2024-03-11', activistOn: '2024-09-10', prospectOn: '2026-06' } })
    const before = await office.ask('development.get', { personId: chen })
    // A month without its day is no day of a step.
    expect([before.revision, before.entries, before.next, before.fromFile.map(({ step, on }) => [step, on])]).toEqual([0, [], [], [['application', '2024-03-11'], ['activistDetermined', '2024-09-10']]])
    const path = await office.ask('development.start', { personId: chen, entries: before.fromFile })
    expect([path.revision, path.fromFile, path.entries.map(({ step }) => step)]).toEqual([1, [], ['application', 'activistDetermined']])
    expect(await lastWords(office)).toBe('开始登记陈思远的发展过程（带入2步）')
    expect(await faults(office, 'development.start', { personId: chen })).toEqual(['personId: 陈思远的发展过程已经在登记了。'])
    await undoLast(office)
    expect((await office.ask('development.get', { personId: chen })).revision).toBe(0)
  })

  it('keeps each step whole, with names linked to the roster, and what its step does not have is left out', async () => {
    const office = await officeWithPath()
    const { entries } = office.path
    expect(entries).toHaveLength(15)
    expect(entries.find(({ step }) => step === 'introducersAssigned')?.people).toEqual([{ personId: await idOf(office, '孙立军'), name: '孙立军' }, { personId: await idOf(office, '林静怡'), name: '林静怡' }])
    const superior = await save(office, office.chen, { step: 'activistReview', on: '2025-03-03', people: [{ name: '沈伟' }], hours: 4, documentNo: '无' })
    expect(superior.entries.find(({ step, on }) => step === 'activistReview' && on === '2025-03-03')).toMatchObject({ people: [{ personId: null, name: '沈伟' }], hours: null, documentNo: '' })
  })

  it('is told in the timeline of the person, without what was noted, and whole in what is held about them', async () => {
    const office = await officeWithPath()
    await save(office, office.chen, { step: 'activistReview', on: '2025-03-03', people: [{ name: '沈伟' }], note: '性子急' })
    const { entries } = await office.ask('members.timeline', { id: office.chen, limit: 200 })
    const told = entries.filter(({ kind }) => kind === 'development').map(({ on, title, note }) => [on, title, note].join(' '))
    expect(told).toHaveLength(16)
    expect(told).toEqual(expect.arrayContaining(['2026-07-20 发展党员：短期集中培训 3天，24学时，合格', '2025-03-03 发展党员：积极分子半年考察 沈伟']))
    const data = inDatabase(office, (db) => personalDataOf(db, office.chen, { branch: '第二支部', purpose: '本人查阅', today: '2026-11-30' }))
    const rows = (await data).parts.find(({ heading }) => heading === '发展党员')?.rows
    expect(rows).toHaveLength(16)
    expect(rows).toEqual(expect.arrayContaining([['2026年6月1日至5日', '发展对象公示，没有影响'], ['2025年3月3日', '积极分子半年考察，沈伟，性子急']]))
  })

  it('refuses days to come, ends before beginnings, impossible counts, one name twice, and what comes once twice; it does not refuse what a rule forbids', async () => {
    const office = await officeWithPath()
    const refused = (entry: Entry) => faults(office, 'development.saveStep', { personId: office.chen, entry })
    expect(await refused({ step: 'thoughtReport', on: '2026-12-01' })).toEqual(['on: 日期不能晚于今天。'])
    expect(await refused({ step: 'fullPublicity', on: '2026-06-05', until: '2026-06-01' })).toEqual(['until: 结束日期早于开始日期。'])
    expect(await refused({ step: 'application', on: '2024-03-12' })).toEqual(['step: “递交入党申请书”已经登记在3月11日，请改那一条。'])
    expect(await refused({ step: 'admissionVote', on: '2026-09-18', votes: { scene: 'admission', expected: 3, present: 4 } })).toEqual(['votes: 实到4人多于应到3人，请核对。'])
    expect(await refused({ step: 'superiorTalk', on: '2026-09-28', people: [{ name: '沈伟' }, { name: '沈伟' }] })).toEqual(['people: 上级党委派人谈话里同一个人写了两次。'])
    expect(await refused({ step: 'admissionVote', on: '2026-09-18', meetingId: office.chen })).toEqual(['meetingId: 这次会议的记录不在了，或在回收站里。'])
    expect((await office.ask('development.get', { personId: office.chen })).entries).toHaveLength(15)
    // Approved before the meeting: told, and stored.
    expect((await save(office, office.chen, { step: 'admissionApproval', on: '2026-01-05', result: 'passed' })).entries).toHaveLength(16)
  })

  it('takes what comes once a second time where it had failed, and goes on from there', async () => {
    const office = await officeWithPath()
    const { chen } = office
    const refused = (entry: Entry) => faults(office, 'development.saveStep', { personId: chen, entry })
    const lost = await save(office, chen, { step: 'admissionVote', on: '2026-09-18', result: 'failed' })
    expect([lost.ended, lost.next]).toEqual(['党员大会讨论接收没有通过', []])
    const won = await save(office, chen, { step: 'admissionVote', on: '2026-10-20', result: 'passed' })
    expect([won.ended, won.entries.filter(({ step }) => step === 'admissionVote').map(({ on }) => on), nextOf(won, 'admissionApproval')?.until, won.probationEnd]).toEqual(['', ['2026-09-18', '2026-10-20'], '2027-01-20', '2027-10-20'])
    // The one that failed is still changed; a third is none.
    await save(office, chen, { step: 'admissionVote', on: '2026-09-18', result: 'failed', note: '赞成不足' }, { id: won.entries.find(({ result, step }) => step === 'admissionVote' && result === 'failed')?.id ?? '' })
    expect(await refused({ step: 'admissionVote', on: '2026-11-20', result: 'passed' })).toEqual(['step: “党员大会讨论接收”已经登记在10月20日，请改那一条。'])
    expect(await refused({ step: 'admissionVote', on: '2026-11-20', result: 'failed' })).toEqual(['step: “党员大会讨论接收”已经登记在10月20日，请改那一条。'])
  })

  it('answers CONFLICT to a page that shows what was changed since, also by an undo', async () => {
    const office = await officeWithPath()
    const { revision } = office.path
    const entry: Entry = { step: 'thoughtReport', on: '2026-11-02' }
    const after = await save(office, office.chen, entry, { revision })
    expect((await office.refusal('development.saveStep', { personId: office.chen, revision, entry })).code).toBe('CONFLICT')
    await undoLast(office)
    const undone = await office.ask('development.get', { personId: office.chen })
    expect(undone.entries).toHaveLength(15)
    expect((await office.refusal('development.saveStep', { personId: office.chen, revision: after.revision, entry })).code).toBe('CONFLICT')
    await undoLast(office)
    expect((await office.ask('development.get', { personId: office.chen })).entries).toHaveLength(16)
  })

  it('is changed, shortened, ended, opened again and removed, each undone as one act', async () => {
    const office = await officeWithPath()
    const { chen } = office
    const talk = office.path.entries.find(({ step }) => step === 'initialTalk')
    const changed = await save(office, chen, { step: 'initialTalk', on: '2024-03-29', people: [{ name: '林静怡' }], note: '在办公室谈' }, { id: talk?.id ?? '' })
    expect(changed.entries.filter(({ step }) => step === 'initialTalk')).toMatchObject([{ id: talk?.id, on: '2024-03-29', note: '在办公室谈' }])
    expect(await lastWords(office)).toBe('登记发展党员：陈思远，党组织派人谈话')
    expect((await office.ask('development.removeStep', { personId: chen, id: talk?.id ?? '' })).entries).toHaveLength(14)
    await undoLast(office)
    expect(await faults(office, 'development.close', { personId: chen, on: '2026-11-30', kind: 'other' })).toEqual(['reason: 请写明原因。'])
    const closed = await office.ask('development.close', { personId: chen, on: '2026-11-30', kind: 'moved', reason: '调往市局' })
    expect([closed.ended, closed.next, closed.closing]).toEqual(['调离或转出', [], { on: '2026-11-30', kind: 'moved', reason: '调往市局' }])
    expect(await faults(office, 'development.saveStep', { personId: chen, entry: { step: 'thoughtReport', on: '2026-11-02' } })).toEqual(['personId: 这个过程已经结束。要补登请先重新打开。'])
    expect((await office.ask('development.reopen', { personId: chen })).ended).toBe('')
    await office.ask('development.remove', { personId: chen })
    expect((await office.ask('development.get', { personId: chen })).entries).toEqual([])
    await undoLast(office)
    expect((await office.ask('development.get', { personId: chen })).entries).toHaveLength(15)
    expect((await auditOf(office)).map(({ act }) => act)).toEqual(expect.arrayContaining(['development.start', 'development.step', 'development.close', 'development.reopen', 'development.remove']))
  })

  it('keeps its person in the roster, goes with a merge, and is erased with the person', async () => {
    const office = await officeWithPath()
    const { chen } = office
    const tang = await idOf(office, '唐雨薇')
    await office.ask('development.start', { personId: tang, entries: [{ step: 'application', on: '2025-09-01' }] })
    expect((await office.refusal('members.remove', { personId: tang })).code).toBe('PERSON_IN_RECORDS')
    const before = await office.ask('development.get', { personId: tang })
    await inDatabase(office, (db) => { db.transaction(() => mergePeople(db, { keepId: tang, goneId: chen, name: '唐雨薇', fields: {} }, { who: '林静怡', at: office.now.iso }))() })
    const after = await office.ask('development.get', { personId: tang })
    expect([after.entries.length, after.revision]).toEqual([16, before.revision + 1])
    expect((await office.refusal('development.saveStep', { personId: tang, revision: before.revision, entry: { step: 'thoughtReport', on: '2026-10-30' } })).code).toBe('CONFLICT')
    await office.ask('members.erase', { id: tang, password: branch.password, purpose: '本人要求' })
    expect(await inDatabase(office, (db) => [db.prepare('SELECT count(*) FROM development_entry').pluck().get(), db.prepare('SELECT count(*) FROM development_path').pluck().get(), db.prepare(`SELECT count(*) FROM operation_before WHERE kind = 'development' AND thing_id = ?`).pluck().get(tang)])).toEqual([0, 0, 0])
  })
})

describe('what records give back', () => {
  it('of a day that is past knows nothing of what came later: a checklist of last year is not blamed for this year', async () => {
    const office = await officeWithPath('2026-11-30', 'admissionVote')
    await office.ask('members.save', { id: office.chen, status: 'activist', from: '2024-09-10' })
    const point = async (year: number) => (await office.ask('checklist.list', { year })).items.find(({ id }) => id === 'C10')
    const told = JSON.stringify(await point(2025))
    expect(told).not.toContain('还没有到')
    expect(told).not.toContain('notApplicable')
  })

  it('is the admission vote of 18 September with the written opinion, and the committee before it; taken back it is linked, and a later change of the record is told', async () => {
    const office = await officeWithPath()
    const { chen } = office
    const vote = office.path.records.find(({ step }) => step === 'admissionVote')
    // The committee of 11 August is entered: that of 8 September is another, and is offered only where the step is not.
    const screened = office.path.entries.find(({ step }) => step === 'committeeScreening')
    expect(office.path.records.some(({ step }) => step === 'committeeScreening')).toBe(false)
    const without = await office.ask('development.removeStep', { personId: chen, id: screened?.id ?? '' })
    await undoLast(office)
    expect(without.records.find(({ step }) => step === 'committeeScreening')).toMatchObject({ step: 'committeeScreening', heldOn: '2026-09-08', words: '采用9月8日支委会的表决结果：赞成5票、不赞成0票、弃权0票，应到5人、实到5人，通过' })
    expect(vote).toMatchObject({ step: 'admissionVote', heldOn: '2026-09-18', isHeld: true, words: '采用9月18日党员大会的表决结果：赞成13票（含书面意见1票）、不赞成0票、弃权1票，应到15人、实到13人，通过' })
    if (!vote) throw new Error('the vote is not offered')
    const path = await save(office, chen, vote.entry)
    const entry = path.entries.find(({ step }) => step === 'admissionVote')
    expect(entry).toMatchObject({ on: '2026-09-18', result: 'passed', meetingId: vote.meetingId, votes: { scene: 'admission', expected: 15, present: 13, yes: 12, no: 0, abstain: 1, writtenYes: 1, writtenNo: 0 } })
    expect([path.probationEnd, path.meetings.map(({ heldOn, kind }) => [heldOn, kind]), path.records.some(({ step }) => step === 'admissionVote')]).toEqual(['2027-09-18', [['2026-09-18', 'generalMeeting']], false])
    const record = await office.ask('meetings.get', { id: vote.meetingId })
    const { id, revision, kind, title, heldOn, elements, attendance, agenda } = record
    await office.ask('meetings.save', { id, revision, kind, title, heldOn, elements, attendance, agenda: agenda.map((item) => ({ ...item, actions: [], votes: item.votes.map((each) => ({ ...each, writtenYes: 0 })) })) })
    expect((await office.ask('development.get', { personId: chen })).records.find(({ step }) => step === 'admissionVote')).toMatchObject({ changed: true, entry: { votes: { writtenYes: 0 } } })
  })

  it('is nothing of a record that was only begun; a step opens its record once, with the person filled in', async () => {
    const office = await officeWithPath()
    const { chen } = office
    const opened = await office.ask('development.open', { personId: chen, step: 'fullVote', on: '2026-12-18' })
    expect([opened.isNew, await lastWords(office)]).toEqual([true, '筹备陈思远的“党员大会讨论转正”'])
    expect(await office.ask('development.open', { personId: chen, step: 'fullVote', on: '2026-12-18' })).toEqual({ meetingId: opened.meetingId, isNew: false })
    expect(await office.ask('meetings.get', { id: opened.meetingId })).toMatchObject({ kind: 'generalMeeting', state: 'planned', agenda: [{ title: '讨论预备党员陈思远同志转正', votes: [{ subject: '陈思远', scene: 'admission', method: 'secret' }] }] })
    expect((await office.ask('development.get', { personId: chen })).records.find(({ meetingId }) => meetingId === opened.meetingId)).toMatchObject({ isHeld: false, words: '已筹备12月18日党员大会，记好以后在这里采用结果' })
    expect((await office.ask('meetings.get', { id: (await office.ask('development.open', { personId: await idOf(office, '唐雨薇'), step: 'initialTalk' })).meetingId }))).toMatchObject({ kind: 'heartTalk', elements: { talkedTo: '唐雨薇', relation: '与入党积极分子、发展对象' } })
    expect(await faults(office, 'development.open', { personId: chen, step: 'activistFiled' })).toEqual(['step: “积极分子报上级党委备案”不用开会或谈话，直接登记日期就行。'])
  })

  it('never names somebody whose name has this one in it', async () => {
    const office = await officeWithMinutes('2026-11-30')
    await office.ask('members.addMany', { lines: '陈思\t入党申请人\t\t第一党小组\t2026-01-05' })
    expect((await office.ask('development.get', { personId: await idOf(office, '陈思') })).records).toEqual([])
  })

  describe('of two people of whom one has the name of the other in theirs', () => {
    const countOf = { 李明: 9, 李明华: 11 } as const
    type Name = keyof typeof countOf
    const vote = (subject: string, yes: number) => ({ subject, scene: 'admission' as const, method: 'secret' as const, yes, no: 0, abstain: 0 })
    const item = (title: string, names: readonly Name[]) => ({ title, votes: names.map((name) => vote(name, countOf[name])), decision: '' })
    async function officeOfTwo(agenda: readonly ReturnType<typeof item>[]) {
      const office = await officeWithMinutes('2026-11-30')
      await office.ask('members.addMany', { lines: '李明\t发展对象\t\t第一党小组\t2026-01-05\n李明华\t发展对象\t\t第一党小组\t2026-01-05' })
      const { id } = await office.ask('meetings.save', { kind: 'generalMeeting', title: '党员大会', heldOn: '2026-10-20', agenda: [...agenda] })
      const yesOf = async (name: Name) => (await office.ask('development.get', { personId: await idOf(office, name) })).records.filter(({ meetingId, step }) => meetingId === id && step === 'admissionVote').map(({ entry }) => entry.votes?.yes ?? null)
      return { yesOf }
    }
    const title = (...names: readonly Name[]) => `讨论接收${names.join('、')}同志为中共预备党员`

    it.each<[string, ReturnType<typeof item>[]]>([
      ['in one item', [item(title('李明', '李明华'), ['李明', '李明华'])]], ['in one item, the longer first', [item(title('李明华', '李明'), ['李明华', '李明'])]],
      ['each in an item', [item(title('李明'), ['李明']), item(title('李明华'), ['李明华'])]], ['each in an item, the longer first', [item(title('李明华'), ['李明华']), item(title('李明'), ['李明'])]],
    ])('is for each the vote about them, %s', async (_how, agenda) => {
      const { yesOf } = await officeOfTwo(agenda)
      expect([await yesOf('李明'), await yesOf('李明华')]).toEqual([[9], [11]])
    })

    it('is not the only vote of an item where it is about the other, and is where nobody wrote about whom it was', async () => {
      const other = await officeOfTwo([item(title('李明', '李明华'), ['李明华'])])
      expect([await other.yesOf('李明'), await other.yesOf('李明华')]).toEqual([[null], [11]])
      const nobody = await officeOfTwo([{ title: title('李明'), votes: [vote('', 7)], decision: '' }])
      expect([await nobody.yesOf('李明'), await nobody.yesOf('李明华')]).toEqual([[7], []])
    })
  })
})

describe('what is next', () => {
  it('is the approval above until 18 December, and to the very last 18 March', async () => {
    const office = await officeWithPath('2026-11-30', 'admissionVote')
    await office.ask('members.save', { id: office.chen, status: 'activist', from: '2024-09-10' })
    expect(nextOf(office.path, 'admissionApproval')).toMatchObject({ until: '2026-12-18', outerLimit: '2027-03-18', isDue: true, isLate: false, decider: '上级党委', version: '2026', toVerify: true, opens: null })
    expect([office.path.stage, office.path.probationEnd]).toEqual(['admission', '2027-09-18'])
  })

  it('offers the roster and the file what the steps say, and changes nothing of them', async () => {
    const office = await officeWithPath('2026-11-30', 'admissionApproval')
    const { chen } = office
    const [fields, status] = [office.path.offers.find(({ change }) => change.kind === 'fields'), office.path.offers.find(({ change }) => change.kind === 'status')]
    // The roster of the sample has 陈思远 as 预备党员 since the day of the approval.
    expect([fields?.words, status]).toEqual(['写入档案：申请入党日期2024年3月11日，确定积极分子日期2024年9月10日，确定发展对象日期2026年6月9日，入党日期2026年9月18日，入党介绍人孙立军、林静怡', undefined])
    expect((await office.ask('members.get', { id: chen })).values).toEqual([])
    if (fields?.change.kind !== 'fields') throw new Error('no fields are offered')
    await office.ask('members.save', { id: chen, fields: fields.change.fields })
    expect((await office.ask('development.get', { personId: chen })).offers).toEqual([])
    const tang = await idOf(office, '唐雨薇')
    const path = await save(office, tang, { step: 'prospectListed', on: '2026-11-10' })
    expect(path.offers.find(({ change }) => change.kind === 'status')).toMatchObject({ words: '把人员类别改为发展对象，自2026年11月10日起', change: { kind: 'status', from: '2026-11-10', status: 'prospect' } })
    await office.ask('members.save', { id: tang, status: 'prospect', from: '2026-11-10' })
    expect((await office.ask('development.get', { personId: tang })).offers.map(({ change }) => change.kind)).toEqual(['fields'])
  })
})

describe('the board', () => {
  it('tells where everybody stands, the nearest limit first, who has none yet, and finds by pinyin', async () => {
    const office = await officeWithPath('2026-11-30', 'admissionVote')
    await office.ask('members.save', { id: office.chen, status: 'activist', from: '2024-09-10' })
    const tang = await idOf(office, '唐雨薇')
    await save(office, tang, { step: 'application', on: '2026-01-09' })
    const board = await office.ask('development.board', {})
    expect(board.rows.map(({ name, stage, last, next, ended }) => [name, stage, last?.step, next?.step, next?.until, next?.isLate, ended])).toEqual([
      ['唐雨薇', 'application', 'application', 'initialTalk', '2026-02-09', true, ''], ['陈思远', 'admission', 'admissionVote', 'superiorTalk', '2026-12-18', false, ''],
    ])
    expect([board.counts, board.stages.admission, board.total, board.candidates.map(({ name, status }) => [name, status])]).toEqual([expect.objectContaining({ open: 2, late: 1, ended: 0 }), 1, 2, [['方子涵', 'probationaryMember']]])
    expect((await office.ask('development.board', { search: 'csy' })).rows.map(({ name }) => name)).toEqual(['陈思远'])
    expect((await office.ask('development.board', { filter: 'late' })).rows.map(({ name }) => name)).toEqual(['唐雨薇'])
    expect((await office.ask('development.board', { stage: 'admission' })).rows.map(({ name }) => name)).toEqual(['陈思远'])
    await office.ask('development.close', { personId: tang, on: '2026-11-30', kind: 'stopped', reason: '本人要求' })
    expect((await office.ask('development.board', { filter: 'ended' })).rows).toMatchObject([{ name: '唐雨薇', ended: '停止培养', next: null }])
    await undoLast(office)
    expect((await office.ask('development.board', { filter: 'late' })).total).toBe(1)
  })

  it('judges a path anew when a helper, the birth day or the day changes, and not for anything else', async () => {
    const office = await officeWithPath('2026-11-30', 'applicationForm')
    const found = async () => (await office.ask('development.board', {})).rows.find(({ name }) => name === '陈思远')?.findings
    const before = await found()
    await office.ask('members.recordChange', { personId: await idOf(office, '孙立军'), from: '2026-01-05', change: { field: 'vote', value: '留党察看' } })
    const suspended = await found()
    expect([suspended, before?.high]).toEqual([expect.objectContaining({ high: (before?.high ?? 0) + 1 }), before?.high])
    await office.ask('members.save', { id: office.chen, fields: { birthOn: '2010-05-12' } })
    expect((await found())?.high).toBe((suspended?.high ?? 0) + 1)
    expect((await office.ask('development.audit', { personId: office.chen })).findings.filter(({ severity }) => severity === 'high').map(({ kind }) => kind)).toEqual(expect.arrayContaining(['age', 'introducerStanding']))
    office.now.iso = '2027-11-30T04:00:00.000Z'
    expect((await office.ask('development.board', { filter: 'late' })).rows.map(({ name }) => name)).toEqual(['陈思远'])
  })

  it('reads on page by page', async () => {
    const office = await officeWithMinutes('2026-11-30')
    await office.ask('members.addMany', { lines: Array.from({ length: 7 }, (_, n) => `申请人${['甲', '乙', '丙', '丁', '戊', '己', '庚'][n] ?? ''}\t入党申请人\t\t第一党小组\t2026-01-05`).join('\n') })
    const { candidates, candidateCount } = await office.ask('development.board', {})
    expect([candidates.length, candidateCount]).toEqual([10, 10])
    for (const { personId } of candidates) await office.ask('development.start', { personId, entries: [{ step: 'application', on: '2026-10-09' }] })
    const [first, second] = [await office.ask('development.board', { limit: 6 }), await office.ask('development.board', { limit: 6, offset: 6 })]
    expect([first.total, first.rows.length, second.rows.length, new Set([...first.rows, ...second.rows].map(({ personId }) => personId)).size, first.candidateCount]).toEqual([10, 6, 4, 10, 0])
  })
})
