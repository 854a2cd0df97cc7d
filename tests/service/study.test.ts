import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesNeeded, sweepFiles } from '../../db/attachmentFiles.ts'
import { mergePeople } from '../../db/repositories/mergedPeople.ts'
import type { Input } from '../../shared/contract/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { evidenceFile, officeWithMinutes, tokenFor } from './fusionOffice.ts'
import { paragraphsOf, partsOf, place, rowsOfXlsx } from './memberPapersOffice.ts'
import { auditOf, inDatabase, staffedOffice, temporaryFolder, type Office } from './office.ts'

const year = 2026
const ledgerOf = (office: Office, more: Partial<Input<'study.ledger'>> = {}) => office.ask('study.ledger', { year, ...more })
const rowOf = async (office: Office, name: string, more: Partial<Input<'study.ledger'>> = {}) => (await ledgerOf(office, more)).rows.find((row) => row.name === name)
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await office.ask('journal.list', {})).rows[0]?.id ?? '' })
const lastWords = async (office: Office) => (await office.ask('journal.list', {})).rows[0]?.words
const messages = async (office: Office, channel: string, input: unknown) => (await office.refusal(channel, input)).fields?.map(({ path, message }) => `${path}: ${message}`)

/** The branch with its three minutes on 22 November 2026, and who is who. */
async function sampleOffice() {
  const office = await officeWithMinutes('2026-11-22')
  const roster = await office.ask('members.rosterOn', { date: '2026-11-22' })
  const meeting = (kind: string): string => office.meetings.find((each) => each.kind === kind)?.id ?? ''
  return { ...office, idOf: (name: string): string => roster.find((entry) => entry.name === name)?.id ?? '', themeDay: meeting('themeDay'), committee: meeting('committeeMeeting') }
}
const training = (office: { idOf(name: string): string }, name: string, more: Partial<Input<'study.saveTraining'>> = {}): Input<'study.saveTraining'> =>
  ({ personId: office.idOf(name), from: '2026-03-02', to: '2026-03-06', title: '县委党校轮训', organiser: '县委组织部', kind: 'theory', hours: '40', ...more })

describe('what the year still gives', () => {
  it('comes from the plan, once, and from the meeting instead where one was opened', async () => {
    const office = await sampleOffice()
    const items = (await office.ask('plan.propose', { year })).items.filter(({ kind }) => kind === 'themeDay')
    const before = Number((await rowOf(office, '罗敏'))?.planned)
    await office.ask('plan.accept', { year, items: items.map(({ toVerify: _toVerify, offer: _offer, conflicts: _conflicts, ...item }) => ({ ...item, hours: 2 })) })
    expect(items.length).toBeGreaterThan(0)
    expect(Number((await rowOf(office, '罗敏'))?.planned)).toBe(before + 2 * items.length)
    const [first] = (await office.ask('plan.list', { year })).rows
    await office.ask('plan.open', { id: first?.id ?? '' })
    expect(Number((await rowOf(office, '罗敏'))?.planned)).toBe(before + 2 * items.length)
  })
})

