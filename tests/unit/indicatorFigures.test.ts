import { describe, expect, it } from 'vitest'
import { attainedProjects, backboneShares, closedProjects, closedShares, convertedShare, fusedShare, hoursPerMember, pioneerShare, zoneShares } from '../../shared/domain/indicatorFigures.ts'
import { attainmentInWords, attainmentOf, directionOf, shownAttainment } from '../../shared/domain/project.ts'

const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const due = (n: number, state: string, closedOn: string | null) => ({ id: id(n), title: `第${n}项`, confidential: n === 9, dueOn: '2026-09-30', state, closedOn, done: state === 'done' })

describe('attainment: (actual − baseline) / (target − baseline)', () => {
  it.each([
    ['42', '25', '31', '64.7', '64.7 %'], ['86', '95', '94.2', '91.1', '91.1 %'], ['88', '96', '95', '87.5', '87.5 %'],
    ['42', '25', '50', '-47.1', '-47.1 %'], ['86', '95', '97', '122.2', '100 %'], ['7.5', '5', '7.5', '0.0', '0.0 %'], ['5', '5', '5', null, '—'], ['86', '95', null, null, '—'], [null, '95', '90', null, '—'], ['86', null, '90', null, '—'],
  ])('from %s to %s, now %s: %s, shown as %s', (baseline, target, actual, percent, shown) => {
    expect(attainmentOf({ baseline, target }, actual)).toBe(percent)
    expect(shownAttainment(percent)).toBe(shown)
  })

  it('says how it came about, or why there is none', () => {
    expect(attainmentInWords({ baseline: '42', target: '25' }, '50', '%')).toBe('由42%到50%，目标25%：（50－42）÷（25－42）＝-47.1%。')
    expect(attainmentInWords({ baseline: '-2', target: '3' }, '4', '')).toBe('由-2到4，目标3：（4－(-2)）÷（3－(-2)）＝120.0%；超过100%的按100%显示。')
    expect(attainmentInWords({ baseline: '5', target: '5.0' }, '5', '')).toBe('目标值等于现状值，不计算达成率。')
    expect(attainmentInWords({ baseline: '5', target: '3' }, null, '')).toBe('这一天以前没有登记实际值，不计算达成率。')
  })

  it('the direction is told by the two values', () => expect([directionOf('42', '25'), directionOf('86', '95'), directionOf('5', '5'), directionOf(null, '5')]).toEqual(['down', 'up', 'up', 'up']))
})

describe('each indicator, by hand', () => {
  it('K05: done of what fell due, and done in time; what was cancelled does not count', () => {
    const [rate, inTime] = closedShares([due(1, 'done', '2026-09-28'), due(2, 'done', '2026-10-02'), due(3, 'doing', null), due(9, 'cancelled', '2026-09-01')])
    expect([rate.value, rate.how]).toEqual(['66.7 %', '已到期的议定事项3项，其中已办结2项：2÷3＝66.7%。另有1项已取消，不计入。'])
    expect(rate.records.map(({ note }) => note)).toEqual(['时限9月30日，9月28日办结', '时限9月30日，10月2日办结', '时限9月30日'])
    expect(closedShares([due(1, 'done', '2027-01-04')])[0].records[0]?.note).toBe('时限9月30日，2027年1月4日办结')
    expect([inTime.value, inTime.records.filter(({ counts }) => counts).map((record) => record.id)]).toEqual(['33.3 %', [id(1)]])
  })
  it('a zero denominator shows —, never 0 %', () => {
    const all = [...closedShares([]), convertedShare([]), closedProjects([]), attainedProjects([]), ...backboneShares([]), pioneerShare([]), ...zoneShares([], '2026-12-31'), hoursPerMember([], 0), fusedShare([])]
    expect(all.map(({ code, value, how }) => [code, value, how.includes('不计算')])).toEqual(all.map(({ code }) => [code, '—', true]))
  })
  it('a numerator of zero is 0.0 %', () => expect(convertedShare([{ id: id(1), title: 'x', converted: false }]).value).toBe('0.0 %'))
  it('K06: 4 of 5', () => expect(convertedShare([1, 2, 3, 4, 5].map((n) => ({ id: id(n), title: `${n}`, converted: n < 5 }))).value).toBe('80.0 %'))
  it('K07: closed of those that were to be closed; a goal is reached at 100 and never averaged', () => {
    expect(closedProjects([{ id: id(1), title: 'a', dueOn: '2026-12-15', closed: true }, { id: id(2), title: 'b', dueOn: '2026-12-15', closed: false }]).value).toBe('50.0 %')
    const reached = attainedProjects([{ id: id(1), title: 'a', attainment: '122.2', shown: '100 %' }, { id: id(2), title: 'b', attainment: '-47.1', shown: '-47.1 %' }, { id: id(3), title: 'c', attainment: null, shown: '—' }])
    expect([reached.value, reached.how]).toEqual(['50.0 %', '能计算达成率的项目2个，其中达到目标1个：1÷2＝50.0%。达成率＝（实际值－现状值）÷（目标值－现状值）。另有1个没有数值，或目标值等于现状值，不计算。'])
  })
  it('K08 and K09: 2 of 4 members are backbone, 2 of 3 backbone are members', () => {
    const people = [[true, true], [true, true], [true, false], [true, false], [false, true]].map(([isMember = false, isBackbone = false], n) => ({ id: id(n), name: `${n}`, isMember, isBackbone }))
    expect(backboneShares(people).map(({ value }) => value)).toEqual(['50.0 %', '66.7 %'])
  })
  it('K11: closed, or at the goal', () => expect(pioneerShare([{ id: id(1), title: 'a', attainment: null, shown: '—', closed: true }, { id: id(2), title: 'b', attainment: '99.9', shown: '99.9 %', closed: false }, { id: id(3), title: 'c', attainment: '100.0', shown: '100.0 %', closed: false }]).value).toBe('66.7 %'))
  it('K12: each object counts once however often it was visited; strangers do not count', () => {
    const visit = (object: string, found = '', closedOn: string | null = null) => ({ id: id(1), object, on: '2026-10-08', found, closedOn })
    const [visited, closed] = zoneShares([{ id: id(1), title: '城西', objects: ['甲店', '乙店', '丙店'], visits: [visit('甲店'), visit('甲店', '扫码故障', '2026-10-09'), visit('丁店', '缺货'), visit('乙店', '破损', '2026-11-01')] }], '2026-10-31')
    expect([visited.value, visited.numerator, visited.denominator]).toEqual(['66.7 %', '2', '3'])
    expect(closed.value).toBe('33.3 %')
  })
  it('K14: hours a member; K15 is for analysis only', () => {
    expect(hoursPerMember([{ kind: 'meeting', id: id(1), title: 'a', hours: '17' }, { kind: 'volunteer', id: id(2), title: 'b', hours: '1.5' }], 17)).toMatchObject({ value: '1.1 小时', numerator: '18.5' })
    expect(fusedShare([{ id: id(1), title: 'a', business: true }, { id: id(2), title: 'b', business: false }])).toMatchObject({ value: '50.0 %', forAnalysis: true })
  })
})
