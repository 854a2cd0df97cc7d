import * as z from 'zod'

/** Digits after the point that are kept. */
const places = 9
const scale = 10n ** BigInt(places)
const pattern = /^-?\d{1,15}(?:\.\d{1,9})?$/

/** An exact decimal as text: 42, 94.2, -0.5. Never a float: 0.1 + 0.2 is 0.3. */
export const Decimal = z.string().max(40).overwrite((text) => readDecimal(text) ?? text.trim()).regex(pattern)
export type Decimal = string

/** Reads a number as people write it: ９４．２, 1,200, 94.2%, 九折 is none. Null where it is none. Answers the plain form, without needless zeros. */
export function readDecimal(text: string): Decimal | null {
  const t = text.normalize('NFKC').replace(/\s+/g, '').replace(/^[+]/, '').replace(/^[−–—]/, '-').replace(/[%‰]$/, '').replace(/,(?=\d{3}(?:\D|$))/g, '')
  return pattern.test(t) ? plain(scaled(t)) : null
}

/** The number of billionths. Errors: RangeError for what is no decimal. */
function scaled(value: Decimal): bigint {
  if (!pattern.test(value)) throw new RangeError('not a decimal')
  const negative = value.startsWith('-')
  const [whole = '0', part = ''] = value.replace('-', '').split('.')
  const size = BigInt(whole) * scale + BigInt(part.padEnd(places, '0'))
  return negative ? -size : size
}

function plain(size: bigint): Decimal {
  const abs = size < 0n ? -size : size
  const part = String(abs % scale).padStart(places, '0').replace(/0+$/, '')
  return `${size < 0n ? '-' : ''}${abs / scale}${part === '' ? '' : `.${part}`}`
}

/** Negative where a is less than b, 0 where they are equal. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [x, y] = [scaled(a), scaled(b)]
  return x < y ? -1 : x > y ? 1 : 0
}
export const subtractDecimals = (a: Decimal, b: Decimal): Decimal => plain(scaled(a) - scaled(b))
export const addDecimals = (values: readonly Decimal[]): Decimal => plain(values.reduce((sum, value) => sum + scaled(value), 0n))

/** a / b to `digits` places after the point, rounded half away from zero; null where b is 0. */
export function divideDecimals(a: Decimal, b: Decimal, digits: number): string | null {
  const [x, y] = [scaled(a), scaled(b)]
  return y === 0n ? null : rounded(x, y, digits)
}

/** a of b in per cent to one place: 64.7; null where b is 0. */
export function percentOf(a: Decimal, b: Decimal): string | null {
  const [x, y] = [scaled(a), scaled(b)]
  return y === 0n ? null : rounded(x * 100n, y, 1)
}

/** `part` of `whole` equal shares of a value, to `digits` places: the hours of 275 of 365 days. Errors: RangeError where `whole` is 0. */
export const portionOf = (value: Decimal, part: number, whole: number, digits: number): Decimal => plain(scaled(rounded(scaled(value) * BigInt(part), scale * BigInt(whole), digits)))

function rounded(numerator: bigint, denominator: bigint, digits: number): string {
  const negative = numerator < 0n !== denominator < 0n
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  const unit = 10n ** BigInt(digits)
  const whole = (2n * n * unit + d) / (2n * d)
  const text = digits === 0 ? String(whole) : `${whole / unit}.${String(whole % unit).padStart(digits, '0')}`
  return negative && whole !== 0n ? `-${text}` : text
}
