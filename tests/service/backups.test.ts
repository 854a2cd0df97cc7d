import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pathOfFile, sha256Of, storedFiles } from '../../db/attachmentFiles.ts'
import { openKeyed } from '../../db/connection.ts'
import { faultsOfBackup } from '../../db/backup/verify.ts'
import { schemaVersion } from '../../db/migrations/index.ts'
import { readKeyring, readKeyringFile, unwrap } from '../../db/keyring.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { flipBit, killedWorker, makeLarge, officeWithPhotos, partPath, someFile, treeOf } from './backupOffice.ts'
import { CliProcess } from './cliProcess.ts'
import { inDatabase, openOffice, settledOffice } from './office.ts'

const sentence = '王建国同志在民主评议中检讨了三件事'

describe('a backup', { timeout: 300_000 }, () => {
  it('is written, checked and listed, and each attachment is stored once', async () => {
    const { ask, photo, later, place } = await officeWithPhotos()
    const first = await ask('backup.create', {})
    expect(first).toMatchObject({ id: '2026-09-08T08-30-00Z-manual', reason: 'manual', verified: true, place: 'computer', fault: null, meetings: 1, attachments: 2, schema: schemaVersion })
    later(60)
    await photo('第三张')
    const second = await ask('backup.create', {})
    expect(await ask('backup.list', {})).toEqual([second, first])
    expect([...storedFiles(place)]).toHaveLength(3)
    expect(first.size).toBeGreaterThan(statSync(partPath(place, first.id, 'database')).size)
    expect(await ask('backup.verify', { id: first.id })).toMatchObject({ id: first.id, verified: true, verifiedAt: '2026-09-08T09:30:00.000Z' })
  })

  it('opens by itself with the password, holds every row, and the same rows as the database', async () => {
    const office = await officeWithPhotos()
    const { id } = await office.ask('backup.create', {})
    const keyring = readKeyringFile(partPath(office.place, id, 'keyring'))
    const key = keyring && await unwrap(keyring, 'password', branch.password)
    if (!key) throw new Error('the password does not open the keyring of the backup')
    const copy = openKeyed({ file: partPath(office.place, id, 'database'), key }, { readonly: true })
    const tables = copy.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`).pluck().all()
    for (const table of tables) {
      const rows = copy.prepare(`SELECT * FROM "${table}"`).all()
      expect([table, rows]).toEqual([table, await inDatabase(office, (db) => db.prepare(`SELECT * FROM "${table}"`).all())])
    }
    copy.close()
  })

  it('holds nothing that can be read, and only this user may read its files', async () => {
    const { ask, edit, place } = await officeWithPhotos()
    await edit(sentence)
    await ask('backup.create', {})
    const all = readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => join(place, name))
    const files = all.filter((path) => statSync(path).isFile())
    expect(files.length).toBeGreaterThanOrEqual(6)
    const readable = [sentence, '林静怡', '第二支部', '会场', 'JFIF', 'SQLite format', 'CREATE TABLE', 'meeting.save', branch.password]
    expect(files.flatMap((path) => readable.filter((text) => readFileSync(path).includes(text)).map((text) => `${path}: ${text}`))).toEqual([])
    expect(all.filter((path) => (statSync(path).mode & 0o777) !== (statSync(path).isFile() ? 0o600 : 0o700))).toEqual([])
  })

  it('of two asked at once comes one after the other, and both are whole', async () => {
    const { ask, onDisk, edit } = await officeWithPhotos()
    const [a, b] = await Promise.all([ask('backup.create', {}), ask('backup.create', {}), edit('写')])
    expect([a.id, b.id]).toEqual(['2026-09-08T08-30-00Z-manual', '2026-09-08T08-30-00Z-manual-2'])
    expect(onDisk()).toEqual([a.id, b.id])
    for (const { id } of [a, b]) expect(await ask('backup.verify', { id })).toMatchObject({ verified: true })
  })

  it('keeps nobody waiting: calls are answered while it runs', async () => {
    const office = await officeWithPhotos()
    await inDatabase(office, (db) => db.exec(`CREATE TABLE ballast (x BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO ballast SELECT randomblob(100000) FROM n`))
    let done = false
    const backup = office.ask('backup.create', {}).then(() => { done = true })
    let answered = 0
    let slowest = 0
    while (!done) {
      const began = performance.now()
      await office.ask('workspace.info', {})
      slowest = Math.max(slowest, performance.now() - began)
      if (!done) answered++
      await new Promise((resolve) => { setTimeout(resolve, 2) })
    }
    await backup
    expect(answered).toBeGreaterThan(20)
    expect(slowest).toBeLessThan(250)
    expect((await office.ask('backup.status', {})).running).toBeNull()
  })

  it('made during a storm of saves is one moment of it, whole', async () => {
    const office = await officeWithPhotos()
    let storming = true
    let saves = 0
    const storm = (async () => {
      while (storming) {
        await office.edit(`第${++saves}次`)
        await new Promise((resolve) => { setImmediate(resolve) })
      }
    })()
    const made = []
    for (let i = 0; i < 4; i++) {
      made.push({ from: saves, row: await office.ask('backup.create', {}), to: saves })
      office.later(1)
    }
    storming = false
    await storm
    expect(saves).toBeGreaterThan(20)
    const keyring = readKeyringFile(partPath(office.place, made[0]?.row.id ?? '', 'keyring'))
    const key = keyring && await unwrap(keyring, 'password', branch.password)
    for (const { from, row, to } of made) {
      expect(await office.ask('backup.verify', { id: row.id })).toMatchObject({ verified: true })
      const copy = openKeyed({ file: partPath(office.place, row.id, 'database'), key: key ?? Buffer.alloc(32) }, { readonly: true })
      const { opening, times } = copy.prepare<[], { opening: string; times: number }>(`SELECT opening, (SELECT sum(times) FROM audit WHERE act = 'meeting.save') AS times FROM meeting`).get() ?? { opening: '', times: 0 }
      copy.close()
      const n = Number(/\d+/.exec(opening)?.[0])
      expect(n).toBeGreaterThanOrEqual(from - 1)
      expect(n).toBeLessThanOrEqual(to + 1)
      // The record and its history are of the same moment: one save at set-up, and each of the storm.
      expect(times).toBe(n + 1)
    }
  })

  it('from the command line has the names the outside knows', async () => {
    const { folder, service } = await officeWithPhotos()
    service.close()
    const cli = new CliProcess(folder)
    expect(await cli.send('backup.create')).toMatchObject({ ok: false, error: { code: 'LOCKED' } })
    await cli.ask('workspace.unlock', { password: branch.password })
    const { id } = await cli.ask('backup.create') as { id: string }
    expect(await cli.ask('backup.list')).toMatchObject([{ id, at: expect.any(String), size: expect.any(Number), verified: true, reason: 'manual', place: 'computer' }])
    expect(await cli.ask('backup.verify', { id })).toMatchObject({ id, verified: true })
    expect(await cli.ask('backup.restore', { id })).toMatchObject({ id, undo: expect.stringMatching(/-restore$/), info: { people: 18 } })
    expect(await cli.end()).toBe(0)
    expect(cli.stderr).toBe('')
  })
})

describe('a worker that is killed in the middle', { timeout: 300_000 }, () => {
  it('leaves no backup, the old ones whole, and the next one cleans up after it', async () => {
    const watched = { place: '' }
    const killed = killedWorker(() => watched.place !== '' && readdirSync(watched.place).some((name) => name.endsWith('.db.part')))
    const office = await officeWithPhotos({ spawnWorker: killed.spawn })
    watched.place = office.place
    await makeLarge(office)
    const first = await office.ask('backup.create', {})
    office.later(5)
    killed.armed.now = true
    expect(await office.refusal('backup.create', {})).toMatchObject({ code: 'BACKUP_FAILED', message: expect.stringContaining('备份没有做成') })
    killed.armed.now = false
    expect(killed.kills()).toBe(1)
    expect(readdirSync(office.place).filter((name) => name.includes('.part'))).not.toEqual([])
    expect((await office.ask('backup.list', {})).map(({ id }) => id)).toEqual([first.id])
    expect(await office.ask('backup.status', {})).toMatchObject({ problem: expect.stringContaining('备份没有做成'), reminders: [{ code: 'failed' }] })
    expect(await office.ask('backup.verify', { id: first.id })).toMatchObject({ verified: true })
    office.later(5)
    const second = await office.ask('backup.create', {})
    expect(readdirSync(office.place).filter((name) => name.includes('.part') || name.endsWith('.new'))).toEqual([])
    expect((await office.ask('backup.list', {})).map(({ id }) => id)).toEqual([second.id, first.id])
    expect((await office.ask('backup.status', {})).problem).toBeNull()
  })

  it('is ended by locking, and whoever waited is told', async () => {
    const office = await officeWithPhotos()
    await makeLarge(office)
    const waiting = [office.refusal('backup.create', {}), office.refusal('backup.create', {})]
    await new Promise((resolve) => { setTimeout(resolve, 100) })
    await office.ask('workspace.lock', {})
    for (const each of await Promise.all(waiting)) expect(each.code).toBe('LOCKED')
    await office.ask('workspace.unlock', { password: branch.password })
    expect(await office.ask('backup.create', {})).toMatchObject({ verified: true })
  })
})

describe('a backup that is not whole any more', { timeout: 300_000 }, () => {
  const parts = { database: '数据文件', keyring: '口令文件', manifest: '说明文件' } as const

  it.each(Object.keys(parts))('says so: one bit, wherever in its %s', async (part) => {
    const office = await officeWithPhotos()
    const { id } = await office.ask('backup.create', {})
    const key = await unwrap(readKeyring(office.folder), 'password', branch.password) ?? Buffer.alloc(32)
    const path = partPath(office.place, id, part as keyof typeof parts)
    const whole = readFileSync(path)
    const faults = () => faultsOfBackup(office.place, id, key, undefined).map((fault) => fault.part)
    // Of the database each page has its own check; of the last page only what SQLite reads of it.
    for (let i = 0; i < 60; i++) {
      const at = Math.floor((whole.length - 2) * i / 59)
      flipBit(path, at, i % 8)
      expect([at, faults()]).toEqual([at, [part]])
      writeFileSync(path, whole)
    }
    expect(faults()).toEqual([])
  })

  it.each(Object.entries(parts))('says so in a sentence, and in the list: its %s', async (part, word) => {
    const { ask, refusal, place } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    const path = partPath(place, id, part as keyof typeof parts)
    const whole = readFileSync(path)
    flipBit(path, 300)
    expect(await refusal('backup.verify', { id })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part }, message: expect.stringContaining(word) })
    expect(await ask('backup.list', {})).toMatchObject([{ id, verified: false, fault: part }])
    writeFileSync(path, whole)
    expect(await ask('backup.verify', { id })).toMatchObject({ verified: true, fault: null })
  })

  it('says so: its list of attachments, and files that are gone or cut', async () => {
    const { ask, refusal, place } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    const names = partPath(place, id, 'names')
    const list = readFileSync(names)
    flipBit(names, 5)
    expect(await refusal('backup.verify', { id })).toMatchObject({ params: { part: 'manifest' } })
    writeFileSync(names, list)
    const keyring = partPath(place, id, 'keyring')
    const kept = readFileSync(keyring)
    unlinkSync(keyring)
    expect(await refusal('backup.verify', { id })).toMatchObject({ params: { part: 'keyring' } })
    writeFileSync(keyring, kept)
    truncateSync(partPath(place, id, 'database'), 8192)
    expect(await refusal('backup.verify', { id })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'database' } })
    unlinkSync(partPath(place, id, 'database'))
    expect(await refusal('backup.verify', { id })).toMatchObject({ code: 'BACKUP_NOT_FOUND' })
  })

  it('says so: one bit of an attachment; and the next backup brings it back from the workspace', async () => {
    const { ask, refusal, place, later } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    const file = someFile(place)
    flipBit(file, 40)
    expect(await refusal('backup.verify', { id })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'attachment' }, message: expect.stringContaining('有附件损坏') })
    expect(await refusal('backup.verify', { id })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'attachment' } })
    later(30)
    const next = await ask('backup.create', {})
    expect(next.verified).toBe(true)
    expect(await ask('backup.verify', { id })).toMatchObject({ verified: true })
  })

  it('of an attachment that is broken in the workspace itself holds the rest, and does not call itself whole', async () => {
    const { ask, folder, refusal, meetingId } = await officeWithPhotos()
    unlinkSync(someFile(folder))
    expect(await ask('backup.create', {})).toMatchObject({ verified: false, fault: 'attachment' })
    const answers = await Promise.all((await ask('attachments.list', { meetingId })).attachments.map(async ({ id }) => ask('attachments.content', { id }).then(() => 'whole', async () => (await refusal('attachments.content', { id })).code)))
    expect(answers.sort()).toEqual(['ATTACHMENT_DAMAGED', 'whole'])
  })
})

describe('the files of attachments', { timeout: 300_000 }, () => {
  it('that no row names go after a day, and not before; those in the trash stay', async () => {
    const office = await officeWithPhotos()
    const { ask, folder, meetingId } = office
    const { attachments: [photo] } = await ask('attachments.list', { meetingId })
    await ask('attachments.remove', { id: photo?.id ?? '' })
    const [old, young] = ['a'.repeat(64), 'b'.repeat(64)].map((name) => pathOfFile(folder, name))
    for (const path of [old, young]) {
      mkdirSync(join(path ?? '', '..'), { recursive: true })
      writeFileSync(path ?? '', 'orphan')
    }
    utimesSync(old ?? '', new Date(Date.now() - 25 * 3600_000), new Date(Date.now() - 25 * 3600_000))
    for (const { path } of [...storedFiles(folder)].filter(({ name }) => !/^[ab]+$/.test(name))) utimesSync(path, new Date(0), new Date(0))
    await ask('backup.create', {})
    expect([old, young].map((path) => existsSync(path ?? ''))).toEqual([false, true])
    await ask('attachments.restore', { id: photo?.id ?? '' })
    for (const { id } of (await ask('attachments.list', { meetingId })).attachments) expect(sha256Of(Buffer.from((await ask('attachments.content', { id })).base64, 'base64'))).toHaveLength(64)
  })

  it('a file whose row was never committed is taken again by the next one of the same content', async () => {
    const { ask, folder, photo, meetingId, ...office } = await officeWithPhotos()
    const added = await photo('第三张')
    await inDatabase({ folder, ...office }, (db) => db.prepare('DELETE FROM attachment WHERE id = ?').run(added.id))
    for (const { path } of storedFiles(folder)) utimesSync(path, new Date(0), new Date(0))
    const again = await photo('第三张')
    await ask('backup.create', {})
    expect((await ask('attachments.content', { id: again.id })).base64).not.toBe('')
    expect((await ask('attachments.list', { meetingId })).attachments).toHaveLength(3)
  })
})

it('a new workspace has none, and what is locked or not there says so', async () => {
  const office = openOffice()
  for (const channel of ['backup.create', 'backup.list', 'backup.status']) expect((await office.refusal(channel, {})).code).toBe('NO_WORKSPACE')
  expect(await office.ask('backup.beforeQuit', {})).toEqual({ made: false })
  const settled = await settledOffice()
  expect(await settled.ask('backup.list', {})).toEqual([])
  expect((await settled.refusal('backup.verify', { id: '2026-09-08T08-30-00Z-manual' })).code).toBe('BACKUP_NOT_FOUND')
  expect((await settled.refusal('backup.verify', { id: '../../etc/passwd' })).code).toBe('INVALID_INPUT')
  expect(treeOf(join(settled.folder, 'backups'))).toEqual({})
  rmSync(settled.folder, { recursive: true })
})
