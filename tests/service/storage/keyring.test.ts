import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyringFiles, makeRecoveryCode, normaliseRecoveryCode, officeCost, readKeyring, sealKeyring, unwrap, withRecoveryCode, writeKeyring } from '../../../db/keyring.ts'
import { schemaVersion } from '../../../db/migrations/index.ts'
import { cheap, codeOf, temporaryFolder } from './folder.ts'

const key = randomBytes(32)
const code = '7KQM-2A4B-9ZXC-VBNM-QWER-TYUP'

async function sealed() {
  const folder = temporaryFolder()
  writeKeyring(folder, await sealKeyring(key, '秋天的第一次会议', code, cheap))
  const [file, copy] = keyringFiles(folder)
  return { folder, file, copy }
}

describe('the data key', () => {
  it('opens by the password and by the recovery code, and by nothing else', async () => {
    const { folder } = await sealed()
    const keyring = readKeyring(folder)
    expect(await unwrap(keyring, 'password', '秋天的第一次会议')).toEqual(key)
    expect(await unwrap(keyring, 'recovery', normaliseRecoveryCode(code))).toEqual(key)
    for (const [slot, secret] of [['password', '秋天的第一次会'], ['password', '秋天的第一次会议 '], ['password', ''], ['password', normaliseRecoveryCode(code)], ['recovery', '秋天的第一次会议'], ['recovery', code.slice(0, -1)]] as const) {
      expect(await unwrap(keyring, slot, secret)).toBeNull()
    }
  })

  it('opens by a password in full-width letters as in half-width', async () => {
    const keyring = await sealKeyring(key, 'Ｐａｓｓ１２３４', code, cheap)
    expect(await unwrap(keyring, 'password', 'Pass1234')).toEqual(key)
  })

  it('does not open where a slot was moved to the other place', async () => {
    const keyring = await sealKeyring(key, '一样的秘密八字', '一样的秘密八字', cheap)
    expect(await unwrap({ ...keyring, slots: { password: keyring.slots.recovery, recovery: keyring.slots.password } }, 'password', '一样的秘密八字')).toBeNull()
  })

  it('is sealed whole even if it is wiped while the seal is made', async () => {
    const wiped = Buffer.from(key)
    const pending = sealKeyring(wiped, '秋天的第一次会议', code, cheap)
    wiped.fill(0)
    expect(await unwrap(await pending, 'password', '秋天的第一次会议')).toEqual(key)
  })

  it('keeps its password when the recovery code is changed', async () => {
    const before = await sealKeyring(key, '秋天的第一次会议', code, cheap)
    const after = await withRecoveryCode(before, key, '2222-3333-4444-5555-6666-7777', cheap)
    expect(await unwrap(after, 'password', '秋天的第一次会议')).toEqual(key)
    expect(await unwrap(after, 'recovery', '222233334444555566667777')).toEqual(key)
    expect(await unwrap(after, 'recovery', normaliseRecoveryCode(code))).toBeNull()
  })

  it('costs an attacker what it should: 128 MiB a guess', () => { expect(officeCost.N * officeCost.r * 128).toBe(128 * 1024 * 1024) })
})

describe('the recovery code', () => {
  it('has six groups of four without characters that look alike', () => {
    for (let i = 0; i < 200; i++) expect(makeRecoveryCode()).toMatch(/^([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}$/)
    expect(new Set(Array.from({ length: 200 }, makeRecoveryCode)).size).toBe(200)
  })
  it('may be typed in any case, with any blanks and dashes, in full width', () => {
    fc.assert(fc.property(fc.constantFrom('-', ' ', '—', '', '　', '\n', '_'), fc.boolean(), (between, lower) => {
      const typed = code.replaceAll('-', between)
      expect(normaliseRecoveryCode(lower ? typed.toLowerCase() : typed)).toBe(code.replaceAll('-', ''))
    }))
    expect(normaliseRecoveryCode('７ｋｑｍ－２Ａ４Ｂ')).toBe('7KQM2A4B')
  })
})

describe('the keyring file', () => {
  it('is readable for its owner only, and leaves nothing beside it', async () => {
    const { folder, file, copy } = await sealed()
    // Windows has no such bits; there the folder belongs to its user.
    expect([file, copy].map((f) => statSync(f).mode & 0o777)).toEqual(process.platform === 'win32' ? [0o666, 0o666] : [0o600, 0o600])
    expect(readdirSync(folder).sort()).toEqual(['keyring-copy.json', 'keyring.json'])
    expect(readFileSync(file)).toEqual(readFileSync(copy))
    expect(readFileSync(file).includes('秋天')).toBe(false)
  })

  const harms: [string, (file: string) => void][] = [
    ['is gone', (file) => rmSync(file)],
    ['is empty', (file) => writeFileSync(file, '')],
    ['is cut off', (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 300))],
    ['is zeros after a power cut', (file) => writeFileSync(file, Buffer.alloc(statSync(file).size))],
    ['has one character changed', (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/"wrapped": "(.)/, (_, c: string) => `"wrapped": "${c === 'A' ? 'B' : 'A'}`))],
    ['has another cost', (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"N": 16', '"N": 32'))],
    ['has a field more', (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"format": 1', '"format": 1, "more": 1'))],
    ['is a folder', (file) => { rmSync(file); mkdirSync(file) }],
  ]
  it.each(harms)('that %s is replaced by its copy; with both so it is KEYRING_DAMAGED', async (_case, harm) => {
    const { folder, file, copy } = await sealed()
    const whole = readKeyring(folder)
    harm(file)
    expect(readKeyring(folder)).toEqual(whole)
    harm(copy)
    expect(codeOf(() => readKeyring(folder))).toBe('KEYRING_DAMAGED')
  })

  it.each(harms.filter(([name]) => name !== 'is a folder'))('that %s only in its copy is read as ever', async (_case, harm) => {
    const { folder, copy } = await sealed()
    const whole = readKeyring(folder)
    harm(copy)
    expect(readKeyring(folder)).toEqual(whole)
  })

  it('of a newer application is refused with both versions', async () => {
    const folder = temporaryFolder()
    writeKeyring(folder, { ...(await sealKeyring(key, '秋天的第一次会议', code, cheap)), schema: schemaVersion + 4 })
    expect(() => readKeyring(folder)).toThrow(expect.objectContaining({ code: 'DATABASE_NEWER', params: { found: String(schemaVersion + 4), known: String(schemaVersion) } }))
  })

  it('killed between the file and its copy is whole either way', async () => {
    const { folder, file, copy } = await sealed()
    const other = temporaryFolder()
    writeKeyring(other, await sealKeyring(key, '新的口令八个字', code, cheap))
    cpSync(join(other, 'keyring.json'), file)
    expect(await unwrap(readKeyring(folder), 'password', '新的口令八个字')).toEqual(key)
    writeFileSync(`${copy}.new`, 'half of the n')
    expect(await unwrap(readKeyring(folder), 'password', '新的口令八个字')).toEqual(key)
    writeKeyring(folder, await sealKeyring(key, '再换一个新口令', code, cheap))
    expect(readdirSync(folder).sort()).toEqual(['keyring-copy.json', 'keyring.json'])
  })
})
