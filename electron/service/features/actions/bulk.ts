import type { Db } from '../../../../db/connection.ts'
import { findAction, postponeAction, setActionState, setConfidential, setOwner, setProject } from '../../../../db/repositories/actions.ts'
import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { findProjectRow } from '../../../../db/repositories/projects.ts'
import { isOpenAction, type ActionRow, type BulkAct } from '../../../../shared/domain/action.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { dayOfAct, stateFault } from './acts.ts'

/** One act on many items, undone as one. What an item does not allow leaves it as it is, and is told beside it. */
export function bulkHandler(service: Service, find: (db: Db, id: string) => ActionRow | null, today: () => IsoDate): Handlers['actions.bulk'] {
  const { vault, newId } = service
  return ({ ids, act }) => {
    const db = vault.db()
    return db.transaction(() => {
      if (act.kind === 'project' && !findProjectRow(db, act.projectId, today())) throw new AppError('NOT_FOUND')
      const stamp = stampOf(service)
      const rows = [...new Set(ids)].map((id) => {
        const row = find(db, id)
        if (!row) throw new AppError('NOT_FOUND')
        return row
      })
      const refused = rows.map((row) => ({ row, why: obstacle(db, row, act, today()) }))
      const changing = refused.filter(({ why }) => why === null).map(({ row }) => row)
      if (changing.length > 0) {
        recordOperation(db, { id: newId(), act: 'action.bulk', entityId: null, stamp, name: () => '', count: () => changing.length, things: changing.map(({ id }) => ({ kind: 'action', id })) }, () => changing.forEach((row) => change(db, row, act, newId(), today(), stamp)))
        noteAct(db, 'action.bulk', null, stamp)
      }
      return { changed: changing.length, unchanged: refused.flatMap(({ row, why }) => (why === null ? [] : [{ id: row.id, title: row.title, why }])) }
    }).immediate()
  }
}

/** Why an item is left as it is; null where it is changed. */
function obstacle(db: Db, row: ActionRow, act: BulkAct, today: IsoDate): string | null {
  switch (act.kind) {
    case 'state': {
      const day = dayOfAct(act.on, today)
      if (row.state === act.state) return '已经是这个状态'
      if (day < row.decidedOn) return '日期早于议定的那天'
      return stateFault(act, { files: row.files, evidence: act.state === 'done' ? findAction(db, row.id, today)?.evidence ?? '' : '' })?.message ?? null
    }
    case 'owner': return row.owner === act.owner ? '责任人已经是这个人' : null
    case 'postpone': return !isOpenAction(row.state) ? '已办结或已取消' : row.dueOn !== null && act.dueOn <= row.dueOn ? '新的时限不晚于原来的时限' : null
    case 'project': return row.projects.some(({ id }) => id === act.projectId) ? '已经关联这个项目' : null
    case 'confidential': return row.confidential === act.confidential ? '已经是这样' : null
    default: return assertNever(act)
  }
}

function change(db: Db, { id }: ActionRow, act: BulkAct, newRow: string, today: IsoDate, stamp: Stamp): void {
  switch (act.kind) {
    case 'state': return setActionState(db, id, { id: newRow, on: dayOfAct(act.on, today), state: act.state, reason: act.reason ?? '', evidence: act.evidence }, stamp)
    case 'owner': return setOwner(db, id, act.owner, stamp)
    case 'postpone': return postponeAction(db, id, { id: newRow, dueOn: act.dueOn, reason: act.reason, on: today }, stamp)
    case 'project': return setProject(db, id, act.projectId, stamp)
    case 'confidential': return setConfidential(db, id, act.confidential, stamp)
    default: assertNever(act)
  }
}
