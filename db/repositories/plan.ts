import type { IsoDate } from '../../shared/domain/dates.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { BusinessDay, BusinessKind, OwnDay, PlanItem } from '../../shared/domain/plan.ts'
import type { PastMeeting } from '../../shared/domain/planHabits.ts'
import { prepared, type Db } from '../connection.ts'

interface ItemRow { id: string; year: number; key: string; kind: MeetingKind; part: string; on: string; startsAt: string; hours: number | null; people: string; place: string; topic: string; business: string; remarks: string; eventId: string | null; ruleId: string | null; basis: string; meetingId: string | null; reason: string }
const itemColumns = 'id, year, plan_key AS "key", kind, part, on_day AS "on", starts_at AS startsAt, hours, people, place, topic, business, remarks, event_id AS eventId, rule_id AS ruleId, basis, meeting_id AS meetingId, reason'

/** The activities of a year, in the order of their days. */
export const listPlanItems = (db: Db, year: number): PlanItem[] =>
  prepared<[number], ItemRow>(db, `SELECT ${itemColumns} FROM plan_item WHERE year = ? ORDER BY on_day, starts_at = '', starts_at, id`).all(year)
export const findPlanItem = (db: Db, id: string): PlanItem | null => prepared<[string], ItemRow>(db, `SELECT ${itemColumns} FROM plan_item WHERE id = ?`).get(id) ?? null

/** One key stands once in a year; answers false where it stood there already under another id. */
export function putPlanItem(db: Db, p: PlanItem): boolean {
  return prepared(db, `INSERT INTO plan_item (id, year, plan_key, kind, part, on_day, starts_at, hours, people, place, topic, business, remarks, event_id, rule_id, basis, meeting_id, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, part = excluded.part, on_day = excluded.on_day, starts_at = excluded.starts_at, hours = excluded.hours, people = excluded.people, place = excluded.place, topic = excluded.topic,
      business = excluded.business, remarks = excluded.remarks, event_id = excluded.event_id, basis = excluded.basis, meeting_id = excluded.meeting_id, reason = excluded.reason
    ON CONFLICT (year, plan_key) DO NOTHING`)
    .run(p.id, p.year, p.key, p.kind, p.part, p.on, p.startsAt, p.hours, p.people, p.place, p.topic, p.business, p.remarks, p.eventId, p.ruleId, p.basis, p.meetingId, p.reason).changes > 0
}
export const deletePlanItem = (db: Db, id: string): void => { prepared(db, 'DELETE FROM plan_item WHERE id = ?').run(id) }

const businessColumns = 'id, kind, title, from_on AS "from", to_on AS "to", person_id AS personId'
/** What the unit has before it in a time, in the order of its days. */
export const listBusinessDays = (db: Db, from: IsoDate, to: IsoDate): BusinessDay[] =>
  prepared<[string, string], { id: string; kind: BusinessKind; title: string; from: string; to: string; personId: string | null }>(db, `SELECT ${businessColumns} FROM business_day WHERE from_on <= ? AND to_on >= ? ORDER BY from_on, to_on, id`).all(to, from)
export const findBusinessDay = (db: Db, id: string): BusinessDay | null => prepared<[string], { id: string; kind: BusinessKind; title: string; from: string; to: string; personId: string | null }>(db, `SELECT ${businessColumns} FROM business_day WHERE id = ?`).get(id) ?? null
export function putBusinessDay(db: Db, { id, kind, title, from, to, personId }: BusinessDay): void {
  prepared(db, 'INSERT INTO business_day (id, kind, title, from_on, to_on, person_id) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, from_on = excluded.from_on, to_on = excluded.to_on, person_id = excluded.person_id').run(id, kind, title, from, to, personId)
}
export const deleteBusinessDay = (db: Db, id: string): void => { prepared(db, 'DELETE FROM business_day WHERE id = ?').run(id) }

