import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Output } from '../../shared/contract/index.ts'
import { tokenFor, officeWithMinutes, saveSample } from './fusionOffice.ts'
import { staffedOffice, type Office } from './office.ts'

const difficultiesFile = join(import.meta.dirname, '../fixtures/tables/business-difficulties.xlsx')

const allActions = async (office: Office) => (await office.ask('actions.list', { filter: 'all', limit: 200 })).rows
const called = (rows: readonly Output<'actions.list'>['rows'][number][], owner: string) => rows.filter((row) => row.owner === owner).sort((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1))

/** The three projects of the sample with the figures of its theme day. */
async function startProjects(office: Office): Promise<Map<string, Output<'projects.save'>>> {
  const { rows } = await office.ask('difficulties.importFile', { fileToken: tokenFor(office, difficultiesFile), commit: true })
  const projects = new Map<string, Output<'projects.save'>>()
  for (const [title, leader, difficulty] of [['城西片区真烟流动治理', '赵文博', 0], ['走访覆盖提升', '钱雅文', 1], ['雨天配送保障', '马晓东', 2]] as const) {
    projects.set(title, await office.ask('projects.save', { kind: 'memberProject', title, leader, difficultyId: rows[difficulty]?.id ?? null, startsOn: '2026-09-08', dueOn: '2026-12-15', milestones: [{ title: '报进度', repeatText: '每月25日', dueOn: '2026-12-15' }] }))
  }
  for (const [title, value] of [['城西片区真烟流动治理', '31'], ['走访覆盖提升', '94.2'], ['雨天配送保障', '95']] as const) {
    await office.ask('projects.setValue', { metricId: projects.get(title)?.metrics[0]?.id ?? '', on: '2026-10-15', value, source: '中期交流' })
  }
  return projects
}

describe('the list of difficulties of the sample', () => {
  it('imports five, told before and done after; the one without a Party measure stands out; a second time nothing changes', async () => {
    const office = await staffedOffice()
    const told = await office.ask('difficulties.importFile', { fileToken: tokenFor(office, difficultiesFile), commit: false })
    expect(told).toMatchObject({ created: 5, updated: 0, refused: 0, committed: false })
    expect(told.rows.map(({ line, outcome }) => [line, outcome])).toEqual([[2, 'create'], [3, 'create'], [4, 'create'], [5, 'create'], [6, 'create']])
    expect((await office.ask('difficulties.list', {})).rows).toEqual([])

    await office.ask('difficulties.importFile', { fileToken: tokenFor(office, difficultiesFile), commit: true })
    const { rows, unconverted } = await office.ask('difficulties.list', {})
    expect(rows.map(({ title, line, baseline, target, unit, direction, leader, dueOn, converted }) => [title, line, baseline, target, unit, direction, leader, dueOn, converted])).toEqual([
      ['城西片区真烟异常流动线索占比高', 'monopoly', '42', '25', '%', 'down', '赵文博', '2026-12-15', true],
      ['零售户走访覆盖率低于目标', 'marketing', '86', '95', '%', 'up', '钱雅文', '2026-12-15', true],
      ['雨天送货准时率下降', 'logistics', '88', '96', '%', 'up', '马晓东', '2026-12-15', true],
      ['许可证延续办理平均用时偏长', 'monopoly', '7.5', '5', '工作日', 'down', '徐桂芳', '2026-11-30', true],
      ['新员工对客户系统不熟，回访差错多', 'marketing', '3.2', '1', '次/百户', 'down', '何晓燕', '2026-10-31', false],
    ])
    expect(unconverted).toBe(1)
    const again = await office.ask('difficulties.importFile', { fileToken: tokenFor(office, difficultiesFile), commit: true })
    expect(again.rows.map(({ outcome }) => outcome)).toEqual(Array(5).fill('same'))
    const { rows: [act] } = await office.ask('journal.list', { limit: 1 })
    expect(act?.words).toBe('导入5条业务难点')
    await office.ask('journal.undo', { id: act?.id ?? '' })
    expect((await office.ask('difficulties.list', {})).rows).toEqual([])
  })

  it('changes of baseline and target keep what was there before, with its source', async () => {
    const office = await staffedOffice()
    const saved = await office.ask('difficulties.save', { title: '走访覆盖率低', line: 'marketing', baseline: '86', target: '95', unit: '%', source: '市局通报' })
    await office.ask('difficulties.save', { id: saved.id, title: '走访覆盖率低', line: 'marketing', baseline: '８５．５', target: '95', unit: '%', source: '营销部复核', correction: '统计口径更正' })
    const { values, baseline } = await office.ask('difficulties.get', { id: saved.id })
    expect(baseline).toBe('85.5')
    expect(values.filter(({ role }) => role === 'baseline').map(({ value, source, reason, replacedAt }) => [value, source, reason, replacedAt !== null])).toEqual([['86', '市局通报', '', true], ['85.5', '营销部复核', '统计口径更正', false]])
  })
})

