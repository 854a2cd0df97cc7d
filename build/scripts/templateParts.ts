import {
  AlignmentType, BorderStyle, Footer, LineRuleType, PageNumber, Paragraph, TableCell, TableRow, Table, TableLayoutType, TextRun, VerticalAlign, WidthType, HeightRule,
  type IParagraphStyleOptions, type IStylesOptions, type ITableCellBorders,
} from 'docx'

// Figures of GB/T 9704—2012 in twips (1/20 pt) unless said otherwise: A4, 天头 37 mm, 订口 28 mm, right 26 mm, bottom 35 mm, so that 版心 is 156 × 225 mm.
export const page = { width: 11906, height: 16838, top: 2098, right: 1474, bottom: 1984, left: 1587, footer: 1400 }
/** 22 lines in 225 mm. */
export const linePitch = 579
/**
 * 28 characters of 16 pt need 158 mm: a quarter of a point off each, and they stand in 156 mm. Not by a character grid
 * (charSpace −848): LibreOffice gives a character that is wider than its cell two of them, 14 to a line.
 */
const condensed = -5
/** One character with that, 15.75 pt. */
const character = 320 + condensed
const characters = (n: number): number => Math.round(character * n)
export const textWidth = page.width - page.left - page.right

/** One font name for Latin and Chinese text alike: figures and quotation marks are set in the face of the text. */
const face = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' as const })
export const faces = { title: face('方正小标宋简体'), body: face('仿宋_GB2312'), kai: face('楷体_GB2312'), hei: face('黑体'), song: face('宋体') }

/** 2号, 3号, 4号, 5号 in half points. */
const size = { two: 44, three: 32, four: 28, five: 21 }
const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 })
const twoCharacters = { firstLine: characters(2), firstLineChars: 200 }

/** The lines above and below 分送. */
const rule = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 }

/** 公文式: 3号 on the grid. 表格式: 4号, one and a half lines (domain rules section 5.2). */
export function styles(preset: 'official' | 'table'): IStylesOptions {
  const textSize = preset === 'official' ? size.three : size.four
  const line = preset === 'official' ? linePitch : 520
  const indent = preset === 'official' ? twoCharacters : { firstLine: 560, firstLineChars: 200 }
  const style = (id: string, name: string, options: Omit<IParagraphStyleOptions, 'id' | 'name'>): IParagraphStyleOptions => ({ id, name, basedOn: 'Normal', quickFormat: true, ...options })
  return {
    default: {
      document: {
        // Figures are no Chinese text: with zh-CN for them LibreOffice broke 2026 after its first digit (GB/T 9704 7.3.3: a number is not broken).
        run: { font: faces.body, size: textSize, sizeComplexScript: textSize, ...(preset === 'official' ? { characterSpacing: condensed } : {}), language: { value: 'en-US', eastAsia: 'zh-CN' } },
        paragraph: { spacing: exactly(line), alignment: AlignmentType.BOTH },
      },
      // A title of any number of lines and the space under it take whole lines, so that 22 of them still fill the page.
      title: { run: { font: faces.title, size: size.two, characterSpacing: 0 }, paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exactly(linePitch), after: linePitch }, keepNext: true, keepLines: true } },
      heading1: { run: { font: faces.hei, size: textSize }, paragraph: { indent, keepNext: true, keepLines: true } },
    },
    paragraphStyles: [
      style('Fact', '会议要素', { paragraph: { alignment: AlignmentType.LEFT, indent: { left: characters(7), hanging: characters(5) } } }),
      style('People', '名单', { paragraph: { alignment: AlignmentType.LEFT, indent: { left: characters(5), hanging: characters(3) } } }),
      style('BodyText', '正文段落', { paragraph: { indent } }),
      style('Addressee', '主送', {}),
      style('Signing', '签字', { paragraph: { indent: { left: indent.firstLine }, spacing: { ...exactly(line), before: line }, keepLines: true } }),
      style('Sender', '署名', { paragraph: { alignment: AlignmentType.RIGHT, indent: { right: characters(2) }, spacing: { ...exactly(line), before: line }, keepNext: true } }),
      style('Date', '成文日期', { paragraph: { alignment: AlignmentType.RIGHT, indent: { right: characters(4) } } }),
      style('SentTo', '分送', { paragraph: { alignment: AlignmentType.LEFT, indent: { left: characters(4), hanging: characters(3), right: characters(1) }, spacing: { ...exactly(line), before: line }, border: { top: rule, bottom: rule }, keepLines: true } }),
      style('TableHead', '表头', { run: { font: faces.hei, size: size.four }, paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(520) } }),
      style('TableText', '表内文字', { run: { size: size.four }, paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(520) } }),
      style('TableCentre', '表内居中', { run: { size: size.four }, paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(520) } }),
      style('TableDense', '表内密排', { run: { size: size.five }, paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(290) } }),
      style('TableName', '表内姓名', { run: { size: size.four }, paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(520) } }),
      style('TableNameDense', '表内密排姓名', { run: { size: size.five }, paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(290) } }),
      style('TableTitle', '表内标题', { run: { font: faces.hei, size: size.four }, paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(520), keepNext: true } }),
      style('TableSigning', '表内签字', { run: { font: faces.hei, size: size.four }, paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(520) } }),
      style('BallotName', '票名', { run: { font: faces.hei, size: size.three, characterSpacing: 0 }, paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(440), keepNext: true } }),
      style('BallotRule', '票面说明', { run: { size: size.five, characterSpacing: 0 }, paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(300) } }),
      style('BallotDate', '票面日期', { run: { size: size.five, characterSpacing: 0 }, paragraph: { alignment: AlignmentType.RIGHT, indent: { right: size.five * 20 }, spacing: exactly(300) } }),
      style('BallotPage', '票面分页', { paragraph: { spacing: exactly(20) } }),
      style('PageNumber', '页码', { run: { font: faces.song, size: size.four }, paragraph: { spacing: exactly(360) } }),
    ],
  }
}

