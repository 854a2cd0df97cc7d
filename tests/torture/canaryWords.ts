// Words that stand nowhere else, and every form in which they could be lying about.

/**
 * The words of one run, made of its seed alone. The page makes them itself from this very function: were they sent to it by the driver's protocol,
 * they would pass through the memory of processes that an officer's keyboard never shows them to. Uses nothing from outside its own braces.
 */
export function wordsOf(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const make = (length: number, one: () => string): string => Array.from({ length }, one).join('')
  // The first level of GB 2312: every encoding of Chinese has them.
  const chinese = make(4, () => String.fromCharCode(0x4e00 + Math.floor(next() * 0x4e00)))
  const digits = `9${make(9, () => String(Math.floor(next() * 10)))}`
  const bytes = Array.from({ length: 24 }, () => 1 + Math.floor(next() * 250))
  /** `{t7}`: a Chinese word of its own; `{d7}`: the number of an identity card. Both begin with what the whole run shares. */
  const fill = (text: string): string => text.replace(/\{([td])(\d+)\}/g, (_whole, kind: string, n: string) => (kind === 't' ? chinese + String.fromCharCode(0x4e00 + Number(n)) : digits + String(Number(n)).padStart(8, '1')))
  return { chinese, digits, bytes, fill }
}
export type Words = ReturnType<typeof wordsOf>

export interface Pattern { what: string; form: string; bytes: Buffer }

/** GBK, which Node can read but not write. */
function gbkOf(text: string): Buffer | null {
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, [number, number]>()
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  const pairs = [...text].map((character) => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : table.get(character)))
  return pairs.every((pair) => pair !== undefined) ? Buffer.from(pairs.flat()) : null
}

/** Base64 of something in the middle of something else: three ways, by where it begins. */
const base64Of = (bytes: Buffer): Buffer[] => [0, 1, 2].map((before) => {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '')
  const whole = Math.floor((before + bytes.length) / 3) * 4
  return Buffer.from(text.slice(before === 0 ? 0 : 4, whole))
})

const written = (what: string, form: string, bytes: Buffer): Pattern[] => [
  { what, form, bytes }, { what, form: `${form} hex`, bytes: Buffer.from(bytes.toString('hex')) }, { what, form: `${form} HEX`, bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
  ...base64Of(bytes).map((base64) => ({ what, form: `${form} base64`, bytes: base64 })),
]

const shortest = 8

/** Every form of a text that is long enough to be no accident. */
export function formsOfText(what: string, text: string): Pattern[] {
  const little = Buffer.from(text, 'utf16le')
  const gbk = /[^\0-\x7f]/.test(text) ? gbkOf(text) : null
  return [...written(what, 'UTF-8', Buffer.from(text)), ...written(what, 'UTF-16LE', little), { what, form: 'UTF-16BE', bytes: Buffer.from(little).swap16() }, ...(gbk ? [{ what, form: 'GBK', bytes: gbk }] : [])]
    .filter(({ bytes }) => bytes.length >= shortest)
}

export const formsOfBytes = (what: string, bytes: Buffer): Pattern[] => written(what, 'bytes', bytes).filter(({ bytes: each }) => each.length >= shortest)
