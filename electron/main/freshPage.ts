import { app, type BrowserWindow } from 'electron'

/** Another site than the page's, so that Chromium gives it another process; in the colour of the desk, so that nothing flashes. */
const between = `data:text/html;charset=utf-8,${encodeURIComponent('<!doctype html><html lang="zh-CN"><title>支部工作台</title><body style="background:#f6f5f3">')}`
/** What a process is given to end by itself, in milliseconds. */
const patience = 500

/** Loads the page in a new process. The one that held it before ends first: what was read and typed in it stays in its memory as long as it lives. */
export async function loadInNewProcess(window: BrowserWindow, page: string): Promise<void> {
  const before = window.webContents.getOSProcessId()
  await window.loadURL(between)
  await ended(before, window)
  await window.loadURL(page)
}

async function ended(pid: number, { webContents }: BrowserWindow): Promise<void> {
  const lives = (): boolean => app.getAppMetrics().some((each) => each.pid === pid && each.type === 'Tab')
  for (const limit = performance.now() + patience; lives() && performance.now() < limit;) await new Promise((resolve) => { setTimeout(resolve, 10) })
  if (lives() && webContents.getOSProcessId() !== pid) process.kill(pid, 'SIGKILL')
}
