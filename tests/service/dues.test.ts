import { describe, expect, it } from 'vitest'
import { heldAbout } from '../../db/repositories/personErasure.ts'
import { mergePeople } from '../../db/repositories/mergedPeople.ts'
import { putFields } from '../../db/repositories/personFields.ts'
import type { Input } from '../../shared/contract/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { filedOffice, paragraphsOf, partsOf, place, rowsOfXlsx } from './memberPapersOffice.ts'
import { auditOf, inDatabase, staffedOffice, type Office } from './office.ts'

const year = 2026
const stamp = { who: '林静怡', at: '2026-09-08T01:00:00.000Z' }
const lastWords = async (office: Office) => (await office.ask('journal.list', {})).rows[0]?.words
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await office.ask('journal.list', {})).rows[0]?.id ?? '' })
const messages = async (office: Office, channel: string, input: unknown) => (await office.refusal(channel, input)).fields?.map(({ path, message }) => `${path}: ${message}`)

/** The sample branch on 22 November 2026. */
async function duesOffice() {
  const office = await staffedOffice()
  office.now.iso = '2026-11-22T04:00:00.000Z'
  const idOf = (name: string): string => office.roster.find((entry) => entry.name === name)?.id ?? ''
  const rowOf = async (name: string, of = year) => (await office.ask('dues.year', { year: of })).rows.find((row) => row.name === name)
  const states = async (name: string) => (await rowOf(name))?.months.map(({ state }) => state)
  return { ...office, idOf, rowOf, states }
}
const edit = (personId: string, more: Partial<Input<'dues.assess'>> = {}): Input<'dues.assess'> => ({ personId, fromMonth: '2026-09', category: 'salaried', base: 600_000, amount: 9_000, ...more })
const k04 = async (office: Office, on = '2026-11-22') => (await office.ask('projects.board', { on })).indicators.find(({ code }) => code === 'K04')

