import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxPeopleLines, parsePeopleLines, parsePosts, parseStatus } from '../../shared/domain/peopleLines.ts'
import { committeeOf, rosterOn, standingOn, type PersonWithHistory } from '../../shared/domain/roster.ts'
import type { DatedChange, PersonChange } from '../../shared/domain/person.ts'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'

const since = '2024-01-01'

describe('pasted lines', () => {
  it('of the sample are all understood', () => {
    const { people, problems } = parsePeopleLines(peopleLines, since)
    expect(problems).toEqual([])
    expect(people).toHaveLength(19)
    expect(people[0]).toEqual({ line: 2, name: '周启明', status: 'fullMember', posts: ['secretary'], group: '第一党小组', from: '2024-02-20' })
    expect(people.filter((p) => p.name === '陈思远').map((p) => p.status)).toEqual(['prospect', 'probationaryMember'])
  })

  it('may come in another order, without a heading, with commas, with Windows line ends and a byte order mark', () => {
    const one = [{ name: '罗敏', status: 'fullMember', posts: ['secretary', 'organizationCommissioner'], group: '第一党小组', from: '2024-02-20' }]
    for (const text of [
      '罗　敏\t党员\t支部书记、组织委员\t第一党小组\t2024年2月20日', '\ufeff罗敏，正式党员，书记／组织委员，第一党小组，2024.2.20\r\n\r\n', '自\t备注\t职务\t小组\t类别\t姓名\r\n20240220\t随便\t书记 组织委员\t第一 党小组\t中共党员\t罗敏\r\n',
    ]) expect(parsePeopleLines(text, since)).toMatchObject({ people: one, problems: [] })
  })

  it('without a date mean the day the branch began its books', () => { expect(parsePeopleLines('罗敏\t正式党员', since).people[0]).toMatchObject({ from: since, group: null, posts: [] }) })

  it.each([
    ['\t正式党员', '没有姓名'], ['罗\t正式党员', '应为2到30个字'], ['罗敏', '没有人员类别'], ['罗敏\t流动党员', '“流动党员”不在码表内'], ['罗敏\t正式党员\t支委', '“支委”不在码表内'],
    ['方子涵\t预备党员\t书记', '党内职务由正式党员担任'], ['罗敏\t正式党员\t\t\t2024-02-30', '“2024-02-30”读不懂'], ['罗敏\t正式党员\t\t\t去年', '“去年”读不懂'],
    [`罗敏\t正式党员\t\t${'组'.repeat(41)}`, '党小组名称过长'], ['罗敏\t__proto__', '“__proto__”不在码表内'], ['罗敏\tconstructor', '不在码表内'], ['罗敏\t正式党员\ttoString', '“toString”不在码表内'],
  ])('%j is named and nothing is guessed', (line, complaint) => {
    const { people, problems } = parsePeopleLines(`马晓东\t正式党员\n${line}`, since)
    expect(people.map((p) => p.name)).toEqual(['马晓东'])
    expect(problems).toEqual([{ line: 2, message: expect.stringMatching(new RegExp(`^第2行：.*${complaint}`)) }])
  })

  it('naming one person twice on one day are refused, on two days they are a history', () => {
    expect(parsePeopleLines('张伟\t正式党员\n张　伟\t群众', since).problems[0]).toMatchObject({ line: 2, message: expect.stringContaining('张伟（一组）') })
    expect(parsePeopleLines('张伟\t预备党员\t\t\t2024-01-01\n张伟\t正式党员\t\t\t2025-01-01', since)).toMatchObject({ problems: [], people: [{}, {}] })
  })

  it('are too many above the limit, and then none is read', () => {
    const lines = (n: number) => Array.from({ length: n }, (_, i) => `某某${i}\t群众`).join('\n')
    expect(parsePeopleLines(lines(maxPeopleLines), since)).toMatchObject({ problems: [] })
    expect(parsePeopleLines(lines(maxPeopleLines + 1), since)).toMatchObject({ people: [], problems: [{ line: maxPeopleLines + 1 }] })
  })

  it('never throw, and account for every line that is not blank', () => {
    const cell = fc.oneof(fc.constantFrom('姓名', '罗敏', '正式党员', '书记', '第一党小组', '2024-02-20', '', '自'), fc.string({ unit: 'binary' }))
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }), fc.constantFrom('\t', ',', '，'), (rows, between) => {
      const { people, problems } = parsePeopleLines(rows.map((cells) => cells.join(between)).join('\n'), since)
      const lines = [...people, ...problems].map((p) => p.line)
      expect(new Set(lines).size).toBe(lines.length)
    }))
  })

  it('know other words for a post and a 类别', () => {
    expect(parsePosts('支部书记、党小组长、书记')).toEqual(['secretary', 'groupLeader'])
    expect(parsePosts('普通党员')).toEqual([])
    expect(parseStatus('积极分子')).toBe('activist')
  })
})

