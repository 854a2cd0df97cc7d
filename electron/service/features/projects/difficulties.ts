import type { Db } from '../../../../db/connection.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { addDifficultyValue, difficultyWithTitle, findDifficulty, listDifficulties, putDifficulty, setDifficultyDeleted, valuesOfDifficulty, type StoredDifficulty } from '../../../../db/repositories/difficulties.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { compareDecimals, type Decimal } from '../../../../shared/domain/decimal.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { readDifficultyTable, type ReadDifficulty, type ReadDifficultyRow } from '../../../../shared/domain/difficultyTable.ts'
import { directionOf, type DifficultyRow } from '../../../../shared/domain/project.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Output } from '../../../../shared/contract/index.ts'
import type { Stamp } from '../../../../db/repositories/audit.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { readTable } from '../../tables/readTable.ts'
import { dayOfAct, fault } from '../actions/acts.ts'

const longestName = 40
export const shortName = (title: string): string => `“${title.length > longestName ? `${title.slice(0, longestName)}…` : title}”`
const sameValue = (a: Decimal | null, b: Decimal | null): boolean => (a === null || b === null ? a === b : compareDecimals(a, b) === 0)

/** 业务难点清单: what the business cannot solve by itself, and which Party measure stands against it. */
export function difficultiesHandlers(service: Service) {
  const { vault, newId, clock, pathOf } = service
  const today = (): IsoDate => localDay(clock())

  /** Errors: NOT_FOUND. */
  function known(db: Db, id: string): DifficultyRow {
    const found = findDifficulty(db, id, today())
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }

  /** Stores a difficulty; each baseline and target that is new goes into its history. */
  function put(db: Db, d: StoredDifficulty, before: DifficultyRow | null, reason: string, stamp: Stamp): void {
    putDifficulty(db, d, stamp)
    for (const role of ['baseline', 'target'] as const) {
      const value = d[role]
      if (value !== null && (before === null || !sameValue(before[role], value))) addDifficultyValue(db, d.id, { id: newId(), role, on: before === null ? d.raisedOn : today(), value, source: d.source, reason: before === null ? '' : reason }, stamp)
    }
  }

  return {
    'difficulties.list': ({ state, line, text }) => {
      const all = listDifficulties(vault.db(), today())
      const words = text.trim()
      const rows = all.filter((row) => (state === undefined || row.state === state) && (line === undefined || row.line === line) && (words === '' || [row.title, row.leader, row.committee, row.measure, row.source].some((field) => field.includes(words))))
      return { rows, unconverted: all.filter((row) => row.state === 'open' && !row.converted).length }
    },

    'difficulties.get': ({ id }) => {
      const db = vault.db()
      return { ...known(db, id), values: valuesOfDifficulty(db, id) }
    },

    'difficulties.save': ({ id, revision, correction, ...edit }) => {
      const db = vault.db()
      return db.transaction(() => {
        const before = id === undefined ? null : known(db, id)
        if (before && revision !== undefined && revision !== before.revision) throw new AppError('CONFLICT')
        const same = difficultyWithTitle(db, edit.title)
        if (same !== undefined && same !== id) throw fault('title', '已经有同名的难点。')
        const stored: StoredDifficulty = {
          ...edit, id: id ?? newId(), direction: edit.direction ?? directionOf(edit.baseline, edit.target), raisedOn: edit.raisedOn ?? before?.raisedOn ?? today(),
          closedOn: edit.state === 'open' ? null : dayOfAct(edit.closedOn ?? before?.closedOn ?? undefined, today(), 'closedOn'),
        }
        if (edit.state === 'solved' && edit.evidence.trim() === '') throw fault('evidence', '解决了的难点要写明佐证：数值到了多少、凭什么证明。')
        const stamp = stampOf(service)
        const act = before === null ? 'difficulty.create' : 'difficulty.save'
        recordOperation(db, { id: newId(), act, entityId: stored.id, stamp, name: () => shortName(edit.title), things: [{ kind: 'difficulty', id: stored.id }] }, () => put(db, stored, before, correction, stamp))
        noteAct(db, act, stored.id, stamp)
        return known(db, stored.id)
      }).immediate()
    },

    'difficulties.setValue': ({ id, on, value, source, reason }) => {
      const db = vault.db()
      return db.transaction(() => {
        const before = known(db, id)
        dayOfAct(on, today())
        const held = valuesOfDifficulty(db, id).find((each) => each.role === 'actual' && each.on === on && each.replacedAt === null)
        if (held && !sameValue(held.value, value) && reason.trim() === '') throw fault('reason', '这一天已经登记过数值，更正要写明原因。')
        if (held && sameValue(held.value, value) && held.source === source) return before
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'difficulty.value', entityId: id, stamp, name: () => shortName(before.title), things: [{ kind: 'difficulty', id }] }, () => addDifficultyValue(db, id, { id: newId(), role: 'actual', on, value, source, reason }, stamp))
        noteAct(db, 'difficulty.value', id, stamp)
        return known(db, id)
      }).immediate()
    },

    'difficulties.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { title } = known(db, id)
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'difficulty.remove', entityId: id, stamp, name: () => shortName(title), things: [{ kind: 'difficulty', id }] }, () => setDifficultyDeleted(db, id, stamp.at))
        noteAct(db, 'difficulty.remove', id, stamp)
        return {}
      }).immediate()
    },

    'difficulties.importFile': async ({ fileToken, pasted, commit }) => {
      if ((fileToken === undefined) === (pasted === undefined)) throw fault('fileToken', '请选择一个文件，或粘贴一张表格。')
      const book = await readTable(service, pasted === undefined ? { path: pathOf(fileToken ?? '') } : { pasted })
      const read = readDifficultyTable(book, today())
      if (read === null) throw fault('fileToken', '表格里没有“难点”这一列。表头请写“难点”“业务条线”“现状值”“目标值”等。')
      const db = vault.db()
      return db.transaction(() => importRows(db, read, commit)).immediate()
    },
  } satisfies Partial<Handlers>

  /** All lines in one act, or none of it: without `commit` it only tells what would be done. */
  function importRows(db: Db, read: readonly ReadDifficultyRow[], commit: boolean): Output<'difficulties.importFile'> {
    const planned = read.map((row) => {
      const id = difficultyWithTitle(db, row.title)
      const before = id === undefined ? null : known(db, id)
      const outcome = row.values === null ? ('refuse' as const) : before === null ? ('create' as const) : isSame(before, row.values) ? ('same' as const) : ('update' as const)
      return { row, before, outcome, id: before?.id ?? null }
    })
    const writing = planned.filter(({ outcome }) => outcome === 'create' || outcome === 'update')
    if (commit && writing.length > 0) {
      const stamp = stampOf(service)
      recordOperation(db, { id: newId(), act: 'difficulty.import', entityId: null, stamp, name: () => '', count: () => writing.length }, (touch) => {
        for (const plan of writing) {
          const { row, before } = plan
          if (row.values === null) continue
          const id = before?.id ?? newId()
          touch({ kind: 'difficulty', id })
          plan.id = id
          put(db, { state: 'open', closedOn: null, evidence: '', raisedOn: today(), ...before, ...row.values, committee: row.values.committee || (before?.committee ?? ''), id, title: row.title }, before, '导入的清单里是新的数值', stamp)
        }
      })
      noteAct(db, 'difficulty.import', null, stamp)
    }
    const count = (wanted: string) => planned.filter(({ outcome }) => outcome === wanted).length
    return {
      rows: planned.map(({ row, outcome, id }) => ({ line: row.line, title: row.title, outcome, id, findings: row.findings, values: row.values === null ? null : { line: row.values.line, source: row.values.source, baseline: row.values.baseline, target: row.values.target, unit: row.values.unit, direction: row.values.direction, leader: row.values.leader, dueOn: row.values.dueOn, measure: row.values.measure } })),
      created: count('create'), updated: count('update'), refused: count('refuse'), committed: commit,
    }
  }
}

/** Whether a line of a list says what is known already. */
const isSame = (before: DifficultyRow, read: ReadDifficulty): boolean =>
  before.line === read.line && before.source === read.source && sameValue(before.baseline, read.baseline) && sameValue(before.target, read.target) && before.unit === read.unit && before.leader === read.leader && before.dueOn === read.dueOn && before.measure === read.measure
  && (read.committee === '' || before.committee === read.committee)
