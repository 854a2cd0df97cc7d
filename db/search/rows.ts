import type { IsoDate } from '../../shared/domain/dates.ts'

/** Sorts of passages. What is looked for in one sort reads nothing of the others, since a sort is a range of rows. */
export const sorts = { file: 0, item: 1, text: 2, head: 3 } as const
export type Sort = keyof typeof sorts

/** A row is sort, day, number: the newest day has the highest row. Small numbers, since the index writes down by how much each row is above the one before. */
const numbers = 2 ** 16
const days = 2 ** 17

const firstDay = Date.UTC(1900, 0, 1)
const dayNumber = (day: IsoDate): number => Math.min(days - 1, Math.max(0, Math.round((Date.parse(`${day}T00:00:00Z`) - firstDay) / 86_400_000)))

/** The sort and day of a row, as one number. */
export const placeOf = (sort: Sort, day: IsoDate): number => sorts[sort] * days + dayNumber(day)
export const placeOfRow = (row: number): number => Math.floor(row / numbers)
/** Days one after the other have numbers one after the other, whatever the sort. */
export const dayOfRow = (row: number): number => placeOfRow(row) % days
export const sortOfRow = (row: number): Sort => {
  const found = Math.floor(placeOfRow(row) / days)
  return found === sorts.file ? 'file' : found === sorts.item ? 'item' : found === sorts.text ? 'text' : 'head'
}

export interface Range { from: number; to: number }
/** The rows of one sort and day. */
export const rowsOfPlace = (place: number): Range => ({ from: place * numbers, to: (place + 1) * numbers - 1 })
/** The rows of one sort. */
export const rowsOfSort = (sort: Sort): Range => ({ from: sorts[sort] * days * numbers, to: (sorts[sort] + 1) * days * numbers - 1 })
