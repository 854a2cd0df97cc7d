// The days that a 公示 names before its step is entered. Workdays by hand: 端午节 19 to 21 June 2026; 国庆节 1 to 7 October, Saturday 10 October worked.
import { describe, expect, it } from 'vitest'
import type { DevelopmentFacts } from '../../shared/domain/development.ts'
import { readPath } from '../../shared/domain/developmentPath.ts'
import type { Publicity } from '../../shared/domain/developmentPapers.ts'
import { publicityDays, publicityFault } from '../../shared/domain/publicityDays.ts'
import { entry, example, extended, factsOf } from './developmentFacts.ts'

const before = example.filter(({ on }) => on < '2026-06-01')
const daysOn = (on: string, asked: { on: string; until: string | null } | null = null, more: Partial<DevelopmentFacts> = {}, paper: Publicity = 'publicity') => {
  const days = publicityDays(readPath(factsOf(before, { on, ...more })), paper, asked)
  return [days.on, days.until, days.workdays, days.isShort]
}

describe('the days of a 公示 that nobody entered yet', () => {
  it('begin on the next workday and end with the fifth, the first and the last day counted', () => {
    expect(daysOn('2026-06-01')).toEqual(['2026-06-01', '2026-06-05', 5, false])
    // A Saturday.
    expect(daysOn('2026-05-30')).toEqual(['2026-06-01', '2026-06-05', 5, false])
    // 19 June is 端午节: 15, 16, 17, 18, 22.
    expect(daysOn('2026-06-15')).toEqual(['2026-06-15', '2026-06-22', 5, false])
    // 28, 29, 30 September, 8, 9 October.
    expect(daysOn('2026-09-28')).toEqual(['2026-09-28', '2026-10-09', 5, false])
  })

  it('go by the days off of the unit', () => {
    const isWorkday = (day: string): boolean => day >= '2026-06-03'
    expect(daysOn('2026-06-01', null, { isWorkday })).toEqual(['2026-06-03', '2026-06-07', 5, false])
  })

  it('follow a first day that was asked for, and stay where both were', () => {
    expect(daysOn('2026-06-01', { on: '2026-06-04', until: null })).toEqual(['2026-06-04', '2026-06-10', 5, false])
    expect(daysOn('2026-06-01', { on: '2026-06-04', until: '2026-06-09' })).toEqual(['2026-06-04', '2026-06-09', 4, true])
  })

  it('say where nobody knows the holidays', () => {
    const unknown = (on: string) => publicityDays(readPath(factsOf(before, { on })), 'publicity', null).unknown
    expect(unknown('2026-06-01')).toBeNull()
    expect(unknown('2026-12-30')).toBe('2027年节假日数据未公布')
  })
})

describe('the days of a 公示 that was entered', () => {
  const entered = (more: Parameters<typeof entry>[2]) => publicityDays(readPath(factsOf([...before, entry('prospectPublicity', '2026-06-02', more)], { on: '2026-08-01' })), 'publicity', null)
  it('are those of the entry; an end that was not written down is the fifth workday', () => {
    expect(entered({ until: '2026-06-10' })).toMatchObject({ on: '2026-06-02', until: '2026-06-10', workdays: 7 })
    expect(entered({})).toMatchObject({ on: '2026-06-02', until: '2026-06-08', workdays: 5 })
  })

  it('give way to days that are asked for', () => {
    const path = readPath(factsOf([...before, entry('prospectPublicity', '2026-06-02', { until: '2026-06-10' })], { on: '2026-08-01' }))
    expect(publicityDays(path, 'publicity', { on: '2026-06-03', until: '2026-06-11' })).toMatchObject({ on: '2026-06-03', until: '2026-06-11' })
    expect(publicityDays(path, 'publicity', { on: '2026-06-03', until: null })).toMatchObject({ on: '2026-06-03', until: '2026-06-09' })
  })

  it('count for nothing where it failed, and for 转正 after an extension', () => {
    expect(entered({ until: '2026-06-10', result: 'failed' })).toMatchObject({ on: '2026-08-03', until: '2026-08-07' })
    const shownOn = (until: string, on: string) => publicityDays(readPath(factsOf([...extended.filter((each) => each.on < until), entry('fullPublicity', '2027-09-08', { until: '2027-09-14' })], { on })), 'fullPublicity', null).on
    expect(shownOn('2027-09-20', '2027-09-15')).toBe('2027-09-08')
    expect(shownOn('2027-10-01', '2028-03-20')).toBe('2028-03-20')
  })
})

it('an end before the beginning, or years later, is refused', () => {
  expect(publicityFault('2026-06-02', '2026-06-01')).toBe('结束日期早于开始日期。')
  expect(publicityFault('2026-06-02', '2028-06-01')).toBe('公示最长写一年。')
  expect(publicityFault('2026-06-02', '2026-06-02')).toBeNull()
})
