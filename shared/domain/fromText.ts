import { chineseDate, type IsoDate } from './dates.ts'
import { bodyOf, type Body } from './fromTextAgenda.ts'
import { clocksIn, dateIn, headOf, kindOf, personOf, type Head } from './fromTextHead.ts'
import type { FoundItem } from './fromTextItems.ts'
import { knownNames, type KnownNames } from './fromTextNames.ts'
import { attendanceOf, guestsOf } from './fromTextPeople.ts'
import { differ, guess, leftOverOf, lineOf, mark, readingOf, trimmed, withNamesJoined, wordsOf, type Findings, type LeftOver, type Part, type TextGuess } from './fromTextSource.ts'
import { resolutionCounts, sceneOf, voteOf } from './fromTextVotes.ts'
import { isThere, longText, type MeetingDraft } from './meeting.ts'
import { kindElements, kindFacts, type MeetingElement, type MeetingKind } from './meetingKinds.ts'
import type { RosterEntry } from './person.ts'

export type { LeftOver, TextGuess } from './fromTextSource.ts'

/** A draft made out of pasted text. `differences`: counts the text says that differ from its names or from the roster, in Chinese. */
export interface FromText { draft: MeetingDraft; guesses: TextGuess[]; leftOver: LeftOver[]; differences: string[] }
export interface FromTextContext { kind?: MeetingKind; roster: (day: IsoDate) => readonly RosterEntry[]; branch: string; today: IsoDate }

/** A paste longer than this is not read further; what is beyond it is left over. */
const longestPaste = 200_000

/**
 * Reads a record pasted from Word, Markdown or a chat into a draft. Nothing is made up: every value is a piece of the text or a date, time or
 * number of it, and what found no field is told in `leftOver`. Never throws; the draft fits MeetingDraft.
 */
export function meetingFromText(text: string, { kind: given, roster: rosterOf, branch, today }: FromTextContext): FromText {
  const plain = readingOf(text.slice(0, longestPaste))
  const kindFound = given === undefined ? kindOf(plain.text) : null
  const kind = given ?? kindFound?.kind ?? 'generalMeeting'
  const scratch = findingsOf(plain)
  const day = dayOf(scratch, headOf(scratch, kind), today)
  const heldOn = day?.date ?? today
  const roster = rosterOf(heldOn)
  const findings = findingsOf(withNamesJoined(plain, roster.map(({ name }) => name)))
  const { reading } = findings

  const head = headOf(findings, kind)
  const rosterNames = knownNames(roster.map(({ name }) => name), reading.text)
  const field = (key: string) => head.fields.find((one) => one.key === key && one.value.to > one.value.from)
  const line = (key: string, max: number): string => {
    const found = field(key)
    const words = found ? lineOf(reading, found.value) : ''
    if (!found || words === '' || words.length > max) return ''
    guess(findings, key, found.value, true)
    return words
  }
  if (given === undefined && kindFound === null) differ(findings, `没有看出是哪种会议，先按${kindFacts[kind].short}登记。`)
  const title = line('title', 200) || titleFromHeadline(findings, head)
  if (head.headline) mark(findings, head.headline)
  const times = timesOf(findings, head, today)
  if (!times.found) differ(findings, `没有读到日期，先写今天（${chineseDate(today)}）。`)
  else if (heldOn > today) differ(findings, `记录的日期${chineseDate(heldOn)}在今天之后。`)
  const place = line('place', 120)
  const people = (key: string) => {
    const found = field(key)
    return found ? personOf(findings, key, found.value, rosterNames.each) : ''
  }
  const chair = people('chair')
  const recorder = people('recorder')
  const group = groupOf(findings, head, kind, roster, title)
  const guests = guestsOf(findings, head.fields, rosterNames.each)
  const known = knownNames([...roster.map(({ name }) => name), ...guests.map(({ name }) => name).filter((name) => name.length <= 4), ...[chair, recorder].filter((name) => /^\p{Script=Han}{2,4}$/u.test(name))], reading.text)

  const lastField = head.fields.at(-1)
  const lastElement = kindElements[kind].find(({ code, entry }) => entry.form === 'text' && lastField?.key === `element.${code}`)?.code ?? null
  const body = bodyOf(findings, head, kindElements[kind], known, lastElement)
  const opening = textOf(findings, 'opening', body.opening, body.opening.every(({ from, to }) => /宣布|应到|实到/.test(reading.text.slice(from, Math.min(to, from + 500)))))
  const openingAt: Part = { from: body.opening[0]?.from ?? head.bodyFrom, to: body.opening.at(-1)?.to ?? head.bodyFrom }
  const attendance = attendanceOf(findings, { kind, heldOn, roster, group, fields: head.fields, opening: openingAt, known: rosterNames.each })
  const elements = elementsOf(findings, head, body, kindElements[kind], rosterNames, title)
  const tellers = tellersOf(findings, head, known)
  const agenda = body.items.map((item, index) => itemOf(findings, item, index, kind, tellers))
  compareVoters(findings, agenda, attendance, roster)
  compareBranch(findings, title, branch)

  const draft: MeetingDraft = {
    kind, title, heldOn, startsAt: times.startsAt, endsAt: times.endsAt, place, chair, recorder, group, elements, copiedFrom: null,
    attendance: attendance.slice(0, 500), guests, opening, agenda,
  }
  const { guesses, differences } = findings
  guesses.sort((a, b) => a.from - b.from || a.to - b.to)
  const whyAt = (from: number) => (from < head.bodyFrom ? '抬头里没有对应的栏目' : body.items.length === 0 ? '没有找到议题，不知道写进哪一项' : body.items.length > 1 && openingAt.to <= from && !body.items.some(({ bodies }) => bodies.some((part) => from >= part.from && from < part.to)) ? '不知道属于哪项议题' : '没有看出写进哪一栏')
  const leftOver = leftOverOf(findings, whyAt)
  if (text.length > longestPaste) leftOver.push({ from: longestPaste, to: text.length, text: text.slice(longestPaste).toWellFormed(), why: '文字太长，超出的部分没有读' })
  return { draft, guesses, leftOver, differences }
}

