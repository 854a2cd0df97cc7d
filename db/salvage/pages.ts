import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import type { DataKey } from '../connection.ts'
import { readWal } from './wal.ts'

export const pageSize = 4096
/** At the end of every page: 16 bytes iv, 64 bytes HMAC-SHA512. */
const reserved = 80
export const usable = pageSize - reserved
const ivLength = 16
/** Of page 1 the salt, then eight bytes that SQLCipher leaves in the clear: page size, versions, the reserved bytes. */
const clearHead = 24
const saltLength = 16
const magic = Buffer.from('SQLite format 3\0', 'latin1')

/** A decrypted page. `sure`: its check sum is right, so that every byte is what was written. */
export interface Page { bytes: Buffer; sure: boolean }

const blockLength = 16
const cipherBlocks = (key: DataKey, iv: Buffer, bytes: Buffer): Buffer => createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false).update(bytes)

/** AES-256-CBC; what is no multiple of a block, as page 1, ends by ciphertext stealing. */
function decrypted(key: DataKey, iv: Buffer, bytes: Buffer): Buffer {
  const rest = bytes.length % blockLength
  if (rest === 0) return cipherBlocks(key, iv, bytes)
  const last = bytes.length - rest - blockLength
  const stolen = bytes.subarray(last + blockLength)
  const both = cipherBlocks(key, Buffer.alloc(blockLength), bytes.subarray(last, last + blockLength))
  const tail = Buffer.from(stolen.map((byte, i) => byte ^ both.readUInt8(i)))
  const before = last === 0 ? iv : bytes.subarray(last - blockLength, last)
  return Buffer.concat([cipherBlocks(key, iv, bytes.subarray(0, last)), cipherBlocks(key, before, Buffer.concat([stolen, both.subarray(rest)])), tail])
}

/** Decrypts single pages the way SQLCipher 4 wrote them, whole or not. */
export function pageReader(key: DataKey, salt: Buffer) {
  const macKey = pbkdf2Sync(key, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512')
  return (no: number, raw: Buffer): Page => {
    const start = no === 1 ? clearHead : 0
    const number = Buffer.alloc(4)
    number.writeUInt32LE(no)
    const iv = raw.subarray(usable, usable + ivLength)
    const mac = createHmac('sha512', macKey).update(raw.subarray(start, usable + ivLength)).update(number).digest()
    const content = decrypted(key, iv, raw.subarray(start, usable))
    return { bytes: start === 0 ? content : Buffer.concat([magic, raw.subarray(saltLength, clearHead), content]), sure: timingSafeEqual(mac, raw.subarray(usable + ivLength)) }
  }
}

export interface BrokenFile {
  /** Pages that the file should have, or has. */
  count: number
  /** Commits that SQLite would pass over, since the log is broken before them. */
  lostCommits: number
  /** Null where there is no such page, or the disk does not give it out. */
  page(no: number): Page | null
  close(): void
}

/**
 * A database that SQLite will not open, read page by page. Opened for reading only and outside SQLite: not a byte is written, nor a file beside it.
 * The commits that lie in its -wal are seen.
 */
export function openBroken(file: string, key: DataKey): BrokenFile {
  const fd = existsSync(file) ? openSync(file, 'r') : null
  const length = fd === null ? 0 : fstatSync(fd).size
  const rawPage = (no: number): Buffer | null => {
    if (fd === null || no < 1 || (no - 1) * pageSize >= length) return null
    const raw = Buffer.alloc(pageSize)
    try {
      // A page that was cut off at the end of the file is filled up with zeros: what was left of it may still be read.
      readSync(fd, raw, 0, pageSize, (no - 1) * pageSize)
      return raw
    } catch {
      return null
    }
  }
  const wal = readWal(`${file}-wal`)
  const salt = (wal.pages.get(1) ?? rawPage(1))?.subarray(0, saltLength) ?? Buffer.alloc(saltLength)
  const decrypt = pageReader(key, salt)
  // Behind a broken place of the log only pages that are proved by themselves are taken.
  const later = new Map([...wal.later].map(([no, raw]) => [no, decrypt(no, raw)] as const).filter(([, { sure }]) => sure))
  return {
    count: Math.max(Math.ceil(length / pageSize), wal.pageCount, ...later.keys()),
    lostCommits: wal.lostCommits,
    page: (no) => {
      const known = later.get(no)
      if (known) return known
      const raw = wal.pages.get(no) ?? rawPage(no)
      return raw && decrypt(no, raw)
    },
    close: () => { if (fd !== null) closeSync(fd) },
  }
}
