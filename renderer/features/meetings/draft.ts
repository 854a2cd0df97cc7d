import { v7 as newId } from 'uuid'
import type { Input } from '../../../shared/contract/index.ts'
import { MeetingDraft, type Action, type AgendaItem, type Attendance, type Attendee, type Meeting, type Presence, type StoredVote } from '../../../shared/domain/meeting.ts'
import { kindFacts, type ItemNature, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { statusNames, postNames, type RosterEntry } from '../../../shared/domain/person.ts'
import { attendeesOf } from '../../../shared/domain/roster.ts'

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

export const emptyItem = ({ title, nature }: Head = { title: '', nature: 'party' }): DraftItem => ({ id: newId(), title, nature, reporter: '', report: '', speeches: [], discussion: '', votes: [], decision: '', actions: [] })
export const emptyAction = (): DraftAction => ({ id: newId(), task: '', owners: '', dueText: '', startText: '', repeatText: '' })
export const emptyMark = (personId: string): Attendance => ({ personId, state: 'present', reason: '', approvedBy: '', hours: null, makeUp: null })

/** What an admission is about, by the words of its item. */
const admission = /接收|转为中共正式党员|转正|预备期|预备党员资格/

/** A vote as it most often is: everybody there says yes; an admission is secret, for one person. */
export function likelyVote(kind: MeetingKind, title: string, { present, presentVoters }: Pick<Presence, 'present' | 'presentVoters'>): StoredVote {
  const none = { issued: null, returned: null, valid: null, no: 0, abstain: 0, writtenYes: 0, writtenNo: 0, writtenAbstain: 0, teller: '', counters: '', excluded: 0, excludedReason: '', id: newId() }
  if (kindFacts[kind].expects === 'committee') return { ...none, subject: '', scene: 'committee', method: 'hands', yes: present }
  if (kind === 'generalMeeting' && /选举|补选|换届/.test(title)) return { ...none, subject: '', scene: 'election', method: 'secret', issued: presentVoters, returned: presentVoters, valid: presentVoters, yes: presentVoters }
  if (kind === 'generalMeeting' && admission.test(title)) return { ...none, subject: /接收(.{2,8}?)同志/.exec(title)?.[1] ?? '', scene: 'admission', method: 'secret', issued: presentVoters, returned: presentVoters, valid: presentVoters, yes: presentVoters }
  return { ...none, subject: '', scene: 'general', method: 'hands', yes: presentVoters }
}

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
  const known = { ...clean, elements: Object.fromEntries(Object.entries(clean.elements).filter(([, value]) => value !== '')), attendance: clean.attendance.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)) }
  const text = (draft: Omit<MeetingDraft, 'id' | 'revision'>) => JSON.stringify(draft, (_key, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value))
  return text(draftOf(stored)) === text(known)
}

/** The rows of the attendance: everybody expected; where everybody may come, everybody of the branch. */
export function rowsOf(kind: MeetingKind, roster: readonly RosterEntry[], { attendance, group }: Pick<Draft, 'attendance' | 'group'>): Attendee[] {
  if (kindFacts[kind].expects !== 'open') return attendeesOf(kind, roster, { attendance, group })
  const marks = new Map(attendance.map((mark) => [mark.personId, mark]))
  return roster.map((entry) => {
    const mark = marks.get(entry.id)
    return {
      personId: entry.id, name: entry.name, post: entry.posts.map((post) => postNames[post]).join('、') || statusNames[entry.status], group: entry.group ?? '', hasVote: entry.hasVote, noVoteReason: entry.noVoteReason,
      state: mark?.state ?? null, reason: mark?.reason ?? '', approvedBy: mark?.approvedBy ?? '', hours: mark?.hours ?? null, makeUp: mark?.makeUp ?? null,
    }
  })
}

/** The list with the element at `from` standing at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from)
  const element = list[from]
  return element === undefined ? [...list] : [...rest.slice(0, to), element, ...rest.slice(to)]
}
