import { assertNever } from '../../../shared/domain/assertNever.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import type { Attendee, Meeting } from '../../../shared/domain/meeting.ts'
import { kindElements, kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { hereOf, namesOf, nobodyMarked, personHours } from './attendanceFacts.ts'
import { minutesFacts, minutesSections } from './elementFacts.ts'
import { settledOf } from './itemEntries.ts'
import type { Fact, MinutesPaper, PaperSource } from './paper.ts'
import { heldAs, meetingName, recordTitle, setTitle } from './titles.ts'
import { blank, blankDate, filled, guestsInWords, senderName, timeInWords } from './wording.ts'

/** 纪要: what was settled, with names and dates, and nobody's speeches (domain rules section 5.1). */
export function minutesPaper({ meeting, workspace, preset, today }: PaperSource): MinutesPaper {
  const { kind, agenda } = meeting
  const name = meetingName(meeting, workspace.branch)
  // A part of an activity in which nothing was to be settled is not told; an item of a meeting without a result is a gap.
  const mayLack = kindElements[kind].length > 0
  const settled = agenda.filter((item) => !mayLack || item.decision.trim() !== '' || item.actions.length > 0)
  const facts: Fact[] = [
    { label: `${kindFacts[kind].record}名称`, text: name },
    { label: '时间', text: timeInWords(meeting) },
    { label: '地点', text: filled(meeting.place) },
    ...(kindFacts[kind].expects === 'talkers' ? [] : [{ label: '主持人', text: filled(meeting.chair) }, { label: '记录人', text: filled(meeting.recorder) }]),
    ...(countOf(meeting) === '' ? [] : [{ label: '到会人数', text: countOf(meeting) }]),
  ]
  return {
    document: 'minutes',
    preset,
    title: setTitle(recordTitle(meeting, workspace.branch, '纪要')),
    // In running text the lead has told name, time, place and chair.
    facts: [...(preset === 'table' ? facts : []), ...minutesFacts(meeting)],
    lead: leadOf(meeting, name, settled.length > 0),
    items: settled.map((item, index) => settledOf(item, index, preset, { mayLack })),
    sections: minutesSections(meeting, settled.length),
    people: peopleOf(meeting),
    sender: senderName(workspace),
    date: today >= meeting.heldOn ? chineseDate(today) : blankDate,
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
