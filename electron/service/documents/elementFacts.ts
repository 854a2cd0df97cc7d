import type { Meeting } from '../../../shared/domain/meeting.ts'
import { kindElements, type MeetingElement } from '../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import type { Fact, Section } from './paper.ts'
import { blank, linesOf } from './wording.ts'

type WithElements = Pick<Meeting, 'kind' | 'elements'>

/** What was written for an element, with its unit; a gap where a required one is missing, nothing where another is. */
function textOf({ code, required, entry }: MeetingElement, { elements }: WithElements): string {
  const text = linesOf(elements[code] ?? '').join('\n')
  const unit = entry.form === 'number' ? entry.unit : ''
  if (text === '') return required ? `${blank}${unit}` : ''
  return text.endsWith(unit) ? text : `${text}${unit}`
}

const isWritten = ({ code }: MeetingElement, { elements }: WithElements): boolean => (elements[code] ?? '').trim() !== ''

/** The elements of its kind that stand before the agenda, in their order. */
export const startFacts = (meeting: WithElements): Fact[] =>
  kindElements[meeting.kind].filter(({ at }) => at === 'start').map((element) => ({ label: element.label, text: textOf(element, meeting) })).filter(({ text }) => text !== '')

const shortFacts = (meeting: WithElements, wanted: (element: MeetingElement) => boolean): Fact[] =>
  kindElements[meeting.kind].filter((element) => element.at === 'start' && element.entry.form !== 'text' && isWritten(element, meeting) && wanted(element)).map((element) => ({ label: element.label, text: textOf(element, meeting) }))

/** Elements of one line for a notice, as far as they are known: what it is about and who speaks, not what was counted or decided on the way. */
export const noticeFacts = (meeting: WithElements): Fact[] => shortFacts(meeting, ({ code, entry }) => entry.form !== 'number' && code !== 'decidedBefore' && !inLead.has(code))

/** Elements of one line for 纪要, as far as they were written. */
export const minutesFacts = (meeting: WithElements): Fact[] => shortFacts(meeting, ({ code }) => !inLead.has(code))

/** The two of a 谈心谈话 are named by the lead or the addressee. */
const inLead: ReadonlySet<string> = new Set(['talker', 'talkedTo'])

/** Headings without their numbers. */
const sectionsOf = (elements: readonly MeetingElement[], meeting: WithElements): Section[] =>
  elements.flatMap((element): Section[] => {
    const [first, ...rest] = linesOf(textOf(element, meeting))
    return first === undefined ? [] : [{ heading: element.label, lines: [first, ...rest] }]
  })

/** The elements that stand after the agenda, numbered on after its `from` items. */
export const endSections = (meeting: WithElements, from: number): Section[] =>
  sectionsOf(kindElements[meeting.kind].filter(({ at }) => at === 'end'), meeting).map(({ heading, lines }, index) => ({ heading: `${chineseNumeral(from + index + 1)}、${heading}`, lines }))

/** The longer elements for 纪要, not numbered, as far as they were written; without 批评意见, since 纪要 does not quote anybody (domain rules section 5.1). */
export const minutesSections = (meeting: WithElements): Section[] =>
  sectionsOf(kindElements[meeting.kind].filter((element) => (element.at === 'end' || element.entry.form === 'text') && element.code !== 'criticism' && isWritten(element, meeting)), meeting)
