/** How much is tried: `short` inside npm test, `long` once before a release. */
export type Scale = 'short' | 'long'

/**
 * Tries to break one promise of the application in many ways. What it prints is what it really tried: figures are counted while it runs.
 * A harness runs in a process of its own, with no test runner around it.
 */
export interface Harness {
  /** For the command line: `npm run torture -- kill-service`. */
  name: string
  /** What it does to the application, in Chinese. */
  title: string
  /** Tries; answers what was tried in one clause, with its figures. Throws Broken where a promise did not hold, NotReached where it could not try. */
  attack(scale: Scale): Promise<string>
  /** Faults of its own, small: each is the same attack on something broken on purpose, and has to throw Broken. */
  plants: readonly Plant[]
}

export interface Plant {
  name: string
  attack(): Promise<unknown>
}

/** A promise that did not hold: data lost, a secret on the disk, a half-written file … */
export class Broken extends Error {}

/** This machine cannot do what the harness needs (no tmpfs, no compiler, no Electron). Counts as not reached, never as passed. */
export class NotReached extends Error {}

/** Throws Broken unless it holds. */
export function expectHolds(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Broken(promise)
}

/** Does something for each of a list, in its order, so many at once. Throws what the first that fails throws. */
export async function sideBySide<T>(count: number, list: readonly T[], act: (each: T) => Promise<void>): Promise<void> {
  // One iterator for all: each takes the next that nobody has begun.
  const rest = list.values()
  await Promise.all(Array.from({ length: count }, async () => { for (const each of rest) await act(each) }))
}
