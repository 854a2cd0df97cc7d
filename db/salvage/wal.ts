import { existsSync, readFileSync } from 'node:fs'
import { endianness } from 'node:os'

const headLength = 32
const frameHead = 24
const pageSize = 4096
const frameLength = frameHead + pageSize

export interface WalFrames {
  /** The newest committed page of each number, still encrypted. */
  pages: ReadonlyMap<number, Buffer>
  /** Pages of the database after the last whole commit; 0 where there is none. */
  pageCount: number
  /** Commits that were written behind a broken place, where SQLite does not look any more; and the newest pages of those. */
  lostCommits: number
  later: ReadonlyMap<number, Buffer>
}
const none: WalFrames = { pages: new Map(), pageCount: 0, lostCommits: 0, later: new Map() }

/** A log as the words that are summed up; one that a machine of the other byte order wrote is turned round. */
function wordsOf(bytes: Buffer, bigEndian: boolean): Int32Array {
  const isOurs = bigEndian === (endianness() === 'BE')
  const whole = bytes.subarray(0, bytes.length & ~3)
  const { buffer, byteOffset, length } = isOurs && whole.byteOffset % 4 === 0 ? whole : Buffer.from(new Uint8Array(whole).buffer)
  if (!isOurs) Buffer.from(buffer, byteOffset, length).swap32()
  return new Int32Array(buffer, byteOffset, length / 4)
}

type Sum = readonly [number, number]
/** SQLite's running sum over pairs of words: those of the bytes from one place to another. */
function addTo(before: Sum, words: Int32Array, from: number, to: number): Sum {
  let [a, b] = before
  for (let at = from / 4; at < to / 4; at += 2) {
    a = (a + (words[at] ?? 0) + b) | 0
    b = (b + (words[at + 1] ?? 0) + a) | 0
  }
  return [a, b]
}

/**
 * The commits of a write-ahead log, up to the first that is not whole: what SQLite would see, and what it would pass over without a word.
 * SQLite takes the first broken frame for the end, as after a lost current, and every later save is gone. A write that was cut off is the last
 * one; where whole commits follow the broken frame, it is damage. The sums are over the encrypted pages, so no key is needed.
 */
export function readWal(file: string): WalFrames {
  if (!existsSync(file)) return none
  const bytes = readFileSync(file)
  if (bytes.length < headLength + frameLength) return none
  const head = bytes.subarray(0, headLength)
  const bigEndian = (head.readUInt32BE(0) & 1) === 1
  const words = wordsOf(bytes, bigEndian)
  let sum = addTo([0, 0], words, 0, 24)
  const isHeadWhole = head.readUInt32BE(0) >>> 1 === 0x377f0682 >>> 1 && sum[0] === head.readInt32BE(24) && sum[1] === head.readInt32BE(28)
  const salts = head.subarray(16, 24)
  const pages = new Map<number, Buffer>()
  const uncommitted = new Map<number, Buffer>()
  let pageCount = 0
  let at = headLength
  for (; isHeadWhole && at + frameLength <= bytes.length; at += frameLength) {
    const frame = bytes.subarray(at, at + frameHead)
    const raw = bytes.subarray(at + frameHead, at + frameLength)
    const no = frame.readUInt32BE(0)
    if (no === 0 || !frame.subarray(8, 16).equals(salts)) break
    const next = addTo(addTo(sum, words, at, at + 8), words, at + frameHead, at + frameLength)
    if (next[0] !== frame.readInt32BE(16) || next[1] !== frame.readInt32BE(20)) break
    sum = next
    uncommitted.set(no, raw)
    const after = frame.readUInt32BE(4)
    if (after === 0) continue
    for (const [page, content] of uncommitted) pages.set(page, content)
    uncommitted.clear()
    pageCount = after
  }
  return { pages, pageCount, ...behind(bytes, at, isHeadWhole ? salts : null) }
}

/**
 * What was written from the first broken frame on. One commit may be a save that was never acknowledged, so it is no damage.
 * Null salts: the head is broken, and with it the whole log is passed over.
 */
function behind(bytes: Buffer, from: number, salts: Buffer | null): Pick<WalFrames, 'lostCommits' | 'later'> {
  const wanted = salts ?? bytes.subarray(from + 8, from + 16)
  const later = new Map<number, Buffer>()
  let commits = 0
  for (let at = from; at + frameLength <= bytes.length; at += frameLength) {
    if (!bytes.subarray(at + 8, at + 16).equals(wanted)) continue
    later.set(bytes.readUInt32BE(at), bytes.subarray(at + frameHead, at + frameLength))
    if (bytes.readUInt32BE(at + 4) !== 0) commits++
  }
  return commits > (salts === null ? 0 : 1) ? { lostCommits: commits, later } : { lostCommits: 0, later: new Map() }
}
