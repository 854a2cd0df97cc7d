import { rulesOn } from './ruleLibrary.ts'
import { isToVerify, type Rule } from '../rules/library.ts'
import type { AwayWarning } from './attendanceFigures.ts'
import { addDays, addMonths, chineseDate, chineseMonthDay, type IsoDate } from './dates.ts'
import { endOf, termOn, type TermFacts } from './organisation.ts'
import { untilInWords } from './organisationFindings.ts'
import { firstDayOf, isWholeDay, type PartialDate } from './partialDate.ts'
import { wholeYears } from './partyAge.ts'
import { rosterOn, type PersonWithHistory } from './roster.ts'
import { developmentDrafts, type PathMatters } from './todayDevelopment.ts'
import type { PeopleDay, TodayDraft } from './todayLine.ts'
import { shortSource } from './todayNeeds.ts'
import { deadlineOf, directionNames, type TransferDirection, type TransferFacts } from './transfer.ts'

export interface PeopleFacts {
  people: readonly PersonWithHistory[]
  /** Of the files: when somebody was taken in as 预备党员, became 正式党员, and was born. */
  files: ReadonlyMap<string, { joinedOn: PartialDate | null; fullOn: PartialDate | null; birthOn?: PartialDate | null }>
  /** Of those who have been away long: see attendanceFigures.ts. */
  away: readonly { personId: string; warning: AwayWarning }[]
  terms: readonly (TermFacts & { id: string })[]
  transfers: readonly (Pick<TransferFacts, 'issuedOn' | 'validDays' | 'state' | 'receivedOn'> & { id: string; personName: string; direction: TransferDirection })[]
  rules: readonly Rule[]
  /** Who is entered in 发展党员: what their path says stands in place of what the file does. */
  paths: readonly PathMatters[]
}

/** 转正申请 is written one or two weeks before as a rule (惯例); the branch is told a month before. */
const probationShown = 1
/** An extension lasts a year at most (党章第七条), so this is the very last day. */
const probationMonths = 12
const transferShown = 7
/** 光荣在党50年. */
const medalYears = 50
const medalShown = 3
/** How far ahead days are told beside the list. */
const daysShown = 6

/** The day from which the roster has somebody as 预备党员; null where it does not say. */
export const probationFrom = ({ history }: Pick<PersonWithHistory, 'history'>, on: IsoDate): IsoDate | null =>
  history.filter((change) => change.field === 'status' && change.value === 'probationaryMember' && change.from <= on).map(({ from }) => from).sort().at(-1) ?? null

/** The day on which the 预备期 of somebody who is in it ends: a year after the 党员大会 that took them in. Null where that day is not known. */
export function probationEnd(person: PersonWithHistory, joinedOn: PartialDate | null, on: IsoDate): IsoDate | null {
  const begun = joinedOn === null ? probationFrom(person, on) : firstDayOf(joinedOn)
  return begun === null ? null : addMonths(begun, probationMonths)
}

/** The end of 预备期 by the path, with an extension, of those who are in it. */
const probationEnds = (paths: readonly PathMatters[]): Map<string, IsoDate> => new Map(paths.flatMap(({ personId, probationEnd: end }) => (end === null ? [] : [[personId, end]])))

/** Where the rule is from: as it stands in the library on that day. */
function cited(rules: readonly Rule[], id: string, on: IsoDate): { words: string; toVerify: boolean } {
  const rule = rulesOn(rules, on).find((each) => each.id === id)
  return rule ? { words: `${rule.title}，${shortSource(rule)}`, toVerify: isToVerify(rule.verification) } : { words: '', toVerify: true }
}

