// 双培养: age bands at their edges, each reason of a written-out branch, K10 reckoned by hand, and what roster and file make of an entry.
import { describe, expect, it } from 'vitest'
import type { MemberFieldValues } from '../../shared/domain/memberFields.ts'
import type { DatedChange, PersonStatus } from '../../shared/domain/person.ts'
import { reaches, usualLimits, type TalentDirection, type TalentEntry } from '../../shared/domain/talent.ts'
import { talentAges } from '../../shared/domain/talentAges.ts'
import { cultivationShares, judgedEntry } from '../../shared/domain/talentPool.ts'
import { proposalAgenda, proposeTalent, talentKey, type TalentFacts, type TalentPerson } from '../../shared/domain/talentProposal.ts'
import { skillLevels } from '../../shared/domain/memberCodes.ts'
import { talentDrafts } from '../../shared/domain/todayTalent.ts'

const on = '2026-11-30'

describe('ages side by side', () => {
  const bandOf = (birthOn: string, day: string, youngAge = 35): string => {
    const { labels, groups } = talentAges([{ id: 'x', name: 'x', status: 'fullMember', birthOn }], day, youngAge)
    return labels[groups[0]?.bands.findIndex((band) => band?.length === 1) ?? -1] ?? ''
  }

  it('are whole years: the band changes on the birthday', () => {
    expect([bandOf('1990-11-30', '2026-11-29'), bandOf('1990-11-30', '2026-11-30'), bandOf('1991-12-01', on)]).toEqual(['31至35岁', '36至40岁', '31至35岁'])
  })

  it('of 29 February change on 1 March where the year has no such day, and on the day where it has', () => {
    expect([bandOf('1992-02-29', '2023-02-28'), bandOf('1992-02-29', '2023-03-01'), bandOf('1992-02-29', '2028-02-28'), bandOf('1992-02-29', '2028-02-29')]).toEqual(['26至30岁', '31至35岁', '31至35岁', '36至40岁'])
  })

  it('of a month count from its first day', () => expect([bandOf('1990-12', '2026-11-30'), bandOf('1990-12', '2026-12-01')]).toEqual(['31至35岁', '36至40岁']))

  it('end a band at the limit of the young, and nobody young is counted above it', () => {
    const { labels, groups, sentence } = talentAges([
      { id: 'a', name: '甲', status: 'fullMember', birthOn: '1994-01-01' }, { id: 'b', name: '乙', status: 'activist', birthOn: '1993-01-01' }, { id: 'c', name: '丙', status: 'prospect', birthOn: '1980-01-01' },
      { id: 'd', name: '丁', status: 'nonMember', birthOn: '2001-05' }, { id: 'e', name: '戊', status: 'nonMember', birthOn: null }, { id: 'f', name: '己', status: 'probationaryMember', birthOn: null },
    ], on, 33)
    expect(labels).toEqual(['25岁及以下', '26至30岁', '31至33岁', '34至35岁', '36至40岁', '41至45岁', '46至50岁', '51岁及以上'])
    expect(groups.map(({ name, bands, total, unknown }) => [name, bands.map((band) => (band === null ? null : band.map((who) => who.name).join(''))), total, unknown.map((who) => who.name).join('')])).toEqual([
      ['党员', ['', '', '甲', '', '', '', '', ''], 1, '己'],
      ['积极分子和发展对象', ['', '', '乙', '', '', '', '丙', ''], 2, ''],
      ['33岁及以下职工', ['丁', '', '甲乙', null, null, null, null, null], 3, '戊己'],
    ])
    expect(sentence).toBe('名册里33岁及以下的职工3人，其中党员1人、积极分子和发展对象1人、入党申请人0人、群众1人。另有2人没有填出生日期，没有计入。')
  })

  it('of nobody are zeros', () => expect(talentAges([], on, 35).groups.map(({ total }) => total)).toEqual([0, 0, 0]))
})

const person = (name: string, status: PersonStatus, birthOn: string | null, fields: MemberFieldValues = {}, more: Partial<TalentPerson> = {}): TalentPerson => ({ id: name, name, status, birthOn, fields, awards: [], projects: [], closedItems: 0, ...more })
const award = (name: string, awardedOn: string | null, level = 'unit') => ({ name, level, awardedOn })
const facts = (people: TalentPerson[], more: Partial<TalentFacts> = {}): TalentFacts => ({ year: 2026, on, limits: usualLimits, people, inPool: new Set(), decided: new Set(), ...more })
const told = (people: TalentPerson[], more: Partial<TalentFacts> = {}) => proposeTalent(facts(people, more)).candidates.map(({ name, direction, age, reasons, lacks, isSure }) => [name, direction, age, reasons.map(({ text }) => text), lacks, isSure])

