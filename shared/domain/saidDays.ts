import { addWorkdays, holidayYears, unknownHolidays } from '../rules/holidays.ts'
import { addDays, addMonths, daysInMonth, isoDateOf, ymdOf, type IsoDate } from './dates.ts'
import { countOf, yearOf, type Stretch } from './lineSource.ts'

/**
 * A day or a stretch of days as it is named in a text. `first` to `last`: the days it means. `whole`: a full date with its year was written.
 * `period`: longer than a day (本月, 上半年), so it is a day by which only where words say so. `rolled`: this year's day is past, so that the
 * next year's is meant. `range`: written as from one day to another. `back`: words such as 去年 or 昨天 say that it is past. `alone`: so short that it is a day only
 * with 前 or the like, or where it stands by itself (25日, 9.30). `strong`: says by itself that it is a day by which (3天内).
 */
export interface SaidDay extends Stretch { first: IsoDate; last: IsoDate; whole: boolean; period: boolean; rolled: boolean; back: boolean; alone: boolean; range: boolean; strong: boolean; sure: boolean; note: string }

type Groups = Record<string, string | undefined>
type Read = Partial<Omit<SaidDay, 'from' | 'to' | 'first' | 'last'>> & { first: IsoDate | null; last: IsoDate | null }

const n = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'
const m = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
const yearFigures = '(?:\\d{4}|[〇零一二三四五六七八九]{4})年'
const yearWord = '今年|本年度?|明年|来年|次年|后年|去年|前年|上年|当年'
const year = `(?:(?<y>${yearFigures})|(?<yw>${yearWord}))?的?`
const month = `(?:${year}(?<!\\d)(?<m>${m})月份?|(?<rel>本|当|这个?|下下个?|下个?|次|上个?|同)月份?)`
const weekday = '(?:周|星期|礼拜)(?<wd>[一二三四五六日天末1-7])(?![次个期年月度边围岁刊报]|\\d)'

/** The year a year word means; `told`: one was written. */
function yearIn({ y, yw }: Groups, on: IsoDate): { year: number; told: boolean; back: boolean } {
  const now = ymdOf(on).year
  if (y !== undefined) return { year: yearOf(y.slice(0, -1)), told: true, back: false }
  switch (yw) {
    case undefined: return { year: now, told: false, back: false }
    case '明年': case '来年': case '次年': return { year: now + 1, told: true, back: false }
    case '后年': return { year: now + 2, told: true, back: false }
    case '去年': case '上年': return { year: now - 1, told: true, back: true }
    case '前年': return { year: now - 2, told: true, back: true }
    default: return { year: now, told: true, back: false }
  }
}

interface YearMonth { year: number; month: number; told: boolean; back: boolean }
function monthIn(groups: Groups, on: IsoDate): YearMonth {
  const { rel } = groups
  if (groups.m !== undefined) return { ...yearIn(groups, on), month: countOf(groups.m.replace(/^0/, '')) }
  const shift = rel === undefined || /^[本当这同]/.test(rel) ? 0 : rel.startsWith('下下') ? 2 : rel.startsWith('上') ? -1 : 1
  const then = ymdOf(addMonths(`${on.slice(0, 8)}01`, shift))
  return { year: then.year, month: then.month, told: true, back: shift < 0 }
}

/** Puts what is past into the next year, unless its year was told. */
function coming(on: IsoDate, told: boolean, inYear: (shift: number) => { first: IsoDate | null; last: IsoDate | null }): Read {
  const now = inYear(0)
  if (told || (now.last !== null && now.last >= on)) return now
  const next = inYear(1)
  return now.last === null && next.last !== null ? next : { ...next, rolled: true }
}

const monthStretch = (y: number, month_: number, part: string): { first: IsoDate | null; last: IsoDate | null } => {
  const [a, b] = part === '上旬' || part === '初' ? [1, 10] : part === '中旬' ? [11, 20] : part === '下旬' ? [21, 99] : part === '中' ? [15, 15] : part === '' ? [1, 99] : [99, 99]
  const end = daysInMonth(y, month_)
  return { first: isoDateOf(y, month_, Math.min(a, end)), last: isoDateOf(y, month_, Math.min(b, end)) }
}

const mondayOf = (on: IsoDate): IsoDate => {
  const { year: y, month: mo, day } = ymdOf(on)
  return addDays(on, -((new Date(Date.UTC(y, mo - 1, day)).getUTCDay() + 6) % 7))
}
const weekShift = (word: string): number => (word.startsWith('下下') ? 2 : word.startsWith('下') ? 1 : word.startsWith('上上') ? -2 : word.startsWith('上') ? -1 : 0)

