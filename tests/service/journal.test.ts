import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { minutesLater, newest, peopleOf, refusedUndo, text, undo, words } from './journalOffice.ts'
import { auditOf, inDatabase, officeWithRecord, openOffice, settledOffice, staffedOffice } from './office.ts'

describe('the record', () => {
  it('is again what it was before a sitting, whatever was saved in it, and after a restart too', async () => {
    const office = await officeWithRecord()
    const { ask, roster, meeting, now, folder, service } = office
    const before = await ask('meetings.get', { id: meeting.id })
    minutesLater(office, 60)
    let revision = meeting.revision
    for (const place of ['二', '二楼', '二楼会议室']) {
      revision = (await ask('meetings.save', { ...draftWith(roster), id: meeting.id, revision, place, agenda: [], attendance: [] })).revision
      minutesLater(office, 5)
    }
    expect(await words(office)).toEqual(['修改《第二支部委员会2026年第9次会议》（3次保存）', '登记会议《第二支部委员会2026年第9次会议》', expect.stringMatching(/^登记\d+人$/)])
    service.close()

    const after = openOffice(folder)
    after.now.iso = now.iso
    await after.ask('workspace.unlock', { password: branch.password })
    expect(await undo(after, '修改')).toMatchObject({ words: '撤销：修改《第二支部委员会2026年第9次会议》', undo: 'can', meetingId: meeting.id })
    expect(text(await after.ask('meetings.get', { id: meeting.id }))).toEqual(text(before))
    expect(await newest(after, '（3次')).toMatchObject({ undo: 'done', undoneAt: now.iso })
  })

  it('one sitting is half an hour; the next is an act of its own, and both are undone one after the other, and made again', async () => {
    const office = await officeWithRecord()
    const { ask, roster, meeting: { id } } = office
    const save = async (place: string) => ask('meetings.save', { ...draftWith(roster), id, place })
    minutesLater(office, 40)
    await save('甲')
    minutesLater(office, 31)
    await save('乙')
    const place = async () => (await ask('meetings.get', { id })).place
    const [second, first] = (await ask('journal.list', {})).rows
    expect(await office.refusal('journal.undo', { id: first?.id })).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('之后还有一步：修改《第二支部委员会2026年第9次会议》。') })
    await ask('journal.undo', { id: second?.id ?? '' })
    expect(await place()).toBe('甲')
    const undone = await ask('journal.undo', { id: first?.id ?? '' })
    expect(await place()).toBe('县局三楼党员活动室')
    expect(await ask('journal.undo', { id: undone.id })).toMatchObject({ words: expect.stringMatching(/^重做：修改/) })
    expect(await place()).toBe('甲')
    expect((await ask('journal.list', {})).rows.filter(({ words: told }) => told.startsWith('修改')).map((row) => row.undo)).toEqual(['done', 'can'])
    const redo = (await ask('journal.list', {})).rows.find((row) => row.undo === 'can' && row.words.startsWith('撤销：'))
    await ask('journal.undo', { id: redo?.id ?? '' })
    expect(await place()).toBe('乙')
    expect((await ask('journal.list', {})).rows.filter(({ words: told }) => told.startsWith('修改')).map((row) => row.undo)).toEqual(['can', 'cannot'])
  })

  it('keeps the state before a sitting once, however often it is saved', async () => {
    const office = await officeWithRecord()
    minutesLater(office, 60)
    const kept = () => inDatabase(office, (db) => db.prepare('SELECT count(*), sum(length(state)) FROM operation_before').raw().get())
    await office.ask('meetings.save', { ...draftWith(office.roster), id: office.meeting.id, place: '一' })
    const after = await kept()
    for (let n = 0; n < 20; n++) await office.ask('meetings.save', { ...draftWith(office.roster), id: office.meeting.id, place: `第${n}处` })
    expect(await kept()).toEqual(after)
  })

  it('whose creation is undone is in the 回收站, and comes back from there or by doing it again', async () => {
    const office = await officeWithRecord()
    const { ask, refusal, meeting: { id } } = office
    const before = await ask('meetings.get', { id })
    for (const back of [() => ask('trash.restore', { kind: 'meeting', id }), () => undo(office, '撤销：登记会议')]) {
      await undo(office, '登记会议')
      expect(await refusal('meetings.get', { id })).toMatchObject({ code: 'NOT_FOUND' })
      expect((await ask('trash.list', {})).rows).toMatchObject([{ kind: 'meeting', id, name: '《第二支部委员会2026年第9次会议》', note: '会议日期2026年9月8日', daysLeft: 30 }])
      await back()
      expect(text(await ask('meetings.get', { id }))).toEqual(text(before))
    }
  })

  it('that was finalised is not changed by an undo, and it says what to do', async () => {
    const office = await officeWithRecord()
    const { ask, meeting: { id } } = office
    await ask('meetings.finalize', { id, revision: (await ask('meetings.get', { id })).revision })
    expect(await refusedUndo(office, '登记会议')).toMatchObject({ code: 'MEETING_FINAL' })
    expect(await newest(office, '登记会议')).toMatchObject({ undo: 'cannot', why: expect.stringContaining('请先“更正”') })
    expect(await refusedUndo(office, '定稿')).toMatchObject({ code: 'UNDO_REFUSED', message: expect.stringContaining('请打开这次会议点“更正”') })
    await ask('meetings.remove', { id })
    await undo(office, '删除会议')
    expect(await ask('meetings.get', { id })).toMatchObject({ state: 'final', version: 1 })
    await ask('meetings.correct', { id, reason: '写错了' })
    expect(await refusedUndo(office, '登记会议')).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('更正') })
  })

  it('that was deleted comes back in one undo, and being restored counts as that undo', async () => {
    const office = await officeWithRecord()
    const { ask, refusal, meeting: { id } } = office
    await ask('meetings.remove', { id })
    expect((await newest(office)).words).toBe('删除会议《第二支部委员会2026年第9次会议》')
    await ask('meetings.restore', { id })
    expect(await newest(office, '删除会议')).toMatchObject({ undo: 'can', words: expect.stringMatching(/^撤销/) })
    expect((await ask('journal.list', {})).rows.find((row) => row.words.startsWith('删除'))).toMatchObject({ undo: 'done' })
    expect((await auditOf(office)).at(-1)).toMatchObject({ act: 'meeting.restore', entity_id: id })
    expect(await refusal('meetings.restore', { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal('trash.restore', { kind: 'meeting', id: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('of a talk is told without its title', async () => {
    const office = await staffedOffice()
    await office.ask('meetings.save', { id: randomUUID(), kind: 'heartTalk', title: '与罗敏谈心谈话', heldOn: '2026-09-08' })
    expect((await words(office)).join()).not.toContain('罗敏')
  })

  it('which another needs for its attendance is undone only when the person is back', async () => {
    const office = await officeWithRecord()
    const { ask, roster, meeting: { id } } = office
    minutesLater(office, 60)
    await ask('meetings.save', { ...draftWith(roster), id, attendance: [] })
    const gone = roster.find(({ name }) => name === '何晓燕')?.id ?? ''
    await ask('members.remove', { personId: gone })
    expect(await refusedUndo(office, '修改')).toMatchObject({ code: 'UNDO_REFUSED', message: expect.stringContaining('请先从回收站恢复') })
    await ask('trash.restore', { kind: 'person', id: gone })
    await undo(office, '修改')
    expect((await ask('meetings.get', { id })).attendance).toHaveLength(5)
  })
})

describe('the journal', () => {
  it('asked twice for the same undo does it once, at the same time too', async () => {
    const office = await staffedOffice()
    await office.ask('workspace.setSupplementAfter', { workdays: 7 })
    const { id } = await newest(office)
    const answers = await Promise.all([1, 2].map(() => office.service.call('journal.undo', { id })))
    expect(answers.map((answer) => (answer.ok ? 'undone' : answer.error.code)).sort()).toEqual(['UNDO_DONE', 'undone'])
    expect(await office.refusal('journal.undo', { id: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is not told of an act that was refused, nor of one that changed nothing', async () => {
    const office = await officeWithRecord()
    const before = await words(office)
    const { roster, ask, refusal, meeting: { id } } = office
    await refusal('members.addMany', { lines: '孙悦\t预备党员\t书记' })
    await refusal('members.rename', { personId: roster[0]?.id, name: roster[1]?.name })
    await refusal('meetings.save', { ...draftWith(roster), id, revision: 77 })
    await ask('workspace.setSupplementAfter', { workdays: 3 })
    expect(await words(office)).toEqual(before)
  })

  it('is read page by page, newest first, each act once', async () => {
    const office = await settledOffice()
    for (let workdays = 4; workdays < 20; workdays++) await office.ask('workspace.setSupplementAfter', { workdays })
    const all: string[] = []
    let before: string | undefined
    for (let more = true; more;) {
      const page = await office.ask('journal.list', { limit: 5, ...(before === undefined ? {} : { before }) })
      all.push(...page.rows.map((row) => row.words))
      before = page.rows.at(-1)?.id
      more = page.more
    }
    expect(all).toEqual(Array.from({ length: 16 }, (_, n) => `把补记天数改为${19 - n}个工作日`))
  })

  it('is closed while locked, and an undo cut off by the lock changed nothing', async () => {
    const office = await staffedOffice()
    const { id } = await newest(office)
    await office.ask('workspace.lock', {})
    for (const [channel, input] of [['journal.list', {}], ['journal.undo', { id }], ['trash.list', {}], ['trash.restore', { kind: 'person', id }]] as const) expect(await office.refusal(channel, input)).toMatchObject({ code: 'LOCKED' })
  })

  it('rolls an undo back whole where a part of it fails', async () => {
    const office = await staffedOffice()
    const before = await peopleOf(office)
    await inDatabase(office, (db) => db.exec(`CREATE TRIGGER refuse BEFORE DELETE ON person WHEN OLD.name = '何晓燕' BEGIN SELECT RAISE(ABORT, 'no'); END`))
    expect(await refusedUndo(office, '人')).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await peopleOf(office)).toEqual(before)
    expect(await newest(office)).toMatchObject({ undo: 'can' })
  })
})