describe('the proposal of a year', () => {
  /** A branch written out: each line is there for one thing. */
  const branch = [
    person('骨干老王', 'nonMember', '1975-01-01', { isBackbone: '1', backboneKind: '专卖骨干', backboneBasis: '县局〔2025〕3号', backboneSince: '2025-03', title: 'none' }),
    person('无依据', 'nonMember', '1976-01-01', { isBackbone: '1', title: 'none' }),
    person('明年骨干', 'nonMember', '1976-01-01', { isBackbone: '1', backboneSince: '2027-01', title: 'none' }),
    person('小奖', 'nonMember', '1995-05-01', { title: 'none' }, { awards: [award('先进工作者', '2025-06'), award('旧奖', '2020-01-01'), award('没日期的奖', null)] }),
    person('小技', 'applicant', '1996-05-01', { skillLevel: 'level2', appliedOn: '2024-03-11' }),
    person('积极', 'activist', '1997-05-01', { skillLevel: 'level5', appliedOn: '2024-03-11', activistOn: '2024-09-10' }),
    person('发展', 'prospect', '1998-05-01', { title: 'junior', appliedOn: '2023-01', activistOn: '2024-01', prospectOn: '2026-06-09' }),
    person('超龄', 'applicant', '1990-11-30', { appliedOn: '2024-01-01', title: 'none' }),
    person('刚好', 'applicant', '1990-12-01', { title: 'none' }),
    person('没生日', 'nonMember', null, { skillLevel: 'level3' }),
    person('什么都没有', 'nonMember', '1999-01-01'),
    person('党员奖', 'fullMember', '1970-01-01', { title: 'senior' }, { awards: [award('劳动模范', '2021-11-30', 'city')], projects: [{ title: '走访覆盖提升', kind: 'memberProject', leads: true, closedOn: '2026-09-30' }, { title: '雨天保障', kind: 'memberProject', leads: false, closedOn: null }, { title: '老项目', kind: 'memberProject', leads: true, closedOn: '2021-11-29' }], closedItems: 3 }),
    person('党员技', 'probationaryMember', '1990-01-01', { skillLevel: 'level3' }),
    person('党员骨干', 'fullMember', '1990-01-01', { isBackbone: '1', backboneBasis: '文', skillLevel: 'chief' }),
    person('只办事', 'fullMember', '1990-01-01', { title: 'junior' }, { closedItems: 9 }),
  ]

  it('gives each name its reasons from the data, and says what the file lacks', () => {
    expect(told(branch)).toEqual([
      ['小技', 'toMember', 30, ['2024年3月11日申请入党', '技能等级二级（技师）'], [], true],
      ['发展', 'toMember', 28, ['2023年1月申请入党，2024年1月确定为积极分子，2026年6月9日列为发展对象'], [], true],
      ['积极', 'toMember', 29, ['2024年3月11日申请入党，2024年9月10日确定为积极分子'], [], true],
      ['小奖', 'toMember', 31, ['2025年6月获本单位奖励“先进工作者”'], ['奖励“没日期的奖”的日期'], true],
      ['刚好', 'toMember', 35, ['入党申请人'], ['申请入党日期'], true],
      ['无依据', 'toMember', 50, ['业务骨干'], ['骨干认定依据'], true],
      ['骨干老王', 'toMember', 51, ['业务骨干（专卖骨干，2025年3月认定，县局〔2025〕3号）'], [], true],
      ['没生日', 'toMember', null, ['技能等级三级（高级）'], ['出生日期'], false],
      ['党员奖', 'toBackbone', 56, ['2021年11月30日获市级奖励“劳动模范”', '职称副高', '牵头党员攻关项目“走访覆盖提升”，2026年9月30日结题', '参加党员攻关项目“雨天保障”，实施中', '2026年办结议定事项3项'], [], true],
      ['党员技', 'toBackbone', 36, ['技能等级三级（高级）'], [], true],
    ])
  })

  it('follows the limits of the unit', () => {
    expect(told(branch, { limits: { ...usualLimits, youngAge: 36 } }).some(([name]) => name === '超龄')).toBe(true)
    expect(told(branch, { limits: { ...usualLimits, skillFrom: 'level1' } }).some(([name]) => name === '党员技')).toBe(false)
    expect(told(branch, { limits: { ...usualLimits, titleFrom: 'junior' } }).some(([name]) => name === '只办事')).toBe(true)
    expect(told([person('奖', 'fullMember', '1990-01-01', { title: 'none' }, { awards: [award('奖', '2021-11')] })], { limits: { ...usualLimits, awardYears: 4 } })).toEqual([])
  })

  it('leaves out who is in the pool or was decided upon, and counts the pool', () => {
    const found = proposeTalent(facts(branch, { inPool: new Set([talentKey('小技', 'toMember'), talentKey('党员技', 'toMember')]), decided: new Set([talentKey('积极', 'toMember')]) }))
    expect([found.inPool, found.candidates.map(({ name }) => name)]).toEqual([1, ['发展', '小奖', '刚好', '无依据', '骨干老王', '没生日', '党员奖', '党员技']])
  })

  it('names whose file says too little to be proposed', () => {
    expect(proposeTalent(facts(branch)).lacking).toEqual([{ what: '职称和技能等级', people: [{ id: '什么都没有', name: '什么都没有' }] }])
    expect(proposeTalent(facts([person('空', 'nonMember', null)])).lacking.map(({ what }) => what)).toEqual(['出生日期', '职称和技能等级'])
  })

  it('is an agenda item, also where it is empty', () => {
    const { title, report } = proposalAgenda(2027, proposeTalent(facts(branch)).candidates)
    expect(title).toBe('研究2027年双培养人选')
    expect(report.split('\n').slice(0, 2)).toEqual(['把骨干培养成党员，建议人选8人：', '1. 小技（30岁）：2024年3月11日申请入党；技能等级二级（技师）。'])
    expect(report).toContain('8. 没生日：技能等级三级（高级）（缺出生日期，请核对）。')
    expect(report.endsWith('以上按档案和台账提出，由支委会研究决定。')).toBe(true)
    expect(proposalAgenda(2027, []).report).toBe('按档案和台账，2027年没有提出新的双培养人选。')
  })

  it('orders codes from the best; none and unknown never reach', () => {
    expect([reaches(skillLevels, 'chief', 'level3'), reaches(skillLevels, 'level3', 'level3'), reaches(skillLevels, 'level4', 'level3'), reaches(skillLevels, 'none', 'level5'), reaches(skillLevels, undefined, 'level5')]).toEqual([true, true, false, false, false])
  })
})

