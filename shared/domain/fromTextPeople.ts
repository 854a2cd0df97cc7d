import { chineseDate, type IsoDate } from './dates.ts'
import type { HeadField } from './fromTextHead.ts'
import { differ, guess, lineOf, mark, trimmed, type Findings, type Part } from './fromTextSource.ts'
import { isThere, type Attendance, type AttendanceState, type Guest } from './meeting.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'
import type { RosterEntry } from './person.ts'
import { expectedAt } from './roster.ts'

interface Said { number: number; votersOnly: boolean; at: Part }

const ofVoters = (words: string): boolean => /表决权|选举权/.test(words)
const placesOf = (text: string, { from, to }: Part, known: RegExp): { name: string; from: number; to: number }[] =>
  [...text.slice(from, to).matchAll(known)].map(({ 0: name, index }) => ({ name, from: from + index, to: from + index + name.length }))

/** 应到 and 实到 as the text says them: in the labelled elements, else in the sentence that opens the meeting. */
function countsSaid(text: string, fields: readonly HeadField[], opening: Part): { expected: Said | null; present: Said | null } {
  const fromField = (key: string): Said | null => {
    for (const { key: k, label, value } of fields) {
      const number = k === key ? /^[^\d\n]{0,10}?(\d{1,4})(?=[人名位，；。（\t]|$)/.exec(text.slice(value.from, value.to))?.[1] : undefined
      if (number !== undefined) return { number: Number(number), votersOnly: ofVoters(label) || ofVoters(text.slice(value.from, value.to).split(/[（，；]/)[0] ?? ''), at: value }
    }
    return null
  }
  const fromOpening = (word: string): Said | null => {
    const match = new RegExp(`${word}([^，。；\\d]{0,20})(\\d{1,4})[人名位]`).exec(text.slice(opening.from, Math.min(opening.to, opening.from + 2000)))
    return match ? { number: Number(match[2]), votersOnly: ofVoters(match[1] ?? ''), at: { from: opening.from + match.index, to: opening.from + match.index + match[0].length } } : null
  }
  const expected = fromField('expected') ?? fromOpening('应到')
  const present = fromField('present') ?? fromOpening('实到')
  if (present && expected?.votersOnly === true && !present.votersOnly && !fields.some(({ key }) => key === 'present')) present.votersOnly = true
  return { expected, present }
}

/** Why somebody was away: the words between this name and the next one, without the brackets and commas around them. */
function reasonIn({ reading }: Findings, part: Part): string {
  const words = reading.text.slice(part.from, part.to)
  const head = /^(?:同志)?[\s，、；：（]*(?:均)?(?:因(?!公)|原因：?)?/.exec(words)?.[0] ?? ''
  const tail = /[\s，、；。（]*$/.exec(words.slice(-20))?.[0].length ?? 0
  const inner = words.slice(head.length, words.length - tail)
  const open = inner.split('（').length < inner.split('）').length && inner.endsWith('）') ? 1 : 0
  return lineOf(reading, { from: part.from + head.length, to: Math.max(part.from + head.length, part.to - tail - open) }).slice(0, 200)
}

