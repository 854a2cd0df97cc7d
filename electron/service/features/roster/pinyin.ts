import type { pinyin } from 'pinyin-pro'

/** Of 400 KB, so that the start of the service does without; whoever types letters or sorts by names waits for it once. */
let spell: typeof pinyin | null = null
export async function loadDictionary(): Promise<void> { spell ??= (await import('pinyin-pro')).pinyin }

export interface Spelling { syllables: readonly string[]; full: string; initials: string }
/** Names are spelled once: a dictionary's answer for ten thousand of them takes a second. */
const spelled = new Map<string, Spelling>()
const mostKept = 60_000

/** How a name is spelled, once the dictionary is there; the family name as family names are read: 单 shan, 曾 zeng, 仇 qiu. */
export function spellingOf(name: string): Spelling {
  const known = spelled.get(name)
  if (known) return known
  if (spell === null) throw new Error('names are spelled before the dictionary is there')
  const syllables = spell(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((syllable) => syllable.toLowerCase())
  const spelling = { syllables, full: syllables.join(''), initials: syllables.map((syllable) => syllable.slice(0, 1)).join('') }
  if (spelled.size >= mostKept) spelled.clear()
  spelled.set(name, spelling)
  return spelling
}

const letters = /^[a-z]+$/

export const isLetters = (typed: string): boolean => letters.test(typed)
/** What was typed, as it is compared: without blanks, small letters, half-width. */
export const asCompared = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
