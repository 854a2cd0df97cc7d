import { isPicture, type Attachment } from '../../../shared/domain/attachment.ts'
import type { Picture } from './attachmentsStore.ts'

/** In CSS pixels. */
export const thumbnailSize = { width: 206, height: 128 }

let queue: Promise<unknown> = Promise.resolve()

/**
 * Draws an attachment small, one after the other: a photo of a telephone takes a hundred times its file in memory while it is open,
 * and sixty of them at once would take it all. Not drawn where `stopped` answers true by then. Rejects where it cannot be drawn. `load` brings its bytes.
 */
export function drawThumbnail(attachment: Pick<Attachment, 'id' | 'media'>, canvas: HTMLCanvasElement, load: (id: string) => Promise<Picture>, stopped: () => boolean): Promise<void> {
  const drawing = queue.then(() => (stopped() ? undefined : draw(attachment, canvas, load, stopped)))
  queue = drawing.catch(() => undefined)
  return drawing
}

async function draw({ id, media }: Pick<Attachment, 'id' | 'media'>, canvas: HTMLCanvasElement, load: (id: string) => Promise<Picture>, stopped: () => boolean): Promise<void> {
  const { base64, blob } = await load(id)
  if (stopped()) return
  if (isPicture(media)) {
    const bitmap = await createImageBitmap(blob)
    fill(canvas, bitmap, 'middle')
    bitmap.close()
    return
  }
  const { drawPage, openPdf } = await import('./drawPdf.ts')
  const pdf = await openPdf(base64)
  try {
    fill(canvas, await drawPage(pdf, 1, thumbnailSize.width), 'top')
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** Fills the canvas with a picture, cut where its form is another: a photo at all sides, a page at its foot. */
function fill(canvas: HTMLCanvasElement, picture: ImageBitmap | HTMLCanvasElement, keep: 'middle' | 'top'): void {
  Object.assign(canvas, { width: Math.round(thumbnailSize.width * devicePixelRatio), height: Math.round(thumbnailSize.height * devicePixelRatio) })
  const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height)
  const context = canvas.getContext('2d')
  if (!context) return
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, (canvas.width - picture.width * scale) / 2, keep === 'top' ? 0 : (canvas.height - picture.height * scale) / 2, picture.width * scale, picture.height * scale)
}
