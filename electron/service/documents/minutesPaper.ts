import { assertNever } from '../../../shared/domain/assertNever.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import type { DocumentPreset } from '../../../shared/domain/documents.ts'
import type { Attendee, Meeting } from '../../../shared/domain/meeting.ts'
import type { MinutesText } from '../../../shared/domain/minutes.ts'
import { kindElements, kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { hereOf, namesOf, nobodyMarked, personHours } from './attendanceFacts.ts'
import { minutesFacts, minutesSections } from './elementFacts.ts'
import { settledOf } from './itemEntries.ts'
import type { Entry, Fact, MinutesItem, MinutesPaper, PaperSource } from './paper.ts'
import { heldAs, meetingName, recordTitle, setTitle } from './titles.ts'
import { blank, blankDate, filled, guestsInWords, linesOf, senderName, timeInWords } from './wording.ts'

/** Rows of the table form that the lead of the running text tells. */
const toldByLead: ReadonlySet<string> = new Set(['到会人数', ...Object.values(kindFacts).map(({ record }) => `${record}名称`), '时间', '地点', '主持人', '记录人'])

/** 纪要: what was settled, with names and dates, and nobody's speeches (domain rules section 5.1). The officer's text where there is one. */
export function minutesPaper(source: PaperSource): MinutesPaper {
  const { preset, minutes } = source
  const text = minutes ?? draftMinutes(source)
  const shown = text.items.map(({ heading, ...matter }, index) => ({ ...matter, heading: numbered(heading, index) }))
  const lastSettled = shown.findLastIndex(({ settles }) => settles) + 1
  return {
    document: 'minutes',
    preset,
    title: setTitle(filled(text.title)),
    issue: /^\d+$/.test(text.issueNumber) ? `第${text.issueNumber}期` : text.issueNumber,
    facts: text.facts.filter(({ label, text: said }) => (preset === 'table' || !toldByLead.has(label)) && `${label}${said}` !== '').map(({ label, text: said }) => ({ label, text: filled(said) })),
    // A draft in the table form tells its lead by its rows; what the officer wrote is printed in either form.
    lead: preset === 'table' && minutes === undefined ? [] : linesOf(filled(text.lead)),
    items: shown.slice(0, lastSettled).map(({ heading, text: said }) => ({ heading, ...resolutionOf(said, preset) })),
    sections: shown.slice(lastSettled).map(({ heading, text: said }) => {
      const [first = blank, ...rest] = linesOf(said)
      return { heading, lines: [first, ...rest] }
    }),
    people: text.people.filter(({ label, text: names }) => `${label}${names}` !== '').map(({ label, text: names }) => ({ label, text: filled(names) })),
    sender: filled(text.sender),
    date: text.issuedOn === null ? blankDate : chineseDate(text.issuedOn),
    sentTo: text.sentTo,
  }
}

/** 一、…; a heading that brings its own number keeps it. */
const numbered = (heading: string, index: number): string => (/^[一二三四五六七八九十]+、/.test(heading) ? heading : `${chineseNumeral(index + 1)}、${filled(heading)}`)

/** Words that lead a paragraph of what was settled, set in a face of their own. */
const leading = /^(会议(?:决定|同意|要求|议定|强调)|议定事项\d*)：(.+)$/

/** The paragraphs of a matter as entries: from the first 议定事项 on they are tasks. In a table the row itself says 决定. */
function resolutionOf(text: string, preset: DocumentPreset): Omit<MinutesItem, 'heading'> {
  const entries: Entry[] = []
  for (const line of linesOf(text)) {
    const [, label, rest] = leading.exec(line) ?? []
    if (label !== undefined && rest !== undefined) entries.push({ label, lines: [rest] })
    else if (entries.length === 0) entries.push({ label: '', lines: [line] })
    else entries.at(-1)?.lines.push(line)
  }
  const firstTask = entries.findIndex(({ label }) => label.startsWith('议定事项'))
  const [decision, actions] = firstTask === -1 ? [entries, []] : [entries.slice(0, firstTask), entries.slice(firstTask)]
  if (preset === 'official') return { decision, actions }
  return { actions, decision: decision.map(({ label, lines: [first, ...rest] }, n) => ({ label: '', lines: [n === 0 && label === '会议决定' || label === '' ? first : `${label}：${first}`, ...rest] })) }
}

/** What the record gives for a 纪要. What it lacks is a blank line; nothing is made up. */
export function draftMinutes({ meeting, workspace, today }: Pick<PaperSource, 'meeting' | 'workspace' | 'today'>): MinutesText {
  const { kind, agenda } = meeting
  const { record, expects } = kindFacts[kind]
  const name = meetingName(meeting, workspace.branch)
  // A part of an activity in which nothing was to be settled is not told; an item of a meeting without a result is a gap.
  const mayLack = kindElements[kind].length > 0
  const settled = agenda.filter((item) => !mayLack || item.decision.trim() !== '' || item.actions.length > 0)
  const paragraphs = ({ label, lines: [first, ...rest] }: Entry) => [label === '' ? first : `${label}：${first}`, ...rest]
  return {
    title: recordTitle(meeting, workspace.branch, '纪要'),
    issueNumber: '',
    lead: leadOf(meeting, name, settled.length > 0),
    facts: [
      { label: `${record}名称`, text: name },
      { label: '时间', text: timeInWords(meeting) },
      { label: '地点', text: filled(meeting.place) },
      ...(expects === 'talkers' ? [] : [{ label: '主持人', text: filled(meeting.chair) }, { label: '记录人', text: filled(meeting.recorder) }]),
      ...(countOf(meeting) === '' ? [] : [{ label: '到会人数', text: countOf(meeting) }]),
      ...minutesFacts(meeting),
    ],
    items: [
      ...settled.map((item) => settledOf(item, { mayLack })).map(({ heading, entries }) => ({ heading, text: entries.flatMap(paragraphs).join('\n'), settles: true })),
      ...minutesSections(meeting).map(({ heading, lines }) => ({ heading, text: lines.join('\n'), settles: false })),
    ],
    people: peopleOf(meeting),
    sentTo: '',
    sender: senderName(workspace),
    issuedOn: today >= meeting.heldOn ? today : null,
  }
}

/** When, where, who led it, how many were there, and what follows. */
function leadOf(meeting: Meeting, name: string, settles: boolean): string {
  const { kind, heldOn, chair, place, elements } = meeting
  const { record, expects } = kindFacts[kind]
  const what = settles ? `${record}议定事项` : `${record}情况`
  const held = expects === 'talkers'
    ? `${chineseDate(heldOn)}，${filled(elements.talker ?? '')}同志在${filled(place)}与${filled(elements.talkedTo ?? '')}同志谈心谈话。`
    : `${chineseDate(heldOn)}，${filled(chair)}同志在${filled(place)}主持${heldAs[kind]}${name}。`
  return `${held}${countOf(meeting)}现将${what}纪要如下：`
}

/** 应到党员16人，实到14人（有表决权的应到15人、实到13人）。 */
function countOf({ kind, attendees, expected, present, expectedVoters, presentVoters }: Meeting): string {
  const { expects, decides } = kindFacts[kind]
  const nobody = nobodyMarked(attendees)
  const due = (n: number) => `${n === 0 ? blank : n}人`
  const here = (n: number) => `${nobody ? blank : n}人`
  switch (expects) {
    case 'committee': return `应到委员${due(expected)}，实到${here(present)}。`
    case 'members': case 'group': return `应到党员${due(expected)}，实到${here(present)}${decides ? `（有表决权的应到${due(expectedVoters)}、实到${here(presentVoters)}）` : ''}。`
    case 'open': return `参加${here(present)}${kind === 'volunteerService' ? `，合计服务${personHours(hereOf(attendees))}` : ''}。`
    case 'talkers': return ''
    default: return assertNever(expects)
  }
}

function peopleOf({ kind, attendees, guests }: Meeting): Fact[] {
  const { expects } = kindFacts[kind]
  const nobody = nobodyMarked(attendees)
  const inState = (state: Attendee['state']) => namesOf(attendees.filter((a) => a.state === state))
  const only = (label: string, text: string): Fact[] => (text === '' ? [] : [{ label, text }])
  const sittingIn = only('列席', guests.length === 0 ? '' : guestsInWords(guests))
  if (expects === 'talkers') return sittingIn
  const here = nobody ? blank : namesOf(hereOf(attendees)) || '无'
  if (expects === 'open') return [{ label: '参加', text: here }, ...sittingIn]
  return [{ label: '出席', text: here }, ...only('请假', inState('leave')), ...only('缺席', inState('absent')), ...only('未登记', nobody ? '' : inState(null)), ...sittingIn]
}
