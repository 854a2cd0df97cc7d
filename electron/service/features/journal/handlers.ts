import { noteAct } from '../../../../db/repositories/audit.ts'
import { findDifficulty, nameOfDifficulty, setDifficultyDeleted } from '../../../../db/repositories/difficulties.ts'
import { findOperation, listOperations, recordOperation, type StoredOperation } from '../../../../db/repositories/journal.ts'
import { findPerson, findPersonByName, findRemovedPerson, putPersonBack } from '../../../../db/repositories/people.ts'
import { stateOf } from '../../../../db/repositories/meetings.ts'
import { findProjectRow, nameOfProject, setProjectDeleted } from '../../../../db/repositories/projects.ts'
import { findTemplate, setTemplateDeleted } from '../../../../db/repositories/templates.ts'
import { countRemoved, listRemoved, readSeenClock, type Removed } from '../../../../db/repositories/trash.ts'
import type { Db } from '../../../../db/connection.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import { chineseDate, localDay } from '../../../../shared/domain/dates.ts'
import { daysLeft, operationInWords, type Operation, type TrashRow } from '../../../../shared/domain/journal.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { sentenceOf } from '../../../../shared/errors/sentences.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { idNumberTaken, obstacleTo } from './obstacle.ts'
import { undoOperation, undoRemoval } from './undo.ts'

/** Records and attachments have a way back of their own already. */
export type OwnRestore = Pick<Handlers, 'meetings.restore' | 'attachments.restore' | 'materials.restore'>

/** What was done in the last 30 days and can be taken back; and everything that was deleted, in one place. */
export function journalHandlers(service: Service, restore: OwnRestore) {
  const { vault, clock, newId } = service

  const shown = (db: Db, operation: StoredOperation): Operation => {
    const { id, at, who, entityId, undoneAt } = operation
    const obstacle = undoneAt === null ? obstacleTo(db, operation) : null
    const sentence = obstacle && sentenceOf(obstacle.code, obstacle.params)
    return {
      id, at, who, words: operationInWords(operation), undoneAt, meetingId: entityId !== null && stateOf(db, entityId) !== null ? entityId : null,
      undo: undoneAt !== null ? 'done' : obstacle ? 'cannot' : 'can', why: sentence && `${sentence.happened}${sentence.next}`,
    }
  }

  const row = ({ kind, id, name, note, removedAt, isHeld }: Removed, countsFrom: string | null): TrashRow => ({
    kind, id, name, removedAt, note: kind === 'meeting' && note !== '' ? `会议日期${chineseDate(note)}` : note,
    daysLeft: isHeld ? null : Math.max(0, daysLeft(removedAt, countsFrom, clock())),
  })

  function restorePerson(db: Db, id: string): void {
    const person = findRemovedPerson(db, id)
    if (!person) throw new AppError('NOT_FOUND')
    if (findPersonByName(db, person.name)) throw new AppError('PERSON_EXISTS', { params: { name: person.name, what: 'undo' } })
    const taken = idNumberTaken(db, id, person.fields ?? {})
    if (taken) throw taken
    if (undoRemoval(service, { kind: 'person', id }, 'person.restore')) return
    const stamp = stampOf(service)
    recordOperation(db, { id: newId(), act: 'person.restore', entityId: id, stamp, name: () => person.name, things: [{ kind: 'person', id }] }, () => putPersonBack(db, id, person, stamp))
    noteAct(db, 'person.restore', id, stamp)
  }

  function restoreTemplate(db: Db, id: string): void {
    if (undoRemoval(service, { kind: 'template', id }, 'template.restore')) return
    const stamp = stampOf(service)
    const isBack = recordOperation(db, { id: newId(), act: 'template.restore', entityId: id, stamp, name: () => `“${findTemplate(db, id)?.name ?? ''}”`, things: [{ kind: 'template', id }] }, () => setTemplateDeleted(db, id, null))
    if (!isBack) throw new AppError('NOT_FOUND')
    noteAct(db, 'template.restore', id, stamp)
  }

  /** Asked twice, there is nothing left to do. */
  function restoreFusion(db: Db, kind: 'difficulty' | 'project', id: string): void {
    const here = kind === 'project' ? findProjectRow(db, id, localDay(clock())) : findDifficulty(db, id, localDay(clock()))
    if (here !== null) return
    const act = `${kind}.restore` as const
    if (undoRemoval(service, { kind, id }, act)) return
    const stamp = stampOf(service)
    const name = () => `“${kind === 'project' ? nameOfProject(db, id) : nameOfDifficulty(db, id)}”`
    const isBack = recordOperation(db, { id: newId(), act, entityId: id, stamp, name, things: [{ kind, id }] }, () => (kind === 'project' ? setProjectDeleted(db, id, null) : setDifficultyDeleted(db, id, null)))
    if (!isBack) throw new AppError('NOT_FOUND')
    noteAct(db, act, id, stamp)
  }

  return {
    'journal.list': ({ before, limit }) => {
      const db = vault.db()
      const rows = listOperations(db, before, limit + 1)
      return { rows: rows.slice(0, limit).map((operation) => shown(db, operation)), more: rows.length > limit }
    },

    'journal.undo': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const operation = findOperation(db, id)
        if (!operation) throw new AppError('NOT_FOUND')
        const made = findOperation(db, undoOperation(service, operation))
        if (!made) throw new Error('an undo that changed nothing')
        return shown(db, made)
      }).immediate()
    },

    'trash.list': ({ after, limit }) => {
      const db = vault.db()
      const { countsFrom } = readSeenClock(db)
      const rows = listRemoved(db, after, limit + 1)
      return { rows: rows.slice(0, limit).map((each) => row(each, countsFrom)), total: countRemoved(db), more: rows.length > limit }
    },

    'trash.restore': async ({ kind, id }) => {
      const db = vault.db()
      switch (kind) {
        case 'meeting': return restore['meetings.restore']({ id })
        case 'attachment': return restore['attachments.restore']({ id })
        case 'material': return restore['materials.restore']({ id })
        case 'difficulty': case 'project':
          db.transaction(() => restoreFusion(db, kind, id)).immediate()
          return {}
        case 'person': case 'template':
          db.transaction(() => {
            // Asked twice, there is nothing left to do: the newest act is the restore itself, and must not be undone.
            if (kind === 'template' && findTemplate(db, id) === null) restoreTemplate(db, id)
            if (kind === 'person' && findPerson(db, id) === null) restorePerson(db, id)
          }).immediate()
          return {}
        default: return assertNever(kind)
      }
    },
  } satisfies Partial<Handlers>
}
