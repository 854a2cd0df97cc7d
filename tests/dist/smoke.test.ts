// The packed application, started as a user starts it and looked at over Chromium's debugging port: with the fuses as
// shipped there is no other way in.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = process.env['BRANCH_DESK_PACKAGED'] ?? ''
const executable = join(folder, process.platform === 'win32' ? 'branch-desk.exe' : 'branch-desk')
const resources = join(folder, 'resources')
const closedNetwork = process.env['BRANCH_DESK_ELECTRON_KIND'] === 'closed-network'

describe('the packed folder', () => {
  it('loads its code from app.asar alone', () => {
    expect(existsSync(join(resources, 'app.asar'))).toBe(true)
    expect(existsSync(join(resources, 'app'))).toBe(false)
  })

  it('has exactly this platform’s addon, outside the archive', () => {
    const prebuilds = join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds')
    expect(readdirSync(prebuilds)).toEqual([`${process.platform}-${process.arch}.node`])
  })

  it('has the Word templates beside the archive', () => {
    expect(readdirSync(join(resources, 'templates')).filter((name) => name.endsWith('.docx'))).not.toEqual([])
  })

  it('says that it is for tests only exactly when it is made of the closed-network runtime, which needs its own addon', () => {
    const notice = join(folder, '仅供测试.txt')
    expect({
      notice: existsSync(notice) && readFileSync(notice, 'utf8').includes('不能发给用户'),
      folderName: folder.includes('仅供测试'),
      ownAddon: existsSync(join(resources, 'native/better_sqlite3.node')),
    }).toEqual({ notice: closedNetwork, folderName: closedNetwork, ownAddon: (process.env['BRANCH_DESK_NATIVE_BINDING'] ?? '') !== '' })
  })

  it.each([
    ['RunAsNode', FuseV1Options.RunAsNode, FuseState.DISABLE],
    ['EnableNodeOptionsEnvironmentVariable', FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
    ['EnableNodeCliInspectArguments', FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
    ['OnlyLoadAppFromAsar', FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
    ['EnableEmbeddedAsarIntegrityValidation', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
    ['GrantFileProtocolExtraPrivileges', FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
  ])('has the fuse %s set as shipped', async (_name, fuse, state) => {
    expect((await getCurrentFuseWire(executable))[fuse]).toBe(state)
  })
})

describe('the packed application', () => {
  const home = mkdtempSync(join(tmpdir(), '支部 dist-'))
  const said: string[] = []
  let child: ChildProcess
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const port = await freePort()
    child = spawn(executable, [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], {
      env: cleanEnvironment(home),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)))
    browser = await attach(port)
    page = await firstPage(browser)
  })

  afterAll(async () => {
    await browser?.close()
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill()
      await ended
    }
    rmSync(home, { recursive: true, force: true })
  })

  it('opens its own page and names itself', async () => {
    expect(page.url()).toMatch(/^app:\/\/ui\//)
    await expect.poll(() => page.evaluate(() => document.body.innerText), { timeout: 20_000 }).toContain('支部工作台')
    mkdirSync(join(root, 'out'), { recursive: true })
    await page.screenshot({ path: join(root, 'out/dist-smoke.png') })
  })

  it('gives the page no Node', async () => {
    expect(await page.evaluate(() => `${typeof Reflect.get(globalThis, 'require')} ${typeof Reflect.get(globalThis, 'process')}`)).toBe('undefined undefined')
  })

  /** @throws when the application ends, with what it said; a window that never comes would otherwise be a bare time-out */
  async function attach(port: number): Promise<Browser> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the application ended (${child.exitCode ?? child.signalCode}): ${said.join('')}`)
      const answered = await fetch(`http://127.0.0.1:${port}/json/version`).then((answer) => answer.ok, () => false)
      if (answered) return chromium.connectOverCDP(`http://127.0.0.1:${port}`)
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error(`nothing answers on the debugging port: ${said.join('')}`)
  }
})

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]
  if (!context) throw new Error('the application has no browser context')
  return context.pages()[0] ?? context.waitForEvent('page')
}

/** A user's environment: a home of its own, and nothing of what development and tests are told. */
function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(BRANCH_DESK|ELECTRON|NODE|npm|VITEST|XDG)_/i.test(name))
  return {
    ...Object.fromEntries(kept),
    HOME: home, USERPROFILE: home, APPDATA: join(home, 'AppData'), XDG_CONFIG_HOME: join(home, '.config'),
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address) done(address.port)
        else fail(new Error('no free port'))
      })
    })
  })
}
