import type { Rule } from '../rules/library.ts'
import type { IsoDate } from './dates.ts'
import { wasHeld, type HeldMeeting } from './frequency.ts'
import type { PeriodKind } from '../rules/library.ts'
import { periodOf } from './periods.ts'
import { dayOfRow, type PlanConflict, type PlanItem, type PlanRow, type PlanState } from './plan.ts'
import { conflictsOf, type ConflictSource } from './planConflicts.ts'
import { talksOf } from './talks.ts'

interface Standing { state: PlanState; meeting: HeldMeeting | null; isLinked: boolean; progress: string }

const daysApart = (a: IsoDate, b: IsoDate): number => Math.abs(Date.parse(a) - Date.parse(b))

/**
 * How each activity of a year stands on a day. What was opened from the plan stands as its record does. Of the others each takes the nearest record of its kind
 * (and 党小组) in the period of its rule, in its month where no rule asks for it; one record fulfils one activity. Talks are counted by pairs.
 */
export function standingsOf(items: readonly PlanItem[], meetings: readonly HeldMeeting[], { rules, rosterOf }: { rules: readonly Rule[] } & Pick<ConflictSource, 'rosterOf'>, on: IsoDate): Standing[] {
  const byId = new Map(meetings.map((meeting) => [meeting.id, meeting]))
  const linked = new Set(items.flatMap(({ meetingId }) => (meetingId !== null && byId.has(meetingId) ? [meetingId] : [])))
  const free = meetings.filter(({ id }) => !linked.has(id))
  const periodKinds = new Map<string, PeriodKind>(rules.flatMap(({ id, frequency }) => (frequency ? [[id, frequency.period] as const] : [])))
  const used = new Set<string>()
  const stateOf = (meeting: HeldMeeting): PlanState => (wasHeld(meeting, on) ? 'done' : 'opened')
  const unlinked = (item: PlanItem): PlanState => (item.on < on ? 'missing' : 'ahead')
  const standings = new Map<PlanItem, Standing>()
  for (const item of items.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    const own = item.meetingId === null ? undefined : byId.get(item.meetingId)
    if (own) {
      standings.set(item, { state: stateOf(own), meeting: own, isLinked: true, progress: '' })
      continue
    }
    if (item.kind === 'heartTalk') {
      const year = periodOf('year', item.on)
      const talks = talksOf(rosterOf(item.on), meetings.filter((meeting) => meeting.kind === 'heartTalk' && meeting.heldOn >= year.first && meeting.heldOn <= year.last && wasHeld(meeting, on))).find(({ relation }) => relation === item.part)
      const isDone = talks !== undefined && talks.asked > 0 && talks.met >= talks.asked
      standings.set(item, { state: isDone ? 'done' : talks && talks.met > 0 ? 'opened' : unlinked(item), meeting: null, isLinked: false, progress: talks ? `${talks.met}/${talks.asked}${item.part === '支部委员之间' ? '对' : '人'}` : '' })
      continue
    }
    const period = periodOf(periodKinds.get(item.ruleId ?? '') ?? 'month', item.on)
    const found = free.filter(({ id, kind, group, heldOn }) => !used.has(id) && kind === item.kind && (kind !== 'groupMeeting' || group === item.part) && heldOn >= period.first && heldOn <= period.last)
      .toSorted((a, b) => daysApart(a.heldOn, item.on) - daysApart(b.heldOn, item.on))[0]
    if (found) used.add(found.id)
    standings.set(item, { state: found ? stateOf(found) : unlinked(item), meeting: found ?? null, isLinked: false, progress: '' })
  }
  return items.map((item) => standings.get(item) ?? { state: unlinked(item), meeting: null, isLinked: false, progress: '' })
}

/** The lines of a plan. What was held has nothing in its way any more. */
export function planRows(items: readonly PlanItem[], meetings: readonly HeldMeeting[], source: ConflictSource & { rules: readonly Rule[] }, on: IsoDate): PlanRow[] {
  const standings = standingsOf(items, meetings, source, on)
  const rows = items.map(({ year: _year, meetingId: _link, ...item }, index): PlanRow => {
    const { state, meeting, isLinked, progress } = standings[index] ?? { state: 'ahead', meeting: null, isLinked: false, progress: '' }
    return { ...item, state, isLinked, progress, meetingId: meeting?.id ?? null, heldOn: meeting && meeting.heldOn !== item.on ? meeting.heldOn : null, meetingState: meeting?.state ?? null, conflicts: [] }
  })
  const ahead = rows.filter(({ state }) => state === 'ahead' || state === 'opened')
  const conflicts = new Map<PlanRow, PlanConflict[]>()
  for (const [index, found] of conflictsOf(ahead.map((row) => ({ ...row, on: dayOfRow(row) })), source).entries()) {
    const row = ahead[index]
    if (row) conflicts.set(row, found)
  }
  return rows.map((row) => ({ ...row, conflicts: conflicts.get(row) ?? [] }))
}
