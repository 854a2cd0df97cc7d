import type { Db } from '../../../../db/connection.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { putTraining, sameTraining } from '../../../../db/repositories/study.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { compareDecimals } from '../../../../shared/domain/decimal.ts'
import { readTrainingTable, type ReadTrainingRow } from '../../../../shared/domain/trainingTable.ts'
import type { Output } from '../../../../shared/contract/index.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { readTable } from '../../tables/readTable.ts'
import { fault } from '../actions/acts.ts'

/** A list of training, as the superior committee hands it out. */
export function trainingImport(service: Service) {
  const { vault, newId, clock, pathOf } = service
  return {
    'study.importFile': async ({ fileToken, pasted, commit }) => {
      if ((fileToken === undefined) === (pasted === undefined)) throw fault('fileToken', '请选择一个文件，或粘贴一张表格。')
      const book = await readTable(service, pasted === undefined ? { path: pathOf(fileToken ?? '') } : { pasted })
      const db = vault.db()
      return db.transaction(() => {
        const read = readTrainingTable(book, new Map(listPeople(db).map(({ id, name }) => [name, id])), localDay(clock()))
        if (read === null) throw fault('fileToken', '表格里没有“姓名”和“学时”（或“天数”）这两列。表头请写“姓名”“培训名称”“日期”“学时”等。')
        return importRows(db, read, commit)
      }).immediate()
    },
  } satisfies Partial<Handlers>

  /** All lines in one act, or none of it: without `commit` it only tells what would be done. */
  function importRows(db: Db, read: readonly ReadTrainingRow[], commit: boolean): Output<'study.importFile'> {
    const planned = read.map((row) => {
      const { values } = row
      const before = values === null ? null : sameTraining(db, values.personId, values.from, row.title)
      const isSame = values !== null && before !== null && before.to === values.to && before.kind === values.kind && compareDecimals(before.hours, values.hours) === 0 && (values.organiser === '' || before.organiser === values.organiser)
      return { row, before, id: before?.id ?? null, outcome: values === null ? ('refuse' as const) : before === null ? ('create' as const) : isSame ? ('same' as const) : ('update' as const) }
    })
    const writing = planned.filter(({ outcome }) => outcome === 'create' || outcome === 'update')
    if (commit && writing.length > 0) {
      const stamp = stampOf(service)
      recordOperation(db, { id: newId(), act: 'training.import', entityId: null, stamp, name: () => '', count: () => writing.length }, (touch) => {
        for (const plan of writing) {
          const { row: { title, values }, before } = plan
          if (values === null) continue
          const id = before?.id ?? newId()
          touch({ kind: 'training', id })
          plan.id = id
          putTraining(db, { ...values, id, title, organiser: values.organiser || (before?.organiser ?? ''), makeUpOf: before?.makeUpOf ?? null }, stamp)
        }
      })
      noteAct(db, 'training.import', null, stamp)
    }
    const count = (wanted: string) => planned.filter(({ outcome }) => outcome === wanted).length
    return {
      rows: planned.map(({ row: { line, name, title, findings, values }, outcome, id }) => ({ line, name, title, outcome, id, findings, values: values && { from: values.from, to: values.to, organiser: values.organiser, kind: values.kind, hours: values.hours } })),
      created: count('create'), updated: count('update'), refused: count('refuse'), committed: commit,
    }
  }
}
