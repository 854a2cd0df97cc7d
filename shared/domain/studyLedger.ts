import { daysBetween, ymdOf, type IsoDate } from './dates.ts'
import { addDecimals, compareDecimals, divideDecimals, portionOf, readDecimal, subtractDecimals, type Decimal } from './decimal.ts'
import { isThere, type AttendanceState } from './meeting.ts'
import type { MeetingState } from './meetingKinds.ts'
import { postNames } from './person.ts'
import { rosterOn, standingOn, type PersonWithHistory } from './roster.ts'
import type { StudyLedger, StudyLine, StudyProposal, StudyRow, Training } from './study.ts'
import { askedHours } from './studyAsked.ts'
import { durationOf, hasHours, hoursInYear, noHours, proposedHours, studyTitle, wholeHours, type HoursProposal, type SplitHours, type StudiedRecord } from './studyHours.ts'
import { hoursOfPlan, type PlannedStudy } from './studyPlanned.ts'

export interface StudyMark { personId: string; state: AttendanceState; makeUp: { on: IsoDate | null } | null }
/** A record as the ledger needs it. */
export interface StudyMeeting extends StudiedRecord { id: string; title: string; state: MeetingState; group: string; marks: readonly StudyMark[] }
/** What the officer made of a proposal; `proposed`: what the record proposed then, as `proposalMark` writes it. */
export interface Confirmation extends SplitHours { proposed: string; at: string; who: string }
/** 志愿服务 of somebody, by their mark in a record or by an entry of its own, with the `name` it was entered under. `personId` null: nobody of the roster. */
export interface VolunteerHours { kind: 'meeting' | 'volunteer'; id: string; on: IsoDate; title: string; name: string; personId: string | null; hours: Decimal }

export interface StudyFacts {
  year: number
  /** Up to this day; a year that is over, to its end. */
  on: IsoDate
  since: IsoDate
  people: readonly PersonWithHistory[]
  /** Records of the year, of the last day of the one before, and those that somebody made up for in the year. */
  meetings: readonly StudyMeeting[]
  confirmed: ReadonlyMap<string, Confirmation>
  trainings: readonly Omit<Training, 'files'>[]
  volunteer: readonly VolunteerHours[]
  /** Activities of the year plan that have no meeting yet. */
  upcoming: readonly PlannedStudy[]
}

export const isPlan = (state: MeetingState): boolean => state === 'planned' || state === 'notified'
/** A proposal as text, so that a later change of the record can be told. */
export const proposalMark = (proposal: HoursProposal | null): string => (proposal?.hours ? `${proposal.hours.theory} ${proposal.hours.business}` : '')

interface Proposed { meeting: StudyMeeting; proposal: HoursProposal | null; confirmed: Confirmation | null }

/** Records of meetings that were held by the day and in which something was studied, or of which the officer said so. */
function proposedOf({ meetings, confirmed, on }: Pick<StudyFacts, 'meetings' | 'confirmed' | 'on'>): Proposed[] {
  return meetings.filter(({ heldOn, state }) => heldOn <= on && !isPlan(state)).flatMap((meeting) => {
    const found = { meeting, proposal: proposedHours(meeting), confirmed: confirmed.get(meeting.id) ?? null }
    return found.proposal === null && found.confirmed === null ? [] : [found]
  })
}

/** On which day a mark earns hours: that of the meeting, or of the 补学. Who was there made up for nothing. Null: they earn none. */
function dayOfMark({ state, makeUp }: StudyMark, heldOn: IsoDate): IsoDate | null {
  if (isThere(state)) return heldOn
  return makeUp === null ? null : makeUp.on ?? heldOn
}

/** What a training earns in a year: that of its days that fall into it; the last year gets what is left by rounding. */
export function trainingInYear({ from, to, hours }: Pick<Training, 'from' | 'to' | 'hours'>, year: number): Decimal {
  const [first, last] = [ymdOf(from).year, ymdOf(to).year]
  if (year < first || year > last) return '0'
  const all = daysBetween(from, to) + 1
  const until = (end: number): Decimal => (end >= last ? hours : end < first ? '0' : portionOf(hours, daysBetween(from, `${end}-12-31`) + 1, all, 2))
  return subtractDecimals(until(year), until(year - 1))
}

