import { isoDateOf, parseClock, ymdOf, type IsoDate } from './dates.ts'
import { guess, lineOf, mark, trimmed, type Findings, type Part } from './fromTextSource.ts'
import { kindElements, type MeetingKind } from './meetingKinds.ts'
import { chineseNumeral } from './text.ts'

/** One labelled element of the head: 时间：…; `label` is its wording, 应到会有表决权的正式党员. */
export interface HeadField { key: string; label: string; value: Part }
export interface Head { fields: HeadField[]; headline: Part | null; agenda: Part[]; bodyFrom: number }

const labelsOf: Record<string, readonly string[]> = {
  title: ['会议名称', '活动名称', '会议标题', '名称'],
  time: ['会议时间', '活动时间', '召开时间', '谈话时间', '会议日期', '活动日期', '时间', '日期'],
  startsAt: ['开始时间', '会议开始时间', '活动开始时间'],
  endsAt: ['结束时间', '会议结束时间', '活动结束时间'],
  place: ['会议地点', '活动地点', '召开地点', '谈话地点', '地点'],
  chair: ['会议主持人', '会议主持', '活动主持人', '主持人', '主持'],
  recorder: ['会议记录人', '记录人员', '记录人', '记录员', '记录'],
  present: ['出席人员', '出席', '到会人员', '参加人员', '参会人员', '参加党员', '与会人员', '参加人'],
  guests: ['邀请人员'],
  agenda: ['会议议题', '主要议题', '会议议程', '议题', '议程'],
  total: ['党员总数'],
  probationary: ['预备党员'],
  group: ['所在党小组', '党小组'],
  teller: ['监票人'],
  counters: ['计票人'],
  body: ['会议内容', '会议记录', '活动内容', '会议情况', '活动情况', '会议过程', '活动过程'],
}
/** Other wordings of what kinds ask, by code. */
const elementWordings: Record<string, readonly string[]> = {
  theme: ['会议主题', '活动主题'], topic: ['党课题目', '讲课题目', '谈话主题'], lecturer: ['授课人', '讲课人'], hours: ['学时登记', '学时数'], talkedTo: ['谈话对象', '被谈话人'], contents: ['活动类型'],
}
/** 应到, 实到 and who was away: the words between the label and its colon or number say who is counted. */
const counted = '(应到|实到|请假|缺席|缺勤|迟到|列席|线上)([^：\\n\\t，。；\\d（）]{0,20})(?:（[^（）\\n]{0,12}）)?(?:[：\\t]|(?=\\d))'
const keyOfCounted: Record<string, string> = { 应到: 'expected', 实到: 'present', 请假: 'leave', 缺席: 'absent', 缺勤: 'absent', 迟到: 'late', 列席: 'guests', 线上: 'online' }

const numerals = new Map(Array.from({ length: 99 }, (_, i) => [chineseNumeral(i + 1), i + 1]))
const numbers: readonly RegExp[] = [/(?:议题|第(?=[^\n]{1,3}[个项]议题))([一二三四五六七八九十]{1,3}|\d{1,2})(?:[个项]议题)?(?:[：、.\t]|(?=[^\d]|$))/y, /([一二三四五六七八九十]{1,3})[、.]/y, /（([一二三四五六七八九十]{1,3})）[、：]?/y, /(\d{1,2})[.、](?!\d)/y, /([①-⑳])/y]

/** The number of a heading at this place: 议题一 is style 0, 一、 1, （一） 2, 1. 3, ① 4. */
export function numberAt(text: string, from: number): { style: number; n: number; to: number } | null {
  for (const [style, pattern] of numbers.entries()) {
    pattern.lastIndex = from
    const match = pattern.exec(text)
    const word = match?.[1]
    if (word === undefined) continue
    const n = style === 4 ? (word.codePointAt(0) ?? 0) - 0x245f : numerals.get(word) ?? Number(word)
    if (Number.isInteger(n)) return { style, n, to: pattern.lastIndex }
  }
  return null
}

/** 主持人签字：　　记录人签字： ends a record and says nothing. */
export const isSignature = (line: string): boolean => /^\t?[\p{Script=Han}（）]{2,12}签[字名][^，。]{0,60}$/u.test(line.slice(0, 200))

export const lineEndOf = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Numbered entries of a part, ① a；② b or 一、a；二、b or one a line, without their numbers; one entry where nothing is numbered. */
export function entriesOf(findings: Findings, part: Part): Part[] {
  const { text } = findings.reading
  const starts: { number: number; from: number }[] = []
  let style: number | null = null
  for (let i = part.from; i < part.to; i++) {
    if (i > part.from && !/[；。\n\t：]/.test(text.charAt(i - 1)) && !/[①-⑳]/.test(text.charAt(i))) continue
    const number = numberAt(text, i)
    if (number === null || number.style === 0 || (style !== null && style !== number.style) || number.n !== starts.length + 1) continue
    style = number.style
    starts.push({ number: i, from: number.to })
    mark(findings, { from: i, to: number.to })
  }
  if (starts.length === 0) return [trimmed(text, part)]
  return starts.map(({ from }, i) => trimmed(text, { from, to: starts[i + 1]?.number ?? part.to }))
}

