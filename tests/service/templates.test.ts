// The way of a form through the real router, from a stranger's file to a paper. Longer than 300 lines: its faults are one row each, and the files of all parts are the same.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { inspectForm } from '../../electron/service/documents/own/index.ts'
import type { Input } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { layoutText } from '../../shared/domain/templateText.ts'
import { decisions, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { boxedForm, cell, controlForm, fieldForm, form, headedForm, linkedForm, mergedForm, nameForm, par, refusedFiles, row, run, runningForm, splitForm, table, tableForm, titlePar, trackedForm, wpsForm } from '../fixtures/forms.ts'
import { photoOf } from '../fixtures/photos.ts'
import { auditOf, officeWithRecord, openOffice, settledOffice, stateOf, temporaryFolder, type Office } from './office.ts'

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const libreOffice = (): Buffer => readFileSync(resolve(import.meta.dirname, '../fixtures/forms/libreoffice.docx'))
const source = (bytes: Uint8Array, more: Partial<Input<'templates.inspect'>> = {}) => ({ base64: base64(bytes), name: '去年的记录.docx', document: 'record' as const, kind: null, ...more })
const everything = (bytes: Uint8Array): string => Object.entries(new PizZip(bytes).files).map(([name, file]) => `${name}\n${file.asText()}`).join('\n')

async function learn(office: Office, bytes: Uint8Array, more: Partial<Input<'templates.inspect'>> = {}) {
  const { values } = await office.ask('templates.inspect', source(bytes, more))
  return office.ask('templates.import', { ...source(bytes, more), choices: values.map(({ choice }) => choice) })
}
async function exported(office: Office, meetingId: string, document: 'record' | 'signIn' = 'record'): Promise<Buffer> {
  const path = join(temporaryFolder(), '文书.docx')
  const fileToken = randomUUID()
  office.service.grant(fileToken, path)
  await office.ask('documents.exportMeeting', { meetingId, document, preset: 'own', format: 'docx', fileToken })
  return readFileSync(path)
}

const makes: [make: string, bytes: () => Buffer, found: Record<string, string>][] = [
  ['running text', runningForm, { 标题: '第三支部委员会会议记录', 时间: '2025年11月20日14:30—16:00', 地点: '三楼会议室', 主持人: '张建国', 记录人: '李秀英', 应到: '7人', 实到: '6人', 请假: '赵卫东（出差）', 出席名单: '张建国、李秀英、王志强' }],
  ['a table', tableForm, { 标题: '支部会议记录', 时间: '2025年11月20日14:30', 地点: '三楼会议室', 主持人: '张建国', 记录人: '李秀英', 出席名单: '张建国、李秀英、王志强' }],
  ['merged cells', mergedForm, { 标题: '支部活动记录', 时间: '2025年11月20日', 地点: '三楼会议室', 主持人: '张建国' }],
  ['header and footer', headedForm, { 支部: '第三支部', 日期: '2025年11月20日', 地点: '三楼会议室' }],
  ['a text box', boxedForm, { 标题: '支部会议记录', 地点: '三楼会议室', 时间: '2025年11月20日' }],
  ['content controls', controlForm, { 标题: '支部会议记录', 时间: '2025年11月20日', 地点: '三楼会议室', 主持人: '张建国' }],
  ['tracked changes', trackedForm, { 地点: '三楼会议室', 时间: '2025年11月20日' }],
  ['values over several runs', splitForm, { 标题: '支部会议记录', 时间: '2025年11月20日' }],
  ['WPS', wpsForm, { 标题: '支部主题党日活动记录', 时间: '2025年11月20日14:30—16:00', 记录人: '李秀英' }],
  ['LibreOffice', libreOffice, { 标题: '第三支部委员会会议记录', 时间: '2025年11月20日14:30', 主持人: '张建国', 出席名单: '张建国、李秀英、王志强' }],
]

describe('a paper of last year', () => {
  it.each(makes)('of %s is read, learnt, filled and read back', async (_make, bytes, found) => {
    const office = await officeWithRecord()
    const { values, faults } = await office.ask('templates.inspect', source(bytes()))
    expect(faults).toEqual([])
    const lines = Object.fromEntries(values.filter(({ choice }) => choice.form === 'line').map(({ choice, text }) => [choice.field, text]))
    expect(lines).toMatchObject(found)
    for (const { why } of values) expect(why).toMatch(/\p{Script=Han}/u)

    const kept = await learn(office, bytes())
    expect(kept.fields).toEqual(expect.arrayContaining(Object.keys(found)))
    const paper = await exported(office, office.meeting.id)
    const read = layoutText((await office.ask('templates.inspect', source(paper))).layout)
    const old = Object.values(found).filter((text) => !['支部会议记录', '第三支部'].includes(text))
    expect(old.filter((text) => read.includes(text))).toEqual([])
    const told: Record<string, string[]> = { 地点: ['县局三楼党员活动室'], 主持人: ['周启明'], 会议内容: decisions.map(({ owners }) => `责任人：${owners}`) }
    expect(kept.fields.flatMap((field) => told[field] ?? []).filter((text) => !read.includes(text))).toEqual([])
    expect(read).not.toMatch(/[{}]|undefined|\[object/)
    expect(base64(await exported(office, office.meeting.id))).toBe(base64(paper))
    for (const trace of ['某某某', 'rsid', 'LibreOffice', '机密', 'w:ins ', 'customXml']) expect(everything(paper)).not.toContain(trace)
  })

  it('keeps the face of the words that a field takes the place of', async () => {
    const office = await officeWithRecord()
    await learn(office, splitForm())
    expect(everything(await exported(office, office.meeting.id))).toMatch(/<w:b\/><\/w:rPr><w:t[^>]*>2026年9月8日/)
  })

  it('in a box is changed in the box and has no second copy of it', async () => {
    const office = await officeWithRecord()
    await learn(office, boxedForm())
    const xml = everything(await exported(office, office.meeting.id))
    expect(xml).not.toContain('三楼会议室</w:t>')
    expect(xml.split('县局三楼党员活动室')).toHaveLength(2)
  })

  it('keeps the number of its pages', async () => {
    const office = await officeWithRecord()
    await learn(office, headedForm())
    expect(everything(await exported(office, office.meeting.id))).toMatch(/instrText[^>]*> PAGE /)
  })

  it('with a table of names has one row for each person of the record', async () => {
    const office = await officeWithRecord()
    const { values } = await office.ask('templates.inspect', source(nameForm(), { document: 'signIn' }))
    expect(values.map(({ choice }) => choice)).toContainEqual({ form: 'rows', first: 'body/t0/r1', last: 'body/t0/r3', field: '签到', cells: [{ cell: 0, field: '序号' }, { cell: 1, field: '姓名' }, { cell: 2, field: '签名' }, { cell: 3, field: '备注' }] })
    await learn(office, nameForm(), { document: 'signIn' })
    const { layout } = await office.ask('templates.inspect', source(await exported(office, office.meeting.id, 'signIn')))
    const [sheet] = layout.body.filter((block) => block.kind === 'table')
    expect(sheet?.kind === 'table' ? sheet.rows.length : 0).toBe(1 + office.meeting.attendees.length + office.meeting.guests.length)
  })

  it('with fields already written is filled as it says, lists and all', async () => {
    const office = await officeWithRecord()
    const { fields, faults } = await office.ask('templates.inspect', source(fieldForm()))
    expect({ fields, faults }).toEqual({ fields: ['标题', '时间', '地点', '主持人', '记录人', '签到', '议题', '会议内容'], faults: [] })
    await office.ask('templates.import', source(fieldForm()))
    const { text } = await office.ask('documents.textOf', { meetingId: office.meeting.id, document: 'record', preset: 'own' })
    for (const { name } of office.meeting.attendees) expect(text).toMatch(new RegExp(`^\\d\t${name}`, 'm'))
    for (const item of office.meeting.agenda) expect(text).toContain(item.title)
    expect(text).toContain('时间：2026年9月8日（星期二）14:30—16:10')
  })

  it('ends with the page of photos, in the Word file and on the print page', async () => {
    const pages: string[] = []
    const office = await officeWithRecord({ printPage: (html) => { pages.push(html); return Promise.reject(new AppError('PDF_FAILED')) } })
    await learn(office, tableForm())
    expect(Object.keys(new PizZip(await exported(office, office.meeting.id)).files).filter((name) => name.includes('page-photo'))).toEqual([])
    const { id } = await office.ask('attachments.addBytes', { meetingId: office.meeting.id, name: '合影.jpg', base64: base64(photoOf({ width: 64, height: 48, orientation: 6 })), role: 'photo' })
    await office.ask('attachments.putOnPage', { id, jpegBase64: base64(photoOf({ width: 48, height: 64 })), width: 48, height: 64 })
    await office.ask('attachments.arrangePage', { meetingId: office.meeting.id, photos: [{ id, caption: '重温誓词' }] })
    const zip = new PizZip(await exported(office, office.meeting.id))
    expect(Object.keys(zip.files).filter((name) => name.includes('page-photo'))).toHaveLength(1)
    expect(zip.file('word/document.xml')?.asText()).toContain('重温誓词')
    await office.refusal('documents.previewMeeting', { meetingId: office.meeting.id, document: 'record', preset: 'own' })
    expect(pages[0]).toContain('重温誓词')
    expect(pages[0]).toContain('src="data:image/jpeg;base64,')
  })

  it('of ten thousand characters keeps its paragraphs', async () => {
    const office = await officeWithRecord()
    await learn(office, runningForm())
    const told = Array.from({ length: 200 }, (_, n) => `第${n + 1}段${'讨论'.repeat(25)}`)
    const draft = draftWith(office.roster)
    const long = await office.ask('meetings.save', { ...draft, id: randomUUID(), agenda: [{ title: '长的议题', report: told.join('\n') }] })
    const { layout } = await office.ask('templates.inspect', source(await exported(office, long.id)))
    const texts = layout.body.map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : ''))
    for (const line of told) expect(texts).toContain(line)
  })
})