const findingsOf = (reading: Findings['reading']): Findings => ({ reading, used: new Uint8Array(reading.text.length), guesses: [], differences: [] })

const partOfTime = (head: Head, key: string): Part | null => head.fields.find((one) => one.key === key && one.value.to > one.value.from)?.value ?? null

/** The day of the meeting: of its label, else the first one above or in the body. */
function dayOf({ reading: { text } }: Findings, head: Head, today: IsoDate): ReturnType<typeof dateIn> {
  const labelled = partOfTime(head, 'time') ?? partOfTime(head, 'startsAt')
  const found = labelled ? dateIn(text, labelled, today) : null
  if (found) return found
  const anywhere = dateIn(text, { from: 0, to: text.length }, today)
  return anywhere ? { ...anywhere, sure: false } : null
}

function timesOf(findings: Findings, head: Head, today: IsoDate): { found: boolean; startsAt: string; endsAt: string } {
  const { text } = findings.reading
  const day = dayOf(findings, head, today)
  if (day) guess(findings, 'heldOn', day.at, day.sure, day.sure ? '' : '请核对日期')
  const labelled = partOfTime(head, 'time')
  if (labelled) {
    const weekday = /（?(?:星期|周)[一二三四五六日天]）?/.exec(text.slice(labelled.from, labelled.to))
    if (weekday) mark(findings, { from: labelled.from + weekday.index, to: labelled.from + weekday.index + weekday[0].length })
  }
  const stretch = labelled ? { from: day && day.at.from >= labelled.from && day.at.to <= labelled.to ? day.at.to : labelled.from, to: labelled.to } : null
  const [start, end] = stretch ? clocksIn(text, stretch) : []
  const own = (key: 'startsAt' | 'endsAt') => {
    const part = partOfTime(head, key)
    return part ? clocksIn(text, part)[0] : undefined
  }
  const starts = own('startsAt') ?? start
  const ends = own('endsAt') ?? end
  if (starts) guess(findings, 'startsAt', starts.at, true)
  if (ends) guess(findings, 'endsAt', ends.at, true)
  if (start && end && end.at.from - start.at.to <= 4) mark(findings, { from: start.at.to, to: end.at.from })
  return { found: day !== null, startsAt: starts?.clock ?? '', endsAt: ends?.clock ?? '' }
}

/** 第二支部委员会2026年第9次会议记录 above the labels is the name of the meeting. */
function titleFromHeadline(findings: Findings, { headline }: Head): string {
  if (!headline) return ''
  const { text } = findings.reading
  const length = text.slice(headline.from, headline.to).replace(/记录(?:表)?(?:（[^（）]*）)?\s*$/, '').length
  const part = { from: headline.from, to: headline.from + length }
  const words = lineOf(findings.reading, part)
  if (words === '' || words.length > 200) return ''
  guess(findings, 'title', part, false, '没有写名称，用了标题')
  return words
}

