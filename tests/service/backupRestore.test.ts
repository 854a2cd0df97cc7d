import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storedFiles } from '../../db/attachmentFiles.ts'
import { openDatabase } from '../../db/connection.ts'
import { keyringFiles, readKeyring, sealKeyring, unwrap, writeKeyring } from '../../db/keyring.ts'
import { schemaVersion } from '../../db/migrations/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { flipBit, killedWorker, officeWithPhotos, partPath, someFile, wholeState } from './backupOffice.ts'
import { cheap, inDatabase, openOffice, temporaryFolder } from './office.ts'
import { snapshotsOf } from './snapshots.ts'

const leftovers = (folder: string) => readdirSync(folder).filter((name) => /^restore|^replaced|\.new$|\.part$/.test(name))

const ballast = `CREATE TABLE ballast (x BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO ballast SELECT randomblob(4000) FROM n`
/** A bit of each of the last pages of the database; answers the file as it is then. */
function spoilEnd(folder: string, pages: number): Buffer {
  const file = join(folder, 'branch.db')
  const { length } = readFileSync(file)
  for (let page = 1; page <= pages; page++) flipBit(file, length - page * 4096 + 100)
  return readFileSync(file)
}

/** An office that changed after a backup: another opening, a third photo, a second meeting, another person. */
async function changedOffice() {
  const office = await officeWithPhotos()
  await office.edit('备份时的开场')
  const before = await wholeState(office)
  const { id } = await office.ask('backup.create', {})
  office.later(60)
  await office.edit('后来的开场')
  await office.photo('第三张')
  await office.ask('meetings.save', { kind: 'partyLecture', title: '九月党课', heldOn: '2026-09-20' })
  await office.ask('members.addMany', { lines: '钱学农\t积极分子' })
  return { ...office, id, before, after: await wholeState(office) }
}

