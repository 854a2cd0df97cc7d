// The paths that the rules of 发展党员 are tried on: the dated example of the domain rules, and one wholly under the text of 2014.
import type { DevelopmentFacts, StepCode, StepEntry, StepPerson } from '../../shared/domain/development.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { rosterOn } from '../../shared/domain/roster.ts'
import { developmentSteps } from '../../shared/rules/developmentSteps.ts'
import { isWorkday, unknownHolidays } from '../../shared/rules/holidays.ts'
import { people } from './todayFacts.ts'

/** Of the sample branch: the id of a person is their name. */
export const named = (...names: readonly string[]): StepPerson[] => names.map((name) => ({ personId: name, name }))
export const standingOf: DevelopmentFacts['standingOf'] = (personId, day) => {
  const entry = rosterOn(people, day).find(({ id }) => id === personId)
  return entry === undefined ? null : { isFullMember: entry.status === 'fullMember', hasVote: entry.hasVote }
}

export const entry = (step: StepCode, on: string, more: Partial<StepEntry> = {}): StepEntry =>
  ({ id: `${step} ${on}`, step, on, until: null, people: [], hours: null, days: null, result: null, extendedMonths: null, votes: null, meetingId: null, documentNo: '', note: '', ...more })
const passed = { result: 'passed' } as const
/** 15 expected, 13 there, 12 for, one of them abstained and one wrote before: the vote of 18 September 2026. */
export const votes = { scene: 'admission', expected: 15, present: 13, yes: 12, no: 0, abstain: 1, writtenYes: 1, writtenNo: 0 } as const

/** The dated example of domain rules section 2.2, with what it does not name; all of it until the oath. */
export const example: readonly StepEntry[] = [
  entry('application', '2024-03-11'), entry('initialTalk', '2024-03-28', { people: named('周启明') }),
  entry('activistDetermined', '2024-09-10'), entry('activistFiled', '2024-09-20'), entry('mentorAssigned', '2024-09-20', { people: named('孙立军', '林静怡') }),
  entry('activistReview', '2024-12-18'), entry('activistReview', '2025-06-20'), entry('activistReview', '2025-12-19'), entry('activistReview', '2026-05-12'),
  entry('thoughtReport', '2024-12-10'), entry('thoughtReport', '2026-04-08'),
  entry('prospectDetermined', '2026-05-26'), entry('prospectFiled', '2026-05-29', passed), entry('prospectPublicity', '2026-06-01', { until: '2026-06-05', ...passed }), entry('prospectListed', '2026-06-09'),
  entry('introducersAssigned', '2026-06-09', { people: named('孙立军', '林静怡') }), entry('prospectTraining', '2026-07-20', { until: '2026-07-22', hours: 24, ...passed }), entry('politicalReview', '2026-07-31', passed),
  entry('committeeScreening', '2026-08-11', passed), entry('preReview', '2026-08-31', passed), entry('applicationForm', '2026-09-07'), entry('admissionVote', '2026-09-18', { votes, ...passed }),
  entry('superiorTalk', '2026-09-28'), entry('admissionApproval', '2026-10-12', passed), entry('assignedToGroup', '2026-10-13'), entry('admissionFiled', '2026-10-15'), entry('oath', '2026-10-16'),
]
/** And on to the files. */
export const whole: readonly StepEntry[] = [
  ...example, entry('probationReview', '2026-12-25'), entry('probationReview', '2027-03-26'),
  entry('fullApplication', '2027-09-06'), entry('fullVote', '2027-09-20', { votes, ...passed }), entry('fullApproval', '2027-10-15', passed), entry('archived', '2027-10-29'),
]
/** Put off for six months, and taken in then. */
export const extended: readonly StepEntry[] = [
  ...whole.filter(({ step }) => step !== 'fullVote' && step !== 'fullApproval' && step !== 'archived'),
  entry('fullVote', '2027-09-20', { votes, result: 'extended', extendedMonths: 6 }), entry('fullApproval', '2027-10-15', passed),
  entry('fullApplication', '2028-03-06'), entry('fullVote', '2028-03-20', { votes, ...passed }), entry('fullApproval', '2028-04-10', passed), entry('archived', '2028-04-20'),
]
/** Every day of it before the new text: no publicity, 47 days from 预审 to the meeting, six weeks from the reply to the oath. */
export const under2014: readonly StepEntry[] = [
  entry('application', '2023-08-31'), entry('initialTalk', '2023-09-30'),
  entry('activistDetermined', '2024-02-26'), entry('activistFiled', '2024-02-28'), entry('mentorAssigned', '2024-02-28', { people: named('孙立军') }),
  entry('activistReview', '2024-06-20'), entry('activistReview', '2024-12-20'),
  entry('prospectDetermined', '2025-02-26'), entry('prospectFiled', '2025-02-27', passed), entry('prospectListed', '2025-02-27'),
  entry('introducersAssigned', '2025-02-28', { people: named('孙立军', '林静怡') }), entry('prospectTraining', '2025-03-03', { until: '2025-03-05', ...passed }), entry('politicalReview', '2025-03-07', passed),
  entry('committeeScreening', '2025-03-10', passed), entry('preReview', '2025-03-12', passed), entry('applicationForm', '2025-03-14'), entry('admissionVote', '2025-04-28', { votes, ...passed }),
  entry('superiorTalk', '2025-05-08'), entry('admissionApproval', '2025-05-20', passed), entry('assignedToGroup', '2025-05-21'), entry('admissionFiled', '2025-05-26'), entry('oath', '2025-07-01'),
  entry('probationReview', '2025-09-25'), entry('fullApplication', '2026-04-20'), entry('fullVote', '2026-04-29', { votes, ...passed }), entry('fullApproval', '2026-05-11', passed), entry('archived', '2026-05-15'),
]

export const allMaterials = developmentSteps.flatMap(({ materials }) => materials.map(({ code }) => ({ code, datedOn: null })))

export const factsOf = (entries: readonly StepEntry[], more: Partial<DevelopmentFacts> = {}): DevelopmentFacts => ({
  personId: '陈思远', name: '陈思远', birthOn: '1998-05-04', entries, materials: allMaterials, standingOf, isWorkday, unknownHolidays, bookedFrom: '2023-01-01', on: '2028-06-30', ...more,
})

/** One entry changed; without a day all entries of the step. */
export const changed = (entries: readonly StepEntry[], step: StepCode, more: Partial<StepEntry>, on?: string): StepEntry[] => entries.map((each) => (each.step === step && (on === undefined || each.on === on) ? { ...each, ...more } : each))
export const without = (entries: readonly StepEntry[], step: StepCode, on?: string): StepEntry[] => entries.filter((each) => each.step !== step || (on !== undefined && each.on !== on))
/** These steps so many days later, with all that hangs on them. */
export const shifted = (entries: readonly StepEntry[], steps: readonly StepCode[], days: number): StepEntry[] => entries.map((each) => (steps.includes(each.step) ? { ...each, on: addDays(each.on, days) } : each))
