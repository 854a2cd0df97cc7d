import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName } from 'pdf-lib'
import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { fillWord, WordVolume } from '../../electron/service/documents/index.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { textOfWord } from '../drive/papers.ts'
import { paperOf } from '../unit/documents/meeting.ts'
import { auditOf, staffedOffice, temporaryFolder, templates, type Office } from './office.ts'

const grant = ({ service }: Pick<Office, 'service'>, path: string): string => {
  const token = randomUUID()
  service.grant(token, path)
  return token
}

/** Three records, put down in another order than they were held in. */
async function threeRecords(options?: Parameters<typeof staffedOffice>[0]) {
  const office = await staffedOffice(options)
  const meetingIds: string[] = []
  for (const day of ['2026-08-20', '2026-07-08', '2026-09-26']) meetingIds.push((await office.ask('meetings.save', { ...draftWith(office.roster), heldOn: day, place: `${day}的会议室` })).id)
  return { office, meetingIds, path: join(temporaryFolder(), '合订.docx'), volume: randomUUID() }
}
const wanted = { preset: 'official', format: 'docx', into: 'file' } as const
const documentOf = (path: string) => new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? ''
/** Every relationship of a Word file that its text names, with the part behind it. */
function brokenIn(path: string): string[] {
  const zip = new PizZip(readFileSync(path))
  const relations = new Map([...(zip.file('word/_rels/document.xml.rels')?.asText() ?? '').matchAll(/Id="([^"]*)"[^>]*Target="([^"]*)"/g)].map(([, id = '', target = '']) => [id, target]))
  return [...documentOf(path).matchAll(/ r:(?:id|embed)="([^"]*)"/g)].map(([, id = '']) => id).filter((id) => !zip.file(`word/${relations.get(id)}`))
}

describe.each(['official', 'table'] as const)('records in one Word file, %s', (preset) => {
  it('stand by day, each in a section of its own with pages from 1, odd and even feet, nothing else on the disk', async () => {
    const { office, meetingIds, path, volume } = await threeRecords()
    for (const id of meetingIds) expect(await office.ask('documents.exportMany', { ...wanted, preset, meetingIds: [id], documents: ['signIn', 'record'], volume })).toMatchObject({ failed: [], written: [{ fileName: '' }, { fileName: '' }] })
    expect(readdirSync(join(path, '..'))).toEqual([])
    const done = await office.ask('documents.finishVolume', { volume, fileToken: grant(office, path) })
    expect(done.failed).toEqual([])
    expect(done.papers.map(({ document }) => document)).toEqual(['record', 'signIn', 'record', 'signIn', 'record', 'signIn'])
    expect(readdirSync(join(path, '..'))).toEqual(['合订.docx'])
    const text = textOfWord(path)
    const places = ['2026-07-08', '2026-08-20', '2026-09-26'].flatMap((day) => [text.indexOf(`${day}的会议室`), text.lastIndexOf(`${day}的会议室`)])
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    const sections = documentOf(path).match(/<w:sectPr.*?<\/w:sectPr>/gs) ?? []
    expect(sections).toHaveLength(6)
    for (const section of sections) {
      expect(section).toContain('<w:type w:val="nextPage"/>')
      expect(section).toContain('<w:pgNumType w:start="1"/>')
      expect(section.match(/w:footerReference w:type="(?:default|even)"/g)).toHaveLength(2)
    }
    expect(brokenIn(path)).toEqual([])
    expect((await auditOf(office)).filter(({ act }) => act === 'document.export')).toHaveLength(6)
  })
})

