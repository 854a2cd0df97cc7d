// The page of chosen photos: what it takes, what it refuses, and how it follows its attachments.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { largestPageJpeg, mostPagePhotos } from '../../shared/domain/photoPage.ts'
import { pdfOf, pngOf } from '../fixtures/files.ts'
import { photoOf, plainPhoto, privateWords } from '../fixtures/photos.ts'
import { auditOf, inDatabase, officeWithRecord, temporaryFolder } from './office.ts'

/** An office with a record and photos that telephones made; `put` sends what the window would. */
async function deskWithPhotos(names: readonly string[] = ['一.jpg', '二.jpg', '三.jpg'], options: Parameters<typeof officeWithRecord>[0] = {}) {
  const office = await officeWithRecord(options)
  const { ask, meeting: { id: meetingId } } = office
  const attach = (name: string, bytes: Buffer, role: 'photo' | 'scan' | 'document' | 'signedScan' = 'photo', to = meetingId) => ask('attachments.addBytes', { meetingId: to, name, base64: bytes.toString('base64'), role })
  const ids: string[] = []
  for (const [n, name] of names.entries()) ids.push((await attach(name, photoOf({ width: 64 + n, height: 48, orientation: 6 }))).id)
  const [first = '', second = '', third = ''] = ids
  const sent = (id: string, bytes = photoOf({ width: 48, height: 64 }), size = { width: 48, height: 64 }) => ({ id, jpegBase64: bytes.toString('base64'), ...size })
  const put = (id: string) => ask('attachments.putOnPage', sent(id))
  const page = async () => (await ask('attachments.list', { meetingId })).page
  const order = async () => (await page()).map(({ id }) => ids.indexOf(id))
  const picture = async (id: string) => Buffer.from((await ask('attachments.pagePicture', { id })).jpegBase64, 'base64')
  const archive = async () => {
    await ask('meetings.finalize', { id: meetingId, revision: (await ask('meetings.get', { id: meetingId })).revision })
    await attach('签字页.pdf', pdfOf('signed'), 'signedScan')
    await ask('meetings.archive', { id: meetingId })
  }
  return { ...office, meetingId, ids, first, second, third, attach, sent, put, page, order, picture, archive }
}

describe('a photo that is put on the page', () => {
  it('is stored without anything that its camera noted, and a second time keeps its place and caption', async () => {
    const { ask, put, first, second, page, picture, meetingId, ...office } = await deskWithPhotos()
    expect(await put(first)).toEqual({ page: [{ id: first, caption: '', width: 48, height: 64 }] })
    await put(second)
    const stored = await picture(first)
    for (const word of [...privateWords, 'Exif', 'GPS']) expect(stored.includes(word)).toBe(false)
    // Its tables and its scan are those that were sent.
    const plain = plainPhoto({ width: 48, height: 64 })
    expect(stored.subarray(20).equals(plain.subarray(2))).toBe(true)
    await ask('attachments.arrangePage', { meetingId, photos: [{ id: first, caption: '重温誓词' }, { id: second, caption: '' }] })
    await put(first)
    expect((await page()).map(({ id, caption }) => [id, caption])).toEqual([[first, '重温誓词'], [second, '']])
    expect((await auditOf({ ask, ...office })).map(({ act }) => act).filter((act) => act.endsWith('Page'))).toEqual(['attachment.putOnPage', 'attachment.putOnPage', 'attachment.arrangePage', 'attachment.putOnPage'])
  })

  it.each([
    ['a PNG', pngOf(48, 64)], ['a PDF', pdfOf()], ['half a photo', photoOf({ width: 48, height: 64 }).subarray(0, 500)], ['a photo without an end', plainPhoto({ width: 48, height: 64 }).subarray(0, -2)],
    ['a photo without a picture', Buffer.concat([plainPhoto({ width: 48, height: 64 }).subarray(0, 90), Buffer.from([0xff, 0xd9])])], ['noise', Buffer.alloc(2000, 0xff)],
    ['the colours of a printing press', Buffer.from(plainPhoto({ width: 48, height: 64 }).map((byte, at, all) => (at === all.indexOf(Buffer.from([0xff, 0xc0])) + 9 ? 4 : byte)))],
  ])('is refused where it is %s', async (_what, bytes) => {
    const { refusal, first, sent, page } = await deskWithPhotos()
    expect(await refusal('attachments.putOnPage', sent(first, bytes))).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('不是完整的照片') })
    expect(await page()).toEqual([])
  })

  it('is refused with a size that is not its own, with one of more than 1,600 px, and over 3 MB', async () => {
    const { refusal, first, sent, page } = await deskWithPhotos()
    expect(await refusal('attachments.putOnPage', sent(first, undefined, { width: 64, height: 48 }))).toMatchObject({ code: 'INVALID_INPUT', fields: [{ message: '照片的宽高与内容不符。' }] })
    expect(await refusal('attachments.putOnPage', sent(first, plainPhoto({ width: 1601, height: 8 }), { width: 1601, height: 8 }))).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'width', message: expect.stringContaining('1600') }] })
    const padded = Buffer.concat([plainPhoto({ width: 48, height: 64 }), Buffer.alloc(largestPageJpeg + 10_000)])
    expect((await refusal('attachments.putOnPage', sent(first, padded))).code).toBe('REQUEST_TOO_LARGE')
    expect((await refusal('attachments.putOnPage', sent(first, padded.subarray(0, largestPageJpeg + 3)))).code).toBe('INVALID_INPUT')
    expect(await page()).toEqual([])
  })

  it('of 1,600 px and of 3 MB passes', async () => {
    const { ask, first, sent } = await deskWithPhotos()
    expect((await ask('attachments.putOnPage', sent(first, plainPhoto({ width: 1600, height: 8 }), { width: 1600, height: 8 }))).page).toMatchObject([{ width: 1600, height: 8 }])
    const large = Buffer.concat([plainPhoto({ width: 48, height: 64 }), Buffer.alloc(largestPageJpeg)]).subarray(0, largestPageJpeg)
    expect((await ask('attachments.putOnPage', sent(first, large))).page).toMatchObject([{ width: 48 }])
  })

  it('must be a photo of a record that is there', async () => {
    const { ask, refusal, attach, sent, meetingId, first, ...office } = await deskWithPhotos()
    const paper = await attach('方案.pdf', pdfOf('plan'), 'document')
    const scan = await attach('签到表.png', pngOf(), 'scan')
    for (const { id } of [paper, scan]) expect(await refusal('attachments.putOnPage', sent(id))).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('只有照片') })
    expect((await refusal('attachments.putOnPage', sent(randomUUID()))).code).toBe('NOT_FOUND')
    await ask('attachments.remove', { id: first })
    expect((await refusal('attachments.putOnPage', sent(first))).code).toBe('NOT_FOUND')
    await ask('attachments.restore', { id: first })
    await ask('attachments.putOnPage', sent(first))
    await ask('meetings.remove', { id: meetingId })
    for (const [channel, input] of [['attachments.putOnPage', sent(first)], ['attachments.takeOffPage', { id: first }], ['attachments.arrangePage', { meetingId, photos: [] }], ['attachments.pagePicture', { id: first }]] as const) expect((await refusal(channel, input)).code).toBe('NOT_FOUND')
    await ask('meetings.restore', { id: meetingId })
    expect(await inDatabase({ ...office }, (db) => db.prepare('SELECT count(*) FROM page_photo').pluck().get())).toBe(1)
  })
})