describe('restoring', { timeout: 300_000 }, () => {
  it('brings everything back as it was, and restoring the backup made just before undoes it', async () => {
    const { id, before, after, ask, later, folder } = await changedOffice()
    const { undo, info, kept } = await ask('backup.restore', { id })
    expect([kept, info.people]).toEqual([null, 18])
    expect(await wholeState({ ask })).toEqual(before)
    expect(leftovers(folder)).toEqual([])
    later(10)
    const again = await ask('backup.restore', { id: undo ?? '' })
    expect(await wholeState({ ask })).toEqual(after)
    later(10)
    await ask('backup.restore', { id: again.undo ?? '' })
    expect(await wholeState({ ask })).toEqual(before)
    expect(await inDatabase({ folder }, (db) => db.prepare<[], string>(`SELECT act FROM audit ORDER BY row DESC LIMIT 1`).pluck().get())).toBe('backup.restore')
  })

  it('is previewed: what would be lost and what would come back, by name', async () => {
    const { ask, id, meetingId } = await changedOffice()
    await ask('meetings.remove', { id: meetingId })
    const preview = await ask('backup.preview', { id })
    expect(preview).toMatchObject({ id, older: false, schema: schemaVersion, moreMeetings: 0, meetings: [{ title: '九月党课', heldOn: '2026-09-20', how: 'added' }, { id: meetingId, how: 'removed' }] })
    expect(preview.counts).toEqual(expect.arrayContaining([{ kind: 'meetings', label: '会议和活动', now: 1, before: 1 }, { kind: 'people', label: '人员', now: 19, before: 18 }, { kind: 'attachments', label: '附件', now: 3, before: 2 }]))
    await ask('meetings.restore', { id: meetingId })
    expect((await ask('backup.preview', { id })).meetings).toMatchObject([{ how: 'added' }, { id: meetingId, how: 'changed' }])
  })

  it('names at most fifty meetings and counts the rest', async () => {
    const { ask, id } = await changedOffice()
    for (let i = 0; i < 52; i++) await ask('meetings.save', { kind: 'partyLecture', title: `第${i}课`, heldOn: '2026-09-21' })
    const { meetings, moreMeetings } = await ask('backup.preview', { id })
    expect([meetings.length, moreMeetings]).toEqual([50, 4])
  })

  it('puts back attachments that the workspace lost or spoiled', async () => {
    const { ask, id, folder, before } = await changedOffice()
    const [lost, spoiled] = [...storedFiles(folder)].map(({ path }) => path).filter((path) => existsSync(path.replace(folder, join(folder, 'backups'))))
    unlinkSync(lost ?? '')
    flipBit(spoiled ?? '', 40)
    await ask('backup.restore', { id })
    expect(await wholeState({ ask })).toEqual(before)
  })

  it('of a broken backup is refused before anything happens', async () => {
    const { ask, refusal, id, place, after } = await changedOffice()
    flipBit(partPath(place, id, 'database'), 9000)
    expect(await refusal('backup.restore', { id })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'database' } })
    expect((await ask('backup.list', {})).map((row) => row.id)).toEqual([id])
    expect(await wholeState({ ask })).toEqual(after)
  })

  it('of a backup whose attachment is gone everywhere is refused, and leaves nothing', async () => {
    const { ask, refusal, id, place, folder, after } = await changedOffice()
    const name = someFile(place).slice(place.length)
    unlinkSync(place + name)
    const held = readFileSync(folder + name)
    unlinkSync(folder + name)
    expect(await refusal('backup.restore', { id })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'attachment' } })
    expect(leftovers(folder)).toEqual([])
    writeFileSync(folder + name, held)
    expect(await wholeState({ ask })).toEqual(after)
  })

  it('of a database that opens but is too broken to be backed up keeps the broken file', async () => {
    const { id, folder, before, service } = await changedOffice()
    await inDatabase({ folder }, (db) => db.exec(ballast))
    service.close()
    const broken = spoilEnd(folder, 20)
    const again = openOffice(folder)
    again.now.iso = '2026-09-09T08:00:00.000Z'
    await again.ask('workspace.unlock', { password: branch.password })
    expect((await again.refusal('backup.create', {})).code).toBe('DATABASE_DAMAGED')
    expect(await again.ask('backup.restore', { id })).toMatchObject({ undo: null, kept: 'kept-2026-09-09T08-00-00Z' })
    expect(readFileSync(join(folder, 'kept-2026-09-09T08-00-00Z', 'branch.db')).equals(broken)).toBe(true)
    expect(await wholeState(again)).toEqual(before)
  })

  it('of a database that is seen broken only while it opens is offered like that of one that never opens', async () => {
    const { id, folder, before, service } = await changedOffice()
    service.close()
    spoilEnd(folder, readFileSync(join(folder, 'branch.db')).length / 4096 - 3)
    const again = openOffice(folder)
    expect((await again.refusal('workspace.unlock', { password: branch.password })).code).toBe('DATABASE_DAMAGED')
    const folderToken = '0197a000-0000-7000-8000-0000000000aa'
    again.service.grant(folderToken, join(folder, 'backups'))
    expect(await again.ask('backup.restoreFrom', { folderToken, id, password: branch.password })).toMatchObject({ kept: expect.stringMatching(/^kept-/) })
    expect(await wholeState(again)).toEqual(before)
  })

  it('loses no save that comes in while the backup for undoing it is made', async () => {
    const { ask, id, edit, opening, later, reread, place } = await changedOffice()
    const restored = ask('backup.restore', { id })
    while (!readdirSync(place).some((name) => name.endsWith('-restore.db.part'))) await new Promise((resolve) => { setTimeout(resolve, 1) })
    // Its snapshot is taken at once; what is saved a moment later is not in it.
    await new Promise((resolve) => { setTimeout(resolve, 20) })
    await edit('途中')
    const { undo } = await restored
    expect(await opening()).toBe('备份时的开场')
    later(10)
    await ask('backup.restore', { id: undo ?? '' })
    await reread()
    expect(await opening()).toBe('途中')
  })
})

