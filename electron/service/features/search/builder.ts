import { errorOfSqlite, type Db } from '../../../../db/connection.ts'
import { buildPiece, indexWaiting, joinPiece } from '../../../../db/search/build.ts'
import { narrowCache, widenCache } from '../../../../db/search/findRecords.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Log } from '../../log.ts'
import type { Vault } from '../../vault.ts'

/** So long other calls wait for a piece at most, and so long they go first between two. In milliseconds. */
const piece = 25
const pause = 25
const minute = 60_000
/** Who looked for something looks again soon. In minutes. */
const keptFor = 3

/** Indexes records of before the index and joins its parts, piece by piece between other calls, while the workspace is open. What was cut off goes on at the next opening. */
export class SearchBuilder {
  readonly #vault: Vault
  readonly #log: Log
  readonly #everyMinute: NodeJS.Timeout
  #timer: NodeJS.Timeout | undefined
  /** So many minutes more the memory is kept that searches take. */
  #minutes = 0

  constructor({ vault, log }: { vault: Vault; log: Log }) {
    this.#vault = vault
    this.#log = log
    this.#everyMinute = setInterval(() => this.tick(), minute).unref()
    vault.onLock(() => {
      clearTimeout(this.#timer)
      this.#minutes = 0
    })
  }

  /** Once the workspace is open, and whenever the index was emptied. Opening itself does not wait for it. */
  start(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#step(), pause).unref()
  }

  /** Before every search: indexes what was saved since. */
  beforeSearch(): void {
    const db = this.#vault.db()
    if (this.#minutes === 0) widenCache(db)
    this.#minutes = keptFor
    this.#catchUp(db)
  }

  /** Each minute: what was saved since, so that a search has little to do, and the memory of searches that ended. */
  tick(): void {
    if (!this.#vault.isOpen) return
    const db = this.#vault.db()
    this.#catchUp(db)
    if (this.#minutes > 0 && --this.#minutes === 0) narrowCache(db)
  }

  #catchUp(db: Db): void { this.#try(() => { if (indexWaiting(db)) this.start() }) }

  #step(): void {
    if (this.#vault.isOpen) this.#try(() => { if (buildPiece(this.#vault.db(), piece) || joinPiece(this.#vault.db())) this.start() })
  }

  /** A full disk, or damage: the next opening tries again, and what is indexed is found all the same. */
  #try(work: () => void): void {
    try {
      work()
    } catch (thrown) {
      const cause = errorOfSqlite(thrown)
      this.#log({ channel: 'search.build', code: cause instanceof AppError ? cause.code : 'INTERNAL' })
    }
  }

  close(): void {
    clearTimeout(this.#timer)
    clearInterval(this.#everyMinute)
  }
}
