// All dates and documents of a path read together: the example without a finding, and every fault planted once.
import { describe, expect, it } from 'vitest'
import type { DevelopmentFacts, StepCode, StepEntry } from '../../shared/domain/development.ts'
import { auditDevelopment } from '../../shared/domain/developmentAudit.ts'
import { developmentFindingKinds, type DevelopmentFindingKind } from '../../shared/domain/developmentFindings.ts'
import { allMaterials, changed, entry, example, extended, factsOf, named, shifted, standingOf, under2014, votes, whole, without } from './developmentFacts.ts'

const told = (facts: DevelopmentFacts): [string, StepCode][] => auditDevelopment(facts).map(({ kind, step }) => [kind, step])
const noFullMember = (name: string): DevelopmentFacts['standingOf'] => (personId, day) => (personId === name ? { isFullMember: false, hasVote: false } : standingOf(personId, day))
const noVote = (name: string): DevelopmentFacts['standingOf'] => (personId, day) => (personId === name ? { isFullMember: true, hasVote: false } : standingOf(personId, day))
const lacking = (...codes: readonly string[]) => allMaterials.filter(({ code }) => !codes.includes(code))

describe('paths without a fault', () => {
  it('finds nothing in the dated example, on the day of the demo and with the rest of the path', () => {
    expect(auditDevelopment(factsOf(example, { on: '2026-11-30', bookedFrom: '2024-02-20' }))).toEqual([])
    expect(auditDevelopment(factsOf(whole))).toEqual([])
    expect(auditDevelopment(factsOf(extended))).toEqual([])
  })

  it('is silent about what only the text of 2026 asks for on a path wholly under the text of 2014', () => {
    expect(auditDevelopment(factsOf(under2014))).toEqual([])
    expect(told(factsOf([...under2014, entry('prospectPublicity', '2025-02-27', { until: '2025-02-28' })], { materials: lacking('3-3', '3-4') }))).toEqual([])
  })

  it('finds nothing wherever the path stands', () => {
    const days = [...new Set(whole.map(({ on }) => on))].sort()
    expect(days.flatMap((on) => told(factsOf(whole.filter((each) => each.on <= on), { on })).map((each) => [on, ...each]))).toEqual([])
  })
})

type Planted = [what: string, kind: DevelopmentFindingKind, step: StepCode, entries: readonly StepEntry[], more?: Partial<DevelopmentFacts>]