/** Who was there, by names where they are listed, else everybody expected but those named as away; marks nobody by guess where the counts do not agree. */
export function attendanceOf(findings: Findings, { kind, heldOn, roster, group, fields, opening, known }: {
  kind: MeetingKind; heldOn: IsoDate; roster: readonly RosterEntry[]; group: string; fields: readonly HeadField[]; opening: Part; known: RegExp
}): Attendance[] {
  const { reading: { text } } = findings
  const { expects } = kindFacts[kind]
  if (expects === 'talkers') return []
  const expected = expects === 'open' ? roster : expectedAt(kind, roster, group)
  const entryOf = new Map(expected.map((entry) => [entry.name, entry]))
  const marks = new Map<string, Attendance>()
  const put = ({ id }: RosterEntry, state: AttendanceState, reason: string) => { marks.set(id, { personId: id, state, reason, approvedBy: '', hours: null, makeUp: null }) }

  const told = new Set<AttendanceState>()
  for (const { key, value } of fields) {
    if (key !== 'leave' && key !== 'absent' && key !== 'late' && key !== 'online') continue
    told.add(key)
    const words = text.slice(value.from, value.to)
    const names = placesOf(text, value, known).filter(({ name }) => entryOf.has(name))
    if (names.length === 0) {
      if (/^(?:无|没有|0人?|\/|—*)[。]?$/.test(words)) mark(findings, value)
      else if (words !== '') differ(findings, `“${words.slice(0, 30)}”里没有应到人员的姓名，请在签到里登记。`)
      continue
    }
    const marked: { entry: RosterEntry; reason: string }[] = []
    names.forEach((place, i) => {
      const entry = entryOf.get(place.name)
      if (!entry) return
      const part: Part = { from: place.from, to: names[i + 1]?.from ?? value.to }
      const own = reasonIn(findings, { from: place.to, to: part.to })
      if (/^[，（]?均/.test(text.slice(place.to, place.to + 2))) for (const before of marked) if (before.reason === '') put(before.entry, key, own)
      marked.push({ entry, reason: own })
      put(entry, key, own)
      guess(findings, `attendance.${entry.id}`, part, true)
    })
    mark(findings, value)
    const said = /^(\d{1,3})[人名]/.exec(words)?.[1]
    if (said !== undefined && Number(said) !== names.length) differ(findings, `记录写${{ leave: '请假', absent: '缺席', late: '迟到', online: '线上参加' }[key]}${said}人，写出姓名的有${names.length}人。`)
  }

  for (const { key, value } of fields) {
    if (key !== 'probationary') continue
    mark(findings, value)
    for (const { name, from, to } of placesOf(text, value, known)) {
      const entry = entryOf.get(name)
      if (!entry || marks.has(entry.id) || !/^(?:同志)?(?:、[^，；。]{2,20})?(?:均|都)?(?:到会|参加|出席)/.test(text.slice(to, to + 30))) continue
      put(entry, 'present', '')
      guess(findings, `attendance.${entry.id}`, { from, to: Math.min(value.to, to + 2) }, true)
    }
  }

  const { expected: dueSaid, present: hereSaid } = countsSaid(text, fields, opening)
  const day = chineseDate(heldOn)
  const dueByRoster = (said: Said) => expected.filter((entry) => !said.votersOnly || entry.hasVote).length
  const who = (said: Said) => (expects === 'committee' ? '委员' : said.votersOnly ? '有表决权的党员' : '党员')
  if (expects !== 'open' && dueSaid && dueSaid.number !== dueByRoster(dueSaid)) differ(findings, `记录写应到${dueSaid.number}人，名册里${day}应到${who(dueSaid)}${dueByRoster(dueSaid)}人。`)
  for (const { key, value } of fields) {
    if (key !== 'total') continue
    mark(findings, value)
    const said = /\d{1,4}/.exec(text.slice(value.from, value.to))?.[0]
    const members = roster.filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').length
    if (said !== undefined && Number(said) !== members) differ(findings, `记录写党员总数${said}人，名册里${day}有${members}人。`)
  }

  const namesField = fields.filter(({ key, value }) => key === 'present' && placesOf(text, value, known).length > 0)
  const presentNames = namesField.flatMap(({ value }) => placesOf(text, value, known)).filter(({ name }) => entryOf.has(name))
  for (const { key, value } of fields) if (key === 'expected' || key === 'present') guess(findings, 'attendance', value, true, '人数')
  if (presentNames.length > 0) {
    for (const place of presentNames) {
      const entry = entryOf.get(place.name)
      if (!entry || marks.has(entry.id)) continue
      put(entry, 'present', '')
      guess(findings, `attendance.${entry.id}`, place, true)
    }
    const there = [...marks.values()].filter(({ state }) => isThere(state)).length
    if (hereSaid && hereSaid.number !== there && !hereSaid.votersOnly) differ(findings, `记录写实到${hereSaid.number}人，写出姓名的有${there}人。`)
    const silent = expects === 'open' ? [] : expected.filter(({ id }) => !marks.has(id))
    if (silent.length > 0) differ(findings, `没有写是否到会：${silent.map(({ name }) => name).join('、')}。`)
    return [...marks.values()]
  }
  if (expects === 'open') return [...marks.values()]

  const everybodyCame = /全部到会|全体到会|全部到齐|全员到会|悉数到会|无缺席/.test(text.slice(0, opening.to).slice(-4000))
  const here = hereSaid ?? (dueSaid && (everybodyCame || fields.some(({ key, value }) => key === 'absent' && text.startsWith('无', value.from))) ? dueSaid : null)
  const silent = expected.filter(({ id }) => !marks.has(id))
  if (!here) {
    if (silent.length > 0) differ(findings, '没有读到实到人数，没有点名的人没有登记签到。')
    return [...marks.values()]
  }
  const counts = (entry: RosterEntry) => !here.votersOnly || entry.hasVote
  const away = expected.filter((entry) => counts(entry) && marks.get(entry.id) !== undefined && !isThere(marks.get(entry.id)?.state ?? 'absent')).length
  const byRoster = expected.filter(counts).length - away
  if (byRoster !== here.number) {
    differ(findings, `记录写实到${here.number}人，名册里${day}应到${who(here)}${byRoster + away}人，点名没有到会的${away}人，应为${byRoster}人；其余的人没有登记签到。`)
    return [...marks.values()]
  }
  const assumed = silent.filter(counts)
  for (const entry of assumed) put(entry, 'present', '')
  guess(findings, 'attendance', here.at, true, `没有点名的${assumed.length}人登记为到会`)
  const unsaid = silent.filter((entry) => !counts(entry))
  if (unsaid.length > 0) differ(findings, `没有写是否到会：${unsaid.map(({ name }) => name).join('、')}。`)
  return [...marks.values()]
}