describe('hours of records', () => {
  it('count once the officer confirms them, follow the marks of the record, and are taken back by one undo', async () => {
    const office = await sampleOffice()
    const before = await ledgerOf(office)
    expect(before.proposals.map(({ kind, hours, people, confirmed }) => [kind, hours, people, confirmed])).toEqual([['themeDay', { theory: '1', business: '0' }, 16, null], ['committeeMeeting', null, 5, null]])
    expect([before.sums.waiting, await rowOf(office, '周启明')]).toMatchObject([2, { asked: '56', total: '0', waiting: '1', waitingOpen: 1, short: '56', stillShort: '55' }])
    expect(await office.ask('study.confirm', { items: [{ meetingId: office.themeDay, hours: { theory: '1', business: '0' } }, { meetingId: office.committee, hours: { theory: '0.25', business: '0.15' } }] })).toEqual({ changed: 2 })
    expect(await lastWords(office)).toBe('确认2次会议的学时')
    expect(await rowOf(office, '周启明')).toMatchObject({ theory: '1.25', business: '0.15', total: '1.4', waiting: '0' })
    expect([(await rowOf(office, '罗敏'))?.total, (await rowOf(office, '梁永康'))?.total]).toEqual(['1', '0'])
    // A mark that is mended in the record is followed without another confirmation: 梁永康 made up for it.
    const record = await office.ask('meetings.get', { id: office.themeDay })
    const { id, revision, kind, title, heldOn, elements, attendance } = record
    const saved = await office.ask('meetings.save', { id, revision, kind, title, heldOn, elements, attendance: attendance.map((mark) => (mark.personId === office.idOf('梁永康') ? { ...mark, makeUp: { on: '2026-10-20', way: '自学', by: '郑浩然' } } : mark)) })
    expect((await rowOf(office, '梁永康'))?.total).toBe('1')
    expect((await ledgerOf(office)).proposals.find(({ meetingId }) => meetingId === id)?.changed).toBe(false)
    await office.ask('meetings.save', { id, revision: saved.revision, kind, title, heldOn, elements: { ...elements, hours: '2' }, attendance })
    expect((await ledgerOf(office)).proposals[0]).toMatchObject({ meetingId: id, changed: true, hours: { theory: '2' }, confirmed: { theory: '1' } })
    const act = (await office.ask('journal.list', {})).rows.find(({ words }) => words === '确认2次会议的学时')
    await office.ask('journal.undo', { id: act?.id ?? '' })
    expect((await ledgerOf(office)).sums.waiting).toBe(2)
    expect((await auditOf(office)).map(({ act: name }) => name)).toContain('study.confirm')
  })

  it('confirmed twice change nothing; released they wait again; as 0 they are no study', async () => {
    const office = await sampleOffice()
    const items = [{ meetingId: office.themeDay, hours: { theory: '1', business: '0' } }]
    await office.ask('study.confirm', { items })
    const acts = (await office.ask('journal.list', {})).rows.length
    expect(await office.ask('study.confirm', { items })).toEqual({ changed: 0 })
    expect((await office.ask('journal.list', {})).rows).toHaveLength(acts)
    expect(await lastWords(office)).toMatch(/^确认《.*》的学时$/)
    await office.ask('study.confirm', { items: [{ meetingId: office.themeDay, hours: null }] })
    expect([(await rowOf(office, '罗敏'))?.waiting, await lastWords(office)]).toEqual(['1', expect.stringContaining('取消确认')])
    await office.ask('study.confirm', { items: [{ meetingId: office.themeDay, hours: { theory: '0', business: '0' } }] })
    const { sums, lines } = await ledgerOf(office, { personId: office.idOf('罗敏') })
    expect([sums.waiting, lines?.map(({ state, note }) => [state, note])]).toEqual([1, [['not', '不计学时']]])
  })

  it('of a meeting that is to come, is gone, or of more than a day are refused, and nothing is stored of the others', async () => {
    const office = await sampleOffice()
    const plan = await office.ask('meetings.save', { kind: 'partyLecture', title: '年末党课', heldOn: '2026-12-10', elements: { hours: '2' } })
    const one = (meetingId: string, theory = '1') => ({ meetingId, hours: { theory, business: '0' } })
    expect(await messages(office, 'study.confirm', { items: [one(office.themeDay), one(plan.id)] })).toEqual(['items.1.hours: 会议还没有开，不能确认学时。'])
    expect(await messages(office, 'study.confirm', { items: [one(office.themeDay, '24.1')] })).toEqual(['items.0.hours: 一次会议的学时不超过24。'])
    expect(await messages(office, 'study.confirm', { items: [one(office.themeDay, '-1')] })).toEqual(['items.0.hours: 学时不能小于0。'])
    await office.ask('meetings.remove', { id: office.committee })
    expect((await office.refusal('study.confirm', { items: [one(office.themeDay), one(office.committee)] })).code).toBe('NOT_FOUND')
    expect((await ledgerOf(office)).proposals.every(({ confirmed }) => confirmed === null)).toBe(true)
    // What is planned is told as what the year still gives.
    expect(await rowOf(office, '罗敏')).toMatchObject({ planned: '2', short: '32', stillShort: '29' })
  })
})