/** Each changes one date, person, number or document. */
const under2026: readonly Planted[] = [
  ['one day short of 18', 'age', 'application', whole, { birthOn: '2006-03-12' }],
  ['a talk a day late', 'talkLate', 'initialTalk', changed(whole, 'initialTalk', { on: '2024-04-12' })],
  ['a talk before the application', 'order', 'initialTalk', changed(whole, 'initialTalk', { on: '2024-03-10' })],
  ['no application', 'missingStep', 'application', without(whole, 'application')],
  ['no talk', 'missingStep', 'initialTalk', without(whole, 'initialTalk')],
  ['never determined 积极分子', 'missingStep', 'activistDetermined', without(whole, 'activistDetermined')],
  ['filed before it was determined', 'order', 'activistFiled', changed(whole, 'activistFiled', { on: '2024-09-09' })],
  ['not filed', 'missingStep', 'activistFiled', without(whole, 'activistFiled')],
  ['no mentor named', 'mentorCount', 'mentorAssigned', changed(whole, 'mentorAssigned', { people: [] })],
  ['three mentors', 'mentorCount', 'mentorAssigned', changed(whole, 'mentorAssigned', { people: named('孙立军', '林静怡', '罗敏') })],
  ['a mentor who was no full member', 'mentorStanding', 'mentorAssigned', changed(whole, 'mentorAssigned', { people: named('罗敏') }), { standingOf: noFullMember('罗敏') }],
  ['mentors never assigned', 'missingStep', 'mentorAssigned', without(whole, 'mentorAssigned')],
  ['a half-year without a review', 'reviewMissing', 'activistReview', without(whole, 'activistReview', '2025-06-20')],
  ['the first half-year without a review', 'reviewMissing', 'activistReview', without(whole, 'activistReview', '2024-12-18')],
  ['a review before there was an 积极分子', 'order', 'activistReview', [...whole, entry('activistReview', '2024-09-09')]],
  ['a report before the application', 'order', 'thoughtReport', [...whole, entry('thoughtReport', '2024-03-10')]],
  ['a day short of a year', 'cultivationShort', 'prospectDetermined', changed(whole, 'prospectDetermined', { on: '2025-09-09' })],
  ['reported before the committee met', 'order', 'prospectFiled', changed(whole, 'prospectFiled', { on: '2026-05-25' })],
  ['not agreed above', 'notPassed', 'prospectFiled', changed(whole, 'prospectFiled', { result: 'failed' })],
  ['four workdays of publicity', 'publicityShort', 'prospectPublicity', changed(whole, 'prospectPublicity', { until: '2026-06-04' })],
  ['a publicity without its last day', 'publicityOpen', 'prospectPublicity', changed(whole, 'prospectPublicity', { until: null })],
  ['a publicity with influence', 'notPassed', 'prospectPublicity', changed(whole, 'prospectPublicity', { result: 'failed' })],
  ['a publicity without a result', 'resultMissing', 'prospectPublicity', changed(whole, 'prospectPublicity', { result: null })],
  ['no publicity', 'missingStep', 'prospectPublicity', without(whole, 'prospectPublicity')],
  ['a publicity before it was agreed', 'order', 'prospectPublicity', changed(whole, 'prospectPublicity', { on: '2026-05-28' })],
  ['listed before the publicity ended', 'order', 'prospectListed', changed(whole, 'prospectListed', { on: '2026-06-04' })],
  ['never listed', 'missingStep', 'prospectListed', without(whole, 'prospectListed')],
  ['one introducer', 'introducerCount', 'introducersAssigned', changed(whole, 'introducersAssigned', { people: named('孙立军') })],
  ['the same introducer twice', 'introducerCount', 'introducersAssigned', changed(whole, 'introducersAssigned', { people: named('孙立军', '孙立军') })],
  ['three introducers', 'introducerCount', 'introducersAssigned', changed(whole, 'introducersAssigned', { people: named('孙立军', '林静怡', '罗敏') })],
  ['an introducer on probation', 'introducerStanding', 'introducersAssigned', changed(whole, 'introducersAssigned', { people: named('孙立军', '方子涵') })],
  ['an introducer without a vote', 'introducerStanding', 'introducersAssigned', whole.map((each) => (each.step === 'introducersAssigned' ? { ...each, people: named('孙立军', '罗敏') } : each)), { standingOf: noVote('罗敏') }],
  ['政审 before the listing', 'order', 'politicalReview', changed(whole, 'politicalReview', { on: '2026-06-08' })],
  ['政审 failed', 'notPassed', 'politicalReview', changed(whole, 'politicalReview', { result: 'failed' })],
  ['政审 without a conclusion', 'resultMissing', 'politicalReview', changed(whole, 'politicalReview', { result: null })],
  ['no 政审', 'missingStep', 'politicalReview', without(whole, 'politicalReview')],
  ['two days and 16 hours', 'trainingShort', 'prospectTraining', changed(whole, 'prospectTraining', { until: '2026-07-21', hours: 16 })],
  ['23 hours', 'trainingShort', 'prospectTraining', changed(whole, 'prospectTraining', { until: null, hours: 23 })],
  ['a training without days and hours', 'trainingUnknown', 'prospectTraining', changed(whole, 'prospectTraining', { until: null, hours: null })],
  ['a training that was not passed', 'notPassed', 'prospectTraining', changed(whole, 'prospectTraining', { result: 'failed' })],
  ['no training', 'missingStep', 'prospectTraining', without(whole, 'prospectTraining')],
  ['screened while the training ran', 'order', 'committeeScreening', changed(whole, 'prospectTraining', { on: '2026-08-10', until: '2026-08-12' })],
  ['screened before 政审', 'order', 'committeeScreening', changed(whole, 'committeeScreening', { on: '2026-07-30' })],
  ['screened without success', 'notPassed', 'committeeScreening', changed(whole, 'committeeScreening', { result: 'failed' })],
  ['预审 before the committee', 'order', 'preReview', changed(whole, 'committeeScreening', { on: '2026-09-01' })],
  ['预审 failed', 'notPassed', 'preReview', changed(whole, 'preReview', { result: 'failed' })],
  ['预审 without a conclusion', 'resultMissing', 'preReview', changed(whole, 'preReview', { result: null })],
  ['no 预审', 'missingStep', 'preReview', without(whole, 'preReview')],
  ['a meeting a day after the month', 'voteLate', 'admissionVote', changed(whole, 'preReview', { on: '2026-08-17' })],
  ['志愿书 before 预审', 'order', 'applicationForm', changed(whole, 'applicationForm', { on: '2026-08-30' })],
  ['志愿书 after the meeting', 'order', 'admissionVote', changed(whole, 'applicationForm', { on: '2026-09-19' })],
  ['no 志愿书', 'missingStep', 'applicationForm', without(whole, 'applicationForm')],
  ['half of them there', 'voteNoQuorum', 'admissionVote', changed(whole, 'admissionVote', { votes: { ...votes, expected: 16, present: 8, yes: 8, abstain: 0, writtenYes: 8 } })],
  ['half of the votes', 'voteLost', 'admissionVote', changed(whole, 'admissionVote', { votes: { ...votes, expected: 16, yes: 7, abstain: 6 } })],
  ['more votes than people', 'voteImpossible', 'admissionVote', changed(whole, 'admissionVote', { votes: { ...votes, yes: 14 } })],
  ['a vote without its counts', 'votesMissing', 'admissionVote', changed(whole, 'admissionVote', { votes: null })],
  ['a vote that was lost, and a reply', 'notPassed', 'admissionVote', changed(example, 'admissionVote', { result: 'failed' })],
  ['a talk before the meeting', 'order', 'superiorTalk', changed(whole, 'superiorTalk', { on: '2026-09-17' })],
  ['a talk after the reply', 'order', 'admissionApproval', changed(whole, 'superiorTalk', { on: '2026-10-13' })],
  ['no talk from above', 'missingStep', 'superiorTalk', without(whole, 'superiorTalk')],
  ['a reply a day after three months', 'approvalReason', 'admissionApproval', shifted(whole, ['admissionApproval', 'assignedToGroup', 'admissionFiled', 'oath'], 68)],
  ['a reply a day after six months', 'approvalLate', 'admissionApproval', shifted(whole, ['admissionApproval', 'assignedToGroup', 'admissionFiled', 'oath'], 158)],
  ['a reply that refuses', 'notPassed', 'admissionApproval', changed(whole, 'admissionApproval', { result: 'failed' })],
  ['a reply without its result', 'resultMissing', 'admissionApproval', changed(whole, 'admissionApproval', { result: null })],
  ['not filed above', 'missingStep', 'admissionFiled', without(whole, 'admissionFiled')],
  ['in no group', 'missingStep', 'assignedToGroup', without(whole, 'assignedToGroup')],
  ['in a group before the reply', 'order', 'assignedToGroup', changed(whole, 'assignedToGroup', { on: '2026-10-11' })],
  ['an oath before the reply', 'order', 'oath', changed(whole, 'oath', { on: '2026-10-11' })],
  ['an oath a day after the month', 'oathLate', 'oath', changed(whole, 'oath', { on: '2026-11-13' })],
  ['no oath', 'missingStep', 'oath', without(whole, 'oath')],
  ['no review of the probation', 'missingStep', 'probationReview', without(whole, 'probationReview')],
  ['a review before the probation', 'order', 'probationReview', [...whole, entry('probationReview', '2026-09-17')]],
  ['no application for 转正', 'missingStep', 'fullApplication', without(whole, 'fullApplication')],
  ['an application after the vote', 'order', 'fullVote', changed(whole, 'fullApplication', { on: '2027-09-21' })],
  ['a day short of the probation', 'probationShort', 'fullVote', changed(whole, 'fullVote', { on: '2027-09-17' })],
  ['discussed a month and a day after its end', 'fullVoteLate', 'fullVote', shifted(whole, ['fullVote', 'fullApproval', 'archived'], 29)],
  ['转正 without enough votes', 'voteLost', 'fullVote', changed(whole, 'fullVote', { votes: { ...votes, yes: 6, abstain: 7 } })],
  ['转正 replied to a day late', 'fullApprovalLate', 'fullApproval', shifted(whole, ['fullApproval', 'archived'], 67)],
  ['a reply before the vote', 'order', 'fullApproval', changed(whole, 'fullApproval', { on: '2027-09-19' })],
  ['no reply', 'missingStep', 'fullApproval', without(whole, 'fullApproval')],
  ['archived before the reply', 'order', 'archived', changed(whole, 'archived', { on: '2027-10-14' })],
  ['not archived', 'archiveLate', 'archived', without(whole, 'archived')],
  ['archived tomorrow', 'future', 'archived', changed(whole, 'archived', { on: '2028-07-01' })],
  ['put off for five months', 'extensionLength', 'fullVote', changed(extended, 'fullVote', { extendedMonths: 5 }, '2027-09-20')],
  ['put off for nobody knows how long', 'extensionLength', 'fullVote', changed(extended, 'fullVote', { extendedMonths: null }, '2027-09-20')],
  ['an extension cut short by a day', 'probationShort', 'fullVote', changed(extended, 'fullVote', { on: '2028-03-17' }, '2028-03-20')],
  ['put off twice', 'extensionTwice', 'fullVote', changed(without(extended, 'archived'), 'fullVote', { result: 'extended', extendedMonths: 6 }, '2028-03-20')],
  ['no new application after the extension', 'missingStep', 'fullApplication', without(extended, 'fullApplication', '2028-03-06')],
  ['no reply to the extension', 'missingStep', 'fullApproval', without(extended, 'fullApproval', '2027-10-15')],
  ['a second reply before the second vote', 'order', 'fullApproval', changed(extended, 'fullApproval', { on: '2028-03-19' }, '2028-04-10')],
  ['no scan of the application', 'materialMissing', 'application', whole, { materials: lacking('1-1') }],
  ['no ballot form and no tally', 'materialMissing', 'admissionVote', whole, { materials: lacking('4-4-1', '4-4-2') }],
  ['no register of the 积极分子', 'materialMissing', 'activistReview', whole, { materials: lacking('2-6') }],
  ['no list of the files', 'materialMissing', 'archived', whole, { materials: lacking('archive') }],
]

