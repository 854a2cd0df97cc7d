import { performance } from 'node:perf_hooks'

/**
 * One figure of out/bench.json. `floor`: the same work by what we stand on, measured in the same run. `ratio`: value by floor. `goal`: the
 * highest ratio. A goal that is a time (a page under 2 ms) stands there as that time by the floor, so that `ratio <= goal` is the verdict of every figure.
 */
export interface Figure { name: string; unit: 'ms' | 'MB'; value: number; floor: number; ratio: number; goal: number }
/** `atMost`: the highest value, beside the highest ratio or instead of it. */
export interface Goal { ratio?: number; atMost?: number }
/** A figure with what the table says beside it. */
export interface Measured extends Figure { floorIs: string; goalInWords: string }

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
/** The value that 95 of 100 do not pass. */
export const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
const rounded = (value: number): number => Number(value.toPrecision(4))

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Runs each of the works in every round, a different one first each time, so that a busy machine weighs on all of them. Answers their samples. */
export async function inTurns(rounds: number, works: readonly (() => number | Promise<number>)[]): Promise<number[][]> {
  const samples = works.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < works.length; n++) {
      const turn = (round + n) % works.length
      samples[turn]?.push(await works[turn]?.() ?? Number.NaN)
    }
  }
  return samples
}

/** A figure from the samples of ours and of its floor. Throws where one of them is missing: it would be null in the file, and null is below every goal. */
export function figureOf({ name, unit, goal, floorIs, ours, bare }: { name: string; unit: Figure['unit']; goal: Goal; floorIs: string; ours: readonly number[] | undefined; bare: readonly number[] | undefined }): Measured {
  const [value, floor] = [rounded(median(ours ?? [])), rounded(median(bare ?? []))]
  if (!Number.isFinite(value / floor)) throw new Error(`${name}没有测到数值`)
  const limits = [...(goal.ratio === undefined ? [] : [goal.ratio]), ...(goal.atMost === undefined ? [] : [goal.atMost / floor])]
  const words = [...(goal.ratio === undefined ? [] : [`${goal.ratio}倍`]), ...(goal.atMost === undefined ? [] : [`${goal.atMost} ${unit}`])]
  return { name, unit, value, floor, ratio: rounded(value / floor), goal: rounded(Math.min(...limits)), floorIs, goalInWords: words.join('且') }
}

/** Ours and the bare library in turns. Both run twice beforehand, unmeasured. */
export async function measure({ name, goal, floorIs, ours, bare, rounds = 9 }: { name: string; goal: Goal; floorIs: string; ours: () => unknown; bare: () => unknown; rounds?: number }): Promise<Measured> {
  for (const work of [ours, bare, ours, bare]) await work()
  const [ourTimes, bareTimes] = await inTurns(rounds, [() => timed(ours), () => timed(bare)])
  return figureOf({ name, unit: 'ms', goal, floorIs, ours: ourTimes, bare: bareTimes })
}
