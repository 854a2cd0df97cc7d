import { fontList, noncePlaceholder } from './printStyle.ts'
import { escapeHtml } from './html.ts'
import { pdfOfPage, type PrintPage } from './pdf.ts'
import { sheetWidth, type SheetBlock, type SheetCell, type SheetPaper, type SheetPicture, type SheetRow } from './sheetPaper.ts'

/** The same figures as the Word template of a list: A4, 18 mm above and below, 15 or 20 at the sides. */
const style = ({ landscape }: SheetPaper): string => `
@page { size: A4 ${landscape ? 'landscape' : 'portrait'}; margin: 18mm ${landscape ? 15 : 20}mm; }
* { box-sizing: border-box; margin: 0; padding: 0; font-weight: normal; }
html { color: #000; background: #fff; }
body { width: calc(${sheetWidth(landscape)}mm - 1pt); font: 10.5pt/15pt ${fontList('song')}; line-break: strict; overflow-wrap: anywhere; }
p { white-space: pre-wrap; }
h1 { font: 18pt/28pt ${fontList('title')}; text-align: center; margin-bottom: 4pt; white-space: pre-wrap; }
h2 { font: 14pt/22pt ${fontList('hei')}; margin: 8pt 0 3pt; break-after: avoid; }
.info { font: 10.5pt/16pt ${fontList('song')}; margin-bottom: 4pt; }
.note { font: 9pt/13pt ${fontList('song')}; margin-top: 3pt; }
.picture { text-align: center; padding: 1mm 0 2mm; break-after: avoid; }
.picture img { display: block; margin: 0 auto; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; line-height: 1.35; }
td, th { border: 0.5pt solid #000; padding: 0.5mm 1mm; vertical-align: middle; }
td { text-align: center; } td.left { text-align: left; }
th { font-family: ${fontList('hei')}; text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; } tr.long { break-inside: auto; } tr.top td { vertical-align: top; }
img { display: inline-block; vertical-align: middle; }
`

/** The page of a list as it is printed: static, without any script, every word escaped. */
export function sheetHtml(paper: SheetPaper): string {
  const rules: string[] = []
  const body = paper.blocks.map((block, index) => blockHtml(block, `t${index}`, rules)).join('')
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style nonce="${noncePlaceholder}">${style(paper)}${rules.join('\n')}</style></head>`
    + `<body><h1>${escapeHtml(paper.title)}</h1>${paper.info === '' ? '' : `<p class="info">${escapeHtml(paper.info)}</p>`}${body}</body></html>`
}

/** The PDF of a list, with page numbers. Throws PDF_FAILED. */
export const sheetPdf = (paper: SheetPaper, printPage: PrintPage): Promise<{ bytes: Uint8Array; pages: number }> => pdfOfPage(sheetHtml(paper), paper.landscape ? 'landscape' : 'portrait', printPage)

function blockHtml(block: SheetBlock, name: string, rules: string[]): string {
  switch (block.block) {
    case 'heading': return `<h2>${escapeHtml(block.text)}</h2>`
    case 'note': return `<p class="note">${escapeHtml(block.text)}</p>`
    case 'picture': return `<p class="picture">${pictureHtml(block.picture, `${name}p`, rules)}</p>`
    case 'table': {
      const { columns, size, rows } = block
      const sum = columns.reduce((all, column) => all + column, 0)
      // Widths and heights stand in the style sheet: the policy of the page allows no style attribute.
      rules.push(`.${name} { font-size: ${size}pt; }`, ...columns.map((column, index) => `.${name} .c${index} { width: ${Math.round(column / sum * 10_000) / 100}%; }`))
      const heights = [...new Set(rows.map(({ high = 7 }) => high))]
      rules.push(...heights.map((high) => `.${name} .h${String(high).replace('.', '_')} td, .${name} .h${String(high).replace('.', '_')} th { height: ${high}mm; }`))
      const rowHtml = (row: SheetRow, at: number): string => `<tr class="h${String(row.high ?? 7).replace('.', '_')}${row.mayBreak ? ' long' : ''}${row.fromTop ? ' top' : ''}">${row.cells.map((cell, index) => cellHtml(cell, `${name}r${at}c${index}`, rules)).join('')}</tr>`
      const heads = rows.filter(({ repeats }) => repeats)
      return `<table class="${name}"><colgroup>${columns.map((_column, index) => `<col class="c${index}">`).join('')}</colgroup>`
        + `<thead>${heads.map(rowHtml).join('')}</thead><tbody>${rows.filter(({ repeats }) => !repeats).map((row, index) => rowHtml(row, index + heads.length)).join('')}</tbody></table>`
    }
  }
}

function cellHtml({ text, isHead = false, align = 'center', columns = 1, rows = 1, picture }: SheetCell, name: string, rules: string[]): string {
  const spans = `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`
  const content = picture === undefined ? `<p>${escapeHtml(text)}</p>` : pictureHtml(picture, name, rules)
  return isHead ? `<th${spans}>${content}</th>` : `<td${spans}${align === 'left' ? ' class="left"' : ''}>${content}</td>`
}

function pictureHtml({ bytes, media, wide, high, alt }: SheetPicture, name: string, rules: string[]): string {
  rules.push(`.${name}i { width: ${wide}mm; height: ${high}mm; }`)
  return `<img class="${name}i" alt="${escapeHtml(alt)}" src="data:image/${media};base64,${Buffer.from(bytes).toString('base64')}">`
}
