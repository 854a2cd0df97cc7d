import * as z from 'zod'
import { addDays, daysBetween, type IsoDate } from './dates.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'
import { dueInWords, noticeTitle, type DesktopNotice } from './noticeWords.ts'
import { reminderDayOf } from './reminderDay.ts'

export { dueInWords, lockedNotice, noticeTitle, type DesktopNotice } from './noticeWords.ts'

/** What is told with the same lead time. */
export const noticeGroups = ['meetings', 'items', 'people'] as const
export type NoticeGroup = (typeof noticeGroups)[number]
export const noticeGroupNames: Record<NoticeGroup, string> = { meetings: '会议与组织生活', items: '议定事项和项目', people: '人员日期' }

/** The longest lead time of each group, in days: farther ahead nothing is looked at. */
export const longestLeads: Record<NoticeGroup, number> = { meetings: 90, items: 60, people: 180 }
const Lead = (group: NoticeGroup) => z.int().min(0).max(longestLeads[group]).nullable().describe('days before; null: this group is not told')
export const NoticeSettings = z.strictObject({ meetings: Lead('meetings'), items: Lead('items'), people: Lead('people') })
export type NoticeSettings = z.infer<typeof NoticeSettings>
export const defaultLeads = { meetings: 7, items: 3, people: 30 } as const satisfies NoticeSettings

const ownTopics = {
  meeting: '会议', hold: '会议', notice: '会议通知', passed: '会议登记', finish: '会议记录定稿', file: '会议记录归档', action: '议定事项', accept: '议定事项验收', goal: '难点和项目', close: '项目结题', solve: '业务难点',
  person: '人员日期', probation: '预备期', medal: '党龄纪念章申报', away: '组织生活参加情况', term: '支委会换届', transfer: '组织关系介绍信', backup: '备份',
} as const
/** What a notice may call a matter. A closed list: a notice stands on a locked screen, and no name and no title of a record can get there. */
export type NoticeTopic = MeetingKind | keyof typeof ownTopics
const isOwnTopic = (topic: NoticeTopic): topic is keyof typeof ownTopics => topic in ownTopics
export const noticeTopicWords = (topic: NoticeTopic): string => (isOwnTopic(topic) ? ownTopics[topic] : kindFacts[topic].short)

/** One matter that is still to be done. What is done or 不需要 is no source. */
export interface NoticeSource {
  /** The same for as long as it is the same matter. */
  key: string
  until: IsoDate
  group: NoticeGroup
  topic: NoticeTopic
  /** So many days before at most, whatever the lead time of its group. */
  atMost?: number
}

/** Under this mark a matter is told once; postponed, it has another one. */
export const noticeMark = ({ key, until }: Pick<NoticeSource, 'key' | 'until'>): string => `${until} ${key}`

/** The day from which a matter is told: so many days before, or the workday before that where people are off; null: its group is off. */
export function tellOnOf({ group, until, atMost }: Pick<NoticeSource, 'group' | 'until' | 'atMost'>, settings: NoticeSettings): IsoDate | null {
  const lead = settings[group]
  return lead === null ? null : reminderDayOf(addDays(until, -Math.min(lead, atMost ?? lead)))
}

/** A matter that is not told yet, with the day it is told on. */
export interface PlannedNotice<S extends NoticeSource = NoticeSource> { source: S; tellOn: IsoDate }

/** What is still to be told, now or later, in the order of its days, each once. `told`: the marks of what was told. */
export function plannedNotices<S extends NoticeSource>(sources: readonly S[], settings: NoticeSettings, told: ReadonlySet<string>): PlannedNotice<S>[] {
  const seen = new Set(told)
  const planned: PlannedNotice<S>[] = []
  for (const source of [...sources].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0))) {
    const tellOn = tellOnOf(source, settings)
    if (tellOn === null || seen.has(noticeMark(source))) continue
    seen.add(noticeMark(source))
    planned.push({ source, tellOn })
  }
  return planned
}

/** What is told on a day: also what a computer that was off then has missed. */
export const dueNotices = <S extends NoticeSource>(sources: readonly S[], settings: NoticeSettings, told: ReadonlySet<string>, today: IsoDate): S[] =>
  plannedNotices(sources, settings, told).filter(({ tellOn }) => tellOn <= today).map(({ source }) => source)

/** More than so many at once are gathered into one. */
const mostSingle = 3

/** The notices for some matters: each its own, or one for all of them where they are many. */
export function noticesFor(sources: readonly NoticeSource[], today: IsoDate): DesktopNotice[] {
  if (sources.length <= mostSingle) {
    return sources.map(({ topic, until }) => {
      const days = daysBetween(today, until)
      return { title: noticeTitle, body: `${noticeTopicWords(topic)}${dueInWords(until, today, topic === 'hold' ? '召开' : '到期')}${days > 1 ? `，还有${days}天` : ''}。` }
    })
  }
  const parts = noticeGroups.map((group) => ({ group, count: sources.filter((source) => source.group === group).length })).filter(({ count }) => count > 0)
  const late = sources.filter(({ until }) => until < today).length
  return [{ title: noticeTitle, body: `有${sources.length}项工作要办：${parts.map(({ group, count }) => `${noticeGroupNames[group]}${count}项`).join('、')}${late > 0 ? `；其中${late}项已逾期` : ''}。` }]
}
