import { doing, over } from './actionWords.ts'
import { addDays, isoDateOf, parseFullDate, ymdOf, type IsoDate } from './dates.ts'
import { lineTextOf, type Stretch } from './lineSource.ts'
import { saidDaysIn, type SaidDay } from './saidDays.ts'

/** A day that was read, with the words around it that belong to it: 于9月30日前. */
export interface DayReading extends Stretch { day: IsoDate; sure: boolean; note: string }
/** When something begins and by when it is to be done. `others`: further days by which, which the item does not have. `gone`: those that are past. */
export interface Timing { due: DayReading | null; from: DayReading | null; others: DayReading[]; gone: DayReading[] }

const tail = /^(?:（?(?:周|星期|礼拜)[一二三四五六日天]）?)?(?:上午|下午|中午|晚上|早上|晚)?(?:\d{1,2}(?::\d{2}|[点时](?:半|\d{1,2}分?)?))?(?:下班)?/
const byMark = /^(?:[之以]?前(?!三|两|几|\d|后|往|来|期|述|提|列|线|台)|之内|以内|内(?!容|部|控|勤|外)|底前|为?止|截止)/
const startMark = /^(?:之?日?起(?!草|初|来)|开始|以后|之后|后(?!续|勤|台|备|期|天))/
const backMark = /^(?:以来|至今|来(?!源|自|访|信|电|函|年|宾))/
const byBefore = /(?:截至|截止(?:到|至|于|时间|日期)?|不晚于|最迟|最晚|务必[于在]|(?:完成|办结|办理|整改|审批)?(?:期限|时限|限期|时间)|赶在|到期日?)(?:：|为|是|定为|定在)?(?:于|在|到|至)?$|(?:^|[，；、 \u0002]|持续|延续|坚持)(?:一直)?直?[至到]$/
const onBefore = /(?:于|在|定于|定在|拟于|安排在|放在)$/
const lead = /(?:请|并|须|应|要|需)?(?:务必|争取|力争|确保|计划|拟|暂定)?(?:(?:完成|办结|整改)?(?:截至|截止(?:到|至|于|时间|日期)?|不晚于|最迟|最晚|期限|时限|限期|限|时间|赶在|定)(?:：|为|是)?)?(?:于|在|自|从|到|至)?$/
const doesNext = new RegExp(`^，?(?:[^，。；（）]{0,3}(?:力争|确保|全面|全部|基本|逐条|逐户|逐一)?)(?:${doing})`, 'u')
/** What may stand before and after a day that stands by itself, as in a line that was typed. */
const alone = { left: /(?:^|[ ，、（：；。\u0001\u0002])$/, right: /^(?:[ ，、）；。\u0001\u0002]|$)/ }

interface Judged extends SaidDay { role: 'due' | 'start' | 'none' | 'gone'; strength: number; startDay: IsoDate | null; day: IsoDate }

/** 6月1日至5日, 9月1日—9月30日, 下周一到周三: two days made one stretch. */
function joined(text: string, days: readonly SaidDay[], on: IsoDate): SaidDay[] {
  const out: SaidDay[] = []
  for (const day of days) {
    const before = out.at(-1)
    if (before === undefined || before.to > day.from || !/^(?:（[周星期一二三四五六日天]{2,3}）)?起?，?(?:直?至|直?到|[-—~]{1,2}) ?$/.test(text.slice(before.to, day.from))) { out.push(day); continue }
    const words = text.slice(day.from, day.to)
    let { last, rolled } = day
    const short = /^(.{1,3})[日号]$/.exec(words) !== null && day.alone
    const start = ymdOf(before.first)
    if (short) {
      const end = isoDateOf(start.year, start.month, ymdOf(last).day)
      if (end !== null && end >= before.first) { last = end; rolled = before.rolled }
    } else if (/^(?:周|星期|礼拜)/.test(words)) {
      while (addDays(last, -7) >= before.first) last = addDays(last, -7)
      while (last < before.first) last = addDays(last, 7)
    }
    let from = before.first
    const yearOn = (iso: IsoDate, shift: number) => isoDateOf(ymdOf(iso).year + shift, ymdOf(iso).month, ymdOf(iso).day)
    if (from > last && before.rolled) from = yearOn(from, -1) ?? from
    for (const shift of [0, 1]) if (from > last) last = yearOn(last, ymdOf(from).year - ymdOf(last).year + shift) ?? last
    if (from > last) { out.push(day); continue }
    out[out.length - 1] = { ...before, to: day.to, first: from, last, whole: day.whole || (before.whole && (short || last >= on)), period: false, rolled, back: before.back && last < on, alone: false, strong: false, range: true, sure: before.sure && day.sure, note: day.note || before.note }
  }
  return out
}

