import { marksOf } from '../../../../db/repositories/rosterTally.ts'
import { rosterTally } from '../../../../db/repositories/rosterTally.ts'
import type { Db } from '../../../../db/connection.ts'
import { addMonths, type IsoDate } from '../../../../shared/domain/dates.ts'
import { isThere, type AttendanceState } from '../../../../shared/domain/meeting.ts'
import { kindFacts, type MeetingKind } from '../../../../shared/domain/meetingKinds.ts'

export interface YearFigure { present: number; expected: number; leaves: number }

interface Kept { on: IsoDate; people: number; meetings: number; figures: Map<string, YearFigure> }
const kept = new WeakMap<Db, Kept>()

/**
 * How somebody came this year up to a day, and how many leaves run up to it (over the turn of the year, a year back at most). Only meetings to which
 * people are expected count; open ones and talks do not. Read one by one and kept until a meeting or the roster changes.
 */
export function figuresOf(db: Db, on: IsoDate): (personId: string) => YearFigure {
  const { people, meetings } = rosterTally(db)
  const last = kept.get(db)
  const now: Kept = last && last.on === on && last.people === people && last.meetings === meetings ? last : { on, people, meetings, figures: new Map() }
  kept.set(db, now)
  const yearBack = addMonths(on, -12)
  const year = `${on.slice(0, 4)}-01-01`
  return (personId) => {
    const known = now.figures.get(personId)
    if (known) return known
    const figure: YearFigure = { present: 0, expected: 0, leaves: 0 }
    let running = true
    for (const { kind, state, heldOn } of marksOf(db, personId, yearBack < year ? yearBack : year, on)) {
      const { expects } = kindFacts[kind as MeetingKind]
      if (expects === 'open' || expects === 'talkers') continue
      if (heldOn >= year) {
        figure.expected++
        if (isThere(state as AttendanceState)) figure.present++
      }
      running &&= state === 'leave'
      if (running) figure.leaves++
    }
    now.figures.set(personId, figure)
    return figure
  }
}