describe('a file that cannot be a form', () => {
  it.each(refusedFiles)('%s is refused with the reason, and nothing is stored', async (_what, make, reason) => {
    const office = await settledOffice()
    const refused = make()
    // A call without a byte has no file at all: that is a fault of the call.
    const channels = refused.length === 0 ? [] : (['templates.inspect', 'templates.try', 'templates.import'] as const)
    for (const channel of channels) {
      expect(await office.refusal(channel, { base64: base64(refused), name: '坏的.docx' })).toMatchObject({ code: 'TEMPLATE_REFUSED', message: expect.stringContaining(reason), params: { name: '坏的.docx' } })
    }
    const path = join(temporaryFolder(), '坏的.docx')
    writeFileSync(path, refused)
    const fileToken = randomUUID()
    office.service.grant(fileToken, path)
    expect(await office.refusal('templates.inspect', { fileToken })).toMatchObject({ code: 'TEMPLATE_REFUSED', message: expect.stringContaining(reason) })
    expect(await office.ask('templates.list', {})).toEqual([])
  })

  it('what fetches from elsewhere is taken out and told, its words stay', async () => {
    const office = await officeWithRecord()
    const { removed, layout } = await office.ask('templates.inspect', source(linkedForm()))
    expect(removed.join('；')).toMatch(/网页和文件的链接/)
    for (const part of ['自动取数的域', '链接到外部的图片', '外部模板的链接', '邮件合并', '外部对象的链接', '子文档的链接', '作者']) expect(removed.join('；')).toContain(part)
    for (const words of ['地点：三楼会议室', '显示的文字0', '显示的文字3', '图片后面', '简单域']) expect(layoutText(layout)).toContain(words)
    await learn(office, linkedForm())
    const xml = everything(await exported(office, office.meeting.id))
    for (const trace of ['x.invalid', 'server.invalid', 'External', 'INCLUDE', 'DDE', 'LINK ', 'mailMerge', 'attachedTemplate', 'Company']) expect(xml).not.toContain(trace)
  })

  it('a link to a file beside this one is an outside link too', async () => {
    const office = await settledOffice()
    const { removed } = await office.ask('templates.inspect', source(form(par('附件'), { rels: '<Relationship Id="rId5" Type="x/hyperlink" Target="附件.docx" TargetMode="External"/>' })))
    expect(removed).toEqual(['网页和文件的链接（文字保留）'])
  })

  it('a picture or a linked box asks for nothing that is not in the file, and its words stay', async () => {
    const office = await settledOffice()
    const drawing = (inside: string) => `<w:r><w:drawing><wp:inline>${inside}</wp:inline></w:drawing></w:r>`
    const body = par(drawing('<wp:docPr id="1" name="a"><a:hlinkClick r:id="rId77"/></wp:docPr>') + run('有链接的图')) + par('<w:r><w:pict><v:shape href="http://x.invalid/"><v:fill r:id="rId78"/></v:shape></w:pict></w:r>' + run('有底图的框'))
      + par('<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:hyperlink r:id="rId79"><w:r><w:t>框里{标题}</w:t></w:r></w:hyperlink></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>')
    const kept = await office.ask('templates.import', source(form(body, { rels: '<Relationship Id="rId79" Type="x/hyperlink" Target="http://x.invalid/" TargetMode="External"/>' })))
    const path = join(temporaryFolder(), 'a.docx')
    const fileToken = randomUUID()
    office.service.grant(fileToken, path)
    await office.ask('templates.export', { id: kept.id, fileToken })
    const xml = everything(readFileSync(path))
    expect(xml).not.toMatch(/rId7\d|x\.invalid/)
    for (const words of ['有链接的图', '有底图的框', '框里']) expect(xml).toContain(words)
  })

  it.each([['brackets in a cell', table(2, row('（'.repeat(200_000), '(')) ], ['labels without end', par('时间 '.repeat(100_000))], ['dates without end', par('2025年11月'.repeat(50_000))], ['paragraphs', par('时间：2025年11月20日').repeat(20_000)]])('many %s are read within five seconds', (_what, body) => {
    const began = performance.now()
    expect(inspectForm({ name: 'x.docx', content: form(body), document: 'record', kind: null }).faults).toEqual([])
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it('whatever happens to the bytes of one, inspecting it fails in words or not at all', () => {
    const good = [runningForm(), tableForm(), headedForm(), linkedForm()]
    const outcomeOf = (content: Uint8Array): unknown => {
      try {
        return inspectForm({ name: 'x.docx', content, document: 'record', kind: null }).name
      } catch (cause) {
        return cause instanceof AppError ? cause.code : cause
      }
    }
    const look = (content: Uint8Array) => { expect(['x.docx', 'TEMPLATE_REFUSED']).toContain(outcomeOf(content)) }
    fc.assert(fc.property(fc.nat(3), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }), fc.nat(), (which, changes, cut) => {
      const bytes = Buffer.from(good[which] ?? good[0] ?? [])
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      look(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes)
    }), { numRuns: 150 })
    // The same one layer deeper: the XML itself is changed and packed again.
    const xml = (bytes: Uint8Array) => new PizZip(bytes).file('word/document.xml')?.asText() ?? ''
    fc.assert(fc.property(fc.nat(3), fc.nat(), fc.constantFrom('', '<', '>', '&', '"', '<w:p>', '</w:tc>', '<w:tbl/>', '<w:tr/>', '<w:vMerge/>', 'w:val=""', '{#议题}', '{', '\u0000', '<w:gridSpan w:val="99999"/>', '<w:sdt/>'), fc.nat(30), (which, at, put, gone) => {
      const zip = new PizZip(good[which] ?? new Uint8Array())
      const text = xml(good[which] ?? new Uint8Array())
      const place = at % text.length
      zip.file('word/document.xml', text.slice(0, place) + put + text.slice(place + gone))
      look(zip.generate({ type: 'nodebuffer' }))
    }), { numRuns: 300 })
  })
})

