import { Modal } from 'antd'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { useAttachments } from './attachmentsStore.ts'
import { useEditor } from './editorStore.ts'
import { goToField } from './fields.ts'

/** 归档 of a final record, asked once. Without a scan of the signed paper it says what is missing and goes to where it belongs. */
export function ArchiveButton({ meetingId }: { meetingId: string }) {
  const signed = useAttachments((state) => state.list?.signed ?? false)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const archive = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      useEditor.getState().adopt(await callApi('meetings.archive', { id: meetingId }))
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  const missing = '还没有签字扫描件：打印签字后扫描或拍照，添加到附件'
  return (
    <>
      <button className={`btn ${signed ? '' : 'waits'}`} type="button" title={signed ? undefined : missing} aria-label={signed ? undefined : `归档（${missing}）`} onClick={() => { if (signed) setAsking(true); else goToField('addAttachment', 'part') }}>归档</button>
      {asking && (
        <Modal open title="归档" footer={null} width={440} onCancel={() => setAsking(false)} closable={{ 'aria-label': '关闭' }}>
          <div className="stack">
            {error && <ErrorNotice sentence={error.sentence} />}
            <p>签字扫描件已在附件里。归档后附件不能再删改，仍可以添加；要改记录用“更正”，改后要重新签字。</p>
            <div className="row between"><button className="btn quiet" type="button" onClick={() => setAsking(false)}>先不归档</button><button className="btn primary" type="button" disabled={busy} onClick={() => void archive()}>归档</button></div>
          </div>
        </Modal>
      )}
    </>
  )
}
