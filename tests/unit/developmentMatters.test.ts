import { describe, expect, it } from 'vitest'
import type { StepEntry } from '../../shared/domain/development.ts'
import { pathStanding } from '../../shared/domain/developmentNext.ts'
import { developmentDrafts, type PathMatters } from '../../shared/domain/todayDevelopment.ts'
import { peopleDays, peopleDrafts } from '../../shared/domain/todayPeople.ts'
import { isWorkday, unknownHolidays } from '../../shared/rules/holidays.ts'
import { chenSiyuan } from '../fixtures/development.ts'
import { proposed } from './planFacts.ts'
import { people } from './todayFacts.ts'

type Given = Partial<StepEntry> & Pick<StepEntry, 'step' | 'on'>
const entryOf = (given: Given, at: number): StepEntry => ({ until: null, people: [], hours: null, days: null, result: null, extendedMonths: null, votes: null, meetingId: null, documentNo: '', note: '', id: `0197a000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`, ...given })
/** A path with these steps, as of a day. */
function mattersOf(name: string, given: readonly Given[], on: string): PathMatters {
  const { next, probation, stage } = pathStanding({ personId: name, name, birthOn: null, entries: given.map(entryOf), materials: [], standingOf: () => null, isWorkday, unknownHolidays, bookedFrom: null, on })
  return { personId: name, name, stage, next, probationEnd: probation?.endsOn ?? null }
}
const chen = chenSiyuan as readonly Given[]
const until = (step: string) => chen.slice(0, chen.findIndex((entry) => entry.step === step) + 1)
const told = (paths: readonly PathMatters[], on: string) => developmentDrafts(paths, on).filter(({ from }) => from <= on).map(({ what, until: day }) => [what, day])

describe('what a path tells in 今天', () => {
  it('is the talk within a month of the application', () => {
    const path = mattersOf('唐雨薇', [{ step: 'application', on: '2026-08-31' }], '2026-09-01')
    expect(told([path], '2026-09-01')).toEqual([['派人同入党申请人唐雨薇谈话', '2026-09-30']])
  })

  it('is the day on which the publicity is over, without a limit', () => {
    const path = mattersOf('陈思远', until('prospectPublicity'), '2026-06-08')
    expect(developmentDrafts([path], '2026-06-08').find(({ key }) => key.includes('prospectListed'))).toMatchObject({ from: '2026-06-05', until: null, when: '可以办了', what: '陈思远的公示已满，可以办理列为发展对象' })
  })

  it('is the general meeting within a month of 预审, then the approval within three: 2026-12-18, told from a month before', () => {
    expect(told([mattersOf('陈思远', until('applicationForm'), '2026-09-10')], '2026-09-10')).toEqual([['把接收陈思远提交党员大会讨论', '2026-09-30']])
    const path = mattersOf('陈思远', until('superiorTalk'), '2026-11-30')
    expect(told([path], '2026-11-30').filter(([what]) => what?.includes('审批'))).toEqual([['接收陈思远的审批快到期限，催一下批复', '2026-12-18']])
    expect(told([path], '2026-11-10').filter(([what]) => what?.includes('审批'))).toEqual([])
    expect(told([mattersOf('陈思远', until('superiorTalk'), '2026-12-20')], '2026-12-20').filter(([what]) => what?.includes('审批'))).toEqual([['陈思远的审批过了三个月，问清原因；最长到3月18日', '2026-12-18']])
  })

  it('is the end of 预备期, once: not also by the file; an extension moves it', () => {
    const facts = { people: people.map((person) => ({ ...person, id: person.name })), files: new Map([['陈思远', { joinedOn: '2026-09-18', fullOn: null }]]), away: [], terms: [], transfers: [], rules: [] }
    const path = mattersOf('陈思远', chen, '2027-09-01')
    const of = (paths: readonly PathMatters[], on: string) => peopleDrafts({ ...facts, paths }, on).filter(({ key, from }) => key.startsWith('probation 陈思远') && from <= on).map(({ what, until: day }) => [what, day])
    expect(of([], '2027-09-01')).toEqual([['陈思远的预备期将满，准备讨论转正', '2027-09-18']])
    expect(of([path], '2027-09-01')).toEqual([['陈思远的预备期9月18日满，准备讨论转正', '2027-09-18']])
    expect(of([mattersOf('陈思远', chen, '2027-09-25')], '2027-09-25')).toEqual([['陈思远的预备期已满，党员大会还没有讨论转正', '2027-10-18']])
    const extended = mattersOf('陈思远', [...chen, { step: 'fullApplication', on: '2027-09-06' }, { step: 'fullVote', on: '2027-09-24', result: 'extended', extendedMonths: 6 }], '2027-10-01')
    expect(of([extended], '2027-10-01')).toEqual([])
    expect(of([extended], '2028-03-01')).toEqual([['陈思远的预备期3月18日满，准备讨论转正', '2028-03-18']])
    expect(peopleDays({ ...facts, paths: [extended] }, '2027-10-01').find(({ key }) => key === 'probation 陈思远')).toMatchObject({ on: '2028-03-18', open: { screen: 'development' } })
  })

  it('is nothing of a path that has ended; 取消 ends it by its reply', () => {
    expect(told([mattersOf('陈思远', [...chen, { step: 'fullVote', on: '2027-09-24', result: 'cancelled' }], '2027-12-01')], '2027-12-01')).toHaveLength(1)
    expect(told([mattersOf('陈思远', [...chen, { step: 'fullVote', on: '2027-09-24', result: 'cancelled' }, { step: 'fullApproval', on: '2027-10-08', result: 'passed' }], '2027-12-01')], '2027-12-01')).toEqual([])
  })
})

describe('what the plan of a year takes from paths', () => {
  const activist = mattersOf('唐雨薇', [{ step: 'application', on: '2025-06-09' }, { step: 'initialTalk', on: '2025-06-20' }, { step: 'activistDetermined', on: '2026-03-05' }], '2026-11-30')

  it('are half-yearly reviews in the last committee meeting of each half, and 转正 in the first general meeting within a month after 预备期', () => {
    const topics = proposed({ paths: [activist, mattersOf('陈思远', chen, '2026-11-30')] }).filter(({ topic }) => /唐雨薇|陈思远/.test(topic)).map(({ kind, on, topic }) => [kind, on.slice(0, 7), topic.split('；').at(-1)])
    expect(topics).toEqual([
      ['committeeMeeting', '2027-06', '对入党积极分子唐雨薇同志进行半年考察（2027年上半年）'], ['generalMeeting', expect.stringMatching(/2027-09|2027-10/), '讨论预备党员陈思远同志转正'], ['committeeMeeting', '2027-12', '对入党积极分子唐雨薇同志进行半年考察（2027年下半年）'],
    ])
  })

  it('are not proposed again once a topic of the plan says them, and stand alone where no meeting is proposed', () => {
    const words = '对入党积极分子唐雨薇同志进行半年考察（2027年上半年）'
    expect(proposed({ paths: [activist], topics: [`传达精神；${words}`] }).some(({ topic }) => topic.includes(words))).toBe(false)
    const alone = proposed({ paths: [activist], rules: [], past: [] })
    expect(alone.map(({ key, kind, on, topic, ruleId, toVerify }) => [key, kind, on, topic, ruleId, toVerify])).toEqual([
      ['development review 唐雨薇 2027-01-01', 'committeeMeeting', '2027-06-30', words, null, true], ['development review 唐雨薇 2027-07-01', 'committeeMeeting', '2027-12-31', '对入党积极分子唐雨薇同志进行半年考察（2027年下半年）', null, true],
    ])
  })
})
