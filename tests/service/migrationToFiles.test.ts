import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sealKeyring, writeKeyring } from '../../db/keyring.ts'
import { applicationId, openDatabase } from '../../db/connection.ts'
import { storedFiles } from '../../db/attachmentFiles.ts'
import { migrations, schemaVersion } from '../../db/migrations/index.ts'
import { migrate } from '../../db/migrate.ts'
import { jpegOf } from '../fixtures/files.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { cheap, openOffice, temporaryFolder } from './office.ts'
import { snapshotsOf } from './snapshots.ts'

const key = Buffer.alloc(32, 5)
const meetingId = '0197a000-0000-7000-8000-00000000000a'
const names = ['会场', '合影', '签到']

/** A workspace as the version of schema `schema` left it: three photos in the database; with 4, one also on the page. */
async function oldWorkspace(schema: number): Promise<string> {
  const folder = join(temporaryFolder(), '支部 数据')
  mkdirSync(folder, { recursive: true })
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  for (const { sql } of migrations.slice(0, schema)) db.exec(sql)
  db.pragma(`application_id=${applicationId}`)
  db.pragma(`user_version=${schema}`)
  db.exec(`INSERT INTO branch (id, unit, name, since, created_at) VALUES (1, '县局', '第二支部', '2024-01-01', '2026-01-01T00:00:00.000Z');
    INSERT INTO officer (name, since_at) VALUES ('林静怡', '2026-01-01T00:00:00.000Z');
    INSERT INTO meeting (id, revision, kind, state, title, held_on, starts_at, ends_at, place, chair, recorder, party_group, opening, created_at, saved_at) VALUES ('${meetingId}', 3, 'committeeMeeting', 'draft', '第9次会议', '2026-09-08', '14:30', '16:10', '', '', '', '', '', '2026-09-08T08:20:00.000Z', '2026-09-08T08:20:00.000Z')`)
  for (const name of names) {
    const id = randomUUID()
    const content = jpegOf(name)
    db.prepare(`INSERT INTO attachment (id, meeting_id, name, role, media, size, sha256, added_at, who) VALUES (?, ?, ?, 'photo', 'jpeg', ?, ?, '2026-09-08T08:30:00.000Z', '林静怡')`).run(id, meetingId, `${name}.jpg`, content.length, createHash('sha256').update(content).digest('hex'))
    db.prepare('INSERT INTO attachment_content (id, content) VALUES (?, ?)').run(id, content)
    if (schema >= 4 && name === '会场') db.prepare('INSERT INTO page_photo (attachment_id, place, caption, width, height, jpeg) VALUES (?, 0, ?, 40, 30, ?)').run(id, '全景', jpegOf('小图'))
  }
  db.close()
  writeKeyring(folder, { ...await sealKeyring(key, branch.password, 'AAAA-BBBB', cheap), schema })
  return folder
}

async function expectWhole(folder: string): Promise<void> {
  const office = openOffice(folder)
  await office.ask('workspace.unlock', { password: branch.password })
  const { attachments } = await office.ask('attachments.list', { meetingId })
  expect(attachments.map(({ name }) => name)).toEqual(names.map((name) => `${name}.jpg`))
  for (const [i, { id }] of attachments.entries()) expect(Buffer.from((await office.ask('attachments.content', { id })).base64, 'base64')).toEqual(jpegOf(names[i] ?? ''))
  office.service.close()
}

describe('a workspace of before the files', { timeout: 60_000 }, () => {
  it.each([3, 4])('of schema %i is backed up as it was, comes over with every photo, and can be restored from that backup', async (schema) => {
    const folder = await oldWorkspace(schema)
    const office = openOffice(folder)
    await office.ask('workspace.unlock', { password: branch.password })
    const [made] = await office.ask('backup.list', {})
    expect(made).toMatchObject({ reason: 'migration', verified: true, schema, meetings: 1 })
    expect([...storedFiles(folder)]).toHaveLength(schema === 4 ? 4 : 3)
    const { attachments: [photo] } = await office.ask('attachments.list', { meetingId })
    expect(schema < 4 || Buffer.from((await office.ask('attachments.pagePicture', { id: photo?.id ?? '' })).jpegBase64, 'base64').equals(jpegOf('小图'))).toBe(true)
    office.now.iso = '2026-09-08T09:30:00.000Z'
    await office.ask('meetings.remove', { id: meetingId })
    expect((await office.ask('backup.preview', { id: made?.id ?? '' }))).toMatchObject({ older: true, schema, meetings: [{ how: 'removed' }] })
    await office.ask('backup.restore', { id: made?.id ?? '' })
    office.service.close()
    await expectWhole(folder)
  })

  it('is not migrated where no backup can be made, and opens the next time', async () => {
    const folder = await oldWorkspace(3)
    const before = statSync(join(folder, 'branch.db')).size
    const broken = openOffice(folder, { spawnWorker: () => ({ post: () => undefined, onAnswer: () => undefined, onGone: (gone) => { setTimeout(gone, 1) }, kill: () => undefined }) })
    expect((await broken.refusal('workspace.unlock', { password: branch.password })).code).toBe('BACKUP_FAILED')
    expect(statSync(join(folder, 'branch.db')).size).toBe(before)
    expect(existsSync(join(folder, 'attachments'))).toBe(false)
    broken.service.close()
    await expectWhole(folder)
  })

  it('killed before any change of a file on the way is moved whole the next time', async () => {
    const folder = await oldWorkspace(4)
    const { armed, taken } = snapshotsOf(folder)
    const db = openDatabase({ file: join(folder, 'branch.db'), key })
    armed.now = true
    migrate(db)
    armed.now = false
    db.close()
    expect(taken.length).toBeGreaterThan(8)
    for (const copy of taken) {
      await expectWhole(copy)
      // What was written twice or half has the same name: nothing is left over.
      expect([...storedFiles(copy)].filter(({ whole }) => whole)).toHaveLength(4)
    }
    rmSync(folder, { recursive: true })
  })

  it('migrated twice is migrated once', async () => {
    const folder = await oldWorkspace(3)
    const other = join(temporaryFolder(), 'copy')
    cpSync(folder, other, { recursive: true })
    for (const place of [folder, other]) {
      await expectWhole(place)
      await expectWhole(place)
      expect(readdirSync(join(place, 'backups')).filter((name) => name.endsWith('.db'))).toHaveLength(1)
    }
    expect(schemaVersion).toBe(10)
  })
})
