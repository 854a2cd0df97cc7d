// People and facts of the sample branch, for what is due on a day.
import type { HeldMeeting } from '../../shared/domain/frequency.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { parsePeopleLines } from '../../shared/domain/peopleLines.ts'
import type { PersonWithHistory } from '../../shared/domain/roster.ts'
import type { TodayFacts } from '../../shared/domain/today.ts'
import { shippedRules } from '../../shared/rules/library.ts'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'

/** Everybody of the sample branch; the id of a person is their name. */
export const people = ((): PersonWithHistory[] => {
  const byName = new Map<string, PersonWithHistory & { history: PersonWithHistory['history'][number][] }>()
  for (const { name, status, posts, group, from } of parsePeopleLines(peopleLines, '2026-01-01').people) {
    const person = byName.get(name) ?? { id: name, name, history: [] }
    byName.set(name, person)
    const dated = { id: `${name}${from}`, personId: name, from }
    person.history.push({ ...dated, field: 'status', value: status }, { ...dated, field: 'posts', value: posts }, { ...dated, field: 'group', value: group })
  }
  return [...byName.values()]
})()

export const held = (kind: MeetingKind, heldOn: string, more: Partial<HeldMeeting> = {}): HeldMeeting => ({ id: `${kind} ${heldOn} ${more.group ?? ''}`, kind, heldOn, group: '', state: 'final', isSupplement: false, ...more })
/** The three sample records. */
export const samples = [held('committeeMeeting', '2026-09-08'), held('generalMeeting', '2026-09-18'), held('themeDay', '2026-10-16')]

/** Nothing but people and the three sample records, since 1 September 2026. */
export const factsOf = (more: Partial<TodayFacts> = {}): TodayFacts => ({
  officer: '林静怡', posts: ['组织委员', '综合科副科长'],
  frequency: { rules: shippedRules, settings: [], since: '2026-09-01', meetings: samples, people, dismissals: [] },
  plan: [], records: { open: [], unfiled: [], supplementAfter: 3 }, actions: [],
  people: { paths: [], files: new Map(), away: [], terms: [], transfers: [] }, projects: [], difficulties: [], talent: { open: [], decidedYears: [] }, dues: { months: [], lapsed: [] }, backups: [], ...more,
})
