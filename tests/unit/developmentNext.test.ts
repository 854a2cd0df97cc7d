// What comes next on a path, from when and until when; and paths thrown together at random.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../shared/domain/dates.ts'
import { stepCodes, stepResults, type DevelopmentFacts, type StepCode, type StepEntry } from '../../shared/domain/development.ts'
import { auditDevelopment } from '../../shared/domain/developmentAudit.ts'
import { developmentFindingKinds } from '../../shared/domain/developmentFindings.ts'
import { pathStanding, type StepAhead } from '../../shared/domain/developmentNext.ts'
import { entryInTheWay } from '../../shared/domain/developmentPath.ts'
import { developmentStages, developmentSteps, materialInWords, stepPlace } from '../../shared/rules/developmentSteps.ts'
import { allMaterials, changed, entry, example, extended, factsOf, named, under2014, votes, whole, without } from './developmentFacts.ts'

const on = (day: string, entries: readonly StepEntry[] = whole, more: Partial<DevelopmentFacts> = {}) => pathStanding(factsOf(entries.filter((each) => each.on <= day), { on: day, ...more }))
const ahead = (day: string, step: StepCode, entries?: readonly StepEntry[], more?: Partial<DevelopmentFacts>): StepAhead | undefined => on(day, entries, more).next.find((each) => each.step === step)
const steps = (day: string, entries?: readonly StepEntry[]) => on(day, entries).next.map(({ step }) => step)

describe('the table', () => {
  it('has a row for every step, in their order, and every paper once', () => {
    expect(developmentSteps.map(({ code }) => code)).toEqual(stepCodes)
    expect(developmentSteps.map(({ no }) => no)).toEqual(developmentSteps.map(({ no }) => no).toSorted((a, b) => a - b))
    expect(new Set(developmentSteps.map(({ no }) => no)).size).toBe(25)
    expect(developmentSteps.map(({ stage }) => developmentStages.indexOf(stage))).toEqual(developmentSteps.map(({ stage }) => developmentStages.indexOf(stage)).toSorted((a, b) => a - b))
    expect(new Set(allMaterials.map(({ code }) => code)).size).toBe(allMaterials.length)
    const codes = new Set(allMaterials.map(({ code }) => code))
    expect(developmentSteps.flatMap(({ materials }) => materials.flatMap(({ keptIn }) => (keptIn === undefined ? [] : [keptIn]))).filter((code) => !codes.has(code))).toEqual([])
  })

  it('marks the forms that are printed', () => {
    expect(developmentSteps.flatMap(({ materials }) => materials.filter(({ isForm }) => isForm).map(materialInWords))).toEqual([
      '1-2谈话记录', '1-3发展党员全程纪实表', '2-6积极分子培养考察登记表', '3-3发展对象公示', '3-7政审函', '4-1预审请示', '4-4-1票样', '4-4-2计票单', '4-4-3决议', '5-2转正申请书', '5-3转正公示', '5-7转正审批请示', '入党材料档案目录',
    ])
  })
})

