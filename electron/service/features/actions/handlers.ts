import type { Db } from '../../../../db/connection.ts'
import { actionOfProgress, addActionProgress, countActions, findAction, findActionRow, insertAction, keyOfRow, listActions, ownersOfOpen, postponeAction, removeProgress, setActionState, setOccurrences, updateAction, type WrittenAction } from '../../../../db/repositories/actions.ts'
import { groupActions } from '../../../../db/repositories/actionGroups.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { findProjectRow } from '../../../../db/repositories/projects.ts'
import { isOpenAction, openOccurrences, type ActionFull, type ActionState } from '../../../../shared/domain/action.ts'
import { parseRepeat } from '../../../../shared/domain/actionRepeat.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { dayOfAct, fault, nameOfAction, stateFault, type ActionAct } from './acts.ts'
import { bulkHandler } from './bulk.ts'
import { actionFileHandlers } from './files.ts'
import { readActionLine } from './reading.ts'

/** 议定事项: the ledger of what was decided, until it is proved done. */
export function actionsHandlers(service: Service) {
  const { vault, newId, clock } = service
  const today = (): IsoDate => localDay(clock())

  /** Errors: NOT_FOUND. */
  function known(db: Db, id: string): ActionFull {
    const found = findAction(db, id, today())
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }

  /** One act on one item, in a transaction of its own. Answers the item as it is then. */
  function act(name: ActionAct, id: string, change: (db: Db, before: ActionFull, stamp: ReturnType<typeof stampOf>) => void): ActionFull {
    const db = vault.db()
    return db.transaction(() => {
      const before = known(db, id)
      const stamp = stampOf(service)
      recordOperation(db, { id: newId(), act: name, entityId: id, stamp, name: () => nameOfAction(before), things: [{ kind: 'action', id }] }, () => change(db, before, stamp))
      noteAct(db, name, id, stamp)
      return known(db, id)
    }).immediate()
  }

  return {
    'actions.parse': ({ text, on }) => readActionLine(vault.db(), text, on),

    'actions.list': (query) => {
      const db = vault.db()
      const asked = { ...query, text: query.text.trim() }
      const rows = listActions(db, { ...asked, limit: asked.limit + 1 }, today())
      const page = rows.slice(0, asked.limit)
      const last = page.at(-1)
      const next = rows.length > asked.limit && last ? { key: keyOfRow(asked.filter, last), id: last.id } : null
      return asked.after ? { rows: page, next } : { rows: page, next, counts: countActions(db, asked, today()), owners: ownersOfOpen(db) }
    },

    'actions.groups': (query) => groupActions(vault.db(), { ...query, text: query.text.trim() }, today()),

    'actions.get': ({ id }) => known(vault.db(), id),

    'actions.save': ({ id, revision, ...edit }) => {
      if (edit.repeatText !== '' && parseRepeat(edit.repeatText) === null) throw fault('repeatText', '重复的周期读不懂，请写成“每月25日”“每周三、五”这样。')
      if (edit.startOn !== null && edit.dueOn !== null && edit.startOn > edit.dueOn) throw fault('dueOn', '时限早于开始日期。')
      const db = vault.db()
      const written = (actionId: string): WrittenAction => ({ ...edit, id: actionId, helpers: edit.helpers.filter((name) => name !== edit.owner).join('、') })
      edit.projects.forEach((projectId, index) => { if (!findProjectRow(db, projectId, today())) throw fault(`projects.${index}`, '关联的项目不存在，或在回收站里。') })
      if (id === undefined) {
        if (edit.source === 'meeting') throw fault('source', '会议议定的事项请写在会议记录里，会自动列入。')
        if (edit.source === 'superior' && edit.superiorUnit === '') throw fault('superiorUnit', '上级来文要写来文单位。')
        return db.transaction(() => {
          const action = written(newId())
          const stamp = stampOf(service)
          recordOperation(db, { id: newId(), act: 'action.create', entityId: action.id, stamp, name: () => nameOfAction(edit), things: [{ kind: 'action', id: action.id }] }, () => insertAction(db, action, today(), stamp))
          noteAct(db, 'action.create', action.id, stamp)
          return known(db, action.id)
        }).immediate()
      }
      return act('action.save', id, (_db, before, stamp) => {
        if (revision !== undefined && revision !== before.revision) throw new AppError('CONFLICT')
        if (isOpenAction(before.state) && before.dueOn !== null && (edit.dueOn === null || edit.dueOn > before.dueOn)) throw fault('dueOn', '推迟时限请用“延期”，写明原因。')
        updateAction(db, written(id), stamp)
      })
    },

    'actions.setState': ({ id, revision, state, on, evidence, reason }) => act('action.state', id, (db, before, stamp) => {
      if (revision !== undefined && revision !== before.revision) throw new AppError('CONFLICT')
      const refused = stateFault({ state, evidence, reason }, before)
      if (refused) throw fault(refused.path, refused.message)
      const day = dayOfAct(on, today())
      if (day < before.decidedOn) throw fault('on', '日期早于议定的那天。')
      if (state === before.state && (evidence === undefined || evidence === before.evidence) && (on === undefined || on === before.closedOn)) return
      setActionState(db, id, { id: newId(), on: day, state, reason: reason ?? '', evidence }, stamp)
    }),

    'actions.postpone': ({ id, dueOn, reason, on }) => act('action.postpone', id, (db, before, stamp) => {
      if (!isOpenAction(before.state)) throw fault('dueOn', '已办结或已取消的事项不能延期。')
      if (before.dueOn !== null && dueOn <= before.dueOn) throw fault('dueOn', '新的时限要晚于原来的时限。')
      postponeAction(db, id, { id: newId(), dueOn, reason, on: dayOfAct(on, today()) }, stamp)
    }),

    'actions.addProgress': ({ id, text, on }) => act('action.progress', id, (db, before, stamp) => {
      const day = dayOfAct(on, today())
      addActionProgress(db, id, { id: newId(), on: day, text }, stamp)
      if (before.state === 'todo') setActionState(db, id, { id: newId(), on: day, state: 'doing', reason: '', evidence: undefined }, stamp)
    }),

    'actions.removeProgress': ({ progressId }) => {
      const id = actionOfProgress(vault.db(), progressId)
      if (id === undefined) throw new AppError('NOT_FOUND')
      return act('action.progress', id, (db, _before, stamp) => removeProgress(db, id, progressId, stamp))
    },

    'actions.setOccurrence': ({ id, on, state, note, through }) => act('action.occurrence', id, (db, before, stamp) => {
      const handled = new Set(before.occurrences.filter((day) => day.state !== 'open').map((day) => day.on))
      const open = openOccurrences(before, handled, on)
      if (!handled.has(on) && !open.includes(on)) throw fault('on', '这一天不在重复的周期里。')
      if (state === 'done') dayOfAct(on, today())
      const next: ActionState = before.state === 'todo' && state === 'done' ? 'doing' : before.state
      setOccurrences(db, id, through && state !== 'open' ? [...new Set([...open, on])] : [on], state, note, stamp)
      if (next !== before.state) setActionState(db, id, { id: newId(), on: dayOfAct(undefined, today()), state: next, reason: '', evidence: undefined }, stamp)
    }),

    'actions.bulk': bulkHandler(service, (db, id) => findActionRow(db, id, today()), today),
    ...actionFileHandlers(service, known, act),
  } satisfies Partial<Handlers>
}
