import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesNeeded, sweepFiles } from '../../db/attachmentFiles.ts'
import type { Input, Output } from '../../shared/contract/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { evidenceFile, officeWithMinutes, tokenFor } from './fusionOffice.ts'
import { inDatabase, staffedOffice, type Office } from './office.ts'

type Full = Output<'actions.get'>
const lastAct = async (office: Office) => (await office.ask('journal.list', { limit: 1 })).rows[0]
const undoLast = async (office: Office): Promise<void> => { await office.ask('journal.undo', { id: (await lastAct(office))?.id ?? '' }) }
const fields = async (office: Office, channel: string, input: unknown): Promise<string[]> => ((await office.refusal(channel, input)).fields ?? []).map(({ path }) => path)
const newItem = (office: Office, more: Partial<Input<'actions.save'>> = {}): Promise<Full> => office.ask('actions.save', { title: '逐户核对走访台账', owner: '吴国栋', dueOn: '2026-09-30', ...more })

describe('an item of the ledger', () => {
  it('comes from 上级来文 with its 来文单位 and 文号, from an inspection or from nobody; one of a meeting is written in its record', async () => {
    const office = await staffedOffice()
    expect(await fields(office, 'actions.save', { title: '报送半年总结', source: 'superior' })).toEqual(['superiorUnit'])
    expect(await fields(office, 'actions.save', { title: '报送半年总结', source: 'meeting' })).toEqual(['source'])
    const item = await office.ask('actions.save', { title: '报送半年总结', source: 'superior', superiorUnit: '县局党委', superiorNo: '南烟党〔2026〕12号', owner: '林静怡', helpers: ['林静怡', '郑浩然'], dueOn: '2026-09-08' })
    expect(item).toMatchObject({ source: 'superior', superiorNo: '南烟党〔2026〕12号', helpers: ['郑浩然'], state: 'todo', list: 'today', decidedOn: '2026-09-08', meeting: null })
    expect(await fields(office, 'actions.save', { title: '看不懂', repeatText: '有空就办' })).toEqual(['repeatText'])
    await undoLast(office)
    expect((await office.refusal('actions.get', { id: item.id })).code).toBe('NOT_FOUND')
  })

  it('is closed only with what proves it, cancelled only with a reason, and never on a day to come', async () => {
    const office = await staffedOffice()
    const { id } = await newItem(office)
    expect(await fields(office, 'actions.setState', { id, state: 'done' })).toEqual(['evidence'])
    expect(await fields(office, 'actions.setState', { id, state: 'done', evidence: '　' })).toEqual(['evidence'])
    expect(await fields(office, 'actions.setState', { id, state: 'cancelled' })).toEqual(['reason'])
    expect(await fields(office, 'actions.setState', { id, state: 'done', evidence: '台账', on: '2026-09-09' })).toEqual(['on'])
    const done = await office.ask('actions.setState', { id, state: 'done', evidence: '核对表一份' })
    expect(done).toMatchObject({ state: 'done', closedOn: '2026-09-08', list: null, evidence: '核对表一份' })
    const again = await office.ask('actions.setState', { id, state: 'doing', reason: '漏了两户' })
    expect(again).toMatchObject({ state: 'doing', closedOn: null, list: 'later' })
    expect(again.steps.map(({ state }) => state)).toEqual(['done', 'doing'])
    await undoLast(office)
    expect(await office.ask('actions.get', { id })).toMatchObject({ state: 'done', closedOn: '2026-09-08' })
  })

  it('a file proves it too; it lies encrypted in the store, is kept for an undo, and is swept by nobody', async () => {
    const office = await staffedOffice()
    const { id } = await newItem(office)
    const added = await office.ask('actions.addFiles', { id, fileTokens: [evidenceFile(office, '核对表.pdf'), evidenceFile(office, '工具.exe')] })
    expect(added.refused.map(({ code }) => code)).toEqual(['FILE_TYPE_REFUSED'])
    expect(added.action.evidenceFiles.map(({ name }) => name)).toEqual(['核对表.pdf'])
    expect((await office.ask('actions.setState', { id, state: 'done' })).state).toBe('done')
    const evidenceId = added.action.evidenceFiles[0]?.id ?? ''
    expect(Buffer.from((await office.ask('actions.fileContent', { evidenceId })).base64, 'base64').toString()).toBe('%PDF-1.4\n核对表.pdf')
    expect((await office.ask('actions.removeFile', { evidenceId })).evidenceFiles).toEqual([])
    expect((await office.refusal('actions.fileContent', { evidenceId })).code).toBe('NOT_FOUND')
    await undoLast(office)
    expect((await office.ask('actions.get', { id })).evidenceFiles).toHaveLength(1)
    const { needed, swept } = await inDatabase(office, (db) => ({ needed: filesNeeded(db).size, swept: sweepFiles(db, office.folder, Date.now() + 1e9) }))
    expect([needed, swept]).toEqual([1, 0])
    expect(readdirSync(join(office.folder, 'attachments'))).toHaveLength(1)
  })

  it('a file is copied out for another program, read-only, and who did it is noted; one that was taken away is not', async () => {
    const office = await staffedOffice()
    const { id } = await newItem(office)
    const { action } = await office.ask('actions.addFiles', { id, fileTokens: [evidenceFile(office, '核对表.pdf')] })
    const evidenceId = action.evidenceFiles[0]?.id ?? ''
    const place = mkdtempSync(join(tmpdir(), 'evidence-'))
    expect(await office.ask('actions.copyFileTo', { id: evidenceId, fileToken: tokenFor(office, place) })).toEqual({ name: '核对表.pdf' })
    expect([readFileSync(join(place, '核对表.pdf'), 'utf8'), statSync(join(place, '核对表.pdf')).mode & 0o777]).toEqual(['%PDF-1.4\n核对表.pdf', 0o400])
    expect(await inDatabase(office, (db) => db.prepare(`SELECT entity_id FROM audit WHERE act = 'actionFile.copy'`).pluck().all())).toEqual([id])
    await office.ask('actions.removeFile', { evidenceId })
    expect((await office.refusal('actions.copyFileTo', { id: evidenceId, fileToken: tokenFor(office, place) })).code).toBe('NOT_FOUND')
    rmSync(place, { recursive: true })
  })

  it('is postponed with a reason, and the history keeps each day', async () => {
    const office = await staffedOffice()
    const item = await newItem(office)
    const { id, title, owner, revision } = item
    expect(await fields(office, 'actions.save', { id, title, owner, revision, dueOn: '2026-10-15' })).toEqual(['dueOn'])
    expect(await fields(office, 'actions.postpone', { id, dueOn: '2026-09-20', reason: '早一点' })).toEqual(['dueOn'])
    expect(await fields(office, 'actions.postpone', { id, dueOn: '2026-10-15', reason: ' ' })).toEqual(['reason'])
    await office.ask('actions.postpone', { id, dueOn: '2026-10-15', reason: '台账还没有交齐' })
    const twice = await office.ask('actions.postpone', { id, dueOn: '2026-10-30', reason: '抽调两人' })
    expect(twice.postponements.map(({ from, to, reason }) => [from, to, reason])).toEqual([['2026-09-30', '2026-10-15', '台账还没有交齐'], ['2026-10-15', '2026-10-30', '抽调两人']])
    expect((await office.refusal('actions.save', { id, title, owner, revision, dueOn: '2026-10-30' })).code).toBe('CONFLICT')
  })

  it('a series comes due day by day; what was done and what was left out is kept, and a whole stretch can be noted at once', async () => {
    const office = await staffedOffice()
    const item = await newItem(office, { title: '夜查', dueOn: null, startOn: '2026-09-08', repeatText: '每周三、五' })
    expect(item).toMatchObject({ nextOn: '2026-09-09', missed: 0, list: 'week' })
    office.now.iso = '2026-09-18T04:00:00.000Z'
    const late = await office.ask('actions.get', { id: item.id })
    expect([late.list, late.missed, late.occurrences.map(({ on }) => on)]).toEqual(['overdue', 4, ['2026-09-09', '2026-09-11', '2026-09-16', '2026-09-18']])
    expect(await fields(office, 'actions.setOccurrence', { id: item.id, on: '2026-09-10', state: 'done' })).toEqual(['on'])
    const noted = await office.ask('actions.setOccurrence', { id: item.id, on: '2026-09-16', state: 'done', note: '查4户', through: true })
    expect(noted).toMatchObject({ state: 'doing', nextOn: '2026-09-18', list: 'today', missed: 1 })
    await undoLast(office)
    expect(await office.ask('actions.get', { id: item.id })).toMatchObject({ state: 'todo', missed: 4 })
  })

  it('that stays in the committee is not named in the journal', async () => {
    const office = await staffedOffice()
    await newItem(office, { title: '约谈梁某', confidential: true })
    expect((await lastAct(office))?.words).toBe('登记议定事项（不公开）')
    expect((await office.ask('actions.list', { filter: 'open', hideConfidential: true })).rows).toEqual([])
  })
})