describe('the example, day by day', () => {
  it('begins with the application of whoever is 18', () => {
    expect(pathStanding(factsOf([], { birthOn: '2008-12-31', on: '2026-11-30' }))).toMatchObject({ stage: 'application', next: [{ step: 'application', from: '2026-12-31', until: null }] })
  })

  it.each<[string, StepCode[]]>([
    ['2024-03-11', ['initialTalk']], ['2024-03-28', ['activistDetermined']],
    ['2024-09-20', ['activistReview', 'thoughtReport', 'prospectDetermined']], ['2024-12-31', ['prospectDetermined']],
    ['2026-05-26', ['prospectFiled']], ['2026-05-29', ['prospectPublicity']], ['2026-06-01', ['prospectListed']],
    ['2026-06-09', ['politicalReview', 'prospectTraining']], ['2026-07-31', ['thoughtReport', 'committeeScreening']], ['2026-08-11', ['thoughtReport', 'preReview']], ['2026-08-31', ['thoughtReport', 'applicationForm', 'admissionVote']],
    ['2026-09-18', ['superiorTalk', 'admissionApproval']], ['2026-10-12', ['admissionFiled', 'assignedToGroup', 'oath', 'probationReview', 'fullApplication']], ['2026-10-16', ['probationReview', 'fullApplication']],
    ['2026-12-25', ['fullApplication']], ['2027-09-06', ['probationReview', 'fullPublicity', 'fullVote']], ['2027-09-20', ['fullApproval']], ['2027-10-15', ['archived']], ['2027-10-29', []],
  ])('on %s comes next %j', (day, next) => {
    expect(steps(day)).toEqual(next)
  })

  it.each<[string, StepCode, string | null, string | null, string | null]>([
    ['2024-03-11', 'initialTalk', '2024-03-11', '2024-04-11', null],
    ['2024-09-20', 'activistReview', '2024-09-10', '2024-12-31', null], ['2024-09-20', 'thoughtReport', '2024-09-10', '2024-09-30', null], ['2024-09-20', 'prospectDetermined', '2025-09-10', null, null],
    ['2025-01-10', 'activistReview', '2025-01-01', '2025-06-30', null],
    ['2026-06-01', 'prospectListed', '2026-06-05', null, null], ['2026-07-31', 'committeeScreening', '2026-07-31', null, null],
    ['2026-08-31', 'admissionVote', '2026-08-31', '2026-09-30', null], ['2026-09-18', 'superiorTalk', '2026-09-18', '2026-12-18', null],
    ['2026-09-18', 'admissionApproval', '2026-09-18', '2026-12-18', '2027-03-18'],
    ['2026-10-12', 'oath', '2026-10-12', '2026-11-12', null], ['2026-11-30', 'probationReview', '2026-10-01', '2026-12-31', null], ['2026-11-30', 'fullApplication', '2027-09-04', '2027-09-18', null],
    ['2027-09-06', 'fullVote', '2027-09-18', '2027-10-18', null], ['2027-09-20', 'fullApproval', '2027-09-20', '2027-12-20', null],
  ])('on %s %s may be done from %s, until %s, at most %s', (day, step, from, until, outerLimit) => {
    expect(ahead(day, step)).toMatchObject({ from, until, outerLimit, isOverdue: false })
  })

  it('says why, with the arithmetic, who decides and by which text', () => {
    expect(ahead('2026-09-18', 'admissionApproval')).toMatchObject({
      why: '2026年9月18日党员大会通过，三个月内审批，截止12月18日；有特殊情况的最长六个月，2027年3月18日。', decider: '上级党委', rule: '发展党员工作细则（2026年修订）第25条', version: '2026', toVerify: true,
    })
    expect(ahead('2026-08-31', 'admissionVote')?.why).toBe('2026年8月31日预审合格，一个月内提交党员大会，截止9月30日。')
    expect(ahead('2024-09-20', 'activistReview')).toMatchObject({ period: '2024年下半年', why: '积极分子每半年考察一次，2024年下半年还没有考察，截止2024年12月31日。', version: '2014' })
    expect(ahead('2026-11-30', 'probationReview')).toMatchObject({ period: '2026年第四季度', toVerify: true })
    expect(ahead('2026-07-31', 'thoughtReport')).toMatchObject({ rule: '每季度一次，本单位惯例', toVerify: false })
  })

  it('passes through the stages', () => {
    expect(['2024-03-28', '2024-09-10', '2026-05-26', '2026-08-11', '2026-10-12'].map((day) => on(day).stage)).toEqual(developmentStages)
  })

  it('says what is overdue, and not of what was due before 建账日期', () => {
    expect(ahead('2024-04-12', 'initialTalk', without(whole, 'initialTalk').slice(0, 1))).toMatchObject({ until: '2024-04-11', isOverdue: true })
    expect(ahead('2024-04-12', 'initialTalk', without(whole, 'initialTalk').slice(0, 1), { bookedFrom: '2024-04-12' })).toMatchObject({ isOverdue: false })
  })
})

describe('publicity ahead', () => {
  it('lets nobody be listed before five workdays, whatever last day was entered', () => {
    const shown = (until: string | null) => changed(whole, 'prospectPublicity', { until })
    expect(ahead('2026-06-02', 'prospectListed', shown(null))?.from).toBe('2026-06-05')
    expect(ahead('2026-06-02', 'prospectListed', shown('2026-06-03'))?.from).toBe('2026-06-05')
    expect(ahead('2026-06-02', 'prospectListed', shown('2026-06-08'))?.from).toBe('2026-06-08')
  })

  it('is not asked for under the text of 2014: the listing follows the filing', () => {
    expect(steps('2025-02-27', without(under2014, 'prospectListed'))).toEqual(['activistReview', 'thoughtReport', 'prospectListed'])
  })
})

