import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { bundled } from './bundled.ts'
import { scratch } from './office.ts'

/** A process that was born. */
export class Born {
  readonly #pid: number
  readonly #socket: Socket
  /** It is dead, and all that it had said was heard. */
  readonly gone: Promise<unknown>

  constructor(socket: Socket, pid: number, gone: Promise<unknown>) {
    this.#socket = socket
    this.#pid = pid
    this.gone = gone
  }

  tell(line: unknown): void { this.#socket.write(`${JSON.stringify(line)}\n`) }

  /** Answers when there is no such process any more: only then it holds no file and no lock. */
  async kill(): Promise<void> {
    const reached = (signal: NodeJS.Signals | 0): boolean => {
      try { return process.kill(this.#pid, signal) } catch { return false }
    }
    if (reached('SIGKILL')) while (reached(0)) await wait(0)
    await this.gone
  }
}

interface Expecting { onLine(line: unknown): void; done(born: Born): void; failed(cause: Error): void }

/** The flags under which a process can be forked: of its threads only the first goes on in the new one. */
const alone = ['--single-threaded', '--v8-pool-size=1', '--disable-sigusr1']
const longest = 60_000

/**
 * Bears processes that are wanted by the thousand: one loads everything and goes once through what they will do, and each of them is a fork of it,
 * which takes a fifth of the time of a start. Where nothing forks (no C compiler, another system) each is started by itself.
 */
export class Nursery {
  readonly #server: Server
  readonly #place: string
  readonly #program: string
  readonly #forks: string | null
  #mother: ChildProcess | null = null
  #expecting: Expecting[] = []
  /** Who has called. The mother of forks never does. */
  readonly #begun = new Set<number | undefined>()
  #complaints = ''

  private constructor(program: string, forks: string | null, place: string) {
    this.#program = program
    this.#forks = forks
    this.#place = place
    this.#server = createServer((socket) => { this.#hear(socket) })
  }

  /** `name`: of the program, whose last act is `bearOnDemand`. The one of this process, which ends with it. */
  static of(name: string): Promise<Nursery> {
    const nursery = made.get(name) ?? Nursery.#make(name)
    made.set(name, nursery)
    return nursery
  }

  static async #make(name: string): Promise<Nursery> {
    const folder = scratch()
    const nursery = new Nursery(await bundled(name), compiledForks(folder), join(folder, 'calls'))
    nursery.#server.listen(nursery.#place)
    await once(nursery.#server, 'listening')
    return nursery
  }

  /** The last of what they complained about. */
  get complaints(): string { return this.#complaints }

  /** One call: its first line says who it is, every other is for whoever expected it. */
  #hear(socket: Socket): void {
    // One that is killed while something is on its way to it.
    socket.on('error', () => undefined)
    const gone = new Promise((done) => { socket.once('close', done) })
    let onLine = (line: unknown): void => {
      const expecting = this.#expecting.shift()
      if (!expecting) throw new Error('born and not expected')
      onLine = expecting.onLine
      const { pid } = line as { pid: number }
      if (this.#forks === null) this.#begun.add(pid)
      expecting.done(new Born(socket, pid, gone))
    }
    let told = ''
    socket.setEncoding('utf8').on('data', (text) => {
      told += String(text)
      for (let end = told.indexOf('\n'); end >= 0; end = told.indexOf('\n')) {
        const line = told.slice(0, end)
        told = told.slice(end + 1)
        onLine(JSON.parse(line))
      }
    })
  }

  #start(flags: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [...flags, this.#program, this.#place, ...(this.#forks === null ? [] : [this.#forks])], { stdio: ['pipe', 'ignore', 'pipe'] })
    child.stdin?.on('error', () => undefined)
    child.stderr?.on('data', (text: Buffer) => { this.#complaints = (this.#complaints + text.toString()).slice(-2000) })
    child.once('close', (code, signal) => { if (!this.#begun.delete(child.pid)) this.#fail(`a nursery ended (${signal ?? code})`) })
    return child
  }

  /** Everybody who waits for a birth waits in vain. */
  #fail(why: string): void {
    for (const { failed } of this.#expecting) failed(new Error(`${why}: ${this.#complaints}`))
    this.#expecting = []
  }

  /** `onLine` gets every line that it says. Throws where nothing comes to life. */
  async bear(onLine: (line: unknown) => void): Promise<Born> {
    const born = new Promise<Born>((done, failed) => { this.#expecting.push({ onLine, done, failed }) })
    if (this.#forks === null) this.#start([])
    else {
      this.#mother ??= this.#start(alone)
      this.#mother.stdin?.write('.')
    }
    const tooLong = setTimeout(() => { this.#fail('nothing was born') }, longest)
    try {
      return await born
    } finally { clearTimeout(tooLong) }
  }
}

const made = new Map<string, Promise<Nursery>>()

/** What forks; null where it cannot be had. */
function compiledForks(folder: string): string | null {
  if (process.platform !== 'linux') return null
  const file = join(folder, 'forks.node')
  return spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', file, join(import.meta.dirname, 'forks.c')]).status === 0 ? file : null
}
