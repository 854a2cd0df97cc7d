import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attendanceFigures, type AttendanceTurn } from '../../shared/domain/attendanceFigures.ts'
import { attendanceStates, type AttendanceState } from '../../shared/domain/meeting.ts'

const turn = (heldOn: string, state: AttendanceState | null, reason = ''): AttendanceTurn => ({ meetingId: '0197a1b2-0000-7000-8000-000000000001', kind: 'themeDay', heldOn, state, reason })
const year = { from: '2026-01-01', to: '2026-12-31', isExempt: false }

describe('the rate', () => {
  it('is who was there, also late or online, of those expected (K02)', () => {
    const figures = attendanceFigures([turn('2026-01-05', 'present'), turn('2026-02-05', 'late'), turn('2026-03-05', 'online'), turn('2026-04-05', 'absent'), turn('2026-05-05', null)], { ...year, to: '2026-05-31' })
    expect(figures).toMatchObject({ expected: 4, present: 3, absent: 1, unmarked: 1, rate: 0.75, exempted: 0 })
  })

  it('leaves out the missed turns of somebody from whom attendance is not asked, and never passes one', () => {
    expect(attendanceFigures([turn('2026-01-05', 'present'), turn('2026-02-05', 'absent')], { ...year, isExempt: true })).toMatchObject({ expected: 2, present: 1, exempted: 1, rate: 1, warning: null })
  })

  it('is nothing where nothing was asked, not nought', () => {
    expect(attendanceFigures([], year).rate).toBeNull()
    expect(attendanceFigures([turn('2026-01-05', 'leave')], { ...year, isExempt: true }).rate).toBeNull()
  })

  it('counts the period only', () => {
    expect(attendanceFigures([turn('2025-12-31', 'absent'), turn('2026-01-01', 'present'), turn('2026-12-31', 'present')], year)).toMatchObject({ expected: 2, present: 2 })
  })
})

it('reasons are counted, the most frequent first', () => {
  expect(attendanceFigures([turn('2026-01-05', 'leave', '出差'), turn('2026-02-05', 'leave', '住院'), turn('2026-03-05', 'leave', '住院'), turn('2026-04-05', 'absent')], year).reasons)
    .toEqual([{ reason: '住院', turns: 2 }, { reason: '', turns: 1 }, { reason: '出差', turns: 1 }])
})

describe('a streak', () => {
  it('is the newest turns missed, over the end of a year, and says whether all were leave', () => {
    expect(attendanceFigures([turn('2025-11-05', 'present'), turn('2025-12-05', 'leave'), turn('2026-01-05', 'leave'), turn('2026-02-05', null)], year).streak).toEqual({ kind: 'leave', turns: 2 })
    expect(attendanceFigures([turn('2026-01-05', 'leave'), turn('2026-02-05', 'absent')], year).streak).toEqual({ kind: 'away', turns: 2 })
    expect(attendanceFigures([turn('2026-01-05', 'absent'), turn('2026-02-05', 'online')], year).streak).toBeNull()
  })
})

describe('the warning of 教管条例 art. 30 and 31', () => {
  const at = (to: string, ...turns: AttendanceTurn[]) => attendanceFigures(turns, { from: '2026-01-01', to, isExempt: false }).warning
  it('comes on the day on which three and six months are full, not a day before', () => {
    const turns = [turn('2026-01-31', 'present'), turn('2026-02-10', 'absent')]
    expect(at('2026-04-29', ...turns)).toBeNull()
    expect(at('2026-04-30', ...turns)).toMatchObject({ months: 3, since: '2026-01-31', turns: 1, leaves: 0 })
    expect(at('2026-07-30', ...turns)).toMatchObject({ months: 3 })
    expect(at('2026-07-31', ...turns)).toMatchObject({ months: 6 })
  })

  it('does not come where nothing was missed: no meeting is no absence', () => {
    expect(at('2026-12-31', turn('2026-01-05', 'present'))).toBeNull()
    expect(at('2026-12-31', turn('2026-01-05', 'present'), turn('2026-06-05', null))).toBeNull()
  })

  it('counts from the first missed turn where the person never came, and tells leave apart', () => {
    expect(at('2026-08-01', turn('2026-01-05', 'leave'), turn('2026-02-05', 'absent'))).toEqual({ months: 6, since: '2026-01-05', turns: 2, leaves: 1 })
  })
})

it('holds together for whatever happened', () => {
  const any = fc.array(fc.record({ month: fc.integer({ min: 1, max: 12 }), state: fc.constantFrom(...attendanceStates, null) }), { maxLength: 40 })
  fc.assert(fc.property(any, fc.boolean(), (marks, isExempt) => {
    const turns = marks.toSorted((a, b) => a.month - b.month).map(({ month, state }) => turn(`2026-${String(month).padStart(2, '0')}-05`, state))
    const figures = attendanceFigures(turns, { ...year, isExempt })
    expect(figures.expected).toBe(figures.present + figures.leave + figures.absent)
    expect(figures.expected + figures.unmarked).toBe(turns.length)
    expect(figures.rate === null || (figures.rate >= 0 && figures.rate <= 1)).toBe(true)
    expect(figures.reasons.reduce((sum, { turns: of }) => sum + of, 0)).toBe(figures.leave + figures.absent)
  }))
})
