import type { IsoDate } from './dates.ts'
import { crossFindings } from './importChecks.ts'
import { readCell, type CellReading, type FindingLevel } from './importCells.ts'
import { distinctName, nameOfCell } from './importNames.ts'
import { matchRow, type RowMatch } from './importMatch.ts'
import { ImportRegister, postsWithoutMembership, type ImportPerson } from './importPeople.ts'
import { headingKey, type ImportColumn, type ImportTarget } from './importTargets.ts'
import { fieldOf, isFieldCode, type MemberFieldValues } from './memberFields.ts'
import { firstDayOf, isWholeDay, partialDatesAgree } from './partialDate.ts'
import { PartyPost, PersonStatus, statuses, statusNames, type DatedChange, type PersonChange } from './person.ts'
import { standingOn } from './roster.ts'
import type { TableCell } from './table.ts'

/** One row of a table; its cells are those of the headings, in their order. */
export interface ImportRow { line: number; cells: readonly TableCell[]; hidden?: true }
/** The one table that is imported, as it was found. */
export interface ImportTable { headings: readonly string[]; rows: readonly ImportRow[] }

/** What the officer said about a line: cells mended, whom it is about, left out, changes not wanted, contradictions settled for the file. */
export interface ImportDecision {
  line: number
  cells?: readonly { column: number; text: string }[] | undefined
  /** The id of a person, or 'new'. */
  person?: string | undefined
  leaveOut?: boolean | undefined
  keep?: readonly ImportTarget[] | undefined
  take?: readonly ImportTarget[] | undefined
}

export const importOutcomes = ['create', 'update', 'refuse', 'ask', 'ignore'] as const
export type ImportOutcome = (typeof importOutcomes)[number]
export interface ImportFinding { column: string; cell: number | null; level: FindingLevel; message: string }
/** One thing that becomes different. `from`: of what is dated, the day from which it holds. */
export interface ImportChange { target: ImportTarget; before: string | null; after: string | null; from: IsoDate | null }
export interface ProposedRow {
  line: number
  /** As the person is called in the roster, or will be. */
  name: string
  outcome: ImportOutcome
  cells: string[]
  personId: string | null
  /** For ask: who it may be. */
  candidates: { id: string; name: string }[]
  /** For ask: what the file says otherwise than the roster, to be kept or taken. */
  contradictions: ImportChange[]
  /** Changes that the officer switched off. */
  kept: ImportChange[]
  leftOut: boolean
  findings: ImportFinding[]
  changes: ImportChange[]
}
export interface ImportPlan {
  table: ImportTable
  columns: readonly ImportColumn[]
  people: Iterable<ImportPerson>
  /** 建账日期. */
  since: IsoDate
  asOf: IsoDate
  today: IsoDate
  decisions: readonly ImportDecision[]
  /** For new people of a roster without 人员类别. */
  defaultStatus?: PersonStatus | undefined
}

const statusRank = (status: PersonStatus): number => statuses.indexOf(status)
const isFooter = (told: readonly string[]): boolean => told.length <= 3 && /^(?:合计|总计|小计|共计|共\d|备注|注[:：]|说明|填表|填报|制表|审核|负责人|支部书记|单位|联系人)/.test(told[0]?.normalize('NFKC').replace(/\s+/g, '') ?? '')

/** Proposes row after row: what an earlier one makes of somebody is what a later one finds. */
export class ImportProposer {
  readonly #context: Omit<RowContext, 'line' | 'cells' | 'isHidden' | 'decision'>
  readonly #decided: ReadonlyMap<number, ImportDecision>
  readonly #nameAt: number | undefined
  readonly #nameHeading: string

  constructor({ headings, columns, people, since, asOf, today, decisions, defaultStatus }: Omit<ImportPlan, 'table'> & Pick<ImportTable, 'headings'>) {
    this.#decided = new Map(decisions.map((decision) => [decision.line, decision]))
    this.#context = { read: rememberingReader(today), columns, register: new ImportRegister(people), repeats: columns.some(({ target }) => target === 'from'), since, asOf: asOf < since ? since : asOf, today, defaultStatus }
    this.#nameAt = columns.find(({ target }) => target === 'name')?.column
    this.#nameHeading = this.#nameAt === undefined ? '' : headingKey(headings[this.#nameAt] ?? '')
  }

