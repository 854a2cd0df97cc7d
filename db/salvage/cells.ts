import { usable, type Page } from './pages.ts'

export type Value = string | number | bigint | Buffer | null
/** One row as its page holds it, in the order of storage; `rowid` null in an index and in a table without rowid. */
export interface Cell { rowid: number | bigint | null; values: Value[] }
export type PageKind = 'tableLeaf' | 'tableInner' | 'indexLeaf' | 'indexInner'
export interface Node { kind: PageKind; cells: Cell[]; children: number[]; broken: number }

const kinds: Readonly<Record<number, PageKind>> = { 0x0d: 'tableLeaf', 0x05: 'tableInner', 0x0a: 'indexLeaf', 0x02: 'indexInner' }
const longestPayload = 64 * 1024 * 1024

/** SQLite's variable integer; null where it runs over the end. */
function varint(bytes: Buffer, at: number): { value: bigint; next: number } | null {
  let value = 0n
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return null
    if (i === 8) return { value: BigInt.asIntN(64, (value << 8n) | BigInt(byte)), next: at + 9 }
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return { value, next: at + i + 1 }
  }
  return null
}

const asNumber = (value: bigint): number | bigint => (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value)

/** Bytes of an integer by its serial type. */
const integerLengths = [0, 1, 2, 3, 4, 6, 8]

/** A record; null where it is not one. */
function valuesOf(payload: Buffer): Value[] | null {
  const head = varint(payload, 0)
  if (!head || head.value < 1n || head.value > BigInt(payload.length)) return null
  const values: Value[] = []
  let at = Number(head.value)
  for (let typeAt = head.next; typeAt < Number(head.value);) {
    const type = varint(payload, typeAt)
    if (!type || type.value < 0n || type.value > BigInt(longestPayload) * 2n + 13n) return null
    typeAt = type.next
    const code = Number(type.value)
    const length = code >= 12 ? Math.floor((code - (code % 2 === 0 ? 12 : 13)) / 2) : code === 7 ? 8 : integerLengths[code] ?? 0
    const bytes = payload.subarray(at, at + length)
    if (bytes.length < length || code === 10 || code === 11) return null
    at += length
    if (code === 0) values.push(null)
    else if (code === 8 || code === 9) values.push(code - 8)
    else if (code === 7) values.push(bytes.readDoubleBE(0))
    else if (code === 6) values.push(asNumber(bytes.readBigInt64BE(0)))
    else if (code < 7) values.push(bytes.readIntBE(0, length))
    else values.push(code % 2 === 0 ? Buffer.from(bytes) : bytes.toString('utf8'))
  }
  return values
}

/** Payload with what lies on its overflow pages; null where one of them is gone. `sure` becomes false where one is not whole. */
function payloadAt(bytes: Buffer, at: number, length: number, isTable: boolean, pageOf: (no: number) => Page | null, note: (sure: boolean) => void): Buffer | null {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) return at + length <= usable ? bytes.subarray(at, at + length) : null
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const wanted = least + ((length - least) % (usable - 4))
  const local = wanted <= most ? wanted : least
  if (at + local + 4 > usable) return null
  const parts = [bytes.subarray(at, at + local)]
  let have = local
  for (let next = bytes.readUInt32BE(at + local); have < length;) {
    const page = next === 0 ? null : pageOf(next)
    if (!page) return null
    note(page.sure)
    const part = page.bytes.subarray(4, 4 + Math.min(usable - 4, length - have))
    parts.push(part)
    have += part.length
    next = page.bytes.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

export interface SureNode extends Node { sure: boolean }

/** What a page of a tree holds; null where it is none. Believes nothing: what does not add up is counted as broken and left out. */
export function nodeOf(no: number, page: Page, pageOf: (no: number) => Page | null): SureNode | null {
  const { bytes } = page
  const head = no === 1 ? 100 : 0
  const kind = kinds[bytes.readUInt8(head)]
  if (kind === undefined) return null
  const isInner = kind === 'tableInner' || kind === 'indexInner'
  const isTable = kind === 'tableInner' || kind === 'tableLeaf'
  const count = bytes.readUInt16BE(head + 3)
  const pointers = head + (isInner ? 12 : 8)
  if (pointers + count * 2 > usable) return null
  const node: SureNode = { kind, cells: [], children: [], broken: 0, sure: page.sure }
  for (let i = 0; i < count; i++) {
    const at = bytes.readUInt16BE(pointers + i * 2)
    if (at < pointers || at + 4 > usable) {
      node.broken++
      continue
    }
    if (isInner) node.children.push(bytes.readUInt32BE(at))
    if (kind === 'tableInner') continue
    const cell = cellAt(bytes, isInner ? at + 4 : at, isTable, pageOf, (sure) => { node.sure &&= sure })
    if (cell) node.cells.push(cell)
    else node.broken++
  }
  if (isInner) node.children.push(bytes.readUInt32BE(head + 8))
  return node
}

function cellAt(bytes: Buffer, at: number, isTable: boolean, pageOf: (no: number) => Page | null, note: (sure: boolean) => void): Cell | null {
  const length = varint(bytes, at)
  if (!length || length.value < 1n || length.value > BigInt(longestPayload)) return null
  const rowid = isTable ? varint(bytes, length.next) : null
  if (isTable && !rowid) return null
  const payload = payloadAt(bytes, rowid?.next ?? length.next, Number(length.value), isTable, pageOf, note)
  const values = payload && valuesOf(payload)
  return values && { rowid: rowid ? asNumber(rowid.value) : null, values }
}
