import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { expectLocalPlace } from '../../db/placeCheck.ts'
import { Reserve, reserveFile, saveWithReserve } from '../../db/reserve.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { jpegOf } from '../fixtures/files.ts'
import { officeWithPhotos } from './backupOffice.ts'
import { auditOf, inDatabase, officeWithRecord, openOffice, settledOffice, stateOf, temporaryFolder, type Office } from './office.ts'
import { fill, mayMount, removeDisk, smallDisk } from './smallDisk.ts'

const reserve = 2 * 1024 * 1024
const codesOf = async ({ ask }: Pick<Office, 'ask'>) => (await ask('surroundings.status', {})).reminders.map(({ code }) => code)

describe.skipIf(!mayMount())('on a small disk with a reserve (skipped where no small disk can be mounted)', { timeout: 300_000 }, () => {
  let place = ''
  beforeAll(() => { place = smallDisk(12) })
  afterAll(() => removeDisk(place))
  const onDisk = async () => {
    const folder = join(place, randomUUID())
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const office = await officeWithRecord({ folder, reserve })
    await office.service.tick()
    return { ...office, folder, long: { ...draftWith(office.roster), id: office.meeting.id, revision: 1, opening: '开场'.repeat(40_000) } }
  }

  it('the reserve is a real file of its full size, made once, and a half-made one is made anew', async () => {
    const { service, folder } = await onDisk()
    const made = statSync(reserveFile(folder))
    expect([made.size, made.blocks * 512 >= reserve, made.mode & 0o777]).toEqual([reserve, true, 0o600])
    expect(readFileSync(reserveFile(folder)).subarray(0, 4096).every((byte) => byte === 0)).toBe(false)
    await service.tick()
    expect(statSync(reserveFile(folder)).ino).toBe(made.ino)
    rmSync(reserveFile(folder))
    writeFileSync(`${reserveFile(folder)}.part`, 'x')
    await service.tick()
    expect(statSync(reserveFile(folder)).size).toBe(reserve)
    expect(existsSync(`${reserveFile(folder)}.part`)).toBe(false)
  })

  it('a save that finds the disk full is made with the reserve, told, and the reserve comes back with the room', async () => {
    const office = await onDisk()
    const free = fill(place, 8192)
    expect(await office.ask('meetings.save', office.long)).toMatchObject({ revision: 2 })
    expect(existsSync(reserveFile(office.folder))).toBe(false)
    const status = await office.ask('surroundings.status', {})
    expect(status).toMatchObject({ disk: { reserve: 'used', level: 'scarce' }, reminders: [{ code: 'reserveUsed', message: expect.stringContaining('磁盘已满，用了备用空间，已保存') }] })
    const state = await stateOf(office)
    expect((await auditOf(office)).filter(({ act }) => act === 'meeting.save').map(({ times }) => times)).toEqual([2])
    // While it is full, none is made and the warning stands.
    await office.service.tick()
    expect(await codesOf(office)).toEqual(['reserveUsed'])
    free()
    await office.service.tick()
    expect(statSync(reserveFile(office.folder)).size).toBe(reserve)
    expect((await office.ask('surroundings.status', {})).disk.reserve).toBe('kept')
    // What was saved with it is there after a restart.
    office.service.close()
    const again = openOffice(office.folder, { reserve })
    await again.ask('workspace.unlock', { password: branch.password })
    expect(await stateOf(again)).toEqual(state)
  })

  it('a second save on the full disk answers DISK_FULL, the first is whole', async () => {
    const office = await onDisk()
    fill(place, 8192)
    await office.ask('meetings.save', office.long)
    fill(place, 8192)
    const photo = Buffer.concat([jpegOf('会场'), Buffer.alloc(200_000, 7)]).toString('base64')
    const state = await stateOf(office)
    expect(await office.refusal('attachments.addBytes', { meetingId: office.meeting.id, name: '会场.jpg', base64: photo, role: 'photo' })).toMatchObject({ code: 'DISK_FULL' })
    expect(await stateOf(office)).toEqual(state)
    const full = async (): Promise<string> => {
      for (let revision = 2; revision < 20; revision++) {
        const answer = await office.service.call('meetings.save', { ...office.long, revision, opening: `${revision}`.repeat(80_000) })
        if (!answer.ok) return `${answer.error.code} after ${revision - 2}`
      }
      return 'never'
    }
    // The log of the database holds a few more; then it is told, and the last that was told to be saved is.
    const told = await full()
    expect(told).toMatch(/^DISK_FULL after/)
    expect((await office.ask('meetings.get', { id: office.meeting.id })).revision).toBe(2 + Number(told.split(' ').at(-1)))
  })

  it('what is larger than the reserve is refused, leaves nothing half, and the reserve is kept again', async () => {
    const office = await onDisk()
    const before = await stateOf(office)
    fill(place, 8192)
    const large = Buffer.concat([jpegOf('大照片'), Buffer.alloc(2 * reserve, 7)])
    expect(await office.refusal('attachments.addBytes', { meetingId: office.meeting.id, name: '大照片.jpg', base64: large.toString('base64'), role: 'photo' })).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('没有放进来') })
    await expect.poll(() => existsSync(reserveFile(office.folder)) && statSync(reserveFile(office.folder)).size).toBe(reserve)
    expect((await office.ask('surroundings.status', {})).disk.reserve).toBe('kept')
    expect(await stateOf(office)).toEqual(before)
    expect(await office.ask('meetings.save', office.long)).toMatchObject({ revision: 2 })
  })

  it('a photo that fits into the reserve is attached with it', async () => {
    const office = await onDisk()
    fill(place, 8192)
    const photo = Buffer.concat([jpegOf('会场'), Buffer.alloc(200_000, 7)])
    expect(await office.ask('attachments.addBytes', { meetingId: office.meeting.id, name: '会场.jpg', base64: photo.toString('base64'), role: 'photo' })).toMatchObject({ name: '会场.jpg' })
    expect(await codesOf(office)).toEqual(['reserveUsed'])
  })

  it('an export to the full disk does not touch the reserve', async () => {
    const office = await onDisk()
    const path = join(place, '记录.docx')
    fill(place, 4096)
    const fileToken = randomUUID()
    office.service.grant(fileToken, path)
    // Both what is noted before it is written, and what is noted after.
    expect(await office.refusal('documents.exportMeeting', { meetingId: office.meeting.id, document: 'record', preset: 'official', format: 'docx', fileToken })).toMatchObject({ code: 'DISK_FULL' })
    expect(await office.refusal('templates.export', { fileToken })).toMatchObject({ code: 'DISK_FULL' })
    expect(existsSync(path)).toBe(false)
    expect(existsSync(reserveFile(office.folder))).toBe(true)
  })

  it('without room for two no reserve is made, and nobody is disturbed but by the level', async () => {
    const office = await onDisk()
    rmSync(reserveFile(office.folder))
    fill(place, 2 * reserve - 4096)
    await office.service.tick()
    expect((await office.ask('surroundings.status', {})).disk).toMatchObject({ reserve: 'none', level: 'scarce' })
    expect(readdirSync(office.folder).filter((name) => name.startsWith('reserve'))).toEqual([])
  })

  it('a backup holds no reserve', async () => {
    const office = await onDisk()
    const { id } = await office.ask('backup.create', {})
    expect(readdirSync(join(office.folder, 'backups'), { recursive: true, encoding: 'utf8' }).some((name) => name.includes('reserve'))).toBe(false)
    await office.ask('backup.restore', { id })
    expect(statSync(reserveFile(office.folder)).size).toBe(reserve)
  })
})

