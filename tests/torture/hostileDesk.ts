// The same hostile page in the real application: through contextBridge, the port and main.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../../shared/contract/index.ts'
import type { Desk } from '../drive/desk.ts'
import { isAlive, openBox, openDesk, password, settle, treeOf, workspaceOf } from './application.ts'
import { Hostile, revive } from './hostileCalls.ts'
import { faultOf, longest } from './hostileAnswers.ts'
import { canTrace, readTrace, tracedElectron, type Traced } from './trace.ts'

export interface DeskSiege { calls: number; accepted: number; refusedByBridge: number; faults: string[]; traced: Traced | null }

/** What would end the page or open a dialog of the system without end is sent only with something wrong in it; the dialogs answer at once. */
const ending = new Set(['app.quit', 'app.lock', 'app.reload', 'workspace.lock', 'backup.restore', 'keys.rotate', 'keys.changePassword'])

/** The system's own windows answer as an officer would, without one being shown. */
async function answerDialogs(desk: Desk, granted: string): Promise<void> {
  await desk.app.evaluate(({ dialog, shell, BrowserWindow }, folder) => {
    let asked = 0
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: asked++ % 3 === 0, filePath: `${folder}/会议.docx` })) as typeof dialog.showSaveDialog
    dialog.showOpenDialog = ((_window: unknown, { properties }: { properties: string[] }) => Promise.resolve({ canceled: asked++ % 3 === 0, filePaths: [properties.includes('openDirectory') ? folder : `${folder}/会议.docx`] })) as unknown as typeof dialog.showOpenDialog
    shell.openPath = () => Promise.resolve('')
    shell.showItemInFolder = () => undefined
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.print = (_options, done) => done?.(false, 'Print job canceled')
  }, granted)
}

export async function besiegeDesk(folder: string, seed: number, calls: number): Promise<DeskSiege> {
  const home = join(folder, 'home')
  const granted = join(folder, 'granted')
  const env = { TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'user'), XDG_CONFIG_HOME: join(folder, 'user'), XDG_CACHE_HOME: join(folder, 'user'), XDG_DATA_HOME: join(folder, 'user'), BRANCH_DESK_PRINT_TO: join(granted, 'printed.pdf') }
  for (const place of [home, granted, ...Object.values(env).slice(0, 5)]) mkdirSync(place, { recursive: true })
  await settle(workspaceOf(home), async (ask) => { await ask('meetings.save', { kind: 'committeeMeeting', title: '支委会', heldOn: '2026-09-08' }) })
  const log = join(folder, 'desk.trace')
  const desk = await openDesk({ home, env, ...tracedElectron(folder, log) })
  try {
    await openBox(desk)
    await answerDialogs(desk, granted)
    const before = treeOf(desk.app.process().pid ?? 0)
    const told = await send(desk, new Hostile(seed, { ids: [], backups: [], tokens: [], passwords: [password], codes: [] }, Object.keys(contract)), calls)
    if (!before.every(isAlive)) told.faults.push('有进程结束了')
    return { ...told, traced: canTrace() ? readTrace(log) : null }
  } finally {
    await desk.kill().catch(() => undefined)
  }
}

type Told = { thrown: string } | { answer: unknown }

async function send({ page }: Desk, hostile: Hostile, calls: number): Promise<Omit<DeskSiege, 'traced'>> {
  const seen = { calls: 0, accepted: 0, refusedByBridge: 0, faults: [] as string[] }
  await page.evaluate(`globalThis.revive = ${revive.toString()}`)
  while (seen.calls < calls && seen.faults.length < 10) {
    const { channel, input } = hostile.call()
    if (ending.has(channel) && (channel.startsWith('app.') || channel === 'workspace.lock')) continue
    const told = await page.evaluate<Told, { channel: string; input: unknown; limit: number }>(async ({ channel: name, input: recipe, limit }) => {
      const late = new Promise<{ thrown: string }>((done) => { setTimeout(() => done({ thrown: 'late' }), limit) })
      const real = (Reflect.get(globalThis, 'revive') as (recipe: unknown) => unknown)(recipe)
      // What the bridge itself refuses to carry never leaves the page.
      const asked = (async () => (Reflect.get(window.api, 'call') as (...parameters: unknown[]) => Promise<unknown>)(name, real))()
      return Promise.race([asked.then((answer) => ({ answer }), (thrown: unknown) => ({ thrown: String(thrown) })), late])
    }, { channel, input, limit: longest(channel) })
    seen.calls++
    if ('thrown' in told) {
      if (told.thrown === 'late') seen.faults.push(`${channel}：没有回答（${JSON.stringify(input).slice(0, 300)}）`)
      seen.refusedByBridge++
      continue
    }
    const fault = faultOf(channel, told.answer)
    if (fault !== null) seen.faults.push(`${channel.slice(0, 60)}：${fault}（${JSON.stringify(input).slice(0, 300)}）`)
    const { ok, value } = told.answer as { ok: boolean; value: unknown }
    if (!ok) continue
    seen.accepted++
    hostile.take(value)
  }
  return seen
}
