import type { LayoutBlock, LayoutCell, LayoutRow, LayoutRun, TemplateLayout } from '../../../../shared/domain/template.ts'
import { textParts } from './cleanWord.ts'
import { mainPart, type WordPackage } from './openWord.ts'
import { stylesOf, type Styles } from './styles.ts'
import { childOf, elementsOf, everyElement, isElement, valueOf, type XmlElement } from './xml.ts'

/** Where the paragraphs and rows of a layout stand in the file. */
export interface WordPlaces {
  paragraphs: Map<string, { node: XmlElement; parent: XmlElement }>
  rows: Map<string, { node: XmlElement; table: XmlElement; cells: XmlElement[] }>
}
interface Reading extends WordPlaces { styles: Styles; boxes: LayoutBlock[]; boxCount: number }

/** How a clean Word file looks, and where each piece of it stands. The addresses of two readings of one file are the same. */
export function readWord(word: WordPackage): { layout: TemplateLayout; places: WordPlaces } {
  const reading: Reading = { styles: stylesOf(word), boxes: [], boxCount: 0, paragraphs: new Map(), rows: new Map() }
  const layout: TemplateLayout = { page: pageOf(word), header: [], body: [], footer: [], boxes: reading.boxes }
  for (const name of textParts(word)) {
    const root = word.xml.get(name)
    const short = /([a-z]+\d*)\.xml$/.exec(name)?.[1] ?? ''
    if (name === mainPart) layout.body.push(...blocksOf(childOf(root, 'w:body'), 'body', reading))
    else if (short.startsWith('header')) layout.header.push(...blocksOf(root, short, reading))
    else if (short.startsWith('footer')) layout.footer.push(...blocksOf(root, short, reading))
  }
  return { layout, places: { paragraphs: reading.paragraphs, rows: reading.rows } }
}

function pageOf(word: WordPackage): TemplateLayout['page'] {
  const section = childOf(childOf(word.xml.get(mainPart), 'w:body'), 'w:sectPr')
  const size = childOf(section, 'w:pgSz')
  const margin = childOf(section, 'w:pgMar')
  const inPoints = (element: XmlElement | undefined, name: string, fallback: number, most: number) => {
    const n = Math.abs(Number(element?.attributes[name]))
    return Number.isFinite(n) && n / 20 <= most ? Math.round(n * 5) / 100 : fallback
  }
  const [width, height] = [inPoints(size, 'w:w', 595.3, 2000) || 595.3, inPoints(size, 'w:h', 841.9, 2000) || 841.9]
  return { width, height, top: inPoints(margin, 'w:top', 72, height / 2), right: inPoints(margin, 'w:right', 90, width / 2.5), bottom: inPoints(margin, 'w:bottom', 72, height / 2.5), left: inPoints(margin, 'w:left', 90, width / 2.5) }
}

function blocksOf(parent: XmlElement | undefined, at: string, reading: Reading): LayoutBlock[] {
  const blocks: LayoutBlock[] = []
  let paragraphs = 0
  let tables = 0
  for (const node of elementsOf(parent)) {
    if (node.name === 'w:p' && parent) blocks.push(...paragraphOf(node, parent, `${at}/${paragraphs++}`, reading))
    else if (node.name === 'w:tbl') blocks.push(tableOf(node, `${at}/t${tables++}`, reading))
  }
  return blocks
}

/** The text of a run; its breaks of pages and columns are none. */
export function runText(run: XmlElement): string {
  const [content] = elementsOf(run).filter(({ name }) => name !== 'w:rPr')
  switch (content?.name) {
    case 'w:t': return content.children.filter((child) => typeof child === 'string').join('')
    case 'w:tab': case 'w:ptab': return '\t'
    case 'w:br': return content.attributes['w:type'] === undefined || content.attributes['w:type'] === 'textWrapping' ? '\n' : ''
    case 'w:cr': return '\n'
    case 'w:noBreakHyphen': return '-'
    default: return ''
  }
}
export const runsOf = (paragraph: XmlElement): XmlElement[] => elementsOf(paragraph, 'w:r')
export const paragraphText = (paragraph: XmlElement): string => runsOf(paragraph).map(runText).join('')

