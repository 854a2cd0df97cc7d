import * as z from 'zod'
import type { AttachmentMedia, AttachmentRole } from './attachment.ts'
import { isPicture } from './attachment.ts'
import { Line } from './text.ts'

/** The longer side of a photo on the page, in pixels: 300 to an inch at the width it is printed with. */
export const longestSide = 1600
/** Photos of one meeting on its page. */
export const mostPagePhotos = 12
/** Bytes of one photo as it stands on the page; one that a computer made at this size is a fifth of it. */
export const largestPageJpeg = 3 * 1024 * 1024
/** Two lines under a photo of half the page. */
export const longestCaption = 40

/** A photo on the page that ends a record. */
export const PagePhoto = z.object({ id: z.uuid().describe('of the attachment'), caption: z.string(), width: z.int(), height: z.int() })
export type PagePhoto = z.infer<typeof PagePhoto>

/** The caption and the place of a photo: its place in the list. */
export const ArrangedPhoto = z.strictObject({ id: z.uuid(), caption: Line(longestCaption) })

export const canStandOnPage = ({ role, media }: { role: AttachmentRole; media: AttachmentMedia }): boolean => role === 'photo' && isPicture(media)

/** The size of a picture on the page, or in another box of `longest` pixels: never enlarged, at least one pixel each way. */
export function pageSize({ width, height }: { width: number; height: number }, longest = longestSide): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** 版心 of the page, and what is left free between two photos side by side, in millimetres. */
export const pageWidth = 156
const gap = 4

/** A photo with the size it is printed in, in millimetres. */
export type Printed<P> = P & { wide: number; high: number }

/**
 * The page of photos, row by row, `perPage` rows to a page of 225 mm: one or two photos stand under each other, more side by side, six to a page.
 * A photo keeps its form in the box of its row; the last one of an odd number stands in the middle.
 */
export function photoRows<P extends { width: number; height: number }>(photos: readonly P[]): { rows: Printed<P>[][]; perPage: number } {
  const columns = photos.length <= 2 ? 1 : 2
  const perPage = photos.length <= 4 ? 2 : 3
  const box = { wide: columns === 1 ? pageWidth : pageWidth / 2 - gap, high: perPage === 2 ? 86 : 52 }
  const printed = photos.map((photo): Printed<P> => {
    const scale = Math.min(box.wide / photo.width, box.high / photo.height)
    return { ...photo, wide: photo.width * scale, high: photo.height * scale }
  })
  return { perPage, rows: Array.from({ length: Math.ceil(printed.length / columns) }, (_, row) => printed.slice(row * columns, (row + 1) * columns)) }
}
