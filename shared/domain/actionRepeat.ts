import { addDays, addMonths, daysInMonth, isoDateOf, ymdOf, type IsoDate } from './dates.ts'
import { countOf, type Stretch } from './lineSource.ts'

/**
 * How often something is done.
 * `on`: of a week 1 (Monday) to 7; of a month its days, -1 the last; of a quarter its days as month 1–3 × 100 + day, -1 the last; of a year
 * as month × 100 + day. Empty: no day was said, so the last day of each. `interval`: every how many of them, 1 where it is missing.
 * `until`: the last day; null or missing: no end.
 */
export interface Repeat { every: 'day' | 'week' | 'month' | 'quarter' | 'year'; on: number[]; interval?: number; until?: IsoDate | null }
export interface SaidRepeat extends Stretch { repeat: Repeat; sure: boolean }

const n = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const day = '[一二三四五六日天1-7]'
const notADay = '(?![个次项年月份周回度]|\\d)'
const join = '(?:、|和|及|，)'
const weekdays = `(?:周|星期|礼拜)?${day}${notADay}(?:(?:${join}|至|到|-|—)(?:周|星期|礼拜)?${day}${notADay})*`
const monthDays = `(?:${n}[日号]?${join})*${n}[日号]`
const once = '(?:(?:至少)?[一1][次回]|前)?'
const patterns: readonly { pattern: RegExp; read: (match: RegExpExecArray) => Repeat | null }[] = [
  { pattern: new RegExp(`(?:每隔(?<gap>${n})个?|隔|每(?<every>${n})个?)(?:周|星期|礼拜)(?:的)?(?<days>${weekdays})?${once}`, 'gu'), read: ({ groups = {} }) => withInterval({ every: 'week', on: weekdaysOf(groups.days ?? '') }, groups.every !== undefined ? countOf(groups.every) : groups.gap !== undefined ? countOf(groups.gap) + 1 : 2) },
  { pattern: new RegExp(`(?:每个?(?:周|星期|礼拜)(?:的)?(?<days>${weekdays})?|(?:按|逐)周)${once}`, 'gu'), read: ({ groups = {} }) => ({ every: 'week', on: weekdaysOf(groups.days ?? '') }) },
  { pattern: new RegExp(`每个?半个?月${once}`, 'gu'), read: () => ({ every: 'month', on: [15, -1] }) },
  { pattern: new RegExp(`每半年(?:末|底)?${once}`, 'gu'), read: () => ({ every: 'year', on: [630, 1231] }) },
  { pattern: new RegExp(`每隔?(?<every>${n})个月(?:的)?(?:(?<days>${monthDays})|(?<end>月?底|月?末))?${once}`, 'gu'), read: ({ 0: all, groups = {} }) => withInterval({ every: 'month', on: monthDaysOf(groups.days, groups.end) }, countOf(groups.every ?? '') + (all.startsWith('每隔') ? 1 : 0)) },
  { pattern: new RegExp(`(?:每个?月(?:份)?(?:的)?(?:(?<days>${monthDays})|(?<end>月?底|月?末|最后一[天日])|(?<part>上旬|中旬|下旬|初))?|(?:按|逐)月)${once}`, 'gu'), read: ({ groups = {} }) => ({ every: 'month', on: groups.part !== undefined ? [groups.part === '中旬' ? 20 : groups.part === '下旬' ? -1 : 10] : monthDaysOf(groups.days, groups.end) }) },
  { pattern: new RegExp(`(?:每个?季度?(?:的)?(?:(?<month>首月|第一个月|第二个月|末月|第三个月|最后一个月)(?<day>${n})[日号]|(?<end>末|底|最后一[天日]))?|(?:按|逐)季度?)${once}`, 'gu'), read: ({ groups = {} }) => {
    if (groups.end !== undefined) return { every: 'quarter', on: [-1] }
    if (groups.month === undefined) return { every: 'quarter', on: [] }
    const d = countOf(groups.day ?? '')
    const m = /首|一个/.test(groups.month) && !groups.month.startsWith('最后') ? 1 : groups.month.startsWith('第二') ? 2 : 3
    return d >= 1 && d <= 31 ? { every: 'quarter', on: [m * 100 + d] } : null
  } },
  { pattern: new RegExp(`(?:每年度?(?:的)?(?:(?<days>${n}月${n}[日号](?:${join}${n}月${n}[日号])*)|(?<end>年?[底末]))?|(?:按|逐)年度?(?!龄|纪))${once}`, 'gu'), read: ({ groups = {} }) => (groups.end !== undefined ? { every: 'year', on: [1231] } : { every: 'year', on: yearDaysOf(groups.days ?? '') }) },
  { pattern: new RegExp(`每个?工作日${once}`, 'gu'), read: () => ({ every: 'week', on: [1, 2, 3, 4, 5] }) },
  { pattern: new RegExp(`(?:每[天日]|(?:按|逐)日)${once}`, 'gu'), read: () => ({ every: 'day', on: [] }) },
]

