import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { flipBit, killedWorker, makeLarge, officeWithPhotos, partPath, treeOf } from './backupOffice.ts'
import { openOffice, temporaryFolder } from './office.ts'

const day = 24 * 60
const secondOf = (stick: string): string => {
  const ours = join(stick, '支部工作台备份')
  return join(ours, readdirSync(ours)[0] ?? '')
}

async function officeWithStick(options: Parameters<typeof officeWithPhotos>[0] = {}) {
  const office = await officeWithPhotos(options)
  const stick = temporaryFolder()
  writeFileSync(join(stick, '家庭照片.jpg'), 'not ours')
  await office.ask('backup.setPlace', { folderToken: office.token(stick) })
  await office.ask('backup.copyToPlace', {})
  return { ...office, stick, second: secondOf(stick) }
}

describe('a second place', { timeout: 300_000 }, () => {
  it('gets every backup as soon as it is made, whole, and nothing else in it is touched', async () => {
    const { ask, later, photo, stick, second, place } = await officeWithStick()
    const { id } = await ask('backup.create', {})
    later(90)
    await photo('第三张')
    expect(await ask('backup.create', {})).toMatchObject({ place: 'both' })
    expect(treeOf(second)).toEqual(treeOf(place))
    for (const name of Object.keys(treeOf(place)).filter((each) => each.includes('.'))) expect(readFileSync(join(second, name)).equals(readFileSync(join(place, name)))).toBe(true)
    expect(await ask('backup.verify', { id, place: 'second' })).toMatchObject({ place: 'both', verified: true })
    expect(readdirSync(stick).sort()).toEqual(['家庭照片.jpg', '支部工作台备份'])
    expect(await ask('backup.status', {})).toMatchObject({ secondPlace: { present: true, overdue: false, problem: null, lastAt: '2026-09-08T10:00:00.000Z' }, reminders: [] })
  })

  it('that another process thins meanwhile shows what is still there', async () => {
    const { ask, second, place } = await officeWithStick()
    const { id } = await ask('backup.create', {})
    const before = await ask('backup.list', {})
    // In the list of the folder, and gone once it is looked at.
    for (const each of [place, second]) symlinkSync(join(each, 'gone'), join(each, '2026-01-01T00-00-00Z-manual.db'))
    expect(before.map((row) => row.id)).toContain(id)
    expect(await ask('backup.list', {})).toEqual(before)
    expect((await ask('backup.status', {})).problem).toBeNull()
  })

  it('that is pulled out keeps no backup from being made, is told after seven days, and catches up when it is back', async () => {
    const { ask, refusal, later, edit, stick, second, service } = await officeWithStick()
    const away = `${stick}-away`
    renameSync(stick, away)
    // The mount point of a U盘 stays as an empty folder: nothing may be written under its name.
    mkdirSync(stick)
    await edit('拔出以后')
    expect(await ask('backup.create', {})).toMatchObject({ place: 'computer', verified: true })
    expect(readdirSync(stick)).toEqual([])
    expect(await refusal('backup.copyToPlace', {})).toMatchObject({ code: 'PLACE_NOT_THERE' })
    later(6 * day)
    expect((await ask('backup.status', {})).secondPlace).toMatchObject({ present: false, overdue: false })
    later(day)
    const { secondPlace, reminders } = await ask('backup.status', {})
    expect(secondPlace).toMatchObject({ overdue: true })
    expect(reminders.map(({ message }) => message).join()).toMatch(/已有7天没有备份到“.*”，请插上U盘/)
    rmSync(stick, { recursive: true })
    renameSync(away, stick)
    await service.tick()
    expect(readdirSync(second).filter((name) => name.endsWith('.db'))).toHaveLength(1)
    expect((await ask('backup.status', {})).secondPlace).toMatchObject({ overdue: false, present: true })
  })

  it('whose copying is killed in the middle lists nothing half-copied, and the next copy ends it', async () => {
    const watched = { place: '' }
    const killed = killedWorker(() => watched.place !== '' && readdirSync(watched.place).some((name) => name.endsWith('.part')))
    const office = await officeWithStick({ spawnWorker: killed.spawn })
    watched.place = office.second
    await makeLarge(office)
    killed.armed.now = true
    await office.ask('backup.create', {})
    killed.armed.now = false
    expect(killed.kills()).toBe(1)
    expect(await office.ask('backup.list', {})).toMatchObject([{ place: 'computer', verified: true }])
    expect(await office.ask('backup.status', {})).toMatchObject({ problem: null, secondPlace: { problem: expect.stringContaining('备份没有做成') } })
    await office.ask('backup.copyToPlace', {})
    expect(treeOf(office.second)).toEqual(treeOf(office.place))
  })

  it('saves a restore where the copy on this computer is broken or gone', async () => {
    const { ask, later, edit, opening, reread, place } = await officeWithStick()
    await edit('备份时')
    const { id } = await ask('backup.create', {})
    later(60)
    await edit('后来')
    flipBit(partPath(place, id, 'database'), 9000)
    await ask('backup.restore', { id })
    expect(await opening()).toBe('备份时')
    await reread()
    rmSync(partPath(place, id, 'database'))
    later(60)
    expect((await ask('backup.list', {})).find((row) => row.id === id)).toMatchObject({ place: 'second' })
    await edit('再后来')
    await ask('backup.restore', { id })
    expect(await opening()).toBe('备份时')
  })

  it('brings everything back after the disk has died: from the U盘 itself, or any folder of it', async () => {
    const { ask, folder, service, stick, second } = await officeWithStick()
    const { id } = await ask('backup.create', {})
    service.close()
    rmSync(folder, { recursive: true })
    const fresh = openOffice(join(temporaryFolder(), 'workspace'))
    const tokens = [stick, join(stick, '支部工作台备份'), second].map((path, i) => {
      const token = `0197a000-0000-7000-8000-00000000000${i}`
      fresh.service.grant(token, path)
      return token
    })
    for (const folderToken of tokens) expect((await fresh.ask('backup.find', { folderToken })).map((row) => row.id)).toEqual([id])
    expect(await fresh.ask('backup.restoreFrom', { folderToken: tokens[0] ?? '', id, password: branch.password })).toMatchObject({ info: { people: 18 } })
  })

  it('cannot be in the workspace, a file, gone, or where nobody may write', async () => {
    const { ask, refusal, token, folder } = await officeWithPhotos()
    const place = temporaryFolder()
    writeFileSync(join(place, '文件'), '')
    symlinkSync(folder, join(place, '链接'))
    mkdirSync(join(folder, 'backups'), { recursive: true })
    const refused = async (path: string) => refusal('backup.setPlace', { folderToken: token(path) })
    for (const path of [folder, join(folder, 'backups'), join(place, '链接')]) expect(await refused(path)).toMatchObject({ code: 'PLACE_UNSUITABLE', message: expect.stringContaining('在数据文件夹里面') })
    expect(await refused(join(place, '文件'))).toMatchObject({ code: 'PLACE_UNSUITABLE' })
    expect(await refused(join(place, '没有'))).toMatchObject({ code: 'PLACE_NOT_THERE' })
    expect(await refusal('backup.setPlace', { folderToken: '/media/usb' })).toMatchObject({ code: 'INVALID_INPUT' })
    expect((await ask('backup.status', {})).secondPlace).toBeNull()
    await ask('backup.setPlace', { folderToken: token(place) })
    await ask('backup.setPlace', { folderToken: null })
    expect((await ask('backup.status', {})).secondPlace).toBeNull()
    expect(existsSync(join(place, '支部工作台备份'))).toBe(true)
    chmodSync(place, 0o700)
  })
})

