import { v7 as newId } from 'uuid'
import type { Input } from '../../../shared/contract/index.ts'
import { isThere, MeetingDraft, type Action, type AgendaItem, type Attendee, type Meeting } from '../../../shared/domain/meeting.ts'
import { isCommitteePost, postNames, type RosterEntry } from '../../../shared/domain/person.ts'
import { judgeCommitteeQuorum } from '../../../shared/domain/quorum.ts'
import { committeeOf } from '../../../shared/domain/roster.ts'

export type DraftAction = Omit<Action, 'dueOn'>
export type DraftItem = Omit<AgendaItem, 'actions'> & { actions: DraftAction[] }
/** A meeting as it stands on the screen: every part has its identity, so that saving twice changes nothing twice. */
export type Draft = Omit<MeetingDraft, 'id' | 'revision' | 'agenda'> & { agenda: DraftItem[] }

export const draftOf = ({ kind, title, heldOn, startsAt, endsAt, place, chair, recorder, attendance, guests, opening, agenda }: Meeting): Draft => ({
  kind, title, heldOn, startsAt, endsAt, place, chair, recorder, attendance, guests, opening,
  agenda: agenda.map((item) => ({ ...item, actions: item.actions.map(({ id, task, owners, dueText }) => ({ id, task, owners, dueText })) })),
})

export const preparedDraft = ({ id: _id, revision: _revision, agenda: _agenda, ...prepared }: MeetingDraft): Draft => ({ ...prepared, agenda: [] })

export const emptyItem = (): DraftItem => ({ id: newId(), title: '', reporter: '', report: '', speeches: [], discussion: '', vote: null, decision: '', actions: [] })
export const emptyAction = (): DraftAction => ({ id: newId(), task: '', owners: '', dueText: '' })

/** What is sent to be stored: rows that were opened and left empty are not part of the record. */
export const toSave = (draft: Draft, id: string, revision: number): Input<'meetings.save'> => ({
  ...draft,
  id,
  revision,
  guests: draft.guests.filter((guest) => guest.name.trim() !== ''),
})

/** Whether a stored record is the one that was sent, as the service cleans it on the way in. */
export function sameText(stored: Meeting, sent: Input<'meetings.save'>): boolean {
  const { id: _id, revision: _revision, ...clean } = MeetingDraft.parse(sent)
  const text = (draft: Omit<MeetingDraft, 'id' | 'revision'>) => JSON.stringify(draft, (_key, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value))
  return text(draftOf(stored)) === text(clean)
}

/** Everybody expected by the roster of the day, with the mark each has. */
export const attendeesOf = (roster: readonly RosterEntry[], { attendance }: Pick<Draft, 'attendance'>): Attendee[] =>
  committeeOf(roster).map((entry) => {
    const mark = attendance.find((a) => a.personId === entry.id)
    return { personId: entry.id, name: entry.name, post: entry.posts.filter(isCommitteePost).map((p) => postNames[p]).join('、'), state: mark?.state ?? null, reason: mark?.reason ?? '' }
  })

export interface Presence { attendees: Attendee[]; expected: number; present: number; marked: number; mayMeet: boolean; explanation: string }

/** Who is there, and whether they may meet, in words. */
export function presenceOf(attendees: Attendee[]): Presence {
  const expected = attendees.length
  const present = attendees.filter((a) => a.state !== null && isThere(a.state)).length
  return { attendees, expected, present, marked: attendees.filter((a) => a.state !== null).length, ...judgeCommitteeQuorum({ expected, present }) }
}

/** The list with the element at `from` standing at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from)
  const element = list[from]
  return element === undefined ? [...list] : [...rest.slice(0, to), element, ...rest.slice(to)]
}
