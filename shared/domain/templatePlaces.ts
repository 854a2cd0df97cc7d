import type { LayoutBlock, LayoutParagraph, LayoutRow, TemplateChoice, TemplateField, TemplateLayout } from './template.ts'

/** A paragraph in the order in which the paper is read. `inside`: what it stands in, body or a cell: only neighbours of one place become one field. */
export interface PlacedParagraph { paragraph: LayoutParagraph; order: number; inside: string; row: string | null }
/** A row with the paragraphs it holds, by their order; `nth` counts in its table. */
export interface PlacedRow { row: LayoutRow; table: string; nth: number; first: number; last: number }
export interface Places { paragraphs: Map<string, PlacedParagraph>; rows: Map<string, PlacedRow>; tables: Map<string, LayoutRow[]> }

export const textOf = ({ runs }: Pick<LayoutParagraph, 'runs'>): string => runs.map(({ text }) => text).join('')

/** Where everything of a paper stands: header, body, boxes, footer. */
export function placesOf({ header, body, boxes, footer }: TemplateLayout): Places {
  const places: Places = { paragraphs: new Map(), rows: new Map(), tables: new Map() }
  let order = 0
  const walk = (blocks: readonly LayoutBlock[], inside: string, row: string | null) => {
    for (const block of blocks) {
      if (block.kind === 'paragraph') places.paragraphs.set(block.at, { paragraph: block, order: order++, inside, row })
      else {
        places.tables.set(block.at, block.rows)
        block.rows.forEach((each, nth) => {
          const first = order
          each.cells.forEach(({ blocks: content }, cell) => walk(content, `${each.at} ${cell}`, each.at))
          places.rows.set(each.at, { row: each, table: block.at, nth, first, last: Math.max(first, order - 1) })
        })
      }
    }
  }
  walk(header, 'header', null)
  walk(body, 'body', null)
  walk(boxes, 'boxes', null)
  walk(footer, 'footer', null)
  return places
}

interface Span { first: number; last: number; from: number; to: number }

/** What a choice covers; null where the paper has no such place. */
function spanOf({ paragraphs, rows }: Places, choice: TemplateChoice): Span | null {
  if (choice.form === 'line') {
    const order = paragraphs.get(choice.at)?.order
    return order === undefined ? null : { first: order, last: order, from: choice.from, to: choice.to }
  }
  const first = choice.form === 'rows' ? rows.get(choice.first)?.first : paragraphs.get(choice.first)?.order
  const last = choice.form === 'rows' ? rows.get(choice.last)?.last : paragraphs.get(choice.last)?.order
  return first === undefined || last === undefined ? null : { first, last, from: 0, to: Infinity }
}

/** Whether two choices want the same words. */
export function doOverlap(places: Places, one: TemplateChoice, other: TemplateChoice): boolean {
  const a = spanOf(places, one)
  const b = spanOf(places, other)
  if (!a || !b || a.last < b.first || b.last < a.first) return false
  return a.first !== a.last || b.first !== b.last || (a.from < b.to && b.from < a.to)
}

/** By where they stand on the paper. */
export function inOrder<T extends { choice: TemplateChoice }>(places: Places, values: readonly T[]): T[] {
  const spans = new Map(values.map((value) => [value, spanOf(places, value.choice)]))
  return [...values].sort((a, b) => (spans.get(a)?.first ?? 0) - (spans.get(b)?.first ?? 0) || (spans.get(a)?.from ?? 0) - (spans.get(b)?.from ?? 0))
}

/** The same place has the same key, whichever field it becomes. */
export const keyOf = (choice: TemplateChoice): string => (choice.form === 'line' ? `${choice.at} ${choice.from} ${choice.to}` : `${choice.form} ${choice.first} ${choice.last}`)

/** The addresses of the paragraphs, or of the rows, that a choice takes whole. */
export function blocksOf({ paragraphs, rows }: Places, choice: Exclude<TemplateChoice, { form: 'line' }>): string[] {
  if (choice.form === 'rows') {
    const [first, last] = [rows.get(choice.first), rows.get(choice.last)]
    return first && last ? [...rows].filter(([, { table, nth }]) => table === first.table && nth >= first.nth && nth <= last.nth).map(([at]) => at) : []
  }
  const [first, last] = [paragraphs.get(choice.first), paragraphs.get(choice.last)]
  return first && last ? [...paragraphs].filter(([, { order }]) => order >= first.order && order <= last.order).map(([at]) => at) : []
}

/** The words a choice takes, for a list of them. */
export function wordsOf(places: Places, choice: TemplateChoice): string {
  const span = spanOf(places, choice)
  if (!span) return ''
  return [...places.paragraphs.values()].filter(({ order }) => order >= span.first && order <= span.last).map(({ paragraph }) => textOf(paragraph).slice(span.from, span.to)).filter((text) => text !== '').join(' ')
}

