import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals, compareDecimals, divideDecimals, percentOf, readDecimal, subtractDecimals } from '../../shared/domain/decimal.ts'

describe('exact decimals', () => {
  it.each([
    ['94.2', '94.2'], ['９４．２', '94.2'], ['1,200', '1200'], ['94.2%', '94.2'], ['-0.50', '-0.5'], ['−3', '-3'], ['007', '7'], ['0.0', '0'], ['-0', '0'], ['+5', '5'], [' 12 345 ', '12345'],
    ['', null], ['约42', null], ['1.2.3', null], ['12万', null], ['1e5', null], ['九折', null], ['0.1234567891', null], ['--3', null],
  ])('reads %s as %s', (text, value) => expect(readDecimal(text)).toBe(value))

  it('never rounds as floats do', () => {
    expect(addDecimals(['0.1', '0.2'])).toBe('0.3')
    expect(subtractDecimals('94.2', '86')).toBe('8.2')
    expect(compareDecimals('0.30', '0.3')).toBe(0)
    expect(addDecimals([])).toBe('0')
  })

  it.each([
    ['11', '17', '64.7'], ['8.2', '9', '91.1'], ['7', '8', '87.5'], ['-11', '-17', '64.7'], ['-1', '8', '-12.5'], ['0', '5', '0.0'], ['1', '3', '33.3'], ['2', '3', '66.7'], ['1', '2000', '0.1'], ['-1', '3000', '0.0'], ['1', '0', null], ['0', '0', null],
  ])('%s of %s is %s per cent', (a, b, percent) => expect(percentOf(a, b)).toBe(percent))

  it('divides half away from zero', () => expect([divideDecimals('5', '2', 0), divideDecimals('-5', '2', 0), divideDecimals('35', '16', 1)]).toEqual(['3', '-3', '2.2']))

  it('reads what it writes, and a − b + b is a', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 999_999_999 })).map(([whole, part]) => readDecimal(`${whole}.${String(part).padStart(9, '0')}`) ?? '')
    fc.assert(fc.property(decimal, decimal, (a, b) => {
      expect(readDecimal(a)).toBe(a)
      expect(addDecimals([subtractDecimals(a, b), b])).toBe(a)
      expect(Math.sign(compareDecimals(a, b))).toBe(-Math.sign(compareDecimals(b, a)) + 0)
    }))
  })
})
