import type { DevelopmentStage } from '../rules/developmentSteps.ts'
import { addDays, addMonths, chineseDate, chineseMonthDay, type IsoDate } from './dates.ts'
import type { StepCode } from './development.ts'
import type { StepAhead } from './developmentNext.ts'
import type { TodayDraft } from './todayLine.ts'

/** What a path still asks for, as of a day; what belongs to the time before 建账日期 is left out by the caller. */
export interface PathMatters {
  personId: string
  name: string
  stage: DevelopmentStage
  next: readonly Pick<StepAhead, 'step' | 'name' | 'period' | 'from' | 'until' | 'outerLimit' | 'why' | 'rule' | 'toVerify'>[]
  /** With an extension; null outside of 预备期. */
  probationEnd: IsoDate | null
}

/** From when a step is told of: days before its limit; null: from the day on which it may be done. Minutes at the desk. What is not here has no day, or is told with another. */
const told: Partial<Record<StepCode, { daysBefore: number | null; minutes: number; what: (name: string, period: string) => string }>> = {
  initialTalk: { daysBefore: null, minutes: 30, what: (name) => `派人同入党申请人${name}谈话` },
  activistReview: { daysBefore: 30, minutes: 30, what: (name, period) => `考察入党积极分子${name}（${period}）` },
  thoughtReport: { daysBefore: 14, minutes: 10, what: (name, period) => `收${name}的思想汇报（${period}）` },
  admissionVote: { daysBefore: null, minutes: 60, what: (name) => `把接收${name}提交党员大会讨论` },
  admissionApproval: { daysBefore: 30, minutes: 15, what: (name) => `接收${name}的审批快到期限，催一下批复` },
  oath: { daysBefore: null, minutes: 20, what: (name) => `安排${name}入党宣誓` },
  probationReview: { daysBefore: 14, minutes: 30, what: (name, period) => `考察预备党员${name}（${period}）` },
  fullApproval: { daysBefore: 30, minutes: 15, what: (name) => `${name}转正的审批快到期限，催一下批复` },
}
const probationShown = 1

/** 发展党员: what has a limit, the day on which a publicity is over, and the end of 预备期. Each is a matter of the path and ends when its step is entered. */
export function developmentDrafts(paths: readonly PathMatters[], on: IsoDate): TodayDraft[] {
  return paths.flatMap(({ personId, name, next, probationEnd }) => {
    const base = { area: 'people', roles: ['organizationCommissioner', 'secretary'], verb: '看过程', open: { screen: 'development', personId }, canDismiss: true } satisfies Partial<TodayDraft>
    const drafts = next.flatMap(({ step, period, from, until, outerLimit, why, rule, toVerify }): TodayDraft[] => {
      const words = `${why}（${rule}）`
      if (step === 'prospectListed' && from !== null) return [{ ...base, key: `development ${personId} ${step} ${from}`, until: null, when: '可以办了', from, minutes: 15, toVerify, what: `${name}的公示已满，可以办理列为发展对象`, why: words }]
      const facts = told[step]
      if (facts === undefined || until === null) return []
      const isOver = until < on
      return [{
        ...base, key: `development ${personId} ${step} ${until}`, until, from: facts.daysBefore === null ? from ?? until : addDays(until, -facts.daysBefore), minutes: facts.minutes, toVerify,
        what: isOver && outerLimit !== null ? `${name}的审批过了三个月，问清原因；最长到${chineseMonthDay(outerLimit)}` : facts.what(name, period), why: words,
      }]
    })
    const waits = next.find(({ step }) => step === 'fullVote') ?? next.find(({ step }) => step === 'fullApplication')
    if (probationEnd === null || waits === undefined) return drafts
    const isOver = on > probationEnd
    return [...drafts, {
      ...base, key: `probation ${personId} ${probationEnd}`, until: isOver ? addMonths(probationEnd, 1) : probationEnd, from: addMonths(probationEnd, -probationShown), minutes: 20, toVerify: true,
      what: isOver ? `${name}的预备期已满，党员大会还没有讨论转正` : `${name}的预备期${chineseMonthDay(probationEnd)}满，准备讨论转正`, why: `预备期到${chineseDate(probationEnd)}满；转正申请提前一两周写（惯例），期满及时讨论（${waits.rule}）`,
    }]
  })
}