function groupOf(findings: Findings, head: Head, kind: MeetingKind, roster: readonly RosterEntry[], title: string): string {
  const groups = [...new Set(roster.flatMap(({ group }) => (group === null ? [] : [group])))]
  const field = head.fields.find(({ key }) => key === 'group')
  const named = field ? lineOf(findings.reading, field.value) : ''
  if (field && named !== '') mark(findings, field.value)
  if (kindFacts[kind].expects !== 'group') return ''
  const group = groups.find((one) => one === named) ?? groups.find((one) => title.includes(one) || (named !== '' && one.includes(named))) ?? ''
  if (field && group !== '') guess(findings, 'group', field.value, true)
  return group
}

/** The words of parts, those next to each other in one, the others in lines of their own; cut where the field is full. */
function textOf(findings: Findings, name: string, parts: readonly Part[], sure: boolean): string {
  const { reading } = findings
  const joined: Part[] = []
  for (const part of [...parts].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && part.from <= last.to) last.to = Math.max(last.to, part.to)
    else joined.push({ ...part })
  }
  let words = ''
  for (const part of joined) {
    const piece = wordsOf(reading, trimmed(reading.text, part))
    if (piece === '') continue
    if (words.length + piece.length + 1 > longText) break
    words = words === '' ? piece : `${words}\n${piece}`
    guess(findings, name, part, sure)
  }
  return words
}

const checked = '[☑√✓✔■☒]'
const unchecked = '[☐□○]'

function elementsOf(findings: Findings, head: Head, body: Body, asked: readonly MeetingElement[], known: KnownNames, title: string): Record<string, string> {
  const { reading } = findings
  const elements: Record<string, string> = {}
  for (const { code, entry } of asked) {
    const name = `element.${code}`
    const parts = [...head.fields.filter(({ key, value }) => key === name && value.to > value.from).map(({ value }) => value), ...(body.elements.get(code) ?? [])]
    const [first] = parts
    if (!first) continue
    const words = lineOf(reading, first)
    switch (entry.form) {
      case 'text': elements[code] = textOf(findings, name, parts, true); continue
      case 'person': elements[code] = personOf(findings, name, first, known.each); continue
      case 'number': elements[code] = /\d{1,4}(?:\.\d{1,2})?/.exec(words.normalize('NFKC'))?.[0] ?? ''; break
      case 'choice': case 'choices': {
        const found = entry.options.filter((option) => words.includes(option)).filter((option) => !new RegExp(checked).test(words) || new RegExp(new RegExp(`^${checked}`).test(words) || new RegExp(`^${unchecked}`).test(words) ? `${checked}\\s*${option}` : `${option}\\s*${checked}`).test(words))
        elements[code] = (entry.form === 'choice' ? found.slice(0, 1) : found).join('、')
        break
      }
      case 'line': elements[code] = words.length <= 300 ? words : ''; break
    }
    if (elements[code] !== '') guess(findings, name, first, true)
  }
  const quoted = /“([^“”]{2,60})”/.exec(title)?.[1]
  if (quoted !== undefined && (elements.theme ?? '') === '' && asked.some(({ code }) => code === 'theme')) {
    const at = reading.text.indexOf(quoted.replace(/\s/g, ''))
    elements.theme = quoted
    if (at >= 0) guess(findings, 'element.theme', { from: at, to: at + quoted.replace(/\s/g, '').length }, false, '取自活动名称')
  }
  return Object.fromEntries(Object.entries(elements).filter(([, words]) => words !== ''))
}

/** 推选吴国栋为监票人，罗敏、马晓东为计票人; 监票人：吴国栋. */
function tellersOf(findings: Findings, head: Head, { source }: KnownNames): { teller: string; counters: string; at: Part[] } {
  const { text } = findings.reading
  const at: Part[] = []
  const find = (key: string, role: string, max: number) => {
    const field = head.fields.find((one) => one.key === key && one.value.to > one.value.from)
    if (field) { at.push(field.value); return lineOf(findings.reading, field.value).slice(0, max) }
    const match = new RegExp(`(${source})(?:担任|任|为)${role}|${role}(?:为)?[：](${source})`, 'u').exec(text)
    const names = match?.[1] ?? match?.[2]
    if (!match || names === undefined) return ''
    at.push({ from: match.index, to: match.index + match[0].length })
    return names.replaceAll('同志', '').replace(/[，和及]/g, '、').slice(0, max)
  }
  return { teller: find('teller', '监票人', 60), counters: find('counters', '计票人', 120), at }
}