it('a ballot in one file with records bears no page number', () => {
  const volume = new WordVolume(fillWord(paperOf('record', 'official'), templates))
  volume.add(fillWord(paperOf('record', 'official'), templates))
  volume.add(new Uint8Array(readFileSync(join(templates, 'ballot-official.docx'))))
  const zip = new PizZip(volume.bytes())
  const sections = (zip.file('word/document.xml')?.asText() ?? '').match(/<w:sectPr.*?<\/w:sectPr>/gs) ?? []
  const rels = zip.file('word/_rels/document.xml.rels')?.asText() ?? ''
  for (const [, id = ''] of (sections[1] ?? '').matchAll(/footerReference [^>]*r:id="([^"]*)"/g)) {
    const target = new RegExp(`Id="${id}"[^>]*Target="([^"]*)"`).exec(rels)?.[1]
    expect(zip.file(`word/${target}`)?.asText()).not.toContain('PAGE')
  }
  expect((sections[1] ?? '').match(/footerReference/g)).toHaveLength(2)
})

/** A record with a picture, as one with photos is. */
function withPicture(bytes: string): Uint8Array {
  const zip = new PizZip(fillWord(paperOf('record', 'official'), templates))
  const edit = (path: string, from: string, to: string) => zip.file(path, (zip.file(path)?.asText() ?? '').replace(from, to))
  zip.file('word/media/image1.png', bytes, { binary: true })
  edit('[Content_Types].xml', '<Override', '<Default ContentType="image/png" Extension="png"/><Override')
  edit('word/_rels/document.xml.rels', '</Relationships>', '<Relationship Id="rId50" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/></Relationships>')
  edit('word/document.xml', '<w:sectPr', '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="照片"/><a:blip xmlns:a="a" r:embed="rId50"/></wp:inline></w:drawing></w:r></w:p><w:sectPr')
  return zip.generate({ type: 'uint8array' })
}

it('pictures of the same name in two records both come over, each to its own place', () => {
  const first = withPicture('first picture')
  const volume = new WordVolume(first)
  for (const paper of [first, withPicture('second picture'), first]) volume.add(paper)
  const path = join(temporaryFolder(), '照片.docx')
  writeFileSync(path, volume.bytes())
  expect(brokenIn(path)).toEqual([])
  const zip = new PizZip(readFileSync(path))
  const rels = zip.file('word/_rels/document.xml.rels')?.asText() ?? ''
  const shown = [...documentOf(path).matchAll(/r:embed="([^"]*)"/g)].map(([, id = '']) => zip.file(`word/${new RegExp(`Id="${id}"[^>]*Target="([^"]*)"`).exec(rels)?.[1]}`)?.asText())
  expect(shown).toEqual(['first picture', 'second picture', 'first picture'])
  expect(Object.keys(zip.files).filter((name) => name.startsWith('word/media/'))).toHaveLength(2)
  for (const name of Object.keys(zip.files).filter((file) => file.startsWith('word/media/'))) expect(zip.file('[Content_Types].xml')?.asText()).toContain(`ContentType="image/png" PartName="/${name}"`)
  expect(new Set([...documentOf(path).matchAll(/docPr id="(\d+)"/g)].map(([, id]) => id)).size).toBe(3)
})

it('a paper of other styles is refused and the others stand', () => {
  const volume = new WordVolume(fillWord(paperOf('record', 'official'), templates))
  volume.add(fillWord(paperOf('record', 'official'), templates))
  expect(() => volume.add(fillWord(paperOf('record', 'table'), templates))).toThrow(AppError)
  expect((new PizZip(volume.bytes()).file('word/document.xml')?.asText() ?? '').match(/<w:sectPr/g)).toHaveLength(1)
})

it('one PDF has all pages in order, a bookmark for each paper, and no trace of its maker', async () => {
  const printPage = async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([595, 842])
    page.drawText('-', { font: await pdf.embedFont('Helvetica') })
    return pdf.save()
  }
  const { office, meetingIds, path, volume } = await threeRecords({ printPage })
  expect((await office.ask('documents.exportMany', { ...wanted, format: 'pdf', meetingIds, documents: ['record', 'notice'], volume })).failed).toEqual([])
  await office.ask('documents.finishVolume', { volume, fileToken: grant(office, path) })
  const pdf = await PDFDocument.load(readFileSync(path), { updateMetadata: false })
  expect(pdf.getPageCount()).toBe(6)
  expect(pdf.catalog.get(PDFName.of('Outlines'))).toBeDefined()
  const titles = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => { const title = 'get' in object ? (object as { get(name: PDFName): { decodeText?(): string } | undefined }).get(PDFName.of('Title')) : undefined; return title?.decodeText ? [title.decodeText()] : [] })
  expect(titles.toSorted()).toEqual(['2026年7月8日', '2026年8月20日', '2026年9月26日'].flatMap((day) => [`${day} 支委会 会议记录`, `${day} 支委会 会议通知`]).toSorted())
  expect(pdf.context.trailerInfo.Info).toBeUndefined()
})

