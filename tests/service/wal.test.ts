import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { readWal } from '../../db/salvage/wal.ts'
import { temporaryFolder } from './office.ts'

const [headLength, frameLength] = [32, 24 + 4096]

/** A log that was not copied back yet: three commits. */
function realLog(): Buffer {
  const file = join(temporaryFolder(), 'some.db')
  const db = new Database(file)
  db.pragma('journal_mode=WAL')
  db.exec('CREATE TABLE word (text TEXT)')
  for (const text of ['第一次保存', '第二次保存']) db.prepare('INSERT INTO word VALUES (?)').run(text.repeat(1000))
  const bytes = readFileSync(`${file}-wal`)
  db.close()
  return bytes
}

/** The same as a machine of the other byte order writes it: other sums, by the plain reading of the file format. */
function turnedRound(log: Buffer): Buffer {
  const bytes = Buffer.from(log)
  const sum = [0n, 0n] as [bigint, bigint]
  const add = (from: number, to: number): void => {
    for (let at = from; at < to; at += 8) {
      sum[0] = (sum[0] + BigInt(bytes.readUInt32BE(at)) + sum[1]) % 2n ** 32n
      sum[1] = (sum[1] + BigInt(bytes.readUInt32BE(at + 4)) + sum[0]) % 2n ** 32n
    }
  }
  const write = (at: number): void => sum.forEach((part, i) => { bytes.writeUInt32BE(Number(part), at + 4 * i) })
  bytes.writeUInt32BE(0x377f0683, 0)
  add(0, 24)
  write(24)
  for (let at = headLength; at < bytes.length; at += frameLength) {
    add(at, at + 8)
    add(at + 24, at + frameLength)
    write(at + 16)
  }
  return bytes
}

function read(bytes: Buffer) {
  const file = join(temporaryFolder(), 'log')
  writeFileSync(file, bytes)
  const { pages, pageCount, lostCommits } = readWal(file)
  return { pages: [...pages.keys()].sort((a, b) => a - b), pageCount, lostCommits }
}

describe('a write-ahead log', () => {
  it('is read alike, whichever byte order its machine had', () => {
    const log = realLog()
    const whole = read(log)
    expect(whole.pageCount).toBeGreaterThan(1)
    expect(whole.lostCommits).toBe(0)
    expect(read(turnedRound(log))).toEqual(whole)
  })

  it('ends at the first byte that is not as it was written', () => {
    for (const log of [realLog(), turnedRound(realLog())]) {
      log.writeUInt8(log.readUInt8(headLength + 1000) ^ 1, headLength + 1000)
      expect(read(log)).toMatchObject({ pages: [], pageCount: 0 })
    }
  })
})