describe('the page', () => {
  it('takes an order and captions, and what the caller does not name follows', async () => {
    const { ask, refusal, put, ids, first, second, third, order, page, meetingId, ...office } = await deskWithPhotos()
    for (const id of ids) await put(id)
    expect(await order()).toEqual([0, 1, 2])
    const arranged = { meetingId, photos: [{ id: third, caption: ' 罗敏\u0000在\n走访 ' }, { id: first, caption: '' }] }
    const { savedAt } = await ask('attachments.arrangePage', arranged)
    expect(savedAt).toBe('2026-09-08T08:30:00.000Z')
    expect(await order()).toEqual([2, 0, 1])
    expect((await page())[0]?.caption).toBe('罗敏在 走访')
    await ask('attachments.arrangePage', arranged)
    await ask('attachments.arrangePage', { meetingId, photos: [{ id: second, caption: '合影' }] })
    // One sitting is one row, and what changes nothing is no act.
    expect((await auditOf({ ask, refusal, ...office })).filter(({ act }) => act === 'attachment.arrangePage')).toMatchObject([{ times: 2, entity_id: meetingId }])
    expect(await order()).toEqual([1, 2, 0])
  })

  it('refuses photos of another record, one that is named twice, and captions that are too long', async () => {
    const { ask, refusal, put, first, page, meetingId, attach } = await deskWithPhotos()
    await put(first)
    const other = await ask('meetings.save', { kind: 'themeDay', title: '十月主题党日', heldOn: '2026-09-08' })
    const foreign = await attach('别处.jpg', photoOf({ width: 80, height: 60 }), 'photo', other.id)
    await put(foreign.id)
    expect((await refusal('attachments.arrangePage', { meetingId, photos: [{ id: first, caption: '' }, { id: foreign.id, caption: '改' }] })).code).toBe('NOT_FOUND')
    expect((await refusal('attachments.arrangePage', { meetingId, photos: [{ id: first, caption: '甲' }, { id: first, caption: '乙' }] })).code).toBe('INVALID_INPUT')
    expect((await refusal('attachments.arrangePage', { meetingId, photos: [{ id: first, caption: '长'.repeat(41) }] })).code).toBe('INVALID_INPUT')
    expect(await page()).toMatchObject([{ id: first, caption: '' }])
    expect((await ask('attachments.list', { meetingId: other.id })).page).toMatchObject([{ id: foreign.id, caption: '' }])
  })

  it('loses a photo that is taken off, asked once or twice, and only there', async () => {
    const { ask, put, ids, first, order, meetingId } = await deskWithPhotos()
    for (const id of ids) await put(id)
    await ask('attachments.takeOffPage', { id: first })
    await ask('attachments.takeOffPage', { id: first })
    expect(await order()).toEqual([1, 2])
    expect((await ask('attachments.list', { meetingId })).attachments).toHaveLength(3)
  })

  it('loses a photo that is deleted or is a scan now, and has it again where it stood, with its caption', async () => {
    const { ask, put, ids, first, order, page, meetingId } = await deskWithPhotos()
    for (const id of ids) await put(id)
    await ask('attachments.arrangePage', { meetingId, photos: [{ id: first, caption: '开场' }] })
    await ask('attachments.remove', { id: first })
    expect(await order()).toEqual([1, 2])
    // The window may have had a caption of it on its way.
    await ask('attachments.arrangePage', { meetingId, photos: [{ id: first, caption: '开场二' }] })
    await ask('attachments.restore', { id: first })
    await ask('attachments.describe', { id: first, role: 'scan' })
    expect(await order()).toEqual([1, 2])
    await ask('attachments.describe', { id: first, role: 'photo' })
    expect(await page()).toMatchObject([{ id: first, caption: '开场二' }, {}, {}])
  })

  it('has twelve photos at most, also when some come back', async () => {
    const { refusal, ask, put, ids, order, sent } = await deskWithPhotos(Array.from({ length: 14 }, (_, n) => `${n}.jpg`))
    for (const id of ids.slice(0, mostPagePhotos)) await put(id)
    expect(await refusal('attachments.putOnPage', sent(ids[12] ?? ''))).toMatchObject({ code: 'PHOTO_PAGE_FULL', message: expect.stringContaining('先取下一张') })
    await put(ids[3] ?? '')
    await ask('attachments.remove', { id: ids[0] ?? '' })
    await put(ids[12] ?? '')
    await ask('attachments.restore', { id: ids[0] ?? '' })
    expect(await order()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('may still change when the record is final, and no more when it is archived', async () => {
    const { ask, refusal, put, first, second, third, sent, order, archive, meetingId } = await deskWithPhotos()
    for (const id of [first, second, third]) await put(id)
    await ask('meetings.finalize', { id: meetingId, revision: (await ask('meetings.get', { id: meetingId })).revision })
    await ask('attachments.arrangePage', { meetingId, photos: [{ id: second, caption: '定稿以后' }] })
    await ask('attachments.remove', { id: third })
    await ask('meetings.correct', { id: meetingId, reason: '写错了' })
    await archive()
    for (const [channel, input] of [['attachments.putOnPage', sent(first)], ['attachments.takeOffPage', { id: first }], ['attachments.arrangePage', { meetingId, photos: [{ id: first, caption: '改' }] }]] as const) expect((await refusal(channel, input)).code).toBe('MEETING_ARCHIVED')
    // What was not on the signed page does not come onto it out of the 回收站.
    await ask('attachments.restore', { id: third })
    expect(await order()).toEqual([1, 0])
  })
})

describe('the papers', () => {
  it('of a record end with its photos, in Word, in print and as text; other papers have none', async () => {
    const printed: string[] = []
    const { ask, service, put, first, second, meetingId } = await deskWithPhotos(undefined, { printPage: (html) => { printed.push(html); return Promise.reject(new Error('enough')) } })
    await put(first)
    await put(second)
    await ask('attachments.arrangePage', { meetingId, photos: [{ id: second, caption: '罗敏在走访' }, { id: first, caption: '' }] })
    const folder = temporaryFolder()
    const word = async (document: 'record' | 'minutes') => {
      const fileToken = randomUUID()
      service.grant(fileToken, join(folder, `${document}.docx`))
      await ask('documents.exportMeeting', { meetingId, document, preset: 'official', format: 'docx', fileToken })
      return readFileSync(join(folder, `${document}.docx`))
    }
    const record = await word('record')
    const media = new PizZip(record).file(/^word\/media\//)
    expect(media).toHaveLength(2)
    for (const file of media) for (const private_ of privateWords) expect(Buffer.from(file.asUint8Array()).includes(private_)).toBe(false)
    expect(new PizZip(await word('minutes')).file(/^word\/media\//)).toHaveLength(0)
    expect((await ask('documents.textOf', { meetingId, document: 'record', preset: 'official' })).text).toMatch(/\n会议照片\n罗敏在走访\n$/)
    await service.call('documents.previewMeeting', { meetingId, document: 'record', preset: 'official' })
    await service.call('documents.previewMeeting', { meetingId, document: 'minutes', preset: 'official' })
    expect(printed.map((html) => html.split('src="data:image/jpeg;base64,').length - 1)).toEqual([2, 0])
    const folderToken = randomUUID()
    service.grant(folderToken, folder)
    const { written } = await ask('documents.exportMany', { meetingIds: [meetingId], documents: ['record'], preset: 'table', format: 'docx', folderToken })
    expect(new PizZip(readFileSync(join(folder, written[0]?.fileName ?? ''))).file(/^word\/media\//)).toHaveLength(2)
  })
})
