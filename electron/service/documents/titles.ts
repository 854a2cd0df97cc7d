import type { Meeting } from '../../../shared/domain/meeting.ts'
import { kindFacts, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { wordsIn } from '../../../shared/domain/words.ts'
import { committeeNameOf } from '../../../shared/domain/workspace.ts'

type Titled = Pick<Meeting, 'title' | 'kind'>

/** How the holding of a kind is called: 召开会议, 开展活动, 举办讲座. */
export const heldAs: Record<MeetingKind, '召开' | '开展' | '举办'> = {
  generalMeeting: '召开', committeeMeeting: '召开', groupMeeting: '召开', orgLifeMeeting: '召开', democraticReview: '召开',
  partyLecture: '举办', moralLecture: '举办', themeDay: '开展', heartTalk: '开展', volunteerService: '开展', massActivity: '开展',
}

/** The name of an untitled meeting. */
function plainName(kind: MeetingKind, branch: string): string {
  if (kind === 'heartTalk') return kindFacts[kind].full
  return kind === 'committeeMeeting' ? `${committeeNameOf(branch)}会议` : `${branch}${kindFacts[kind].short}`
}

/**
 * What the meeting itself is called: the title without a 记录 or 纪要 that the officer typed after it, and with the word for
 * what it is where the title does not end in one: 2026年10月主题党日活动, 2026年度民主评议党员会议.
 */
export function meetingName({ title, kind }: Titled, branch: string): string {
  const name = title.trim().replace(/(?:记录|纪要)$/, '') || plainName(kind, branch)
  return /(?:会|会议|活动|谈话|党课|讲堂)$/.test(name) ? name : `${name}${kindFacts[kind].record}`
}

/** The meeting's name followed by 记录 or 纪要, never twice. */
export const recordTitle = (meeting: Titled, branch: string, what: '记录' | '纪要'): string => `${meetingName(meeting, branch)}${what}`

/** Width in full-width characters, as a title of Chinese and half-width figures takes it. */
export const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char <= '\u00ff' ? 0.5 : 1), 0)

/** Characters of 2号 (22 pt) that stand in one line of 156 mm. */
const lineWidth = 20

/**
 * A title as it is set: in one line where it fits, else in lines of nearly the same length, broken between words and, where
 * that can be, not inside a quotation (GB/T 9704: 回行时词意完整、排列对称); lines are parted by \n.
 */
export function setTitle(title: string): string {
  const lines = Math.ceil(widthOf(title) / lineWidth)
  if (lines <= 1) return title
  const breaks = wordBreaks(title)
  const whole = brokenAt(title, lines, breaks.filter((at) => !isQuoted(title, at)))
  return (whole.every((part) => widthOf(part) <= lineWidth) ? whole : brokenAt(title, lines, breaks)).join('\n')
}

/** The title in so many lines, each broken at the place nearest to an even share. */
function brokenAt(title: string, lines: number, breaks: readonly number[]): string[] {
  const ideal = widthOf(title) / lines
  const parts: string[] = []
  let from = 0
  for (let line = 1; line < lines; line += 1) {
    const target = ideal * line
    const left = breaks.filter((at) => at > from)
    const distance = (at: number) => Math.abs(widthOf(title.slice(0, at)) - target)
    const at = left.reduce<number | null>((best, candidate) => (best === null || distance(candidate) < distance(best) ? candidate : best), null)
    if (at === null) break
    parts.push(title.slice(from, at))
    from = at
  }
  return [...parts, title.slice(from)]
}

/** Whether a place stands between “ and ”, or 《 and 》. */
function isQuoted(title: string, at: number): boolean {
  const before = title.slice(0, at)
  return Math.max(before.lastIndexOf('“'), before.lastIndexOf('《')) > Math.max(before.lastIndexOf('”'), before.lastIndexOf('》'))
}

/** Where a title may be broken: between words, not before a closing mark or a 的, not after an opening one, not inside 第9次. */
function wordBreaks(title: string): number[] {
  return [...wordsIn(title)].map((word) => word.index).filter((at) => {
    if (at === 0) return false
    const before = title.slice(0, at)
    const after = title.slice(at)
    return !/^[\s、，。；：！？）》〉」』】”’年月日次的]/.test(after) && !/[（《〈「『【“‘第\s]$/.test(before) && !(/\d$/.test(before) && /^\d/.test(after))
  })
}
