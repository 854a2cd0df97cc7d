import { faces, type Face } from '../../../../shared/domain/documents.ts'
import type { LayoutBlock, LayoutParagraph, LayoutTable, TemplateLayout } from '../../../../shared/domain/template.ts'
import { textOfParagraph, paragraphsIn } from '../../../../shared/domain/templateText.ts'
import { escapeHtml } from '../html.ts'
import { htmlPage } from '../printPage.ts'
import { fontList } from '../printStyle.ts'

const escape = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>').replaceAll('\t', '\u3000\u3000')

/** The face that a font of a form is drawn with: fonts are named by strangers, so only known ones reach the style. */
function faceOf(font: string): Face {
  const known = (Object.keys(faces) as Face[]).find((face) => (faces[face] as readonly string[]).includes(font))
  if (known) return known
  if (/黑|Hei|雅黑/i.test(font)) return 'hei'
  if (/楷|Kai/i.test(font)) return 'kai'
  return /仿宋|Fang/i.test(font) ? 'body' : /小标宋|中宋/.test(font) ? 'title' : 'song'
}

/** Rules by what they say, so that a page of a thousand paragraphs has a few. */
class Rules {
  readonly #names = new Map<string, string>()
  nameOf(rule: string): string {
    const name = this.#names.get(rule) ?? `s${this.#names.size}`
    this.#names.set(rule, name)
    return name
  }
  get text(): string { return [...this.#names].map(([rule, name]) => `.${name} { ${rule} }`).join('\n') }
}

/** The print page of a filled form: near enough to know it by; the Word file is what counts. Every word is escaped, figures are numbers. */
export function ownPageHtml({ page, header, body, footer, boxes }: TemplateLayout): string {
  const rules = new Rules()
  const ofBlocks = (blocks: readonly LayoutBlock[]): string => blocks.map((block) => (block.kind === 'paragraph' ? ofParagraph(block) : ofTable(block))).join('')

  function ofParagraph(block: LayoutParagraph): string {
    const largest = Math.max(...block.runs.map(({ size }) => size), block.runs.length === 0 ? 12 : 0)
    const rule = [
      `text-align: ${block.align === 'both' ? 'justify' : block.align}; text-indent: ${block.firstIndent}pt; padding-left: ${Math.max(0, block.leftIndent)}pt`,
      `margin: ${Math.max(0, block.before)}pt 0 ${Math.max(0, block.after)}pt; line-height: ${block.pitch > 0 ? `${block.pitch}pt` : '1.4'}; font-size: ${largest}pt; min-height: ${block.pitch > 0 ? block.pitch : Math.round(largest * 1.4)}pt`,
      ...(block.breakBefore ? ['break-before: page'] : []),
    ].join('; ')
    const runs = block.runs.map(({ text, font, size, bold, color }) => `<span class="${rules.nameOf(`font-family: ${fontList(faceOf(font))}; font-size: ${size}pt${bold ? '; font-weight: bold' : ''}${/^[0-9A-F]{6}$/.test(color) ? `; color: #${color}` : ''}`)}">${escape(text)}</span>`).join('')
    return `<p class="${rules.nameOf(rule)}">${runs}</p>`
  }

  function ofTable({ widths, bordered, rows }: LayoutTable): string {
    const cols = widths.map((width) => `<col class="${rules.nameOf(`width: ${width}pt`)}">`).join('')
    const lines = rows.map(({ height, cells }) => `<tr class="${rules.nameOf(`height: ${height}pt`)}">${cells.map((cell) => `<td colspan="${cell.span}" rowspan="${cell.rows}">${ofBlocks(cell.blocks)}</td>`).join('')}</tr>`).join('')
    return `<table class="${bordered ? 'lined' : 'plain'} ${rules.nameOf(`width: ${Math.min(widths.reduce((sum, width) => sum + width, 0) || 400, page.width - page.left - page.right + 40)}pt`)}"><colgroup>${cols}</colgroup><tbody>${lines}</tbody></table>`
  }

  // A footer of nothing but the number of the page is laid over every page afterwards.
  const foot = footer.filter((block) => block.kind === 'table' || /[^\s\d—\-–第页共/]/.test(textOfParagraph(block)))
  const words = (blocks: readonly LayoutBlock[]) => paragraphsIn(blocks).some((each) => textOfParagraph(each).trim() !== '')
  const content = `${words(header) ? `<div class="head">${ofBlocks(header)}</div>` : ''}${words(boxes) ? `<div>${ofBlocks(boxes)}</div>` : ''}${ofBlocks(body)}${words(foot) ? `<div class="foot">${ofBlocks(foot)}</div>` : ''}`
  const style = `
@page { size: ${page.width}pt ${page.height}pt; margin: ${page.top}pt ${page.right}pt ${page.bottom}pt ${page.left}pt; }
* { box-sizing: border-box; margin: 0; padding: 0; font-weight: normal; }
html { color: #000; background: #fff; }
body { width: ${page.width - page.left - page.right}pt; font: 12pt/1.4 ${fontList('song')}; text-spacing-trim: space-all; line-break: strict; overflow-wrap: anywhere; }
p { white-space: pre-wrap; orphans: 1; widows: 1; }
table { table-layout: fixed; border-collapse: collapse; margin: 0 auto; }
td { padding: 1pt 5.4pt; vertical-align: middle; }
.lined td { border: 0.5pt solid #000; }
tr { break-inside: auto; }
.head { margin-bottom: 12pt; }
.foot { margin-top: 12pt; }
`
  return htmlPage(`<body class="own">${content}</body>`, style + rules.text)
}
