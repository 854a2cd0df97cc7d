// The password, the recovery code and the data key: changed, rotated, guessed at, and cut off on the way.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { secondsAfter } from '../../db/attempts.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { auditOf, inDatabase, officeWithRecord, openOffice, settledOffice, temporaryFolder, type Office } from './office.ts'

const { password } = branch
const newPassword = '冬天的第二次会议'

/** The folder as a kill at this moment leaves it. */
function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), 'copy')
  cpSync(folder, copy, { recursive: true, filter: (name) => !name.includes('in-use') })
  return copy
}
const formerKeys = (office: Pick<Office, 'folder'>, secret = password) => inDatabase(office, (db) => db.prepare<[], number>('SELECT count(*) FROM former_key').pluck().get(), secret)

describe('wrong passwords', () => {
  it('wait longer and longer after the fourth, and never over five minutes', () => {
    expect([0, 1, 4, 5, 6, 7, 10, 11, 12, 1_000_000].map(secondsAfter)).toEqual([0, 0, 0, 5, 10, 20, 160, 300, 300, 300])
  })

  it('in a row make the right one wait as well, also after a restart; the wait ends, and success forgets them', async () => {
    const office = await settledOffice()
    await office.ask('workspace.lock', {})
    for (let n = 0; n < 5; n++) expect((await office.refusal('workspace.unlock', { password: 'x' })).code).toBe('WRONG_PASSWORD')
    expect(await office.refusal('workspace.unlock', { password })).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', params: { seconds: '5' }, message: expect.stringContaining('请等5秒再试') })
    expect((await office.refusal('workspace.recover', { recoveryCode: office.recoveryCode, newPassword })).code).toBe('TOO_MANY_ATTEMPTS')
    office.service.close()
    const again = openOffice(office.folder)
    expect((await again.refusal('workspace.unlock', { password })).code).toBe('TOO_MANY_ATTEMPTS')
    again.now.iso = '2026-09-08T08:30:05.000Z'
    expect((await again.ask('workspace.unlock', { password })).branch).toBe('第二支部')
    expect(existsSync(join(office.folder, 'attempts.json'))).toBe(false)
  })

  it('count where the desk is open, and a clock that was put back makes nobody wait longer than the wait', async () => {
    const office = await settledOffice()
    for (let n = 0; n < 6; n++) { await office.refusal('workspace.unlock', { password: 'x' }); office.now.iso = `2026-09-08T08:3${n}:30.000Z` }
    office.now.iso = '2020-01-01T00:00:00.000Z'
    expect((await office.refusal('workspace.unlock', { password })).params).toEqual({ seconds: '10' })
  })

  it('are forgotten rather than shut the owner out, where their file is broken', async () => {
    const office = await settledOffice()
    writeFileSync(join(office.folder, 'attempts.json'), '{"wrong":')
    await office.ask('workspace.lock', {})
    expect((await office.ask('workspace.unlock', { password })).branch).toBe('第二支部')
  })
})

describe('a new password', () => {
  it('opens from then on, the old one does not; the recovery code stays', async () => {
    const office = await settledOffice()
    expect((await office.refusal('keys.changePassword', { password: 'x', newPassword })).code).toBe('WRONG_PASSWORD')
    expect((await office.refusal('keys.changePassword', { password, newPassword: '七个字的口令啊' })).code).toBe('INVALID_INPUT')
    await office.ask('keys.changePassword', { password, newPassword })
    await office.ask('workspace.lock', {})
    expect((await office.refusal('keys.changePassword', { password: newPassword, newPassword: password })).code).toBe('LOCKED')
    expect((await office.refusal('workspace.unlock', { password })).code).toBe('WRONG_PASSWORD')
    expect((await office.ask('workspace.unlock', { password: newPassword })).branch).toBe('第二支部')
    expect((await auditOf(office, newPassword)).map(({ act }) => act)).toContain('workspace.newPassword')
    await office.ask('workspace.recover', { recoveryCode: office.recoveryCode, newPassword: password })
  })
})

describe('a new recovery code', () => {
  it('is given for the password only, and the one before opens nothing any more', async () => {
    const office = await settledOffice()
    expect((await office.refusal('keys.newRecoveryCode', { password: 'x' })).code).toBe('WRONG_PASSWORD')
    const { recoveryCode } = await office.ask('keys.newRecoveryCode', { password })
    expect((await office.refusal('workspace.recover', { recoveryCode: office.recoveryCode, newPassword })).code).toBe('WRONG_RECOVERY_CODE')
    await office.ask('workspace.recover', { recoveryCode, newPassword })
  })
})