/** The day that 前 after a stretch means: the one before it, or its last where it has begun. */
const lastBefore = (said: SaidDay, on: IsoDate): IsoDate => (said.period && said.first > on ? addDays(said.first, -1) : said.last)

function judge(text: string, said: SaidDay, on: IsoDate): Judged {
  const left = text.slice(Math.max(0, said.from - 12), said.from)
  const rest = text.slice(said.to)
  const tailLength = tail.exec(rest)?.[0].length ?? 0
  const after = rest.slice(tailLength)
  const mark = byMark.exec(after)?.[0] ?? ''
  const start = startMark.exec(after)?.[0] ?? ''
  const clause = /^[^，。；！？]{0,24}/.exec(after)?.[0] ?? ''
  const isAlone = alone.left.test(left) && alone.right.test(after)
  const none = (role: Judged['role'], strength = 0): Judged => ({ ...said, role, strength, startDay: null, day: said.last })
  const wordy = { from: said.from - (lead.exec(left)?.[0].length ?? 0), to: said.to + tailLength + mark.length }
  if (said.back || backMark.test(after) || after.startsWith('的')) return none('none')
  if (/截[至止]到?$/.test(left) && /^[^。；]{0,16}(?:已|共|累计)/.test(after)) return none('none')
  if (!said.range && mark === '' && (start !== '' || /(?:自|从)$/.test(left))) {
    if (said.rolled && start === '' && !doesNext.test(after)) return none('none')
    const gone = said.rolled && daysSinceLastYear(said, on) <= 183 && !said.period
    const vague = start !== '' && !/起|开始/.test(start)
    return { ...said, ...wordy, to: said.to + tailLength + start.length, role: 'start', strength: 2, startDay: said.first < on && said.period && !said.rolled ? on : gone ? addYear(said.first, -1) : said.first, day: said.first, sure: said.sure && !vague && !gone, note: gone ? '这一天已过，请核对' : vague ? '按从这一天开始理解' : said.note }
  }
  const strong = mark !== '' || said.strong || byBefore.test(left)
  const withDoing = doesNext.test(after) || (said.range && doesNext.test(after.replace(/^(?:期间|，)+/, '')))
  const onThatDay = onBefore.test(left)
  const strength = strong ? 3 : withDoing || onThatDay || said.range || (isAlone && (/[ \u0001\u0002（]$|^$/.test(left) || /^(?:[。）]|$)/.test(after))) ? 2 : 1
  if (said.alone && !strong && !onThatDay && !isAlone) return none('none')
  if (said.period && !strong && !(withDoing && /^[，]?(?:前|底|末)?/.test(after) && doesNext.test(after)) && !(isAlone && / $|^$|[（\u0001\u0002]$/.test(left) && /^(?:[ ）\u0001\u0002]|$)/.test(after))) return none('none')
  if (said.period && !strong && over.test(clause)) return none('none')
  const day = mark.endsWith('前') ? lastBefore(said, on) : said.last
  const startDay = said.range ? said.first : null
  if (!strong && over.test(clause)) return none('none')
  if (said.rolled && !strong && !(strength === 2 && (withDoing || isAlone)) && daysSinceLastYear(said, on) <= 183) return none('none')
  if (day < on && !said.whole) return { ...none(strong ? 'gone' : 'none'), ...wordy }
  if (day < on && strength < 3 && !isAlone) return none('none')
  if (said.period && said.rolled && !strong && !isAlone && /月份?$/.test(text.slice(said.from, said.to))) return none('none')
  return { ...said, ...wordy, role: 'due', strength, startDay, day, sure: said.sure && !said.rolled && strength > 1 && day >= on, note: said.note || (day < on ? '这一天已过，请核对' : said.rolled ? '今年的这一天已过，按明年理解' : strength > 1 ? '' : '没有写“前”，请核对') }
}

