/** A stretch of a text, in UTF-16 units. */
export interface Stretch { from: number; to: number }

/** One line made easy to read: half-width digits, one form of each mark, single blanks; `at[i]` is where character i stands in `raw`. */
export interface LineText { raw: string; text: string; at: readonly number[] }

const invisible = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\ufeff]/
const markOf: Record<string, string> = { ',': '，', ';': '；', '(': '（', ')': '）', '〔': '（', '〕': '）', '「': '“', '」': '”', '『': '“', '』': '”', '〜': '~', '–': '—', '―': '—', '─': '—', '－': '-', '＠': '@', '＃': '#' }
const digit = /[0-9]/

/** Reads a line once, from left to right. Blanks inside a date (9 月 30 日前) are left out, all others become one. */
export function lineTextOf(raw: string): LineText {
  const out: string[] = []
  const at: number[] = []
  let open = false
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i)
    if (invisible.test(char)) continue
    if (/\s/.test(char)) {
      if (out.length > 0 && out.at(-1) !== ' ') { out.push(' '); at.push(i) }
      continue
    }
    const narrow = char.normalize('NFKC').length === 1 ? char.normalize('NFKC') : char
    const between = digit.test(out.at(-1) ?? '') && /^[0-9０-９]/.test(raw.slice(i + 1))
    if (narrow === ':') out.push(between ? ':' : '：')
    else if (narrow === ',' && between) out.push(',')
    else if (narrow === '"') { open = !open; out.push(open ? '“' : '”') }
    else out.push(markOf[narrow] ?? narrow)
    at.push(i)
  }
  const kept = out.flatMap((char, i) => (char === ' ' && insideDate(out[i - 1] ?? '', out[i + 1] ?? '') ? [] : [i]))
  return { raw, text: kept.map((i) => out[i] ?? '').join(''), at: kept.map((i) => at[i] ?? 0) }
}

const insideDate = (left: string, right: string): boolean =>
  left === '' || right === '' || (digit.test(left) && /[年月日号个天周季旬点时分%项条次户人件名]/.test(right)) || (/[年月每第于在自从到至]/.test(left) && digit.test(right)) || (/[日号月旬底]/.test(left) && /[前起之以内]/.test(right))

/** Where a stretch of the reading stands in the line as it was typed. */
export const rawPlaceOf = ({ at }: LineText, { from, to }: Stretch): Stretch => ({ from: at[from] ?? 0, to: to <= from ? at[from] ?? 0 : (at[to - 1] ?? 0) + 1 })

/** The same text with stretches covered, so that nothing is read in them twice; every other character stays where it is. */
export function covered(text: string, stretches: readonly Stretch[], by = '\u0001'): string {
  let whole = text
  for (const { from, to } of stretches) whole = whole.slice(0, from) + by.repeat(to - from) + whole.slice(to)
  return whole
}

const numerals: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }

/** A count in figures or in Chinese numerals to 99: 30, 三十, 十二, 两; NaN for anything else. */
export function countOf(words: string): number {
  if (/^\d{1,4}$/.test(words)) return Number(words)
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(words)
  if (tens) return (tens[1] === undefined ? 1 : numerals[tens[1]] ?? 1) * 10 + (tens[2] === undefined ? 0 : numerals[tens[2]] ?? 0)
  return words.length === 1 ? numerals[words] ?? Number.NaN : Number.NaN
}

/** A year in figures or figure by figure: 2026, 二〇二六; NaN for anything else. */
export const yearOf = (words: string): number => (/^\d{4}$/.test(words) ? Number(words) : /^[〇零一二三四五六七八九]{4}$/.test(words) ? Number(Array.from(words, (char) => numerals[char]).join('')) : Number.NaN)
