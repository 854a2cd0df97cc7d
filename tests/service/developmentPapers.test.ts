import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { filedMaterials, filedMaterialsOf } from '../../db/repositories/materials.ts'
import type { Output } from '../../shared/contract/index.ts'
import type { StepCode } from '../../shared/domain/development.ts'
import { DevelopmentPaper } from '../../shared/domain/developmentPapers.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { chenSiyuan } from '../fixtures/development.ts'
import { jpegOf, pdfOf } from '../fixtures/files.ts'
import { officeWithMinutes } from './fusionOffice.ts'
import { paragraphsOf, place } from './memberPapersOffice.ts'
import { auditOf, inDatabase, temporaryFolder, type Office } from './office.ts'

type Listed = Output<'developmentPapers.list'>
const materialOf = ({ stages }: Listed, code: string) => stages.flatMap(({ materials }) => materials).find((material) => material.code === code)
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await office.ask('journal.list', {})).rows[0]?.id ?? '' })

/** The sample branch with its minutes, and the way of 陈思远 until the vote, whose record it is tied to. */
async function officeOnTheWay(until: StepCode = 'admissionVote') {
  const office = await officeWithMinutes('2026-11-30')
  const chen = (await office.ask('members.rosterOn', { date: '2026-09-08' })).find(({ name }) => name === '陈思远')?.id ?? ''
  await office.ask('members.save', { id: chen, fields: { gender: '1', birthOn: '1996-05-20', department: '专卖科', job: '专卖市场监管员', idNumber: '999901199605200017', mobile: '13900000017' } })
  const vote = (await office.ask('meetings.list', { kind: 'generalMeeting' })).rows[0]
  let path = await office.ask('development.start', { personId: chen, entries: [] })
  for (const entry of chenSiyuan.slice(0, chenSiyuan.findIndex(({ step }) => step === until) + 1)) {
    path = await office.ask('development.saveStep', { personId: chen, revision: path.revision, entry: { ...entry, ...(entry.step === 'admissionVote' && vote ? { meetingId: vote.id } : {}) } })
  }
  return { ...office, chen, voteId: vote?.id ?? '', list: () => office.ask('developmentPapers.list', { personId: chen }) }
}
const exported = async (office: Office, personId: string, paper: DevelopmentPaper, more: { includeSensitive?: { purpose: string; password: string }; form?: 'own' | 'shipped'; days?: { on: string; until: string | null } } = {}) => {
  const to = place(office, `${paper}.docx`)
  await office.ask('developmentPapers.export', { personId, paper, format: 'docx', fileToken: to.fileToken, ...more })
  return { bytes: to.bytes(), words: paragraphsOf(to.bytes()) }
}
function scan(office: Office, name: string, content: Buffer): string {
  const [token, path] = [randomUUID(), join(temporaryFolder(), name)]
  writeFileSync(path, content)
  office.service.grant(token, path)
  return token
}

