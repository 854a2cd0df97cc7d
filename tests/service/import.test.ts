import { describe, expect, it } from 'vitest'
import { findFields, listEdits } from '../../db/repositories/personFields.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { csvFile, findingsOf, importFile, pasted, rosterFile, rowOf, tokenFor, type Imported } from './importOffice.ts'
import { auditOf, inDatabase, openOffice, settledOffice, staffedOffice, stateOf, type Office } from './office.ts'

const paste = (office: Office, text: string, more: object = {}): Promise<Imported> => office.ask('members.importFile', { text, ...more })
const changesOf = (imported: Imported, name: string) => Object.fromEntries(rowOf(imported, name).changes.map(({ target, before, after, from }) => [target, from === null ? [before, after] : [before, after, from]]))
const fieldsOf = (office: Office, name: string) => inDatabase(office, (db) => findFields(db, db.prepare<[string], string>('SELECT id FROM person WHERE name = ?').pluck().get(name) ?? ''))

describe('the roster of the sample', () => {
  it('gives 16 people in two groups and exactly two findings', async () => {
    const office = await settledOffice()
    const shown = await importFile(office, rosterFile, false)
    expect(shown).toMatchObject({ asOf: '2026-08-31', asOfTold: true, counts: { create: 16, update: 0, refuse: 0, ask: 0, ignore: 0 }, sheets: [{ name: '花名册', rows: 16, headerLine: 4 }] })
    expect(shown.operationId).toBeUndefined()
    expect(findingsOf(shown)).toEqual([
      '高志远 身份证号码 refuse Excel把这个号码当成了数字，第16位以后已经丢失，没有读入。请在Excel里把该列设为“文本”后重新键入这个号码，或在这里直接写上18位号码。',
      expect.stringMatching(/^曹建国 身份证号码 warn 号码的最后一位应为.，现为2/),
    ])
    expect(await office.ask('members.rosterOn', { date: '2026-08-31' })).toEqual([])

    const done = await importFile(office, rosterFile, true)
    expect(done.operationId).toEqual(expect.any(String))
    const roster = await office.ask('members.rosterOn', { date: '2026-08-31' })
    expect([roster.length, roster.filter(({ status }) => status === 'fullMember').length, roster.filter(({ status }) => status === 'probationaryMember').map(({ name }) => name)]).toEqual([16, 15, ['方子涵']])
    expect(roster.map(({ group }) => group).sort().join()).toBe([...Array(7).fill('第一党小组'), ...Array(9).fill('第二党小组')].sort().join())
    expect(roster.filter(({ posts }) => posts.length > 0).map(({ name, posts }) => `${name} ${posts.join()}`)).toEqual(['周启明 secretary', '吴国栋 disciplineCommissioner', '孙立军 groupLeader', '林静怡 organizationCommissioner', '郑浩然 publicityCommissioner', '何晓燕 youthCommissioner', '钱雅文 groupLeader'])
    expect(await fieldsOf(office, '罗敏')).toEqual({ gender: '2', ethnicity: '01', birthOn: '1986-02', education: '21', idNumber: '999901198602281225', workSince: '2009-07', joinedOn: '2013-06-28', fullOn: '2014-06-28', department: '财务科会计', title: 'intermediate', mobile: '13900000012' })
    expect(await fieldsOf(office, '高志远')).not.toHaveProperty('idNumber')
    expect(await fieldsOf(office, '曹建国')).toMatchObject({ idNumber: '999901197504011252', skillLevel: 'level3', joinedOn: '2003-07' })
    expect(await fieldsOf(office, '梁永康')).toMatchObject({ note: '长期病假，住院', birthOn: '1966-10', education: '61' })
  })

  it('dates 类别 from the founding of the books, or from the day somebody joined later', async () => {
    const office = await settledOffice()
    const shown = await importFile(office, rosterFile, false)
    expect(changesOf(shown, '周启明')).toMatchObject({ status: [null, 'fullMember', branch.since], posts: [null, 'secretary', branch.since], group: [null, '第一党小组', branch.since], birthOn: [null, '1972-03'] })
    expect(changesOf(shown, '方子涵')).toMatchObject({ status: [null, 'probationaryMember', '2026-03-01'], group: [null, '第一党小组', '2026-03-01'] })
  })

  it('imported again proposes nothing, also on another day', async () => {
    const office = await settledOffice()
    await importFile(office, rosterFile, true)
    office.now.iso = '2026-11-08T08:30:00.000Z'
    for (const commit of [false, true]) {
      const again = await importFile(office, rosterFile, commit)
      expect([again.counts, again.operationId, again.rows.flatMap(({ changes }) => changes)]).toEqual([{ create: 0, update: 0, refuse: 0, ask: 0, ignore: 16 }, undefined, []])
    }
    expect((await office.ask('journal.list', {})).rows.map(({ words }) => words)).toEqual(['导入名册（16人）'])
    expect((await auditOf(office)).filter(({ act }) => act === 'people.import')).toHaveLength(1)
  })

  it('adds to people who are registered already and changes nothing of what they are', async () => {
    const office = await staffedOffice()
    const before = await office.ask('members.rosterOn', { date: '2026-09-08' })
    const done = await importFile(office, rosterFile, true)
    expect(done.counts).toEqual({ create: 0, update: 16, refuse: 0, ask: 0, ignore: 0 })
    expect(done.rows.flatMap(({ changes }) => changes).filter(({ from }) => from !== null)).toEqual([])
    expect(await office.ask('members.rosterOn', { date: '2026-09-08' })).toEqual(before)
  })
})

