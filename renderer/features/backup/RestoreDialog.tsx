import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { BackupPreview } from '../../../shared/domain/backup.ts'
import { agoWords, instantWords } from '../../../shared/domain/backupWords.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { leave } from '../session/index.ts'
import { RestorePreview } from './RestorePreview.tsx'

/** From so many meetings on that differ, their number is typed: a tick is given without reading. */
const manyMeetings = 10

/** What a restore would change, the question, and the restore itself; after it the page is loaded anew. */
export function RestoreDialog({ id, onClose }: { id: string; onClose(): void }) {
  const [preview, setPreview] = useState<BackupPreview | null>(null)
  /** The data of today cannot be read: then it cannot be compared, and a restore is what is needed. */
  const [isBlind, setIsBlind] = useState(false)
  const [understood, setUnderstood] = useState(false)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let ended = false
    callApi('backup.preview', { id }).then((read) => { if (!ended) { setPreview(read); setError(null) } }, (thrown: unknown) => {
      if (ended) return
      const failure = asApiError(thrown)
      if (failure.code === 'DATABASE_DAMAGED') setIsBlind(true)
      else setError(failure)
    })
    return () => { ended = true }
  }, [id, attempt])

  const differing = preview ? preview.meetings.length + preview.moreMeetings : 0
  const isSame = preview !== null && differing === 0 && preview.acts === 0 && preview.counts.every(({ now: today, before }) => today === before)
  const isAgreed = isSame || (differing >= manyMeetings ? typed.trim().normalize('NFKC') === String(differing) : understood)
  const restore = async () => {
    setBusy(true)
    setError(null)
    try {
      await callApi('backup.restore', { id })
      // The screen of that day is not looked for: the day begins anew in 今天.
      await callApi('place.keep', { screen: 'meetings', meetingId: null, field: null, selectionStart: 0, selectionEnd: 0, scrollTop: 0 }).catch(() => undefined)
      await callApi('app.reload', {})
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  const close = () => { if (!busy) onClose() }
  return (
    <Modal open title={preview ? `恢复到${instantWords(preview.at, now())}的数据` : '恢复备份'} maskClosable={false} footer={null} width={640} onCancel={close} closable={{ 'aria-label': '关闭', disabled: busy }} keyboard={!busy}>
      <div className="stack" aria-busy={busy}>
        {error && <ErrorNotice sentence={error.sentence} {...(preview === null && (error.sentence.button ?? '再试一次') === '再试一次' ? { onAct: () => setAttempt((n) => n + 1) } : {})} />}
        {preview === null && !isBlind && !error && <p className="mut" role="status">正在打开这份备份，和现在的数据比较…</p>}
        {isBlind && <p>现在的数据有损坏，读不出来，不能比较。恢复时，损坏的文件另外保留，不删除。</p>}
        {preview && <p>{isSame ? '这份备份和现在的数据一样，恢复不会改变什么。' : `这是${agoWords(preview.at, now())}的数据。那以后的改动会从屏幕上消失，包括定稿、附件和删除。`}</p>}
        {preview && !isSame && <RestorePreview preview={preview} />}
        {preview?.older && <p className="mut">这份备份是旧版本的程序做的，恢复时会换成现在的数据格式，内容不变。</p>}
        {!isSame && (preview !== null || isBlind) && (
          <>
            <p className="notice">{isBlind ? '先检查这份备份，通过了才恢复。' : '恢复之前先把现在的数据备份一份，恢复以后可以撤销，一点也不会丢。'}</p>
            {differing >= manyMeetings
              ? <p className="row"><label htmlFor="restore-count">与现在不同的会议有{differing}次，请键入这个数字核对</label><input id="restore-count" className="input restore-count num" inputMode="numeric" autoComplete="off" maxLength={6} value={typed} disabled={busy} onChange={(event) => setTyped(event.target.value)} /></p>
              : <label className="restore-tick"><input type="checkbox" checked={understood} disabled={busy} onChange={(event) => setUnderstood(event.target.checked)} />我看过了，要恢复到这份备份</label>}
          </>
        )}
        <div className="row between">
          <button className="btn quiet" type="button" disabled={busy} onClick={close}>不恢复</button>
          <span className="row">{busy && <span className="mut" role="status">先检查和备份，再恢复，附件多时要几分钟。</span>}{(preview !== null || isBlind) && <button className="btn primary" type="button" disabled={busy || !isAgreed} onClick={() => void leave(() => void restore())}>{busy ? '正在恢复…' : '恢复'}</button>}</span>
        </div>
      </div>
    </Modal>
  )
}
