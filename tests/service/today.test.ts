import { describe, expect, it } from 'vitest'
import type { Output } from '../../shared/contract/index.ts'
import { sampleNames, sampleRecord } from '../fixtures/samples.ts'
import { branch, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { openOffice, staffedOffice, type Office } from './office.ts'

const now = '2026-11-22T01:00:00.000Z'
type Line = Output<'today.list'>['lines'][number]

/** The sample branch with 建账日期 2026-09-01, at a moment. */
async function branchAt(instant: string, since = '2026-09-01'): Promise<Office> {
  const office = openOffice()
  office.now.iso = instant
  await office.ask('workspace.create', { ...branch, since })
  await office.ask('members.addMany', { lines: peopleLines })
  return office
}
async function withSamples(): Promise<Office & { ids: string[] }> {
  const office = await branchAt(now)
  const ids: string[] = []
  for (const name of sampleNames) ids.push((await office.ask('meetings.save', { ...sampleRecord(name).draft, attendance: [] })).id)
  return { ...office, ids }
}
const lineOf = (lines: readonly Line[], part: string): Line => {
  const found = lines.find(({ what, key }) => what.includes(part) || key.startsWith(part))
  if (!found) throw new Error(`no line of ${part} among ${lines.map(({ what }) => what).join('、')}`)
  return found
}

describe('today.list', () => {
  it('with 建账日期 2026-09-01 and only the three sample records, on 2026-11-22: what the rules ask for, and nothing before September', async () => {
    const { ask } = await withSamples()
    const { on, lines, next } = await ask('today.list', {})
    expect(on).toBe('2026-11-22')
    expect(next).toBeNull()
    expect(lines.filter(({ area }) => area === 'life').map(({ what, until }) => `${until ?? ''} ${what}`).toSorted()).toEqual([
      '2026-09-30 9月的主题党日没有记录', '2026-09-30 9月的第一党小组会没有记录', '2026-09-30 9月的第二党小组会没有记录',
      '2026-10-31 10月的支委会没有记录', '2026-10-31 10月的第一党小组会没有记录', '2026-10-31 10月的第二党小组会没有记录',
      '2026-11-30 11月的主题党日还没有安排', '2026-11-30 11月的支委会还没有安排', '2026-11-30 11月的第一党小组会还没有安排', '2026-11-30 11月的第二党小组会还没有安排',
      '2026-12-31 2026年的民主评议还没有安排', '2026-12-31 2026年的组织生活会还没有安排', '2026-12-31 第四季度的党员大会还没有安排', '2026-12-31 第四季度的党课还没有安排',
      '2026-12-31 2026年的谈心谈话（党员和党员之间）还有12人', '2026-12-31 2026年的谈心谈话（支部委员之间）还有10对', '2026-12-31 2026年的谈心谈话（支部委员和党员之间）还有12人',
    ].toSorted())
    expect(lines.filter(({ area }) => area === 'records').map(({ what }) => what).toSorted()).toEqual(['写完10月16日的主题党日记录并定稿', '写完9月18日的党员大会记录并定稿', '写完9月8日的支委会记录并定稿'].toSorted())
    expect(lines.filter(({ until }) => until !== null && until < '2026-09-01')).toEqual([])
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
  })

  it('reads anew what was done: a meeting that is planned, a record that is finalised, an item that is done', async () => {
    const { ask } = await withSamples()
    const keys = async () => new Set((await ask('today.list', {})).lines.map(({ key }) => key))
    const before = await keys()
    const planned = await ask('meetings.save', { kind: 'themeDay', title: '11月主题党日', heldOn: '2026-11-27', attendance: [] })
    expect(planned.state).toBe('planned')
    const afterPlan = await keys()
    expect([...before].filter((key) => !afterPlan.has(key))).toEqual(['R05 2026-11-01'])
    expect([...afterPlan].filter((key) => !before.has(key))).toEqual([`notice ${planned.id}`])

    const general = await ask('meetings.save', { kind: 'groupMeeting', group: '第一党小组', title: '党小组会', heldOn: '2026-10-20', attendance: [] })
    const withDraft = await keys()
    expect([...afterPlan].filter((key) => !withDraft.has(key))).toEqual(['R03 2026-10-01 第一党小组'])
    expect([...withDraft].filter((key) => !afterPlan.has(key))).toEqual([`finish ${general.id}`])
    await ask('meetings.finalize', { id: general.id, revision: general.revision })
    const afterFinal = await keys()
    expect([...withDraft].filter((key) => !afterFinal.has(key))).toEqual([`finish ${general.id}`])
    expect([...afterFinal].filter((key) => !withDraft.has(key))).toEqual(['file 2026'])

    const item = lineOf((await ask('today.list', {})).lines, 'action ')
    if (item.open.screen !== 'action') throw new Error('an item opens its own panel')
    const { id, revision } = await ask('actions.get', { id: item.open.actionId })
    await ask('actions.setState', { id, revision, state: 'done', evidence: '已完成' })
    const afterItem = await keys()
    expect([...afterFinal].filter((key) => !afterItem.has(key))).toEqual([item.key])
    expect([...afterItem].filter((key) => !afterFinal.has(key))).toEqual([])

    await ask('meetings.remove', { id: planned.id })
    expect((await keys()).has('R05 2026-11-01')).toBe(true)
  })

  it('keeps a reason as evidence, shows it beside the list, and 撤销 takes it back', async () => {
    const { ask } = await withSamples()
    const { key } = lineOf((await ask('today.list', {})).lines, '9月的主题党日')
    await ask('rules.dismiss', { key, reason: '当月全体参加抗旱，已报县局党委' })
    const { lines, dismissed } = await ask('today.list', {})
    expect(lines.map((line) => line.key)).not.toContain(key)
    expect(dismissed).toMatchObject([{ key, reason: '当月全体参加抗旱，已报县局党委', until: '2026-09-30' }])
    // The table of the year knows the same reason.
    expect((await ask('rules.frequency', { year: 2026 })).needs.find((need) => need.key === key)).toMatchObject({ state: 'dismissed' })
    await ask('journal.undo', { id: (await ask('journal.list', {})).rows[0]?.id ?? '' })
    expect((await ask('today.list', {})).lines.map((line) => line.key)).toContain(key)
    await ask('rules.dismiss', { key, reason: '另有安排' })
    await ask('rules.undismiss', { key })
    expect(await ask('today.list', {})).toMatchObject({ dismissed: [] })
  })

  it('does not let a reason hide what has an end of its own', async () => {
    const { ask, ids } = await withSamples()
    const { key, canDismiss } = lineOf((await ask('today.list', {})).lines, `finish ${ids[0] ?? ''}`)
    expect(canDismiss).toBe(false)
    await ask('rules.dismiss', { key, reason: '不写了' })
    expect((await ask('today.list', {})).lines.map((line) => line.key)).toContain(key)
  })

  it('takes the order of the officer\'s posts, or of a post that is asked for', async () => {
    const { ask } = await withSamples()
    const own = await ask('today.list', {})
    expect(own.posts).toEqual(['组织委员', '综合科副科长'])
    expect(own.lines[0]?.own).toBe(true)
    const { posts, lines } = await ask('today.list', { role: '党小组长' })
    expect(posts).toEqual(['党小组长'])
    expect(lines.slice(0, 3).map(({ what }) => what)).toEqual(['10月的第一党小组会没有记录', '10月的第二党小组会没有记录', '9月的第一党小组会没有记录'])
    expect(lines.map(({ key }) => key).toSorted()).toEqual(own.lines.map(({ key }) => key).toSorted())
  })

  it('tells people\'s days, a term, a project without news, a difficulty without a measure, and who has long been away', async () => {
    const office = await branchAt('2026-11-22T01:00:00.000Z', '2026-01-01')
    const { ask } = office
    const roster = await ask('members.rosterOn', { date: '2026-11-22' })
    const idOf = (name: string): string => roster.find((entry) => entry.name === name)?.id ?? ''
    await ask('organisation.saveTerm', { number: 3, beganOn: '2024-01-15', years: 3 })
    await ask('transfers.save', { personId: idOf('罗敏'), direction: 'out', state: 'issued', issuedOn: '2026-10-20', validDays: 30, toOrg: '市局机关支部' })
    await ask('difficulties.save', { title: '送货准时率', line: 'logistics' })
    await ask('projects.save', { kind: 'memberProject', title: '雨天配送保障', line: 'logistics', leader: '马晓东', startsOn: '2026-09-08', metrics: [{ name: '准时率', unit: '%', baseline: '88', target: '96' }] })
    for (const [heldOn, state] of [['2026-05-12', 'present'], ['2026-06-12', 'leave'], ['2026-09-11', 'leave']] as const) {
      await ask('meetings.save', { kind: 'themeDay', title: '主题党日', heldOn, attendance: roster.filter(({ status }) => status === 'fullMember').map(({ id }) => ({ personId: id, state: id === idOf('梁永康') ? state : 'present', reason: '' })) })
    }
    const { lines, days } = await ask('today.list', {})
    expect(lineOf(lines, 'term')).toMatchObject({ what: '第3届支委会快届满，启动换届', until: '2027-01-15', toVerify: true, open: { screen: 'organisation', tab: 'branch' } })
    expect(lineOf(lines, 'transfer')).toMatchObject({ tone: 'late', until: '2026-11-19', open: { screen: 'organisation', tab: 'transfers' } })
    expect(lineOf(lines, 'measure')).toMatchObject({ what: '难点“送货准时率”还没有对应的党建举措' })
    expect(lineOf(lines, 'news')).toMatchObject({ what: '“雨天配送保障”30天没有新进展', why: '党员攻关项目，马晓东牵头；9月8日开始，还没有登记过实际值' })
    expect(lines.filter(({ key }) => key.startsWith('away'))).toMatchObject([{ what: '梁永康有6个月以上没有参加组织生活，了解一下情况', open: { screen: 'member', personId: idOf('梁永康') }, until: '2026-11-12' }])
    expect(days.map(({ what }) => what)).toEqual(['梁永康　没有参加组织生活', '支部换届', '方子涵　预备期', '陈思远　预备期'])
    await ask('projects.remove', { id: lineOf(lines, 'news').key.split(' ')[1] ?? '' })
    expect((await ask('today.list', {})).lines.some(({ key }) => key.startsWith('news'))).toBe(false)
  })

  it('tells decisions that nobody was given, and leads to them', async () => {
    const { ask } = await branchAt(now)
    const { id } = await ask('meetings.save', { kind: 'committeeMeeting', title: '支委会', heldOn: '2026-11-20', attendance: [], agenda: [{ title: '研究工作', decision: '同意。', actions: [{ task: '更新公示栏', owners: '' }, { task: '整理台账', owners: '吴国栋', dueText: '11月30日前' }] }] })
    const { lines } = await ask('today.list', {})
    expect(lineOf(lines, 'owner ')).toMatchObject({ what: '明确责任人：更新公示栏', why: '11月20日支委会议定，还没有责任人', open: { screen: 'action' } })
    expect(lines.filter(({ area }) => area === 'actions').map(({ what }) => what)).toEqual(['明确责任人：更新公示栏', '整理台账'])
    await ask('meetings.remove', { id })
    expect((await ask('today.list', {})).lines.filter(({ area }) => area === 'actions')).toEqual([])
  })

  it('tells of backups that are lacking, and no more once one is made', async () => {
    const { ask } = await branchAt(now)
    expect(lineOf((await ask('today.list', {})).lines, 'backup never')).toMatchObject({ what: '做第一次备份', open: { screen: 'backups' } })
    await ask('backup.create', {})
    expect((await ask('today.list', {})).lines.some(({ area }) => area === 'backups')).toBe(false)
    // How the backups stood on another day is not known.
    expect((await ask('today.list', { on: '2026-11-30' })).lines.some(({ area }) => area === 'backups')).toBe(false)
  })

  it('has nothing where everything is arranged, and names the next day; an empty branch is asked for nothing of its people', async () => {
    const { ask } = await branchAt('2026-11-22T01:00:00.000Z', '2026-11-22')
    await ask('backup.create', {})
    for (const { key } of (await ask('today.list', {})).lines) await ask('rules.dismiss', { key, reason: '本月不开展' })
    const { lines, next, dismissed } = await ask('today.list', {})
    expect(lines).toEqual([])
    expect(dismissed.length).toBeGreaterThan(5)
    expect(next).toMatchObject({ on: '2026-12-01' })
  })

  it('is refused while locked, and refuses what is no day and no post', async () => {
    const { ask, refusal } = await staffedOffice()
    expect((await refusal('today.list', { on: '2026-02-30' })).code).toBe('INVALID_INPUT')
    expect((await refusal('today.list', { role: '' })).code).toBe('INVALID_INPUT')
    expect((await refusal('today.list', { role: 'x'.repeat(41) })).code).toBe('INVALID_INPUT')
    await ask('workspace.lock', {})
    expect((await refusal('today.list', {})).code).toBe('LOCKED')
  })
})
