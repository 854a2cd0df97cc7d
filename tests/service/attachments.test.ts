import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makePlace, removeCopies } from '../../electron/main/openedCopies.ts'
import { filesNeeded, storedFiles } from '../../db/attachmentFiles.ts'
import { largestAttachment } from '../../shared/domain/attachment.ts'
import { docxOf, jpegOf, pdfOf, pngOf } from '../fixtures/files.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { auditOf, inDatabase, officeWithRecord, temporaryFolder, type Office } from './office.ts'

/** An office with a record, and what main does for it: dialogs that answer tokens. */
async function deskWithRecord() {
  const office = await officeWithRecord()
  const files = temporaryFolder()
  const { id: meetingId } = office.meeting
  const token = (path: string): string => {
    const made = randomUUID()
    office.service.grant(made, path)
    return made
  }
  const file = (name: string, bytes: Buffer): string => {
    const path = join(files, name)
    writeFileSync(path, bytes)
    return path
  }
  const add = (chosen: Record<string, Buffer>, role: 'photo' | 'scan' | 'document' | 'signedScan' = 'photo') =>
    office.ask('attachments.add', { meetingId, fileTokens: Object.entries(chosen).map(([name, bytes]) => token(file(name, bytes))), role })
  const drop = (name: string, bytes: Buffer, role: 'photo' | 'signedScan' = 'photo') => ({ meetingId, name, base64: bytes.toString('base64'), role })
  const list = () => office.ask('attachments.list', { meetingId })
  const names = async () => (await list()).attachments.map(({ name }) => name)
  const finalize = async () => office.ask('meetings.finalize', { id: meetingId, revision: (await office.ask('meetings.get', { id: meetingId })).revision })
  return { ...office, meetingId, files, token, file, add, drop, list, names, finalize }
}

const actsOf = async (office: Office) => (await auditOf(office)).map(({ act }) => act).filter((act) => /^attachment|archive/.test(act))

