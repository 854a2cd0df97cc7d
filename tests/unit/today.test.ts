import { describe, expect, it } from 'vitest'
import type { OpenAction } from '../../shared/domain/todayActions.ts'
import type { OpenProject } from '../../shared/domain/todayGoals.ts'
import type { OpenRecord } from '../../shared/domain/todayRecords.ts'
import { rolesIn, rolesOf } from '../../shared/domain/todayRoles.ts'
import { linesOn, todayOn, type TodayFacts } from '../../shared/domain/today.ts'
import { factsOf, held, people, samples } from './todayFacts.ts'

const told = (facts: TodayFacts, on: string, area?: string) => linesOn(facts, on).lines.filter((line) => area === undefined || line.area === area).map(({ what, until, when }) => `${what} ${until ?? ''} ${when}`)
const line = (facts: TodayFacts, on: string, part: string) => linesOn(facts, on).lines.find(({ what, key }) => what.includes(part) || key.startsWith(part))
/** The library, without anything that is counted. */
const nothingAsked = { ...factsOf().frequency, rules: factsOf().frequency.rules.map((rule) => ({ ...rule, frequency: null })) }

const record = (state: OpenRecord['state'], heldOn: string, more: Partial<OpenRecord> = {}): OpenRecord => ({ id: `${state} ${heldOn}`, kind: 'committeeMeeting', heldOn, startsAt: '14:30', group: '', state, wasFinal: false, ...more })
const action = (nextOn: string | null, more: Partial<OpenAction> = {}): OpenAction => ({ id: `action ${nextOn ?? ''}`, title: '首次核对支部议定事项清单', owner: '吴国栋', source: 'meeting', state: 'todo', decidedOn: '2026-09-08', nextOn, repeatText: '', gone: false, confidential: false, superiorUnit: '', superiorNo: '', meeting: { kind: 'committeeMeeting', heldOn: '2026-09-08' }, ...more })
const only = (more: Partial<TodayFacts>) => factsOf({ frequency: nothingAsked, ...more })
const records = (open: OpenRecord[], more: Partial<TodayFacts['records']> = {}) => only({ records: { open, unfiled: [], supplementAfter: 3, ...more } })

