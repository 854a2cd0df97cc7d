import { developmentSteps, materialInWords, stepOf, stepPlace } from '../rules/developmentSteps.ts'
import { chineseDate, daysBetween } from './dates.ts'
import type { StepCode, StepEntry } from './development.ts'
import { askAbove, quoted, type Judging } from './developmentFindings.ts'
import { before, finishedOn, isAsked, laterThan } from './developmentPath.ts'

/** Whose conclusion people write down and the software never guesses (domain rules, the third reminder at their head). */
const concluded: readonly StepCode[] = ['prospectPublicity', 'politicalReview', 'preReview', 'admissionApproval', 'fullApproval']
/** What must have passed before the path goes on. */
const mustPass: readonly StepCode[] = ['prospectFiled', 'prospectPublicity', 'politicalReview', 'prospectTraining', 'committeeScreening', 'preReview', 'admissionVote', 'admissionApproval', 'fullApproval']

/** Of every step: is it there, in its place, not ahead of today, passed and with its papers. */
export function judgeOrder(judging: Judging): void {
  const { path, tell } = judging
  const { facts, of, done, skipped } = path
  for (const { step, beyond, isSupplement } of skipped) {
    if (isSupplement) continue
    tell('high', 'missingStep', step, { entry: null, on: beyond.on, message: () => `没有登记${quoted(step)}，后面的${quoted(beyond.step)}${chineseDate(beyond.on)}已经办了。`, advice: '办过的，补登记日期和材料；没有办过的，请示上级党委怎样补办。' })
  }
  for (const { code, repeats } of developmentSteps) {
    const counted = done(code)
    for (const entry of repeats ? of(code) : counted === null ? [] : [counted]) judgePlace(judging, entry)
  }
  for (const entry of facts.entries) {
    if (entry.on > facts.on) tell('high', 'future', entry.step, { entry, message: () => `${quoted(entry.step)}登记在${chineseDate(entry.on)}，今天是${chineseDate(facts.on)}，还没有到。`, advice: '办完再登记；日期登记错的改正。', rule: { rule: '已发生的日期不晚于今天', toVerify: false } })
  }
  for (const step of mustPass) judgeResult(judging, step)
  for (const { code } of developmentSteps) judgeMaterials(judging, code)
}

function judgePlace({ path, tell }: Judging, entry: StepEntry): void {
  if (!isAsked(entry)) return
  const earlier = before(path, entry.step).filter((each) => finishedOn(each) > entry.on)
  if (earlier.length === 0) return
  const names = () => [...new Set(earlier.map((each) => `${quoted(each.step)}（${chineseDate(finishedOn(each))}）`))].join('、')
  const days = () => Math.max(...earlier.map((each) => daysBetween(entry.on, finishedOn(each))))
  // What only custom asks for is not wrong by any text.
  tell(stepOf(entry.step).verification === 'custom' ? 'medium' : 'high', 'order', entry.step, { entry, message: () => `${quoted(entry.step)}在${chineseDate(entry.on)}，早于${names()}，早了${days()}天。`, advice: '对照原始材料核对这些日期；次序确实颠倒的，写明原因并请示上级党委。' })
}

function judgeResult({ path, tell }: Judging, step: StepCode): void {
  const { facts, of } = path
  const last = of(step).at(-1)
  if (last === undefined || !isAsked(last)) return
  const name = () => `${quoted(step)}（${chineseDate(last.on)}）`
  if (last.result === 'failed') {
    const next = laterThan(of, step).find(({ on }) => on >= last.on)
    const how = step === 'prospectPublicity' ? '有影响' : '没有通过'
    if (next !== undefined) tell('high', 'notPassed', step, { entry: last, field: 'result', message: () => `${name()}${how}，${quoted(next.step)}${chineseDate(next.on)}却已经办了。`, advice: askAbove })
  } else if (last.result === null && concluded.includes(step) && finishedOn(last) < facts.on && (facts.bookedFrom === null || last.on >= facts.bookedFrom)) {
    tell('medium', 'resultMissing', step, { entry: last, field: 'result', message: () => `${name()}没有登记结论。`, advice: '按书面结论或批复登记，软件不推定。' })
  }
}

function judgeMaterials({ path, tell }: Judging, code: StepCode): void {
  const { facts, of, farthest } = path
  const step = stepOf(code)
  const entry = of(code).findLast(({ result, on }) => result !== 'failed' && on <= facts.on && (facts.bookedFrom === null || on >= facts.bookedFrom))
  if (entry === undefined || !isAsked(entry)) return
  const missing = step.materials.filter(({ code: material, keptIn, completeBy }) => keptIn === undefined && (completeBy === undefined || farthest >= stepPlace(completeBy)) && !facts.materials.some((filed) => filed.code === material))
  const [first] = missing
  if (first === undefined) return
  tell('medium', 'materialMissing', code, {
    entry, field: first.code, message: () => `${quoted(code)}（${chineseDate(entry.on)}）缺${missing.map(materialInWords).join('、')}。`, advice: '把扫描件归入这一步；没有形成的，补做并写明情况。',
    rule: { rule: '材料清单按《广西发展党员工作手册》，各地不同', toVerify: true },
  })
}
