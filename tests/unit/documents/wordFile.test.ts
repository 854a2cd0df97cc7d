import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fillWord } from '../../../electron/service/documents/index.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { meetingOf, paperFor, paperOf, papers, presentBut, sample, templates } from './meeting.ts'
import { generalMeeting } from './generalMeeting.ts'
import { themeDay } from './themeDay.ts'

const partOf = (bytes: Uint8Array, name: string): string => new PizZip(bytes).file(name)?.asText() ?? ''
const styleOf = (styles: string, id: string): string => new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 's').exec(styles)?.[0] ?? ''
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-word-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('the Word file has the figures of GB/T 9704', () => {
  it.each(papers)('$document $preset: A4, its margins, footers for odd and even pages', ({ document, preset }) => {
    const bytes = fillWord(paperOf(document, preset), templates)
    const xml = partOf(bytes, 'word/document.xml')
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    expect(xml).toContain('<w:footerReference w:type="even"')
    expect(partOf(bytes, 'word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
    const footers = ['word/footer1.xml', 'word/footer2.xml'].map((name) => partOf(bytes, name))
    expect(footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1])).toEqual(['right', 'left'])
    for (const footer of footers) expect(footer).toMatch(/w:ascii="宋体".*<w:sz w:val="28"\/>.*— .*PAGE.* —/s)
    const styles = partOf(bytes, 'word/styles.xml')
    expect(styleOf(styles, 'Title')).toMatch(/<w:jc w:val="center"\/>.*w:ascii="方正小标宋简体" w:cs="方正小标宋简体" w:eastAsia="方正小标宋简体" w:hAnsi="方正小标宋简体".*<w:sz w:val="44"\/>/s)
    expect(styles).toMatch(/<w:docDefaults>.*w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312"/s)
    expect(styleOf(styles, 'Heading1')).toContain('w:eastAsia="黑体"')
    expect(styleOf(styles, 'TableHead')).toMatch(/w:eastAsia="黑体".*<w:sz w:val="28"\/>/s)
    expect(xml).not.toMatch(/[{}]/)
  })

  it('公文式: 3号 仿宋, 22 lines of 28.95 pt, 28 characters a line, first line two characters in', () => {
    const bytes = fillWord(paperOf('record', 'official'), templates)
    const styles = partOf(bytes, 'word/styles.xml')
    const [defaults = ''] = /<w:docDefaults>.*<\/w:docDefaults>/s.exec(styles) ?? []
    expect(defaults).toContain('<w:sz w:val="32"/>')
    expect(defaults).toContain('w:line="579" w:lineRule="exact"')
    expect(partOf(bytes, 'word/document.xml')).toContain('w:linePitch="579"')
    const condensed = Number(/<w:spacing w:val="(-\d+)"\/>/.exec(defaults)?.[1])
    const textWidth = 11906 - 1587 - 1474
    expect(Math.floor(textWidth / (320 + condensed))).toBe(28)
    expect(styleOf(styles, 'BodyText')).toContain('w:firstLineChars="200"')
    expect(partOf(bytes, 'word/document.xml')).toMatch(/w:eastAsia="楷体_GB2312"[^>]*\/><\/w:rPr><w:t xml:space="preserve">郑浩然：/)
  })

  it('表格式: 4号, one and a half lines', () => {
    const styles = partOf(fillWord(paperOf('record', 'table'), templates), 'word/styles.xml')
    expect(styleOf(styles, 'TableText')).toMatch(/w:line="520" w:lineRule="exact".*<w:sz w:val="28"\/>/s)
  })
})

describe('the text of the Word file', () => {
  it('holds braces, tags and angle brackets as they were typed', () => {
    const hostile = '{#议题} {/} {{标题}} <script> & ]]> "x"'
    const agenda = sample().agenda.map((item) => ({ ...item, report: hostile }))
    const xml = partOf(fillWord(paperOf('record', 'official', { agenda }), templates), 'word/document.xml')
    expect(xml).toContain('{#议题} {/} {{标题}} &lt;script&gt; &amp; ]]')
    expect(xml).not.toContain('<script>')
  })

  it('keeps paragraphs apart', () => {
    const agenda = sample().agenda.map((item) => ({ ...item, report: '第一段\n\n　第二段\n第三段' }))
    const xml = partOf(fillWord(paperOf('record', 'official', { agenda }), templates), 'word/document.xml')
    for (const text of ['第一段', '第二段', '第三段']) expect(xml).toMatch(new RegExp(`<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`))
  })

  it.each([['record', 'official', 'Signing'], ['record', 'table', 'TableSigning'], ['minutes', 'official', 'Sender'], ['notice', 'table', 'Sender']] as const)('of %s %s keeps what stands before its ending with it', (document, preset, ending) => {
    const xml = partOf(fillWord(paperOf(document, preset), templates), 'word/document.xml')
    const before = xml.slice(0, xml.indexOf(`<w:pStyle w:val="${ending}"/>`))
    expect(before.slice(before.lastIndexOf('<w:pStyle'))).toMatch(/^<w:pStyle w:val="[^"]*"\/><w:keepNext\/>/)
  })
})

it('keeps two rows to sign on one page', () => {
  const xml = partOf(fillWord(paperFor(generalMeeting, 'record', 'table'), templates), 'word/document.xml')
  const [chair = '', teller = ''] = xml.split('<w:tr>').filter((row) => row.includes('<w:pStyle w:val="TableSigning"/>'))
  expect(chair).toMatch(/TableSigning"\/><w:keepNext\/>.*主持人签字.*记录人签字/)
  expect(teller).toContain('监票人签字')
  expect(teller).not.toContain('keepNext')
})

describe('a template', () => {
  const spoilt = (change: (xml: string) => string): string => {
    const folder = temporaryFolder()
    for (const name of readdirSync(templates)) {
      const zip = new PizZip(readFileSync(join(templates, name)))
      zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''))
      writeFileSync(join(folder, name), zip.generate({ type: 'uint8array' }))
    }
    return folder
  }
  it.each([
    ['with a tag that nothing fills', (xml: string) => xml.replace('{标题}', '{标题}{地址}'), '标签{地址}没有对应的内容'],
    ['without a tag that must be filled', (xml: string) => xml.replace('{要素值}', '县局'), '缺少标签{要素值}'],
    ['with a tag that does not end', (xml: string) => xml.replace('{标题}', '{标题'), '标签没有结尾'],
    ['with a loop that does not end', (xml: string) => xml.replace('{/开场}', ''), '循环没有结尾'],
  ])('%s is told in Chinese', (_case, change, detail) => {
    let thrown: unknown
    try { fillWord(paperOf('record', 'official'), spoilt(change)) } catch (cause) { thrown = cause }
    expect(thrown).toBeInstanceOf(AppError)
    expect(thrown).toMatchObject({ code: 'TEMPLATE_BROKEN', params: { detail: expect.stringContaining(detail) } })
  })
})

