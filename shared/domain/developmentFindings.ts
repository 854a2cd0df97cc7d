import { citeStep, isStepToVerify, stepOf, versionOn, type RuleVersion } from '../rules/developmentSteps.ts'
import { chineseDate, daysBetween, type IsoDate } from './dates.ts'
import type { DevelopmentFinding, StepCode, StepEntry } from './development.ts'
import { endOfPath, finishedOn, type DevelopmentPath } from './developmentPath.ts'

/** Every kind of finding, in the order of the path. */
export const developmentFindingKinds = [
  'missingStep', 'order', 'future', 'notPassed', 'resultMissing', 'materialMissing',
  'age', 'talkLate', 'mentorCount', 'mentorStanding', 'reviewMissing', 'cultivationShort',
  'publicityShort', 'publicityOpen', 'holidaysUnknown', 'introducerCount', 'introducerStanding', 'politicalReviewOld', 'trainingShort', 'trainingUnknown',
  'voteLate', 'voteImpossible', 'voteNoQuorum', 'voteLost', 'votesMissing', 'approvalReason', 'approvalLate', 'oathLate',
  'probationShort', 'fullVoteLate', 'extensionLength', 'extensionTwice', 'fullApprovalLate', 'archiveLate',
] as const
export type DevelopmentFindingKind = (typeof developmentFindingKinds)[number]

export interface Told {
  /** Where it is found; null: nothing was entered, and `on` is the day it is judged by. */
  entry: StepEntry | null
  on?: IsoDate
  field?: string
  /** Made only where it is read: a board counts the findings of thousands. */
  message: () => string
  advice: string
  /** What is asked beyond the article: a custom, or the common list of papers. */
  rule?: { rule: string; toVerify: boolean }
}

/** A path, and where its findings are told. */
export interface Judging {
  path: DevelopmentPath
  tell: (severity: DevelopmentFinding['severity'], kind: DevelopmentFindingKind, step: StepCode, told: Told) => void
}

/** A sentence with the year only where it is not that of the date before: 2026年8月31日预审合格，截止9月30日. */
export function yearOnce(sentence: string): string {
  let before = ''
  return sentence.replace(/(\d{4}年)(?=\d{1,2}月\d{1,2}日)/g, (year: string) => {
    const told = year === before ? '' : year
    before = year
    return told
  })
}

/** A step as it is named in a sentence. */
export const quoted = (step: StepCode): string => `“${stepOf(step).name}”`

/** The text in force on the day of the step, or on the day it is judged by. */
const versionOf = ({ entry, on }: Told, today: IsoDate): RuleVersion => versionOn(on ?? (entry === null ? today : finishedOn(entry)))

/** Judges by the text in force on the day of the step. */
export function findingOf(severity: DevelopmentFinding['severity'], kind: DevelopmentFindingKind, step: StepCode, told: Told, today: IsoDate): DevelopmentFinding {
  const { entry, field = 'on', message, advice, rule } = told
  const version = versionOf(told, today)
  return { kind, severity, step, entryId: entry?.id ?? null, field, message: yearOnce(message()), advice, ...(rule ?? citeStep(step, version)), version }
}

/** Whether what was found is 待核. */
export const isReminder = (step: StepCode, told: Told, today: IsoDate): boolean => told.rule?.toVerify ?? isStepToVerify(step, versionOf(told, today))

/** What no article says: done so by most, and switched by nobody. */
export const customRule = (what: string): { rule: string; toVerify: boolean } => ({ rule: `${what}（惯例，细则没有写）`, toVerify: false })

/** A step that has a last day: late where it was done after it, or was not done and the day is past. Nothing is late that was skipped, failed or came after the end of the path. */
export interface Late { on: IsoDate; words: string }
export function lateness({ path }: Judging, step: StepCode, entry: StepEntry | null, limit: IsoDate): Late | null {
  const { on: today, bookedFrom } = path.facts
  if (entry !== null) return entry.on <= limit ? null : { on: entry.on, words: `${chineseDate(entry.on)}才办，晚了${daysBetween(limit, entry.on)}天` }
  const isClosed = path.skipped.some((each) => each.step === step) || path.of(step).at(-1)?.result === 'failed' || endOfPath(path) !== null
  if (isClosed || today <= limit || (bookedFrom !== null && limit < bookedFrom)) return null
  return { on: today, words: `到${chineseDate(today)}还没有办，已超过${daysBetween(limit, today)}天` }
}

export const checkDates = '对照原始材料核对日期，登记错的改正；确实晚了的，在全程纪实表里写明原因。'
export const askAbove = '对照原始材料核对；确实如此的，先不往下办，请示上级党委。'
