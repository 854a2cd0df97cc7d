import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { inDatabase, openOffice, settledOffice, staffedOffice, temporaryFolder } from './office.ts'

const unlock = { password: branch.password }
const bytesOf = (folder: string, name: string) => readFileSync(join(folder, name))

/** A workspace as a kill leaves it: its last saves are still in the log. */
async function killedOffice() {
  const office = await staffedOffice()
  office.service.close()
  const again = openOffice(office.folder)
  await again.ask('workspace.unlock', unlock)
  await again.ask('workspace.setLockAfter', { minutes: 7 })
  const folder = join(temporaryFolder(), 'killed')
  cpSync(office.folder, folder, { recursive: true })
  return { folder, file: (name: string) => join(folder, name) }
}

describe('after a kill or damage', { timeout: 300_000 }, () => {
  it('half-written files of before are cleared away by the next opening', async () => {
    const { folder, file } = await killedOffice()
    for (const name of ['keyring-copy.json.new', 'attempts.json.new']) writeFileSync(file(name), '{')
    await openOffice(folder).ask('workspace.unlock', unlock)
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  it('a lock file with something strange in it keeps nobody out, and still locks', async () => {
    const { folder, file } = await killedOffice()
    writeFileSync(file('in-use.lock'), 'not a database'.repeat(500))
    const office = openOffice(folder)
    await office.ask('workspace.unlock', unlock)
    expect((await openOffice(folder).refusal('workspace.unlock', unlock)).code).toBe('IN_USE')
  })

  it('an empty database is told as damaged, and its log is not taken away', async () => {
    const { folder, file } = await killedOffice()
    writeFileSync(file('branch.db'), '')
    const log = bytesOf(folder, 'branch.db-wal')
    expect(log.length).toBeGreaterThan(0)
    const office = openOffice(folder)
    expect((await office.refusal('workspace.unlock', unlock)).code).toBe('DATABASE_DAMAGED')
    office.service.close()
    expect(bytesOf(folder, 'branch.db-wal')).toEqual(log)
  })

  it('a database that is found broken while it opens is not written to, though a log stands beside it', async () => {
    const { folder, file } = await killedOffice()
    writeFileSync(file('branch.db'), bytesOf(folder, 'branch.db').subarray(0, 3 * 4096))
    const before = bytesOf(folder, 'branch.db')
    const office = openOffice(folder)
    expect((await office.refusal('workspace.unlock', unlock)).code).toBe('DATABASE_DAMAGED')
    office.service.close()
    expect(bytesOf(folder, 'branch.db')).toEqual(before)
    expect(existsSync(file('branch.db-wal'))).toBe(true)
  })

  it('a keyring of another workspace in one of its two places does not make the password wrong, and goes', async () => {
    const { folder, file } = await killedOffice()
    const other = await settledOffice()
    await other.ask('keys.changePassword', { ...unlock, newPassword: '别的支部的那个口令' })
    for (const name of ['keyring.json', 'keyring-copy.json'] as const) {
      copyFileSync(join(other.folder, name), file(name))
      const office = openOffice(folder)
      expect((await office.refusal('workspace.unlock', { password: '两边都不是的口令' })).code).toBe('WRONG_PASSWORD')
      await office.ask('workspace.unlock', unlock)
      office.service.close()
      expect(bytesOf(folder, 'keyring.json')).toEqual(bytesOf(folder, 'keyring-copy.json'))
    }
    writeFileSync(file('keyring.json'), '{}')
    const office = openOffice(folder)
    await office.ask('workspace.unlock', unlock)
    expect(bytesOf(folder, 'keyring.json')).toEqual(bytesOf(folder, 'keyring-copy.json'))
  })

  it('a kill while a restored database takes up its log keeps nobody out', async () => {
    const { folder, file } = await killedOffice()
    const office = openOffice(folder)
    await office.ask('workspace.unlock', unlock)
    office.service.close()
    await inDatabase({ folder }, (db) => {
      // As a restore lays it down; then a change that was synced into the journal and the file, and cut off there.
      db.pragma('journal_mode=DELETE')
      db.exec(`BEGIN IMMEDIATE; CREATE TABLE half (x); PRAGMA cache_spill=1`)
      db.exec('PRAGMA cache_size=1')
      db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO half SELECT randomblob(2000) FROM n`)
      for (const name of ['branch.db', 'branch.db-journal']) copyFileSync(file(name), `${file(name)}.cut`)
      db.exec('ROLLBACK')
    })
    for (const name of ['branch.db', 'branch.db-journal']) renameSync(`${file(name)}.cut`, file(name))
    const again = openOffice(folder)
    expect(await again.ask('workspace.unlock', unlock)).toMatchObject({ lockAfter: 7 })
    expect(existsSync(file('branch.db-journal'))).toBe(false)
  })

  it('a restore whose journal cannot be read any more goes back to the database that made room', async () => {
    const { folder, file } = await killedOffice()
    mkdirSync(file('replaced'))
    for (const name of ['branch.db', 'branch.db-wal']) renameSync(file(name), join(file('replaced'), name))
    writeFileSync(file('restore.json'), 'not whole')
    writeFileSync(file('restore.db'), 'staged')
    const office = openOffice(folder)
    expect(await office.ask('workspace.unlock', unlock)).toMatchObject({ lockAfter: 7 })
    expect(readdirSync(folder).filter((name) => /^restore|^replaced/.test(name))).toEqual([])
  })

  it('a restore that fails in the middle takes nothing away that is saved after it was refused', async () => {
    const office = await staffedOffice()
    const { id } = await office.ask('backup.create', {})
    office.now.iso = '2026-09-08T09:30:00.000Z'
    await office.ask('workspace.setLockAfter', { minutes: 7 })
    // The folder for the database that makes room cannot be made.
    writeFileSync(join(office.folder, 'replaced'), '')
    await office.refusal('backup.restore', { id })
    await office.ask('workspace.setLockAfter', { minutes: 9 })
    office.service.close()
    const again = openOffice(office.folder)
    expect(await again.ask('workspace.unlock', unlock)).toMatchObject({ lockAfter: 9 })
    expect(readdirSync(office.folder).filter((name) => /^restore|^replaced/.test(name))).toEqual([])
  })

  it('a restored database that proves broken before it was ever opened leaves the one it replaced', async () => {
    const { folder, file } = await killedOffice()
    const before = bytesOf(folder, 'branch.db')
    writeFileSync(file('restore.json'), JSON.stringify({ id: '2026-09-08T10-00-00Z-manual', keyring: null, kept: 'replaced' }))
    writeFileSync(file('restore.db'), 'torn'.repeat(2000))
    const office = openOffice(folder)
    expect((await office.refusal('workspace.unlock', unlock)).code).toBe('DATABASE_DAMAGED')
    expect(bytesOf(folder, 'replaced/branch.db')).toEqual(before)
    expect(existsSync(file('replaced/branch.db-wal'))).toBe(true)
  })
})
