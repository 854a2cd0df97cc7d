import type { NextStep } from '../../../shared/contract/development.ts'
import { chineseDate, chineseMonthDay, daysBetween, type IsoDate } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { stageNames, type DevelopmentStage } from '../../../shared/rules/developmentSteps.ts'

/** Stages as they fit above a column. */
export const shortStages: Record<DevelopmentStage, string> = { application: '申请入党', activist: '积极分子', prospect: '发展对象', admission: '接收预备党员', probation: '预备期和转正' }
export const wholeStage = (stage: DevelopmentStage): string => stageNames[stage]

/** A day as it is told beside today: without its year where that is this year's. */
export const dayBeside = (day: IsoDate, on: IsoDate): string => (day.slice(0, 4) === on.slice(0, 4) ? chineseMonthDay(day) : chineseDate(day))

/** So near a limit is told in amber. */
const soonDays = 30
/** 12月18日前, 逾期3天, 2027年9月4日起; with how it is to be shown. */
export function limitOf({ from, until, isDue, isLate }: Pick<NextStep, 'from' | 'until' | 'isDue' | 'isLate'>, on: IsoDate): { words: string; tone: '' | 'error-text' | 'amber-text' } {
  if (!isDue && from !== null) return { words: `${dayBeside(from, on)}起`, tone: '' }
  if (until === null) return { words: '现在可以办', tone: '' }
  if (isLate) return { words: `逾期${daysBetween(until, on)}天（${dayBeside(until, on)}前）`, tone: 'error-text' }
  // What was over before 建账日期 is neither late nor soon.
  return { words: until === on ? '今天截止' : `${dayBeside(until, on)}前`, tone: until >= on && daysBetween(on, until) <= soonDays ? 'amber-text' : '' }
}

/** What opens the record that a step needs. */
export const openVerb = ({ opens }: Pick<NextStep, 'opens'>): string => (opens === null ? '' : opens === 'heartTalk' ? '登记谈话' : `筹备${kindFacts[opens].short}`)