function withinRead({ count = '', unit = '', side = '' }: Groups, on: IsoDate): Read | null {
  const half = count === '半'
  const number = half ? 0.5 : countOf(count)
  if (Number.isNaN(number) || number > 2000) return null
  const last = (() => {
    switch (unit) {
      case '工作日': return half ? null : addWorkdays(on, Math.min(number, 500))
      case '周': case '星期': case '礼拜': return half ? null : addDays(on, number * 7)
      case '月': return half ? addDays(on, 15) : addMonths(on, number)
      case '季度': return addMonths(on, number * 3)
      case '年': return number > 100 ? null : addMonths(on, number * 12)
      case '小时': return addDays(on, Math.ceil(number / 24))
      default: return half ? null : addDays(on, number)
    }
  })()
  if (last === null) return null
  const unknown = unit === '工作日' ? unknownHolidays(last) : null
  return { first: on, last, strong: side.endsWith('内'), sure: unknown === null, note: unknown === null ? '' : `${unknown}，只除去了周末` }
}

const fixedFeasts: Record<string, [number, number]> = { 元旦: [1, 1], 劳动节: [5, 1], 五一: [5, 1], 七一: [7, 1], 建党节: [7, 1], 国庆: [10, 1], 国庆节: [10, 1], 十一: [10, 1] }
function feastRead(word: string, on: IsoDate): Read | null {
  const fixed = fixedFeasts[word]
  const begin = fixed ? coming(on, false, (shift) => { const day = isoDateOf(ymdOf(on).year + shift, ...fixed); return { first: day, last: day === null ? null : addDays(day, -1) } }).first
    : holidayYears.flatMap(({ holidays }) => holidays.filter(({ name }) => name.includes(word.replace(/节$/, ''))).map(({ from }) => from)).find((from) => from > on) ?? null
  if (begin === null) return null
  const off = holidayYears.flatMap(({ holidays }) => holidays).find(({ from, to }) => from <= begin && begin <= to)
  const last = addDays(off?.from ?? begin, -1)
  return { first: last, last, strong: true, sure: off !== undefined, note: off ? '' : '放假安排未公布' }
}

const quarterNumber: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 }

const oneDay = (day: IsoDate | null): Read => ({ first: day, last: day })

