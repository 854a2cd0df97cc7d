import type { Db } from '../../../../db/connection.ts'
import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { nameOfMeeting, recordOperation } from '../../../../db/repositories/journal.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { confirmationsOf, deleteConfirmation, deleteTraining, filesOfTraining, findStudyMeetings, findTraining, putConfirmation, putTraining, sameTraining, studyMeetings } from '../../../../db/repositories/study.ts'
import { daysBetween, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { compareDecimals } from '../../../../shared/domain/decimal.ts'
import { mostMeetingHours, mostTrainingHours, type Training, type TrainingEdit } from '../../../../shared/domain/study.ts'
import { proposedHours, wholeHours, type SplitHours } from '../../../../shared/domain/studyHours.ts'
import { isPlan, proposalMark, studyLedger } from '../../../../shared/domain/studyLedger.ts'
import { lessonList } from '../../../../shared/domain/studyLessons.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { dayOfAct, fault } from '../actions/acts.ts'
import { trainingFileHandlers } from './files.ts'
import { dayOfYear, studyFactsOf } from './gather.ts'
import { trainingImport } from './importing.ts'
import { studyExport } from './papers.ts'

type TrainingAct = 'training.create' | 'training.save' | 'training.remove' | 'training.file'

/** 学时台账: hours that records propose and the officer confirms, and training with its proof. */
export function studyHandlers(service: Service) {
  const { vault, newId, clock } = service
  const today = (): IsoDate => localDay(clock())

  /** Errors: NOT_FOUND. */
  function known(db: Db, id: string): Training {
    const found = findTraining(db, id)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }

  /** One act on one training, in a transaction of its own. */
  function record<R>(act: TrainingAct, { id, name }: { id: string; name: string }, change: (db: Db, stamp: Stamp) => R): R {
    const db = vault.db()
    const stamp = stampOf(service)
    const result = recordOperation(db, { id: newId(), act, entityId: id, stamp, name: () => name, things: [{ kind: 'training', id }] }, () => change(db, stamp))
    noteAct(db, act, id, stamp)
    return result
  }

  return {
    'study.ledger': ({ year, on, personId }) => {
      const db = vault.db()
      const facts = studyFactsOf(service, year, dayOfYear(service, year, on))
      if (personId !== undefined && !facts.people.some(({ id }) => id === personId)) throw new AppError('NOT_FOUND')
      const trainings = personId === undefined ? null : facts.trainings.filter((training) => training.personId === personId).map((training) => ({ ...training, files: filesOfTraining(db, training.id) }))
      return { ...studyLedger(facts, personId), trainings }
    },

    'study.lessons': ({ year, on }) => lessonList(studyMeetings(vault.db(), year), listPeople(vault.db()), year, dayOfYear(service, year, on)),

    'study.confirm': ({ items }) => {
      const db = vault.db()
      return db.transaction(() => {
        const meetings = new Map(findStudyMeetings(db, items.map(({ meetingId }) => meetingId)).map((meeting) => [meeting.id, meeting]))
        const before = confirmationsOf(db, [...meetings.keys()])
        const stamp = stampOf(service)
        const changes = items.flatMap(({ meetingId, hours }, at) => {
          const meeting = meetings.get(meetingId)
          if (!meeting) throw new AppError('NOT_FOUND')
          if (hours !== null) refuseHours(hours, at)
          if (hours !== null && (isPlan(meeting.state) || meeting.heldOn > today())) throw fault(`items.${at}.hours`, '会议还没有开，不能确认学时。')
          const proposed = proposalMark(proposedHours(meeting))
          const held = before.get(meetingId)
          const isSame = hours === null ? held === undefined : held?.theory === hours.theory && held.business === hours.business && held.proposed === proposed
          return isSame ? [] : [{ meetingId, hours, proposed }]
        })
        const [first] = changes
        if (!first) return { changed: 0 }
        const act = changes.every(({ hours }) => hours === null) ? 'study.release' : 'study.confirm'
        const only = changes.length === 1 ? first.meetingId : null
        recordOperation(db, { id: newId(), act, entityId: only, stamp, name: () => (only === null ? '' : nameOfMeeting(db, only)), count: () => changes.length, things: changes.map(({ meetingId }) => ({ kind: 'studyHours', id: meetingId })) }, () => {
          for (const { meetingId, hours, proposed } of changes) {
            if (hours === null) deleteConfirmation(db, meetingId)
            else putConfirmation(db, meetingId, { ...hours, proposed }, stamp)
          }
        })
        noteAct(db, act, only, stamp)
        return { changed: changes.length }
      }).immediate()
    },

    'study.saveTraining': ({ id, revision, ...edit }) => {
      const db = vault.db()
      return db.transaction(() => {
        const before = id === undefined ? null : known(db, id)
        if (before && revision !== undefined && revision !== before.revision) throw new AppError('CONFLICT')
        const person = listPeople(db).find((each) => each.id === edit.personId)
        if (!person) throw fault('personId', '名册里没有这个人，请从名单里选。')
        refuseTraining(edit, today())
        if (edit.makeUpOf !== null && findStudyMeetings(db, [edit.makeUpOf]).length === 0) throw fault('makeUpOf', '补学的会议不存在，或在回收站里。')
        const same = sameTraining(db, edit.personId, edit.from, edit.title)
        if (same && same.id !== id) throw fault('title', `${person.name}同一天已经登记过“${edit.title}”，不能重复计学时。`)
        const stored = { ...edit, id: id ?? newId() }
        record(before ? 'training.save' : 'training.create', { id: stored.id, name: person.name }, (_db, stamp) => putTraining(db, stored, stamp))
        return known(db, stored.id)
      }).immediate()
    },

    'study.removeTraining': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        record('training.remove', known(db, id), () => deleteTraining(db, id))
        return {}
      }).immediate()
    },

    ...trainingFileHandlers(service, known, (act, id, change) => vault.db().transaction(() => {
      record(act, known(vault.db(), id), change)
      return known(vault.db(), id)
    }).immediate()),
    ...trainingImport(service),
    ...studyExport(service),
  } satisfies Partial<Handlers>
}

/** Errors: INVALID_INPUT. */
function refuseHours(hours: SplitHours, at: number): void {
  for (const part of ['theory', 'business'] as const) if (compareDecimals(hours[part], '0') < 0) throw fault(`items.${at}.hours`, '学时不能小于0。')
  if (compareDecimals(wholeHours(hours), mostMeetingHours) > 0) throw fault(`items.${at}.hours`, `一次会议的学时不超过${mostMeetingHours}。`)
}

/** Errors: INVALID_INPUT. */
function refuseTraining({ from, to, hours }: Pick<TrainingEdit, 'from' | 'to' | 'hours'>, today: IsoDate): void {
  if (to < from) throw fault('to', '结束日期早于开始日期。')
  dayOfAct(to, today, 'to')
  if (daysBetween(from, to) > 365) throw fault('to', '一次培训不超过一年，请核对日期。')
  if (compareDecimals(hours, '0') <= 0 || compareDecimals(hours, mostTrainingHours) > 0) throw fault('hours', `学时要大于0，不超过${mostTrainingHours}。`)
}
