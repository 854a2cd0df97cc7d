/**
 * What a number format makes of a number, as far as it matters here. `month` shows year and month without a day, `monthDay` no year;
 * `elapsed` is a length of time, [h]:mm; `fixed` and `percent` say how many places.
 */
export type NumberLook = { kind: 'general' | 'date' | 'dateTime' | 'month' | 'monthDay' | 'time' | 'elapsed' } | { kind: 'fixed' | 'percent'; places: number }

const general: NumberLook = { kind: 'general' }

/** Formats without a text of their own (ECMA-376 part 1, 18.8.30, with the Chinese ones). */
const builtIn: ReadonlyMap<number, NumberLook> = new Map<number, NumberLook>([
  [1, { kind: 'fixed', places: 0 }], [2, { kind: 'fixed', places: 2 }], [3, { kind: 'fixed', places: 0 }], [4, { kind: 'fixed', places: 2 }],
  [9, { kind: 'percent', places: 0 }], [10, { kind: 'percent', places: 2 }],
  [14, { kind: 'date' }], [15, { kind: 'date' }], [16, { kind: 'monthDay' }], [17, { kind: 'month' }],
  [18, { kind: 'time' }], [19, { kind: 'time' }], [20, { kind: 'time' }], [21, { kind: 'time' }], [22, { kind: 'dateTime' }],
  [27, { kind: 'month' }], [28, { kind: 'monthDay' }], [29, { kind: 'monthDay' }], [30, { kind: 'date' }], [31, { kind: 'date' }],
  [32, { kind: 'time' }], [33, { kind: 'time' }], [34, { kind: 'time' }], [35, { kind: 'time' }], [36, { kind: 'month' }],
  [45, { kind: 'time' }], [46, { kind: 'elapsed' }], [47, { kind: 'time' }],
  [50, { kind: 'month' }], [51, { kind: 'monthDay' }], [52, { kind: 'month' }], [53, { kind: 'monthDay' }], [54, { kind: 'monthDay' }],
  [55, { kind: 'time' }], [56, { kind: 'time' }], [57, { kind: 'month' }], [58, { kind: 'monthDay' }],
])

/** The look of a format: its own text counts before the meaning of its number. */
export const lookOf = (id: number, code: string | undefined): NumberLook => (code === undefined ? builtIn.get(id) ?? general : lookOfCode(code))

/** What is shown as it stands: quoted and escaped text, blanks of a width, filling, colours, conditions, locales. Elapsed time, [h], stays. */
const literal = /"[^"]*"?|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gi

/** The look that a format's text gives to a positive number. */
export function lookOfCode(code: string): NumberLook {
  const bare = code.slice(0, 1000).replace(literal, (whole) => (/^["\\]/.test(whole) ? ' ' : ''))
  const first = (bare.split(';')[0] ?? '').toLowerCase()
  if (/general|通用/.test(first)) return general
  if (/\[(?:h+|m+|s+)\]/.test(first)) return { kind: 'elapsed' }
  const isScientific = /[0#?]e[+-]/.test(first)
  // AM/PM and the day of the week are no part of a date by themselves.
  const letters = isScientific ? '' : first.replace(/am\/pm|a\/p|上午\/下午/g, 'h')
  const hasYear = /[ye]/.test(letters)
  const hasDay = /d|aaa/.test(letters)
  const hasTime = /[hs]/.test(letters)
  // m is a month unless it stands beside hours or seconds.
  const hasMonth = /m/.test(letters.replace(/h+[^a-z]*m+|m+[^a-z]*s+/g, 'h'))
  if (hasYear || hasDay || hasMonth) {
    if (hasTime && hasDay) return { kind: 'dateTime' }
    return { kind: hasDay ? (hasYear || !hasMonth ? 'date' : 'monthDay') : hasYear && hasMonth ? 'month' : 'date' }
  }
  if (hasTime) return { kind: 'time' }
  const figures = /[0#?][0#?,]*(?:\.([0#?]*))?/.exec(first)
  if (!figures || isScientific || first.includes('/')) return general
  const places = (figures[1] ?? '').length
  if (first.includes('%')) return { kind: 'percent', places }
  return { kind: 'fixed', places }
}
