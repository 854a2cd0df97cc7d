import { describe, expect, it } from 'vitest'
import { cellText, dayOfSerial, figures, isoCell, numberCell } from '../../electron/service/tables/cells.ts'
import { lookOf, lookOfCode } from '../../electron/service/tables/numberFormat.ts'
import { decodeTable, delimiterOf, recordsOf, textCell } from '../../electron/service/tables/textTable.ts'
import { bookOf } from '../fixtures/tables/book.ts'
import { gbk } from '../fixtures/tables/gbk.ts'
import { xlsxBy, type Written } from '../fixtures/tables/xlsx.ts'

describe('the day of a serial number', () => {
  it.each([[1, '1900-01-01'], [59, '1900-02-28'], [60, null], [61, '1900-03-01'], [29_868, '1981-10-09'], [32_874, '1990-01-01'], [46_265, '2026-08-31'], [0, null], [-1, null], [109_941, null], [45_000.999_999, '2023-03-16'], [Number.NaN, null], [1e300, null]])('%s in the system of 1900', (serial, day) => expect(dayOfSerial(serial, false)).toBe(day))
  it.each([[0, '1904-01-01'], [60, '1904-03-01'], [31_412, '1990-01-01'], [-1, null]])('%s in the system of 1904', (serial, day) => expect(dayOfSerial(serial, true)).toBe(day))
})

describe('a number format', () => {
  it.each([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])('%i shows a date', (id) => expect(numberCell(32_874, lookOf(id, undefined), false).date).toBe('1990-01-01'))
  it.each([0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 37, 38, 39, 40, 41, 44, 48, 49])('%i shows a number', (id) => expect(numberCell(32_874, lookOf(id, undefined), false).date).toBeUndefined())
  it.each([
    ['yyyy"年"m"月"d"日";@', 'date'], ['yyyy/m/d;@', 'date'], ['[$-804]aaaa', 'date'], ['[DBNum1][$-804]yyyy"年"m"月";@', 'month'], ['yyyy\\-mm', 'month'], ['e"年"m"月"', 'month'], ['m"月"d"日"', 'monthDay'], ['yyyy-mm-dd hh:mm', 'dateTime'],
    ['h:mm:ss', 'time'], ['mm:ss', 'time'], ['上午/下午h"时"mm"分"', 'time'], ['[h]:mm', 'elapsed'], ['General', 'general'], ['G/通用格式', 'general'], ['@', 'general'], ['0.00E+00', 'general'], ['# ?/?', 'general'], ['"yyyy"', 'general'],
    ['0', 'fixed'], ['[Red]0.00', 'fixed'], ['"day "0', 'fixed'], ['#,##0.00_);[Red]\\(#,##0.00\\)', 'fixed'], ['0.0%', 'percent'], ['yyyy', 'date'], ['', 'general'],
  ])('%s shows %s', (code, kind) => expect(lookOfCode(code).kind).toBe(kind))
  it('of the file counts before the meaning of its number', () => expect(lookOf(14, '0').kind).toBe('fixed'))
})

describe('a stored number', () => {
  const shown = (value: number, code = 'General') => numberCell(value, lookOfCode(code), false)
  it('of more than 15 digits says so, whatever its format', () => {
    expect(shown(999_901_199_105_171_200)).toEqual({ text: '999901199105171000', number: 999_901_199_105_171_200, rounded: true })
    expect(shown(999_901_199_105_171_200, '0')).toMatchObject({ text: '999901199105171000', rounded: true })
    expect(shown(999_901_199_105_171_200, '0.00E+00')).toMatchObject({ rounded: true })
  })
  it('of 15 digits or fewer is whole, also where Excel shows 1.39E+10', () => {
    expect(shown(13_900_000_001, '0.00E+00')).toEqual({ text: '13900000001', number: 13_900_000_001 })
    expect(shown(999_999_999_999_999)).toEqual({ text: '999999999999999', number: 999_999_999_999_999 })
  })
  it('reads as its format shows it', () => {
    expect([shown(0.1 + 0.2).text, shown(3.2).text, shown(0.256, '0.0%').text, shown(12, '0.00').text, shown(1e-7).text, figures(-1e20)]).toEqual(['0.3', '3.2', '25.6%', '12.00', '0.0000001', '-100000000000000000000'])
  })
  it('of a date reads as a day, a month without one as a month', () => {
    expect(shown(32_874, 'yyyy/m/d')).toEqual({ text: '1990-01-01', number: 32_874, date: '1990-01-01' })
    expect(shown(32_874, 'yyyy"年"m"月"')).toEqual({ text: '1990年1月', number: 32_874, date: '1990-01-01' })
    expect(shown(32_874.604_166_7, 'yyyy-mm-dd hh:mm')).toMatchObject({ text: '1990-01-01 14:30', date: '1990-01-01' })
    expect(shown(0.604_166_7, 'h:mm')).toEqual({ text: '14:30', number: 0.604_166_7 })
    expect(shown(60, 'yyyy/m/d')).toEqual({ text: '1900-02-29', number: 60 })
    expect(isoCell('1990-01-01T00:00:00')).toEqual({ text: '1990-01-01', date: '1990-01-01' })
  })
})

