import { useState } from 'react'
import type { DesktopSettings } from '../../../shared/contract/notices.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'

/** Tray and start with the system: each counts at once, on this computer alone. */
export function ThisComputer({ desktop, onChange }: { desktop: DesktopSettings; onChange(desktop: DesktopSettings): void }) {
  const { busy, error, run } = useAct()
  const [tried, setTried] = useState<boolean | null>(null)
  const save = (change: { tray?: boolean; autostart?: boolean }) => run(async () => onChange(await callApi('desktop.saveSettings', change)))
  return (
    <div className="notices-computer" aria-busy={busy}>
      <h3>这台电脑</h3>
      <label className="row"><input type="checkbox" checked={desktop.tray} onChange={({ target }) => void save({ tray: target.checked })} />关闭窗口后留在托盘里，继续提醒</label>
      <p className="mut sm">图标在任务栏右边、时间旁边。关闭窗口时照样先保存、再备份；要真正退出，右键点图标，选“退出”。找不到图标的，再打开一次支部工作台，窗口就回来。</p>
      <label className="row"><input type="checkbox" checked={desktop.autostart} onChange={({ target }) => void save({ autostart: target.checked })} />开机后自动打开</label>
      <p className="mut sm">{desktop.tray ? '在托盘里打开' : '打开后缩到任务栏'}，不弹出窗口；仍要输入口令才能看到内容。锁定时的提醒只说有几项工作、哪天到期。</p>
      {desktop.notices && (
        <div className="row wrap">
          <button className="btn" type="button" disabled={busy} onClick={() => void run(async () => setTried((await callApi('desktop.tryNotice', {})).shown))}>试一条提醒</button>
          {tried !== null && <span className="mut sm" role="status">{tried ? '已经发出。桌面上没有看到的，请在系统设置里允许支部工作台的通知。' : '没有发出，系统不支持桌面通知。'}</span>}
        </div>
      )}
      {error && <ErrorNotice sentence={error.sentence} />}
    </div>
  )
}
