// npm run templates: makes the Word templates of build/templates. Run it after each change here; the files are not committed.
// Their tags are the Chinese words of electron/service/documents/wordTags.ts; a unit may change everything else in Word.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Document, DocumentGridType, Packer, type FileChild, type Table, type TableRow } from 'docx'
import { ballotFoot, ballotName, cell, entryLines, fact, factLoop, footers, issuedTitle, keptLine, leadLine, line, linePitch, loop, page, pageStart, row, styleIds, styles, table, textWidth } from './templateParts.ts'
import { makeSheetTemplate } from './sheetTemplate.ts'
import { candidateRows, tallyTable, tallyWidths } from './tallyTable.ts'
import { cleanPackage } from './templatePackage.ts'

const documents = ['record', 'signIn', 'minutes', 'notice', 'ballot', 'tally'] as const
type DocumentName = (typeof documents)[number]
const presets = ['official', 'table'] as const
type Preset = (typeof presets)[number]

/** Six characters of 4号: 表决（举手）, 谈话对象签字, 周启明汇报. */
const labelWidth = 1900
const columns = [labelWidth, textWidth / 2 - labelWidth, labelWidth, textWidth / 2 - labelWidth].map(Math.floor)
const [, half = 0] = columns
/** A row 时间 | {时间}. */
const factRow = (label: string, tag: string): TableRow => row([cell([line('TableHead', label)], { width: labelWidth }), cell([line('TableText', tag)], { span: 3, width: textWidth - labelWidth })])
/** Two facts in one row, where both are short. */
const pairRow = (cells: readonly [string, string, string, string]): TableRow =>
  row(cells.map((text, index) => cell([line(index % 2 === 0 ? 'TableHead' : 'TableText', text)], { width: index % 2 === 0 ? labelWidth : half })))
/** All elements of a paper; 主持人 and 记录人 share a row. */
const factRows = (): TableRow[] => [
  factRow('{#前要素}{要素名}', '{要素值}{/前要素}'),
  pairRow(['{#主持记录}主持人', '{主持人}', '记录人', '{记录人}{/主持记录}']),
  textRow('{#要素}{要素名}', '{要素值}{/要素}'),
]
/** One row for each entry; a long speech may run over the page. */
const entryRow = (tag: string): TableRow => row([
  cell([line('TableHead', `{#${tag}}{标签}`)], { width: labelWidth }),
  cell([line('TableText', `{全文}{/${tag}}`)], { span: 3, width: textWidth - labelWidth }),
], { whole: false })
const textRow = (label: string, tag: string): TableRow => row([cell([line('TableHead', label)], { width: labelWidth }), cell([line('TableText', tag)], { span: 3, width: textWidth - labelWidth })], { whole: false })
const headingRow = (text: string): TableRow => row([cell([line('TableTitle', text)], { span: 4, width: textWidth })])
/** Elements after the agenda: a heading, and the text under it as wide as the table. */
const sectionRows = (): TableRow[] => [headingRow('{#其他要素}{标题行}'), row([cell([line('TableText', '{正文}{/其他要素}')], { span: 4, width: textWidth })], { whole: false })]
const signingRow = (): TableRow => row(['{#签字}{左签字}', '', '{右签字}', '{/签字}'].map((text, index) => cell([line('TableSigning', text)], { width: columns[index] ?? 0 })), { least: 1000 })

/** A sheet to sign: its head stands on every page. Many people stand in low rows. */
function signInTable(): Table {
  const widths = [800, 1400, 2085, 1700, 1360, 1500]
  const nameStyles = { TableHead: 'TableHead', TableCentre: 'TableName', TableDense: 'TableNameDense' } as const
  const cells = (style: keyof typeof nameStyles, texts: string[]) =>
    texts.map((text, index) => cell([line(index === 1 ? nameStyles[style] : style, text)], { width: widths[index] ?? 0, dense: style === 'TableDense' }))
  const person = (tag: string) => [`{#${tag}}{序号}`, '{姓名}', '{职务}', '', '{到会情况}', `{备注}{/${tag}}`]
  return table(widths, [
    row(cells('TableHead', ['序号', '姓名', '职务', '签名', '到会情况', '备注']), { header: true }),
    row(cells('TableCentre', person('签到')), { least: 680 }),
    row(cells('TableDense', person('密排签到')), { least: 310 }),
    row([cell([line('TableText', '{合计}')], { span: 6, width: textWidth })]),
  ])
}

