// Scans and the photo of a person: judged, kept, hidden, thrown away and brought back; and the acts on a person's data as a whole.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { filesNeeded, storedFiles } from '../../db/attachmentFiles.ts'
import { jpegOf, pdfOf } from '../fixtures/files.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { privateWords, photoOf, plainPhoto } from '../fixtures/photos.ts'
import { newest, undo, words } from './journalOffice.ts'
import { inDatabase, officeWithRecord, staffedOffice } from './office.ts'

const person = (office: { roster: { id: string; name: string }[] }, name = '何晓燕'): string => office.roster.find((entry) => entry.name === name)?.id ?? ''
const staffed = async () => {
  const office = await staffedOffice()
  const personId = person(office)
  const add = (name: string, content: Buffer, kind: 'application' | 'idCard' | 'other' = 'application') => office.ask('materials.addBytes', { personId, name, base64: content.toString('base64'), kind })
  const file = () => office.ask('members.get', { id: personId })
  return { ...office, personId, add, file }
}

describe('materials', () => {
  it('are kept with kind, pages and the day on the paper, and counted in what the file has', async () => {
    const { add, file, ask } = await staffed()
    const { id } = await add('入党申请书.pdf', pdfOf())
    expect((await file()).completeness.missing.map(({ material }) => material)).not.toContain('application')
    await ask('materials.describe', { id, pages: 4, datedOn: '1998-03', name: '申请书（原件）', kind: 'admissionForm' })
    expect((await file()).materials).toMatchObject([{ id, kind: 'admissionForm', name: '申请书（原件）.pdf', media: 'pdf', pages: 4, datedOn: '1998-03', who: '林静怡' }])
    expect((await ask('materials.content', { id })).base64).toBe(pdfOf().toString('base64'))
    expect((await file()).completeness.missing.map(({ material }) => material)).toContain('application')
  })

  it('are judged as attachments are; one that is refused keeps no other out', async () => {
    const office = await staffed()
    const { add, refusal, personId, ask, service } = office
    expect(await refusal('materials.addBytes', { personId, name: '照片.jpg.exe', base64: Buffer.from('MZ..').toString('base64'), kind: 'other' })).toMatchObject({ code: 'FILE_TYPE_REFUSED' })
    expect(await refusal('materials.addBytes', { personId, name: '扫描.pdf', base64: jpegOf('x').toString('base64'), kind: 'other' })).toMatchObject({ code: 'FILE_TYPE_REFUSED', message: expect.stringContaining('内容与扩展名不符') })
    await add('一.jpg', jpegOf('1'))
    expect(await refusal('materials.addBytes', { personId, name: '二.jpg', base64: jpegOf('1').toString('base64'), kind: 'other' })).toMatchObject({ code: 'ATTACHED_ALREADY', message: expect.stringContaining('一.jpg') })
    const tokens = [randomUUID(), randomUUID()]
    service.grant(tokens[0] ?? '', join(import.meta.dirname, '../fixtures/scan-jpeg2000.pdf'))
    service.grant(tokens[1] ?? '', join(import.meta.dirname, 'materials.test.ts'))
    const { added, refused } = await ask('materials.add', { personId, fileTokens: tokens, kind: 'diploma' })
    expect([added.map(({ name, kind }) => [name, kind]), refused.map(({ name }) => name)]).toEqual([[['scan-jpeg2000.pdf', 'diploma']], ['materials.test.ts']])
  })

  it('go to the 回收站, from there back, and are undone as one act where they came together', async () => {
    const office = await staffed()
    const { ask, add, file, personId } = office
    const first = await add('一.jpg', jpegOf('1'))
    await add('二.jpg', jpegOf('2'))
    expect((await newest(office)).words).toBe('给何晓燕添加2份材料')
    await ask('materials.remove', { id: first.id })
    expect((await ask('trash.list', {})).rows).toMatchObject([{ kind: 'material', id: first.id, name: '一.jpg', note: '何晓燕', daysLeft: 30 }])
    expect([(await file()).materials.length, (await file()).removedMaterials.length]).toEqual([1, 1])
    // An edit in between is not what brings it back.
    await ask('members.save', { id: personId, fields: { school: '甲校' } })
    await ask('trash.restore', { kind: 'material', id: first.id })
    expect([(await file()).materials.length, (await file()).values.length, (await ask('trash.list', {})).total]).toEqual([2, 1, 0])
    await undo(office, '添加2份材料')
    expect([(await file()).materials.length, (await ask('trash.list', {})).total]).toEqual([0, 2])
    // The same file again comes out of the 回收站 in place of a second copy.
    expect((await add('一（重扫）.jpg', jpegOf('1'))).id).toBe(first.id)
  })

  it('go with the person into the 回收站 and come back with them, and their files are not swept', async () => {
    const office = await staffed()
    const { ask, add, file, personId } = office
    await add('一.jpg', jpegOf('1'))
    const before = await file()
    await ask('members.remove', { personId })
    const { needed, there } = await inDatabase(office, (db) => ({ needed: filesNeeded(db).size, there: [...storedFiles(office.folder)].length }))
    expect([needed, there]).toEqual([1, 1])
    await ask('trash.restore', { kind: 'person', id: personId })
    expect(await file()).toEqual(before)
  })

  it('of which one shows an ID card are looked at in writing', async () => {
    const { ask, add } = await staffed()
    const card = await add('身份证.jpg', jpegOf('card'), 'idCard')
    const other = await add('其他.jpg', jpegOf('other'), 'other')
    for (const { id } of [card, other]) await ask('materials.content', { id })
    expect((await ask('members.accessLog', {})).entries.map(({ fields }) => fields)).toEqual(['身份证照片'])
  })
})