describe('what the rules ask for', () => {
  it('with 建账日期 2026-09-01 and the three sample records, on 2026-11-22: exactly this, and nothing before September', () => {
    expect(told(factsOf(), '2026-11-22', 'life').toSorted()).toEqual([
      '9月的主题党日没有记录 2026-09-30 逾期53天', '10月的支委会没有记录 2026-10-31 逾期22天',
      '9月的第一党小组会没有记录 2026-09-30 逾期53天', '9月的第二党小组会没有记录 2026-09-30 逾期53天', '10月的第一党小组会没有记录 2026-10-31 逾期22天', '10月的第二党小组会没有记录 2026-10-31 逾期22天',
      '11月的支委会还没有安排 2026-11-30 还有8天', '11月的主题党日还没有安排 2026-11-30 还有8天', '11月的第一党小组会还没有安排 2026-11-30 还有8天', '11月的第二党小组会还没有安排 2026-11-30 还有8天',
      '第四季度的党员大会还没有安排 2026-12-31 还有39天', '第四季度的党课还没有安排 2026-12-31 还有39天', '2026年的组织生活会还没有安排 2026-12-31 还有39天', '2026年的民主评议还没有安排 2026-12-31 还有39天',
      '2026年的谈心谈话（支部委员之间）还有10对 2026-12-31 还有39天', '2026年的谈心谈话（支部委员和党员之间）还有12人 2026-12-31 还有39天', '2026年的谈心谈话（党员和党员之间）还有12人 2026-12-31 还有39天',
    ].toSorted())
    expect(told(factsOf(), '2026-11-22').filter((words) => /[1-8]月的|2025年/.test(words.replace(/1[0-2]月的|9月的/g, '')))).toEqual([])
  })

  it('says the rule with its article, its strength, and what is 待核', () => {
    expect(line(factsOf(), '2026-11-22', '11月的主题党日')).toMatchObject({ why: '应当每月1次（支部工作条例第16条）', toVerify: false, verb: '安排', open: { screen: 'newMeeting', kind: 'themeDay', heldOn: '2026-11-22', group: '' } })
    expect(line(factsOf(), '2026-11-22', '党课')).toMatchObject({ why: '本单位惯例，每季度1次' })
    expect(line(factsOf(), '2026-11-22', '党员和党员之间')).toMatchObject({ why: '一般每年至少谈1次（支部工作条例第19条）', toVerify: true, open: { kind: 'heartTalk', relation: '党员和党员之间' } })
    const stricter = factsOf({ frequency: { ...factsOf().frequency, settings: [{ ruleId: 'R02', from: '2026-11-01', isOn: true, times: 2 }] } })
    expect(line(stricter, '2026-11-22', '11月的支委会')).toMatchObject({ why: '本单位要求每月2次（支部工作条例第12、14条要求1次）' })
  })

  it('is begun on a day of its period: a missed one on its last day, with its 党小组', () => {
    expect(line(factsOf(), '2026-11-22', '10月的第二党小组会')).toMatchObject({ verb: '补记', open: { screen: 'newMeeting', kind: 'groupMeeting', heldOn: '2026-10-31', group: '第二党小组' } })
  })

  it('is not due where enough is planned, and says how many lack where some is', () => {
    const planned = held('themeDay', '2026-11-27', { state: 'planned' })
    const facts = factsOf({ frequency: { ...factsOf().frequency, meetings: [...samples, planned], settings: [{ ruleId: 'R02', from: '2026-11-01', isOn: true, times: 2 }] } })
    expect(line(facts, '2026-11-22', '11月的主题党日')).toBeUndefined()
    const one = factsOf({ frequency: { ...facts.frequency, meetings: [...samples, held('committeeMeeting', '2026-11-05')] } })
    expect(line(one, '2026-11-22', '11月的支委会')?.what).toBe('11月的支委会还差1次')
  })

  it('is kept with its reason where it is not needed, and comes back without it', () => {
    const key = line(factsOf(), '2026-11-22', '9月的主题党日')?.key ?? ''
    const facts = factsOf({ frequency: { ...factsOf().frequency, dismissals: [{ key, reason: '全体参加防汛' }] } })
    const { lines, dismissed } = linesOn(facts, '2026-11-22')
    expect(lines.map((each) => each.key)).not.toContain(key)
    expect(dismissed.map(({ what, reason }) => [what, reason])).toEqual([['9月的主题党日没有记录', '全体参加防汛']])
    expect(linesOn(factsOf(), '2026-11-22').lines).toHaveLength(lines.length + 1)
  })

  it('tells a month from its first day, a quarter two months and a year three months before its end, talks from July', () => {
    const facts = factsOf({ frequency: { ...factsOf().frequency, since: '2026-01-01', meetings: [] } })
    const has = (on: string, part: string) => linesOn(facts, on).lines.some(({ what }) => what.includes(part))
    expect([has('2026-10-31', '第四季度的党课'), has('2026-11-01', '第四季度的党课')]).toEqual([false, true])
    expect([has('2026-09-30', '组织生活会'), has('2026-10-01', '组织生活会')]).toEqual([false, true])
    expect([has('2026-06-30', '谈心谈话'), has('2026-07-01', '谈心谈话')]).toEqual([false, true])
  })

  it('moves the reminder to the workday before where people are off on the day, and not the day itself', () => {
    // 31 October 2026 is a Saturday.
    expect(line(factsOf(), '2026-10-30', '10月的支委会')).toMatchObject({ until: '2026-10-31', remindOn: '2026-10-30', tone: 'now', when: '10月31日截止' })
    expect(line(factsOf(), '2026-10-29', '10月的支委会')).toMatchObject({ tone: 'soon', when: '还有2天' })
    expect(line(factsOf(), '2026-10-31', '10月的支委会')).toMatchObject({ tone: 'now', when: '今天截止' })
    expect(line(factsOf(), '2026-11-01', '10月的支委会')).toMatchObject({ tone: 'late', when: '逾期1天' })
  })
})

