// The 纪要 through the real router: saving, finalising on its own, correcting, and what is exported.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MinutesFile } from '../../shared/domain/minutes.ts'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { textOfWord } from '../drive/papers.ts'
import { CliProcess } from './cliProcess.ts'
import { auditOf, inDatabase, officeWithRecord, openOffice, staffedOffice, temporaryFolder, type Office } from './office.ts'

async function officeWithMinutes() {
  const office = await officeWithRecord()
  const meetingId = office.meeting.id
  const first = await office.ask('minutes.get', { meetingId })
  const save = (file: MinutesFile, change: Partial<MinutesFile['minutes']>) => office.ask('minutes.save', { ...file.minutes, ...change, meetingId, revision: file.revision })
  const finalizeRecord = async () => office.ask('meetings.finalize', { id: meetingId, revision: (await office.ask('meetings.get', { id: meetingId })).revision })
  return { ...office, meetingId, first, save, finalizeRecord }
}

async function wordOf({ service }: Pick<Office, 'service'>, meetingId: string, preset: 'official' | 'table'): Promise<string> {
  const path = join(temporaryFolder(), '纪要.docx')
  const fileToken = randomUUID()
  service.grant(fileToken, path)
  const answer = await service.call('documents.exportMeeting', { meetingId, document: 'minutes', preset, format: 'docx', fileToken })
  if (!answer.ok) throw new Error(answer.error.message)
  expect(readFileSync(path).length).toBeGreaterThan(1000)
  return textOfWord(path)
}

