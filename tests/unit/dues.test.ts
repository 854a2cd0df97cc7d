// 党费: every example of domain rules 4.2, the rates at their edges, who owes for which month, what a month is called, K04 and what 今天 tells.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseOf, categoryOfFile, moneyOf, readMoney, reckonDues, type DuesAssessment, type DuesCategory, type DuesPart } from '../../shared/domain/dues.ts'
import { duesShare } from '../../shared/domain/duesFigures.ts'
import { assessmentFor, duesMonth, duesRows, monthAfter, monthsOfYear, monthsWithout, owesFor, paymentKey, type DuesBook, type DuesPerson, type DuesTransfer } from '../../shared/domain/duesYear.ts'
import type { DatedChange, Leaving, PersonStatus } from '../../shared/domain/person.ts'
import { duesDrafts } from '../../shared/domain/todayDues.ts'
import { duesCategories, duesRules, usualMost } from '../../shared/rules/dues.ts'
import { linesOn } from '../../shared/domain/today.ts'
import { factsOf } from './todayFacts.ts'

const yuan = (text: string): number => readMoney(text) ?? -1
const owed = (category: DuesCategory, base: string | null) => { const { calculated } = reckonDues(category, base === null ? null : yuan(base)); return calculated === null ? null : moneyOf(calculated) }

describe('the monthly sum', () => {
  it.each([
    ['D1', 'salaried', '2999.99', '15.00'], ['D2', 'salaried', '3000.00', '15.00'], ['D3', 'salaried', '3000.01', '30.00'], ['D4', 'salaried', '4200', '42.00'], ['D5', 'salaried', '5000', '50.00'], ['D6', 'salaried', '5000.01', '75.00'],
    ['D7', 'salaried', '6000', '90.00'], ['D8', 'salaried', '10000', '150.00'], ['D9', 'salaried', '10000.01', '200.00'], ['D10', 'salaried', '12345.67', '246.91'],
    ['D13', 'retired', '3800', '19.00'], ['D14', 'retired', '5000', '25.00'], ['D15', 'retired', '5000.01', '50.00'], ['D17 student', 'student', null, '0.20'], ['D17 hardship', 'hardship', null, '0.20'],
  ] as const)('is that of %s: %s %s → %s', (_name, category, base, expected) => {
    expect(owed(category, base)).toBe(expected)
  })

  it('D11: above 1000 the reckoned sum is told, and 1000 is offered', () => {
    expect(reckonDues('salaried', yuan('65000'))).toMatchObject({ calculated: 130_000, proposed: usualMost, hints: ['算出来1300.00元；每人每月一般不超过1000.00元，自愿可以多交。'] })
    expect(reckonDues('salaried', yuan('50000'))).toMatchObject({ calculated: 100_000, proposed: 100_000, hints: [] })
  })

  it('D12: parts that count less deductions make the base; what does not count is in neither', () => {
    const part = (name: string, role: DuesPart['role'], amount: string): DuesPart => ({ name, role, amount: yuan(amount) })
    const parts = [
      part('岗位', 'counted', '5200'), part('年功', 'counted', '800'), part('月普发绩效', 'counted', '3600'), part('交通', 'left', '600'), part('通讯', 'left', '200'), part('误餐', 'left', '440'),
      part('个人五险一金', 'deducted', '1980'), part('企业年金', 'deducted', '380'), part('个税', 'deducted', '96.50'),
    ]
    expect(baseOf(parts)).toBe(yuan('7143.50'))
    expect(reckonDues('salaried', baseOf(parts))).toMatchObject({ rate: { basisPoints: 150 }, calculated: 10_715, lines: ['5000元以上至10000元（含）：整个基数按1.5%', '7143.50元×1.5%＝107.15元'] })
  })

  it('D16: of a pension the 津补贴 is left out', () => {
    const base = baseOf([{ name: '基本养老金', role: 'counted', amount: yuan('5200') }, { name: '津补贴', role: 'left', amount: yuan('900') }])
    expect([base, reckonDues('retired', base).calculated]).toEqual([520_000, 5_200])
  })

  it('D18: what is negative or no number is none, and deductions above what counts make no base', () => {
    for (const text of ['-1', '−5', 'abc', '', '1.234', '一百', '1e3', 'NaN', '9999999999']) expect([text, readMoney(text)]).toEqual([text, null])
    expect(baseOf([{ name: '岗位', role: 'counted', amount: 100 }, { name: '个税', role: 'deducted', amount: 101 }])).toBeNull()
    for (const base of [-1, 0.5, NaN, Infinity]) expect(() => reckonDues('salaried', base)).toThrow(RangeError)
  })

  it('is read as people write it, and told back to the 分', () => {
    expect(['6,500.5元', '￥６５００', '0', '0.05', '999999999.99'].map((text) => moneyOf(yuan(text)))).toEqual(['6500.50', '6500.00', '0.00', '0.05', '999999999.99'])
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => { expect(readMoney(moneyOf(fen))).toBe(fen) }))
  })

  it('is rounded to 角 or 元 where the unit chose so, half up', () => {
    expect([reckonDues('salaried', yuan('12345.67'), 'jiao').calculated, reckonDues('salaried', yuan('12345.67'), 'yuan').calculated, reckonDues('salaried', yuan('7143.50'), 'jiao').calculated, reckonDues('salaried', yuan('4150'), 'yuan').calculated]).toEqual([24_690, 24_700, 10_720, 4_200])
  })

  it('is exact: within half a 分 of the share, for any base', () => {
    fc.assert(fc.property(fc.constantFrom('salaried' as const, 'retired' as const), fc.integer({ min: 0, max: 99_999_999_999 }), (category, base) => {
      const { rate, calculated } = reckonDues(category, base)
      const twice = BigInt(calculated ?? -1) * 20_000n - 2n * BigInt(base) * BigInt(rate?.basisPoints ?? 0)
      expect(twice > -10_000n && twice <= 10_000n).toBe(true)
    }))
  })

  it('of a farmer is the least of the range, of 少交 nothing is reckoned, and each rule has its source; from memory or retold is 待核', () => {
    expect(reckonDues('farmer', null)).toMatchObject({ calculated: 20, lines: ['定额：每月0.20元至1.00元'] })
    expect(reckonDues('reduced', null)).toMatchObject({ calculated: null, proposed: null })
    expect(reckonDues('salaried', null)).toMatchObject({ calculated: null, proposed: null, lines: [] })
    expect(duesCategories.map((category) => duesRules[category].source !== '')).toEqual(duesCategories.map(() => true))
    expect([duesRules.annualSalary.verification, duesRules.salaried.verification]).toEqual(['secondHand', 'read'])
    expect([categoryOfFile('exempt'), categoryOfFile('retired'), categoryOfFile('x'), categoryOfFile(undefined)]).toEqual(['reduced', 'retired', null, null])
  })
})