const postEnd = '组织员|书记|委员|主任|科长|股长|局长|经理|部长|处长|主席|干事|专员|站长|所长|队长|组长|班长|主管|主办|积极分子|发展对象|申请人|党员|群众|代表|同志|干部|人员|员'
const unitPostName = new RegExp(`^(.*(?:${postEnd}))([\\p{Script=Han}·]{2,4})$`, 'u')

/** 列席: 县局党委组织员沈伟、孙立军（第一党小组组长） are names with unit and post. */
export function guestsOf(findings: Findings, fields: readonly HeadField[], known: RegExp): Guest[] {
  const { reading } = findings
  const { text } = reading
  const guests: Guest[] = []
  for (const { key, value } of fields) {
    if (key !== 'guests') continue
    if (/^(?:无|没有|\/|—*)。?$/.test(text.slice(value.from, value.to))) { mark(findings, value); continue }
    const heading = /^\d{1,3}[人名位][：，]?/.exec(text.slice(value.from, value.to))?.[0] ?? ''
    mark(findings, { from: value.from, to: value.from + heading.length })
    let inner: Part = { from: value.from + heading.length, to: value.to }
    if (heading !== '' && /^（[^（）]*）$/.test(text.slice(inner.from, inner.to))) { mark(findings, inner); inner = { from: inner.from + 1, to: inner.to - 1 } }
    for (const part of splitOutsideBrackets(text, inner)) {
      if (guests.length === 200) break
      const guest = guestOf(findings, part, known)
      if (guest === null) continue
      guess(findings, `guest.${guests.length}`, part, guest.sure, guest.sure ? '' : '请核对姓名和单位职务')
      guests.push({ name: guest.name, note: guest.note })
    }
  }
  return guests
}

function guestOf({ reading }: Findings, part: Part, known: RegExp): (Guest & { sure: boolean }) | null {
  const bracketed = /^([^（）]+)（([^（）]*)）$/.exec(reading.text.slice(part.from, part.to))
  const nameEnd = bracketed ? part.from + (bracketed[1]?.length ?? 0) : part.to
  const words = lineOf(reading, { from: part.from, to: nameEnd })
  const inBrackets = bracketed ? lineOf(reading, { from: nameEnd + 1, to: part.to - 1 }) : ''
  const compact = words.replace(/\s/g, '')
  const noteOf = (before: string) => [before.replace(/\s+$/, ''), inBrackets].filter((w) => w !== '').join('，').slice(0, 100)
  const last = [...compact.matchAll(known)].at(-1)
  if (last !== undefined && last.index + last[0].length === compact.length) return { name: last[0], note: noteOf(compact.slice(0, last.index)), sure: true }
  if (/^[\p{Script=Han}·]{2,3}$/u.test(compact)) return { name: compact, note: inBrackets.slice(0, 100), sure: true }
  const [, post, name] = unitPostName.exec(compact.slice(0, 120)) ?? []
  if (post !== undefined && name !== undefined) return { name, note: noteOf(post), sure: name.length < 4 }
  return words === '' || words.length > 60 ? null : { name: words, note: inBrackets.slice(0, 100), sure: false }
}

/** Entries parted by 、，； outside brackets; 第一、第二党小组组长孙立军 stays one. */
function splitOutsideBrackets(text: string, { from, to }: Part): Part[] {
  const parts: Part[] = []
  let depth = 0
  let start = from
  for (let i = from; i <= to; i++) {
    const char = text.charAt(i)
    if (char === '（') depth++
    else if (char === '）') depth = Math.max(0, depth - 1)
    const between = i === to || (depth === 0 && /[、，；。\n\t]/.test(char))
    if (!between || (i < to && /^(?:第[一二三四五六七八九十\d]+|各|全体)$/.test(text.slice(start, i)))) continue
    const part = trimmed(text, { from: start, to: i })
    if (part.to > part.from) parts.push(part)
    start = i + 1
  }
  return parts
}
