import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { leavingLog, openDatabase } from '../../../db/connection.ts'
import { temporaryFolder } from './folder.ts'

/** A database with one table, and how many bytes its file has. */
function written() {
  const file = join(temporaryFolder(), 'branch.db')
  const db = openDatabase({ file, key: randomBytes(32) })
  db.exec('CREATE TABLE page (text TEXT)')
  db.pragma('wal_checkpoint(TRUNCATE)')
  const write = db.transaction((pages: number) => { for (let n = 0; n < pages; n++) db.prepare('INSERT INTO page (text) VALUES (?)').run('字'.repeat(1200)) })
  return { db, write: (pages: number) => { write(pages) }, size: () => statSync(file).size }
}

describe('an act of thousands of pages', () => {
  it('is in the log once it is committed, and in the file a moment later', async () => {
    const { db, write, size } = written()
    const before = size()
    leavingLog(db, () => write(1500))
    expect(size()).toBe(before)
    expect(db.prepare('SELECT count(*) FROM page').pluck().get()).toBe(1500)
    await vi.waitFor(() => expect(size()).toBeGreaterThan(before + 1500 * 3600), { timeout: 20_000, interval: 50 })
    db.close()
  })

  it('is followed by commits that copy as usual, also where it failed', () => {
    const { db, write, size } = written()
    const before = size()
    expect(() => leavingLog(db, () => { throw new Error('given up') })).toThrow('given up')
    write(1500)
    expect(size()).toBeGreaterThan(before + 1500 * 3600)
    db.close()
  })

  it('may be followed by the end of the workspace', async () => {
    const { db, write } = written()
    leavingLog(db, () => write(10))
    db.close()
    // An exception of the timer would fail this file.
    await new Promise((done) => { setTimeout(done, 1200) })
    expect(db.open).toBe(false)
  })
})
