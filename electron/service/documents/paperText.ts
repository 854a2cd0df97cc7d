import type { Paper } from './paper.ts'
import { printHtml } from './printPage.ts'

/**
 * A paper as plain text, to be pasted anywhere: a paragraph is a line, a row of a table is a line with tabs between its cells. Read back from
 * the print page, whose few tags are our own, so that what is copied is what is printed.
 */
export function paperText(paper: Paper): string {
  const html = printHtml(paper).replace(/<img [^>]*>/g, '')
  const blocks = html.slice(html.indexOf('<body')).match(/<(tr|h1|h2|p)[ >].*?<\/\1>/gs) ?? []
  return `${blocks.flatMap((block) => (block.startsWith('<tr') ? rowLines(block) : linesOf(block))).join('\n')}\n`
}

/** A row of a table. A cell of several lines goes on under itself, so that the columns stay columns in a spreadsheet. */
function rowLines(row: string): string[] {
  const cells = (row.match(/<(t[hd])[ >].*?<\/\1>/gs) ?? []).map((cell) => linesOf(cell).map((line) => line.replaceAll('\t', ' ')))
  // Photos, and captions that nobody wrote.
  if (cells.every((lines) => lines.every((line) => line === ''))) return []
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, n) => cells.map((lines) => lines[n] ?? '').join('\t').replace(/\t+$/, ''))
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const linesOf = (markup: string): string[] => markup.split('<br>').map((line) => line.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => named[name] ?? ''))