describe('a rotation of the data key', () => {
  it('keeps every record under the same password, with a new recovery code; the old key opens the database no more', async () => {
    const office = await officeWithRecord()
    const oldKeyring = readFileSync(join(office.folder, 'keyring.json'))
    expect((await office.refusal('keys.rotate', { password: 'x' })).code).toBe('WRONG_PASSWORD')
    const { recoveryCode } = await office.ask('keys.rotate', { password })
    expect((await office.ask('meetings.get', { id: office.meeting.id })).title).toBe(office.meeting.title)
    expect(await office.ask('workspace.info', {})).toMatchObject({ recoveryConfirmed: false })
    expect(await formerKeys(office)).toBe(1)
    for (const name of ['branch.db.rotating', 'keyring-next.json']) expect(existsSync(join(office.folder, name))).toBe(false)
    office.service.close()
    const withOld = copyOf(office.folder)
    for (const name of ['keyring.json', 'keyring-copy.json']) writeFileSync(join(withOld, name), oldKeyring)
    expect((await openOffice(withOld).refusal('workspace.unlock', { password })).code).toBe('DATABASE_DAMAGED')
    const again = openOffice(office.folder)
    expect((await again.ask('workspace.unlock', { password })).branch).toBe('第二支部')
    await again.ask('workspace.recover', { recoveryCode, newPassword })
  })

  it('killed at any step opens by the password, and by the old recovery code until the new one counts', async () => {
    const office = await officeWithRecord()
    const before = copyOf(office.folder)
    await office.ask('keys.rotate', { password })
    office.service.close()
    const after = copyOf(office.folder)
    /** A folder of the parts that a kill at a step leaves. */
    const folderOf = async (parts: readonly (readonly [from: string, name: string, as?: string])[]) => {
      const folder = join(temporaryFolder(), 'killed')
      cpSync(before, folder, { recursive: true })
      for (const name of ['branch.db-wal', 'branch.db-shm']) rmSync(join(folder, name), { force: true })
      for (const [from, name, as = name] of parts) cpSync(join(from, name), join(folder, as))
      return folder
    }
    // The state before the swap, made whole: closed in good order.
    const closed = openOffice(before)
    await closed.ask('workspace.unlock', { password })
    closed.service.close()
    const next = await nextKeyringOf(before, after)
    const steps: [string, string][] = [
      ['the copy half made', await folderOf([[after, 'branch.db', 'branch.db.rotating']])],
      ['the next keyring beside it', await folderOf([[after, 'branch.db', 'branch.db.rotating'], [next, 'keyring-next.json']])],
      ['the database in place', await folderOf([[after, 'branch.db'], [next, 'keyring-next.json']])],
      ['one keyring in place', await folderOf([[after, 'branch.db'], [after, 'keyring.json'], [next, 'keyring-next.json']])],
      ['both in place', await folderOf([[after, 'branch.db'], [after, 'keyring.json'], [after, 'keyring-copy.json'], [next, 'keyring-next.json']])],
    ]
    for (const [step, folder] of steps) {
      const byCode = copyOf(folder)
      const killed = openOffice(folder)
      const { branch } = await killed.ask('workspace.unlock', { password })
      const { title } = await killed.ask('meetings.get', { id: office.meeting.id })
      expect({ step, branch, title }).toEqual({ step, branch: '第二支部', title: office.meeting.title })
      for (const name of ['branch.db.rotating', 'keyring-next.json']) expect(existsSync(join(folder, name)), `${step} ${name}`).toBe(false)
      if (!step.includes('keyring in') && !step.startsWith('both')) await openOffice(byCode).ask('workspace.recover', { recoveryCode: office.recoveryCode, newPassword })
    }
  })

  it('where the disk refuses leaves everything as it was', async () => {
    const office = await officeWithRecord()
    // A folder in the place of the copy: it can be neither removed nor written.
    mkdirSync(join(office.folder, 'branch.db.rotating'))
    const answer = await office.service.call('keys.rotate', { password })
    expect(answer.ok).toBe(false)
    expect((await office.ask('meetings.get', { id: office.meeting.id })).title).toBe(office.meeting.title)
    await office.ask('workspace.lock', {})
    expect((await office.ask('workspace.unlock', { password })).branch).toBe('第二支部')
  })
})

/** The next keyring that the rotation from one folder to the other laid down: made again from both keys. */
async function nextKeyringOf(before: string, after: string): Promise<string> {
  const { readKeyring, unwrap, writeNextKeyring } = await import('../../db/keyring.ts')
  const folder = temporaryFolder()
  const [oldKey, newKey] = [await unwrap(readKeyring(before), 'password', password), await unwrap(readKeyring(after), 'password', password)]
  if (!oldKey || !newKey) throw new Error('a password does not open its keyring')
  writeNextKeyring(folder, readKeyring(after), oldKey, newKey)
  return folder
}