describe('what stands in 计划', () => {
  const id = '0197a000-0000-7000-8000-000000000001'
  const lineOf = (plan: TodayFacts['plan'], on: string) => linesOn(factsOf({ plan }), on).lines.find(({ key }) => key === 'R05 2026-11-01')
  it('is told with its day and begun from there; not before it, not after it, and not for another 党小组', () => {
    expect(lineOf([], '2026-11-16')).toMatchObject({ what: '11月的主题党日还没有安排', until: '2026-11-30', open: { screen: 'newMeeting' } })
    expect(lineOf([{ id, kind: 'themeDay', part: '', on: '2026-11-20' }], '2026-11-16')).toMatchObject({ what: '主题党日计划11月20日开展，还没有筹备', until: '2026-11-20', verb: '筹备', open: { screen: 'planItem', id } })
    expect(lineOf([{ id, kind: 'themeDay', part: '', on: '2026-11-20' }], '2026-11-23')).toMatchObject({ until: '2026-11-30', open: { screen: 'newMeeting' } })
    expect(lineOf([{ id, kind: 'themeDay', part: '', on: '2026-12-18' }, { id, kind: 'groupMeeting', part: '', on: '2026-11-20' }], '2026-11-16')).toMatchObject({ open: { screen: 'newMeeting' } })
    const groups = linesOn(factsOf({ plan: [{ id, kind: 'groupMeeting', part: '第二党小组', on: '2026-11-25' }] }), '2026-11-16').lines.filter(({ key }) => key.startsWith('R03 2026-11-01'))
    expect(groups.map(({ what }) => what).toSorted()).toEqual(['11月的第一党小组会还没有安排', '第二党小组会计划11月25日开展，还没有筹备'])
  })
})

describe('records', () => {
  it('are to be held, written down and finalised; each gives one line', () => {
    // A Thursday; the week ends on the 29th.
    const on = '2026-11-26'
    const facts = records([record('planned', '2026-11-26'), record('notified', '2026-11-27'), record('planned', '2026-11-28'), record('planned', '2026-12-09'), record('notified', '2026-12-01'), record('planned', '2026-11-24'), record('draft', '2026-11-25'), record('draft', '2026-11-10'), record('draft', '2026-11-30')])
    expect(told(facts, on).toSorted()).toEqual([
      '今天 14:30 开支委会 2026-11-26 今天截止', '星期五开支委会，看看材料齐不齐 2026-11-27 还有1天', '发11月28日支委会的通知 2026-11-25 逾期1天', '11月24日的支委会还是计划：开了就登记，没开就改期 2026-11-24 逾期2天',
      '写完11月25日的支委会记录并定稿 2026-11-30 还有4天', '写完11月10日的支委会记录并定稿 2026-11-13 逾期13天',
    ].toSorted())
  })

  it('are a 补记 once the workdays after the meeting are over', () => {
    // Friday 6 November 2026: three workdays are the 9th, 10th and 11th.
    const facts = records([record('draft', '2026-11-06')])
    expect(line(facts, '2026-11-11', 'finish')).toMatchObject({ until: '2026-11-11', when: '今天截止', why: '会后3个工作日内定稿，以后定稿会记为补记（本单位设置）' })
    expect(line(facts, '2026-11-12', 'finish')).toMatchObject({ when: '逾期1天', why: '11月6日开的，现在定稿会记为补记（本单位设置：会后3个工作日）' })
  })

  it('are asked for from 建账日期 on only; one in correction has no day', () => {
    expect(told(records([record('draft', '2026-08-31'), record('planned', '2026-08-31')]), '2026-11-22')).toEqual([])
    expect(told(records([record('draft', '2026-09-03', { wasFinal: true })]), '2026-11-22')).toEqual(['9月3日的支委会正在更正，要重新定稿  待定稿'])
  })

  it('are to be filed by the end of January, a line for a year; the only one is opened itself', () => {
    const facts = records([], { unfiled: [{ year: 2026, records: 1, only: 'x' }, { year: 2025, records: 3, only: null }] })
    expect(line(facts, '2026-11-22', 'file 2026')).toMatchObject({ until: '2027-01-31', open: { screen: 'meeting', meetingId: 'x' } })
    expect(line(facts, '2026-11-22', 'file 2025')).toMatchObject({ tone: 'late', what: '2025年有3份定稿的记录没有签字归档', open: { screen: 'meetings', state: 'final', year: 2025 } })
  })
})

