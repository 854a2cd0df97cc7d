import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { erase, forgetOperations, listRemoved, newestStamp, readSeenClock, writeSeenClock, type Removed } from '../../../../db/repositories/trash.ts'
import { daysLeft, keptDays, mayExpire, seeClock } from '../../../../shared/domain/journal.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { errorOfSqlite, type Db } from '../../../../db/connection.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'

const everyMinute = 60_000
/** In one transaction; a workspace that was forgotten for years takes some days. */
const mostAtOnce = 500

/** Empties the 回收站 of what is over its 30 days, once on each day on which the workspace is open. */
export class TrashKeeper {
  readonly #service: Service
  readonly #timer: NodeJS.Timeout
  #lookedOn: IsoDate | null = null

  constructor(service: Service) {
    this.#service = service
    this.#timer = setInterval(() => this.tick(), everyMinute).unref()
  }

  /** Never throws: what could not go today goes tomorrow. */
  tick(): void {
    const { vault, clock, log, surroundings } = this.#service
    if (!vault.isOpen || this.#lookedOn === localDay(clock()) || !surroundings.clockIsTrusted()) return
    this.#lookedOn = localDay(clock())
    try {
      expireTrash(this.#service)
    } catch (thrown) {
      const cause = errorOfSqlite(thrown)
      log({ channel: 'trash.expire', code: cause instanceof AppError ? cause.code : 'INTERNAL' })
    }
  }

  close(): void { clearInterval(this.#timer) }
}

/** One look, by the clock of the service. Answers how many things went. */
export function expireTrash(service: Service): number {
  const { vault, clock, newId } = service
  const db = vault.db()
  const now = clock()
  return db.transaction(() => {
    const before = readSeenClock(db)
    const seen = seeClock(before, now)
    writeSeenClock(db, seen)
    if (!mayExpire(seen, newestStamp(db), now)) return 0
    const over = overTheirTime(db, seen.countsFrom, now)
    const stamp = stampOf(service)
    if (over.length > 0) {
      recordOperation(db, { id: newId(), act: 'trash.expire', entityId: null, stamp, name: () => '', count: () => over.length }, () => over.forEach((each) => erase(db, each)))
      noteAct(db, 'trash.expire', null, stamp)
    }
    // On the day that daysLeft says is over.
    forgetOperations(db, new Date(now.getFullYear(), now.getMonth(), now.getDate() - keptDays).toISOString())
    return over.length
  }).immediate()
}

/** The oldest first. Photos that were removed one by one need no look at each record: the list is walked page by page. */
function overTheirTime(db: Db, countsFrom: string | null, now: Date): Removed[] {
  const over: Removed[] = []
  let page = listRemoved(db, undefined, mostAtOnce)
  while (page.length > 0) {
    over.push(...page.filter(({ isHeld, removedAt }) => !isHeld && daysLeft(removedAt, countsFrom, now) < 0))
    const last = page.at(-1)
    page = last && page.length === mostAtOnce ? listRemoved(db, last, mostAtOnce) : []
  }
  return over.slice(-mostAtOnce)
}
