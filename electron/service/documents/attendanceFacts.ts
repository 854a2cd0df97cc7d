import { assertNever } from '../../../shared/domain/assertNever.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { isThere, type Attendee, type Meeting } from '../../../shared/domain/meeting.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import type { Fact } from './paper.ts'
import { blank, filled } from './wording.ts'

/** So many people are named on the record; of more it tells the number and who was away (the 签到表 lists all). */
const mostNamed = 12

export const hereOf = (attendees: readonly Attendee[]): Attendee[] => attendees.filter((a) => a.state !== null && isThere(a.state))
export const nobodyMarked = (attendees: readonly Attendee[]): boolean => attendees.every((a) => a.state === null)
const inState = (attendees: readonly Attendee[], state: Attendee['state']): Attendee[] => attendees.filter((a) => a.state === state)
export const namesOf = (people: readonly Pick<Attendee, 'name'>[]): string => people.map(({ name }) => name).join('、')

/** In brackets; the outer ones are 〔〕 where some stand inside (GB/T 15834 4.9: no brackets of one form in another). */
const bracketed = (text: string): string => (text.includes('（') ? `〔${text}〕` : `（${text}）`)

/** 5人（周启明、林静怡）; who came late is marked. Of more than can be named only the number, and who came late. */
function presentInWords(attendees: readonly Attendee[]): string {
  const here = hereOf(attendees)
  const late = here.filter((a) => a.state === 'late')
  if (here.length === 0) return '0人'
  if (here.length > mostNamed) return `${here.length}人${late.length === 0 ? '' : `（其中迟到：${namesOf(late)}）`}`
  return `${here.length}人${bracketed(here.map((a) => (a.state === 'late' ? `${a.name}（迟到）` : a.name)).join('、'))}`
}

/** 2人（曹建国，赴市局培训，周启明准假；梁永康，住院）; 无. */
function awayInWords(people: readonly Attendee[]): string {
  if (people.length === 0) return '无'
  return `${people.length}人${bracketed(people.map((a) => [a.name, a.reason === '' ? `原因${blank}` : a.reason, ...(a.approvedBy === '' ? [] : [`${a.approvedBy}准假`])].join('，')).join('；'))}`
}

/** 曹建国（2026年9月25日，自学会议材料，林静怡组织）. */
const makeUpInWords = (people: readonly Attendee[]): string => people.flatMap(({ name, makeUp }) => {
  if (makeUp === null) return []
  const { on, way, by } = makeUp
  return `${name}${bracketed([on === null ? `日期${blank}` : chineseDate(on), way === '' ? `方式${blank}` : way, by === '' ? `组织人${blank}` : `${by}组织`].join('，'))}`
}).join('；')

const only = (label: string, text: string): Fact[] => (text === '' ? [] : [{ label, text }])

/** 16人（正式15人、预备1人）. */
function membersInWords({ attendees, expected }: Meeting): string {
  if (expected === 0) return `${blank}人`
  const probationary = attendees.filter((a) => a.noVoteReason === '预备党员').length
  return `${expected}人${probationary === 0 ? '' : `（正式${expected - probationary}人、预备${probationary}人）`}`
}

/** Who was away, online, taught later or not marked. */
function remainingFacts({ attendees }: Meeting): Fact[] {
  const nobody = nobodyMarked(attendees)
  const online = inState(attendees, 'online')
  return [
    { label: '请假', text: nobody ? blank : awayInWords(inState(attendees, 'leave')) },
    { label: '缺席', text: nobody ? blank : awayInWords(inState(attendees, 'absent')) },
    ...only('线上', online.length === 0 ? '' : `${online.length}人${bracketed(namesOf(online))}`),
    ...only('补学', makeUpInWords(attendees)),
    ...only('未登记', nobody ? '' : namesOf(inState(attendees, null))),
    ...only('服务时长', hoursInWords(attendees)),
  ]
}

/** Hours of a day in which some served: 16人，合计16人·小时; a gap for the sum where somebody's are missing. */
function hoursInWords(people: readonly Attendee[]): string {
  const served = people.filter((a) => a.hours !== null && a.hours > 0)
  return served.length === 0 ? '' : `${served.length}人，合计${personHours(served)}`
}

/** 7.5人·小时: the sum, or a gap where the hours of one are not known. */
export function personHours(people: readonly Attendee[]): string {
  const sum = people.reduce<number | null>((total, { hours }) => (total === null || hours === null ? null : total + hours), 0)
  return `${sum === null || people.length === 0 ? blank : Math.round(sum * 100) / 100}人·小时`
}

/** 4人（赵文博2小时、罗敏1.5小时），合计3.5人·小时. */
function participantsInWords({ kind, attendees }: Meeting): string {
  const here = hereOf(attendees)
  if (here.length === 0) return `${blank}人`
  if (kind !== 'volunteerService') return `${here.length}人${bracketed(namesOf(here))}`
  return `${here.length}人${bracketed(here.map(({ name, hours }) => `${name}${hours ?? blank}小时`).join('、'))}，合计${personHours(here)}`
}

/** Who was expected and who was there, as this kind counts them (domain rules sections 1.1 and 1.3). */
export function attendanceFacts(meeting: Meeting): Fact[] {
  const { kind, attendees, expected, expectedVoters, presentVoters } = meeting
  const { expects, decides } = kindFacts[kind]
  const count = (n: number) => `${nobodyMarked(attendees) ? blank : n}人`
  const present = nobodyMarked(attendees) ? `${blank}人` : presentInWords(attendees)
  switch (expects) {
    case 'committee': return [{ label: '应到委员', text: expected === 0 ? blank : `${expected}人` }, { label: '实到委员', text: present }, ...remainingFacts(meeting)]
    case 'members': case 'group': return [
      ...(expects === 'group' ? [{ label: '党小组', text: filled(meeting.group) }] : []),
      { label: '应到党员', text: membersInWords(meeting) },
      ...(decides ? [{ label: '应到会有表决权的正式党员', text: expectedVoters === 0 ? `${blank}人` : `${expectedVoters}人` }, { label: '实到有表决权', text: count(presentVoters) }] : []),
      { label: '实到', text: present },
      ...remainingFacts(meeting),
    ]
    case 'open': return [{ label: '参加人员', text: participantsInWords(meeting) }]
    case 'talkers': return []
    default: return assertNever(expects)
  }
}
