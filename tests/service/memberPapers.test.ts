import { deflateSync, crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { storeContent } from '../../db/attachmentFiles.ts'
import { putFields } from '../../db/repositories/personFields.ts'
import { sheetHtml } from '../../electron/service/documents/sheetPage.ts'
import { wordsOfSheet } from '../../electron/service/documents/sheetPaper.ts'
import { fillSheet } from '../../electron/service/documents/sheetWord.ts'
import { personForm } from '../../electron/service/features/memberPapers/personForm.ts'
import type { Input } from '../../shared/contract/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { filedOffice, on, paragraphsOf, partsOf, place, rowsOfXlsx, unescaped } from './memberPapersOffice.ts'
import { auditOf, inDatabase, templates, type Office } from './office.ts'

const { password } = branch
const secret = '999901197203151015'
interface AccessRow { act: string; who: string; person_id: string | null; fields: string; count: number; purpose: string }
const accessOf = (office: Office): Promise<AccessRow[]> => inDatabase(office, (db) => db.prepare<[], AccessRow>('SELECT act, who, person_id, fields, count, purpose FROM access_note ORDER BY row').all())

async function roster(office: Office, wanted: Partial<Input<'members.exportRoster'>> & { format: 'xlsx' | 'docx' | 'pdf' }) {
  const to = place(office, `花名册.${wanted.format}`)
  const answer = await office.ask('members.exportRoster', { on, ...wanted, fileToken: to.fileToken })
  return { ...answer, file: to.bytes() }
}

/** A PNG of one colour, with a note that tells a place. */
function png(width = 4, height = 5): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('tEXt', Buffer.from('Place\0南浦县局三楼')), chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))), chunk('IEND', Buffer.alloc(0))])
}