/** The records behind the 学时 of everybody in the year, by person: each meeting once, however somebody came to it. */
export function studyCredits(facts: StudyFacts): Map<string, StudyLine[]> {
  const { year, on, trainings } = facts
  const lines = new Map<string, StudyLine[]>()
  const note = (personId: string, line: StudyLine): void => {
    const own = lines.get(personId)
    if (own) own.push(line)
    else lines.set(personId, [line])
  }
  /** Meetings that count for somebody by their mark, in whichever year. */
  const marked = new Set<string>()
  for (const { meeting, proposal, confirmed } of proposedOf(facts)) {
    const whole = confirmed ?? proposal?.hours ?? null
    const state = confirmed ? (hasHours(confirmed) ? 'counted' : 'not') : 'waiting'
    const why = state === 'waiting' ? (proposal?.hours ? `待确认：${proposal.basis}` : `待填：${proposal?.basis ?? ''}`) : state === 'not' ? '不计学时' : ''
    // What being there earns in the year, and what 补学 on a day of the year does: reckoned once for everybody.
    const earned = (hours: SplitHours, isMakeUp: boolean): Omit<StudyLine, 'on'> => {
      const sum = wholeHours(hours)
      const all = whole === null ? sum : wholeHours(whole)
      const parts = [isMakeUp ? '补学' : sum === all ? '' : `跨年，全部${all}学时，只算本年的部分`, why]
      return { kind: 'meeting', id: meeting.id, meetingKind: meeting.kind, title: studyTitle(meeting), theory: hours.theory, business: hours.business, hours: sum, state, note: parts.filter((part) => part !== '').join('；') }
    }
    const present = earned(whole === null ? noHours : hoursInYear(meeting, whole, year), false)
    const madeUp = earned(whole ?? noHours, true)
    for (const mark of meeting.marks) {
      const day = dayOfMark(mark, meeting.heldOn)
      if (day === null) continue
      if (state !== 'not') marked.add(`${mark.personId} ${meeting.id}`)
      const isMakeUp = !isThere(mark.state)
      if (day > on || (Number(day.slice(0, 4)) !== year && (isMakeUp || present.hours === '0'))) continue
      note(mark.personId, { ...(isMakeUp ? madeUp : present), on: day })
    }
  }
  for (const training of trainings) {
    if (training.from > on) continue
    const hours = trainingInYear(training, year)
    if (compareDecimals(hours, '0') === 0) continue
    const isTwice = training.makeUpOf !== null && marked.has(`${training.personId} ${training.makeUpOf}`)
    const own: SplitHours = isTwice ? noHours : training.kind === 'theory' ? { theory: hours, business: '0' } : { theory: '0', business: hours }
    const parts = [training.organiser, training.makeUpOf === null ? '' : '补学', isTwice ? '会议记录里已经算过，不重复计' : '', hours === training.hours ? '' : `跨年，全部${training.hours}学时，按天数只算本年的部分`]
    note(training.personId, { kind: 'training', id: training.id, meetingKind: null, on: training.from, title: training.title, ...own, hours: wholeHours(own), state: isTwice ? 'not' : 'counted', note: parts.filter((part) => part !== '').join('；') })
  }
  return lines
}

/** 群团活动: no 学时, but who took part and for how long is told. */
function massOf({ meetings, year, on }: StudyFacts): Map<string, StudyLine[]> {
  const lines = new Map<string, StudyLine[]>()
  for (const meeting of meetings) {
    if (meeting.kind !== 'massActivity' || isPlan(meeting.state) || meeting.heldOn > on || ymdOf(meeting.heldOn).year !== year) continue
    const duration = durationOf(meeting)
    const hours = duration === null ? '0' : readDecimal(divideDecimals(String(duration.minutes), '60', 1) ?? '') ?? '0'
    for (const { personId, state } of meeting.marks) if (isThere(state)) lines.set(personId, [...lines.get(personId) ?? [], { kind: 'mass', id: meeting.id, meetingKind: meeting.kind, on: meeting.heldOn, title: studyTitle(meeting), ...noHours, hours, state: 'not', note: duration === null ? '起止时间不全，没有算时长' : '' }])
  }
  return lines
}

const volunteerLine = ({ kind, id, on, title, hours }: VolunteerHours): StudyLine =>
  ({ kind: kind === 'meeting' ? 'meeting' : 'volunteer', id, meetingKind: kind === 'meeting' ? 'volunteerService' : null, on, title, ...noHours, hours, state: 'not', note: '志愿服务，不计学时' })

const atLeastNone = (value: Decimal): Decimal => (compareDecimals(value, '0') < 0 ? '0' : value)
/** Most lines have hours of one kind only. */
const sumOf = (lines: readonly StudyLine[], part: 'theory' | 'business' | 'hours'): Decimal => addDecimals(lines.flatMap((line) => (line[part] === '0' ? [] : [line[part]])))
/** Records with 志愿服务 in them are told by their own kind; here it is hours beside the study. */
const newestFirst = (a: StudyLine, b: StudyLine): number => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1)

/**
 * 学时 of everybody who was a member of this branch on some day of a year, against what is asked of them (R11, R12), with what waits for the
 * officer and what is still planned; 志愿服务 and 群团活动 beside it. `personId`: the records behind one of them.
 */
