import { meetingKinds } from './meetingKinds.ts'
import type { NoticeGroup, NoticeSource, NoticeTopic } from './notices.ts'
import type { TodayArea, TodayDraft } from './todayLine.ts'

const groupOf: Record<TodayArea, NoticeGroup> = { life: 'meetings', records: 'meetings', actions: 'items', goals: 'items', people: 'people', backups: 'items' }
/** The first word of a line's key says what kind of matter it is. What is not listed is told by its area alone. */
const topics: Readonly<Record<string, NoticeTopic>> = {
  finish: 'finish', notice: 'notice', hold: 'hold', passed: 'passed', file: 'file', action: 'action', owner: 'action', accept: 'accept', probation: 'probation', medal: 'medal', away: 'away', term: 'term', transfer: 'transfer', close: 'close', solve: 'solve',
}
const topicOfArea: Record<TodayArea, NoticeTopic> = { life: 'meeting', records: 'meeting', actions: 'action', goals: 'goal', people: 'person', backups: 'backup' }

/** A record is a matter of days: told a week before, its 定稿 would be told while the meeting goes on. */
const shortLead = 1
const short: ReadonlySet<NoticeTopic> = new Set(['finish', 'notice', 'hold', 'passed'])

/** An item is one matter on the desktop, whether it still lacks somebody responsible or not: it is not told anew once it has one. */
const matterOf = (key: string): string => {
  const [word, id] = key.split(' ')
  return word === 'action' || word === 'owner' ? `action ${id ?? ''}` : key
}

/** A line of 今天 as the desktop may know it: without its words, which name people and records. Null where it has no day. */
export function noticeSourceOf({ key, area, until, open }: Pick<TodayDraft, 'key' | 'area' | 'until' | 'open'>): NoticeSource | null {
  if (until === null) return null
  const kind = area === 'life' && open.screen === 'newMeeting' ? meetingKinds.find((each) => each === open.kind) : undefined
  const topic = kind ?? topics[key.split(' ')[0] ?? ''] ?? topicOfArea[area]
  return { key: matterOf(key), until, group: groupOf[area], topic, ...(short.has(topic) ? { atMost: shortLead } : {}) }
}
