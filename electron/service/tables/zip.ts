import { crc32, createInflateRaw } from 'node:zlib'
import { TableRefused } from '../../../shared/domain/tableRefusal.ts'
import type { Budget } from './budget.ts'

/** A part of a zip: where its packed bytes stand, and what the directory says of it. */
export interface ZipPart { name: string; method: number; begin: number; packed: number; size: number; crc: number }

const [centralEntry, localEntry, endRecord, end64Record, end64Locator] = [0x02014b50, 0x04034b50, 0x06054b50, 0x06064b50, 0x07064b50]
const [u16, u32] = [0xffff, 0xffffffff]
const broken = (): TableRefused => new TableRefused('broken')

/**
 * The parts of a zip that is nothing but a zip, by the directory at its end. Stricter than unzipping: parts may not overlap, bear two names,
 * the same name, a path that leads out, or be links. Zip64 is read where a program wrote it for a small file (Apache POI does).
 * Throws TableRefused.
 */
export function zipParts(bytes: Buffer, mostEntries: number): Map<string, ZipPart> {
  const end = endOf(bytes)
  if (end === -1 || bytes.readUInt32LE(0) !== localEntry) throw broken()
  const directory = directoryOf(bytes, end)
  if (directory.count > mostEntries) throw new TableRefused('unsafe')
  const parts = new Map<string, ZipPart>()
  const lower = new Set<string>()
  const spans: [from: number, to: number][] = []
  let at = directory.begin
  for (let n = 0; n < directory.count; n++) {
    if (at + 46 > directory.end || bytes.readUInt32LE(at) !== centralEntry) throw broken()
    const next = at + 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > directory.end) throw broken()
    const part = partAt(bytes, at, directory.begin)
    if (lower.has(part.name.toLowerCase())) throw new TableRefused('unsafe')
    lower.add(part.name.toLowerCase())
    parts.set(part.name, part)
    spans.push([part.local, part.begin + part.packed])
    at = next
  }
  if (at !== directory.end) throw broken()
  spans.sort(([a], [b]) => a - b)
  if (spans.some(([from], index) => from < (spans[index - 1]?.[1] ?? 0))) throw new TableRefused('unsafe')
  return parts
}

/** Where the end record stands: the last thing in the file but for its own comment; -1 where there is none. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - u16); at--) {
    if (bytes.readUInt32LE(at) === endRecord && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at
  }
  return -1
}

function directoryOf(bytes: Buffer, end: number): { begin: number; end: number; count: number } {
  const says = { count: bytes.readUInt16LE(end + 10), size: bytes.readUInt32LE(end + 12), begin: bytes.readUInt32LE(end + 16) }
  if (bytes.readUInt16LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== says.count) throw broken()
  const locator = end - 20
  if (locator < 56 || bytes.readUInt32LE(locator) !== end64Locator) {
    if (says.begin + says.size !== end) throw broken()
    return { begin: says.begin, end, count: says.count }
  }
  const record = numberAt(bytes, locator + 8)
  if (record + 56 > locator || bytes.readUInt32LE(record) !== end64Record || record + 12 + numberAt(bytes, record + 4) !== locator) throw broken()
  const long = { count: numberAt(bytes, record + 32), size: numberAt(bytes, record + 40), begin: numberAt(bytes, record + 48) }
  const agrees = (short: number, value: number, most: number): boolean => short === most || short === value
  if (!agrees(says.count, long.count, u16) || !agrees(says.size, long.size, u32) || !agrees(says.begin, long.begin, u32) || long.begin + long.size !== record) throw broken()
  return { begin: long.begin, end: record, count: long.count }
}

/** A number of eight bytes. A file has at most 50 MB: more than 32 bits are a lie. */
function numberAt(bytes: Buffer, at: number): number {
  if (at + 8 > bytes.length || bytes.readUInt32LE(at + 4) !== 0) throw broken()
  return bytes.readUInt32LE(at)
}

function partAt(bytes: Buffer, at: number, dataEnd: number): ZipPart & { local: number } {
  const flags = bytes.readUInt16LE(at + 8)
  const [nameLength, extraLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)]
  const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength)
  const name = nameBytes.toString('utf8')
  if ((flags & 1) === 1) throw new TableRefused('password')
  // A link of Unix stands in the upper half of the outer attributes.
  if (isOutward(name) || ((bytes.readUInt16LE(at + 40) & 0xf000) === 0xa000)) throw new TableRefused('unsafe')
  const [packed, size, local] = longSizes(bytes, bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 42), at + 46 + nameLength, extraLength)
  if (local + 30 > dataEnd || bytes.readUInt32LE(local) !== localEntry) throw broken()
  const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (begin + packed > dataEnd) throw broken()
  if (!bytes.subarray(local + 30, local + 30 + bytes.readUInt16LE(local + 26)).equals(nameBytes)) throw new TableRefused('unsafe')
  return { name, method: bytes.readUInt16LE(at + 10), begin, packed, size, crc: bytes.readUInt32LE(at + 16), local }
}

/** Nothing is ever written under such a name; but whoever made it meant harm. */
const isOutward = (name: string): boolean => name === '' || /(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\\|[\u0000-\u001f]/.test(name)

/** Sizes of eight bytes stand in the extra field, those that are given as all ones, in this order. */
function longSizes(bytes: Buffer, packed: number, size: number, local: number, from: number, length: number): [packed: number, size: number, local: number] {
  if (packed !== u32 && size !== u32 && local !== u32) return [packed, size, local]
  for (let at = from; at + 4 <= from + length; at += 4 + bytes.readUInt16LE(at + 2)) {
    if (bytes.readUInt16LE(at) !== 1) continue
    let next = at + 4
    const end = next + bytes.readUInt16LE(at + 2)
    const value = (given: number): number => {
      if (given !== u32) return given
      if (next + 8 > end) throw broken()
      next += 8
      return numberAt(bytes, next - 8)
    }
    const long = value(size)
    return [value(packed), long, value(local)]
  }
  throw broken()
}

/**
 * The content of a part, piece by piece, so that nothing is held whole. What the part says of its size and sum is compared with what came out.
 * `consumed` hears how many packed bytes went in. Throws TableRefused.
 */
export async function* contentOf(bytes: Buffer, part: ZipPart, budget: Budget, consumed: (packed: number) => void = () => undefined): AsyncGenerator<Buffer> {
  let [size, sum] = [0, 0]
  for await (const piece of piecesOf(bytes, part, consumed)) {
    budget.time()
    budget.unpacked(piece.length)
    size += piece.length
    if (size > part.size) throw broken()
    sum = crc32(piece, sum)
    yield piece
  }
  if (size !== part.size || sum !== part.crc) throw broken()
}

const pieceLength = 256 * 1024

async function* piecesOf(bytes: Buffer, { method, begin, packed }: ZipPart, consumed: (packed: number) => void): AsyncGenerator<Buffer> {
  const whole = bytes.subarray(begin, begin + packed)
  if (method === 0) {
    for (let at = 0; at < packed; at += pieceLength) {
      consumed(at)
      yield whole.subarray(at, at + pieceLength)
    }
    return
  }
  if (method !== 8) throw broken()
  const inflate = createInflateRaw({ chunkSize: pieceLength })
  inflate.end(whole)
  try {
    for await (const piece of inflate) {
      consumed(inflate.bytesWritten)
      yield piece as Buffer
    }
    if (inflate.bytesWritten !== packed) throw broken()
  } catch (cause) {
    throw cause instanceof TableRefused ? cause : new TableRefused('broken', cause)
  } finally {
    inflate.destroy()
  }
}