describe('花名册 as .xlsx', () => {
  it('has title, sender, standard columns, sixteen members as of that day and their total, read by its XML alone', async () => {
    const office = await filedOffice()
    const { rows, bytes, file } = await roster(office, { format: 'xlsx' })
    expect({ rows, bytes }).toEqual({ rows: 16, bytes: file.length })
    const read = rowsOfXlsx(file)
    expect(read[0]?.[0]).toBe('第二支部党员花名册')
    expect(read[1]?.[0]).toMatch(/^填报单位：中共南浦县烟草专卖局（分公司）第二支部　　统计时间：截至2026年8月31日　　填报时间：2026年9月8日　　填报人：林静怡$/)
    expect(read[2]).toEqual(['序号', '姓名', '性别', '民族', '出生年月', '学历', '身份证号', '参加工作时间', '入党时间', '转正时间', '党内职务', '部门及岗位', '职称/技能等级', '党小组', '联系电话', '人员类别', '备注'])
    expect(read[3]).toEqual([1, '周启明', '男', '汉族', '1972.03', '大学本科', '999***********1015', '1994.07', '1998.06', '1999.06.20', '书记', '办公室主任', '中级', '第一党小组', '139****0001', '正式党员', null])
    expect(read[19]?.[0]).toBe('合计：16人。其中正式党员15人，预备党员1人；男9人，女7人；少数民族4人。')
    expect(read).toHaveLength(20)
  })

  it('never holds a formula, whatever a file holds', async () => {
    const office = await filedOffice()
    await inDatabase(office, (db) => putFields(db, office.idOf('周启明'), { note: '=HYPERLINK("http://x.invalid/?"&G4,"点我")', job: '@SUM(A1)', department: '+1', nativePlace: '-1' }, 'entry', { who: '林静怡', at: '2026-08-31T01:00:00.000Z' }))
    const { file } = await roster(office, { format: 'xlsx' })
    for (const { name, text } of partsOf(file)) expect([name, /<f[\s>/]|<hyperlinks?[\s>]|externalLink|TargetMode="External"/.test(text)]).toEqual([name, false])
    expect(rowsOfXlsx(file)[3]?.[16]).toBe('=HYPERLINK("http://x.invalid/?"&G4,"点我")')
    expect(rowsOfXlsx(file)[3]?.[11]).toBe('+1@SUM(A1)')
  })

  it('is the same bytes a second time', async () => {
    const office = await filedOffice()
    const [first, second] = [await roster(office, { format: 'xlsx' }), await roster(office, { format: 'xlsx' })]
    expect(second.file.equals(first.file)).toBe(true)
  })

  it('takes any view: these people in this order, these columns, also somebody who has left', async () => {
    const office = await filedOffice()
    await office.ask('members.recordChange', { personId: office.idOf('罗敏'), from: '2026-08-01', change: { field: 'left', value: 'transferred' } })
    const ids = [office.idOf('罗敏'), office.idOf('周启明')]
    const { file } = await roster(office, { format: 'xlsx', ids, columns: ['name', 'partyAge', 'status', 'attendance', 'completeness'], title: '党龄一览' })
    expect(rowsOfXlsx(file).slice(2, 5)).toEqual([['姓名', '党龄', '人员类别', '今年到会', '档案'], ['罗敏', 12, '已离开支部', null, '缺4项'], ['周启明', 27, '正式党员', null, '缺4项']])
    expect((await roster(office, { format: 'xlsx' })).rows).toBe(15)
    expect((await roster(office, { format: 'xlsx', who: 'everybody' })).rows).toBeGreaterThan(15)
    expect(await office.refusal('members.exportRoster', { fileToken: place(office, 'x.xlsx').fileToken, format: 'xlsx', on, ids: ['0197a1b2-0000-7000-8000-00000000dead'] })).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('full values', () => {
  it('want purpose and password, and are written down without themselves', async () => {
    const office = await filedOffice()
    const masked = await roster(office, { format: 'xlsx' })
    for (const { text } of partsOf(masked.file)) expect(text).not.toContain(secret)
    expect(await accessOf(office)).toEqual([])

    const { file } = await roster(office, { format: 'xlsx', includeSensitive: { purpose: '报县局党委组织部核对', password } })
    expect(rowsOfXlsx(file)[3]?.[6]).toBe(secret)
    expect(await accessOf(office)).toEqual([{ act: 'export', who: '林静怡', person_id: null, fields: 'idNumber,mobile', count: 16, purpose: '报县局党委组织部核对' }])
    expect((await auditOf(office)).filter(({ act }) => act === 'members.export')).toHaveLength(2)
    expect(JSON.stringify(office.log)).not.toContain(secret)
  })

  it('do not come with a wrong password or without a purpose: nothing is written, nothing is noted', async () => {
    const office = await filedOffice()
    const to = place(office, '花名册.xlsx')
    const wanted = { fileToken: to.fileToken, format: 'xlsx', on }
    expect(await office.refusal('members.exportRoster', { ...wanted, includeSensitive: { purpose: '核对', password: '不是这个' } })).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(await office.refusal('members.exportRoster', { ...wanted, includeSensitive: { purpose: ' ', password } })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await office.refusal('members.exportRoster', { ...wanted, includeSensitive: { purpose: '核对' } })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await office.refusal('members.exportFile', { fileToken: to.fileToken, format: 'docx', on, id: office.idOf('周启明'), includeSensitive: { purpose: '核对', password: '不是这个' } })).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect([to.written(), await accessOf(office)]).toEqual([false, []])
  })

  it('are guessed at no faster here than at the gate', async () => {
    const office = await filedOffice()
    const guess = () => office.refusal('members.exportRoster', { fileToken: place(office, 'x.xlsx').fileToken, format: 'xlsx', on, includeSensitive: { purpose: '核对', password: '不是这个' } })
    for (let n = 0; n < 5; n++) expect(await guess()).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(await guess()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  })

  it('are noted for one person with the fields that person has', async () => {
    const office = await filedOffice()
    const id = office.idOf('周启明')
    await inDatabase(office, (db) => db.prepare("INSERT INTO person_sanction (id, person_id, kind, decided_on) VALUES ('0197a1b2-0000-7000-8000-0000000000aa', ?, 'warning', '2020-01-02')").run(id))
    const [masked, full] = [place(office, '甲.docx'), place(office, '乙.docx')]
    await office.ask('members.exportFile', { fileToken: masked.fileToken, format: 'docx', on, id })
    await office.ask('members.exportFile', { fileToken: full.fileToken, format: 'docx', on, id, includeSensitive: { purpose: '干部考察', password } })
    expect(paragraphsOf(masked.bytes()).join('｜')).not.toMatch(/警告|2020年|999901197203151015|13900000001/)
    expect(paragraphsOf(full.bytes())).toEqual(expect.arrayContaining(['2020年1月2日，警告', secret, '13900000001']))
    expect(await accessOf(office)).toEqual([{ act: 'export', who: '林静怡', person_id: id, fields: 'idNumber,mobile,sanctions', count: 1, purpose: '干部考察' }])
  })
})

describe('Word and the print page', () => {
  it('of a roster say what the sheet says, with the head on every page', async () => {
    const office = await filedOffice()
    const { file } = await roster(office, { format: 'docx' })
    const sheet = rowsOfXlsx((await roster(office, { format: 'xlsx' })).file).flat().filter((value) => value !== null && value !== '').map(String)
    expect(paragraphsOf(file)).toEqual(sheet)
    const document = partsOf(file).find(({ name }) => name === 'word/document.xml')?.text ?? ''
    expect(document).toMatch(/<w:tblHeader\/>/)
    expect(document).toMatch(/w:orient="landscape"/)
    expect(document).not.toMatch(/[{}]|undefined|null/)
  })

  it('of a form say the same words, and take no mark of a text for one of their own', async () => {
    const hostile = '<script>alert(1)</script>&amp;"</w:t>{标题}{@正文}'
    const paper = personForm({ person: { id: '', name: '周启明', status: 'fullMember', posts: ['secretary'], group: null, left: false, hasVote: true, fields: { note: hostile, familyMembers: '妻子\n李某', nativePlace: hostile } }, sanctions: [], awards: [{ name: hostile, level: 'unit', awardedOn: '2024-07', documentNo: '' }], reviews: [{ year: 2025, grade: '优秀' }], photo: { bytes: png(), media: 'png', wide: 24, high: 30, alt: hostile } }, { on, isFull: true, branch: '第二支部', today: on })
    const words = wordsOfSheet(paper).flatMap((text) => text.split('\n'))
    expect(paragraphsOf(fillSheet(paper, templates))).toEqual(words)
    const page = sheetHtml(paper)
    expect([...(page.split('<body>')[1] ?? '').replace(/<[^>]*>/g, '\n').matchAll(/[^\n]+/g)].map(([text]) => unescaped(text.replaceAll('&#39;', "'")))).toEqual(words)
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/ style=/)
  })

  it('of a form stand on one page with the photo of the person, without what the photo told', async () => {
    const office = await filedOffice()
    const id = office.idOf('周启明')
    await inDatabase(office, (db) => {
      const sha256 = storeContent(db, office.folder, png())
      db.prepare("INSERT INTO person_material (id, person_id, kind, name, media, bytes, sha256, added_at, who) VALUES ('0197a1b2-0000-7000-8000-0000000000bb', ?, 'photo', '照片.png', 'png', 100, ?, '2026-08-31T01:00:00.000Z', '林静怡')").run(id, sha256)
    })
    const to = place(office, '信息表.docx')
    expect(await office.ask('members.exportFile', { fileToken: to.fileToken, format: 'docx', on, id })).toMatchObject({ rows: 1 })
    const parts = partsOf(to.bytes())
    expect(parts.filter(({ name }) => name.startsWith('word/media/'))).toHaveLength(1)
    expect(parts.map(({ text }) => text).join('')).not.toContain('南浦县局三楼')
    expect(parts.find(({ name }) => name === '[Content_Types].xml')?.text).toContain('Extension="png"')
  })

  it('PDF in plain Node answers that it needs the window, before any password', async () => {
    const office = await filedOffice()
    expect(await office.refusal('members.exportRoster', { fileToken: place(office, 'x.pdf').fileToken, format: 'pdf', on, includeSensitive: { purpose: '核对', password: '不是这个' } })).toMatchObject({ code: 'PDF_NEEDS_WINDOW' })
    expect(await office.refusal('members.previewFile', { id: office.idOf('周启明'), on })).toMatchObject({ code: 'PDF_NEEDS_WINDOW' })
  })
})

describe('attendance', () => {
  it('tells each person’s turns with the definition, and what it left out', async () => {
    const office = await filedOffice()
    const states = { 周启明: 'present', 林静怡: 'online', 梁永康: 'leave', 曹建国: 'absent' } as const
    const draft = await office.ask('meetings.prepare', { kind: 'generalMeeting', heldOn: '2026-06-12' })
    const attendance = office.roster.flatMap(({ id, name, status }) => (['fullMember', 'probationaryMember'].includes(status) ? [{ personId: id, state: states[name as keyof typeof states] ?? 'late' as const, ...(name === '梁永康' ? { reason: '长期病假' } : {}) }] : []))
    await office.ask('meetings.save', { ...draft, title: '党员大会', attendance })
    const to = place(office, '出勤.xlsx')
    expect(await office.ask('members.exportAttendance', { fileToken: to.fileToken, format: 'xlsx', from: '2026-01-01', to: on })).toMatchObject({ rows: 16 })
    const read = rowsOfXlsx(to.bytes())
    const rowOf = (name: string) => read.find((row) => row[1] === name)?.slice(3)
    expect(read[2]).toEqual(['序号', '姓名', '党小组', '应到', '实到', '其中线上', '请假', '缺席', '到会率', '请假和缺席原因'])
    expect([rowOf('周启明'), rowOf('林静怡'), rowOf('梁永康'), rowOf('曹建国')]).toEqual([
      [1, 1, 0, 0, 0, '100%', null], [1, 1, 1, 0, 0, '100%', null], [1, 0, 0, 1, 0, '0%', '长期病假1次'], [1, 0, 0, 0, 1, '0%', '未写原因1次'],
    ])
    expect(read.at(-1)?.[0]).toMatch(/^合计：16人，应到16人次，实到14人次，到会率87\.5%。\n注：应到：[\s\S]*到会率＝实到÷（应到－/)
    expect(await office.refusal('members.exportAttendance', { fileToken: to.fileToken, format: 'xlsx', from: '2026-02-01', to: '2026-01-01' })).toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('the structure', () => {
  it('counts the members of that day, and everybody stands behind a number', async () => {
    const office = await filedOffice()
    const { total, parts } = await office.ask('members.structure', { on })
    expect(total).toBe(16)
    for (const { groups } of parts) expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(16)
    expect(parts.find(({ key }) => key === 'age')?.groups[0]).toMatchObject({ label: '30岁及以下', count: 1, people: [{ name: '方子涵' }] })
    expect(await office.ask('members.structure', { on: '2020-01-01' })).toMatchObject({ total: 0 })
  })

  it('is exported with charts that are kept as pictures only; what is no picture is refused', async () => {
    const office = await filedOffice()
    const to = place(office, '结构.docx')
    const chart = (bytes: Buffer) => ({ key: 'age' as const, pngBase64: bytes.toString('base64'), alt: '年龄结构：30岁及以下1人' })
    for (const bad of [Buffer.from('GIF89a no picture of ours'), png().subarray(0, 60), Buffer.concat([png().subarray(0, 40), Buffer.from('x'), png().subarray(41)])]) {
      expect(await office.refusal('members.exportStructure', { fileToken: to.fileToken, on, format: 'docx', charts: [chart(bad)] })).toMatchObject({ code: 'INVALID_INPUT' })
    }
    expect(to.written()).toBe(false)
    await office.ask('members.exportStructure', { fileToken: to.fileToken, on, format: 'docx', charts: [chart(Buffer.concat([png(40, 20), Buffer.from('behind its end')]))] })
    const parts = partsOf(to.bytes())
    expect(parts.map(({ text }) => text).join('')).not.toMatch(/南浦县局三楼|behind its end/)
    expect(parts.filter(({ name }) => name.startsWith('word/media/'))).toHaveLength(1)
    expect(paragraphsOf(to.bytes())).toEqual(expect.arrayContaining(['2. 年龄结构', '何晓燕、高志远', '合计：党员16人（正式党员和预备党员）。每一类各组人数之和等于合计；没有填写的列为“未填写”。']))
    const sheet = place(office, '结构.xlsx')
    await office.ask('members.exportStructure', { fileToken: sheet.fileToken, on, format: 'xlsx' })
    expect(rowsOfXlsx(sheet.bytes())).toContainEqual(['学历结构', '大学专科', 4, '25.0%', '吴国栋、徐桂芳、曹建国、马晓东'])
  })
})

it('nothing is answered while locked, and no file is written', async () => {
  const office = await filedOffice()
  const to = place(office, 'x.xlsx')
  office.service.close()
  expect(await office.refusal('members.exportRoster', { fileToken: to.fileToken, format: 'xlsx', on })).toMatchObject({ code: 'LOCKED' })
  expect(to.written()).toBe(false)
})
