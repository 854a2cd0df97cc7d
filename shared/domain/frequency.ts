import type { Rule } from '../rules/library.ts'
import { committeeOf, rosterOn, type PersonWithHistory } from './roster.ts'
import type { IsoDate } from './dates.ts'
import type { MeetingKind, MeetingState } from './meetingKinds.ts'
import type { RosterEntry } from './person.ts'
import { periodsBetween, type Period } from './periods.ts'
import { talksOf, type TalkPair } from './talks.ts'

/** What of a meeting counts for the frequencies. `talk`: who talked with whom, for 谈心谈话. */
export interface HeldMeeting { id: string; kind: MeetingKind; heldOn: IsoDate; group: string; state: MeetingState; isSupplement: boolean; talk?: TalkPair }

/** How the unit reads a rule from a day on: stricter, or (LOCAL only) off. */
export interface RuleSetting { ruleId: string; from: IsoDate; isOn: boolean; times: number | null }

/** Why something is not needed, kept as evidence. `key` is that of a Need. */
export interface Dismissal { key: string; reason: string }

export interface FrequencySource {
  rules: readonly Rule[]
  settings: readonly RuleSetting[]
  /** 建账日期: no period that was over before it, or that it cut, is asked for afterwards. */
  since: IsoDate
  meetings: readonly HeldMeeting[]
  people: readonly PersonWithHistory[]
  dismissals: readonly Dismissal[]
}

/** One thing that a rule asks for in one period: so many meetings of a kind, of the branch or of one 党小组; or talks of one relation. */
export interface Need {
  /** The same for as long as it is the same need: rule, first day of the period, group or relation. */
  key: string
  rule: Rule
  period: Period
  /** The 党小组, or the relation of the talks; empty for the branch. */
  part: string
  asked: number
  /** What was held, oldest first, also more than asked; and what is only planned. */
  done: readonly HeldMeeting[]
  planned: readonly HeldMeeting[]
  /** How many of `asked` are fulfilled, at most all. Talks are counted by pairs, not by meetings. */
  met: number
  /** `open`: the period goes on. `missing`: it is over and something lacks. */
  state: 'done' | 'open' | 'missing' | 'dismissed'
  /** Why it is not needed, where the officer said so. */
  dismissal: string | null
}

/** What the unit's setting makes of a rule on a day: how many times, 0 where it is off. */
export function timesOn(rule: Rule, settings: readonly RuleSetting[], on: IsoDate): number {
  if (!rule.frequency || (rule.inForceFrom !== null && on < rule.inForceFrom) || (rule.inForceTo !== null && on > rule.inForceTo)) return 0
  const setting = settings.filter(({ ruleId, from }) => ruleId === rule.id && from <= on).sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  const isOn = rule.strength === 'LOCAL' ? setting?.isOn ?? rule.isOn : true
  // A unit may be stricter than the paper, never laxer.
  return isOn ? Math.max(rule.strength === 'LOCAL' ? 1 : rule.frequency.times, setting?.times ?? rule.frequency.times) : 0
}

/** A draft of a day that is over counts as held: its words are there. A planned one of a day to come does not yet. */
export const wasHeld = ({ state, heldOn }: HeldMeeting, on: IsoDate): boolean => heldOn <= on && state !== 'planned' && state !== 'notified'

/** The 党小组 that have a member. */
export function groupsOf(roster: readonly RosterEntry[]): string[] {
  const groups = roster.filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').map(({ group }) => group)
  return [...new Set(groups.filter((group) => group !== null))]
}

/**
 * Everything that the frequencies ask for in periods that touch `from` to `to`, as it stands on day `on` (domain rules section 1.1).
 * A period that is over counts only where all of it lies after 建账日期; the running one counts in any case. What a rule asks for is
 * taken from the last day of the period, or `on` while it runs: a group that was given up in between owes nothing more.
 */
export function needsBetween(source: FrequencySource, from: IsoDate, to: IsoDate, on: IsoDate): Need[] {
  const { rules, settings, since, meetings, people, dismissals } = source
  const reasons = new Map(dismissals.map(({ key, reason }) => [key, reason]))
  const needs: Need[] = []
  // Most rules ask on the same days: the last of each month.
  const rosters = new Map<IsoDate, RosterEntry[]>()
  const rosterOf = (day: IsoDate): RosterEntry[] => {
    const known = rosters.get(day) ?? rosterOn(people, day)
    rosters.set(day, known)
    return known
  }
  for (const rule of rules) {
    const { frequency } = rule
    if (!frequency) continue
    for (const period of periodsBetween(frequency.period, from, to)) {
      const isOver = period.last < on
      if (period.first > on) continue
      // What 建账日期 cuts off is told only where it was done all the same.
      const isBefore = period.last < since || (isOver && period.first < since)
      const day = isOver ? period.last : on
      const times = timesOn(rule, settings, day)
      if (times === 0) continue
      const within = meetings.filter(({ kind, heldOn }) => kind === frequency.kind && heldOn >= period.first && heldOn <= period.last).sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0))
      const done = within.filter((meeting) => wasHeld(meeting, on))
      const planned = within.filter((meeting) => !wasHeld(meeting, on))
      const add = (part: string, asked: number, of: { done: readonly HeldMeeting[]; planned: readonly HeldMeeting[]; met: number }): void => {
        const key = `${rule.id} ${period.first} ${part}`.trim()
        const dismissal = reasons.get(key) ?? null
        const met = Math.min(asked, of.met)
        if (isBefore && met < asked) return
        needs.push({ key, rule, period, part, asked, done: of.done, planned: of.planned, met, dismissal, state: met >= asked ? 'done' : dismissal !== null ? 'dismissed' : isOver ? 'missing' : 'open' })
      }
      switch (frequency.scope) {
        case 'branch': {
          // A branch without a committee holds no 支委会 (支部工作条例 art. 20).
          if (frequency.kind === 'committeeMeeting' && committeeOf(rosterOf(day)).length < 2) break
          add('', times, { done, planned, met: done.length })
          break
        }
        case 'groups':
          for (const group of groupsOf(rosterOf(day))) {
            const of = (list: readonly HeldMeeting[]) => list.filter((meeting) => meeting.group === group)
            add(group, times, { done: of(done), planned: of(planned), met: of(done).length })
          }
          break
        case 'talks':
          for (const { relation, asked, met, meetings: held } of talksOf(rosterOf(day), done)) if (asked > 0) add(relation, asked, { done: held, planned: [], met })
          break
      }
    }
  }
  return needs
}

/** How many meetings a year asks for up to a day, and how many of them were held: K01 counts Σmin(held, asked) / Σasked (domain rules section 6.2). */
export function completion(needs: readonly Need[]): { asked: number; met: number } {
  const counted = needs.filter(({ state }) => state !== 'dismissed')
  return { asked: counted.reduce((sum, { asked }) => sum + asked, 0), met: counted.reduce((sum, { met }) => sum + met, 0) }
}