describe('the three minutes', () => {
  it('give exactly 11 items, with their people, days, series and projects', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const rows = await allActions(office)
    expect(rows).toHaveLength(11)
    expect(called(rows, '吴国栋').map(({ dueOn }) => dueOn)).toEqual(['2026-09-30'])
    expect(called(rows, '林静怡').map(({ dueOn }) => dueOn)).toEqual(['2026-09-15', '2026-09-22'])
    for (const [owner, project] of [['赵文博', '城西片区真烟流动治理'], ['钱雅文', '走访覆盖提升'], ['马晓东', '雨天配送保障']] as const) {
      expect(called(rows, owner).map(({ dueOn, repeatText, projects, helpers }) => [dueOn, repeatText, projects.map(({ title }) => title), helpers])).toEqual([['2026-12-15', '每月25日', [project], []]])
    }
    expect(called(rows, '郑浩然').map(({ dueOn }) => dueOn)).toEqual(['2026-10-12', '2026-11-05'])
    expect(called(rows, '孙立军')).toMatchObject([{ helpers: ['钱雅文'], startOn: '2026-10-19', dueOn: null, repeatText: '每周三、五', projects: [{ title: '城西片区真烟流动治理' }] }])
    expect(called(rows, '周启明')).toMatchObject([{ dueOn: '2026-10-30', projects: [{ title: '走访覆盖提升' }] }])
    expect(called(rows, '何晓燕')).toMatchObject([{ dueOn: '2026-11-10' }])

    const series = await office.ask('actions.get', { id: called(rows, '赵文博')[0]?.id ?? '' })
    expect(series.occurrences.map(({ on, state }) => [on, state])).toEqual([['2026-09-25', 'open']])
    const nights = await office.ask('actions.get', { id: called(rows, '孙立军')[0]?.id ?? '' })
    expect(nights.nextOn).toBe('2026-10-21')
  })

  it('a project that is entered later gets the items that were decided for it', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const projects = await startProjects(office)
    const west = projects.get('城西片区真烟流动治理')
    const { rows } = await office.ask('actions.list', { filter: 'all', project: west?.id ?? '' })
    expect(rows.map(({ owner }) => owner).sort()).toEqual(['孙立军', '赵文博'])
    expect(west).toMatchObject({ number: '攻关2026-01', line: 'monopoly', metrics: [{ baseline: '42', target: '25', unit: '%', direction: 'down' }] })
  })
})

describe('figures on the theme day', () => {
  it('31 %, 94.2 %, 95 %: attainment 64.7 %, 91.1 %, 87.5 %, worked by hand', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const projects = await startProjects(office)
    const figures = await Promise.all([...projects.values()].map(async ({ id }) => (await office.ask('projects.indicators', { projectId: id, on: '2026-10-16' })).metrics[0]))
    // (31 − 42) / (25 − 42) = 11 / 17; (94.2 − 86) / (95 − 86) = 8.2 / 9; (95 − 88) / (96 − 88) = 7 / 8
    expect(figures.map((metric) => [metric?.actual, metric?.attainment, metric?.shown])).toEqual([['31', '64.7', '64.7 %'], ['94.2', '91.1', '91.1 %'], ['95', '87.5', '87.5 %']])
    expect(figures[0]?.how).toBe('由42%到31%，目标25%：（31－42）÷（25－42）＝64.7%。')
    expect(figures[0]?.points.map(({ on, value }) => [on, value])).toEqual([['2026-09-08', '42'], ['2026-10-15', '31']])
    // A day before any value: nothing is computed.
    const before = await office.ask('projects.indicators', { projectId: projects.get('走访覆盖提升')?.id ?? '', on: '2026-10-01' })
    expect(before.metrics[0]).toMatchObject({ actual: null, attainment: null, shown: '—' })
  })
})