/** What was marked with the mouse or the keys, in every way it may be taken; null where it cannot be taken so. */
export interface Picked { text: string; line: { at: string; from: number; to: number } | null; paragraphs: { first: string; last: string } | null; rows: { first: string; last: string } | null }
export interface Point { at: string; offset: number }

/** From one point of the paper to another, in either order. A marking without width means the whole paragraph. */
export function pickedBetween(places: Places, one: Point, other: Point): Picked | null {
  const a = places.paragraphs.get(one.at)
  const b = places.paragraphs.get(other.at)
  if (!a || !b) return null
  const isForward = a.order < b.order || (a.order === b.order && one.offset <= other.offset)
  const [start, reached, from, reachedTo] = isForward ? [a, b, one.offset, other.offset] : [b, a, other.offset, one.offset]
  // A triple click ends before the first character of the paragraph that follows.
  const before = reached !== start && reachedTo === 0 ? [...places.paragraphs.values()][reached.order - 1] : undefined
  const [end, to] = before ? [before, textOf(before.paragraph).length] : [reached, reachedTo]
  const text = textOf(start.paragraph)
  const [left, right] = start === end && from === to ? [0, text.length] : withoutBlanks(text, from, to)
  const rowA = start.row === null ? undefined : places.rows.get(start.row)
  const rowB = end.row === null ? undefined : places.rows.get(end.row)
  const rows = rowA && rowB && rowA.table === rowB.table ? { first: rowA.row.at, last: rowB.row.at } : null
  const line = start === end && right > left ? { at: start.paragraph.at, from: left, to: right } : null
  const paragraphs = start.inside === end.inside ? { first: start.paragraph.at, last: end.paragraph.at } : null
  if (!line && !paragraphs && !rows) return null
  const between = [...places.paragraphs.values()].filter(({ order }) => order >= start.order && order <= end.order).map(({ paragraph }) => textOf(paragraph)).join(' ')
  return { text: line ? text.slice(left, right) : between.trim(), line, paragraphs, rows }
}

function withoutBlanks(text: string, from: number, to: number): [number, number] {
  const piece = text.slice(from, to)
  return [from + piece.length - piece.trimStart().length, to - (piece.length - piece.trimEnd().length)]
}

/** What was marked, as this field; null where the field cannot stand there. */
export function choiceOf(places: Places, { line, paragraphs, rows }: Picked, field: TemplateField): TemplateChoice | null {
  switch (field.form) {
    case 'line': return line && { form: 'line', ...line, field: field.name }
    // A piece of a paragraph, as what follows 议题：, leaves the words before it.
    case 'paragraphs': return line && !isWhole(places, line) ? { form: 'line', ...line, field: field.name } : paragraphs && { form: 'paragraphs', ...paragraphs, field: field.name }
    case 'list': return rows && { form: 'rows', ...rows, field: field.name, cells: cellsOf(places, rows.first, field) }
  }
}

const isWhole = ({ paragraphs }: Places, { at, from, to }: { at: string; from: number; to: number }): boolean => textOf(paragraphs.get(at)?.paragraph ?? { runs: [] }).trim().length === to - from

const cellText = (blocks: readonly LayoutBlock[]): string => blocks.map((block) => (block.kind === 'paragraph' ? textOf(block) : '')).join('').replace(/\s/g, '')

/** Which column is which field of the list, by the words above it: 姓名 over the names. */
function cellsOf({ rows, tables }: Places, first: string, { inside }: TemplateField): { cell: number; field: string }[] {
  const placed = rows.get(first)
  const head = placed && tables.get(placed.table)?.[placed.nth - 1]
  if (!placed || !head || head.cells.length !== placed.row.cells.length) return []
  const free = inside.filter(({ form }) => form !== 'list')
  return head.cells.flatMap(({ blocks }, cell) => {
    const words = cellText(blocks)
    const found = free.find(({ name }) => name === words) ?? free.find(({ name }) => words !== '' && (words.includes(name) || name.includes(words)))
    return found ? [{ cell, field: found.name }] : []
  })
}

/** What stands over and in each column of a row that repeats, for naming its fields. */
export function columnsOf({ rows, tables }: Places, first: string): { over: string; text: string }[] {
  const placed = rows.get(first)
  if (!placed) return []
  const head = tables.get(placed.table)?.[placed.nth - 1]
  return placed.row.cells.map(({ blocks }, cell) => ({ over: head?.cells.length === placed.row.cells.length ? cellText(head.cells[cell]?.blocks ?? []) : '', text: cellText(blocks) }))
}
