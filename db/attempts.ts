import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Attempts } from '../shared/domain/keyringFile.ts'
import { AppError } from '../shared/errors/AppError.ts'
import { replaceFile } from './replaceFile.ts'

const free = 4
const longest = 300

/** Seconds to wait after so many wrong passwords in a row: none after the first four, then 5, 10, 20 … and 300 at most. Nothing is ever wiped. */
export const secondsAfter = (wrong: number): number => (wrong <= free ? 0 : Math.min(longest, 5 * 2 ** Math.min(wrong - free - 1, 20)))

/** Seconds since the computer was started. */
export type Uptime = () => number

/**
 * Wrong passwords and recovery codes in a row, kept beside the database so that a restart does not forget them. It slows down somebody at this
 * desk; whoever takes the files away is held up by scrypt alone. A file that is missing or broken counts as none: the owner must never be shut out.
 *
 * The wait is measured by how long the computer has been on, not by its calendar: a clock that is put forward must not end it, and one that is
 * put back must not make it longer. After a start of the computer at least so much has passed as it is on again.
 */
export function attemptsIn(folder: string, uptime: Uptime) {
  const file = join(folder, 'attempts.json')
  const read = (): Attempts => {
    try {
      return Attempts.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return { wrong: 0, uptime: 0 }
    }
  }
  const secondsLeft = (): number => {
    const { wrong, uptime: then } = read()
    const now = uptime()
    return Math.max(0, Math.ceil(secondsAfter(wrong) - (now < then ? now : now - then)))
  }
  return {
    /** Whole seconds until the next password is looked at. */
    secondsLeft,
    /** Errors: TOO_MANY_ATTEMPTS with the seconds that are left. */
    expectTurn(): void {
      const left = secondsLeft()
      if (left > 0) throw new AppError('TOO_MANY_ATTEMPTS', { params: { seconds: String(left) } })
    },
    /** Noted, where the folder can be written; if not, the wrong password is still only a wrong password. Answers the seconds to wait from now on. */
    failed(): number {
      const wrong = Math.min(read().wrong + 1, 1_000_000)
      try {
        replaceFile(file, JSON.stringify({ wrong, uptime: uptime() } satisfies Attempts))
      } catch { /* a full or read-only disk: see above */ }
      return secondsLeft()
    },
    succeeded(): void { rmSync(file, { force: true }) },
  }
}