const status = (from: string, value: PersonStatus): DatedChange => ({ id: from, personId: 'x', from, field: 'status', value })
const left = (from: string, value: Leaving | null): DatedChange => ({ id: `l${from}`, personId: 'x', from, field: 'left', value })
const person = (history: DatedChange[], more: Partial<DuesPerson> = {}): DuesPerson => ({ id: 'x', name: '张三', history, joinedOn: null, transfers: [], ...more })
const owesIn = (who: DuesPerson, year = 2026): string => monthsOfYear(year).map((month) => (owesFor(who, month) ? '1' : '0')).join('')
const transfer = (more: Partial<DuesTransfer>): DuesTransfer => ({ personId: 'x', direction: 'in', state: 'received', duesPaidTo: null, on: null, ...more })

describe('who owes for a month', () => {
  it('is whoever is a member on one of its days', () => {
    expect(owesIn(person([status('2020-01-01', 'fullMember')]))).toBe('111111111111')
    expect(owesIn(person([status('2026-01-01', 'activist')]))).toBe('000000000000')
    expect(owesIn(person([status('2020-01-01', 'fullMember'), left('2026-04-15', 'transferred')]))).toBe('111100000000')
    expect(owesIn(person([status('2020-01-01', 'fullMember'), left('2026-04-01', 'transferred')]))).toBe('111000000000')
    expect(owesIn(person([status('2020-01-01', 'fullMember'), left('2026-02-10', 'membershipSuspended'), left('2026-11-20', null)]))).toBe('110000000011')
  })

  it('begins with the month of the 党员大会, as the file knows it', () => {
    const history = [status('2024-01-01', 'prospect'), status('2026-10-12', 'probationaryMember')]
    expect(owesIn(person(history))).toBe('000000000111')
    expect(owesIn(person(history, { joinedOn: '2026-09-18' }))).toBe('000000001111')
    expect(owesIn(person(history, { joinedOn: '2026-11' }))).toBe('000000000011')
    // Late in a month, where the unit says so.
    expect([owesFor(person(history, { joinedOn: '2026-09-30' }), '2026-09', 30), owesFor(person(history, { joinedOn: '2026-09-29' }), '2026-09', 30), owesFor(person(history, { joinedOn: '2026-09' }), '2026-09', 2)]).toEqual([false, true, true])
    // Years apart they are not about the same meeting, and who was never here before is not asked for the time elsewhere.
    expect(owesIn(person(history, { joinedOn: '2019-05-01' }))).toBe('000000000111')
    expect(owesIn(person([status('2026-10-12', 'probationaryMember')], { joinedOn: '2026-03-01' }))).toBe('000000000111')
  })

  it('follows 党费交至 of a 介绍信, in and out', () => {
    expect(owesIn(person([status('2026-05-10', 'fullMember')], { transfers: [transfer({ duesPaidTo: '2026-06', on: '2026-05-10' })] }))).toBe('000000111111')
    const gone = [status('2020-01-01', 'fullMember'), left('2026-09-15', 'transferred')]
    expect(owesIn(person(gone, { transfers: [transfer({ direction: 'out', state: 'issued', duesPaidTo: '2026-08', on: '2026-09-10' })] }))).toBe('111111110000')
    expect(owesIn(person(gone, { transfers: [transfer({ direction: 'out', state: 'draft', duesPaidTo: '2026-05' })] }))).toBe('111111111000')
  })
})

