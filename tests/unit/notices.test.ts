import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../shared/domain/dates.ts'
import { meetingKinds } from '../../shared/domain/meetingKinds.ts'
import { dueInWords, dueNotices, lockedNotice, noticeMark, noticesFor, noticeTopicWords, plannedNotices, tellOnOf, type NoticeSettings, type NoticeSource } from '../../shared/domain/notices.ts'
import { isWorkday } from '../../shared/rules/holidays.ts'

const settings: NoticeSettings = { meetings: 7, items: 3, people: 30 }
const source = (over: Partial<NoticeSource> = {}): NoticeSource => ({ key: 'R05 2026-11-01', until: '2026-11-30', group: 'meetings', topic: 'themeDay', ...over })
const none: ReadonlySet<string> = new Set()

describe('the day a matter is told on', () => {
  it.each([
    ['so many days before, by its group', source(), '2026-11-23'],
    ['of an item', source({ group: 'items', until: '2026-11-27' }), '2026-11-24'],
    ['of somebody', source({ group: 'people', until: '2026-12-30' }), '2026-11-30'],
    ['a Saturday: the Friday before', source({ until: '2026-11-28', group: 'meetings' }), '2026-11-20'],
    ['in the holidays of October: the last workday before them', source({ until: '2026-10-08', group: 'items' }), '2026-09-30'],
    ['a Sunday that is worked stays', source({ until: '2026-09-27', group: 'meetings' }), '2026-09-20'],
  ])('%s', (_case, given, day) => { expect(tellOnOf(given, settings)).toBe(day) })

  it('is its own day without a lead time, and none where its group is off', () => {
    expect(tellOnOf(source(), { ...settings, meetings: 0 })).toBe('2026-11-30')
    expect(tellOnOf(source({ until: '2026-10-03' }), { ...settings, meetings: 0 })).toBe('2026-09-30')
    expect(tellOnOf(source(), { ...settings, meetings: null })).toBeNull()
  })
})

describe('what is told', () => {
  it('is due from its day on, also where the computer was off on it', () => {
    expect(dueNotices([source()], settings, none, '2026-11-22')).toEqual([])
    expect(dueNotices([source()], settings, none, '2026-11-23')).toHaveLength(1)
    expect(dueNotices([source()], settings, none, '2026-12-20')).toHaveLength(1)
  })

  it('is told once for its day, and again for another day', () => {
    const told = new Set([noticeMark(source())])
    expect(dueNotices([source()], settings, told, '2026-11-29')).toEqual([])
    expect(dueNotices([source({ until: '2026-12-04' })], settings, told, '2026-11-27')).toHaveLength(1)
  })

  it('is one matter, though it was given twice', () => {
    expect(plannedNotices([source(), source()], settings, none)).toHaveLength(1)
  })
})

/** A life of some matters under a clock that goes as it likes: each is done on some step, and postponed on others. */
const arbitraryMatter = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), group: fc.constantFrom('meetings' as const, 'items' as const, 'people' as const), until: fc.integer({ min: 0, max: 60 }),
  doneAt: fc.integer({ min: 0, max: 30 }), postponedAt: fc.integer({ min: 0, max: 30 }), by: fc.integer({ min: 1, max: 20 }),
})
const start = '2026-09-01'

it('under random clocks each matter is told exactly once for each of its days, never after it is done, never too early, never too late', () => {
  fc.assert(fc.property(fc.uniqueArray(arbitraryMatter, { selector: ({ key }) => key, maxLength: 5 }), fc.array(fc.integer({ min: -20, max: 25 }), { minLength: 1, maxLength: 30 }), fc.constantFrom<NoticeSettings>(settings, { meetings: 0, items: null, people: 2 }), (matters, steps, lead) => {
    const told = new Set<string>()
    const times = new Map<string, number>()
    let today = start
    steps.forEach((step, at) => {
      today = addDays(today, step)
      const open = matters.filter(({ doneAt }) => at < doneAt).map(({ key, group, until, postponedAt, by }): NoticeSource => ({ key, group, topic: 'action', until: addDays(start, until + (at >= postponedAt ? by : 0)) }))
      const due = dueNotices(open, lead, told, today)
      for (const matter of due) {
        const tellOn = tellOnOf(matter, lead)
        expect(open).toContain(matter)
        expect(tellOn !== null && tellOn <= today && isWorkday(tellOn)).toBe(true)
        times.set(noticeMark(matter), (times.get(noticeMark(matter)) ?? 0) + 1)
        told.add(noticeMark(matter))
      }
      // Whatever is due by now was told by now.
      for (const matter of open) {
        const tellOn = tellOnOf(matter, lead)
        expect(tellOn === null || tellOn > today || times.get(noticeMark(matter)) === 1).toBe(true)
      }
    })
    expect([...times.values()].filter((count) => count !== 1)).toEqual([])
  }), { numRuns: 2000 })
})

describe('the words', () => {
  const today = '2026-11-22'
  it('name a kind of matter and its day, and nothing else', () => {
    expect(noticesFor([source()], today)).toEqual([{ title: '支部工作台', body: '主题党日11月30日到期，还有8天。' }])
    expect(noticesFor([source({ until: '2026-11-23' }), source({ until: '2026-11-22', topic: 'action' }), source({ until: '2026-11-20', topic: 'probation' })], today).map(({ body }) => body))
      .toEqual(['主题党日明天到期。', '议定事项今天到期。', '预备期已逾期2天。'])
  })

  it('are one notice for many, with the groups and what is late', () => {
    const many = [1, 2, 3, 4, 5].map((n) => source({ key: String(n), group: n < 3 ? 'items' : 'meetings', until: n === 1 ? '2026-11-20' : '2026-11-30' }))
    expect(noticesFor(many, today)).toEqual([{ title: '支部工作台', body: '有5项工作要办：会议与组织生活3项、议定事项和项目2项；其中1项已逾期。' }])
    expect(noticesFor([], today)).toEqual([])
  })

  it('while locked are days and a count', () => {
    expect(lockedNotice(['2026-11-23', '2026-11-23'], today)?.body).toBe('支部工作台有2项工作明天到期，解锁后查看。')
    expect(lockedNotice(['2026-11-30', '2026-11-23'], today)?.body).toBe('支部工作台有2项工作要办，最早的明天到期，解锁后查看。')
    expect(lockedNotice(['2026-11-20', '2026-11-19'], today)?.body).toBe('支部工作台有2项工作已逾期，解锁后查看。')
    expect(lockedNotice(['2026-11-20', '2026-11-30'], today)?.body).toBe('支部工作台有2项工作要办，其中1项已逾期，解锁后查看。')
    expect(lockedNotice([], today)).toBeNull()
    expect([dueInWords('2026-11-22', today), dueInWords('2027-01-04', today)]).toEqual(['今天到期', '1月4日到期'])
  })

  it('exist for every kind of meeting', () => { for (const kind of meetingKinds) expect(noticeTopicWords(kind)).not.toBe('') })
})
