// npm run templates: makes the Word templates of build/templates. Run it after each change here; the files are not committed.
// Their tags are the Chinese words of electron/service/documents/wordTags.ts; a unit may change everything else in Word.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Document, DocumentGridType, Packer, type FileChild, type Table, type TableRow } from 'docx'
import { cell, entryLines, fact, footers, leadLine, line, linePitch, loop, page, row, styleIds, styles, table, textWidth } from './templateParts.ts'
import { cleanPackage } from './templatePackage.ts'

const documents = ['record', 'signIn', 'minutes', 'notice'] as const
type DocumentName = (typeof documents)[number]
const presets = ['official', 'table'] as const
type Preset = (typeof presets)[number]

const signing = '主持人签字：　　　　　　记录人签字：'

/** Six characters of 4号: 表决（举手）, 主持人签字, 周启明汇报. */
const labelWidth = 1900
const columns = [labelWidth, textWidth / 2 - labelWidth, labelWidth, textWidth / 2 - labelWidth].map(Math.floor)
const [, half = 0] = columns
/** A row 时间 | {时间}; two facts in one row where both are short. */
const factRow = (label: string, tag: string): TableRow => row([cell([line('TableHead', label)], { width: labelWidth }), cell([line('TableText', tag)], { span: 3, width: textWidth - labelWidth })])
const factPair = (a: string, b: string): TableRow => row([a, b].flatMap((label) => [cell([line('TableHead', label)], { width: labelWidth }), cell([line('TableText', `{${label}}`)], { width: half })]))
/** One row for each entry; a long speech may run over the page. */
const entryRow = (tag: string): TableRow => row([
  cell([line('TableHead', `{#${tag}}{标签}`)], { width: labelWidth }),
  cell([line('TableText', `{全文}{/${tag}}`)], { span: 3, width: textWidth - labelWidth }),
], { whole: false })
const textRow = (label: string, tag: string): TableRow => row([cell([line('TableHead', label)], { width: labelWidth }), cell([line('TableText', tag)], { span: 3, width: textWidth - labelWidth })], { whole: false })
const headingRow = (text: string): TableRow => row([cell([line('TableTitle', text)], { span: 4, width: textWidth })])
const signingRow = (): TableRow => row(['主持人签字', '', '记录人签字', ''].map((text, index) => cell([line('TableSigning', text)], { width: columns[index] ?? 0 })), { least: 1000 })

/** A sheet to sign: its head stands on every page. */
function signInTable(): Table {
  const widths = [800, 1400, 2085, 1700, 1360, 1500]
  const cells = (style: 'TableHead' | 'TableCentre', texts: string[]) => texts.map((text, index) => cell([line(style, text)], { width: widths[index] ?? 0 }))
  return table(widths, [
    row(cells('TableHead', ['序号', '姓名', '职务', '签名', '到会情况', '备注']), { header: true }),
    row(cells('TableCentre', ['{#签到}{序号}', '{姓名}', '{职务}', '', '{到会情况}', '{备注}{/签到}']), { least: 680 }),
    row([cell([line('TableText', '{合计}')], { span: 6, width: textWidth })]),
  ])
}

