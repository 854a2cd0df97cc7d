/** What is compared when text is looked for, and where each of its characters stands in the text as it was written. */
interface Folded { text: string; starts: number[]; ends: number[] }

/** Characters that NFKC joins with the one before: what holds none of them is folded character by character. */
const joining = /[\p{M}\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\uff9e-\uffdc]/u
/** The smallest pieces that NFKC folds each by itself: a sign with its marks, or a run of Hangul. */
const clusters = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\uffa0-\uffdc]+[\p{M}\uff9e\uff9f]*|[^\p{M}\uff9e\uff9f][\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gsu
/** Blanks, control signs and signs without a width: nobody looks for them, and 罗　敏 is 罗敏. */
const unseen = /[\s\p{Cc}\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').replace(unseen, '')

/** Text as it is compared: full-width as half-width, small letters, without blanks. */
export function foldText(written: string): string {
  const text = written.toWellFormed()
  if (!joining.test(text)) return fold(text)
  return (text.match(clusters) ?? []).map(fold).join('')
}

/** Folds to itself: nearly every character of a record. */
const isPlain = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)

function foldWithPlaces(written: string): Folded {
  const text = written.toWellFormed()
  const folded: Folded = { text: '', starts: [], ends: [] }
  const put = (piece: string, start: number, end: number) => {
    folded.text += piece
    for (let n = 0; n < piece.length; n++) {
      folded.starts.push(start)
      folded.ends.push(end)
    }
  }
  if (joining.test(text)) for (const { 0: cluster, index } of text.matchAll(clusters)) put(fold(cluster), index, index + cluster.length)
  else {
    let at = 0
    for (const character of text) {
      put(isPlain(character.charCodeAt(0)) ? character : fold(character), at, at + character.length)
      at += character.length
    }
  }
  return folded
}

/** The longest term that is looked for, and how many of them: more says nothing more. */
const longestTerm = 60
const mostTerms = 8

/** What is looked for: pieces parted by blanks, each of which has to be there. */
export const termsOf = (typed: string): string[] =>
  [...new Set(typed.split(/\s+/u).map(foldText).filter((term) => term !== '').map((term) => [...term].slice(0, longestTerm).join('')))].slice(0, mostTerms)

/** Han characters and digits: no mark behind them joins them to another sign, so where they stand as written they stand in the folded text. */
const foldsToItself = /^[\u4e00-\u9fff0-9]+$/
const standsAsWritten = (written: string, terms: readonly string[]): boolean => terms.every((term) => foldsToItself.test(term) && written.includes(term))

/** Signs that fold to Han characters: radicals, signs in circles and brackets, compatibility forms. */
const foldsToHan = /[\u2e80-\u2fdf\u3036-\u303a\u3190-\u319f\u3200-\u33ff\uf900-\ufaff\u{1f200}-\u{1f2ff}\u{2f800}-\u{2fa1f}]/u
const onlyHan = /^[\u4e00-\u9fff]+$/
/** A character of a term that stands nowhere, and that nothing written folds to: most texts that are looked through are done with here. */
const lacksOne = (written: string, terms: readonly string[]): boolean => terms.some((term) => onlyHan.test(term) && [...term].some((character) => !written.includes(character))) && !foldsToHan.test(written)

/** Whether text holds every term. This is what a search means; an index only finds it sooner. */
export function holdsAll(written: string, terms: readonly string[]): boolean {
  if (standsAsWritten(written, terms)) return true
  if (lacksOne(written, terms)) return false
  const text = foldText(written)
  return terms.every((term) => text.includes(term))
}

/** Where the terms stand in the text as it was written: from, to, in order and without overlaps. */
export function placesOf(written: string, terms: readonly string[]): [from: number, to: number][] {
  const { text, starts, ends } = foldWithPlaces(written)
  const found: [number, number][] = []
  for (const term of terms) {
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
      const [from, to] = [starts[at], ends[at + term.length - 1]]
      if (from !== undefined && to !== undefined) found.push([from, to])
    }
  }
  const joined: [number, number][] = []
  for (const [from, to] of found.sort(([a], [b]) => a - b)) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** So much of a text is shown around the first place, in UTF-16 units. */
const before = 18
const shown = 90

/** A line of a text around the first place where a term stands; never cuts a character in two. */
export function snippetOf(written: string, terms: readonly string[]): string {
  const text = written.replace(/[^\S\u3000]+/gu, ' ').trim()
  if (text.length <= shown) return text
  const first = standsAsWritten(text, terms) ? Math.min(...terms.map((term) => text.indexOf(term))) : placesOf(text, terms)[0]?.[0] ?? 0
  const from = first <= before ? 0 : Math.min(first - before, text.length - shown)
  const cut = text.slice(from, from + shown).replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '')
  return `${from > 0 ? '…' : ''}${cut}${from + shown < text.length ? '…' : ''}`
}
