import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage } from 'pdf-lib'
import { faces, type Face, type FontUse } from '../../../shared/domain/documents.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { fontNameOf } from './fontNames.ts'
import type { Paper } from './paper.ts'
import { nameGlyphs } from './plainText.ts'
import { htmlPage, printHtml } from './printPage.ts'
import { fontList } from './printStyle.ts'

/** Prints an HTML document to PDF: in Electron a hidden window of main. */
export type PrintPage = (html: string) => Promise<Uint8Array>

/**
 * The PDF of a paper, with page numbers (but for ballots) and without any trace of who made it or when.
 * Throws PDF_FAILED where the printer answered something else than pages.
 */
export const makePdf = (paper: Paper, printPage: PrintPage): Promise<{ bytes: Uint8Array; pages: number }> =>
  // A number on a ballot would tell one from another.
  pdfOfPage(printHtml(paper), paper.document !== 'ballot', printPage)

/** The same of a page of HTML; `numbered`: as an official paper, not at all, or in the middle of the foot of a list. Throws PDF_FAILED. */
export async function pdfOfPage(html: string, numbered: boolean | 'portrait' | 'landscape', printPage: PrintPage): Promise<{ bytes: Uint8Array; pages: number }> {
  const body = await readPdf(await printPage(html))
  nameGlyphs(body, html)
  const pages = body.getPageCount()
  if (numbered === false) return finish(body, pages)
  const numbers = await readPdf(await printPage(numbered === true ? pageNumbersHtml(pages) : listNumbersHtml(pages, numbered)))
  if (numbers.getPageCount() !== pages) throw new AppError('PDF_FAILED', { params: { detail: 'page numbers and pages differ' } })
  const stamps = await body.embedPages(numbers.getPages())
  body.getPages().forEach((page, index) => {
    const stamp = stamps[index]
    if (stamp) page.drawPage(stamp, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() })
  })
  return finish(body, pages)
}

async function finish(body: PDFDocument, pages: number): Promise<{ bytes: Uint8Array; pages: number }> {
  removeTraces(body)
  return { bytes: await body.save({ addDefaultPage: false, updateFieldAppearances: false }), pages }
}

export async function readPdf(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false })
  } catch (cause) {
    throw new AppError('PDF_FAILED', { cause })
  }
}

/**
 * Chromium ignores the margin boxes of @page, so the numbers are a document of their own, laid over the first.
 * — 1 —: 4号 half-width 宋体, the dash 7 mm under 版心, odd pages right and even pages left, one character from the edge (GB/T 9704 7.5).
 */
function pageNumbersHtml(pages: number): string {
  const style = `
@page { size: A4; margin: 0; }
* { margin: 0; padding: 0; }
body { width: 210mm; font: 14pt/18pt ${fontList('song')}; }
div { position: relative; height: 290mm; break-after: page; }
div:last-child { break-after: auto; }
p { position: absolute; top: 265.9mm; }
.odd { right: calc(26mm + 14pt); }
.even { left: calc(28mm + 14pt); }`
  const numbers = Array.from({ length: pages }, (_, index) => `<div><p class="${index % 2 === 0 ? 'odd' : 'even'}">— ${index + 1} —</p></div>`)
  return htmlPage(`<body>${numbers.join('')}</body>`, style)
}

/** 第1页，共2页 in the middle of the foot, as the Word file of a list has it. */
function listNumbersHtml(pages: number, orientation: 'portrait' | 'landscape'): string {
  const [width, height] = orientation === 'landscape' ? [297, 210] : [210, 297]
  const style = `
@page { size: A4 ${orientation}; margin: 0; }
* { margin: 0; padding: 0; }
body { width: ${width}mm; font: 9pt/12pt ${fontList('song')}; }
div { position: relative; height: ${height - 1}mm; break-after: page; }
div:last-child { break-after: auto; }
p { position: absolute; top: ${height - 13}mm; left: 0; width: ${width}mm; text-align: center; }`
  return htmlPage(`<body>${Array.from({ length: pages }, (_, index) => `<div><p>第${index + 1}页，共${pages}页</p></div>`).join('')}</body>`, style)
}

/** No Info dictionary (creator, producer, author, dates), no XMP, no document ID. */
export function removeTraces({ context, catalog }: PDFDocument): void {
  const { Info } = context.trailerInfo
  // An object that nothing points to would still be written.
  for (const reference of [Info, catalog.get(PDFName.of('Metadata'))]) {
    const found = context.enumerateIndirectObjects().find(([ref]) => ref === reference)
    if (found) context.delete(found[0])
  }
  catalog.delete(PDFName.of('Metadata'))
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
}

const probedFaces = Object.keys(faces) as Face[]

/** One page for each face of an official paper, to see with fontsOf what this computer has for it. */
export function fontProbeHtml(): string {
  const style = ['p { break-after: page; } p:last-child { break-after: auto; }', ...probedFaces.map((face) => `.${face} { font-family: ${fontList(face)}; }`)].join('\n')
  return htmlPage(`<body>${probedFaces.map((face) => `<p class="${face}">支部会议记录</p>`).join('')}</body>`, style)
}

/** Which faces this computer does not have, read from the printed fontProbeHtml, and what it draws instead. */
export async function fontsOf(probe: Uint8Array): Promise<FontUse[]> {
  const pages = (await readPdf(probe)).getPages()
  return probedFaces.flatMap((face, index): FontUse[] => {
    const [asked] = faces[face]
    const page = pages[index]
    const embedded = page === undefined ? [] : fontNamesOn(page).map(fontNameOf)
    return embedded.includes(asked) ? [] : [{ asked, used: embedded.find((name) => name !== null) ?? null }]
  })
}

/** The PostScript names of the fonts of a page. */
function fontNamesOn({ node }: PDFPage): string[] {
  const fonts = node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict)
  return (fonts?.keys() ?? []).flatMap((key) => {
    const font = fonts?.lookupMaybe(key, PDFDict)
    const composed = font?.lookupMaybe(PDFName.of('DescendantFonts'), PDFArray)?.lookupMaybe(0, PDFDict) ?? font
    const descriptor = composed?.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict)
    const name = composed?.lookupMaybe(PDFName.of('BaseFont'), PDFName) ?? descriptor?.lookupMaybe(PDFName.of('FontName'), PDFName)
    return name === undefined ? [] : [name.decodeText()]
  })
}
