import { useEffect } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { LeadTimes } from './LeadTimes.tsx'
import { useNotices } from './noticesStore.ts'
import { ThisComputer } from './ThisComputer.tsx'
import './notices.css'

/** In 设置: when the desktop tells what is due, and what this computer does for it. */
export function NoticesCard() {
  const { settings, desktop, error, read, show } = useNotices()
  useEffect(() => { void read() }, [read])
  return (
    <section className="card notices-card" aria-labelledby="settings-notices" aria-busy={settings === null && error === null}>
      <h2 id="settings-notices">提醒</h2>
      {desktop?.notices === false && <p className="notice warn" role="status">这台电脑的系统不支持桌面通知，不会弹出提醒；要办的事打开支部工作台就能看到。</p>}
      {error && <ErrorNotice sentence={error.sentence} onAct={() => void read()} />}
      {settings && <LeadTimes key={JSON.stringify(settings)} settings={settings} onSaved={read} />}
      {desktop && <ThisComputer desktop={desktop} onChange={show} />}
    </section>
  )
}
