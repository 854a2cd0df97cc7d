import { randomBytes, randomUUID } from 'node:crypto'
import { BrowserWindow, session, type Session } from 'electron'
import { AppError } from '../../shared/errors/AppError.ts'
import { withSecondTry } from './secondTry.ts'

/** The style element of a print page carries this; it comes first in the page, before any text of a user. */
const noncePlaceholder = 'NONCE-PLACEHOLDER'
/** A page of ours takes a second; a window was seen that never came to its end, and the next one did. Long papers have the longer time. */
const limits = [15_000, 30_000] as const

let queue: Promise<unknown> = Promise.resolve()

/**
 * Prints one static page of our own making to PDF in a hidden window. One print at a time: each is a whole renderer process.
 * A window that does not load, print or end is tried once more with a new one. Throws PDF_FAILED.
 */
export function printToPdf(html: string): Promise<Uint8Array> {
  const print = queue.then(() => withSecondTry((limit) => printInWindow(html, limit), limits))
  queue = print.catch(() => undefined)
  return print
}

/** Pages waiting to be fetched by their window, each once. */
const pages = new Map<string, string>()
let printSession: Session | undefined

/** A session of its own, in memory only: it knows app://print/ and nothing else, no file, no network. */
function sessionForPrinting(): Session {
  if (printSession) return printSession
  const own = session.fromPartition('print', { cache: false })
  own.protocol.handle('app', (request) => {
    const html = pages.get(request.url)
    pages.delete(request.url)
    if (html === undefined) return new Response('not found', { status: 404 })
    const nonce = randomBytes(16).toString('base64')
    return new Response(html.replace(noncePlaceholder, nonce), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      },
    })
  })
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !pages.has(url) }))
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.on('will-download', (event) => event.preventDefault())
  printSession = own
  return own
}

async function printInWindow(html: string, limit: number): Promise<Uint8Array> {
  const url = `app://print/${randomUUID()}`
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: sessionForPrinting(), sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, images: true, webgl: false,
      plugins: false, spellcheck: false, backgroundThrottling: false, devTools: false,
    },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    pages.set(url, html)
    const { webContents } = window
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    const failed = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new AppError('PDF_FAILED')), limit)
      webContents.once('render-process-gone', () => reject(new AppError('PDF_FAILED')))
      window.once('closed', () => reject(new AppError('PDF_FAILED')))
    })
    const printed = window.loadURL(url).then(() => webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: false, generateDocumentOutline: false }))
    return new Uint8Array(await Promise.race([printed, failed]))
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('PDF_FAILED', { cause })
  } finally {
    clearTimeout(timer)
    pages.delete(url)
    if (!window.isDestroyed()) window.destroy()
  }
}
