import type { Db } from '../../../../db/connection.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { nameOfMeeting, recordOperation } from '../../../../db/repositories/journal.ts'
import { addMinutesVersion, countMinutesVersions, findMinutes, minutesVersions, putMinutes, type StoredMinutes } from '../../../../db/repositories/minutes.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import type { Meeting } from '../../../../shared/domain/meeting.ts'
import { isOpenForWriting, kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import type { MinutesFile, MinutesText } from '../../../../shared/domain/minutes.ts'
import { minutesDifferences } from '../../../../shared/domain/minutesDifferences.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import { noSuchPaper } from '../../documents/noSuchPaper.ts'
import type { Handlers } from '../../router.ts'
import { readMeeting } from '../meetings/stored.ts'

/** What the record gives, without the day: the same record gives the same text tomorrow. */
const undated = (minutes: MinutesText): MinutesText => ({ ...minutes, issuedOn: null })

/** 纪要: drafted from the record, edited, finalised by itself, opened again by a correction. Every act answers the 纪要 as it is then. */
export function minutesHandlers(service: Service) {
  const { vault, clock, newId } = service

  /** The record, and the text it gives now. The writers are loaded on first use, before a transaction begins. */
  async function reader() {
    const { draftMinutes } = await import('../../documents/index.ts')
    const { unit, branch } = vault.info()
    const today = localDay(clock())
    return (db: Db, meetingId: string): { meeting: Meeting; given: MinutesText; stored: StoredMinutes | null } => {
      const meeting = readMeeting(db, meetingId)
      if (kindFacts[meeting.kind].expects === 'talkers') throw noSuchPaper(`${kindFacts[meeting.kind].full}没有纪要。`)
      return { meeting, given: draftMinutes({ meeting, workspace: { unit, branch }, today }), stored: findMinutes(db, meetingId) }
    }
  }

  function answer(db: Db, { meeting, given, stored }: ReturnType<Awaited<ReturnType<typeof reader>>>): MinutesFile {
    const recordChanges = stored === null ? [] : minutesDifferences(stored.drafted, undated(given))
    return {
      meetingId: meeting.id, minutes: stored?.minutes ?? given, given, state: stored?.state ?? 'none', revision: stored?.revision ?? 0,
      recordFinal: !isOpenForWriting(meeting.state), recordChanged: recordChanges.length > 0, recordChanges,
      replaced: stored !== null && stored.replaced !== null, names: [...meeting.attendees, ...meeting.guests].map(({ name }) => name), versions: countMinutesVersions(db, meeting.id), savedAt: stored?.savedAt ?? null,
    }
  }

  type MinutesAct = 'minutes.draft' | 'minutes.save' | 'minutes.finalize' | 'minutes.correct'
  type Known = ReturnType<Awaited<ReturnType<typeof reader>>>
  /** One act on a 纪要 in one transaction. `change` answers what is to be stored, or throws. */
  async function act(name: MinutesAct, meetingId: string, change: (known: Known, stamp: ReturnType<typeof stampOf>, db: Db) => Omit<StoredMinutes, 'revision' | 'savedAt'>): Promise<MinutesFile> {
    const read = await reader()
    const db = vault.db()
    return db.transaction(() => {
      const stamp = stampOf(service)
      const known = read(db, meetingId)
      const next = { ...change(known, stamp, db), revision: (known.stored?.revision ?? 0) + 1, savedAt: stamp.at }
      const canUndo = name === 'minutes.draft' || name === 'minutes.save'
      recordOperation(db, { id: newId(), act: name, entityId: meetingId, stamp, name: () => nameOfMeeting(db, meetingId), things: canUndo ? [{ kind: 'minutes', id: meetingId }] : [], ...(name === 'minutes.save' ? { joins: ['minutes.save'] } : {}) }, () => putMinutes(db, meetingId, next))
      noteAct(db, name, meetingId, stamp)
      return answer(db, read(db, meetingId))
    }).immediate()
  }

  /** Errors: MINUTES_FINAL, CONFLICT. */
  function expectOpen(stored: StoredMinutes | null, revision: number): void {
    if (stored?.state === 'final') throw new AppError('MINUTES_FINAL')
    if ((stored?.revision ?? 0) !== revision) throw new AppError('CONFLICT')
  }

  return {
    'minutes.get': async ({ meetingId }) => {
      const read = await reader()
      return answer(vault.db(), read(vault.db(), meetingId))
    },

    'minutes.draft': ({ meetingId, revision }) => act('minutes.draft', meetingId, ({ stored, given }) => {
      expectOpen(stored, revision)
      // What the record does not know stays: it was written by hand.
      const { issueNumber = '', sentTo = '' } = stored?.minutes ?? {}
      return { minutes: { ...given, issueNumber, sentTo }, state: 'draft', drafted: undated(given), replaced: stored?.minutes ?? null, correction: stored?.correction ?? '' }
    }),

    'minutes.takeBack': ({ meetingId, revision }) => act('minutes.draft', meetingId, ({ stored }) => {
      expectOpen(stored, revision)
      if (!stored?.replaced) throw new AppError('NOTHING_REPLACED')
      return { ...stored, minutes: stored.replaced, replaced: stored.minutes }
    }),

    'minutes.save': ({ meetingId, revision, ...minutes }) => act('minutes.save', meetingId, ({ stored, given }) => {
      expectOpen(stored, revision)
      return { minutes, state: 'draft', drafted: stored?.drafted ?? undated(given), replaced: stored?.replaced ?? null, correction: stored?.correction ?? '' }
    }),

    'minutes.finalize': ({ meetingId, revision }) => act('minutes.finalize', meetingId, ({ meeting, stored, given }, stamp, db) => {
      expectOpen(stored, revision)
      if (isOpenForWriting(meeting.state)) throw new AppError('RECORD_NOT_FINAL')
      const minutes = stored?.minutes ?? given
      addMinutesVersion(db, meetingId, { version: countMinutesVersions(db, meetingId) + 1, ...stamp, reason: stored?.correction ?? '', minutes })
      return { minutes, state: 'final', drafted: undated(given), replaced: stored?.replaced ?? null, correction: '' }
    }),

    'minutes.correct': ({ meetingId, reason }) => act('minutes.correct', meetingId, ({ stored }) => {
      if (stored?.state !== 'final') throw new AppError('MINUTES_NOT_FINAL')
      return { ...stored, state: 'draft', correction: reason }
    }),

    'minutes.history': async ({ meetingId }) => {
      const db = vault.db()
      readMeeting(db, meetingId)
      const versions = minutesVersions(db, meetingId)
      return versions.map(({ minutes, reason, ...version }, index) => {
        const before = versions[index - 1]
        return { ...version, reason: reason || '第一次定稿', changes: before === undefined ? [] : minutesDifferences(before.minutes, minutes) }
      })
    },
  } satisfies Partial<Handlers>
}
