import type { Db } from '../../../../db/connection.ts'
import { followRecord } from '../../../../db/repositories/actionLedger.ts'
import { hasSignedScan } from '../../../../db/repositories/attachments.ts'
import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { nameOfMeeting, recordOperation } from '../../../../db/repositories/journal.ts'
import { addVersion, correctionOf, findMeeting, setCorrection, setFinal, setState, stateOf, versionsOf } from '../../../../db/repositories/meetings.ts'
import { arithmeticFindings } from '../../../../shared/domain/check.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { isOpenForWriting, meetingStateNames, type MeetingState } from '../../../../shared/domain/meetingKinds.ts'
import { differencesInWords } from '../../../../shared/domain/recordDifferences.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { readMeeting } from './stored.ts'

/** The state of a record that there is. Errors: NOT_FOUND. */
function knownState(db: Db, id: string): MeetingState {
  const state = stateOf(db, id)
  if (state === null) throw new AppError('NOT_FOUND')
  return state
}

/** 计划, 已通知, 草稿, 定稿, 更正, 归档, and what each 定稿 changed. */
export function stateHandlers(service: Service) {
  const { vault, clock, newId } = service
  /** What has a way back of its own, with a reason and a version, is told and not undone. */
  const tell = (act: 'meeting.finalize' | 'meeting.correct' | 'meeting.archive', id: string, stamp: Stamp) =>
    recordOperation(vault.db(), { id: newId(), act, entityId: id, stamp, name: () => nameOfMeeting(vault.db(), id) }, () => noteAct(vault.db(), act, id, stamp))
  return {
    'meetings.setState': ({ id, state }) => {
      const db = vault.db()
      return db.transaction(() => {
        const now = knownState(db, id)
        if (!isOpenForWriting(now)) throw new AppError('MEETING_FINAL')
        if (now !== state) {
          const stamp = stampOf(service)
          recordOperation(db, { id: newId(), act: 'meeting.state', entityId: id, stamp, name: () => nameOfMeeting(db, id), things: [{ kind: 'meeting', id }] }, () => setState(db, id, state))
          noteAct(db, 'meeting.state', id, stamp)
        }
        return readMeeting(db, id)
      }).immediate()
    },

    'meetings.finalize': ({ id, revision }) => {
      const db = vault.db()
      return db.transaction(() => {
        const stored = findMeeting(db, id)
        if (!stored) throw new AppError('NOT_FOUND')
        if (!isOpenForWriting(stored.state)) throw new AppError('MEETING_FINAL')
        if (stored.revision !== revision) throw new AppError('CONFLICT')
        const detail = arithmeticFindings(readMeeting(db, id))[0]?.message
        if (detail !== undefined) throw new AppError('VOTES_BROKEN', { params: { detail } })
        const stamp = stampOf(service)
        setFinal(db, id, localDay(clock()))
        followRecord(db, stored, stamp.at, true)
        const { savedAt: _saved, revision: _revision, version, ...record } = readMeeting(db, id)
        addVersion(db, id, { version: version + 1, ...stamp, reason: version === 0 ? '' : correctionOf(db, id), record: JSON.stringify(record) })
        tell('meeting.finalize', id, stamp)
        return readMeeting(db, id)
      }).immediate()
    },

    'meetings.correct': ({ id, reason }) => {
      const db = vault.db()
      return db.transaction(() => {
        const now = knownState(db, id)
        if (isOpenForWriting(now)) throw new AppError('NOT_FINAL')
        const stamp = stampOf(service)
        setCorrection(db, id, reason, stamp.at)
        tell('meeting.correct', id, stamp)
        return readMeeting(db, id)
      }).immediate()
    },

    'meetings.archive': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const now = knownState(db, id)
        if (isOpenForWriting(now)) throw new AppError('NOT_FINAL', { params: { wanted: 'archive' } })
        if (!hasSignedScan(db, id)) throw new AppError('NO_SIGNED_SCAN')
        if (now !== 'archived') {
          setState(db, id, 'archived')
          tell('meeting.archive', id, stampOf(service))
        }
        return readMeeting(db, id)
      }).immediate()
    },

    'meetings.history': ({ id }) => {
      const db = vault.db()
      knownState(db, id)
      const versions = versionsOf(db, id)
      return versions.map(({ version, at, who, reason, record }, index) => ({
        version, at, who, reason: reason || `第一次${meetingStateNames.final}`,
        changes: index === 0 ? [] : differencesInWords(JSON.parse(versions[index - 1]?.record ?? '{}'), JSON.parse(record)),
      }))
    },
  } satisfies Partial<Handlers>
}
