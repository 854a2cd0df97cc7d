import { addDays, daysBetween, type IsoDate } from './dates.ts'
import type { StepEntry } from './development.ts'
import { stepOfPublicity, type Publicity } from './developmentPapers.ts'
import { inThisRound, leastEndOfPublicity, publicityWorkdays, workdaysOfPublicity, type DevelopmentPath } from './developmentPath.ts'

/** From when to when a 公示 is up. `isShort`: of fewer than 5 workdays; `unknown`: why nobody can say so yet (2027年节假日数据未公布). */
export interface PublicityDays { on: IsoDate; until: IsoDate; workdays: number; isShort: boolean; unknown: string | null }

/** Longer nobody puts anything up. */
export const longestPublicity = 366

/** The entry of this 公示; null: it is still to come. Of 转正 that of this round. */
export const publicityEntered = (path: DevelopmentPath, paper: Publicity): StepEntry | null =>
  (paper === 'fullPublicity' ? inThisRound(path, 'fullPublicity') : path.done(stepOfPublicity(paper)))

/** The days that a 公示 names: as asked for, else as entered, else five workdays from the next one on. Its end is the fifth workday where nobody said another. */
export function publicityDays(path: DevelopmentPath, paper: Publicity, asked: { on: IsoDate; until: IsoDate | null } | null): PublicityDays {
  const { facts } = path
  const entry = publicityEntered(path, paper)
  const on = asked?.on ?? entry?.on ?? nextWorkday(path)
  const until = (asked === null ? entry?.until : asked.until) ?? leastEndOfPublicity(facts, on)
  const workdays = workdaysOfPublicity(facts, on, until)
  return { on, until, workdays, isShort: workdays < publicityWorkdays, unknown: facts.unknownHolidays(on) ?? facts.unknownHolidays(until) }
}

/** What is wrong with days that were asked for; null: nothing. */
export const publicityFault = (on: IsoDate, until: IsoDate): string | null =>
  (until < on ? '结束日期早于开始日期。' : daysBetween(on, until) > longestPublicity ? '公示最长写一年。' : null)

function nextWorkday({ facts: { on, isWorkday } }: DevelopmentPath): IsoDate {
  let day = on
  for (let span = 0; !isWorkday(day) && span < 60; span += 1) day = addDays(day, 1)
  return day
}
