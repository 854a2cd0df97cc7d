import { noteAct } from '../../../../db/repositories/audit.ts'
import { attendanceOf, countMeetings, findMeeting, lastOfKind, listMeetings, meetingYears, putMeeting, revisionOf, setDeleted, titlesOfYear, type StoredMeeting } from '../../../../db/repositories/meetings.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { parseDue, type IsoDate } from '../../../../shared/domain/dates.ts'
import { isThere, nextCommitteeTitle, type Attendee, type Meeting, type MeetingDraft } from '../../../../shared/domain/meeting.ts'
import { postNames, isCommitteePost, type RosterEntry } from '../../../../shared/domain/person.ts'
import { judgeCommitteeQuorum } from '../../../../shared/domain/quorum.ts'
import { committeeOf, rosterOn } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import type { z } from 'zod'

type Draft = z.output<typeof MeetingDraft>

const attendeesOf = (committee: readonly RosterEntry[], attendance: StoredMeeting['attendance']): Attendee[] =>
  committee.map((entry) => {
    const mark = attendance.find((a) => a.personId === entry.id)
    return { personId: entry.id, name: entry.name, post: entry.posts.filter(isCommitteePost).map((p) => postNames[p]).join('、'), state: mark?.state ?? null, reason: mark?.reason ?? '' }
  })

/** A stored meeting with what follows from the roster of its day. */
export function withRoster(stored: StoredMeeting, committee: readonly RosterEntry[]): Meeting {
  const attendees = attendeesOf(committee, stored.attendance)
  const expected = attendees.length
  const present = attendees.filter((a) => a.state !== null && isThere(a.state)).length
  const { mayMeet, explanation } = judgeCommitteeQuorum({ expected, present })
  return { ...stored, attendees, expected, present, mayMeet, quorum: explanation }
}

export function meetingsHandlers(service: Service) {
  const { vault, newId } = service
  const committeeOn = (day: IsoDate) => committeeOf(rosterOn(listPeople(vault.db()), day))
  const read = (id: string): Meeting => {
    const stored = findMeeting(vault.db(), id)
    if (!stored) throw new AppError('NOT_FOUND')
    return withRoster(stored, committeeOn(stored.heldOn))
  }

  const stored = (draft: Draft, revision: number, at: string): StoredMeeting => ({
    ...draft,
    id: draft.id ?? newId(),
    revision,
    savedAt: at,
    agenda: draft.agenda.map((item) => ({
      ...item,
      id: item.id ?? newId(),
      actions: item.actions.map((action) => ({ ...action, id: action.id ?? newId(), dueOn: action.dueText === '' ? null : parseDue(action.dueText, draft.heldOn) })),
    })),
  })

  return {
    'meetings.prepare': ({ kind, heldOn }): MeetingDraft => {
      const db = vault.db()
      const { branch, officer } = vault.info()
      const last = lastOfKind(db, kind)
      const chair = committeeOn(heldOn).find((entry) => entry.posts.includes('secretary'))?.name ?? ''
      return {
        kind, heldOn, title: nextCommitteeTitle(branch, heldOn, titlesOfYear(db, kind, heldOn.slice(0, 4))),
        startsAt: '', endsAt: '', place: last?.place ?? '', chair, recorder: last?.recorder || officer.name, opening: '', attendance: [], guests: [],
        agenda: [],
      }
    },

    'meetings.save': (draft) => {
      const db = vault.db()
      const known = new Set(listPeople(db).map((person) => person.id))
      const stranger = draft.attendance.findIndex((a) => !known.has(a.personId))
      if (stranger >= 0) throw new AppError('INVALID_INPUT', { fields: [{ path: `attendance.${stranger}.personId`, message: '签到的人不在名册里。' }] })
      const ids = [...draft.agenda.map((a) => a.id), ...draft.agenda.flatMap((a) => a.actions.map((i) => i.id))].filter((id) => id !== undefined)
      if (new Set(ids).size < ids.length || new Set(draft.attendance.map((a) => a.personId)).size < draft.attendance.length) {
        throw new AppError('INVALID_INPUT', { fields: [{ path: 'agenda', message: '同一个人或同一项出现了两次。' }] })
      }
      return db.transaction(() => {
        const stamp = stampOf(service)
        const at = draft.id === undefined ? 0 : revisionOf(db, draft.id)
        if (at === null) throw new AppError('NOT_FOUND')
        if (draft.revision !== undefined && draft.revision !== at) throw new AppError('CONFLICT')
        const meeting = stored(draft, at + 1, stamp.at)
        putMeeting(db, meeting, stamp.at)
        noteAct(db, 'meeting.save', meeting.id, stamp)
        return withRoster(meeting, committeeOn(meeting.heldOn))
      }).immediate()
    },

    'meetings.get': ({ id }) => read(id),

    'meetings.list': ({ text, year, deleted, after, limit }) => {
      const db = vault.db()
      const query = { text: text.trim(), year, deleted, after, limit }
      const listed = listMeetings(db, query)
      const attendance = attendanceOf(db, listed.map((row) => row.id))
      const people = listPeople(db)
      const committees = new Map<IsoDate, Set<string>>()
      const committeeIds = (day: IsoDate) => {
        const known = committees.get(day) ?? new Set(committeeOf(rosterOn(people, day)).map((entry) => entry.id))
        committees.set(day, known)
        return known
      }
      const rows = listed.map((row) => {
        const expected = committeeIds(row.heldOn)
        const present = (attendance.get(row.id) ?? []).filter((a) => isThere(a.state) && expected.has(a.personId)).length
        return { ...row, expected: expected.size, present }
      })
      return { rows, total: countMeetings(db, query), years: meetingYears(db, deleted), inTrash: countMeetings(db, { text: '', year: undefined, deleted: true }) }
    },

    'meetings.remove': ({ id }) => move(id, 'meeting.remove'),
    'meetings.restore': ({ id }) => move(id, 'meeting.restore'),
  } satisfies Partial<Handlers>

  /** To the 回收站 and back. */
  function move(id: string, act: 'meeting.remove' | 'meeting.restore'): Record<string, never> {
    const db = vault.db()
    return db.transaction(() => {
      const stamp = stampOf(service)
      if (!setDeleted(db, id, act === 'meeting.remove' ? stamp.at : null)) throw new AppError('NOT_FOUND')
      noteAct(db, act, id, stamp)
      return {}
    }).immediate()
  }
}