describe('a 纪要', () => {
  it('is drafted from the record until somebody edits it, and stored from then on', async () => {
    const { ask, first, save, meetingId } = await officeWithMinutes()
    expect(first).toMatchObject({ state: 'none', revision: 0, recordChanged: false, recordFinal: false, versions: 0, savedAt: null, minutes: { title: '第二支部委员会2026年第9次会议纪要', issueNumber: '' } })
    const saved = await save(first, { issueNumber: '第9期', lead: '导语。' })
    expect(saved).toMatchObject({ state: 'draft', revision: 1, minutes: { issueNumber: '第9期', lead: '导语。' } })
    expect(await ask('minutes.get', { meetingId })).toEqual(saved)
  })

  it('at another revision than the one on the screen is not overwritten', async () => {
    const { refusal, first, save, meetingId } = await officeWithMinutes()
    const one = await save(first, { lead: '甲' })
    const two = await save(one, { lead: '乙' })
    expect(await refusal('minutes.takeBack', { meetingId, revision: two.revision })).toMatchObject({ code: 'NOTHING_REPLACED' })
    for (const channel of ['minutes.save', 'minutes.draft', 'minutes.takeBack', 'minutes.finalize'] as const) {
      const input = channel === 'minutes.save' ? { ...one.minutes, meetingId, revision: one.revision } : { meetingId, revision: one.revision }
      expect(await refusal(channel, input)).toMatchObject({ code: 'CONFLICT' })
    }
    expect(two.minutes.lead).toBe('乙')
  })

  it('is not finalised while the record is a draft, and says what to do', async () => {
    const { ask, refusal, first, save, finalizeRecord, meetingId } = await officeWithMinutes()
    const saved = await save(first, { lead: '导语。' })
    expect(await refusal('minutes.finalize', { meetingId, revision: saved.revision })).toMatchObject({ code: 'RECORD_NOT_FINAL', message: expect.stringContaining('请先把记录定稿') })
    expect(await ask('minutes.history', { meetingId })).toEqual([])
    await finalizeRecord()
    expect(await ask('minutes.finalize', { meetingId, revision: saved.revision })).toMatchObject({ state: 'final', versions: 1, recordFinal: true, minutes: { lead: '导语。' } })
  })

  it('that is final is locked, is opened by a correction with a reason, and keeps every version', async () => {
    const { ask, refusal, first, save, finalizeRecord, meetingId } = await officeWithMinutes()
    expect(await refusal('minutes.correct', { meetingId, reason: '太早' })).toMatchObject({ code: 'MINUTES_NOT_FINAL' })
    await finalizeRecord()
    const final = await ask('minutes.finalize', { meetingId, revision: (await save(first, { issueNumber: '第8期' })).revision })
    for (const channel of ['minutes.save', 'minutes.draft', 'minutes.takeBack', 'minutes.finalize'] as const) {
      const input = channel === 'minutes.save' ? { ...final.minutes, lead: '改', meetingId, revision: final.revision } : { meetingId, revision: final.revision }
      expect(await refusal(channel, input)).toMatchObject({ code: 'MINUTES_FINAL' })
    }
    const open = await ask('minutes.correct', { meetingId, reason: '期号写错了' })
    expect(open).toMatchObject({ state: 'draft', versions: 1, minutes: { issueNumber: '第8期' } })
    const second = await ask('minutes.finalize', { meetingId, revision: (await save(open, { issueNumber: '第9期' })).revision })
    expect(second).toMatchObject({ state: 'final', versions: 2 })
    expect(await ask('minutes.history', { meetingId })).toMatchObject([
      { version: 1, who: '林静怡', reason: '第一次定稿', changes: [] },
      { version: 2, reason: '期号写错了', changes: ['期号：“第8期”改为“第9期”'] },
    ])
  })

  it('that nobody edited can be finalised as the record gives it, and stays so when the record is corrected', async () => {
    const { ask, first, finalizeRecord, meetingId, roster } = await officeWithMinutes()
    await finalizeRecord()
    const final = await ask('minutes.finalize', { meetingId, revision: 0 })
    expect(final.minutes).toEqual(first.minutes)
    const open = await ask('meetings.correct', { id: meetingId, reason: '地点错了' })
    await ask('meetings.save', { ...draftWith(roster), id: meetingId, revision: open.revision, place: '县局四楼' })
    const after = await ask('minutes.get', { meetingId })
    expect(after.minutes).toEqual(first.minutes)
    expect(after).toMatchObject({ state: 'final', recordChanged: true, recordFinal: false })
    expect(after.recordChanges).toContain('地点：“县局三楼党员活动室”改为“县局四楼”')
  })

  it('does not call the record changed for a 定稿, another day, or a speech; drafting anew follows it and keeps what was written by hand', async () => {
    const { ask, now, first, save, finalizeRecord, meetingId, roster, meeting } = await officeWithMinutes()
    await save(first, { issueNumber: '第9期', sentTo: '县局党委', lead: '自己写的导语。' })
    now.iso = '2026-09-10T02:00:00.000Z'
    const spoken = { ...draftWith(roster), id: meetingId, agenda: draftWith(roster).agenda?.map((item, n) => ({ ...item, id: meeting.agenda[n]?.id, speeches: [{ speaker: '何晓燕', text: '没有意见。' }] })) }
    await ask('meetings.save', spoken as never)
    await finalizeRecord()
    expect(await ask('minutes.get', { meetingId })).toMatchObject({ recordChanged: false, recordChanges: [] })
    await ask('meetings.correct', { id: meetingId, reason: '地点' })
    await ask('meetings.save', { ...spoken, place: '四楼' } as never)
    const changed = await ask('minutes.get', { meetingId })
    expect(changed.recordChanged).toBe(true)
    const anew = await ask('minutes.draft', { meetingId, revision: changed.revision })
    // What it replaced is kept by the service, so that not even a kill loses it; taking it back keeps the other in its turn.
    const back = await ask('minutes.takeBack', { meetingId, revision: anew.revision })
    expect(back).toMatchObject({ replaced: true, minutes: { lead: '自己写的导语。' } })
    expect((await ask('minutes.takeBack', { meetingId, revision: back.revision })).minutes).toEqual(anew.minutes)
    expect(anew).toMatchObject({ state: 'draft', recordChanged: false, replaced: true, minutes: { issueNumber: '第9期', sentTo: '县局党委', lead: expect.stringContaining('在四楼主持') } })
  })

  it('of a removed meeting is not there, and comes back with it', async () => {
    const { ask, refusal, first, save, meetingId } = await officeWithMinutes()
    const saved = await save(first, { lead: '留着' })
    await ask('meetings.remove', { id: meetingId })
    for (const [channel, input] of [['minutes.get', { meetingId }], ['minutes.save', { ...saved.minutes, meetingId, revision: 1 }], ['minutes.history', { meetingId }], ['minutes.finalize', { meetingId, revision: 1 }]] as const) expect(await refusal(channel, input)).toMatchObject({ code: 'NOT_FOUND' })
    await ask('meetings.restore', { id: meetingId })
    expect((await ask('minutes.get', { meetingId })).minutes.lead).toBe('留着')
  })

  it('is none of a 谈心谈话', async () => {
    const { ask, refusal } = await staffedOffice()
    const { id } = await ask('meetings.save', { kind: 'heartTalk', title: '一', heldOn: '2026-09-08' })
    expect(await refusal('minutes.get', { meetingId: id })).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('谈心谈话没有纪要') })
  })

  it('is written as one sitting into the log of acts, and its words never', async () => {
    const office = await officeWithMinutes()
    await office.save(await office.save(office.first, { lead: '机密的话' }), { lead: '机密的话二' })
    const acts = (await auditOf(office)).filter(({ act }) => act.startsWith('minutes.'))
    expect(acts).toMatchObject([{ act: 'minutes.save', times: 2, entity_id: office.meetingId }])
    expect(JSON.stringify(office.log)).not.toContain('机密')
  })

  it('with very long, full-width and odd text comes back as it was typed', async () => {
    const { ask, first, save, meetingId } = await officeWithMinutes()
    const text = '长'.repeat(90_000)
    const items = Array.from({ length: 90 }, (_, n) => ({ heading: `Ａ“${n}”'--`, text: n === 0 ? `${text}\n${text}` : '', settles: n % 2 === 0 }))
    await save(first, { items, people: [{ label: '出席', text }], facts: [], issuedOn: null })
    expect((await ask('minutes.get', { meetingId })).minutes).toMatchObject({ items, people: [{ label: '出席', text }], facts: [], issuedOn: null })
  })

  it('outlives the end of the service right after the answer', async () => {
    const { service, folder, first, save, meetingId } = await officeWithMinutes()
    await save(first, { lead: '刚写的' })
    service.close()
    const again = openOffice(folder)
    await again.ask('workspace.unlock', { password: branch.password })
    expect((await again.ask('minutes.get', { meetingId })).minutes.lead).toBe('刚写的')
  })

  it('is whole after kill -9 in the middle of many saves: the last one answered, or one of those after it', { timeout: 300_000 }, async () => {
    const folder = join(temporaryFolder(), '支部')
    const first = new CliProcess(folder)
    await first.ask('workspace.create', branch)
    const meeting = await first.ask('meetings.save', { kind: 'committeeMeeting', title: '一', heldOn: '2026-09-08' }) as { id: string }
    const { minutes } = await first.ask('minutes.get', { meetingId: meeting.id }) as MinutesFile
    const input = (n: number) => ({ ...minutes, lead: `第${n}次`, items: Array.from({ length: n + 1 }, () => ({ heading: `第${n}次`, text: '长'.repeat(2000) })), meetingId: meeting.id, revision: n })
    // What is still to be written when the process dies goes nowhere.
    first.child.stdin.on('error', () => undefined)
    for (let n = 0; n < 40; n++) first.write(`${JSON.stringify({ id: n, channel: 'minutes.save', input: input(n) })}\n`)
    for (let n = 0; n < 6; n++) expect(await first.reply()).toMatchObject({ ok: true })
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const second = new CliProcess(folder)
    await second.ask('workspace.unlock', { password: branch.password })
    const found = await second.ask('minutes.get', { meetingId: meeting.id }) as MinutesFile
    expect(found.revision).toBeGreaterThanOrEqual(6)
    expect(found.minutes.lead).toBe(`第${found.revision - 1}次`)
    expect(found.minutes.items).toHaveLength(found.revision)
    expect(new Set(found.minutes.items.map(({ heading }) => heading))).toEqual(new Set([`第${found.revision - 1}次`]))
  })

  it('that fails half-way is not written at all', async () => {
    const office = await officeWithMinutes()
    const saved = await office.save(office.first, { lead: '完好' })
    await inDatabase(office, (db) => db.exec(`CREATE TRIGGER full BEFORE INSERT ON minutes_line BEGIN SELECT RAISE(ABORT, 'no'); END`))
    await office.refusal('minutes.save', { ...saved.minutes, lead: '一半', items: [], meetingId: office.meetingId, revision: saved.revision })
    expect(await office.ask('minutes.get', { meetingId: office.meetingId })).toEqual(saved)
  })
})

