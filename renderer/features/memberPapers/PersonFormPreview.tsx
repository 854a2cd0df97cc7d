import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { drawPdfInto } from '../meetings/index.ts'

const pageWidth = 620

/** The true page, drawn from the very PDF; always masked. */
export function PersonFormPreview({ id, name, on, onClose, onExport }: { id: string; name: string; on: IsoDate; onClose(): void; onExport(): void }) {
  const pages = useRef<HTMLDivElement>(null)
  const [busy, setBusy] = useState(true)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let stopped = false
    const draw = async () => {
      setBusy(true)
      setError(null)
      try {
        const { pdf } = await callApi('members.previewFile', { id, on })
        const into = pages.current
        if (!stopped && into) await drawPdfInto(pdf, into, pageWidth, () => stopped)
      } catch (thrown) {
        if (!stopped) setError(asApiError(thrown))
      } finally {
        if (!stopped) setBusy(false)
      }
    }
    void draw()
    return () => { stopped = true }
  }, [id, on, attempt])
  return (
    <Modal open title={`${name}的个人基本信息表`} footer={null} width={700} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 24 }}>
      <div className="stack">
        <div className="row between"><span className="mut sm" role="status">{busy ? '正在排版…' : '预览里的敏感信息已脱敏'}</span><button className="btn primary" type="button" onClick={onExport}>导出信息表</button></div>
        {error && <ErrorNotice sentence={error.sentence} onAct={() => setAttempt((n) => n + 1)} />}
        <div className="form-pages" ref={pages} tabIndex={0} role="region" aria-label="信息表的页面" aria-busy={busy} />
      </div>
    </Modal>
  )
}