/** The forms in which a day is named, those of more words first. */
const forms: readonly { pattern: RegExp; read: (groups: Groups, on: IsoDate) => Read | null }[] = [
  { pattern: /(?<![\d.])(?<y>\d{4})(?:-(?<m>\d{1,2})-(?<d>\d{1,2})|\/(?<m2>\d{1,2})\/(?<d2>\d{1,2})|\.(?<m3>\d{1,2})\.(?<d3>\d{1,2}))(?![\d.%-])/gu, read: ({ y, m: a, d, m2, d2, m3, d3 }) => ({ ...oneDay(isoDateOf(Number(y), Number(a ?? m2 ?? m3), Number(d ?? d2 ?? d3))), whole: true }) },
  { pattern: new RegExp(`${month}(?<d>${n})(?:[日号]|(?=[之以]?前(?!${n}|三|后)|起|止|至|到|截|[-—~]{1,2}\\d{1,2}[日号]))`, 'gu'), read: (groups, on) => {
    const { year: y, month: mo, told, back } = monthIn(groups, on)
    const day = countOf(groups.d ?? '')
    return { ...coming(on, told, (shift) => oneDay(isoDateOf(y + shift, mo, day))), whole: groups.y !== undefined, back }
  } },
  { pattern: new RegExp(`(?:${month}的?(?<part>[上中下]旬|底|末|初|中(?!旬|的|有|间|心))|(?<![\\d年个])月(?<end>底|末|初|中(?!旬|的|有|间|心))|(?<![上中下月])(?<alone>[上中下]旬))`, 'gu'), read: (groups, on) => {
    const part = groups.part ?? groups.end ?? groups.alone ?? ''
    const named = groups.part !== undefined
    const { year: y, month: mo, told, back } = named ? monthIn(groups, on) : { ...ymdOf(on), told: true, back: false }
    const vague = /初|中$/.test(part) ? { sure: false, note: part === '初' ? '按上旬末理解' : '按15日理解' } : {}
    const inMonth = (yy: number, mm: number) => monthStretch(yy, mm, part)
    if (named) return { ...coming(on, told, (shift) => inMonth(y + shift, mo)), back, ...vague }
    const here = inMonth(y, mo)
    const next = ymdOf(addMonths(`${on.slice(0, 8)}01`, 1))
    return { ...(here.last !== null && here.last < on ? inMonth(next.year, next.month) : here), ...vague }
  } },
  { pattern: new RegExp(`${year}第?(?<q>[一二三四1-4])季度?(?:的)?(?<end>[末底])?|(?<rq>本|这个?|当|该|下个?|上个?)季度?(?<end2>[末底])?|(?<!每)季度?(?<end3>[末底])`, 'gu'), read: (groups, on) => {
    const { year: y, told, back } = yearIn(groups, on)
    const ends = groups.end ?? groups.end2 ?? groups.end3
    const inQuarter = (yy: number, q: number) => ({ first: isoDateOf(yy, q * 3 - 2, 1), last: isoDateOf(yy, q * 3, daysInMonth(yy, q * 3)) })
    const more = { period: ends === undefined, back: back || (groups.rq ?? '').startsWith('上') }
    if (groups.q !== undefined) return { ...coming(on, told, (shift) => inQuarter(y + shift, quarterNumber[groups.q ?? ''] ?? 1)), ...more }
    const shift = (groups.rq ?? '').startsWith('下') ? 1 : (groups.rq ?? '').startsWith('上') ? -1 : 0
    const then = ymdOf(addMonths(`${on.slice(0, 8)}01`, shift * 3))
    return { ...inQuarter(then.year, Math.ceil(then.month / 3)), ...more }
  } },
  { pattern: new RegExp(`${year}(?<half>[上下])半年(?<end>[末底])?`, 'gu'), read: (groups, on) => {
    const { year: y, told, back } = yearIn(groups, on)
    const inHalf = (yy: number) => (groups.half === '上' ? { first: isoDateOf(yy, 1, 1), last: isoDateOf(yy, 6, 30) } : { first: isoDateOf(yy, 7, 1), last: isoDateOf(yy, 12, 31) })
    return { ...coming(on, told, (shift) => inHalf(y + shift)), period: groups.end === undefined, back }
  } },
  { pattern: new RegExp(`(?:(?<y>${yearFigures})|(?<yw>${yearWord}))(?:年?度?[底末终])|年度?[底末终](?!端)|岁末`, 'gu'), read: (groups, on) => { const { year: y, back } = yearIn(groups, on); return { ...oneDay(isoDateOf(y, 12, 31)), back } } },
  { pattern: new RegExp(`(?:(?<y>${yearFigures})|(?<yw>${yearWord}))?年中(?!国|间|心|共|考)`, 'gu'), read: (groups, on) => { const { year: y, told, back } = yearIn(groups, on); return { ...coming(on, told, (shift) => oneDay(isoDateOf(y + shift, 6, 30))), back } } },
  { pattern: /(?:(?<near>近|过去|最近|前)|(?<after>(?:会议?)?[后起]的?))?(?<count>\d{1,4}|[一二两三四五六七八九十]{1,3}|半)(?:个(?<u1>工作日|月|星期|礼拜|季度|小时)|(?<u2>工作日|自然日|天|日|周|星期|礼拜|年|小时)|(?<=半)(?<u3>月))(?:的?时间)?(?<side>之内|以内|内|之后|以后|后)(?!容|部|控|勤|外)/gu, read: ({ near, after, count, u1, u2, u3, side }, on) => {
    const read = withinRead({ count, unit: u1 ?? u2 ?? u3, side }, on)
    if (read === null || near !== undefined) return read === null ? null : { ...read, back: true }
    return after !== undefined ? { ...read, sure: false, note: '从说的那天算起，请核对' } : read
  } },
  { pattern: new RegExp(`(?<w>本|这个?|下下个?|下个?|上上个?|上个?)${weekday}`, 'gu'), read: ({ w = '', wd = '' }, on) => {
    const shift = weekShift(w)
    return { ...oneDay(addDays(mondayOf(on), shift * 7 + dayOfWeek(wd) - 1)), back: shift < 0 }
  } },
  { pattern: /(?<w>本|这个?|下下个?|下个?|上上个?|上个?)(?:周|星期|礼拜)(?<end>[底末])?/gu, read: ({ w = '', end }, on) => {
    const shift = weekShift(w)
    const first = addDays(mondayOf(on), shift * 7)
    return { first, last: addDays(first, 6), period: end === undefined, back: shift < 0 }
  } },
  { pattern: new RegExp(`(?<![每个半几隔\\d一二两三四五六七八九十])${weekday}`, 'gu'), read: ({ wd = '' }, on) => {
    const day = addDays(mondayOf(on), dayOfWeek(wd) - 1)
    return oneDay(day < on ? addDays(day, 7) : day)
  } },
  { pattern: /大后天|后天|后日|明[天日早晚](?!确)|次日|今[天日晚]|即日|当[天日]|昨[天日晚]|大前天|前[天日](?!晚报)/gu, read: ({ all = '' }, on) => {
    const shift = all.startsWith('大后') ? 3 : all.startsWith('后') ? 2 : /^[明次]/.test(all) ? 1 : all.startsWith('昨') ? -1 : all.startsWith('大前') ? -3 : all.startsWith('前') ? -2 : 0
    return { ...oneDay(addDays(on, shift)), back: shift < 0, ...(/^[当次]/.test(all) ? { sure: false, note: '从说的那天算起，请核对' } : {}) }
  } },
  { pattern: /(?<feast>国庆节?|春节|元旦|中秋节?|端午节?|清明节?|劳动节|五一|(?<![\d二三四五六七八九])十一(?!月|日|号|个|届|次|条|人)|七一|建党节)(?:假期|长假)?[之以]?前/gu, read: ({ feast = '' }, on) => feastRead(feast, on) },
  { pattern: new RegExp(`(?:${year}(?<!\\d)(?<m>${m})月份?|(?<rel>本|当|这个?|下下个?|下个?|次|上个?)月份?)(?!\\d|个)`, 'gu'), read: (groups, on) => {
    const { year: y, month: mo, told, back } = monthIn(groups, on)
    return { ...coming(on, told, (shift) => monthStretch(y + shift, mo, '')), period: true, back }
  } },
  { pattern: new RegExp(`(?:(?<y>${yearFigures})|(?<yw>${yearWord}))(?=[之以]?[前内])|年(?=内)|月(?=内)`, 'gu'), read: (groups, on) => {
    if (groups.all === '月') return { ...monthStretch(ymdOf(on).year, ymdOf(on).month, ''), period: true }
    const { year: y, back } = yearIn(groups, on)
    return { first: isoDateOf(y, 1, 1), last: isoDateOf(y, 12, 31), period: true, back }
  } },
  { pattern: new RegExp(`(?<![\\d月每第.一二三四五六七八九十])(?<d>${n})[日号]`, 'gu'), read: ({ d = '' }, on) => {
    const { year: y, month: mo } = ymdOf(on)
    const day = countOf(d)
    const here = isoDateOf(y, mo, day)
    if (here !== null && here >= on) return { ...oneDay(here), alone: true }
    const next = ymdOf(addMonths(`${on.slice(0, 8)}01`, 1))
    return { ...oneDay(isoDateOf(next.year, next.month, day)), alone: true }
  } },
  { pattern: /(?<![\d./:%-])(?<m>\d{1,2})[./-](?<d>\d{1,2})(?![\d./:%-])/gu, read: ({ m: a, d }, on) => ({ ...coming(on, false, (shift) => oneDay(isoDateOf(ymdOf(on).year + shift, Number(a), Number(d)))), alone: true }) },
]

const dayOfWeek = (word: string): number => (/[1-7]/.test(word) ? Number(word) : /[天末]/.test(word) ? 7 : '一二三四五六日'.indexOf(word) + 1)

/** Every day that a text names, said on day `on`, in the order in which they stand. A number that is no day (31 September) is left out. */
export function saidDaysIn(text: string, on: IsoDate): SaidDay[] {
  const found: SaidDay[] = []
  const taken = new Uint8Array(text.length)
  for (const { pattern, read } of forms) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (taken.subarray(from, to).some((one) => one === 1)) continue
      const day = read({ ...match.groups, all: match[0] }, on)
      if (day === null) continue
      taken.fill(1, from, to)
      if (day.first === null || day.last === null || day.first > day.last || day.last > '2200-12-31' || day.last.length !== 10) continue
      found.push({ whole: false, period: false, rolled: false, back: false, alone: false, range: false, strong: false, sure: true, note: '', ...day, first: day.first, last: day.last, from, to })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}
