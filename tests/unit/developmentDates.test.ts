// The arithmetic of the path by hand: ends of months, leap days, workdays around holidays, the day the text changed, 建账日期.
import { describe, expect, it } from 'vitest'
import type { DevelopmentFacts, StepCode } from '../../shared/domain/development.ts'
import { auditDevelopment } from '../../shared/domain/developmentAudit.ts'
import { leastEndOfPublicity, revisedMonth, reviewHalves, workdaysOfPublicity } from '../../shared/domain/developmentPath.ts'
import { isWorkday } from '../../shared/rules/holidays.ts'
import { changed, entry, example, extended, factsOf, named, shifted, under2014, votes, whole, without } from './developmentFacts.ts'

const told = (facts: DevelopmentFacts): [string, StepCode][] => auditDevelopment(facts).map(({ kind, step }) => [kind, step])
const said = (facts: DevelopmentFacts): string[] => auditDevelopment(facts).map(({ message }) => message)
const passed = { result: 'passed' } as const

describe('months', () => {
  it.each([
    ['2023-08-31', '2023-09-30', '2023-10-01'], ['2023-12-31', '2024-01-31', '2024-02-01'], ['2024-01-30', '2024-02-29', '2024-03-01'], ['2023-01-31', '2023-02-28', '2023-03-01'], ['2024-02-29', '2024-03-29', '2024-03-30'],
  ])('a talk after an application of %s may be on %s and not on %s', (on, last, tooLate) => {
    expect(told(factsOf([entry('application', on), entry('initialTalk', last)]))).toEqual([])
    expect(told(factsOf([entry('application', on), entry('initialTalk', tooLate)]))).toEqual([['talkLate', 'initialTalk']])
  })

  it('gives a 预审 of 31 August until 30 September', () => {
    const until = (on: string) => changed(changed(example, 'admissionVote', { on }), 'superiorTalk', { on: '2026-10-05' })
    expect(told(factsOf(until('2026-09-30'), { on: '2026-11-30' }))).toEqual([])
    expect(said(factsOf(until('2026-10-03'), { on: '2026-11-30' }))).toEqual(['2026年8月31日预审合格，一个月内提交党员大会，截止9月30日；10月3日才办，晚了3天。'])
  })

  it('lets a probation that began on 29 February end on 28 February', () => {
    const path = (on: string) => [entry('admissionVote', '2028-02-29', { votes, ...passed }), entry('fullVote', on, { votes, ...passed })]
    const kinds = (on: string) => told(factsOf(path(on), { on: '2029-04-30', bookedFrom: null })).map(([kind]) => kind)
    expect(kinds('2029-02-27')).toContain('probationShort')
    expect(kinds('2029-02-28')).not.toContain('probationShort')
  })

  it('judges an age only where it is certain: of a month its first day speaks', () => {
    const age = (birthOn: string | null) => told(factsOf(whole, { birthOn }))
    expect(age('2006-03')).toEqual([])
    expect(age('2006-03-11')).toEqual([])
    expect(age('2006-04')).toEqual([['age', 'application']])
    expect(age(null)).toEqual([])
  })
})

