import { useEffect } from 'react'
import { now } from '../../lib/clock.ts'
import { useRoute } from '../session/index.ts'
import { useBackups } from './backupStore.ts'
import { summaryOf } from './stateWords.ts'

/** On the page of settings: how the backups stand, and the way to them. */
export function BackupCard() {
  const { status, readStatus } = useBackups()
  const go = useRoute((state) => state.go)
  useEffect(() => { void readStatus() }, [readStatus])
  return (
    <section className="card" aria-labelledby="settings-backup">
      <h2 id="settings-backup">备份与恢复</h2>
      <p>{status === null ? <span className="mut">正在读取备份…</span> : summaryOf(status, now())}</p>
      <div className="row"><button className="btn" type="button" onClick={() => go({ screen: 'backups' })}>查看备份，恢复</button></div>
    </section>
  )
}
