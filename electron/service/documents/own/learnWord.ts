import type { MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import { templateFields } from '../../../../shared/domain/templateFields.ts'
import type { TemplateChoice, TemplateField } from '../../../../shared/domain/template.ts'
import type { TemplateDocument } from '../../../../shared/domain/templateDocument.ts'
import type { WordPackage } from './openWord.ts'
import { paragraphText, readWord, runsOf, runText, type WordPlaces } from './readWord.ts'
import { childOf, copyOf, el, elementsOf, type XmlElement } from './xml.ts'

/** A choice that does not fit the file: an address that there is not, a range outside of its paragraph. */
export class ChoiceFault extends Error {}

const textRun = (text: string, like: XmlElement | undefined): XmlElement => {
  const properties = childOf(like, 'w:rPr')
  return el('w:r', {}, [...(properties ? [copyOf(properties)] : []), el('w:t', { 'xml:space': 'preserve' }, [text])])
}

/** Puts a text in the place of a range, in the face of the first run that it takes the place of. */
export function replaceRange(paragraph: XmlElement, from: number, to: number, text: string): void {
  const children: XmlElement['children'] = []
  let at = 0
  let isPut = false
  for (const node of paragraph.children) {
    if (typeof node === 'string' || node.name !== 'w:r') {
      children.push(node)
      continue
    }
    const own = runText(node)
    const [begin, end] = [at, at + own.length]
    at = end
    if (end <= from || begin >= to || own === '') {
      children.push(node)
      continue
    }
    if (begin < from) children.push(textRun(own.slice(0, from - begin), node))
    if (!isPut) children.push(textRun(text, node))
    isPut = true
    if (end > to) children.push(textRun(own.slice(to - begin), node))
  }
  paragraph.children = isPut ? children : [...children, textRun(text, runsOf(paragraph).at(-1))]
}

/** The whole text of a paragraph; what is no text in it (a picture, a break of the page) stays. */
const setText = (paragraph: XmlElement, text: string): void => replaceRange(paragraph, 0, paragraphText(paragraph).length, text)

/** Makes fields of the chosen values. Changes the package. Throws ChoiceFault. */
export function makeFields(word: WordPackage, choices: readonly TemplateChoice[]): void {
  const { places } = readWord(word)
  const lines = choices.filter((choice) => choice.form === 'line').toSorted((a, b) => b.from - a.from)
  let last: { at: string; from: number } | undefined
  for (const choice of lines) {
    const length = paragraphText(paragraphAt(places, choice.at).node).length
    const before = lines.filter((other) => other !== choice && other.at === choice.at && choice.from < other.to && other.from < choice.to)
    if (choice.to > length || choice.from >= choice.to || before.length > 0) throw new ChoiceFault(choice.at)
    last = choice
  }
  if (last !== undefined) for (const { at, from, to, field } of lines) replaceRange(paragraphAt(places, at).node, from, to, `{${field}}`)
  for (const choice of choices) {
    if (choice.form === 'paragraphs') makeParagraphs(places, choice)
    if (choice.form === 'rows') makeRows(places, choice)
  }
}

function paragraphAt({ paragraphs }: WordPlaces, at: string): { node: XmlElement; parent: XmlElement } {
  const found = paragraphs.get(at)
  if (!found) throw new ChoiceFault(at)
  return found
}

/** The first paragraph with words becomes the field, all others to the last go; a section that ends in one stays. */
function makeParagraphs(places: WordPlaces, { first, last, field }: TemplateChoice & { form: 'paragraphs' }): void {
  const [begin, end] = [paragraphAt(places, first), paragraphAt(places, last)]
  const [from, to] = [begin.parent.children.indexOf(begin.node), begin.parent.children.indexOf(end.node)]
  if (begin.parent !== end.parent || from === -1 || to < from) throw new ChoiceFault(first)
  setText(begin.node, `{${field}}`)
  begin.parent.children = begin.parent.children.filter((node, index) => index <= from || index > to || (typeof node !== 'string' && (node.name !== 'w:p' || childOf(childOf(node, 'w:pPr'), 'w:sectPr') !== undefined)))
}

function makeRows(places: WordPlaces, { first, last, field, cells }: TemplateChoice & { form: 'rows' }): void {
  const [begin, end] = [places.rows.get(first), places.rows.get(last)]
  if (!begin || !end || begin.table !== end.table) throw new ChoiceFault(first)
  const { node, table } = begin
  const [from, to] = [table.children.indexOf(node), table.children.indexOf(end.node)]
  if (from === -1 || to < from || cells.some(({ cell }) => cell >= begin.cells.length)) throw new ChoiceFault(first)
  begin.cells.forEach((cell, index) => {
    const [paragraph] = elementsOf(cell, 'w:p')
    if (!paragraph) throw new ChoiceFault(first)
    const chosen = cells.find((each) => each.cell === index)
    const text = `${index === 0 ? `{#${field}}` : ''}${chosen ? `{${chosen.field}}` : ''}${index === begin.cells.length - 1 ? `{/${field}}` : ''}`
    if (text !== '' || paragraphText(paragraph) !== '') setText(paragraph, text)
    cell.children = cell.children.filter((child) => typeof child !== 'string' && (child.name === 'w:tcPr' || child === paragraph))
  })
  table.children = table.children.filter((child, index) => index <= from || index > to || (typeof child !== 'string' && child.name !== 'w:tr'))
}

const everyName = (fields: readonly TemplateField[]): string[] => fields.flatMap(({ name, inside }) => [name, ...everyName(inside)])

/** ｛时间｝, 《时间》 and {时间 } as {时间}, where 时间 is a field. Changes the package. */
export function normaliseFields(word: WordPackage, document: TemplateDocument, kind: MeetingKind | null, own: readonly string[]): void {
  const known = new Set(everyName(templateFields(document, kind, own)))
  for (const { node } of readWord(word).places.paragraphs.values()) {
    const text = paragraphText(node)
    const found = [...text.matchAll(/[{｛《]\s*([#/＃／]?)\s*([^{}｛｝《》#/＃／\s]{1,40})\s*[}｝》]/g)].toReversed()
    for (const match of found) {
      const [whole, sign = '', name = ''] = match
      const isQuoted = whole.startsWith('《') || whole.endsWith('》')
      const written = `{${sign.replace('＃', '#').replace('／', '/')}${name}}`
      if (whole !== written && (known.has(name) || !isQuoted)) replaceRange(node, match.index, match.index + whole.length, written)
    }
  }
}
