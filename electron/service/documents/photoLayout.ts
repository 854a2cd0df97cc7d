import type { PagePicture } from './paper.ts'

/** A photo with the size it is printed in, in millimetres. */
export interface PrintedPhoto extends PagePicture { wide: number; high: number }

/** 版心, and what is left free between two photos that stand side by side. */
export const pageWidth = 156
const gap = 4

/**
 * The page of photos, row by row: one or two photos under each other, more side by side, six to a page of 225 mm. A photo keeps its form and stands
 * in a box of its row; the last one of an odd number stands in the middle.
 */
export function photoRows(photos: readonly PagePicture[]): PrintedPhoto[][] {
  const columns = photos.length <= 2 ? 1 : 2
  const box = columns === 1 ? { wide: pageWidth, high: 88 } : { wide: pageWidth / 2 - gap, high: photos.length <= 4 ? 86 : 52 }
  const printed = photos.map((photo): PrintedPhoto => {
    const scale = Math.min(box.wide / photo.width, box.high / photo.height)
    return { ...photo, wide: photo.width * scale, high: photo.height * scale }
  })
  return Array.from({ length: Math.ceil(printed.length / columns) }, (_, row) => printed.slice(row * columns, (row + 1) * columns))
}