describe('publicity', () => {
  // By the table of 2026: 1 to 5 May and 19 to 21 June off; 9 May, 20 September and 10 October are worked; 25 to 27 September and 1 to 7 October off.
  it.each([
    ['2026-06-01', '2026-06-05', 5], ['2026-06-15', '2026-06-19', 4], ['2026-06-15', '2026-06-22', 5], ['2026-09-14', '2026-09-18', 5], ['2026-09-17', '2026-09-22', 5],
    ['2026-09-21', '2026-09-27', 4], ['2026-09-28', '2026-10-07', 3], ['2026-09-28', '2026-10-09', 5], ['2026-10-08', '2026-10-13', 5], ['2026-04-29', '2026-05-08', 5], ['2026-05-06', '2026-05-10', 4], ['2026-10-01', '2026-10-07', 0],
  ])('from %s to %s has %i workdays', (from, until, days) => {
    expect(workdaysOfPublicity({ isWorkday }, from, until)).toBe(days)
  })

  it.each([['2026-06-01', '2026-06-05'], ['2026-06-15', '2026-06-22'], ['2026-09-17', '2026-09-22'], ['2026-09-30', '2026-10-12'], ['2026-10-01', '2026-10-13'], ['2026-09-28', '2026-10-09']])('that begins on %s lasts until %s at least', (from, until) => {
    expect(leastEndOfPublicity({ isWorkday }, from)).toBe(until)
  })

  it('heeds the days of the unit', () => {
    const own: DevelopmentFacts['isWorkday'] = (day) => day !== '2026-06-03' && isWorkday(day)
    expect(said(factsOf(whole, { isWorkday: own }))).toEqual(['公示2026年6月1日至6月5日，去掉休息日是4个工作日，少1个；应当到6月8日。'])
  })

  it('says that it cannot tell in a year whose holidays are not known, unless the days are too few in any case', () => {
    const later = (until: string) => [...whole.filter(({ step }) => step !== 'fullVote' && step !== 'fullApproval' && step !== 'archived'), entry('fullPublicity', '2027-09-07', { until, ...passed })]
    expect(auditDevelopment(factsOf(later('2027-09-13'), { on: '2027-09-15' }))).toMatchObject([{ kind: 'holidaysUnknown', step: 'fullPublicity', severity: 'medium', toVerify: true, message: '公示2027年9月7日至9月13日，只按周末算是5个工作日；2027年节假日数据未公布，不能确定是不是满5个。' }])
    expect(told(factsOf(later('2027-09-10'), { on: '2027-09-15' }))).toEqual([['publicityShort', 'fullPublicity']])
  })

  it('before 转正 is custom: medium, and nobody asks for one', () => {
    const path = [...whole, entry('fullPublicity', '2027-09-08', { until: '2027-09-10', ...passed })]
    expect(auditDevelopment(factsOf(path, { unknownHolidays: () => null }))).toMatchObject([{ kind: 'publicityShort', severity: 'medium', toVerify: false, rule: '转正前公示5个工作日（惯例，细则没有写）' }])
  })
})

describe('the version of the day', () => {
  it('asks for a publicity of whoever was listed on or after 18 May 2026', () => {
    const listed = (on: string) => factsOf([...changed(example, 'prospectDetermined', { on: '2026-05-11' }).filter(({ step, on: day }) => day < '2026-05-15' && step !== 'prospectListed'), entry('prospectFiled', '2026-05-14', passed), entry('prospectListed', on)], { on: '2026-05-31' })
    expect(told(listed('2026-05-17'))).toEqual([])
    expect(told(listed('2026-05-18'))).toEqual([['missingStep', 'prospectPublicity']])
  })

  it('lets the month after 预审 begin with the text that sets it', () => {
    expect(revisedMonth('2026-04-20', '2026-05-17')).toBeNull()
    expect(revisedMonth('2026-04-20', '2026-05-20')).toBe('2026-06-18')
    expect(revisedMonth('2026-05-18', '2026-06-01')).toBe('2026-06-18')
    expect(revisedMonth('2026-08-31', '2026-09-18')).toBe('2026-09-30')
  })

  it('marks what was only retold 待核, and not what was read', () => {
    expect(auditDevelopment(factsOf(changed(whole, 'preReview', { on: '2026-08-17' })))).toMatchObject([{ version: '2026', rule: '发展党员工作细则（2026年修订）第19、20条', toVerify: true, severity: 'high' }])
    expect(auditDevelopment(factsOf(changed(under2014, 'preReview', { result: 'failed' })))).toMatchObject([{ version: '2014', rule: '发展党员工作细则（2014年）第19条', toVerify: false }])
    expect(auditDevelopment(factsOf(changed(under2014, 'mentorAssigned', { people: [] })))).toMatchObject([{ version: '2014', rule: '发展党员工作细则（2014年）第9条', toVerify: true }])
  })

  it('tells of a 政审 that is older than a year, as custom', () => {
    const steps: StepCode[] = ['applicationForm', 'admissionVote', 'superiorTalk', 'admissionApproval', 'assignedToGroup', 'admissionFiled', 'oath']
    const late = shifted(under2014.filter(({ step }) => !['probationReview', 'fullApplication', 'fullVote', 'fullApproval', 'archived'].includes(step)), steps, 330)
    expect(auditDevelopment(factsOf(late, { on: '2026-06-30' }))).toMatchObject([{ kind: 'politicalReviewOld', severity: 'medium', toVerify: false, message: '2025年3月7日政治审查，一年内有效，到2026年3月7日；3月24日党员大会讨论，过了17天。' }])
  })
})

