// The real application with two ears more: it says on stdout when its password box can be used, and on the word `unlock` it types
// the password as an officer would and says how long 今天 took. No debugger is attached, since that costs time and memory.
import { app, ipcMain } from 'electron'
import { createInterface } from 'node:readline'

const tell = (/** @type {Record<string, unknown>} */ what) => process.stdout.write(`${JSON.stringify(what)}\n`)

/** From the sending of the form to the second frame with 今天 in it. */
const watchUnlock = `new Promise((resolve) => {
  document.addEventListener('submit', () => {
    const sent = performance.now()
    const look = () => (document.querySelector('.today-line') ? requestAnimationFrame(() => resolve(performance.now() - sent)) : requestAnimationFrame(look))
    look()
  }, { once: true, capture: true })
})`

app.once('browser-window-created', (_event, window) => {
  const shown = new Promise((resolve) => { window.once('ready-to-show', resolve) })
  const usable = new Promise((resolve) => { ipcMain.once('usable', resolve) })
  void Promise.all([shown, usable]).then(async () => {
    const box = await window.webContents.executeJavaScript('document.activeElement.type')
    tell(box === 'password' ? { usable: true } : { fault: `not a password box: ${box}` })
  })
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const { password } = JSON.parse(line)
    const opened = window.webContents.executeJavaScript(watchUnlock)
    await window.webContents.insertText(password)
    window.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Enter' })
    window.webContents.sendInputEvent({ type: 'char', keyCode: 'Enter' })
    window.webContents.sendInputEvent({ type: 'keyUp', keyCode: 'Enter' })
    tell({ opened: await opened })
  })
})

await import('../../../../out/main/index.js')