describe('a kill at every step of a restore', { timeout: 300_000 }, () => {
  it('leaves the database of before or the restored one, whole, and after the journal stands the restored one', async () => {
    const { id, before, after, ask, folder } = await changedOffice()
    const { armed, taken, names } = snapshotsOf(folder)
    armed.now = true
    await ask('backup.restore', { id })
    armed.now = false
    expect(taken.length).toBeGreaterThan(8)
    const seen: string[] = []
    for (const [step, copy] of taken.entries()) {
      const again = openOffice(copy)
      await again.ask('workspace.unlock', { password: branch.password })
      const state = JSON.stringify(await wholeState(again))
      expect([names[step], [JSON.stringify(before), JSON.stringify(after)].includes(state)]).toEqual([names[step], true])
      expect([names[step], leftovers(copy)]).toEqual([names[step], []])
      seen.push(state === JSON.stringify(before) ? 'restored' : 'before')
      again.service.close()
    }
    // Once the restored one, always the restored one.
    expect(seen.join(' ')).toMatch(/^(before )+(restored ?)+$/)
    const journal = names.findIndex((name) => name === 'renameSync /restore.json.new')
    expect(seen.indexOf('restored')).toBe(journal + 1)
  })

  it('on a computer with a broken workspace: whichever step, a later start or a second try ends whole, and the broken files are kept', async () => {
    const { id, before, folder, service, place } = await changedOffice()
    service.close()
    const stick = temporaryFolder()
    cpSync(place, join(stick, 'backups'), { recursive: true })
    rmSync(place, { recursive: true })
    for (const file of keyringFiles(folder)) writeFileSync(file, '{}')
    const office = openOffice(folder)
    const { armed, taken, names } = snapshotsOf(folder)
    const from = (target: typeof office) => {
      const token = '0197a000-0000-7000-8000-0000000000aa'
      target.service.grant(token, stick)
      return { folderToken: token, id, password: branch.password }
    }
    armed.now = true
    await office.ask('backup.restoreFrom', from(office))
    armed.now = false
    expect(JSON.stringify(await wholeState(office))).toBe(JSON.stringify(before))
    expect(taken.length).toBeGreaterThan(8)
    for (const [step, copy] of taken.entries()) {
      const again = openOffice(copy)
      const { state } = await again.ask('workspace.status', {})
      if (state === 'locked') await again.ask('workspace.unlock', { password: branch.password })
      else await again.ask('backup.restoreFrom', from(again))
      expect([names[step], JSON.stringify(await wholeState(again)) === JSON.stringify(before)]).toEqual([names[step], true])
      expect([names[step], leftovers(copy)]).toEqual([names[step], []])
      const kept = readdirSync(copy).filter((name) => name.startsWith('kept-'))
      expect([names[step], kept.length]).toEqual([names[step], 1])
      expect(readdirSync(join(copy, kept[0] ?? '')).sort()).toEqual(['branch.db', 'keyring-copy.json', 'keyring.json'])
      again.service.close()
    }
  })

  it('of the worker while it lays the backup down: nothing has changed, and the next try works', async () => {
    const watched = { folder: '' }
    const killed = killedWorker(() => existsSync(join(watched.folder, 'restore.db')))
    const office = await officeWithPhotos({ spawnWorker: killed.spawn })
    watched.folder = office.folder
    const { id } = await office.ask('backup.create', {})
    office.later(10)
    await office.edit('后来的')
    const after = await wholeState(office)
    killed.armed.now = true
    expect(await office.refusal('backup.restore', { id })).toMatchObject({ code: 'BACKUP_FAILED' })
    killed.armed.now = false
    expect(await wholeState(office)).toEqual(after)
    await office.ask('backup.restore', { id })
    expect(await office.opening()).not.toBe('后来的')
  })
})

