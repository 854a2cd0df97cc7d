import { BrowserWindow } from 'electron'
import type { ServiceHost } from './serviceHost.ts'

/** A U盘 that hangs must not keep the computer from being switched off; the next start says what is not backed up. */
const longest = 20_000
/** A backup quicker than this is not announced: a window that flashes only worries. */
const unnoticed = 400
const notice = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>支部工作台</title><style>html{height:100%}body{height:100%;margin:0;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:8px;background:#f6f5f3;color:#26241f;font:16px/1.6 "Microsoft YaHei","Noto Sans CJK SC",sans-serif}p{margin:0}.small{font-size:13px;color:#6b675f}</style><p role="status">正在备份…</p><p class="small">备份完成后自动退出，最多20秒。</p></html>`

/** Once all windows are closed: what changed is backed up, for twenty seconds at most. */
export async function backUpBeforeQuit(service: ServiceHost): Promise<void> {
  let window: BrowserWindow | undefined
  const announce = setTimeout(() => {
    window = new BrowserWindow({ width: 360, height: 140, resizable: false, minimizable: false, maximizable: false, closable: false, frame: false, center: true, show: true, title: '支部工作台', backgroundColor: '#f6f5f3', webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, devTools: false } })
    window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(notice)}`).catch(() => undefined)
  }, unnoticed)
  let giveUp: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => { giveUp = setTimeout(resolve, longest) })
  await Promise.race([service.ask('backup.beforeQuit', {}), patience])
  clearTimeout(announce)
  clearTimeout(giveUp)
  window?.destroy()
}
