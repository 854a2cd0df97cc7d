import type { BoardRecord, Indicator, IndicatorCode } from './board.ts'
import { chineseDate, chineseMonthDay, type IsoDate } from './dates.ts'
import { completion, type Need } from './frequency.ts'
import { indicatorNames, shareOf, shareOfCounts } from './indicatorFigures.ts'
import { periodInWords } from './periods.ts'
import type { StudyLedger } from './study.ts'
import { committeeHours, memberHours } from './studyAsked.ts'

/**
 * K01: Σmin(held, asked) / Σasked, up to a day, of what the frequencies R01 to R07 ask for in periods that end within a time: what is asked once a
 * year belongs to the quarter in which the year ends. Needs of talks are left out, as in 达标表.
 */
export function completedShare(needs: readonly Need[], from: IsoDate, to: IsoDate): Indicator {
  const within = needs.filter(({ rule, period }) => rule.frequency?.scope !== 'talks' && period.last >= from && period.last <= to)
  const { asked, met } = completion(within)
  const dismissed = within.filter(({ state }) => state === 'dismissed').length
  const records = within.filter(({ state }) => state !== 'dismissed').map(({ key, rule, period, part, asked: times, met: held, state, done }): BoardRecord => ({
    kind: 'need', id: key, title: `${periodInWords(period)} ${rule.title}${part === '' ? '' : `（${part}）`}`, counts: held >= times,
    note: `应开${times}次，已开${done.length}次${done.length === 0 ? '' : `（${done.map(({ heldOn }) => chineseMonthDay(heldOn)).join('、')}）`}${state === 'open' && held < times ? '，还没到期' : ''}`,
  }))
  return shareOfCounts('K01', met, asked, (value) => `按规则和本单位的设置应开${asked}次，已开${met}次（多开的不抵）：${met}÷${asked}＝${value}。一年一次的算在年底那个季度。${dismissed === 0 ? '' : `另有${dismissed}处写明不需要，不计入。`}`, '这段时间没有应开的会议，不计算，显示“—”。', records)
}

/** One meeting: who was expected of whom it is known whether they came. */
export interface MarkedMeeting { id: string; title: string; heldOn: IsoDate; expected: number; marked: readonly { personId: string; there: boolean }[] }
/**
 * K02: present / (expected − those from whom attendance is not asked), as the file of each person counts it: somebody from whom it is not asked
 * counts where they came. Whom nobody marked is in neither number.
 */
export function attendedShare(meetings: readonly MarkedMeeting[], isExempt: (personId: string) => boolean): Indicator {
  let [here, due, left, unmarked] = [0, 0, 0, 0]
  const records = meetings.filter(({ marked }) => marked.length > 0).map(({ id, title, heldOn, expected, marked }): BoardRecord => {
    const came = marked.filter(({ there }) => there).length
    const excused = marked.filter(({ personId, there }) => !there && isExempt(personId)).length
    here += came
    due += marked.length - excused
    left += excused
    unmarked += expected - marked.length
    return { kind: 'meeting', id, title: title === '' ? chineseDate(heldOn) : title, counts: came === marked.length - excused, note: [`应到${marked.length}`, `实到${came}`, excused === 0 ? '' : `不作硬性要求未到${excused}`, expected === marked.length ? '' : `没有登记${expected - marked.length}`].filter((part) => part !== '').join('，') }
  })
  const silent = meetings.length - records.length
  const more = `${left === 0 ? '' : `已扣除经批准不作硬性要求而未到的${left}人次。`}${unmarked === 0 ? '' : `没有登记签到的${unmarked}人次不计。`}${silent === 0 ? '' : `另有${silent}次会议没有签到，不计入。`}`
  return shareOfCounts('K02', here, due, (value) => `应到${due}人次，实到${here}人次：${here}÷${due}＝${value}。应到按当日名册。${more}`, `没有登记签到的会议，不计算，显示“—”。${more}`, records)
}

/** K03: members of the day who have the 学时 of the year, by 学时台账. Without anything confirmed or entered the figure is not computed. */
export function learnedShare({ rows, sums: { waiting } }: Pick<StudyLedger, 'rows' | 'sums'>, until: IsoDate): Indicator {
  const here = rows.filter(({ isHere }) => isHere)
  const wait = waiting === 0 ? '' : `另有${waiting}次会议的学时还没有确认，没有计入，请到“学时台账”确认。`
  if (here.every(({ total }) => total === '0')) return lacking('K03', `${until.slice(0, 4)}年还没有确认或登记的学时，不计算，显示“—”。${wait}`)
  const records = here.map(({ personId, name, short, total, asked }): BoardRecord => ({ kind: 'person', id: personId, title: name, counts: short === '0', note: `${total}学时，要求${asked}` }))
  return shareOf('K03', records, { whole: '党员', counted: '学时达标', more: `从1月1日算到${chineseMonthDay(until)}，按年要求，年中偏低是正常的。书记和支委要求${committeeHours}学时，其他党员${memberHours}学时，不满一年的按天数。只算已确认的会议学时和登记的培训。${wait}` })
}

/** A figure whose records the product does not have yet: it says so, and no number is made up. */
export const lacking = (code: IndicatorCode, how: string): Indicator => ({ code, name: indicatorNames[code].name, value: '—', numerator: '', denominator: '', how, records: [], forAnalysis: indicatorNames[code].forAnalysis ?? false })