describe('decided items', () => {
  it('are told when they are late, due, or due within ten days, with who decided and who is responsible', () => {
    const facts = only({ actions: [action('2026-11-20'), action('2026-11-22'), action('2026-12-01'), action('2026-12-20'), action(null)] })
    expect(linesOn(facts, '2026-11-22').lines.map(({ until }) => until)).toEqual(['2026-11-22', '2026-11-20', '2026-12-01'])
    expect(line(facts, '2026-11-22', 'action action 2026-11-20')).toMatchObject({ why: '9月8日支委会议定，吴国栋负责', verb: '催办', canDismiss: false })
    expect(line(only({ actions: [action('2026-11-20', { owner: '林静怡', source: 'superior', superiorUnit: '县局党委', superiorNo: '党组〔2026〕8号' })] }), '2026-11-22', 'action')).toMatchObject({ why: '县局党委来文（党组〔2026〕8号），责任人是您', verb: '办理', own: true })
  })

  it('wait for 验收, or to be confirmed where the record lost its line; each once', () => {
    expect(told(only({ actions: [action('2026-11-20', { state: 'review' }), action('2026-11-21', { gone: true })] }), '2026-11-22')).toEqual(['验收：首次核对支部议定事项清单 2026-11-20 逾期2天', '确认还要不要办：首次核对支部议定事项清单  待确认'])
  })

  it('that name nobody are asked after at once, each once', () => {
    expect(told(only({ actions: [action(null, { owner: '' }), action('2026-12-31', { owner: '' })] }), '2026-11-22')).toEqual(['明确责任人：首次核对支部议定事项清单  待明确', '明确责任人：首次核对支部议定事项清单 2026-12-31 还有39天'])
  })

  it('that stay in the committee are not named', () => {
    expect(told(only({ actions: [action('2026-11-22', { confidential: true })] }), '2026-11-22')).toEqual(['不公开的一项 2026-11-22 今天截止'])
  })

  it('of before 建账日期 are not asked for', () => {
    expect(told(only({ actions: [action('2026-08-30'), action(null, { owner: '', decidedOn: '2026-08-30' })] }), '2026-11-22')).toEqual([])
  })
})

