import { performance } from 'node:perf_hooks'

/**
 * One figure of out/bench.json. `floor`: the same work by the bare library, measured in the same run. `ratio`: value by floor. `goal`: the
 * highest ratio; null where none is set.
 */
export interface Figure { name: string; unit: 'ms'; value: number; floor: number; ratio: number; goal: number | null; ok: boolean }

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const rounded = (value: number): number => Number(value.toFixed(2))

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * Measures ours and the bare library in turns, the first of a round changing, so that a busy machine weighs on both. Medians of `rounds`;
 * both run twice beforehand, unmeasured.
 */
export async function measure({ name, goal, ours, bare, rounds = 9 }: { name: string; goal: number | null; ours: () => unknown; bare: () => unknown; rounds?: number }): Promise<Figure> {
  for (const work of [ours, bare, ours, bare]) await work()
  const ourTimes: number[] = []
  const bareTimes: number[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) ourTimes.push(await timed(ours))
    bareTimes.push(await timed(bare))
    if (round % 2 === 1) ourTimes.push(await timed(ours))
  }
  const [value, floor] = [rounded(median(ourTimes)), rounded(median(bareTimes))]
  const ratio = rounded(value / floor)
  return { name, unit: 'ms', value, floor, ratio, goal, ok: goal === null || ratio <= goal }
}
