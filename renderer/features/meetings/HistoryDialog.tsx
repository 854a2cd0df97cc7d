import { Modal } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { chineseDate, localDay } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { clockTime } from '../../lib/clock.ts'

/** Each 定稿 of the record or of its 纪要: when, by whom, why, and what it changed. */
export function HistoryDialog({ meetingId, of, onClose }: { meetingId: string; of: 'record' | 'minutes'; onClose(): void }) {
  const [history, setHistory] = useState<Output<'meetings.history'> | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  useEffect(() => {
    const asked = of === 'record' ? callApi('meetings.history', { id: meetingId }) : callApi('minutes.history', { meetingId })
    asked.then(setHistory, (thrown: unknown) => setError(asApiError(thrown)))
  }, [meetingId, of])
  return (
    <Modal open title={of === 'record' ? '定稿的历史' : '纪要定稿的历史'} footer={null} width={640} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      {error && <ErrorNotice sentence={error.sentence} />}
      {history === null ? !error && <p className="mut" role="status">正在读取…</p> : history.length === 0 ? <p className="mut">还没有定稿过。</p> : (
        <ol className="versions" tabIndex={0} aria-label="各版">
          {history.toReversed().map(({ version, at, who, reason, changes }) => (
            <li key={version}>
              <p><b>第{version}版</b>　<span className="num">{chineseDate(localDay(new Date(at)))} {clockTime(at)}</span>　{who}　<span className="mut">{reason}</span></p>
              {version > 1 && (changes.length === 0 ? <p className="mut sm">内容没有变化</p> : <ul>{changes.map((change, index) => <li key={index}>{change}</li>)}</ul>)}
            </li>
          ))}
        </ol>
      )}
    </Modal>
  )
}

interface CorrectDialogProps { example: string; correct(reason: string): Promise<void>; onClose(): void }

/** Opens what is finalised again, with the reason that its next version will bear. */
export function CorrectDialog({ example, correct, onClose }: CorrectDialogProps) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || reason.trim() === '') return
    setBusy(true)
    try {
      await correct(reason)
      onClose()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  return (
    <Modal open title="更正" maskClosable={false} footer={null} width={440} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="mut">原来的版本会保留。改好后再次定稿，成为新的一版。</p>
        <div><label className="label" htmlFor="correction">更正的原因</label><input id="correction" className="input" autoFocus maxLength={200} value={reason} placeholder={`例：${example}`} onChange={(event) => setReason(event.target.value)} /></div>
        {error && <ErrorNotice sentence={error.sentence} />}
        <div className="row between"><span /><button className="btn primary" type="submit" disabled={busy || reason.trim() === ''}>更正</button></div>
      </form>
    </Modal>
  )
}