const paragraphStyleIds = ['Title', 'Heading1', 'Fact', 'People', 'BodyText', 'Addressee', 'Signing', 'Sender', 'Date', 'SentTo', 'TableHead', 'TableText', 'TableCentre', 'TableDense', 'TableName', 'TableNameDense', 'TableTitle', 'TableSigning', 'BallotName', 'BallotRule', 'BallotDate', 'BallotPage'] as const
export type StyleId = (typeof paragraphStyleIds)[number]
/** All styles of a template. */
export const styleIds: readonly string[] = ['Normal', 'TableNormal', 'PageNumber', ...paragraphStyleIds]

/** A paragraph of plain text and tags. */
export const line = (style: StyleId, text: string): Paragraph => new Paragraph({ style, children: text === '' ? [] : [new TextRun(text)] })

/** A line that stands on the page of the next one. */
export const keptLine = (style: StyleId, text: string): Paragraph => new Paragraph({ style, keepNext: true, children: [new TextRun(text)] })

/** A line of no height that begins a page. */
export const pageStart = (): Paragraph => new Paragraph({ style: 'BallotPage', pageBreakBefore: true })

/** A loop over paragraphs and tables: its tags stand in paragraphs of their own, which go. */
export const loop = (tag: string, ...inside: (Paragraph | Table)[]): (Paragraph | Table)[] => [line('BodyText', `{#${tag}}`), ...inside, line('BodyText', `{/${tag}}`)]

const hei = (text: string, characterSpacing = 0): TextRun => new TextRun({ text, font: faces.hei, ...(characterSpacing === 0 ? {} : { characterSpacing }) })
/** What stands after each but the last character of a label of so many, so that it is as wide as four. */
const gapOf = (letters: 2 | 3): number => characters((4 - letters) / (letters - 1))

