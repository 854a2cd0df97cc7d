import { useEffect, useRef, useState } from 'react'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { drawPdfInto } from '../meetings/index.ts'

const pageWidth = 620

/** The pages of a PDF that `read` answers, drawn into `pages`; anew where `read` is another function or `again` was called. Null: none is drawn. */
export function useDrawnPages(read: (() => Promise<{ pdf: string }>) | null) {
  const pages = useRef<HTMLDivElement>(null)
  const [busy, setBusy] = useState(true)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (read === null) return undefined
    let stopped = false
    const draw = async () => {
      setBusy(true)
      setError(null)
      try {
        const { pdf } = await read()
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
  }, [read, attempt])
  return { pages, busy, error, again: () => setAttempt((n) => n + 1) }
}