describe('the CSV after the roster', () => {
  it('is matched, sharpens months to days, fills the lost number, and refuses the day that there is not', async () => {
    const office = await settledOffice()
    await importFile(office, rosterFile, true)
    const done = await importFile(office, csvFile, true)
    expect(done.counts).toEqual({ create: 0, update: 6, refuse: 0, ask: 0, ignore: 1 })
    expect(findingsOf(done)).toEqual(['罗敏 出生日期 refuse 1986年2月没有29日，请核对。'])
    expect(Object.fromEntries(done.rows.map(({ name, changes }) => [name, Object.fromEntries(changes.map(({ target, after }) => [target, after]))]))).toEqual({
      孙立军: { birthOn: '1979-08-11' }, 钱雅文: { birthOn: '1988-12-05', joinedOn: '2010-12-10' }, 赵文博: { birthOn: '1987-02-26' }, 马晓东: { birthOn: '1983-06-14' },
      徐桂芳: { birthOn: '1970-09-03', joinedOn: '2001-06-22' }, 高志远: { birthOn: '1991-05-17', idNumber: '999901199105171214' }, 罗敏: {},
    })
    expect((await importFile(office, csvFile, false)).counts).toMatchObject({ create: 0, update: 0, ask: 0, ignore: 7 })
    // The roster says less than the CSV and takes nothing back.
    expect((await importFile(office, rosterFile, false)).counts).toMatchObject({ create: 0, update: 0, ask: 0, ignore: 16 })
    const edits = await inDatabase(office, (db) => listEdits(db, db.prepare<[], string>("SELECT id FROM person WHERE name = '钱雅文'").pluck().get() ?? ''))
    expect(edits.find(({ field, before }) => field === 'birthOn' && before !== null)).toMatchObject({ before: '1988-12', after: '1988-12-05', way: 'import', who: '林静怡' })
  })

  it('keeps the rest of a row whose cell is refused', async () => {
    const office = await settledOffice()
    const shown = await paste(office, pasted('姓名 | 性别 | 出生日期 | 人员类别 | 联系电话', '罗敏 | 女 | 1986/2/29 | 正式党员 | 13900000012'), { commit: true })
    expect(shown.counts).toMatchObject({ create: 1 })
    expect(await fieldsOf(office, '罗敏')).toEqual({ gender: '2', mobile: '13900000012' })
  })
})

describe('undoing', () => {
  it('takes the last import back as one, also after a restart, and can be done again', async () => {
    const office = await settledOffice()
    const empty = await stateOf(office)
    await importFile(office, rosterFile, true)
    const after = await Promise.all(['周启明', '高志远'].map((name) => fieldsOf(office, name)))
    await importFile(office, csvFile, true)
    await office.ask('members.undoImport', {})
    expect(await Promise.all(['周启明', '高志远'].map((name) => fieldsOf(office, name)))).toEqual(after)
    office.service.close()

    const restarted = openOffice(office.folder)
    restarted.now.iso = office.now.iso
    await restarted.ask('workspace.unlock', { password: branch.password })
    expect(await restarted.ask('members.undoImport', {})).toMatchObject({ words: '撤销：导入名册（16人）' })
    expect(await restarted.ask('members.rosterOn', { date: '2026-09-08' })).toEqual([])
    expect((await stateOf(restarted) as { roster: unknown }).roster).toEqual((empty as { roster: unknown }).roster)
    expect(await restarted.refusal('members.undoImport', {})).toMatchObject({ code: 'NOTHING_IMPORTED' })
    expect((await importFile(restarted, rosterFile, true)).counts).toMatchObject({ create: 16 })
  })

  it('of a named import that was changed since is refused and says by what', async () => {
    const office = await settledOffice()
    const { operationId } = await importFile(office, rosterFile, true)
    await importFile(office, csvFile, true)
    expect(await office.refusal('members.undoImport', { operationId })).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('导入名册（6人）') })
  })
})