describe('training', () => {
  it('is entered with its proof, counted with exact hours, changed, removed and taken back', async () => {
    const office = await sampleOffice()
    const stored = await office.ask('study.saveTraining', training(office, '罗敏', { hours: '３１.5' }))
    expect(stored).toMatchObject({ name: '罗敏', hours: '31.5', revision: 1, files: [] })
    await office.ask('study.saveTraining', training(office, '罗敏', { title: '专卖法规培训', from: '2026-05-06', to: '2026-05-06', kind: 'business', hours: '0.5', organiser: '' }))
    expect(await rowOf(office, '罗敏')).toMatchObject({ theory: '31.5', business: '0.5', total: '32', short: '0' })
    const { training: proved, refused } = await office.ask('study.addFiles', { id: stored.id, fileTokens: [evidenceFile(office, '结业证.pdf'), evidenceFile(office, '结业证.pdf'), evidenceFile(office, '工具.exe')] })
    expect([proved.files.map(({ name }) => name), refused.map(({ code }) => code)]).toEqual([['结业证.pdf'], ['ATTACHED_ALREADY', 'FILE_TYPE_REFUSED']])
    const proofId = proved.files[0]?.id ?? ''
    expect(Buffer.from((await office.ask('study.fileContent', { proofId })).base64, 'base64').toString()).toBe('%PDF-1.4\n结业证.pdf')
    expect((await office.refusal('study.saveTraining', { ...training(office, '罗敏'), id: stored.id, revision: 1 })).code).toBe('CONFLICT')
    await office.ask('study.saveTraining', { ...training(office, '罗敏', { hours: '24' }), id: stored.id, revision: proved.revision })
    expect((await rowOf(office, '罗敏'))?.total).toBe('24.5')
    await office.ask('study.removeTraining', { id: stored.id })
    expect([await lastWords(office), (await rowOf(office, '罗敏'))?.total]).toEqual(['删除罗敏的培训', '0.5'])
    // Its proof is kept for the undo, and swept by nobody.
    expect(await inDatabase(office, (db) => [filesNeeded(db).size, sweepFiles(db, office.folder, Date.now() + 1e9)])).toEqual([1, 0])
    await undoLast(office)
    const { lines, trainings } = await ledgerOf(office, { personId: office.idOf('罗敏') })
    expect(lines?.map(({ kind, title, hours, state }) => [kind, title, hours, state])).toContainEqual(['training', '县委党校轮训', '24', 'counted'])
    expect(trainings?.find(({ id }) => id === stored.id)?.files.map(({ name }) => name)).toEqual(['结业证.pdf'])
    const folder = mkdtempSync(join(tmpdir(), 'proof-'))
    expect(await office.ask('study.copyFileTo', { id: proofId, fileToken: tokenFor(office, folder) })).toEqual({ name: '结业证.pdf' })
    expect([readFileSync(join(folder, '结业证.pdf'), 'utf8'), statSync(join(folder, '结业证.pdf')).mode & 0o777]).toEqual(['%PDF-1.4\n结业证.pdf', 0o400])
    rmSync(folder, { recursive: true })
    await office.ask('study.removeFile', { proofId })
    expect((await office.refusal('study.fileContent', { proofId })).code).toBe('NOT_FOUND')
  })

  it('that cannot be is refused at its field', async () => {
    const office = await sampleOffice()
    await office.ask('study.saveTraining', training(office, '罗敏'))
    const refused = async (more: Partial<Input<'study.saveTraining'>>) => messages(office, 'study.saveTraining', training(office, '罗敏', more))
    expect(await refused({})).toEqual(['title: 罗敏同一天已经登记过“县委党校轮训”，不能重复计学时。'])
    expect(await refused({ to: '2026-03-01' })).toEqual(['to: 结束日期早于开始日期。'])
    expect(await refused({ to: '2026-11-23' })).toEqual(['to: 日期不能晚于今天。'])
    expect(await refused({ from: '2025-01-01' })).toEqual(['to: 一次培训不超过一年，请核对日期。'])
    expect(await refused({ hours: '0' })).toEqual(['hours: 学时要大于0，不超过1440。'])
    expect(await refused({ personId: office.themeDay })).toEqual(['personId: 名册里没有这个人，请从名单里选。'])
    expect(await refused({ title: '另一次', makeUpOf: office.idOf('罗敏') })).toEqual(['makeUpOf: 补学的会议不存在，或在回收站里。'])
    expect((await office.refusal('study.saveTraining', training(office, '罗敏', { hours: '八' }))).code).toBe('INVALID_INPUT')
    expect((await ledgerOf(office, { personId: office.idOf('罗敏') })).trainings).toHaveLength(1)
  })

  it('补学 of a meeting that the record counts already adds nothing; the meeting gone for good, it stands for itself', async () => {
    const office = await sampleOffice()
    await office.ask('study.confirm', { items: [{ meetingId: office.themeDay, hours: { theory: '1', business: '0' } }] })
    await office.ask('study.saveTraining', training(office, '罗敏', { title: '补学主题党日', from: '2026-10-20', to: '2026-10-20', hours: '1', makeUpOf: office.themeDay }))
    await office.ask('study.saveTraining', training(office, '梁永康', { title: '补学主题党日', from: '2026-10-20', to: '2026-10-20', hours: '1', makeUpOf: office.themeDay }))
    expect([(await rowOf(office, '罗敏'))?.total, (await rowOf(office, '梁永康'))?.total]).toEqual(['1', '1'])
    await office.ask('meetings.remove', { id: office.themeDay })
    await inDatabase(office, (db) => db.prepare('DELETE FROM meeting WHERE id = ?').run(office.themeDay))
    expect((await rowOf(office, '罗敏'))?.total).toBe('1')
  })

  it('keeps its person in the roster, goes with them into another person, and goes when their data is erased', async () => {
    const office = await sampleOffice()
    await office.ask('members.addMany', { lines: '张三\t正式党员\t\t第一党小组\n张叁\t正式党员\t\t第一党小组' })
    const roster = await office.ask('members.rosterOn', { date: '2026-11-22' })
    const [keepId, goneId] = ['张三', '张叁'].map((name) => roster.find((entry) => entry.name === name)?.id ?? '')
    const stored = await office.ask('study.saveTraining', { ...training(office, '罗敏'), personId: goneId ?? '' })
    await office.ask('study.addFiles', { id: stored.id, fileTokens: [evidenceFile(office, '结业证.pdf')] })
    expect(await office.refusal('members.remove', { personId: goneId })).toMatchObject({ code: 'PERSON_IN_RECORDS', message: expect.stringContaining('培训学时') })
    await inDatabase(office, (db) => db.transaction(() => mergePeople(db, { keepId: keepId ?? '', goneId: goneId ?? '', name: '张三', fields: {} }, { who: '林静怡', at: '2026-11-22T04:00:00.000Z' }))())
    expect((await rowOf(office, '张三'))?.total).toBe('40')
    await office.ask('members.recordChange', { personId: keepId ?? '', from: '2026-11-20', change: { field: 'left', value: 'transferred' } })
    expect(await office.ask('members.erase', { id: keepId ?? '', password: branch.password, purpose: '本人要求' })).toMatchObject({ kept: false })
    expect(await inDatabase(office, (db) => [db.prepare('SELECT count(*) FROM training').pluck().get(), filesNeeded(db).size])).toEqual([0, 0])
  })
})

