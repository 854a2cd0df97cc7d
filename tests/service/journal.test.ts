import { randomUUID } from 'node:crypto'
import { utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { storedFiles, sweepFiles } from '../../db/attachmentFiles.ts'
import { listPeople } from '../../db/repositories/people.ts'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { jpegOf } from '../fixtures/files.ts'
import { plainPhoto } from '../fixtures/photos.ts'
import { auditOf, inDatabase, officeWithRecord, openOffice, settledOffice, staffedOffice, type Office } from './office.ts'

const words = async (office: Office) => (await office.ask('journal.list', {})).rows.map((row) => row.words)
const newest = async (office: Office, text = '') => {
  const found = (await office.ask('journal.list', { limit: 200 })).rows.find((row) => row.words.includes(text))
  if (!found) throw new Error(`no act says ${text}`)
  return found
}
const undo = async (office: Office, text = '') => office.ask('journal.undo', { id: (await newest(office, text)).id })
const refusedUndo = async (office: Office, text: string) => office.refusal('journal.undo', { id: (await newest(office, text)).id })
const minutesLater = (office: Office, minutes: number) => { office.now.iso = new Date(Date.parse(office.now.iso) + minutes * 60_000).toISOString() }
/** Everything that undoing must bring back, without what counts on: revisions and the instants of saving. */
const text = (meeting: object) => ({ ...meeting, revision: 0, savedAt: '', version: 0 })
const peopleOf = (office: Office) => inDatabase(office, listPeople)

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

describe('people', () => {
  it('who were added together are one act, undone as one, with their dated changes, and added again', async () => {
    const office = await settledOffice()
    await office.ask('members.addMany', { lines: '周启明\t正式党员\t书记\n林静怡\t正式党员\t组织委员' })
    const before = await peopleOf(office)
    const lines = `${Array.from({ length: 17 }, (_, n) => `新人${'一二三四五六七八九十百千万甲乙丙丁'[n]}\t群众`).join('\n')}\n林静怡\t正式党员\t宣传委员\t\t2026-05-01`
    await office.ask('members.addMany', { lines })
    const after = await peopleOf(office)
    expect(await newest(office)).toMatchObject({ words: '登记18人', undo: 'can' })
    await undo(office)
    expect(await peopleOf(office)).toEqual(before)
    await undo(office, '撤销：登记18人')
    expect(await peopleOf(office)).toEqual(after)
  })

  it('who stand in a record meanwhile are not taken away, none of them, and are named', async () => {
    const office = await officeWithRecord()
    const before = await peopleOf(office)
    expect(await refusedUndo(office, '人')).toMatchObject({ code: 'PERSON_IN_RECORDS', message: expect.stringMatching(/等5人已有会议签到，不能撤销登记/) })
    expect(await peopleOf(office)).toEqual(before)
    expect(office.log.at(-1)).toEqual({ channel: 'journal.undo', code: 'PERSON_IN_RECORDS' })
    // A record in the 回收站 may come back, and needs them then.
    await office.ask('meetings.remove', { id: office.meeting.id })
    expect(await refusedUndo(office, '人')).toMatchObject({ code: 'PERSON_IN_RECORDS' })
  })

  it('each change of one person is undone: a change, its removal, a name', async () => {
    const office = await staffedOffice()
    const { ask, roster } = office
    const personId = roster.find(({ name }) => name === '何晓燕')?.id ?? ''
    const states = [await peopleOf(office)]
    const step = async (act: () => Promise<unknown>) => { await act(); states.push(await peopleOf(office)) }
    await step(() => ask('members.recordChange', { personId, from: '2026-06-01', change: { field: 'posts', value: [] } }))
    await step(() => ask('members.rename', { personId, name: '何小燕' }))
    const { history: [change] } = await ask('members.get', { id: personId })
    await step(() => ask('members.removeChange', { changeId: change?.id ?? '' }))
    expect((await words(office)).slice(0, 3)).toEqual(['删除何小燕的一条变动', '改正姓名：何晓燕改为何小燕', '登记何晓燕的变动'])
    for (const told of ['删除何小燕的一条变动', '改正姓名', '登记何晓燕的变动']) {
      states.pop()
      await undo(office, told)
      expect(await peopleOf(office)).toEqual(states.at(-1))
    }
  })

  it('whoever was removed is in the 回收站 and comes back whole, where they stood; a name taken meanwhile is told', async () => {
    const office = await staffedOffice()
    const { ask, refusal, roster } = office
    const id = roster.find(({ name }) => name === '何晓燕')?.id ?? ''
    const before = await peopleOf(office)
    await ask('members.remove', { personId: id })
    expect((await ask('trash.list', {})).rows).toMatchObject([{ kind: 'person', id, name: '何晓燕', daysLeft: 30 }])
    await ask('members.addMany', { lines: '何晓燕\t群众' })
    for (const [channel, input] of [['trash.restore', { kind: 'person', id }], ['journal.undo', { id: (await newest(office, '从名册删除')).id }]] as const) expect(await refusal(channel, input)).toMatchObject({ code: 'PERSON_EXISTS' })
    await undo(office, '登记何晓燕')
    await ask('trash.restore', { kind: 'person', id })
    expect(await peopleOf(office)).toEqual(before)
    // The one who was added in between is in the 回收站 now.
    expect((await ask('trash.list', {})).rows.map(({ name }) => name)).toEqual(['何晓燕'])
    expect((await ask('trash.list', {})).rows[0]?.id).not.toBe(id)
  })
})

describe('what belongs to a record', () => {
  const deskWith = async () => {
    const office = await officeWithRecord()
    const { meeting: { id: meetingId }, ask } = office
    const add = (name: string) => ask('attachments.addBytes', { meetingId, name, base64: jpegOf(name).toString('base64'), role: 'photo' })
    const list = async () => (await ask('attachments.list', { meetingId }))
    return { ...office, meetingId, add, list }
  }

  it('attachments added one after the other are one act; deleting one is another, undone or taken out of the 回收站', async () => {
    const office = await deskWith()
    const { ask, add, list } = office
    const added = [await add('一.jpg'), await add('二.jpg'), await add('三.jpg')]
    expect((await newest(office)).words).toBe('给《第二支部委员会2026年第9次会议》添加3个附件')
    const [first] = added
    await ask('attachments.remove', { id: first?.id ?? '' })
    expect((await ask('trash.list', {})).rows).toMatchObject([{ kind: 'attachment', name: '一.jpg', note: '《第二支部委员会2026年第9次会议》' }])
    expect(await refusedUndo(office, '添加3个')).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('删除附件“一.jpg”') })
    await ask('trash.restore', { kind: 'attachment', id: first?.id ?? '' })
    expect((await list()).attachments).toEqual(added)
    await undo(office, '添加3个')
    expect(await list()).toMatchObject({ attachments: [], removed: added })
  })

  it('names and the page of photos come back, with pictures that no other row needs any more', async () => {
    const office = await deskWith()
    const { ask, add, list } = office
    const { id } = await add('一.jpg')
    await ask('attachments.describe', { id, name: '会场' })
    await undo(office, '更改附件')
    expect((await list()).attachments[0]?.name).toBe('一.jpg')
    const jpegBase64 = plainPhoto({ width: 40, height: 30 }).toString('base64')
    await ask('attachments.putOnPage', { id, jpegBase64, width: 40, height: 30 })
    const picture = await ask('attachments.pagePicture', { id })
    minutesLater(office, 60)
    await ask('attachments.takeOffPage', { id })
    expect((await list()).page).toEqual([])
    for (const { path } of storedFiles(office.folder)) utimesSync(path, 0, 0)
    await inDatabase(office, (db) => { expect(sweepFiles(db, office.folder)).toBe(0) })
    await undo(office, '照片页')
    expect((await list()).page).toMatchObject([{ id, width: 40, height: 30 }])
    expect(await ask('attachments.pagePicture', { id })).toEqual(picture)
  })

  it('the 纪要 is again the text before, or the draft of the record; a final one is not touched', async () => {
    const office = await officeWithRecord()
    const { ask, meeting: { id: meetingId } } = office
    const { minutes } = await ask('minutes.get', { meetingId })
    const save = async (lead: string, revision: number) => ask('minutes.save', { ...minutes, lead, meetingId, revision })
    await save('第一稿', 0)
    minutesLater(office, 45)
    await save('第二稿', 1)
    await undo(office, '的纪要')
    const once = await ask('minutes.get', { meetingId })
    expect([once.minutes.lead, once.revision]).toEqual(['第一稿', 3])
    await ask('journal.undo', { id: (await ask('journal.list', {})).rows.find((row) => row.undo === 'can' && row.words.startsWith('修改'))?.id ?? '' })
    expect(await ask('minutes.get', { meetingId })).toMatchObject({ state: 'none', minutes: { lead: minutes.lead } })
    const redo = (await ask('journal.list', {})).rows.filter((row) => row.undo === 'can' && row.words.startsWith('撤销：修改'))
    await ask('journal.undo', { id: redo[0]?.id ?? '' })
    expect((await ask('minutes.get', { meetingId })).minutes.lead).toBe('第一稿')
    await ask('meetings.finalize', { id: meetingId, revision: (await ask('meetings.get', { id: meetingId })).revision })
    const { revision } = await ask('minutes.get', { meetingId })
    await ask('minutes.finalize', { meetingId, revision })
    const standing = (await ask('journal.list', {})).rows.find((row) => row.undo !== 'done' && row.words.startsWith('修改'))
    expect(standing).toMatchObject({ undo: 'cannot', why: expect.stringContaining('这份纪要已经定稿') })
    expect(await office.refusal('journal.undo', { id: standing?.id })).toMatchObject({ code: 'MINUTES_FINAL' })
  })

  it('settings are set back', async () => {
    const office = await settledOffice()
    await office.ask('workspace.setSupplementAfter', { workdays: 7 })
    await office.ask('workspace.setLockAfter', { minutes: 0 })
    expect((await words(office)).slice(0, 2)).toEqual(['把自动锁定改为从不', '把补记天数改为7个工作日'])
    await undo(office, '自动锁定')
    expect(await office.ask('workspace.info', {})).toMatchObject({ lockAfter: 5, supplementAfter: 7 })
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