describe('a backup', () => {
  it('is made before anything is written, and none where nothing is', async () => {
    const office = await settledOffice()
    await importFile(office, rosterFile, false)
    expect((await office.ask('backup.list', {})).filter(({ reason }) => reason === 'import')).toEqual([])
    await importFile(office, rosterFile, true)
    await importFile(office, rosterFile, true)
    expect((await office.ask('backup.list', {})).filter(({ reason }) => reason === 'import')).toHaveLength(1)
  })
})

describe('the officer', () => {
  it('mends cells, leaves rows out, and says whom a row is about, without the file being read again', async () => {
    const office = await settledOffice()
    const shown = await importFile(office, rosterFile, false)
    const id = shown.columns.find(({ target }) => target === 'idNumber')?.column ?? -1
    const [wrong, left] = [rowOf(shown, '高志远').line, rowOf(shown, '方子涵').line]
    const done = await office.ask('members.importFile', { source: shown.source, commit: true, decisions: [{ line: wrong, cells: [{ column: id, text: '999901199105171214' }] }, { line: left, leaveOut: true }] })
    expect(done.counts).toMatchObject({ create: 15, ignore: 1 })
    expect(rowOf(done, '方子涵')).toMatchObject({ outcome: 'ignore', leftOut: true })
    expect(await fieldsOf(office, '高志远')).toMatchObject({ idNumber: '999901199105171214' })
    expect(await office.refusal('members.importFile', { source: shown.source })).toMatchObject({ code: 'IMPORT_SOURCE_GONE' })
  })

  it('says what a strange heading means, and is not asked again', async () => {
    const office = await settledOffice()
    const text = pasted('姓名 | 人员类别 | 单元 | 爱好', '张伟 | 正式党员 | 物流中心 | 书法')
    const shown = await paste(office, text)
    expect(shown.columns.map(({ how, target }) => `${target} ${how}`)).toEqual(['name known', 'status known', 'ignore unknown', 'ignore unknown'])
    await office.ask('members.importFile', { source: shown.source, commit: true, mapping: [{ column: 2, target: 'department' }, { column: 3, target: 'ignore' }] })
    expect(await fieldsOf(office, '张伟')).toEqual({ department: '物流中心' })
    expect((await paste(office, text)).columns.map(({ how, target }) => `${target} ${how}`)).toEqual(['name known', 'status known', 'department remembered', 'ignore remembered'])
  })

  it('is asked where the file says otherwise than the roster, and nothing is overwritten before the answer', async () => {
    const office = await settledOffice()
    await importFile(office, rosterFile, true)
    const text = pasted('姓名 | 身份证号 | 出生日期 | 联系电话 | 人员类别', '周启明 | 999901197203151015 | 1972-05-15 | 13911112222 | 正式党员')
    const shown = await paste(office, text, { commit: true })
    expect(shown).toMatchObject({ counts: { ask: 1, update: 0 }, rows: [{ outcome: 'ask', contradictions: [{ target: 'birthOn', before: '1972-03', after: '1972-05-15' }] }] })
    expect(await fieldsOf(office, '周启明')).toMatchObject({ birthOn: '1972-03', mobile: '13900000001' })
    const { line } = rowOf(shown, '周启明')
    const kept = await paste(office, text, { decisions: [{ line, keep: ['birthOn'] }] })
    expect(kept.rows[0]).toMatchObject({ outcome: 'update', changes: [{ target: 'mobile', before: '139****0001', after: '13911112222' }] })
    await paste(office, text, { commit: true, decisions: [{ line, take: ['birthOn'] }] })
    expect(await fieldsOf(office, '周启明')).toMatchObject({ birthOn: '1972-05-15', mobile: '13911112222' })
  })

  it('sees a change of 类别 as one of its own, from the day of the roster, and can switch it off', async () => {
    const office = await settledOffice()
    await importFile(office, rosterFile, true)
    const text = pasted('姓名 | 人员类别 | 党小组', '方子涵 | 正式党员 | 第二党小组', '邓丽娟 | 预备党员 | ')
    const shown = await paste(office, text, { asOf: '2026-09-01' })
    expect(rowOf(shown, '方子涵').changes).toEqual([{ target: 'status', before: 'probationaryMember', after: 'fullMember', from: '2026-09-01' }, { target: 'group', before: '第一党小组', after: '第二党小组', from: '2026-09-01' }])
    expect(rowOf(shown, '邓丽娟')).toMatchObject({ outcome: 'ask', contradictions: [{ target: 'status', before: 'fullMember', after: 'probationaryMember' }] })
    await paste(office, text, { asOf: '2026-09-01', commit: true, decisions: [{ line: rowOf(shown, '方子涵').line, keep: ['status'] }] })
    expect((await office.ask('members.rosterOn', { date: '2026-09-08' })).find(({ name }) => name === '方子涵')).toMatchObject({ status: 'probationaryMember', group: '第二党小组' })
  })

  it('can stop the reading, and nothing is kept of it', async () => {
    const office = await settledOffice()
    const reading = office.service.call('members.importFile', { fileToken: tokenFor(office, rosterFile), commit: true })
    expect(await office.ask('members.importProgress', {})).toMatchObject({ stage: 'reading' })
    await office.ask('members.cancelImport', {})
    expect(await reading).toMatchObject({ ok: false, error: { code: 'TABLE_CANCELLED' } })
    expect(await office.ask('members.importProgress', {})).toMatchObject({ stage: 'idle' })
    expect(await office.ask('members.rosterOn', { date: '2026-09-08' })).toEqual([])
  })

  it('is told in Chinese what is no roster, and nothing is read while locked', async () => {
    const office = await settledOffice()
    expect(await office.refusal('members.importFile', { text: pasted('水果 | 价格', '苹果 | 3') })).toMatchObject({ code: 'NO_ROSTER_FOUND' })
    const token = tokenFor(office, rosterFile)
    await office.ask('workspace.lock', {})
    expect(await office.refusal('members.importFile', { fileToken: token })).toMatchObject({ code: 'LOCKED' })
  })
})