describe('核定', () => {
  it('is kept with what was reckoned and never shows its base; a second one from the same month takes its place, and undo brings the first back', async () => {
    const office = await duesOffice()
    const id = office.idOf('周启明')
    const first = await office.ask('dues.assess', edit(id))
    expect(first).toMatchObject({ personId: id, fromMonth: '2026-09', category: 'salaried', hasBase: true, calculated: 9_000, amount: 9_000, who: branch.officer.name })
    expect(JSON.stringify(await office.ask('dues.year', { year }))).not.toContain('600000')
    expect(await lastWords(office)).toBe('核定周启明2026年的党费')
    const second = await office.ask('dues.assess', edit(id, { base: 420_000, amount: 4_200 }))
    expect([second.id, second.amount, (await office.rowOf('周启明'))?.assessments.length]).toEqual([first.id, 4_200, 1])
    await undoLast(office)
    expect([(await office.rowOf('周启明'))?.assessments[0]?.amount, (await office.ask('dues.reveal', { id: first.id })).base]).toEqual([9_000, 600_000])
    await office.ask('dues.removeAssessment', { id: first.id })
    expect((await office.rowOf('周启明'))?.assessments).toEqual([])
    await undoLast(office)
    expect((await office.rowOf('周启明'))?.assessments).toMatchObject([{ id: first.id }])
    expect((await auditOf(office)).map(({ act }) => act)).toEqual(expect.arrayContaining(['dues.assess', 'dues.removeAssessment']))
  })

  it('that was deleted does not come back beside a later one from the same month, nor to somebody who is gone', async () => {
    const office = await duesOffice()
    await office.ask('members.addMany', { lines: '王青\t正式党员\t\t\t2024-02-20' })
    const id = (await office.ask('members.rosterOn', { date: '2026-11-22' })).find(({ name }) => name === '王青')?.id ?? ''
    const first = await office.ask('dues.assess', edit(id))
    await office.ask('dues.removeAssessment', { id: first.id })
    const removal = (await office.ask('journal.list', {})).rows[0]?.id ?? ''
    const second = await office.ask('dues.assess', edit(id, { amount: 8_000 }))
    expect(await office.refusal('journal.undo', { id: removal })).toMatchObject({ code: 'UNDO_REFUSED', message: expect.stringContaining('从这个月起后来又核定了一次') })
    await office.ask('dues.removeAssessment', { id: second.id })
    await office.ask('members.remove', { personId: id })
    expect(await office.refusal('journal.undo', { id: removal })).toMatchObject({ code: 'UNDO_REFUSED', message: expect.stringContaining('这名党员已从名册删除') })
  })

  it('takes the base from its parts, shows it one at a time and writes down who looked', async () => {
    const office = await duesOffice()
    const id = office.idOf('林静怡')
    const parts = [{ name: '岗位工资', role: 'counted', amount: 520_000 }, { name: '交通补贴', role: 'left', amount: 60_000 }, { name: '个税', role: 'deducted', amount: 9_650 }] as const
    const stored = await office.ask('dues.assess', edit(id, { base: 1, parts: [...parts], amount: 7_700 }))
    expect(stored.calculated).toBe(7_655)
    const before = (await office.ask('members.accessLog', { personId: id, limit: 10 })).entries.length
    expect(await office.ask('dues.reveal', { id: stored.id })).toEqual({ base: 510_350, parts })
    expect((await office.ask('members.accessLog', { personId: id, limit: 10 })).entries).toMatchObject([{ act: 'show', fields: '党费计算基数', name: '林静怡' }])
    expect(before).toBe(0)
  })

  it('refuses what cannot be, at its field, and stores nothing', async () => {
    const office = await duesOffice()
    const id = office.idOf('周启明')
    expect(await messages(office, 'dues.assess', edit(id, { base: null }))).toEqual(['base: 请填计算基数，或分项填写。'])
    expect(await messages(office, 'dues.assess', edit(id, { parts: [{ name: '个税', role: 'deducted', amount: 1 }] }))).toEqual(['parts: 扣除的比计入的多，基数不能是负数，请核对各项。'])
    expect(await messages(office, 'dues.assess', edit(id, { amount: 0 }))).toEqual(['amount: 核定金额要大于0。免交请选“少交或免交”，填批准日期和文号。'])
    const reduced = { category: 'reduced', base: null, amount: 0, reason: '家庭困难' } as const
    expect(await messages(office, 'dues.assess', edit(id, reduced))).toEqual(['approvedOn: 少交或免交要经上一级党委批准，请填批准日期。'])
    expect(await messages(office, 'dues.assess', edit(id, { ...reduced, approvedOn: '2026-11-23' }))).toEqual(['approvedOn: 日期不能晚于今天。'])
    expect(await messages(office, 'dues.assess', edit(id, { ...reduced, approvedOn: '2026-08-01' }))).toEqual(['documentNo: 请填批准的文号。'])
    expect(await messages(office, 'dues.assess', edit('01980000-0000-7000-8000-000000000001'))).toEqual(['personId: 名册里没有这个人，请从名单里选。'])
    for (const wrong of [{ base: -1 }, { base: 0.5 }, { amount: 100_000_000_000 }, { fromMonth: '2026-13' }]) expect((await office.refusal('dues.assess', edit(id, wrong))).code).toBe('INVALID_INPUT')
    expect((await office.refusal('dues.reveal', { id })).code).toBe('NOT_FOUND')
    expect((await office.ask('dues.year', { year })).begins).toBeNull()
    await office.ask('dues.assess', edit(id))
    expect(await messages(office, 'dues.assess', edit(id, { fromMonth: '2026-11' }))).toEqual(['reason: 年初核定以后，年内一般不变。要调整请写明原因。'])
    await office.ask('dues.assess', edit(id, { ...reduced, fromMonth: '2026-11', approvedOn: '2026-10-20', documentNo: '县局党〔2026〕9号' }))
    expect((await office.states('周启明'))?.slice(7)).toEqual(['notOwed', 'missing', 'missing', 'exempt', 'exempt'])
  })

  it('is carried over from the year before in one act, without what has to be approved anew', async () => {
    const office = await duesOffice()
    await office.ask('dues.assess', edit(office.idOf('周启明'), { parts: [{ name: '岗位工资', role: 'counted', amount: 600_000 }] }))
    await office.ask('dues.assess', edit(office.idOf('林静怡'), { category: 'reduced', base: null, amount: 100, reason: '困难', approvedOn: '2026-08-01', documentNo: '9号' }))
    office.now.iso = '2027-01-05T04:00:00.000Z'
    expect((await office.ask('dues.year', { year: 2027 })).offers).toEqual({ lastYear: 1, files: 0 })
    expect(await office.ask('dues.assessMany', { source: 'lastYear', fromMonth: '2027-01' })).toMatchObject({ people: [{ name: '周启明', category: 'salaried', amount: 9_000 }], committed: false })
    expect((await office.rowOf('周启明', 2027))?.assessments).toEqual([])
    await office.ask('dues.assessMany', { source: 'lastYear', fromMonth: '2027-01', commit: true })
    const [carried] = (await office.rowOf('周启明', 2027))?.assessments ?? []
    expect(carried).toMatchObject({ fromMonth: '2027-01', amount: 9_000, reason: '沿用2026年的核定' })
    expect(await office.ask('dues.reveal', { id: carried?.id ?? '' })).toMatchObject({ base: 600_000, parts: [{ name: '岗位工资' }] })
    expect(await office.ask('dues.assessMany', { source: 'lastYear', fromMonth: '2027-01', commit: true })).toEqual({ people: [], committed: false })
    await undoLast(office)
    expect((await office.rowOf('周启明', 2027))?.assessments).toEqual([])
  })

  it('of many at once is reckoned from category and base of their files, shown before it is done, without any base', async () => {
    const office = await duesOffice()
    await inDatabase(office, (db) => {
      putFields(db, office.idOf('周启明'), { duesKind: 'salaried', duesBase: '714350' }, 'entry', stamp)
      putFields(db, office.idOf('林静怡'), { duesKind: 'retired', duesBase: '520000' }, 'entry', stamp)
      putFields(db, office.idOf('郑浩然'), { duesKind: 'salaried', duesBase: '6500000' }, 'entry', stamp)
      // Without a base, or to be approved: one by one.
      putFields(db, office.idOf('吴国栋'), { duesKind: 'salaried' }, 'entry', stamp)
      putFields(db, office.idOf('何晓燕'), { duesKind: 'exempt', duesBase: '1' }, 'entry', stamp)
    })
    expect((await office.ask('dues.year', { year })).offers).toEqual({ lastYear: 0, files: 3 })
    const offered = await office.ask('dues.assessMany', { source: 'files', fromMonth: '2026-11' })
    expect(offered.people.map(({ name, category, amount, hint }) => [name, category, amount, hint === ''])).toEqual(expect.arrayContaining([['周启明', 'salaried', 10_715, true], ['林静怡', 'retired', 5_200, true], ['郑浩然', 'salaried', 100_000, false]]))
    expect([offered.committed, JSON.stringify(offered).includes('714350'), (await office.ask('dues.year', { year })).begins]).toEqual([false, false, null])
    await office.ask('dues.assessMany', { source: 'files', fromMonth: '2026-11', commit: true })
    expect([await lastWords(office), (await office.rowOf('林静怡'))?.assessments[0]]).toMatchObject(['核定2026年3人的党费', { amount: 5_200, calculated: 5_200, hasBase: true, reason: '' }])
    await undoLast(office)
    expect((await office.ask('dues.year', { year })).begins).toBeNull()
  })

  it('rounds as the unit chose, from then on', async () => {
    const office = await duesOffice()
    await office.ask('dues.saveSettings', { rounding: 'yuan', nextMonthFrom: null })
    expect([(await office.ask('dues.year', { year })).settings.rounding, (await office.ask('dues.assess', edit(office.idOf('周启明'), { base: 714_350, amount: 10_700 }))).calculated]).toEqual(['yuan', 10_700])
    await office.ask('dues.saveSettings', { rounding: 'jiao', nextMonthFrom: 25 })
    expect(await lastWords(office)).toBe('更改党费的本单位做法：取整到角，25日以后通过的下月起交')
    await undoLast(office)
    expect((await office.ask('dues.year', { year })).settings).toEqual({ rounding: 'yuan', nextMonthFrom: null })
  })
})