  /** Null for what is nobody's row: an empty one, a sum, a remark, the headings again. */
  propose({ line, cells: found, hidden }: ImportRow): ProposedRow | null {
    const decision: ImportDecision = this.#decided.get(line) ?? { line }
    const cells = withMended(found, decision)
    const first = firstTexts(this.#context.columns, cells)
    if (first.length === 0 || isFooter(first) || (this.#nameAt !== undefined && headingKey(cells[this.#nameAt]?.text ?? '') === this.#nameHeading)) return null
    return proposeRow({ ...this.#context, line, cells, isHidden: hidden === true, decision })
  }
}

/** Every row of the roster as it would become. Asked again with the same roster after the import, it proposes nothing. */
export function proposeImport({ table, ...plan }: ImportPlan): ProposedRow[] {
  const proposer = new ImportProposer({ ...plan, headings: table.headings })
  return table.rows.flatMap((row) => proposer.propose(row) ?? [])
}

/** The first texts of a row, four at most: what has more is no footer. */
function firstTexts(columns: readonly ImportColumn[], cells: readonly TableCell[]): string[] {
  const texts: string[] = []
  for (const { column } of columns) {
    const text = cells[column]?.text.trim() ?? ''
    if (text !== '' && texts.push(text) > 3) break
  }
  return texts
}

/** So many different cells of a column are remembered. A column with more, of ID numbers, has another one in every row. */
const mostRemembered = 2000
/** A roster says 汉族 in every row: what a plain text means in a column is found out once. */
function rememberingReader(today: IsoDate): (column: ImportColumn, cell: TableCell) => CellReading {
  const known = new Map<number, Map<string, CellReading>>()
  return ({ column, heading, target }, cell) => {
    if (cell.number !== undefined || cell.date !== undefined || cell.rounded || cell.error) return readCell(target, cell, heading, today)
    let texts = known.get(column)
    if (!texts) known.set(column, texts = new Map())
    if (texts.size >= mostRemembered) return readCell(target, cell, heading, today)
    const before = texts.get(cell.text)
    if (before) return before
    const reading = readCell(target, cell, heading, today)
    texts.set(cell.text, reading)
    return reading
  }
}

function withMended(cells: readonly TableCell[], { cells: mended = [] }: ImportDecision): readonly TableCell[] {
  if (mended.length === 0) return cells
  const all = [...cells]
  for (const { column, text } of mended) {
    while (all.length <= column) all.push({ text: '' })
    all[column] = { text }
  }
  return all
}

interface RowContext extends Pick<ImportPlan, 'columns' | 'since' | 'asOf' | 'today' | 'defaultStatus'> { line: number; cells: readonly TableCell[]; read: (column: ImportColumn, cell: TableCell) => CellReading; isHidden: boolean; decision: ImportDecision; register: ImportRegister; repeats: boolean }

function proposeRow(context: RowContext): ProposedRow {
  const { line, cells, read, isHidden, columns, decision, register, repeats, asOf } = context
  const values = new Map<ImportTarget, string>()
  const findings: ImportFinding[] = []
  const columnOf = (target: ImportTarget): ImportColumn | undefined => columns.find((each) => each.target === target)
  const find = (target: ImportTarget, level: FindingLevel, message: string) => {
    const at = columnOf(target)
    findings.push({ column: at?.heading.replace(/\s+/g, '') ?? '', cell: at?.column ?? null, level, message })
  }
  for (const each of columns) {
    const { column, heading, target } = each
    const cell = cells[column]
    if (target === 'ignore' || cell === undefined) continue
    const reading = read(each, cell)
    for (const { level, message } of reading.findings) findings.push({ column: heading.replace(/\s+/g, ''), cell: column, level, message })
    for (const { target: meant, value } of reading.values) if (!values.has(meant)) values.set(meant, value)
  }
  const row: ProposedRow = { line, name: values.get('name') ?? nameOfCell(cells[columnOf('name')?.column ?? -1]?.text ?? '').slice(0, 30), outcome: 'ignore', cells: columns.map(({ column }) => cells[column]?.text ?? ''), personId: null, candidates: [], contradictions: [], kept: [], leftOut: decision.leaveOut === true, findings, changes: [] }
  if (row.leftOut) return row
  if (isHidden) find('name', 'note', '这一行在表格里是隐藏的。')
  const name = values.get('name')
  if (name === undefined) {
    if (!findings.some(({ cell }) => cell === columnOf('name')?.column)) find('name', 'refuse', '没有姓名，这一行没有读入。')
    return { ...row, outcome: 'refuse' }
  }
  const match = matched(decision, register, () => matchRow({ name, idNumber: values.get('idNumber'), birthOn: values.get('birthOn'), gender: values.get('gender'), group: values.get('group'), asOf }, register, repeats))
  switch (match.kind) {
    case 'twice':
      find('name', 'refuse', `与第${match.line}行是同一个人，这一行没有读入。请核对后只留一行。`)
      return { ...row, outcome: 'refuse' }
    case 'ask':
      find('name', 'warn', match.why)
      return { ...row, outcome: 'ask', candidates: match.candidates.map(({ id, name: called }) => ({ id, name: called })) }
    case 'new': return proposeNew(context, row, name, values, find)
    case 'person': return proposeUpdate(context, row, match.person, values, find)
  }
}

function matched({ person: chosen }: ImportDecision, register: ImportRegister, match: () => RowMatch): RowMatch {
  if (chosen === 'new') return { kind: 'new' }
  const person = chosen === undefined ? undefined : register.get(chosen)
  return person ? { kind: 'person', person } : match()
}

type Find = (target: ImportTarget, level: FindingLevel, message: string) => void
type Values = Map<ImportTarget, string>
const postsOf = (value: string | undefined): PartyPost[] => (value === undefined || value === '' ? [] : value.split(',').map((post) => PartyPost.parse(post)))
const dated = (change: PersonChange, personId: string, from: IsoDate): DatedChange => ({ ...change, id: `${change.field} ${from}`, personId, from })
const put = (history: readonly DatedChange[], change: DatedChange): DatedChange[] => [...history.filter((known) => known.field !== change.field || known.from !== change.from), change]

/** Leaves out an ID number that somebody else has. */
function refuseForeignNumber({ register }: RowContext, values: Values, personId: string | null, find: Find): void {
  const number = values.get('idNumber')
  const holder = number === undefined ? undefined : register.withIdNumber(number)
  if (!holder || holder.id === personId) return
  find('idNumber', 'refuse', `这个号码已登记在${holder.name}名下，没有读入。`)
  values.delete('idNumber')
}

function fieldsFrom(values: ReadonlyMap<string, string>): MemberFieldValues {
  const fields: MemberFieldValues = {}
  for (const [target, value] of values) if (isFieldCode(target) && value !== '') fields[target] = value
  return fields
}

function proposeNew(context: RowContext, row: ProposedRow, name: string, values: Values, find: Find): ProposedRow {
  const { register, columns, since, asOf, today, decision, defaultStatus } = context
  refuseForeignNumber(context, values, null, find)
  for (const target of decision.keep ?? []) values.delete(target)
  const fields = fieldsFrom(values)
  const statusText = values.get('status') ?? defaultStatus
  if (statusText === undefined) {
    const at = columns.find(({ target }) => target === 'status')
    if (!row.findings.some(({ cell, level }) => level === 'refuse' && cell !== null && cell === at?.column)) find('status', 'refuse', `${name}没有人员类别，不能登记。`)
    return { ...row, outcome: 'refuse' }
  }
  const status = PersonStatus.parse(statusText)
  for (const { target, level, message } of crossFindings(fields, status, (target) => values.has(target), today)) find(target, level, message)
  const began = status === 'fullMember' ? fields.fullOn : status === 'probationaryMember' ? fields.joinedOn : undefined
  const later = began === undefined || firstDayOf(began) < since ? since : firstDayOf(began)
  const from = values.get('from') ?? (later > asOf ? asOf : later)
  const held = postsOf(values.get('posts'))
  if (held.length > 0 && status !== 'fullMember') {
    find('posts', 'refuse', `${name}是${statusNames[status]}，不能担任党内职务；党内职务由正式党员担任。`)
    held.length = 0
  }
  const group = values.get('group') || null
  const called = distinctName(name, { group, birthOn: fields.birthOn ?? null }, (taken) => register.isNameTaken(taken))
  if (called !== name) find('name', 'note', `已有同名的人，登记为“${called}”。`)
  const id = `new ${row.line}`
  const changes: ImportChange[] = [{ target: 'status', before: null, after: status, from }]
  if (held.length > 0) changes.push({ target: 'posts', before: null, after: held.join(','), from })
  if (group !== null) changes.push({ target: 'group', before: null, after: group, from })
  const history = changes.map(({ target, after }) => dated(changeOf(target, after), id, from))
  for (const [target, after] of values) if (isFieldCode(target) && after !== '') changes.push({ target, before: null, after, from: null })
  register.add({ id, name: called, history, fields, isNew: true })
  register.metIn.set(id, row.line)
  return { ...row, name: called, personId: id, outcome: 'create', changes }
}

/** What a field becomes: nothing where both say the same, or the file says less; a contradiction where one of them must be wrong. */
function fieldChange(target: ImportTarget, before: string | undefined, after: string): { change: ImportChange; contradicts: boolean } | null {
  if (!isFieldCode(target) || before === after || (before === undefined && after === '')) return null
  const change = { target, before: before ?? null, after: after === '' ? null : after, from: null }
  if (before === undefined || after === '') return { change, contradicts: false }
  const { form } = fieldOf[target]
  if (form === 'partialDate') {
    if (!partialDatesAgree(before, after)) return { change, contradicts: true }
    return isWholeDay(after) ? { change, contradicts: false } : null
  }
  return { change, contradicts: form === 'idNumber' || form === 'date' || target === 'gender' }
}

function proposeUpdate(context: RowContext, row: ProposedRow, person: ImportPerson, values: Values, find: Find): ProposedRow {
  const { register, asOf, today, decision } = context
  refuseForeignNumber(context, values, person.id, find)
  const [keep, take] = [new Set(decision.keep), new Set(decision.take)]
  const changes: ImportChange[] = []
  const contradictions: ImportChange[] = []
  const kept: ImportChange[] = []
  const propose = (change: ImportChange, contradicts: boolean) => {
    if (keep.has(change.target)) kept.push(change)
    else if (contradicts && !take.has(change.target)) contradictions.push(change)
    else changes.push(change)
  }
  for (const [target, value] of values) {
    const proposed = isFieldCode(target) ? fieldChange(target, person.fields[target], value) : null
    if (proposed) propose(proposed.change, proposed.contradicts)
  }
  const from = values.get('from') ?? asOf
  for (const { change, contradicts } of datedChanges(person, values, from, find)) propose(change, contradicts)
  let history = person.history
  for (const { target, after, from: day } of changes) if (day !== null) history = put(history, dated(changeOf(target, after), person.id, day))
  if (history !== person.history && postsWithoutMembership(history)) {
    find(values.has('posts') ? 'posts' : 'status', 'refuse', `${person.name}当时不是正式党员，不能担任党内职务；类别、职务和小组没有改。`)
    changes.splice(0, changes.length, ...changes.filter((change) => change.from === null))
    history = person.history
  }
  const fields = fieldsFrom(new Map([...Object.entries(person.fields), ...changes.filter((change) => change.from === null).map(({ target, after }) => [target, after ?? ''] as const)]))
  const { status } = standingOn(history, from)
  for (const { target, level, message } of crossFindings(fields, status, (target) => values.has(target), today)) find(target, level, message)
  register.metIn.set(person.id, row.line)
  const outcome = contradictions.length > 0 ? 'ask' : changes.length > 0 ? 'update' : 'ignore'
  if (outcome === 'update') register.change(person.id, fields, history)
  return { ...row, name: person.name, personId: person.id, outcome, changes, contradictions, kept }
}

/** A dated fact as the roster keeps it. */
export function changeOf(target: ImportTarget, after: string | null): PersonChange {
  switch (target) {
    case 'status': return { field: 'status', value: PersonStatus.parse(after) }
    case 'posts': return { field: 'posts', value: postsOf(after ?? '') }
    case 'group': return { field: 'group', value: after }
    default: throw new Error(`${target} is no dated fact`)
  }
}

/** Where the roster's 类别, 职务 and 小组 differ from what holds on its day. Who fell behind on the way into the Party is asked about. */
function datedChanges(person: ImportPerson, values: Values, from: IsoDate, find: Find): { change: ImportChange; contradicts: boolean }[] {
  const told = (['status', 'posts', 'group'] as const).filter((target) => values.has(target))
  if (told.length === 0) return []
  const standing = standingOn(person.history, from)
  if (standing.left) {
    find('name', 'warn', `${person.name}在档案里已离开支部，类别、职务和小组没有改；要登记回来请打开档案。`)
    return []
  }
  const held = { status: standing.status, posts: standing.posts.length === 0 ? null : standing.posts.join(','), group: standing.group }
  const order = (posts: string | null): string => postsOf(posts ?? '').sort().join(',')
  const found: { change: ImportChange; contradicts: boolean }[] = []
  for (const target of told) {
    const [before, after] = [held[target], values.get(target) || null]
    if (before === after || (target === 'posts' && order(before) === order(after))) continue
    const fellBack = target === 'status' && before !== null && after !== null && statusRank(PersonStatus.parse(after)) < statusRank(PersonStatus.parse(before))
    found.push({ change: { target, before, after, from }, contradicts: fellBack })
  }
  return found
}

/** How many rows come out how. */
export const countOutcomes = (rows: readonly ProposedRow[]): Record<ImportOutcome, number> => {
  const counts: Record<ImportOutcome, number> = { create: 0, update: 0, refuse: 0, ask: 0, ignore: 0 }
  for (const { outcome } of rows) counts[outcome]++
  return counts
}
