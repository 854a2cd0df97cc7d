import { beginsBody, emptyItem, opensActions, readActionList, readSection, type FoundItem } from './fromTextItems.ts'
import { lineEndOf, numberAt, type Head } from './fromTextHead.ts'
import type { KnownNames } from './fromTextNames.ts'
import { differ, guess, lineOf, mark, trimmed, type Findings, type Part } from './fromTextSource.ts'
import type { MeetingElement } from './meetingKinds.ts'

/** The body: its items, what stands before them, and elements that stand among them by their code. */
export interface Body { items: FoundItem[]; opening: Part[]; elements: Map<string, Part[]> }

interface Heading { n: number; at: number; title: Part; body: number }
type Piece = { what: 'text' | 'list'; part: Part } | { what: 'element'; code: string; part: Part }

const mostItems = 60
const stageWords = /发展对象汇报|申请人汇报|本人汇报|介绍人意见|介绍人介绍|审查报告|审查情况|讨论发言|讨论情况|大会讨论|表决|决议|本人表态/

/** Where the title of a heading ends: at a wide blank, at the end of its bold, at a colon, at the end of its line or sentence; nowhere where the text begins at once. */
function titleAfter({ reading: { raw, text, at } }: Findings, from: number, to: number, known: KnownNames): { title: Part; body: number } {
  const end = Math.min(to, from + 300)
  const line = text.slice(from, end)
  const none = { title: { from, to: from }, body: from }
  const rawStart = at[from - 1] ?? 0
  const bold = raw.indexOf('**', rawStart)
  const boldEnd = bold < 0 || bold > (at[end - 1] ?? 0) ? -1 : at.findIndex((place, i) => i >= from && place > bold)
  if (boldEnd > from && boldEnd <= end && boldEnd - from <= 120) return { title: { from, to: boldEnd }, body: boldEnd }
  const blank = line.indexOf('\t')
  if (blank > 0 && blank <= 120 && !line.slice(0, blank).includes('。')) return { title: { from, to: from + blank }, body: from + blank }
  if (beginsBody(text, from, to, known)) return none
  const colon = line.indexOf('：')
  if (colon > 0 && colon <= 60 && !/[，。]/.test(line.slice(0, colon))) return { title: { from, to: from + colon }, body: from + colon + 1 }
  if (to - from <= 200 && !/[。]./.test(line)) return { title: { from, to }, body: to }
  const stop = line.indexOf('。')
  return stop > 0 && stop <= 60 && !/[，；]/.test(line.slice(0, stop)) ? { title: { from, to: from + stop }, body: from + stop + 1 } : none
}

/** The numbered headings of the body in one style, counted from one without a gap. */
function headingsOf(findings: Findings, from: number, listed: number, known: KnownNames): { style: number; headings: Heading[] } {
  const { text } = findings.reading
  const bySequence = (isStart: (i: number) => boolean): Map<number, { n: number; at: number; to: number }[]> => {
    const found = new Map<number, { n: number; at: number; to: number }[]>()
    for (let i = from; i < text.length; i++) {
      if (i > 0 && !isStart(i)) continue
      const number = numberAt(text, i)
      if (number === null || number.style === 4) continue
      const sequence = found.get(number.style) ?? []
      if (number.n === sequence.length + 1 && sequence.length < mostItems) found.set(number.style, [...sequence, { n: number.n, at: i, to: number.to }])
    }
    return found
  }
  const usable = (found: ReturnType<typeof bySequence>) => [0, 1, 2, 3].find((style) => {
    const length = found.get(style)?.length ?? 0
    return style === 3 ? length > 1 && (listed === 0 || listed === length) : length > 0
  })
  let found = bySequence((i) => text[i - 1] === '\n' || (/[。\t]/.test(text.charAt(i - 1)) && text.startsWith('议题', i)))
  let style = usable(found)
  if (style === undefined) {
    found = bySequence((i) => /[\n。\t]/.test(text.charAt(i - 1)))
    style = usable(found)
  }
  if (style === undefined) return { style: -1, headings: [] }
  const sequence = found.get(style) ?? []
  return {
    style,
    headings: sequence.map(({ n, at, to }, i) => {
      const next = sequence[i + 1]?.at ?? text.length
      const { title, body } = titleAfter(findings, to, Math.min(next, lineEndOf(text, to)), known)
      return { n, at, title: trimmed(text, title), body }
    }),
  }
}

/** Cuts a stretch into text, lists of 议定事项 and elements of the kind, by labels at the beginning of a line. */
function piecesOf(findings: Findings, section: Part, elements: readonly MeetingElement[]): Piece[] {
  const { text } = findings.reading
  const pieces: Piece[] = []
  for (let from = section.from; from < section.to; from = lineEndOf(text, from) + 1) {
    const to = Math.min(section.to, lineEndOf(text, from))
    const number = numberAt(text, from)
    const start = number === null || number.style === 4 ? from : number.to
    const label = /^([\p{Script=Han}\d]{2,12})(?:：|$)/u.exec(text.slice(start, Math.min(to, start + 14)))
    const name = label?.[1] ?? ''
    const last = pieces.at(-1)
    const element = elements.find((one) => one.label === name)
    const afterLabel = { from: start + (label?.[0].length ?? 0), to }
    if (element !== undefined || opensActions(name)) {
      mark(findings, { from, to: afterLabel.from })
      pieces.push(element ? { what: 'element', code: element.code, part: afterLabel } : { what: 'list', part: afterLabel })
    } else if (last && (last.what === 'text' || last.what === 'element' || number !== null || last.part.to <= last.part.from)) last.part = { from: last.part.from, to }
    else pieces.push({ what: 'text', part: { from, to } })
  }
  return pieces
}

