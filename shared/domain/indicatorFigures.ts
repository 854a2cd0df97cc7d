import type { BoardRecord, Indicator, IndicatorCode } from './board.ts'
import { share } from './board.ts'
import { addDecimals, compareDecimals, divideDecimals, type Decimal } from './decimal.ts'
import { chineseDate, chineseMonthDay, type IsoDate } from './dates.ts'

/** At most so many records stand behind a figure; its count is always whole. */
export const mostRecords = 500

type Facts = { name: string; forAnalysis?: boolean }
export const indicatorNames: Record<IndicatorCode, Facts> = {
  K01: { name: '组织生活完成率' }, K02: { name: '出勤率' }, K03: { name: '学时达标率' }, K04: { name: '党费按时交纳率' },
  K05: { name: '议定事项办结率' }, K05b: { name: '议定事项按期办结率' }, K06: { name: '难点清单转化率' }, K07: { name: '攻关项目完成率' }, K07b: { name: '项目目标达成' },
  K08: { name: '骨干党员占比', forAnalysis: true }, K09: { name: '骨干中党员占比', forAnalysis: true }, K10: { name: '双培养转化率A' }, K10b: { name: '双培养转化率B' }, K11: { name: '先锋岗目标完成率' },
  K12: { name: '责任区走访覆盖率' }, K12b: { name: '责任区问题闭环率' }, K14: { name: '志愿服务人均时长' }, K15: { name: '一岗融合度', forAnalysis: true },
}

/** A share of records: how many of those that count, in a sentence that says what both are. */
export function shareOf(code: IndicatorCode, records: readonly BoardRecord[], { whole, counted, more = '' }: { whole: string; counted: string; more?: string }): Indicator {
  const yes = records.filter(({ counts }) => counts).length
  const value = share(yes, records.length)
  const how = records.length === 0 ? `没有${whole}，不计算，显示“—”。${more}` : `${whole}${records.length}${unitOf(records)}，其中${counted}${yes}${unitOf(records)}：${yes}÷${records.length}＝${value.replace(' ', '')}。${more}`
  return { code, name: indicatorNames[code].name, value, numerator: String(yes), denominator: String(records.length), how, records: records.slice(0, mostRecords), forAnalysis: indicatorNames[code].forAnalysis ?? false }
}
const unitOf = ([first]: readonly BoardRecord[]): string => (first === undefined ? '' : { action: '项', difficulty: '个', project: '个', meeting: '次', person: '人', need: '次', visit: '个', volunteer: '次', dues: '人' }[first.kind])

/** A share of counts that no list of records stands for one by one: 人次. */
export function shareOfCounts(code: IndicatorCode, counted: number, of: number, how: (value: string) => string, none: string, records: readonly BoardRecord[]): Indicator {
  const value = share(counted, of)
  return { code, name: indicatorNames[code].name, value, numerator: String(counted), denominator: String(of), how: of === 0 ? none : how(value.replace(' ', '')), records: records.slice(0, mostRecords), forAnalysis: indicatorNames[code].forAnalysis ?? false }
}

/** 9月12日 beside another day of that year, else with its year. */
const dayBeside = (day: IsoDate, other: IsoDate): string => (day.slice(0, 4) === other.slice(0, 4) ? chineseMonthDay(day) : chineseDate(day))
const limitInWords = (dueOn: IsoDate | null): string => (dueOn === null ? '没有时限' : `时限${chineseMonthDay(dueOn)}`)

interface DueAction { id: string; title: string; confidential: boolean; dueOn: IsoDate | null; state: string; closedOn: IsoDate | null; done: boolean }
/** K05: of what fell due, without what was cancelled, how much is done, and how much was done in time. */
export function closedShares(due: readonly DueAction[]): [Indicator, Indicator] {
  const counted = due.filter(({ state }) => state !== 'cancelled')
  const left = due.length - counted.length
  const more = left === 0 ? '' : `另有${left}项已取消，不计入。`
  const record = (a: DueAction, counts: boolean): BoardRecord => ({ kind: 'action', id: a.id, title: a.confidential ? '（不公开）' : a.title, counts, note: a.closedOn === null ? limitInWords(a.dueOn) : `${limitInWords(a.dueOn)}，${dayBeside(a.closedOn, a.dueOn ?? a.closedOn)}办结` })
  const words = { whole: '已到期的议定事项' }
  return [
    shareOf('K05', counted.map((a) => record(a, a.done)), { ...words, counted: '已办结', more }),
    shareOf('K05b', counted.map((a) => record(a, a.done && a.closedOn !== null && a.dueOn !== null && a.closedOn <= a.dueOn)), { ...words, counted: '按期办结', more: `${more}延期的按延期后的时限算。` }),
  ]
}

/** K06: difficulties against which a Party measure stands. */
export const convertedShare = (difficulties: readonly { id: string; title: string; converted: boolean }[]): Indicator =>
  shareOf('K06', difficulties.map(({ id, title, converted }) => ({ kind: 'difficulty', id, title, counts: converted, note: converted ? '' : '没有党建举措' })), { whole: '业务难点', counted: '已对应党建举措' })

interface DueProject { id: string; title: string; dueOn: IsoDate | null; closed: boolean }
/** K07: of the projects that were to be closed, how many are. One that was stopped was not closed. */
export const closedProjects = (projects: readonly DueProject[]): Indicator =>
  shareOf('K07', projects.map(({ id, title, dueOn, closed }) => ({ kind: 'project', id, title, counts: closed, note: limitInWords(dueOn) })), { whole: '应结题的攻关项目', counted: '已结题', more: '终止的不算结题。' })

