import { describe, expect, it } from 'vitest'
import { needsBetween, completion, type FrequencySource } from '../../shared/domain/frequency.ts'
import { periodInWords, periodOf } from '../../shared/domain/periods.ts'
import { shippedRules } from '../../shared/rules/library.ts'
import { held, people, samples } from './todayFacts.ts'

const source = (more: Partial<FrequencySource> = {}): FrequencySource => ({ rules: shippedRules, settings: [], since: '2026-09-01', meetings: samples, people, dismissals: [], ...more })
const told = (given: FrequencySource, on: string, year = on.slice(0, 4)) => needsBetween(given, `${year}-01-01`, `${year}-12-31`, on)
const lines = (given: FrequencySource, on: string, state: string) => told(given, on).filter((need) => need.state === state).map(({ rule, period, part, met, asked }) => `${rule.title} ${periodInWords(period)}${part && ` ${part}`} ${met}/${asked}`).sort()

describe('what is due', () => {
  it('with the three samples on 22 November 2026: what is missing since September, and what the running periods still ask for', () => {
    expect(lines(source(), '2026-11-22', 'missing')).toEqual([
      '主题党日 2026年9月 0/1', '党小组会 2026年10月 第一党小组 0/1', '党小组会 2026年10月 第二党小组 0/1', '党小组会 2026年9月 第一党小组 0/1', '党小组会 2026年9月 第二党小组 0/1', '支部委员会会议 2026年10月 0/1',
    ].sort())
    expect(lines(source(), '2026-11-22', 'open')).toEqual([
      '支部委员会会议 2026年11月 0/1', '主题党日 2026年11月 0/1', '党小组会 2026年11月 第一党小组 0/1', '党小组会 2026年11月 第二党小组 0/1',
      '支部党员大会 2026年第四季度 0/1', '党课 2026年第四季度 0/1', '组织生活会 2026年 0/1', '民主评议党员 2026年 0/1',
      '谈心谈话 2026年 支部委员之间 0/10', '谈心谈话 2026年 支部委员和党员之间 0/12', '谈心谈话 2026年 党员和党员之间 0/12',
    ].sort())
  })

  it('before 建账日期 is nothing, and what the day of it cuts is never missing afterwards', () => {
    expect(told(source({ since: '2026-11-15' }), '2026-12-05').filter(({ state }) => state === 'missing')).toEqual([])
    expect(told(source({ since: '2027-01-01' }), '2026-12-05').filter(({ state }) => state !== 'done')).toEqual([])
  })

  it('is what a stricter unit asks for from its day on, and 党课 only while it is switched on', () => {
    const stricter = source({ settings: [{ ruleId: 'R02', from: '2026-11-01', isOn: true, times: 2 }, { ruleId: 'R04', from: '2026-10-01', isOn: false, times: null }] })
    expect(lines(stricter, '2026-11-22', 'open').filter((line) => /支部委员会|党课/.test(line))).toEqual(['支部委员会会议 2026年11月 0/2'])
    expect(lines(stricter, '2026-11-22', 'missing').filter((line) => /支部委员会/.test(line))).toEqual(['支部委员会会议 2026年10月 0/1'])
    const laxer = source({ settings: [{ ruleId: 'R05', from: '2026-01-01', isOn: false, times: 0 }] })
    expect(lines(laxer, '2026-11-22', 'open')).toContain('主题党日 2026年11月 0/1')
  })

  it('ends where a reason is given, and tells the reason', () => {
    const need = told(source(), '2026-11-22').find(({ state }) => state === 'missing')
    const after = told(source({ dismissals: [{ key: need?.key ?? '', reason: '全体抗洪' }] }), '2026-11-22')
    expect(after.find(({ key }) => key === need?.key)).toMatchObject({ state: 'dismissed', dismissal: '全体抗洪' })
    expect(after.filter(({ state }) => state === 'missing')).toHaveLength(5)
  })

  it('counts no plan as held, and no meeting of another group', () => {
    const meetings = [...samples, held('committeeMeeting', '2026-11-25', { state: 'planned' }), held('groupMeeting', '2026-11-10', { group: '第一党小组' })]
    const needs = told(source({ meetings }), '2026-11-22')
    expect(needs.find(({ rule, period }) => rule.id === 'R02' && period.first === '2026-11-01')).toMatchObject({ met: 0, planned: [{ heldOn: '2026-11-25' }] })
    expect(needs.filter(({ rule, period, met }) => rule.id === 'R03' && period.first === '2026-11-01' && met === 1)).toMatchObject([{ part: '第一党小组' }])
  })

  it('of talks is counted by pairs: a committee member with each other, each member with the committee, each member with a member', () => {
    const talk = (talker: string, talkedTo: string) => held('heartTalk', '2026-10-20', { id: `${talker}${talkedTo}`, talk: { talker, talkedTo } })
    const needs = told(source({ meetings: [talk('周启明', '林静怡'), talk('林静怡', '周启明'), talk('周启明', '罗敏'), talk('罗敏', '马晓东'), talk('罗敏', '唐雨薇'), talk('罗敏', '罗敏')] }), '2026-11-22').filter(({ rule }) => rule.id === 'R08')
    expect(needs.map(({ part, met, asked }) => [part, met, asked])).toEqual([['支部委员之间', 1, 10], ['支部委员和党员之间', 1, 12], ['党员和党员之间', 2, 12]])
  })

  it('of a branch without a committee is no 支委会, and without groups no 党小组会', () => {
    const small = people.slice(0, 1).map((person) => ({ ...person, history: person.history.map((change) => (change.field === 'group' ? { ...change, value: null } : change)) }))
    expect(told(source({ people: small }), '2026-11-22').filter(({ rule }) => rule.id === 'R02' || rule.id === 'R03')).toEqual([])
  })
})

describe('K01', () => {
  it('counts no more than was asked, and leaves out what was not needed', () => {
    const needs = told(source({ meetings: [...samples, held('generalMeeting', '2026-10-09'), held('generalMeeting', '2026-10-10')] }), '2026-11-22').filter(({ rule }) => rule.frequency?.scope !== 'talks')
    // Missing 6; running 支委会, 主题党日, two 党小组会, 党课, 组织生活会, 民主评议; held 支委会 September, 主题党日 October, 党员大会 of both quarters.
    expect(completion(needs)).toEqual({ asked: 6 + 7 + 4, met: 4 })
  })
})

describe('a period', () => {
  it.each([['month', '2024-02-29', '2024-02-01', '2024-02-29', '2024年2月'], ['quarter', '2026-12-31', '2026-10-01', '2026-12-31', '2026年第四季度'], ['half', '2026-07-01', '2026-07-01', '2026-12-31', '2026年下半年'], ['year', '2026-07-01', '2026-01-01', '2026-12-31', '2026年']] as const)('%s of %s', (kind, day, first, last, words) => {
    const period = periodOf(kind, day)
    expect([period.first, period.last, periodInWords(period)]).toEqual([first, last, words])
  })
})