export function studyLedger(facts: StudyFacts, personId?: string): Omit<StudyLedger, 'trainings'> {
  const { year, on, since, people, volunteer } = facts
  const credits = studyCredits(facts)
  const mass = massOf(facts)
  const served = Map.groupBy(volunteer, (entry) => entry.personId)
  const plan = hoursOfPlan([...plannedOf(facts), ...facts.upcoming], people, on)
  const order = new Map(rosterOn(people, on).map(({ id }, at) => [id, at]))
  const rows = people.flatMap((person): StudyRow[] => {
    const asked = askedHours(person.history, year, since)
    if (asked === null) return []
    const { status, posts, group, left } = standingOn(person.history, on)
    const lines = credits.get(person.id) ?? []
    const [counted, waiting] = [lines.filter(({ state }) => state === 'counted'), lines.filter(({ state }) => state === 'waiting')]
    const learnt = { theory: sumOf(counted, 'theory'), business: sumOf(counted, 'business') }
    const total = wholeHours(learnt)
    const waits = sumOf(waiting, 'hours')
    const planned = plan.get(person.id) ?? { hours: '0', open: 0 }
    const short = atLeastNone(subtractDecimals(asked.hours, total))
    const isHere = !left && (status === 'fullMember' || status === 'probationaryMember')
    const own = mass.get(person.id) ?? []
    return [{
      personId: person.id, name: person.name, group: group ?? '', post: posts.map((post) => postNames[post]).join('、'), isHere, isCommittee: asked.isCommittee, asked: asked.hours, askedWords: asked.words,
      ...learnt, total, waiting: waits, waitingOpen: waiting.filter(({ hours }) => hours === '0').length, planned: planned.hours, plannedOpen: planned.open, short,
      stillShort: atLeastNone(subtractDecimals(short, addDecimals([waits, planned.hours]))),
      volunteer: addDecimals((served.get(person.id) ?? []).map(({ hours }) => hours)), mass: own.length, massHours: sumOf(own, 'hours'),
    }]
  }).sort((a, b) => Number(b.isHere) - Number(a.isHere) || compareDecimals(b.short, a.short) || (order.get(a.personId) ?? 0) - (order.get(b.personId) ?? 0))
  const here = rows.filter(({ isHere }) => isHere)
  const known = new Set(rows.map((row) => row.personId))
  const proposals = proposedOf(facts).filter(({ meeting }) => ymdOf(meeting.heldOn).year === year).map(toldProposal)
  return {
    year, on, since, rows,
    proposals: proposals.sort((a, b) => Number(a.confirmed !== null && !a.changed) - Number(b.confirmed !== null && !b.changed) || (a.heldOn === b.heldOn ? (a.meetingId < b.meetingId ? 1 : -1) : a.heldOn < b.heldOn ? 1 : -1)),
    sums: {
      people: here.length, reached: here.filter(({ short }) => short === '0').length, waiting: proposals.filter(({ confirmed }) => confirmed === null).length,
      othersVolunteer: addDecimals(volunteer.filter((entry) => entry.personId === null || !known.has(entry.personId)).map(({ hours }) => hours)),
      theory: addDecimals(here.map(({ theory }) => theory)), business: addDecimals(here.map(({ business }) => business)), volunteer: addDecimals(rows.map((row) => row.volunteer)),
    },
    lines: personId === undefined ? null : [...credits.get(personId) ?? [], ...mass.get(personId) ?? [], ...(served.get(personId) ?? []).map(volunteerLine)].sort(newestFirst),
  }
}

function toldProposal({ meeting, proposal, confirmed }: Proposed): StudyProposal {
  const { id, kind, state, heldOn, marks } = meeting
  return {
    meetingId: id, kind, state, title: studyTitle(meeting), heldOn, people: marks.filter((mark) => dayOfMark(mark, heldOn) !== null).length, hours: proposal?.hours ?? null, basis: proposal?.basis ?? '记录里没有学习内容',
    confirmed: confirmed && { theory: confirmed.theory, business: confirmed.business, at: confirmed.at, who: confirmed.who }, changed: confirmed !== null && confirmed.proposed !== proposalMark(proposal),
  }
}

/** Meetings of the year that are yet to be held. */
function plannedOf({ meetings, year, on }: StudyFacts): PlannedStudy[] {
  return meetings.flatMap((meeting) => {
    const proposal = ymdOf(meeting.heldOn).year === year && meeting.heldOn >= on && (meeting.heldOn > on || isPlan(meeting.state)) ? proposedHours(meeting) : null
    return proposal === null ? [] : [{ kind: meeting.kind, heldOn: meeting.heldOn, group: meeting.group, hours: proposal.hours && hoursInYear(meeting, proposal.hours, year), invited: meeting.marks.map((mark) => mark.personId) }]
  })
}
