// Looks for many byte patterns at once: in files, and in the memory of processes.
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Pattern } from './canaryWords.ts'
import { NotReached } from './harness.ts'

export interface Found { what: string; form: string; where: string; times: number }

/**
 * Wu and Manber: of `window` bytes the last two say how far the search may jump. Answers the patterns that begin in the first `length` bytes,
 * as often as they do.
 */
export function searcher(patterns: readonly Pattern[]): (bytes: Buffer, length: number) => Map<Pattern, number> {
  const window = Math.min(...patterns.map(({ bytes }) => bytes.length))
  const jump = new Uint8Array(65_536).fill(window - 1)
  const ending = new Map<number, Pattern[]>()
  for (const pattern of patterns) {
    for (let at = 1; at < window; at++) {
      const pair = ((pattern.bytes[at - 1] ?? 0) << 8) | (pattern.bytes[at] ?? 0)
      jump[pair] = Math.min(jump[pair] ?? 0, window - 1 - at)
      if (at === window - 1) ending.set(pair, [...ending.get(pair) ?? [], pattern])
    }
  }
  return (bytes, length) => {
    const found = new Map<Pattern, number>()
    let at = window - 1
    while (at < bytes.length && at - window + 1 < length) {
      const pair = ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0)
      const far = jump[pair] ?? 1
      if (far > 0) {
        at += far
        continue
      }
      const from = at - window + 1
      for (const pattern of ending.get(pair) ?? []) if (bytes.subarray(from, from + pattern.bytes.length).equals(pattern.bytes)) found.set(pattern, (found.get(pattern) ?? 0) + 1)
      at++
    }
    return found
  }
}

const told = (found: Map<Pattern, number>, where: string): Found[] => [...found].map(([{ what, form }, times]) => ({ what, form, where, times }))

/** Every file below a folder. A file may go while Chromium tidies up. */
export function scanFiles(patterns: readonly Pattern[], root: string): { found: Found[]; files: number } {
  const search = searcher(patterns)
  const found: Found[] = []
  let files = 0
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const named = search(Buffer.from(entry.name), Infinity)
    if (named.size > 0) found.push(...told(named, `${path}的文件名`))
    if (!entry.isFile()) continue
    let bytes: Buffer
    try {
      bytes = readFileSync(path)
    } catch {
      continue
    }
    files++
    found.push(...told(search(bytes, bytes.length), path))
  }
  return { found, files }
}

interface Region { from: number; to: number; name: string }

/** What a process may write, and what it shares: the rest are programs and faces, mapped from the disk. */
function regionsOf(pid: number): Region[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n').flatMap((line) => {
    const [, from = '', to = '', rights = '', inode = '', name = ''] = /^(\w+)-(\w+) (\S+) \w+ \S+ (\d+)\s*(.*)$/.exec(line) ?? []
    const fromDisk = inode !== '0' && !/^\/(dev\/shm|memfd:)/.test(name)
    return rights.startsWith('r') && (rights[1] === 'w' || !fromDisk) && !name.startsWith('[v') ? [{ from: parseInt(from, 16), to: parseInt(to, 16), name }] : []
  })
}

const pieceLength = 8 * 2 ** 20
const piece = Buffer.alloc(pieceLength)
const pageLength = 4096

/** Which pages of a region are there at all: to read the others would only make them. */
function* presentIn(pagemap: number, { from, to }: Region): Generator<{ from: number; to: number }> {
  const pages = (to - from) / pageLength
  const step = 65_536
  const bits = Buffer.alloc(step * 8)
  let began = -1
  for (let done = 0; done < pages; done += step) {
    const count = Math.min(step, pages - done)
    const got = readSync(pagemap, bits, 0, count * 8, (from / pageLength + done) * 8) / 8
    for (let page = 0; page < count; page++) {
      // Bit 63: in memory; bit 62: in the swap, from where a read brings it back.
      const isThere = page < got && ((bits[page * 8 + 7] ?? 0) & 0xc0) !== 0
      const address = from + (done + page) * pageLength
      if (isThere && began < 0) began = address
      if (!isThere && began >= 0) {
        yield { from: began, to: address }
        began = -1
      }
    }
  }
  if (began >= 0) yield { from: began, to }
}

/** The memory of one process. Throws NotReached where this user may not read it. */
export function scanMemory(patterns: readonly Pattern[], pid: number, where: string): { found: Found[]; bytes: number } {
  const search = searcher(patterns)
  const overlap = Math.max(...patterns.map(({ bytes }) => bytes.length))
  const found: Found[] = []
  let bytes = 0
  let memory: number
  let pagemap: number
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r')
    pagemap = openSync(`/proc/${pid}/pagemap`, 'r')
  } catch {
    throw new NotReached('不能读程序的内存（要有ptrace的权限）')
  }
  try {
    for (const region of regionsOf(pid)) {
      for (const { from, to } of presentIn(pagemap, region)) {
        for (let at = from; at < to; at += pieceLength - overlap) {
          const got = readSome(memory, at, Math.min(pieceLength, to - at))
          found.push(...told(search(piece.subarray(0, got), at + got >= to ? got : pieceLength - overlap), `${where} ${region.name || 'heap'}`))
          bytes += Math.min(got, pieceLength - overlap)
          if (at + got >= to || got === 0) break
        }
      }
    }
  } finally {
    closeSync(memory)
    closeSync(pagemap)
  }
  return { found, bytes }
}

/** A page may go between two looks. */
function readSome(memory: number, at: number, length: number): number {
  try {
    return readSync(memory, piece, 0, length, at)
  } catch {
    return 0
  }
}
