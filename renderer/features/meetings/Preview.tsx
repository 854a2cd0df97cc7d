import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { documentNames } from '../../../shared/domain/documents.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { CopyText } from './CopyText.tsx'
import { FontNotice } from './FontNotice.tsx'
import { PrintButton } from './PrintButton.tsx'
import { PaperChoice, type PaperWanted } from './PaperChoice.tsx'
import { useEditor } from './editorStore.ts'

interface PreviewProps { kind: MeetingKind; meetingId: string; wanted: PaperWanted; onWanted(wanted: PaperWanted): void; onClose(): void; onExport(): void }

/** How long the typing must rest before the page is drawn anew. */
const rest = 700

/** The true pages, drawn from the very PDF that would be exported. */
export function Preview({ kind, meetingId, wanted, onWanted, onClose, onExport }: PreviewProps) {
  const [preview, setPreview] = useState<Output<'documents.previewMeeting'> | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [copyError, setCopyError] = useState<ApiError | null>(null)
  const [printError, setPrintError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(true)
  const [attempt, setAttempt] = useState(0)
  const [width, setWidth] = useState(0)
  const pages = useRef<HTMLDivElement>(null)
  const first = useRef<HTMLElement>(null)
  const draft = useEditor((state) => state.draft)
  const drawn = useRef<unknown>(null)
  const { document, preset } = wanted

  useEffect(() => { first.current?.querySelector<HTMLElement>('select')?.focus() }, [])
  useEffect(() => {
    const element = pages.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(Math.min(element.clientWidth - 32, 794)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    let stopped = false
    const wait = drawn.current === null || drawn.current === draft ? 0 : rest
    const timer = setTimeout(async () => {
      setBusy(true)
      try {
        await useEditor.getState().flush()
        const made = await callApi('documents.previewMeeting', { meetingId, document, preset })
        if (stopped) return
        drawn.current = draft
        setPreview(made)
        setError(null)
      } catch (thrown) {
        if (!stopped) setError(asApiError(thrown))
      } finally {
        if (!stopped) setBusy(false)
      }
    }, wait)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [meetingId, document, preset, draft, attempt])

  useEffect(() => {
    const into = pages.current
    if (!preview || !into || width <= 0) return
    let stopped = false
    const drawing = import('./drawPdf.ts').then(async ({ openPdf, drawPages }) => {
      const pdf = await openPdf(preview.pdf)
      await drawPages(pdf, into, width, () => stopped)
      return pdf
    })
    drawing.catch((thrown: unknown) => { if (!stopped) setError(asApiError(thrown)) })
    return () => {
      stopped = true
      void drawing.then((pdf) => pdf.loadingTask.destroy(), () => undefined)
    }
  }, [preview, width])

  return (
    <aside className="preview" aria-label="预览" ref={first} onKeyDown={(event) => { if (event.key === 'Escape' && !event.nativeEvent.isComposing && first.current?.contains(event.target as Node)) { event.stopPropagation(); onClose() } }}>
      <div className="preview-head">
        <PaperChoice kind={kind} wanted={wanted} onChange={onWanted} />
        <span className="mut sm" role="status">{busy ? '正在排版…' : preview ? `共${preview.pages}页` : ''}</span>
        <span className="row"><CopyText meetingId={meetingId} wanted={wanted} onError={setCopyError} /><PrintButton pdf={busy || error ? null : preview?.pdf ?? null} onError={setPrintError} /><button className="btn" type="button" onClick={onExport}>导出{documentNames[document]}</button><button className="btn quiet" type="button" onClick={onClose}>关闭 <kbd>Esc</kbd></button></span>
      </div>
      {error && <ErrorNotice sentence={error.sentence} onAct={() => setAttempt((n) => n + 1)} />}
      {copyError && <ErrorNotice sentence={copyError.sentence} />}
      {printError && <ErrorNotice sentence={printError.sentence} />}
      {preview && <FontNotice fonts={preview.fonts} />}
      <div className="pages" ref={pages} tabIndex={0} role="region" aria-label="预览的页面" aria-busy={busy} />
    </aside>
  )
}
