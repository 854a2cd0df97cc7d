// A bare window of the same Electron with a password box in it: what no application can go below. On a line with the cost of a key
// derivation it makes one and says how long that took. With BRANCH_DESK_BENCH_ROWS it also has a utility process and a port to it, as the desk has.
import { app, BrowserWindow, MessageChannelMain, utilityProcess } from 'electron'
import { scrypt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const tell = (/** @type {Record<string, unknown>} */ what) => process.stdout.write(`${JSON.stringify(what)}\n`)
const rows = process.env.BRANCH_DESK_BENCH_ROWS

function connectEcho(/** @type {BrowserWindow} */ window) {
  const child = utilityProcess.fork(join(import.meta.dirname, 'echo.mjs'), [], { stdio: 'inherit', env: {} })
  // A bench that waits for an answer for ever measures nothing.
  child.once('exit', () => app.exit(1))
  const { port1, port2 } = new MessageChannelMain()
  child.postMessage({ kind: 'prepare', ...JSON.parse(readFileSync(rows, 'utf8')) }, [port1])
  window.webContents.postMessage('echo-port', null, [port2])
}

// An ES module as preload needs a page outside the sandbox; only the one with the echo has it.
// Not awaited at the top: Electron is ready only after this file has run.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { contextIsolation: true, ...(rows ? { sandbox: false, preload: join(import.meta.dirname, 'preload.mjs') } : { sandbox: true }) } })
  const shown = new Promise((resolve) => {
    window.once('ready-to-show', () => {
      window.show()
      resolve(undefined)
    })
  })
  await Promise.all([shown, window.loadFile(join(import.meta.dirname, 'index.html'))])
  if (rows) connectEcho(window)
  tell({ usable: true })
  createInterface({ input: process.stdin }).on('line', (line) => {
    const { N, r, p } = JSON.parse(line)
    const start = performance.now()
    scrypt('口令', Buffer.alloc(16), 32, { N, r, p, maxmem: 256 * 1024 * 1024 }, () => tell({ derived: performance.now() - start }))
  })
})
