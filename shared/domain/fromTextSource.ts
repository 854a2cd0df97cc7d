/** Which part of the pasted text became which field of the draft; `from` and `to` count UTF-16 units of the text as it was pasted. */
export interface TextGuess { field: string; from: number; to: number; sure: boolean; note: string }
/** What was not understood, and why, in Chinese. */
export interface LeftOver { from: number; to: number; text: string; why: string }

/** A stretch of the reading. */
export interface Part { from: number; to: number }

/**
 * The pasted text made easy to read: `text` is without markup and single blanks, with one form of each punctuation mark, \n for a line end
 * and \t for a wide blank; `at[i]` is where its character i stands in `raw`. Fields take their values out of `raw`, never out of `text`.
 */
export interface Reading { raw: string; text: string; at: readonly number[] }

/** What the reading has become so far. */
export interface Findings { reading: Reading; used: Uint8Array; guesses: TextGuess[]; differences: string[] }

const narrow = /[ \u00a0\u2000-\u200a\u202f\u205f]/
const wide = /[\u3000\t|｜]/
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\ufeff]/
const lineEnd = /[\n\r\u000b\u000c\u0085\u2028\u2029]/
const fullWidthOf: Record<string, string> = { ':': '：', ',': '，', ';': '；', '(': '（', ')': '）', '!': '！', '?': '？', '〔': '（', '〕': '）', '﹕': '：', '︰': '：', '．': '.', '~': '～' }
const isDigit = (char: string | undefined): boolean => char !== undefined && /[0-9０-９]/.test(char)

function oneForm(raw: string, i: number): string {
  const char = raw.charAt(i)
  const inNumber = isDigit(raw[i - 1]) && isDigit(raw[i + 1])
  if (inNumber && (char === ':' || char === '：') && isDigit(raw[i + 2]) && !isDigit(raw[i + 3])) return ':'
  if (inNumber && char === ',') return ','
  const other = fullWidthOf[char]
  if (other !== undefined) return other
  return /[０-９Ａ-Ｚａ-ｚ％／－]/.test(char) ? char.normalize('NFKC') : char
}

/** Reads the text once, from left to right. Markdown marks, list dashes and zero-width characters are left out. */
export function readingOf(raw: string): Reading {
  const out: string[] = []
  const at: number[] = []
  const put = (char: string, i: number) => { out.push(char); at.push(i) }
  const atLineStart = () => out.length === 0 || out.at(-1) === '\n'
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i)
    if (lineEnd.test(char)) {
      if (out.at(-1) === '\t') { out.pop(); at.pop() }
      if (char !== '\r' || raw[i + 1] !== '\n') put('\n', i)
    } else if (narrow.test(char) || wide.test(char) || char === '【' || char === '】') {
      let end = i + 1
      while (end < raw.length && (narrow.test(raw.charAt(end)) || wide.test(raw.charAt(end)))) end++
      if (!atLineStart() && out.at(-1) !== '\t' && (end - i > 1 || !narrow.test(char))) put('\t', i)
      i = end - 1
    } else if (invisible.test(char) || char === '`') continue
    else if ((char === '*' || char === '_') && (raw[i + 1] === char || raw[i - 1] === char)) continue
    else if (atLineStart() && /[#>•·*\-–]/.test(char) && /[#> \t\u3000]/.test(raw[i + 1] ?? '')) continue
    else put(oneForm(raw, i), i)
  }
  return { raw, text: out.join(''), at }
}

/** The same reading without the wide blanks that align two-character names: 罗　敏. */
export function withNamesJoined(reading: Reading, names: readonly string[]): Reading {
  const gapped = names.filter((name) => name.length <= 4).map((name) => Array.from(name, escaped).join('\\t?'))
  if (gapped.length === 0 || !reading.text.includes('\t')) return reading
  const gaps = new Set<number>()
  for (const { 0: found, index } of reading.text.matchAll(new RegExp(gapped.join('|'), 'gu'))) for (let i = 0; i < found.length; i++) if (found[i] === '\t') gaps.add(index + i)
  if (gaps.size === 0) return reading
  const kept = Array.from({ length: reading.text.length }, (_, i) => i).filter((i) => !gaps.has(i))
  return { raw: reading.raw, text: kept.map((i) => reading.text.charAt(i)).join(''), at: kept.map((i) => reading.at[i] ?? 0) }
}

/** Text as a part of a pattern. */
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Where a part stands in the pasted text. */
export const placeOf = ({ at }: Reading, { from, to }: Part): Part => ({ from: at[from] ?? 0, to: (at[to - 1] ?? 0) + 1 })

/** Leaves out the blanks, commas and semicolons around a part. */
export function trimmed(text: string, { from, to }: Part): Part {
  let [a, b] = [from, to]
  while (a < b && /[\s，、；：]/.test(text.charAt(a))) a++
  while (b > a && /[\s，、；]/.test(text.charAt(b - 1))) b--
  return { from: a, to: b }
}

/** The pasted words of a part, without markup and without the blanks that Markdown and Word put around Chinese text: 9 月 8 日 is 9月8日. */
export function wordsOf(reading: Reading, part: Part): string {
  if (part.to <= part.from) return ''
  const { from, to } = placeOf(reading, part)
  return reading.raw.slice(from, to)
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n')
    .replace(new RegExp(invisible.source, 'g'), '')
    .replace(/\*{2,}|_{2,}|`/g, '')
    .replace(/^[ \t\u3000]*(?:[#>]+|[-–•·*](?=[ \t\u3000]))[ \t\u3000]*/gm, '')
    .replace(/(?<=[^\u0000-\u00ff])[ \u00a0\u2000-\u200a\u202f]+|[ \u00a0\u2000-\u200a\u202f]+(?=[^\u0000-\u00ff])/g, '')
    .replace(/[\t\u3000]+/g, '\u3000')
    .replace(/\n\s*/g, '\n')
    .toWellFormed()
    .trim()
}

/** One line of words, without the full stop at its end. */
export const lineOf = (reading: Reading, part: Part): string => wordsOf(reading, part).replaceAll('\n', ' ').replace(/[。；;，,]+$/, '').trim()

/** Marks words that need no field: labels, headings, signatures. */
export function mark({ used }: Findings, { from, to }: Part): void { used.fill(1, from, to) }

/** Notes what a part became. */
export function guess(findings: Findings, field: string, part: Part, sure: boolean, note = ''): void {
  const inner = trimmed(findings.reading.text, part)
  mark(findings, part)
  if (inner.to > inner.from) findings.guesses.push({ field, ...placeOf(findings.reading, inner), sure, note })
}

/** Notes a difference once. */
export function differ({ differences }: Findings, sentence: string): void { if (!differences.includes(sentence)) differences.push(sentence) }

/** What no field took: a line at a time, with the reason that holds where it stands. */
export function leftOverOf({ reading, used }: Findings, whyAt: (from: number) => string): LeftOver[] {
  const left: LeftOver[] = []
  const { text } = reading
  const close = (part: Part) => {
    const inner = trimmed(text, part)
    const words = wordsOf(reading, inner)
    if (/[\p{L}\p{N}]/u.test(words)) left.push({ ...placeOf(reading, inner), text: words, why: whyAt(inner.from) })
  }
  let from = -1
  for (let i = 0; i <= text.length; i++) {
    const open = i < text.length && used[i] === 0 && text.charAt(i) !== '\n'
    if (open && from < 0) from = i
    if (!open && from >= 0) { close({ from, to: i }); from = -1 }
  }
  return left
}
