import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createHash } from 'node:crypto'
import { filesOf } from './damage.ts'

const kinds = ['', 'create', 'write', 'truncate', 'sync', 'syncFolder', 'rename', 'unlink', 'mkdir', 'rmdir', 'mark'] as const
export interface Change { kind: (typeof kinds)[number]; ino: bigint; path: string; to: string; at: number; data: Buffer }

/** The changes that faulty-disk.c recorded, in their order. */
export function readChanges(file: string): Change[] {
  const bytes = readFileSync(file)
  const changes: Change[] = []
  let at = 0
  const take = (length: number): Buffer => bytes.subarray(at, (at += length))
  const text = (): string => take(take(4).readUInt32LE()).toString()
  while (at < bytes.length) {
    const kind = kinds[take(1).readUInt8()] ?? ''
    const ino = take(8).readBigUInt64LE()
    changes.push({ kind, ino, path: text(), to: text(), at: Number(take(8).readBigUInt64LE()), data: take(take(4).readUInt32LE()) })
  }
  return changes
}

interface File { now: Buffer; durable: Buffer; pending: Change[] }
interface NameChange { folders: string[]; apply(names: Map<string, number>): void }

/** How a power cut treats what was not synced. */
export const cuts = ['kept', 'dropped', 'namesOnly', 'torn'] as const
export type Cut = (typeof cuts)[number]

const changed = (file: Buffer, { kind, at, data }: Change): Buffer => {
  if (kind === 'truncate') return at <= file.length ? file.subarray(0, at) : Buffer.concat([file, Buffer.alloc(at - file.length)])
  const grown = Buffer.alloc(Math.max(file.length, at + data.length))
  file.copy(grown)
  data.copy(grown, at)
  return grown
}

/**
 * A disk as the strictest reading of POSIX has it: content is there after a sync of its file, a name after a sync of its folder, a rename at once or not
 * at all. Changes are applied one after the other, and at each of them the power may be cut.
 */
export class CutDisk {
  readonly #root: string
  readonly #files = new Map<number, File>()
  /** Whose content an inode holds: once its file is removed, the next one may get its number, while the old name is still there for a disk that lost the current. */
  readonly #fileOf = new Map<bigint, number>()
  #names = new Map<string, number>()
  readonly #durableNames: Map<string, number>
  #pending: NameChange[] = []

  constructor(root: string) {
    this.#root = root
    for (const name of filesOf(root)) {
      const path = join(root, name)
      const content = readFileSync(path)
      this.#names.set(path, this.#newFile(statSync(path, { bigint: true }).ino, content))
    }
    this.#durableNames = new Map(this.#names)
  }

  #newFile(ino: bigint, content: Buffer): number {
    const file = this.#files.size
    this.#files.set(file, { now: content, durable: content, pending: [] })
    this.#fileOf.set(ino, file)
    return file
  }

  #name(folders: string[], apply: NameChange['apply']): void {
    apply(this.#names)
    this.#pending.push({ folders, apply })
  }

  apply(change: Change): void {
    const { kind, ino, path, to } = change
    const file = this.#files.get(this.#fileOf.get(ino) ?? -1)
    switch (kind) {
      case 'create': {
        const made = this.#newFile(ino, Buffer.alloc(0))
        this.#name([dirname(path)], (names) => names.set(path, made))
        break
      }
      case 'write': case 'truncate':
        if (!file) break
        file.now = changed(file.now, change)
        file.pending.push(change)
        break
      case 'sync':
        if (file) Object.assign(file, { durable: file.now, pending: [] })
        break
      case 'syncFolder':
        for (const { apply } of this.#pending.filter(({ folders }) => folders.includes(path))) apply(this.#durableNames)
        this.#pending = this.#pending.filter(({ folders }) => !folders.includes(path))
        break
      case 'rename': {
        // The inode of this moment: by the time the folder is synced, another file may have the name.
        const moved = this.#names.get(path)
        this.#name([dirname(path), dirname(to)], (names) => {
          if (names.get(path) === moved) names.delete(path)
          if (moved !== undefined) names.set(to, moved)
        })
        break
      }
      case 'unlink': {
        const gone = this.#names.get(path)
        this.#name([dirname(path)], (names) => { if (names.get(path) === gone) names.delete(path) })
        break
      }
      default:
    }
  }

  /** Content of every file after a cut at this moment. `random` decides how much of what was under way had arrived. */
  after(cut: Cut, random: (below: number) => number): Map<string, Buffer> {
    const names = new Map(cut === 'dropped' ? this.#durableNames : this.#names)
    if (cut === 'torn') {
      // In the order they were made, up to some point.
      names.clear()
      for (const [name, ino] of this.#durableNames) names.set(name, ino)
      for (const { apply } of this.#pending.slice(0, random(this.#pending.length + 1))) apply(names)
    }
    return new Map([...names].flatMap(([path, ino]): [string, Buffer][] => {
      const file = this.#files.get(ino)
      if (!file) return []
      if (cut === 'kept') return [[path, file.now]]
      if (cut === 'dropped' || cut === 'namesOnly') return [[path, file.durable]]
      const arrived = file.pending.slice(0, random(file.pending.length + 1))
      const last = arrived.at(-1)
      const whole = arrived.slice(0, -1).reduce(changed, file.durable)
      // A sector is written whole or not; a page is eight of them.
      return [[path, last ? changed(whole, last.kind === 'write' ? { ...last, data: last.data.subarray(0, random(Math.floor(last.data.length / 512) + 1) * 512) } : last) : whole]]
    }))
  }

  /** Lays such a state down in a folder of its own; false where the same state has been laid down before. */
  layDown(files: ReadonlyMap<string, Buffer>, folder: string, known: Set<string>): boolean {
    const hash = createHash('sha256')
    for (const path of [...files.keys()].sort()) hash.update(path).update('\0').update(files.get(path) ?? '')
    const digest = hash.digest('hex')
    if (known.has(digest)) return false
    known.add(digest)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const [path, content] of files) {
      const copy = join(folder, path.slice(this.#root.length))
      mkdirSync(dirname(copy), { recursive: true })
      writeFileSync(copy, content)
    }
    return true
  }
}