const before2026: readonly Planted[] = [
  ['one day short of 18', 'age', 'application', under2014, { birthOn: '2005-09-01' }],
  ['a talk after the end of September', 'talkLate', 'initialTalk', changed(under2014, 'initialTalk', { on: '2023-10-01' })],
  ['two mentors too many', 'mentorCount', 'mentorAssigned', changed(under2014, 'mentorAssigned', { people: named('孙立军', '林静怡', '罗敏') })],
  ['a half-year without a review', 'reviewMissing', 'activistReview', without(under2014, 'activistReview', '2024-12-20')],
  ['a day short of a year', 'cultivationShort', 'prospectDetermined', changed(under2014, 'prospectDetermined', { on: '2025-02-25' })],
  ['one introducer', 'introducerCount', 'introducersAssigned', changed(under2014, 'introducersAssigned', { people: named('林静怡') })],
  ['政审 failed', 'notPassed', 'politicalReview', changed(under2014, 'politicalReview', { result: 'failed' })],
  ['two days', 'trainingShort', 'prospectTraining', changed(under2014, 'prospectTraining', { until: '2025-03-04' })],
  ['half of them there', 'voteNoQuorum', 'admissionVote', changed(under2014, 'admissionVote', { votes: { ...votes, expected: 26, writtenYes: 13 } })],
  ['a reply after three months', 'approvalReason', 'admissionApproval', shifted(under2014, ['admissionApproval', 'assignedToGroup', 'admissionFiled', 'oath'], 70)],
  ['a day short of the probation', 'probationShort', 'fullVote', changed(under2014, 'fullVote', { on: '2026-04-27' })],
  ['no 预审', 'missingStep', 'preReview', without(under2014, 'preReview')],
  ['no scan of the reply', 'materialMissing', 'fullApproval', under2014, { materials: lacking('5-10') }],
]

describe('one fault, one finding', () => {
  it.each(under2026)('2026: %s', (...[, kind, step, entries, more]: Planted) => {
    expect(told(factsOf(entries, more))).toEqual([[kind, step]])
  })

  it.each(before2026)('2014: %s', (...[, kind, step, entries, more]: Planted) => {
    const found = auditDevelopment(factsOf(entries, more))
    expect(found.map((each) => [each.kind, each.step])).toEqual([[kind, step]])
    expect(found[0]?.version).toBe('2014')
  })

  it('plants every kind that there is', () => {
    const planted = new Set([...under2026, ...before2026].map(([, kind]) => kind))
    // These two need more than one change, and stand in their own tests below.
    expect(developmentFindingKinds.filter((kind) => !planted.has(kind))).toEqual(['holidaysUnknown', 'politicalReviewOld'])
  })
})
