import { findAttachment } from '../../../../db/repositories/attachments.ts'
import { noteAct, type Act } from '../../../../db/repositories/audit.ts'
import { changesOf, findOperation, lastWithMark, recordOperation, renameMark, setUndone, stateBefore, type StoredOperation } from '../../../../db/repositories/journal.ts'
import { markOfThing, putThing, type ThingRef } from '../../../../db/repositories/journalThings.ts'
import type { Db } from '../../../../db/connection.ts'
import { stampOf, type Service } from '../../context.ts'
import { settleReturned } from '../attachments/photoPage.ts'
import { lackOf, obstacleTo } from './obstacle.ts'

/** What goes away is put before what takes its place: of two forms for one paper only one may be in use. */
const goesAway = (state: string | null): boolean => state === null || (JSON.parse(state) as { retired?: boolean }).retired === true

/**
 * Takes an act back: everything it changed is again what it was before it, all or nothing, as an act of its own that can be taken back in
 * its turn. The audit calls it `auditAct`. Inside the caller's transaction. Answers the id of the new act.
 * Errors: UNDO_DONE, UNDO_REFUSED, CONFLICT where something was changed since, MEETING_FINAL, MINUTES_FINAL, MEETING_ARCHIVED,
 * PERSON_IN_RECORDS, PERSON_EXISTS, TOO_MANY_ATTACHMENTS.
 */
export function undoOperation(service: Service, operation: StoredOperation, auditAct: Act = 'journal.undo'): string {
  const { vault, newId } = service
  const db = vault.db()
  const obstacle = obstacleTo(db, operation)
  if (obstacle) throw obstacle
  const stamp = stampOf(service)
  const changes = changesOf(db, operation.row).map((change) => ({ change, state: stateBefore(db, operation.row, change) })).sort((a, b) => Number(goesAway(b.state)) - Number(goesAway(a.state)))
  for (const { change, state } of changes) {
    const lack = lackOf(db, change.kind, state)
    if (lack) throw lack
  }
  const { act, entityId, name, count, way, id: undoes } = operation
  const id = newId()
  recordOperation(db, { id, act, entityId, stamp, name: () => name, count: () => count, way: way === 'undo' ? 'redo' : 'undo', undoes, things: changes.map(({ change }) => change) }, () => {
    for (const { change, state } of changes) putThing(db, change, state, stamp)
  })
  for (const { change } of changes) {
    renameMark(db, change.id, change.markBefore, markOfThing(db, change))
    const returned = change.kind === 'attachment' ? findAttachment(db, change.id) : null
    if (returned && !returned.isDeleted) settleReturned(db, returned)
  }
  noteUndone(db, operation, stamp.at)
  noteAct(db, auditAct, auditAct === 'journal.undo' ? entityId : changes[0]?.change.id ?? entityId, stamp)
  return id
}

/** Taking back an undo makes what it had undone stand again, and so on to the first act. */
function noteUndone(db: Db, operation: StoredOperation, at: string): void {
  let isUndone = true
  for (let each: StoredOperation | null = operation; each; each = each.undoes === null ? null : findOperation(db, each.undoes)) {
    setUndone(db, each.id, isUndone ? at : null)
    isUndone = !isUndone
  }
}

/**
 * What lies in the 回收站 because of one act alone comes back by undoing that act, so that the journal does not offer it any more.
 * False where there is no such act; then the caller brings it back. Inside the caller's transaction.
 */
export function undoRemoval(service: Service, ref: ThingRef, auditAct: Act): boolean {
  const db = service.vault.db()
  const last = lastWithMark(db, ref.id, markOfThing(db, ref))
  if (!last || changesOf(db, last.row).length !== 1 || obstacleTo(db, last)) return false
  undoOperation(service, last, auditAct)
  return true
}