describe('payments', () => {
  it('of one month are entered for everybody in one act, with what is confirmed; who is not confirmed or has paid is told; one undo takes it back', async () => {
    const office = await duesOffice()
    const names = ['周启明', '林静怡', '郑浩然']
    for (const name of names) await office.ask('dues.assess', edit(office.idOf(name)))
    await office.ask('dues.pay', { month: '2026-09', personIds: [office.idOf('周启明')], paidOn: '2026-09-10' })
    expect(await lastWords(office)).toBe('登记周启明2026年9月的党费')
    const all = [...names, '吴国栋'].map((name) => office.idOf(name))
    expect(await office.ask('dues.pay', { month: '2026-09', personIds: [...all, ...all], paidOn: '2026-09-30' })).toEqual({ paid: 2, skipped: [{ personId: office.idOf('周启明'), name: '周启明', why: '这个月已交' }, { personId: office.idOf('吴国栋'), name: '吴国栋', why: '还没有核定；请先核定，或写明金额' }] })
    expect(await lastWords(office)).toBe('登记2026年9月的党费（2人）')
    // Whoever paid before keeps their day.
    expect((await office.rowOf('周启明'))?.months[8]).toEqual({ state: 'paid', due: 9_000, paid: 9_000, paidOn: '2026-09-10', note: '' })
    expect((await office.rowOf('郑浩然'))?.months[8]?.state).toBe('paid')
    await undoLast(office)
    expect([(await office.rowOf('周启明'))?.months[8]?.state, (await office.rowOf('郑浩然'))?.months[8]?.state]).toEqual(['paid', 'missing'])
    // Nobody left to enter: nothing is done, and nothing is told in the journal.
    const before = await lastWords(office)
    expect((await office.ask('dues.pay', { month: '2026-09', personIds: [office.idOf('周启明'), office.idOf('吴国栋')] })).paid).toBe(0)
    expect(await lastWords(office)).toBe(before)
  })

  it('may be another sum and an earlier day; what is taken back comes back by undo', async () => {
    const office = await duesOffice()
    const personIds = [office.idOf('周启明')]
    await office.ask('dues.assess', edit(personIds[0] ?? ''))
    await office.ask('dues.pay', { month: '2026-10', personIds, amount: 5_000, paidOn: '2026-10-08', note: '现金' })
    expect((await office.rowOf('周启明'))?.months[9]).toEqual({ state: 'part', due: 9_000, paid: 5_000, paidOn: '2026-10-08', note: '现金' })
    await office.ask('dues.pay', { month: '2026-10', personIds, amount: 9_000, paidOn: '2026-11-02' })
    expect((await office.rowOf('周启明'))?.months[9]?.state).toBe('late')
    expect(await office.ask('dues.unpay', { month: '2026-10', personIds })).toEqual({ removed: 1 })
    expect([await office.ask('dues.unpay', { month: '2026-10', personIds }), (await office.rowOf('周启明'))?.months[9]?.state]).toEqual([{ removed: 0 }, 'missing'])
    await undoLast(office)
    expect((await office.rowOf('周启明'))?.months[9]).toMatchObject({ state: 'late', paid: 9_000 })
  })

  it('are refused for a day to come, for many of one sum, for nobody, and of one without 核定', async () => {
    const office = await duesOffice()
    const [one, other] = [office.idOf('周启明'), office.idOf('林静怡')]
    expect(await messages(office, 'dues.pay', { month: '2026-11', personIds: [one], amount: 1, paidOn: '2026-11-23' })).toEqual(['paidOn: 日期不能晚于今天。'])
    // What somebody paid without being confirmed is kept, and begins no ledger for the others.
    await office.ask('dues.pay', { month: '2026-10', personIds: [other], amount: 500 })
    expect([(await office.ask('dues.year', { year })).begins, (await office.rowOf('林静怡'))?.months[9]]).toEqual([null, { state: 'unassessed', due: null, paid: 500, paidOn: '2026-11-22', note: '' }])
    expect(await messages(office, 'dues.pay', { month: '2026-11', personIds: [one, other], amount: 1 })).toEqual(['amount: 金额只能给一个人填；多人按各自核定的金额登记。'])
    expect(await messages(office, 'dues.pay', { month: '2026-11', personIds: [one] })).toEqual(['amount: 周启明还没有核定；请先核定，或写明金额。'])
    expect(await messages(office, 'dues.pay', { month: '2026-11', personIds: ['01980000-0000-7000-8000-000000000001'] })).toEqual(['personIds: 名册里没有这个人，请重新打开党费。'])
    for (const amount of [0, -1, 0.5]) expect((await office.refusal('dues.pay', { month: '2026-11', personIds: [one], amount })).code).toBe('INVALID_INPUT')
    expect((await office.ask('dues.year', { year })).begins).toBeNull()
  })
})

