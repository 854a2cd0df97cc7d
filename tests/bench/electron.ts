import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { atTheEnd, temporaryFolder } from './temporary.ts'
import { now } from './workspace.ts'

export const appFolder = (name: 'desk' | 'bare'): string => join(import.meta.dirname, 'apps', name)
const patience = 60_000

/** Throws where windows cannot be measured here; what depends on them then counts as not measured. */
export function electronProgram(): string {
  const program = process.env['BRANCH_DESK_ELECTRON']
  if (!program) throw new Error(process.env['BRANCH_DESK_NO_ELECTRON'] || '没有 Electron')
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) throw new Error('没有显示器')
  return program
}

export const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

interface Line { usable?: boolean; opened?: number; derived?: number; fault?: string }

/** One run of a program with windows: what it says, and when; killed at its end, so that nothing it does on quitting is measured. */
export class Run {
  readonly #child
  readonly #lines: Line[] = []
  #hear: (line: Line) => void = () => undefined
  readonly started = performance.now()
  readonly #removeHome: () => void
  readonly #kill: () => void

  /** `home`: where the desk's data are; a bare window gets an empty folder. */
  constructor(name: 'desk' | 'bare', home?: string) {
    const own = home === undefined ? temporaryFolder() : null
    this.#removeHome = () => own?.remove()
    this.#child = spawn(electronProgram(), [...asRoot, ...(own ? [`--user-data-dir=${own.folder}`] : []), appFolder(name)], { stdio: ['pipe', 'pipe', 'ignore'], detached: true, env: { ...process.env, BRANCH_DESK_HOME: home ?? '', BRANCH_DESK_NOW: now } })
    const { pid } = this.#child
    // All of its processes: they are one group.
    this.#kill = atTheEnd(() => { if (pid !== undefined && this.#child.exitCode === null) process.kill(-pid, 'SIGKILL') })
    createInterface({ input: this.#child.stdout }).on('line', (text) => {
      try {
        const line = JSON.parse(text) as Line
        this.#lines.push(line)
        this.#hear(line)
      } catch { /* Chromium writes here too. */ }
    })
    this.#child.once('exit', () => this.#hear({ fault: '程序中途结束了' }))
  }

  /** The next line. */
  async #next(): Promise<Line> {
    const line = this.#lines.shift() ?? await new Promise<Line>((resolve) => {
      const timer = setTimeout(() => resolve({ fault: '等了60秒没有回答' }), patience)
      this.#hear = (heard) => {
        clearTimeout(timer)
        this.#lines.shift()
        resolve(heard)
      }
    })
    if (line.fault !== undefined) throw new Error(line.fault)
    return line
  }

  /** Milliseconds from the start of the program to a password box that can be typed into. */
  async usable(): Promise<number> {
    await this.#next()
    return performance.now() - this.started
  }

  async ask(what: object): Promise<Line> {
    this.#child.stdin.write(`${JSON.stringify(what)}\n`)
    return this.#next()
  }

  /** Megabytes of all its processes, each shared page counted once among those who share it. */
  memory(): number {
    const { pid } = this.#child
    if (process.platform !== 'linux' || pid === undefined) throw new Error('只有 Linux 能测内存')
    return treeOf(pid).reduce((sum, each) => sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, 'utf8'))?.[1] ?? 0), 0) / 1024
  }

  async end(): Promise<void> {
    this.#hear = () => undefined
    const gone = this.#child.exitCode === null ? new Promise((resolve) => { this.#child.once('close', resolve) }) : null
    this.#kill()
    await gone
    this.#removeHome()
  }
}

/** A process and all that came from it. */
function treeOf(root: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name): [number, number] => {
    try {
      return [Number(name), Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0)]
    } catch {
      return [Number(name), 0]
    }
  }))
  const tree = [root]
  for (const pid of tree) tree.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child))
  return tree
}
