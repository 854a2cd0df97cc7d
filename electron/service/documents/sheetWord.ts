import { join } from 'node:path'
import type PizZip from 'pizzip'
import { fillTemplate, pack } from './docx.ts'
import { sheetWidth, type SheetBlock, type SheetCell, type SheetPaper, type SheetPicture, type SheetRow } from './sheetPaper.ts'
import { emu, twips, xmlText } from './wordXml.ts'

/** The template of a list: upright or across; made by build/scripts/make-templates.ts. */
export const sheetTemplate = ({ landscape }: Pick<SheetPaper, 'landscape'>): string => `sheet-${landscape ? 'landscape' : 'portrait'}.docx`

/** The Word file of a list or form. The same paper gives the same bytes. Throws TEMPLATE_BROKEN as fillWord. */
export function fillSheet(paper: SheetPaper, templatesFolder: string): Uint8Array {
  const pictures: SheetPicture[] = []
  const add = (picture: SheetPicture): number => pictures.push(picture)
  const body = paper.blocks.map((block) => blockXml(block, sheetWidth(paper.landscape), add)).join('')
  const zip = fillTemplate(join(templatesFolder, sheetTemplate(paper)), { 标题: paper.title, 填报: paper.info, 正文: body })
  addPictures(zip, pictures)
  return pack(zip)
}

const faceXml = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}" w:hint="eastAsia"/>`
const faces = { hei: faceXml('黑体'), song: faceXml('宋体') }

function paragraph(content: string, { align, line, kept = false, before = 0, after = 0 }: { align: 'left' | 'center'; line: number; kept?: boolean; before?: number; after?: number }): string {
  return `<w:p><w:pPr>${kept ? '<w:keepNext/>' : ''}<w:snapToGrid w:val="0"/><w:spacing w:before="${before}" w:after="${after}" w:line="${line}" w:lineRule="${line === 240 ? 'auto' : 'exact'}"/><w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="${align}"/></w:pPr>${content}</w:p>`
}
const run = (text: string, face: string, size: number): string => (text === '' ? '' : `<w:r><w:rPr>${face}<w:spacing w:val="0"/><w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/></w:rPr><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`)

const relationOf = (number: number): string => `sheetPicture${number}`
const nameOf = (number: number, { media }: SheetPicture): string => `sheet-picture-${number}.${media}`

/** A picture in its line. Drawings of a file have one series of ids; a template has a few. */
function drawing(picture: SheetPicture, number: number): string {
  const { wide, high, alt } = picture
  const properties = `id="${80_000 + number}" name="${nameOf(number, picture)}" descr="${xmlText(alt)}"`
  const size = `cx="${emu(wide)}" cy="${emu(high)}"`
  return '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    + `<wp:extent ${size}/><wp:docPr ${properties}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>`
    + '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    + `<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr ${properties}/><pic:cNvPicPr/></pic:nvPicPr>`
    + `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${relationOf(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`
    + `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

type AddPicture = (picture: SheetPicture) => number

function blockXml(block: SheetBlock, width: number, add: AddPicture): string {
  switch (block.block) {
    case 'heading': return paragraph(run(block.text, faces.hei, 14), { align: 'left', line: 440, kept: true, before: 160, after: 60 })
    case 'note': return block.text.split('\n').map((text) => paragraph(run(text, faces.song, 9), { align: 'left', line: 260, before: 60 })).join('')
    case 'picture': return paragraph(drawing(block.picture, add(block.picture)), { align: 'center', line: 240, kept: true })
    case 'table': return tableXml(block, width, add)
  }
}

function tableXml({ columns, size, rows }: Extract<SheetBlock, { block: 'table' }>, width: number, add: AddPicture): string {
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('')
  const margins = ['left', 'right'].map((edge) => `<w:${edge} w:w="${twips(1)}" w:type="dxa"/>`).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${twips(width)}" w:type="dxa"/><w:tblBorders>${edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr><w:tblGrid>${columns.map((column) => `<w:gridCol w:w="${twips(column)}"/>`).join('')}</w:tblGrid>`
    + withMerged(rows).map((row) => rowXml(row, columns, size, add)).join('')
    // Word wants a paragraph behind a table; this one is too low to begin a page.
    + `</w:tbl>${paragraph('', { align: 'left', line: 20 })}`
}

type PlacedCell = SheetCell & { isBelow?: boolean }
type PlacedRow = Omit<SheetRow, 'cells'> & { cells: PlacedCell[] }
/** In Word a cell that is several rows high has a part of its own in each of them, at its column. */
function withMerged(rows: readonly SheetRow[]): PlacedRow[] {
  const open = new Map<number, { left: number; columns: number }>()
  return rows.map((row) => {
    const cells: PlacedCell[] = []
    let column = 0
    const takeOpen = (): void => {
      for (let found = open.get(column); found !== undefined && found.left > 0; found = open.get(column)) {
        cells.push({ text: '', columns: found.columns, isBelow: true })
        found.left--
        column += found.columns
      }
    }
    for (const cell of row.cells) {
      takeOpen()
      cells.push(cell)
      const { columns = 1, rows: high = 1 } = cell
      if (high > 1) open.set(column, { left: high - 1, columns })
      column += columns
    }
    takeOpen()
    return { ...row, cells }
  })
}

function rowXml({ cells, high, repeats = false, mayBreak = false, fromTop = false }: PlacedRow, columns: readonly number[], size: number, add: AddPicture): string {
  let at = 0
  const line = Math.round(size * 20 * 1.35)
  const xml = cells.map((cell) => {
    const { columns: span = 1, rows = 1, isHead = false, isBelow = false, align = 'center', picture } = cell
    const width = columns.slice(at, at + span).reduce((sum, column) => sum + column, 0)
    at += span
    const merge = isBelow ? '<w:vMerge/>' : rows > 1 ? '<w:vMerge w:val="restart"/>' : ''
    const content = picture === undefined
      ? cell.text.split('\n').map((text) => paragraph(run(text, isHead ? faces.hei : faces.song, size), { align: isHead ? 'center' : align, line, ...(repeats ? { kept: true } : {}) })).join('')
      : paragraph(drawing(picture, add(picture)), { align: 'center', line: 240 })
    return `<w:tc><w:tcPr><w:tcW w:w="${twips(width)}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}<w:vAlign w:val="${fromTop ? 'top' : 'center'}"/></w:tcPr>${content}</w:tc>`
  }).join('')
  return `<w:tr><w:trPr>${mayBreak ? '' : '<w:cantSplit/>'}<w:trHeight w:val="${twips(high ?? 7)}" w:hRule="atLeast"/>${repeats ? '<w:tblHeader/>' : ''}</w:trPr>${xml}</w:tr>`
}

function addPictures(zip: PizZip, pictures: readonly SheetPicture[]): void {
  if (pictures.length === 0) return
  const change = (path: string, write: (text: string) => string): void => { zip.file(path, write(zip.file(path)?.asText() ?? '')) }
  for (const [index, picture] of pictures.entries()) zip.file(`word/media/${nameOf(index + 1, picture)}`, picture.bytes)
  const relations = pictures.map((picture, index) => `<Relationship Id="${relationOf(index + 1)}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/${nameOf(index + 1, picture)}"/>`)
  change('word/_rels/document.xml.rels', (text) => text.replace('</Relationships>', `${relations.join('')}</Relationships>`))
  for (const media of new Set(pictures.map((picture) => picture.media))) {
    change('[Content_Types].xml', (text) => (text.includes(`Extension="${media}"`) ? text : text.replace(/<Types[^>]*>/, `$&<Default Extension="${media}" ContentType="image/${media}"/>`)))
  }
}
