import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { app, protocol, session, type Session } from 'electron'
import { rendererRoot } from './paths.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2',
  '.bcmap': 'application/octet-stream', '.pfb': 'application/octet-stream', '.ttf': 'font/ttf',
}
const noncePlaceholder = 'NONCE-PLACEHOLDER'
const policy = (nonce: string) =>
  `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Before ready: our own scheme, and no way out of this computer for Chromium itself. */
export function sealOff(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-features', 'SpareRendererForSitePerProcess,Autofill,AutofillServerCommunication,MediaRouter,OptimizationHints')
  // A test machine that runs as root has no sandbox to enable; every window asks for it all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
}

/**
 * Serves the built renderer under app://ui/, each page with a fresh nonce; nothing outside its folder. `expectsPassword`: whether the password box
 * may be shown before the service, which takes longer to start than the page, has said what it found.
 */
export function serveRenderer(s: Session, expectsPassword: () => boolean): void {
  s.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'ui') return new Response('not found', { status: 404 })
    const file = normalize(join(rendererRoot, decodeURIComponent(url.pathname)))
    if (!file.startsWith(rendererRoot + sep)) return new Response('forbidden', { status: 403 })
    const type = types[extname(file)]
    if (!type) return new Response('not found', { status: 404 })
    const headers: Record<string, string> = { 'content-type': type, 'x-content-type-options': 'nosniff' }
    try {
      const body = await readFile(file)
      if (extname(file) !== '.html') return new Response(new Uint8Array(body), { headers })
      const nonce = randomBytes(16).toString('base64')
      headers['content-security-policy'] = policy(nonce)
      const html = body.toString('utf8').replaceAll(noncePlaceholder, nonce)
      return new Response(expectsPassword() ? html.replace('<body>', '<body data-expects="password">') : html, { headers })
    } catch {
      return new Response('not found', { status: 404 })
    }
  })
}

/** No permission, no network, no download, no navigation, no new window, for any page that will ever be. */
export function denyAll(): void {
  app.on('session-created', denySession)
  denySession(session.defaultSession)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

function denySession(s: Session): void {
  s.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  s.setPermissionCheckHandler(() => false)
  s.setDevicePermissionHandler(() => false)
  s.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !/^(app|blob|data|devtools):/.test(url) }))
  s.on('will-download', (event) => event.preventDefault())
  s.setSpellCheckerEnabled(false)
}

/** Whether a call of main comes from a page of ours. */
export const isOurs = (url: string | undefined): boolean => url?.startsWith('app://ui/') ?? false