const person = (id: string, changes: [PersonChange, string][]): PersonWithHistory => ({ id, name: id, history: changes.map(([change, from], i): DatedChange => ({ ...change, id: `${id}${i}`, personId: id, from })) })
const status = (value: 'fullMember' | 'probationaryMember' | 'prospect' | 'nonMember'): PersonChange => ({ field: 'status', value })
const inGroup = (value: string | null): PersonChange => ({ field: 'group', value })

/** The sample as it is stored: each line is three facts. */
function branchOf(text: string): PersonWithHistory[] {
  const byName = new Map<string, [PersonChange, string][]>()
  for (const { name, status: value, posts, group, from } of parsePeopleLines(text, since).people) {
    byName.set(name, [...(byName.get(name) ?? []), [{ field: 'status', value }, from], [{ field: 'posts', value: posts }, from], [{ field: 'group', value: group }, from]])
  }
  return [...byName].map(([name, changes]) => person(name, changes))
}

describe('the roster', () => {
  const people = branchOf(peopleLines)
  const onDay = (day: string) => rosterOn(people, day)

  it('has 陈思远 as 发展对象 on 8 September 2026 and as 预备党员 on 12 October', () => {
    const chen = (day: string) => onDay(day).find((p) => p.name === '陈思远')
    expect(chen('2026-06-08')).toBeUndefined()
    expect(chen('2026-09-08')).toMatchObject({ status: 'prospect', hasVote: false, noVoteReason: '不是党员' })
    expect(chen('2026-10-11')).toMatchObject({ status: 'prospect' })
    expect(chen('2026-10-12')).toMatchObject({ status: 'probationaryMember', hasVote: false, noVoteReason: '预备党员' })
  })

  it('has five members of the committee, by post, and fifteen votes', () => {
    expect(committeeOf(onDay('2026-09-08')).map((p) => p.name)).toEqual(['周启明', '林静怡', '郑浩然', '吴国栋', '何晓燕'])
    expect(onDay('2026-09-08').filter((p) => p.hasVote)).toHaveLength(15)
    expect(onDay('2026-09-08')).toHaveLength(18)
    expect(onDay('2024-02-19')).toEqual([])
  })

  it('stands in the order of the groups, then the posts, then as entered', () => {
    expect(onDay('2026-09-08').map((p) => p.name).join(' ')).toBe('周启明 吴国栋 孙立军 赵文博 徐桂芳 曹建国 方子涵 陈思远 林静怡 郑浩然 何晓燕 钱雅文 马晓东 高志远 罗敏 邓丽娟 梁永康 唐雨薇')
  })

  it('counts its groups as people do', () => {
    const groups = ['机关党小组', '第十一党小组', '第十党小组', '第2党小组', null, '第二十党小组', '一组', '第10党小组甲', '退休党小组']
    const sorted = rosterOn(groups.map((group, i) => person(`p${i}`, [[status('fullMember'), since], [inGroup(group), since]])), since).map((p) => p.group)
    expect(sorted).toEqual(['一组', '第2党小组', '第10党小组甲', '第十党小组', '第十一党小组', '第二十党小组', '机关党小组', '退休党小组', null])
  })

  it('is without those who left, from that day on, until they return', () => {
    const one = [person('邓丽娟', [[status('fullMember'), '2024-01-01'], [{ field: 'left', value: 'transferred' }, '2025-03-01'], [{ field: 'left', value: null }, '2025-09-01']])]
    expect(['2025-02-28', '2025-03-01', '2025-08-31', '2025-09-01'].map((day) => rosterOn(one, day).length)).toEqual([1, 0, 0, 1])
  })

  it('gives no vote under 留党察看, and gives it back', () => {
    const one = [person('邓丽娟', [[status('fullMember'), '2024-01-01'], [{ field: 'vote', value: '留党察看' }, '2025-03-01'], [{ field: 'vote', value: null }, '2026-03-01']])]
    expect(rosterOn(one, '2025-03-01')[0]).toMatchObject({ hasVote: false, noVoteReason: '留党察看' })
    expect(rosterOn(one, '2026-03-01')[0]).toMatchObject({ hasVote: true, noVoteReason: null })
  })

  it('is the same in whatever order the facts were entered', () => {
    const { history } = person('陈思远', [[status('nonMember'), '2024-01-01'], [status('prospect'), '2026-06-09'], [status('probationaryMember'), '2026-10-12']])
    fc.assert(fc.property(fc.shuffledSubarray([...history], { minLength: 3 }), (shuffled) => { expect(standingOn(shuffled, '2026-10-11').status).toBe('prospect') }))
  })

  it('has no committee member who is only 党小组组长', () => {
    const one = [person('孙立军', [[status('fullMember'), since], [{ field: 'posts', value: ['groupLeader'] }, since]])]
    expect(committeeOf(rosterOn(one, since))).toEqual([])
  })
})