const entry = (name: string, direction: TalentDirection, startsOn: string, more: Partial<TalentEntry> = {}): TalentEntry => ({
  id: `${name}${startsOn}`, revision: 1, personId: name, name, direction, criteria: '', documentNo: '', mentorId: null, mentor: '', meeting: null, startsOn, plannedEnd: null, stages: [], state: 'training', endedOn: null, endReason: '', endProof: '', files: [], ...more,
})
const over = (state: 'converted' | 'left', endedOn: string) => ({ state, endedOn })

describe('K10', () => {
  const pool = [
    entry('甲', 'toMember', '2025-03-01', over('converted', '2026-10-12')), entry('乙', 'toMember', '2026-01-01'), entry('丙', 'toMember', '2024-01-01', over('left', '2026-01-01')),
    entry('丁', 'toMember', '2024-01-01', over('converted', '2025-12-31')), entry('戊', 'toMember', '2027-01-01'), entry('己', 'toMember', '2026-02-01', over('left', '2026-03-01')), entry('己', 'toMember', '2026-06-01', over('converted', '2026-11-01')),
    entry('庚', 'toBackbone', '2026-12-31'), entry('辛', 'toBackbone', '2025-01-01', over('left', '2025-12-31')),
  ]
  const shares = (until: string) => cultivationShares(pool, until).map(({ code, value, numerator, denominator }) => [code, value, numerator, denominator])

  it('A: of 甲 乙 丙 己, who were in the pool within 2026, 甲 and 己 were converted; somebody who came twice is one', () => {
    expect(shares('2026-12-31')).toEqual([['K10', '50.0 %', '2', '4'], ['K10b', '0.0 %', '0', '1']])
    expect(cultivationShares(pool, '2026-12-31')[0].records.map(({ title, counts, note }) => [title, counts, note])).toEqual([['甲', true, '2026年10月12日转化'], ['乙', false, '2026年1月1日起在培'], ['丙', false, '2026年1月1日退出'], ['己', true, '2026年11月1日转化']])
  })
  it('as of a day counts no conversion to come', () => {
    expect(shares('2026-06-30')).toEqual([['K10', '0.0 %', '0', '4'], ['K10b', '—', '0', '0']])
    expect(cultivationShares(pool, '2026-06-30')[0].records[0]?.note).toBe('2025年3月1日起在培')
  })
  it('B: nobody in the pool is —, and says so', () => {
    const [, b] = cultivationShares(pool, '2026-12-30')
    expect([b.value, b.denominator, b.how]).toEqual(['—', '0', expect.stringContaining('没有2026年在册的双培养对象（党员→骨干），不计算，显示“—”')])
  })
  it('of the year before: 甲 丙 丁 were in the pool, 丁 was converted; 辛 left', () => expect(shares('2025-12-31')).toEqual([['K10', '33.3 %', '1', '3'], ['K10b', '0.0 %', '0', '1']]))
})