describe('what is exported', () => {
  it.each(['official', 'table'] as const)('is the stored text in the Word file %s, in the text and in many papers; the record’s draft before', async (preset) => {
    const office = await officeWithMinutes()
    const { ask, first, save, meetingId } = office
    expect(await wordOf(office, meetingId, preset)).toContain('建立支部议定事项清单。')
    await save(first, { issueNumber: '9', sentTo: '县局党委', lead: '自己的导语。', items: [{ heading: '自己的标题', text: '会议同意：自己的决定。', settles: true }] })
    for (const text of [await wordOf(office, meetingId, preset), (await ask('documents.textOf', { meetingId, document: 'minutes', preset })).text]) {
      for (const part of ['第9期', '自己的导语。', '一、自己的标题', '自己的决定。', '分送：县局党委']) expect(text).toContain(part)
      expect(text).not.toContain('建立支部议定事项清单')
    }
    const folder = temporaryFolder()
    const folderToken = randomUUID()
    office.service.grant(folderToken, folder)
    const { written } = await ask('documents.exportMany', { meetingIds: [meetingId], documents: ['minutes'], preset, format: 'docx', folderToken })
    expect(textOfWord(join(folder, written[0]?.fileName ?? ''))).toContain('自己的决定。')
  })

  it('is printed from the stored text', async () => {
    const pages: string[] = []
    const office = await officeWithRecord({ printPage: (html) => { pages.push(html); return Promise.reject(new Error('no printer')) } })
    const { minutes } = await office.ask('minutes.get', { meetingId: office.meeting.id })
    await office.ask('minutes.save', { ...minutes, lead: '自己的<导语>。', meetingId: office.meeting.id, revision: 0 })
    await office.service.call('documents.previewMeeting', { meetingId: office.meeting.id, document: 'minutes', preset: 'official' })
    expect(pages[0]).toContain('自己的&lt;导语&gt;。')
  })
})
