import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { onResume } from '../session/index.ts'
import { FontNotice } from './FontNotice.tsx'
import type { PaperWanted } from './PaperChoice.tsx'

interface Drawn { preview: Output<'documents.previewMeeting'> | null; error: ApiError | null; busy: boolean; pages: RefObject<HTMLDivElement | null>; retry(): void }

/** How long the typing must rest before the page is drawn anew. */
const rest = 700

/** Has the PDF of a paper made, again whenever `draft` changes, and draws it. `flush` stores what is on the screen first. */
export function usePaperPages(meetingId: string, { document, preset }: PaperWanted, draft: unknown, flush: () => Promise<boolean>): Drawn {
  const [preview, setPreview] = useState<Output<'documents.previewMeeting'> | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(true)
  const [attempt, setAttempt] = useState(0)
  const [width, setWidth] = useState(0)
  const pages = useRef<HTMLDivElement>(null)
  const drawn = useRef<unknown>(null)

  useEffect(() => {
    const element = pages.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(Math.min(element.clientWidth - 32, 794)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  // What the data service left unanswered when it died is asked again once it is back.
  useEffect(() => onResume(() => setAttempt((n) => n + 1)), [])

  useEffect(() => {
    let stopped = false
    const wait = drawn.current === null || drawn.current === draft ? 0 : rest
    const timer = setTimeout(async () => {
      setBusy(true)
      try {
        await flush()
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
  }, [meetingId, document, preset, draft, flush, attempt])

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

  return { preview, error, busy, pages, retry: () => setAttempt((n) => n + 1) }
}

/** 正在排版…, or how many pages there are. */
export const PagesState = ({ drawn: { busy, preview } }: { drawn: Drawn }) => <span className="mut sm" role="status">{busy ? '正在排版…' : preview ? `共${preview.pages}页` : ''}</span>

/** The pages, with what hindered them and which faces this computer lacks. */
export function PaperPages({ drawn: { preview, error, busy, pages, retry } }: { drawn: Drawn }) {
  return (
    <>
      {error && <ErrorNotice sentence={error.sentence} onAct={retry} />}
      {preview && <FontNotice fonts={preview.fonts} />}
      <div className="pages" ref={pages} tabIndex={0} role="region" aria-label="预览的页面" aria-busy={busy} />
    </>
  )
}
