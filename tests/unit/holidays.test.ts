import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../shared/domain/dates.ts'
import { addWorkdays, dayOff, holidayYears, isWeekend, isWorkday, unknownHolidays, workdaysBetween } from '../../shared/rules/holidays.ts'

const day = fc.date({ min: new Date('2024-06-01'), max: new Date('2028-06-01'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))

describe('the holiday table', () => {
  it.each([
    ['2025-01-01', true, '元旦放假'], ['2025-01-02', false, ''], ['2025-01-26', false, '春节调休上班'], ['2025-02-04', true, '春节放假'], ['2025-02-05', false, ''], ['2025-10-08', true, '国庆节、中秋节放假'],
    ['2026-01-04', false, '元旦调休上班'], ['2026-02-14', false, '春节调休上班'], ['2026-02-15', true, '春节放假'], ['2026-02-23', true, '春节放假'], ['2026-02-24', false, ''], ['2026-09-20', false, '国庆节调休上班'], ['2026-09-25', true, '中秋节放假'],
    ['2026-10-07', true, '国庆节放假'], ['2026-10-08', false, ''], ['2026-10-10', false, '国庆节调休上班'], ['2026-10-17', true, '周末'],
  ])('knows %s', (date, off, name) => {
    expect(dayOff(date)).toEqual({ off, name })
    expect(isWorkday(date)).toBe(!off)
  })

  it('names for each year the paper it is from, and that nobody compared it yet', () => {
    expect(holidayYears.map(({ year, source, status }) => [year, source, status])).toEqual([[2025, '国办发明电〔2024〕12号', '待核'], [2026, '国办发明电〔2025〕7号', '待核']])
  })

  it('is in itself possible: days of their year in order, worked days on weekends and outside the holidays', () => {
    for (const { year, holidays } of holidayYears) {
      let last = `${year - 1}-12-31`
      for (const { from, to, worked } of holidays) {
        expect(from > last && to >= from && to.startsWith(`${year}-`)).toBe(true)
        last = to
        for (const date of worked) expect([date.startsWith(`${year}-`), isWeekend(date), holidays.some((holiday) => date >= holiday.from && date <= holiday.to)]).toEqual([true, true, false])
      }
    }
  })

  it('leaves 248 workdays a year: 365 less 104 of weekends and 13 holidays by law', () => {
    expect(workdaysBetween('2024-12-31', '2025-12-31')).toBe(248)
    expect(workdaysBetween('2025-12-31', '2026-12-31')).toBe(248)
  })

  it('says of a year without data that it does not know, and still knows weekends', () => {
    expect(dayOff('2027-10-01')).toBeNull()
    expect(dayOff('2027-10-02')).toBeNull()
    expect(unknownHolidays('2027-10-01')).toBe('2027年节假日数据未公布')
    expect(unknownHolidays('2024-10-01')).toBe('软件没有2024年的节假日数据')
    expect(unknownHolidays('2026-10-01')).toBeNull()
    expect([isWorkday('2027-10-01'), isWorkday('2027-10-02'), isWorkday('2027-10-03')]).toEqual([true, false, false])
  })
})

describe('workdays', () => {
  it.each([
    ['2026-09-08', '2026-09-08', 0], ['2026-09-08', '2026-09-07', 0], ['2026-09-08', '2026-09-11', 3], ['2026-09-11', '2026-09-16', 3], ['2026-09-11', '2026-09-13', 0],
    ['2026-09-18', '2026-09-21', 2], ['2026-09-30', '2026-10-08', 1], ['2026-09-30', '2026-10-10', 3], ['2026-12-31', '2027-01-04', 2],
  ])('after %s up to %s are %i', (a, b, days) => { expect(workdaysBetween(a, b)).toBe(days) })

  it.each([['2026-09-08', 0, '2026-09-08'], ['2026-09-12', 0, '2026-09-12'], ['2026-09-11', 1, '2026-09-14'], ['2026-09-30', 1, '2026-10-08'], ['2026-06-01', 4, '2026-06-05']])('%s and %i more is %s', (date, n, end) => { expect(addWorkdays(date, n)).toBe(end) })

  it.each([-1, 1.5, NaN, Infinity])('cannot be added %d times', (n) => { expect(() => addWorkdays('2026-09-08', n)).toThrow(RangeError) })

  it('counted to the nth workday are n, and none follows before the next', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 60 }), (date, n) => {
      const end = addWorkdays(date, n)
      expect(isWorkday(end)).toBe(true)
      expect(workdaysBetween(date, end)).toBe(n)
      expect(workdaysBetween(date, addDays(end, -1))).toBe(n - 1)
    }))
  })
})
