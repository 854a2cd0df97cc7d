import { addWorkdays } from '../rules/holidays.ts'
import { sundayOf } from './action.ts'
import { addDays, chineseMonthDay, weekdayOf, type IsoDate } from './dates.ts'
import { kindFacts, type MeetingKind, type MeetingState } from './meetingKinds.ts'
import type { TodayDraft, TodayRole } from './todayLine.ts'
import { rolesFor } from './todayNeeds.ts'

/** A record that is not finalised yet. `wasFinal`: it was, and is being corrected. */
export interface OpenRecord { id: string; kind: MeetingKind; heldOn: IsoDate; startsAt: string; group: string; state: Extract<MeetingState, 'planned' | 'notified' | 'draft'>; wasFinal: boolean }
/** Finalised records of a year that are not filed; `only` where it is a single one. */
export interface UnfiledYear { year: number; records: number; only: string | null }

export interface RecordFacts { open: readonly OpenRecord[]; unfiled: readonly UnfiledYear[]; supplementAfter: number; since: IsoDate }

/** A notice goes out so many days before as a rule (domain rules section 5.1, 惯例), and is told of so many days before. */
const noticeDays = 3
const noticeShown = 7
/** How many records are looked for to be prepared: the query of the service reads no farther. */
export const recordsAhead = noticeShown

const nameOf = ({ kind, group }: Pick<OpenRecord, 'kind' | 'group'>): string => (kind === 'groupMeeting' && group !== '' ? `${group}会` : kindFacts[kind].short)

/** Meetings to hold, to notify of, to write down, to finalise and to file. Each record gives one line at most. */
export function recordDrafts({ open, unfiled, supplementAfter, since }: RecordFacts, on: IsoDate): TodayDraft[] {
  const drafts: TodayDraft[] = []
  const sunday = sundayOf(on)
  for (const record of open) {
    const { id, kind, heldOn, state, startsAt, wasFinal } = record
    if (heldOn < since) continue
    const name = nameOf(record)
    const day = chineseMonthDay(heldOn)
    const base = { area: 'records', toVerify: false, roles: [...new Set<TodayRole>([...rolesFor(kind), 'organizationCommissioner'])], open: { screen: 'meeting', meetingId: id, at: 'record' }, canDismiss: false } satisfies Partial<TodayDraft>
    const isTalk = kindFacts[kind].expects === 'talkers'
    if (state === 'draft') {
      // The calendar may stand before the day of a record.
      if (heldOn > on) continue
      const until = addWorkdays(heldOn, supplementAfter)
      if (wasFinal) drafts.push({ ...base, key: `correct ${id}`, what: `${day}的${name}正在更正，要重新定稿`, until: null, when: '待定稿', from: heldOn, minutes: 10, why: '记录定稿以后又打开更正，还没有重新定稿', verb: '继续更正' })
      else drafts.push({ ...base, key: `finish ${id}`, what: `写完${day}的${name}${isTalk ? '记录' : '记录并定稿'}`, until, from: heldOn, minutes: 15, why: on > until ? `${day}开的，现在定稿会记为补记（本单位设置：会后${supplementAfter}个工作日）` : `会后${supplementAfter}个工作日内定稿，以后定稿会记为补记（本单位设置）`, verb: '接着写', open: { screen: 'meeting', meetingId: id, at: 'gap' } })
      continue
    }
    if (heldOn < on) drafts.push({ ...base, key: `passed ${id}`, what: `${day}的${name}还是计划：开了就登记，没开就改期`, until: heldOn, from: heldOn, minutes: 10, why: `记录里写的是${day}（${weekdayOf(heldOn)}），当天以后没有签到`, verb: '登记' })
    else if (heldOn === on) drafts.push({ ...base, key: `hold ${id}`, what: `今天${startsAt === '' ? '' : ` ${startsAt} `}${isTalk ? '' : '开'}${name}`, until: heldOn, from: heldOn, minutes: 10, why: state === 'notified' ? '已通知，当天签到和记录' : '已安排，当天签到和记录', verb: '登记签到' })
    else if (state === 'planned' && !isTalk) drafts.push({ ...base, key: `notice ${id}`, what: `发${day}${name}的通知`, until: addDays(heldOn, -noticeDays), from: addDays(heldOn, -noticeShown), minutes: 5, why: `${day}（${weekdayOf(heldOn)}）开，通知一般提前${noticeDays}天（惯例）`, verb: '发通知' })
    else if (heldOn <= sunday) drafts.push({ ...base, key: `hold ${id}`, what: `${weekdayOf(heldOn)}${isTalk ? '' : '开'}${name}，看看材料齐不齐`, until: heldOn, from: addDays(sunday, -6), minutes: 5, why: `${day}，${state === 'notified' ? '已通知' : '已安排'}`, verb: '打开' })
  }
  for (const { year, records, only } of unfiled) {
    drafts.push({
      key: `file ${year}`, area: 'records', what: records === 1 ? `${year}年有1份定稿的记录没有签字归档` : `${year}年有${records}份定稿的记录没有签字归档`, until: `${year + 1}-01-31`, from: `${year}-01-01`, minutes: Math.min(60, records * 5),
      why: '打印签字后扫描归档；支部工作手册一年一册，次年1月存档', toVerify: false, roles: ['organizationCommissioner'], verb: '去归档', open: only === null ? { screen: 'meetings', state: 'final', year } : { screen: 'meeting', meetingId: only, at: 'record' }, canDismiss: true,
    })
  }
  return drafts
}