describe('half-years', () => {
  it('are asked for where somebody was 积极分子 for three months in them', () => {
    const halves = (from: string, until: string) => reviewHalves(from, until).map(({ first }) => first)
    expect(halves('2024-09-10', '2026-06-09')).toEqual(['2024-07-01', '2025-01-01', '2025-07-01', '2026-01-01'])
    expect(halves('2024-10-01', '2024-12-31')).toEqual(['2024-07-01'])
    expect(halves('2024-10-02', '2024-12-31')).toEqual([])
    expect(halves('2024-09-10', '2025-03-30')).toEqual(['2024-07-01'])
    expect(halves('2024-09-10', '2025-03-31')).toEqual(['2024-07-01', '2025-01-01'])
    expect(halves('2024-09-10', '2024-09-09')).toEqual([])
  })
})

describe('what is not done yet', () => {
  const until = (step: StepCode) => whole.slice(0, whole.findIndex((each) => each.step === step) + 1)
  it.each<[StepCode, string, string, string]>([
    ['application', '2024-04-11', '2024-04-12', 'talkLate'], ['preReview', '2026-09-30', '2026-10-01', 'voteLate'], ['admissionVote', '2026-12-18', '2026-12-19', 'approvalReason'], ['admissionVote', '2027-03-18', '2027-03-19', 'approvalLate'],
    ['admissionApproval', '2026-11-12', '2026-11-13', 'oathLate'], ['oath', '2027-10-18', '2027-10-19', 'fullVoteLate'], ['fullVote', '2027-12-20', '2027-12-21', 'fullApprovalLate'], ['fullApproval', '2027-11-15', '2027-11-16', 'archiveLate'],
  ])('after %s is late after %s', (step, lastDay, nextDay, kind) => {
    expect(told(factsOf(until(step), { on: lastDay })).map(([each]) => each)).not.toContain(kind)
    expect(told(factsOf(until(step), { on: nextDay })).map(([each]) => each)).toContain(kind)
  })

  it('is not asked for of a path that was stopped or given up', () => {
    expect(told(factsOf(until('preReview'), { on: '2027-06-30', stoppedOn: '2026-09-01' }))).toEqual([])
    expect(told(factsOf(changed(until('preReview'), 'preReview', { result: 'failed' }), { on: '2027-06-30' }))).toEqual([])
    expect(told(factsOf(changed(until('fullApproval'), 'fullVote', { result: 'cancelled' }), { on: '2028-06-30' }))).toEqual([])
  })

  it('is the reply to a vote that takes the standing of 预备党员 away', () => {
    const voted = changed(until('fullVote'), 'fullVote', { result: 'cancelled' })
    expect(told(factsOf(voted, { on: '2027-12-20' }))).toEqual([])
    expect(said(factsOf(voted, { on: '2027-12-21' }))).toEqual(['2027年9月20日党员大会决定取消预备党员资格，三个月内审批，截止12月20日；到12月21日还没有办，已超过1天。'])
    expect(told(factsOf([...voted, entry('fullApproval', '2027-10-15')], { on: '2028-06-30' }))).toEqual([['resultMissing', 'fullApproval']])
  })

  it('asks for no 转正申请 where it was taken away without one', () => {
    const kinds = (result: 'cancelled' | 'passed') => told(factsOf(without(changed(until('fullApproval'), 'fullVote', { result }), 'fullApplication'))).map(([kind, step]) => `${kind} ${step}`)
    expect(kinds('cancelled')).toEqual([])
    expect(kinds('passed')).toContain('missingStep fullApplication')
    // A reply without a vote takes nothing away.
    expect(told(factsOf(without(without(until('fullApproval'), 'fullVote'), 'fullApplication'))).map(([kind, step]) => `${kind} ${step}`)).toContain('missingStep fullApplication')
  })

  it('blames nobody for taking it away before 预备期 is over', () => {
    const kinds = (result: 'cancelled' | 'passed') => told(factsOf(changed(until('fullApproval'), 'fullVote', { on: '2027-09-10', result }))).map(([kind]) => kind)
    expect(kinds('cancelled')).toEqual([])
    expect(kinds('passed')).toContain('probationShort')
  })

  it('after three months asks for the reason, and not again once the note tells it', () => {
    const late = shifted(whole, ['admissionApproval', 'assignedToGroup', 'admissionFiled', 'oath'], 68)
    expect(said(factsOf(late))).toEqual(['2026年9月18日党员大会通过，三个月内审批，截止12月18日；12月19日才办，晚了1天。最长六个月，到2027年3月18日。'])
    expect(told(factsOf(changed(late, 'admissionApproval', { note: '县局党委换届，经同意延期审批。' })))).toEqual([])
  })

  it('is asked for again after an extension', () => {
    const putOff = extended.filter(({ on }) => on < '2028-01-01')
    expect(told(factsOf(putOff, { on: '2028-04-18' }))).toEqual([])
    expect(told(factsOf(putOff, { on: '2028-04-19' }))).toEqual([['fullVoteLate', 'fullVote']])
  })
})