describe('a list of training', () => {
  const pasted = ['姓名\t培训名称\t开始日期\t结束日期\t主办单位\t类别\t学时\t脱产天数', '罗敏\t党员轮训\t2026-03-02\t2026-03-06\t县委党校\t政治理论\t\t5', '赵文博\t法规培训\t2026.4.8\t\t市局\t业务培训\t4\t', '李四\t党员轮训\t2026-03-02\t\t\t\t8\t', '罗敏\t党员轮训\t2026-03-02\t2026-03-06\t县委党校\t政治理论\t40\t', '马晓东\t跨月班\t2026.3.30-4.2\t\t\t理论\t三天\t', '徐桂芳\t夏训\t2026年7月6日至10日\t\t\t\t40学时\t5', '合计\t\t\t\t\t\t92\t'].join('\n')

  it('is shown line by line with what is doubtful, and stored in one act', async () => {
    const office = await sampleOffice()
    const told = await office.ask('study.importFile', { pasted })
    expect(told.rows.map(({ line, name, outcome, values, findings }) => [line, name, outcome, values?.hours ?? null, findings.map(({ message }) => message)])).toEqual([
      [2, '罗敏', 'create', '40', []], [3, '赵文博', 'create', '4', []], [4, '李四', 'refuse', null, ['名册里没有这个人', '类别没有填，记为政治理论']], [5, '罗敏', 'refuse', null, ['与第2行重复']],
      [6, '马晓东', 'refuse', null, ['“三天”不是学时']], [7, '徐桂芳', 'create', '40', ['类别没有填，记为政治理论']],
    ])
    expect(told.rows[5]?.values).toMatchObject({ from: '2026-07-06', to: '2026-07-10' })
    expect((await rowOf(office, '罗敏'))?.total).toBe('0')
    expect(await office.ask('study.importFile', { pasted, commit: true })).toMatchObject({ created: 3, updated: 0, refused: 3, committed: true })
    expect([await lastWords(office), (await rowOf(office, '罗敏'))?.total, (await rowOf(office, '赵文博'))?.business]).toEqual(['导入3条培训', '40', '4'])
    expect(await office.ask('study.importFile', { pasted, commit: true })).toMatchObject({ created: 0, updated: 0 })
    expect(await office.ask('study.importFile', { pasted: pasted.replace('市局\t业务培训\t4', '市局\t业务培训\t6'), commit: true })).toMatchObject({ created: 0, updated: 1 })
    expect((await rowOf(office, '赵文博'))?.business).toBe('6')
    for (const words of ['导入1条培训', '导入3条培训']) await office.ask('journal.undo', { id: (await office.ask('journal.list', {})).rows.find((row) => row.words === words)?.id ?? '' })
    expect((await ledgerOf(office)).rows.every(({ total }) => total === '0')).toBe(true)
  })

  it('is read out of a file under a title, and refused with a sentence where it is none', async () => {
    const office = await sampleOffice()
    const path = join(temporaryFolder(), '培训.csv')
    writeFileSync(path, '第二支部2026年培训情况,,,\n学员姓名,培训班名称,培训时间,计学时\n罗敏,市局春训,2026/3/2,8\n')
    expect((await office.ask('study.importFile', { fileToken: tokenFor(office, path) })).rows).toMatchObject([{ line: 3, name: '罗敏', outcome: 'create', values: { from: '2026-03-02', hours: '8' } }])
    expect(await messages(office, 'study.importFile', { pasted: '事项\t时限\n交材料\t9月30日' })).toEqual(['fileToken: 表格里没有“姓名”和“学时”（或“天数”）这两列。表头请写“姓名”“培训名称”“日期”“学时”等。'])
    expect((await office.refusal('study.importFile', {})).code).toBe('INVALID_INPUT')
  })
})

