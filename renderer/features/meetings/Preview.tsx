import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { documentNames } from '../../../shared/domain/documents.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { CopyText } from './CopyText.tsx'
import { PaperChoice, type PaperWanted } from './PaperChoice.tsx'
import { flushAll } from '../session/index.ts'
import { useEditor } from './editorStore.ts'
import { usePhotoPage } from './photoPageStore.ts'

interface PreviewProps { kind: MeetingKind; meetingId: string; wanted: PaperWanted; onWanted(wanted: PaperWanted): void; onClose(): void; onExport(): void }

/** How long the typing must rest before the page is drawn anew. */
const rest = 700

/** The true pages, drawn from the very PDF that would be exported. */
export function Preview({ kind, meetingId, wanted, onWanted, onClose, onExport }: PreviewProps) {
  const [preview, setPreview] = useState<Output<'documents.previewMeeting'> | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [copyError, setCopyError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(true)
  const [attempt, setAttempt] = useState(0)
  const [width, setWidth] = useState(0)
  const pages = useRef<HTMLDivElement>(null)
  const first = useRef<HTMLElement>(null)
  const draft = useEditor((state) => state.draft)
  const photos = usePhotoPage((state) => state.photos)
  const drawn = useRef<{ draft: unknown; photos: unknown } | null>(null)
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
    const wait = drawn.current === null || (drawn.current.draft === draft && drawn.current.photos === photos) ? 0 : rest
    const timer = setTimeout(async () => {
      setBusy(true)
      try {
        await flushAll()
        const made = await callApi('documents.previewMeeting', { meetingId, document, preset })
        if (stopped) return
        drawn.current = { draft, photos }
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
  }, [meetingId, document, preset, draft, photos, attempt])

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
    <aside className="preview" aria-label="预览" ref={first} onKeyDown={(event) => { if (event.key === 'Escape' && !event.nativeEvent.isComposing) { event.stopPropagation(); onClose() } }}>
      <div className="preview-head">
        <PaperChoice kind={kind} wanted={wanted} onChange={onWanted} />
        <span className="mut sm" role="status">{busy ? '正在排版…' : preview ? `共${preview.pages}页` : ''}</span>
        <span className="row"><CopyText meetingId={meetingId} wanted={wanted} onError={setCopyError} /><button className="btn" type="button" onClick={onExport}>导出{documentNames[document]}</button><button className="btn quiet" type="button" onClick={onClose}>关闭 <kbd>Esc</kbd></button></span>
      </div>
      {error && <ErrorNotice sentence={error.sentence} onAct={() => setAttempt((n) => n + 1)} />}
      {copyError && <ErrorNotice sentence={copyError.sentence} />}
      {preview && preview.fonts.length > 0 && (
        <details className="fonts"><summary>这台电脑缺{preview.fonts.length}种公文字体，预览和PDF用相近字体代替</summary>
          <ul>{preview.fonts.map(({ asked, used }) => <li key={asked}>{asked} → {used ?? '系统默认字体'}</li>)}</ul>
          <p>Word文件里仍写标准字体，在装有这些字体的电脑上打开就是标准样子。</p></details>
      )}
      <div className="pages" ref={pages} tabIndex={0} role="region" aria-label="预览的页面" aria-busy={busy} />
    </aside>
  )
}