describe('an entry beside roster and file', () => {
  const status = (value: PersonStatus, from: string): DatedChange => ({ id: from, personId: 'x', from, field: 'status', value })
  const judged = (given: TalentEntry, history: DatedChange[], values: MemberFieldValues = {}) => { const { overdue, offer, finding } = judgedEntry(given, { history, values }, on); return { overdue, offer, finding } }

  it('A is offered the day of the file, else that of the roster; before it nothing', () => {
    const a = entry('甲', 'toMember', '2026-01-01')
    const history = [status('activist', '2025-01-01'), status('probationaryMember', '2026-10-12')]
    expect(judged(a, history)).toEqual({ overdue: false, offer: { on: '2026-10-12', words: '名册里2026年10月12日起是党员' }, finding: '' })
    expect(judged(a, history, { joinedOn: '2026-10-11' }).offer).toEqual({ on: '2026-10-11', words: '档案里2026年10月11日入党' })
    expect(judged(a, [status('activist', '2025-01-01')]).offer).toBeNull()
    expect(judged(entry('甲', 'toMember', '2026-01-01', over('converted', '2026-10-12')), history)).toEqual({ overdue: false, offer: null, finding: '' })
  })
  it('B is offered the day of the mark; of a month no day is made up', () => {
    const b = entry('乙', 'toBackbone', '2026-01-01')
    const history = [status('fullMember', '2020-01-01')]
    expect(judged(b, history, { isBackbone: '1', backboneSince: '2026-09-01', backboneBasis: '县局〔2026〕9号' }).offer).toEqual({ on: '2026-09-01', words: '档案里2026年9月1日认定为业务骨干（县局〔2026〕9号）' })
    expect(judged(b, history, { isBackbone: '1', backboneSince: '2026-09' }).offer).toEqual({ on: null, words: '档案里2026年9月认定为业务骨干' })
    expect(judged(b, history, { isBackbone: '1' }).offer).toEqual({ on: null, words: '档案里已经标为业务骨干，没有填认定日期' })
    expect(judged(b, history, { isBackbone: '1', backboneSince: '2025-12-31' }).offer).toBeNull()
  })
  it('is told where roster and direction do not agree, and past its planned end', () => {
    expect(judged(entry('甲', 'toMember', '2026-01-01', { plannedEnd: '2026-11-29' }), [status('fullMember', '2020-01-01')])).toMatchObject({ overdue: true, finding: '按名册，开始培养那天已经是党员，请核对方向和日期' })
    expect(judged(entry('甲', 'toBackbone', '2026-01-01', { plannedEnd: on }), [status('activist', '2020-01-01')])).toMatchObject({ overdue: false, finding: '按名册，开始培养那天还不是党员，请核对方向和日期' })
    expect(judged(entry('甲', 'toMember', '2026-01-01', over('converted', '2026-10-01')), [status('activist', '2025-01-01')]).finding).toBe('按名册，转化那天还不是党员，请核对名册或日期')
    // The day of the 党员大会, as 入党日期 has it; the roster changes with the approval.
    expect(judged(entry('甲', 'toMember', '2026-01-01', over('converted', '2026-09-18')), [status('activist', '2025-01-01'), status('probationaryMember', '2026-10-12')], { joinedOn: '2026-09-18' }).finding).toBe('')
    expect(judged(entry('甲', 'toMember', '2026-01-01'), [status('activist', '2025-01-01'), { id: 'l', personId: 'x', from: '2026-05-01', field: 'left', value: 'movedAway' }]).finding).toBe('按名册，已经离开本支部，请登记结果')
  })
})

describe('今天', () => {
  const drafts = (day: string, decidedYears: number[] = [], since = '2026-01-01') => talentDrafts({ open: [], decidedYears }, since, day).map(({ key }) => key)
  it('asks for the proposal of the year in its last quarter, unless it was decided upon or 建账日期 cuts the year', () => {
    expect([drafts('2026-09-30'), drafts('2026-10-01'), drafts('2026-12-31', [2026]), drafts('2026-12-31', [2027]), drafts('2026-12-31', [2025]), drafts('2026-12-31', [], '2026-01-02')]).toEqual([[], ['talentYear 2026'], [], [], ['talentYear 2026'], []])
  })
  it('tells of who is past the planned end, from the day after it', () => {
    const open = [{ id: 'e', name: '罗敏', direction: 'toBackbone' as const, startsOn: '2025-01-01', plannedEnd: '2026-06-30' }]
    expect(talentDrafts({ open, decidedYears: [2026] }, '2026-01-01', '2026-06-30')).toEqual([])
    expect(talentDrafts({ open, decidedYears: [2026] }, '2026-01-01', '2026-07-01')).toMatchObject([{ what: '罗敏的双培养已到计划结束日期，登记结果', until: '2026-06-30', why: '党员→骨干，2025年1月1日列入培养库', canDismiss: false }])
  })
})