describe('the photo', () => {
  const send = (picture: Buffer) => picture.toString('base64')
  it('is one, without what the camera wrote into it; the one before goes to the 回收站 and comes back in its place', async () => {
    const office = await staffed()
    const { ask, personId, refusal } = office
    const { photo: first } = await ask('materials.setPhoto', { personId, jpegBase64: send(photoOf({ width: 40, height: 32 })) })
    const kept = Buffer.from((await ask('materials.content', { id: first ?? '' })).base64, 'base64').toString('latin1')
    for (const word of privateWords) expect(kept).not.toContain(word)
    const { photo: second } = await ask('materials.setPhoto', { personId, jpegBase64: send(plainPhoto({ width: 48, height: 32 })) })
    expect([second === first, (await ask('trash.list', {})).rows.map(({ id, name }) => [id, name])]).toEqual([false, [[first, '照片.jpg']]])
    await ask('trash.restore', { kind: 'material', id: first ?? '' })
    expect([(await ask('members.get', { id: personId })).photo, (await ask('trash.list', {})).rows.map(({ id }) => id)]).toEqual([first, [second]])
    expect(await refusal('materials.setPhoto', { personId, jpegBase64: send(plainPhoto({ width: 608, height: 32 })) })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await refusal('materials.setPhoto', { personId, jpegBase64: send(pdfOf()) })).toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('all that is held about a person', () => {
  const secret = '999901198506150030'
  it('is exported whole, after the password and for a purpose, and written down', async () => {
    const office = await officeWithRecord()
    const { ask, refusal, service, folder } = office
    const id = person(office)
    await ask('members.save', { id, fields: { idNumber: secret, mobile: '13912345678' } })
    await ask('members.saveSanction', { personId: id, kind: 'warning', decidedOn: '2020-01-05', note: '迟报' })
    const [fileToken, path] = [randomUUID(), join(folder, '..', '资料.docx')]
    service.grant(fileToken, path)
    const input = { id, purpose: '本人查阅', format: 'docx', fileToken } as const
    expect(await refusal('members.exportData', { ...input, password: '错的口令错的口令' })).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(await refusal('members.exportData', { ...input, password: branch.password, purpose: ' ' })).toMatchObject({ code: 'INVALID_INPUT' })
    expect([existsSync(path), (await ask('members.accessLog', {})).entries]).toEqual([false, []])
    expect(await refusal('members.exportData', { ...input, password: branch.password, format: 'pdf' })).toMatchObject({ code: 'PDF_NEEDS_WINDOW' })
    await ask('members.exportData', { ...input, password: branch.password })
    const text = new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? ''
    for (const part of [secret, '13912345678', '警告', '迟报', '何晓燕的个人资料', '本人查阅', '第二支部委员会2026年第9次会议', '由“空”改为']) expect(text).toContain(part)
    expect((await ask('members.accessLog', {})).entries).toMatchObject([{ act: 'export', fields: '全部个人资料', purpose: '本人查阅' }])
  })

  it('is erased from what a merge kept of it as well', async () => {
    const office = await officeWithRecord()
    const { ask } = office
    await ask('members.addMany', { lines: '何小燕\t正式党员' })
    const goneId = (await ask('members.rosterOn', { date: '2026-09-08' })).find(({ name }) => name === '何小燕')?.id ?? ''
    const keepId = person(office)
    await ask('members.save', { id: goneId, fields: { idNumber: secret, school: '金丝雀学院' } })
    await ask('members.merge', { keepId, goneId, take: ['idNumber', 'school'] })
    const kept = () => inDatabase(office, (db) => JSON.stringify([db.prepare('SELECT * FROM operation_before').all(), db.prepare('SELECT name FROM operation').all()]))
    expect(await kept()).toContain(secret)
    await ask('members.erase', { id: keepId, password: branch.password, purpose: '本人要求' })
    for (const word of [secret, '金丝雀学院']) expect(await kept()).not.toContain(word)
  })

  it('is erased for good; who stands in records keeps name and dated changes, and the records are as they were', async () => {
    const office = await officeWithRecord()
    const { ask, refusal, meeting, folder } = office
    const id = person(office)
    await ask('members.save', { id, fields: { idNumber: secret, school: '金丝雀学院' } })
    await ask('members.saveSanction', { personId: id, kind: 'warning', decidedOn: '2020-01-05', note: '金丝雀之过' })
    await ask('materials.addBytes', { personId: id, name: '金丝雀.jpg', base64: jpegOf('canary').toString('base64'), kind: 'application' })
    const roster = await ask('members.rosterOn', { date: '2026-09-08' })
    expect(await ask('members.erasure', { id })).toEqual({ fields: 2, edits: 2, materials: 1, others: 1, records: 1, kept: true })
    expect(await refusal('members.erase', { id, password: '错的口令错的口令', purpose: '本人要求' })).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect((await ask('members.get', { id })).values).toHaveLength(2)
    await ask('backup.create', {})
    expect(await ask('members.erase', { id, password: branch.password, purpose: '本人要求' })).toEqual({ kept: true, records: 1, backups: 1 })
    const after = await ask('members.get', { id })
    expect([after.name, after.values, after.edits, after.sanctions, after.materials, after.removedMaterials]).toEqual(['何晓燕', [], [], 0, [], []])
    expect([await ask('members.rosterOn', { date: '2026-09-08' }), await ask('meetings.get', { id: meeting.id })]).toEqual([roster, meeting])
    // Nowhere in the database, the journal included, and its file is gone at once.
    const everything = await inDatabase(office, (db) => db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all().map((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('\n'))
    for (const word of [secret, '金丝雀']) expect(everything).not.toContain(word)
    expect([...storedFiles(folder)]).toEqual([])
    const told = await newest(office, '清除何晓燕的个人资料')
    expect(told).toMatchObject({ undo: 'cannot', why: expect.stringContaining('不能找回') })
    for (const row of (await ask('journal.list', {})).rows.filter(({ words: text }) => text.includes('档案') || text.includes('材料') || text.includes('奖惩'))) expect(row.undo).toBe('cannot')
    expect((await ask('members.accessLog', {})).entries[0]).toMatchObject({ act: 'erase', purpose: '本人要求' })
  })

  it('goes with the person and the name where no record needs them', async () => {
    const office = await staffedOffice()
    const { ask } = office
    const { id } = await ask('members.save', { name: '金丝雀', status: 'applicant', fields: { school: '金丝雀学院' } })
    await ask('materials.addBytes', { personId: id, name: '金丝雀.jpg', base64: jpegOf('canary').toString('base64'), kind: 'application' })
    expect(await ask('members.erase', { id, password: branch.password, purpose: '本人要求' })).toMatchObject({ kept: false })
    const everything = await inDatabase(office, (db) => db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all().map((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('\n'))
    expect(everything).not.toContain('金丝雀')
    expect(await words(office)).toEqual(expect.arrayContaining(['清除一个人的个人资料']))
    expect(await office.refusal('members.get', { id })).toMatchObject({ code: 'NOT_FOUND' })
  })
})
