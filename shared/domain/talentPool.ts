import type { BoardRecord, Indicator } from './board.ts'
import { chineseDate, type IsoDate } from './dates.ts'
import { shareOf } from './indicatorFigures.ts'
import type { MemberFieldValues } from './memberFields.ts'
import { firstDayOf, chinesePartialDate, isWholeDay } from './partialDate.ts'
import type { DatedChange } from './person.ts'
import { standingOn } from './roster.ts'
import { inPoolBetween, talentDirections, talentDirectionNames, type TalentDirection, type TalentEntry, type TalentRow } from './talent.ts'

type Pooled = Pick<TalentEntry, 'personId' | 'name' | 'direction' | 'startsOn' | 'state' | 'endedOn'>

/** What became of somebody by a day: a conversion to come is none yet. */
function noteOf({ state, endedOn, startsOn }: Pooled, until: IsoDate): string {
  if (endedOn === null || endedOn > until) return `${chineseDate(startsOn)}起在培`
  return `${chineseDate(endedOn)}${state === 'converted' ? '转化' : '退出'}`
}

const goals: Record<TalentDirection, string> = { toMember: '成为预备党员', toBackbone: '认定为业务骨干' }

/** K10 A and B: of the people who were in the pool within the year up to a day, how many were converted in it. Somebody who came twice is one person. */
export function cultivationShares(entries: readonly Pooled[], until: IsoDate): [Indicator, Indicator] {
  const first = `${until.slice(0, 4)}-01-01`
  const shareFor = (direction: TalentDirection): Indicator => {
    const within = entries.filter((entry) => entry.direction === direction && inPoolBetween(entry, first, until))
    const records = [...Map.groupBy(within, ({ personId }) => personId).values()].map((of): BoardRecord => {
      const told = of.find(({ state, endedOn }) => state === 'converted' && endedOn !== null && endedOn <= until)
      const [last] = of.toSorted((a, b) => (a.startsOn > b.startsOn ? -1 : 1))
      const shown = told ?? last
      return { kind: 'person', id: shown?.personId ?? '', title: shown?.name ?? '', counts: told !== undefined, note: shown === undefined ? '' : noteOf(shown, until) }
    })
    return shareOf(direction === 'toMember' ? 'K10' : 'K10b', records, { whole: `${until.slice(0, 4)}年在册的双培养对象（${talentDirectionNames[direction]}）`, counted: goals[direction], more: `从1月1日算到${chineseDate(until)}；当年在培养库里有过一天的就算在册。` })
  }
  const [a, b] = talentDirections
  return [shareFor(a), shareFor(b)]
}

/** Of a person who is, or was, in the pool: what roster and file say. */
export interface PooledPerson { history: readonly DatedChange[]; values: MemberFieldValues }
const isMemberOn = ({ history }: PooledPerson, on: IsoDate): boolean => { const { status } = standingOn(history, on); return status === 'probationaryMember' || status === 'fullMember' }

/** That a conversion has happened, as roster or file tell it: A 入党日期, else the day from which the roster has a member; B the day of the mark. */
function offerOf(direction: TalentDirection, person: PooledPerson, on: IsoDate): TalentRow['offer'] {
  const { values } = person
  if (direction === 'toBackbone') {
    if (values.isBackbone !== '1') return null
    const since = values.backboneSince
    if (since === undefined) return { on: null, words: '档案里已经标为业务骨干，没有填认定日期' }
    return { on: isWholeDay(since) ? since : null, words: `档案里${chinesePartialDate(since)}认定为业务骨干${values.backboneBasis === undefined ? '' : `（${values.backboneBasis}）`}` }
  }
  if (!isMemberOn(person, on)) return null
  const joined = values.joinedOn
  const since = person.history.filter((change) => change.field === 'status' && (change.value === 'probationaryMember' || change.value === 'fullMember') && change.from <= on).map(({ from }) => from).sort()[0]
  if (joined !== undefined && isWholeDay(joined)) return { on: joined, words: `档案里${chineseDate(joined)}入党` }
  return since === undefined ? null : { on: since, words: `名册里${chineseDate(since)}起是党员` }
}

/** 入党日期 is the day of the 党员大会; the roster may say 预备党员 only from the approval on. */
const wasAccepted = ({ values: { joinedOn } }: PooledPerson, on: IsoDate): boolean => joinedOn !== undefined && firstDayOf(joinedOn) <= on

/** What roster and file make of an entry on a day. It never changes anything. */
export function judgedEntry(entry: TalentEntry, person: PooledPerson | undefined, today: IsoDate): TalentRow {
  const { direction, state, startsOn, endedOn, plannedEnd } = entry
  const overdue = state === 'training' && plannedEnd !== null && plannedEnd < today
  if (person === undefined) return { ...entry, overdue, offer: null, finding: '' }
  const offer = state === 'training' ? offerOf(direction, person, today) : null
  const wasMember = isMemberOn(person, startsOn)
  const left = standingOn(person.history, today).left
  const finding = direction === 'toMember' && wasMember ? '按名册，开始培养那天已经是党员，请核对方向和日期'
    : direction === 'toBackbone' && !wasMember && standingOn(person.history, startsOn).status !== null ? '按名册，开始培养那天还不是党员，请核对方向和日期'
      : state === 'training' && left ? '按名册，已经离开本支部，请登记结果'
        : direction === 'toMember' && state === 'converted' && endedOn !== null && !isMemberOn(person, endedOn) && !wasAccepted(person, endedOn) ? '按名册，转化那天还不是党员，请核对名册或日期' : ''
  return { ...entry, overdue, offer: offer?.on !== null && offer?.on !== undefined && offer.on < startsOn ? null : offer, finding }
}