interface MeasuredProject { id: string; title: string; attainment: string | null; shown: string }
/** K07, 目标达成率 project by project: (实际−基线)/(目标−基线). Projects of different measures are counted, never averaged. */
export function attainedProjects(projects: readonly MeasuredProject[]): Indicator {
  const measured = projects.filter(({ attainment }) => attainment !== null)
  const left = projects.length - measured.length
  const records = measured.map(({ id, title, attainment, shown }): BoardRecord => ({ kind: 'project', id, title, counts: attainment !== null && compareDecimals(attainment, '100') >= 0, note: `达成${shown.replace(' ', '')}` }))
  return shareOf('K07b', records, { whole: '能计算达成率的项目', counted: '达到目标', more: `达成率＝（实际值－现状值）÷（目标值－现状值）。${left === 0 ? '' : `另有${left}个没有数值，或目标值等于现状值，不计算。`}` })
}

/** K08 and K09. */
export function backboneShares(people: readonly { id: string; name: string; isMember: boolean; isBackbone: boolean }[]): [Indicator, Indicator] {
  const record = (p: { id: string; name: string }, counts: boolean): BoardRecord => ({ kind: 'person', id: p.id, title: p.name, counts, note: '' })
  return [
    shareOf('K08', people.filter(({ isMember }) => isMember).map((p) => record(p, p.isBackbone)), { whole: '党员', counted: '业务骨干' }),
    shareOf('K09', people.filter(({ isBackbone }) => isBackbone).map((p) => record(p, p.isMember)), { whole: '业务骨干', counted: '党员' }),
  ]
}

/** K11: 先锋岗 that reached the goal of the year: closed, or at its target. */
export const pioneerShare = (posts: readonly (MeasuredProject & { closed: boolean })[]): Indicator =>
  shareOf('K11', posts.map(({ id, title, attainment, shown, closed }) => ({ kind: 'project', id, title, counts: closed || (attainment !== null && compareDecimals(attainment, '100') >= 0), note: attainment === null ? '没有数值' : `达成${shown.replace(' ', '')}` })), { whole: '党员先锋岗', counted: '完成年度目标', more: '结题的和达到目标值的算完成。' })

interface Zone { id: string; title: string; objects: readonly string[]; visits: readonly { id: string; object: string; on: IsoDate; found: string; closedOn: IsoDate | null }[] }
/** K12: of whom was to be visited, who was at least once in the time; and of what was found, what is closed as of a day. */
export function zoneShares(zones: readonly Zone[], on: IsoDate): [Indicator, Indicator] {
  let [objects, visited] = [0, 0]
  const records: BoardRecord[] = []
  for (const zone of zones) {
    const seen = new Set(zone.visits.map(({ object }) => object))
    const here = zone.objects.filter((name) => seen.has(name)).length
    objects += zone.objects.length
    visited += here
    records.push({ kind: 'project', id: zone.id, title: zone.title, counts: here === zone.objects.length, note: `应走访${zone.objects.length}，已走访${here}` })
  }
  const found = zones.flatMap((zone) => zone.visits.filter((visit) => visit.found !== '').map((visit): BoardRecord => ({ kind: 'visit', id: zone.id, title: `${visit.object}：${visit.found}`, counts: visit.closedOn !== null && visit.closedOn <= on, note: visit.closedOn === null ? '未办结' : `${dayBeside(visit.closedOn, visit.on)}办结` })))
  return [
    shareOfCounts('K12', visited, objects, (value) => `应走访对象${objects}个，周期内走访过1次以上的${visited}个：${visited}÷${objects}＝${value}。`, '没有登记应走访的对象，不计算，显示“—”。', records),
    shareOf('K12b', found, { whole: '走访收集的问题', counted: '已办结' }),
  ]
}

/** K14: hours a Party member. Those of one record stand together. */
export function hoursPerMember(entries: readonly { kind: 'meeting' | 'volunteer'; id: string; title: string; hours: Decimal }[], members: number): Indicator {
  const total = addDecimals(entries.map(({ hours }) => hours))
  const each = divideDecimals(total, String(members), 1)
  return {
    code: 'K14', name: indicatorNames.K14.name, value: each === null ? '—' : `${each} 小时`, numerator: total, denominator: String(members), forAnalysis: false,
    how: each === null ? '没有党员，不计算，显示“—”。' : `志愿服务共${total}小时，党员${members}人：${total}÷${members}＝${each}小时。含会议记录里的时长和单独登记的时长。`,
    records: [...Map.groupBy(entries, ({ id }) => id).values()].slice(0, mostRecords).flatMap(([first, ...rest]) => (first ? [{ kind: first.kind, id: first.id, title: first.title, counts: true, note: `${addDecimals([first, ...rest].map(({ hours }) => hours))}小时` }] : [])),
  }
}

/** K15: of the 组织生活, how many dealt with business too. For analysis only: more is not better. */
export const fusedShare = (meetings: readonly { id: string; title: string; business: boolean }[]): Indicator =>
  shareOf('K15', meetings.map(({ id, title, business }) => ({ kind: 'meeting', id, title, counts: business, note: '' })), { whole: '组织生活', counted: '含业务议题', more: '只作分析，不是越高越好：政治学习被业务会取代同样是扣分点。' })