function paragraphOf(node: XmlElement, parent: XmlElement, at: string, reading: Reading): LayoutBlock[] {
  reading.paragraphs.set(at, { node, parent })
  const properties = childOf(node, 'w:pPr')
  const runs: LayoutRun[] = []
  for (const run of runsOf(node)) {
    const text = runText(run)
    if (text === '') {
      readBoxes(run, reading)
      continue
    }
    const look = reading.styles.run(properties, childOf(run, 'w:rPr'))
    const before = runs.at(-1)
    if (before && before.font === look.font && before.size === look.size && before.bold === look.bold && before.color === look.color) before.text += text
    else runs.push({ text, ...look })
  }
  const breaks = runsOf(node).some((run) => childOf(run, 'w:br')?.attributes['w:type'] === 'page')
  const shape = reading.styles.paragraph(properties)
  return [{ kind: 'paragraph', at, ...shape, breakBefore: shape.breakBefore || (breaks && runs.length > 0), runs }]
}

/** The words of text boxes that hang on a run. */
function readBoxes(run: XmlElement, reading: Reading): void {
  for (const element of everyElement(run)) if (element.name === 'w:txbxContent') reading.boxes.push(...blocksOf(element, `box${reading.boxCount++}`, reading))
}

const merges = (cell: XmlElement): 'none' | 'begins' | 'goesOn' => {
  const merge = childOf(childOf(cell, 'w:tcPr'), 'w:vMerge')
  return merge === undefined ? 'none' : merge.attributes['w:val'] === 'restart' ? 'begins' : 'goesOn'
}
const spanOf = (cell: XmlElement): number => Math.max(1, Math.min(60, Math.trunc(Number(valueOf(childOf(cell, 'w:tcPr'), 'w:gridSpan') ?? 1)) || 1))

function tableOf(table: XmlElement, at: string, reading: Reading): LayoutBlock {
  const open = new Map<number, LayoutCell>()
  const rows = elementsOf(table, 'w:tr').map((node, index): LayoutRow => {
    const rowAt = `${at}/r${index}`
    const cells: LayoutCell[] = []
    const nodes: XmlElement[] = []
    const before = Number(valueOf(childOf(node, 'w:trPr'), 'w:gridBefore') ?? 0) || 0
    let column = before
    for (const cell of elementsOf(node, 'w:tc')) {
      const merge = merges(cell)
      const above = open.get(column)
      if (merge === 'goesOn' && above) above.rows += 1
      else {
        const made: LayoutCell = { span: spanOf(cell), rows: 1, blocks: blocksOf(cell, `${rowAt}/c${cells.length}`, reading) }
        cells.push(made)
        nodes.push(cell)
        if (merge === 'begins') open.set(column, made)
        else open.delete(column)
      }
      column += spanOf(cell)
    }
    reading.rows.set(rowAt, { node, table, cells: nodes })
    const height = Number(valueOf(childOf(node, 'w:trPr'), 'w:trHeight') ?? 0) / 20
    return { at: rowAt, height: Number.isFinite(height) && height > 0 && height < 1600 ? height : 0, cells }
  })
  const widths = elementsOf(childOf(table, 'w:tblGrid'), 'w:gridCol').map(({ attributes }) => { const n = Number(attributes['w:w'] ?? 0) / 20; return Number.isFinite(n) && n > 0 && n < 2000 ? Math.round(n * 100) / 100 : 20 })
  return { kind: 'table', at, widths, bordered: isBordered(table), rows }
}

/** Lines are drawn unless the table says that there are none. */
function isBordered(table: XmlElement): boolean {
  const borders = childOf(childOf(table, 'w:tblPr'), 'w:tblBorders')
  if (borders) return elementsOf(borders).some(({ attributes }) => !['none', 'nil'].includes(attributes['w:val'] ?? ''))
  const named = valueOf(childOf(table, 'w:tblPr'), 'w:tblStyle') !== undefined
  return named || [...everyElement(table)].some((element) => element.name === 'w:tcBorders' && element.children.some((side) => isElement(side) && !['none', 'nil'].includes(side.attributes['w:val'] ?? '')))
}
