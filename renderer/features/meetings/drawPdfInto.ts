/** Draws every page of a PDF in base64 into an element, as canvases of so many CSS pixels. The reader is loaded on first use. */
export async function drawPdfInto(base64: string, into: HTMLElement, width: number, stopped: () => boolean): Promise<void> {
  const { openPdf, drawPages } = await import('./drawPdf.ts')
  const pdf = await openPdf(base64)
  try {
    await drawPages(pdf, into, width, stopped)
  } finally {
    void pdf.loadingTask.destroy()
  }
}
