// What the window may not do, item by item, tried in the running application.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk } from '../drive/desk.ts'
import { openBox, settleBranch, type SettledBranch } from '../drive/settled.ts'
import { contract } from '../../shared/contract/index.ts'

const root = resolve(import.meta.dirname, '../..')
let settled: SettledBranch
let desk: Desk
let page: Page
let server: Server
let connections = 0
let address = ''

beforeAll(async () => {
  settled = await settleBranch()
  desk = await Desk.open({ home: settled.home })
  page = desk.page
  await openBox(desk)
  server = createServer((_request, answer) => answer.end('reached')).on('connection', () => { connections++ })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await desk.close()
  server.close()
  settled.remove()
})

describe('the page', () => {
  it('runs isolated, in a sandbox, without Node, without webviews and with web security', async () => {
    const preferences = await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => (Reflect.get(webContents, 'getLastWebPreferences') as () => object).call(webContents)))
    expect(preferences).toHaveLength(1)
    expect(preferences[0]).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, experimentalFeatures: false })
    expect(await page.evaluate(() => 'getWebContentsId' in document.createElement('webview'))).toBe(false)
  })

  it('knows nothing of Node', async () => {
    expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis))).toEqual([])
  })

  it('is given four functions that it cannot change', async () => {
    expect(await page.evaluate(() => {
      const api = Reflect.get(window, 'api') as object
      Reflect.set(api, 'call', null)
      Reflect.set(window, 'api', null)
      const after = Reflect.get(window, 'api') as object
      return Object.keys(after).sort().map((name) => `${name}: ${typeof Reflect.get(after, name)}`)
    })).toEqual(['call: function', 'onHideAsked: function', 'onLockAsked: function', 'onServiceStopped: function', 'onTodayAsked: function', 'usable: function'])
  })

  it('cannot open developer tools', async () => {
    for (const keys of ['F12', 'Control+Shift+I']) await page.keyboard.press(keys)
    expect(await desk.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.webContents.openDevTools({ mode: 'detach' })
      // A window that may have them tells how long they take to open.
      const other = new BrowserWindow({ show: false })
      const opened = new Promise<void>((done) => { other.webContents.once('devtools-opened', () => done()) })
      await other.loadURL('data:text/html,x')
      other.webContents.openDevTools({ mode: 'detach' })
      await opened
      other.destroy()
      return window?.webContents.isDevToolsOpened()
    })).toBe(false)
  })
})

describe('the content security policy', () => {
  it('allows nothing by default, nothing inline and nothing evaluated, with a fresh nonce each time', async () => {
    const read = () => page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy') ?? '')
    const policy = await read()
    expect(Object.fromEntries(policy.split(';').map((part) => part.trim().split(/ (.*)/s).slice(0, 2)))).toEqual({
      'default-src': "'none'", 'script-src': "'self'", 'worker-src': "'self'", 'style-src': expect.stringMatching(/^'self' 'nonce-[\w+/=]{24}'$/), 'img-src': "'self' data: blob:",
      'font-src': "'self' data:", 'connect-src': "'self'", 'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'none'",
    })
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(await read()).not.toBe(policy)
  })

  it('refuses scripts and handlers written into the page, and eval', async () => {
    expect(await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.planted = "script"'
      const holder = document.createElement('div')
      holder.innerHTML = '<img src="data:image/png;base64,x" onerror="globalThis.planted = \'handler\'">'
      const blob = Object.assign(document.createElement('script'), { src: URL.createObjectURL(new Blob(['globalThis.planted = "blob"'], { type: 'text/javascript' })) })
      document.body.append(script, holder, blob)
      await new Promise((done) => setTimeout(done, 300))
      for (const element of [script, holder, blob]) element.remove()
      let made = 'refused'
      try { made = String(Reflect.construct(Function, ['return "made"'])()) } catch { made = 'refused' }
      return [Reflect.get(globalThis, 'planted') ?? 'refused', made]
    })).toEqual(['refused', 'refused'])
  })

  it('refuses a style element without the nonce, and styles of elsewhere', async () => {
    expect(await page.evaluate(async () => {
      const holder = document.createElement('div')
      holder.innerHTML = '<style>body { outline: 7px solid rgb(1, 2, 3) }</style>'
      document.body.append(holder)
      await new Promise((done) => requestAnimationFrame(done))
      const { outlineWidth } = getComputedStyle(document.body)
      holder.remove()
      return outlineWidth
    })).not.toBe('7px')
  })
})