describe('who owes', () => {
  it('follows the roster of each month, the 党员大会 that took somebody in, and the 介绍信', async () => {
    const office = await duesOffice()
    const id = office.idOf('周启明')
    await office.ask('dues.assess', edit(id, { fromMonth: '2026-01' }))
    const roster = await office.ask('members.rosterOn', { date: '2026-11-22' })
    const young = roster.find(({ name }) => name === '陈思远')?.id ?? ''
    expect((await office.rowOf('陈思远'))?.months.map(({ state }) => state).indexOf('unassessed')).toBe(9)
    await inDatabase(office, (db) => putFields(db, young, { joinedOn: '2026-09-18' }, 'entry', stamp))
    expect((await office.rowOf('陈思远'))?.months.map(({ state }) => state).indexOf('unassessed')).toBe(8)
    // Where the unit lets who was taken in late in a month pay from the next.
    await office.ask('dues.saveSettings', { rounding: 'fen', nextMonthFrom: 16 })
    expect((await office.rowOf('陈思远'))?.months.map(({ state }) => state).indexOf('unassessed')).toBe(9)
    await office.ask('members.recordChange', { personId: id, change: { field: 'left', value: 'transferred' }, from: '2026-10-20' })
    expect(await office.states('周启明')).toEqual([...Array.from({ length: 10 }, () => 'missing'), 'notOwed', 'notOwed'])
    expect((await office.rowOf('周启明'))?.isHere).toBe(false)
  })
})

