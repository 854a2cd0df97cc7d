import { citeStep, versionOn } from '../rules/developmentSteps.ts'
import { addMonths, chineseDate, daysBetween, type IsoDate } from './dates.ts'
import type { StepEntry } from './development.ts'
import { judgeCount } from './developmentAuditAdmission.ts'
import { judgePublicity } from './developmentAuditProspect.ts'
import { askAbove, checkDates, lateness, quoted, type Judging } from './developmentFindings.ts'
import { approvalMonths, decidedOn, extensionMonths, fullReply, inThisRound, monthsOf, probationMonths } from './developmentPath.ts'

/** Where the text says 及时 and no day, a month is looked at (惯例). */
const promptMonths = 1

/** 预备期, 转正, 延长 and the files at the end. */
export function judgeProbation(judging: Judging): void {
  const { path, tell } = judging
  const { facts, of, done, probation } = path
  for (const entry of of('fullPublicity')) judgePublicity(judging, entry)
  for (const vote of of('fullVote')) judgeCount(judging, vote)
  const decided = of('fullVote').filter(({ result }) => result !== 'failed')
  decided.forEach((vote, at) => {
    if (probation !== null) judgeRound(judging, probation.begunOn, vote, decided.slice(0, at))
    judgeReply(judging, vote, at, decided[at + 1])
  })
  if (probation !== null) {
    probation.extensions.forEach((vote, at) => { judgeExtension(judging, vote, at) })
    if (done('admissionApproval') !== null && inThisRound(path, 'fullVote') === null && lateness(judging, 'fullVote', null, addMonths(probation.endsOn, promptMonths)) !== null) {
      tell('medium', 'fullVoteLate', 'fullVote', { entry: null, message: () => `预备期${chineseDate(probation.endsOn)}满，期满后及时讨论；到${chineseDate(facts.on)}还没有讨论，已过${daysBetween(probation.endsOn, facts.on)}天。`, advice: '召开党员大会讨论：按期转正、延长一次或者取消资格。', rule: prompt('fullVote', facts.on) })
    }
  }
  const reply = fullReply(path)
  if (reply !== null && done('archived') === null && lateness(judging, 'archived', null, addMonths(reply.on, promptMonths)) !== null) {
    tell('medium', 'archiveLate', 'archived', { entry: null, message: () => `${chineseDate(reply.on)}批准转正，应当及时归档；到${chineseDate(facts.on)}还没有登记归档。`, advice: '有人事档案的存入人事档案，没有的建立党员档案，并登记日期。', rule: prompt('archived', facts.on) })
  }
}

function prompt(step: 'fullVote' | 'archived', on: IsoDate): { rule: string; toVerify: boolean } {
  const cited = citeStep(step, versionOn(on))
  return { ...cited, rule: `${cited.rule}；“及时”按一个月提醒（惯例）` }
}

/** One discussion of 转正: not before the end that held then, not long after it, and asked for by a new application. */
function judgeRound({ path, tell }: Judging, begunOn: IsoDate, vote: StepEntry, earlier: readonly StepEntry[]): void {
  const extended = earlier.filter(({ result }) => result === 'extended')
  judgeNewApplication({ path, tell }, vote, extended.at(-1))
  const months = extended.reduce((sum, each) => sum + monthsOf(each), probationMonths)
  const end = addMonths(begunOn, months)
  const put = months === probationMonths ? '一年' : `一年、延长${months - probationMonths}个月`
  const whole = `预备期从${chineseDate(begunOn)}起${put}，${chineseDate(end)}满`
  // A vote before the 预备期 is out of order, and an extension of a wrong length says nothing about its end.
  if (vote.on < begunOn || !extended.every(isLawful)) return
  // 取消 waits for no end.
  if (vote.on < end && vote.result !== 'cancelled') tell('high', 'probationShort', 'fullVote', { entry: vote, message: () => `${whole}；${chineseDate(vote.on)}就讨论转正，早了${daysBetween(vote.on, end)}天。`, advice: askAbove })
  if (vote.on > addMonths(end, promptMonths)) tell('medium', 'fullVoteLate', 'fullVote', { entry: vote, message: () => `${whole}；${chineseDate(vote.on)}才讨论，过了${daysBetween(end, vote.on)}天。`, advice: checkDates, rule: prompt('fullVote', vote.on) })
}

