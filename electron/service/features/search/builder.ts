import { errorOfSqlite } from '../../../../db/connection.ts'
import { buildPiece, indexWaiting } from '../../../../db/search/build.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Log } from '../../log.ts'
import type { Vault } from '../../vault.ts'

/** So long other calls wait for a piece at most, and so long they go first between two. In milliseconds. */
const piece = 25
const pause = 25

/** Indexes records of before the index, piece by piece between other calls, while the workspace is open. What was cut off goes on at the next opening. */
export class SearchBuilder {
  readonly #vault: Vault
  readonly #log: Log
  #timer: NodeJS.Timeout | undefined

  constructor({ vault, log }: { vault: Vault; log: Log }) {
    this.#vault = vault
    this.#log = log
    vault.onLock(() => this.close())
  }

  /** Once the workspace is open, and whenever the index was emptied. Opening itself does not wait for it. */
  start(): void {
    this.close()
    this.#timer = setTimeout(() => this.#step(), pause).unref()
  }

  /** Indexes what was saved since: before every search, and now and then, so that a search has little to do. */
  catchUp(): void {
    if (this.#vault.isOpen) this.#try(() => { indexWaiting(this.#vault.db()) })
  }

  #step(): void {
    if (this.#vault.isOpen) this.#try(() => { if (buildPiece(this.#vault.db(), piece)) this.start() })
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

  close(): void { clearTimeout(this.#timer) }
}
