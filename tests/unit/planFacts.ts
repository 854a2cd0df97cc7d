// The sample branch before 2027, for what its year plan holds.
import type { PlanSource } from '../../shared/domain/planProposal.ts'
import type { BusinessDay, ProposedItem } from '../../shared/domain/plan.ts'
import { proposePlan } from '../../shared/domain/planProposal.ts'
import type { PastMeeting } from '../../shared/domain/planHabits.ts'
import { shippedRules } from '../../shared/rules/library.ts'
import { people } from './todayFacts.ts'

/** The three sample records, as they were held. */
export const past: readonly PastMeeting[] = [
  { kind: 'committeeMeeting', group: '', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:10', place: '县局三楼党员活动室' },
  { kind: 'generalMeeting', group: '', heldOn: '2026-09-18', startsAt: '15:00', endsAt: '17:05', place: '县局四楼会议室' },
  { kind: 'themeDay', group: '', heldOn: '2026-10-16', startsAt: '14:00', endsAt: '17:20', place: '北川片区' },
]
export const sourceOf = (more: Partial<PlanSource> = {}): PlanSource => ({
  year: 2027, from: '2027-01-01', rules: shippedRules, settings: [], people, past, meetings: [], business: [], ownDays: [], difficulties: [], taken: new Set(), carried: [], paths: [], topics: [], on: '2026-11-30', ...more,
})
export const proposed = (more: Partial<PlanSource> = {}): ProposedItem[] => proposePlan(sourceOf(more)).items

let events = 0
export const event = (kind: BusinessDay['kind'], title: string, from: string, to = from, personId: string | null = null): BusinessDay => ({ id: `0197a000-0000-7000-8000-${String(++events).padStart(12, '0')}`, kind, title, from, to, personId })

/** What the second proposal has that the first has not, and the other way round, whole items by key. */
export function differenceOf(before: readonly ProposedItem[], after: readonly ProposedItem[]): { gone: ProposedItem[]; come: ProposedItem[]; changed: { key: string; fields: string[] }[] } {
  const [a, b] = [new Map(before.map((item) => [item.key, item])), new Map(after.map((item) => [item.key, item]))]
  return {
    gone: before.filter(({ key }) => !b.has(key)), come: after.filter(({ key }) => !a.has(key)),
    changed: after.flatMap((item) => {
      const old = a.get(item.key)
      const fields = old ? (Object.keys(item) as (keyof ProposedItem)[]).filter((field) => JSON.stringify(item[field]) !== JSON.stringify(old[field])) : []
      return fields.length > 0 ? [{ key: item.key, fields }] : []
    }),
  }
}