/** A page of ballots, one under the other. Both forms have the same; how high a ballot is, is reckoned in electron/service/documents/ballotPaper.ts. */
function ballots(): FileChild[] {
  const box = 1500
  const widths = [textWidth - 3 * box, box, box, box]
  const cells = (style: 'TableHead' | 'TableCentre', texts: string[]) => texts.map((text, index) => cell([line(style, text)], { width: widths[index] ?? 0 }))
  return [
    ...loop('各页', pageStart(), table(widths, [
      ballotName('{#各票}{票名}', 4),
      row(cells('TableHead', ['{栏名}', '赞成', '不赞成', '弃权'])),
      row(cells('TableCentre', ['{#事项票}{事项}', '', '', '{/事项票}']), { least: 1120 }),
      row(cells('TableCentre', ['{#候选票}{候选人}', '', '', '{/候选票}']), { least: 560 }),
      row([cell([line('TableCentre', '{#另选}{另选他人}')], { width: textWidth - 3 * box }), cell([line('TableCentre', '{/另选}')], { span: 3, width: 3 * box })], { least: 560 }),
      ballotFoot([line('BallotRule', '{说明}'), line('BallotDate', '{日期}{/各票}')], 4),
    ])),
  ]
}

/** 分送 of a 纪要, where it is given. */
const sentTo = () => loop('分送', leadLine('SentTo', '分送：', '{.}'))

/** Elements after the agenda: a heading each, and its paragraphs. */
const sectionLines = () => loop('其他要素', line('Heading1', '{标题行}'), ...loop('正文', line('BodyText', '{.}')))

const official: Record<DocumentName, () => FileChild[]> = {
  record: () => [
    line('Title', '{标题}'),
    ...factLoop('要素'),
    ...loop('开场', line('BodyText', '{.}')),
    ...loop('议题',
      line('Heading1', '{议题标题}'),
      ...entryLines('汇报', 'kai'), ...entryLines('发言', 'kai'), ...entryLines('讨论', 'kai'),
      ...entryLines('表决', 'hei'), ...entryLines('决定', 'hei'), ...entryLines('议定事项', 'hei')),
    ...sectionLines(),
    line('Signing', '{签字}'),
  ],
  signIn: () => [
    line('Title', '{标题}'),
    fact('时间'), fact('地点'), fact('主持人', '记录人'),
    line('TableText', ''),
    signInTable(),
  ],
  minutes: () => [
    issuedTitle(),
    line('BodyText', '{导语}'), ...loop('导语续段', line('BodyText', '{.}')),
    ...factLoop('要素'),
    ...loop('议题', line('Heading1', '{议题标题}'), ...entryLines('决定', 'hei'), ...entryLines('议定事项', 'hei')),
    ...sectionLines(),
    ...loop('名单', leadLine('People', '{类别}：', '{姓名}')),
    line('Sender', '{署名}'), line('Date', '{成文日期}'), ...sentTo(),
  ],
  notice: () => [
    line('Title', '{标题}'),
    line('Addressee', '{主送}'),
    line('BodyText', '{导语}'),
    ...loop('要素', leadLine('BodyText', '{要素名}：', '{要素值}')),
    ...loop('议题', line('Heading1', '{标题行}'), ...loop('各项', line('BodyText', '{.}'))),
    leadLine('BodyText', '{要求标题}：', '{要求}'),
    line('Sender', '{署名}'), line('Date', '{成文日期}'),
  ],
  ballot: ballots,
  tally: () => [
    line('Title', '{标题}'),
    ...factLoop('要素'),
    ...loop('表决', line('Heading1', '{表决事项}'), ...loop('选举', table(tallyWidths, candidateRows())), ...entryLines('计票', 'hei')),
    keptLine('Signing', '{签字}'), line('Date', '{日期}'),
  ],
}

