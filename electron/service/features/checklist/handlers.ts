import { noteAct } from '../../../../db/repositories/audit.ts'
import { deleteCheckAnswer, deleteCheckPoint, listCheckAnswers, listCheckPoints, putCheckAnswer, putCheckPoint } from '../../../../db/repositories/checklist.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import type { ThingRef } from '../../../../db/repositories/journalThings.ts'
import { checklistOf, isShippedId, pointsOf, type Checklist, type CheckPoint, type StoredPoint } from '../../../../shared/domain/checklist.ts'
import { verdictsOf } from '../../../../shared/domain/checklistFacts.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { OperationAct } from '../../../../shared/domain/journal.ts'
import { shippedPoints } from '../../../../shared/rules/checklist.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import { sheetBytes } from '../../documents/sheetBytes.ts'
import type { Handlers } from '../../router.ts'
import { senderOf, type ListPaper } from '../memberPapers/papers.ts'
import { checklistFactsOf } from './facts.ts'
import { checklistList, checklistRows, paperOfChecklist, sheetOfList } from './papers.ts'

/** So many points of its own a unit may add. */
const mostOwn = 100

/** 检查清单: what the data and a person say of each point in a year, and the unit's own reading of the points. */
export function checklistHandlers(service: Service) {
  const { vault, clock, newId, pathOf } = service
  const today = (): IsoDate => localDay(clock())

  function checklist(year: number, on: IsoDate): Checklist {
    const db = vault.db()
    const answers = new Map(listCheckAnswers(db, year).map(({ pointId, ...answer }) => [pointId, answer]))
    return checklistOf({ year, on, since: vault.info().since, points: pointsOf(listCheckPoints(db)), answers, verdicts: verdictsOf(checklistFactsOf(service, year, on)) })
  }

  /** Errors: NOT_FOUND. */
  function pointOf(id: string): CheckPoint {
    const point = pointsOf(listCheckPoints(vault.db())).find((known) => known.id === id)
    if (!point) throw new AppError('NOT_FOUND')
    return point
  }

  /** One act on the list, undoable as a whole. `text` of the point is asked after it; the journal puts it in quotes. */
  function act(what: Extract<OperationAct, `checklist.${string}`>, thing: ThingRef, text: () => string, change: () => void): void {
    const db = vault.db()
    db.transaction(() => {
      const stamp = stampOf(service)
      recordOperation(db, { id: newId(), act: what, entityId: null, stamp, name: () => text().replaceAll('“', '‘').replaceAll('”', '’'), things: [thing] }, change)
      noteAct(db, what, null, stamp)
    }).immediate()
  }
  /** A point that is as it ships needs no row, so that a later version of its words reaches the unit. */
  function store(point: StoredPoint): void {
    const db = vault.db()
    const shipped = shippedPoints.find(({ id }) => id === point.id)
    const isAsShipped = shipped !== undefined && !point.isHidden && shipped.section === point.section && shipped.text === point.text && shipped.evidence === point.evidence && shipped.points === point.points && shipped.veto === point.veto
    if (isAsShipped) deleteCheckPoint(db, point.id)
    else putCheckPoint(db, point, stampOf(service))
  }
  async function bytesOf(list: ListPaper, what: 'all' | 'missing', format: 'docx' | 'xlsx' | 'pdf'): Promise<Uint8Array> {
    if (format === 'xlsx') return (await import('../../documents/sheet.ts')).writeSheet(sheetOfList(list))
    return sheetBytes(service, paperOfChecklist(list, what), format)
  }
  const refuse = (path: string, message: string) => new AppError('INVALID_INPUT', { fields: [{ path, message }] })

  return {
    'checklist.list': ({ year, on }) => checklist(year, on ?? today()),

    'checklist.answer': ({ year, id, answer, note, on = today() }) => {
      const { text } = pointOf(id)
      const db = vault.db()
      if (answer === 'notApplicable' && note.trim() === '') throw refuse('note', '请写明为什么不适用，留作检查时的依据。')
      if (on > today()) throw refuse('on', '查看的日期还没有到。')
      act('checklist.answer', { kind: 'checkAnswer', id: `${year} ${id}` }, () => text, () => {
        if (answer === null) deleteCheckAnswer(db, year, id)
        else putCheckAnswer(db, year, id, { answer, note: note.trim(), on }, stampOf(service))
      })
      return {}
    },

    'checklist.savePoint': ({ id: given, ...text }) => {
      const db = vault.db()
      const known = given === undefined ? null : pointOf(given)
      if (!known && listCheckPoints(db).filter(({ isOwn }) => isOwn).length >= mostOwn) throw refuse('text', `最多自己加${mostOwn}个检查点。`)
      const id = known?.id ?? newId()
      act(known ? 'checklist.point' : 'checklist.add', { kind: 'checkPoint', id }, () => text.text, () => store({ ...text, id, isHidden: known?.isHidden ?? false, isOwn: known?.isOwn ?? true }))
      return { id }
    },

    'checklist.setHidden': ({ id, isHidden }) => {
      const { section, text, evidence, points, veto, isOwn } = pointOf(id)
      act(isHidden ? 'checklist.hide' : 'checklist.show', { kind: 'checkPoint', id }, () => text, () => store({ id, section, text, evidence, points, veto, isOwn, isHidden }))
      return {}
    },

    'checklist.resetPoint': ({ id }) => {
      if (!isShippedId(id)) throw new AppError('NOT_FOUND')
      act('checklist.reset', { kind: 'checkPoint', id }, () => pointOf(id).text, () => deleteCheckPoint(vault.db(), id))
      return {}
    },

    'checklist.removePoint': ({ id }) => {
      const { text, isOwn } = pointOf(id)
      if (!isOwn) throw refuse('id', '随软件来的检查点不能删除，可以隐藏。')
      act('checklist.remove', { kind: 'checkPoint', id }, () => text, () => deleteCheckPoint(vault.db(), id))
      return {}
    },

    'checklist.export': async ({ fileToken, year, on, what, format }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const found = checklist(year, on ?? today())
      const bytes = await bytesOf(checklistList(found, what, senderOf(service)), what, format)
      const db = vault.db()
      // Written down before it leaves: a note of an export that then failed harms nobody, the opposite does.
      db.transaction(() => noteAct(db, 'checklist.export', null, stampOf(service))).immediate()
      const { writeAtomically } = await import('../../documents/writeFile.ts')
      writeAtomically(path, bytes)
      return { bytes: bytes.length, rows: checklistRows(found, what).length }
    },
  } satisfies Partial<Handlers>
}
