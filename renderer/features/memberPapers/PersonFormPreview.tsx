import { Modal } from 'antd'
import { useCallback } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useDrawnPages } from './useDrawnPages.ts'

/** The true page, drawn from the very PDF; always masked. */
export function PersonFormPreview({ id, name, on, onClose, onExport }: { id: string; name: string; on: IsoDate; onClose(): void; onExport(): void }) {
  const read = useCallback(() => callApi('members.previewFile', { id, on }), [id, on])
  const { pages, busy, error, again } = useDrawnPages(read)
  return (
    <Modal open title={`${name}的个人基本信息表`} footer={null} width={700} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 24 }}>
      <div className="stack">
        <div className="row between"><span className="mut sm" role="status">{busy ? '正在排版…' : '预览里的敏感信息已脱敏'}</span><button className="btn primary" type="button" onClick={onExport}>导出信息表</button></div>
        {error && <ErrorNotice sentence={error.sentence} onAct={again} />}
        <div className="form-pages" ref={pages} tabIndex={0} role="region" aria-label="信息表的页面" aria-busy={busy} />
      </div>
    </Modal>
  )
}
