import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import PizZip from 'pizzip'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildPaper, fillWord, paperText, printHtml } from '../../../electron/service/documents/index.ts'
import type { DocumentPreset } from '../../../shared/domain/documents.ts'
import { plainPhoto } from '../../fixtures/photos.ts'
import { sample, templates } from './meeting.ts'
import { themeDay } from './themeDay.ts'

const photo = (width: number, height: number, caption: string) => ({ jpeg: plainPhoto({ width, height }), width, height, caption })
const three = [photo(1200, 1600, '周启明带领全体党员重温入党誓词'), photo(1600, 900, ''), photo(640, 480, '罗敏走访“<城西>市场” & 商户')]
const recordWith = (preset: DocumentPreset, photos = three, meeting = themeDay) => buildPaper({ meeting, workspace: { unit: '县局', branch: '第二支部' }, document: 'record', preset, today: '2026-10-16', photos })
const presets = ['official', 'table'] as const
const textIn = (zip: PizZip, name: string): string => zip.file(name)?.asText() ?? ''
const listed = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, found = '']) => found)

describe.each(presets)('the Word file of a record with photos (%s)', (preset) => {
  const bytes = fillWord(recordWith(preset), templates)
  const zip = new PizZip(bytes)
  const xml = textIn(zip, 'word/document.xml')

  it('holds each photo once, as it was given, and says what kind of file it is', () => {
    const media = zip.file(/^word\/media\//)
    expect(media.map((file) => Buffer.from(file.asUint8Array()).equals(three[media.indexOf(file)]?.jpeg ?? Buffer.alloc(0)))).toEqual([true, true, true])
    const relations = textIn(zip, 'word/_rels/document.xml.rels')
    for (const id of listed(xml, /r:embed="([^"]+)"/g)) expect(relations).toMatch(new RegExp(`Id="${id}" Type="[^"]+/image" Target="media/page-photo-\\d.jpeg"`))
    expect(textIn(zip, '[Content_Types].xml')).toContain('<Default Extension="jpeg" ContentType="image/jpeg"/>')
  })

  it('keeps the form of each, and none is wider than the page', () => {
    const sizes = [...xml.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"\/>/g)].map(([, cx, cy]) => [Number(cx), Number(cy)] as const)
    expect(sizes).toHaveLength(3)
    for (const [n, [cx, cy]] of sizes.entries()) {
      expect(cx / cy).toBeCloseTo((three[n]?.width ?? 0) / (three[n]?.height ?? 1), 4)
      expect(cx).toBeLessThanOrEqual(156 * 36_000)
    }
    expect(sizes.map(([cx, cy]) => `<a:ext cx="${cx}" cy="${cy}"/>`).every((size) => xml.includes(size))).toBe(true)
  })

  it('tells what each shows, and numbers one without a caption', () => {
    expect(listed(xml, /<wp:docPr [^>]*descr="([^"]*)"/g)).toEqual(['周启明带领全体党员重温入党誓词', '活动照片2', '罗敏走访“&lt;城西&gt;市场” &amp; 商户'])
    expect(new Set(listed(xml, /<wp:docPr id="(\d+)"/g)).size).toBe(3)
    expect(xml).toContain('<w:t xml:space="preserve">罗敏走访“&lt;城西&gt;市场” &amp; 商户</w:t>')
  })

  it('has them behind the lines to sign, on a page of their own, before the one section, in rows that do not break', () => {
    const at = xml.indexOf('活动照片</w:t>')
    expect(at).toBeGreaterThan(xml.indexOf('记录人签字'))
    expect(xml.slice(xml.lastIndexOf('<w:p>', at), at)).toContain('<w:pageBreakBefore/>')
    expect(xml.lastIndexOf('<w:drawing>')).toBeLessThan(xml.indexOf('<w:sectPr'))
    expect(xml.slice(at)).toMatch(/<\/w:tbl><w:p>.*<\/w:p><w:sectPr.*<\/w:sectPr><\/w:body><\/w:document>$/s)
    const rows = xml.slice(at).split('<w:tr>').slice(1)
    expect(rows.map((row) => row.startsWith('<w:trPr><w:cantSplit/>'))).toEqual([true, true, true, true])
    expect(rows.map((row) => row.includes('<w:keepNext/>'))).toEqual([true, false, true, false])
  })

  it('leaves the lines to sign with the text before them, as without photos', () => {
    const alone = textIn(new PizZip(fillWord(recordWith(preset, []), templates)), 'word/document.xml')
    expect(xml.startsWith(alone.slice(0, alone.lastIndexOf('<w:sectPr')))).toBe(true)
  })

  it('is the same a second time', () => { expect(Buffer.from(fillWord(recordWith(preset), templates)).equals(Buffer.from(bytes))).toBe(true) })
})

it('a record without photos has no page, no media and no word of them', () => {
  const paper = recordWith('official', [])
  const zip = new PizZip(fillWord(paper, templates))
  expect([zip.file(/media/).length, textIn(zip, '[Content_Types].xml').includes('image/jpeg'), printHtml(paper).includes('<img'), paperText(paper).includes('照片')]).toEqual([0, false, false, false])
})

it.each([[themeDay, '活动照片'], [sample(), '会议照片']] as const)('the page is called what the record is', (meeting, title) => {
  expect(paperText(recordWith('official', three, meeting)).trimEnd().split('\n').slice(-3)).toEqual([title, '周启明带领全体党员重温入党誓词', '罗敏走访“<城西>市场” & 商户'])
})

describe.each(presets)('the print page (%s)', (preset) => {
  const html = printHtml(recordWith(preset))
  it('holds the photos themselves, asks for nothing from outside and escapes what is said about them', () => {
    expect(listed(html, /<img src="data:image\/jpeg;base64,([^"]+)"/g).map((base64, n) => Buffer.from(base64, 'base64').equals(three[n]?.jpeg ?? Buffer.alloc(0)))).toEqual([true, true, true])
    expect(html).not.toMatch(/https?:|@import|url\(|<城西>/)
    expect(html).toContain('alt="罗敏走访“&lt;城西&gt;市场” &amp; 商户"')
  })
  it('keeps a year in a caption out of the picture\'s own words', () => {
    expect(printHtml(recordWith(preset, [photo(640, 480, '2026年10月16日，城西市场')]))).toMatch(/ alt="2026年10月16日，城西市场" width="\d+" height="\d+">/)
  })
  it('has the words of the Word file, in their order', () => {
    const words = textIn(new PizZip(fillWord(recordWith(preset), templates)), 'word/document.xml').split(/<\/w:p>|<w:br\/>/).map((part) => part.replace(/<[^>]*>/g, '').replace(/\s+/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).filter((text) => text !== '')
    expect(paperText(recordWith(preset)).split(/[\n\t]/).map((text) => text.replace(/\s+/g, '')).filter((text) => text !== '')).toEqual(words)
  })
})

const office = ['/usr/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find(existsSync)
it.skipIf(office === undefined)('LibreOffice shows the photos, each whole, on one page more (skipped where soffice is not installed)', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-photos-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const files = presets.flatMap((preset) => [['with', three] as const, ['without', []] as const].map(([name, photos]) => ({ file: join(folder, `${preset}-${name}.docx`), bytes: fillWord(recordWith(preset, [...photos]), templates) })))
  for (const { file, bytes } of files) writeFileSync(file, bytes)
  expect(spawnSync(office ?? '', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files.map(({ file }) => file)], { encoding: 'utf8' }).status).toBe(0)
  const read = (name: string) => PDFDocument.load(readFileSync(join(folder, name)))
  for (const preset of presets) {
    const pdf = await read(`${preset}-with.pdf`)
    expect(pdf.getPageCount()).toBe((await read(`${preset}-without.pdf`)).getPageCount() + 1)
    const pictures = pdf.context.enumerateIndirectObjects().filter(([, object]) => object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image'))
    expect(pictures).toHaveLength(3)
  }
})