/** The days of a year that the unit entered. */
export const listOwnDays = (db: Db, year: number): OwnDay[] =>
  prepared<[string, string], { day: string; isOff: 0 | 1; name: string }>(db, 'SELECT day, is_off AS isOff, name FROM calendar_day WHERE day BETWEEN ? AND ? ORDER BY day').all(`${year}-01-01`, `${year}-12-31`).map(({ isOff, ...row }) => ({ ...row, isOff: isOff === 1 }))
/** Every day that the unit entered, of any year. */
export const listEveryOwnDay = (db: Db): OwnDay[] => prepared<[], { day: string; isOff: 0 | 1; name: string }>(db, 'SELECT day, is_off AS isOff, name FROM calendar_day ORDER BY day').all().map(({ isOff, ...row }) => ({ ...row, isOff: isOff === 1 }))
export function putOwnDay(db: Db, { day, isOff, name }: OwnDay): void {
  prepared(db, 'INSERT INTO calendar_day (day, is_off, name) VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET is_off = excluded.is_off, name = excluded.name').run(day, isOff ? 1 : 0, name)
}
export const deleteOwnDay = (db: Db, day: string): void => { prepared(db, 'DELETE FROM calendar_day WHERE day = ?').run(day) }

/** How meetings of some days were held. Talks are confidential, and have no usual day. */
export const listPastMeetings = (db: Db, from: IsoDate, to: IsoDate): PastMeeting[] =>
  prepared<[string, string], PastMeeting>(db, `SELECT kind, party_group AS "group", held_on AS heldOn, starts_at AS startsAt, ends_at AS endsAt, place FROM meeting
    WHERE deleted_at IS NULL AND held_on BETWEEN ? AND ? AND kind <> 'heartTalk' AND state IN ('draft', 'final', 'archived') ORDER BY held_on, id`).all(from, to)

/** When a year was closed, and by whom; null: it is open. */
export const closingOf = (db: Db, year: number): { closedOn: IsoDate; who: string } | null => prepared<[number], { closedOn: string; who: string }>(db, 'SELECT closed_on AS closedOn, who FROM plan_year WHERE year = ?').get(year) ?? null
export function closePlanYear(db: Db, year: number, closedOn: IsoDate, who: string): void {
  prepared(db, 'INSERT INTO plan_year (year, closed_on, who) VALUES (?, ?, ?) ON CONFLICT (year) DO NOTHING').run(year, closedOn, who)
}
export const reopenPlanYear = (db: Db, year: number): void => { prepared(db, 'DELETE FROM plan_year WHERE year = ?').run(year) }

/** What 主题党日 and 党课 of some days were about, as their records say. */
export const listThemes = (db: Db, from: IsoDate, to: IsoDate): { kind: MeetingKind; heldOn: IsoDate; theme: string }[] =>
  prepared<[string, string], { kind: MeetingKind; heldOn: string; theme: string }>(db, `SELECT m.kind, m.held_on AS heldOn, coalesce(e.value, '') AS theme FROM meeting m LEFT JOIN meeting_element e ON e.meeting_id = m.id AND e.code = CASE m.kind WHEN 'themeDay' THEN 'theme' ELSE 'topic' END
    WHERE m.deleted_at IS NULL AND m.held_on BETWEEN ? AND ? AND m.kind IN ('themeDay', 'partyLecture') AND m.state IN ('draft', 'final', 'archived') ORDER BY m.held_on, m.id`).all(from, to)

/** The activities of a year whose meeting is not begun, or lies in the 回收站. */
export const listUnopened = (db: Db, year: number): { id: string; kind: MeetingKind; part: string; on: IsoDate }[] =>
  prepared<[number], { id: string; kind: MeetingKind; part: string; on: string }>(db, `SELECT id, kind, part, on_day AS "on" FROM plan_item p WHERE year = ? AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = p.meeting_id AND m.deleted_at IS NULL)`).all(year)