/** 预备期, 连续请假, 换届, 党龄, 介绍信. They are matters of the day itself, whenever they began: 建账日期 takes none of them away. */
export function peopleDrafts({ people, files, away, terms, transfers, rules, paths }: PeopleFacts, on: IsoDate): TodayDraft[] {
  const drafts: TodayDraft[] = developmentDrafts(paths, on)
  const ends = probationEnds(paths)
  const byId = new Map(people.map((person) => [person.id, person]))
  const roster = rosterOn(people, on)
  for (const { id, name, status } of roster) {
    const person = byId.get(id)
    const file = files.get(id)
    const base = { area: 'people', roles: ['organizationCommissioner', 'secretary'], open: { screen: 'member', personId: id }, verb: '看档案', canDismiss: true } satisfies Partial<TodayDraft>
    if (status === 'probationaryMember' && person && !ends.has(id)) {
      const end = probationEnd(person, file?.joinedOn ?? null, on)
      const last = end === null ? null : addMonths(end, probationMonths)
      if (end !== null && last !== null) {
        const isExtended = on >= addMonths(last, -probationShown)
        const until = isExtended ? last : end
        drafts.push({
          ...base, key: `probation ${id} ${until}`, until, from: addMonths(until, -probationShown), minutes: 20, toVerify: true,
          what: isExtended ? `${name}的预备期即使延长也到${chineseDate(last)}为止` : on > end ? `${name}的预备期已满，还没有登记转正或延长` : `${name}的预备期将满，准备讨论转正`,
          why: isExtended ? '预备期只能延长一次，不超过一年（党章第七条）' : `预备期一年，${chineseDate(end)}满；期满及时讨论，可延长一次（发展党员工作细则第31、32条）`,
        })
      }
    }
    if (status === 'fullMember' && file && file.fullOn !== null) {
      const begun = firstDayOf(file.fullOn)
      const day = addMonths(begun, medalYears * 12)
      // From the year after on it is no reminder any more.
      if (on <= addMonths(day, 12)) drafts.push({ ...base, key: `medal ${id} ${day}`, until: day, from: addMonths(day, -medalShown), minutes: 15, toVerify: true, what: `${name}党龄满${medalYears}年，申报“光荣在党${medalYears}年”纪念章`, why: `${chineseDate(begun)}转正；党龄自转正之日起算，申报时间以上级通知为准` })
    }
  }
  const there = new Set(roster.map(({ id }) => id))
  for (const { personId, warning: { months, since, turns, leaves } } of away) {
    const name = byId.get(personId)?.name
    if (name === undefined || !there.has(personId)) continue
    drafts.push({
      key: `away ${personId} ${since} ${months}`, area: 'people', what: `${name}有${months}个月以上没有参加组织生活，了解一下情况`, until: addMonths(since, 6), from: addMonths(since, months), minutes: 15, toVerify: false,
      why: `${chineseMonthDay(since)}以后应到${turns}次没有到${leaves > 0 ? `，其中请假${leaves}次` : ''}；无正当理由连续6个月的按规定处置，有没有理由由支部判断（教管条例第30、31条）`, roles: ['organizationCommissioner', 'secretary', 'disciplineCommissioner'],
      verb: '看档案', open: { screen: 'member', personId }, canDismiss: true,
    })
  }
  drafts.push(...termDrafts(terms, rules, on))
  for (const { id, personName, issuedOn, validDays, state, direction, receivedOn } of transfers) {
    const deadline = deadlineOf({ issuedOn, validDays })
    if (state !== 'issued' || deadline === null || receivedOn !== null) continue
    drafts.push({
      key: `transfer ${id} ${deadline}`, area: 'people', what: `${personName}的组织关系${directionNames[direction]}${on > deadline ? '介绍信过了有效期，还没有回执' : '介绍信快到期，催一下回执'}`, until: deadline, from: addDays(deadline, -transferShown), minutes: 10, toVerify: false,
      why: `${issuedOn === null ? '' : `${chineseMonthDay(issuedOn)}开具，`}有效期${validDays}天（惯例）；接收以前仍由转出的党组织负责（教管条例第25条）`, roles: ['organizationCommissioner'], verb: '看转接', open: { screen: 'organisation', tab: 'transfers' }, canDismiss: true,
    })
  }
  return drafts
}

