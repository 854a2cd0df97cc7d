import type { StoredMeeting } from '../../../../db/repositories/meetings.ts'
import { parseDue } from '../../../../shared/domain/actionDates.ts'
import { parseClock, type IsoDate } from '../../../../shared/domain/dates.ts'
import { nextTitle, type MeetingDraft } from '../../../../shared/domain/meeting.ts'
import type { ItemNature, MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import type { PlanItem } from '../../../../shared/domain/plan.ts'
import type { StudiedRecord } from '../../../../shared/domain/studyHours.ts'

/** 16:30 of 14:30 and two hours; empty where that is not known or goes over midnight. */
function endOf(startsAt: string, hours: number | null): string {
  const clock = parseClock(startsAt)
  if (clock === null || hours === null) return ''
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + hours * 60
  return minutes >= 24 * 60 ? '' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('；')

/** What the plan knows of the elements that a kind asks for (domain rules section 1.4). */
function elementsOf({ kind, topic, business, hours }: Pick<PlanItem, 'kind' | 'topic' | 'business' | 'hours'>): Record<string, string> {
  const learnt = hours === null ? {} : { hours: String(hours) }
  switch (kind) {
    case 'themeDay': return { ...(topic === '' ? {} : { theme: topic }), ...learnt }
    case 'partyLecture': return { ...(topic === '' ? {} : { topic }), ...(business === '' ? {} : { business }), ...learnt }
    case 'groupMeeting': return { study: joined([topic, business]) }
    case 'moralLecture': case 'volunteerService': case 'massActivity': return { theme: joined([topic, business]) }
    case 'orgLifeMeeting': case 'generalMeeting': case 'committeeMeeting': case 'democraticReview': case 'heartTalk': return {}
  }
}

const natureOf = (title: string): ItemNature => (title.startsWith('第一议题') ? 'firstTopic' : 'party')
/** The agenda of what decides: each topic an item, business as one of its own. */
function agendaOf({ kind, topic, business }: Pick<PlanItem, 'kind' | 'topic' | 'business'>): { title: string; nature: ItemNature }[] {
  const party = kind === 'committeeMeeting' || kind === 'generalMeeting' ? topic.split(/[；;]/).map((title) => title.trim()).filter((title) => title !== '').map((title) => ({ title, nature: natureOf(title) })) : []
  const ofBusiness = business !== '' && (kind === 'committeeMeeting' || kind === 'generalMeeting' || kind === 'themeDay') ? [{ title: business, nature: kind === 'themeDay' ? 'both' as const : 'business' as const }] : []
  return [...party, ...ofBusiness]
}

/** What the record of an activity will tell of study, as far as the plan knows it. */
export const studyOfItem = (item: PlanItem): StudiedRecord =>
  ({ kind: item.kind, heldOn: item.on, startsAt: item.startsAt, endsAt: endOf(item.startsAt, item.hours), elements: elementsOf(item), agenda: agendaOf(item) })

type Prepared = Omit<MeetingDraft, 'id' | 'revision'>

/** The meeting of an activity as it is begun: what the plan says, and for the rest what is usual. */
export function meetingOf(item: PlanItem, prepared: Prepared, { id, newId, at, isAhead }: { id: string; newId(): string; at: string; isAhead: boolean }): StoredMeeting {
  const none = { reporter: '', report: '', speeches: [], discussion: '', seats: null, votes: [], decision: '', actions: [] }
  return {
    ...prepared, id, revision: 1, state: isAhead ? 'planned' : 'draft', firstFinalOn: null, version: 0, savedAt: at,
    heldOn: item.on, startsAt: item.startsAt, endsAt: endOf(item.startsAt, item.hours), place: item.place || prepared.place, elements: { ...prepared.elements, ...elementsOf(item) },
    agenda: agendaOf(item).map((head) => ({ ...none, ...head, id: newId() })),
  }
}

/** Kinds whose title has their month or day in it. */
const datedTitles: ReadonlySet<MeetingKind> = new Set(['themeDay'])

/** A planned meeting on another day: what follows from its day follows. Its title does where it is the one that was proposed. */
function onAnotherDay(meeting: StoredMeeting, on: IsoDate, branch: string): StoredMeeting {
  const titleOn = (day: IsoDate): string => nextTitle(meeting.kind, branch, day, [], meeting.group)
  const title = datedTitles.has(meeting.kind) && meeting.title === titleOn(meeting.heldOn) ? titleOn(on) : meeting.title
  const agenda = meeting.agenda.map((item) => ({ ...item, actions: item.actions.map((action) => ({ ...action, dueOn: action.dueText === '' ? null : parseDue(action.dueText, on), startOn: action.startText === '' ? null : parseDue(action.startText.replace(/(?:起|开始)$/, ''), on) })) }))
  return { ...meeting, title, agenda, heldOn: on }
}

/** A planned meeting after its activity was changed: day, hour and place go along where they were changed there; what was written in the record stays. */
export function followingPlan(meeting: StoredMeeting, from: PlanItem, to: PlanItem, branch: string): StoredMeeting {
  const moved = to.on === from.on ? meeting : onAnotherDay(meeting, to.on, branch)
  const isRetimed = to.startsAt !== from.startsAt || to.hours !== from.hours
  return {
    ...moved, revision: meeting.revision + 1,
    ...(isRetimed ? { startsAt: to.startsAt, endsAt: endOf(to.startsAt, to.hours) } : {}), ...(to.place !== from.place ? { place: to.place } : {}),
  }
}
