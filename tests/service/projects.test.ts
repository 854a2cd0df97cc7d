import { describe, expect, it } from 'vitest'
import { officeWithMinutes } from './fusionOffice.ts'
import { inDatabase, staffedOffice, type Office } from './office.ts'

const undoLast = async (office: Office): Promise<void> => { await office.ask('journal.undo', { id: (await office.ask('journal.list', { limit: 1 })).rows[0]?.id ?? '' }) }
const faults = async (office: Office, channel: string, input: unknown): Promise<string[]> => ((await office.refusal(channel, input)).fields ?? []).map(({ path }) => path)

describe('a carrier', () => {
  it('keeps each value with its day and source; a correction needs a reason and keeps what it replaced', async () => {
    const office = await staffedOffice()
    const project = await office.ask('projects.save', { kind: 'secretaryProject', title: '许可提速', leader: '周启明', members: [{ name: '徐桂芳' }, { name: '李工', isParty: false, duty: '流程梳理' }], metrics: [{ name: '平均用时', unit: '工作日', baseline: '7.5', target: '5' }], startsOn: '2026-07-01', dueOn: '2026-11-30' })
    expect(project).toMatchObject({ number: '书记2026-01', members: [{ isParty: true }, { name: '李工', isParty: false }], metrics: [{ direction: 'down' }] })
    const metricId = project.metrics[0]?.id ?? ''
    await office.ask('projects.setValue', { metricId, on: '2026-08-25', value: '6.80', source: '政务平台' })
    expect(await faults(office, 'projects.setValue', { metricId, on: '2026-08-25', value: '6.5' })).toEqual(['reason'])
    expect(await faults(office, 'projects.setValue', { metricId, on: '2026-09-30', value: '6.5' })).toEqual(['on'])
    const corrected = await office.ask('projects.setValue', { metricId, on: '2026-08-25', value: '6.5', source: '政务平台', reason: '漏了补正件' })
    expect(corrected.metrics[0]?.values.map(({ value, reason, replacedAt }) => [value, reason, replacedAt !== null])).toEqual([['6.8', '', true], ['6.5', '漏了补正件', false]])
    expect(corrected.metric).toMatchObject({ actual: '6.5', attainment: '40.0', shown: '40.0 %' })
    expect(await faults(office, 'projects.save', { id: project.id, kind: 'secretaryProject', title: '许可提速', metrics: [] })).toEqual(['metrics'])
    await undoLast(office)
    expect((await office.ask('projects.get', { id: project.id })).metric?.actual).toBe('6.8')
  })

  it('has milestones and a monthly series, is closed with a result, reopened, removed and taken back', async () => {
    const office = await staffedOffice()
    const made = await office.ask('projects.save', { kind: 'memberProject', title: '走访覆盖提升', startsOn: '2026-06-01', dueOn: '2026-12-15', milestones: [{ title: '中期交流', dueOn: '2026-10-16' }, { title: '报进度', repeatText: '每月25日', dueOn: '2026-12-15' }] })
    const [mid, monthly] = made.milestones
    expect(monthly?.days.map(({ on }) => on)).toEqual(['2026-06-25', '2026-07-25', '2026-08-25', '2026-09-25'])
    await office.ask('projects.setMilestone', { milestoneId: mid?.id ?? '', doneOn: '2026-09-08', note: '提前' })
    const noted = await office.ask('projects.setMilestone', { milestoneId: monthly?.id ?? '', on: '2026-08-25', doneOn: '2026-08-26' })
    expect(noted.milestones[1]?.days[2]).toEqual({ on: '2026-08-25', doneOn: '2026-08-26', note: '' })
    expect(await faults(office, 'projects.setMilestone', { milestoneId: monthly?.id ?? '', on: '2026-08-24', doneOn: '2026-08-26' })).toEqual(['on'])
    expect(await faults(office, 'projects.close', { id: made.id, revision: noted.revision, result: '' })).toEqual(['result'])
    const closed = await office.ask('projects.close', { id: made.id, revision: noted.revision, result: '覆盖率95.3%', review: '支委会同意结题', grade: '优秀' })
    expect(closed).toMatchObject({ state: 'closed', closedOn: '2026-09-08', grade: '优秀' })
    const open = await office.ask('projects.reopen', { id: made.id, revision: closed.revision })
    expect(open).toMatchObject({ state: 'active', closedOn: null, result: '覆盖率95.3%' })
    await office.ask('projects.remove', { id: made.id })
    expect((await office.ask('projects.list', {})).rows).toEqual([])
    const [row] = (await office.ask('trash.list', {})).rows
    expect(row).toMatchObject({ kind: 'project', name: '走访覆盖提升', daysLeft: 30 })
    await office.ask('trash.restore', { kind: 'project', id: made.id })
    expect((await office.ask('projects.get', { id: made.id })).milestones[1]?.days[2]?.doneOn).toBe('2026-08-26')
  })

  it('责任区: visits in five fields; who was visited and what was closed is on the board, each figure with its records', async () => {
    const office = await staffedOffice()
    const zone = await office.ask('projects.save', { kind: 'responsibilityZone', title: '城西责任区', leader: '赵文博', objects: ['福来店', '兴旺店', '大众店'], startsOn: '2026-07-01' })
    await office.ask('projects.saveVisit', { projectId: zone.id, object: '福来店', on: '2026-09-01', found: '扫码故障', closedOn: '2026-09-02' })
    const seen = await office.ask('projects.saveVisit', { projectId: zone.id, object: '兴旺店', on: '2026-09-03', found: '缺货' })
    expect(seen.visits.map(({ object, visitor }) => [object, visitor])).toEqual([['兴旺店', '赵文博'], ['福来店', '赵文博']])
    expect(await faults(office, 'projects.saveVisit', { projectId: zone.id, object: '大众店', on: '2026-09-03', closedOn: '2026-09-04' })).toEqual(['closedOn'])
    const { indicators } = await office.ask('projects.board', { on: '2026-09-08' })
    const of = (code: string) => indicators.find((indicator) => indicator.code === code)
    expect([of('K12')?.value, of('K12b')?.value]).toEqual(['66.7 %', '50.0 %'])
    await office.ask('volunteer.save', { on: '2026-09-05', name: '方子涵', content: '市场值守', served: '38户', hours: '8' })
    expect((await office.ask('volunteer.list', { from: '2026-09-01', to: '2026-09-30' })).total).toBe('8')
    const quarter = await office.ask('reports.quarter', { year: 2026, quarter: 3 })
    expect(quarter.indicators.find(({ code }) => code === 'K14')).toMatchObject({ value: '0.5 小时', numerator: '8', denominator: '16', records: [{ kind: 'volunteer', title: '方子涵：市场值守' }] })
  })
})

