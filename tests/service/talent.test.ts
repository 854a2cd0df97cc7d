import { describe, expect, it } from 'vitest'
import { filesNeeded } from '../../db/attachmentFiles.ts'
import { mergePeople } from '../../db/repositories/mergedPeople.ts'
import { putFields } from '../../db/repositories/personFields.ts'
import type { Input } from '../../shared/contract/index.ts'
import { usualLimits } from '../../shared/domain/talent.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { evidenceFile, saveSample } from './fusionOffice.ts'
import { filedOffice, paragraphsOf, partsOf, place, rowsOfXlsx } from './memberPapersOffice.ts'
import { auditOf, inDatabase, type Office } from './office.ts'

const year = 2026
const now = '2026-11-22'
const stamp = { who: '林静怡', at: '2026-09-08T01:00:00.000Z' }
const lastWords = async (office: Office) => (await office.ask('journal.list', {})).rows[0]?.words
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await office.ask('journal.list', {})).rows[0]?.id ?? '' })
const messages = async (office: Office, channel: string, input: unknown) => (await office.refusal(channel, input)).fields?.map(({ path, message }) => `${path}: ${message}`)

/** The sample branch with its files; 李工 a backbone who is no member, 唐雨薇 an activist with an award. */
async function talentOffice() {
  const office = await filedOffice()
  office.now.iso = `${now}T04:00:00.000Z`
  await office.ask('members.addMany', { lines: '李工\t群众\t\t\t2024-02-20\n王青\t群众\t\t\t2024-02-20' })
  const roster = await office.ask('members.rosterOn', { date: now })
  const idOf = (name: string): string => roster.find((entry) => entry.name === name)?.id ?? ''
  await inDatabase(office, (db) => {
    putFields(db, idOf('李工'), { birthOn: '1980-05', isBackbone: '1', backboneKind: '物流', backboneBasis: '县局〔2025〕3号', backboneSince: '2025-03-01', skillLevel: 'level2' }, 'entry', stamp)
    putFields(db, idOf('唐雨薇'), { birthOn: '1998-02-28', appliedOn: '2025-01-06', activistOn: '2026-03-05' }, 'entry', stamp)
  })
  await office.ask('members.saveAward', { personId: idOf('唐雨薇'), name: '先进工作者', level: 'unit', awardedOn: '2025-12', documentNo: '' })
  await office.ask('projects.save', { kind: 'memberProject', title: '走访覆盖提升', leader: '赵文博', members: [{ name: '赵文博' }, { name: '何晓燕' }], startsOn: '2026-03-01' })
  return { ...office, idOf }
}
const entry = (office: { idOf(name: string): string }, name: string, more: Partial<Input<'talent.save'>> = {}): Input<'talent.save'> => ({ personId: office.idOf(name), direction: 'toMember', startsOn: '2026-01-05', ...more })
const figure = async (office: Office, code: string) => (await office.ask('talent.list', { year })).indicators.find((each) => each.code === code)

