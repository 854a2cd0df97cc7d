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

  /** An office whose computer has been on for some seconds, and so many wrong passwords typed in a row. */
  const afterWrong = async (times: number, on = 1000) => {
    const computer = { on }
    const office = await settledOffice({ uptime: () => computer.on })
    await office.ask('workspace.lock', {})
    for (let n = 0; n < times; n++) {
      expect((await office.refusal('workspace.unlock', { password: 'x' })).code).toBe('WRONG_PASSWORD')
      computer.on += secondsAfter(n + 1)
    }
    computer.on -= secondsAfter(times)
    const restart = () => {
      office.service.close()
      return openOffice(office.folder, { uptime: () => computer.on })
    }
    return { office, computer, restart }
  }

  it('in a row make the right one and the recovery code wait as well; the answer and the status tell how long; success forgets them', async () => {
    const { office, computer } = await afterWrong(4)
    expect((await office.ask('workspace.status', {})).wait).toBe(0)
    expect(await office.refusal('workspace.unlock', { password: 'x' })).toMatchObject({ code: 'WRONG_PASSWORD', params: { seconds: '5' }, message: '口令不对。数据完好，输错多少次都不会删除数据。请等5秒再试；忘记口令可以用恢复码。' })
    expect(await office.refusal('workspace.unlock', { password })).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', params: { seconds: '5' }, message: expect.stringContaining('请等5秒再试') })
    expect((await office.refusal('workspace.recover', { recoveryCode: office.recoveryCode, newPassword })).code).toBe('TOO_MANY_ATTEMPTS')
    computer.on += 4.2
    expect((await office.ask('workspace.status', {})).wait).toBe(1)
    expect((await office.refusal('workspace.unlock', { password })).code).toBe('TOO_MANY_ATTEMPTS')
    computer.on += 0.8
    expect((await office.ask('workspace.unlock', { password })).branch).toBe('第二支部')
    expect(existsSync(join(office.folder, 'attempts.json'))).toBe(false)
  })

  it('outlast a restart of the application, which shows the wait before anything is typed', async () => {
    const { computer, restart } = await afterWrong(7)
    computer.on += 3
    const again = restart()
    expect(await again.ask('workspace.status', {})).toMatchObject({ state: 'locked', wait: 17 })
    expect((await again.refusal('workspace.unlock', { password })).params).toEqual({ seconds: '17' })
    computer.on += 17
    expect((await again.ask('workspace.unlock', { password })).branch).toBe('第二支部')
  })

  it.each([['back by years', '2020-01-01T00:00:00.000Z'], ['forward by years', '2032-01-01T00:00:00.000Z']])('wait as long with a calendar that is put %s', async (_way, then) => {
    const { office, computer } = await afterWrong(6)
    office.now.iso = then
    expect((await office.refusal('workspace.unlock', { password })).params).toEqual({ seconds: '10' })
    computer.on += 10
    expect((await office.ask('workspace.unlock', { password })).branch).toBe('第二支部')
  })

  it('never wait longer than the wait itself after the computer was started anew', async () => {
    const { office, computer } = await afterWrong(8, 100_000)
    computer.on = 12
    expect((await office.ask('workspace.status', {})).wait).toBe(secondsAfter(8) - 12)
    computer.on = 40
    expect((await office.ask('workspace.unlock', { password })).branch).toBe('第二支部')
  })

  it('sent all at once are looked at one after the other', async () => {
    const { office } = await afterWrong(0)
    const answers = await Promise.all(Array.from({ length: 20 }, () => office.refusal('workspace.unlock', { password: 'x' })))
    expect(answers.map(({ code }) => code)).toEqual([...Array.from({ length: 5 }, () => 'WRONG_PASSWORD'), ...Array.from({ length: 15 }, () => 'TOO_MANY_ATTEMPTS')])
  })

  it('count where the desk is open', async () => {
    const office = await settledOffice({ uptime: () => 50 })
    for (let n = 0; n < 5; n++) expect((await office.refusal('keys.rotate', { password: 'x' })).code).toBe('WRONG_PASSWORD')
    for (const channel of ['keys.rotate', 'keys.newRecoveryCode']) expect(await office.refusal(channel, { password })).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', params: { seconds: '5' } })
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
