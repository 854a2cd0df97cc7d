import { listPaths, type StoredPath } from '../../../../db/repositories/development.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import type { Service } from '../../context.ts'
import { rosterIndexInPieces } from '../roster/rosterIndex.ts'
import { judgePaths, judgementsOn, staleOf, type Judgements } from './judgements.ts'

/** So long other calls wait for a piece at most, and so long they go first between two. In milliseconds. */
const piece = 5
const pause = 25
/** What is asked right after opening goes first. */
const afterOpening = 1000
const everyMinute = 60_000
/** Judged without a look at the clock: the first of them, before the compiler knows them, take a millisecond and more each. */
const atOnce = 3
const peopleAtOnce = 20

/**
 * Judges all paths after opening, and once a minute what changed since or a new day made old, piece by piece between other calls, so that the board
 * is there when it is asked. Only reads. The board judges for itself whatever has not been reached.
 */
export class PathWarmer {
  readonly #service: Pick<Service, 'vault' | 'clock'>
  readonly #minutes: NodeJS.Timeout
  #next: NodeJS.Timeout | undefined
  #waiting: StoredPath[] = []
  #roster: Generator<undefined, undefined> | undefined

  constructor(service: Pick<Service, 'vault' | 'clock'>) {
    this.#service = service
    this.#minutes = setInterval(() => { if (this.#next === undefined) this.start(0) }, everyMinute).unref()
    service.vault.onLock(() => this.#stop())
  }

  start(delay = afterOpening): void {
    this.#stop()
    this.#next = setTimeout(() => this.#step(), delay).unref()
  }

  /** Never throws: what cannot be read is told to whoever asks for the board. */
  #step(): void {
    this.#next = undefined
    if (!this.#service.vault.isOpen) return
    try {
      if (this.#piece()) this.#next = setTimeout(() => this.#step(), pause).unref()
    } catch {
      this.#stop()
    }
  }

  /** Lists what is to be judged, or judges some of it. Answers whether there is more. */
  #piece(): boolean {
    const { vault, clock } = this.#service
    const began = performance.now()
    // What was saved between the pieces is found here, after the others.
    const paths = this.#waiting.length === 0 ? listPaths(vault.db()) : null
    if (paths?.length === 0) return false
    const judgements = judgementsOn(this.#service, localDay(clock()))
    if (paths !== null) {
      this.#waiting = staleOf(judgements, paths)
      return this.#waiting.length > 0 || this.#readRoster(judgements, began)
    }
    while (this.#waiting.length > 0 && performance.now() - began < piece) judgePaths(judgements, this.#waiting.splice(-atOnce))
    return true
  }

  /** The board stands in the order of the roster. */
  #readRoster({ db, on }: Judgements, began: number): boolean {
    this.#roster ??= rosterIndexInPieces(db, on, peopleAtOnce)
    while (performance.now() - began < piece) {
      if (this.#roster.next().done !== true) continue
      this.#roster = undefined
      return false
    }
    return true
  }

  #stop(): void {
    clearTimeout(this.#next)
    this.#next = undefined
    this.#waiting = []
    this.#roster = undefined
  }

  close(): void {
    clearInterval(this.#minutes)
    this.#stop()
  }
}