describe('nothing is written and nothing is left over', () => {
  it('when it is cancelled', async () => {
    const { office, meetingIds, path, volume } = await threeRecords()
    await office.ask('documents.exportMany', { ...wanted, meetingIds, documents: ['record'], volume })
    await office.ask('documents.dropVolume', { volume })
    await office.ask('documents.dropVolume', { volume })
    expect(await office.refusal('documents.finishVolume', { volume, fileToken: grant(office, path) })).toMatchObject({ code: 'FILE_TOKEN_UNKNOWN' })
    expect(readdirSync(join(path, '..'))).toEqual([])
    expect((await auditOf(office)).filter(({ act }) => act === 'document.export')).toEqual([])
  })

  it('when it is locked in the middle, also after it was opened again', async () => {
    const { office, meetingIds, path, volume } = await threeRecords()
    await office.ask('documents.exportMany', { ...wanted, meetingIds, documents: ['record'], volume })
    await office.ask('workspace.lock', {})
    expect(await office.refusal('documents.finishVolume', { volume, fileToken: grant(office, path) })).toMatchObject({ code: 'LOCKED' })
    await office.ask('workspace.unlock', { password: branch.password })
    expect(await office.refusal('documents.finishVolume', { volume, fileToken: grant(office, path) })).toMatchObject({ code: 'FILE_TOKEN_UNKNOWN' })
    expect(existsSync(path)).toBe(false)
  })

  it('when the place cannot be written; the papers are kept for another place, once', async () => {
    const { office, meetingIds, path, volume } = await threeRecords()
    await office.ask('documents.exportMany', { ...wanted, meetingIds, documents: ['record'], volume })
    expect(await office.refusal('documents.finishVolume', { volume, fileToken: grant(office, join(path, '没有', '合订.docx')) })).toMatchObject({ code: 'FILE_NOT_WRITTEN' })
    expect((await auditOf(office)).filter(({ act }) => act === 'document.export')).toEqual([])
    expect((await office.ask('documents.finishVolume', { volume, fileToken: grant(office, path) })).papers).toHaveLength(3)
    expect(await office.refusal('documents.finishVolume', { volume, fileToken: grant(office, path) })).toMatchObject({ code: 'FILE_TOKEN_UNKNOWN' })
  })

  it.skipIf(process.getuid?.() !== 0)('when the disk is full (only as root)', async () => {
    const { office, meetingIds, volume } = await threeRecords()
    const disk = temporaryFolder()
    try { execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', disk]) } catch { return }
    try {
      await office.ask('documents.exportMany', { ...wanted, meetingIds, documents: ['record'], volume })
      expect(await office.refusal('documents.finishVolume', { volume, fileToken: grant(office, join(disk, '合订.docx')) })).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('文书没有写出') })
      expect(readdirSync(disk)).toEqual([])
    } finally {
      execFileSync('umount', [disk])
    }
  })
})

it.each([{ into: 'file' }, { into: 'folder' }, { into: 'file', folderToken: randomUUID(), volume: randomUUID() }, { into: 'folder', volume: randomUUID() }] as const)('%j names no place, or two', async (place) => {
  const office = await staffedOffice()
  expect(await office.refusal('documents.exportMany', { ...wanted, meetingIds: [randomUUID()], documents: ['record'], ...place })).toMatchObject({ code: 'INVALID_INPUT' })
})
