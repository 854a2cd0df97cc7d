import { describe, expect, it } from 'vitest'
import { attendedShare, completedShare, learnedShare } from '../../shared/domain/branchFigures.ts'
import type { PersonWithHistory } from '../../shared/domain/roster.ts'
import { studyLedger, type StudyFacts } from '../../shared/domain/studyLedger.ts'
import type { Need } from '../../shared/domain/frequency.ts'
import { periodOf } from '../../shared/domain/periods.ts'
import { shippedRules } from '../../shared/rules/library.ts'


const rule = (id: string) => shippedRules.find((each) => each.id === id)
const held = (heldOn: string) => ({ id: 'x', kind: 'themeDay' as const, heldOn, group: '', state: 'final' as const, isSupplement: false })
function need(ruleId: string, day: string, asked: number, days: readonly string[], more: Partial<Need> = {}): Need[] {
  const found = rule(ruleId)
  if (!found?.frequency) return []
  const period = periodOf(found.frequency.period, day)
  return [{ key: `${ruleId} ${period.first}`, rule: found, period, part: '', asked, done: days.map(held), planned: [], met: Math.min(asked, days.length), state: days.length >= asked ? 'done' : 'missing', dismissal: null, ...more }]
}

describe('K01', () => {
  it('sums the smaller of held and asked: two theme days in a month do not make up for one that lacks', () => {
    const figure = completedShare([...need('R05', '2026-07-01', 1, ['2026-07-10', '2026-07-24']), ...need('R05', '2026-08-01', 1, []), ...need('R05', '2026-09-01', 1, ['2026-09-11'])], '2026-07-01', '2026-09-30')
    expect([figure.value, figure.numerator, figure.denominator]).toEqual(['66.7 %', '2', '3'])
    expect(figure.records.map(({ title, counts, note }) => [title, counts, note])).toEqual([
      ['2026年7月 主题党日', true, '应开1次，已开2次（7月10日、7月24日）'], ['2026年8月 主题党日', false, '应开1次，已开0次'], ['2026年9月 主题党日', true, '应开1次，已开1次（9月11日）'],
    ])
  })
  it('what is asked once a year belongs to the quarter in which the year ends; talks and what is not needed do not count', () => {
    const needs = [...need('R06', '2026-03-01', 1, []), ...need('R08', '2026-03-01', 6, []), ...need('R05', '2026-08-01', 1, [], { state: 'dismissed', dismissal: '台风' })]
    expect(completedShare(needs, '2026-07-01', '2026-09-30')).toMatchObject({ value: '—', denominator: '0' })
    expect(completedShare(needs, '2026-10-01', '2026-12-31')).toMatchObject({ value: '0.0 %', denominator: '1' })
    expect(completedShare(needs, '2026-01-01', '2026-12-31').how).toContain('另有1处写明不需要，不计入。')
  })
})

describe('K02', () => {
  const marked = (...people: [string, boolean][]) => people.map(([personId, there]) => ({ personId, there }))
  it('leaves out who was excused and did not come, counts who was and came, and says what nobody marked', () => {
    const figure = attendedShare([
      { id: '1', title: '主题党日', heldOn: '2026-09-11', expected: 5, marked: marked(['a', true], ['b', true], ['c', false], ['exempt', false]) },
      { id: '2', title: '党员大会', heldOn: '2026-09-18', expected: 5, marked: marked(['a', true], ['exempt', true]) },
      { id: '3', title: '支委会', heldOn: '2026-09-20', expected: 3, marked: [] },
    ], (id) => id === 'exempt')
    // 4 − 1 excused and 2: five, of whom a, b and a, exempt came.
    expect([figure.value, figure.numerator, figure.denominator]).toEqual(['80.0 %', '4', '5'])
    expect(figure.records.map(({ note, counts }) => [note, counts])).toEqual([['应到4，实到2，不作硬性要求未到1，没有登记1', false], ['应到2，实到2，没有登记3', true]])
    expect(figure.how).toBe('应到5人次，实到4人次：4÷5＝80.0%。应到按当日名册。已扣除经批准不作硬性要求而未到的1人次。没有登记签到的4人次不计。另有1次会议没有签到，不计入。')
  })
  it('nobody marked: —, and nobody but the excused: —', () => {
    expect(attendedShare([], () => false).value).toBe('—')
    expect(attendedShare([{ id: '1', title: '', heldOn: '2026-09-11', expected: 1, marked: marked(['exempt', false]) }], () => true).value).toBe('—')
  })
})

describe('K03', () => {
  const since = '2024-02-20'
  const person = (n: number, name: string, hours: string, ...posts: 'secretary'[]): { person: PersonWithHistory; training: StudyFacts['trainings'][number] } => {
    const id = `0197b000-0000-7000-8000-${String(n).padStart(12, '0')}`
    return {
      person: { id, name, history: [{ id, personId: id, field: 'status' as const, value: 'fullMember' as const, from: since }, { id, personId: id, field: 'posts' as const, value: posts, from: since }] },
      training: { id, revision: 1, personId: id, name, from: '2026-03-02', to: '2026-03-06', title: '轮训', organiser: '', kind: 'theory' as const, hours, makeUpOf: null },
    }
  }
  const ledger = (...people: ReturnType<typeof person>[]) => studyLedger({ year: 2026, on: '2026-12-31', since, people: people.map((each) => each.person), meetings: [], confirmed: new Map(), trainings: people.map(({ training }) => training), volunteer: [], upcoming: [] })
  it('is made of the ledger: 32 hours of a member, 56 of the committee, as exact decimals', () => {
    const figure = learnedShare(ledger(person(1, '甲', '32'), person(2, '乙', '31.9'), person(3, '丙', '55.9', 'secretary'), person(4, '丁', '56', 'secretary')), '2026-12-31')
    expect(figure.value).toBe('50.0 %')
    // Who has left counts in neither number.
    const left = person(5, '戊', '0')
    const gone = { ...left, person: { ...left.person, history: [...left.person.history, { id: left.person.id, personId: left.person.id, field: 'left' as const, value: 'transferred' as const, from: '2026-07-01' }] } }
    expect(learnedShare(ledger(person(1, '甲', '32'), gone), '2026-12-31')).toMatchObject({ numerator: '1', denominator: '1' })
    expect(figure.records.map(({ title, counts, note }) => [title, counts, note]).toSorted()).toEqual([['丁', true, '56学时，要求56'], ['丙', false, '55.9学时，要求56'], ['乙', false, '31.9学时，要求32'], ['甲', true, '32学时，要求32']])
  })
  it('without anything confirmed or entered it is not computed, and says what waits', () => {
    const { rows, sums } = ledger(person(1, '甲', '0'))
    expect(learnedShare({ rows, sums: { ...sums, waiting: 2 } }, '2026-12-31')).toMatchObject({ value: '—', denominator: '', how: '2026年还没有确认或登记的学时，不计算，显示“—”。另有2次会议的学时还没有确认，没有计入，请到“学时台账”确认。' })
  })
})
