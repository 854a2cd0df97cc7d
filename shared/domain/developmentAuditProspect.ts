import { citeStep, versionOn } from '../rules/developmentSteps.ts'
import { addMonths, chineseDate, daysBetween } from './dates.ts'
import type { StepEntry } from './development.ts'
import { judgePeople } from './developmentAuditActivist.ts'
import { customRule, type Judging } from './developmentFindings.ts'
import { finishedOn, isAsked, leastEndOfPublicity, publicityWorkdays, workdaysOfPublicity } from './developmentPath.ts'

/** A training lasts three days or 24 学时 at least (2014 and 2026 art. 17). */
const trainingDays = 3
const trainingHours = 24
/** 政审 is good for a year with most (LOCAL). */
const politicalReviewMonths = 12

/** Publicity, introducers, 政审 and training. */
export function judgeProspect(judging: Judging): void {
  const { path: { done, of }, tell } = judging
  const shown = of('prospectPublicity').at(-1)
  if (shown !== undefined && isAsked(shown)) judgePublicity(judging, shown)
  judgePeople(judging, 'introducersAssigned')
  const [review, vote, training] = [done('politicalReview'), done('admissionVote'), done('prospectTraining')]
  if (review !== null && vote !== null && vote.on > addMonths(review.on, politicalReviewMonths)) {
    const limit = addMonths(review.on, politicalReviewMonths)
    tell('medium', 'politicalReviewOld', 'politicalReview', { entry: review, message: () => `${chineseDate(review.on)}政治审查，一年内有效，到${chineseDate(limit)}；${chineseDate(vote.on)}党员大会讨论，过了${daysBetween(limit, vote.on)}天。`, advice: '问上级党委是否要重新函调；要的，补登记新的政审结论。', rule: customRule('政审结论一年内有效') })
  }
  if (training !== null) judgeTraining(judging, training)
}

/** Five workdays by the holiday table, the first and the last day counted; of 转正 this is custom. */
export function judgePublicity({ path: { facts }, tell }: Judging, entry: StepEntry): void {
  const isCustom = entry.step === 'fullPublicity'
  const severity = isCustom ? 'medium' : 'high'
  const rule = isCustom ? customRule(`转正前公示${publicityWorkdays}个工作日`) : citeStep(entry.step, versionOn(finishedOn(entry)))
  const from = chineseDate(entry.on)
  if (entry.until === null) {
    tell('medium', 'publicityOpen', entry.step, { entry, field: 'until', message: () => `公示${from}开始，没有登记结束的日期；满${publicityWorkdays}个工作日是${chineseDate(leastEndOfPublicity(facts, entry.on))}。`, advice: '按公示上写的起止日期补登记。', rule })
    return
  }
  const days = workdaysOfPublicity(facts, entry.on, entry.until)
  const unknown = facts.unknownHolidays(entry.on) ?? facts.unknownHolidays(entry.until)
  const isCertain = unknown === null || daysBetween(entry.on, entry.until) + 1 < publicityWorkdays
  const until = chineseDate(entry.until)
  if (!isCertain) {
    tell('medium', 'holidaysUnknown', entry.step, { entry, field: 'until', message: () => `公示${from}至${until}，只按周末算是${days}个工作日；${unknown}，不能确定是不是满${publicityWorkdays}个。`, advice: '对照国务院办公厅当年的放假通知数一遍。', rule: { ...rule, toVerify: true } })
  } else if (days < publicityWorkdays) {
    tell(severity, 'publicityShort', entry.step, { entry, field: 'until', message: () => `公示${from}至${until}，去掉休息日是${days}个工作日，少${publicityWorkdays - days}个；应当到${chineseDate(leastEndOfPublicity(facts, entry.on))}。`, advice: '对照公示原件核对起止日期；确实不足的，重新公示。', rule })
  }
}

/** Days as entered, else by its first and last day. */
function judgeTraining({ tell }: Judging, entry: StepEntry): void {
  const days = entry.days ?? (entry.until === null ? null : daysBetween(entry.on, finishedOn(entry)) + 1)
  const { hours } = entry
  if (days === null && hours === null) {
    tell('medium', 'trainingUnknown', entry.step, { entry, field: 'hours', message: () => `${chineseDate(entry.on)}的集中培训没有登记天数和学时；不少于${trainingDays}天，或者不少于${trainingHours}学时。`, advice: '按培训登记表或结业证补登记。' })
  } else if ((days ?? 0) < trainingDays && (hours ?? 0) < trainingHours) {
    const had = [days === null ? null : `${days}天`, hours === null ? null : `${hours}学时`].filter((each) => each !== null).join('、')
    tell('high', 'trainingShort', entry.step, { entry, field: 'hours', message: () => `${chineseDate(entry.on)}的集中培训登记了${had}；要不少于${trainingDays}天，或者不少于${trainingHours}学时。`, advice: '按结业证核对；确实不足的，补足培训后再往下办。' })
  }
}
