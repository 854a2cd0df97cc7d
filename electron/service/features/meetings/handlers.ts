import { noteAct } from '../../../../db/repositories/audit.ts'
import { nameOfMeeting, recordOperation } from '../../../../db/repositories/journal.ts'
import { asWritten, findMeeting, lastOfKind, listMeetings, presentAt, putMeeting, revisionOf, setDeleted, stateOf, titlesOfYear, type ListQuery, type StoredMeeting } from '../../../../db/repositories/meetings.ts'
import { countListed, yearsListed } from '../../../../db/repositories/meetingTally.ts'
import { listPeople, personIds } from '../../../../db/repositories/people.ts'
import { supplementAfter } from '../../../../db/repositories/workspace.ts'
import { parseDue } from '../../../../shared/domain/actionDates.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { meetingFromText } from '../../../../shared/domain/fromText.ts'
import { meetingName } from '../../../../shared/domain/journal.ts'
import { nextTitle, type MeetingDraft } from '../../../../shared/domain/meeting.ts'
import { isOpenForWriting, kindFacts, meetingKinds, type MeetingState } from '../../../../shared/domain/meetingKinds.ts'
import { expectedIdsOf, rosterOn } from '../../../../shared/domain/roster.ts'
import { judgeVote, voteFault } from '../../../../shared/domain/vote.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { undoRemoval } from '../journal/undo.ts'
import { findingsOf } from './check.ts'
import { followUpHandlers, openingElements } from './followUp.ts'
import { stateHandlers } from './states.ts'
import { readMeeting, rosterOfDay, withRoster } from './stored.ts'
import { readTextFile } from './text.ts'
import type { z } from 'zod'

type Draft = z.output<typeof MeetingDraft>

/** 谈心谈话 are confidential to the committee: they stand in a list only when they are asked for. */
const listedKinds = meetingKinds.filter((kind) => kind !== 'heartTalk')
const trash = { text: '', year: undefined, month: undefined, state: undefined, personId: undefined, kinds: meetingKinds, deleted: true }

