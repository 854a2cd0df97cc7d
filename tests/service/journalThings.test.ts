// People, and what belongs to a record, in the journal.
import { utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { storedFiles, sweepFiles } from '../../db/attachmentFiles.ts'
import { jpegOf } from '../fixtures/files.ts'
import { plainPhoto } from '../fixtures/photos.ts'
import { minutesLater, newest, peopleOf, refusedUndo, undo, words } from './journalOffice.ts'
import { inDatabase, officeWithRecord, settledOffice, staffedOffice } from './office.ts'

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
    expect(await refusedUndo(office, '人')).toMatchObject({ code: 'PERSON_IN_RECORDS', message: expect.stringMatching(/等5人已有会议签到、培训学时、发展党员、双培养或党费的记录，不能撤销登记/) })
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