const assessment = (fromMonth: string, amount: number, more: Partial<DuesAssessment> = {}): DuesAssessment => ({ id: fromMonth, personId: 'x', fromMonth, category: 'salaried', hasBase: true, calculated: amount, amount, reason: '', approvedOn: null, documentNo: '', note: '', at: '2026-01-05T00:00:00.000Z', who: '林静怡', ...more })
const book = (assessments: DuesAssessment[], paid: [month: string, amount: number, paidOn: string][], on = '2026-06-10'): DuesBook => ({
  on, begins: assessments[0]?.fromMonth ?? null, nextMonthFrom: null, assessments: new Map([['x', assessments]]), payments: new Map(paid.map(([month, amount, paidOn]) => [paymentKey('x', month), { personId: 'x', month, amount, paidOn, note: '' }])),
})
const member = person([status('2020-01-01', 'fullMember')])
const states = (of: DuesBook, year = 2026) => monthsOfYear(year).map((month) => duesMonth(member, month, of).state)

describe('a month', () => {
  it('is paid, made up for, short, missing, still to come, or before the ledger', () => {
    const ledger = book([assessment('2026-02', 9_000)], [['2026-02', 9_000, '2026-02-28'], ['2026-03', 9_000, '2026-04-01'], ['2026-04', 5_000, '2026-04-10'], ['2026-07', 9_000, '2026-06-01']])
    expect(states(ledger)).toEqual(['notOwed', 'paid', 'late', 'part', 'missing', 'missing', 'paid', 'open', 'open', 'open', 'open', 'open'])
    expect(duesMonth(member, '2026-04', ledger)).toEqual({ state: 'part', due: 9_000, paid: 5_000, paidOn: '2026-04-10', note: '' })
  })

  it('takes the assessment of its own year that has begun; 0 is 免交, and another year does not hold', () => {
    const list = [assessment('2026-01', 9_000), assessment('2026-07', 0, { category: 'reduced' })]
    expect([assessmentFor(list, '2026-06')?.amount, assessmentFor(list, '2026-07')?.amount, assessmentFor(list, '2027-01'), assessmentFor(list, '2025-12')]).toEqual([9_000, 0, null, null])
    expect([duesMonth(member, '2026-08', book(list, [])).state, duesMonth(member, '2027-01', book(list, [], '2027-01-31')).state]).toEqual(['exempt', 'unassessed'])
  })

  it('does not see what was paid later than the day asked for', () => {
    expect(duesMonth(member, '2026-05', book([assessment('2026-01', 100)], [['2026-05', 100, '2026-06-11']], '2026-06-10')).state).toBe('missing')
  })

  it('of a year before the ledger is asked of nobody, and who was a member then is listed all the same; within its first year who left before is not', () => {
    const ledger = book([assessment('2026-08', 9_000)], [], '2026-11-10')
    const gone = { ...person([status('2020-01-01', 'fullMember'), left('2026-03-01', 'transferred')]), id: 'y' }
    const rowsIn = (year: number) => duesRows({ year, people: [member, gone], book: ledger, files: new Map() })
    expect(rowsIn(2025).map(({ personId, months, lacking }) => [personId, months.every(({ state }) => state === 'notOwed'), lacking])).toEqual([['x', true, 0], ['y', true, 0]])
    expect(rowsIn(2026).map(({ personId }) => personId)).toEqual(['x'])
    expect(rowsIn(2019)).toEqual([])
  })

  it('follows the months over the turn of a year, and counts those in a row without a payment', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-03', -15)]).toEqual(['2027-01', '2025-12', '2024-12'])
    const lapsed = book([assessment('2025-06', 100), assessment('2026-01', 100)], [['2025-09', 100, '2025-09-01']], '2026-04-20')
    expect(monthsWithout(member, lapsed, 24)).toEqual({ months: 6, since: '2025-10' })
    expect(monthsWithout(member, lapsed, 3)).toEqual({ months: 3, since: '2026-01' })
    expect(monthsWithout(member, book([assessment('2026-01', 100)], [['2026-03', 1, '2026-03-01']], '2026-04-20'), 24)).toBeNull()
  })
})