function itemOf(findings: Findings, found: FoundItem, index: number, kind: MeetingKind, tellers: ReturnType<typeof tellersOf>): MeetingDraft['agenda'][number] {
  const at = `agenda.${index}`
  const { text } = findings.reading
  for (const [n, part] of found.titleAt.entries()) guess(findings, `${at}.title`, part, n === 0)
  if (found.reporterAt) guess(findings, `${at}.reporter`, found.reporterAt, true)
  const report = textOf(findings, `${at}.report`, found.report, found.reporter !== '')
  const speeches = found.speeches.map(({ speaker, whole, texts }, n) => {
    mark(findings, { from: whole.from, to: texts[0]?.from ?? whole.from })
    const words = textOf(findings, `${at}.speech.${n}`, texts, true)
    return { speaker: speaker.slice(0, 60), text: words, at: '' }
  })
  const about = `${found.title}${found.decision.map(({ from, to }) => text.slice(from, Math.min(to, from + 500))).join('')}`
  const scene = sceneOf(kind, about)
  const discussion = [...found.discussion]
  const votes = found.votes.flatMap((one) => {
    const vote = voteOf(one, scene, { teller: tellers.teller, counters: tellers.counters })
    if (vote === null) discussion.push(...one.parts)
    return vote === null ? [] : [{ vote, parts: one.parts }]
  })
  const decision = textOf(findings, `${at}.decision`, found.decision, true)
  votes.forEach(({ vote, parts }, n) => {
    for (const part of [...parts, ...(vote.teller + vote.counters === '' ? [] : tellers.at)]) guess(findings, `${at}.vote.${n}`, part, true)
    const { yes, no, abstain, valid, issued, returned, writtenYes, writtenNo, writtenAbstain } = vote
    if (valid !== null && yes + no + abstain !== valid) differ(findings, `表决的三项合计${yes + no + abstain}票，有效票写的是${valid}张。`)
    if (issued !== null && returned !== null && returned > issued) differ(findings, `收回${returned}张票，多于发出的${issued}张。`)
    const again = votes.length === 1 ? resolutionCounts(decision.replace(/\s/g, '')) : null
    if (again && (again.yes !== yes + writtenYes || (again.no ?? 0) !== no + writtenNo || (again.abstain ?? 0) !== abstain + writtenAbstain) && (again.yes !== yes || (again.no ?? 0) !== no)) differ(findings, `决议写${again.yes}票赞成，表决记录合计${yes + writtenYes}票赞成。`)
  })
  const actions = found.actions.map(({ task, owners, dueText, startText, repeatText, parts }, n) => {
    for (const part of parts) guess(findings, `${at}.action.${n}`, part, owners !== '' && (dueText !== '' || startText !== '' || repeatText !== ''))
    return { task, owners, dueText: dueText.slice(0, 60), startText: startText.slice(0, 60), repeatText: repeatText.slice(0, 60) }
  })
  return {
    title: found.title, reporter: found.reporter.slice(0, 60), report, speeches, discussion: textOf(findings, `${at}.discussion`, discussion, false), nature: 'party', seats: null,
    votes: votes.map(({ vote }) => vote), decision, actions,
  }
}

/** 有表决权到会14人, 其中有表决权的15名 and the like, against the roster and the marks. */
function compareVoters(findings: Findings, agenda: MeetingDraft['agenda'], attendance: MeetingDraft['attendance'], roster: readonly RosterEntry[]): void {
  const { text } = findings.reading
  const voters = new Set(roster.filter(({ hasVote }) => hasVote).map(({ id }) => id))
  const there = attendance.filter(({ personId, state }) => voters.has(personId) && isThere(state)).length
  const everybodyMarked = [...voters].every((id) => attendance.some(({ personId }) => personId === id))
  const said = /有表决权(?:的)?(?:正式)?(?:党员)?(?:到会|实到|参加)(?:的)?(?:党员)?(\d{1,4})[人名]/.exec(text)?.[1]
  if (everybodyMarked && there > 0 && said !== undefined && Number(said) !== there) differ(findings, `记录写有表决权的党员到会${said}人，按签到是${there}人。`)
  for (const { votes } of agenda) for (const { yes, no, abstain, scene } of votes) if (scene !== 'committee' && everybodyMarked && yes + no + abstain > there) differ(findings, `表决的三项合计${yes + no + abstain}票，多于到会有表决权的${there}人。`)
}

/** A record of another branch is told. */
function compareBranch(findings: Findings, title: string, branch: string): void {
  const named = /第[一二三四五六七八九十\d]{1,3}(?:党)?支部/.exec(title)?.[0]
  const own = /第[一二三四五六七八九十\d]{1,3}(?:党)?支部/.exec(branch)?.[0]
  if (named !== undefined && own !== undefined && named.replace('党', '') !== own.replace('党', '')) differ(findings, `记录写的是${named}，本支部是${own}。`)
}
