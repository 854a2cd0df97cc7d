// Through every screen, with an eye on every socket.
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Desk } from '../drive/desk.ts'
import { toMeetings } from '../drive/officer.ts'
import { inHome, needApplication, onLinux, openBox, pause, settle, treeOf, withDesk, workspaceOf } from './application.ts'
import { expectHolds, type Harness } from './harness.ts'
import { socketsOf } from './sockets.ts'
import { canTrace, readTrace, tracedElectron } from './trace.ts'

interface Counts { screens: number; looks: number; requests: number; traced: number | null; routesAsked: number }

/** A look at all sockets every tenth of a second. What the driver itself listens on, right after the start, is left out. */
class Lookout {
  looks = 0
  readonly seen = new Set<string>()
  readonly #root: number
  readonly #driver: Set<string>
  #ended = false
  #running: Promise<void> = Promise.resolve()

  constructor(root: number) {
    this.#root = root
    const first = socketsOf(treeOf(root))
    this.#driver = new Set(first.filter(({ peer, local }) => peer === '' && local.startsWith('127.0.0.1:')).map(({ local }) => local))
    // Node's inspector and Chromium's; a third would be somebody else's.
    expectHolds(this.#driver.size <= 2, `程序一启动就在${[...this.#driver].join('、')}上等待连接`)
    this.#running = this.#look()
  }

  async #look(): Promise<void> {
    while (!this.#ended) {
      for (const { kind, local, peer } of socketsOf(treeOf(this.#root))) if (!this.#driver.has(local)) this.seen.add(`${kind} ${local}${peer === '' ? '' : `→${peer}`}`)
      this.looks++
      await pause(100)
    }
  }

  async end(): Promise<void> {
    this.#ended = true
    await this.#running
  }
}

/** Requests that any page of any session made, and those that would have left the computer. */
async function countRequests({ app }: Desk): Promise<() => Promise<{ all: number; outward: string[] }>> {
  await app.evaluate(({ app: electron, session }) => {
    const seen = { all: 0, outward: [] as string[] }
    Reflect.set(globalThis, 'requestsSeen', seen)
    const listen = (each: Electron.Session) => {
      const note = ({ url }: { url: string }) => {
        seen.all++
        if (!/^(app|blob|data|devtools):/.test(url)) seen.outward.push(url.slice(0, 120))
      }
      each.webRequest.onErrorOccurred(note)
      each.webRequest.onCompleted(note)
    }
    listen(session.defaultSession)
    electron.on('session-created', listen)
  })
  return () => app.evaluate(() => Reflect.get(globalThis, 'requestsSeen') as { all: number; outward: string[] })
}

const room = (page: Page, name: string): Promise<void> => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()

/** Every screen, in the order of a day. */
function screensOf(desk: Desk, folder: string): (() => Promise<unknown>)[] {
  const { page } = desk
  return [
    async () => {
      await page.getByLabel('口令', { exact: true }).fill('不是这个口令')
      await page.getByRole('button', { name: '打开' }).click()
      await page.getByText('口令不对。').waitFor()
    },
    () => openBox(desk),
    async () => { await room(page, '党员'); await page.locator('.table-room').waitFor() },
    async () => { await page.getByRole('row').filter({ hasText: '周启明' }).click(); await page.getByRole('complementary').waitFor() },
    async () => { await toMeetings(page); await page.getByLabel('查找会议').fill('支委会'); await page.getByText('找到1次').waitFor() },
    async () => { await page.locator('.row-link').first().click(); await page.locator('fieldset.sheet').waitFor() },
    async () => { await page.locator('[data-field=place]').fill('http://example.com/会议室'); await page.locator('.saved [role=status]', { hasText: '已保存' }).waitFor() },
    async () => { await page.keyboard.press('F6'); await page.locator('.pages canvas').first().waitFor() },
    async () => { await page.getByRole('button', { name: /^打印 / }).click(); await page.getByRole('button', { name: /^打印 / }).and(page.locator(':enabled')).waitFor() },
    async () => {
      await desk.willSaveTo(join(folder, '会议记录.docx'))
      await page.getByRole('complementary', { name: '预览' }).getByRole('button', { name: /^导出/ }).click()
      await page.getByRole('dialog').getByRole('button', { name: /^导出/ }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    },
    async () => { await page.keyboard.press('F1'); await page.keyboard.press('Escape'); await room(page, '设置'); await page.getByRole('heading', { name: '设置' }).first().waitFor() },
    async () => { await page.getByRole('button', { name: /模板/ }).first().click(); await pause(500) },
    async () => { await page.keyboard.press('Control+l'); await page.getByLabel('口令', { exact: true }).waitFor() },
    () => openBox(desk),
  ]
}

/** `meddle` is what a program would do that does speak to the network. */
async function tour(meddle?: (desk: Desk) => Promise<unknown>): Promise<Counts> {
  needApplication()
  onLinux('看程序的网络连接')
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-tour-'))
  const log = join(folder, 'trace')
  try {
    return await inHome(async (home) => {
      await settle(workspaceOf(home), async (ask) => {
        await ask('members.addMany', { lines: '周启明\t正式党员\t书记\n林静怡\t正式党员\t组织委员' })
        await ask('meetings.save', { kind: 'committeeMeeting', title: '支委会', heldOn: '2026-09-08', agenda: [{ title: '学习', decision: '同意。' }] })
      })
      const counts: Counts = { screens: 0, looks: 0, requests: 0, traced: null, routesAsked: 0 }
      await withDesk({ home, env: { BRANCH_DESK_PRINT_TO: join(folder, 'printed.pdf') }, ...tracedElectron(folder, log) }, async (desk) => {
        const lookout = new Lookout(desk.app.process().pid ?? 0)
        const requests = await countRequests(desk)
        const screens = screensOf(desk, folder)
        for (const visit of meddle ? [] : screens) {
          await visit()
          counts.screens++
        }
        await meddle?.(desk)
        await pause(300)
        await lookout.end()
        const { all, outward } = await requests()
        expectHolds(outward.length === 0, `请求了${outward.slice(0, 5).join('、')}`)
        expectHolds(lookout.seen.size === 0, `开了网络连接：${[...lookout.seen].slice(0, 5).join('、')}`)
        Object.assign(counts, { looks: lookout.looks, requests: all })
      })
      if (canTrace()) {
        const { network, lines, routesAsked } = readTrace(log)
        expectHolds(network.length === 0, `内核看到${network.slice(0, 5).join('、')}`)
        Object.assign(counts, { traced: lines, routesAsked })
      }
      return counts
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A listener of the harness's own, on this computer. */
async function withListener(act: (port: number) => Promise<unknown>): Promise<unknown> {
  const server = createServer((socket) => { socket.resume() })
  const datagrams = createSocket('udp4')
  try {
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
    const { port } = server.address() as AddressInfo
    await new Promise<void>((done) => { datagrams.bind(port, '127.0.0.1', done) })
    return await act(port)
  } finally {
    server.close()
    datagrams.close()
  }
}

export const harness: Harness = {
  name: 'network-tour',
  title: '走遍各屏，看网络',
  async attack() {
    const { screens, looks, requests, traced: lines, routesAsked } = await tour()
    const kernel = lines === null ? '没有做到：内核跟踪（没有strace）' : `内核跟踪${lines}次调用，没有对外连接和查域名${routesAsked > 0 ? `（Chromium问了${routesAsked}次有没有IPv6的路，没有发出数据）` : ''}`
    return `${screens}屏，看了${looks}次全部套接字，${requests}次请求都是程序自己的：没有TCP、UDP；${kernel}`
  },
  plants: [
    { name: '主进程连了出去', attack: () => withListener((port) => tour((desk) => desk.app.evaluate((_electron, to) => new Promise<void>((done) => {
      const socket = process.getBuiltinModule('node:net').connect(to, '127.0.0.1')
      setTimeout(() => { socket.destroy(); done() }, 600)
    }), port))) },
    { name: '发了一个UDP包', attack: () => withListener((port) => tour((desk) => desk.app.evaluate((_electron, to) => new Promise<void>((done) => {
      const socket = process.getBuiltinModule('node:dgram').createSocket('udp4')
      socket.send('x', to, '127.0.0.1', () => setTimeout(() => { socket.close(); done() }, 600))
    }), port))) },
    { name: '页面请求了网址', attack: () => withListener((port) => tour((desk) => desk.app.evaluate(({ session }, to) => session.defaultSession.fetch(`http://127.0.0.1:${to}/`).then(() => null, () => null), port))) },
  ],
}