describe('the end of the probation', () => {
  it('is a year after the meeting, and later by what was put off, counted from the meeting', () => {
    expect(on('2027-09-19').probation).toMatchObject({ begunOn: '2026-09-18', endsOn: '2027-09-18', extensions: [] })
    expect(on('2027-11-30', extended).probation).toMatchObject({ endsOn: '2028-03-18' })
    expect(on('2024-10-01').probation).toBeNull()
    // 31 August, 12 and 6 months: the end of February, not of 28 August and six months.
    expect(pathStanding(factsOf([entry('admissionVote', '2026-08-31'), entry('fullVote', '2027-08-31', { result: 'extended', extendedMonths: 6 })])).probation?.endsOn).toBe('2028-02-29')
  })

  it('after an extension asks for the reply to it, a new application and a new vote', () => {
    expect(steps('2027-09-20', extended)).toEqual(['probationReview', 'fullApplication', 'fullApproval'])
    expect(steps('2027-10-15', extended)).toEqual(['probationReview', 'fullApplication'])
    expect(ahead('2027-10-15', 'fullApplication', extended)).toMatchObject({ from: '2028-03-04', until: '2028-03-18' })
    expect(steps('2028-03-06', extended)).toEqual(['probationReview', 'fullPublicity', 'fullVote'])
    expect(ahead('2028-03-06', 'fullVote', extended)).toMatchObject({ from: '2028-03-18', why: '预备期从2026年9月18日起一年，延长6个月，2028年3月18日满；期满后及时讨论，按一个月提醒，到4月18日（惯例）。' })
    expect(steps('2028-03-20', extended)).toEqual(['fullApproval'])
    expect(on('2028-04-20', extended)).toMatchObject({ next: [], end: { how: 'finished', on: '2028-04-20' } })
  })

  it('does not take an application of the day on which it was put off for the next one', () => {
    const sameDay = changed(extended, 'fullApplication', { on: '2027-09-20' }, '2027-09-06')
    expect(steps('2027-10-15', sameDay)).toEqual(['probationReview', 'fullApplication'])
  })

  it('asks for the vote once it is past, with or without an application', () => {
    expect(steps('2027-09-18', without(whole, 'fullApplication'))).toContain('fullVote')
    expect(steps('2027-09-17', without(whole, 'fullApplication'))).not.toContain('fullVote')
  })
})

describe('what comes once', () => {
  const lost = entry('admissionVote', '2026-09-18', { votes, result: 'failed' })
  const won = entry('admissionVote', '2026-12-18', { votes, result: 'passed' })

  it('is done again only after what failed, and the last of it counts', () => {
    expect(entryInTheWay([lost], won)).toBeNull()
    expect(entryInTheWay([won], lost)).toBeNull()
    expect(entryInTheWay([lost, won], { ...lost, note: '到会人数补登' })).toBeNull()
    expect(entryInTheWay([lost], { ...won, result: 'failed' })).toBeNull()
    expect(entryInTheWay([lost, won], { ...won, id: 'third', on: '2027-01-08' })).toBe(won)
    expect(entryInTheWay([lost, won], { ...lost, result: 'passed' })).toBe(won)
    expect(entryInTheWay([{ ...won, on: '2026-08-18' }], lost)).toMatchObject({ on: '2026-08-18' })
    // Before what failed nothing has passed.
    expect(entryInTheWay([lost], { ...won, on: '2026-08-18' })).toBe(lost)
    expect(entryInTheWay([{ ...won, step: 'fullVote' }], { ...won, id: 'again', step: 'fullVote' })).toBeNull()
  })

  it('goes on from the second vote, of the same day too', () => {
    const again = (on: string) => [...without(example.filter((each) => each.on <= '2026-09-18'), 'admissionVote'), { ...won, on }, lost]
    expect(pathStanding(factsOf(again('2026-12-18'), { on: '2026-12-20' }))).toMatchObject({ end: null, next: [{ step: 'superiorTalk' }, { step: 'admissionApproval', until: '2027-03-18' }], probation: { begunOn: '2026-12-18' } })
    expect(pathStanding(factsOf(again('2026-09-18'), { on: '2026-09-20' }))).toMatchObject({ end: null, probation: { begunOn: '2026-09-18' } })
    expect(auditDevelopment(factsOf(again('2026-09-25'), { on: '2026-09-28' }))).toEqual([])
  })
})