const inTable: Record<DocumentName, () => FileChild[]> = {
  record: () => [
    line('Title', '{标题}'),
    table(columns, [
      ...factRows(),
      textRow('{#开场}开场', '{全文}{/开场}'),
      headingRow('{#议题}{议题标题}'),
      ...['汇报', '发言', '讨论', '表决'].map(entryRow),
      textRow('{#决定}决定', '{全文}{/决定}{/议题}'),
      ...sectionRows(),
      signingRow(),
    ]),
  ],
  signIn: () => [
    line('Title', '{标题}'),
    table(columns, [factRow('时间', '{时间}'), factRow('地点', '{地点}'), pairRow(['主持人', '{主持人}', '记录人', '{记录人}'])]),
    line('TableText', ''),
    signInTable(),
  ],
  minutes: () => [
    issuedTitle(),
    ...loop('导语各段', line('BodyText', '{.}')),
    table(columns, [
      ...factRows(),
      textRow('{#名单}{类别}', '{姓名}{/名单}'),
      headingRow('{#议题}{议题标题}'),
      textRow('{#决定}决定', '{全文}{/决定}{/议题}'),
      ...sectionRows(),
    ]),
    line('Sender', '{署名}'), line('Date', '{成文日期}'), ...sentTo(),
  ],
  notice: () => [
    line('Title', '{标题}'),
    line('Addressee', '{主送}'),
    line('BodyText', '{导语}'),
    table(columns, [
      factRow('{#要素}{要素名}', '{要素值}{/要素}'),
      textRow('{#议题}议题', '{全文}{/议题}'), textRow('要求', '{要求}'),
    ]),
    line('Sender', '{署名}'), line('Date', '{成文日期}'),
  ],
  ballot: ballots,
  tally: () => [
    line('Title', '{标题}'),
    tallyTable(),
  ],
}

const plainGrid = { type: DocumentGridType.DEFAULT, linePitch: 312 }
/** 20 mm, so that four ballots stand on a page. */
const ballotMargins = { top: 1134, bottom: 1134 }

/** 请示, 函, 公示 and 决议 of 发展党员. */
const letter = (): FileChild[] => [
  line('Title', '{标题}'), ...loop('主送', line('Addressee', '{.}')), ...loop('正文', line('BodyText', '{.}')), ...loop('附件说明', line('BodyText', '{.}')),
  ...loop('签字', line('Signing', '{.}')), line('Sender', '{署名}'), line('Date', '{成文日期}'),
]

async function makeTemplate(document: DocumentName | 'letter', preset: Preset): Promise<Uint8Array> {
  const children = document === 'letter' ? letter() : preset === 'official' ? official[document]() : inTable[document]()
  const grid = preset === 'official' ? { type: DocumentGridType.LINES, linePitch } : plainGrid
  const made = new Document({
    creator: '', lastModifiedBy: '', evenAndOddHeaderAndFooters: true, styles: styles(preset),
    sections: [{
      properties: { page: { size: { width: page.width, height: page.height }, margin: { ...page, ...(document === 'ballot' ? ballotMargins : {}), header: 851, gutter: 0 } }, grid: document === 'ballot' ? plainGrid : grid },
      // A page number on a ballot would tell one from another.
      ...(document === 'ballot' ? {} : { footers: footers() }),
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
writeFileSync(join(folder, 'letter.docx'), await makeTemplate('letter', 'official'))
for (const orientation of ['landscape', 'portrait'] as const) writeFileSync(join(folder, `sheet-${orientation}.docx`), await makeSheetTemplate(orientation))
