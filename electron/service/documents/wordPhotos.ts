import type PizZip from 'pizzip'
import { pageWidth, photoRows, type Printed } from '../../../shared/domain/photoPage.ts'
import type { PagePicture, Paper } from './paper.ts'
import { emu, twips, xmlText as xml } from './wordXml.ts'

const documentPath = 'word/document.xml'
const relationsPath = 'word/_rels/document.xml.rels'
const typesPath = '[Content_Types].xml'

type Numbered = Printed<PagePicture> & { number: number }
const nameOf = (number: number): string => `page-photo-${number}.jpeg`
/** Not of the form that Word and the makers of templates use, so that it meets none of theirs. */
const relationOf = (number: number): string => `pagePhoto${number}`
/** Ids of drawings are one series over the whole file; a template has a few. */
const firstDrawing = 90_000

/**
 * A paragraph with all its figures: the styles of a unit's own form may be anything. Not on the grid of the page, which would round
 * the height of a photo up to whole lines.
 */
const paragraph = (content: string, { kept = '', spacing }: { kept?: string; spacing: string }): string =>
  `<w:p><w:pPr>${kept}<w:snapToGrid w:val="0"/><w:spacing ${spacing}/><w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>${content}</w:p>`
const run = (text: string, face: string): string => (text === '' ? '' : `<w:r><w:rPr>${face}</w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`)
const hei = '<w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:cs="黑体"/><w:spacing w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
const small = '<w:spacing w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/>'

/** A picture in its line, with its caption for those who cannot see it. */
function drawing({ number, wide, high, alt }: Numbered): string {
  const properties = `id="${firstDrawing + number}" name="${xml(nameOf(number))}" descr="${xml(alt)}"`
  const size = `cx="${emu(wide)}" cy="${emu(high)}"`
  return '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    + `<wp:extent ${size}/><wp:docPr ${properties}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>`
    + '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    + `<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr ${properties}/><pic:cNvPicPr/></pic:nvPicPr>`
    + `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${relationOf(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`
    + `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

function row(cells: readonly string[], align: 'bottom' | 'top'): string {
  const width = twips(pageWidth) / (cells.length === 1 ? 1 : 2)
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.map((cell) => `<w:tc><w:tcPr><w:tcW w:w="${Math.floor(width)}" w:type="dxa"/>${cells.length === 1 ? '<w:gridSpan w:val="2"/>' : ''}<w:vAlign w:val="${align}"/></w:tcPr>${cell}</w:tc>`).join('')}</w:tr>`
}

function pageOf(title: string, rows: readonly Numbered[][]): string {
  const half = Math.floor(twips(pageWidth) / 2)
  const none = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((edge) => `<w:${edge} w:val="nil"/>`).join('')
  const margins = ['top', 'left', 'bottom', 'right'].map((edge) => `<w:${edge} w:w="0" w:type="dxa"/>`).join('')
  return paragraph(run(title, hei), { kept: '<w:keepNext/><w:pageBreakBefore/>', spacing: 'w:before="0" w:after="200" w:line="579" w:lineRule="exact"' })
    + `<w:tbl><w:tblPr><w:tblW w:w="${twips(pageWidth)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${none}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="${half}"/><w:gridCol w:w="${half}"/></w:tblGrid>`
    + rows.map((photos) => row(photos.map((photo) => paragraph(drawing(photo), { kept: '<w:keepNext/>', spacing: 'w:before="0" w:after="0" w:line="240" w:lineRule="auto"' })), 'bottom')
      + row(photos.map(({ caption }) => paragraph(run(caption, small), { spacing: 'w:before="80" w:after="200" w:line="300" w:lineRule="exact"' })), 'top')).join('')
    // Word wants a paragraph behind a table; this one is too low to begin a page.
    + `</w:tbl>${paragraph('', { spacing: 'w:before="0" w:after="0" w:line="20" w:lineRule="exact"' })}`
}

/** Where the body of a document ends, before the section that holds its margins and footers. */
function endOfBody(document: string): number {
  const end = document.lastIndexOf('</w:body>')
  const section = /<w:sectPr(?:\s[^>]*)?(?:\/>|>(?:(?!<w:sectPr[\s>])[\s\S])*<\/w:sectPr>)\s*$/.exec(document.slice(0, end))
  return section?.index ?? end
}

/** Adds the page of photos to a filled Word file: after its last line, so it ends every form, the unit's own as well. */
export function addPhotos(zip: PizZip, paper: Paper): void {
  if (paper.document !== 'record' || paper.photos.length === 0) return
  const { photos, photosTitle } = paper
  let number = 0
  const rows = photoRows(photos).rows.map((photosOfRow) => photosOfRow.map((photo): Numbered => ({ ...photo, number: ++number })))
  const change = (path: string, write: (text: string) => string): void => { zip.file(path, write(zip.file(path)?.asText() ?? '')) }
  change(documentPath, (document) => {
    const at = endOfBody(document)
    return document.slice(0, at) + pageOf(photosTitle, rows) + document.slice(at)
  })
  for (const photo of rows.flat()) zip.file(`word/media/${nameOf(photo.number)}`, photo.jpeg)
  const relations = rows.flat().map((photo) => `<Relationship Id="${relationOf(photo.number)}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/${nameOf(photo.number)}"/>`)
  change(relationsPath, (text) => text.replace('</Relationships>', `${relations.join('')}</Relationships>`))
  change(typesPath, (text) => (/Extension="jpeg"/i.test(text) ? text : text.replace(/<Types[^>]*>/, '$&<Default Extension="jpeg" ContentType="image/jpeg"/>')))
}