/** 时间：{时间} with the label in 黑体 and spread to the width of four characters; several of them share a line. */
export function fact(...labels: string[]): Paragraph {
  const children = labels.flatMap((label, index) => {
    const letters = [...label]
    const spread = letters.length === 2 || letters.length === 3 ? gapOf(letters.length) : 0
    const last = letters.pop() ?? ''
    return [...(index === 0 ? [] : [new TextRun('　　')]), hei(letters.join(''), spread), hei(`${last}：`), new TextRun(`{${label}}`)]
  })
  return new Paragraph({ style: 'Fact', children })
}

/** Any elements, one to a line, their labels spread likewise: only one of the first two tags of a line has text. */
export const factLoop = (tag: string): (Paragraph | Table)[] =>
  loop(tag, new Paragraph({ style: 'Fact', children: [hei('{两字距}', gapOf(2)), hei('{三字距}', gapOf(3)), hei('{要素名}：'), new TextRun('{要素值}')] }))

/** A paragraph whose first words are set in a face of their own. */
export const leadLine = (style: StyleId, lead: string, text: string, leadFace: keyof typeof faces = 'hei'): Paragraph =>
  new Paragraph({ style, children: [new TextRun({ text: lead, font: faces[leadFace] }), new TextRun(text)] })

/** The title of a 纪要; its number, where it has one, in the next line of the same paragraph. */
export const issuedTitle = (): Paragraph =>
  new Paragraph({ style: 'Title', children: [new TextRun('{标题}'), new TextRun({ text: '{期号}', font: faces.body, size: size.three })] })

/** {引语}{首段} and the further paragraphs of one entry of running text. The name or the word that leads is set in `leadFace`. */
export const entryLines = (tag: string, leadFace: keyof typeof faces): (Paragraph | Table)[] =>
  loop(tag, leadLine('BodyText', '{引语}', '{首段}', leadFace), ...loop('续段', line('BodyText', '{.}')))

export interface CellOptions { span?: number; width: number; dense?: boolean; borders?: ITableCellBorders }

export function cell(children: Paragraph[], { span = 1, width, dense = false, borders }: CellOptions): TableCell {
  const above = dense ? 0 : 40
  return new TableCell({ children, columnSpan: span, width: { size: width, type: WidthType.DXA }, verticalAlign: VerticalAlign.CENTER, ...(borders ? { borders } : {}), margins: { top: above, bottom: above, left: 108, right: 108, marginUnitType: WidthType.DXA } })
}

/** `whole`: the row does not break across pages. `least`: its least height in twips. */
export function row(cells: TableCell[], { whole = true, header = false, least = 600 }: { whole?: boolean; header?: boolean; least?: number } = {}): TableRow {
  return new TableRow({ children: cells, cantSplit: whole, tableHeader: header, height: { value: least, rule: HeightRule.ATLEAST } })
}

export function table(columnWidths: number[], rows: TableRow[]): Table {
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  return new Table({
    rows, columnWidths, layout: TableLayoutType.FIXED, width: { size: textWidth, type: WidthType.DXA },
    borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
  })
}

/** — 1 —: odd pages right, even pages left, one character from the edge. */
export function footers(): { default: Footer; even: Footer } {
  const footer = (alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT) => new Footer({
    children: [new Paragraph({
      style: 'PageNumber', alignment, indent: alignment === AlignmentType.LEFT ? { left: 280 } : { right: 280 },
      children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: faces.song, size: size.four })],
    })],
  })
  return { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) }
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const cut = { style: BorderStyle.DASHED, size: 6, color: '000000' }

/** The heading of a ballot, without a frame. */
export const ballotName = (text: string, span: number): TableRow =>
  row([cell([line('BallotName', text)], { span, width: textWidth, borders: { top: none, left: none, right: none } })], { least: 520 })

/** What stands under the boxes of a ballot, with the line to cut along. */
export const ballotFoot = (lines: Paragraph[], span: number): TableRow =>
  row([cell(lines, { span, width: textWidth, borders: { left: none, right: none, bottom: cut } })], { least: 1200 })
