import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { flipBit, officeWithPhotos, partPath } from './backupOffice.ts'
import { openOffice } from './office.ts'

const reasons = async (office: { ask: Awaited<ReturnType<typeof officeWithPhotos>>['ask'] }) => (await office.ask('backup.list', {})).map(({ reason }) => reason)

describe('of its own accord', { timeout: 300_000 }, () => {
  it('a backup is made half an hour after the last one, if anything changed', async () => {
    const { ask, edit, later, service } = await officeWithPhotos()
    await service.tick()
    expect(await reasons({ ask })).toEqual(['timer'])
    later(120)
    await service.tick()
    expect(await reasons({ ask })).toEqual(['timer'])
    await edit('改')
    expect((await ask('backup.status', {})).changedSince).toBe(true)
    await service.tick()
    expect(await reasons({ ask })).toEqual(['timer', 'timer'])
    later(29)
    await edit('再改')
    await service.tick()
    expect(await reasons({ ask })).toHaveLength(2)
    later(1)
    await service.tick()
    expect(await reasons({ ask })).toHaveLength(3)
  })

  it('a clock that was put back does not end the backups, is told, and thins nothing', async () => {
    const { ask, edit, now, service } = await officeWithPhotos()
    await service.tick()
    now.iso = '2026-09-07T08:00:00.000Z'
    await edit('改')
    await service.tick()
    expect(await reasons({ ask })).toHaveLength(2)
    expect((await ask('backup.status', {})).reminders).toMatchObject([{ code: 'clock' }])
  })

  it('on quitting one is made only where something changed', async () => {
    const { ask, later, edit } = await officeWithPhotos()
    expect(await ask('backup.beforeQuit', {})).toEqual({ made: true })
    later(5)
    expect(await ask('backup.beforeQuit', {})).toEqual({ made: false })
    await edit('改')
    later(60)
    expect(await ask('backup.beforeQuit', {})).toEqual({ made: true })
    expect(await reasons({ ask })).toEqual(['quit', 'quit'])
    await ask('workspace.lock', {})
    expect(await ask('backup.beforeQuit', {})).toEqual({ made: false })
  })

  it('after a quit that could not wait the next start says so, and makes it up at once', async () => {
    const { ask, edit, service, folder } = await officeWithPhotos()
    await ask('backup.create', {})
    await edit('改')
    service.close()
    const again = openOffice(folder)
    again.now.iso = '2026-09-08T08:35:00.000Z'
    await again.ask('workspace.unlock', { password: branch.password })
    expect((await again.ask('backup.status', {})).reminders).toMatchObject([{ code: 'notSince', message: expect.stringContaining('上次退出前') }])
    await again.service.tick()
    expect(await reasons(again)).toEqual(['timer', 'manual'])
    expect((await again.ask('backup.status', {})).reminders).toEqual([])
  })

  it('a month after the last one a restore is rehearsed in full, told, and leaves nothing; a failed one is told', async () => {
    const { ask, later, service, folder, place } = await officeWithPhotos()
    await service.tick()
    const first = (await ask('backup.status', {})).rehearsal
    expect(first).toMatchObject({ ok: true, message: expect.stringContaining('已完整恢复到临时文件夹并打开，读了1次会议和18个人') })
    expect(readdirSync(folder)).not.toContain('rehearsal')
    later(29 * 24 * 60)
    await service.tick()
    expect((await ask('backup.status', {})).rehearsal).toEqual(first)
    const [row] = await ask('backup.list', {})
    flipBit(partPath(place, row?.id ?? '', 'database'), 9000)
    later(24 * 60)
    await service.tick()
    const { rehearsal, reminders } = await ask('backup.status', {})
    expect(rehearsal).toMatchObject({ ok: false, message: expect.stringContaining('数据文件损坏') })
    expect(reminders).toMatchObject([{ code: 'rehearsalFailed' }, { code: 'noSecondPlace' }])
    expect(await ask('backup.list', {})).toMatchObject([{ verified: false, fault: 'database' }])
    expect(readdirSync(folder)).not.toContain('rehearsal')
  })

  it('of one hour only the newest stays, and no attachment goes that another backup needs', async () => {
    const { ask, later, photo, place, service } = await officeWithPhotos()
    later(1)
    await service.tick()
    later(10)
    await photo('第三张')
    await ask('backup.beforeQuit', {})
    expect(await reasons({ ask })).toEqual(['quit'])
    expect(readdirSync(join(place, 'attachments'), { recursive: true, encoding: 'utf8' }).filter((name) => name.length > 10)).toHaveLength(3)
    const [row] = await ask('backup.list', {})
    expect(await ask('backup.verify', { id: row?.id ?? '' })).toMatchObject({ verified: true })
  })
})

it('a new workspace is told that it has no backup', async () => {
  const { ask, folder } = await officeWithPhotos()
  expect(await ask('backup.status', {})).toMatchObject({ last: null, lastVerified: null, count: 0, size: 0, changedSince: true, secondPlace: null, rehearsal: null, running: null, reminders: [{ code: 'never' }] })
  rmSync(join(folder, 'backups'), { recursive: true, force: true })
})
