import { attendanceFiguresOf } from '../../../../db/repositories/attendanceFigures.ts'
import { rosterTally } from '../../../../db/repositories/rosterTally.ts'
import type { Db } from '../../../../db/connection.ts'
import type { AttendanceFigures } from '../../../../shared/domain/attendanceFigures.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'

export type YearFigure = Pick<AttendanceFigures, 'present' | 'expected' | 'streak'>
const none: YearFigure = { present: 0, expected: 0, streak: null }

interface Kept { on: IsoDate; people: number; meetings: number; figures: Map<string, YearFigure> }
const kept = new WeakMap<Db, Kept>()

/**
 * How people came in the year of a day, up to it. Read for those who are asked for, all at once, and kept until a meeting or the roster changes:
 * a page that is scrolled to and fro asks once.
 */
export function figuresOf(db: Db, on: IsoDate): (personIds: readonly string[]) => (personId: string) => YearFigure {
  const { people, meetings } = rosterTally(db)
  const last = kept.get(db)
  const now: Kept = last && last.on === on && last.people === people && last.meetings === meetings ? last : { on, people, meetings, figures: new Map() }
  kept.set(db, now)
  return (personIds) => {
    const lacking = personIds.filter((id) => !now.figures.has(id))
    if (lacking.length > 0) for (const [id, { present, expected, streak }] of attendanceFiguresOf(db, lacking, `${on.slice(0, 4)}-01-01`, on)) now.figures.set(id, { present, expected, streak })
    return (personId) => now.figures.get(personId) ?? none
  }
}