describe('the figures', () => {
  it('K04 is — until something is confirmed, then who paid in full in each month that is over; as of another day it is what was known then', async () => {
    const office = await duesOffice()
    expect(await k04(office)).toMatchObject({ value: '—', denominator: '', how: expect.stringContaining('这里还没有党费台账') })
    const personIds = office.roster.filter(({ status }) => status === 'fullMember').map(({ id }) => id)
    for (const personId of personIds) await office.ask('dues.assess', edit(personId, { fromMonth: '2026-10' }))
    await office.ask('dues.pay', { month: '2026-10', personIds, paidOn: '2026-10-30' })
    const told = await k04(office)
    // 方子涵 and 陈思远 owe as 预备党员 and are not assessed.
    expect(told).toMatchObject({ numerator: String(personIds.length), denominator: String(personIds.length + 2) })
    expect(told?.how).toContain('11月还没有结束，没有计入。党费台账从2026年10月开始，以前的不计。')
    expect(told?.records.find(({ title }) => title === '方子涵')).toMatchObject({ kind: 'dues', counts: false, note: '应交1个月，按时足额0个月；10月未核定' })
    expect(await k04(office, '2026-10-15')).toMatchObject({ value: '—', how: expect.stringContaining('10月还没有结束') })
    const third = await office.ask('reports.quarter', { year, quarter: 3 })
    expect(third.indicators.find(({ code }) => code === 'K04')).toMatchObject({ value: '—', how: expect.stringContaining('没有已经结束的应交月份') })
  })

  it('C13 says who is not assessed and which months lack; 今天 tells in the last week, and of six months without a payment', async () => {
    const office = await duesOffice()
    const point = async () => (await office.ask('checklist.list', { year })).items.find(({ id }) => id === 'C13')
    expect((await point())?.state).toBe('unknown')
    const members = (await office.ask('members.rosterOn', { date: '2026-11-22' })).filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').map(({ id }) => id)
    const lines = async (on: string) => (await office.ask('today.list', { on })).lines.filter(({ key }) => key.startsWith('dues')).map(({ what }) => what)
    expect(await lines('2026-11-26')).toEqual([])
    const [first = '', ...rest] = members
    const name = office.roster.find(({ id }) => id === first)?.name ?? ''
    for (const personId of rest) await office.ask('dues.assess', edit(personId, { fromMonth: '2026-04' }))
    await office.ask('dues.assess', edit(first, { fromMonth: '2026-04' }))
    for (const month of ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11']) await office.ask('dues.pay', { month, personIds: rest, paidOn: `${month}-08` })
    expect(await point()).toMatchObject({ state: 'missing', data: { words: expect.stringContaining('都已核定，1人有7个月没有交足') } })
    expect(await lines('2026-11-22')).toEqual([`${name}连续7个月没有交党费，了解一下原因`])
    expect(await lines('2026-11-26')).toEqual(expect.arrayContaining([`${name}还没有交2026年11月的党费`]))
    await office.ask('dues.pay', { month: '2026-11', personIds: [first] })
    expect(await lines('2026-11-26')).toEqual([`${name}连续7个月没有交党费，了解一下原因`])
    // It is told; nobody's standing is changed.
    expect((await office.ask('members.get', { id: first })).standing.status).toBe('fullMember')
    for (const month of ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']) await office.ask('dues.pay', { month, personIds: [first] })
    expect(await point()).toMatchObject({ state: 'ok' })
    expect(await lines('2026-11-22')).toEqual([])
  })
})

describe('files', () => {
  it('the ledger is text cells without formulas and without bases; with purpose and password it has them, and that is written down', async () => {
    const office = await duesOffice()
    await office.ask('dues.assess', edit(office.idOf('周启明'), { base: 612_345, amount: 9_185, note: '=1+1' }))
    await office.ask('dues.pay', { month: '2026-09', personIds: [office.idOf('周启明')], paidOn: '2026-10-02' })
    const plain = place(office, '台账.xlsx')
    const { rows } = await office.ask('dues.export', { fileToken: plain.fileToken, year, what: 'ledger', format: 'xlsx' })
    const cells = rowsOfXlsx(plain.bytes())
    expect(cells.find((row) => row[1] === '周启明')).toEqual(['1', '周启明', '工资', '91.85', ...Array.from({ length: 8 }, () => '—'), '91.85\n补交', '未交', '未交', null, '91.85', null])
    expect([rows, cells.flat().some((cell) => typeof cell === 'number'), partsOf(plain.bytes()).some(({ text }) => text.includes('<f>') || text.includes('6123.45'))]).toEqual([(await office.ask('dues.year', { year })).rows.length, false, false])
    const full = place(office, '台账.docx')
    const includeSensitive = { purpose: '县局党委核对', password: branch.password }
    expect((await office.refusal('dues.export', { fileToken: full.fileToken, year, what: 'ledger', format: 'docx', includeSensitive: { ...includeSensitive, password: 'wrong password' } })).code).toBe('WRONG_PASSWORD')
    expect(full.written()).toBe(false)
    await office.ask('dues.export', { fileToken: full.fileToken, year, what: 'ledger', format: 'docx', includeSensitive })
    expect(paragraphsOf(full.bytes())).toContain('6123.45')
    expect((await office.ask('members.accessLog', { limit: 5 })).entries[0]).toMatchObject({ act: 'export', fields: '党费计算基数', purpose: '县局党委核对' })
  })

  it('the 公示 of a quarter has sums and no category or base, and a year to come has nothing', async () => {
    const office = await duesOffice()
    await office.ask('dues.assess', edit(office.idOf('周启明'), { fromMonth: '2026-10', base: 612_345, amount: 9_185 }))
    await office.ask('dues.pay', { month: '2026-10', personIds: [office.idOf('周启明')], paidOn: '2026-10-02' })
    const paper = place(office, '公示.docx')
    await office.ask('dues.export', { fileToken: paper.fileToken, year, what: 'publicity', format: 'docx', quarter: 4 })
    const words = paragraphsOf(paper.bytes()).join('\n')
    expect([words.includes('2026年第四季度党费收缴情况公示'), words.includes('183.70'), words.includes('11月未交'), words.includes('6123.45'), words.includes('工资')]).toEqual([true, true, true, false, false])
    expect(await messages(office, 'dues.export', { fileToken: paper.fileToken, year: 2027, what: 'publicity', format: 'docx' })).toEqual(['year: 2027年还没有到，没有可以统计的内容。'])
  })
})

describe('a person', () => {
  async function paid() {
    const office = await duesOffice()
    const id = office.idOf('周启明')
    const stored = await office.ask('dues.assess', edit(id, { parts: [{ name: '岗位工资', role: 'counted', amount: 612_345 }], amount: 9_185 }))
    await office.ask('dues.pay', { month: '2026-09', personIds: [id], paidOn: '2026-09-08' })
    return { ...office, id, stored }
  }

  it('has 党费 in the export of what is held about them, and cannot be taken out of the roster', async () => {
    const office = await paid()
    const file = place(office, '资料.docx')
    await office.ask('members.exportData', { fileToken: file.fileToken, id: office.id, format: 'docx', purpose: '本人要求', password: branch.password })
    const words = paragraphsOf(file.bytes()).join('\n')
    for (const part of ['党费核定', '2026年9月起', '基数6123.45元', '计入岗位工资6123.45元', '党费交纳', '91.85元，2026年9月8日交']) expect(words).toContain(part)
    expect((await office.refusal('members.remove', { personId: office.id })).code).toBe('PERSON_IN_RECORDS')
  })

  it('is erased with what the journal kept', async () => {
    const office = await paid()
    await office.ask('dues.removeAssessment', { id: office.stored.id })
    await undoLast(office)
    await office.ask('members.erase', { id: office.id, purpose: '本人要求', password: branch.password })
    await inDatabase(office, (db) => {
      const count = (sql: string) => db.prepare<[], number>(sql).pluck().get()
      expect([count('SELECT count(*) FROM dues_assessment'), count('SELECT count(*) FROM dues_part'), count('SELECT count(*) FROM dues_payment')]).toEqual([0, 0, 0])
      expect(count(`SELECT count(*) FROM operation_before WHERE kind LIKE 'dues%' AND state IS NOT NULL`)).toBe(0)
      expect(count(`SELECT count(*) FROM operation_change WHERE kind LIKE 'dues%'`)).toBe(0)
      expect(heldAbout(db, office.id, 0).others).toBe(0)
    })
  })

  it('merged into another brings payments along, and of two for one thing that of who stays holds', async () => {
    const office = await paid()
    const keep = office.idOf('林静怡')
    await office.ask('dues.assess', edit(keep, { amount: 4_200 }))
    await office.ask('dues.assess', edit(office.id, { fromMonth: '2026-10', amount: 100, reason: '调整' }))
    await inDatabase(office, (db) => db.transaction(() => mergePeople(db, { keepId: keep, goneId: office.id, name: '林静怡', fields: {} }, stamp)).immediate())
    expect(await office.rowOf('林静怡')).toMatchObject({ assessments: [{ fromMonth: '2026-09', amount: 4_200 }, { fromMonth: '2026-10', amount: 100 }] })
    expect((await office.rowOf('林静怡'))?.months[8]).toMatchObject({ state: 'paid', paid: 9_185 })
    await inDatabase(office, (db) => { expect(db.prepare('SELECT count(*) FROM dues_part').pluck().get()).toBe(0) })
  })

  it('merged and taken apart again is what it was, parts included', async () => {
    const office = await filedOffice()
    office.now.iso = '2026-11-22T04:00:00.000Z'
    await office.ask('members.addMany', { lines: '周启民\t正式党员\t\t\t2024-02-20' })
    const roster = await office.ask('members.rosterOn', { date: '2026-11-22' })
    const [keepId, goneId] = [office.idOf('周启明'), roster.find(({ name }) => name === '周启民')?.id ?? '']
    const part = { name: '岗位工资', role: 'counted' as const, amount: 612_345 }
    for (const personId of [keepId, goneId]) await office.ask('dues.assess', edit(personId, { parts: [part], amount: 9_185 }))
    const before = await office.ask('dues.year', { year })
    await office.ask('members.merge', { keepId, goneId })
    expect((await office.ask('dues.year', { year })).rows.filter(({ assessments }) => assessments.length > 0)).toHaveLength(1)
    await undoLast(office)
    expect(await office.ask('dues.year', { year })).toEqual(before)
    for (const { assessments: [held] } of before.rows.filter(({ assessments }) => assessments.length > 0)) expect((await office.ask('dues.reveal', { id: held?.id ?? '' })).parts).toEqual([part])
  })
})

it('five hundred people of a year are read in a moment', async () => {
  const office = await duesOffice()
  await office.ask('members.addMany', { lines: Array.from({ length: 500 }, (_, n) => `党员${n + 1}号\t正式党员\t\t第一党小组\t2024-01-01`).join('\n') })
  const began = performance.now()
  const { rows } = await office.ask('dues.year', { year })
  expect([rows.length > 500, performance.now() - began < 2000]).toEqual([true, true])
})
