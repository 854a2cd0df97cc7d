// A page taken over by somebody: thousands of calls from the schemas and from junk.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needApplication } from './application.ts'
import { expectHolds, sideBySide, type Harness, type Scale } from './harness.ts'
import { besiegeDesk } from './hostileDesk.ts'
import type { Siege } from './hostileService.ts'
import { canTrace, readTrace, tracing, type Traced } from './trace.ts'

const program = join(import.meta.dirname, 'hostileService.ts')

/** A folder with what a call may touch, and beside it what none may. */
async function inTree<R>(act: (folder: string) => Promise<R>): Promise<R> {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-siege-'))
  mkdirSync(join(folder, 'outside'))
  mkdirSync(join(folder, 'tmp'))
  writeFileSync(join(folder, 'outside/decoy.txt'), '别人的文件')
  const before = stateOf(join(folder, 'outside'))
  try {
    const done = await act(folder)
    expectHolds(stateOf(join(folder, 'outside')) === before, '旁边的文件夹被改了')
    return done
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const stateOf = (folder: string): string => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().map((name) => `${name} ${statSync(join(folder, name)).mtimeMs} ${statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'utf8') : ''}`).join('\n')

/** Nothing was written, read, started or reached but what is the application's own. */
function expectInside({ wrote, opened, started, network }: Traced, folder: string, mayStart: RegExp): void {
  const own = [...['workspace', 'granted', 'tmp', 'home', 'user'].map((name) => join(folder, name)), '/dev/', '/proc/']
  // Chromium's shared memory; a name that the kernel made up for what has none.
  const strange = wrote.filter((path) => !own.some((place) => path.startsWith(place)) && path !== '/')
  expectHolds(strange.length === 0, `写到了外面：${strange.slice(0, 5).join('、')}`)
  const read = opened.filter((path) => path.startsWith(join(folder, 'outside')) || /^\/etc\/(shadow|gshadow)/.test(path))
  expectHolds(read.length === 0, `读了外面的文件：${read.slice(0, 5).join('、')}`)
  expectHolds(started.every((path) => mayStart.test(path)), `启动了别的程序：${started.filter((path) => !mayStart.test(path)).slice(0, 5).join('、')}`)
  expectHolds(network.length === 0, `连了网络：${network.slice(0, 5).join('、')}`)
}

/** Calls of the router in plain Node. Many come over workspaces of their own: one that has taken thousands of records answers slower and slower, and its trace fits no memory. */
const sieges: Record<Scale, readonly number[]> = { short: [4600], long: Array.from({ length: 22 }, () => 45_000) }
const atOnce = 2

type Traces = Siege & { traced: Traced | null }

async function besiegeAll(scale: Scale): Promise<Traces[]> {
  const done: Traces[] = []
  await sideBySide(atOnce, sieges[scale], async (calls) => { done.push(await besiegeService(calls)) })
  return done
}

/** The router in plain Node, in a process of its own. */
function besiegeService(calls: number, planted = ''): Promise<Traces> {
  return inTree(async (folder) => {
    const seed = randomInt(2 ** 31)
    const log = join(folder, 'service.trace')
    const plain = [process.execPath, program, folder, String(seed), String(calls), planted]
    const [command = '', ...parameters] = canTrace() ? tracing(log, plain) : plain
    const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: join(folder, 'tmp') } })
    let told = ''
    child.stdout.on('data', (text: Buffer) => { told += text.toString() })
    const code = await new Promise<number | null>((done) => { child.once('close', done) })
    expectHolds(code === 0, `数据服务中途结束了（${code}，种子${seed}）`)
    const siege = JSON.parse(told.trim().split('\n').at(-1) ?? '') as Siege
    expectHolds(siege.faults.length === 0, `${siege.faults.slice(0, 3).join('；')}（种子${seed}）`)
    const traced = canTrace() ? readTrace(log) : null
    if (traced) expectInside(traced, folder, /node$/)
    return { ...siege, traced }
  })
}

export const harness: Harness = {
  name: 'hostile-renderer',
  title: '被人控制的页面',
  async attack(scale) {
    const services = await besiegeAll(scale)
    needApplication()
    const desk = await inTree(async (folder) => {
      const seed = randomInt(2 ** 31)
      const siege = await besiegeDesk(folder, seed, scale === 'long' ? 10_000 : 400)
      expectHolds(siege.faults.length === 0, `${siege.faults.slice(0, 3).join('；')}（种子${seed}）`)
      if (siege.traced) expectInside(siege.traced, folder, /electron|^\/proc\/self\/exe$/)
      return siege
    })
    const sum = (count: (siege: Traces) => number) => services.reduce((total, siege) => total + count(siege), 0)
    const codes = new Set(services.flatMap((siege) => Object.keys(siege.codes))).size - 1
    const slowest = services.map((siege) => siege.slowest).reduce((one, other) => (other.ms > one.ms ? other : one))
    const trace = services.every(({ traced }) => traced) && desk.traced ? `内核跟踪到${sum(({ traced }) => traced?.lines ?? 0) + desk.traced.lines}次文件、进程和网络调用，都在自己的文件夹里` : '没有做到：内核跟踪（没有strace），只比较了旁边的文件夹'
    return `${sum(({ calls }) => calls) + desk.calls}次调用（${desk.calls}次经真窗口，其中${desk.refusedByBridge}次桥自己不传），${sum(({ accepted }) => accepted) + desk.accepted}次被接受，其余是${codes}种已知的错误码，没有INTERNAL；最慢${slowest.ms.toFixed(0)}毫秒（${slowest.channel}）；${trace}`
  },
  plants: [
    { name: '把程序的内部说出来', attack: () => besiegeService(120, 'leak') },
    { name: '写到外面', attack: () => besiegeService(120, 'write') },
    { name: '原型被改', attack: () => besiegeService(120, 'pollute') },
    ...(canTrace() ? [{ name: '读外面的文件', attack: () => besiegeService(120, 'read') }] : []),
  ],
}