const official: Record<DocumentName, () => FileChild[]> = {
  record: () => [
    line('Title', '{标题}'),
    fact('时间', '{时间}'), fact('地点', '{地点}'), fact('主持人', '{主持人}'), fact('记录人', '{记录人}'),
    fact('应到委员', '{应到委员}'), fact('实到委员', '{实到委员}'), fact('请假', '{请假}'), fact('缺席', '{缺席}'),
    ...loop('未登记', fact('未登记', '{未登记人员}')),
    fact('列席', '{列席}'), fact('议题', '{议题目录}'),
    ...loop('开场', line('BodyText', '{.}')),
    ...loop('议题',
      line('Heading1', '{议题标题}'),
      ...entryLines('汇报', 'kai'), ...entryLines('发言', 'kai'), ...entryLines('讨论', 'kai'),
      ...entryLines('表决', 'hei'), ...entryLines('决定', 'hei'), ...entryLines('议定事项', 'hei')),
    line('Signing', signing),
  ],
  signIn: () => [
    line('Title', '{标题}'),
    fact('时间', '{时间}'), fact('地点', '{地点}'), fact('主持人', '{主持人}'), fact('记录人', '{记录人}'),
    line('TableText', ''),
    signInTable(),
  ],
  minutes: () => [
    line('Title', '{标题}'),
    line('BodyText', '{导语}'),
    ...loop('议题', line('Heading1', '{议题标题}'), ...entryLines('决定', 'hei'), ...entryLines('议定事项', 'hei')),
    ...loop('名单', leadLine('People', '{类别}：', '{姓名}')),
    line('Sender', '{署名}'), line('Date', '{成文日期}'),
  ],
  notice: () => [
    line('Title', '{标题}'),
    line('Addressee', '{主送}'),
    line('BodyText', '{导语}'),
    leadLine('BodyText', '一、时间：', '{时间}'), leadLine('BodyText', '二、地点：', '{地点}'), leadLine('BodyText', '三、参加人员：', '{参加人员}'), leadLine('BodyText', '四、列席人员：', '{列席人员}'),
    line('Heading1', '五、议题'), ...loop('议题', line('BodyText', '{.}')),
    leadLine('BodyText', '六、要求：', '{要求}'),
    line('Sender', '{署名}'), line('Date', '{成文日期}'),
  ],
}

const inTable: Record<DocumentName, () => FileChild[]> = {
  record: () => [
    line('Title', '{标题}'),
    table(columns, [
      factRow('时间', '{时间}'), factRow('地点', '{地点}'), factPair('主持人', '记录人'),
      factRow('应到委员', '{应到委员}'), factRow('实到委员', '{实到委员}'), factRow('请假', '{请假}'), factRow('缺席', '{缺席}'),
      factRow('{#未登记}未登记', '{未登记人员}{/未登记}'),
      factRow('列席', '{列席}'), factRow('议题', '{议题目录}'), factRow('开场', '{开场}'),
      headingRow('{#议题}{议题标题}'),
      ...['汇报', '发言', '讨论', '表决'].map(entryRow),
      textRow('决定', '{决定}{/议题}'),
      signingRow(),
    ]),
  ],
  signIn: () => [
    line('Title', '{标题}'),
    table(columns, [factRow('时间', '{时间}'), factRow('地点', '{地点}'), factPair('主持人', '记录人')]),
    line('TableText', ''),
    signInTable(),
  ],
  minutes: () => [
    line('Title', '{标题}'),
    table(columns, [
      factRow('会议名称', '{会议名称}'), factRow('时间', '{时间}'), factRow('地点', '{地点}'), factPair('主持人', '记录人'),
      factRow('{#名单}{类别}', '{姓名}{/名单}'),
      headingRow('{#议题}{议题标题}'),
      textRow('决定', '{决定}{/议题}'),
    ]),
    line('Sender', '{署名}'), line('Date', '{成文日期}'),
  ],
  notice: () => [
    line('Title', '{标题}'),
    line('Addressee', '{主送}'),
    line('BodyText', '{导语}'),
    table(columns, [
      factRow('时间', '{时间}'), factRow('地点', '{地点}'), factRow('参加人员', '{参加人员}'), factRow('列席人员', '{列席人员}'),
      textRow('议题', '{议题}'), textRow('要求', '{要求}'),
    ]),
    line('Sender', '{署名}'), line('Date', '{成文日期}'),
  ],
}

async function makeTemplate(document: DocumentName, preset: Preset): Promise<Uint8Array> {
  const children = preset === 'official' ? official[document]() : inTable[document]()
  const grid = preset === 'official' ? { type: DocumentGridType.LINES, linePitch } : { type: DocumentGridType.DEFAULT, linePitch: 312 }
  const made = new Document({
    creator: '', lastModifiedBy: '', evenAndOddHeaderAndFooters: true, styles: styles(preset),
    sections: [{
      properties: { page: { size: { width: page.width, height: page.height }, margin: { ...page, header: 851, gutter: 0 } }, grid },
      footers: footers(),
      children,
    }],
  })
  return cleanPackage(await Packer.toBuffer(made), styleIds)
}

const folder = resolve(import.meta.dirname, '../templates')
mkdirSync(folder, { recursive: true })
for (const document of documents) {
  for (const preset of presets) writeFileSync(join(folder, `${document}-${preset}.docx`), await makeTemplate(document, preset))
}