describe('days of people', () => {
  const withPeople = (more: Partial<TodayFacts['people']>) => factsOf({ frequency: { ...nothingAsked, people }, people: { paths: [], files: new Map(), away: [], terms: [], transfers: [], ...more } })

  it('预备期 ends a year after the 党员大会 that took somebody in, or after the day the roster knows', () => {
    // 方子涵 is 预备党员 since 2026-03-20, 陈思远 since 2026-10-12.
    expect(told(withPeople({}), '2027-02-19')).toEqual([])
    expect(told(withPeople({}), '2027-02-20')).toEqual(['方子涵的预备期将满，准备讨论转正 2027-03-20 还有28天'])
    expect(told(withPeople({ files: new Map([['方子涵', { joinedOn: '2026-02-28', fullOn: null }]]) }), '2027-02-20')).toEqual(['方子涵的预备期将满，准备讨论转正 2027-02-28 还有8天'])
    expect(told(withPeople({}), '2027-04-01')).toEqual(['方子涵的预备期已满，还没有登记转正或延长 2027-03-20 逾期12天'])
    expect(line(withPeople({}), '2028-03-01', '方子涵')).toMatchObject({ what: '方子涵的预备期即使延长也到2028年3月20日为止', until: '2028-03-20', toVerify: true })
  })

  it('of a 29 February ends on the 28th', () => {
    const leap = [{ id: 'a', name: '甲', history: [{ id: '1', personId: 'a', from: '2024-02-29', field: 'status' as const, value: 'probationaryMember' as const }] }]
    const facts = factsOf({ frequency: { ...nothingAsked, people: leap } })
    expect(line(facts, '2025-02-28', '甲')).toMatchObject({ until: '2025-02-28', when: '今天截止' })
  })

  it('换届 is told six and three months before its day, and after it, each as a matter of its own', () => {
    const term = { id: 't', number: 3, beganOn: '2024-03-01', years: 3, extendedTo: null, extensionBasis: '', approvalNo: '', note: '' }
    const at = (on: string) => line(withPeople({ terms: [term] }), on, 'term')
    expect(at('2026-08-31')).toBeUndefined()
    expect(at('2026-09-01')).toMatchObject({ what: '第3届支委会半年内届满，准备换届请示', toVerify: true, until: '2027-03-01' })
    expect(at('2026-12-01')).toMatchObject({ what: '第3届支委会快届满，启动换届', key: 'term t 2027-03-01 3' })
    expect(at('2027-03-02')).toMatchObject({ what: '第3届支委会已届满，还没有登记换届', tone: 'late', toVerify: false, why: '2027年3月1日届满（支部换届，党的基层组织任期的意见）' })
  })

  it('党龄 of fifty years is told three months before, and round years stand beside the list', () => {
    const files = new Map([['徐桂芳', { joinedOn: '1976-01-05', fullOn: '1977-01-05' }], ['罗敏', { joinedOn: '2015-12', fullOn: '2016-12' }]])
    expect(told(withPeople({ files }), '2026-10-04')).toEqual([])
    expect(line(withPeople({ files }), '2026-10-05', 'medal')).toMatchObject({ what: '徐桂芳党龄满50年，申报“光荣在党50年”纪念章', until: '2027-01-05', toVerify: true })
    expect(todayOn(withPeople({ files }), '2026-11-22').days.map(({ what, words }) => `${what} ${words}`)).toEqual(['罗敏　党龄满10年 还有9天', '徐桂芳　党龄满50年 还有44天', '方子涵　预备期 还有3个月', '陈思远　预备期 还有10个月'])
  })

  it('a round number of years of life stands beside the list, by the day or by the month that the file has', () => {
    const files = (birthOn: string) => new Map([['徐桂芳', { joinedOn: null, fullOn: null, birthOn }]])
    const days = (birthOn: string, on: string) => todayOn(withPeople({ files: files(birthOn) }), on).days.filter(({ key }) => key.startsWith('age ')).map(({ what, words }) => `${what} ${words}`)
    expect(days('1967-01-05', '2026-11-22')).toEqual(['徐桂芳　满60岁 还有44天'])
    expect(days('1967-01', '2026-11-22')).toEqual(['徐桂芳　满60岁 1月'])
    expect(days('1967-01-05', '2027-01-05')).toEqual(['徐桂芳　满60岁 今天'])
    expect(days('1967-01-05', '2027-01-06')).toEqual([])
    expect(days('1968-01-05', '2026-11-22')).toEqual([])
    // 65.
    expect(days('1962-01-05', '2026-11-22')).toEqual([])
    expect(days('1967-07-05', '2026-11-22')).toEqual([])
  })

  it('连续请假 of three and six months asks to look after somebody, and says who judges', () => {
    const away = [{ personId: '梁永康', warning: { months: 3 as const, since: '2026-08-10', turns: 5, leaves: 5 } }]
    expect(line(withPeople({ away }), '2026-11-22', 'away')).toMatchObject({ what: '梁永康有3个月以上没有参加组织生活，了解一下情况', until: '2027-02-10', why: '8月10日以后应到5次没有到，其中请假5次；无正当理由连续6个月的按规定处置，有没有理由由支部判断（教管条例第30、31条）' })
  })

  it('介绍信 is told a week before it runs out, until it is received', () => {
    const transfer = { id: 'x', personName: '罗敏', direction: 'out' as const, issuedOn: '2026-11-01', validDays: 30, state: 'issued' as const, receivedOn: null }
    expect(told(withPeople({ transfers: [transfer] }), '2026-11-23')).toEqual([])
    expect(told(withPeople({ transfers: [transfer] }), '2026-11-24')).toEqual(['罗敏的组织关系转出介绍信快到期，催一下回执 2026-12-01 还有7天'])
    expect(told(withPeople({ transfers: [{ ...transfer, state: 'received', receivedOn: '2026-11-20' }] }), '2026-11-24')).toEqual([])
  })
})

describe('goals and backups', () => {
  const project = (more: Partial<OpenProject> = {}): OpenProject => ({ id: 'p', kind: 'memberProject', title: '城西真烟流动治理', leader: '赵文博', startsOn: '2026-09-08', dueOn: '2026-12-15', state: 'active', measured: true, actualOn: '2026-10-16', ...more })
  it('a project without news for thirty days is told on the thirty-first, and its end two weeks before', () => {
    expect(told(only({ projects: [project()] }), '2026-11-15')).toEqual([])
    expect(told(only({ projects: [project()] }), '2026-11-16')).toEqual(['“城西真烟流动治理”30天没有新进展  该更新'])
    expect(told(only({ projects: [project({ actualOn: '2026-11-30' })] }), '2026-12-01')).toEqual(['“城西真烟流动治理”到期，准备结题 2026-12-15 还有14天'])
    expect(told(only({ projects: [project({ state: 'proposed' })] }), '2026-11-22')).toEqual([])
  })
  it('a difficulty without a Party measure is told, and one at its day', () => {
    const difficulty = { id: 'd', title: '送货准时率', leader: '马晓东', raisedOn: '2026-09-08', dueOn: '2026-11-25', converted: false }
    expect(told(only({ difficulties: [difficulty] }), '2026-11-22')).toEqual(['难点“送货准时率”到时限，登记结果 2026-11-25 还有3天', '难点“送货准时率”还没有对应的党建举措  待对应'])
    expect(told(only({ difficulties: [{ ...difficulty, converted: true, dueOn: null }] }), '2026-11-22')).toEqual([])
  })
  it('backups that are too old are told, a doubtful clock is not', () => {
    expect(told(only({ backups: [{ code: 'notSince', message: '9月8日以后的改动还没有备份。' }, { code: 'clock', message: '' }] }), '2026-11-22')).toEqual(['最近的改动还没有备份  尽快'])
  })
})

