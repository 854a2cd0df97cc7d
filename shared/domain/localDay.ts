import type { IsoDate } from './dates.ts'

/** The ISO day of an instant in the time zone of this computer. A file of its own, without zod: the page needs it before its password box. */
export function localDay(at: Date): IsoDate {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
