import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { committee, decisions, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { auditOf, officeWithRecord, staffedOffice, stateOf, temporaryFolder, templates, type Office } from './office.ts'

type Wanted = Omit<Input<'documents.exportMeeting'>, 'fileToken'>

function exportTo({ service }: Pick<Office, 'service'>, path: string, wanted: Wanted) {
  const fileToken = randomUUID()
  service.grant(fileToken, path)
  return service.call('documents.exportMeeting', { ...wanted, fileToken })
}

const partsOf = (bytes: Uint8Array) => Object.entries(new PizZip(bytes).files).filter(([, file]) => !file.dir).map(([name, file]) => ({ name, text: file.asText(), date: file.date }))
/** The words of a Word file, paragraph by paragraph. */
const wordsOf = (bytes: Uint8Array) => (partsOf(bytes).find((part) => part.name === 'word/document.xml')?.text ?? '').replace(/<\/w:p>/g, '\n').replace(/<w:br\/>/g, '\n').replace(/<[^>]*>/g, '')

/** Whether a text names something, not only as a part of another word. */
const saysWord = (text: string, word: string) => text.split(word).some((before, i, all) => i < all.length - 1 && !/[A-Za-z]$/.test(before) && !/^[A-Za-z]/.test(all[i + 1] ?? ''))

const papers = (['record', 'signIn', 'minutes', 'notice'] as const).flatMap((document) => (['official', 'table'] as const).map((preset) => ({ document, preset })))

describe('the Word file of 8 September', () => {
  it.each(papers)('$document $preset holds its elements, no trace of its maker, and the same bytes a second time', async ({ document, preset }) => {
    const office = await officeWithRecord()
    const folder = temporaryFolder()
    const path = join(folder, '文书.docx')
    const wanted = { meetingId: office.meeting.id, document, preset, format: 'docx' } as const
    const answer = await exportTo(office, path, wanted)
    const bytes = readFileSync(path)
    expect(answer).toEqual({ ok: true, value: { bytes: bytes.length } })
    expect(readdirSync(folder)).toEqual(['文书.docx'])

    const words = wordsOf(bytes)
    expect(words).toContain('2026年9月8日')
    expect(words).toContain('县局三楼党员活动室')
    for (const name of [...committee, '孙立军', '钱雅文']) expect(words).toContain(name)
    expect(words).not.toMatch(/[{}]|undefined|null|\[object|_{8}/)

    const parts = partsOf(bytes)
    const everything = parts.map(({ name, text }) => `${name}\n${text}`).join('\n')
    const traces = [office.folder, folder, templates, userInfo().username, hostname(), 'docx', 'LibreOffice', 'Microsoft Office', 'dcterms:created', 'dcterms:modified', 'rsidR', '<w:ins ', '<w:del ']
    expect(traces.filter((trace) => saysWord(everything, trace))).toEqual([])
    expect(everything).toMatch(/<dc:creator><\/dc:creator>/)
    expect(parts.filter(({ date }) => date.getFullYear() !== 1980)).toEqual([])

    office.now.iso = '2026-09-08T09:59:00.000Z'
    const again = join(folder, '再来一次.docx')
    await exportTo(office, again, wanted)
    expect(createHash('sha256').update(readFileSync(again)).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it.each(['official', 'table'] as const)('record %s tells five of five, the vote, and four decisions with owner and day', async (preset) => {
    const office = await officeWithRecord()
    const path = join(temporaryFolder(), '记录.docx')
    await exportTo(office, path, { meetingId: office.meeting.id, document: 'record', preset, format: 'docx' })
    const words = wordsOf(readFileSync(path))
    expect(words).toContain('应到委员5人，实到5人，超过半数，会议有效。')
    expect(words).toContain('5人（周启明、林静怡、郑浩然、吴国栋、何晓燕）')
    expect(words).toContain('赞成5票，不赞成0票，弃权0票')
    expect(words.match(/责任人：/g)).toHaveLength(4)
    for (const { owners, due } of decisions) expect(words).toContain(`（责任人：${owners}；时限：${due}）`)
    for (const item of office.meeting.agenda) {
      for (const text of [item.title, item.report, item.decision, item.discussion, ...item.speeches.map((speech) => speech.text)]) expect(words).toContain(text)
    }
  })

  it.each(['official', 'table'] as const)('minutes %s tells what was settled and nobody’s words', async (preset) => {
    const office = await officeWithRecord()
    const path = join(temporaryFolder(), '纪要.docx')
    await exportTo(office, path, { meetingId: office.meeting.id, document: 'minutes', preset, format: 'docx' })
    const words = wordsOf(readFileSync(path))
    for (const { owners, due } of decisions) expect(words).toContain(`（责任人：${owners}；时限：${due}）`)
    for (const speech of office.meeting.agenda.flatMap((item) => item.speeches)) expect(words).not.toContain(speech.text)
  })
})

describe('表决票 and 计票单', () => {
  it.each((['ballot', 'tally'] as const).flatMap((document) => (['official', 'table'] as const).map((preset) => ({ document, preset }))))('$document $preset of a vote by ballot is written, without a trace of its maker', async ({ document, preset }) => {
    const office = await staffedOffice()
    const draft = draftWith(office.roster)
    const meeting = await office.ask('meetings.save', { ...draft, agenda: (draft.agenda ?? []).map((item) => ({ ...item, votes: (item.votes ?? []).map((vote) => ({ ...vote, method: 'secret' as const, issued: 5, returned: 5, valid: 5 })) })) })
    const path = join(temporaryFolder(), '表决.docx')
    expect(await exportTo(office, path, { meetingId: meeting.id, document, preset, format: 'docx' })).toMatchObject({ ok: true })
    const words = wordsOf(readFileSync(path))
    expect(words.split('说明：').length - 1).toBe(document === 'ballot' ? 5 : 0)
    expect(words).toContain(document === 'ballot' ? '第二支部表决票' : '发出5张，收回5张，有效5张，无效0张。')
    expect(words).not.toMatch(/[{}]|undefined|null|\[object/)
    const named = committee.filter((name) => document === 'ballot' && words.includes(name))
    expect(named).toEqual([])
    expect(partsOf(readFileSync(path)).filter(({ date }) => date.getFullYear() !== 1980)).toEqual([])
  })

  it.each([['ballot', '这份记录没有无记名投票，没有表决票。'], ['tally', '这份记录没有无记名投票，没有计票单。']] as const)('%s of a record without a ballot is refused in Chinese, written nowhere and not audited', async (document, message) => {
    const office = await officeWithRecord({ printPage: () => Promise.reject(new Error('nothing is printed')) })
    const path = join(temporaryFolder(), '表决.docx')
    expect(await exportTo(office, path, { meetingId: office.meeting.id, document, preset: 'official', format: 'docx' })).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', fields: [{ path: 'document', message }] } })
    expect(await office.refusal('documents.previewMeeting', { meetingId: office.meeting.id, document, preset: 'official' })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(existsSync(path)).toBe(false)
    expect((await auditOf(office)).filter((row) => row.act === 'document.export')).toEqual([])
  })
})

it('the text of a paper is its words, needs no window, and is no export', async () => {
  const office = await officeWithRecord()
  const { text } = await office.ask('documents.textOf', { meetingId: office.meeting.id, document: 'record', preset: 'official' })
  expect(text).toMatch(/^第二支部委员会/)
  for (const { owners, due } of decisions) expect(text).toContain(`（责任人：${owners}；时限：${due}）`)
  expect((await auditOf(office)).filter(({ act }) => act === 'document.export')).toEqual([])
  expect(await office.refusal('documents.textOf', { meetingId: randomUUID(), document: 'record', preset: 'official' })).toMatchObject({ code: 'NOT_FOUND' })
  const talk = await office.ask('meetings.save', { kind: 'heartTalk', title: '与方子涵谈话', heldOn: '2026-09-08' })
  expect(await office.refusal('documents.textOf', { meetingId: talk.id, document: 'signIn', preset: 'official' })).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('谈心谈话没有签到表') })
})

describe('an export that cannot be written', () => {
  const record = { document: 'record', preset: 'official', format: 'docx' } as const

  it.each([
    ['into a folder that there is not', (folder: string) => join(folder, '没有', '记录.docx'), /文件夹不存在/],
    ['into a folder that is a file', (folder: string) => { writeFileSync(join(folder, '文件'), ''); return join(folder, '文件', '记录.docx') }, /文件夹不存在/],
    ['over a folder', (folder: string) => { mkdirSync(join(folder, '记录.docx')); return join(folder, '记录.docx') }, /已有同名的文件夹/],
    ['under a name that is too long', (folder: string) => join(folder, `${'长'.repeat(300)}.docx`), /./],
    ['under a name with a null byte', (folder: string) => `${folder}/a\u0000b.docx`, /./],
    ['over a link that leads nowhere', (folder: string) => { symlinkSync(join(folder, '没有'), join(folder, '记录.docx')); return join(folder, '记录.docx') }, /./],
  ])('%s answers FILE_NOT_WRITTEN, leaves nothing behind and is not audited', async (_case, place, reason) => {
    const office = await officeWithRecord()
    const before = await stateOf(office)
    const folder = temporaryFolder()
    const path = place(folder)
    const left = readdirSync(folder)
    const answer = await exportTo(office, path, { ...record, meetingId: office.meeting.id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'FILE_NOT_WRITTEN', message: expect.stringMatching(reason) } })
    expect(readdirSync(folder)).toEqual(left)
    expect(await stateOf(office)).toEqual(before)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('into a folder for reading only keeps the old file (skipped for root, who may write everywhere)', async () => {
    const office = await officeWithRecord()
    const folder = temporaryFolder()
    const path = join(folder, '记录.docx')
    writeFileSync(path, '上一次的')
    chmodSync(folder, 0o500)
    onTestFinished(() => chmodSync(folder, 0o700))
    expect(await exportTo(office, path, { ...record, meetingId: office.meeting.id })).toMatchObject({ ok: false, error: { code: 'FILE_NOT_WRITTEN' } })
    expect(readFileSync(path, 'utf8')).toBe('上一次的')
    expect(readdirSync(folder)).toEqual(['记录.docx'])
  })

  it('as PDF without a window answers PDF_NEEDS_WINDOW and makes no file', async () => {
    const office = await officeWithRecord()
    const path = join(temporaryFolder(), '记录.pdf')
    expect(await exportTo(office, path, { ...record, format: 'pdf', meetingId: office.meeting.id })).toMatchObject({ ok: false, error: { code: 'PDF_NEEDS_WINDOW' } })
    expect(existsSync(path)).toBe(false)
    expect(await office.refusal('documents.previewMeeting', { meetingId: office.meeting.id, document: 'record', preset: 'official' })).toMatchObject({ code: 'PDF_NEEDS_WINDOW' })
  })

  it('as PDF by a printer that fails or prints nonsense keeps the old file', async () => {
    for (const printPage of [() => Promise.reject(new Error('window is gone')), () => Promise.resolve(new Uint8Array([1, 2, 3]))]) {
      const office = await officeWithRecord({ printPage })
      const path = join(temporaryFolder(), '记录.pdf')
      writeFileSync(path, '上一次的')
      const answer = await exportTo(office, path, { ...record, format: 'pdf', meetingId: office.meeting.id })
      expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/PDF_FAILED|INTERNAL/) } })
      expect(readFileSync(path, 'utf8')).toBe('上一次的')
    }
  })

  it('of a meeting that there is not, or to a place nobody chose, is refused', async () => {
    const office = await officeWithRecord()
    const path = join(temporaryFolder(), '记录.docx')
    expect(await exportTo(office, path, { ...record, meetingId: randomUUID() })).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await office.refusal('documents.exportMeeting', { ...record, meetingId: office.meeting.id, fileToken: randomUUID() })).toMatchObject({ code: 'FILE_TOKEN_UNKNOWN' })
    expect(existsSync(path)).toBe(false)
  })

  it.each([
    ['is gone', undefined, /模板文件不见了/],
    ['is no Word file', Buffer.from('hello'), /模板不是Word文件/],
  ])('with a template that %s answers TEMPLATE_BROKEN', async (_case, bytes, detail) => {
    const folder = temporaryFolder()
    if (bytes) writeFileSync(join(folder, 'record-official.docx'), bytes)
    const office = await officeWithRecord({ templates: folder })
    const path = join(temporaryFolder(), '记录.docx')
    expect(await exportTo(office, path, { ...record, meetingId: office.meeting.id })).toMatchObject({ ok: false, error: { code: 'TEMPLATE_BROKEN', message: expect.stringMatching(detail) } })
    expect(existsSync(path)).toBe(false)
  })
})

it('an export replaces the file of the same name, keeps a link a link, and is audited once', async () => {
  const office = await officeWithRecord()
  const folder = temporaryFolder()
  const path = join(folder, '记录.docx')
  writeFileSync(path, '上一次的')
  symlinkSync(path, join(folder, '链接.docx'))
  await exportTo(office, join(folder, '链接.docx'), { document: 'record', preset: 'official', format: 'docx', meetingId: office.meeting.id })
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
  expect(readdirSync(folder).sort()).toEqual(['记录.docx', '链接.docx'])
  expect((await auditOf(office)).filter((row) => row.act === 'document.export')).toMatchObject([{ times: 1, entity_id: office.meeting.id, who: '林静怡' }])
})