describe('the network', () => {
  const ways = (at: string) => [`http://${at}/`, `https://${at}/`, 'file:///etc/hostname', 'http://example.com/']

  it('is out of reach of the page, by request, socket, picture, frame and beacon', async () => {
    connections = 0
    expect(await page.evaluate(async ({ urls, at }) => {
      const fetched = await Promise.all(urls.map((url) => fetch(url, { mode: 'no-cors' }).then(() => `reached ${url}`, () => 'refused')))
      const socket = await new Promise<string>((done) => {
        try {
          const made = new WebSocket(`ws://${at}/`)
          made.onopen = () => done('reached')
          made.onerror = () => done('refused')
        } catch { done('refused') }
      })
      const picture = await new Promise<string>((done) => {
        const image = new Image()
        image.onload = () => done('reached')
        image.onerror = () => done('refused')
        image.src = `http://${at}/picture.png`
      })
      const frame = document.createElement('iframe')
      frame.src = `http://${at}/frame`
      document.body.append(frame)
      navigator.sendBeacon(`http://${at}/beacon`, 'x')
      await new Promise((done) => setTimeout(done, 500))
      frame.remove()
      return [...fetched, socket, picture]
    }, { urls: ways(address), at: address })).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'refused'])
    expect(connections).toBe(0)
  })

  it('is out of reach of a page without any policy, and of the session itself', async () => {
    connections = 0
    const refused = await desk.app.evaluate(async ({ BrowserWindow, session }, { urls, at }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
      await window.loadURL('data:text/html,<p>x')
      const tried: unknown = await window.webContents.executeJavaScript(`Promise.all([...${JSON.stringify(urls)}.map((url) => fetch(url, { mode: 'no-cors' }).then(() => 'reached ' + url, () => 'refused')),
        new Promise((done) => { const made = new WebSocket('ws://${at}/'); made.onopen = () => done('reached'); made.onerror = () => done('refused') })])`)
      window.destroy()
      const bySession = await Promise.all(urls.filter((url) => !url.startsWith('file:')).map((url) => session.defaultSession.fetch(url).then(() => `reached ${url}`, (error: Error) => error.message)))
      return { tried, bySession }
    }, { urls: ways(address), at: address })
    // Refused by the session's own rule, before a name is looked up.
    expect(refused).toEqual({ tried: ['refused', 'refused', 'refused', 'refused', 'refused'], bySession: ['net::ERR_BLOCKED_BY_CLIENT', 'net::ERR_BLOCKED_BY_CLIENT', 'net::ERR_BLOCKED_BY_CLIENT'] })
    expect(connections).toBe(0)
  })

  it('is not asked for names', async () => {
    expect(await desk.app.evaluate(({ app }) => app.commandLine.getSwitchValue('host-resolver-rules'))).toBe('MAP * ~NOTFOUND')
  })
})

describe('app://', () => {
  it('serves the built page and nothing outside its folder', async () => {
    const status = (path: string) => desk.app.evaluate(({ session }, url) => session.defaultSession.fetch(url).then(async (answer) => `${answer.status} ${(await answer.text()).length > 200 ? 'file' : 'nothing'}`, () => 'failed'), path)
    expect(await status('app://ui/index.html')).toBe('200 file')
    for (const path of ['app://ui/..%2f..%2fpackage.json', 'app://ui/..%2fmain%2findex.js', 'app://ui/..%5cmain%5cindex.js', 'app://ui/%2e%2e/main/index.js', 'app://ui/assets/..%2f..%2f..%2fmain%2findex.js', 'app://ui/%', 'app://ui/', 'app://other/index.html', 'app://ui.other/index.html']) {
      expect(`${path} ${await status(path)}`).toMatch(/ (403 nothing|404 nothing|failed)$/)
    }
  })
})

