import { existsSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { ReserveState } from '../shared/domain/surroundings.ts'
import { AppError } from '../shared/errors/AppError.ts'
import type { Db } from './connection.ts'
import { syncFolder } from './replaceFile.ts'

const chunk = 1024 * 1024
export const reserveFile = (folder: string): string => join(folder, 'reserve.bin')

/** Bytes that this user may still write where `folder` lies. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** A file that keeps room free on the disk of the workspace, for the one save that would not find any. */
export class Reserve {
  readonly #folder: string
  readonly #size: number
  #wasUsed = false
  #making: Promise<void> | null = null

  constructor(folder: string, size: number) {
    this.#folder = folder
    this.#size = size
  }

  get state(): ReserveState { return existsSync(reserveFile(this.#folder)) ? 'kept' : this.#wasUsed ? 'used' : 'none' }

  /** Gives the room back to the disk. Answers whether there was any. */
  free(): boolean {
    const file = reserveFile(this.#folder)
    if (!existsSync(file)) return false
    try {
      rmSync(file)
    } catch {
      // Held by a virus scanner: then there is nothing to give.
      return false
    }
    return true
  }

  /** A save owes itself to the room that was freed. */
  noteUse(): void { this.#wasUsed = true }

  /**
   * Makes it where there is none, beside the work; of its own accord only with room for two, so that it does not take the last there is.
   * Never throws: without one the next save is as safe, only not as lucky.
   */
  keep(room = 2 * this.#size): Promise<void> {
    this.#making ??= this.#make(room).catch(() => undefined).finally(() => { this.#making = null })
    return this.#making
  }

  /** The room that was freed did not help: it is kept again. */
  keepAgain(): void { void this.keep(this.#size) }

  /** Written in random bytes: a sparse or a compressed file would keep nothing. Named only when it is whole. */
  async #make(room: number): Promise<void> {
    const file = reserveFile(this.#folder)
    const part = `${file}.part`
    rmSync(part, { force: true })
    if (existsSync(file) || freeBytes(this.#folder) < room) return
    try {
      const handle = await open(part, 'w', 0o600)
      try {
        for (let left = this.#size; left > 0; left -= chunk) await handle.writeFile(randomBytes(Math.min(left, chunk)))
        await handle.sync()
      } finally { await handle.close() }
      renameSync(part, file)
      syncFolder(this.#folder)
      this.#wasUsed = false
    } catch (cause) {
      rmSync(part, { force: true })
      throw cause
    }
  }
}

/** The database, or the file that goes with its rows, found no room. What fails elsewhere, as an export to a full U盘, is no reason to touch the reserve. */
const isFull = (cause: unknown): boolean =>
  (cause instanceof Database.SqliteError && cause.code === 'SQLITE_FULL') || (cause instanceof AppError && cause.code === 'DISK_FULL' && cause.params['what'] === 'content')

/**
 * From now on every transaction of `db` that found the disk full is done once more, with the room of the reserve: here alone it is certain that
 * the first try was rolled back whole, whatever the call did before and would do after. A transaction inside another is left to the outer one.
 * Where the room was not enough, the reserve is made again, and the failure is the answer.
 */
export function saveWithReserve(db: Db, reserve: Reserve): void {
  const plain = db.transaction.bind(db)
  const twice = <A extends unknown[], R>(run: (...args: A) => R) => (...args: A): R => {
    try {
      return run(...args)
    } catch (cause) {
      if (!isFull(cause) || db.inTransaction || !reserve.free()) throw cause
    }
    try {
      const answer = run(...args)
      reserve.noteUse()
      return answer
    } catch (cause) {
      if (isFull(cause)) reserve.keepAgain()
      throw cause
    }
  }
  const guarded = <F extends (...args: never[]) => unknown>(act: F) => {
    const run = plain(act as never) as unknown as Record<'deferred' | 'immediate' | 'exclusive', (...args: unknown[]) => unknown> & ((...args: unknown[]) => unknown)
    return Object.assign(twice(run), { deferred: twice(run.deferred), immediate: twice(run.immediate), exclusive: twice(run.exclusive) })
  }
  Object.defineProperty(db, 'transaction', { value: guarded })
}
