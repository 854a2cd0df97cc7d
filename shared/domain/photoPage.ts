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

/** The size of a picture on the page: never enlarged, at least one pixel each way. */
export function pageSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
