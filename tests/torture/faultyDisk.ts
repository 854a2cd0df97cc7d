import { spawnSync } from 'node:child_process'
import { openSync, readFileSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { compiledSources } from './compiled.ts'
import { NotReached } from './harness.ts'
import { scratch } from './office.ts'

/** Compiles what stands between a process and its disk. Errors: NotReached without a C compiler, or on a system that has no LD_PRELOAD. */
export function compiledShim(): string {
  if (process.platform !== 'linux') throw new NotReached('只有 Linux 能在程序和磁盘之间插入出错的一层')
  const shim = join(scratch(), 'faulty-disk.so')
  const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', shim, join(import.meta.dirname, 'faulty-disk.c'), '-ldl'], { encoding: 'utf8' })
  if (status !== 0) throw new NotReached(`没有能用的 C 编译器（cc）：${stderr?.slice(0, 200) ?? ''}`)
  return shim
}

/** For the child whose disk it is. io_uring would pass it by. */
export const shimEnvironment = (shim: string, folder: string, log = ''): NodeJS.ProcessEnv =>
  ({ ...process.env, NODE_COMPILE_CACHE: compiledSources, LD_PRELOAD: shim, FAULTY_FOLDER: folder, FAULTY_LOG: log, UV_USE_IO_URING: '0' })

const errors = { EIO: 5, EACCES: 13, ENOSPC: 28 } as const
export type DiskError = keyof typeof errors
export interface Fault { error: DiskError; only: 'any' | 'sync'; how: 'once' | 'onward' }

/** Orders to the shim of this very process. */
const order = (text: string): void => {
  try {
    closeSync(openSync(`/faulty-disk/${text}`, 'r'))
  } catch { /* The order was taken; there is no such file. */ }
}
export const arm = (n: number, { error, only, how }: Fault): void => order(`arm/${n}/${errors[error]}/${only}/${how}`)
export const disarm = (): void => order('disarm')
export const record = (): void => order('record')
export const mark = (text: string): void => order(`mark/${text}`)

/** Changes since it was armed, and how many of them failed. Throws where the shim is not there: then nothing would ever fail. */
export function counted(): { seen: number; failed: number } {
  const [seen = NaN, failed = NaN] = readFileSync('/faulty-disk/count', 'utf8').split(' ').map(Number)
  return { seen, failed }
}