describe('scans under the material of a step', () => {
  it('are filed, counted by stage, taken back, and gone with an undo', async () => {
    const office = await officeOnTheWay()
    const { ask, chen, list } = office
    expect(materialOf(await list(), '1-2')).toMatchObject({ state: 'missing', files: [], paper: 'talkRecord', number: '1-2' })
    const { added } = await ask('materials.add', { personId: chen, fileTokens: [scan(office, '谈话记录.pdf', pdfOf()), scan(office, '第二页.jpg', jpegOf('2'))], kind: 'other', code: '1-2' })
    const filed = await list()
    expect(materialOf(filed, '1-2')).toMatchObject({ state: 'there', files: [{ name: '谈话记录.pdf' }, { name: '第二页.jpg' }] })
    expect(filed.stages[0]).toMatchObject({ there: 1, asked: 3 })
    const [first] = added
    await ask('materials.describe', { id: first?.id ?? '', pages: 3, datedOn: '2024-03-28' })
    expect(await inDatabase(office, (db) => filedMaterials(db, chen))).toEqual(expect.arrayContaining([{ code: '1-2', datedOn: '2024-03-28' }, { code: '1-2', datedOn: null }]))
    expect(await inDatabase(office, (db) => [...filedMaterialsOf(db, [chen])])).toEqual([[chen, expect.arrayContaining([{ code: '1-2', datedOn: '2024-03-28' }, { code: '1-2', datedOn: null }])]])
    await ask('materials.remove', { id: first?.id ?? '' })
    expect(materialOf(await list(), '1-2')?.files).toHaveLength(1)
    await undoLast(office)
    expect(materialOf(await list(), '1-2')?.files.map(({ pages }) => pages)).toEqual([3, null])
    await ask('materials.describe', { id: first?.id ?? '', code: '3-8' })
    expect([materialOf(await list(), '1-2')?.files.length, materialOf(await list(), '3-8')?.files.length]).toEqual([1, 1])
  })

  it('what lies in the file already is filed instead of added twice, and tells its material by its kind', async () => {
    const office = await officeOnTheWay()
    const { ask, chen, list } = office
    await ask('materials.addBytes', { personId: chen, name: '申请书.pdf', base64: pdfOf().toString('base64'), kind: 'application' })
    await ask('materials.addBytes', { personId: chen, name: '自传.jpg', base64: jpegOf('a').toString('base64'), kind: 'other' })
    const before = await list()
    expect([materialOf(before, '1-1')?.state, before.unfiled.map(({ name }) => name)]).toEqual(['there', ['自传.jpg']])
    const { added } = await ask('materials.add', { personId: chen, fileTokens: [scan(office, '自传（另存）.jpg', jpegOf('a'))], kind: 'other', code: '3-6' })
    expect(added).toMatchObject([{ name: '自传.jpg' }])
    const after = await list()
    expect([materialOf(after, '3-6')?.files.length, after.unfiled]).toEqual([1, []])
    const again = await ask('materials.add', { personId: chen, fileTokens: [scan(office, '又一次.jpg', jpegOf('a'))], kind: 'other', code: '3-7' })
    expect(again).toMatchObject({ added: [], refused: [{ name: '又一次.jpg' }] })
    // Another kind is another paper.
    await ask('materials.describe', { id: added[0]?.id ?? '', kind: 'diploma' })
    expect((await list()).unfiled.map(({ name }) => name)).toEqual(['自传.jpg'])
  })

  it('knows the record behind a step for 票样, 计票单 and 会议记录', async () => {
    const { list, voteId } = await officeOnTheWay()
    const listed = await list()
    expect(['4-4', '4-4-1', '4-4-2', '2-2'].map((code) => materialOf(listed, code)?.record)).toEqual([{ meetingId: voteId, document: 'record' }, { meetingId: voteId, document: 'ballot' }, { meetingId: voteId, document: 'tally' }, null])
    expect(materialOf(listed, 'introducers')).toMatchObject({ state: 'within', within: '4-3入党志愿书' })
  })

  it('stays when another act on the person is undone', async () => {
    const office = await officeOnTheWay()
    await office.ask('members.save', { id: office.chen, fields: { job: '稽查员' } })
    await office.ask('developmentPapers.saveField', { personId: office.chen, name: '政治面貌', value: '', own: '共青团员' })
    const edit = (await office.ask('journal.list', {})).rows.find(({ words }) => words.startsWith('修改') && words.includes('陈思远'))
    await office.ask('journal.undo', { id: edit?.id ?? '' })
    expect(await inDatabase(office, (db) => db.prepare('SELECT value FROM development_value').pluck().all())).toEqual(['共青团员'])
  })

  it('goes with the person who is erased, and refuses somebody who is not there', async () => {
    const office = await officeOnTheWay()
    await office.ask('developmentPapers.saveField', { personId: office.chen, name: '政治面貌', value: '', own: '共青团员' })
    await office.ask('members.erase', { id: office.chen, password: branch.password, purpose: '本人要求' })
    expect(await inDatabase(office, (db) => db.prepare('SELECT count(*) AS n FROM development_value').get())).toEqual({ n: 0 })
    expect(await inDatabase(office, (db) => JSON.stringify(db.prepare('SELECT * FROM operation_before').all()).includes('共青团员'))).toBe(false)
    expect((await office.refusal('developmentPapers.list', { personId: randomUUID() })).code).toBe('NOT_FOUND')
  })
})

