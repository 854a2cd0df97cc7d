import type { Db } from '../../../../db/connection.ts'
import type { Output, Parsed } from '../../../../shared/contract/index.ts'
import type { RosterRow } from '../../../../shared/contract/roster.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { postNames, statuses, statusNames } from '../../../../shared/domain/person.ts'
import { fieldText, turnsTold, type RosterColumn, type RosterFilter, type RosterScope } from '../../../../shared/domain/rosterView.ts'
import { figuresOf, type YearFigure } from './attendanceOf.ts'
import { meant } from './haystack.ts'
import { asCompared, isLetters, spellingOf } from './pinyin.ts'
import { rosterIndex, type Entry, type RosterIndex } from './rosterIndex.ts'

type Query = Omit<Parsed<'members.list'>, 'on'> & { on: IsoDate }
type Figures = (personId: string) => YearFigure

function isInScope(scope: RosterScope, { isHere, isMember }: Entry): boolean {
  switch (scope) {
    case 'members': return isMember
    case 'others': return isHere && !isMember
    case 'all': return isHere
    case 'former': return !isHere
    default: return assertNever(scope)
  }
}

/** Of those in the scope, in order, whom the filter lets through. */
function matching(entries: readonly Entry[], { text, status, group, missing, away }: RosterFilter, figures: Figures): readonly Entry[] {
  const typed = asCompared(text)
  if (typed === '' && status === null && group === null && !missing && !away) return entries
  const marks = typed === '' ? null : meant(entries, typed, isLetters(typed))
  return entries.filter((entry, at) => (marks === null || marks[at] === 1) && (status === null || entry.status === status) && (group === null || (entry.group ?? '') === group) && (!missing || entry.missing > 0)
    && (!away || (figures(entry.id).streak?.turns ?? 0) >= turnsTold))
}

/** What a column is sorted by: a number or a text; null, where there is nothing, stands last either way. */
function sortKey(by: RosterColumn, figures: Figures, order: ReadonlyMap<string, number>): (entry: Entry) => string | number | null {
  switch (by) {
    case 'name': return ({ name }) => spellingOf(name).syllables.join(' ')
    case 'status': return ({ status }) => (status === null ? null : -statuses.indexOf(status))
    case 'posts': return ({ postRank }) => postRank
    case 'group': return ({ id, group }) => (group === null ? null : order.get(id) ?? null)
    case 'vote': return ({ hasVote }) => (hasVote ? 0 : 1)
    case 'work': return ({ work }) => (work === '' ? null : spellingOf(work).full)
    case 'partyAge': return ({ partyAge }) => partyAge
    case 'completeness': return ({ missing }) => missing
    case 'attendance': return ({ id }) => {
      const { present, expected } = figures(id)
      return expected === 0 ? null : present / expected
    }
    case 'department': case 'job': case 'nativePlace': case 'school': case 'major': return ({ values }) => (values[by] === undefined ? null : spellingOf(values[by]).full)
    default: return ({ values }) => values[by] ?? null
  }
}

/** Lists of an index by scope and order, so that scrolling does not pick and sort ten thousand people for each page. */
const ordered = new WeakMap<RosterIndex, Map<string, readonly Entry[]>>()
const mostOrdered = 16

function inOrder(index: RosterIndex, scope: RosterScope, { by, descending }: Query['sort'], figures: Figures): readonly Entry[] {
  const known = ordered.get(index) ?? new Map<string, readonly Entry[]>()
  ordered.set(index, known)
  const key = `${scope} ${by} ${descending}`
  // Figures change without the index: what hangs on them is sorted anew.
  const found = by === 'attendance' ? undefined : known.get(key)
  if (found) return found
  const inScope = index.entries.filter((entry) => isInScope(scope, entry))
  const entries = by === 'roster' ? (descending ? inScope.toReversed() : inScope) : sorted(inScope, by, descending, figures)
  if (known.size >= mostOrdered) known.clear()
  known.set(key, entries)
  return entries
}

function sorted(entries: readonly Entry[], by: RosterColumn, descending: boolean, figures: Figures): Entry[] {
  const valueOf = sortKey(by, figures, new Map(entries.map(({ id }, at) => [id, at])))
  const sign = descending ? -1 : 1
  return entries.map((entry, at) => ({ entry, at, value: valueOf(entry) })).sort((a, b) => {
    if (a.value === b.value) return a.at - b.at
    if (a.value === null || b.value === null) return a.value === null ? 1 : -1
    return (a.value < b.value ? -1 : 1) * sign
  }).map(({ entry }) => entry)
}

function cell(column: RosterColumn, entry: Entry, figures: Figures): string {
  switch (column) {
    case 'name': return entry.name
    case 'status': return entry.status === null ? '' : statusNames[entry.status]
    case 'posts': return entry.posts.map((post) => postNames[post]).join('、')
    case 'group': return entry.group ?? ''
    case 'vote': return entry.hasVote ? '有' : entry.noVoteReason === null ? '' : `无（${entry.noVoteReason}）`
    case 'work': return entry.work
    case 'partyAge': return entry.partyAge === null ? '' : `${entry.partyAge}年`
    case 'attendance': {
      const { present, expected } = figures(entry.id)
      return expected === 0 ? '' : `${present} / ${expected}`
    }
    case 'completeness': return entry.missing === 0 ? '全' : `缺${entry.missing}`
    default: return fieldText(column, entry.values[column])
  }
}

/** Columns that are sorted by how their words are spelled. */
const spelledColumns: readonly Query['sort']['by'][] = ['name', 'work', 'department', 'job', 'nativePlace', 'school', 'major']
/** Whether answering needs the dictionary of pinyin. */
export const needsDictionary = ({ text, sort }: Pick<Query, 'text' | 'sort'>): boolean => spelledColumns.includes(sort.by) || isLetters(asCompared(text))

/** A page of the list of people as of a day: whom the filter lets through, in order, with the words of the columns that were asked for. */
export function listPage(db: Db, query: Query): Output<'members.list'> {
  const { on, columns, sort, limit, offset, withIds } = query
  const index = rosterIndex(db, on)
  const figuresFor = figuresOf(db, on)
  // For a page of people, unless all have to be compared by them.
  const figures = figuresFor(query.away || sort.by === 'attendance' ? index.entries.filter((entry) => isInScope(query.scope, entry)).map(({ id }) => id) : [])
  const found = matching(inOrder(index, query.scope, sort, figures), query, figures)
  const page = found.slice(offset, offset + limit)
  const tellsStreaks = columns.includes('attendance') || columns.includes('completeness')
  if (tellsStreaks) figuresFor(page.map(({ id }) => id))
  const rows = page.map((entry): RosterRow => ({
    id: entry.id, name: entry.name, status: entry.status, note: entry.note, missing: entry.missing, required: entry.required, streak: tellsStreaks ? figures(entry.id).streak : null,
    cells: Object.fromEntries(columns.map((column) => [column, cell(column, entry, figures)])),
  }))
  return { on, rows, total: found.length, counts: index.counts, ...(withIds ? { ids: found.map(({ id }) => id) } : {}) }
}
