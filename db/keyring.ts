import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { KeyringBody, KeyringFile, NextKeyringFile, type Keyring, type KeyringSlot, type NextKeyring, type SlotName } from '../shared/domain/keyringFile.ts'
import { AppError } from '../shared/errors/AppError.ts'
import { replaceFile } from './replaceFile.ts'
import { schemaVersion } from './migrations/index.ts'
import type { DataKey } from './connection.ts'

/** What the key derivation costs. N = 2^17 takes about 0.46 s and 128 MiB on an office PC; tests take less. */
export interface ScryptCost { N: number; r: number; p: number }
export const officeCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }

export const keyringFiles = (folder: string): [string, string] => [join(folder, 'keyring.json'), join(folder, 'keyring-copy.json')]
const checksumOf = (body: Keyring | NextKeyring): string => createHash('sha256').update(JSON.stringify(body)).digest('hex')

function derive(secret: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * 1024 * 1024 }, (error, key) => { if (error) reject(error); else resolve(key) })
  })
}

async function wrap(key: DataKey, secret: string, name: SlotName, cost: ScryptCost): Promise<KeyringSlot> {
  // Locking wipes the caller's key, and may come while this one is still being derived: the slot must not hold the wiped one.
  const mine = Buffer.from(key)
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(secret, salt, cost), iv)
  cipher.setAAD(Buffer.from(name))
  const wrapped = Buffer.concat([cipher.update(mine), cipher.final()])
  return { ...cost, salt: salt.toString('base64'), iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), wrapped: wrapped.toString('base64') }
}

/** The data key from one slot, or null where the secret is wrong. The keyring's checksum was right, so it is the secret, not the file. */
export async function unwrap(keyring: Keyring, name: SlotName, secret: string): Promise<DataKey | null> {
  const slot = keyring.slots[name]
  const decipher = createDecipheriv('aes-256-gcm', await derive(secret, Buffer.from(slot.salt, 'base64'), slot), Buffer.from(slot.iv, 'base64'))
  decipher.setAAD(Buffer.from(name))
  decipher.setAuthTag(Buffer.from(slot.tag, 'base64'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(slot.wrapped, 'base64')), decipher.final()])
  } catch {
    return null
  }
}

/** A keyring for a fresh or known data key with both slots anew. */
export async function sealKeyring(key: DataKey, password: string, recoveryCode: string, cost: ScryptCost): Promise<Keyring> {
  const [passwordSlot, recoverySlot] = await Promise.all([wrap(key, password, 'password', cost), wrap(key, normaliseRecoveryCode(recoveryCode), 'recovery', cost)])
  return { format: 1, schema: schemaVersion, slots: { password: passwordSlot, recovery: recoverySlot } }
}

/** The same keyring with another password. */
export async function withPassword(keyring: Keyring, key: DataKey, password: string, cost: ScryptCost): Promise<Keyring> {
  return { ...keyring, slots: { ...keyring.slots, password: await wrap(key, password, 'password', cost) } }
}

/** The same keyring with another recovery code. */
export async function withRecoveryCode(keyring: Keyring, key: DataKey, recoveryCode: string, cost: ScryptCost): Promise<Keyring> {
  return { ...keyring, slots: { ...keyring.slots, recovery: await wrap(key, normaliseRecoveryCode(recoveryCode), 'recovery', cost) } }
}

/**
 * Reads the keyring, from its copy where the file itself is broken or gone.
 * Errors: KEYRING_DAMAGED where neither is whole; DATABASE_NEWER where a newer application wrote it.
 */
export const readKeyring = (folder: string): Keyring => readKeyrings(folder)[0]

/** File and copy, where both are whole and not the same: one of them came from elsewhere, or a kill fell between the two. Errors as readKeyring. */
export function readKeyrings(folder: string): [Keyring, ...Keyring[]] {
  const [first, second] = keyringFiles(folder).map(readKeyringFile).filter((keyring) => keyring !== null)
  if (!first) throw new AppError('KEYRING_DAMAGED')
  if (first.schema > schemaVersion) throw new AppError('DATABASE_NEWER', { params: { found: String(first.schema), known: String(schemaVersion) } })
  return second && checksumOf(second) !== checksumOf(first) ? [first, second] : [first]
}

/** Null where the file is gone or not whole, or cannot be read at all. */
export function readKeyringFile(file: string): Keyring | null {
  try {
    const { body, checksum } = KeyringFile.parse(JSON.parse(readFileSync(file, 'utf8')))
    return checksumOf(body) === checksum ? body : null
  } catch {
    return null
  }
}

/** A keyring as its file holds it. */
export function keyringText(keyring: Keyring): string {
  const body = KeyringBody.parse(keyring)
  return `${JSON.stringify({ body, checksum: checksumOf(body) }, null, 1)}\n`
}

/** Replaces file and copy one after the other, each atomically: at every moment one of them is whole. */
export function writeKeyring(folder: string, keyring: Keyring): void {
  const text = keyringText(keyring)
  for (const file of keyringFiles(folder)) replaceFile(file, text)
}

const nextKeyringFile = (folder: string): string => join(folder, 'keyring-next.json')
const bridgeName = Buffer.from('rotation')

/** Lays down the keyring of the next data key, before the database gets that key. */
export function writeNextKeyring(folder: string, keyring: Keyring, oldKey: DataKey, newKey: DataKey): void {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', oldKey, iv)
  cipher.setAAD(bridgeName)
  const wrapped = Buffer.concat([cipher.update(newKey), cipher.final()]).toString('base64')
  const body: NextKeyring = { keyring, bridge: { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), wrapped } }
  replaceFile(nextKeyringFile(folder), `${JSON.stringify({ body, checksum: checksumOf(body) }, null, 1)}\n`)
}

/** What a rotation that was cut off left for the holder of the key before; null where there is nothing whole. */
export function readNextKeyring(folder: string, oldKey: DataKey): { keyring: Keyring; key: DataKey } | null {
  try {
    const { body, checksum } = NextKeyringFile.parse(JSON.parse(readFileSync(nextKeyringFile(folder), 'utf8')))
    if (checksumOf(body) !== checksum) return null
    const { iv, tag, wrapped } = body.bridge
    const decipher = createDecipheriv('aes-256-gcm', oldKey, Buffer.from(iv, 'base64'))
    decipher.setAAD(bridgeName)
    decipher.setAuthTag(Buffer.from(tag, 'base64'))
    return { keyring: body.keyring, key: Buffer.concat([decipher.update(Buffer.from(wrapped, 'base64')), decipher.final()]) }
  } catch {
    return null
  }
}

export const removeNextKeyring = (folder: string): void => rmSync(nextKeyringFile(folder), { force: true })

/** Without 0, 1, I, O, which are mistaken for each other on paper. 32 characters, so five bits each. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const recoveryGroups = 6
const groupLength = 4

/** 24 characters (120 bits) in six groups of four: 7KQM-… */
export function makeRecoveryCode(): string {
  const characters = [...randomBytes(recoveryGroups * groupLength)].map((byte) => alphabet[byte % alphabet.length])
  return Array.from({ length: recoveryGroups }, (_, i) => characters.slice(i * groupLength, (i + 1) * groupLength).join('')).join('-')
}

/** As typed from paper: case, blanks and dashes do not matter. */
export const normaliseRecoveryCode = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')
