import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../shared/domain/clock.ts'
import { Attempts } from '../shared/domain/keyringFile.ts'
import { AppError } from '../shared/errors/AppError.ts'
import { replaceFile } from './replaceFile.ts'

const free = 4
const longest = 300

/** Seconds to wait after so many wrong passwords in a row: none after the first four, then 5, 10, 20 … and 300 at most. Nothing is ever wiped. */
export const secondsAfter = (wrong: number): number => (wrong <= free ? 0 : Math.min(longest, 5 * 2 ** Math.min(wrong - free - 1, 20)))

/**
 * Wrong passwords and recovery codes in a row, kept beside the database so that a restart does not forget them. It slows down somebody at this
 * desk; whoever takes the files away is held up by scrypt alone. A file that is missing or broken counts as none: the owner must never be shut out.
 */
export function attemptsIn(folder: string, clock: Clock) {
  const file = join(folder, 'attempts.json')
  const read = () => {
    try {
      return Attempts.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return { wrong: 0, until: new Date(0).toISOString() }
    }
  }
  return {
    /** Errors: TOO_MANY_ATTEMPTS with the seconds that are left. A clock that was put back makes nobody wait longer than the wait itself. */
    expectTurn(): void {
      const { wrong, until } = read()
      const left = Math.min(Math.ceil((Date.parse(until) - clock().getTime()) / 1000), secondsAfter(wrong))
      if (left > 0) throw new AppError('TOO_MANY_ATTEMPTS', { params: { seconds: String(left) } })
    },
    /** Noted, where the folder can be written; if not, the wrong password is still only a wrong password. */
    failed(): void {
      const wrong = read().wrong + 1
      try {
        replaceFile(file, JSON.stringify({ wrong, until: new Date(clock().getTime() + secondsAfter(wrong) * 1000).toISOString() }))
      } catch { /* a full or read-only disk: see above */ }
    },
    succeeded(): void { rmSync(file, { force: true }) },
  }
}