describe('the yearly proposal', () => {
  it('names A and B with reasons out of files, awards, projects and the ledger', async () => {
    const office = await talentOffice()
    const { candidates, lacking, inPool } = await office.ask('talent.propose', { year })
    const of = (name: string) => candidates.find((each) => each.name === name)
    expect(of('李工')).toMatchObject({ direction: 'toMember', standing: '群众', age: 46, reasons: [{ kind: 'backbone', text: '业务骨干（物流，2025年3月1日认定，县局〔2025〕3号）' }, { kind: 'skill', text: '技能等级二级（技师）' }], lacks: [], isSure: true })
    expect(of('唐雨薇')).toMatchObject({ age: 28, reasons: [{ text: '2025年1月6日申请入党，2026年3月5日确定为积极分子' }, { text: '2025年12月获本单位奖励“先进工作者”' }], lacks: ['职称和技能等级'] })
    // The leader who is a member of the project too has it once.
    expect(of('赵文博')).toMatchObject({ direction: 'toBackbone', reasons: [{ text: '技能等级三级（高级）' }, { text: '牵头党员攻关项目“走访覆盖提升”，实施中' }] })
    expect(of('何晓燕')?.reasons.map(({ text }) => text)).toEqual(['技能等级三级（高级）', '参加党员攻关项目“走访覆盖提升”，实施中'])
    expect(candidates.map(({ direction }) => direction)).toEqual(candidates.map(({ direction }) => direction).toSorted().reverse())
    expect([of('马晓东'), of('王青'), inPool]).toEqual([undefined, undefined, 0])
    expect(lacking).toMatchObject([{ what: '出生日期', people: [{ name: '陈思远' }, { name: '王青' }] }, { what: '职称和技能等级' }])
  })

  it('is decided in one act that one undo takes back; who is listed is in the pool with the reasons, who is declined keeps why', async () => {
    const office = await talentOffice()
    const meeting = await saveSample(office, 'committee-2026-09-08')
    const items = [{ personId: office.idOf('唐雨薇'), direction: 'toMember' as const, outcome: 'listed' as const }, { personId: office.idOf('李工'), direction: 'toMember' as const, outcome: 'declined' as const, reason: '岗位要调整，明年再议' }]
    expect(await office.ask('talent.decide', { year, meetingId: meeting.id, items })).toEqual({ listed: 1, declined: 1 })
    expect(await lastWords(office)).toBe('决定2026年双培养人选2人')
    const { entries } = await office.ask('talent.list', { year })
    expect(entries).toMatchObject([{ name: '唐雨薇', state: 'training', startsOn: now, criteria: '2025年1月6日申请入党，2026年3月5日确定为积极分子；2025年12月获本单位奖励“先进工作者”', meeting: { id: meeting.id } }])
    const after = await office.ask('talent.propose', { year })
    expect([after.candidates.some(({ name }) => name === '唐雨薇' || name === '李工'), after.inPool, after.decided.map(({ name, outcome, reason, meeting: at }) => [name, outcome, reason, at?.title])]).toEqual([false, 1, [['唐雨薇', 'listed', '', meeting.title], ['李工', 'declined', '岗位要调整，明年再议', meeting.title]]])
    // Nothing of the people themselves has changed.
    expect((await office.ask('members.get', { id: office.idOf('唐雨薇') })).standing.status).toBe('activist')
    // Another year proposes anew whom this one declined.
    expect((await office.ask('talent.propose', { year: 2027 })).candidates.some(({ name }) => name === '李工')).toBe(true)
    await undoLast(office)
    expect([(await office.ask('talent.list', { year })).entries, (await office.ask('talent.propose', { year })).decided]).toEqual([[], []])
    expect((await auditOf(office)).map(({ act }) => act)).toContain('talent.decide')
  })

  it('refuses a decline without reason, who is not proposed, the same twice, and a meeting that is gone; nothing is stored', async () => {
    const office = await talentOffice()
    const of = (name: string, more: object = {}) => ({ personId: office.idOf(name), direction: 'toMember', outcome: 'listed', ...more })
    expect(await messages(office, 'talent.decide', { year, items: [of('唐雨薇'), of('李工', { outcome: 'declined' })] })).toEqual(['items.1.reason: 本年不列入要写明原因。'])
    expect(await messages(office, 'talent.decide', { year, items: [of('马晓东')] })).toEqual(['items.0: 马晓东已经不在建议里，请重新打开年度建议。'])
    expect(await messages(office, 'talent.decide', { year, items: [of('唐雨薇'), of('唐雨薇')] })).toEqual(['items: 同一个人选了两次，请重新选择。'])
    expect(await messages(office, 'talent.decide', { year, meetingId: office.idOf('李工'), items: [of('唐雨薇')] })).toEqual(['meetingId: 选的会议不存在，或在回收站里。'])
    expect([(await office.ask('talent.list', { year })).entries, (await office.ask('talent.propose', { year })).decided]).toEqual([[], []])
  })

  it('takes a declined name up again, and undoing that declines it', async () => {
    const office = await talentOffice()
    const one = { personId: office.idOf('李工'), direction: 'toMember' as const }
    await office.ask('talent.decide', { year, items: [{ ...one, outcome: 'declined', reason: '再看一年' }] })
    await office.ask('talent.reconsider', { year, ...one })
    expect((await office.ask('talent.propose', { year })).candidates.some(({ name }) => name === '李工')).toBe(true)
    expect(await lastWords(office)).toBe('重新考虑李工的双培养')
    await undoLast(office)
    expect((await office.ask('talent.propose', { year })).decided).toMatchObject([{ name: '李工', reason: '再看一年' }])
    expect((await office.refusal('talent.reconsider', { year: 2025, ...one })).code).toBe('NOT_FOUND')
  })

  it('follows the limits of the unit, which one undo puts back', async () => {
    const office = await talentOffice()
    expect((await office.ask('talent.list', { year })).limits).toEqual(usualLimits)
    await office.ask('talent.saveLimits', { ...usualLimits, youngAge: 27, skillFrom: 'level2' })
    const { candidates, limits } = await office.ask('talent.propose', { year })
    expect([limits.youngAge, candidates.some(({ name }) => name === '唐雨薇'), candidates.some(({ name }) => name === '徐桂芳')]).toEqual([27, false, false])
    expect((await office.ask('talent.list', { year })).ages.groups[2]?.name).toBe('27岁及以下职工')
    await undoLast(office)
    expect((await office.ask('talent.list', { year })).limits).toEqual(usualLimits)
    expect((await office.refusal('talent.saveLimits', { ...usualLimits, skillFrom: 'none' })).code).toBe('INVALID_INPUT')
  })

  it('of 2,000 people with awards and projects stays quick', async () => {
    const office = await talentOffice()
    await office.ask('members.addMany', { lines: Array.from({ length: 2000 }, (_, n) => `职工${n}\t${n % 3 === 0 ? '正式党员' : '群众'}\t\t\t2024-02-20`).join('\n') })
    const ids = (await office.ask('members.rosterOn', { date: now })).filter(({ name }) => name.startsWith('职工')).map(({ id }) => id)
    await inDatabase(office, (db) => db.transaction(() => {
      const file = db.prepare(`INSERT INTO person_file (person_id, birth_on, skill_level) VALUES (?, ?, 'level3')`)
      const award = db.prepare(`INSERT INTO person_award (id, person_id, name, level, awarded_on, document_no) VALUES (?, ?, '先进', 'unit', '2025-06', '')`)
      for (const [n, id] of ids.entries()) {
        file.run(id, `${1960 + (n % 45)}-06-01`)
        award.run(id, id)
      }
    })())
    await office.ask('talent.propose', { year })
    const start = performance.now()
    const { candidates } = await office.ask('talent.propose', { year })
    expect(candidates.length).toBeGreaterThan(1000)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('the pool', () => {
  it('keeps stages by day, mentor and proof; a removal is undone with all of it', async () => {
    const office = await talentOffice()
    const stored = await office.ask('talent.save', entry(office, '唐雨薇', { mentorId: office.idOf('赵文博'), plannedEnd: '2027-12-31', documentNo: '县局〔2025〕8号', stages: [{ on: '2026-06-01', content: '跟班学习' }, { on: '2026-03-01', content: '谈话', result: '明确方向' }] }))
    expect(stored).toMatchObject({ mentor: '赵文博', stages: [{ on: '2026-03-01', result: '明确方向' }, { on: '2026-06-01' }], files: [] })
    const { entry: proved } = await office.ask('talent.addFiles', { id: stored.id, fileTokens: [evidenceFile(office, '奖状.pdf')] })
    expect(proved.files.map(({ name }) => name)).toEqual(['奖状.pdf'])
    expect((await office.refusal('talent.save', { ...entry(office, '唐雨薇'), id: stored.id, revision: 1 })).code).toBe('CONFLICT')
    const [talk] = proved.stages
    const saved = await office.ask('talent.save', { ...entry(office, '唐雨薇'), id: stored.id, revision: proved.revision, stages: [{ id: talk?.id ?? '', on: '2026-03-02', content: '谈话', result: '明确方向' }] })
    expect([saved.stages.map(({ id }) => id), saved.mentor, saved.files.length]).toEqual([[talk?.id], '', 1])
    await office.ask('talent.remove', { id: stored.id })
    expect((await office.ask('talent.list', { year })).entries).toEqual([])
    expect(await inDatabase(office, (db) => filesNeeded(db).size)).toBe(1)
    await undoLast(office)
    expect((await office.ask('talent.list', { year })).entries).toMatchObject([{ name: '唐雨薇', stages: [{ on: '2026-03-02' }], files: [{ name: '奖状.pdf' }] }])
    // Removed and registered anew meanwhile: undoing the removal would have the same person twice.
    const [back] = (await office.ask('talent.list', { year })).entries
    await office.ask('talent.remove', { id: stored.id })
    const removal = (await office.ask('journal.list', {})).rows[0]?.id ?? ''
    const anew = await office.ask('talent.save', entry(office, '唐雨薇'))
    expect(await office.refusal('journal.undo', { id: removal })).toMatchObject({ code: 'UNDO_REFUSED', message: expect.stringContaining('后来又列入了培养库') })
    await office.ask('talent.remove', { id: anew.id })
    await office.ask('journal.undo', { id: removal })
    expect((await office.ask('talent.list', { year })).entries).toEqual([back])
    const [file] = proved.files
    expect(Buffer.from((await office.ask('talent.fileContent', { proofId: file?.id ?? '' })).base64, 'base64').toString()).toContain('%PDF')
    expect((await office.ask('talent.removeFile', { proofId: file?.id ?? '' })).files).toEqual([])
    expect(await lastWords(office)).toBe('更改唐雨薇的培养证明')
  })

  it('refuses what cannot be, at its field', async () => {
    const office = await talentOffice()
    const refused = (more: object) => messages(office, 'talent.save', { ...entry(office, '唐雨薇'), ...more })
    expect(await refused({ personId: '00000000-0000-7000-8000-0000000000aa' })).toEqual(['personId: 名册里没有这个人，请从名单里选。'])
    expect(await refused({ mentorId: office.idOf('唐雨薇') })).toEqual(['mentorId: 导师不能是本人，请另选一人。'])
    expect(await refused({ plannedEnd: '2026-01-04' })).toEqual(['plannedEnd: 计划结束日期早于开始日期。'])
    expect(await refused({ stages: [{ on: '2026-01-04', content: '谈话' }] })).toEqual(['stages: “谈话”的日期早于开始培养的日期（2026年1月5日）。'])
    expect(await refused({ state: 'converted' })).toEqual(['endedOn: 请填转化日期。'])
    expect(await refused({ state: 'converted', endedOn: '2026-11-23', endProof: '大会决议' })).toEqual(['endedOn: 日期不能晚于今天。'])
    expect(await refused({ state: 'converted', endedOn: '2026-11-22' })).toEqual(['endProof: 转化要有依据：请写明会议、文号或文件，或先添加证明文件。'])
    expect(await refused({ state: 'left', endedOn: '2026-11-22' })).toEqual(['endReason: 退出要写明原因。'])
    await office.ask('talent.save', entry(office, '唐雨薇'))
    expect(await refused({})).toEqual(['personId: 唐雨薇已经在培养库里（骨干→党员），请在那一条上登记。'])
    expect((await office.refusal('talent.save', { ...entry(office, '李工'), id: office.idOf('李工') })).code).toBe('NOT_FOUND')
  })

  it('offers the conversion that the roster tells, and K10 counts it once it is registered; the person is left as they are', async () => {
    const office = await talentOffice()
    // 陈思远 became a 预备党员 on 12 October by the roster.
    const a = await office.ask('talent.save', entry(office, '陈思远', { startsOn: '2025-01-01', plannedEnd: '2026-10-31' }))
    const b = await office.ask('talent.save', entry(office, '何晓燕', { direction: 'toBackbone' }))
    await office.ask('talent.save', entry(office, '唐雨薇'))
    const row = async (id: string) => (await office.ask('talent.list', { year })).entries.find((each) => each.id === id)
    expect(await row(a.id)).toMatchObject({ overdue: true, offer: { on: '2026-10-12', words: '名册里2026年10月12日起是党员' }, finding: '' })
    expect([(await figure(office, 'K10'))?.value, (await figure(office, 'K10b'))?.value]).toEqual(['0.0 %', '0.0 %'])
    const before = await office.ask('members.get', { id: office.idOf('陈思远') })
    await office.ask('talent.save', { ...entry(office, '陈思远', { startsOn: '2025-01-01' }), id: a.id, revision: a.revision, state: 'converted', endedOn: '2026-10-12', endProof: '9月18日党员大会' })
    expect(await figure(office, 'K10')).toMatchObject({ value: '50.0 %', numerator: '1', denominator: '2' })
    expect((await office.ask('projects.board', { on: now })).indicators.find(({ code }) => code === 'K10')).toEqual(await figure(office, 'K10'))
    expect(await office.ask('members.get', { id: office.idOf('陈思远') })).toEqual(before)
    expect(await row(b.id)).toMatchObject({ offer: null })
    await office.ask('members.save', { id: office.idOf('何晓燕'), fields: { isBackbone: '1', backboneSince: '2026-11-01' } })
    expect(await row(b.id)).toMatchObject({ offer: { on: '2026-11-01' } })
    const { entries } = await office.ask('members.timeline', { id: office.idOf('陈思远') })
    const told = place(office, '本人资料.docx')
    await office.ask('members.exportData', { id: office.idOf('陈思远'), password: branch.password, purpose: '本人查询', format: 'docx', fileToken: told.fileToken })
    expect(paragraphsOf(told.bytes()).join('\n')).toContain('骨干→党员，已转化，2026年10月12日')
    expect(entries.filter(({ kind }) => kind === 'talent').map(({ on, title, note }) => [on, title, note])).toEqual([['2026-10-12', '双培养（骨干→党员）：转化', '9月18日党员大会'], ['2025-01-01', '列入双培养（骨干→党员）', '']])
  })

  it('K08 and K09 count a mark from its day on', async () => {
    const office = await talentOffice()
    await office.ask('members.save', { id: office.idOf('何晓燕'), fields: { isBackbone: '1', backboneSince: '2026-11-23' } })
    expect([(await figure(office, 'K08'))?.numerator, (await figure(office, 'K09'))?.value]).toEqual(['0', '0.0 %'])
    office.now.iso = '2026-11-23T04:00:00.000Z'
    expect([(await figure(office, 'K08'))?.numerator, (await figure(office, 'K09'))?.value]).toEqual(['1', '50.0 %'])
  })

  it('is told by 今天 once the planned end is over, and the year by its last quarter until it is decided', async () => {
    const office = await talentOffice()
    const lines = async () => (await office.ask('today.list', {})).lines.filter(({ open }) => open.screen === 'talent').map(({ what, canDismiss }) => [what, canDismiss])
    await office.ask('talent.save', entry(office, '唐雨薇', { plannedEnd: '2026-11-21' }))
    expect(await lines()).toEqual([['唐雨薇的双培养已到计划结束日期，登记结果', false], ['2026年还没有提双培养人选', true]])
    await office.ask('talent.decide', { year, items: [{ personId: office.idOf('李工'), direction: 'toMember', outcome: 'listed' }] })
    expect(await lines()).toEqual([['唐雨薇的双培养已到计划结束日期，登记结果', false]])
  })

  it('is found by name and by what was done', async () => {
    const office = await talentOffice()
    const stored = await office.ask('talent.save', entry(office, '唐雨薇', { stages: [{ on: '2026-06-01', content: '跟班学习许可证业务' }] }))
    const hits = async (text: string) => (await office.ask('search.query', { text })).hits.filter(({ kind }) => kind === 'talent').map(({ name, passage, target }) => [name, passage?.text, target])
    expect(await hits('跟班学习')).toEqual([['唐雨薇', expect.stringContaining('跟班学习'), { screen: 'talent', entryId: stored.id, year }]])
    expect(await hits('唐雨薇')).toHaveLength(1)
  })

  it('keeps its person in the roster, goes with them into another person, and goes when their data is erased', async () => {
    const office = await talentOffice()
    const stored = await office.ask('talent.save', entry(office, '王青', { mentorId: office.idOf('李工') }))
    await office.ask('talent.addFiles', { id: stored.id, fileTokens: [evidenceFile(office, '证书.pdf')] })
    expect(await office.refusal('members.remove', { personId: office.idOf('王青') })).toMatchObject({ code: 'PERSON_IN_RECORDS', message: expect.stringContaining('双培养') })
    // The mentor may go: the entry stays without one.
    await inDatabase(office, (db) => db.transaction(() => mergePeople(db, { keepId: office.idOf('李工'), goneId: office.idOf('王青'), name: '李工', fields: {} }, { who: '林静怡', at: '2026-11-22T04:00:00.000Z' }))())
    expect((await office.ask('talent.list', { year })).entries).toMatchObject([{ name: '李工', files: [{ name: '证书.pdf' }] }])
    await office.ask('members.recordChange', { personId: office.idOf('李工'), from: '2026-11-20', change: { field: 'left', value: 'movedAway' } })
    expect((await office.ask('members.erasure', { id: office.idOf('李工') })).others).toBe(1)
    expect(await office.ask('members.erase', { id: office.idOf('李工'), password: branch.password, purpose: '本人要求' })).toMatchObject({ kept: false })
    expect(await inDatabase(office, (db) => [db.prepare('SELECT count(*) FROM talent_entry').pluck().get(), filesNeeded(db).size, db.prepare(`SELECT count(*) FROM operation_before WHERE kind = 'talent'`).pluck().get()])).toEqual([0, 0, 0])
  })
})

describe('the page for the report', () => {
  it('has ages, pool, stages, conversions, K08 to K10 and the proposal of next year, in Word; the pool in Excel', async () => {
    const office = await talentOffice()
    await office.ask('talent.save', entry(office, '陈思远', { startsOn: '2025-01-01', criteria: '=1+1先进', documentNo: '县局〔2025〕8号', stages: [{ on: '2026-03-01', content: '党校培训', result: '结业' }], state: 'converted', endedOn: '2026-10-12', endProof: '9月18日党员大会' }))
    await office.ask('talent.save', entry(office, '何晓燕', { direction: 'toBackbone', mentorId: office.idOf('赵文博') }))
    const [docx, xlsx] = [place(office, '双培养.docx'), place(office, '双培养.xlsx')]
    expect(await office.ask('talent.export', { fileToken: docx.fileToken, year, format: 'docx' })).toMatchObject({ rows: 2 })
    const words = paragraphsOf(docx.bytes()).join('\n')
    for (const told of ['第二支部2026年双培养情况', '一、年龄结构', '35岁及以下职工', '二、培养库', '合计：把骨干培养成党员1人，本年转化1人；把党员培养成骨干1人，本年转化0人。', '三、本年培养、转化和指标', '党校培训', '结业', '双培养转化率A', '100.0%', '1 / 1', '四、2027年建议人选', '唐雨薇', '2025年12月获本单位奖励“先进工作者”', '由支委会研究决定']) expect(words).toContain(told)
    await office.ask('talent.export', { fileToken: xlsx.fileToken, year, format: 'xlsx' })
    const rows = rowsOfXlsx(xlsx.bytes())
    expect(rows.find((row) => row[2] === '陈思远')).toEqual([1, '骨干→党员', '陈思远', null, '2025.01.01', null, '=1+1先进', '县局〔2025〕8号', null, '2026.03.01 党校培训：结业', '已转化', '2026.10.12', '9月18日党员大会'])
    expect(partsOf(xlsx.bytes()).some(({ text }) => /<f[ >]/.test(text))).toBe(false)
    expect((await auditOf(office)).map(({ act }) => act)).toContain('talent.export')
    expect((await office.refusal('talent.export', { fileToken: docx.fileToken, year, format: 'pdf' })).code).toBe('PDF_NEEDS_WINDOW')
    expect(await messages(office, 'talent.export', { fileToken: docx.fileToken, year: 2027, format: 'docx' })).toEqual(['year: 2027年还没有到，没有可以统计的内容。'])
  })

  it('is not written where the desk is locked while it is made', async () => {
    const office = await talentOffice()
    const docx = place(office, '名单.docx')
    const asked = office.refusal('talent.export', { fileToken: docx.fileToken, year, format: 'docx' })
    await office.ask('workspace.lock', {})
    expect((await asked).code).toBe('LOCKED')
    expect(docx.written()).toBe(false)
  })
})
