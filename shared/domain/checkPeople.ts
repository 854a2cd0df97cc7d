import { attendanceField, customRule, kindRules, remark, type CheckContext, type Finding } from './checkFinding.ts'
import { passagesOf } from './checkPassages.ts'
import { parseClock } from './dates.ts'
import { attendanceNames, isThere, namesIn, type Meeting } from './meeting.ts'
import { kindElements } from './meetingKinds.ts'
import { normaliseName } from './text.ts'

/** Somebody named as doing something at the meeting. */
interface Doing { field: string; who: string; doing: string }

const inBrackets = /（[^）]*）/g
const address = /(?:同志|副?书记|委员|组长|主任|局长|经理|科长|老师|等)$/
/** Everybody at once, or somebody by part played: no name to look up. */
export const collective = /^(?:全体|与会|参会|到会|大家|各|部分|多名|众|主持人|记录人|汇报人|监票人|计票人|介绍人|支委|支部|党小组|会议)/

/** The names in a field that holds one or several: 孙立军（介绍人）、钱雅文. A name with brackets that is known stays whole. */
const namesOf = (text: string, known: ReadonlySet<string>): string[] => {
  const whole = normaliseName(text)
  return known.has(whole) ? [whole] : namesIn(whole.replace(inBrackets, ''))
}

/** Which of the known names is meant; several where two people share it, none where nobody does. */
export function meant(said: string, known: ReadonlySet<string>): string[] {
  const exact = normaliseName(said)
  if (known.has(exact)) return [exact]
  const name = exact.replace(inBrackets, '')
  const plain = name.replace(address, '')
  const bare = (other: string) => other.replace(inBrackets, '')
  const equal = [...known].filter((other) => bare(other) === name || bare(other) === plain)
  if (equal.length > 0) return equal
  // 组织委员林静怡, and a guest entered as 县局党委组织员沈伟 and quoted as 沈伟.
  return [...known].filter((other) => other.length >= 2 && plain.length >= 2 && (plain.endsWith(bare(other)) || other.endsWith(plain)))
}

/** Everybody named as presiding, writing, reporting, speaking, lecturing or counting. */
function doingsOf({ kind, chair, recorder, agenda, elements }: Meeting, known: ReadonlySet<string>): Doing[] {
  const doings: Doing[] = []
  const add = (field: string, doing: string, text: string) => { for (const who of namesOf(text, known)) doings.push({ field, who, doing }) }
  add('chair', '主持', chair)
  add('recorder', '记录', recorder)
  if (kindElements[kind].some(({ code }) => code === 'lecturer')) add('element.lecturer', '主讲', elements['lecturer'] ?? '')
  for (const { id, reporter, speeches, votes } of agenda) {
    add(`agenda.${id}.reporter`, '汇报', reporter)
    speeches.forEach(({ speaker }, n) => { add(`agenda.${id}.speech.${n}.speaker`, '发言', speaker) })
    votes.forEach(({ teller, counters }, n) => {
      add(`agenda.${id}.vote.${n}.teller`, '监票', teller)
      add(`agenda.${id}.vote.${n}.counters`, '计票', counters)
    })
  }
  return doings
}

/** A sentence that begins with the name and a colon: 梁永康：同意。 Not 梁永康书面意见：同意, which is sent by who is away. */
function speaksIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = at === 0 ? '\n' : text.charAt(at - 1)
    if (/[\s。；！？”]/.test(before) && /^(?:（[^）]*）)?(?:发言|表示|提出|汇报|小结|说|建议)?[：:]/.test(text.slice(at + name.length, at + name.length + 40))) return true
  }
  return false
}

