import { lapsedMonths } from '../rules/dues.ts'
import { addDays, type IsoDate } from './dates.ts'
import type { Month } from './dues.ts'
import { lastOfMonth, monthInWords } from './duesYear.ts'
import type { TodayDraft } from './todayLine.ts'

/** `months`: the running one and the next, with who has not paid in full and how many are not assessed. `lapsed`: who has paid nothing for months in a row. Empty where the branch does not keep 党费 here. */
export interface DuesMatters {
  months: readonly { month: Month; unpaid: readonly string[]; unassessed: number }[]
  lapsed: readonly { personId: string; name: string; months: number; since: Month }[]
}

/** A month is told of in its last week. */
const lastWeek = 6
const namesTold = 3
const listed = (names: readonly string[]): string => `${names.slice(0, namesTold).join('、')}${names.length > namesTold ? `等${names.length}人` : ''}`

/** 党费 of the month that ends, and who has paid nothing for six months: told, with the procedure by its name; nobody's standing is changed. */
export function duesDrafts({ months, lapsed }: DuesMatters): TodayDraft[] {
  const base = { area: 'people', roles: ['organizationCommissioner', 'secretary'] } satisfies Partial<TodayDraft>
  return [
    ...months.filter(({ unpaid, unassessed }) => unpaid.length + unassessed > 0).map(({ month, unpaid, unassessed }): TodayDraft => {
      const until: IsoDate = lastOfMonth(month)
      const open = unassessed === 0 ? '' : `${unassessed}人还没有核定`
      return {
        ...base, key: `dues ${month}`, what: unpaid.length === 0 ? `${monthInWords(month)}党费${open}` : `${listed(unpaid)}还没有交${monthInWords(month)}的党费${open === '' ? '' : `，${open}`}`, until, from: addDays(until, -lastWeek), minutes: 10,
        why: '党员按月交纳党费（党员教育管理工作条例第16条）', toVerify: false, verb: '看党费', open: { screen: 'dues', year: Number(month.slice(0, 4)) }, canDismiss: true,
      }
    }),
    ...lapsed.map(({ personId, name, months: count, since }): TodayDraft => ({
      ...base, key: `duesLapsed ${personId} ${since}`, what: `${name}连续${count}个月没有交党费，了解一下原因`, until: null, from: lastOfMonth(since), minutes: 15,
      why: `${monthInWords(since)}起没有交纳记录。没有正当理由连续${lapsedMonths}个月不交的，按自行脱党处理的程序由支部研究（党章第九条、教管条例第31条）；有没有理由由支部判断，这里不改人员类别`, toVerify: true, verb: '看党费', open: { screen: 'dues', year: Number(since.slice(0, 4)) }, canDismiss: true,
    })),
  ]
}