describe('a cell of a workbook', () => {
  const cellsOf = async (...cells: Written[]) => (await bookOf({ bytes: xlsxBy({ sheets: [{ name: 'a', rows: [cells] }] }), name: 'a.xlsx' })).sheets[0]?.rows[0]?.cells
  it('keeps what it is', async () => {
    expect(await cellsOf('=1+1', { formula: '1+1', value: 2 }, { formula: 'A1', value: '甲' }, true, { error: '#N/A' }, { runs: ['周', '启明'] }, { value: ' 罗　敏\u200b', inline: true }, { formula: 'NOW()' })).toEqual([
      { text: '=1+1' }, { text: '2', number: 2, formula: true }, { text: '甲', formula: true }, { text: 'TRUE' }, { text: '#N/A', error: true }, { text: '周启明' }, { text: '罗　敏' }, { text: '', formula: true },
    ])
  })
  it('has its characters that XML has not', async () => expect(await cellsOf('a_x000D_b', 'c_x005F_x000D_d', 'e&<f')).toEqual([{ text: 'a\nb' }, { text: 'c_x000D_d' }, { text: 'e&<f' }]))
  it('stands where its reference says, gaps between', async () => expect(await cellsOf(null, null, '甲', null, '乙')).toEqual([{ text: '' }, { text: '' }, { text: '甲' }, { text: '' }, { text: '乙' }]))
})

describe('text tables', () => {
  it.each([['\t99990119790811111X', '99990119790811111X'], ["'999901198812051129", '999901198812051129'], ['="999901198812051129"', '999901198812051129'], ['="a""b"', 'a"b'], ["'好'", "'好'"], ['=1+1', '=1+1'], ['　林静怡 ', '林静怡']])('%j becomes %j', (raw, text) => expect(textCell(raw)).toEqual({ text }))
  it('a number that Excel wrote with an exponent is rounded', () => expect(textCell('9.99901E+17')).toEqual({ text: '9.99901E+17', number: 999_901_000_000_000_000, rounded: true }))
  it('a number of a thing is not', () => expect(textCell('1E5')).toEqual({ text: '1E5' }))
  it.each([[',', '姓名,备注\n周启明,好\n'], [';', '姓名;备注\n周启明;一,二,三\n林静怡;无\n'], ['\t', '姓名\t备注\n周启明\t一，二\n'], ['，', '姓名，性别\n周启明，男\n林静怡，女\n'], [null, '周启明\n林静怡\n'], [null, '第一条，同意。\n第二条\n第三条，学习，讨论。\n第四条\n'], [',', '党员花名册\n姓名,性别,备注\n周启明,男,a，b，c\n']])('%j parts it', (delimiter, text) => expect(delimiterOf(text)).toBe(delimiter))
  it('quotes hold commas, line ends and quotes', () => expect([...recordsOf('"a,b","c\r\nd","e""f"\r\ng,"h" i,j"k\n', ',')]).toEqual([['a,b', 'c\r\nd', 'e"f'], ['g', 'h i', 'j"k']]))
  it('the encoding is found', () => {
    const text = '姓名,性别\r\n周启明,男\r\n'
    const found = [Buffer.from(text), Buffer.from(`\ufeff${text}`), gbk(text), Buffer.from(text, 'utf16le'), Buffer.from(`\ufeff${text}`, 'utf16le').swap16()].map((bytes) => decodeTable(bytes))
    expect(found.map(({ encoding }) => encoding)).toEqual(['utf-8', 'utf-8', 'gbk', 'utf-16le', 'utf-16be'])
    expect(found.map((each) => each.text)).toEqual(Array.from({ length: 5 }, () => text))
  })
  it('what cannot be seen is taken off', () => expect(cellText('\u200e周\u00ad启明\ufeff\u0007')).toBe('周启明'))
})