describe('beside the hours', () => {
  it('志愿服务 is what K14 counts, by marks and by entries; 群团活动 and 道德讲堂 are attended', async () => {
    const office = await sampleOffice()
    const [luo, zhao] = [office.idOf('罗敏'), office.idOf('赵文博')]
    await office.ask('meetings.save', { kind: 'volunteerService', title: '清洁家园', heldOn: '2026-04-11', attendance: [{ personId: luo, state: 'present', hours: 2.5 }, { personId: zhao, state: 'present', hours: 1 }] })
    await office.ask('volunteer.save', { on: '2026-05-02', name: '罗敏', content: '市场值守', hours: '1.5' })
    await office.ask('volunteer.save', { on: '2026-05-02', name: '外单位的人', content: '市场值守', hours: '3' })
    await office.ask('meetings.save', { kind: 'massActivity', title: '工会健步走', heldOn: '2026-04-18', startsAt: '9:00', endsAt: '11:30', attendance: [{ personId: luo, state: 'present' }] })
    const moral = await office.ask('meetings.save', { kind: 'moralLecture', title: '道德讲堂', heldOn: '2026-06-12', startsAt: '15:00', endsAt: '16:00', elements: { theme: '诚信', lecturer: '林静怡' }, attendance: [{ personId: luo, state: 'present' }] })
    await office.ask('study.confirm', { items: [{ meetingId: moral.id, hours: { theory: '1', business: '0' } }] })
    const { sums, lines } = await ledgerOf(office, { personId: luo })
    expect(await rowOf(office, '罗敏')).toMatchObject({ volunteer: '4', mass: 1, massHours: '2.5', total: '1' })
    expect(lines?.map(({ kind, title, hours, theory }) => [kind, title, hours, theory])).toEqual([['meeting', '2026年10月主题党日“亮身份、解难题、优服务”', '1', '1'], ['meeting', '道德讲堂：诚信', '1', '1'], ['volunteer', '市场值守', '1.5', '0'], ['mass', '工会健步走', '2.5', '0'], ['meeting', '清洁家园', '2.5', '0']])
    const k14 = (await office.ask('projects.board', { on: '2026-11-22' })).indicators.find(({ code }) => code === 'K14')
    expect([k14?.numerator, Number(sums.volunteer) + Number(sums.othersVolunteer)]).toEqual(['8', 8])
    expect(k14?.records).toHaveLength(3)
  })

  it('the lessons of a year say who of the leaders has lectured on what', async () => {
    const office = await sampleOffice()
    await office.ask('meetings.save', { kind: 'partyLecture', title: '七一党课', heldOn: '2026-07-01', elements: { topic: '守初心', lecturer: '周启明', lecturerPost: '书记', business: '专卖市场整治' }, attendance: [{ personId: office.idOf('罗敏'), state: 'present' }] })
    const { lessons, leaders } = await office.ask('study.lessons', { year })
    expect(lessons).toMatchObject([{ topic: '守初心', lecturer: '周启明', theory: true, business: true, listeners: 1, isPlanned: false }])
    expect(leaders.map(({ name, theory, business }) => [name, theory, business])).toEqual([['周启明', 1, 1], ['林静怡', 0, 0], ['郑浩然', 0, 0], ['吴国栋', 0, 0], ['何晓燕', 0, 0]])
    expect((await office.ask('study.lessons', { year: 2025 })).lessons).toEqual([])
  })
})