describe('K04', () => {
  const share = (ledger: DuesBook, from: string, until: string) => duesShare(duesRows({ year: 2026, people: [member], book: { ...ledger, on: until }, files: new Map() }), ledger.begins, from, until)
  it('is who paid in full in the month of all who owed, in months that are over', () => {
    const ledger = book([assessment('2026-01', 9_000)], [['2026-01', 9_000, '2026-01-20'], ['2026-02', 9_000, '2026-03-02'], ['2026-03', 4_000, '2026-03-09']])
    expect(share(ledger, '2026-01-01', '2026-04-20')).toMatchObject({ value: '33.3 %', numerator: '1', denominator: '3', records: [{ kind: 'dues', title: '张三', counts: false, note: '应交3个月，按时足额1个月；2月补交、3月没有交足' }] })
    expect(share(ledger, '2026-01-01', '2026-04-20').how).toContain('4月还没有结束，没有计入。')
    expect(share(ledger, '2026-01-01', '2026-01-31')).toMatchObject({ value: '100.0 %', numerator: '1', denominator: '1' })
    // As it stood then: what was made up for in March was missing at the end of February.
    expect(share(ledger, '2026-02-01', '2026-02-28').records[0]?.note).toBe('应交1个月，按时足额0个月；2月未交')
  })

  it('is — where nobody owed yet, where only 免交 is left, and where no ledger is kept', () => {
    expect(share(book([assessment('2026-04', 9_000)], []), '2026-04-01', '2026-04-20')).toMatchObject({ value: '—', denominator: '0', how: expect.stringContaining('4月还没有结束') })
    expect(share(book([assessment('2026-01', 0, { category: 'reduced' })], []), '2026-01-01', '2026-03-31').value).toBe('—')
    expect(duesShare([], null, '2026-01-01', '2026-04-20')).toMatchObject({ code: 'K04', value: '—', denominator: '', how: expect.stringContaining('这里还没有党费台账') })
  })
})

describe('今天', () => {
  it('tells of a month in its last week, by three names and a number, and of who is not assessed', () => {
    const dues = { months: [{ month: '2026-11', unpaid: ['甲', '乙', '丙', '丁'], unassessed: 2 }], lapsed: [] }
    const [line] = duesDrafts(dues)
    expect(line).toMatchObject({ what: '甲、乙、丙等4人还没有交2026年11月的党费，2人还没有核定', from: '2026-11-24', until: '2026-11-30', open: { screen: 'dues', year: 2026 }, canDismiss: true })
    const told = (on: string) => linesOn(factsOf({ dues }), on).lines.some(({ key }) => key === 'dues 2026-11')
    expect([told('2026-11-23'), told('2026-11-24'), told('2026-11-30')]).toEqual([false, true, true])
    expect(duesDrafts({ months: [{ month: '2026-11', unpaid: [], unassessed: 0 }], lapsed: [] })).toEqual([])
  })

  it('names the procedure for six months without a payment, and changes nothing', () => {
    const [line] = duesDrafts({ months: [], lapsed: [{ personId: 'x', name: '张三', months: 7, since: '2026-04' }] })
    expect(line).toMatchObject({ what: '张三连续7个月没有交党费，了解一下原因', until: null, toVerify: true })
    expect(line?.why).toContain('按自行脱党处理的程序由支部研究')
    expect(line?.why).toContain('这里不改人员类别')
  })
})
