import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { BrowserWindow, session, type Session, type WebContents } from 'electron'
import { AppError } from '../../shared/errors/AppError.ts'
import { developmentSetting } from './paths.ts'

const timeLimit = 60_000
/** What the window of a paper may fetch: its page and the pictures in it, each while it prints. */
const parts = new Map<string, { body: string | Uint8Array; type: string; policy: string }>()
let paperSession: Session | undefined

function sessionForPapers(): Session {
  if (paperSession) return paperSession
  const own = session.fromPartition('paper', { cache: false })
  own.protocol.handle('app', ({ url }) => {
    const part = parts.get(url)
    if (part === undefined) return new Response('not found', { status: 404 })
    const body = typeof part.body === 'string' ? part.body : new Uint8Array(part.body)
    return new Response(body, { headers: { 'content-type': part.type, 'x-content-type-options': 'nosniff', 'content-security-policy': part.policy } })
  })
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !parts.has(url) }))
  paperSession = own
  return own
}

/** The pages of a PDF as pictures, one to a sheet of A4, without any margin: what is on the paper is what was drawn. */
function pageOf(pictures: readonly string[], nonce: string): string {
  const style = '@page { size: A4; margin: 0 } * { margin: 0; padding: 0 } img { display: block; width: 210mm; height: 296.9mm; break-after: page } img:last-child { break-after: auto }'
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style nonce="${nonce}">${style}</style></head><body>${pictures.map((url) => `<img src="${url}" alt="">`).join('')}</body></html>`
}

/**
 * Prints the pages of a paper through the dialog of the system. Chromium prints pages of HTML without our page numbers, so the pages of the very
 * PDF are sent. Closing the dialog is no error. Throws NO_PRINTER, and PDF_FAILED where the pages do not load.
 */
export async function printPaper(pages: readonly Uint8Array[]): Promise<void> {
  const base = `app://paper/${randomUUID()}`
  const nonce = randomBytes(16).toString('base64')
  const pictures = pages.map((_page, index) => `${base}/${index + 1}`)
  pages.forEach((body, index) => parts.set(pictures[index] ?? '', { body, type: 'image/png', policy: "default-src 'none'" }))
  parts.set(base, { body: pageOf(pictures, nonce), type: 'text/html; charset=utf-8', policy: `default-src 'none'; img-src app:; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'` })
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: sessionForPapers(), sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webgl: false, plugins: false, spellcheck: false, backgroundThrottling: false, devTools: false },
  })
  try {
    await loaded(window, base)
    await send(window.webContents)
  } finally {
    for (const url of [base, ...pictures]) parts.delete(url)
    if (!window.isDestroyed()) window.destroy()
  }
}

async function loaded(window: BrowserWindow, url: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const failed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('PDF_FAILED')), timeLimit)
    window.webContents.once('render-process-gone', () => reject(new AppError('PDF_FAILED')))
  })
  try {
    await Promise.race([window.loadURL(url), failed])
  } catch (cause) {
    throw new AppError('PDF_FAILED', { cause })
  } finally {
    clearTimeout(timer)
  }
}

async function send(contents: WebContents): Promise<void> {
  // Tests have no printer: they look at what would be sent.
  const seam = developmentSetting('BRANCH_DESK_PRINT_TO')
  if (seam !== undefined && seam !== '') {
    writeFileSync(seam, await contents.printToPDF({ preferCSSPageSize: true, printBackground: true }))
    return
  }
  await new Promise<void>((resolve, reject) => {
    contents.print({ silent: false, printBackground: true, pageSize: 'A4', margins: { marginType: 'none' } }, (printed, reason) => {
      if (printed || reason === 'Print job canceled') resolve()
      else reject(new AppError('NO_PRINTER', { params: { what: 'paper' } }))
    })
  })
}
