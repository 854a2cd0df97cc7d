import { describe, expect, it } from 'vitest'
import { organisationFindings, untilInWords } from '../../shared/domain/organisationFindings.ts'
import type { OrganisationRule, TermFacts } from '../../shared/domain/organisation.ts'
import type { PartyPost, PersonStatus, RosterEntry } from '../../shared/domain/person.ts'
import { isOverdue, proposalOf, transferWarnings, type TransferFacts } from '../../shared/domain/transfer.ts'
import { comparedId, findDuplicates, plainName, strongerMark } from '../../shared/domain/duplicates.ts'
import { fieldText, partyAgeOf, wholeYears, workOf } from '../../shared/domain/rosterView.ts'

const entry = (n: number, more: Partial<RosterEntry> = {}): RosterEntry => ({ id: `p${n}`, name: `党员${n}`, status: 'fullMember', posts: [], group: null, hasVote: true, noVoteReason: null, ...more })
/** So many full members; the first of them hold the posts, one each. */
const branchOf = (full: number, held: PartyPost[] = [], more: RosterEntry[] = []): RosterEntry[] => [...Array.from({ length: full }, (_, n) => entry(n, held[n] ? { posts: [held[n]] } : {})), ...more]
const term = (more: Partial<TermFacts> = {}): TermFacts => ({ number: 4, beganOn: '2024-02-20', years: 3, extendedTo: null, extensionBasis: '', approvalNo: '', note: '', ...more })
const judged = (rule: OrganisationRule, roster: RosterEntry[], at: TermFacts | null = null, on = '2026-09-08') => organisationFindings({ roster, term: at, on }).filter((finding) => finding.rule === rule)
const found = (...args: Parameters<typeof judged>): string[] => judged(...args).filter(({ state }) => state === 'finding').map(({ message }) => message)
const committee: PartyPost[] = ['secretary', 'organizationCommissioner', 'publicityCommissioner', 'disciplineCommissioner', 'youthCommissioner']

