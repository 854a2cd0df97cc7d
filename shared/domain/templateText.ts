import type { LayoutBlock, LayoutParagraph, LayoutTable, TemplateLayout } from './template.ts'

export const textOfParagraph = ({ runs }: LayoutParagraph): string => runs.map(({ text }) => text).join('')
export const paragraphsIn = (blocks: readonly LayoutBlock[]): LayoutParagraph[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [block] : block.rows.flatMap((row) => row.cells.flatMap((cell) => paragraphsIn(cell.blocks)))))
export const tablesIn = (blocks: readonly LayoutBlock[]): LayoutTable[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [] : [block, ...block.rows.flatMap((row) => row.cells.flatMap((cell) => tablesIn(cell.blocks)))]))
export const everyBlock = ({ header, body, footer, boxes }: TemplateLayout): LayoutBlock[] => [...header, ...body, ...footer, ...boxes]

/** A layout as plain text: a paragraph is a line, a row of a table is a line with tabs between its cells. */
export function layoutText(layout: TemplateLayout): string {
  const linesOf = (blocks: readonly LayoutBlock[]): string[] => blocks.flatMap((block) => (block.kind === 'paragraph' ? textOfParagraph(block).split('\n')
    : block.rows.map((row) => row.cells.map((cell) => linesOf(cell.blocks).join(' ')).join('\t').replace(/\t+$/, ''))))
  return `${linesOf([...layout.header, ...layout.boxes, ...layout.body, ...layout.footer]).join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`
}

/** Where an address stands, for an officer: 正文第3段, 表格1第2行第3格, 页眉第1段. */
export function placeInWords(at: string): string {
  const [head = '', ...rest] = at.split('/')
  const part = head === 'body' ? '正文' : head.startsWith('header') ? '页眉' : head.startsWith('footer') ? '页脚' : '文本框'
  const words = rest.map((step, index) => {
    const n = Number(step.replace(/^\D/, '')) + 1
    if (step.startsWith('t')) return `表格${n}`
    if (step.startsWith('r')) return `第${n}行`
    if (step.startsWith('c')) return `第${n}格`
    return index > 0 && n === 1 ? '' : `第${n}段`
  })
  return `${rest[0]?.startsWith('t') && part === '正文' ? '' : part}${words.join('')}`
}
