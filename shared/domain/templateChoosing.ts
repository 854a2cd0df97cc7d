import type { FoundValue, LayoutParagraph, TemplateChoice, TemplateField } from './template.ts'
import { blocksOf, doOverlap, inOrder, keyOf, textOf, wordsOf, type Places } from './templatePlaces.ts'

/** What was found in a file: values, and fields that are written in it. */
export interface Found { values: readonly FoundValue[]; fields: readonly string[] }

/** What the officer chose, and the steps to it, so that each can be taken back. */
export interface Choosing { past: TemplateChoice[][]; now: TemplateChoice[]; future: TemplateChoice[][] }
export type Step = { act: 'start'; choices: TemplateChoice[] } | { act: 'set'; choices: TemplateChoice[] } | { act: 'undo' } | { act: 'redo' }

export function chosenNext(choosing: Choosing, step: Step): Choosing {
  const { past, now, future } = choosing
  switch (step.act) {
    case 'start': return { past: [], now: step.choices, future: [] }
    case 'set': return { past: [...past, now], now: step.choices, future: [] }
    case 'undo': {
      const before = past.at(-1)
      return before ? { past: past.slice(0, -1), now: before, future: [now, ...future] } : choosing
    }
    case 'redo': {
      const [after, ...rest] = future
      return after ? { past: [...past, now], now: after, future: rest } : choosing
    }
  }
}

/** With this choice; what stood in its way is no field any more. */
export const withChoice = (places: Places, choices: readonly TemplateChoice[], choice: TemplateChoice): TemplateChoice[] => [...choices.filter((other) => !doOverlap(places, other, choice)), choice]
export const withoutKey = (choices: readonly TemplateChoice[], key: string): TemplateChoice[] => choices.filter((choice) => keyOf(choice) !== key)

/** A value on the paper: a field already, or one that the application holds possible. `sure`: it was found and hardly anything else. */
export interface Value { key: string; choice: TemplateChoice; text: string; why: string; chosen: boolean; sure: boolean }

/** All values in the order of the paper. Where the officer chose something else, what was found there is silent. */
export function valuesOf(places: Places, { values }: Found, choices: readonly TemplateChoice[]): Value[] {
  const why = new Map(values.map((found) => [keyOf(found.choice), found]))
  const chosen = choices.map((choice) => {
    const found = why.get(keyOf(choice))
    return { key: keyOf(choice), choice, text: wordsOf(places, choice), why: found?.choice.field === choice.field ? found.why : '', chosen: true, sure: found?.sure ?? true }
  })
  const open = values.filter(({ choice }) => !choices.some((other) => doOverlap(places, other, choice)))
    .map(({ choice, text, why: reason, sure }) => ({ key: keyOf(choice), choice, text, why: reason, chosen: false, sure }))
  return inOrder(places, [...chosen, ...open])
}

/** What the application is sure of is chosen from the start; of two that overlap, the first. */
export function firstChoices(places: Places, { values }: Found): TemplateChoice[] {
  const taken: TemplateChoice[] = []
  for (const { choice, sure } of values) if (sure && !taken.some((other) => doOverlap(places, other, choice))) taken.push(choice)
  return taken
}

/** Names of the fields a form has: chosen ones, those in repeated rows, and those that were already written in the file. */
export const usedFields = ({ fields }: Found, choices: readonly TemplateChoice[]): Set<string> =>
  new Set([...fields, ...choices.flatMap((choice) => [choice.field, ...(choice.form === 'rows' ? choice.cells.map(({ field }) => field) : [])])])

/** What the document could say and this form has no field for. */
export const lackingFields = (all: readonly TemplateField[], used: ReadonlySet<string>): TemplateField[] => all.filter(({ name }, index) => !used.has(name) && all.findIndex((other) => other.name === name) === index)

export interface Mark { key: string; from: number; to: number; kind: 'chosen' | 'open' | 'picking' | 'written'; field: string }
export interface Piece { run: number; text: string; from: number }
export interface Passage { mark: Mark | null; pieces: Piece[] }

/** A field that is written in the file: {时间}, {#议题}, {/议题}. */
const written = /\{\s*([#/]?)\s*([^{}]{1,40}?)\s*\}/g

/** Fields that the text itself has, as marks. */
export const writtenMarks = (at: string, text: string): Mark[] => [...text.matchAll(written)].map((found) => ({ key: `${at} ${found.index} ${found.index + found[0].length}`, from: found.index, to: found.index + found[0].length, kind: 'written', field: found[2] ?? '' }))

/** A paragraph in passages: each mark whole, though it may stand in several runs. Marks that overlap an earlier one are left out. */
export function passagesOf({ runs }: LayoutParagraph, marks: readonly Mark[]): Passage[] {
  const passages: Passage[] = []
  const ends = [...marks].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)
  const length = runs.reduce((sum, { text }) => sum + text.length, 0)
  const add = (mark: Mark | null, from: number, to: number) => {
    const pieces: Piece[] = []
    let start = 0
    runs.forEach(({ text }, run) => {
      const [left, right] = [Math.max(from, start), Math.min(to, start + text.length)]
      if (right > left) pieces.push({ run, text: text.slice(left - start, right - start), from: left })
      start += text.length
    })
    if (pieces.length > 0) passages.push({ mark, pieces })
  }
  let at = 0
  for (const mark of ends) {
    if (mark.from < at) continue
    add(null, at, mark.from)
    add(mark, mark.from, Math.min(mark.to, length))
    at = Math.min(mark.to, length)
  }
  add(null, at, length)
  return passages
}

/** A whole paragraph or row that is or could be a field; the first of several bears the name. */
export interface BlockMark { key: string; kind: 'chosen' | 'open' | 'picking'; field: string; isFirst: boolean }
export interface Marks { inline: Map<string, Mark[]>; blocks: Map<string, BlockMark> }

/** How the values lie on the paper. Fields written in the file are marked where nothing else is. */
export function marksOf(places: Places, values: readonly Value[], picking: TemplateChoice | null): Marks {
  const inline = new Map<string, Mark[]>()
  const blocks = new Map<string, BlockMark>()
  const put = (choice: TemplateChoice, key: string, kind: 'chosen' | 'open' | 'picking') => {
    if (choice.form === 'line') {
      inline.set(choice.at, [...inline.get(choice.at) ?? [], { key, from: choice.from, to: choice.to, kind, field: choice.field }])
      return
    }
    for (const at of blocksOf(places, choice)) blocks.set(at, { key, kind, field: choice.field, isFirst: at === choice.first })
  }
  for (const { key, choice, chosen } of values) if (!picking || !doOverlap(places, picking, choice)) put(choice, key, chosen ? 'chosen' : 'open')
  if (picking) put(picking, 'picking', 'picking')
  for (const [at, { paragraph }] of places.paragraphs) {
    const marks = writtenMarks(at, textOf(paragraph))
    if (marks.length > 0) inline.set(at, [...inline.get(at) ?? [], ...marks])
  }
  return { inline, blocks }
}