const office = ['/usr/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find(existsSync)
const readsPdf = spawnSync('pdftotext', ['-v']).error === undefined
/** The pages of papers as LibreOffice sets them, by file name. */
function pagesOf(files: Record<string, Uint8Array>): Record<string, string[]> {
  const folder = temporaryFolder()
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, `${name}.docx`), bytes)
  const names = readdirSync(folder).map((name) => join(folder, name))
  const { status } = spawnSync(office ?? '', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names], { encoding: 'utf8' })
  expect(status).toBe(0)
  return Object.fromEntries(Object.keys(files).map((name) => [name, spawnSync('pdftotext', ['-layout', join(folder, `${name}.pdf`), '-'], { encoding: 'utf8' }).stdout.split('\f').slice(0, -1)]))
}
const bare = (text: string): string => text.replace(/\s+/g, '')

describe.skipIf(office === undefined || !readsPdf)('in LibreOffice (skipped where soffice or pdftotext is not installed)', () => {
  it('all eight open and say what they should', { timeout: 300_000 }, () => {
    const pages = pagesOf(Object.fromEntries(papers.map(({ document, preset }) => [`${document}-${preset}`, fillWord(paperOf(document, preset), templates)])))
    for (const { document, preset } of papers) {
      const text = bare((pages[`${document}-${preset}`] ?? []).join(''))
      expect(text).toContain('周启明')
      expect(text).toContain('孙立军、钱雅文'.slice(0, document === 'signIn' ? 3 : 7))
      expect(text).toContain('—1—')
    }
    const lines = (pages['record-official'] ?? []).join('').split('\n').map((line) => line.match(/[\p{Script=Han}，。；：、“”（）]/gu)?.length ?? 0)
    expect(Math.max(...lines)).toBeGreaterThanOrEqual(26)
  })

  it('the records of an admission and a theme day open whole', { timeout: 300_000 }, () => {
    const records = (['official', 'table'] as const).flatMap((preset) => [generalMeeting, themeDay].map((meeting) => [`${meeting.kind}-${preset}`, fillWord(paperFor(meeting, 'record', preset), templates)] as const))
    for (const [name, pages] of Object.entries(pagesOf(Object.fromEntries(records)))) {
      const text = bare(pages.join(''))
      expect(text).toContain(name.startsWith('general') ? '监票人签字' : '志愿服务（60分钟）')
      expect(text).toContain(name.startsWith('general') ? '合计赞成13票' : '16人，合计16人·小时')
    }
  })

  it('a sheet for sixty people to sign takes two pages, each with the head of the columns', { timeout: 300_000 }, () => {
    const names = Array.from({ length: 60 }, (_, n) => `党员${['甲', '乙', '丙', '丁', '戊', '己'][Math.floor(n / 10)] ?? ''}${'一二三四五六七八九十'[n % 10] ?? ''}`)
    const lines = ['姓名\t人员类别\t党内职务\t党小组\t自', ...names.map((name, n) => `${name}\t正式党员\t${n === 0 ? '书记' : ''}\t第${n % 2 === 0 ? '一' : '二'}党小组\t2024-02-20`)].join('\n')
    const meeting = meetingOf({ kind: 'generalMeeting', title: '第二支部2026年第3次党员大会', heldOn: '2026-09-18', startsAt: '15:00', endsAt: '17:05', place: '县局四楼会议室', chair: '党员甲一', recorder: '党员甲二' }, presentBut(names), lines)
    const sheets = (['official', 'table'] as const).map((preset) => [preset, fillWord(paperFor(meeting, 'signIn', preset), templates)] as const)
    for (const pages of Object.values(pagesOf(Object.fromEntries(sheets)))) {
      expect(pages).toHaveLength(2)
      for (const page of pages) expect(bare(page)).toContain('序号姓名职务签名到会情况备注')
      for (const name of names) expect(bare(pages.join(''))).toContain(name)
      expect(bare(pages.join(''))).toContain('应到60人，实到60人，请假0人，缺席0人')
    }
  })
})