/** Whoever was put off asks again. */
function judgeNewApplication({ path: { facts, of }, tell }: Judging, vote: StepEntry, last: StepEntry | undefined): void {
  if (last === undefined || (facts.bookedFrom !== null && vote.on < facts.bookedFrom)) return
  if (!of('fullApplication').some(({ on }) => on > last.on && on <= vote.on)) tell('high', 'missingStep', 'fullApplication', { entry: null, on: vote.on, message: () => `${chineseDate(last.on)}决定延长预备期，期满前没有登记新的转正申请，${chineseDate(vote.on)}又讨论了转正。`, advice: '写过的，补登记日期和材料；没有写过的，请示上级党委怎样补办。' })
}

const isLawful = ({ extendedMonths }: StepEntry): boolean => extendedMonths !== null && extendedMonths >= extensionMonths.least && extendedMonths <= extensionMonths.most

/** Once, for six to twelve months. */
function judgeExtension({ tell }: Judging, vote: StepEntry, at: number): void {
  const on = chineseDate(vote.on)
  const { least, most } = extensionMonths
  if (at > 0) tell('high', 'extensionTwice', 'fullVote', { entry: vote, field: 'result', message: () => `预备期只能延长一次，${on}是第${at + 1}次延长。`, advice: askAbove })
  if (vote.extendedMonths === null) tell('medium', 'extensionLength', 'fullVote', { entry: vote, field: 'extendedMonths', message: () => `${on}决定延长预备期，没有登记延长几个月；不少于${least}个月，不超过${most}个月。`, advice: '按决议补登记；没有登记时先按6个月推算期满日。' })
  else if (!isLawful(vote)) tell('high', 'extensionLength', 'fullVote', { entry: vote, field: 'extendedMonths', message: () => `${on}决定延长预备期${vote.extendedMonths}个月；不少于${least}个月，不超过${most}个月。`, advice: askAbove })
}

/** Each decision on 转正, also one that puts it off, is answered within three months; `next`: the decision after it. */
function judgeReply(judging: Judging, vote: StepEntry, at: number, next: StepEntry | undefined): void {
  const replies = judging.path.of('fullApproval')
  const reply = replies.find(({ on }) => on >= vote.on && (next === undefined || on < next.on)) ?? null
  const decided = decidedOn(vote)
  if (reply === null) {
    const misplaced = replies[at]
    if (misplaced !== undefined && misplaced.on < vote.on) {
      // Before the first decision judgeOrder has told it.
      if (at > 0) judging.tell('high', 'order', 'fullApproval', { entry: misplaced, message: () => `${quoted('fullApproval')}在${chineseDate(misplaced.on)}，早于${quoted('fullVote')}（${chineseDate(vote.on)}），早了${daysBetween(misplaced.on, vote.on)}天。`, advice: checkDates })
      return
    }
    if (next !== undefined) {
      const { bookedFrom } = judging.path.facts
      if (bookedFrom === null || next.on >= bookedFrom) judging.tell('high', 'missingStep', 'fullApproval', { entry: null, on: next.on, message: () => `${chineseDate(vote.on)}党员大会${decided}，没有登记上级党委的批复，${chineseDate(next.on)}又讨论了转正。`, advice: '有批复的，补登记日期和文号；没有的，请示上级党委。' })
      return
    }
  }
  const limit = addMonths(vote.on, approvalMonths)
  const late = lateness(judging, 'fullApproval', reply, limit)
  if (late !== null) judging.tell('high', 'fullApprovalLate', 'fullApproval', { entry: reply, on: late.on, message: () => `${chineseDate(vote.on)}党员大会${decided}，三个月内审批，截止${chineseDate(limit)}；${late.words}。`, advice: reply === null ? '问上级党委审批进度。' : checkDates })
}
