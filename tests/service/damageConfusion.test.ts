// One thing broken at a time, with the right password and with a wrong one: the two are never taken for each other.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyringFiles, readKeyringFile } from '../../db/keyring.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { officeWithPhotos } from './backupOffice.ts'
import { openOffice, temporaryFolder } from './office.ts'

const rounds = 22

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Draw = (below: number) => number
const flip = (file: string, draw: Draw, from = 0, to = Infinity): void => {
  const bytes = readFileSync(file)
  const at = from + draw(Math.min(to, bytes.length) - from)
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << draw(8)), at)
  writeFileSync(file, bytes)
}
const cut = (file: string, draw: Draw): void => { const bytes = readFileSync(file); writeFileSync(file, bytes.subarray(0, draw(bytes.length))) }

const harms: readonly { name: string; harm(folder: string, draw: Draw): void }[] = [
  { name: 'a bit of keyring.json', harm: (folder, draw) => flip(keyringFiles(folder)[0], draw) },
  { name: 'a bit of keyring-copy.json', harm: (folder, draw) => flip(keyringFiles(folder)[1], draw) },
  { name: 'a bit of both keyrings', harm: (folder, draw) => keyringFiles(folder).forEach((file) => flip(file, draw)) },
  { name: 'keyring.json cut short', harm: (folder, draw) => cut(keyringFiles(folder)[0], draw) },
  { name: 'a bit of the first page', harm: (folder, draw) => flip(join(folder, 'branch.db'), draw, 0, 4096) },
  { name: 'a bit of another page', harm: (folder, draw) => flip(join(folder, 'branch.db'), draw, 4096) },
  { name: 'a bit of the log', harm: (folder, draw) => flip(join(folder, 'branch.db-wal'), draw) },
  { name: 'the database cut short', harm: (folder, draw) => cut(join(folder, 'branch.db'), draw) },
  { name: 'the log cut short', harm: (folder, draw) => cut(join(folder, 'branch.db-wal'), draw) },
  { name: 'the database gone', harm: (folder) => rmSync(join(folder, 'branch.db')) },
]

/** What an opening answers: null where it opens. */
async function answerTo(folder: string, password: string): Promise<string | null> {
  const { service } = openOffice(folder)
  const answer = await service.call('workspace.unlock', { password })
  service.close()
  return answer.ok ? null : answer.error.code
}

describe('a wrong password and damage', { timeout: 300_000 }, () => {
  it(`are told apart after each of ${rounds * harms.length} single damages`, async () => {
    const office = await officeWithPhotos()
    for (let i = 0; i < 12; i++) await office.edit(`第${i}次`)
    const settled = join(temporaryFolder(), 'settled')
    // As after a kill, with its log.
    cpSync(office.folder, settled, { recursive: true, filter: (name) => !/in-use|-shm$/.test(name) })
    office.service.close()
    const draw = numbers(20261123)
    const seen = new Map<string, number>()
    const confused: string[] = []
    for (let round = 0; round < rounds; round++) {
      for (const { name, harm } of harms) {
        const folder = join(temporaryFolder(), 'broken')
        cpSync(settled, folder, { recursive: true })
        harm(folder, draw)
        const cannotCheck = keyringFiles(folder).every((file) => readKeyringFile(file) === null)
        const isGone = !existsSync(join(folder, 'branch.db'))
        const wrong = await answerTo(folder, 'not-the-password')
        const right = await answerTo(folder, branch.password)
        const wanted = cannotCheck ? 'KEYRING_DAMAGED' : isGone ? 'DATABASE_MISSING' : 'WRONG_PASSWORD'
        if (wrong !== wanted) confused.push(`wrong password, ${name}: ${wrong ?? 'opened'}`)
        const allowed = cannotCheck ? ['KEYRING_DAMAGED'] : isGone ? ['DATABASE_MISSING'] : [null, 'DATABASE_DAMAGED']
        if (!allowed.includes(right)) confused.push(`right password, ${name}: ${right ?? 'opened'}`)
        seen.set(`${right ?? 'opened'}`, (seen.get(`${right ?? 'opened'}`) ?? 0) + 1)
      }
    }
    expect(confused).toEqual([])
    // All of them were met: a list of damages that harm nothing would prove nothing.
    for (const code of ['opened', 'DATABASE_DAMAGED', 'KEYRING_DAMAGED', 'DATABASE_MISSING']) expect(seen.get(code) ?? 0).toBeGreaterThan(15)
  })
})
