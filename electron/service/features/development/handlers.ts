import { noteAct } from '../../../../db/repositories/audit.ts'
import { deleteEntry, entriesOf, findPath, putClosing, putEntry, removePath, touchPath } from '../../../../db/repositories/development.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import type { ThingRef } from '../../../../db/repositories/journalThings.ts'
import { findMeeting, putMeeting, stateOf } from '../../../../db/repositories/meetings.ts'
import { findPerson, findPersonByName, listPeople } from '../../../../db/repositories/people.ts'
import { chineseMonthDay, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { StepEntry, StepEntryDraft } from '../../../../shared/domain/development.ts'
import { auditDevelopment } from '../../../../shared/domain/developmentAudit.ts'
import { entryInTheWay } from '../../../../shared/domain/developmentPath.ts'
import { stepOfRecord } from '../../../../shared/domain/developmentRecords.ts'
import type { OperationAct } from '../../../../shared/domain/journal.ts'
import type { PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { normaliseName } from '../../../../shared/domain/text.ts'
import { voteFault } from '../../../../shared/domain/vote.ts'
import { stepOf } from '../../../../shared/rules/developmentSteps.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { dayOfAct, fault } from '../actions/acts.ts'
import type { meetingsHandlers } from '../meetings/handlers.ts'
import { boardOf } from './board.ts'
import { developmentFactsOf } from './facts.ts'
import { pathOf } from './path.ts'
import { hasCommitteeOn, recordKindOf, recordOf, recordsAbout } from './records.ts'

type DevelopmentAct = Extract<OperationAct, `development.${string}`>
const longestPath = 400

/** 发展党员: the path of one person entered step by step, the board of all, and what is to be said about the dates. The software moves nobody. */
export function developmentHandlers(service: Service, { 'meetings.prepare': prepare }: Pick<ReturnType<typeof meetingsHandlers>, 'meetings.prepare'>) {
  const { vault, newId, clock } = service
  const today = (): IsoDate => localDay(clock())

  /** Errors: NOT_FOUND. */
  function personOf(personId: string): PersonWithHistory {
    const person = findPerson(vault.db(), personId)
    if (!person) throw new AppError('NOT_FOUND')
    return person
  }

  /** One act on one path, undoable as a whole. Answers the path after it. */
  function act(what: DevelopmentAct, personId: string, name: string, change: (at: string) => void, count?: number) {
    const db = vault.db()
    const stamp = stampOf(service)
    recordOperation(db, { id: newId(), act: what, entityId: personId, stamp, name: () => name, things: [{ kind: 'development', id: personId }], ...(count === undefined ? {} : { count: () => count }) }, () => change(stamp.at))
    noteAct(db, what, personId, stamp)
    return pathOf(service, personId, today())
  }

  /** The entry as it is stored: only what its step has; names that the roster knows are linked to it. Errors: INVALID_INPUT. */
  function settled(draft: StepEntryDraft, id: string, path = ''): StepEntry {
    const db = vault.db()
    const { fields, name } = stepOf(draft.step)
    const has = (field: (typeof fields)[number]): boolean => fields.includes(field)
    const at = (field: string): string => `${path}${field}`
    const on = dayOfAct(draft.on, today(), at('on'))
    const until = has('until') ? draft.until : null
    if (until !== null && until < on) throw fault(at('until'), '结束日期早于开始日期。')
    const votes = has('votes') ? draft.votes : null
    const impossible = votes === null ? null : voteFault(votes)
    if (impossible !== null) throw fault(at('votes'), impossible)
    if (draft.meetingId !== null && stateOf(db, draft.meetingId) === null) throw fault(at('meetingId'), '这次会议的记录不在了，或在回收站里。')
    const people = (has('people') ? draft.people : []).map((helper) => {
      const known = helper.personId === null ? findPersonByName(db, normaliseName(helper.name)) : findPerson(db, helper.personId)
      return known ? { personId: known.id, name: known.name } : { personId: null, name: helper.name }
    })
    if (new Set(people.map((helper) => helper.name)).size < people.length) throw fault(at('people'), `${name}里同一个人写了两次。`)
    const result = has('result') ? draft.result : null
    return {
      id, step: draft.step, on, until, people, hours: has('hours') ? draft.hours : null, days: has('days') ? draft.days : null, result, extendedMonths: result === 'extended' ? draft.extendedMonths : null, votes,
      meetingId: draft.meetingId, documentNo: has('documentNo') ? draft.documentNo : '', note: draft.note,
    }
  }

  /** A step that comes once is entered once, and again where it failed. */
  function refuseTwice(entries: readonly StepEntry[], entry: StepEntry): void {
    const same = entryInTheWay(entries, entry)
    if (same) throw fault('step', `“${stepOf(entry.step).name}”已经登记在${chineseMonthDay(same.on)}，请改那一条。`)
    if (entries.length >= longestPath) throw fault('step', `一个人的过程最多登记${longestPath}条。`)
  }

  function refuseConflict(held: number, read: number | undefined): void {
    if (read !== undefined && read !== held) throw new AppError('CONFLICT')
  }

  return {
    'development.board': (query) => boardOf(service, query, today()),
    'development.get': ({ personId }) => pathOf(service, personId, today()),
    'development.audit': ({ personId }) => ({ on: today(), findings: auditDevelopment(developmentFactsOf(service, personId, today())) }),

    'development.start': ({ personId, entries }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name } = personOf(personId)
        if (findPath(db, personId)) throw fault('personId', `${name}的发展过程已经在登记了。`)
        const begun: StepEntry[] = []
        entries.forEach((draft, index) => {
          const entry = settled(draft, newId(), `entries.${index}.`)
          refuseTwice(begun, entry)
          begun.push(entry)
        })
        return act('development.start', personId, name, (at) => {
          touchPath(db, personId, at)
          for (const entry of begun) putEntry(db, personId, entry)
        }, begun.length)
      }).immediate()
    },

    'development.saveStep': ({ personId, revision, id, entry: draft }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name } = personOf(personId)
        const path = findPath(db, personId)
        refuseConflict(path?.revision ?? 0, revision)
        if (path?.closing) throw fault('personId', '这个过程已经结束。要补登请先重新打开。')
        const entries = entriesOf(db, [personId]).get(personId) ?? []
        const before = id === undefined ? undefined : entries.find((entry) => entry.id === id)
        if (id !== undefined && !before) throw new AppError('NOT_FOUND')
        const entry = settled(draft, before?.id ?? newId())
        refuseTwice(entries, entry)
        return act('development.step', personId, `${name}，${stepOf(entry.step).name}`, (at) => {
          touchPath(db, personId, at)
          putEntry(db, personId, entry)
        })
      }).immediate()
    },

    'development.removeStep': ({ personId, id, revision }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name } = personOf(personId)
        refuseConflict(findPath(db, personId)?.revision ?? 0, revision)
        const entry = entriesOf(db, [personId]).get(personId)?.find((each) => each.id === id)
        if (!entry) throw new AppError('NOT_FOUND')
        return act('development.removeStep', personId, `${name}，${stepOf(entry.step).name}`, (at) => {
          touchPath(db, personId, at)
          deleteEntry(db, id)
        })
      }).immediate()
    },

    'development.close': ({ personId, on, kind, reason }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name } = personOf(personId)
        const path = findPath(db, personId)
        if (!path) throw new AppError('NOT_FOUND')
        const day = dayOfAct(on, today())
        if (kind === 'other' && reason.trim() === '') throw fault('reason', '请写明原因。')
        return act('development.close', personId, name, (at) => {
          touchPath(db, personId, at)
          putClosing(db, personId, { on: day, kind, reason })
        })
      }).immediate()
    },

    'development.reopen': ({ personId }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name } = personOf(personId)
        if (!findPath(db, personId)?.closing) return pathOf(service, personId, today())
        return act('development.reopen', personId, name, (at) => {
          touchPath(db, personId, at)
          putClosing(db, personId, null)
        })
      }).immediate()
    },

    'development.remove': ({ personId }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name } = personOf(personId)
        if (!findPath(db, personId)) throw new AppError('NOT_FOUND')
        act('development.remove', personId, name, () => removePath(db, personId))
        return {}
      }).immediate()
    },

    'development.open': ({ personId, step, on }) => {
      const db = vault.db()
      const day = on ?? today()
      const person = personOf(personId)
      const people = listPeople(db)
      const kind = recordKindOf(step, hasCommitteeOn(people, day))
      if (kind === null) throw fault('step', `“${stepOf(step).name}”不用开会或谈话，直接登记日期就行。`)
      // What was begun for this step already, and is not written yet, is gone on with.
      const entries = entriesOf(db, [personId]).get(personId) ?? []
      const begun = recordsAbout(db, person, people).find((record) => stepOfRecord(record) === step && !entries.some(({ meetingId }) => meetingId === record.meetingId) && ['planned', 'notified', 'draft'].includes(record.state))
      if (begun && findMeeting(db, begun.meetingId)) return { meetingId: begun.meetingId, isNew: false }
      const meetingId = newId()
      const things: ThingRef[] = [{ kind: 'meeting', id: meetingId }]
      return db.transaction(() => {
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'development.open', entityId: meetingId, stamp, name: () => `${person.name}的“${stepOf(step).name}”`, things }, () => {
          const draft = recordOf(step, person.name, prepare({ kind, heldOn: day, group: '' }), '')
          putMeeting(db, {
            ...draft, id: meetingId, revision: 1, state: day > today() ? 'planned' : 'draft', firstFinalOn: null, version: 0, savedAt: stamp.at, group: draft.group ?? '', copiedFrom: draft.copiedFrom ?? null,
            startsAt: draft.startsAt ?? '', endsAt: draft.endsAt ?? '', place: draft.place ?? '', chair: draft.chair ?? '', recorder: draft.recorder ?? '', opening: draft.opening ?? '', elements: draft.elements ?? {}, attendance: draft.attendance ?? [], guests: draft.guests ?? [],
            agenda: (draft.agenda ?? []).map((item) => ({ ...item, id: newId(), votes: item.votes.map((vote) => ({ ...vote, id: newId() })), actions: [] })),
          }, stamp.at)
        })
        noteAct(db, 'development.open', personId, stamp)
        return { meetingId, isNew: true }
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