const opens = /宣布|应到|实到|主持(?:会议)?召开|会议由/

/** Reads everything below the head. `lastElement`: the element of several lines that the head ended with. */
export function bodyOf(findings: Findings, head: Head, kindElements: readonly MeetingElement[], known: KnownNames, lastElement: string | null): Body {
  const { reading } = findings
  const { text } = reading
  const listed = head.agenda.map((part) => ({ part, title: lineOf(reading, part).slice(0, 300) }))
  const { style, headings } = headingsOf(findings, head.bodyFrom, listed.length, known)
  const body: Body = { items: [], opening: [], elements: new Map() }
  const addElement = (code: string, part: Part) => { if (part.to > part.from) body.elements.set(code, [...(body.elements.get(code) ?? []), part]) }
  const lists: { part: Part; owner: FoundItem | null }[] = []
  const readPieces = (section: Part, readText: (part: Part) => void, owner: FoundItem | null) => {
    for (const piece of piecesOf(findings, section, kindElements)) {
      if (piece.what === 'element') addElement(piece.code, piece.part)
      else if (piece.what === 'list') lists.push({ part: piece.part, owner })
      else readText(piece.part)
    }
  }
  const itemOf = ({ part, title }: (typeof listed)[number]) => emptyItem(title, [part])
  const asOpening = (part: Part) => {
    if (lastElement !== null && !opens.test(text.slice(part.from, Math.min(part.to, part.from + 200)))) addElement(lastElement, part)
    else body.opening.push(part)
  }

  const first = headings[0]
  if (first === undefined) {
    body.items = listed.slice(0, mostItems).map(itemOf)
    const [only] = body.items
    readPieces({ from: head.bodyFrom, to: text.length }, (part) => {
      let { from } = part
      while (from < part.to) {
        const end = Math.min(part.to, lineEndOf(text, from) + 1)
        const line = text.slice(from, Math.min(end, from + 200))
        if (line.trim() !== '' && !opens.test(line)) break
        if (line.trim() !== '') asOpening({ from, to: end })
        from = end
      }
      const rest = { from, to: part.to }
      if (rest.to <= rest.from || body.items.length > 1) return
      if (only) { readSection(findings, only, rest, known, ''); return }
      const trial = emptyItem('')
      readSection({ ...findings, used: findings.used.slice() }, trial, rest, known, '')
      if (trial.reporter !== '' || trial.speeches.length > 0 || trial.decision.length > 0 || trial.votes.length > 0 || trial.actions.length > 0) {
        const item = emptyItem('')
        readSection(findings, item, rest, known, '')
        body.items.push(item)
      } else if (lastElement !== null) addElement(lastElement, rest)
    }, only ?? null)
  } else {
    readPieces({ from: head.bodyFrom, to: first.at }, asOpening, null)
    const isList = ({ title }: Heading) => opensActions(lineOf(reading, title))
    const elementOf = ({ title }: Heading) => kindElements.find(({ label }) => label === lineOf(reading, title))
    const own = headings.filter((heading) => !isList(heading) && !elementOf(heading))
    const stageLike = own.filter(({ title }) => stageWords.test(lineOf(reading, title))).length
    const stages = style !== 0 && own.length > 1 && (listed.length === 1 || (listed.length === 0 && stageLike >= 3))
    const fromList = !stages && listed.length > 0 && (style === 0 || listed.length === own.length)
    if (stages || fromList) body.items = listed.slice(0, mostItems).map(itemOf)
    if (stages && body.items.length === 0) body.items.push(emptyItem(''))
    if (!stages && listed.length > 0 && listed.length !== own.length) {
      differ(findings, `议题写了${listed.length}项，正文里有${own.length}项。`)
      if (!fromList) for (const { part } of listed) mark(findings, part)
    }
    headings.forEach((heading, i) => {
      const section = { from: heading.body, to: headings[i + 1]?.at ?? text.length }
      mark(findings, { from: heading.at, to: heading.title.from })
      const title = lineOf(reading, heading.title)
      const element = elementOf(heading)
      if (isList(heading) || element) mark(findings, { from: heading.at, to: heading.body })
      if (isList(heading)) { lists.push({ part: section, owner: null }); return }
      if (element) { addElement(element.code, section); return }
      const index = stages ? 0 : style === 0 && fromList ? heading.n - 1 : own.indexOf(heading)
      let item = stages || fromList ? body.items[index] : undefined
      if (item === undefined) {
        item = emptyItem(title.slice(0, 300), title === '' ? [] : [heading.title])
        body.items.push(item)
      } else if (stages) guess(findings, 'agenda.0.title', heading.title, false, `“${title}”是这项议题中的一段`)
      else if (heading.title.to > heading.title.from) item.titleAt.push(heading.title)
      const of = item
      readPieces(section, (part) => { readSection(findings, of, part, known, stages ? title : '') }, of)
    })
  }
  const entriesSeen = lists.length
  for (const { part, owner } of lists) {
    const atEnd = owner === null || (entriesSeen === 1 && owner === body.items.at(-1) && (text.slice(part.from, part.to).match(/[①-⑳]|；|\n\d/g)?.length ?? 0) > 1)
    readActionList(findings, body.items, atEnd || owner === null ? body.items : [owner], part, known)
  }
  return body
}
