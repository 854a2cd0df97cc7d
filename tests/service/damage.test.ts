// A workspace that is broken somewhere: what is told, what brings it back, and that the broken files stay as they were.
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pathOfFile, storedFiles } from '../../db/attachmentFiles.ts'
import { keyringFiles } from '../../db/keyring.ts'
import { readWal } from '../../db/salvage/wal.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { jpegOf } from '../fixtures/files.ts'
import { textOfWord } from '../drive/papers.ts'
import { flipBit, officeWithPhotos, partPath, someFile, treeOf, wholeState } from './backupOffice.ts'
import { evidenceFile } from './fusionOffice.ts'
import { inDatabase, openOffice, temporaryFolder } from './office.ts'

const { password } = branch
const databaseOf = (folder: string) => join(folder, 'branch.db')
const spoilPage = (folder: string, page: number) => {
  const bytes = readFileSync(databaseOf(folder))
  bytes.fill(0x5a, (page - 1) * 4096, page * 4096)
  writeFileSync(databaseOf(folder), bytes)
}

/** Every folder and every file of a workspace with its content; the lock and its note change with every start. */
const bytesOf = (folder: string): Record<string, string> => Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.startsWith('in-use')).sort().map((name) => [name, statSync(join(folder, name)).isFile() ? createHash('sha256').update(readFileSync(join(folder, name))).digest('hex') : '']))

/** An office with one backup and, after it, another photo and another meeting; closed. */
async function closedOffice() {
  const office = await officeWithPhotos()
  await office.edit('备份时的开场')
  const before = await wholeState(office)
  const { id } = await office.ask('backup.create', {})
  office.later(20)
  await office.photo('备份以后的照片')
  await office.ask('meetings.save', { kind: 'partyLecture', title: '备份以后的党课', heldOn: '2026-09-20' })
  const after = await wholeState(office)
  office.service.close()
  return { folder: office.folder, id, before, after, meetingId: office.meetingId }
}

/** A folder with a log in it: its service was killed, not closed. Each edit is one save. */
async function killedOffice(edits: number) {
  const office = await officeWithPhotos()
  await office.ask('backup.create', {})
  for (let i = 1; i <= edits; i++) await office.edit(`第${i}次改动`)
  const folder = join(temporaryFolder(), '支部 数据')
  for (const name of readdirSync(office.folder, { recursive: true, encoding: 'utf8' })) {
    const from = join(office.folder, name)
    const to = join(folder, name)
    if (!statSync(from).isFile() || name.startsWith('in-use') || name.endsWith('-shm')) continue
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, to)
  }
  return { folder, meetingId: office.meetingId }
}

