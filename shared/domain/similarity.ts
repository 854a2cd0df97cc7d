/**
 * How equal two Chinese texts are, from 0 to 1: the Dice measure on shingles of two characters.
 *
 * 1. Full-width and half-width are made one (NFKC), and all but letters, characters and figures is dropped, so that a comma
 *    more or a line end less changes nothing. Figures stay: a report with new figures is a new report.
 * 2. The skeleton's own words are taken out: titles, labels and names, which stand in every record of a kind.
 * 3. What is left is cut into overlapping pairs of characters, each counted as often as it occurs; the measure is twice
 *    what both texts have in common by what both have together.
 *
 * One character changed spoils two pairs, so 0.9 means about nineteen characters of twenty are the same. Moved paragraphs count
 * as equal, which is wanted here: whoever copies also rearranges. A diff was rejected: quadratic, and blind to moved paragraphs.
 */
export function similarity(a: string, b: string, skeleton: Iterable<string> = []): number {
  const words = skeletonOf(skeleton)
  return similarityOf(shinglesOf(a, words), shinglesOf(b, words))
}

/** Every pair of characters of a text as one number, sorted: two texts are then compared in one walk. */
export type Shingles = Uint32Array<ArrayBuffer>
/** Words to take out, by their first character, the longest first. */
export type Skeleton = ReadonlyMap<string, readonly string[]>

const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '')

/** Words of one character are left in: they are part of other words. */
export function skeletonOf(words: Iterable<string>): Skeleton {
  const byFirst = new Map<string, string[]>()
  for (const word of new Set(Array.from(words, bare))) {
    if (word.length < 2) continue
    const first = word.charAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), word].sort((x, y) => y.length - x.length))
  }
  return byFirst
}

function without(text: string, skeleton: Skeleton): string {
  let rest = ''
  let kept = 0
  for (let i = 0; i < text.length;) {
    const word = skeleton.get(text.charAt(i))?.find((w) => text.startsWith(w, i))
    if (word === undefined) { i += 1; continue }
    rest += text.slice(kept, i)
    i += word.length
    kept = i
  }
  return rest + text.slice(kept)
}

/** A text ready to be compared many times. */
export function shinglesOf(text: string, skeleton: Skeleton): Shingles {
  const rest = without(bare(text), skeleton)
  if (rest.length === 1) return Uint32Array.of(rest.charCodeAt(0))
  const shingles = new Uint32Array(Math.max(0, rest.length - 1))
  for (let i = 0; i < shingles.length; i += 1) shingles[i] = (rest.charCodeAt(i) << 16) | rest.charCodeAt(i + 1)
  return shingles.sort()
}

/** 0 where nothing is left of either: there is nothing that could be equal. */
export function similarityOf(a: Shingles, b: Shingles): number {
  if (a.length === 0 || b.length === 0) return 0
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [x = 0, y = 0] = [a[i], b[j]]
    if (x === y) common += 1
    if (x <= y) i += 1
    if (y <= x) j += 1
  }
  return (2 * common) / (a.length + b.length)
}
