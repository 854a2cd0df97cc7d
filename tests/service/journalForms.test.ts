// The unit's own forms in the journal and in the 回收站.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fieldForm } from '../fixtures/forms.ts'
import { settledOffice, type Office } from './office.ts'

const importForm = (office: Office, name: string) => office.ask('templates.import', { base64: Buffer.from(fieldForm()).toString('base64'), name: `${name}.docx`, document: 'record', kind: null, choices: [] })
const forms = async (office: Office) => (await office.ask('templates.list', {})).map(({ name, retired }) => `${name}${retired ? '（停用）' : ''}`)
const undo = async (office: Office, words: string) => {
  const row = (await office.ask('journal.list', {})).rows.find((each) => each.words === words)
  return office.ask('journal.undo', { id: row?.id ?? '' })
}

describe('a form', () => {
  it('that was imported goes again, and the one before is in use again; done again, it is the other way round', async () => {
    const office = await settledOffice()
    await importForm(office, '甲')
    await importForm(office, '乙')
    expect(await forms(office)).toEqual(['乙', '甲（停用）'])
    await undo(office, '采用模板“乙”')
    expect(await forms(office)).toEqual(['甲'])
    expect((await office.ask('trash.list', {})).rows).toMatchObject([{ kind: 'template', name: '乙' }])
    await undo(office, '撤销：采用模板“乙”')
    expect(await forms(office)).toEqual(['乙', '甲（停用）'])
    await undo(office, '重做：采用模板“乙”')
    expect(await forms(office)).toEqual(['甲'])
  })

  it('that was retired or used again is undone, unless another came into use meanwhile, and then it says what to do', async () => {
    const office = await settledOffice()
    const { id } = await importForm(office, '甲')
    await office.ask('templates.retire', { id })
    await undo(office, '停用模板“甲”')
    expect(await forms(office)).toEqual(['甲'])
    await office.ask('templates.retire', { id })
    await importForm(office, '乙')
    const row = (await office.ask('journal.list', {})).rows.find((each) => each.words === '停用模板“甲”' && each.undo !== 'done')
    expect(row).toMatchObject({ undo: 'cannot', why: expect.stringContaining('请在“文书模板”里点“再用”') })
    expect(await office.refusal('journal.undo', { id: row?.id })).toMatchObject({ code: 'UNDO_REFUSED' })
    await office.ask('templates.reuse', { id })
    await undo(office, '再用模板“甲”')
    expect(await forms(office)).toEqual(['乙', '甲（停用）'])
  })

  it('that is not in use can be deleted, and comes back out of the 回收站 as it was; one in use cannot', async () => {
    const office = await settledOffice()
    const first = await importForm(office, '甲')
    const second = await importForm(office, '乙')
    expect(await office.refusal('templates.remove', { id: second.id })).toMatchObject({ code: 'TEMPLATE_IN_USE' })
    await office.ask('templates.remove', { id: first.id })
    expect(await forms(office)).toEqual(['乙'])
    for (const channel of ['templates.remove', 'templates.reuse', 'templates.retire']) expect(await office.refusal(channel, { id: first.id })).toMatchObject({ code: 'NOT_FOUND' })
    await office.ask('trash.restore', { kind: 'template', id: first.id })
    expect(await forms(office)).toEqual(['乙', '甲（停用）'])
    await office.ask('trash.restore', { kind: 'template', id: first.id })
    expect(await forms(office)).toEqual(['乙', '甲（停用）'])
    expect(await office.refusal('trash.restore', { kind: 'template', id: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' })
  })
})