interface LabelFound { key: string; label: string; from: number; to: number }

/** Finds the labels of a line; those in brackets are words of a value. */
function labelsIn(pattern: RegExp, keyOf: ReadonlyMap<string, string>, line: string, from: number): LabelFound[] {
  const found: LabelFound[] = []
  let depth = 0
  let seen = 0
  for (const match of line.matchAll(pattern)) {
    for (; seen < match.index; seen++) depth = line[seen] === '（' ? depth + 1 : line[seen] === '）' ? Math.max(0, depth - 1) : depth
    if (depth > 0) continue
    const [all, word = '', count, who = ''] = match
    const label = word.replaceAll('\t', '')
    found.push({ key: count === undefined ? keyOf.get(label) ?? 'body' : keyOfCounted[count] ?? 'body', label: count === undefined ? label : count + who, from: from + match.index, to: from + match.index + all.length })
  }
  return found
}

const inHeadOnly = new Set(['time', 'place', 'chair', 'expected', 'present', 'leave', 'absent', 'guests', 'agenda'])

/** Whether the head goes on after a line that was not understood: one of the next three lines begins with a label of the head. */
function labelFollows(text: string, from: number, pattern: RegExp, keyOf: ReadonlyMap<string, string>): boolean {
  let start = from
  for (let lines = 0; lines < 3 && start < text.length; start = lineEndOf(text, start) + 1) {
    const line = text.slice(start, Math.min(lineEndOf(text, start), start + 200))
    if (line.trim() === '') continue
    lines++
    if (numberAt(text, start) !== null) return false
    const [first] = labelsIn(pattern, keyOf, line, start)
    if (first?.from === start && inHeadOnly.has(first.key)) return true
  }
  return false
}

/** Reads the labelled elements above the body, one to a line or several, and where the body begins. */
export function headOf(findings: Findings, kind: MeetingKind): Head {
  const { text } = findings.reading
  const keyOf = new Map(Object.entries(labelsOf).flatMap(([key, words]) => words.map((word): [string, string] => [word, key])))
  for (const { code, label } of kindElements[kind]) for (const word of [label, ...(elementWordings[code] ?? [])]) keyOf.set(word, `element.${code}`)
  if (!kindElements[kind].some(({ code }) => code === 'theme' || code === 'topic')) for (const word of ['会议主题', '主题']) keyOf.set(word, 'agenda')
  const spread = (word: string) => (word.length <= 3 ? Array.from(word).join('\\t?') : word)
  const words = [...keyOf.keys()].sort((a, b) => b.length - a.length).map(spread).join('|')
  const pattern = new RegExp(`(?:(${words})(?:（[^（）\\n]{0,12}）)?(?:[：\\t]|$)|${counted})`, 'gu')

  const head: Head = { fields: [], headline: null, agenda: [], bodyFrom: text.length }
  let listOpen = false
  for (let from = 0; from < text.length; from = lineEndOf(text, from) + 1) {
    const to = lineEndOf(text, from)
    const line = text.slice(from, Math.min(to, from + 2000))
    if (line.trim() === '') continue
    const number = numberAt(text, from)
    const labelled = number === null ? from : number.to
    const found = labelsIn(pattern, keyOf, text.slice(labelled, Math.min(to, labelled + 2000)), labelled)
    const last = head.fields.at(-1)
    if (found[0]?.from === labelled && number?.style !== 0) {
      mark(findings, { from, to: labelled })
      listOpen = false
      let ended = false
      for (const [i, label] of found.entries()) {
        mark(findings, label)
        const value = trimmed(text, { from: label.to, to: found[i + 1]?.from ?? to })
        if (label.key === 'body') { ended = true; head.bodyFrom = label.to; break }
        head.fields.push({ key: label.key, label: label.label, value })
        if (label.key === 'agenda') { head.agenda = value.to > value.from ? entriesOf(findings, value) : []; listOpen = true }
      }
      if (ended) break
      continue
    }
    if (listOpen && number !== null && number.style !== 0 && number.n === head.agenda.length + 1 && to - from <= 200 && !/。./.test(line)) {
      mark(findings, { from, to: number.to })
      head.agenda.push(trimmed(text, { from: number.to, to }))
      continue
    }
    if (isSignature(line)) { mark(findings, { from, to }); continue }
    if (number === null && last !== undefined && last.value.to === last.value.from && to - from <= 300 && !/宣布/.test(line)) {
      last.value = trimmed(text, { from, to })
      if (last.key === 'agenda') head.agenda = entriesOf(findings, last.value)
      continue
    }
    if (number === null && last === undefined && head.headline === null && to - from <= 80 && !/[。：]/.test(line)) { head.headline = { from, to }; continue }
    if (number === null && to - from <= 100 && !/宣布|应到/.test(line) && labelFollows(text, to + 1, pattern, keyOf)) continue
    head.bodyFrom = from
    break
  }
  return head
}