describe('leaving', () => {
  it('for another address is refused, whether by the page, a link, a form or a new window', async () => {
    const before = page.url()
    const opened = await page.evaluate(async (at) => {
      Reflect.set(globalThis, 'sameDocument', true)
      const urls = [`http://${at}/`, 'https://example.com/', 'file:///etc/hostname', 'data:text/html,x', 'app://ui/index.html?again']
      const windows = urls.map((url) => window.open(url) === null)
      for (const url of urls) {
        for (const target of ['_self', '_blank']) {
          const link = Object.assign(document.createElement('a'), { href: url, target, textContent: 'x' })
          document.body.append(link)
          link.click()
          link.remove()
        }
        location.assign(url)
        await new Promise((done) => setTimeout(done, 100))
      }
      return windows
    }, address)
    expect(opened).toEqual([true, true, true, true, true])
    expect(await page.evaluate(() => Reflect.get(globalThis, 'sameDocument'))).toBe(true)
    expect(page.url()).toBe(before)
    expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('by a redirect is refused', async () => {
    expect(await desk.app.evaluate(async ({ BrowserWindow, session }) => {
      const own = session.fromPartition('redirecting')
      const asked: string[] = []
      own.protocol.handle('app', ({ url }) => {
        asked.push(url)
        return url.endsWith('/first') ? new Response(null, { status: 302, headers: { location: 'app://ui/second' } }) : new Response('arrived')
      })
      const window = new BrowserWindow({ show: false, webPreferences: { session: own, sandbox: true } })
      await Promise.race([window.loadURL('app://ui/first').catch(() => undefined), new Promise((done) => setTimeout(done, 1000))])
      window.destroy()
      return asked
    })).toEqual(['app://ui/first'])
  })

  it('with a file by a download is refused', async () => {
    await desk.app.evaluate(({ session }) => { session.defaultSession.on('will-download', (event) => Reflect.set(globalThis, 'download', event.defaultPrevented ? 'prevented' : 'begun')) })
    await page.evaluate(() => Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' }).click())
    await expect.poll(() => desk.app.evaluate(() => String(Reflect.get(globalThis, 'download')))).toBe('prevented')
  })
})

describe('permissions', () => {
  it('are denied, each of them', async () => {
    expect(await page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read', 'midi', 'persistent-storage', 'background-sync']
      const states = await Promise.all(names.map(async (name) => `${name}: ${await navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state, () => 'unknown')}`))
      const position = await new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('told'), ({ code }) => done(code)))
      const clipboard = await navigator.clipboard.readText().then(() => 'read', (error: Error) => error.name)
      const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => 'given', () => 'refused')
      return { granted: states.filter((state) => state.endsWith(': granted')), asked: await Notification.requestPermission(), position, clipboard, media }
    })).toEqual({ granted: [], asked: 'denied', position: 1, clipboard: 'NotAllowedError', media: 'refused' })
  })
})

describe('a page that is not ours', () => {
  it.each(['about:blank', 'data:text/html,<p>x'])('gets neither an answer of main nor a port to the data, at %s', async (url) => {
    expect(await desk.app.evaluate(async ({ BrowserWindow }, { at, preload }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
      await window.loadURL(at)
      const answers: unknown = await window.webContents.executeJavaScript(`Promise.all([
        window.api.call('files.showWorkspace', {}).then(({ error }) => error?.code), window.api.call('app.quit', {}).then(({ error }) => error?.code),
        Promise.race([window.api.call('workspace.info', {}).then(() => 'answered'), new Promise((done) => setTimeout(() => done('no answer'), 1000))])])`)
      const marks = performance.getEntriesByName('usable').length
      await window.webContents.executeJavaScript('window.api.usable()')
      await new Promise((done) => setTimeout(done, 200))
      window.destroy()
      return { answers, told: performance.getEntriesByName('usable').length - marks }
    }, { at: url, preload: join(root, 'out/preload/index.cjs') })).toEqual({ answers: ['FORBIDDEN', 'FORBIDDEN', 'no answer'], told: 0 })
  })
})

describe('every channel', () => {
  it('answers junk with a Chinese sentence, and goes on', async () => {
    const faults = await page.evaluate(async (channels) => {
      interface Answer { ok: boolean; error?: { code: string; message: string } }
      const { call } = Reflect.get(window, 'api') as { call(channel: unknown, input?: unknown): Promise<Answer> }
      let deep: unknown = 'x'
      for (let n = 0; n < 500; n++) deep = [deep]
      const junk = [undefined, null, 0, Number.NaN, 10n, '', 'x'.repeat(5_000_000), [], [{}], deep, { evil: 1 }, JSON.parse('{"__proto__":{"id":"x"},"evil":1}'), { id: "'; DROP TABLE meeting; --" }]
      const wrong: string[] = []
      const check = ({ ok, error }: Answer, what: string) => { if (ok || !error || error.code === 'INTERNAL' || !/^[\u4e00-\u9fff“]/.test(error.message) || /\bat \S+:\d+|Error/.test(error.message)) wrong.push(`${what}: ${ok} ${error?.code} ${error?.message}`) }
      for (const channel of channels) for (const [n, input] of junk.entries()) check(await call(channel, input).catch((thrown: unknown) => ({ ok: false, error: { code: 'THROWN', message: String(thrown) } })), `${channel} ${n}`)
      for (const channel of ['__proto__', 'constructor', 'toString', 'workspace.statu', '', 5, null, {}]) check(await call(channel, {}), String(channel))
      return wrong
    }, Object.keys(contract))
    expect(faults).toEqual([])
    expect(await page.evaluate(async () => ((await (Reflect.get(window, 'api') as { call(channel: string, input: object): Promise<{ ok: boolean }> }).call('workspace.info', {})).ok))).toBe(true)
    expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})