describe('people of one name', () => {
  const two = pasted('姓名 | 身份证号 | 出生年月 | 人员类别 | 党小组', '张伟 | 999901198506150030 | 1985年6月 | 正式 | 第一党小组', '张伟 | 999903198803100059 | 1988.03 | 正式 | 第二党小组')

  it('are kept apart, and stay apart when the file comes again', async () => {
    const office = await settledOffice()
    const done = await paste(office, two, { commit: true })
    expect(done.rows.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(['张伟 create', '张伟（二组） create'])
    expect((await paste(office, two)).counts).toMatchObject({ ignore: 2, create: 0, ask: 0 })
  })

  it('are told apart by group where nothing else is known; what cannot be told is asked', async () => {
    const office = await settledOffice()
    const text = pasted('姓名 | 人员类别 | 党小组', '张伟 | 正式 | 第一党小组', '张伟 | 正式 | 第二党小组')
    expect((await paste(office, text, { commit: true })).counts).toMatchObject({ create: 2 })
    expect((await paste(office, text)).counts).toMatchObject({ ignore: 2 })
    const asked = await paste(office, pasted('姓名 | 人员类别 | 职称', '张伟 | 正式 | 中级'))
    expect(asked.rows[0]).toMatchObject({ outcome: 'ask', candidates: [{ name: '张伟', note: expect.stringContaining('第一党小组') }, { name: '张伟（二组）', note: expect.stringContaining('第二党小组') }] })
    const [, second] = asked.rows[0]?.candidates ?? []
    const told = await office.ask('members.importFile', { source: asked.source, decisions: [{ line: asked.rows[0]?.line ?? 0, person: second?.id ?? '' }] })
    expect(told.rows[0]).toMatchObject({ outcome: 'update', name: '张伟（二组）' })
    expect((await office.ask('members.importFile', { source: asked.source, decisions: [{ line: asked.rows[0]?.line ?? 0, person: 'new' }] })).rows[0]).toMatchObject({ outcome: 'create', name: '张伟（2）' })
  })

  it('the same person twice in a file is taken once', async () => {
    const office = await settledOffice()
    const shown = await paste(office, pasted('姓名 | 身份证号 | 人员类别', '张伟 | 999901198506150030 | 正式', '张 伟 | 999901198506150030 | 正式'))
    expect(shown.rows.map(({ outcome }) => outcome)).toEqual(['create', 'refuse'])
    expect(findingsOf(shown)).toEqual([expect.stringContaining('与第2行是同一个人')])
  })
})
