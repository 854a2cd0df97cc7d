import type { IsoDate } from './dates.ts'
import { addDecimals, type Decimal } from './decimal.ts'
import type { MeetingKind } from './meetingKinds.ts'
import { expectedAt, rosterOn, type PersonWithHistory } from './roster.ts'
import { wholeHours, type SplitHours } from './studyHours.ts'

/** Something that is to be studied later in the year. `hours` null: nobody wrote for how long. `invited`: who is to come, where the kind expects nobody. */
export interface PlannedStudy { kind: MeetingKind; heldOn: IsoDate; group: string; hours: SplitHours | null; invited: readonly string[] }

/**
 * What the year still gives everybody who is expected by the roster of the day: meetings in 计划 or 已通知, and activities of the year plan that
 * have no meeting yet. `open`: planned study that does not say how long.
 */
export function hoursOfPlan(planned: readonly PlannedStudy[], people: readonly PersonWithHistory[], on: IsoDate): Map<string, { hours: Decimal; open: number }> {
  const found = new Map<string, { hours: Decimal; open: number }>()
  if (planned.length === 0) return found
  const roster = rosterOn(people, on)
  for (const { kind, group, hours, invited } of planned) {
    const expected = expectedAt(kind, roster, group).map(({ id }) => id)
    for (const id of expected.length > 0 ? expected : invited) {
      const before = found.get(id) ?? { hours: '0', open: 0 }
      found.set(id, { hours: hours === null ? before.hours : addDecimals([before.hours, wholeHours(hours)]), open: before.open + (hours === null ? 1 : 0) })
    }
  }
  return found
}
