import { Modal } from 'antd'
import { useState } from 'react'
import type { Input } from '../../../shared/contract/index.ts'
import { documentFileName, documentNames } from '../../../shared/domain/documents.ts'
import { meetingKindNames, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { CopyText } from './CopyText.tsx'
import { PaperChoice, type PaperWanted } from './PaperChoice.tsx'
import { flushAll, useSaving } from '../session/index.ts'
import { useEditor } from './editorStore.ts'

type Format = Input<'documents.exportMeeting'>['format']
export interface Exported { fileToken: string; fileName: string }
interface ExportDialogProps { kind: MeetingKind; meetingId: string; wanted: PaperWanted; gaps: number; onWanted(wanted: PaperWanted): void; onClose(): void; onDone(exported: Exported): void }

const formats: readonly { format: Format; name: string; use: string }[] = [
  { format: 'docx', name: 'Word', use: '可以再改' },
  { format: 'pdf', name: 'PDF', use: '与预览一致，打印用' },
]

/** Which paper, which form, which kind of file; then the place, and it is written. */
export function ExportDialog({ kind, meetingId, wanted, gaps, onWanted, onClose, onDone }: ExportDialogProps) {
  const [format, setFormat] = useState<Format>('docx')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [copyError, setCopyError] = useState<ApiError | null>(null)
  const run = async () => {
    const { draft } = useEditor.getState()
    if (busy || !draft) return
    setBusy(true)
    setError(null)
    try {
      if (!(await flushAll())) throw useSaving.getState().error
      const { fileToken, fileName } = await callApi('dialogs.saveDocument', { suggestedName: documentFileName(draft.heldOn, meetingKindNames[draft.kind].short, wanted.document, format), format })
      if (fileToken !== null) {
        await callApi('documents.exportMeeting', { meetingId, ...wanted, format, fileToken })
        onDone({ fileToken, fileName })
      }
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal open title="导出" maskClosable={false} footer={null} width={440} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void run() }}>
        <PaperChoice kind={kind} wanted={wanted} onChange={onWanted} />
        <fieldset className="choices formats"><legend className="label">文件</legend>
          {formats.map(({ format: option, name, use }) => <label key={option}><input type="radio" name="format" checked={format === option} onChange={() => setFormat(option)} />{name} <span className="mut sm">{use}</span></label>)}
        </fieldset>
        {gaps > 0 && <p className="sm amber-text">记录还缺{gaps}处，导出的文书里留下横线，可以手填。</p>}
        {error && <ErrorNotice sentence={error.sentence} onAct={() => void run()} />}
        {copyError && <ErrorNotice sentence={copyError.sentence} />}
        <div className="row between"><span className="mut sm">下一步选择保存位置</span><span className="row"><CopyText meetingId={meetingId} wanted={wanted} onError={setCopyError} /><button className="btn primary" type="submit" disabled={busy}>{busy ? '正在导出…' : `导出${documentNames[wanted.document]}`}</button></span></div>
      </form>
    </Modal>
  )
}