/** A disk of 3 MB, where this user may mount one. */
function smallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const place = mkdtempSync(join(tmpdir(), 'branch-desk-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', place]).status === 0) return place
  rmSync(place, { recursive: true })
  return null
}

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a full disk (skipped where no small disk can be mounted)', { timeout: 300_000 }, () => {
  const fullDisk = () => {
    const disk = smallDisk()
    if (disk === null) throw new Error('no small disk could be mounted')
    onTestFinished(() => { execFileSync('umount', ['-l', disk]); rmSync(disk, { recursive: true, force: true }) })
    const fill = (left: number) => {
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
    }
    return { disk, fill, free: () => rmSync(join(disk, 'filler')) }
  }

  it('on this computer: no backup, a sentence, the old ones whole, and the next one works', async () => {
    const { disk, fill, free } = fullDisk()
    const { ask, refusal, later, place } = await officeWithPhotos({ folder: join(disk, 'workspace') })
    const { id } = await ask('backup.create', {})
    later(10)
    for (const left of [0, 20_000, 100_000]) {
      fill(left)
      expect([left, await refusal('backup.create', {})]).toMatchObject([left, { code: 'DISK_FULL', message: expect.stringContaining('备份没有做成') }])
      expect(readdirSync(place).filter((name) => !name.startsWith(id) && name !== 'attachments')).toEqual([])
      free()
    }
    expect((await ask('backup.list', {})).map((row) => row.id)).toEqual([id])
    expect(await ask('backup.verify', { id })).toMatchObject({ verified: true })
    expect(await ask('backup.create', {})).toMatchObject({ verified: true })
  })

  it('on the U盘: the backup on this computer is made, and the U盘 holds what it held', async () => {
    const { disk, fill, free } = fullDisk()
    const { ask, token, later } = await officeWithPhotos()
    await ask('backup.setPlace', { folderToken: token(disk) })
    const { id } = await ask('backup.create', {})
    later(90)
    fill(50_000)
    const next = await ask('backup.create', {})
    expect(next).toMatchObject({ place: 'computer', verified: true })
    expect((await ask('backup.status', {})).secondPlace).toMatchObject({ problem: expect.stringContaining('磁盘空间不足') })
    expect(readdirSync(secondOf(disk)).filter((name) => !name.startsWith(id) && name !== 'attachments')).toEqual([])
    expect(await ask('backup.verify', { id, place: 'second' })).toMatchObject({ verified: true })
    free()
    await ask('backup.copyToPlace', {})
    expect((await ask('backup.list', {})).map((row) => row.place)).toEqual(['both', 'both'])
  })
})