function termDrafts(terms: PeopleFacts['terms'], rules: readonly Rule[], on: IsoDate): TodayDraft[] {
  const term = termOn(terms, on)
  if (term === null) return []
  const end = endOf(term)
  const stage = on >= end ? 0 : on >= addMonths(end, -3) ? 3 : 6
  const { words, toVerify } = cited(rules, stage === 0 ? 'R16' : 'O13', on)
  return [{
    key: `term ${term.id} ${end} ${stage}`, area: 'people', until: end, from: stage === 0 ? end : addMonths(end, -stage), minutes: 30, toVerify, roles: ['secretary', 'organizationCommissioner'], verb: '看届次', open: { screen: 'organisation', tab: 'branch' }, canDismiss: true,
    what: stage === 0 ? `第${term.number}届支委会已届满，还没有登记换届` : stage === 3 ? `第${term.number}届支委会快届满，启动换届` : `第${term.number}届支委会半年内届满，准备换届请示`,
    why: `${chineseDate(end)}届满${words === '' ? '' : `（${words}）`}`,
  }]
}

/** 还有179天, 还有5个月, 今天, 已过12天. */
function daysUntil(day: IsoDate, on: IsoDate): string {
  if (day === on) return '今天'
  const apart = Math.round((Date.parse(day) - Date.parse(on)) / 86_400_000)
  return Math.abs(apart) <= 60 ? (apart > 0 ? `还有${apart}天` : `已过${-apart}天`) : untilInWords(day, on)
}

/** The next time that a round number of years is full, until `horizon`; null: not so soon. Of a month alone its first day. */
function roundYears(from: PartialDate, on: IsoDate, horizon: IsoDate): { years: number; day: IsoDate } | null {
  const begun = firstDayOf(from)
  const years = (wholeYears(begun, on) ?? 0) + (begun.slice(5) === on.slice(5) ? 0 : 1)
  const day = addMonths(begun, years * 12)
  return years > 0 && years % 10 === 0 && day <= horizon ? { years, day } : null
}

/** Days of people and of the branch that come nearer, the nearest first: the end of 预备期, round years of 党龄 and of life, 换届, and who has been away. */
export function peopleDays({ people, files, away, terms, paths }: PeopleFacts, on: IsoDate): PeopleDay[] {
  const days: PeopleDay[] = []
  const ends = probationEnds(paths)
  const byId = new Map(people.map((person) => [person.id, person]))
  const horizon = addMonths(on, daysShown)
  for (const { id, name, status } of rosterOn(people, on)) {
    const person = byId.get(id)
    const file = files.get(id)
    const open = { screen: 'member', personId: id } as const
    if (status === 'probationaryMember' && person) {
      const end = ends.get(id) ?? probationEnd(person, file?.joinedOn ?? null, on)
      if (end !== null) days.push({ key: `probation ${id}`, what: `${name}　预备期`, on: end, words: daysUntil(end, on), near: end <= addMonths(on, probationShown), open: ends.has(id) ? { screen: 'development', personId: id } : open })
    }
    if (status === 'fullMember' && file && file.fullOn !== null) {
      const round = roundYears(file.fullOn, on, horizon)
      if (round !== null) days.push({ key: `years ${id}`, what: `${name}　党龄满${round.years}年`, on: round.day, words: daysUntil(round.day, on), near: round.day <= addMonths(on, 1), open })
    }
    const born = file?.birthOn ?? null
    const age = born === null || (status !== 'fullMember' && status !== 'probationaryMember') ? null : roundYears(born, on, horizon)
    if (born !== null && age !== null) days.push({ key: `age ${id}`, what: `${name}　满${age.years}岁`, on: age.day, words: isWholeDay(born) ? daysUntil(age.day, on) : `${Number(age.day.slice(5, 7))}月`, near: age.day <= addMonths(on, 1), open })
  }
  for (const { personId, warning } of away) {
    const name = byId.get(personId)?.name
    if (name !== undefined) days.push({ key: `away ${personId}`, what: `${name}　没有参加组织生活`, on: warning.since, words: `${warning.turns}次`, near: true, open: { screen: 'member', personId } })
  }
  const term = termOn(terms, on)
  if (term !== null) {
    const end = endOf(term)
    days.push({ key: 'term', what: '支部换届', on: end, words: daysUntil(end, on), near: end <= addMonths(on, 3), open: { screen: 'organisation', tab: 'branch' } })
  }
  return days.toSorted((a, b) => Number(b.near) - Number(a.near) || (a.on < b.on ? -1 : a.on > b.on ? 1 : a.key < b.key ? -1 : 1))
}
