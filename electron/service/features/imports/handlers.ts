import { setImmediate } from 'node:timers/promises'
import type { Output, Parsed } from '../../../../shared/contract/index.ts'
import { rememberedTargets, rememberTarget } from '../../../../db/repositories/importHeadings.ts'
import { findOperation, lastOfAct, recordOperation, rowsOfMade } from '../../../../db/repositories/journal.ts'
import { markOfNewPerson } from '../../../../db/repositories/journalThings.ts'
import { insertMany, type ManyRows } from '../../../../db/repositories/manyRows.ts'
import { rowsOfNewPeople, type NewPerson } from '../../../../db/repositories/newPeople.ts'
import { listPeople, putChange } from '../../../../db/repositories/people.ts'
import { listFields, putFields } from '../../../../db/repositories/personFields.ts'
import { clearStaged, stageRows, takeStaged, type StagedRows } from '../../../../db/repositories/stagedRows.ts'
import { rosterTally, tallyingOnce } from '../../../../db/repositories/rosterTally.ts'
import { leavingLog, type Db } from '../../../../db/connection.ts'
import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { chineseDate, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { findTables, type FoundTable } from '../../../../shared/domain/findTable.ts'
import { changeOf, countOutcomes, proposeImport, type ImportChange, type ImportTable, type ProposedRow } from '../../../../shared/domain/importProposal.ts'
import { importTableOf } from '../../../../shared/domain/importTable.ts'
import { headingKey, isRosterHeading, targetsOf, type ImportColumn } from '../../../../shared/domain/importTargets.ts'
import { operationInWords } from '../../../../shared/domain/journal.ts'
import { masked } from '../../../../shared/domain/mask.ts'
import { fieldOf, isFieldCode, type MemberFieldValues } from '../../../../shared/domain/memberFields.ts'
import { chinesePartialDate } from '../../../../shared/domain/partialDate.ts'
import { statusNames, type DatedChange } from '../../../../shared/domain/person.ts'
import { standingOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { TableBook } from '../../../../shared/domain/table.ts'
import type { Handlers } from '../../router.ts'
import { undoOperation } from '../journal/undo.ts'
import { ProposingAhead, type Proposing } from './ahead.ts'
import { ImportSources, type KeptSource } from './sources.ts'

/** Whose headings are remembered. */
const list = 'people'

/** People who are made one after the other, with the mark of each; or somebody who is known and changes. */
type Step = { rows: ManyRows[]; made: { id: string; mark: string }[] } | { id: string; changes: readonly ImportChange[] }
/** All that a plan writes, worked out beforehand. `staged`: where it makes people and changes none, its rows lie ready in this connection. */
interface ReadyAct { plan: Plan; answer: Output<'members.importFile'>; stamp: Stamp; names: string; people: number; steps: Step[]; staged?: { db: Db; people: StagedRows[]; marks: StagedRows } }
interface Plan { found: FoundTable[]; sheet: number; columns: ImportColumn[]; asOf: IsoDate; rows: ProposedRow[]; people: Map<string, PersonWithHistory & { fields: MemberFieldValues }> }

/** Rosters into the files of people: shown row by row, then all of it in one act that can be taken back. */
export function importsHandlers(service: Service) {
  const { vault, clock, newId, backups } = service
  const sources = new ImportSources(service)

  const findIn = (db: Db, book: Pick<TableBook, 'sheets'>): FoundTable[] => {
    const remembered = rememberedTargets(db, list)
    return findTables(book, (text) => isRosterHeading(text) || remembered.has(headingKey(text)))
  }
  /** The tables of a book do not change while its rows are mended. */
  let lastFound: { id: string; found: FoundTable[] } | null = null
  const tablesOf = (db: Db, { id, book }: KeptSource): FoundTable[] => {
    if (lastFound?.id === id) return lastFound.found
    lastFound = { id, found: findIn(db, book) }
    return lastFound.found
  }
  /** The last proposal, and everything it followed from. */
  let lastPlan: { from: string; plan: Plan } | null = null
  const forget = (): void => { [lastFound, lastPlan] = [null, null] }
  vault.onLock(forget)

  /** How the rows of a table are proposed, by what was read and by the database as it is now. */
  const proposing = (db: Db, { headings, rows }: ImportTable, chosen: FoundTable, { mapping = [], asOf, decisions = [], defaultStatus }: Parsed<'members.importFile'>): Proposing & { columns: ImportColumn[]; people: Plan['people'] } => {
    const [{ since }, today] = [vault.info(), localDay(clock())]
    const cellsOf = (column: number): string[] => rows.map(({ cells }) => cells[column]?.text ?? '')
    const columns = targetsOf(headings, cellsOf, rememberedTargets(db, list), new Map(mapping.map(({ column, target }) => [column, target])))
    const fields = listFields(db)
    const people: Plan['people'] = new Map(listPeople(db).map((person) => [person.id, { ...person, fields: fields.get(person.id) ?? {} }]))
    const day = asOf ?? chosen.asOf ?? today
    const from = JSON.stringify([chosen.sheet, chosen.firstLine, chosen.columns, columns, day, since, today, decisions, defaultStatus, rosterTally(db).people])
    return { from, chosen, columns, people, plan: { columns, people: [...people.values()], since, asOf: day, today, decisions, defaultStatus } }
  }

  /** While the file is read: the first table that its beginning shows. */
  const aheadOf = (input: Parsed<'members.importFile'>): ProposingAhead => new ProposingAhead((sheets) => {
    const db = vault.db()
    const book = { sheets: [...sheets] }
    const chosen = findIn(db, book)[input.sheet ?? 0]
    return chosen ? proposing(db, importTableOf(book, chosen), chosen, input) : null
  })

  /** What would become of each row, by the database as it is now. Asked again while nothing is different, it is not worked out again. */
  const plan = (db: Db, source: KeptSource, input: Parsed<'members.importFile'>, ahead?: ProposingAhead): Plan => {
    const { sheet = 0, mapping = [], asOf, decisions = [], defaultStatus } = input
    const from = JSON.stringify([source.id, sheet, mapping, asOf, decisions, defaultStatus, [...rememberedTargets(db, list)], vault.info().since, localDay(clock()), rosterTally(db).people])
    if (lastPlan?.from === from) return lastPlan.plan
    const found = tablesOf(db, source)
    const chosen = found[sheet]
    if (!chosen) throw new AppError('NO_ROSTER_FOUND', { params: { name: source.fileName } })
    const table = importTableOf(source.book, chosen)
    const how = proposing(db, table, chosen, input)
    const made = { found, sheet, columns: how.columns, asOf: how.plan.asOf, people: how.people, rows: ahead?.proposals(how, table.rows) ?? proposeImport({ table, ...how.plan }) }
    lastPlan = { from, plan: made }
    return made
  }

  const answers = new WeakMap<Plan, Output<'members.importFile'>>()
  /** Of a plan that is committed it was given before. */
  const answer = (source: KeptSource, made: Plan): Output<'members.importFile'> => {
    const given = answers.get(made) ?? answerOf(source, made)
    answers.set(made, given)
    return given
  }
  const answerOf = (source: KeptSource, { found, sheet, columns, asOf, rows, people }: Plan): Output<'members.importFile'> => ({
    source: source.id, fileName: source.fileName, sheet, asOf, asOfTold: found[sheet]?.asOf !== undefined && found[sheet].asOf === asOf,
    columns: columns.map(({ column, heading, target, source: how }) => ({ column, heading, target, how })),
    sheets: found.map((table, index) => ({ index, name: source.book.sheets[table.sheet]?.name ?? '', rows: importableRows(table), headerLine: table.headerLines[0] ?? 1 })),
    // Property by property: of ten thousand rows a rest and a spread take as long as all else.
    rows: rows.map(({ line, name, outcome, cells, candidates, contradictions, kept, leftOut, findings, changes }) => ({
      line, name, outcome, cells, leftOut, findings, changes: allShown(changes), contradictions: allShown(contradictions), kept: allShown(kept),
      candidates: candidates.map(({ id, name: called }) => ({ id, name: called, note: noteOf(people.get(id), asOf) })),
    })),
    counts: countOutcomes(rows),
  })

  /** What is written for a plan, by ids that are new and at this moment. */
  const readyAct = (made: Plan, source: KeptSource): ReadyAct => {
    const stamp = stampOf(service)
    const ids = new Map<string, string>()
    const done = made.rows.filter(({ outcome }) => outcome === 'create' || outcome === 'update')
    const steps: Step[] = []
    let waiting: NewPerson[] = []
    const closeWaiting = (): void => {
      if (waiting.length > 0) steps.push({ rows: rowsOfNewPeople(waiting, 'import', stamp), made: waiting.map((person) => ({ id: person.id, mark: markOfNewPerson(person, stamp.at) })) })
      waiting = []
    }
    for (const { outcome, personId: planned, name, changes } of done) {
      if (outcome === 'create') {
        const id = newId()
        if (planned !== null) ids.set(planned, id)
        waiting.push({ id, name, fields: fieldsOf(changes), changes: datedOf(changes, id, newId) })
        continue
      }
      // Whoever is changed may have been made by a row before, and may have had the ID number of somebody made by a row after.
      closeWaiting()
      steps.push({ id: ids.get(planned ?? '') ?? planned ?? '', changes })
    }
    closeWaiting()
    return { plan: made, answer: answer(source, made), stamp, names: done.map(({ name }) => name).join('、').slice(0, 60), people: new Set(done.map(({ personId }) => personId)).size, steps }
  }

  /** A roster of nobody but new people, as the first of a branch is, lies ready then; the list of what is done stays as it is. */
  const staged = (db: Db, act: ReadyAct): ReadyAct => {
    const [only, ...others] = act.steps
    if (!only || others.length > 0 || !('made' in only)) return act
    const [marks, ...people] = stageRows(db, [rowsOfMade('person', only.made), ...only.rows])
    return marks ? { ...act, staged: { db, people, marks } } : act
  }

  /** Inside the caller's transaction. Answers the id of the act, where anything changed. */
  const write = (db: Db, { staged: ready, plan: { columns }, stamp, names, people, steps }: ReadyAct): string | undefined => {
    for (const { heading, target, source } of columns) if (source === 'chosen') rememberTarget(db, list, heading, target)
    if (steps.length === 0) return undefined
    const operationId = newId()
    recordOperation(db, { id: operationId, act: 'people.import', entityId: null, stamp, name: () => names, count: () => people }, (touch) => {
      if (ready?.db === db) {
        tallyingOnce(db, () => { for (const rows of ready.people) takeStaged(db, rows) })
        touch.madeMany((row) => { takeStaged(db, ready.marks, { column: 'operation_row', value: row }) })
        return
      }
      for (const step of steps) {
        if ('made' in step) {
          for (const rows of step.rows) insertMany(db, rows)
          for (const { id, mark } of step.made) touch.made({ kind: 'person', id }, mark)
          continue
        }
        touch({ kind: 'person', id: step.id })
        putFields(db, step.id, patchOf(step.changes), 'import', stamp)
        for (const change of datedOf(step.changes, step.id, newId)) putChange(db, change, stamp.at)
      }
    })
    noteAct(db, 'people.import', null, stamp)
    return operationId
  }

  return {
    'members.importFile': (input) => sources.run(async (signal) => {
      // What is locked is not asked to read a file.
      vault.db()
      const ahead = aheadOf(input)
      const source = await sources.take(input, signal, (sheets) => { ahead.come(sheets) })
      const proposed = plan(vault.db(), source, input, ahead)
      const { create, update } = countOutcomes(proposed.rows)
      if (!input.commit || create + update === 0) return answer(source, proposed)
      sources.stage = 'backup'
      // Another process takes the backup: meanwhile what is to be written is worked out here.
      const working = setImmediate().then(() => staged(vault.db(), readyAct(proposed, source)))
      const worked = working.catch(() => undefined)
      try {
        await backups.create('import')
        const ready = await working
        if (signal.aborted) throw new AppError('TABLE_CANCELLED')
        sources.stage = 'writing'
        const db = vault.db()
        // Asked again inside: meanwhile somebody else may have written.
        const { act, operationId } = leavingLog(db, () => db.transaction(() => {
          const again = plan(db, source, input)
          const act = again === ready.plan ? ready : readyAct(again, source)
          return { act, operationId: write(db, act) }
        }).immediate())
        sources.forget()
        forget()
        return { ...act.answer, ...(operationId === undefined ? {} : { operationId }) }
      } finally {
        const laid = (await worked)?.staged
        if (laid?.db.open === true) clearStaged(laid.db, [laid.marks, ...laid.people])
      }
    }),

    'members.importProgress': () => sources.progress,

    'members.cancelImport': () => {
      sources.cancel()
      return {}
    },

    'members.undoImport': ({ operationId }) => {
      const db = vault.db()
      return db.transaction(() => {
        const operation = operationId === undefined ? lastOfAct(db, 'people.import') : findOperation(db, operationId)
        if (!operation || operation.act !== 'people.import') throw new AppError('NOTHING_IMPORTED')
        const made = findOperation(db, undoOperation(service, operation))
        if (!made) throw new Error('an undo that changed nothing')
        return { operationId: made.id, words: operationInWords(made) }
      }).immediate()
    },
  } satisfies Partial<Handlers>
}

/** The fields of somebody new. */
function fieldsOf(changes: readonly ImportChange[]): MemberFieldValues {
  const fields: MemberFieldValues = {}
  for (const { target, after, from } of changes) if (from === null && after !== null && isFieldCode(target)) fields[target] = after
  return fields
}

/** What becomes of the fields of somebody who is known; null empties one. */
function patchOf(changes: readonly ImportChange[]): { [C in keyof MemberFieldValues]: string | null } {
  const patch: { -readonly [C in keyof MemberFieldValues]: string | null } = {}
  for (const { target, after, from } of changes) if (from === null && isFieldCode(target)) patch[target] = after
  return patch
}

const datedOf = (changes: readonly ImportChange[], personId: string, newId: () => string): DatedChange[] =>
  changes.flatMap(({ target, after, from }) => (from === null ? [] : [{ ...changeOf(target, after), id: newId(), personId, from }]))

/** What stands in the database is masked where it is sensitive; what stands in the file is the officer's own. */
function shown(change: ImportChange): ImportChange {
  const masking = isFieldCode(change.target) ? fieldOf[change.target].masking : undefined
  return masking === undefined || change.before === null ? change : { ...change, before: masked(change.before, masking) }
}

/** Of somebody new nothing stands in the database. */
const allShown = (changes: ImportChange[]): ImportChange[] => (changes.every(({ before }) => before === null) ? changes : changes.map(shown))

/** What tells somebody from another of the same name. */
function noteOf(person: Plan['people'] extends Map<string, infer P> ? P | undefined : never, asOf: IsoDate): string {
  if (!person) return ''
  const { status, group, left } = standingOn(person.history, asOf)
  const { birthOn, department } = person.fields
  return [status === null ? '' : statusNames[status], left ? '已离开支部' : '', group ?? '', birthOn === undefined ? '' : `${birthOn.length === 10 ? chineseDate(birthOn) : chinesePartialDate(birthOn)}生`, department ?? ''].filter((part) => part !== '').join('，')
}

const importableRows = ({ firstLine, lastLine, notData }: FoundTable): number => Math.max(0, lastLine - firstLine + 1 - notData.length)
