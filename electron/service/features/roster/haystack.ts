import { spellingOf } from './pinyin.ts'
import type { Entry } from './rosterIndex.ts'

/** The words of many people in one text, each beginning with a line end: one search of it is faster than ten thousand small ones. */
interface Haystack { text: string; starts: Int32Array }

function pile(entries: readonly Entry[], wordsOf: (entry: Entry) => string): Haystack {
  const starts = new Int32Array(entries.length)
  const parts: string[] = []
  let at = 0
  for (const [n, entry] of entries.entries()) {
    const words = `\n${wordsOf(entry)}`
    starts[n] = at
    at += words.length
    parts.push(words)
  }
  return { text: parts.join(''), starts }
}

/** Marks the entries in whose words `needle` stands. */
function mark({ text, starts }: Haystack, needle: string, marks: Uint8Array): void {
  let entry = 0
  for (let at = text.indexOf(needle); at >= 0;) {
    while (entry + 1 < starts.length && (starts[entry + 1] ?? 0) <= at) entry++
    marks[entry] = 1
    const next = starts[entry + 1]
    at = next === undefined ? -1 : text.indexOf(needle, next)
  }
}

const plain = new WeakMap<readonly Entry[], Haystack>()
const spelled = new WeakMap<readonly Entry[], { initials: Haystack; suffixes: Haystack }>()

const keep = <V>(known: WeakMap<readonly Entry[], V>, entries: readonly Entry[], make: () => V): V => {
  const found = known.get(entries) ?? make()
  known.set(entries, found)
  return found
}

/** Whose name, department or job has what was typed in it; of letters also the first letters of a name (zqm), or its pinyin from any syllable on (zhouqi, qiming). Marks by place. */
export function meant(entries: readonly Entry[], typed: string, isLetters: boolean): Uint8Array {
  const marks = new Uint8Array(entries.length)
  mark(keep(plain, entries, () => pile(entries, ({ compared }) => compared)), typed, marks)
  if (!isLetters) return marks
  const { initials, suffixes } = keep(spelled, entries, () => ({
    initials: pile(entries, ({ name }) => spellingOf(name).initials),
    suffixes: pile(entries, ({ name }) => { const { syllables } = spellingOf(name); return syllables.map((_, at) => syllables.slice(at).join('')).join('\n') }),
  }))
  mark(initials, typed, marks)
  mark(suffixes, `\n${typed}`, marks)
  return marks
}
