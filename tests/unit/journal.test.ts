import { describe, expect, it } from 'vitest'
import { daysLeft, keptDays, mayExpire, meetingName, operationInShort, operationInWords, seeClock, type SeenClock } from '../../shared/domain/journal.ts'

const at = (text: string) => new Date(text)
const unseen: SeenClock = { countsFrom: null, seenAt: null, doubtedAt: null }

describe('the words of an act', () => {
  const told = (act: Parameters<typeof operationInWords>[0]['act'], more: Partial<Parameters<typeof operationInWords>[0]> = {}) => operationInWords({ act, way: 'do', name: '《九月党课》', count: 0, times: 1, ...more })
  it('say what was done, how often, and whether it was taken back', () => {
    expect(told('meeting.remove')).toBe('删除会议《九月党课》')
    expect(told('meeting.save', { times: 12 })).toBe('修改《九月党课》（12次保存）')
    expect(told('meeting.save', { times: 12, way: 'undo' })).toBe('撤销：修改《九月党课》')
    expect(told('people.add', { name: '甲、乙', count: 18, way: 'redo' })).toBe('重做：登记18人')
    expect(told('people.add', { name: '罗敏', count: 1 })).toBe('登记罗敏')
    expect(told('attachment.add', { count: 3, times: 3 })).toBe('给《九月党课》添加3个附件')
  })

  it('are short where another act is spoken of: a long title is cut, and its bracket closed', () => {
    expect(operationInShort({ act: 'meeting.save', way: 'do', name: `《${'长'.repeat(60)}》`, count: 0, times: 9 })).toBe(`修改《${'长'.repeat(19)}…》`)
    expect(operationInShort({ act: 'meeting.save', way: 'do', name: '《九月党课》', count: 0, times: 9 })).toBe('修改《九月党课》')
  })

  it('name a record without a title by its kind, and never a talk by its title', () => {
    expect(meetingName({ kind: 'partyLecture', title: '' })).toBe('“党课（未写名称）”')
    expect(meetingName({ kind: 'heartTalk', title: '与张三谈心' })).toBe('“谈心谈话”')
  })
})

describe('the days left', () => {
  it('count days of the calendar, not hours', () => {
    const removed = new Date(2026, 8, 8, 23, 59).toISOString()
    expect(daysLeft(removed, null, new Date(2026, 8, 8, 23, 59))).toBe(keptDays)
    expect(daysLeft(removed, null, new Date(2026, 8, 9, 0, 1))).toBe(keptDays - 1)
    expect(daysLeft(removed, null, new Date(2026, 9, 8, 23, 0))).toBe(0)
    expect(daysLeft(removed, null, new Date(2026, 9, 9, 0, 0))).toBe(-1)
  })

  it('are never more than 30, also where the clock was set back', () => {
    expect(daysLeft('2026-09-08T08:00:00.000Z', null, at('2025-01-01T08:00:00.000Z'))).toBe(keptDays)
  })

  it('begin when counting began', () => {
    expect(daysLeft('2020-01-01T00:00:00.000Z', '2026-09-08T08:00:00.000Z', at('2026-09-18T08:00:00.000Z'))).toBe(20)
  })
})

describe('the clock', () => {
  const newest = '2026-09-08T08:00:00.000Z'

  it('that was just seen may empty the 回收站', () => {
    const seen = seeClock({ ...unseen, seenAt: '2026-09-07T08:00:00.000Z' }, at('2026-09-08T09:00:00.000Z'))
    expect(seen).toMatchObject({ seenAt: '2026-09-08T09:00:00.000Z', doubtedAt: null })
    expect(mayExpire(seen, newest, at('2026-09-08T09:00:00.000Z'))).toBe(true)
  })

  it('that stands more than a day before the newest stamp may not', () => {
    expect(mayExpire(unseen, newest, at('2026-09-07T08:00:01.000Z'))).toBe(true)
    expect(mayExpire(unseen, newest, at('2026-09-07T07:59:59.000Z'))).toBe(false)
    expect(mayExpire(unseen, null, at('2026-09-07T07:59:59.000Z'))).toBe(true)
  })

  it('that jumped ahead by more than 40 days may not for a week', () => {
    const before = { ...unseen, seenAt: '2026-09-08T08:00:00.000Z' }
    expect(seeClock(before, at('2026-10-18T08:00:00.000Z')).doubtedAt).toBeNull()
    let seen = seeClock(before, at('2026-10-18T08:00:01.000Z'))
    expect(seen.doubtedAt).toBe('2026-10-18T08:00:01.000Z')
    expect(mayExpire(seen, newest, at('2026-10-18T08:00:01.000Z'))).toBe(false)
    seen = seeClock(seen, at('2026-10-25T08:00:00.000Z'))
    expect(mayExpire(seen, newest, at('2026-10-25T08:00:00.000Z'))).toBe(false)
    expect(mayExpire(seen, newest, at('2026-10-25T08:00:01.000Z'))).toBe(true)
  })

  it('that was put right again is not doubted any more', () => {
    const jumped = seeClock({ ...unseen, seenAt: '2026-09-08T08:00:00.000Z' }, at('2099-01-01T00:00:00.000Z'))
    const right = seeClock(jumped, at('2026-09-09T08:00:00.000Z'))
    expect(right.doubtedAt).toBeNull()
    expect(mayExpire(right, newest, at('2026-09-09T08:00:00.000Z'))).toBe(true)
  })

  it('is counted from its first sight, once', () => {
    const first = seeClock(unseen, at('2026-09-08T08:00:00.000Z'))
    expect(first.countsFrom).toBe('2026-09-08T08:00:00.000Z')
    expect(seeClock(first, at('2026-09-20T08:00:00.000Z')).countsFrom).toBe('2026-09-08T08:00:00.000Z')
  })
})