const withInterval = (repeat: Repeat, interval: number): Repeat | null => (Number.isNaN(interval) || interval < 1 ? null : interval === 1 ? repeat : { ...repeat, interval })

function weekdaysOf(words: string): number[] {
  const days: number[] = []
  let to = false
  for (const char of words.replace(/星期|礼拜|周/g, '')) {
    if (/[至到—-]/.test(char)) { to = true; continue }
    const found = /[1-7]/.test(char) ? Number(char) : '一二三四五六日'.indexOf(char === '天' ? '日' : char) + 1
    if (found === 0) continue
    const last = days.at(-1)
    if (to && last !== undefined) for (let d = last + 1; d < found; d++) days.push(d)
    days.push(found)
    to = false
  }
  return [...new Set(days)].sort((a, b) => a - b)
}

const monthDaysOf = (days: string | undefined, end: string | undefined): number[] => (end !== undefined ? [-1] : [...new Set((days ?? '').split(/[、和及，]/).map((one) => countOf(one.replace(/[日号]$/, ''))).filter((d) => d >= 1 && d <= 31))].sort((a, b) => a - b))
const yearDaysOf = (words: string): number[] => words.split(/[、和及，]/).flatMap((one) => {
  const [, m = '', d = ''] = /^(.+)月(.+)[日号]$/.exec(one) ?? []
  return isoDateOf(2024, countOf(m), countOf(d)) === null ? [] : [countOf(m) * 100 + countOf(d)]
})

/** Every repetition said in a text, in its order. 每天 stands in many descriptions and is never sure. */
export function repeatsIn(text: string): SaidRepeat[] {
  const found: SaidRepeat[] = []
  for (const { pattern, read } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (found.some((one) => from < one.to && to > one.from)) continue
      const repeat = read(match)
      if (repeat !== null) found.push({ from, to, repeat, sure: repeat.every !== 'day' })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** Reads a repetition written by itself: 每月25日, 每周三、五; null where there is none. */
export const parseRepeat = (text: string): Repeat | null => repeatsIn(text.normalize('NFKC').replace(/\s+/g, '').replaceAll(',', '，'))[0]?.repeat ?? null

const mostOccurrences = 5000

/**
 * The days of a repetition from `from` up to and with `until` (and its own end), sorted; `from` is where every second or third one is counted
 * from. A day that a month does not have is its last (31 in April: the 30th). At most 5,000.
 */
export function occurrencesOf(repeat: Repeat, from: IsoDate, until: IsoDate): IsoDate[] {
  const last = typeof repeat.until === 'string' && repeat.until < until ? repeat.until : until
  const step = Math.max(1, Math.trunc(repeat.interval ?? 1))
  const days = new Set<IsoDate>()
  const put = (day: IsoDate | null) => { if (day !== null && day >= from && day <= last) days.add(day) }
  for (let i = 0; days.size < mostOccurrences; i += step) {
    const begins = periodOf(repeat.every, from, i)
    if (begins === null || begins > last) break
    for (const day of daysOfPeriod(repeat, begins)) put(day)
  }
  return [...days].sort()
}

/** The first day of the `i`th period after the one in which `from` lies; null after the year 2200. */
function periodOf(every: Repeat['every'], from: IsoDate, i: number): IsoDate | null {
  const { year, month, day } = ymdOf(from)
  if (i > 200_000) return null
  switch (every) {
    case 'day': return addDays(from, i)
    case 'week': return addDays(from, i * 7 - ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7))
    case 'month': return within(addMonths(`${from.slice(0, 8)}01`, i))
    case 'quarter': return within(addMonths(`${from.slice(0, 5)}${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, '0')}-01`, i * 3))
    case 'year': return isoDateOf(year + i, 1, 1)
  }
}
const within = (day: IsoDate): IsoDate | null => (day.length === 10 && day < '2200-12-31' ? day : null)

function daysOfPeriod({ every, on }: Repeat, begins: IsoDate): (IsoDate | null)[] {
  const { year, month } = ymdOf(begins)
  const dayIn = (m: number, d: number) => isoDateOf(year, m, d < 0 ? daysInMonth(year, m) : Math.min(d, daysInMonth(year, m)))
  switch (every) {
    case 'day': return [begins]
    case 'week': return (on.length === 0 ? [7] : on).map((d) => addDays(begins, d - 1))
    case 'month': return (on.length === 0 ? [-1] : on).map((d) => dayIn(month, d))
    case 'quarter': return (on.length === 0 ? [-1] : on).map((d) => (d < 0 ? dayIn(month + 2, -1) : dayIn(month + Math.floor(d / 100) - 1, d % 100)))
    case 'year': return (on.length === 0 ? [1231] : on).map((d) => dayIn(Math.floor(d / 100), d % 100))
  }
}
