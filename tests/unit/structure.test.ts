import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemberFieldValues } from '../../shared/domain/memberFields.ts'
import { partyAgeOn, wholeYears } from '../../shared/domain/partyAge.ts'
import type { PartyPost, PersonStatus } from '../../shared/domain/person.ts'
import { structureOf, type CountedPerson, type StructureKey } from '../../shared/domain/structure.ts'
import { sampleFields } from '../fixtures/memberFields.ts'

const on = '2026-08-31'
let n = 0
const person = (name: string, fields: MemberFieldValues = {}, status: PersonStatus = 'fullMember', posts: PartyPost[] = []): CountedPerson => ({ id: `0197a1b2-0000-7000-8000-${String(++n).padStart(12, '0')}`, name, status, posts, fields })
const sample = [...sampleFields].map(([name, fields]) => person(name, fields, name === '方子涵' ? 'probationaryMember' : 'fullMember'))
const namesOf = (people: readonly CountedPerson[], key: StructureKey): Record<string, string[]> =>
  Object.fromEntries((structureOf(people, on).parts.find((part) => part.key === key)?.groups ?? []).filter(({ count }) => count > 0).map(({ label, people: behind }) => [label, behind.map(({ name }) => name)]))

describe('whole years', () => {
  it.each([
    ['1996-08-31', 30], ['1996-09-01', 29], ['1996-08', 30], ['1996-09', 29], ['2000-02-29', 26], ['2026-08-31', 0], ['2026-09-01', null],
  ])('since %s are %s on 31 August 2026', (from, years) => { expect(wholeYears(from, on)).toBe(years) })

  it('of the Party are counted from 转正, and there are none before it or without its day', () => {
    expect(partyAgeOn('1999-06-20', on)).toBe(27)
    expect(partyAgeOn(undefined, on)).toBeNull()
    expect(partyAgeOn('2027-01-01', on)).toBeNull()
  })
})

describe('the structure of the sample branch on 31 August 2026, reckoned by hand', () => {
  it('age', () => {
    expect(namesOf(sample, 'age')).toEqual({
      '30岁及以下': ['方子涵'], '31至35岁': ['何晓燕', '高志远'], '36至40岁': ['林静怡', '郑浩然', '钱雅文', '赵文博', '罗敏'], '41至45岁': ['马晓东', '邓丽娟'],
      '46至50岁': ['孙立军'], '51至55岁': ['周启明', '徐桂芳', '曹建国'], '56至60岁': ['吴国栋', '梁永康'],
    })
  })
  it('education', () => {
    const { 硕士研究生, 中专及高中, 大学本科 = [], 大学专科 = [] } = namesOf(sample, 'education')
    expect([硕士研究生, 中专及高中, 大学本科.length, 大学专科.length]).toEqual([['林静怡', '方子涵'], ['梁永康'], 9, 4])
  })
  it('years in the Party, from 转正; who is on probation has none', () => {
    expect(namesOf(sample, 'partyAge')).toEqual({
      '5至9年': ['高志远'], '10至19年': ['林静怡', '郑浩然', '何晓燕', '钱雅文', '赵文博', '马晓东', '罗敏', '邓丽娟'], '20至29年': ['周启明', '吴国栋', '孙立军', '徐桂芳', '曹建国'], '30至39年': ['梁永康'], 预备期内: ['方子涵'],
    })
  })
  it('post, gender and ethnicity', () => {
    expect(Object.entries(namesOf(sample, 'post')).map(([label, names]) => [label, names.length])).toEqual([['企业管理人员', 4], ['专业技术人员', 10], ['工勤技能人员', 2]])
    expect(Object.entries(namesOf(sample, 'gender')).map(([label, names]) => [label, names.length])).toEqual([['男', 9], ['女', 7]])
    expect(namesOf(sample, 'ethnicity')['少数民族']).toEqual(['吴国栋', '赵文博', '马晓东', '邓丽娟'])
  })
  it('shares have one decimal', () => {
    expect(structureOf(sample, on).parts[0]?.groups.map(({ label, count, share }) => [label, count, share])).toEqual([['正式党员', 15, 93.8], ['预备党员', 1, 6.3]])
  })
})

describe('what is not known', () => {
  it('stands under 未填写 and not in a band; a day of birth to come is not known either', () => {
    const unknown = [person('甲'), person('乙', { birthOn: '2027-01-01', gender: '9' })]
    expect(namesOf(unknown, 'age')).toEqual({ 未填写: ['甲', '乙'] })
    expect(namesOf(unknown, 'partyAge')).toEqual({ 未填写: ['甲', '乙'] })
    expect(namesOf(unknown, 'gender')).toEqual({ 未说明的性别: ['乙'], 未填写: ['甲'] })
  })
  it('keeps a group of nobody, for a report needs its nought, but no 未填写 of nobody', () => {
    const labels = structureOf(sample, on).parts.find(({ key }) => key === 'education')?.groups.map(({ label }) => label)
    expect(labels).toContain('博士研究生')
    expect(labels).not.toContain('未填写')
  })
  it('is nobody’s share where there is nobody', () => {
    expect(structureOf([], on).parts.flatMap(({ groups }) => groups.map(({ share }) => share)).every((share) => share === 0)).toBe(true)
  })
})

it('a holder of several posts is counted once, by the highest', () => {
  expect(namesOf([person('甲', {}, 'fullMember', ['groupLeader', 'secretary']), person('乙', {}, 'fullMember', ['groupLeader']), person('丙', {}, 'fullMember', ['youthCommissioner']), person('丁')], 'partyPost'))
    .toEqual({ '书记、副书记': ['甲'], 委员: ['丙'], 党小组组长: ['乙'], 普通党员: ['丁'] })
})

it('each part counts everybody exactly once, whatever their files hold', () => {
  const date = fc.tuple(fc.integer({ min: 1930, max: 2030 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`)
  const fields = fc.record({ birthOn: date, fullOn: date, education: fc.constantFrom('11', '21', '31', '90', '99'), gender: fc.constantFrom('0', '1', '2', '9'), ethnicity: fc.constantFrom('01', '03'), jobCategory: fc.constantFrom('manager', 'gone') }, { requiredKeys: [] })
  fc.assert(fc.property(fc.array(fc.tuple(fields, fc.constantFrom<PersonStatus>('fullMember', 'probationaryMember'))), (some) => {
    const people = some.map(([values, status]) => person('某', values, status))
    for (const { groups } of structureOf(people, on).parts) {
      expect(groups.flatMap(({ people: behind }) => behind.map(({ id }) => id)).sort()).toEqual(people.map(({ id }) => id).sort())
      for (const { count, people: behind } of groups) expect(count).toBe(behind.length)
    }
  }))
})