describe('上次议定事项落实情况', () => {
  it('tells on the theme day what is done with its evidence and what is open, and changes when one is reopened', async () => {
    const office = await officeWithMinutes('2026-09-18', ['committee-2026-09-08', 'general-meeting-2026-09-18'])
    office.now.iso = '2026-10-15T04:00:00.000Z'
    await startProjects(office)
    const rows = await allActions(office)
    const [first] = called(rows, '吴国栋')
    await office.ask('actions.setState', { id: first?.id ?? '', state: 'done', on: '2026-09-28', evidence: '首次核对表已由支委会签字' })
    for (const [index, row] of called(rows, '林静怡').entries()) await office.ask('actions.setState', { id: row.id, state: 'done', on: index === 0 ? '2026-09-14' : '2026-09-23', evidence: index === 0 ? '票样、计票单、志愿书各一份' : '县局党委组织员签收' })

    const draft = await office.ask('meetings.prepare', { kind: 'themeDay', heldOn: '2026-10-16' })
    expect(draft.elements.earlier?.split('\n')).toEqual([
      '上次以来议定和此前未办结的事项共7项，已办结3项，未办结4项（其中逾期4项）。',
      '9月8日支委会议定：',
      '1. 吴国栋：建立支部议定事项清单，完成首次核对（9月30日前），已于9月28日办结，首次核对表已由支委会签字。',
      '2. 林静怡：备齐票样、计票单和志愿书（9月15日前），已于9月14日办结，票样、计票单、志愿书各一份。',
      '3. 赵文博：填写立项书，12月15日结题（每月25日，12月15日前），正在执行，9月25日一次逾期未办。',
      '4. 钱雅文：填写立项书，12月15日结题（每月25日，12月15日前），正在执行，9月25日一次逾期未办。',
      '5. 马晓东：填写立项书，12月15日结题（每月25日，12月15日前），正在执行，9月25日一次逾期未办。',
      '6. 郑浩然：负责方案，发通知（10月12日前），逾期未办结。',
      '9月18日党员大会议定：',
      '林静怡：将志愿书、决议和票决材料报县局党委（审批时限至12月18日）（9月22日前），已于9月23日办结（超期），县局党委组织员签收。',
      '项目进度（截至10月16日）：',
      '“城西片区真烟流动治理”（赵文博牵头）：由42%降到31%（10月15日），目标25%，达成64.7%。',
      '“走访覆盖提升”（钱雅文牵头）：由86%升到94.2%（10月15日），目标95%，达成91.1%。',
      '“雨天配送保障”（马晓东牵头）：由88%升到95%（10月15日），目标96%，达成87.5%。',
    ])
    const meeting = await office.ask('meetings.save', draft)
    expect(await office.ask('meetings.followUp', { meetingId: meeting.id })).toMatchObject({ differs: false, since: null })

    await office.ask('actions.setState', { id: first?.id ?? '', state: 'doing', on: '2026-10-15', reason: '核对表漏了两项' })
    const reopened = await office.ask('meetings.followUp', { meetingId: meeting.id })
    expect(reopened.differs).toBe(true)
    expect(reopened.text).toContain('1. 吴国栋：建立支部议定事项清单，完成首次核对（9月30日前），逾期未办结，正在办理。')
    expect(reopened.text).toContain('已办结2项，未办结5项（其中逾期5项）')
    // The record keeps what it said until it is changed.
    expect((await office.ask('meetings.get', { id: meeting.id })).elements.earlier).toBe(draft.elements.earlier)
  })

  it('is told since the last such paragraph, with older ones that are open; a 主题党日 does not tell what stays in the committee', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const rows = await allActions(office)
    await office.ask('actions.setState', { id: called(rows, '吴国栋')[0]?.id ?? '', state: 'done', on: '2026-09-28', evidence: '核对表' })
    const secret = called(rows, '周启明')[0]
    await office.ask('actions.bulk', { ids: [secret?.id ?? ''], act: { kind: 'confidential', confidential: true } })
    const prepared = await office.ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2026-10-20' })
    office.now.iso = '2026-11-02T04:00:00.000Z'
    await office.ask('meetings.save', prepared)
    const later = await office.ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2026-11-03' })
    expect(later.elements.earlier).not.toContain('吴国栋')
    expect(later.elements.earlier).toContain('郑浩然：负责方案')
    expect(later.elements.earlier).toContain('周启明')
    const day = await office.ask('meetings.prepare', { kind: 'themeDay', heldOn: '2026-11-03' })
    expect(day.elements.earlier).not.toContain('周启明')
    // What was closed after a meeting was open on its day.
    const late = called(rows, '郑浩然')[0]
    await office.ask('actions.setState', { id: late?.id ?? '', state: 'done', on: '2026-10-28', evidence: '方案已发' })
    const stored = (await office.ask('meetings.list', { month: '2026-10', kind: 'committeeMeeting' })).rows[0]
    const then = await office.ask('meetings.followUp', { meetingId: stored?.id ?? '' })
    expect(then.items.find(({ id }) => id === late?.id)).toMatchObject({ state: 'todo', closedOn: null, sentence: '郑浩然：负责方案，发通知（10月12日前），逾期未办结。' })
    expect((await office.ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2026-11-03' })).elements.earlier).toContain('郑浩然：负责方案，发通知（10月12日前），已于10月28日办结（超期），方案已发。')
    await office.ask('workspace.setFollowUp', { kinds: ['themeDay'] })
    expect((await office.ask('meetings.prepare', { kind: 'committeeMeeting', heldOn: '2026-11-03' })).elements).toEqual({})
  })
})

describe('the ledger follows the record', () => {
  it('changed words go over while an item is open, a postponed day stays, and a line that goes takes along only what nobody worked on', async () => {
    const office = await staffedOffice()
    const meeting = await saveSample(office, 'committee-2026-09-08')
    const toDraft = (m: Output<'meetings.save'>) => ({
      id: m.id, revision: m.revision, kind: m.kind, title: m.title, heldOn: m.heldOn,
      agenda: m.agenda.map((item) => ({ ...item, actions: item.actions.map(({ dueOn: _due, startOn: _start, ...action }) => action) })),
    })
    const item = (await allActions(office)).find(({ owner }) => owner === '吴国栋')
    await office.ask('actions.postpone', { id: item?.id ?? '', dueOn: '2026-10-09', reason: '国庆假期' })
    const draft = toDraft(meeting)
    const line = draft.agenda[0]?.actions[0]
    if (line) {
      line.task = '建立议定事项清单并完成首次核对'
      line.dueText = '9月28日前'
    }
    const other = draft.agenda[1]?.actions[0]
    if (other) other.dueText = '9月16日前'
    const changed = await office.ask('meetings.save', draft)
    expect(await office.ask('actions.get', { id: item?.id ?? '' })).toMatchObject({ title: '建立议定事项清单并完成首次核对', dueOn: '2026-10-09', postponed: 1, gone: false })
    expect((await allActions(office)).find(({ owner }) => owner === '林静怡')).toMatchObject({ dueOn: '2026-09-16' })

    const cut = toDraft(changed)
    for (const agenda of cut.agenda) agenda.actions = []
    const emptied = await office.ask('meetings.save', cut)
    expect((await allActions(office)).map(({ owner, gone }) => [owner, gone])).toEqual([['吴国栋', true]])
    // The line comes back under its id, and the item is the old one.
    const whole = toDraft(changed)
    await office.ask('meetings.save', { ...whole, revision: emptied.revision })
    expect(await allActions(office)).toHaveLength(6)
    expect(await office.ask('actions.get', { id: item?.id ?? '' })).toMatchObject({ dueOn: '2026-10-09', postponed: 1, gone: false })
  })

  it('hides the items of a meeting in the 回收站 and brings them back with it', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const [committee] = office.meetings
    await office.ask('meetings.remove', { id: committee?.id ?? '' })
    expect(await allActions(office)).toHaveLength(5)
    expect((await office.refusal('actions.get', { id: committee?.agenda[0]?.actions[0]?.id })).code).toBe('NOT_FOUND')
    await office.ask('meetings.restore', { id: committee?.id ?? '' })
    expect(await allActions(office)).toHaveLength(11)
  })
})