describe('the papers', () => {
  it('tell the same in Word and Excel: texts as text, no formula', async () => {
    const office = await sampleOffice()
    await office.ask('study.confirm', { items: [{ meetingId: office.themeDay, hours: { theory: '1', business: '0' } }] })
    await office.ask('study.saveTraining', training(office, '罗敏', { title: '=1+1轮训', hours: '31' }))
    const [xlsx, docx, lines] = [place(office, '台账.xlsx'), place(office, '台账.docx'), place(office, '明细.xlsx')]
    expect(await office.ask('study.export', { fileToken: xlsx.fileToken, year, what: 'ledger', format: 'xlsx' })).toMatchObject({ rows: 17 })
    await office.ask('study.export', { fileToken: docx.fileToken, year, what: 'ledger', format: 'docx' })
    await office.ask('study.export', { fileToken: lines.fileToken, year, what: 'lines', format: 'xlsx' })
    const rows = rowsOfXlsx(xlsx.bytes())
    expect(rows[0]?.[0]).toMatch(/2026年党员学时台账$/)
    expect(rows.find((row) => row[1] === '罗敏')).toEqual([17, '罗敏', '第二党小组', null, '32', '32', '0', '32', '达标', null, null, null, '党员每年32学时'])
    expect(rows.find((row) => row[1] === '陈思远')?.at(-1)).toContain('10月12日起在本支部是党员81天，按天数：32×81÷365＝7.1学时')
    expect(rows.some((row) => String(row[0]).startsWith('合计：党员17人，达标1人。政治理论47学时，业务0学时；志愿服务0小时。另有1次会议的学时还没有确认，没有计入。'))).toBe(true)
    const words = paragraphsOf(docx.bytes()).join('\n')
    for (const told of ['党员学时台账', '罗敏', '达标', '教管条例第20条', '待核']) expect(words).toContain(told)
    const detailed = rowsOfXlsx(lines.bytes())
    expect(detailed.filter((row) => row[1] === '罗敏').map((row) => row.slice(2, 8))).toEqual([['2026.03.02', '培训', '=1+1轮训', '31', null, '31'], ['2026.10.16', '主题党日', '2026年10月主题党日“亮身份、解难题、优服务”', '1', null, '1']])
    // What waits is in no line.
    expect(detailed.filter((row) => row[1] === '周启明').map((row) => row[3])).toEqual(['主题党日'])
    expect(partsOf(lines.bytes()).some(({ text }) => /<f[ >]/.test(text))).toBe(false)
    expect((await auditOf(office)).map(({ act }) => act)).toContain('study.export')
    expect((await office.refusal('study.export', { fileToken: docx.fileToken, year, what: 'ledger', format: 'pdf' })).code).toBe('PDF_NEEDS_WINDOW')
  })
})

describe('a year', () => {
  it('that is over is told as of its end, one to come as of today, and of a branch without members nothing', async () => {
    const office = await sampleOffice()
    await office.ask('study.saveTraining', training(office, '罗敏', { from: '2025-12-30', to: '2026-01-02', hours: '32' }))
    expect([(await rowOf(office, '罗敏', { year: 2025 }))?.total, (await rowOf(office, '罗敏'))?.total, (await ledgerOf(office, { year: 2025 })).on]).toEqual(['16', '16', '2025-12-31'])
    expect((await ledgerOf(office, { year: 2027 })).on).toBe('2026-11-22')
    expect((await office.refusal('study.ledger', { year, personId: office.themeDay })).code).toBe('NOT_FOUND')
    const empty = await staffedOffice()
    expect((await empty.ask('study.ledger', { year: 2020 })).rows).toEqual([])
  })
})