describe('the rules O01–O14', () => {
  it.each([[2, 1], [3, 0]])('O01: %i full members', (full, findings) => { expect(found('O01', branchOf(full))).toHaveLength(findings) })
  it('O01 counts full members only', () => { expect(found('O01', branchOf(2, [], [entry(9, { status: 'probationaryMember' })]))).toHaveLength(1) })
  it.each([[50, 0], [51, 1]])('O02: %i members', (full, findings) => { expect(found('O02', branchOf(full))).toHaveLength(findings) })
  it('O04 and O05 are not judged by a roster', () => { for (const rule of ['O04', 'O05'] as const) expect(judged(rule, branchOf(5))).toMatchObject([{ state: 'unknown' }]) })
  it.each([[6, 0, 0], [7, 0, 1], [7, 2, 1], [7, 3, 0], [7, 5, 0], [9, 6, 1], [9, 8, 1]])('O06: %i full members, %i in the committee', (full, seats, findings) => {
    expect(found('O06', branchOf(full, [...committee, 'unitedFrontCommissioner', 'secrecyCommissioner', 'deputySecretary'].slice(0, seats) as PartyPost[]))).toHaveLength(findings)
  })
  it('O06 is marked 待核 and 应当', () => { expect(judged('O06', branchOf(7))).toMatchObject([{ unverified: true, strength: 'MUST', article: '支部工作条例第20条' }]) })
  it('O07: below seven no commissioners, and one deputy at most', () => {
    expect(found('O07', branchOf(6, ['secretary', 'deputySecretary']))).toEqual([])
    expect(found('O07', branchOf(6, ['secretary', 'organizationCommissioner']))[0]).toContain('党员1')
    expect(found('O07', branchOf(6, ['secretary', 'deputySecretary', 'deputySecretary']))).toHaveLength(1)
  })
  it('O08 names the posts that nobody holds', () => { expect(found('O08', branchOf(8, ['secretary', 'organizationCommissioner', 'publicityCommissioner']))).toEqual(['还没有纪检委员。']) })
  it('O09: a group has one leader, three members, one of them full; everybody is in one', () => {
    const group = (name: string | null, status: PersonStatus = 'fullMember', posts: PartyPost[] = []) => (n: number) => entry(n, { group: name, status, posts })
    expect(found('O09', [group('第一党小组', 'fullMember', ['groupLeader'])(1), ...[2, 3].map(group('第一党小组'))])).toEqual([])
    expect(found('O09', [1, 2, 3].map(group('第一党小组')))).toEqual(['第一党小组没有组长。'])
    expect(found('O09', [1, 2, 3].map(group('第一党小组', 'probationaryMember')))).toEqual(['第一党小组没有组长。', '第一党小组没有正式党员。'])
    expect(found('O09', [group('第一党小组', 'fullMember', ['groupLeader'])(1), group(null)(2)])).toEqual(['第一党小组只有1名党员，一般不少于3名。', expect.stringContaining('党员2没有编入党小组')])
    expect(judged('O09', branchOf(20))).toMatchObject([{ state: 'unknown' }])
    expect(judged('O09', [group('第一党小组', 'fullMember', ['groupLeader'])(1)])).toMatchObject([{ strength: 'LOCAL', unverified: true }])
  })
  it.each([[99, 0], [100, 1]])('O10: %i members', (full, findings) => { expect(found('O10', branchOf(full))).toHaveLength(findings) })
  it.each([[49, 0], [50, 1], [99, 1], [100, 0]])('O11: %i members', (full, findings) => { expect(found('O11', branchOf(full))).toHaveLength(findings) })
  it('O12: a term that is over, an extension without a basis or of more than a year', () => {
    expect(found('O12', branchOf(7), term(), '2027-02-19')).toEqual([])
    expect(found('O12', branchOf(7), term(), '2027-02-20')).toHaveLength(1)
    expect(found('O12', branchOf(7), term({ extendedTo: '2028-02-20', extensionBasis: '批复' }), '2027-02-20')).toEqual([])
    expect(found('O12', branchOf(7), term({ extendedTo: '2028-02-21', extensionBasis: '批复' }), '2027-02-20')).toEqual(['延期超过1年。'])
    expect(judged('O12', branchOf(7))).toMatchObject([{ state: 'unknown' }])
  })
  it.each([['2026-08-19', ''], ['2026-08-20', '不到6个月'], ['2026-11-19', '不到6个月'], ['2026-11-20', '不到3个月'], ['2027-02-19', '不到3个月'], ['2027-02-20', '届满']])('O13 on %s: %s', (on, words) => {
    const messages = found('O13', branchOf(7), term(), on)
    expect(messages.join()).toContain(words)
    expect(messages).toHaveLength(words === '' ? 0 : 1)
  })
  it('O14: a secretary, and only one', () => {
    expect(found('O14', branchOf(7))).toEqual(['没有书记，应当及时补选。'])
    expect(found('O14', branchOf(7, ['secretary', 'secretary']))[0]).toContain('2名书记')
    expect(found('O14', branchOf(7, committee))).toEqual([])
  })
  it('count down to the end of a term in words', () => {
    expect(untilInWords('2027-02-20', '2026-09-08')).toBe('还有5个月')
    expect(untilInWords('2027-02-20', '2027-02-08')).toBe('还有12天')
    expect(untilInWords('2027-02-20', '2024-02-20')).toBe('还有3年')
    expect(untilInWords('2027-02-20', '2027-02-20')).toBe('今天届满')
    expect(untilInWords('2027-02-20', '2027-04-21')).toBe('已过2个月1天')
  })
})

