import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Input, Output } from '../../shared/contract/index.ts'
import { branch, draftWith, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { textOfWord } from '../drive/papers.ts'
import { CliProcess } from './cliProcess.ts'
import { auditOf, officeWithRecord, staffedOffice, temporaryFolder, type Office } from './office.ts'

type Wanted = Omit<Input<'documents.exportMany'>, 'folderToken'>
const asWord = { preset: 'official', format: 'docx' } as const

const tokenOf = ({ service }: Pick<Office, 'service'>, folder: string): string => {
  const token = randomUUID()
  service.grant(token, folder)
  return token
}
const exportTo = (office: Office, folder: string, wanted: Wanted) => office.ask('documents.exportMany', { ...wanted, folderToken: tokenOf(office, folder) })

/** Sixty records of a committee on twenty days: three a day, so that their papers have one name. */
async function sixtyRecords() {
  const office = await staffedOffice()
  const meetingIds: string[] = []
  for (let n = 0; n < 60; n++) {
    const draft = { ...draftWith(office.roster), title: `第${n + 1}次会议`, place: `第${n + 1}会议室`, heldOn: `2026-08-${String(1 + n % 20).padStart(2, '0')}` }
    meetingIds.push((await office.ask('meetings.save', draft)).id)
  }
  return { office, meetingIds }
}
const namesOf = ({ written }: Output<'documents.exportMany'>) => written.map(({ fileName }) => fileName)

describe('sixty records in one go', { timeout: 300_000 }, () => {
  it('become files of names of their own, each whole and told with its size, and noted once each', async () => {
    const { office, meetingIds } = await sixtyRecords()
    const folder = temporaryFolder()
    const done = await exportTo(office, folder, { ...asWord, meetingIds, documents: ['record', 'signIn'] })
    expect(done.failed).toEqual([])
    expect(done.missing).toEqual([])
    expect(done.written).toHaveLength(120)
    expect(done.written.map(({ meetingId, document }) => `${meetingId} ${document}`)).toEqual(meetingIds.flatMap((id) => [`${id} record`, `${id} signIn`]))
    expect(namesOf(done).toSorted()).toEqual(readdirSync(folder).toSorted())
    expect(namesOf(done).filter((name) => name.startsWith('2026-08-05 ')).toSorted()).toEqual([
      '2026-08-05 支委会 会议记录.docx', '2026-08-05 支委会 会议记录（2）.docx', '2026-08-05 支委会 会议记录（3）.docx',
      '2026-08-05 支委会 签到表.docx', '2026-08-05 支委会 签到表（2）.docx', '2026-08-05 支委会 签到表（3）.docx',
    ])
    for (const { fileName, bytes } of done.written) expect(statSync(join(folder, fileName)).size).toBe(bytes)
    for (const { meetingId, fileName } of done.written) expect(textOfWord(join(folder, fileName))).toContain(`第${meetingIds.indexOf(meetingId) + 1}会议室`)
    expect((await auditOf(office)).filter(({ act }) => act === 'document.export')).toHaveLength(120)
  })

  it('go on past those that fail: all that was asked is written or told with its reason', async () => {
    const { office, meetingIds } = await sixtyRecords()
    const folder = temporaryFolder()
    const gone = randomUUID()
    const [removed = ''] = meetingIds.splice(30, 1)
    await office.ask('meetings.remove', { id: removed })
    const talk = await office.ask('meetings.save', { kind: 'heartTalk', title: '与方子涵谈话', heldOn: '2026-08-21' })
    const asked = [...meetingIds.slice(0, 10), gone, ...meetingIds.slice(10, 40), removed, talk.id, ...meetingIds.slice(40)]
    const done = await exportTo(office, folder, { ...asWord, meetingIds: asked, documents: ['record', 'signIn'] })
    expect(done.failed.map(({ meetingId, document, code, message }) => [meetingId, document, code, message.slice(0, 8)])).toEqual(
      [gone, removed].flatMap((id) => (['record', 'signIn'] as const).map((document) => [id, document, 'NOT_FOUND', '找不到这条记录，'])))
    expect(done.missing).toEqual([
      { meetingId: talk.id, message: expect.stringMatching(/^还缺\d+处：开始时间未填、结束时间未填、地点未填等。$/) },
      { meetingId: talk.id, message: '谈心谈话没有签到表。' },
    ])
    expect(done.written).toHaveLength(59 * 2 + 1)
    expect(namesOf(done).toSorted()).toEqual(readdirSync(folder).toSorted())
    expect(namesOf(done)).toContain('2026-08-21 谈心谈话 会议记录.docx')
  })
})

describe('what stands in the folder', () => {
  it('is never replaced: a file, a folder, a link that leads nowhere', async () => {
    const office = await officeWithRecord()
    const folder = temporaryFolder()
    const name = '2026-09-08 支委会 会议记录'
    writeFileSync(join(folder, `${name}.docx`), '上一次的')
    mkdirSync(join(folder, `${name}（2）.docx`))
    symlinkSync(join(folder, '没有'), join(folder, `${name}（3）.docx`))
    const wanted = { ...asWord, meetingIds: [office.meeting.id], documents: ['record'] } satisfies Wanted
    expect(namesOf(await exportTo(office, folder, wanted))).toEqual([`${name}（4）.docx`])
    expect(namesOf(await exportTo(office, folder, wanted))).toEqual([`${name}（5）.docx`])
    expect(readFileSync(join(folder, `${name}.docx`), 'utf8')).toBe('上一次的')
    expect(existsSync(join(folder, '没有'))).toBe(false)
    expect(readdirSync(folder)).toHaveLength(5)
  })

  it('does not grow for what is asked twice', async () => {
    const office = await officeWithRecord()
    const folder = temporaryFolder()
    const { id } = office.meeting
    expect((await exportTo(office, folder, { ...asWord, meetingIds: [id, id], documents: ['record', 'record'] })).written).toHaveLength(1)
    expect(readdirSync(folder)).toHaveLength(1)
  })
})

describe('a request that cannot begin', () => {
  it.each([
    ['into a folder that there is not', (folder: string) => join(folder, '没有'), 'FILE_NOT_WRITTEN'],
    ['into a file', (folder: string) => { writeFileSync(join(folder, '文件'), ''); return join(folder, '文件') }, 'FILE_NOT_WRITTEN'],
    ['under a file', (folder: string) => { writeFileSync(join(folder, '文件'), ''); return join(folder, '文件', '下面') }, 'FILE_NOT_WRITTEN'],
  ])('%s is refused before anything is written', async (_case, place, code) => {
    const office = await officeWithRecord()
    const folderToken = tokenOf(office, place(temporaryFolder()))
    expect(await office.refusal('documents.exportMany', { ...asWord, meetingIds: [office.meeting.id], documents: ['record'], folderToken })).toMatchObject({ code, message: expect.stringContaining('文件夹不存在') })
  })

  it('as PDF without a window, to a place nobody chose, of nothing, of more than 500, or locked', async () => {
    const office = await officeWithRecord()
    const folder = temporaryFolder()
    const wanted = { ...asWord, meetingIds: [office.meeting.id], documents: ['record'], folderToken: tokenOf(office, folder) }
    const codeOf = async (change: object) => (await office.refusal('documents.exportMany', { ...wanted, ...change })).code
    expect(await codeOf({ format: 'pdf' })).toBe('PDF_NEEDS_WINDOW')
    expect(await codeOf({ folderToken: randomUUID() })).toBe('FILE_TOKEN_UNKNOWN')
    for (const change of [{ meetingIds: [] }, { documents: [] }, { documents: ['letter'] }, { meetingIds: Array.from({ length: 501 }, () => randomUUID()) }]) expect(await codeOf(change)).toBe('INVALID_INPUT')
    await office.ask('workspace.lock', {})
    expect(await codeOf({})).toBe('LOCKED')
    expect(readdirSync(folder)).toEqual([])
  })
})

it('a page that fails to print fails its paper alone, and leaves nothing of it', async () => {
  const blank = await PDFDocument.create()
  blank.addPage().drawText('1')
  const page = await blank.save()
  let prints = 0
  // A paper is two prints: its text and its numbers. The third is the text of the second paper.
  const office = await officeWithRecord({ printPage: () => (++prints === 3 ? Promise.resolve(new Uint8Array([1, 2, 3])) : Promise.resolve(page)) })
  const folder = temporaryFolder()
  const done = await exportTo(office, folder, { preset: 'table', format: 'pdf', meetingIds: [office.meeting.id], documents: ['record', 'signIn', 'notice'] })
  expect(done.failed).toMatchObject([{ document: 'signIn', code: 'PDF_FAILED' }])
  expect(readdirSync(folder).toSorted()).toEqual(['2026-09-08 支委会 会议记录.pdf', '2026-09-08 支委会 会议通知.pdf'])
  expect((await auditOf(office)).filter(({ act }) => act === 'document.export')).toHaveLength(2)
})

describe('the command line', { timeout: 300_000 }, () => {
  it('exports many by the name of the folder, and tells so in its contract', async () => {
    const cli = new CliProcess(join(temporaryFolder(), '数据'))
    await cli.ask('workspace.create', branch)
    await cli.ask('members.addMany', { lines: peopleLines })
    const roster = await cli.ask('members.rosterOn', { date: '2026-09-08' }) as Output<'members.rosterOn'>
    const { id } = await cli.ask('meetings.save', draftWith(roster)) as { id: string }
    const folder = temporaryFolder()
    const wanted = { meetingIds: [id], documents: ['record', 'minutes'], preset: 'official', format: 'docx', folder }
    expect(await cli.send('documents.exportMany', { ...wanted, format: 'pdf' })).toMatchObject({ ok: false, error: { code: 'PDF_NEEDS_WINDOW' } })
    expect(readdirSync(folder)).toEqual([])
    const [record, minutes] = ['2026-09-08 支委会 会议记录.docx', '2026-09-08 支委会 会议纪要.docx'] as const
    expect(await cli.ask('documents.exportMany', wanted)).toEqual({
      written: [
        { meetingId: id, document: 'record', fileName: record, bytes: statSync(join(folder, record)).size },
        { meetingId: id, document: 'minutes', fileName: minutes, bytes: statSync(join(folder, minutes)).size },
      ],
      failed: [], missing: [],
    })
    const listed = await cli.ask('contract.list') as { channel: string; input: { properties?: object; required?: string[] } }[]
    const { input } = listed.find(({ channel }) => channel === 'documents.exportMany') ?? {}
    expect(Object.keys(input?.properties ?? {}).toSorted()).toEqual(['documents', 'folder', 'format', 'into', 'meetingIds', 'preset', 'volume'])
    expect(input?.required).toEqual(['meetingIds', 'documents', 'preset', 'format'])
    expect(await cli.end()).toBe(0)
  })
})

/** A disk of 1 MB, where this user may mount one. */
function smallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const place = mkdtempSync(join(tmpdir(), 'branch-desk-disk-'))
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0
  onTestFinished(() => {
    if (isMounted) execFileSync('umount', [place])
    rmSync(place, { recursive: true, force: true })
  })
  return isMounted ? place : null
}

it('a full disk stops: what was written is told and whole, the rest is told as not written (skipped where no small disk can be mounted)', { timeout: 300_000 }, async ({ skip }) => {
  const folder = smallDisk()
  if (folder === null) return skip()
  const { office, meetingIds } = await sixtyRecords()
  const one = await exportTo(office, temporaryFolder(), { ...asWord, meetingIds: meetingIds.slice(0, 1), documents: ['record'] })
  const room = (one.written[0]?.bytes ?? 0) * 5
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'filler'), Buffer.alloc(bavail * bsize - room))
  const done = await exportTo(office, folder, { ...asWord, meetingIds, documents: ['record'] })
  expect(done.written.length).toBeGreaterThan(0)
  expect(done.written.length + done.failed.length).toBe(60)
  expect(done.failed.map(({ code }) => code)).toEqual(done.failed.map(() => 'DISK_FULL'))
  expect(done.failed[0]?.message).toContain('此前写出的文书都在')
  expect(namesOf(done).toSorted()).toEqual(readdirSync(folder).filter((name) => name !== 'filler').toSorted())
  for (const { fileName, bytes } of done.written) expect(statSync(join(folder, fileName)).size).toBe(bytes)
})
