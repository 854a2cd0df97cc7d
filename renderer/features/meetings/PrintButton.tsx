import { useCallback, useEffect, useRef, useState } from 'react'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

/** 210 mm at 300 dots an inch. */
const printedWidth = 2480

/** Prints the very pages of the preview; null while they are being made. Ctrl+P does the same as long as it is on the screen. */
export function PrintButton({ pdf, onError }: { pdf: string | null; onError(error: ApiError | null): void }) {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const print = useCallback(async () => {
    if (pdf === null || running.current) return
    running.current = true
    setBusy(true)
    onError(null)
    try {
      await callApi('app.printPaper', { pages: await picturesOf(pdf) })
    } catch (thrown) {
      onError(asApiError(thrown))
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [pdf, onError])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || !event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'p') return
      event.preventDefault()
      void print()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [print])
  return <button className="btn" type="button" disabled={pdf === null || busy} onClick={() => void print()}>{busy ? '正在打印…' : <>打印 <kbd>Ctrl P</kbd></>}</button>
}

/** The pages as PNG in base64, one after the other: a page of 300 dots an inch is 35 MB while it is drawn. */
async function picturesOf(base64: string): Promise<string[]> {
  const { openPdf, drawPage } = await import('./drawPdf.ts')
  const pdf = await openPdf(base64)
  try {
    const pages: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const canvas = await drawPage(pdf, number, printedWidth / window.devicePixelRatio)
      pages.push(canvas.toDataURL('image/png').slice('data:image/png;base64,'.length))
      canvas.width = 0
    }
    return pages
  } finally {
    await pdf.loadingTask.destroy()
  }
}
