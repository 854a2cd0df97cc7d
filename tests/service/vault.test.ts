import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { branch, committee, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { auditOf, inDatabase, officeWithRecord, openOffice, settledOffice, staffedOffice, temporaryFolder, type Office } from './office.ts'

const { password } = branch
const newPassword = '冬天的第二次会议'

/** The folder as a kill at this moment leaves it. */
function copyOf({ folder }: Pick<Office, 'folder'>): string {
  const copy = join(temporaryFolder(), 'copy')
  cpSync(folder, copy, { recursive: true, filter: (name) => !name.includes('in-use') })
  return copy
}
const dataFiles = (folder: string) => readdirSync(folder).filter((name) => !name.startsWith('in-use')).sort()

describe('before a workspace is open', () => {
  it.each([
    ['meetings.list', {}], ['meetings.save', draftWith(committee.map((name, i) => ({ name, id: `0197a000-0000-7000-8000-00000000000${i}` })))],
    ['members.rosterOn', { date: '2026-09-08' }], ['members.addMany', { lines: '罗敏\t正式党员' }], ['workspace.info', {}], ['place.last', {}],
    ['documents.exportMeeting', { meetingId: '0197a000-0000-7000-8000-000000000000', document: 'record', preset: 'official', format: 'docx', fileToken: '0197a000-0000-7000-8000-000000000000' }],
  ])('%s is refused: none there, then locked', async (channel, input) => {
    const empty = openOffice()
    const noWorkspace = channel.startsWith('documents') ? 'FILE_TOKEN_UNKNOWN' : 'NO_WORKSPACE'
    expect((await empty.refusal(channel, input)).code).toBe(noWorkspace)
    expect(existsSync(empty.folder)).toBe(false)
    const office = await settledOffice()
    await office.ask('workspace.lock', {})
    expect((await office.refusal(channel, input)).code).toBe(channel.startsWith('documents') ? 'FILE_TOKEN_UNKNOWN' : 'LOCKED')
  })

  it('a password opens nothing where there is nothing', async () => {
    const { refusal } = openOffice()
    expect((await refusal('workspace.unlock', { password })).code).toBe('NO_WORKSPACE')
    expect((await refusal('workspace.recover', { recoveryCode: '7KQM', newPassword })).code).toBe('NO_WORKSPACE')
    for (const channel of ['workspace.confirmRecoveryCode', 'workspace.renewRecoveryCode']) expect((await refusal(channel, channel.includes('confirm') ? { characters: '' } : {})).code).toBe('LOCKED')
  })
})

describe('a workspace', () => {
  it('locks and opens by its password only', async () => {
    const { ask, refusal, meeting } = await officeWithRecord()
    await ask('workspace.lock', {})
    expect(await ask('workspace.status', {})).toMatchObject({ state: 'locked', info: null })
    for (const wrong of ['秋天的第一次会', ' 秋天的第一次会议', 'x', '\u0000']) expect((await refusal('workspace.unlock', { password: wrong })).code).toBe('WRONG_PASSWORD')
    expect((await ask('workspace.unlock', { password })).people).toBe(18)
    expect((await ask('meetings.get', { id: meeting.id })).title).toBe(meeting.title)
    expect((await refusal('workspace.unlock', { password: 'x' })).code).toBe('WRONG_PASSWORD')
  })

  it('is not made twice, and the second attempt changes nothing', async () => {
    const office = await settledOffice()
    const before = readFileSync(join(office.folder, 'keyring.json'), 'utf8')
    expect((await office.refusal('workspace.create', { ...branch, branch: '第三支部' })).code).toBe('WORKSPACE_EXISTS')
    await office.ask('workspace.lock', {})
    expect((await office.refusal('workspace.create', branch)).code).toBe('WORKSPACE_EXISTS')
    expect(readFileSync(join(office.folder, 'keyring.json'), 'utf8')).toBe(before)
    expect((await office.ask('workspace.unlock', { password })).branch).toBe('第二支部')
  })

  it('made twice at once is made once', async () => {
    const { service, ask, folder } = openOffice()
    const answers = await Promise.all([service.call('workspace.create', branch), service.call('workspace.create', branch)])
    expect(answers.map((answer) => (answer.ok ? 'made' : answer.error.code)).sort()).toEqual(['WORKSPACE_EXISTS', 'made'])
    expect(dataFiles(folder)).toEqual(expect.arrayContaining(['branch.db', 'keyring-copy.json', 'keyring.json']))
    expect((await ask('workspace.info', {})).branch).toBe('第二支部')
  })

  it('by default keeps its books from 1 January', async () => {
    const { ask } = openOffice()
    const { since: _since, ...draft } = branch
    await ask('workspace.create', draft)
    expect((await ask('workspace.info', {})).since).toBe('2026-01-01')
  })

  it.each([['a short password', { password: '七个字的口令啊' }], ['no unit', { unit: ' ' }], ['no officer', { officer: { name: '', posts: [] } }], ['a start that is no day', { since: '2026' }], ['a field more', { admin: true }]])('with %s is not made', async (_case, change) => {
    const { refusal, folder } = openOffice()
    expect((await refusal('workspace.create', { ...branch, ...change })).code).toBe('INVALID_INPUT')
    expect(existsSync(folder)).toBe(false)
  })

  it('held by one service is in use for another, until that one closes', async () => {
    const first = await settledOffice()
    const second = openOffice(first.folder)
    expect(await second.ask('workspace.status', {})).toMatchObject({ state: 'problem', problem: 'IN_USE', params: { same: 'yes' } })
    expect((await second.refusal('workspace.unlock', { password })).code).toBe('IN_USE')
    first.service.close()
    expect((await second.ask('workspace.unlock', { password })).branch).toBe('第二支部')
  })

  it('remembers the place of work', async () => {
    const { ask } = await settledOffice()
    expect(await ask('place.last', {})).toBeNull()
    const place = { screen: 'meeting', meetingId: '0197a000-0000-7000-8000-000000000000', field: 'agenda.0.report', selectionStart: 3, selectionEnd: 9, scrollTop: 120.5 } as const
    await ask('place.keep', { ...place, scrollTop: 0 })
    await ask('place.keep', place)
    expect(await ask('place.last', {})).toEqual(place)
  })
})

describe('the recovery code', () => {
  it('is confirmed by the characters asked for, and by nothing else', async () => {
    const { ask, refusal } = openOffice()
    const sheet = await ask('workspace.create', branch)
    const groups = sheet.recoveryCode.split('-')
    const right = sheet.ask.map((n) => groups[n - 1] ?? '').join('')
    for (const characters of ['', right.slice(1), `${right}A`, right.slice(4) + right.slice(0, 4), '????????']) expect((await refusal('workspace.confirmRecoveryCode', { characters })).code).toBe('RECOVERY_NOT_CONFIRMED')
    expect((await ask('workspace.info', {})).recoveryConfirmed).toBe(false)
    expect((await ask('workspace.confirmRecoveryCode', { characters: right })).recoveryConfirmed).toBe(true)
    expect((await refusal('workspace.confirmRecoveryCode', { characters: right })).code).toBe('RECOVERY_NOT_CONFIRMED')
  })

  it('opens a locked workspace with a new password, once; then only the new ones work', async () => {
    const office = await staffedOffice()
    const { ask, refusal, recoveryCode } = office
    await ask('workspace.lock', {})
    expect((await refusal('workspace.recover', { recoveryCode: recoveryCode.replace(/./, (c) => (c === '2' ? '3' : '2')), newPassword })).code).toBe('WRONG_RECOVERY_CODE')
    expect((await refusal('workspace.recover', { recoveryCode, newPassword: '短' })).code).toBe('INVALID_INPUT')
    const sheet = await ask('workspace.recover', { recoveryCode: recoveryCode.toLowerCase().replaceAll('-', ' '), newPassword })
    expect(sheet.recoveryCode).not.toBe(recoveryCode)
    expect(await ask('workspace.info', {})).toMatchObject({ people: 18, recoveryConfirmed: false })
    await ask('workspace.lock', {})
    expect((await refusal('workspace.unlock', { password })).code).toBe('WRONG_PASSWORD')
    expect((await refusal('workspace.recover', { recoveryCode, newPassword })).code).toBe('WRONG_RECOVERY_CODE')
    expect((await ask('workspace.unlock', { password: newPassword })).people).toBe(18)
    await ask('workspace.lock', {})
    await ask('workspace.recover', { recoveryCode: sheet.recoveryCode, newPassword: password })
    expect((await auditOf(office)).map((row) => row.act)).toEqual(['workspace.create', 'people.add', 'workspace.recover', 'workspace.recover'])
  })

  it('that was never written down is replaced, and the password stays', async () => {
    const { ask, refusal, recoveryCode } = await settledOffice()
    const sheet = await ask('workspace.renewRecoveryCode', {})
    await ask('workspace.lock', {})
    expect((await refusal('workspace.recover', { recoveryCode, newPassword })).code).toBe('WRONG_RECOVERY_CODE')
    await ask('workspace.unlock', { password })
    await ask('workspace.lock', {})
    await ask('workspace.recover', { recoveryCode: sheet.recoveryCode, newPassword })
    expect((await ask('workspace.info', {})).branch).toBe('第二支部')
  })

  it('used while somebody locks leaves a keyring that opens', async () => {
    const office = await settledOffice()
    const { service, ask, recoveryCode } = office
    const pending = service.call('workspace.recover', { recoveryCode, newPassword })
    await ask('workspace.lock', {})
    const answer = await pending
    await ask('workspace.lock', {})
    expect((await ask('workspace.unlock', { password: answer.ok ? newPassword : password })).branch).toBe('第二支部')
  })
})

describe('a kill', () => {
  it('before the keyring stands leaves no workspace, and set-up can begin again', async () => {
    const made = await settledOffice()
    made.service.close()
    const folder = copyOf(made)
    renameSync(join(folder, 'branch.db'), join(folder, 'branch.db.creating'))
    rmSync(join(folder, 'keyring.json'))
    rmSync(join(folder, 'keyring-copy.json'))
    const again = openOffice(folder)
    expect(await again.ask('workspace.status', {})).toMatchObject({ state: 'new' })
    await again.ask('workspace.create', { ...branch, branch: '第三支部' })
    expect((await again.ask('workspace.info', {})).branch).toBe('第三支部')
  })

  it.each([['both', []], ['the first', ['keyring-copy.json']]])('after %s of the keyring files, before the database has its name, leaves a whole workspace', async (_case, missing) => {
    const made = await settledOffice()
    made.service.close()
    const folder = copyOf(made)
    renameSync(join(folder, 'branch.db'), join(folder, 'branch.db.creating'))
    for (const name of missing) rmSync(join(folder, name))
    const again = openOffice(folder)
    expect(await again.ask('workspace.status', {})).toMatchObject({ state: 'locked' })
    expect((await again.ask('workspace.unlock', { password })).branch).toBe('第二支部')
    expect(dataFiles(folder)).not.toContain('branch.db.creating')
  })

  it('during a recovery leaves the old password or the new one, never none', async () => {
    const office = await settledOffice()
    const oldKeyring = readFileSync(join(office.folder, 'keyring.json'))
    await office.ask('workspace.recover', { recoveryCode: office.recoveryCode, newPassword })
    const betweenFileAndCopy = copyOf(office)
    writeFileSync(join(betweenFileAndCopy, 'keyring-copy.json'), oldKeyring)
    expect((await openOffice(betweenFileAndCopy).ask('workspace.unlock', { password: newPassword })).branch).toBe('第二支部')
    const beforeBoth = copyOf(office)
    for (const name of ['keyring.json', 'keyring-copy.json']) writeFileSync(join(beforeBoth, name), oldKeyring)
    const old = openOffice(beforeBoth)
    expect(await old.ask('workspace.unlock', { password })).toMatchObject({ branch: '第二支部', recoveryConfirmed: false })
  })

  it('after a save loses nothing of it', async () => {
    const office = await officeWithRecord()
    const folder = copyOf(office)
    expect(statSync(join(folder, 'branch.db-wal')).size).toBeGreaterThan(0)
    const again = openOffice(folder)
    await again.ask('workspace.unlock', { password })
    const { attendance: _a, ...whole } = office.meeting
    expect(await again.ask('meetings.get', { id: office.meeting.id })).toMatchObject(whole)
  })
})

describe('a folder with a problem', () => {
  const problemOf = async (harm: (folder: string) => void) => {
    const made = await settledOffice()
    made.service.close()
    harm(made.folder)
    const office = openOffice(made.folder)
    const status = await office.ask('workspace.status', {})
    const answer = await office.service.call('workspace.unlock', { password })
    return { status: status.problem, unlock: answer.ok ? 'open' : answer.error.code }
  }
  const overwrite = (name: string) => (folder: string) => writeFileSync(join(folder, name), Buffer.alloc(statSync(join(folder, name)).size))

  it.each([
    ['one keyring file is damaged: opens', overwrite('keyring.json'), null, 'open'],
    ['both are', (folder: string) => { overwrite('keyring.json')(folder); overwrite('keyring-copy.json')(folder) }, 'KEYRING_DAMAGED', 'KEYRING_DAMAGED'],
    ['the database is damaged: told once the password was right', overwrite('branch.db'), null, 'DATABASE_DAMAGED'],
    ['the database is gone', (folder: string) => rmSync(join(folder, 'branch.db')), 'DATABASE_MISSING', 'DATABASE_MISSING'],
    ['the keyring is gone', (folder: string) => { rmSync(join(folder, 'keyring.json')); rmSync(join(folder, 'keyring-copy.json')) }, 'KEYRING_DAMAGED', 'KEYRING_DAMAGED'],
    ['the database is a folder', (folder: string) => { rmSync(join(folder, 'branch.db')); mkdirSync(join(folder, 'branch.db')) }, null, 'DATABASE_DAMAGED'],
  ])('where %s', async (_case, harm, status, unlock) => { expect(await problemOf(harm)).toEqual({ status, unlock }) })

  it('that is a file cannot be used', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(await openOffice(file).ask('workspace.status', {})).toMatchObject({ state: 'problem', problem: 'FOLDER_UNREADABLE' })
  })

  it('with a database of a newer application is refused without a byte written', async () => {
    const made = await settledOffice()
    made.service.close()
    await inDatabase(made, (db) => { db.pragma('user_version=99') })
    const before = dataFiles(made.folder).map((name) => [name, readFileSync(join(made.folder, name)).toString('base64'), statSync(join(made.folder, name)).mtimeMs])
    const office = openOffice(made.folder)
    expect(await office.refusal('workspace.unlock', { password })).toMatchObject({ code: 'DATABASE_NEWER', params: { found: '99' } })
    office.service.close()
    expect(dataFiles(made.folder).map((name) => [name, readFileSync(join(made.folder, name)).toString('base64'), statSync(join(made.folder, name)).mtimeMs])).toEqual(before)
  })
})
