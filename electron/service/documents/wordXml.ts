import { cleanLine } from '../../../shared/domain/text.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** One line of text as the XML of a Word file holds it. */
export const xmlText = (text: string): string => cleanLine(text).replace(/[&<>"]/g, (char) => entities[char] ?? char)
/** English Metric Units and twips of a length in millimetres. */
export const emu = (millimetres: number): number => Math.round(millimetres * 36_000)
export const twips = (millimetres: number): number => Math.round(millimetres * 1440 / 25.4)