describe('a broken database', { timeout: 300_000 }, () => {
  it('is told after the right password, looked through without a byte written, and the newest backup takes its place', async () => {
    const { folder, id, before } = await closedOffice()
    spoilPage(folder, 1)
    const broken = readFileSync(databaseOf(folder))
    const { ask, refusal } = openOffice(folder)
    expect((await refusal('workspace.unlock', { password: 'falsch-falsch' })).code).toBe('WRONG_PASSWORD')
    expect((await refusal('damage.inspect', {})).code).toBe('LOCKED')
    expect((await refusal('workspace.unlock', { password })).code).toBe('DATABASE_DAMAGED')
    const files = bytesOf(folder)
    expect(await ask('damage.overview', {})).toMatchObject({ knowsKey: true, keyring: { file: 'whole', copy: 'whole' }, database: { present: true, bytes: broken.length, lostSaves: 0 }, best: { id, verified: true, meetings: 1 }, backupCount: 1 })
    const report = await ask('damage.inspect', {})
    expect(report.tables.find(({ table }) => table === 'meeting')).toMatchObject({ label: '会议和活动', read: 2 })
    expect(report.tables.find(({ table }) => table === 'person')).toMatchObject({ read: 18 })
    expect(report.attachments).toEqual({ needed: 3, whole: 3, broken: 0, missing: 0 })
    expect(bytesOf(folder)).toEqual(files)
    const { kept, info } = await ask('damage.restore', { id })
    expect(info.people).toBe(18)
    expect(await wholeState({ ask })).toEqual(before)
    expect(readFileSync(join(folder, kept ?? '', 'branch.db')).equals(broken)).toBe(true)
    // The photo that the backup does not know belongs to what is kept: with its database it can still be read.
    expect(Object.keys(treeOf(join(folder, kept ?? '', 'attachments'))).filter((name) => /[0-9a-f]{64}$/.test(name))).toHaveLength(1)
    expect((await refusal('damage.restore', { id })).code).toBe('WORKSPACE_EXISTS')
  })

  it('leaves the password of today, where it was changed since the backup', async () => {
    const office = await officeWithPhotos()
    const { id } = await office.ask('backup.create', {})
    await office.ask('keys.changePassword', { password, newPassword: 'das-neue-kennwort' })
    office.service.close()
    spoilPage(office.folder, 1)
    const { ask, refusal, service } = openOffice(office.folder)
    await refusal('workspace.unlock', { password: 'das-neue-kennwort' })
    await ask('damage.restore', { id })
    service.close()
    const again = openOffice(office.folder)
    expect((await again.refusal('workspace.unlock', { password })).code).toBe('WRONG_PASSWORD')
    expect((await again.ask('workspace.unlock', { password: 'das-neue-kennwort' })).people).toBe(18)
  })

  it('is brought back also where the data key was changed since the backup: the former key is read out of the broken database', async () => {
    const office = await officeWithPhotos()
    const { id } = await office.ask('backup.create', {})
    await office.ask('keys.rotate', { password })
    office.service.close()
    flipBit(databaseOf(office.folder), 3 * 4096 + 50)
    flipBit(databaseOf(office.folder), 1000)
    const { ask, refusal } = openOffice(office.folder)
    expect((await refusal('workspace.unlock', { password })).code).toBe('DATABASE_DAMAGED')
    await ask('damage.restore', { id })
    expect((await ask('workspace.info', {})).people).toBe(18)
  })

  it('met at work is told at once, what is on the screen stays, and the next opening leads to the screen of damage', async () => {
    const { folder, meetingId } = await closedOffice()
    const { length } = readFileSync(databaseOf(folder))
    const whole = readFileSync(databaseOf(folder))
    let met = ''
    for (let page = 3; page <= length / 4096 && met === ''; page++) {
      spoilPage(folder, page)
      const office = openOffice(folder)
      const opened = await office.service.call('workspace.unlock', { password })
      if (opened.ok) {
        const answer = await office.service.call('meetings.get', { id: meetingId })
        if (!answer.ok && answer.error.code === 'DATABASE_DAMAGED') met = answer.error.message
      }
      office.service.close()
      if (met === '') {
        writeFileSync(databaseOf(folder), whole)
        rmSync(join(folder, 'damaged.json'), { force: true })
        for (const end of ['-wal', '-shm']) rmSync(databaseOf(folder) + end, { force: true })
      }
    }
    expect(met).toContain('屏幕上的文字还在')
    const { refusal, ask } = openOffice(folder)
    expect((await refusal('workspace.unlock', { password })).code).toBe('DATABASE_DAMAGED')
    const { best } = await ask('damage.overview', {})
    await ask('damage.restore', { id: best?.id ?? '' })
    expect(existsSync(join(folder, 'damaged.json'))).toBe(false)
    expect((await ask('meetings.get', { id: meetingId })).opening).toBe('备份时的开场')
  })

  it('on a page that only the end of the opening reads stays byte for byte as it was, and so does its log', async () => {
    const { folder, meetingId } = await closedOffice()
    const pages = await inDatabase({ folder }, (db) => db.prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'person' AND type = 'index'`).pluck().all())
    const office = openOffice(folder)
    await office.ask('workspace.unlock', { password })
    await office.ask('meetings.setState', { id: meetingId, state: 'notified' })
    // As a kill leaves it: with its log.
    const copy = join(temporaryFolder(), '支部 数据')
    cpSync(folder, copy, { recursive: true, filter: (from) => !/in-use|-shm$/.test(from) })
    for (const page of pages) flipBit(databaseOf(copy), (page - 1) * 4096 + 1500)
    const before = bytesOf(copy)
    const broken = openOffice(copy)
    expect((await broken.refusal('workspace.unlock', { password })).code).toBe('DATABASE_DAMAGED')
    broken.service.close()
    const after = bytesOf(copy)
    expect(before['branch.db-wal']).toBeDefined()
    for (const file of ['branch.db', 'branch.db-wal']) expect([file, after[file]]).toEqual([file, before[file]])
  })

  it('that is marked and whole after all opens, and the mark goes', async () => {
    const { folder } = await closedOffice()
    writeFileSync(join(folder, 'damaged.json'), '{}')
    const { ask } = openOffice(folder)
    await ask('workspace.unlock', { password })
    expect(existsSync(join(folder, 'damaged.json'))).toBe(false)
  })

  it('that is gone is brought back with the password', async () => {
    const { folder, id, before } = await closedOffice()
    renameSync(databaseOf(folder), join(temporaryFolder(), 'elsewhere.db'))
    const { ask, refusal } = openOffice(folder)
    expect(await ask('workspace.status', {})).toMatchObject({ state: 'problem', problem: 'DATABASE_MISSING' })
    expect((await ask('damage.overview', {})).database).toMatchObject({ present: false, bytes: 0 })
    expect((await refusal('damage.restore', { id })).code).toBe('LOCKED')
    expect((await refusal('damage.restore', { id, password: 'falsch-falsch' })).code).toBe('WRONG_PASSWORD')
    await ask('damage.restore', { id, password })
    expect(await wholeState({ ask })).toEqual(before)
  })

  it('is not restored from a backup whose database is broken too', async () => {
    const { folder, id } = await closedOffice()
    spoilPage(folder, 1)
    flipBit(partPath(join(folder, 'backups'), id, 'database'), 2000)
    const { refusal } = openOffice(folder)
    await refusal('workspace.unlock', { password })
    expect((await refusal('damage.restore', { id })).code).toBe('BACKUP_DAMAGED')
    expect(existsSync(databaseOf(folder))).toBe(true)
  })
})

describe('a broken log', { timeout: 300_000 }, () => {
  /** In the middle of the log: whole saves lie behind it. A log that was begun anew has older frames at its end, with other salts. */
  const spoilLog = (folder: string) => {
    const file = `${databaseOf(folder)}-wal`
    const bytes = readFileSync(file)
    const frameAt = (n: number) => 32 + n * 4120
    let frames = 0
    while (frameAt(frames + 1) <= bytes.length && bytes.subarray(frameAt(frames) + 8, frameAt(frames) + 16).equals(bytes.subarray(16, 24))) frames++
    flipBit(file, frameAt(Math.floor(frames / 2)) + 500)
  }

  it('is told, since SQLite would drop every save behind it without a word; opened without them, the files of before are kept', async () => {
    const { folder, meetingId } = await killedOffice(30)
    spoilLog(folder)
    const log = readFileSync(`${databaseOf(folder)}-wal`)
    const { ask, refusal, service } = openOffice(folder)
    const told = await refusal('workspace.unlock', { password })
    expect([told.code, told.params?.['detail']]).toEqual(['DATABASE_DAMAGED', 'log'])
    expect(readFileSync(`${databaseOf(folder)}-wal`).equals(log)).toBe(true)
    expect((await ask('damage.overview', {})).database.lostSaves).toBeGreaterThan(2)
    await ask('damage.openWithoutTail', {})
    expect((await ask('meetings.get', { id: meetingId })).opening).toMatch(/第\d+次改动/)
    expect((await refusal('damage.openWithoutTail', {})).code).toBe('WORKSPACE_EXISTS')
    const [kept = '', ...more] = readdirSync(folder).filter((name) => name.startsWith('kept-'))
    expect(more).toEqual([])
    expect(readFileSync(join(folder, kept, 'branch.db-wal')).equals(log)).toBe(true)
    service.close()
    expect((await openOffice(folder).ask('workspace.unlock', { password })).people).toBe(18)
  })

  it('still gives all of its saves to a salvage', async () => {
    const { folder } = await killedOffice(30)
    spoilLog(folder)
    const { ask, refusal, service } = openOffice(folder)
    await refusal('workspace.unlock', { password })
    const into = temporaryFolder()
    const token = '6d5ae8a2-5a41-4c1f-9a01-2f3a36f2a001'
    service.grant(token, into)
    const { folderName } = await ask('damage.salvage', { folderToken: token })
    const [paper] = readdirSync(join(into, folderName, '会议记录'))
    expect(textOfWord(join(into, folderName, '会议记录', paper ?? ''))).toContain('第30次改动')
  })

  it('whose last save was cut off by a kill is no damage', async () => {
    const { folder, meetingId } = await killedOffice(10)
    const log = `${databaseOf(folder)}-wal`
    const bytes = readFileSync(log)
    const lastCommit = Array.from({ length: (bytes.length - 32) / 4120 }, (_, i) => 32 + i * 4120).filter((at) => bytes.readUInt32BE(at + 4) !== 0).at(-1) ?? 0
    for (const cut of [lastCommit, lastCommit + 24, lastCommit + 2000]) {
      writeFileSync(log, bytes.subarray(0, cut))
      expect(readWal(log).lostCommits).toBe(0)
    }
    const { ask } = openOffice(folder)
    await ask('workspace.unlock', { password })
    expect((await ask('meetings.get', { id: meetingId })).opening).toBe('第9次改动')
  })
})

describe('a broken keyring', { timeout: 300_000 }, () => {
  it('in one copy is mended from the other at the next opening, told, and the broken one stays beside it', async () => {
    const { folder, after } = await closedOffice()
    const [first] = keyringFiles(folder)
    flipBit(first, 300)
    const broken = readFileSync(first)
    const { ask, service } = openOffice(folder)
    await ask('workspace.unlock', { password })
    expect((await ask('damage.overview', {}))).toMatchObject({ mended: ['keyring.json'], keyring: { file: 'whole', copy: 'whole' } })
    expect(readFileSync(`${first}.broken`).equals(broken)).toBe(true)
    expect(await wholeState({ ask })).toEqual(after)
    service.close()
    expect((await openOffice(folder).ask('damage.overview', {})).mended).toEqual([])
  })

  it('in both copies says that no password can be checked; that of a backup opens the data of today, and nothing is lost', async () => {
    const { folder, after } = await closedOffice()
    for (const file of keyringFiles(folder)) flipBit(file, 300)
    const { ask, refusal } = openOffice(folder)
    expect((await ask('workspace.status', {}))).toMatchObject({ state: 'problem', problem: 'KEYRING_DAMAGED' })
    for (const typed of [password, 'falsch-falsch']) expect((await refusal('workspace.unlock', { password: typed })).code).toBe('KEYRING_DAMAGED')
    expect((await refusal('damage.inspect', { password })).code).toBe('KEYRING_DAMAGED')
    expect((await refusal('damage.mendKeyring', { password: 'falsch-falsch' })).code).toBe('WRONG_PASSWORD')
    expect((await ask('damage.mendKeyring', { password })).people).toBe(18)
    expect(await wholeState({ ask })).toEqual(after)
    expect(readdirSync(folder).filter((name) => name.endsWith('.broken'))).toEqual(['keyring-copy.json.broken', 'keyring.json.broken'])
  })

  it('is not mended by one of before a new data key, and then the backup is restored with its own', async () => {
    const office = await officeWithPhotos()
    const { id } = await office.ask('backup.create', {})
    await office.ask('keys.rotate', { password })
    office.service.close()
    for (const file of keyringFiles(office.folder)) writeFileSync(file, '')
    const { ask, refusal } = openOffice(office.folder)
    expect((await refusal('damage.mendKeyring', { password })).code).toBe('KEYRING_NOT_MENDED')
    expect((await ask('damage.restore', { id, password })).info.people).toBe(18)
  })

  it('without any backup says so', async () => {
    const office = await officeWithPhotos()
    office.service.close()
    for (const file of keyringFiles(office.folder)) rmSync(file)
    const { ask, refusal } = openOffice(office.folder)
    expect((await ask('damage.overview', {}))).toMatchObject({ keyring: { file: 'missing', copy: 'missing' }, best: null, backupCount: 0 })
    expect(await refusal('damage.mendKeyring', { password })).toMatchObject({ code: 'KEYRING_NOT_MENDED', params: { found: 'none' } })
  })
})

describe('a salvage', { timeout: 300_000 }, () => {
  it('writes readable papers, a roster, attachments and a list, and leaves every byte of the workspace as it was', async () => {
    const { folder } = await closedOffice()
    spoilPage(folder, 1)
    const { ask, refusal, service } = openOffice(folder)
    await refusal('workspace.unlock', { password })
    const before = bytesOf(folder)
    const into = temporaryFolder()
    const folderToken = '6d5ae8a2-5a41-4c1f-9a01-2f3a36f2a002'
    service.grant(folderToken, into)
    const told = await ask('damage.salvage', { folderToken })
    expect(told).toMatchObject({ meetings: 2, failed: 0, people: 18, attachments: 3, lostAttachments: 0, strayTexts: 0 })
    const place = join(into, told.folderName)
    expect(readdirSync(place).sort()).toEqual(['会议记录', '党员名册.txt', '抢救清单.txt', '附件'].sort())
    const papers = readdirSync(join(place, '会议记录'))
    expect(papers).toHaveLength(2)
    expect(papers.map((name) => textOfWord(join(place, '会议记录', name))).join('\n')).toContain('备份时的开场')
    expect(readFileSync(join(place, '党员名册.txt'), 'utf8')).toContain('郑浩然\t正式党员')
    const list = readFileSync(join(place, '抢救清单.txt'), 'utf8')
    expect(list).toContain('会议记录2份，人员18人，附件3个')
    expect(list).toContain('备份以后的党课')
    expect(bytesOf(folder)).toEqual(before)
    expect((await ask('damage.salvage', { folderToken })).folderName).not.toBe(told.folderName)
  })

  it('of a database with each single page lost names what is missing and never fails', async () => {
    const { folder } = await closedOffice()
    const whole = readFileSync(databaseOf(folder))
    const { inspect } = await salvager(folder)
    let named = 0
    for (let page = 2; page <= whole.length / 4096; page += 3) {
      writeFileSync(databaseOf(folder), whole)
      spoilPage(folder, page)
      const { tables, pages, directoryLost } = await inspect()
      if (pages.lost > 0) named++
      expect(directoryLost || tables.some(({ lostPages }) => lostPages > 0)).toBe(pages.lost > 0)
    }
    expect(named).toBeGreaterThan(3)
  })

  it('of a file that ends in the middle reads what is left', async () => {
    const { folder } = await closedOffice()
    writeFileSync(databaseOf(folder), readFileSync(databaseOf(folder)).subarray(0, 20 * 4096 + 777))
    const { inspect } = await salvager(folder)
    expect((await inspect()).tables.find(({ table }) => table === 'person')?.read).toBe(18)
  })

  it('tells which pages are not what was written, and reads all of them but one block', async () => {
    const { folder } = await closedOffice()
    const whole = readFileSync(databaseOf(folder))
    const { inspect } = await salvager(folder)
    const rows = (tables: { read: number }[]) => tables.reduce((sum, { read }) => sum + read, 0)
    const all = rows((await inspect()).tables)
    let unsure = 0
    for (let at = 4096 + 700; at < whole.length; at += 5 * 4096) {
      writeFileSync(databaseOf(folder), whole)
      flipBit(databaseOf(folder), at)
      const report = await inspect()
      unsure += report.pages.unsure
      expect(rows(report.tables)).toBeGreaterThan(all * 0.5)
    }
    expect(unsure).toBeGreaterThan(2)
  })

  it('is refused where the folder cannot be written, and where no password was right', async () => {
    const { folder } = await closedOffice()
    const { refusal, service } = openOffice(folder)
    const folderToken = '6d5ae8a2-5a41-4c1f-9a01-2f3a36f2a003'
    service.grant(folderToken, join(temporaryFolder(), 'nowhere'))
    expect((await refusal('damage.salvage', { folderToken, password })).code).toBe('FILE_NOT_WRITTEN')
    service.grant(folderToken, temporaryFolder())
    expect((await refusal('damage.salvage', { folderToken })).code).toBe('LOCKED')
    expect((await refusal('damage.salvage', { folderToken, password: 'falsch-falsch' })).code).toBe('WRONG_PASSWORD')
  })
})

/** Looks through a folder again and again, with the key that was asked for once. */
async function salvager(folder: string) {
  const { ask } = openOffice(folder)
  const inspect = () => ask('damage.inspect', {})
  await ask('damage.inspect', { password })
  return { inspect }
}

describe('a broken attachment', { timeout: 300_000 }, () => {
  it('is told by the list, found again in a backup, and the broken file stays beside it', async () => {
    const office = await officeWithPhotos()
    const { ask, meetingId, folder } = office
    await ask('backup.create', {})
    const path = someFile(folder)
    writeFileSync(path, readFileSync(path).subarray(0, 30))
    const { ids } = await ask('damage.brokenAttachments', { meetingId })
    expect(ids).toHaveLength(1)
    const [id = ''] = ids
    expect((await office.refusal('attachments.content', { id })).code).toBe('ATTACHMENT_DAMAGED')
    expect(await ask('damage.findAttachment', { id })).toEqual({ from: 'computer', placeName: '这台电脑' })
    expect((await ask('attachments.content', { id })).base64.length).toBeGreaterThan(20)
    expect(readFileSync(`${path}.broken`)).toHaveLength(30)
    expect((await ask('damage.brokenAttachments', { meetingId })).ids).toEqual([])
  })

  it('of a person, or one that proves an item done, is found again just so', async () => {
    const office = await officeWithPhotos()
    const { ask, folder, roster, refusal } = office
    const [person] = roster
    if (!person) throw new Error('nobody in the roster')
    const item = await ask('actions.save', { title: '完成首次核对', owner: person.name, source: 'own' })
    const added = await ask('actions.addFiles', { id: item.id, fileTokens: [evidenceFile(office, '核对表.pdf')] })
    const evidenceId = added.action.evidenceFiles[0]?.id ?? ''
    const scan = await ask('materials.addBytes', { personId: person.id, name: '入党志愿书.jpg', base64: jpegOf('入党志愿书').toString('base64'), kind: 'admissionForm' })
    await ask('backup.create', {})
    for (const { name } of storedFiles(folder)) writeFileSync(pathOfFile(folder, name), readFileSync(pathOfFile(folder, name)).subarray(0, 30))
    expect((await refusal('materials.content', { id: scan.id })).code).toBe('ATTACHMENT_DAMAGED')
    expect(await ask('damage.findAttachment', { id: scan.id })).toEqual({ from: 'computer', placeName: '这台电脑' })
    expect((await ask('materials.content', { id: scan.id })).base64).toBe(jpegOf('入党志愿书').toString('base64'))
    await ask('damage.findAttachment', { id: evidenceId })
    expect(Buffer.from((await ask('actions.fileContent', { evidenceId })).base64, 'base64').toString()).toContain('核对表')
  })

  it('with one wrong bit is found when it is read, and that it is in no backup is said with what to do', async () => {
    const office = await officeWithPhotos()
    const { ask, meetingId, folder, refusal } = office
    flipBit(someFile(folder), 40)
    const broken: string[] = []
    for (const { id } of (await ask('attachments.list', { meetingId })).attachments) {
      const answer = await office.service.call('attachments.content', { id })
      if (!answer.ok) broken.push(id)
    }
    expect(broken).toHaveLength(1)
    const before = readFileSync(someFile(folder))
    expect(await refusal('damage.findAttachment', { id: broken[0] ?? '' })).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
    expect(readFileSync(someFile(folder)).equals(before)).toBe(true)
  })
})
