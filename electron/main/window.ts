import { app, BrowserWindow, Menu, screen } from 'electron'
import { preloadFile } from './paths.ts'

const page = 'app://ui/index.html'

export const webPreferences = {
  preload: preloadFile, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, v8CacheOptions: 'code' as const, devTools: false,
}

/** The one window. It appears with its first picture, so that no white sheet flashes. `how`: of a start with the system. */
export function createWindow(how: 'shown' | 'minimized' | 'hidden' = 'shown'): BrowserWindow {
  Menu.setApplicationMenu(null)
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const window = new BrowserWindow({
    width: Math.min(width, 1440), height: Math.min(height, 900), minWidth: 960, minHeight: 600, show: false, title: '支部工作台', backgroundColor: '#f6f5f3', autoHideMenuBar: true, webPreferences,
  })
  if (how !== 'hidden') window.once('ready-to-show', () => { if (how === 'shown') window.show(); else window.minimize() })
  return window
}

/** Of another site than ours, so that Chromium takes another process for it and ends the one that held what was on the desk. */
const emptySheet = `data:text/html;charset=utf-8,${encodeURIComponent('<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>支部工作台</title><style>html{background:#f6f5f3}</style></html>')}`

/** Ends the page and its process, whatever the page says to it; a page of the same site would be given the same process again. Answers when it is gone. */
export async function endPage({ webContents }: BrowserWindow): Promise<void> {
  const pid = webContents.getOSProcessId()
  const lives = () => app.getAppMetrics().some((each) => each.pid === pid && each.type === 'Tab')
  const insist = (event: { preventDefault(): void }) => event.preventDefault()
  webContents.on('will-prevent-unload', insist)
  await webContents.loadURL(emptySheet).finally(() => webContents.off('will-prevent-unload', insist))
  for (let n = 0; n < 40 && lives(); n++) await new Promise((done) => { setTimeout(done, 25) })
  // What was read and typed stays in its memory as long as it lives.
  if (lives() && webContents.getOSProcessId() !== pid) process.kill(pid, 'SIGKILL')
}

/** Shows the page of the application, with nothing to go back to. */
export async function showPage({ webContents }: BrowserWindow): Promise<void> {
  await webContents.loadURL(page)
  webContents.navigationHistory.clear()
}