const addYear = (day: IsoDate, shift: number): IsoDate => isoDateOf(ymdOf(day).year + shift, ymdOf(day).month, ymdOf(day).day) ?? day
const daysSinceLastYear = ({ last }: SaidDay, on: IsoDate): number => Math.round((Date.parse(on) - Date.parse(addYear(last, -1))) / 86_400_000)

const depthAt = (text: string, at: number): number => { const head = text.slice(0, at); return head.lastIndexOf('（') > head.lastIndexOf('）') ? 1 : 0 }
const readingFrom = ({ from, to, sure, note }: Judged, day: IsoDate): DayReading => ({ from, to, day, sure, note })

/**
 * When something is to be done, of a text said on day `on` (LineText.text, names and tags covered). Of several days by which, the last one of
 * the clearest is taken, those in brackets after all others. A past day in a description is none.
 */
export function timingIn(text: string, on: IsoDate): Timing {
  const judged: Judged[] = []
  for (const said of joined(text, saidDaysIn(text, on), on)) if (!judged.some(({ role, to }) => role !== 'none' && said.from < to)) judged.push(judge(text, said, on))
  const dues = judged.filter(({ role }) => role === 'due')
  const outside = dues.filter(({ from }) => depthAt(text, from) === 0)
  const most = (list: readonly Judged[]) => Math.max(...list.map(({ strength }) => strength))
  const pool = outside.length > 0 && most(outside) > 1 ? outside : dues
  const best = pool.filter(({ strength }) => strength === most(pool))
  const chosen = most(pool) === 3 ? best.at(-1) : best[0]
  const start = judged.find(({ role }) => role === 'start')
  const due = chosen ? readingFrom(chosen, chosen.day) : null
  const begins = [chosen, start].find((one) => one !== undefined && one.startDay !== null)
  const from = begins ? readingFrom(begins, begins.startDay ?? begins.first) : null
  return {
    due, from,
    others: outside.filter((one) => one !== chosen && one.strength === 3).map((one) => readingFrom(one, one.day)),
    gone: judged.filter(({ role }) => role === 'gone').map((one) => readingFrom(one, one.day)),
  }
}

const dueHead = /^(?:请|须|应|力争|争取|确保|务必|于|在|到|至|自|从|截止|截至|最迟|不晚于)*$/
const dueTail = /^(?:[之以]?前|之内|以内|内|底前|起|开始|完成|办结|办理完毕|截止|为止|止)*$/

/** What was read lately: the same words are read again with every key and every save. */
const lately = new Map<string, IsoDate | null>()
const mostLately = 500

/**
 * Reads the day that a 时限 names, said on day `on`: 9月30日前, 9.30, 10月中旬, 下周五, 3个工作日内, 本月底, 上半年, 9月1日至9月30日 (its end).
 * Weeks run Monday to Sunday; a day and month already past mean next year; 上旬, 中旬, 下旬 are the 10th, the 20th and the month's last day.
 * Null where no day is named, or it is past without a year.
 */
export function parseDue(text: string, on: IsoDate): IsoDate | null {
  const asked = `${on} ${text}`
  const known = lately.get(asked)
  if (known !== undefined) return known
  const due = readDue(text, on)
  if (lately.size >= mostLately) lately.clear()
  lately.set(asked, due)
  return due
}

function readDue(text: string, on: IsoDate): IsoDate | null {
  const words = lineTextOf(text).text.replaceAll(' ', '')
  const full = parseFullDate(words.replace(/^(?:请|于|在|到|至|截止|截至)+/, '').replace(/(?:之?前|以前|完成|办结|截止)+$/, ''))
  if (full) return full
  const [said, ...more] = joined(words, saidDaysIn(words, on), on)
  if (said === undefined || more.length > 0) return null
  const after = words.slice(said.to).replace(tail, '')
  if (!dueHead.test(words.slice(0, said.from)) || !dueTail.test(after)) return null
  if (said.back || (said.period && /月份?$/.test(words.slice(said.from, said.to)) && after === '' && !/[本当这下次]/.test(words))) return null
  const day = byMark.exec(after)?.[0].endsWith('前') === true ? lastBefore(said, on) : /^(?:起|开始)/.test(after) ? said.first : said.last
  return day < on && !said.whole ? null : day
}