describe('a transaction', () => {
  const full = () => new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
  /** A database of one table whose reserve is there once, and a count of what was tried. */
  const guarded = () => {
    const db = new Database(':memory:')
    onTestFinished(() => { db.close() })
    db.exec('CREATE TABLE line (n INTEGER)')
    const folder = temporaryFolder()
    writeFileSync(reserveFile(folder), 'x')
    const kept = new Reserve(folder, 1)
    saveWithReserve(db, kept)
    return { db, kept, lines: () => db.prepare<[], number>('SELECT n FROM line').pluck().all() }
  }

  it('inside another is tried again with the outer one, which was rolled back whole', () => {
    const { db, kept, lines } = guarded()
    const tried: string[] = []
    const inner = db.transaction((n: number) => {
      tried.push('inner')
      db.prepare('INSERT INTO line VALUES (?)').run(n)
      if (tried.filter((name) => name === 'inner').length === 1) throw full()
      return n
    })
    const outer = db.transaction((n: number) => {
      tried.push('outer')
      db.prepare('INSERT INTO line VALUES (0)').run()
      return inner(n)
    })
    expect(outer.immediate(7)).toBe(7)
    expect(tried).toEqual(['outer', 'inner', 'outer', 'inner'])
    expect(lines()).toEqual([0, 7])
    expect(kept.state).toBe('used')
  })

  it.each([['another fault', () => new AppError('CONFLICT'), true], ['a disk that broke', () => new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE'), true], ['a full disk without a reserve', full, false]])('is not tried again for %s', (_what, fault, hasReserve) => {
    const { db, kept, lines } = guarded()
    if (!hasReserve) kept.free()
    let tries = 0
    expect(() => db.transaction(() => {
      tries++
      db.prepare('INSERT INTO line VALUES (1)').run()
      throw fault()
    }).immediate()).toThrow(fault().message)
    expect([tries, lines(), kept.state]).toEqual([1, [], hasReserve ? 'kept' : 'none'])
  })
})

describe('a clock', { timeout: 300_000 }, () => {
  const at = (office: Office, iso: string) => { Object.assign(office.now, { iso }) }
  const reopened = async (office: Office, iso: string): Promise<Office> => {
    office.service.close()
    const again = openOffice(office.folder, { reserve: 0 })
    at(again, iso)
    await again.ask('workspace.unlock', { password: branch.password })
    return again
  }

  it('that stands before the last use is told at unlocking, and stays told until it is right again', async () => {
    const office = await settledOffice({ reserve: 0 })
    expect(await codesOf(office)).toEqual([])
    const early = await reopened(office, '2020-01-01T00:00:00.000Z')
    expect((await early.ask('surroundings.status', {})).clock).toEqual({ state: 'behind', seenAt: '2026-09-08T08:30:00.000Z' })
    expect(await codesOf(early)).toEqual(['clockBehind'])
    const still = await reopened(early, '2020-01-02T00:00:00.000Z')
    expect(await codesOf(still)).toEqual(['clockBehind'])
    at(still, '2026-09-08T09:00:00.000Z')
    expect(await codesOf(still)).toEqual([])
  })

  it('that jumped ahead is told over restarts, also while work goes on, until somebody says that it is right', async () => {
    const office = await officeWithRecord({ reserve: 0 })
    const late = await reopened(office, '2030-09-08T08:30:00.000Z')
    await late.ask('meetings.save', { ...draftWith(office.roster), id: office.meeting.id, revision: 1, opening: '改' })
    await late.service.tick()
    expect(await codesOf(late)).toEqual(['clockAhead'])
    const still = await reopened(late, '2030-09-08T09:30:00.000Z')
    expect(await codesOf(still)).toEqual(['clockAhead'])
    expect((await still.ask('surroundings.acceptClock', {})).reminders).toEqual([])
    expect((await auditOf(still)).filter(({ act }) => act === 'workspace.clock')).toMatchObject([{ times: 1, at: '2030-09-08T09:30:00.000Z' }])
    expect(await codesOf(await reopened(still, '2030-10-08T09:30:00.000Z'))).toEqual([])
  })

  it('that was put right after a wrong day was accepted is accepted in its turn', async () => {
    const office = await settledOffice({ reserve: 0 })
    at(office, '2036-01-01T00:00:00.000Z')
    await office.ask('surroundings.acceptClock', {})
    at(office, '2026-09-09T00:00:00.000Z')
    expect(await codesOf(office)).toEqual(['clockBehind'])
    expect((await office.ask('surroundings.acceptClock', {})).clock).toEqual({ state: 'fine', seenAt: '2026-09-09T00:00:00.000Z' })
    expect(await codesOf(await reopened(office, '2026-09-10T00:00:00.000Z'))).toEqual([])
  })

  it('is noted once an hour and at locking, and not while it is not believed', async () => {
    const office = await settledOffice({ reserve: 0 })
    const noted = () => inDatabase(office, (db) => db.prepare<[], string | null>('SELECT seen_at FROM clock_note').pluck().get())
    await office.service.tick()
    expect(await noted()).toBe('2026-09-08T08:30:00.000Z')
    at(office, '2026-09-08T09:29:00.000Z')
    await office.service.tick()
    expect(await noted()).toBe('2026-09-08T08:30:00.000Z')
    at(office, '2026-09-08T09:30:00.000Z')
    await office.service.tick()
    expect(await noted()).toBe('2026-09-08T09:30:00.000Z')
    at(office, '2026-09-08T09:45:00.000Z')
    await office.ask('surroundings.status', {})
    await office.ask('workspace.lock', {})
    expect(await noted()).toBe('2026-09-08T09:45:00.000Z')
    await office.ask('workspace.unlock', { password: branch.password })
    at(office, '2036-01-01T00:00:00.000Z')
    await office.service.tick()
    await office.ask('workspace.lock', {})
    expect(await noted()).toBe('2026-09-08T09:45:00.000Z')
  })

  it('that is not believed thins no backup, here and on the U盘; one that is accepted does', async () => {
    const office = await officeWithPhotos({ reserve: 0 })
    const { ask, later, edit, onDisk, now } = office
    const second = temporaryFolder()
    await ask('backup.setPlace', { folderToken: office.token(second) })
    // Two within one hour, long past: the rule keeps one of them.
    for (const minutes of [0, 5]) {
      later(minutes)
      await edit(`第${minutes}次`)
      await ask('backup.create', {})
    }
    const two = onDisk()
    expect(two).toHaveLength(2)
    now.iso = '2026-10-25T08:30:00.000Z'
    expect(await codesOf(office)).toEqual(['clockAhead'])
    await edit('改')
    const { id } = await ask('backup.create', {})
    expect(onDisk()).toEqual([...two, id].sort())
    expect((await ask('backup.list', {})).map(({ place }) => place)).toEqual(['both', 'both', 'both'])
    await ask('surroundings.acceptClock', {})
    await edit('再改')
    await ask('backup.create', {})
    expect(onDisk()).not.toContain(two[0])
    expect((await ask('backup.list', {})).some((row) => row.id === two[0])).toBe(false)
  })

  it('of a backup says nothing of today: a restore keeps what this computer saw', async () => {
    const office = await officeWithPhotos({ reserve: 0 })
    // The note stands in the backup that is made now.
    await office.ask('surroundings.acceptClock', {})
    const { id } = await office.ask('backup.create', {})
    for (const iso of ['2026-10-08T00:00:00.000Z', '2026-11-08T00:00:00.000Z']) {
      at(office, iso)
      expect(await codesOf(office)).toEqual([])
      await office.ask('workspace.lock', {})
      await office.ask('workspace.unlock', { password: branch.password })
    }
    await office.ask('backup.restore', { id })
    expect(await codesOf(office)).toEqual([])
    expect((await office.ask('surroundings.status', {})).clock.seenAt).toBe('2026-11-08T00:00:00.000Z')
    // On another computer nothing was seen yet.
    const other = openOffice(join(temporaryFolder(), '新电脑'), { reserve: 0 })
    at(other, '2027-11-08T00:00:00.000Z')
    const folderToken = randomUUID()
    other.service.grant(folderToken, office.place)
    await other.ask('backup.restoreFrom', { folderToken, id, password: branch.password })
    expect(await codesOf(other)).toEqual([])
  })

  it('answers LOCKED while the workspace is', async () => {
    const office = await settledOffice({ reserve: 0 })
    await office.ask('workspace.lock', {})
    for (const channel of ['surroundings.status', 'surroundings.acceptClock']) expect((await office.refusal(channel, {})).code).toBe('LOCKED')
  })
})

describe('the place of the live data', { timeout: 300_000 }, () => {
  it('in a synchronised folder is refused at set-up, and nothing is written there', async () => {
    const above = join(temporaryFolder(), 'OneDrive - 南浦县局')
    mkdirSync(above)
    const office = openOffice(join(above, 'workspace'))
    expect(await office.ask('workspace.status', {})).toMatchObject({ state: 'problem', problem: 'PLACE_REFUSED', params: { reason: 'synced', name: 'OneDrive' } })
    expect((await office.refusal('workspace.create', branch)).code).toBe('PLACE_REFUSED')
    expect(readdirSync(above)).toEqual([])
  })

  it('that was moved into one is refused at every start, its data untouched, and opens again on the local disk', async () => {
    const home = temporaryFolder()
    const office = await settledOffice({ folder: join(home, 'workspace'), reserve: 0 })
    office.service.close()
    const synced = join(home, '坚果云')
    mkdirSync(synced)
    const { status } = spawnSync('cp', ['-r', join(home, 'workspace'), synced])
    expect(status).toBe(0)
    const before = readdirSync(join(synced, 'workspace')).map((name) => [name, readFileSync(join(synced, 'workspace', name)).toString('base64')])
    const again = openOffice(join(synced, 'workspace'))
    expect(await again.refusal('workspace.unlock', { password: branch.password })).toMatchObject({ code: 'PLACE_REFUSED', params: { reason: 'synced', name: '坚果云' } })
    expect(readdirSync(join(synced, 'workspace')).map((name) => [name, readFileSync(join(synced, 'workspace', name)).toString('base64')])).toEqual(before)
    const back = openOffice(join(home, 'workspace'))
    await back.ask('workspace.unlock', { password: branch.password })
  })

  it('is found behind a link, and by what the synchronising program left, whatever its folder is called', async () => {
    const home = temporaryFolder()
    mkdirSync(join(home, 'Dropbox'))
    symlinkSync(join(home, 'Dropbox'), join(home, '本机资料'))
    expect(() => expectLocalPlace(join(home, '本机资料', 'workspace'))).toThrow(expect.objectContaining({ code: 'PLACE_REFUSED', params: { reason: 'synced', name: 'Dropbox' } }))
    mkdirSync(join(home, '办公', '.dropbox.cache'), { recursive: true })
    expect(() => expectLocalPlace(join(home, '办公', '支部', 'workspace'))).toThrow(expect.objectContaining({ params: { reason: 'synced', name: 'Dropbox' } }))
    expect(() => expectLocalPlace(join(home, '办公二', 'workspace'))).not.toThrow()
  })

  it('is found by the table of mounts, also behind a link', () => {
    const home = temporaryFolder()
    mkdirSync(join(home, '共享'))
    symlinkSync(join(home, '共享'), join(home, '资料'))
    const mounts = () => `27 1 254:0 / / rw - ext4 /dev/vda rw\n60 27 0:90 / ${join(home, '共享')} rw - cifs //fileserver/party rw`
    for (const name of ['共享', '资料']) expect(() => expectLocalPlace(join(home, name, 'workspace'), mounts)).toThrow(expect.objectContaining({ params: { reason: 'network', name: '//fileserver/party' } }))
    expect(() => expectLocalPlace(join(home, 'workspace'), mounts)).not.toThrow()
  })

  it('is a disk of this computer where it is one: this folder, memory, and the second place of backups may be anywhere', async () => {
    for (const folder of [import.meta.dirname, temporaryFolder(), '/dev/shm/x', '/']) expect(() => expectLocalPlace(folder)).not.toThrow()
    const office = await settledOffice({ reserve: 0 })
    const synced = join(temporaryFolder(), 'OneDrive')
    mkdirSync(synced)
    const folderToken = randomUUID()
    office.service.grant(folderToken, synced)
    expect((await office.ask('backup.setPlace', { folderToken })).secondPlace).toMatchObject({ name: 'OneDrive', present: true })
    await office.ask('backup.copyToPlace', {})
  })

  it('on a network folder that hangs is refused without a single look into it', (context) => {
    const place = fuseMount()
    if (place === null) return context.skip('a hanging network folder can be mounted by root with fuse only')
    // In a process of its own: a look would wait for an answer that never comes.
    const check = spawnSync(process.execPath, ['--input-type=module', '-e', `
      import { expectLocalPlace } from ${JSON.stringify(join(import.meta.dirname, '../../db/placeCheck.ts'))}
      try { expectLocalPlace(${JSON.stringify(join(place, 'workspace'))}); console.log('taken') } catch (cause) { console.log(JSON.stringify(cause.params)) }`], { encoding: 'utf8', timeout: 10_000, killSignal: 'SIGKILL' })
    expect(check.stdout.trim()).toBe(JSON.stringify({ reason: 'network', name: 'zhang@fileserver:' }))
  })
})

/** A mount by fuse whose server never answers, as sshfs without a network; it goes with the test. Null where this user cannot mount one. */
function fuseMount(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/dev/fuse')) return null
  const place = join('/tmp', `branch-desk-fuse-${randomUUID()}`)
  mkdirSync(place)
  const fd = openSync('/dev/fuse', 'r+')
  const mounted = spawnSync('mount', ['-i', '-t', 'fuse.sshfs', '-o', 'fd=3,rootmode=40000,user_id=0,group_id=0', 'zhang@fileserver:', place], { stdio: ['ignore', 'ignore', 'pipe', fd] }).status === 0
  onTestFinished(() => {
    closeSync(fd)
    spawnSync('umount', ['-l', place])
    rmSync(place, { recursive: true, force: true })
  })
  return mounted ? place : null
}