describe('建账日期', () => {
  it('blames nobody for steps, halves and papers of the time before', () => {
    const begun = [entry('activistDetermined', '2022-05-10'), entry('prospectDetermined', '2026-05-26'), entry('prospectFiled', '2026-05-29', passed)]
    expect(told(factsOf(begun, { bookedFrom: '2026-01-01', on: '2026-05-31', materials: [] }))).toEqual([['missingStep', 'activistFiled'], ['missingStep', 'mentorAssigned'], ['materialMissing', 'prospectDetermined'], ['materialMissing', 'prospectFiled']])
    expect(told(factsOf(begun, { bookedFrom: '2026-05-28', on: '2026-05-31', materials: [] }))).toEqual([['materialMissing', 'prospectFiled']])
    expect(told(factsOf(begun, { bookedFrom: '2026-06-30', on: '2026-07-31', materials: [] }))).toEqual([])
  })

  it('still tells what the dates that were entered say', () => {
    expect(told(factsOf(changed(under2014, 'initialTalk', { on: '2023-10-01' }), { bookedFrom: '2026-01-01', materials: [] }))).toContainEqual(['talkLate', 'initialTalk'])
  })
})

it('names the person who was no full member on the day', () => {
  expect(said(factsOf(changed(whole, 'introducersAssigned', { people: named('孙立军', '方子涵') })))).toEqual(['入党介绍人方子涵在2026年6月9日不是正式党员。'])
})

it('is medium where only custom was out of order', () => {
  const severity = (step: StepCode, on: string) => auditDevelopment(factsOf([...whole, entry(step, on)])).map((each) => [each.kind, each.severity])
  expect(severity('thoughtReport', '2024-03-10')).toEqual([['order', 'medium']])
  expect(severity('activistReview', '2024-09-09')).toEqual([['order', 'high']])
})

it('says in one sentence what is short and by how much', () => {
  expect(said(factsOf(changed(whole, 'admissionVote', { votes: { ...votes, expected: 16, present: 8, yes: 8, abstain: 0 } })))).toEqual(['“党员大会讨论接收”（2026年9月18日）应到会有表决权16人，实到8人；到会要超过半数，至少9人，少1人。'])
  expect(said(factsOf(changed(whole, 'admissionVote', { votes: { ...votes, expected: 16, yes: 7, abstain: 6 } })))).toEqual(['“党员大会讨论接收”（2026年9月18日）应到会有表决权16人，赞成7票，加会前书面赞成1票共8票；赞成要超过半数，至少9票，少1票。'])
  expect(said(factsOf(changed(whole, 'committeeScreening', { on: '2026-07-20' })))).toEqual(['“支委会审查”在2026年7月20日，早于“政治审查”（7月31日）、“短期集中培训”（7月22日），早了11天。'])
  expect(said(factsOf(without(whole, 'politicalReview')))).toEqual(['没有登记“政治审查”，后面的“支委会审查”2026年8月11日已经办了。'])
  expect(said(factsOf(changed(whole, 'prospectPublicity', { result: 'failed' })))).toEqual(['“发展对象公示”（2026年6月1日）有影响，“列为发展对象”6月9日却已经办了。'])
  expect(said(factsOf(changed(whole, 'mentorAssigned', { people: [] })))).toEqual(['培养联系人应当是一至两名正式党员，2024年9月20日一名也没有登记。'])
})
