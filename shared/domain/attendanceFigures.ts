import * as z from 'zod'
import { addMonths, IsoDate } from './dates.ts'
import { isThere, type AttendanceState } from './meeting.ts'
import { MeetingKind } from './meetingKinds.ts'

/** One meeting at which a person was expected by the roster of its day, with their mark; null: others were marked, this person was not. */
export interface AttendanceTurn { meetingId: string; kind: MeetingKind; heldOn: IsoDate; state: AttendanceState | null; reason: string }

const AwayWarning = z.object({
  months: z.union([z.literal(3), z.literal(6)]),
  since: IsoDate.describe('the last meeting the person was at, or the first one missed where none is known'),
  turns: z.int().describe('how many meetings were missed since'),
  leaves: z.int().describe('how many of them on leave'),
})
export type AwayWarning = z.infer<typeof AwayWarning>

/** How somebody took part in the organised life of the branch, over one period. */
export const AttendanceFigures = z.object({
  from: IsoDate,
  to: IsoDate,
  expected: z.int().describe('应到人次: meetings at which the person was expected and was marked'),
  present: z.int().describe('of them there, also late or online'),
  leave: z.int(),
  absent: z.int(),
  exempted: z.int().describe('missed turns of somebody from whom attendance is not asked (经批准不作硬性要求)'),
  unmarked: z.int().describe('meetings at which nobody noted whether this person came; in none of the other figures'),
  rate: z.number().min(0).max(1).nullable().describe('K02 of domain rules section 6.2: present / (expected − exempted); null where that is nothing'),
  reasons: z.array(z.object({ reason: z.string(), turns: z.int() })).describe('why the person was away, the most frequent first; an empty reason was not noted'),
  streak: z.object({ kind: z.enum(['leave', 'absent', 'away']), turns: z.int() }).nullable().describe('the newest turns missed one after the other, also from before the period; away: on leave and absent'),
  lastThere: z.object({ meetingId: z.uuid(), kind: MeetingKind, heldOn: IsoDate }).nullable(),
  warning: AwayWarning.nullable(),
})
export type AttendanceFigures = z.infer<typeof AttendanceFigures>

/** So many months before the period are looked at for streaks and warnings. */
export const lookBack = 24

/**
 * The figures of one person. `turns` in the order of their days, from `lookBack` months before `from` until `to`.
 * The warning follows the time that 教管条例 art. 30 and 31 name (six months without taking part and without a proper reason); at three
 * months it asks to care. It only reminds: whether there was a reason is for the branch to judge, and nobody's status follows from it.
 */
export function attendanceFigures(turns: readonly AttendanceTurn[], { from, to, isExempt }: { from: IsoDate; to: IsoDate; isExempt: boolean }): AttendanceFigures {
  const within = turns.filter(({ heldOn }) => heldOn >= from && heldOn <= to)
  const marked = within.filter(({ state }) => state !== null)
  const count = (state: AttendanceState): number => marked.filter((turn) => turn.state === state).length
  const present = marked.filter(({ state }) => state !== null && isThere(state)).length
  const exempted = isExempt ? marked.length - present : 0
  const asked = marked.length - exempted
  const last = turns.findLast(({ state }) => state !== null && isThere(state))
  return {
    from, to, expected: marked.length, present, leave: count('leave'), absent: count('absent'), exempted, unmarked: within.length - marked.length,
    rate: asked === 0 ? null : present / asked,
    reasons: reasonsOf(marked),
    streak: streakOf(turns),
    lastThere: last ? { meetingId: last.meetingId, kind: last.kind, heldOn: last.heldOn } : null,
    warning: isExempt ? null : warningOf(turns, to),
  }
}

function reasonsOf(turns: readonly AttendanceTurn[]): AttendanceFigures['reasons'] {
  const times = new Map<string, number>()
  for (const { state, reason } of turns) if (state !== null && !isThere(state)) times.set(reason, (times.get(reason) ?? 0) + 1)
  return [...times].map(([reason, of]) => ({ reason, turns: of })).sort((a, b) => b.turns - a.turns || (a.reason < b.reason ? -1 : 1))
}

/** The turns after the last at which the person was there. */
function missedSince(turns: readonly AttendanceTurn[]): AttendanceTurn[] {
  const marked = turns.filter(({ state }) => state !== null)
  return marked.slice(marked.findLastIndex(({ state }) => state !== null && isThere(state)) + 1)
}

function streakOf(turns: readonly AttendanceTurn[]): AttendanceFigures['streak'] {
  const missed = missedSince(turns)
  if (missed.length === 0) return null
  return { kind: missed.every(({ state }) => state === 'leave') ? 'leave' : missed.every(({ state }) => state === 'absent') ? 'absent' : 'away', turns: missed.length }
}

function warningOf(turns: readonly AttendanceTurn[], on: IsoDate): AwayWarning | null {
  const missed = missedSince(turns)
  const [first] = missed
  if (!first) return null
  const since = turns.findLast(({ state }) => state !== null && isThere(state))?.heldOn ?? first.heldOn
  const months = addMonths(since, 6) <= on ? 6 : addMonths(since, 3) <= on ? 3 : null
  return months === null ? null : { months, since, turns: missed.length, leaves: missed.filter(({ state }) => state === 'leave').length }
}