/** Who asked for leave or stayed away and yet speaks. Guests may speak; one sentence for each person. */
export function absentFindings({ meeting, roster }: CheckContext): Finding[] {
  const known = namesKnown(meeting, roster)
  const doings = doingsOf(meeting, known)
  const passages = passagesOf(meeting)
  const guests = new Set(meeting.guests.map(({ name }) => normaliseName(name)))
  return meeting.attendees.flatMap(({ name: entered, state }) => {
    const name = normaliseName(entered)
    if (state === null || isThere(state) || name === '' || guests.has(name)) return []
    const done = doings.filter(({ who }) => { const people = meant(who, known); return people.length === 1 && people[0] === name })
      .concat(passages.filter(({ text }) => speaksIn(text, name)).map(({ field }) => ({ field, who: name, doing: '发言' })))
    const [first] = done
    if (first === undefined) return []
    return [remark('absentSpeaks', first.field, `${entered}${attendanceNames[state]}，记录里却有${entered}${[...new Set(done.map(({ doing }) => doing))].join('、')}，请核对签到或者记录。`, customRule)]
  })
}

const namesKnown = (meeting: Meeting, roster: CheckContext['roster']): Set<string> =>
  new Set([...meeting.attendees, ...roster, ...meeting.guests].map(({ name }) => normaliseName(name)).filter((name) => name !== ''))

/** Who speaks and is neither expected nor a guest nor in the roster. `told`: names already told as left from the meeting copied. */
export function unknownFindings({ meeting, roster }: CheckContext, told: ReadonlySet<string>): Finding[] {
  const known = namesKnown(meeting, roster)
  const findings = new Map<string, Finding>()
  for (const { field, who, doing } of doingsOf(meeting, known)) {
    const name = normaliseName(who)
    if (collective.test(name) || findings.has(name) || told.has(name) || meant(name, known).length > 0) continue
    findings.set(name, remark('unknownSpeaker', field, `“${who}”${doing}，但不在应到、列席和当天名册里；外单位人员请登记为列席。`, kindRules[meeting.kind]))
  }
  meeting.agenda.forEach(({ id, speeches }) => speeches.forEach(({ speaker, text }, n) => {
    if (speaker.trim() === '' && text.trim() !== '') findings.set(`${id}.${n}`, remark('unknownSpeaker', `agenda.${id}.speech.${n}.speaker`, '有一段发言没有写发言人。', kindRules[meeting.kind]))
  }))
  return [...findings.values()]
}

/** When a meeting was, in minutes as text; one whose end is not known counts as its first minute only. */
function spanOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }): { start: string; end: string } | null {
  const start = parseClock(startsAt)
  if (start === null) return null
  const end = parseClock(endsAt)
  return { start, end: end === null || end < start ? start : end }
}

/** 组织生活会 and 民主评议党员 may be held as one (支部工作条例 art. 18). */
const heldTogether = new Set(['orgLifeMeeting', 'democraticReview'])

/** Who stands as present here and at another meeting at the same time. */
export function twoPlacesFindings({ meeting, sameTime }: CheckContext): Finding[] {
  const span = spanOf(meeting)
  if (span === null) return []
  const there = meeting.attendees.filter((a) => a.state !== null && isThere(a.state)).map(({ name, personId }) => ({ name: normaliseName(name), field: attendanceField(meeting, personId) }))
  const guests = meeting.guests.map(({ name }, n) => ({ name: normaliseName(name), field: `guest.${n}.name` }))
  return sameTime.flatMap((other) => {
    const theirs = spanOf(other)
    if (theirs === null || (heldTogether.has(meeting.kind) && heldTogether.has(other.kind) && meeting.kind !== other.kind)) return []
    if (span.start !== theirs.start && (span.start >= theirs.end || theirs.start >= span.end)) return []
    const people = new Set(other.people.map(normaliseName))
    const both = [...there, ...guests].filter(({ name }) => name !== '' && people.has(name))
    const [first] = both
    if (first === undefined) return []
    const named = both.length > 3 ? `${both.slice(0, 3).map(({ name }) => name).join('、')}等${both.length}人` : both.map(({ name }) => name).join('、')
    return [remark('twoPlaces', first.field, `${named}同时参加了“${other.title}”（${other.startsAt}—${other.endsAt}），时间和本次重叠，请核对。`, customRule)]
  })
}
