import { describe, expect, it } from 'vitest'
import { paperOfPlan, rowsOfPaper, sheetOfPlan } from '../../electron/service/features/plan/papers.ts'
import { wordsOfSheet } from '../../electron/service/documents/sheetPaper.ts'
import type { PlanYear } from '../../shared/contract/plan.ts'
import type { PlanRow } from '../../shared/domain/plan.ts'

const sender = { unit: '南浦县局', branch: '第二支部', officer: '林静怡', today: '2026-11-30' }
const row = (on: string, n: number, more: Partial<PlanRow> = {}): PlanRow => ({ kind: 'groupMeeting', part: `第${'一二三四五六七八九'[n % 9]}党小组`, on, startsAt: `1${n % 9}:00`, hours: 1, people: '第一党小组党员（8人）', place: '', topic: '政治学习，交流思想', business: '', remarks: '', eventId: null, key: `${on} ${n}`, ruleId: null, basis: '本单位安排', id: '0197a000-0000-7000-8000-000000000001', reason: '', state: 'ahead', meetingId: null, isLinked: false, heldOn: null, meetingState: null, progress: '', conflicts: [], ...more })
const planOf = (rows: PlanRow[]): PlanYear => ({ year: 2027, on: '2026-11-30', told: null, rows, business: [], ownDays: [], special: [], closing: null, groups: [], people: [] })
const everyDay = (many: number) => planOf(Array.from({ length: 31 }, (_, day) => Array.from({ length: many }, (_one, n) => row(`2027-08-${String(day + 1).padStart(2, '0')}`, n))).flat())
const sizeOf = (plan: PlanYear) => paperOfPlan(plan, 'wall', 8, sender).blocks.flatMap((block) => (block.block === 'table' ? [block.size] : []))[0] ?? 0

describe('the month for the wall', () => {
  it('is as large as its page allows, and tells a full month shorter, never on a second page', () => {
    const quiet = planOf([row('2027-08-04', 0)])
    expect(sizeOf(quiet)).toBeGreaterThan(sizeOf(everyDay(1)) - 1)
    expect(wordsOfSheet(paperOfPlan(quiet, 'wall', 8, sender))).toContain('4\n10:00 第一党小组会：政治学习，交流思想')
    expect(wordsOfSheet(paperOfPlan(everyDay(9), 'wall', 8, sender)).find((text) => text.startsWith('4\n'))).toMatch(/^4\n10:00 第一党小组会\n11:00 第二党小组会\n(?:.*\n)?另有[67]项$/)
    expect(sizeOf(everyDay(9))).toBe(8)
  })

  it('has its weeks, Monday first, with nothing on the days of other months', () => {
    const weeks = sheetOfPlan(planOf([]), 'wall', 2, sender).rows
    expect(weeks).toEqual([['1', '2', '3', '4', '5', '6', '7'], ['8', '9', '10', '11', '12', '13', '14'], ['15', '16', '17', '18', '19', '20', '21'], ['22', '23', '24', '25', '26', '27', '28']])
  })
})

describe('the paper of a time', () => {
  it('counts an activity in the month in which it was held', () => {
    const plan = planOf([row('2027-03-31', 0, { heldOn: '2027-04-02', state: 'done' }), row('2027-03-10', 1)])
    expect([rowsOfPaper(plan, 'month', 3).length, rowsOfPaper(plan, 'month', 4).length, rowsOfPaper(plan, 'quarter', 1).length, rowsOfPaper(plan, 'year', 1).length]).toEqual([1, 1, 1, 2])
  })

  it('tells why something was not held, or that this is still to be filled in', () => {
    const plan = planOf([row('2027-03-10', 0, { state: 'missing', reason: '全体防汛' }), row('2027-03-17', 1, { state: 'missing' })])
    const words = wordsOfSheet(paperOfPlan(plan, 'month', 3, sender))
    expect(words.filter((text) => text.startsWith('未开展的原因'))).toEqual(['未开展的原因：全体防汛', '未开展的原因：待补'])
    expect(wordsOfSheet(paperOfPlan(planOf([]), 'month', 3, sender))).toContain('还没有列入活动')
  })
})
