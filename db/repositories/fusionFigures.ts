import type { ActionState } from '../../shared/domain/action.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { readDecimal, type Decimal } from '../../shared/domain/decimal.ts'
import { isThere, type AttendanceState } from '../../shared/domain/meeting.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { prepared, type Db } from '../connection.ts'
import { filesOfAction, findAction } from './actions.ts'
import type { FollowedAction } from '../../shared/domain/followUp.ts'

/** The state of an item on a day, by its steps; and the due day that held then. `@on` is the day. */
const stateThen = `coalesce((SELECT s.state FROM action_step s WHERE s.action_id = a.id AND s.on_day <= @on ORDER BY s.on_day DESC, s.id DESC LIMIT 1), 'todo')`
const closedThen = `(SELECT s.on_day FROM action_step s WHERE s.action_id = a.id AND s.on_day <= @on ORDER BY s.on_day DESC, s.id DESC LIMIT 1)`
const dueThen = `coalesce((SELECT p.from_due FROM action_postponement p WHERE p.action_id = a.id AND p.on_day > @on ORDER BY p.on_day, p.id LIMIT 1), a.due_on)`

export interface ActionFact { id: string; title: string; confidential: boolean; dueOn: string | null; state: ActionState; closedOn: string | null; done: boolean; open: boolean; overdue: boolean; files: number }
interface FactRow { id: string; title: string; confidential: 0 | 1; dueOn: string | null; state: ActionState; stepOn: string | null; files: number }
const factColumns = `a.id, a.title, a.confidential, ${dueThen} AS dueOn, ${stateThen} AS state, ${closedThen} AS stepOn, (SELECT count(*) FROM action_file f WHERE f.action_id = a.id AND f.deleted_at IS NULL) AS files`

function factOf({ confidential, stepOn, ...row }: FactRow, on: IsoDate): ActionFact {
  const open = row.state !== 'done' && row.state !== 'cancelled'
  return { ...row, confidential: confidential === 1, closedOn: open ? null : stepOn, done: row.state === 'done', open, overdue: open && row.dueOn !== null && row.dueOn < on }
}

/** Some items as they stood on a day. */
export const actionFacts = (db: Db, ids: readonly string[], on: IsoDate): ActionFact[] =>
  prepared<[{ on: string; ids: string }], FactRow>(db, `SELECT ${factColumns} FROM action a WHERE a.id IN (SELECT value FROM json_each(@ids)) AND a.hidden = 0 AND a.decided_on <= @on ORDER BY a.decided_on, a.row`).all({ on, ids: JSON.stringify(ids) }).map((row) => factOf(row, on))

/** Items that fell due within a time, as they stood on a day; those postponed out of it meanwhile are looked at by their due day of then. */
export const dueActions = (db: Db, from: IsoDate, to: IsoDate, on: IsoDate): ActionFact[] =>
  prepared<[{ on: string; from: string; to: string }], FactRow>(db, `SELECT ${factColumns} FROM action a WHERE a.hidden = 0 AND a.decided_on <= @on AND a.id IN (SELECT id FROM action WHERE due_on BETWEEN @from AND @to AND hidden = 0 UNION SELECT action_id FROM action_postponement WHERE from_due BETWEEN @from AND @to) ORDER BY a.due_on, a.row`)
    .all({ on, from, to }).map((row) => factOf(row, on)).filter(({ dueOn }) => dueOn !== null && dueOn >= from && dueOn <= to)

export interface MeetingFact { id: string; kind: MeetingKind; title: string; heldOn: string; group: string; business: boolean }
/** What was held within a time; a plan is not. */
export const heldMeetings = (db: Db, from: IsoDate, to: IsoDate): MeetingFact[] =>
  prepared<[string, string], Omit<MeetingFact, 'business'> & { business: 0 | 1 }>(db, `SELECT m.id, m.kind, m.title, m.held_on AS heldOn, m.party_group AS "group", EXISTS (SELECT 1 FROM agenda_item i WHERE i.meeting_id = m.id AND i.nature IN ('business', 'both')) AS business
    FROM meeting m WHERE m.deleted_at IS NULL AND m.held_on BETWEEN ? AND ? AND m.state NOT IN ('planned', 'notified') AND m.kind <> 'heartTalk' ORDER BY m.held_on, m.id`).all(from, to).map((row) => ({ ...row, business: row.business === 1 }))

/** How many items were decided and how many closed, month by month. */
export function actionsByMonth(db: Db, from: IsoDate, to: IsoDate): { decided: Map<string, number>; closed: Map<string, number> } {
  const count = (column: 'decided_on' | 'closed_on', more: string) => new Map(prepared<[string, string], [string, number]>(db, `SELECT substr(${column}, 1, 7), count(*) FROM action WHERE ${column} BETWEEN ? AND ? AND hidden = 0${more} GROUP BY 1`).raw().all(from, to))
  return { decided: count('decided_on', ''), closed: count('closed_on', ` AND closed_on IS NOT NULL AND state = 'done'`) }
}

/** 志愿服务 hours that records of meetings give each person, as exact text: what K14 and the ledger of 学时 both count. */
export const servedHours = (db: Db, from: IsoDate, to: IsoDate): { meetingId: string; title: string; on: IsoDate; personId: string; hours: Decimal }[] =>
  prepared<[string, string], { meetingId: string; title: string; on: IsoDate; personId: string; hours: string }>(db, `SELECT m.id AS meetingId, m.title, m.held_on AS "on", p.person_id AS personId, printf('%.2f', p.hours) AS hours FROM meeting m JOIN attendance p ON p.meeting_id = m.id WHERE m.deleted_at IS NULL AND m.held_on BETWEEN ? AND ? AND p.hours > 0 ORDER BY m.held_on, m.id`).all(from, to)
    .map((row) => ({ ...row, hours: readDecimal(row.hours) ?? '0' }))

