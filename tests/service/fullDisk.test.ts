import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { officeWithRecord, openOffice, stateOf, type Office } from './office.ts'
import { fill, mayMount, removeDisk, smallDisk } from './smallDisk.ts'

describe.skipIf(!mayMount())('on a disk that takes no more and has no reserve any more (skipped where no small disk can be mounted)', () => {
  let place = ''
  let folder = ''
  beforeAll(() => {
    place = smallDisk(3)
    mkdirSync(join(place, 'work'))
  })
  afterAll(() => removeDisk(place))

  const onDisk = async (): Promise<Awaited<ReturnType<typeof officeWithRecord>>> => {
    folder = join(place, 'work', randomUUID())
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return officeWithRecord({ folder })
  }

  it('saving answers DISK_FULL, the old record is whole, and the same save works once there is room', async () => {
    const office = await onDisk()
    const before = await stateOf(office)
    const free = fill(place, 8192)
    const draft = { ...draftWith(office.roster), id: office.meeting.id, revision: 1, opening: '开场'.repeat(40_000) }
    expect(await office.refusal('meetings.save', draft)).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('磁盘空间不足') })
    free()
    expect(await stateOf(office)).toEqual(before)
    expect(await office.ask('meetings.save', draft)).toMatchObject({ revision: 2 })
  })

  it('an export answers DISK_FULL, keeps the old file and leaves nothing beside it', async () => {
    const office = await onDisk()
    const path = join(place, '记录.docx')
    writeFileSync(path, '上一次的')
    onTestFinished(() => rmSync(path))
    fill(place, 4096)
    const fileToken = randomUUID()
    office.service.grant(fileToken, path)
    expect(await office.refusal('documents.exportMeeting', { meetingId: office.meeting.id, document: 'record', preset: 'official', format: 'docx', fileToken })).toMatchObject({ code: 'DISK_FULL' })
    expect(readFileSync(path, 'utf8')).toBe('上一次的')
    expect(readdirSync(place).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('set-up answers DISK_FULL and can begin again once there is room', async () => {
    const free = fill(place, 0)
    folder = join(place, 'work', 'new')
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const office: Office = openOffice(folder)
    expect((await office.refusal('workspace.create', branch)).code).toBe('DISK_FULL')
    expect(existsSync(join(folder, 'keyring.json'))).toBe(false)
    free()
    await office.ask('workspace.create', branch)
    expect((await office.ask('workspace.info', {})).branch).toBe('第二支部')
  })

  it('a new recovery code answers DISK_FULL, and the old one still opens', async () => {
    const office = await onDisk()
    const free = fill(place, 0)
    expect((await office.refusal('workspace.renewRecoveryCode', {})).code).toBe('DISK_FULL')
    free()
    await office.ask('workspace.lock', {})
    await office.ask('workspace.recover', { recoveryCode: office.recoveryCode, newPassword: '冬天的第二次会议' })
    expect((await office.ask('workspace.info', {})).people).toBe(18)
  })

  it('a new data key answers DISK_FULL in words of its own, and password and recovery code stay', async () => {
    const office = await onDisk()
    const before = await stateOf(office)
    const free = fill(place, 8192)
    expect(await office.refusal('keys.rotate', { password: branch.password })).toMatchObject({ code: 'DISK_FULL', message: '磁盘空间不足，没有更换。数据、口令和恢复码都没有变化。请清理磁盘后再试。' })
    expect(readdirSync(folder).filter((name) => /rotating|next/.test(name))).toEqual([])
    free()
    expect(await stateOf(office)).toEqual(before)
    await office.ask('workspace.lock', {})
    await office.ask('workspace.recover', { recoveryCode: office.recoveryCode, newPassword: '冬天的第二次会议' })
    expect((await office.ask('workspace.info', {})).people).toBe(18)
  })

  it('for reading only: an export is refused with the old file untouched, and the workspace says so', async () => {
    const office = await onDisk()
    office.service.close()
    const path = join(place, '记录.docx')
    writeFileSync(path, '上一次的')
    const elsewhere = await officeWithRecord()
    execFileSync('mount', ['-o', 'remount,ro', place])
    onTestFinished(() => {
      execFileSync('mount', ['-o', 'remount,rw', place])
      rmSync(path)
    })
    const fileToken = randomUUID()
    elsewhere.service.grant(fileToken, path)
    expect(await elsewhere.refusal('documents.exportMeeting', { meetingId: elsewhere.meeting.id, document: 'record', preset: 'official', format: 'docx', fileToken })).toMatchObject({ code: 'FILE_NOT_WRITTEN', message: expect.stringContaining('这个位置是只读的') })
    expect(readFileSync(path, 'utf8')).toBe('上一次的')
    const again = openOffice(folder)
    expect(await again.ask('workspace.status', {})).toMatchObject({ state: 'problem', problem: 'READ_ONLY_FOLDER' })
    expect((await again.refusal('workspace.unlock', { password: branch.password })).code).toBe('READ_ONLY_FOLDER')
    expect((await openOffice(join(place, 'work', 'other')).refusal('workspace.create', branch)).code).toBe('READ_ONLY_FOLDER')
  })
})