describe('papers', () => {
  it('all fifteen are Word files that open, with the dates of the path in them', async () => {
    const office = await officeOnTheWay()
    for (const paper of DevelopmentPaper.options) {
      const { words, bytes } = await exported(office, office.chen, paper)
      expect([paper, words.join('').includes('陈思远'), new PizZip(bytes).file('word/document.xml') !== null, /[{}]/.test(words.join(''))]).toEqual([paper, true, true, false])
    }
    expect((await exported(office, office.chen, 'publicity')).words.join('\n')).toContain('公示时间：2026年6月1日至2026年6月5日，共5个工作日。')
    expect((await auditOf(office)).filter(({ act }) => act === 'development.export')).toHaveLength(16)
  })

  it('a 公示 is printed before its step is entered, with the days it is meant for, and stores nothing', async () => {
    const office = await officeOnTheWay('prospectFiled')
    const shown = async (paper: DevelopmentPaper, days?: { on: string; until: string | null }) => (await exported(office, office.chen, paper, days && { days })).words.find((words) => words.startsWith('公示时间'))
    // 30 November 2026 is a Monday.
    expect(await shown('publicity')).toBe('公示时间：2026年11月30日至2026年12月4日，共5个工作日。')
    expect(await shown('publicity', { on: '2026-12-03', until: null })).toBe('公示时间：2026年12月3日至2026年12月9日，共5个工作日。')
    expect(await shown('publicity', { on: '2026-12-03', until: '2026-12-10' })).toBe('公示时间：2026年12月3日至2026年12月10日，共6个工作日。')
    expect(await shown('fullPublicity')).toBe('公示时间：2026年11月30日至2026年12月4日，共5个工作日。')
    expect((await office.ask('development.get', { personId: office.chen })).entries.some(({ step }) => step === 'prospectPublicity' || step === 'fullPublicity')).toBe(false)
    const to = place(office, '公示.docx')
    expect((await office.refusal('developmentPapers.export', { personId: office.chen, paper: 'publicity', format: 'docx', fileToken: to.fileToken, days: { on: '2026-12-03', until: '2026-12-01' } })).fields).toEqual([{ path: 'days.until', message: '结束日期早于开始日期。' }])
  })

  it('the 决议 is the resolution of the record of 18 September', async () => {
    const office = await officeOnTheWay()
    const { words } = await exported(office, office.chen, 'admissionResolution')
    expect(words[0]).toBe('关于接收陈思远同志为中共预备党员的决议')
    expect(words[1]).toMatch(/^第二支部于2026年9月18日召开党员大会，讨论了陈思远同志的入党问题。该同志拥护党的纲领和章程.*报县局党委审批。$/)
    expect(words.at(-1)).toBe('2026年9月18日')
  })

  it.each([['李明', '李明华'], ['李明华', '李明']])('the 决议 on %s is not that on %s of the same meeting', async (...names) => {
    const office = await officeWithMinutes('2026-11-30')
    await office.ask('members.addMany', { lines: names.map((name) => `${name}\t发展对象\t\t第一党小组\t2026-01-05`).join('\n') })
    const decided = (name: string) => `第二支部于2026年10月20日召开党员大会，讨论了${name}同志的入党问题。`
    const { id: meetingId } = await office.ask('meetings.save', { kind: 'generalMeeting', title: '党员大会', heldOn: '2026-10-20', agenda: names.map((name) => ({ title: `讨论接收${name}同志为中共预备党员`, decision: decided(name) })) })
    for (const name of names) {
      const personId = (await office.ask('members.rosterOn', { date: '2026-10-20' })).find((each) => each.name === name)?.id ?? ''
      await office.ask('development.start', { personId, entries: [{ step: 'admissionVote', on: '2026-10-20', result: 'passed', meetingId }] })
      expect((await exported(office, personId, 'admissionResolution')).words[1]).toBe(decided(name))
    }
  })

  it('masks what is sensitive unless purpose and password are given, which is written down', async () => {
    const office = await officeOnTheWay()
    expect((await exported(office, office.chen, 'reviewLetter')).words.join('')).toContain('公民身份号码999***********0017')
    const fileToken = place(office, 'x.docx').fileToken
    expect((await office.refusal('developmentPapers.export', { personId: office.chen, paper: 'reviewLetter', format: 'docx', fileToken, includeSensitive: { purpose: '政审', password: '不对' } })).code).toBe('WRONG_PASSWORD')
    expect((await exported(office, office.chen, 'reviewLetter', { includeSensitive: { purpose: '政审', password: branch.password } })).words.join('')).toContain('公民身份号码999901199605200017')
    expect(await inDatabase(office, (db) => db.prepare("SELECT act, fields, purpose FROM access_note WHERE act = 'export'").all())).toEqual([{ act: 'export', fields: 'idNumber,mobile,address,familyMembers', purpose: '政审' }])
    expect((await office.refusal('developmentPapers.preview', { personId: office.chen, paper: 'publicity' })).code).toBe('PDF_NEEDS_WINDOW')
  })
})

