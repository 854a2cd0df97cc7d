import { describe, expect, it } from 'vitest'
import { agoWords, instantWords, stateOf } from '../../shared/domain/backupWords.ts'

/** In the zone of this computer, whichever that is. */
const at = (month: number, day: number, hour: number, minute = 0, year = 2026): Date => new Date(year, month - 1, day, hour, minute)
const now = at(9, 8, 16, 30)

describe('when a backup was made', () => {
  it.each([
    ['on the same day', at(9, 8, 0, 0), '今天00:00'],
    ['the evening before', at(9, 7, 23, 59), '昨天23:59'],
    ['the day before that', at(9, 6, 16, 30), '9月6日 16:30'],
    ['last year', at(12, 31, 8, 5, 2025), '2025年12月31日 08:05'],
    ['tomorrow, by a clock that was put back', at(9, 9, 8, 0), '9月9日 08:00'],
  ])('%s', (_when, instant, words) => { expect(instantWords(instant.toISOString(), now)).toBe(words) })

  it('on the first of January yesterday is of another year', () => { expect(instantWords(at(12, 31, 23, 0, 2025).toISOString(), at(1, 1, 0, 10))).toBe('昨天23:00') })
})

describe('how long ago', () => {
  const minutes = (n: number): string => agoWords(new Date(now.getTime() - n * 60_000).toISOString(), now)
  const days = (n: number): string => minutes(n * 24 * 60)
  it('is told by the largest unit that is full', () => {
    expect([0, 0.9, 1, 59, 60, 119, 23 * 60 + 59].map(minutes)).toEqual(['刚刚', '刚刚', '1分钟前', '59分钟前', '1小时前', '1小时前', '23小时前'])
    expect([1, 6, 59, 60, 364, 365, 800].map(days)).toEqual(['1天前', '6天前', '59天前', '2个月前', '12个月前', '1年前', '2年前'])
  })
  it('of an instant to come says that it is later than the clock, but forgives a minute', () => {
    expect([-0.5, -1, -2, -60 * 24].map(minutes)).toEqual(['刚刚', '刚刚', '比电脑的时间还晚', '比电脑的时间还晚'])
  })
})

it('a fault says more than the word of an earlier check', () => {
  expect(stateOf({ verified: true, fault: null })).toEqual({ words: '已验证可恢复', tone: 'green' })
  expect(stateOf({ verified: false, fault: null })).toEqual({ words: '未验证', tone: 'amber' })
  expect(stateOf({ verified: true, fault: 'attachment' })).toEqual({ words: '损坏：附件', tone: 'red' })
})