describe('a path that ended', () => {
  it.each<[string, readonly StepEntry[], Partial<DevelopmentFacts>, object]>([
    ['by the branch', example, { on: '2026-11-30', stoppedOn: '2026-11-01' }, { how: 'stopped', on: '2026-11-01', step: null }],
    ['by a 政审 that failed', [...example.slice(0, 17), entry('politicalReview', '2026-07-31', { result: 'failed' })], { on: '2026-11-30' }, { how: 'stopped', on: '2026-07-31', step: 'politicalReview' }],
    ['by a vote that was lost', [...example.slice(0, 21), entry('admissionVote', '2026-09-18', { votes, result: 'failed' })], { on: '2026-11-30' }, { how: 'stopped', step: 'admissionVote' }],
    ['by losing the standing of 预备党员', changed(without(whole, 'archived'), 'fullVote', { result: 'cancelled' }), {}, { how: 'cancelled', on: '2027-10-15', step: 'fullApproval' }],
    ['by the reply that says so itself', changed(changed(without(whole, 'archived'), 'fullVote', { result: 'cancelled' }), 'fullApproval', { result: 'cancelled' }), {}, { how: 'cancelled', on: '2027-10-15', step: 'fullApproval' }],
    ['by a reply that does not approve it', changed(changed(without(whole, 'archived'), 'fullVote', { result: 'cancelled' }), 'fullApproval', { result: 'failed' }), {}, { how: 'stopped', step: 'fullApproval' }],
    ['by a reply that takes it away', changed(without(whole, 'archived'), 'fullApproval', { result: 'cancelled' }), {}, { how: 'cancelled', step: 'fullApproval' }],
  ])('%s has no next step', (_how, entries, more, end) => {
    expect(pathStanding(factsOf(entries, more))).toMatchObject({ next: [], end })
  })

  it('has not, while nobody has replied to the vote that takes the standing of 预备党员 away', () => {
    const voted = changed(without(without(whole, 'archived'), 'fullApproval'), 'fullVote', { result: 'cancelled' })
    expect(on('2027-12-01', voted)).toMatchObject({ end: null, next: [{ step: 'fullApproval', from: '2027-09-20', until: '2027-12-20', isOverdue: false, why: '2027年9月20日党员大会决定取消预备党员资格，三个月内审批，截止12月20日。' }] })
    // A reply of which nobody wrote down how it ended ends nothing, and nothing is archived for it.
    expect(pathStanding(factsOf([...voted, entry('fullApproval', '2027-10-15')]))).toMatchObject({ end: null, next: [] })
  })

  it('goes on once what failed was done again, and a training that failed is done again', () => {
    const again = [...example.slice(0, 17), entry('politicalReview', '2026-07-31', { result: 'failed' }), entry('politicalReview', '2026-08-05', { result: 'passed' })]
    expect(steps('2026-08-06', again)).toEqual(['thoughtReport', 'committeeScreening'])
    expect(steps('2026-07-31', changed(whole, 'prospectTraining', { result: 'failed' }))).toEqual(['thoughtReport', 'prospectTraining'])
  })
})

it('goes on from where a path stands that was begun before 建账日期, and tells what was skipped', () => {
  const late = [entry('admissionVote', '2025-12-12'), entry('admissionApproval', '2026-01-20')]
  const standing = pathStanding(factsOf(late, { bookedFrom: '2026-01-01', on: '2026-03-02' }))
  expect(standing.skipped.filter(({ isSupplement }) => !isSupplement).map(({ step }) => step)).toEqual(['superiorTalk'])
  expect(standing.next.map(({ step }) => step)).toEqual(['admissionFiled', 'assignedToGroup', 'oath', 'probationReview', 'fullApplication'])
})

