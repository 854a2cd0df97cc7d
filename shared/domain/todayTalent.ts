import { chineseDate, type IsoDate } from './dates.ts'
import { talentDirectionNames, type TalentDirection } from './talent.ts'
import type { TodayDraft } from './todayLine.ts'

/** `open`: in training with a planned end. `decidedYears`: the years whose proposal was decided upon. */
export interface TalentMatters { open: readonly { id: string; name: string; direction: TalentDirection; startsOn: IsoDate; plannedEnd: IsoDate }[]; decidedYears: readonly number[] }

/** The proposal of a year is asked for in its last quarter (LOCAL, 本单位惯例). */
const lastQuarter = '10-01'

/**
 * 双培养: who is past their planned end without a result, and a year without its proposal. A year that 建账日期 cuts is not
 * asked for; at its end the next one may have been decided upon already.
 */
export function talentDrafts({ open, decidedYears }: TalentMatters, since: IsoDate, on: IsoDate): TodayDraft[] {
  const year = Number(on.slice(0, 4))
  const base = { area: 'people', toVerify: false, roles: ['organizationCommissioner', 'secretary'] } satisfies Partial<TodayDraft>
  const ended = open.filter(({ plannedEnd }) => plannedEnd < on).map(({ id, name, direction, startsOn, plannedEnd }): TodayDraft => ({
    ...base, key: `talent ${id} ${plannedEnd}`, what: `${name}的双培养已到计划结束日期，登记结果`, until: plannedEnd, from: plannedEnd, minutes: 10,
    why: `${talentDirectionNames[direction]}，${chineseDate(startsOn)}列入培养库`, verb: '登记结果', open: { screen: 'talent', part: 'pool' }, canDismiss: false,
  }))
  const isAsked = since <= `${year}-01-01` && on >= `${year}-${lastQuarter}` && !decidedYears.includes(year) && !decidedYears.includes(year + 1)
  return isAsked ? [...ended, {
    ...base, key: `talentYear ${year}`, what: `${year}年还没有提双培养人选`, until: `${year}-12-31`, from: `${year}-${lastQuarter}`, minutes: 20,
    why: '每年按年龄结构和表现提一次人选，由支委会决定（本单位惯例）', verb: '看建议', open: { screen: 'talent', part: 'proposal' }, canDismiss: true,
  }] : ended
}