describe('the order', () => {
  it('reads posts in the officer\'s own words', () => {
    expect(rolesIn('支部副书记')).toEqual(['deputySecretary'])
    expect(rolesIn('书记、组织委员（兼）')).toEqual(['secretary', 'organizationCommissioner'])
    expect(rolesIn('第一党小组组长')).toEqual(['groupLeader'])
    expect(rolesOf(['客户经理', '纪检委员'])).toEqual(['business', 'disciplineCommissioner'])
    expect(rolesOf(['', '　'])).toEqual([])
  })

  it('puts what belongs to the posts first, and everything else after it', () => {
    const facts = factsOf({ actions: [action('2026-11-22')], projects: [{ id: 'p', kind: 'memberProject', title: '雨天配送', leader: '马晓东', startsOn: '2026-09-08', dueOn: null, state: 'active', measured: true, actualOn: null }] })
    const first = (posts: string[]) => linesOn({ ...facts, posts }, '2026-11-22').lines[0]?.what
    expect(first(['纪检委员'])).toBe('首次核对支部议定事项清单')
    expect(first(['客户经理'])).toBe('“雨天配送”30天没有新进展')
    expect(first(['党小组长'])).toBe('10月的第一党小组会没有记录')
    for (const posts of [['纪检委员'], ['客户经理'], [], ['书记']]) expect(linesOn({ ...facts, posts }, '2026-11-22').lines.map(({ key }) => key).toSorted()).toEqual(linesOn(facts, '2026-11-22').lines.map(({ key }) => key).toSorted())
  })

  it('within a post: today, then late with the newest first, then near, then without a day, then later', () => {
    const facts = only({ posts: ['纪检委员'], actions: [action('2026-11-02'), action('2026-11-20'), action('2026-11-23'), action('2026-11-25'), action('2026-11-26', { gone: true }), action('2026-12-02')] })
    expect(linesOn(facts, '2026-11-23').lines.map(({ tone, until }) => `${tone} ${until ?? ''}`)).toEqual(['now 2026-11-23', 'late 2026-11-20', 'late 2026-11-02', 'soon 2026-11-25', 'soon 2026-12-02', 'undated '])
  })
})

describe('a day with nothing', () => {
  it('names the next day with something', () => {
    expect(todayOn(only({ actions: [action('2026-12-20')] }), '2026-11-22')).toMatchObject({ lines: [], next: { on: '2026-12-08', what: '首次核对支部议定事项清单' } })
    const all = ['committeeMeeting', 'themeDay', 'generalMeeting', 'partyLecture', 'orgLifeMeeting', 'democraticReview'] as const
    const meetings = [...all.map((kind) => held(kind, '2026-11-28', { state: 'planned' })), ...['第一党小组', '第二党小组'].map((group) => held('groupMeeting', '2026-11-28', { group, state: 'planned' }))]
    const rules = factsOf().frequency.rules.filter(({ id }) => id !== 'R08')
    const facts = factsOf({ frequency: { ...factsOf().frequency, rules, since: '2026-11-22', meetings } })
    expect(todayOn(facts, '2026-11-22')).toMatchObject({ lines: [], next: { on: '2026-12-01', what: expect.stringMatching(/^安排12月的/) } })
  })
  it('is said to have none where nothing is to come', () => {
    expect(todayOn(only({ frequency: { ...nothingAsked, people: [] } }), '2026-11-22').next).toBeNull()
  })
})
