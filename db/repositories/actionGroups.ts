import { actionSourceNames, actionSources, actionStateNames, actionStates, noDay, recentDays, type ActionGroup, type ActionGroupQuery, type ActionGrouping } from '../../shared/domain/action.ts'
import { addDays, chineseDate } from '../../shared/domain/dates.ts'
import { kindFacts, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { prepared, type Db } from '../connection.ts'
import { keyOf, keyOfRow, narrowed, rowsById, walkOf } from './actions.ts'

interface Counted { key: string; count: number; overdue: number; ids: string[] }

/** Counts of one walk over a list, with the first rows of each group: one pass whatever the number of groups. */
function walked(db: Db, q: ActionGroupQuery, filter: ActionGroupQuery['filter'], more: string, values: readonly string[], today: string): Counted[] {
  const walk = walkOf(filter, today)
  const order = walk.newest ? 'DESC' : 'ASC'
  const where = narrowed(q, today)
  const rows = prepared<(string | number)[], { key: string; id: string; count: number; overdue: number; n: number }>(db, `SELECT * FROM (
    SELECT ${keyOf[q.by]} AS key, a.id, row_number() OVER part AS n, count(*) OVER (PARTITION BY ${keyOf[q.by]}) AS count, total(a.closed_on IS NULL AND a.sort_on < ?) OVER (PARTITION BY ${keyOf[q.by]}) AS overdue
    FROM action a WHERE ${walk.where}${where.where}${more} WINDOW part AS (PARTITION BY ${keyOf[q.by]} ORDER BY a.${walk.key} ${order}, a.id ${order})) WHERE n <= ? ORDER BY key, n`)
    .all(today, ...walk.values, ...where.values, ...values, q.rows)
  return [...Map.groupBy(rows, ({ key }) => key)].map(([key, list]) => ({ key, count: list[0]?.count ?? 0, overdue: list[0]?.overdue ?? 0, ids: list.map(({ id }) => id) }))
}

/** Names of the groups, and where each stands among the others. */
function namesOf(db: Db, by: ActionGrouping, groups: readonly Counted[]): { name(key: string): string; compare(a: Counted, b: Counted): number } {
  const byCount = (a: Counted, b: Counted): number => Number(a.key === '') - Number(b.key === '') || b.overdue - a.overdue || b.count - a.count || (a.key < b.key ? -1 : 1)
  const keys = JSON.stringify(groups.map(({ key }) => key))
  switch (by) {
    case 'state': {
      const place = (key: string) => actionStates.findIndex((state) => state === key)
      return { name: (key) => actionStateNames[actionStates[place(key)] ?? 'todo'], compare: (a, b) => place(a.key) - place(b.key) }
    }
    // Whom nobody was given comes first: it waits for somebody.
    case 'owner': return { name: (key) => (key === '' ? '没有责任人' : key), compare: (a, b) => Number(b.key === '') - Number(a.key === '') || byCount(a, b) }
    case 'meeting': {
      const meetings = new Map(prepared<[string], { id: string; kind: MeetingKind; title: string; heldOn: string }>(db, 'SELECT id, kind, title, held_on AS heldOn FROM meeting WHERE id IN (SELECT value FROM json_each(?))').all(keys).map((meeting) => [meeting.id, meeting]))
      const source = (key: string) => actionSources.find((each) => each === key)
      return {
        name: (key) => {
          const meeting = meetings.get(key)
          return meeting ? `${chineseDate(meeting.heldOn)} ${meeting.title || kindFacts[meeting.kind].full}` : actionSourceNames[source(key) ?? 'own']
        },
        compare: (a, b) => {
          const [one, other] = [meetings.get(a.key)?.heldOn ?? '', meetings.get(b.key)?.heldOn ?? '']
          return one === other ? (a.key < b.key ? -1 : 1) : one < other ? 1 : -1
        },
      }
    }
    case 'project': {
      const titles = new Map(prepared<[string], [string, string]>(db, 'SELECT id, title FROM project WHERE id IN (SELECT value FROM json_each(?))').raw().all(keys))
      return { name: (key) => titles.get(key) ?? '没有关联项目', compare: byCount }
    }
  }
}

/**
 * The items of a list by their groups. By state the closed ones of the last 30 days stand beside the open ones, and every column is there
 * even when nothing is in it.
 */
export function groupActions(db: Db, q: ActionGroupQuery, today: string): { groups: ActionGroup[]; more: number } {
  const filterOf = new Map<string, ActionGroupQuery['filter']>()
  const found = walked(db, q, q.filter, '', [], today)
  if (q.by === 'state' && q.filter === 'open') {
    const closed = walked(db, q, 'done', ' AND a.closed_on >= ?', [addDays(today, -recentDays)], today)
    for (const { key } of closed) filterOf.set(key, 'done')
    found.push(...closed)
    for (const state of actionStates) if (!found.some(({ key }) => key === state)) found.push({ key: state, count: 0, overdue: 0, ids: [] })
  }
  const { name, compare } = namesOf(db, q.by, found)
  const told = found.sort(compare).slice(0, q.groups)
  const rows = rowsById(db, told.flatMap(({ ids }) => ids), today)
  return {
    more: found.length - told.length,
    groups: told.map(({ key, count, overdue, ids }) => {
      const list = ids.flatMap((id) => rows.get(id) ?? [])
      const last = list.at(-1)
      return { key, name: name(key), count, overdue, rows: list, next: last && count > list.length ? { key: keyOfRow(filterOf.get(key) ?? q.filter, last) || noDay, id: last.id } : null }
    }),
  }
}
