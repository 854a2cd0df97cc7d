import * as z from 'zod'

/**
 * Text as it may be stored and printed: line ends as \n, no control characters (a Word file with one does not open),
 * no half surrogate pairs. What the officer typed is otherwise left alone.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
}

/** One line: like cleanText, and without line ends and outer blanks (the full-width one included). */
export const cleanLine = (text: string): string => cleanText(text).replace(/[\n\t]+/g, ' ').trim()

/** A text of several lines, at most `max` characters. */
export const Text = (max: number) => z.string().max(max).overwrite(cleanText)

/** A one-line text, at most `max` characters; may be empty. */
export const Line = (max: number) => z.string().max(max).overwrite(cleanLine)

/** A one-line text that may not be blank. */
export const FilledLine = (max: number) => z.string().max(max).overwrite(cleanLine).min(1)

/**
 * A person's name as it is compared: NFKC, and without blanks between Chinese characters
 * (rosters align two-character names with blanks: 罗　敏). Brackets that tell two people apart stay full-width: 张伟（二组）.
 */
export function normaliseName(name: string): string {
  // Most names are written in one way only.
  if (/^[\u4e00-\u9fff]+$/.test(name)) return name
  const line = cleanLine(name).normalize('NFKC').trim()
  return line.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '').replaceAll('(', '（').replaceAll(')', '）')
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

/** 1 to 99 as a Chinese numeral, as agenda headings use it: 一, 十, 十二, 二十. */
export function chineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`no Chinese numeral for ${n}`)
  const tens = Math.floor(n / 10)
  const ones = n % 10
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`
  return head + (ones === 0 ? '' : digits[ones])
}

/** Paragraphs as one line, for a box that takes none: parted by ； where a paragraph ends without a mark. */
export const inOneLine = (text: string): string => text.split('\n').map((line) => line.trim().replaceAll('\t', ' ')).filter((line) => line !== '')
  .reduce((whole, line) => `${whole}${whole === '' || /[，。；：！？、]$/.test(whole) ? '' : '；'}${line}`, '')
