import { revisedFrom, versionNames } from '../rules/developmentSteps.ts'
import { addMonths, chineseDate, type IsoDate } from './dates.ts'
import type { StepEntry } from './development.ts'
import { askAbove, checkDates, lateness, quoted, type Judging } from './developmentFindings.ts'
import { approvalMonths, approvalMonthsAtMost, revisedMonth } from './developmentPath.ts'
import { judgeVote, voteFault } from './vote.ts'

/** 党员大会, 审批 and 宣誓. */
export function judgeAdmission(judging: Judging): void {
  const { path, tell } = judging
  const { done, facts } = path
  const [preReview, vote, approval, oath] = [done('preReview'), done('admissionVote'), done('admissionApproval'), done('oath')]
  const voteLimit = preReview === null ? null : revisedMonth(preReview.on, vote?.on ?? facts.on)
  if (preReview !== null && voteLimit !== null) {
    const late = lateness(judging, 'admissionVote', vote, voteLimit)
    if (late !== null) tell('high', 'voteLate', 'admissionVote', { entry: vote, on: late.on, message: () => `${chineseDate(preReview.on)}预审合格${sinceRevision(preReview.on)}，一个月内提交党员大会，截止${chineseDate(voteLimit)}；${late.words}。`, advice: vote === null ? '尽快召开党员大会，并向上级党委说明原因。' : checkDates })
  }
  if (vote !== null) {
    judgeCount(judging, vote)
    judgeApproval(judging, vote, approval)
  }
  const oathLimit = approval === null ? null : revisedMonth(approval.on, oath?.on ?? facts.on)
  if (approval !== null && oathLimit !== null) {
    const late = lateness(judging, 'oath', oath, oathLimit)
    if (late !== null) tell('medium', 'oathLate', 'oath', { entry: oath, on: late.on, message: () => `${chineseDate(approval.on)}批准${sinceRevision(approval.on)}，一般一个月内宣誓，到${chineseDate(oathLimit)}；${late.words}。`, advice: oath === null ? '安排宣誓，主题党日就可以办。' : '在全程纪实表里写明原因。' })
  }
}

/** A month that only the text of 2026 asks for does not begin before it was known. */
const sinceRevision = (from: IsoDate): string => (from < revisedFrom ? `，${versionNames['2026']}从${chineseDate(revisedFrom)}算起` : '')

/** Three months; up to six with a reason, which the note tells. */
function judgeApproval(judging: Judging, vote: StepEntry, approval: StepEntry | null): void {
  const [limit, outerLimit] = [addMonths(vote.on, approvalMonths), addMonths(vote.on, approvalMonthsAtMost)]
  const late = lateness(judging, 'admissionApproval', approval, limit)
  if (late === null) return
  const told = { entry: approval, on: late.on }
  const tooLate = lateness(judging, 'admissionApproval', approval, outerLimit)
  if (tooLate !== null) {
    judging.tell('high', 'approvalLate', 'admissionApproval', { ...told, message: () => `${chineseDate(vote.on)}党员大会通过，审批三个月、最长六个月，截止${chineseDate(outerLimit)}；${tooLate.words}。`, advice: approval === null ? '请示上级党委，接收决议是否还有效。' : askAbove })
  } else if (approval === null || approval.note.trim() === '') {
    judging.tell('medium', 'approvalReason', 'admissionApproval', { ...told, field: approval === null ? 'on' : 'note', message: () => `${chineseDate(vote.on)}党员大会通过，三个月内审批，截止${chineseDate(limit)}；${late.words}。最长六个月，到${chineseDate(outerLimit)}。`, advice: approval === null ? '问上级党委审批进度和延期原因。' : '在备注里写明延期审批的特殊情况。' })
  }
}

/** Votes on taking somebody in, on 转正 and on putting it off, by the counts that were entered (domain rules section 1.3, V2). */
export function judgeCount({ path: { facts }, tell }: Judging, entry: StepEntry): void {
  const { step, votes } = entry
  const name = () => `${quoted(step)}（${chineseDate(entry.on)}）`
  if (votes === null) {
    if (facts.bookedFrom === null || entry.on >= facts.bookedFrom) tell('medium', 'votesMissing', step, { entry, field: 'votes', message: () => `${name()}没有登记票数。`, advice: '从会议记录取回，或者按计票单登记。' })
    return
  }
  const count = { ...votes, scene: 'admission' as const }
  const fault = voteFault(count)
  if (fault !== null) {
    tell('high', 'voteImpossible', step, { entry, field: 'votes', message: () => `${name()}票数不对：${fault}`, advice: '对照计票单改正票数。' })
    return
  }
  const { mayMeet, passed } = judgeVote(count)
  const { expected, present, yes, writtenYes } = count
  // More than half of those expected, both to meet and to pass; said here without an article, since the two texts number it differently.
  const least = Math.floor(expected / 2) + 1
  const asked = () => `${name()}应到会有表决权${expected}人`
  if (!mayMeet) tell('high', 'voteNoQuorum', step, { entry, field: 'votes', message: () => `${asked()}，实到${present}人；到会要超过半数，至少${least}人，少${least - present}人。`, advice: askAbove })
  else if (!passed && entry.result !== 'failed') tell('high', 'voteLost', step, { entry, field: 'votes', message: () => `${asked()}，赞成${yes}票${writtenYes === 0 ? '' : `，加会前书面赞成${writtenYes}票共${yes + writtenYes}票`}；赞成要超过半数，至少${least}票，少${least - yes - writtenYes}票。`, advice: '对照计票单核对；确实没有通过的，结果登记为没有通过。' })
}
