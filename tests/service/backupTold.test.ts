// What the screens are told: the last restore and how to undo it, whose backups lie on a U盘, and which of two files is broken.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backupsFolder } from '../../db/backup/place.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { flipBit, officeWithPhotos, partPath } from './backupOffice.ts'
import { openOffice, temporaryFolder } from './office.ts'

describe('the status', { timeout: 300_000 }, () => {
  it('tells the last restore and the backup that undoes it, until the service ends', async () => {
    const { ask, edit, later } = await officeWithPhotos()
    const { id, at } = await ask('backup.create', {})
    expect(await ask('backup.status', {})).toMatchObject({ restored: null })
    later(60)
    await edit('改过的开场')
    const { undo } = await ask('backup.restore', { id })
    expect(await ask('backup.status', {})).toMatchObject({ restored: { id, at, undo, kept: null } })
    await ask('backup.restore', { id: undo ?? '' })
    expect((await ask('backup.status', {})).restored).toMatchObject({ id: undo })
  })

  it('of a restore that was refused tells nothing', async () => {
    const { ask, refusal, place } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    flipBit(partPath(place, id, 'database'), 9000)
    expect((await refusal('backup.restore', { id })).code).toBe('BACKUP_DAMAGED')
    expect((await ask('backup.status', {})).restored).toBeNull()
  })
})

describe('a preview', { timeout: 300_000 }, () => {
  it('of a broken backup does not call the workspace broken', async () => {
    const { ask, refusal, place } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    for (let at = 4100; at < 200_000; at += 4096) flipBit(partPath(place, id, 'database'), at)
    expect(await refusal('backup.preview', { id })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'database' } })
    expect(await ask('backup.create', {})).toMatchObject({ verified: true })
  })

  it('of a broken workspace says so, and the backup can still be restored', async () => {
    const { ask, refusal, folder } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    const before = await ask('workspace.info', {})
    for (let at = 8200; at < 200_000; at += 4096) flipBit(join(folder, 'branch.db'), at)
    expect((await refusal('backup.preview', { id })).code).toBe('DATABASE_DAMAGED')
    expect(await ask('backup.restore', { id })).toMatchObject({ undo: null, kept: expect.stringContaining('kept-') })
    expect(await ask('workspace.info', {})).toEqual(before)
  })
})

describe('a U盘', { timeout: 300_000 }, () => {
  it('of two branches shows both, also where their backups have one name, and each opens by its own password', async () => {
    const stick = join(temporaryFolder(), 'U盘')
    for (const [at, name] of ['甲', '乙'].entries()) {
      const office = openOffice()
      await office.ask('workspace.create', { ...branch, branch: `${name}支部`, password: `${name}支部自己的口令` })
      await office.ask('backup.create', {})
      office.service.close()
      cpSync(backupsFolder(office.folder), join(stick, '支部工作台备份', String(at).repeat(16)), { recursive: true })
    }
    for (const name of ['甲', '乙']) {
      const office = openOffice()
      const folderToken = '0197a000-0000-7000-8000-0000000000aa'
      office.service.grant(folderToken, stick)
      const found = await office.ask('backup.find', { folderToken })
      expect([new Set(found.map(({ id }) => id)).size, new Set(found.map(({ workspace }) => workspace)).size]).toEqual([1, 2])
      const opened: string[] = []
      for (const { id, workspace } of found) {
        const answer = await office.service.call('backup.restoreFrom', { folderToken, id, workspace, password: `${name}支部自己的口令` })
        opened.push(answer.ok ? (await office.ask('workspace.info', {})).branch : answer.error.code)
      }
      // Found in either order: once the right one is open, nothing is written over it.
      expect([[`${name}支部`, 'WORKSPACE_EXISTS'], ['WRONG_PASSWORD', `${name}支部`]]).toContainEqual(opened)
    }
  })

  it('with a backup whose description is broken still tells whose it is', async () => {
    const { ask, service, place, folder } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    flipBit(partPath(place, id, 'manifest'), 200)
    const token = '0197a000-0000-7000-8000-0000000000ac'
    service.grant(token, folder)
    const { id: whole } = await ask('backup.create', {})
    const [first, second] = await ask('backup.find', { folderToken: token })
    expect([first?.id, second?.id]).toEqual([whole, id].sort().reverse())
    expect([first?.fault, second?.fault].sort()).toEqual(['manifest', null].sort())
    expect(first?.workspace).toMatch(/^[0-9a-f]{16}$/)
    expect(second?.workspace).toBe(first?.workspace)
  })

  it('whose password is guessed waits as the password box does, and each guess counts for both', async () => {
    const { ask, place } = await officeWithPhotos()
    const { id } = await ask('backup.create', {})
    const computer = { on: 1_000 }
    const office = openOffice(undefined, { uptime: () => computer.on })
    const folderToken = '0197a000-0000-7000-8000-0000000000ab'
    office.service.grant(folderToken, place)
    for (let n = 0; n < 4; n++) expect((await office.refusal('backup.restoreFrom', { folderToken, id, password: `猜的第${n}个` })).code).toBe('WRONG_PASSWORD')
    expect((await office.refusal('backup.restoreFrom', { folderToken, id, recoveryCode: 'AAAA-BBBB' })).code).toBe('WRONG_RECOVERY_CODE')
    expect(await office.refusal('backup.restoreFrom', { folderToken, id, password: branch.password })).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', params: { seconds: '5' } })
    computer.on += 5
    expect(await office.ask('backup.restoreFrom', { folderToken, id, password: branch.password })).toMatchObject({ info: { people: 18 } })
    await office.ask('workspace.lock', {})
    expect(await office.ask('workspace.unlock', { password: branch.password })).toMatchObject({ people: 18 })
  })
})