describe('fields of a province', () => {
  it('hold for everybody or for one person, reach the papers, and can be undone', async () => {
    const office = await officeOnTheWay()
    const { ask, chen } = office
    await ask('developmentPapers.saveField', { personId: chen, name: '上级党委', value: '中共南浦县烟草专卖局委员会', own: '' })
    const { fields } = await ask('developmentPapers.saveField', { personId: chen, name: '政治面貌', value: '群众', own: '共青团员' })
    expect(fields.map(({ name, value, own }) => [name, value, own])).toEqual([['上级党委', '中共南浦县烟草专卖局委员会', ''], ['联系人', '', ''], ['联系电话', '', ''], ['联系地址', '', ''], ['政治面貌', '群众', '共青团员']])
    expect((await exported(office, chen, 'activistFiling')).words).toEqual(expect.arrayContaining(['政治面貌', '共青团员']))
    expect((await exported(office, chen, 'preReviewRequest')).words).toContain('中共南浦县烟草专卖局委员会：')
    await undoLast(office)
    expect((await office.list()).fields).toHaveLength(4)
    await ask('developmentPapers.saveField', { personId: chen, name: '政治面貌', value: '群众', own: '' })
    expect((await ask('developmentPapers.removeField', { personId: chen, name: '政治面貌' })).fields).toHaveLength(4)
  })

  it('may not be called as a shipped one, nor hold the marks of a field', async () => {
    const office = await officeOnTheWay()
    expect((await office.refusal('developmentPapers.saveField', { personId: office.chen, name: '姓名', value: '', own: '' })).fields?.[0]?.message).toContain('自带的字段')
    expect((await office.refusal('developmentPapers.saveField', { personId: office.chen, name: '政治{面貌}', value: '', own: '' })).code).toBe('INVALID_INPUT')
    expect((await office.refusal('developmentPapers.removeField', { personId: office.chen, name: '没有' })).code).toBe('NOT_FOUND')
  })
})

describe('a form of the unit', () => {
  it('begins as the shipped one with its fields, takes its place with a field of the province in it, and goes back', async () => {
    const office = await officeOnTheWay()
    const { ask, chen } = office
    await ask('developmentPapers.saveField', { personId: chen, name: '政治面貌', value: '', own: '共青团员' })
    const shipped = place(office, '积极分子备案表.docx')
    await ask('templates.export', { document: 'activistFiling', fileToken: shipped.fileToken })
    expect(paragraphsOf(shipped.bytes())).toEqual(expect.arrayContaining(['{姓名}', '{确定积极分子日期}', '{政治面貌}']))
    // As an officer does in Word: another title.
    const zip = new PizZip(shipped.bytes())
    zip.file('word/document.xml', (zip.file('word/document.xml')?.asText() ?? '').replace('入党积极分子备案表', '某省入党积极分子登记表'))
    const base64 = zip.generate({ type: 'nodebuffer' }).toString('base64')
    const seen = await ask('templates.inspect', { document: 'activistFiling', base64, name: '省里的.docx' })
    expect([seen.faults, seen.fields.includes('政治面貌')]).toEqual([[], true])
    const tried = await ask('templates.try', { document: 'activistFiling', base64 })
    expect([tried.faults, tried.lacking, tried.with]).toEqual([[], [], '样例'])
    const form = await ask('templates.import', { document: 'activistFiling', base64, name: '省里的.docx' })
    expect(form).toMatchObject({ document: 'activistFiling', kind: null, name: '省里的' })
    const own = await exported(office, chen, 'activistFiling')
    expect(own.words).toEqual(expect.arrayContaining(['某省入党积极分子登记表', '陈思远', '共青团员', '2024年9月10日']))
    expect((await exported(office, chen, 'activistFiling', { form: 'shipped' })).words).toContain('入党积极分子备案表')
    await ask('templates.retire', { id: form.id })
    expect(await office.refusal('developmentPapers.export', { personId: chen, paper: 'activistFiling', format: 'docx', fileToken: shipped.fileToken, form: 'own' })).toMatchObject({ code: 'TEMPLATE_MISSING' })
  })

  it('every shipped form leaves as a file that is a form without a fault', async () => {
    const office = await officeOnTheWay('application')
    for (const document of DevelopmentPaper.options) {
      const to = place(office, `${document}.docx`)
      await office.ask('templates.export', { document, fileToken: to.fileToken })
      const { faults, fields } = await office.ask('templates.inspect', { document, base64: to.bytes().toString('base64') })
      expect([document, faults, fields.includes('姓名')]).toEqual([document, [], !['admissionResolution', 'fullResolution'].includes(document) || fields.includes('姓名')])
      expect([document, (await office.ask('templates.try', { document, base64: to.bytes().toString('base64') })).lacking]).toEqual([document, []])
    }
  })
})
