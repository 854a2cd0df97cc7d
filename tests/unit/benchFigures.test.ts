// What the bench makes of its samples: whoever reads out/bench.json needs only ratio <= goal.
import { describe, expect, it } from 'vitest'
import { figureOf, inTurns, median, p95, type Goal } from '../bench/measure.ts'
import { isReached, tableOf } from '../bench/table.ts'

const figure = (ours: number[], bare: number[], goal: Goal) => figureOf({ name: '一项', unit: 'ms', goal, floorIs: '对照', ours, bare })

describe('a figure', () => {
  it('is the median of ours by the median of the floor, and one outlier of a busy machine does not move it', () => {
    expect(figure([3, 2, 900, 3, 3], [2, 2, 2, 700, 1], { ratio: 1.5 })).toMatchObject({ value: 3, floor: 2, ratio: 1.5, goal: 1.5, goalInWords: '1.5倍' })
  })

  it.each([[{ ratio: 1.5 }, 1.5, true], [{ ratio: 1.4 }, 1.4, false], [{ atMost: 3 }, 1.5, true], [{ atMost: 2.9 }, 1.45, false], [{ ratio: 2, atMost: 2.9 }, 1.45, false], [{ ratio: 1.5, atMost: 100 }, 1.5, true]] satisfies [Goal, number, boolean][])('with the goal %j is compared with %d times', (goal, times, reached) => {
    const measured = figure([3], [2], goal)
    expect([measured.goal, isReached(measured)]).toEqual([times, reached])
  })

  it('that was not measured is no figure', () => {
    expect(() => figure([], [], { ratio: 1.5 })).toThrow('没有测到数值')
    expect(() => figure([1], [Number.NaN], { ratio: 1.5 })).toThrow('没有测到数值')
    expect(() => figureOf({ name: '一项', unit: 'ms', goal: { atMost: 5 }, floorIs: '', ours: undefined, bare: [1] })).toThrow('没有测到数值')
  })
})

it('p95 is the value that 95 of 100 do not pass', () => {
  expect(p95(Array.from({ length: 100 }, (_, n) => n + 1).toReversed())).toBe(95)
  expect(median([5])).toBe(5)
})

it('every work runs once in every round, and each comes first in its turn', async () => {
  const said: string[] = []
  const samples = await inTurns(4, ['甲', '乙'].map((name, n) => () => {
    said.push(name)
    return n
  }))
  expect(said.join('')).toBe('甲乙乙甲甲乙乙甲')
  expect(samples).toEqual([[0, 0, 0, 0], [1, 1, 1, 1]])
})

it('the table tells a missed goal with its reason, and by name what was not measured', () => {
  const [missed, reached] = [{ ...figure([5], [2], { ratio: 1.5 }), name: '甲' }, { ...figure([2], [2], { ratio: 1.5, atMost: 3 }), name: '乙' }]
  const lines = tableOf([missed, reached], ['丙（没有Electron）'], { 甲: '要多核对一遍' }).map((line) => line.replaceAll(/ {2,}/g, ' '))
  expect(lines).toEqual(['名称 数值 对照 倍数 目标不超过 结论', '甲 5 ms 2 ms（对照） 2.5 1.5倍 没有达到', ' 原因：要多核对一遍', '乙 2 ms 2 ms（对照） 1 1.5倍且3 ms 达到', '没有测成：丙（没有Electron）'])
  expect(tableOf([missed], [], {}).at(-1)).toBe('  原因：还没有查清')
})
