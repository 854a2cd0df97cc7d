import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** What pdf.js reads for a PDF that does not bring its own fonts, and for scans in JPEG 2000 and JBIG2; see build/electron.vite.config.ts. */
const parts = new URL('/pdfjs/', window.location.href).href

/** Opens a PDF given as base64. The caller ends it with `loadingTask.destroy()`. */
export async function openPdf(base64: string): Promise<PDFDocumentProxy> {
  return getDocument({ data: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)), cMapUrl: `${parts}cmaps/`, standardFontDataUrl: `${parts}standard_fonts/`, wasmUrl: `${parts}wasm/`, useWasm: false, disableAutoFetch: true, disableStream: true }).promise
}

/** One page as a canvas of `width` CSS pixels. */
export async function drawPage(pdf: PDFDocumentProxy, number: number, width: number): Promise<HTMLCanvasElement> {
  const page = await pdf.getPage(number)
  const scale = width / page.getViewport({ scale: 1 }).width
  const viewport = page.getViewport({ scale: scale * window.devicePixelRatio })
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  canvas.className = 'pdf-page'
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', `第${number}页，共${pdf.numPages}页`)
  await page.render({ canvas, viewport }).promise
  return canvas
}

/** Draws every page into a canvas of `width` CSS pixels. Stops when `stopped` answers true. */
export async function drawPages(pdf: PDFDocumentProxy, into: HTMLElement, width: number, stopped: () => boolean): Promise<void> {
  const fresh: HTMLCanvasElement[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    fresh.push(await drawPage(pdf, number, width))
    if (stopped()) return
  }
  into.replaceChildren(...fresh)
}
