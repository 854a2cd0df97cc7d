import { pageSize } from '../../../shared/domain/photoPage.ts'

/** How much a photo is compressed: at 0.85 one of 1,600 pixels takes some 400 KB and shows nothing of it on paper. */
const quality = 0.85

/**
 * A picture drawn anew for the page of a record: turned as its camera was held, at most 1,600 pixels (or `longest`), on white. What a camera noted in the
 * file (the day, the place, its owner) is not drawn. Rejects where it cannot be opened.
 */
export async function uprightJpeg(picture: Blob, longest?: number): Promise<{ blob: Blob; width: number; height: number }> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' })
  try {
    const { width, height } = pageSize(bitmap, longest)
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
    return { blob: await canvas.convertToBlob({ type: 'image/jpeg', quality }), width, height }
  } finally {
    bitmap.close()
  }
}