const day = fc.integer({ min: 0, max: 2200 }).map((n) => addDays('2023-06-01', n))
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const anyEntry = (at: number): fc.Arbitrary<StepEntry> => fc.record({
  step: fc.constantFrom(...stepCodes), on: day, until: maybe(day), hours: maybe(fc.integer({ min: 0, max: 40 })), days: maybe(fc.integer({ min: 0, max: 5 })), result: maybe(fc.constantFrom(...stepResults)), extendedMonths: maybe(fc.integer({ min: 1, max: 24 })),
  votes: maybe(fc.constant(votes)), people: fc.subarray(named('孙立军', '方子涵', '林静怡')),
}).map((more) => entry(more.step, more.on, { ...more, id: `e${at}` }))
/** Anything whatever, and the example with some of it thrown out or moved. */
const anyEntries = fc.oneof(
  fc.array(fc.constant(null), { maxLength: 25 }).chain((list) => fc.tuple(...list.map((_, at) => anyEntry(at)))),
  fc.tuple(fc.constantFrom(whole, extended, under2014), fc.array(fc.tuple(fc.nat(40), fc.integer({ min: -60, max: 60 }), fc.boolean()), { maxLength: 6 })).map(([path, moves]) => {
    const moved: StepEntry[] = [...path]
    for (const [at, by, goes] of moves) {
      const each = moved[at]
      if (each === undefined) continue
      if (goes) moved.splice(at, 1)
      else moved[at] = { ...each, on: addDays(each.on, by) }
    }
    return moved
  }),
)
const anyFacts = fc.record({ entries: anyEntries, on: day, bookedFrom: maybe(day), birthOn: fc.constantFrom(null, '2005-09', '2004-02-29', '1998-05-04'), materials: fc.subarray(allMaterials), stoppedOn: maybe(day) })

describe('any path', () => {
  it('is read without a fault: from never after until, one line a step, findings of the closed list in the order of the chart', () => {
    fc.assert(fc.property(anyFacts, ({ entries, ...more }) => {
      const facts = factsOf(entries, more)
      const { next, end } = pathStanding(facts)
      for (const { step, from, until, outerLimit, isOverdue, why, rule } of next) {
        expect(from === null || until === null || from <= until, `${step} from ${from} until ${until}`).toBe(true)
        expect(outerLimit === null || (until !== null && until <= outerLimit)).toBe(true)
        expect(!isOverdue || (until !== null && until < facts.on)).toBe(true)
        expect(why).toMatch(/。$/)
        expect(`${why}${rule}`).not.toMatch(/undefined|null|NaN/)
      }
      expect(new Set(next.map(({ step }) => step)).size).toBe(next.length)
      expect(end === null || next.length === 0).toBe(true)
      const findings = auditDevelopment(facts)
      for (const { kind, step, entryId, message, advice, rule, version } of findings) {
        expect(developmentFindingKinds).toContain(kind)
        expect(entryId === null || entries.some(({ id, step: own }) => id === entryId && own === step)).toBe(true)
        expect(`${message}${advice}${rule}`).not.toMatch(/undefined|null|NaN|Invalid/)
        expect(message).toMatch(/。$/)
        expect(rule).toMatch(version === '2026' ? /^(?!.*2014年）)/ : /^(?!.*2026年修订）)/)
      }
      const places = findings.map(({ step }) => stepPlace(step))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }), { numRuns: 2000, seed: 20261130 })
  })

  it('without one of its entries has no step done that was not done before', () => {
    fc.assert(fc.property(anyFacts, fc.nat(40), ({ entries, ...more }, at) => {
      const left = entries.filter((_, index) => index !== at)
      const ids = new Set(pathStanding(factsOf(entries, more)).done.map(({ entry: { id } }) => id))
      expect(pathStanding(factsOf(left, more)).done.filter(({ entry: { id } }) => !ids.has(id))).toEqual([])
    }), { numRuns: 500, seed: 7 })
  })

  it('is the same whatever the order in which it was entered', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...extended], { minLength: extended.length }), (entries) => {
      const facts = factsOf(entries, { on: '2028-03-06' })
      expect(pathStanding(facts).next).toEqual(pathStanding(factsOf(extended, { on: '2028-03-06' })).next)
      expect(auditDevelopment(factsOf(entries))).toEqual([])
    }), { numRuns: 100, seed: 3 })
  })
})