export function meetingsHandlers(service: Service) {
  const { vault, newId, clock, pathOf } = service

  const stored = (draft: Draft, revision: number, state: MeetingState, at: string): StoredMeeting => ({
    ...draft,
    id: draft.id ?? newId(),
    revision,
    state,
    firstFinalOn: null,
    version: 0,
    savedAt: at,
    agenda: draft.agenda.map((item) => ({
      ...item,
      id: item.id ?? newId(),
      votes: item.votes.map((vote) => ({ ...vote, id: vote.id ?? newId() })),
      actions: item.actions.map((action) => ({
        ...action,
        id: action.id ?? newId(),
        dueOn: action.dueText === '' ? null : parseDue(action.dueText, draft.heldOn),
        startOn: action.startText === '' ? null : parseDue(action.startText.replace(/(?:起|开始)$/, ''), draft.heldOn),
      })),
    })),
  })

  /** A new record of a day to come is a plan; what was planned is a draft from the first mark of attendance on. */
  const stateAfter = (draft: Draft, before: MeetingState | null): MeetingState => {
    if (before === null) return draft.heldOn > localDay(clock()) ? 'planned' : 'draft'
    return before !== 'draft' && draft.attendance.length > 0 ? 'draft' : before
  }

  return {
    'meetings.prepare': ({ kind, heldOn, group }): MeetingDraft => {
      const db = vault.db()
      const { branch, officer } = vault.info()
      const roster = rosterOfDay(db, heldOn)
      const lastId = lastOfKind(db, kind, heldOn, group)
      const last = lastId === undefined ? null : findMeeting(db, lastId)
      const { expects } = kindFacts[kind]
      const leader = (post: 'secretary' | 'groupLeader') => roster.find((entry) => entry.posts.includes(post) && (post === 'secretary' || entry.group === group))?.name ?? ''
      const here = new Set(roster.map((entry) => entry.name))
      return {
        kind, heldOn, title: nextTitle(kind, branch, heldOn, titlesOfYear(db, kind, heldOn.slice(0, 4)), group), group,
        startsAt: '', endsAt: '', place: last?.place ?? '', chair: expects === 'talkers' ? '' : leader(expects === 'group' ? 'groupLeader' : 'secretary'), recorder: expects === 'talkers' ? '' : last?.recorder || officer.name,
        opening: '', elements: openingElements(db, kind, heldOn, localDay(clock())), attendance: [], copiedFrom: last?.id ?? null,
        // 沿用上次: guests who are still in the branch, and the heads of the agenda; never its text or dates.
        guests: last?.guests.filter((guest) => here.has(guest.name)) ?? [],
        agenda: (last?.agenda ?? []).map(({ title, nature }) => ({ title, nature, seats: null, reporter: '', report: '', speeches: [], discussion: '', votes: [], decision: '', actions: [] })),
      }
    },

    'meetings.save': (draft) => {
      const db = vault.db()
      const known = new Set(personIds(db))
      const stranger = draft.attendance.findIndex((a) => !known.has(a.personId))
      if (stranger >= 0) throw new AppError('INVALID_INPUT', { fields: [{ path: `attendance.${stranger}.personId`, message: '签到的人不在名册里。' }] })
      const ids = draft.agenda.flatMap((a) => [a.id, ...a.actions.map((i) => i.id), ...a.votes.map((v) => v.id)]).filter((id) => id !== undefined)
      if (new Set(ids).size < ids.length || new Set(draft.attendance.map((a) => a.personId)).size < draft.attendance.length) {
        throw new AppError('INVALID_INPUT', { fields: [{ path: 'agenda', message: '同一个人或同一项出现了两次。' }] })
      }
      return db.transaction(() => {
        const stamp = stampOf(service)
        const at = draft.id === undefined ? 0 : revisionOf(db, draft.id)
        if (at === null) throw new AppError('NOT_FOUND')
        if (draft.revision !== undefined && draft.revision !== at) throw new AppError('CONFLICT')
        // The state alone: this runs while the officer types, and a record may be long.
        const before = draft.id === undefined ? null : stateOf(db, draft.id)
        if (before !== null && !isOpenForWriting(before)) throw new AppError('MEETING_FINAL')
        const meeting = stored(draft, at + 1, stateAfter(draft, before), stamp.at)
        const { id } = meeting
        const name = () => meetingName(meeting)
        recordOperation(db, { id: newId(), act: before === null ? 'meeting.create' : 'meeting.save', entityId: id, stamp, name, things: [{ kind: 'meeting', id }], joins: ['meeting.create', 'meeting.save'] }, () => putMeeting(db, meeting, stamp.at))
        noteAct(db, 'meeting.save', id, stamp)
        return withRoster(asWritten(db, meeting), rosterOfDay(db, meeting.heldOn), supplementAfter(db))
      }).immediate()
    },

    'meetings.get': ({ id }) => readMeeting(vault.db(), id),

    'meetings.list': ({ text, year, month, kind, state, personId, deleted, after, limit }) => {
      const db = vault.db()
      const query: ListQuery = { text: text.trim(), year, month, kinds: kind === undefined ? listedKinds : [kind], state, personId, deleted, after, limit }
      const listed = listMeetings(db, query)
      const there = presentAt(db, listed.map((row) => row.id))
      const expectedOf = expectedIdsOf(listPeople(db))
      const rows = listed.map(({ group, ...row }) => {
        const present = there.get(row.id) ?? []
        const open = kindFacts[row.kind].expects === 'open'
        const expected = expectedOf(row.kind, row.heldOn, group)
        return { ...row, expected: expected.size, present: open ? present.length : present.filter((personId) => expected.has(personId)).length }
      })
      // Counting what was searched for reads every meeting; who reads on knows the counts from the first page.
      return after ? { rows } : { rows, total: countListed(db, query), years: yearsListed(db, deleted), inTrash: countListed(db, trash) }
    },

    'meetings.remove': ({ id }) => move(id, 'meeting.remove'),
    'meetings.restore': ({ id }) => move(id, 'meeting.restore'),

    'meetings.readText': async ({ fileToken }) => ({ text: await readTextFile(pathOf(fileToken)) }),
    'meetings.fromText': ({ text, kind }) => {
      const db = vault.db()
      const people = listPeople(db)
      return meetingFromText(text, { ...(kind === undefined ? {} : { kind }), roster: (day) => rosterOn(people, day), branch: vault.info().branch, today: localDay(clock()) })
    },
    'meetings.check': ({ id }) => findingsOf(vault.db(), id, localDay(clock())),

    'rules.judgeVote': (counts) => {
      const fault = voteFault(counts)
      if (fault !== null) throw new AppError('INVALID_INPUT', { fields: [{ path: 'present', message: fault }] })
      return judgeVote(counts)
    },

    ...stateHandlers(service),
    ...followUpHandlers(service),
  } satisfies Partial<Handlers>

  /** To the 回收站 and back. */
  function move(id: string, act: 'meeting.remove' | 'meeting.restore'): Record<string, never> {
    const db = vault.db()
    return db.transaction(() => {
      const stamp = stampOf(service)
      if (act === 'meeting.restore' && revisionOf(db, id) === null && undoRemoval(service, { kind: 'deletion', id }, 'meeting.restore')) return {}
      const moved = recordOperation(db, { id: newId(), act, entityId: id, stamp, name: () => nameOfMeeting(db, id), things: [{ kind: 'deletion', id }] }, () => setDeleted(db, id, act === 'meeting.remove' ? stamp.at : null))
      if (!moved) throw new AppError('NOT_FOUND')
      noteAct(db, act, id, stamp)
      return {}
    }).immediate()
  }
}
