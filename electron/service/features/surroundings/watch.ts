import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../../../db/connection.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { readClockSeen, writeClockSeen } from '../../../../db/repositories/clockNote.ts'
import { freeBytes, Reserve, saveWithReserve } from '../../../../db/reserve.ts'
import type { Clock } from '../../../../shared/domain/clock.ts'
import { diskLevel, judgeClock, remindersOf, reserveSize, type ClockState, type SurroundingsStatus } from '../../../../shared/domain/surroundings.ts'
import { stampOf } from '../../context.ts'
import type { Vault } from '../../vault.ts'

export interface WatchOptions { vault: Vault; clock: Clock; reserve?: number | undefined }

const everyMinute = 60_000
const hour = 60 * 60 * 1000
/** What a backup takes on the disk: the database anew. Its attachments lie there already, but for the newest. */
const databaseFiles = ['branch.db', 'branch.db-wal']

/** A database that is broken just there still opens; then nothing is known. */
function notedIn(db: Db): Date | null {
  try {
    const noted = readClockSeen(db)
    return noted === null ? null : new Date(noted)
  } catch {
    return null
  }
}

/** Looks at the disk and at the clock while the workspace is open: once a minute, and whenever somebody asks. */
export class SurroundingsWatch {
  readonly #vault: Vault
  readonly #clock: Clock
  readonly #reserve: Reserve
  readonly #timer: NodeJS.Timeout
  /** The newest instant that was believed; it runs ahead of the one in the database by an hour at most. */
  #seen: Date | null = null
  #written: Date | null = null

  constructor({ vault, clock, reserve = reserveSize }: WatchOptions) {
    this.#vault = vault
    this.#clock = clock
    this.#reserve = new Reserve(vault.folder, reserve)
    this.#timer = setInterval(() => { void this.tick() }, everyMinute).unref()
  }

  /** Every connection that is worked on: its saves may use the reserve, and its clock is compared with this computer's. */
  opened(db: Db): void {
    saveWithReserve(db, this.#reserve)
    this.#seen = this.#written = notedIn(db)
    this.#lookAtClock()
  }

  clockIsTrusted(): boolean { return this.#vault.isOpen && this.#lookAtClock() === 'fine' }

  /** While the clock is not believed, the newest instant stays what it was. */
  #lookAtClock(): ClockState {
    const now = this.#clock()
    const state = judgeClock(this.#seen, now)
    if (state === 'fine' && (this.#seen === null || now > this.#seen)) this.#seen = now
    return state
  }

  /** Where it cannot be written (a full disk), the next minute tries again: a note that is a little older does no harm. */
  #keepSeen(): void {
    if (!this.#vault.isOpen || this.#seen === null || this.#seen.getTime() === this.#written?.getTime()) return
    try {
      writeClockSeen(this.#vault.db(), this.#seen.toISOString())
      this.#written = this.#seen
    } catch { /* see above */ }
  }

  /** The officer says that the clock is right as it stands. */
  acceptClock(): void {
    const db = this.#vault.db()
    const now = this.#clock()
    db.transaction(() => {
      writeClockSeen(db, now.toISOString())
      noteAct(db, 'workspace.clock', null, stampOf({ vault: this.#vault, clock: this.#clock }))
    }).immediate()
    this.#seen = this.#written = now
  }

  /** Errors: LOCKED, NO_WORKSPACE. */
  status(): SurroundingsStatus {
    this.#vault.db()
    const state = this.#lookAtClock()
    const free = freeBytes(this.#vault.folder)
    const backup = databaseFiles.reduce((sum, name) => sum + (statSync(join(this.#vault.folder, name), { throwIfNoEntry: false })?.size ?? 0), 0)
    const disk = { free, level: diskLevel(free, backup), reserve: this.#reserve.state }
    const clock = { state, seenAt: this.#seen?.toISOString() ?? null }
    return { disk, clock, reminders: remindersOf({ disk, clock }, this.#clock()) }
  }

  /** Once a minute: the clock is compared, and the reserve made where it is not. */
  async tick(): Promise<void> {
    if (!this.#vault.isOpen) return
    this.#lookAtClock()
    if (this.#seen !== null && this.#seen.getTime() - (this.#written?.getTime() ?? 0) >= hour) this.#keepSeen()
    await this.#reserve.keep()
  }

  /** Before the officer's locking and at the end. Not whenever the connection closes: one that makes room for a backup is not written any more. */
  stop(): void { this.#keepSeen() }

  close(): void {
    clearInterval(this.#timer)
    this.stop()
  }
}
