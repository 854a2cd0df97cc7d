import { pinyin } from 'pinyin-pro'

export interface Spelling { syllables: readonly string[]; initials: string; full: string }
/** Names are spelled once: a dictionary's answer for ten thousand of them takes a second. */
const spelled = new Map<string, Spelling>()
const mostKept = 60_000

/** How a name is spelled; the family name as family names are read: 单 shan, 曾 zeng, 仇 qiu. */
export function spellingOf(name: string): Spelling {
  const known = spelled.get(name)
  if (known) return known
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((syllable) => syllable.toLowerCase())
  const spelling = { syllables, initials: syllables.map((syllable) => syllable.slice(0, 1)).join(''), full: syllables.join('') }
  if (spelled.size >= mostKept) spelled.clear()
  spelled.set(name, spelling)
  return spelling
}

const letters = /^[a-z]+$/

/** Whether letters mean a name: the first letters of its syllables (zqm), or its pinyin from any syllable on (zhouqi, qiming). */
export function lettersMean(typed: string, name: string): boolean {
  const { syllables, initials, full } = spellingOf(name)
  return initials.includes(typed) || full.startsWith(typed) || syllables.some((_, at) => at > 0 && syllables.slice(at).join('').startsWith(typed))
}

export const isLetters = (typed: string): boolean => letters.test(typed)
/** What was typed, as it is compared: without blanks, small letters, half-width. */
export const asCompared = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
