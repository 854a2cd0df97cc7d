// Backups and keys that change: neither crosses the other, and every backup stays of use.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { SpawnWorker } from '../../electron/service/workerProcess.ts'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { officeWithPhotos, wholeState } from './backupOffice.ts'
import { openOffice, spawnWorker, temporaryFolder } from './office.ts'

// Each backup and each look at one is a process of its own.
vi.setConfig({ testTimeout: 60_000 })

const { password } = branch
const newPassword = '冬天的第二次会议'
type PhotoOffice = Awaited<ReturnType<typeof officeWithPhotos>>

/** The backup that follows a change of the keys by itself. */
async function freshBackup({ ask }: PhotoOffice): Promise<string> {
  await expect.poll(async () => (await ask('backup.list', {})).some(({ reason, verified }) => reason === 'timer' && verified), { timeout: 300_000 }).toBe(true)
  await expect.poll(async () => (await ask('backup.status', {})).running, { timeout: 300_000 }).toBe(null)
  return (await ask('backup.list', {})).find(({ reason }) => reason === 'timer')?.id ?? ''
}

/** A computer that has only a copy of the backups. */
function bareComputer(office: PhotoOffice) {
  const stick = join(temporaryFolder(), 'U盘')
  cpSync(office.place, join(stick, 'backups'), { recursive: true })
  const bare = openOffice()
  return { bare, restore: (id: string, secret: { password: string } | { recoveryCode: string }) => bare.service.call('backup.restoreFrom', { folderToken: tokenOf(bare, stick), id, ...secret }) }
}
function tokenOf({ service }: Pick<PhotoOffice, 'service'>, path: string): string {
  const token = '00000000-0000-4000-8000-000000000001'
  service.grant(token, path)
  return token
}

describe('after the data key was changed', () => {
  it('twice, a backup made under the first key restores, and undoing that brings today back; the key stays the new one', async () => {
    const office = await officeWithPhotos()
    const old = await office.ask('backup.create', {})
    const then = await wholeState(office)
    office.later(5)
    await office.ask('keys.rotate', { password })
    await office.ask('keys.rotate', { password })
    await freshBackup(office)
    office.later(5)
    await office.edit('换密钥以后写的')
    const today = await wholeState(office)
    const { undo } = await office.ask('backup.restore', { id: old.id })
    expect(await wholeState(office)).toEqual(then)
    await office.ask('backup.restore', { id: undo ?? '' })
    expect(await wholeState(office)).toEqual(today)
    await office.ask('workspace.lock', {})
    expect((await office.ask('workspace.unlock', { password })).branch).toBe('第二支部')
    expect((await office.ask('backup.verify', { id: old.id })).verified).toBe(true)
  })

  it('a fresh backup follows by itself, and the password alone opens it on a computer that has nothing else', async () => {
    const office = await officeWithPhotos()
    const { recoveryCode } = await office.ask('keys.rotate', { password })
    const fresh = await freshBackup(office)
    const { bare, restore } = bareComputer(office)
    expect(await restore(fresh, { password: 'x' })).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD' } })
    expect(await restore(fresh, { password })).toMatchObject({ ok: true })
    expect(await wholeState(bare)).toEqual(await wholeState(office))
    expect((await bareComputer(office).restore(fresh, { recoveryCode })).ok).toBe(true)
  })
})

describe('a change of the data key', () => {
  it('waits until the backup that is being written is whole, and that one restores', async () => {
    const finished: string[] = []
    const spawn: SpawnWorker = () => {
      const worker = spawnWorker()
      return { ...worker, onAnswer: (listener) => worker.onAnswer((answer) => { finished.push('backup'); listener(answer) }) }
    }
    const office = await officeWithPhotos({ spawnWorker: spawn })
    const backup = office.ask('backup.create', {})
    const rotated = office.ask('keys.rotate', { password }).then(() => { finished.push('rotated') })
    const { id } = await backup
    await rotated
    expect(finished.slice(0, 2)).toEqual(['backup', 'rotated'])
    expect((await office.ask('backup.verify', { id })).verified).toBe(true)
    await office.ask('backup.restore', { id })
  })

  it('among saves loses none that was acknowledged', async () => {
    const office = await officeWithPhotos()
    const storm = async () => {
      const saved: string[] = []
      for (let n = 0; n < 60; n++) saved.push((await office.ask('meetings.save', { ...draftWith(office.roster), title: `第${n}次` })).id)
      return saved
    }
    const [saved] = await Promise.all([storm(), office.ask('keys.rotate', { password })])
    expect((await office.ask('meetings.list', { text: '第' })).total).toBeGreaterThanOrEqual(saved.length)
    for (const id of saved) await office.ask('meetings.get', { id })
    expect(saved).toHaveLength(60)
  })

  it('that still waits when the desk is locked does not happen', async () => {
    const office = await officeWithPhotos()
    const backup = office.refusal('backup.create', {})
    const rotation = office.refusal('keys.rotate', { password })
    await office.ask('workspace.lock', {})
    expect([(await backup).code, (await rotation).code]).toEqual(['LOCKED', 'LOCKED'])
    // The code of before still counts: nothing was changed.
    await office.ask('workspace.recover', { recoveryCode: office.recoveryCode, newPassword })
  })

  it('needs an open desk', async () => {
    expect((await openOffice().refusal('keys.rotate', { password })).code).toBe('NO_WORKSPACE')
  })
})

describe('after the password was changed', () => {
  it('the next backup wants the new one on another computer, and the one before it wants the old one', async () => {
    const office = await officeWithPhotos()
    const { id: old } = await office.ask('backup.create', {})
    office.later(1)
    await office.ask('keys.changePassword', { password, newPassword })
    const fresh = await freshBackup(office)
    for (const [id, right, wrong] of [[old, password, newPassword], [fresh, newPassword, password]] as const) {
      expect(await bareComputer(office).restore(id, { password: wrong })).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD' } })
      expect(await bareComputer(office).restore(id, { password: right })).toMatchObject({ ok: true })
    }
  })
})

describe('after a new recovery code was made', () => {
  it('that code opens the next backup on another computer', async () => {
    const office = await officeWithPhotos()
    const { recoveryCode } = await office.ask('keys.newRecoveryCode', { password })
    const fresh = await freshBackup(office)
    expect(await bareComputer(office).restore(fresh, { recoveryCode: office.recoveryCode })).toMatchObject({ ok: false, error: { code: 'WRONG_RECOVERY_CODE' } })
    expect(await bareComputer(office).restore(fresh, { recoveryCode })).toMatchObject({ ok: true })
  })
})