describe('a change of many', () => {
  it('is one act; what an item does not allow leaves it as it is and is told', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const { rows } = await office.ask('actions.list', { filter: 'all', limit: 200 })
    const [proved, ...others] = rows
    await office.ask('actions.addFiles', { id: proved?.id ?? '', fileTokens: [evidenceFile(office, '照片.pdf')] })
    const told = await office.ask('actions.bulk', { ids: rows.map(({ id }) => id), act: { kind: 'state', state: 'done' } })
    expect([told.changed, told.unchanged.length, told.unchanged[0]?.why.startsWith('办结要有佐证')]).toEqual([1, 10, true])
    const all = await office.ask('actions.bulk', { ids: rows.map(({ id }) => id), act: { kind: 'state', state: 'done', evidence: '支委会逐项核对' } })
    expect(all).toMatchObject({ changed: 10, unchanged: [{ id: proved?.id, why: '已经是这个状态' }] })
    expect((await lastAct(office))?.words).toBe('批量更改10项议定事项')
    await undoLast(office)
    const { counts } = await office.ask('actions.list', { filter: 'open' })
    expect([counts?.done, others.length]).toEqual([1, 10])
  })
})

describe('records of before the ledger', () => {
  it('are read into it when the workspace is opened, once', async () => {
    const office = await officeWithMinutes('2026-10-16')
    await inDatabase(office, (db) => { db.exec('DELETE FROM action; UPDATE branch SET ledger_behind = 1') })
    await office.ask('workspace.lock', {})
    await office.ask('workspace.unlock', { password: branch.password })
    expect((await office.ask('actions.list', { filter: 'all', limit: 200 })).rows).toHaveLength(11)
    expect(await inDatabase(office, (db) => db.prepare('SELECT ledger_behind FROM branch').pluck().get())).toBe(0)
  })
})

describe('one line', () => {
  it('is read with the people and projects of the branch, and what is read can be stored as it is', async () => {
    const office = await staffedOffice()
    const project = await office.ask('projects.save', { kind: 'memberProject', title: '走访覆盖提升', leader: '钱雅文' })
    const read = await office.ask('actions.parse', { text: '@吴国栋 9月30日前 完成首次核对 #走访覆盖提升', on: '2026-09-08' })
    expect(read).toMatchObject({ title: '完成首次核对', owners: ['吴国栋'], helpers: [], from: null, due: '2026-09-30', repeat: null, links: [{ id: project.id, name: '走访覆盖提升', sure: true }], reason: null })
    const saved = await office.ask('actions.save', { title: read.title, owner: read.owners[0] ?? '', dueOn: read.due, projects: read.links.flatMap(({ id }) => (id === null ? [] : [id])) })
    expect(saved.projects).toEqual([{ id: project.id, title: '走访覆盖提升' }])
    expect((await office.ask('actions.parse', { text: '9月8日会议很成功', on: '2026-09-08' })).reason).not.toBeNull()
  })
})
