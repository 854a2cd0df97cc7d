import { chineseDate, chineseMonthDay, type IsoDate } from './dates.ts'
import type { DevelopmentFinding, StepCode, StepEntry, StepResult } from './development.ts'

/** How a step may end, in its own words; the first is the usual one. */
export function resultsOf(step: StepCode): readonly { result: StepResult; name: string }[] {
  const two = (passed: string, failed: string) => [{ result: 'passed' as const, name: passed }, { result: 'failed' as const, name: failed }]
  switch (step) {
    case 'prospectFiled': return two('同意', '不同意')
    case 'prospectPublicity': case 'fullPublicity': return two('没有影响', '有影响')
    case 'politicalReview': case 'prospectTraining': case 'preReview': return two('合格', '不合格')
    case 'admissionApproval': return two('批准', '不批准')
    case 'fullApproval': return [{ result: 'passed', name: '批准' }, { result: 'failed', name: '不批准' }, { result: 'cancelled', name: '批准取消资格' }]
    case 'fullVote': return [{ result: 'passed', name: '按期转正' }, { result: 'extended', name: '延长预备期' }, { result: 'cancelled', name: '取消预备党员资格' }, { result: 'failed', name: '没有通过' }]
    default: return two('通过', '没有通过')
  }
}
export const resultInWords = ({ step, result, extendedMonths }: Pick<StepEntry, 'step' | 'result' | 'extendedMonths'>): string =>
  (result === null ? '' : `${resultsOf(step).find((each) => each.result === result)?.name ?? ''}${result === 'extended' && extendedMonths !== null ? `${extendedMonths}个月` : ''}`)

/** What `people` of a step are called. */
export function helpersOf(step: StepCode): { label: string; note: string } {
  switch (step) {
    case 'initialTalk': return { label: '谈话人', note: '书记、副书记或组织委员' }
    case 'mentorAssigned': return { label: '培养联系人', note: '1至2名正式党员' }
    case 'introducersAssigned': return { label: '入党介绍人', note: '2名正式党员' }
    case 'superiorTalk': return { label: '谈话人', note: '党委委员或组织员' }
    default: return { label: '考察人', note: '' }
  }
}

/** 2026年6月1日至5日; one day where there is no other. */
export function daysInWords(on: IsoDate, until: IsoDate | null): string {
  if (until === null || until === on) return chineseDate(on)
  return `${chineseDate(on)}至${until.slice(0, 7) === on.slice(0, 7) ? `${Number(until.slice(8))}日` : until.slice(0, 4) === on.slice(0, 4) ? chineseMonthDay(until) : chineseDate(until)}`
}

/** A scan that is not filed: told among the materials, since most branches keep the papers elsewhere. */
export const isLackingPaper = ({ kind }: Pick<DevelopmentFinding, 'kind'>): boolean => kind === 'materialMissing'
