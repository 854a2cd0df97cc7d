// Starts the built application as a user would, in a home of its own, and ends it, gently or not.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Api } from '../../shared/contract/api.ts'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

declare global { interface Window { readonly api: Api } }

const root = resolve(import.meta.dirname, '../..')

/** The program that runs the application; npm test and npm run demo find or make one. */
const executablePath = process.env['BRANCH_DESK_ELECTRON']

export interface DeskOptions { home: string; now?: string | undefined; width?: number; height?: number; extraArgs?: string[]
  /** More of the environment, as a temporary folder of the test's own. */
  env?: Record<string, string>
  /** Runs the application in place of Electron itself, as under a tracer. */
  program?: string
}

/** No window manager tells Chromium which window is in front; none may take itself for a hidden one and stop drawing. */
const alwaysDrawn = ['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding']
/** So long a window may take to tell of itself. */
const patience = 5000

export class Desk {
  /** Those that were not closed. */
  static readonly opened = new Set<Desk>()
  readonly app: ElectronApplication
  readonly page: Page
  readonly home: string
  /** What the page said on its console. */
  readonly console: string[] = []

  private constructor(app: ElectronApplication, page: Page, home: string) {
    this.app = app
    this.page = page
    this.home = home
    Desk.opened.add(this)
    app.on('close', () => Desk.opened.delete(this))
    page.on('console', (message) => this.console.push(`${message.type()} ${message.text()}`))
    page.on('pageerror', (error) => this.console.push(`error ${error.message}`))
  }

  static async open({ home, now, width = 1366, height = 768, extraArgs = [], env: more = {}, program = executablePath }: DeskOptions): Promise<Desk> {
    if (!program) throw new Error('BRANCH_DESK_ELECTRON is not set: run this through npm test or npm run demo')
    const env: Record<string, string> = {}
    for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value
    // The XDG runtime: nothing of this run may be written to the real home.
    Object.assign(env, { BRANCH_DESK_HOME: home, BRANCH_DESK_NOW: now ?? '', TZ: 'Asia/Shanghai', ...more })
    const app = await _electron.launch({ executablePath: program, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...alwaysDrawn, root, ...extraArgs], env })
    const page = await app.firstWindow()
    page.setDefaultTimeout(30_000)
    const desk = new Desk(app, page, home)
    await desk.resize(width, height)
    return desk
  }

  /** As a user drags the edge of the window. */
  async resize(width: number, height: number): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, size) => { BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height) }, { width, height })
  }

  /** As with Ctrl+Plus, or the scale of the display: 1.5 is 150 %. */
  async zoom(factor: number): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, to) => { BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to) }, factor)
  }

  /** Whether the page is seen, how many frames it draws in a second, and what it says first; for the report of a test that failed. */
  async state(): Promise<string> {
    const told = this.page.evaluate(async () => {
      let frames = 0
      const count = () => { frames += 1; requestAnimationFrame(count) }
      requestAnimationFrame(count)
      await new Promise((done) => { setTimeout(done, 1000) })
      const said = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').slice(0, 300)
      const over = [...document.querySelectorAll<HTMLElement>('[role="dialog"], [role="alert"], [role="status"]')].map((each) => said(each.innerText)).filter((text) => text !== '')
      return `${document.visibilityState}, ${frames} frames a second, “${said(document.body.innerText)}”${over.length === 0 ? '' : `, over it “${over.join('” “')}”`}`
    }).catch((fault: unknown) => String(fault))
    const silent = new Promise<string>((done) => { setTimeout(() => done('no answer'), patience) })
    return `${await Promise.race([told, silent])}${this.console.length === 0 ? '' : ` console: ${this.console.slice(-5).join(' / ')}`}`
  }

  /** Has the window drawn anew, as a change of its size does. */
  async redraw(): Promise<void> {
    const [width = 0, height = 0] = await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentSize() ?? [])
    if (width === 0) return
    await this.resize(width + 2, height)
    await this.resize(width, height)
  }

  /** The window as it is drawn; a picture of the page would cut a zoomed one off. */
  async picture(): Promise<Buffer> {
    return Buffer.from(await this.app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64') ?? ''), 'base64')
  }

  /** The operating system's save dialog answers with this place. */
  async willSaveTo(path: string | null): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = (() => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })) as typeof dialog.showSaveDialog
    }, path)
  }

  /** The operating system's dialog for a folder answers with this one. */
  async willChooseFolder(path: string | null): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = (() => Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })) as typeof dialog.showOpenDialog
    }, path)
  }

  /** The process ids of the application: its own, the service, the page. */
  async processes(): Promise<{ type: string; name: string; pid: number }[]> {
    return this.app.evaluate(({ app }) => app.getAppMetrics().map(({ type, name, pid }) => ({ type, name: name ?? '', pid })))
  }

  async close(): Promise<void> { await this.app.close() }

  /** kill -9 of the whole application. */
  async kill(): Promise<void> {
    const child = this.app.process()
    const pids = (await this.processes()).map(({ pid }) => pid)
    const gone = new Promise<void>((done) => { if (child.exitCode !== null || child.signalCode !== null) done(); else child.once('exit', () => done()) })
    for (const pid of [...pids, child.pid]) {
      try { if (pid !== undefined) process.kill(pid, 'SIGKILL') } catch { continue }
    }
    await gone
  }
}

/** A home at a path as users have them: Chinese, a blank, brackets. Removed by the answered function. */
export function makeHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), '支部 工作台（一）-'))
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) }
}
