import { existsSync, utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { storedFiles, sweepFiles } from '../../db/attachmentFiles.ts'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { jpegOf, pdfOf } from '../fixtures/files.ts'
import { auditOf, inDatabase, officeWithRecord, openOffice, type Office } from './office.ts'

const day = 24 * 60 * 60 * 1000
const daysLater = (office: Office, days: number) => { office.now.iso = new Date(Date.parse(office.now.iso) + days * day).toISOString() }
/** The minute's tick makes backups too, in a process of their own; none of them is asked for here. */
const noBackups = { spawnWorker: () => { throw new Error('no backups here') } }
/** The application is opened now and then, never more than three weeks apart. */
async function liveThrough(office: Office, days: number): Promise<void> {
  for (let left = days; left > 0; left -= 21) {
    daysLater(office, Math.min(left, 21))
    await office.service.tick()
  }
}
const inTrash = async (office: Office) => (await office.ask('trash.list', {})).rows.map(({ kind, name, daysLeft }) => [kind, name, daysLeft])

/** One of each kind in the 回收站, on the first day. */
async function officeWithTrash() {
  const office = await officeWithRecord(noBackups)
  const { ask, meeting: { id: meetingId }, roster } = office
  await office.service.tick()
  const attach = (id: string, name: string, role: 'photo' | 'signedScan' = 'photo') => ask('attachments.addBytes', { meetingId: id, name, base64: (role === 'photo' ? jpegOf(name) : pdfOf(name)).toString('base64'), role })
  const second = await ask('meetings.save', { ...draftWith(roster), title: '误建的会议', attendance: [], agenda: [] })
  await attach(second.id, '随它去.jpg')
  await ask('meetings.remove', { id: second.id })
  const { id: attachmentId } = await attach(meetingId, '多余.jpg')
  await ask('attachments.remove', { id: attachmentId })
  await ask('members.addMany', { lines: '错登的人\t群众' })
  const personId = (await ask('members.rosterOn', { date: '2026-09-08' })).find(({ name }) => name === '错登的人')?.id ?? ''
  await ask('members.remove', { personId })
  return { ...office, meetingId, attachmentId, personId, removedId: second.id, attach }
}

describe('the 回收站', () => {
  it('holds everything that was deleted, in one place, with the days left, for 30 days', async () => {
    const office = await officeWithTrash()
    const all = (left: number) => expect.arrayContaining([['person', '错登的人', left], ['attachment', '多余.jpg', left], ['meeting', '《误建的会议》', left]])
    expect(await inTrash(office)).toEqual(all(30))
    await liveThrough(office, 11)
    expect(await inTrash(office)).toEqual(all(19))
    await liveThrough(office, 19)
    expect(await inTrash(office)).toEqual(all(0))
    expect((await office.ask('trash.list', {})).total).toBe(3)
  })

  it('gives everything back on its last day', async () => {
    const office = await officeWithTrash()
    const { ask, removedId, attachmentId, personId } = office
    await liveThrough(office, 30)
    await ask('trash.restore', { kind: 'meeting', id: removedId })
    await ask('trash.restore', { kind: 'attachment', id: attachmentId })
    await ask('trash.restore', { kind: 'person', id: personId })
    expect(await inTrash(office)).toEqual([])
    // Asked again, as by a second click, nothing goes back.
    for (const [kind, id] of [['attachment', attachmentId], ['person', personId]] as const) await ask('trash.restore', { kind, id })
    expect(await office.refusal('trash.restore', { kind: 'meeting', id: removedId })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await inTrash(office)).toEqual([])
    expect((await ask('attachments.list', { meetingId: removedId })).attachments.map(({ name }) => name)).toEqual(['随它去.jpg'])
    expect(await ask('members.get', { id: personId })).toMatchObject({ name: '错登的人' })
  })

  it('is emptied on the day after, with what the journal kept, and with the files that nobody needs any more', async () => {
    const office = await officeWithTrash()
    const { ask, refusal, removedId, attachmentId, personId, meetingId, attach } = office
    // The same content in another record: its file stays.
    await attach(meetingId, '随它去.jpg')
    await liveThrough(office, 31)
    expect(await inTrash(office)).toEqual([])
    for (const [kind, id] of [['meeting', removedId], ['attachment', attachmentId], ['person', personId]] as const) expect(await refusal('trash.restore', { kind, id })).toMatchObject({ code: 'NOT_FOUND' })
    const left = await inDatabase(office, (db) => [removedId, attachmentId, personId].map((id) => db.prepare<string[], number>('SELECT (SELECT count(*) FROM operation_before WHERE thing_id = ?) + (SELECT count(*) FROM operation WHERE entity_id = ?)').pluck().get(id, id)))
    expect(left).toEqual([0, 0, 0])
    expect((await ask('journal.list', {})).rows.map((row) => row.words)).toEqual(['回收站清理了3项'])
    expect((await auditOf(office)).at(-1)).toMatchObject({ act: 'trash.expire' })
    for (const { path } of storedFiles(office.folder)) utimesSync(path, 0, 0)
    await inDatabase(office, (db) => { expect(sweepFiles(db, office.folder)).toBe(1) })
    expect((await ask('attachments.list', { meetingId })).attachments.map(({ name }) => name)).toEqual(['随它去.jpg'])
    for (const { id } of (await ask('attachments.list', { meetingId })).attachments) expect((await ask('attachments.content', { id })).base64).toBe(jpegOf('随它去.jpg').toString('base64'))
  })

  it('keeps the file of what lies in it, though no list shows it', async () => {
    const office = await officeWithTrash()
    for (const { path } of storedFiles(office.folder)) utimesSync(path, 0, 0)
    await inDatabase(office, (db) => { expect(sweepFiles(db, office.folder)).toBe(0) })
    await office.ask('trash.restore', { kind: 'attachment', id: office.attachmentId })
    expect((await office.ask('attachments.content', { id: office.attachmentId })).base64).toBe(jpegOf('多余.jpg').toString('base64'))
    expect([...storedFiles(office.folder)].every(({ path }) => existsSync(path))).toBe(true)
  })

  it('keeps a record that was signed and archived for good, also one opened again by a 更正, with its attachments', async () => {
    const office = await officeWithTrash()
    const { ask, meetingId, attach } = office
    await ask('meetings.finalize', { id: meetingId, revision: (await ask('meetings.get', { id: meetingId })).revision })
    await attach(meetingId, '签字.pdf', 'signedScan')
    await ask('meetings.archive', { id: meetingId })
    await ask('meetings.correct', { id: meetingId, reason: '写错了' })
    await liveThrough(office, 31)
    expect(await inTrash(office)).toEqual([['attachment', '多余.jpg', null]])
    await ask('meetings.remove', { id: meetingId })
    await liveThrough(office, 45)
    expect(await inTrash(office)).toEqual([['meeting', '《第二支部委员会2026年第9次会议》', null]])
    await ask('trash.restore', { kind: 'meeting', id: meetingId })
    expect((await ask('attachments.list', { meetingId })).removed.map(({ name }) => name)).toEqual(['多余.jpg'])
  })

  it('is not emptied while it is locked', async () => {
    const office = await officeWithTrash()
    await office.ask('workspace.lock', {})
    await liveThrough(office, 31)
    await office.ask('workspace.unlock', { password: branch.password })
    expect((await office.ask('trash.list', {})).total).toBe(3)
  })

  it('is not emptied by a clock that was set back, nor by one that jumped ahead', async () => {
    const office = await officeWithTrash()
    daysLater(office, 400)
    await office.service.tick()
    await liveThrough(office, 5)
    expect((await office.ask('trash.list', {})).total).toBe(3)
    daysLater(office, -405)
    await office.service.tick()
    await liveThrough(office, 30)
    expect((await office.ask('trash.list', {})).total).toBe(3)
  })

  it('after an update begins to count on the day of the update: the version before had promised to keep it', async () => {
    const office = await officeWithTrash()
    await inDatabase(office, (db) => { db.exec(`UPDATE expiry_clock SET counts_from = NULL, seen_at = NULL; UPDATE meeting SET deleted_at = '2025-01-01T00:00:00.000Z' WHERE deleted_at IS NOT NULL`) })
    const { folder, now, service } = office
    service.close()
    const after = openOffice(folder, noBackups)
    after.now.iso = now.iso
    await after.ask('workspace.unlock', { password: branch.password })
    await after.service.tick()
    expect(await inTrash(after)).toContainEqual(['meeting', '《误建的会议》', 30])
    await liveThrough(after, 31)
    expect((await after.ask('trash.list', {})).total).toBe(0)
  })

  it('is read page by page', async () => {
    const office = await officeWithTrash()
    const names: string[] = []
    let after: { removedAt: string; id: string } | undefined
    for (let more = true; more;) {
      const page = await office.ask('trash.list', { limit: 2, ...(after ? { after } : {}) })
      names.push(...page.rows.map(({ name }) => name))
      const last = page.rows.at(-1)
      after = last && { removedAt: last.removedAt, id: last.id }
      more = page.more
    }
    expect(names.sort()).toEqual(['《误建的会议》', '多余.jpg', '错登的人'])
  })
})
