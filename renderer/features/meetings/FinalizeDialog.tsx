import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { showSaved } from '../session/index.ts'
import { useEditor } from './editorStore.ts'
import { goToField } from './fields.ts'

type Findings = Output<'meetings.check'>

/** What stands out in the record, each with its reason; and the one question before it is locked. */
export function FinalizeDialog({ meetingId, onClose }: { meetingId: string; onClose(): void }) {
  const [findings, setFindings] = useState<Findings | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let ended = false
    const read = async () => {
      try {
        if (!(await useEditor.getState().flush())) throw useEditor.getState().saveFailure
        const found = await callApi('meetings.check', { id: meetingId })
        if (!ended) { setFindings(found); setError(null) }
      } catch (thrown) {
        if (!ended) setError(asApiError(thrown))
      }
    }
    void read()
    return () => { ended = true }
  }, [meetingId, attempt])

  const finalize = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      const meeting = await callApi('meetings.finalize', { id: meetingId, revision: useEditor.getState().revision })
      useEditor.getState().adopt(meeting)
      showSaved(meeting.savedAt)
      onClose()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  const go = (field: string) => {
    onClose()
    requestAnimationFrame(() => { goToField(field) })
  }
  const blocking = findings?.filter(({ blocks }) => blocks).length ?? 0
  return (
    <Modal open title="检查和定稿" maskClosable={false} footer={null} width={640} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        {error && <ErrorNotice sentence={error.sentence} onAct={() => setAttempt((n) => n + 1)} />}
        {findings === null ? !error && <p className="mut" role="status">正在检查…</p> : findings.length === 0
          ? <p className="green-text" role="status">没有发现问题。</p>
          : (
            <>
              <p role="status">发现{findings.length}处。{blocking === 0 ? '都只是提醒，是否修改由您定。' : `其中${blocking}处是数字对不上，改好才能定稿${blocking < findings.length ? '；其余只是提醒，是否修改由您定' : ''}。`}</p>
              <ul className="findings" tabIndex={0} aria-label="检查发现">
                {findings.map((finding, index) => (
                  <li key={index} className={finding.blocks ? 'blocks' : ''}><div><span>{finding.message}</span><span className="mut sm">{finding.rule}</span></div><button className="btn link" type="button" aria-label={`去看：${finding.message}`} onClick={() => go(finding.field)}>去看</button></li>
                ))}
              </ul>
            </>
          )}
        <p className="mut sm">定稿后内容锁定并保留这一版；再要改用“更正”，写明原因，原版本照样留着。</p>
        <div className="row between"><button className="btn quiet" type="button" onClick={onClose}>先不定稿</button><button className="btn primary" type="button" disabled={busy || findings === null || blocking > 0} onClick={() => void finalize()}>{busy ? '正在定稿…' : '定稿'}</button></div>
      </div>
    </Modal>
  )
}
