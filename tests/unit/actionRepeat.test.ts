import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { occurrencesOf, parseRepeat, repeatsIn, type Repeat } from '../../shared/domain/actionRepeat.ts'
import { addDays, IsoDate } from '../../shared/domain/dates.ts'
import { reminderDayOf } from '../../shared/domain/reminderDay.ts'
import { isWorkday } from '../../shared/rules/holidays.ts'

describe('a repetition written by itself', () => {
  it.each([['每月25日', { every: 'month', on: [25] }], ['每周三、五', { every: 'week', on: [3, 5] }], ['每 月 25 日', { every: 'month', on: [25] }], ['每月２５日', { every: 'month', on: [25] }], ['每季度末', { every: 'quarter', on: [-1] }]])('%s', (text, repeat) => { expect(parseRepeat(text)).toEqual(repeat) })
  it.each(['', '长期', '每项议题', '每人一份', '每次', '9月25日', '每月40日里'])('%j is none, or names no day', (text) => { expect(parseRepeat(text)?.on ?? []).toEqual([]) })
})

describe('the days of a repetition', () => {
  it.each<[string, Repeat, string, string, string[]]>([
    ['the 25th of each month', { every: 'month', on: [25] }, '2026-09-08', '2026-12-15', ['2026-09-25', '2026-10-25', '2026-11-25']],
    ['with an end of its own', { every: 'month', on: [25], until: '2026-11-24' }, '2026-09-08', '2027-12-31', ['2026-09-25', '2026-10-25']],
    ['on the first day and on the last', { every: 'month', on: [25] }, '2026-09-25', '2026-10-25', ['2026-09-25', '2026-10-25']],
    ['the 31st where a month has none', { every: 'month', on: [31] }, '2028-01-31', '2028-04-30', ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']],
    ['the last day of a month', { every: 'month', on: [-1] }, '2027-01-01', '2027-02-28', ['2027-01-31', '2027-02-28']],
    ['each month, no day said', { every: 'month', on: [] }, '2026-09-08', '2026-10-31', ['2026-09-30', '2026-10-31']],
    ['every second month', { every: 'month', on: [10], interval: 2 }, '2026-09-08', '2027-01-31', ['2026-09-10', '2026-11-10', '2027-01-10']],
    ['Wednesdays and Fridays', { every: 'week', on: [3, 5] }, '2026-10-19', '2026-10-31', ['2026-10-21', '2026-10-23', '2026-10-28', '2026-10-30']],
    ['Wednesdays from a Thursday on', { every: 'week', on: [3] }, '2026-10-22', '2026-11-04', ['2026-10-28', '2026-11-04']],
    ['every second Friday over the end of the year', { every: 'week', on: [5], interval: 2 }, '2026-12-14', '2027-01-20', ['2026-12-18', '2027-01-01', '2027-01-15']],
    ['the end of each quarter', { every: 'quarter', on: [-1] }, '2026-09-08', '2027-03-31', ['2026-09-30', '2026-12-31', '2027-03-31']],
    ['the 10th of the first month of each quarter', { every: 'quarter', on: [110] }, '2026-09-08', '2027-01-31', ['2026-10-10', '2027-01-10']],
    ['half-yearly', { every: 'year', on: [630, 1231] }, '2026-09-08', '2027-06-30', ['2026-12-31', '2027-06-30']],
    ['29 February', { every: 'year', on: [229] }, '2027-01-01', '2028-12-31', ['2027-02-28', '2028-02-29']],
    ['each day', { every: 'day', on: [] }, '2026-12-30', '2027-01-01', ['2026-12-30', '2026-12-31', '2027-01-01']],
    ['an end before the beginning', { every: 'day', on: [] }, '2026-12-30', '2026-12-29', []],
  ])('%s', (_what, repeat, from, until, days) => { expect(occurrencesOf(repeat, from, until)).toEqual(days) })

  it('exist, are sorted, lie in the stretch, and are at most 5,000', () => {
    const anyDay = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays('1900-01-01', days))
    fc.assert(fc.property(fc.constantFrom(...repeatsIn('每月25日；每周三、五；每季度末；每两周；每年；每天；每半年；每季度首月31日').map(({ repeat }) => repeat)), anyDay, anyDay, (repeat, from, until) => {
      const days = occurrencesOf(repeat, from, until)
      expect(days.length <= 5001).toBe(true)
      expect(days).toEqual([...new Set(days)].sort())
      expect([days[0], days.at(-1)].every((day) => day === undefined || (day >= from && day <= until && IsoDate.safeParse(day).success))).toBe(true)
    }), { numRuns: 200 })
  })
})

describe('the day to remind on', () => {
  it.each([
    ['a workday is that day', '2026-09-08', '2026-09-08'], ['a Sunday is the Friday before', '2026-09-13', '2026-09-11'], ['a feast is the workday before it', '2026-10-01', '2026-09-30'], ['the end of a feast as well', '2026-10-07', '2026-09-30'],
    ['a Sunday people work is itself', '2026-09-20', '2026-09-20'], ['25 October 2026, a Sunday', '2026-10-25', '2026-10-23'], ['new year', '2026-01-01', '2025-12-31'], ['in a year without data only weekends are off', '2030-10-01', '2030-10-01'],
  ])('%s', (_what, due, day) => { expect(reminderDayOf(due)).toBe(day) })
  it('is never later, and worked', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 50_000 }).map((days) => addDays('1990-01-01', days)), (due) => {
      const day = reminderDayOf(due)
      expect(day <= due && isWorkday(day)).toBe(true)
    }))
  })
})
