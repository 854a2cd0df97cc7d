import { useState } from 'react'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { flushAll, useSaving } from '../session/index.ts'
import { useEditor } from './editorStore.ts'
import type { PaperWanted } from './PaperChoice.tsx'

interface CopyTextProps { meetingId: string; wanted: PaperWanted; onError(error: ApiError | null): void }

/** The whole paper as plain text on the clipboard; says so until the record or the choice of paper changes. */
export function CopyText({ meetingId, wanted, onError }: CopyTextProps) {
  const draft = useEditor((state) => state.draft)
  const [copied, setCopied] = useState<{ draft: unknown; paper: PaperWanted } | null>(null)
  const [busy, setBusy] = useState(false)
  const copy = async () => {
    if (busy) return
    setBusy(true)
    onError(null)
    try {
      if (!(await flushAll())) throw useSaving.getState().error
      const { draft: taken } = useEditor.getState()
      const { text } = await callApi('documents.textOf', { meetingId, ...wanted })
      await callApi('app.copyText', { text })
      setCopied({ draft: taken, paper: wanted })
    } catch (thrown) {
      onError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  const isCopied = copied !== null && copied.draft === draft && copied.paper.document === wanted.document && copied.paper.preset === wanted.preset
  return (
    <span>
      <button className="btn quiet" type="button" onClick={() => void copy()}>{isCopied ? '已复制' : '复制为文本'}</button>
      <span className="visually-hidden" role="status">{isCopied ? '已复制到剪贴板' : ''}</span>
    </span>
  )
}