describe('a form with faults', () => {
  it.each([
    ['a field nobody knows', par('时间：{时问}'), /正文第1段：字段“时问”不认识，是不是“时间”/],
    ['a brace without an end', par('时间：{时间') + par('地点'), /正文第1段：有一个“\{”没有对应的“\}”/],
    ['a brace without a beginning', par('时间：时间}'), /没有对应的“\{”/],
    ['a list without an end', par('{#议题}') + par('{议题标题}'), /\{#议题\}没有结尾/],
    ['a list without a beginning', par('{/议题}'), /\{\/议题\}没有开头/],
    ['a list over rows', table(2, row('{#签到}{姓名}', '{职务}'), row('{备注}', '{/签到}')), /不在表格的同一行/],
    ['a field outside of its list', par('{姓名}'), /“姓名”要写在\{#签到\}和\{\/签到\}之间/],
    ['a list without marks', par('{签到}'), /“签到”要写成\{#签到\}…\{\/签到\}/],
    ['a line as a list', par('{#地点}x{/地点}'), /“地点”不是可以重复的字段/],
    ['a list opened twice', par('{#议题}') + par('{#议题}') + par('{/议题}') + par('{/议题}'), /写了两次/],
    ['a fault in a cell', table(2, row('时间', '{时间呢}')), /^表格1第1行第2格：/],
  ])('%s is told with its place, and is not kept', async (_case, body, message) => {
    const office = await settledOffice()
    const { faults } = await office.ask('templates.inspect', source(form(body)))
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(new RegExp(message.source, 'm'))
    expect(await office.refusal('templates.import', source(form(body)))).toMatchObject({ code: 'TEMPLATE_FAULTS' })
    expect((await office.ask('templates.try', source(form(body)))).faults).toEqual(faults)
    expect(await office.ask('templates.list', {})).toEqual([])
  })

  it('without any field is not kept', async () => {
    const office = await settledOffice()
    expect(await office.refusal('templates.import', source(form(par('空白'))))).toMatchObject({ code: 'TEMPLATE_FAULTS', message: expect.stringContaining('没有字段') })
  })

  it.each([
    ['an address that there is not', [{ form: 'line', at: 'body/99', from: 0, to: 1, field: '时间' }]],
    ['a range outside of its paragraph', [{ form: 'line', at: 'body/0', from: 0, to: 999, field: '时间' }]],
    ['two ranges over each other', [{ form: 'line', at: 'body/0', from: 0, to: 4, field: '标题' }, { form: 'line', at: 'body/0', from: 2, to: 6, field: '时间' }]],
    ['paragraphs from the end to the beginning', [{ form: 'paragraphs', first: 'body/3', last: 'body/1', field: '会议内容' }]],
    ['rows that are none', [{ form: 'rows', first: 'body/1', last: 'body/2', field: '签到', cells: [] }]],
  ] as const)('a choice of %s is refused', async (_case, choices) => {
    const office = await settledOffice()
    for (const channel of ['templates.try', 'templates.import']) expect(await office.refusal(channel, { ...source(runningForm()), choices })).toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('the forms that are kept', () => {
  it('one is in use for a document and kind; the next retires it; it comes back and the shipped form too', async () => {
    const office = await officeWithRecord()
    const first = await learn(office, runningForm())
    const second = await learn(office, tableForm())
    expect((await office.ask('templates.list', {})).map(({ id, retired }) => [id, retired])).toEqual([[second.id, false], [first.id, true]])
    expect(await office.ask('templates.reuse', { id: first.id })).toMatchObject({ retired: false })
    await office.ask('templates.reuse', { id: first.id })
    expect((await office.ask('templates.list', {})).map(({ id, retired }) => [id, retired])).toEqual([[first.id, false], [second.id, true]])
    await office.ask('templates.retire', { id: first.id })
    await office.ask('templates.retire', { id: first.id })
    expect(await office.refusal('documents.textOf', { meetingId: office.meeting.id, document: 'record', preset: 'own' })).toMatchObject({ code: 'TEMPLATE_MISSING', message: expect.stringContaining('会议记录还没有本单位模板') })
    expect((await auditOf(office)).map(({ act }) => act).filter((act) => act.startsWith('template.'))).toEqual(['template.import', 'template.import', 'template.reuse', 'template.retire'])
  })

  it('that of the kind goes before that of all kinds, and both stay in use', async () => {
    const office = await officeWithRecord()
    await learn(office, form(par('任何类别：{标题}')))
    await learn(office, form(par('支委会专用：{标题}')), { kind: 'committeeMeeting' })
    await learn(office, form(par('主题党日专用：{标题}')), { kind: 'themeDay' })
    const { text } = await office.ask('documents.textOf', { meetingId: office.meeting.id, document: 'record', preset: 'own' })
    expect(text).toMatch(/^支委会专用：/)
    expect((await office.ask('templates.list', {})).filter(({ retired }) => !retired)).toHaveLength(3)
  })

  it('is exported as it is kept, is read again by its id, and outlives a restart', async () => {
    const office = await officeWithRecord()
    const kept = await learn(office, tableForm())
    const path = join(temporaryFolder(), '模板.docx')
    const fileToken = randomUUID()
    office.service.grant(fileToken, path)
    await office.ask('templates.export', { id: kept.id, fileToken })
    expect((await office.ask('templates.inspect', source(readFileSync(path)))).fields).toEqual(kept.fields)
    office.service.close()
    const later = openOffice(office.folder)
    await later.ask('workspace.unlock', { password: (await import('../fixtures/committee-2026-09-08.ts')).branch.password })
    expect(await later.ask('templates.list', {})).toEqual([kept])
    expect((await later.ask('templates.inspect', { id: kept.id })).fields).toEqual(kept.fields)
    expect((await later.ask('templates.try', { id: kept.id, meetingId: office.meeting.id })).lacking).toEqual([])
  })

  it('the shipped form can be exported, and one that there is not cannot', async () => {
    const office = await settledOffice()
    const path = join(temporaryFolder(), '公文式.docx')
    const fileToken = randomUUID()
    office.service.grant(fileToken, path)
    const { bytes } = await office.ask('templates.export', { document: 'notice', preset: 'table', fileToken })
    expect(readFileSync(path)).toHaveLength(bytes)
    for (const channel of ['templates.retire', 'templates.reuse', 'templates.inspect']) expect(await office.refusal(channel, { id: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await office.refusal('templates.inspect', {})).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('trying and inspecting change nothing; a sample stands in where no record is named', async () => {
    const office = await officeWithRecord()
    const before = await stateOf(office)
    const tried = await office.ask('templates.try', { ...source(tableForm()), choices: (await office.ask('templates.inspect', source(tableForm()))).values.map(({ choice }) => choice) })
    expect(tried).toMatchObject({ faults: [], with: '样例支委会' })
    expect(layoutText(tried.layout)).toContain('党员活动室')
    expect(await stateOf(office)).toEqual(before)
  })

  it('every field of every document can be written into a form and is filled', async () => {
    const office = await officeWithRecord()
    for (const document of ['record', 'signIn', 'minutes', 'notice', 'ballot', 'tally'] as const) {
      const fields = await office.ask('templates.fields', { document, kind: null })
      const write = (list: typeof fields): string => list.map(({ name, form: what, inside }) => (what === 'list' ? `${par(`{#${name}}`)}${write(inside)}${par(`{/${name}}`)}` : par(`${name}={${name}}`))).join('')
      const tried = await office.ask('templates.try', { ...source(form(write(fields)), { document }) })
      expect(tried.faults).toEqual([])
      expect(layoutText(tried.layout)).not.toMatch(/[{}]|undefined|\[object/)
      for (const { name, meaning, example, form: what } of fields) expect(name === '' || meaning === '' || (what === 'list' && example === '')).toBe(false)
    }
  })
})

it('a form for the 纪要 is tried with the 纪要 as it was written, not as the record would draft it', async () => {
  const office = await officeWithRecord()
  const { id: meetingId } = office.meeting
  const { minutes, revision } = await office.ask('minutes.get', { meetingId })
  const mine = source(form(par('{标题}') + par('{导语}') + par('{会议内容}')), { document: 'minutes' })
  const tried = async () => layoutText((await office.ask('templates.try', { ...mine, meetingId })).layout)
  expect(await tried()).toContain(minutes.lead)
  await office.ask('minutes.save', { ...minutes, lead: '会议由周启明同志主持，专题研究三件事。', meetingId, revision })
  expect(await tried()).toContain('会议由周启明同志主持，专题研究三件事。')
  expect(await tried()).not.toContain(minutes.lead)
})

describe('papers in the own form', () => {
  it('of many records use 公文式 where there is none, and say so', async () => {
    const office = await officeWithRecord()
    await learn(office, runningForm())
    const folderToken = randomUUID()
    office.service.grant(folderToken, temporaryFolder())
    const done = await office.ask('documents.exportMany', { meetingIds: [office.meeting.id], documents: ['record', 'notice'], preset: 'own', format: 'docx', folderToken })
    expect(done.failed).toEqual([])
    expect(done.written.map(({ document }) => document)).toEqual(['record', 'notice'])
    expect(done.missing.map(({ message }) => message).join('')).toContain('会议通知还没有本单位模板，用了公文式。')
  })

  it('are printed from a page of their own measure, every word escaped, without a style in an element', async () => {
    const pages: string[] = []
    const office = await officeWithRecord({ printPage: (html) => { pages.push(html); return Promise.reject(new AppError('PDF_FAILED')) } })
    await learn(office, form(titlePar('{标题}') + par(run('地点：{地点}<b>', '').replace('<b>', '&lt;b&gt;')) + table(1, row(cell('{会议内容}')))))
    expect(await office.refusal('documents.previewMeeting', { meetingId: office.meeting.id, document: 'record', preset: 'own' })).toMatchObject({ code: 'PDF_FAILED' })
    expect(pages[0]).toContain('@page { size: 595.3pt 841.9pt; margin: 72pt 90pt 72pt 90pt; }')
    expect(pages[0]).toContain('县局三楼党员活动室&lt;b&gt;')
    expect(pages[0]).not.toMatch(/ style=|<script|<img/)
  })

  const soffice = spawnSync('soffice', ['--version']).status === 0
  it.skipIf(!soffice)('open in LibreOffice with the same text (skipped where it is not installed)', async () => {
    const office = await officeWithRecord()
    await learn(office, tableForm())
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.docx'), await exported(office, office.meeting.id))
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, join(folder, 'a.docx')], { stdio: 'ignore', timeout: 60_000 })
    const { text } = await office.ask('documents.textOf', { meetingId: office.meeting.id, document: 'record', preset: 'own' })
    const letters = (words: string) => words.replace(/[\s\ufeff]/g, '')
    expect(letters(readFileSync(join(folder, 'a.txt'), 'utf8'))).toBe(letters(text))
  }, 90_000)
})
