// The whole application under torture: a workspace made beforehand, its windows, its processes.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openService } from '../../electron/service/open.ts'
import { forkParser, forkWorker } from '../../electron/service/workerProcess.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import { Desk, makeHome, type DeskOptions } from '../drive/desk.ts'
import { fictionalBranch, unlock } from '../drive/officer.ts'
import { Broken, NotReached } from './harness.ts'

const root = resolve(import.meta.dirname, '../..')
export const templates = join(root, 'build/templates')
/** Under a key that costs nothing to derive: what is tried here is not scrypt. The application heeds the cost that the keyring names. */
export const cheap = { N: 16, r: 1, p: 1 }
export const spawnWorker = forkWorker(join(root, 'electron/service/worker.ts'))
export const spawnParser = forkParser(join(root, 'electron/service/parser.ts'))
export const { password } = fictionalBranch
export const workspaceOf = (home: string): string => join(home, 'workspace')

/** What the whole application needs of this machine. */
export function needApplication(): void {
  if (!process.env['BRANCH_DESK_ELECTRON']) throw new NotReached('没有Electron')
  if (!existsSync(join(root, 'out/main/index.js'))) throw new NotReached('程序还没有构建')
  if (process.platform === 'linux' && !process.env['DISPLAY']) throw new NotReached('没有显示器')
}

export const onLinux = (what: string): void => { if (process.platform !== 'linux') throw new NotReached(`${what}只在Linux上做`) }

export type Ask = <C extends ServiceChannel>(channel: C, input: Input<C>) => Promise<Output<C>>

/** A set-up branch, made by the real service in plain Node; `act` puts into it what else is wanted. */
export async function settle(folder: string, act: (ask: Ask) => Promise<void> = async () => undefined): Promise<{ recoveryCode: string }> {
  const service = openService({ folder, templates, clock: () => new Date(), log: () => undefined, cost: cheap, spawnWorker, spawnParser })
  const ask: Ask = async <C extends ServiceChannel>(channel: C, input: Input<C>) => {
    const answer = await service.call(channel, input)
    if (!answer.ok) throw new Error(`${channel}: ${answer.error.code} ${answer.error.message}`)
    return answer.value as Output<C>
  }
  try {
    const { unit, branch, name, posts } = fictionalBranch
    const { recoveryCode, ask: groups } = await ask('workspace.create', { unit, branch, password, since: '2024-02-20', officer: { name, posts: posts.split('、') } })
    await ask('workspace.confirmRecoveryCode', { characters: groups.map((n) => recoveryCode.split('-')[n - 1] ?? '').join('') })
    await act(ask)
    return { recoveryCode }
  } finally {
    service.close()
  }
}

/** Runs with a home of its own that goes afterwards. */
export async function inHome<R>(act: (home: string) => Promise<R>): Promise<R> {
  const { home, remove } = makeHome()
  try {
    return await act(home)
  } finally {
    remove()
  }
}

/** Others run beside it, and the machine may do more: a slow screen is not a broken one. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const desk = await Desk.open(options)
  desk.page.setDefaultTimeout(60_000)
  return desk
}

/** Runs with the application open; it ends afterwards, whatever happened. */
export async function withDesk<R>(options: DeskOptions, act: (desk: Desk) => Promise<R>): Promise<R> {
  const desk = await openDesk(options)
  try {
    return await act(desk)
  } finally {
    await desk.kill().catch(() => undefined)
  }
}

/** The password box of a locked desk, opened. Throws Broken where the application shows anything else. */
export async function openBox({ page }: Desk): Promise<void> {
  const problem = page.locator('[data-problem]')
  await page.locator('#password').or(problem).first().waitFor()
  // The box stands there before the service has said what it found.
  if (await problem.count() === 0) await unlock(page, password).catch(() => undefined)
  await page.locator('.app').or(problem).first().waitFor()
  if (await problem.count() > 0) throw new Broken(`程序打不开：${await problem.innerText()}`)
}

const parentOf = (pid: number): number => {
  try {
    // The name in brackets may hold blanks and brackets of its own.
    return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ')[1])
  } catch {
    return -1
  }
}

/** A process and all that descend from it (Linux). */
export function treeOf(pid: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))]))
  const tree = [pid]
  for (const each of tree) for (const [child, parent] of parents) if (parent === each) tree.push(child)
  return tree
}

/** Whether a process still runs; one that only waits to be buried does not, unless a thread of it is still on its way out and holds its locks. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1')) || readdirSync(`/proc/${pid}/task`).length > 1
  } catch {
    return false
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms) })
