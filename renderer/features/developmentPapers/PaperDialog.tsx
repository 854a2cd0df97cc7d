import { Modal } from 'antd'
import { useCallback, useState } from 'react'
import type { StageMaterial } from '../../../shared/contract/developmentPapers.ts'
import { developmentPaperNames, type DevelopmentPaper } from '../../../shared/domain/developmentPapers.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { ExportForm, useDrawnPages } from '../memberPapers/index.ts'

/** A paper of the path, or one of the meeting behind a step. */
export type Printed = { paper: DevelopmentPaper } | { record: NonNullable<StageMaterial['record']>; title: string }

/** The true page, drawn from the very PDF and always masked; then it is exported. */
export function PaperDialog({ printed, personId, name, hasOwn, onClose }: { printed: Printed; personId: string; name: string; /** The unit has a form of its own for it. */ hasOwn: boolean; onClose(): void }) {
  const [form, setForm] = useState<'own' | 'shipped'>(hasOwn ? 'own' : 'shipped')
  const [exports, setExports] = useState(false)
  const title = 'paper' in printed ? developmentPaperNames[printed.paper] : printed.title
  const read = useCallback(() => ('paper' in printed ? callApi('developmentPapers.preview', { personId, paper: printed.paper, form }) : callApi('documents.previewMeeting', { ...printed.record, preset: 'official' })), [printed, personId, form])
  const { pages, busy, error, again } = useDrawnPages(exports ? null : read)
  if (exports) {
    return 'paper' in printed
      ? <ExportForm title={`导出${name}的${title}`} verb={`导出${title}`} formats={['docx', 'pdf']} fileName={`${name} ${title}`} sensitive="身份证号、电话、住址和家庭成员" count={() => '一份'} onClose={() => setExports(false)}
          write={(fileToken, format, includeSensitive) => callApi('developmentPapers.export', { fileToken, personId, paper: printed.paper, form, format: format === 'pdf' ? 'pdf' : 'docx', ...(includeSensitive ? { includeSensitive } : {}) })} />
      : <ExportForm title={`导出${title}`} verb={`导出${title}`} formats={['docx', 'pdf']} fileName={`${name} ${title}`} sensitive={null} count={() => '一份'} onClose={() => setExports(false)}
          write={async (fileToken, format) => ({ rows: 1, ...await callApi('documents.exportMeeting', { fileToken, ...printed.record, preset: 'official', format: format === 'pdf' ? 'pdf' : 'docx' }) })} />
  }
  return (
    <Modal open title={`${name}的${title}`} footer={null} width={700} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 24 }}>
      <div className="stack">
        <div className="row between"><span className="mut sm" role="status">{busy ? '正在排版…' : 'paper' in printed ? '没有登记的内容是空白，敏感信息已脱敏' : '按会议记录排版'}</span>
          <span className="row">{hasOwn && <select className="input" aria-label="用哪种表样" value={form} onChange={({ target }) => setForm(target.value === 'own' ? 'own' : 'shipped')}><option value="own">本单位的表样</option><option value="shipped">自带的表样</option></select>}<button className="btn primary" type="button" onClick={() => setExports(true)}>导出{title}</button></span></div>
        {error && <ErrorNotice sentence={error.sentence} onAct={again} />}
        <div className="form-pages" ref={pages} tabIndex={0} role="region" aria-label={`${title}的页面`} aria-busy={busy} />
      </div>
    </Modal>
  )
}
