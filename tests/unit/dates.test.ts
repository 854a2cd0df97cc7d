import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IsoDate, addDays, addMonths, chineseDate, chineseDateWithWeekday, daysInMonth, isoDateOf, localDay, parseClock, parseFullDate, weekdayOf, ymdOf } from '../../shared/domain/dates.ts'
import { parseDue } from '../../shared/domain/actionDates.ts'
import { clockFrom } from '../../shared/domain/clock.ts'

const anyDay = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays('1900-01-01', days))

describe('days', () => {
  it('survive being written and read in every form', () => {
    fc.assert(fc.property(anyDay, (day) => {
      const { year, month, day: d } = ymdOf(day)
      const forms = [day, chineseDate(day), `${year}/${month}/${d}`, `${year}.${month}.${d}`, day.replaceAll('-', ''), `　${chineseDate(day)} `]
      expect(forms.map(parseFullDate)).toEqual(forms.map(() => day))
      expect(isoDateOf(year, month, d)).toBe(day)
      expect(IsoDate.safeParse(day).success).toBe(true)
    }))
  })

  it('go forward and back by the same number of days', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, n) => { expect(addDays(addDays(day, n), -n)).toBe(day) }))
  })

  it('are what the calendar says, without asking it', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -90, max: 90 }), fc.integer({ min: -40, max: 40 }), (from, days, months) => {
      const { year, month, day } = ymdOf(from)
      const length = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
      expect(addDays(from, days)).toBe(new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10))
      expect(addMonths(from, months)).toBe(new Date(Date.UTC(year, month - 1 + months, Math.min(day, length))).toISOString().slice(0, 10))
    }), { numRuns: 2000 })
    expect([28, 29, 30, 31].map((days) => addDays('2026-01-31', days))).toEqual(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'])
  })

  it('a month later fall on the same day or on the last of a shorter month', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -36, max: 36 }), (day, n) => {
      const { year, month, day: d } = ymdOf(day)
      const later = ymdOf(addMonths(day, n))
      expect(later.year * 12 + later.month).toBe(year * 12 + month + n)
      expect(later.day).toBe(Math.min(d, daysInMonth(later.year, later.month)))
    }))
  })

  it.each([['2026-08-31', 1, '2026-09-30'], ['2024-01-31', 1, '2024-02-29'], ['2026-01-31', 1, '2026-02-28'], ['2025-12-15', 1, '2026-01-15'], ['2026-03-31', -1, '2026-02-28']])('%s and %i month is %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later)
  })

  it('are written as official papers write them', () => {
    expect(chineseDateWithWeekday('2026-09-08')).toBe('2026年9月8日（星期二）')
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => weekdayOf(addDays('2026-09-06', n - 1))).join('')).toBe('星期日星期一星期二星期三星期四星期五星期六')
  })

  it.each(['2026-02-29', '2026-2-3', '0026-09-08', '9999-12-31', '2026-09-08T00:00:00Z', '2026-13-01', ''])('%j is no day', (text) => { expect(IsoDate.safeParse(text).success).toBe(false) })

  it.each(['2024-02-30', '2024年2月', '24-02-20', '2024-02-20-1', '2024-02/20', '2024', '', '２０２４', '1899-12-31', '２０２４年１３月１日'])('%j cannot be read as one full day', (text) => { expect(parseFullDate(text)).toBeNull() })

  it('are read in full-width digits', () => { expect(parseFullDate('２０２４－０２－２０')).toBe('2024-02-20') })

  it('of an instant are those of this computer', () => { expect(localDay(new Date(2026, 8, 8, 23, 59))).toBe('2026-09-08') })
})

describe('the time of day', () => {
  it.each([
    ['14:30', '14:30'], ['14：30', '14:30'], ['１４：３０', '14:30'], ['1430', '14:30'], ['930', '09:30'], ['9:05', '09:05'], ['14点30分', '14:30'], ['14点30', '14:30'], ['下午2点半', '14:30'], ['下午 2 点半', '14:30'],
    ['9时', '09:00'], ['上午9点一刻', '09:15'], ['中午12点', '12:00'], ['中午1点', '13:00'], ['晚上7点', '19:00'], ['0:00', '00:00'], ['23:59', '23:59'],
  ])('%j is %s', (text, clock) => { expect(parseClock(text)).toBe(clock) })

  it.each(['', '14:3', '14:', '24:00', '14:60', '25点', '两点半', '14:30:00', '14:30—16:10', '晚上12点', '-1:00', '99999', 'null'])('%j is none', (text) => { expect(parseClock(text)).toBeNull() })

  it('is never made up', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => { expect(parseClock(text) ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/) }))
  })
})

describe('the day by which something is to be done', () => {
  const on = '2026-09-08'
  it.each([
    ['9月30日前', '2026-09-30'], ['9 月 30 日前', '2026-09-30'], ['９月３０日之前', '2026-09-30'], ['9月30号以前完成', '2026-09-30'], ['9.30', '2026-09-30'], ['9-30', '2026-09-30'], ['9/30', '2026-09-30'],
    ['2026-09-30', '2026-09-30'], ['2026年12月15日', '2026-12-15'], ['10月中旬', '2026-10-20'], ['10月上旬', '2026-10-10'], ['10月下旬', '2026-10-31'], ['本月底', '2026-09-30'], ['9月底前', '2026-09-30'], ['年底前', '2026-12-31'],
    ['截至10月12日', '2026-10-12'], ['30日前', '2026-09-30'], ['5日', '2026-10-05'], ['9月8日', '2026-09-08'], ['下周三', '2026-09-16'], ['3个工作日内', '2026-09-11'], ['9月1日至9月30日', '2026-09-30'], ['九月三十日前', '2026-09-30'], ['上半年', '2027-06-30'], ['1月10日', '2027-01-10'], ['9月7日', '2027-09-07'], ['2月底', '2027-02-28'],
  ])('%j is %s', (text, day) => { expect(parseDue(text, on)).toBe(day) })

  it.each(['', '尽快', '上周三', '本周一', '每月25日', '13月1日', '9月31日', '2月30日', '长期', '9月', '会后'])('%j names none', (text) => { expect(parseDue(text, on)).toBeNull() })

  it('at the end of the year is in the next', () => {
    expect(parseDue('1月5日前', '2026-12-20')).toBe('2027-01-05')
    expect(parseDue('5日前', '2026-12-20')).toBe('2027-01-05')
    expect(parseDue('31日', '2026-11-20')).toBe('2026-12-31')
  })

  it('is a day that exists, or none', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789年月日号底前上中下旬本.-/ 截至') }), anyDay, (text, day) => {
      expect(IsoDate.safeParse(parseDue(text, day) ?? day).success).toBe(true)
    }))
  })

  it('on a named day of the year is never before the meeting', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 73_000 }).map((n) => addDays('1950-01-01', n)), anyDay, (day, said) => {
      const { month, day: d } = ymdOf(said)
      expect((parseDue(`${month}月${d}日前`, day) ?? day) >= day).toBe(true)
    }))
  })
})

describe('the clock', () => {
  it('starts where it is told and runs on', () => {
    const clock = clockFrom('2026-09-08T06:30:00Z')
    expect(clock().toISOString().slice(0, 16)).toBe('2026-09-08T06:30')
  })
  it('is the real one where nothing is told', () => { expect(Math.abs(clockFrom('')().getTime() - Date.now())).toBeLessThan(1000) })
  it('refuses to start at nonsense', () => { expect(() => clockFrom('tomorrow')).toThrow(RangeError) })
})