describe('on a computer with nothing on it', { timeout: 300_000 }, () => {
  async function bare() {
    const office = await changedOffice()
    const stick = temporaryFolder()
    cpSync(office.place, join(stick, 'backups'), { recursive: true })
    office.service.close()
    rmSync(office.folder, { recursive: true })
    const fresh = openOffice(join(temporaryFolder(), '新电脑', 'workspace'))
    const folderToken = '0197a000-0000-7000-8000-0000000000aa'
    fresh.service.grant(folderToken, stick)
    return { ...fresh, id: office.id, before: office.before, recoveryCode: office.recoveryCode, stick, folderToken }
  }

  it('a U盘 is searched without a key, and the password of the day brings everything back', async () => {
    const { ask, refusal, folderToken, id, before } = await bare()
    expect(await ask('backup.find', { folderToken })).toMatchObject([{ id, verified: true, newer: false, meetings: 1, attachments: 2 }])
    expect((await refusal('backup.restoreFrom', { folderToken, id, password: '不是这个' })).code).toBe('WRONG_PASSWORD')
    expect(await ask('workspace.status', {})).toMatchObject({ state: 'new' })
    expect(await ask('backup.restoreFrom', { folderToken, id, password: branch.password })).toMatchObject({ kept: null, info: { people: 18 } })
    expect(await wholeState({ ask })).toEqual(before)
    await ask('workspace.lock', {})
    expect(await ask('workspace.unlock', { password: branch.password })).toMatchObject({ people: 18 })
    expect(await ask('backup.create', {})).toMatchObject({ verified: true })
  })

  it('the recovery code does too, and then sets a new password', async () => {
    const { ask, refusal, folderToken, id, before, recoveryCode } = await bare()
    expect((await refusal('backup.restoreFrom', { folderToken, id, recoveryCode: 'AAAA-BBBB' })).code).toBe('WRONG_RECOVERY_CODE')
    await ask('backup.restoreFrom', { folderToken, id, recoveryCode })
    expect(await wholeState({ ask })).toEqual(before)
    await ask('workspace.recover', { recoveryCode, newPassword: '冬天的第二次会议' })
    await ask('workspace.lock', {})
    expect(await ask('workspace.unlock', { password: '冬天的第二次会议' })).toMatchObject({ people: 18 })
  })

  it('damage and a wrong password are told apart, and a broken backup makes no workspace', async () => {
    const { ask, refusal, folderToken, id, stick, folder } = await bare()
    const place = join(stick, 'backups')
    const database = readFileSync(partPath(place, id, 'database'))
    flipBit(partPath(place, id, 'database'), 9000)
    expect(await refusal('backup.restoreFrom', { folderToken, id, password: branch.password })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'database' } })
    expect((await refusal('backup.restoreFrom', { folderToken, id, password: '不是这个' })).code).toBe('WRONG_PASSWORD')
    writeFileSync(partPath(place, id, 'database'), database)
    const keyring = readFileSync(partPath(place, id, 'keyring'))
    flipBit(partPath(place, id, 'keyring'), 300)
    expect(await refusal('backup.restoreFrom', { folderToken, id, password: branch.password })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'keyring' } })
    writeFileSync(partPath(place, id, 'keyring'), keyring)
    unlinkSync(someFile(place))
    expect(await refusal('backup.restoreFrom', { folderToken, id, password: branch.password })).toMatchObject({ code: 'BACKUP_DAMAGED', params: { part: 'attachment' } })
    expect(await ask('workspace.status', {})).toMatchObject({ state: 'new' })
    expect(existsSync(join(folder, 'branch.db'))).toBe(false)
  })

  it('a workspace that opens is never written over, nor one whose password was only wrong', async () => {
    const office = await officeWithPhotos()
    const { id } = await office.ask('backup.create', {})
    const folderToken = office.token(office.place)
    const wanted = { folderToken, id, password: branch.password }
    expect((await office.refusal('backup.restoreFrom', wanted)).code).toBe('WORKSPACE_EXISTS')
    await office.ask('workspace.lock', {})
    expect((await office.refusal('workspace.unlock', { password: '不是这个' })).code).toBe('WRONG_PASSWORD')
    expect((await office.refusal('backup.restoreFrom', wanted)).code).toBe('WORKSPACE_EXISTS')
    expect(await office.refusal('backup.restoreFrom', { folderToken, id })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await office.refusal('backup.restoreFrom', { ...wanted, recoveryCode: 'x' })).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it.each([
    ['the database is gone', (folder: string) => unlinkSync(join(folder, 'branch.db')), 'DATABASE_MISSING'],
    ['the database is broken', (folder: string) => flipBit(join(folder, 'branch.db'), 1000), 'DATABASE_DAMAGED'],
    ['both keyrings are broken', (folder: string) => { for (const file of keyringFiles(folder)) flipBit(file, 100) }, 'KEYRING_DAMAGED'],
  ])('where %s, the backups beside it bring it back and the broken files stay', async (_case, harm, code) => {
    const { folder, service, id, before } = await changedOffice()
    service.close()
    harm(folder)
    const office = openOffice(folder)
    const folderToken = '0197a000-0000-7000-8000-0000000000aa'
    office.service.grant(folderToken, folder)
    expect((await office.refusal('workspace.unlock', { password: branch.password })).code).toBe(code)
    expect((await office.ask('backup.find', { folderToken })).map((row) => row.id)).toEqual([id])
    const { kept } = await office.ask('backup.restoreFrom', { folderToken, id, password: branch.password })
    expect(await wholeState(office)).toEqual(before)
    expect(readdirSync(join(folder, kept ?? '')).length).toBeGreaterThan(1)
  })
})