/** 责任区 of a time: whom each is to visit, and what was visited and found in it. */
export interface ZoneFact { id: string; title: string; objects: string[]; visits: { id: string; object: string; on: string; found: string; closedOn: string | null }[] }
export function zoneFacts(db: Db, from: IsoDate, to: IsoDate): ZoneFact[] {
  const zones = prepared<[string, string], { id: string; title: string }>(db, `SELECT id, title FROM project WHERE kind = 'responsibilityZone' AND deleted_at IS NULL AND starts_on <= ? AND (closed_on IS NULL OR closed_on >= ?) ORDER BY row`).all(to, from)
  return zones.map((zone) => ({
    ...zone, objects: prepared<[string], string>(db, 'SELECT name FROM zone_object WHERE project_id = ? ORDER BY position').pluck().all(zone.id),
    visits: prepared<[string, string, string], ZoneFact['visits'][number]>(db, 'SELECT id, object, on_day AS "on", found, closed_on AS closedOn FROM zone_visit WHERE project_id = ? AND on_day BETWEEN ? AND ? ORDER BY on_day').all(zone.id, from, to),
  }))
}

/** Who was marked at some meetings, and whether they were there. */
export function marksAt(db: Db, meetingIds: readonly string[]): Map<string, { personId: string; there: boolean }[]> {
  const rows = prepared<[string], { meetingId: string; personId: string; state: AttendanceState }>(db, 'SELECT meeting_id AS meetingId, person_id AS personId, state FROM attendance WHERE meeting_id IN (SELECT value FROM json_each(?))').all(JSON.stringify(meetingIds))
  return new Map([...Map.groupBy(rows, ({ meetingId }) => meetingId)].map(([id, list]) => [id, list.map(({ personId, state }) => ({ personId, there: isThere(state) }))]))
}

/** People from whom attendance is not asked (经批准不作硬性要求), as their files say now. */
export const exemptPeople = (db: Db): Set<string> => new Set(prepared<[], string>(db, 'SELECT person_id FROM person_file WHERE exempt_from_calls IS NOT NULL').pluck().all())

/** People who are marked as 业务骨干 by a day; a mark without a day always holds, and of a month its first day is meant. */
export const backbonePeople = (db: Db, on: IsoDate): Set<string> => new Set(prepared<[string], string>(db, `SELECT person_id FROM person_file WHERE is_backbone = '1' AND (backbone_since IS NULL OR backbone_since <= ?)`).pluck().all(on))

/** The day of the last record before a day that begins with 上次议定事项落实情况; null where there is none. */
export const lastFollowUp = (db: Db, on: IsoDate, except: string): string | null =>
  prepared<[string, string], string>(db, `SELECT m.held_on FROM meeting m JOIN meeting_element e ON e.meeting_id = m.id AND e.code = 'earlier' WHERE m.deleted_at IS NULL AND m.held_on < ? AND m.id <> ? ORDER BY m.held_on DESC LIMIT 1`).pluck().get(on, except) ?? null

/** So many items are told one by one; a paragraph of thousands nobody reads. */
const mostFollowed = 100

/**
 * Items decided in meetings up to a day that are to be told, the oldest first: those of `since` or later, those closed since, and every open one;
 * without those of one meeting. `more`: how many older open ones stand behind them.
 */
export function actionsToFollow(db: Db, on: IsoDate, since: IsoDate, except: string, today: IsoDate): { actions: FollowedAction[]; more: number } {
  const ids = prepared<string[], string>(db, `SELECT id FROM action WHERE hidden = 0 AND source = 'meeting' AND decided_on <= ? AND meeting_id <> ? AND (closed_on IS NULL OR closed_on >= ? OR decided_on >= ?) ORDER BY decided_on, row`).pluck().all(on, except, since, since)
  const actions = ids.slice(-mostFollowed).flatMap((id): FollowedAction[] => {
    const action = findAction(db, id, on > today ? on : today)
    return action?.meeting ? [{ ...action, meeting: action.meeting, files: filesOfAction(db, id).filter(({ addedAt }) => addedAt.slice(0, 10) <= on).map(({ name }) => name) }] : []
  })
  return { actions, more: Math.max(0, ids.length - mostFollowed) }
}

/** Items of the newest meeting of a kind before a day that came to no conclusion. */
export const unfinishedItems = (db: Db, kind: MeetingKind, before: IsoDate, except: string): { meetingId: string; title: string }[] =>
  db.prepare<[string, string, string], { meetingId: string; title: string }>(`SELECT i.meeting_id AS meetingId, i.title FROM agenda_item i WHERE i.title <> '' AND i.decision = '' AND i.meeting_id = (SELECT id FROM meeting WHERE kind = ? AND held_on < ? AND id <> ? AND deleted_at IS NULL AND state NOT IN ('planned', 'notified') ORDER BY held_on DESC, id DESC LIMIT 1) AND NOT EXISTS (SELECT 1 FROM action_item x WHERE x.agenda_item_id = i.id) ORDER BY i.position`).all(kind, before, except)