const kindWords: readonly [RegExp, MeetingKind][] = [
  [/组织生活会/, 'orgLifeMeeting'], [/民主评议/, 'democraticReview'], [/主题党日/, 'themeDay'], [/党小组会|党小组.{0,12}会/, 'groupMeeting'], [/谈心|谈话/, 'heartTalk'],
  [/支部委员会|支委会|支委/, 'committeeMeeting'], [/党员大会/, 'generalMeeting'], [/党课/, 'partyLecture'], [/道德讲堂/, 'moralLecture'], [/志愿/, 'volunteerService'], [/工会|团支部|团员|妇女|群团/, 'massActivity'],
]
const kindByLabel: readonly [RegExp, MeetingKind][] = [[/应到委员|实到委员/, 'committeeMeeting'], [/主讲人|授课人/, 'partyLecture'], [/谈话人|谈话对象/, 'heartTalk'], [/内容类型/, 'themeDay'], [/有表决权/, 'generalMeeting']]

/** The kind by the heading, else by the name of the meeting, else by labels only that kind has; null: nothing says it. */
export function kindOf(text: string): { kind: MeetingKind; at: Part } | null {
  const start = text.slice(0, 2000)
  const first = /[^\n]{1,80}/.exec(start)
  const named = /(?:会议|活动)?(?:名称|标题)[：\t]+([^\n\t]{1,80})/.exec(start)
  const probes: [number, string][] = []
  if (first) probes.push([first.index, first[0]])
  if (named?.[1] !== undefined) probes.push([named.index + named[0].length - named[1].length, named[1]])
  const inProbe = (patterns: readonly [RegExp, MeetingKind][], [from, probe]: [number, string]) => {
    for (const [pattern, kind] of patterns) {
      const match = pattern.exec(probe)
      if (match) return { kind, at: { from: from + match.index, to: from + match.index + match[0].length } }
    }
    return null
  }
  for (const probe of probes) {
    const found = inProbe(kindWords, probe)
    if (found) return found
  }
  return inProbe(kindByLabel, [0, start])
}

const digitOf: Record<string, string> = { 〇: '0', 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
const fullDate = /(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})[日号]?/g
const chineseFullDate = /([一二][〇零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/g
const monthDay = /(?<!\d)(\d{1,2})月(\d{1,2})[日号]/g

/** The first day named in a part. Without a year it is the last such day not after today. */
export function dateIn(text: string, { from, to }: Part, today: IsoDate): { date: IsoDate; at: Part; sure: boolean } | null {
  const stretch = text.slice(from, Math.min(to, from + 3000))
  const partOf = (match: RegExpExecArray): Part => ({ from: from + match.index, to: from + match.index + match[0].length })
  for (const match of stretch.matchAll(fullDate)) {
    const date = isoDateOf(Number(match[1]), Number(match[2]), Number(match[3]))
    if (date !== null) return { date, at: partOf(match), sure: true }
  }
  for (const match of stretch.matchAll(chineseFullDate)) {
    const year = Number(Array.from(match[1] ?? '', (char) => digitOf[char] ?? '').join(''))
    const date = isoDateOf(year, numerals.get(match[2] ?? '') ?? 0, numerals.get(match[3] ?? '') ?? 0)
    if (date !== null) return { date, at: partOf(match), sure: true }
  }
  for (const match of stretch.matchAll(monthDay)) {
    const { year } = ymdOf(today)
    const dates = [year, year - 1].map((y) => isoDateOf(y, Number(match[1]), Number(match[2])))
    const date = dates.find((d) => d !== null && d <= today) ?? null
    if (date !== null) return { date, at: partOf(match), sure: false }
  }
  return null
}

const clock = /(?:上午|下午|晚上|晚|中午|早上)?(?<!\d)\d{1,2}(?::\d{2}(?!\d)|[点时](?:半|一刻|\d{1,2}分?)?)/g

/** The first two times of day in a part; 下午2:30—4:10 ends in the afternoon too. */
export function clocksIn(text: string, { from, to }: Part): { clock: string; at: Part }[] {
  const found: { clock: string; at: Part }[] = []
  for (const match of text.slice(from, Math.min(to, from + 300)).matchAll(clock)) {
    const start = found[0]
    let time = parseClock(match[0])
    if (time !== null && start !== undefined && time <= start.clock && /^\d/.test(match[0])) time = parseClock(`下午${match[0]}`)
    if (time !== null) found.push({ clock: time, at: { from: from + match.index, to: from + match.index + match[0].length } })
    if (found.length === 2) break
  }
  return found
}

/** Writes 主持人 or 记录人: 支部书记周启明 and 周启明（支部书记） are 周启明 where the name is known. */
export function personOf(findings: Findings, field: string, value: Part, known: RegExp): string {
  const { reading } = findings
  const words = lineOf(reading, value)
  if (words === '') return ''
  const names = [...words.normalize('NFKC').replace(/\s/g, '').matchAll(known)].map(([name]) => name)
  if (names.length === 0 && words.length > 60) return ''
  guess(findings, field, value, names.length === 1, names.length === 1 ? '' : '名册里没有这个姓名，请核对')
  const name = names.length > 0 ? names.join('、') : words
  return name.length <= 60 ? name : words.slice(0, 60)
}