describe('a backup of another version', { timeout: 300_000 }, () => {
  it('that is newer is refused, and nothing has changed', async () => {
    const { ask, refusal, folder, place } = await officeWithPhotos()
    await inDatabase({ folder }, (db) => db.pragma(`user_version=${schemaVersion + 1}`))
    const { id } = await ask('backup.create', {})
    await inDatabase({ folder }, (db) => db.pragma(`user_version=${schemaVersion}`))
    expect(await refusal('backup.restore', { id })).toMatchObject({ code: 'DATABASE_NEWER' })
    expect(readdirSync(place).filter((name) => name.endsWith('.db'))).toHaveLength(1)
    const folderToken = '0197a000-0000-7000-8000-0000000000aa'
    const bare = openOffice(join(temporaryFolder(), 'workspace'))
    bare.service.grant(folderToken, place)
    expect(await bare.ask('backup.find', { folderToken })).toMatchObject([{ id, newer: true }])
    expect((await bare.refusal('backup.restoreFrom', { folderToken, id, password: branch.password })).code).toBe('DATABASE_NEWER')
  })
})

describe('after a new data key', { timeout: 300_000 }, () => {
  it('an older backup is restored without the old password, and the key of today stays', async () => {
    const { folder, service, id, before } = await changedOffice()
    service.close()
    // What a rotation leaves: the database under a new key, the old one among the former keys, the keyring sealed anew.
    const oldKey = await unwrap(readKeyring(folder), 'password', branch.password) ?? Buffer.alloc(32)
    const newKey = Buffer.alloc(32, 7)
    const db = openDatabase({ file: join(folder, 'branch.db'), key: oldKey })
    db.prepare(`INSERT INTO former_key (key, until) VALUES (?, '2026-09-09')`).run(oldKey)
    db.pragma('journal_mode=DELETE')
    db.pragma(`rekey="x'${newKey.toString('hex')}'"`)
    db.close()
    writeKeyring(folder, await sealKeyring(newKey, '冬天的第二次会议', 'AAAA-BBBB', cheap))
    const office = openOffice(folder)
    office.now.iso = '2026-09-10T08:00:00.000Z'
    await office.ask('workspace.unlock', { password: '冬天的第二次会议' })
    expect(await office.ask('backup.verify', { id })).toMatchObject({ verified: true })
    expect((await office.ask('backup.preview', { id })).meetings).toHaveLength(2)
    const { undo } = await office.ask('backup.restore', { id })
    expect(await wholeState(office)).toEqual(before)
    await office.ask('workspace.lock', {})
    await office.ask('workspace.unlock', { password: '冬天的第二次会议' })
    // The restored one was made before the rotation, and still knows the former key.
    expect(await office.ask('backup.verify', { id })).toMatchObject({ verified: true })
    office.now.iso = '2026-09-10T09:00:00.000Z'
    await office.ask('backup.restore', { id: undo ?? '' })
    expect((await office.ask('workspace.info', {})).people).toBe(19)
  })
})

it('files of the same names that somebody put there are not taken for backups', async () => {
  const { ask, place } = await officeWithPhotos()
  mkdirSync(place, { recursive: true })
  for (const name of ['照片.db', '2026-09-08.db', '2026-09-08T08-30-00Z-manual.db.part.txt', 'x.json']) writeFileSync(join(place, name), 'x')
  copyFileSync(join(place, 'x.json'), join(place, '2026-09-08T08-00-00Z-other.db'))
  await ask('backup.create', {})
  expect(await ask('backup.list', {})).toHaveLength(1)
  expect(readdirSync(place).filter((name) => /^(照片|x\.json|2026-09-08\.db|.*other)/.test(name))).toHaveLength(4)
})
