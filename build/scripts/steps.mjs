// What every script here needs: to say what it does, to run a program, and to stop with a sentence.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Node 24 from node_modules: the addon of the database crashes on the system's Node 20. */
export const projectNode = process.platform === 'win32'
  ? join(root, 'node_modules/node/bin/node.exe')
  : join(root, 'node_modules/.bin/node')

/** A reason to end that the user can act on: printed as one sentence, without a stack. */
export class Stop extends Error {
  /**
   * @param {string} sentence
   * @param {number} [exitCode]
   */
  constructor(sentence, exitCode = 1) {
    super(sentence)
    this.exitCode = exitCode
  }
}

/**
 * One line to the user. Always on stderr: stdout of `npm run -s service` carries answers only.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`[准备] ${line}\n`)
}

/**
 * Runs a script's body; a Stop becomes its sentence and its exit code.
 * @param {() => Promise<number | void>} body answers the exit code
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`[停止] ${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

/**
 * Runs a program to its end without standard input, its output on our stderr.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean }} [options] quiet: its output shows only if it fails
 * @returns {{ ok: boolean, timedOut: boolean }}
 */
export function run(program, parameters, options = {}) {
  const to = options.quiet ? 'pipe' : 2
  const result = spawnSync(program, parameters, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    timeout: options.timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', to, to],
  })
  const ok = result.status === 0
  if (options.quiet && !ok) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
  return { ok, timedOut: result.error?.code === 'ETIMEDOUT' }
}

/**
 * Hands our standard input and output to a program until it ends. Signals to us go to it.
 * @param {string} program
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it
 */
export function handOver(program, parameters, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd: root, env, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/**
 * The command line that starts npm: its own script under the Node it came with, because `npm` is a .cmd on Windows and
 * because `npm ci` replaces the Node in node_modules.
 * @param {string[]} parameters
 * @returns {[string, string[]]}
 */
export function npm(parameters) {
  const script = process.env.npm_execpath
  if (script) return [process.env.npm_node_execpath ?? process.execPath, [script, ...parameters]]
  const program = systemProgram('npm')
  if (!program) throw new Stop('找不到 npm。请安装 Node.js 20 或更新版本（自带 npm）。')
  return [program, parameters]
}

/**
 * Runs a program quietly and answers what it printed, or undefined when it is missing or fails.
 * @param {string} program
 * @param {string[]} parameters
 * @returns {string | undefined}
 */
export function output(program, parameters) {
  const result = spawnSync(program, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return result.status === 0 ? result.stdout : undefined
}

/**
 * Where a program is on PATH, leaving out node_modules/.bin, which npm puts in front.
 * @param {string} program
 * @returns {string | undefined}
 */
export function systemProgram(program) {
  return (process.env.PATH ?? '').split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules'))
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file))
}

/**
 * Does `work` while no other process does work under the same lock file. A lock whose process is gone does not count.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  for (let told = false; !take(file); await sleep(500)) {
    if (!told) say(`另一个进程正在做同样的准备，等它完成（${file}）…`)
    told = true
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {string} file */
function take(file) {
  try {
    const handle = openSync(file, 'wx')
    writeSync(handle, String(process.pid))
    closeSync(handle)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAbandoned(file)) rmSync(file, { force: true })
    return false
  }
}

/** @param {string} file */
function isAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // Just created and not yet written to.
    if (!pid) return Date.now() - statSync(file).mtimeMs > 5000
    return !isRunning(pid)
  } catch {
    return false
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
