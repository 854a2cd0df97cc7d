import { useEffect } from 'react'
import { runningWords } from '../../../shared/domain/backupWords.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useRoute } from '../session/index.ts'
import { BackupTable } from './BackupTable.tsx'
import { StateCard } from './StateCard.tsx'
import { useBackups } from './backupStore.ts'
import './backup.css'

/** While something runs its end is soon; else only the ages grow. */
const soon = 2_000
const later = 30_000

/** Whether everything could be got back, where the backups are, and each of them. */
export function BackupsPage() {
  const { status, rows, failure, busy, error, done, read, create, choosePlace, forget } = useBackups()
  const go = useRoute((state) => state.go)
  const isRunning = busy !== null || (status?.running ?? null) !== null
  useEffect(() => { void read() }, [read])
  useEffect(() => {
    const timer = setInterval(() => { void read() }, isRunning ? soon : later)
    return () => clearInterval(timer)
  }, [read, isRunning])
  useEffect(() => () => forget(), [forget])
  const ways: Partial<Record<ErrorCode, () => Promise<void>>> = { BACKUP_DAMAGED: create, BACKUP_FAILED: create, DISK_FULL: create, PLACE_NOT_THERE: choosePlace, PLACE_UNSUITABLE: choosePlace, BACKUP_NOT_FOUND: read }
  const wayOut = error ? ways[error.code] : undefined
  return (
    <div className="page backups-page">
      <div className="page-head">
        <div><p className="sm"><button className="btn link" type="button" onClick={() => go({ screen: 'settings' })}>设置</button></p><h1>备份与恢复</h1></div>
        <div className="row">
          {status?.running && busy !== 'create' && <span className="mut" role="status">{runningWords[status.running]}</span>}
          <button className="btn primary" type="button" disabled={busy !== null || status === null} onClick={() => void create()}>{busy === 'create' ? '正在备份…' : '立即备份'}</button>
        </div>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read()} />}
      {error && <ErrorNotice sentence={error.sentence} {...(wayOut === undefined ? {} : { onAct: () => void wayOut() })} />}
      {!error && status?.problem && <div className="notice bad" role="alert">{status.problem}</div>}
      {done && <div className="notice" role="status"><span>{done}</span><button className="btn quiet small" type="button" onClick={forget}>收起</button></div>}
      {status === null || rows === null ? !failure && <p className="mut" role="status">正在读取备份…</p> : (
        <>
          <StateCard status={status} />
          {rows.length === 0
            ? <div className="empty"><h2>还没有备份</h2><p>有了改动，一分钟内会自动做第一份；也可以现在就做。</p></div>
            : <BackupTable rows={rows} second={status.secondPlace?.name ?? '第二个位置'} />}
        </>
      )}
    </div>
  )
}