describe('the board', () => {
  it('as of a day: what fell due, what is done, and what each number stands on; a later change does not move an earlier day', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const { rows } = await office.ask('actions.list', { filter: 'all', limit: 200 })
    const list = rows.find(({ owner }) => owner === '吴国栋')
    await office.ask('actions.setState', { id: list?.id ?? '', state: 'done', on: '2026-09-28', evidence: '核对表' })
    const board = await office.ask('projects.board', { on: '2026-10-16' })
    const k05 = board.indicators.find(({ code }) => code === 'K05')
    // Due by 16 October: 吴国栋 9-30, 林静怡 9-15 and 9-22, 郑浩然 10-12.
    expect([k05?.value, k05?.records.length, k05?.records.filter(({ counts }) => counts).map(({ id }) => id)]).toEqual(['25.0 %', 4, [list?.id]])
    expect(board.indicators.find(({ code }) => code === 'K15')).toMatchObject({ forAnalysis: true, denominator: '3' })
    const third = await office.ask('reports.quarter', { year: 2026, quarter: 3 })
    expect([third.on, third.title, third.indicators.find(({ code }) => code === 'K05')?.value]).toEqual(['2026-09-30', '2026年第三季度', '33.3 %'])
    office.now.iso = '2026-10-20T04:00:00.000Z'
    await office.ask('actions.setState', { id: list?.id ?? '', state: 'doing', on: '2026-10-20', reason: '漏了两项' })
    expect((await office.ask('reports.quarter', { year: 2026, quarter: 3 })).indicators.find(({ code }) => code === 'K05')?.value).toBe('33.3 %')
    expect((await office.ask('projects.board', { on: '2026-10-20' })).indicators.find(({ code }) => code === 'K05')?.value).toBe('0.0 %')
  })

  it('K01 is that of 达标表, K02 leaves out who is excused, K03 is that of 学时台账, K04 says what is not kept yet, and K10 of nobody is —', async () => {
    const office = await officeWithMinutes('2026-10-20')
    const of = async (code: string) => (await office.ask('projects.board', { on: '2026-10-20' })).indicators.find((indicator) => indicator.code === code)
    const { asked, met } = await office.ask('rules.frequency', { year: 2026, on: '2026-10-20' })
    expect(await of('K01')).toMatchObject({ numerator: String(met), denominator: String(asked) })
    const needs = (await of('K01'))?.records ?? []
    expect([needs.length > 0, needs.every(({ kind }) => kind === 'need'), needs.some(({ title, counts, note }) => title === '2026年9月 支部委员会会议' && counts && note === '应开1次，已开1次（9月8日）')]).toEqual([true, true, true])
    const before = await of('K02')
    const absent = Number(before?.denominator) - Number(before?.numerator)
    expect(absent).toBeGreaterThan(0)
    await inDatabase(office, (db) => db.exec(`INSERT INTO person_file (person_id, exempt_from_calls) SELECT id, '长期病休' FROM person WHERE true ON CONFLICT (person_id) DO UPDATE SET exempt_from_calls = '长期病休'`))
    expect(await of('K02')).toMatchObject({ value: '100.0 %', numerator: before?.numerator, denominator: before?.numerator })
    expect(await of('K03')).toMatchObject({ value: '—', how: expect.stringContaining('另有2次会议的学时还没有确认') })
    const themeDay = office.meetings.find(({ kind }) => kind === 'themeDay')
    await office.ask('study.confirm', { items: [{ meetingId: themeDay?.id ?? '', hours: { theory: '1', business: '0' } }] })
    expect((await of('K03'))?.how).toMatch(/^党员\d+人，其中学时达标0人/)
    expect((await of('K03'))?.records.find(({ note }) => note.startsWith('0学时'))).toBeDefined()
    expect(await of('K04')).toMatchObject({ value: '—', denominator: '', records: [] })
    for (const code of ['K10', 'K10b']) expect(await of(code)).toMatchObject({ value: '—', numerator: '0', denominator: '0', records: [] })
  })

  it('preparing a meeting, the officer is offered open difficulties, stale projects and what the attending have overdue', async () => {
    const office = await officeWithMinutes('2026-10-16')
    await office.ask('difficulties.save', { title: '回访差错多', line: 'marketing', baseline: '3.2', target: '1', leader: '何晓燕' })
    await office.ask('projects.save', { kind: 'memberProject', title: '雨天配送保障', leader: '马晓东', startsOn: '2026-09-01', metrics: [{ name: '准时率', unit: '%', baseline: '88', target: '96' }] })
    const offers = await office.ask('meetings.offers', { on: '2026-10-20', names: ['林静怡', '郑浩然'] })
    expect(offers.difficulties.map(({ title, note }) => [title, note])).toEqual([['回访差错多', '何晓燕牵头，没有党建举措']])
    expect(offers.projects.map(({ title, note }) => [title, note])).toEqual([['雨天配送保障', '党员攻关项目，马晓东牵头，还没有登记数值']])
    expect(offers.actions.map(({ owner, note }) => [owner, note])).toEqual([['林静怡', '应于9月15日前办结'], ['林静怡', '应于9月22日前办结'], ['郑浩然', '应于10月12日前办结']])
  })
})
