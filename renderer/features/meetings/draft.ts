import { v7 as newId } from 'uuid'
import type { Input } from '../../../shared/contract/index.ts'
import { MeetingDraft, type Action, type AgendaItem, type Attendance, type Attendee, type Meeting, type Presence, type StoredVote } from '../../../shared/domain/meeting.ts'
import { kindFacts, type ItemNature, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { statusNames, type RosterEntry } from '../../../shared/domain/person.ts'
import { attendeeOf } from '../../../shared/domain/roster.ts'

export type DraftAction = Omit<Action, 'dueOn' | 'startOn'>
export type DraftItem = Omit<AgendaItem, 'actions'> & { actions: DraftAction[] }
/** A meeting as it stands on the screen: every part has its identity, so that saving twice changes nothing twice. */
export type Draft = Omit<MeetingDraft, 'id' | 'revision' | 'agenda'> & { agenda: DraftItem[] }

export const draftOf = ({ kind, title, heldOn, startsAt, endsAt, place, chair, recorder, group, elements, copiedFrom, attendance, guests, opening, agenda }: Meeting): Draft => ({
  kind, title, heldOn, startsAt, endsAt, place, chair, recorder, group, elements, copiedFrom, attendance, guests, opening,
  agenda: agenda.map((item) => ({ ...item, actions: item.actions.map(({ dueOn: _due, startOn: _start, ...action }) => action) })),
})

/** The head of an agenda item of the last meeting of the kind. */
export interface Head { title: string; nature: ItemNature }

/** What a new record begins with; the heads of the last agenda are offered, not taken. */
export function preparedDraft({ id: _id, revision: _revision, agenda, ...prepared }: MeetingDraft): { draft: Draft; heads: Head[] } {
  return { draft: { ...prepared, agenda: [] }, heads: agenda.map(({ title, nature }) => ({ title, nature })) }
}

export const emptyItem = ({ title, nature }: Head = { title: '', nature: 'party' }): DraftItem => ({ id: newId(), title, nature, seats: null, reporter: '', report: '', speeches: [], discussion: '', votes: [], decision: '', actions: [] })
export const emptyAction = (): DraftAction => ({ id: newId(), task: '', owners: '', dueText: '', startText: '', repeatText: '' })
export const emptyMark = (personId: string): Attendance => ({ personId, state: 'present', reason: '', approvedBy: '', hours: null, makeUp: null })

/** What an admission is about, by the words of its item. */
const admission = /接收|转为中共正式党员|转正|预备期|预备党员资格/

/** A vote as it most often is: everybody there says yes; an admission is secret, for one person. */
export function likelyVote(kind: MeetingKind, title: string, { present, presentVoters }: Pick<Presence, 'present' | 'presentVoters'>): StoredVote {
  const byHands = { subject: '', scene: 'general', method: 'hands', issued: null, returned: null, valid: null, yes: presentVoters, no: 0, abstain: 0, writtenYes: 0, writtenNo: 0, writtenAbstain: 0, teller: '', counters: '', excluded: 0, excludedReason: '', id: newId() } as const
  const byBallot = { ...byHands, method: 'secret', issued: presentVoters, returned: presentVoters, valid: presentVoters } as const
  if (kindFacts[kind].expects === 'committee') return { ...byHands, scene: 'committee', yes: present }
  if (kind === 'generalMeeting' && /选举|补选|换届/.test(title)) return { ...byBallot, scene: 'election' }
  if (kind === 'generalMeeting' && admission.test(title)) return { ...byBallot, scene: 'admission', subject: /接收(.{2,8}?)同志/.exec(title)?.[1] ?? '' }
  return byHands
}

/** What is sent to be stored: rows that were opened and left empty are not part of the record. */
export const toSave = (draft: Draft, id: string, revision: number): Input<'meetings.save'> => ({
  ...draft,
  id,
  revision,
  guests: draft.guests.filter((guest) => guest.name.trim() !== ''),
})

/** A draft as text, the way it comes back from the disk: empty elements and guests gone, marks in their order, keys sorted. */
export const asStored = (draft: Omit<MeetingDraft, 'id' | 'revision'>): string => JSON.stringify({
  ...draft,
  elements: Object.fromEntries(Object.entries(draft.elements).filter(([, value]) => value !== '')),
  guests: draft.guests.filter(({ name }) => name.trim() !== ''),
  attendance: draft.attendance.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
}, (_key, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value))

/** Whether a stored record is the one that was sent, as the service cleans it on the way in. */
export function sameText(stored: Meeting, sent: Input<'meetings.save'>): boolean {
  const { id: _id, revision: _revision, ...clean } = MeetingDraft.parse(sent)
  return asStored(draftOf(stored)) === asStored(clean)
}

/** Where everybody may come, the attendance shows everybody of the branch, marked or not. */
export function everybodyOf(kind: MeetingKind, roster: readonly RosterEntry[], attendance: readonly Attendance[]): Attendee[] {
  const marks = new Map(attendance.map((mark) => [mark.personId, mark]))
  return roster.map((entry) => {
    const attendee = attendeeOf(kind, entry, marks.get(entry.id))
    return { ...attendee, post: attendee.post || statusNames[entry.status] }
  })
}

/** The list with the element at `from` standing at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from)
  const element = list[from]
  return element === undefined ? [...list] : [...rest.slice(0, to), element, ...rest.slice(to)]
}