describe('files', () => {
  it('that were chosen are attached with their kind, and come back byte by byte', async () => {
    const { add, list, ask, ...office } = await deskWithRecord()
    const files = { '会场.jpg': jpegOf(), '签到表.pdf': pdfOf(), '方案.docx': docxOf('方案') }
    const { added, refused } = await add(files)
    expect(refused).toEqual([])
    expect(added).toMatchObject([{ name: '会场.jpg', role: 'photo', media: 'jpeg', who: '林静怡', addedAt: '2026-09-08T08:30:00.000Z' }, { role: 'document', media: 'pdf' }, { role: 'document', media: 'docx' }])
    expect(await list()).toEqual({ attachments: added, removed: [], signed: false, page: [] })
    for (const { id, media, size, name } of added) {
      const content = await ask('attachments.content', { id })
      expect([content.media, Buffer.from(content.base64, 'base64')]).toEqual([media, files[name as keyof typeof files]])
      expect(size).toBe(files[name as keyof typeof files].length)
    }
    expect(await actsOf({ ask, ...office })).toEqual(['attachment.add', 'attachment.add', 'attachment.add'])
  })

  it('that are refused keep no other out, and each says why', async () => {
    const { add, names } = await deskWithRecord()
    const { added, refused } = await add({ '一.jpg': jpegOf('一'), '二.jpg.exe': Buffer.from('MZ'), '三.jpg': pngOf(), '四.jpg': Buffer.alloc(0), '五.jpg': jpegOf('一'), '六.png': pngOf() })
    expect(added.map(({ name }) => name)).toEqual(['一.jpg', '六.png'])
    expect(refused.map(({ name, code }) => [name, code])).toEqual([['二.jpg.exe', 'FILE_TYPE_REFUSED'], ['三.jpg', 'FILE_TYPE_REFUSED'], ['四.jpg', 'FILE_TYPE_REFUSED'], ['五.jpg', 'ATTACHED_ALREADY']])
    expect(refused.map(({ message }) => message)).toEqual([expect.stringContaining('这是程序'), expect.stringContaining('像是PNG图片'), expect.stringContaining('文件是空的'), expect.stringContaining('名为“一.jpg”')])
    expect(await names()).toEqual(['一.jpg', '六.png'])
  })

  it('that are gone, are a folder or are too large are refused before they are read', async () => {
    const { ask, token, files: folder, meetingId, names } = await deskWithRecord()
    const large = join(folder, '长片.pdf')
    writeFileSync(large, pdfOf())
    truncateSync(large, largestAttachment + 1)
    mkdirSync(join(folder, '文件夹.jpg'))
    symlinkSync('/dev/zero', join(folder, '无底.jpg'))
    const { refused } = await ask('attachments.add', { meetingId, role: 'photo', fileTokens: [join(folder, '没有.jpg'), join(folder, '文件夹.jpg'), large, join(folder, '无底.jpg')].map(token) })
    expect(refused.map(({ code }) => code)).toEqual(['FILE_UNREADABLE', 'FILE_UNREADABLE', 'FILE_TOO_LARGE', 'FILE_UNREADABLE'])
    expect(await names()).toEqual([])
  })

  it('need a token of main', async () => {
    const { refusal, meetingId } = await deskWithRecord()
    expect(await refusal('attachments.add', { meetingId, fileTokens: [randomUUID()], role: 'photo' })).toMatchObject({ code: 'FILE_TOKEN_UNKNOWN' })
    expect(await refusal('attachments.add', { meetingId, fileTokens: ['/etc/passwd'], role: 'photo' })).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('that were dropped or pasted are judged alike', async () => {
    const { ask, refusal, drop, names } = await deskWithRecord()
    expect(await ask('attachments.addBytes', drop('C:\\桌面\\截图.png', pngOf()))).toMatchObject({ name: '截图.png', media: 'png' })
    expect(await refusal('attachments.addBytes', drop('又一张.png', pngOf()))).toMatchObject({ code: 'ATTACHED_ALREADY', params: { as: '截图.png' } })
    expect(await refusal('attachments.addBytes', drop('记录.docx', docxOf('', { 'word/vbaProject.bin': 'x' })))).toMatchObject({ code: 'FILE_TYPE_REFUSED', message: expect.stringContaining('里面有宏，宏是程序') })
    expect(await refusal('attachments.addBytes', drop('记录.doc', Buffer.from('{\\rtf')))).toMatchObject({ code: 'FILE_TYPE_REFUSED' })
    for (const base64 of ['AAA', 'AA=A', 'A===', 'AA A', '////\n', '照片']) expect(await refusal('attachments.addBytes', { ...drop('一.png', pngOf()), base64 })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await names()).toEqual(['截图.png'])
  })

  it('of 50 MB pass, and one byte more does not', { timeout: 300_000 }, async () => {
    const { ask, refusal, drop } = await deskWithRecord()
    const large = Buffer.concat([jpegOf(), Buffer.alloc(largestAttachment)]).subarray(0, largestAttachment)
    const { id } = await ask('attachments.addBytes', drop('大.jpg', large))
    expect(Buffer.from((await ask('attachments.content', { id })).base64, 'base64').equals(large)).toBe(true)
    expect((await refusal('attachments.addBytes', drop('更大.jpg', Buffer.concat([large, Buffer.from([1])])))).code).toBe('FILE_TOO_LARGE')
    expect((await refusal('attachments.addBytes', drop('太大.jpg', Buffer.concat([large, Buffer.alloc(10_000)])))).code).toBe('REQUEST_TOO_LARGE')
  })

  it('are at most 200 of a meeting, those in the trash not counted', async () => {
    const { ask, refusal, drop, add, list, meetingId, ...office } = await deskWithRecord()
    await inDatabase(office, (db) => {
      const insert = db.prepare(`INSERT INTO attachment (id, meeting_id, name, role, media, size, sha256, added_at, who) VALUES (?, ?, ?, 'photo', 'jpeg', 1, ?, '2026-09-08T08:30:00.000Z', '')`)
      db.transaction(() => { for (let n = 0; n < 199; n++) insert.run(randomUUID(), meetingId, `${n}.jpg`, String(n).padStart(64, '0')) })()
    })
    const [last] = (await add({ '第200张.jpg': jpegOf() })).added
    expect((await refusal('attachments.addBytes', drop('第201张.jpg', jpegOf('201')))).code).toBe('TOO_MANY_ATTACHMENTS')
    await ask('attachments.remove', { id: last?.id ?? '' })
    await ask('attachments.addBytes', drop('第201张.jpg', jpegOf('201')))
    expect((await refusal('attachments.restore', { id: last?.id })).code).toBe('TOO_MANY_ATTACHMENTS')
    expect((await list()).attachments).toHaveLength(200)
  })
})

describe('an attachment', () => {
  it('is removed to the trash and comes back, also by being added again', async () => {
    const { add, ask, refusal, list, names, drop, ...office } = await deskWithRecord()
    const { added: [photo] } = await add({ '会场.jpg': jpegOf() })
    const id = photo?.id ?? ''
    await ask('attachments.remove', { id })
    expect(await list()).toMatchObject({ attachments: [], removed: [{ id }] })
    expect(await refusal('attachments.remove', { id })).toMatchObject({ code: 'NOT_FOUND' })
    await ask('attachments.restore', { id })
    await ask('attachments.restore', { id })
    expect(await names()).toEqual(['会场.jpg'])
    await ask('attachments.remove', { id })
    expect(await ask('attachments.addBytes', drop('会场二.jpg', jpegOf()))).toMatchObject({ id, name: '会场二.jpg' })
    expect(await inDatabase(office, (db) => [...filesNeeded(db)].length)).toBe(1)
    expect([...storedFiles(office.folder)]).toHaveLength(1)
    expect(await actsOf({ ask, refusal, ...office })).toEqual(['attachment.add', 'attachment.remove', 'attachment.restore', 'attachment.remove', 'attachment.add'])
  })

  it('gets another name and another role, but keeps its ending and no role that does not fit', async () => {
    const { add, ask, refusal } = await deskWithRecord()
    const { added: [photo, paper] } = await add({ 'IMG_2041.jpg': jpegOf(), '方案.docx': docxOf() })
    expect(await ask('attachments.describe', { id: photo?.id ?? '', name: '签到表/../1.exe', role: 'scan' })).toMatchObject({ name: '1.exe.jpg', role: 'scan' })
    expect(await ask('attachments.describe', { id: photo?.id ?? '', name: '会场全景' })).toMatchObject({ name: '会场全景.jpg', role: 'scan' })
    expect(await refusal('attachments.describe', { id: paper?.id, role: 'signedScan' })).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('不能作为所选的类别') })
    expect(await refusal('attachments.describe', { id: paper?.id, name: '　' })).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('goes and comes with its meeting', async () => {
    const { add, ask, refusal, meetingId, names } = await deskWithRecord()
    const { added: [photo] } = await add({ '会场.jpg': jpegOf() })
    const id = photo?.id ?? ''
    await ask('meetings.remove', { id: meetingId })
    for (const [channel, input] of [['attachments.list', { meetingId }], ['attachments.content', { id }], ['attachments.remove', { id }], ['attachments.describe', { id, role: 'scan' }]] as const) expect(await refusal(channel, input)).toMatchObject({ code: 'NOT_FOUND' })
    await ask('meetings.restore', { id: meetingId })
    expect(await names()).toEqual(['会场.jpg'])
  })

  it('outlives every save of its record', async () => {
    const { add, ask, names, meetingId, roster } = await deskWithRecord()
    await add({ '会场.jpg': jpegOf() })
    await ask('meetings.save', { ...draftWith(roster), id: meetingId, place: '四楼' })
    expect(await names()).toEqual(['会场.jpg'])
  })

  it('of a meeting that there is not is none', async () => {
    const { refusal, token, file, drop } = await deskWithRecord()
    const meetingId = randomUUID()
    expect((await refusal('attachments.add', { meetingId, fileTokens: [token(file('一.jpg', jpegOf()))], role: 'photo' })).code).toBe('NOT_FOUND')
    expect((await refusal('attachments.addBytes', { ...drop('一.jpg', jpegOf()), meetingId })).code).toBe('NOT_FOUND')
    expect((await refusal('attachments.list', { meetingId })).code).toBe('NOT_FOUND')
    expect((await refusal('attachments.content', { id: meetingId })).code).toBe('NOT_FOUND')
  })
})

describe('the archive', () => {
  it('needs a final record and a scan of the signed paper, and asks no second time', async () => {
    const { ask, refusal, add, finalize, meetingId, list, ...office } = await deskWithRecord()
    expect(await refusal('meetings.archive', { id: meetingId })).toMatchObject({ code: 'NOT_FINAL', message: expect.stringContaining('请先定稿') })
    await finalize()
    expect(await refusal('meetings.archive', { id: meetingId })).toMatchObject({ code: 'NO_SIGNED_SCAN' })
    await add({ '会场.jpg': jpegOf() })
    expect((await refusal('meetings.archive', { id: meetingId })).code).toBe('NO_SIGNED_SCAN')
    const { added: [scan] } = await add({ '签字页.pdf': pdfOf() }, 'signedScan')
    await ask('attachments.remove', { id: scan?.id ?? '' })
    expect((await refusal('meetings.archive', { id: meetingId })).code).toBe('NO_SIGNED_SCAN')
    await ask('attachments.restore', { id: scan?.id ?? '' })
    expect((await list()).signed).toBe(true)
    const archived = await ask('meetings.archive', { id: meetingId })
    expect(archived.state).toBe('archived')
    expect(await ask('meetings.archive', { id: meetingId })).toEqual(archived)
    expect((await actsOf({ ask, refusal, ...office })).filter((act) => act === 'meeting.archive')).toHaveLength(1)
  })

  it('keeps its attachments as they are, and takes more', async () => {
    const { ask, refusal, add, finalize, meetingId, names, meeting, roster } = await deskWithRecord()
    const { added: [gone, scan] } = await add({ '旧.jpg': jpegOf('旧'), '签字页.pdf': pdfOf() }, 'signedScan')
    await ask('attachments.remove', { id: gone?.id ?? '' })
    await finalize()
    await ask('meetings.archive', { id: meetingId })
    const id = scan?.id ?? ''
    expect(await refusal('attachments.remove', { id })).toMatchObject({ code: 'MEETING_ARCHIVED' })
    expect(await refusal('attachments.describe', { id, role: 'scan' })).toMatchObject({ code: 'MEETING_ARCHIVED' })
    expect(await refusal('meetings.save', { ...draftWith(roster), id: meeting.id })).toMatchObject({ code: 'MEETING_FINAL' })
    await add({ '会后补的照片.jpg': jpegOf() })
    await ask('attachments.restore', { id: gone?.id ?? '' })
    expect(await names()).toEqual(['旧.jpg', '签字页.pdf', '会后补的照片.jpg'])
  })

  it('of a corrected record needs a newly signed paper', async () => {
    const { ask, refusal, add, finalize, meetingId, now, list } = await deskWithRecord()
    await add({ '签字页.pdf': pdfOf('1') }, 'signedScan')
    await finalize()
    await ask('meetings.archive', { id: meetingId })
    now.iso = '2026-09-09T08:30:00.000Z'
    await ask('meetings.correct', { id: meetingId, reason: '地点错了' })
    await finalize()
    expect((await list()).signed).toBe(false)
    expect((await refusal('meetings.archive', { id: meetingId })).code).toBe('NO_SIGNED_SCAN')
    await add({ '新签字页.pdf': pdfOf('2') }, 'signedScan')
    expect((await ask('meetings.archive', { id: meetingId })).state).toBe('archived')
  })

  it('is listed as such', async () => {
    const { ask, add, finalize, meetingId } = await deskWithRecord()
    await add({ '签字页.pdf': pdfOf() }, 'signedScan')
    await finalize()
    await ask('meetings.archive', { id: meetingId })
    expect((await ask('meetings.list', { state: 'archived' })).rows.map(({ id }) => id)).toEqual([meetingId])
  })
})

describe('on the disk', () => {
  const sentence = '王建国同志在民主评议中检讨了三件事'
  const filesWith = (folder: string, text: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(text))

  it('nothing of an attachment can be read, neither open nor closed', async () => {
    const { add, folder: workspace, service } = await deskWithRecord()
    const plain = Buffer.concat([jpegOf(), Buffer.from(sentence)])
    const { added } = await add({ '会场照片甲.jpg': plain, '检讨.docx': docxOf(sentence) })
    expect(added).toHaveLength(2)
    for (const text of [sentence, '会场照片甲', 'JFIF', 'word/document.xml']) expect(filesWith(workspace, text)).toEqual([])
    service.close()
    for (const text of [sentence, '会场照片甲', 'JFIF', 'word/document.xml']) expect(filesWith(workspace, text)).toEqual([])
  })

  it('a copy to look at is whole, for this user only, cannot be written, and goes with all others', async () => {
    const { add, ask, token, refusal } = await deskWithRecord()
    const bytes = docxOf(sentence)
    const { added: [paper] } = await add({ '检讨.docx': bytes })
    const opened = join(temporaryFolder(), 'opened')
    const place = makePlace(opened)
    expect(statSync(place).mode & 0o777).toBe(0o700)
    const { name } = await ask('attachments.copyTo', { id: paper?.id ?? '', fileToken: token(place) })
    const copy = join(place, name)
    expect([name, basename(copy), readFileSync(copy).equals(bytes), statSync(copy).mode & 0o777]).toEqual(['检讨.docx', '检讨.docx', true, 0o400])
    // Word leaves a file of its own beside it.
    writeFileSync(join(place, '~$检讨.docx'), 'x')
    const other = makePlace(opened)
    await ask('attachments.copyTo', { id: paper?.id ?? '', fileToken: token(other) })
    removeCopies(opened)
    expect(readdirSync(opened)).toEqual([])
    removeCopies(join(opened, 'never was'))
    // The place is gone with the copies: a token of before writes nothing any more.
    expect(await refusal('attachments.copyTo', { id: paper?.id, fileToken: token(place) })).toMatchObject({ code: 'FILE_NOT_WRITTEN' })
    expect(existsSync(place)).toBe(false)
  })

  it('a locked desk gives no copy and no content', async () => {
    const { add, ask, refusal, token } = await deskWithRecord()
    const { added: [paper] } = await add({ '检讨.docx': docxOf(sentence) })
    await ask('workspace.lock', {})
    const place = makePlace(join(temporaryFolder(), 'opened'))
    expect((await refusal('attachments.copyTo', { id: paper?.id, fileToken: token(place) })).code).toBe('LOCKED')
    expect((await refusal('attachments.content', { id: paper?.id })).code).toBe('LOCKED')
    expect(readdirSync(place)).toEqual([])
  })
})
