// What main needs of the notices while the desk is locked; without zod, which it would else read before its window.
import { chineseMonthDay, daysBetween, type IsoDate } from './days.ts'

/** What the desktop shows. */
export interface DesktopNotice { title: string; body: string }

/** 明天到期, 12月3日到期, 已逾期2天. */
export function dueInWords(until: IsoDate, today: IsoDate, comes: '到期' | '召开' = '到期'): string {
  const days = daysBetween(today, until)
  if (days < 0) return `已逾期${-days}天`
  return `${days === 0 ? '今天' : days === 1 ? '明天' : chineseMonthDay(until)}${comes}`
}

export const noticeTitle = '支部工作台'

/** While the desk is locked only days are known: 支部工作台有2项工作明天到期，解锁后查看. Null where there is nothing. */
export function lockedNotice(untils: readonly IsoDate[], today: IsoDate): DesktopNotice | null {
  const [first] = [...untils].sort()
  if (first === undefined) return null
  const late = untils.filter((until) => until < today).length
  const when = untils.every((until) => until === first) ? dueInWords(first, today) : late === untils.length ? '已逾期' : late > 0 ? `要办，其中${late}项已逾期` : `要办，最早的${dueInWords(first, today)}`
  return { title: noticeTitle, body: `支部工作台有${untils.length}项工作${when}，解锁后查看。` }
}
