import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Numbers that look random and are the same in every run: what was found once is found again by its number. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export const ways = ['flip', 'truncate', 'zeroPage', 'swap', 'empty', 'foreign', 'stranger', 'gone'] as const
export type Way = (typeof ways)[number]
export interface Damage { file: string; way: Way }

const page = 4096

/** Every file of a folder, by its path in it; the one that only holds the lock is left out of comparisons elsewhere, not here. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).sort()

/** What stands in the same place in another workspace, for the way `foreign`. */
function counterpart(file: string, foreign: string): string | null {
  if (existsSync(join(foreign, file))) return join(foreign, file)
  const kind = /^backups\/(?:attachments|[^/]*(\.[a-z.]+)$)/.exec(file)
  const same = filesOf(foreign).find((other) => (kind ? other.startsWith('backups/') && (kind[1] ? other.endsWith(kind[1]) : other.includes('/attachments/')) : file.startsWith('attachments/') && other.startsWith('attachments/')))
  return same === undefined ? null : join(foreign, same)
}

/** Damages one file of a folder; answers what was done, in words. */
export function damage(folder: string, { file, way }: Damage, foreign: string, random: (below: number) => number): string {
  const path = join(folder, file)
  const bytes = readFileSync(path)
  const size = bytes.length
  const done = (how: string): string => `${file} ${how}`
  switch (way) {
    case 'flip': {
      if (size === 0) return done('（空的，没有可翻转的位）')
      const at = random(size)
      const bit = random(8)
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
      writeFileSync(path, bytes)
      return done(`第${at}字节翻转第${bit}位`)
    }
    case 'truncate': {
      const length = random(Math.max(1, size))
      writeFileSync(path, bytes.subarray(0, length))
      return done(`从${size}截到${length}字节`)
    }
    case 'zeroPage': {
      const at = random(Math.max(1, Math.ceil(size / page))) * page
      bytes.fill(0, at, Math.min(size, at + page))
      writeFileSync(path, bytes)
      return done(`从第${at}字节起一页清零`)
    }
    case 'swap': {
      const others = filesOf(folder).filter((other) => other !== file)
      const other = others[random(others.length)] ?? file
      const theirs = readFileSync(join(folder, other))
      writeFileSync(path, theirs)
      writeFileSync(join(folder, other), bytes)
      return done(`和 ${other} 对换`)
    }
    case 'empty': writeFileSync(path, ''); return done('清空')
    case 'foreign': {
      const theirs = counterpart(file, foreign)
      if (theirs === null) {
        writeFileSync(path, '{}')
        return done('换成 {}')
      }
      copyFileSync(theirs, path)
      return done('换成别的支部的同名文件')
    }
    case 'stranger': writeFileSync(path, Buffer.concat([Buffer.from('PK\u0003\u0004 一份别人的文件\n'), Buffer.alloc(random(20_000), '别')])); return done('换成别人的文件')
    case 'gone': rmSync(path); return done('删除')
  }
}