describe('a transfer', () => {
  const facts = (more: Partial<TransferFacts> = {}): TransferFacts => ({ direction: 'out', transferNo: '', fromOrg: '', toOrg: '', reason: '', issuedOn: '2026-08-01', validDays: 30, duesPaidTo: '2026-08', receivedOn: null, state: 'issued', note: '', ...more })
  it.each([['2026-08-31', false], ['2026-09-01', true]])('of 30 days issued on 1 August is overdue on %s: %s', (on, overdue) => { expect(isOverdue(facts(), on)).toBe(overdue) })
  it('is not overdue once it was received or returned', () => { for (const state of ['draft', 'received', 'returned'] as const) expect(isOverdue(facts({ state }), '2027-01-01')).toBe(false) })
  it('proposes only what the roster does not say yet', () => {
    expect(proposalOf(facts({ state: 'received' }), true)).toBe('leave')
    expect(proposalOf(facts({ state: 'received' }), false)).toBeNull()
    expect(proposalOf(facts({ state: 'received', direction: 'in' }), false)).toBe('enter')
    expect(proposalOf(facts(), true)).toBeNull()
  })
  it('warns of missing dues, and of a person who is no member', () => {
    expect(transferWarnings(facts({ duesPaidTo: null }), 'fullMember', '2026-08-02')).toEqual([expect.stringContaining('党费')])
    expect(transferWarnings(facts({ duesPaidTo: '2026-06' }), 'fullMember', '2026-08-02')).toEqual([expect.stringContaining('早于开具的月份')])
    expect(transferWarnings(facts(), 'nonMember', '2026-08-02')).toEqual([expect.stringContaining('不是党员')])
  })
})

describe('two who may be one', () => {
  it('are compared without the bracket that tells them apart, and with 15 digits as with 18', () => {
    expect(plainName('罗　敏（二组）')).toBe('罗敏')
    expect(comparedId('110105491231002')).toBe(comparedId('11010519491231002X'))
    expect(comparedId('11010519491231002x')).toBe(comparedId('11010519491231002X'))
  })
  it('are a pair once, with every reason; the same name alone is none', () => {
    const person = (id: string, name: string, values = {}) => ({ id, name, values })
    expect(findDuplicates([person('a', '罗敏', { birthOn: '1986-02', mobile: '139 0000 0001' }), person('b', '罗敏（二组）', { birthOn: '1986-02-17', mobile: '13900000001' })], new Set())).toEqual([{ a: 'a', b: 'b', reasons: ['birth', 'mobile'] }])
    expect(findDuplicates([person('a', '罗敏'), person('b', '罗敏（二组）')], new Set())).toEqual([])
    expect(findDuplicates([person('a', '罗敏', { idNumber: '110105491231002' }), person('b', '罗明', { idNumber: '11010519491231002X' })], new Set(['a b']))).toEqual([])
  })
  it('have the mark that says more', () => {
    expect(strongerMark('leave', 'present')).toBe('present')
    expect(strongerMark('present', 'absent')).toBe('present')
    expect(strongerMark('absent', 'leave')).toBe('leave')
  })
})

describe('what a row tells', () => {
  it('counts 党龄 in whole years from 转正, and from the first day of a month alone', () => {
    expect(partyAgeOf('fullMember', { fullOn: '1999-06-20', joinedOn: '1998-06-20' }, '2026-06-19')).toBe(26)
    expect(partyAgeOf('fullMember', { fullOn: '1999-06-20' }, '2026-06-20')).toBe(27)
    expect(partyAgeOf('fullMember', { fullOn: '1999-06' }, '2026-06-01')).toBe(27)
    expect(partyAgeOf('probationaryMember', { fullOn: '1999-06-20' }, '2026-06-20')).toBeNull()
    expect(partyAgeOf('fullMember', {}, '2026-06-20')).toBeNull()
    expect(wholeYears('2024-02-29', '2025-02-28')).toBe(1)
    expect(wholeYears('2027-01-01', '2026-01-01')).toBeNull()
  })
  it('says department and job once', () => {
    expect(workOf({ department: '办公室', job: '主任' })).toBe('办公室主任')
    expect(workOf({ department: '办公室主任', job: '主任' })).toBe('办公室主任')
    expect(workOf({})).toBe('')
  })
  it('shows codes as words, money in yuan only unmasked', () => {
    expect(fieldText('education', '21')).toBe('大学本科毕业')
    expect(fieldText('duesBase', '650005')).toBe('****')
    expect(fieldText('duesBase', '650005', false)).toBe('6500.05元')
    expect(fieldText('joinedOn', '1998-06')).toBe('1998年6月')
    expect(fieldText('mobile', undefined)).toBe('')
  })
})
