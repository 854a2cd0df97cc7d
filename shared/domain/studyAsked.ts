import { addDays, chineseMonthDay, daysBetween, type IsoDate } from './dates.ts'
import { portionOf, type Decimal } from './decimal.ts'
import { isCommitteePost, type DatedChange } from './person.ts'
import { standingOn } from './roster.ts'

/** 学时 that are asked of a member and of the committee in a year: R11 (教管条例 art. 20) and R12 (培训规划; its figure goes on after 2023, 待核). */
export const [memberHours, committeeHours] = ['32', '56'] as const

export interface AskedHours {
  hours: Decimal
  isCommittee: boolean
  /** How the number came about, in words. */
  words: string
}

interface Days { year: number; member: number; committee: number; firstOn: IsoDate | null; lastOn: IsoDate | null }

/** Between changes nothing changes: so many days of a year somebody was a member of this branch, and so many of them in its committee. */
function daysOf(history: readonly DatedChange[], year: number, since: IsoDate): Days {
  const [first, end] = [`${year}-01-01`, `${year + 1}-01-01`]
  const starts = [...new Set([first, ...history.map(({ from }) => from).filter((from) => from > first && from < end)])].toSorted()
  // Who is in the roster from the day on which the books began had been in the branch before it.
  const known = history.reduce<IsoDate | null>((earliest, { from, field }) => (field === 'status' && (earliest === null || from < earliest) ? from : earliest), null)
  const days: Days = { year: daysBetween(first, end), member: 0, committee: 0, firstOn: null, lastOn: null }
  starts.forEach((from, at) => {
    const { status, posts, left } = standingOn(history, known === since && from < since ? since : from)
    if (left || (status !== 'fullMember' && status !== 'probationaryMember')) return
    const next = starts[at + 1] ?? end
    const length = daysBetween(from, next)
    days.member += length
    if (status === 'fullMember' && posts.some(isCommitteePost)) days.committee += length
    days.firstOn ??= from
    days.lastOn = addDays(next, -1)
  })
  return days
}

/**
 * What is asked of somebody in a year; null of who was no member of this branch on any day of it, and for years that were over before 建账日期. Who held a post in the committee for more than
 * half of their days is asked for 56 (待核: no rule tells); who was here for a part of the year, for that part by days.
 * `since`: 建账日期.
 */
export function askedHours(history: readonly DatedChange[], year: number, since: IsoDate): AskedHours | null {
  if (`${year}-12-31` < since) return null
  const { year: all, member, committee, firstOn, lastOn } = daysOf(history, year, since)
  if (member === 0) return null
  const isCommittee = committee * 2 > member
  const full = isCommittee ? committeeHours : memberHours
  const isWhole = member === all
  const whose = committee === 0 ? `党员每年${memberHours}学时`
    : committee === member ? `书记和支委每年${committeeHours}学时`
      : `任书记或支委${committee}天，${isCommittee ? '超过' : '没有超过'}在册${member}天的一半，按${full}学时（待核）`
  if (isWhole) return { hours: full, isCommittee, words: whose }
  const hours = portionOf(full, member, all, 1)
  const bounds = [firstOn !== null && firstOn > `${year}-01-01` ? `${chineseMonthDay(firstOn)}起` : '', lastOn !== null && lastOn < `${year}-12-31` ? `到${chineseMonthDay(lastOn)}` : ''].join('')
  return { hours, isCommittee, words: `${whose}；${bounds}在本支部是党员${member}天，按天数：${full}×${member}÷${all}＝${hours}学时（待核）` }
}
