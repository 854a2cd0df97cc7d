import { addMonths } from '../../shared/domain/dates.ts'
import { occurrencesOf, parseRepeat } from '../../shared/domain/actionRepeat.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import type { Decimal } from '../../shared/domain/decimal.ts'
import { attainmentOf, isOpenProject, shownAttainment, type BusinessLine, type DatedValue, type Direction, type ProjectFull, type ProjectKind, type ProjectRow, type ProjectState } from '../../shared/domain/project.ts'
import { prepared, type Db } from '../connection.ts'
import { linkWaitingActions } from './actionLedger.ts'
import type { Stamp } from './audit.ts'
import type { WholeTable } from './wholeRows.ts'

const ofMetric = 'metric_id IN (SELECT id FROM project_metric WHERE project_id = ?)'
const ofMilestone = 'milestone_id IN (SELECT id FROM project_milestone WHERE project_id = ?)'
export const projectTables: WholeTable = {
  table: 'project',
  parts: [...['project_member', 'project_milestone', 'project_metric', 'zone_object', 'zone_visit'].map((table) => ({ table, where: 'project_id = ?' })), { table: 'project_milestone_day', where: ofMilestone }, { table: 'project_value', where: ofMetric }],
}

/** No value for so many days: a project is stale. */
export const staleAfter = 30

/** A carrier as it is stored, without figures and visits. */
export interface StoredProject { id: string; kind: ProjectKind; number: string; title: string; difficultyId: string | null; line: BusinessLine; leader: string; promise: string; measures: string; startsOn: string; dueOn: string | null; state: ProjectState; closedOn: string | null }
export interface StoredMetric { id: string; name: string; unit: string; direction: Direction; baseline: Decimal | null; baselineOn: string | null; baselineSource: string; target: Decimal | null }
export interface StoredMilestone { id: string; title: string; dueOn: string | null; repeatText: string; doneOn: string | null; note: string }
export interface StoredMember { name: string; isParty: boolean; duty: string }

interface Row extends StoredProject { revision: number; result: string; review: string; grade: string; savedAt: string; metricId: string | null; metricName: string; unit: string; baseline: string | null; target: string | null; actual: string | null; actualOn: string | null }
/** The value of the first metric that held on a day. */
const newest = (what: 'value' | 'on_day') => `(SELECT v.${what} FROM project_value v WHERE v.metric_id = k.id AND v.replaced_at IS NULL AND v.on_day <= @on ORDER BY v.on_day DESC LIMIT 1)`
const select = `SELECT p.id, p.revision, p.kind, p.number, p.title, p.difficulty_id AS difficultyId, p.line, p.leader, p.promise, p.measures, p.starts_on AS startsOn, p.due_on AS dueOn, p.state, p.closed_on AS closedOn, p.result, p.review, p.grade, p.saved_at AS savedAt,
  k.id AS metricId, k.name AS metricName, k.unit, k.baseline, k.target, ${newest('value')} AS actual, ${newest('on_day')} AS actualOn
  FROM project p LEFT JOIN project_metric k ON k.project_id = p.id AND k.position = 0`

interface OpenOf { openActions: number; overdueActions: number }
/** Open items by project. CROSS JOIN: what is open is walked, not everything that was ever decided, which took ten times as long. */
const openByProject = (db: Db, on: IsoDate): Map<string, OpenOf> =>
  new Map(prepared<[string], OpenOf & { id: string }>(db, `SELECT l.project_id AS id, count(*) AS openActions, total(a.sort_on < ?) AS overdueActions FROM action a INDEXED BY action_open CROSS JOIN action_link l ON l.action_id = a.id WHERE a.closed_on IS NULL AND a.hidden = 0 AND l.project_id IS NOT NULL GROUP BY l.project_id`).all(on).map(({ id, ...counts }) => [id, counts]))

function fromRow(row: Row, on: IsoDate, { openActions, overdueActions }: OpenOf = { openActions: 0, overdueActions: 0 }): ProjectRow {
  const { id, revision, kind, number, title, difficultyId, line, leader, startsOn, dueOn, state, closedOn } = row
  const attainment = attainmentOf(row, row.actual)
  return {
    id, revision, kind, number, title, difficultyId, line, leader, startsOn, dueOn, state, closedOn, openActions, overdueActions,
    metric: row.metricId === null ? null : { name: row.metricName, unit: row.unit, baseline: row.baseline, target: row.target, actual: row.actual, actualOn: row.actualOn, attainment, shown: shownAttainment(attainment) },
    stale: state === 'active' && row.metricId !== null && (row.actualOn ?? startsOn) < addDays(on, -staleAfter), overdue: isOpenProject(state) && dueOn !== null && dueOn < on,
  }
}

export interface ProjectQuery { kind: ProjectKind | undefined; state: ProjectState | undefined; open: boolean | undefined; difficultyId: string | undefined; year: number | undefined; text: string }
/** As of a day, newest first. A branch has some hundred in ten years. */
export function listProjects(db: Db, { kind, state, open, difficultyId, year, text }: ProjectQuery, on: IsoDate): ProjectRow[] {
  const parts = ['p.deleted_at IS NULL']
  const values: string[] = []
  const add = (part: string, ...given: string[]) => { parts.push(part); values.push(...given) }
  if (kind !== undefined) add('p.kind = ?', kind)
  if (state !== undefined) add('p.state = ?', state)
  if (open !== undefined) parts.push(`p.closed_on IS ${open ? '' : 'NOT '}NULL`)
  if (difficultyId !== undefined) add('p.difficulty_id = ?', difficultyId)
  if (year !== undefined) add('p.starts_on <= ? AND (p.closed_on IS NULL OR p.closed_on >= ?)', `${year}-12-31`, `${year}-01-01`)
  if (text !== '') add('(instr(p.title, ?) > 0 OR instr(p.leader, ?) > 0 OR instr(p.number, ?) > 0 OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND instr(m.name, ?) > 0))', text, text, text, text)
  const counts = openByProject(db, on)
  return prepared<unknown[], Row>(db, `${select} WHERE ${parts.join(' AND ')} ORDER BY p.closed_on IS NOT NULL, p.row DESC`).all({ on }, ...values).map((row) => fromRow(row, on, counts.get(row.id)))
}

/** One as of a day; null where there is none, or where it is in the 回收站. */
export function findProjectRow(db: Db, id: string, on: IsoDate): ProjectRow | null {
  const row = prepared<unknown[], Row>(db, `${select} WHERE p.id = ? AND p.deleted_at IS NULL`).get({ on }, id)
  return row ? fromRow(row, on, openByProject(db, on).get(id)) : null
}

export type FoundMetric = ProjectFull['metrics'][number]
/** With every value, also those that a correction replaced, by day. */
export function metricsOf(db: Db, projectId: string): FoundMetric[] {
  const values = Map.groupBy(prepared<[string], DatedValue & { metricId: string }>(db, `SELECT v.id, v.metric_id AS metricId, v.on_day AS "on", v.value, v.source, v.reason, v.at, v.who, v.replaced_at AS replacedAt FROM project_metric k JOIN project_value v ON v.metric_id = k.id WHERE k.project_id = ? ORDER BY v.on_day, v.at, v.id`).all(projectId), (value) => value.metricId)
  return prepared<[string], Omit<FoundMetric, 'values'>>(db, 'SELECT id, name, unit, direction, baseline, baseline_on AS baselineOn, baseline_source AS baselineSource, target FROM project_metric WHERE project_id = ? ORDER BY position').all(projectId)
    .map((metric) => ({ ...metric, values: (values.get(metric.id) ?? []).map(({ metricId: _metric, ...value }) => value) }))
}

function milestonesOf(db: Db, projectId: string, startsOn: IsoDate, on: IsoDate): ProjectFull['milestones'] {
  const done = Map.groupBy(db.prepare<[string], { id: string; on: string; doneOn: string; note: string }>('SELECT d.milestone_id AS id, d.on_day AS "on", d.done_on AS doneOn, d.note FROM project_milestone m JOIN project_milestone_day d ON d.milestone_id = m.id WHERE m.project_id = ? ORDER BY d.on_day').all(projectId), (day) => day.id)
  return db.prepare<[string], StoredMilestone>('SELECT id, title, due_on AS dueOn, repeat_text AS repeatText, done_on AS doneOn, note FROM project_milestone WHERE project_id = ? ORDER BY position').all(projectId).map((milestone) => {
    const repeat = parseRepeat(milestone.repeatText)
    const known = done.get(milestone.id) ?? []
    if (repeat === null) return { ...milestone, days: [] }
    const end = milestone.dueOn ?? addMonths(on, 13)
    const all = occurrencesOf(repeat, startsOn, end < addMonths(on, 13) ? end : addMonths(on, 13))
    const next = all.find((day) => day > on)
    const days = all.filter((day) => day <= on || day === next)
    return { ...milestone, days: [...new Set([...days, ...known.map((day) => day.on)])].sort().map((day) => known.find((each) => each.on === day) ?? { on: day, doneOn: null, note: '' }).map(({ on: day, doneOn, note }) => ({ on: day, doneOn, note })) }
  })
}

/** Records that name the project, and those that decided an item of it. */
export const meetingsOfProject = (db: Db, { id, title }: { id: string; title: string }): ProjectFull['meetings'] =>
  db.prepare<unknown[], ProjectFull['meetings'][number]>(`SELECT m.id, m.title, m.held_on AS heldOn FROM meeting m WHERE m.deleted_at IS NULL AND m.kind <> 'heartTalk' AND (
      m.id IN (SELECT a.meeting_id FROM action_link l JOIN action a ON a.id = l.action_id WHERE l.project_id = ? AND a.meeting_id IS NOT NULL)
      OR EXISTS (SELECT 1 FROM agenda_item i WHERE i.meeting_id = m.id AND (instr(i.title, ?) > 0 OR instr(i.report, ?) > 0 OR instr(i.discussion, ?) > 0 OR instr(i.decision, ?) > 0 OR EXISTS (SELECT 1 FROM speech s WHERE s.agenda_item_id = i.id AND instr(s.text, ?) > 0))))
    ORDER BY m.held_on DESC, m.id DESC`).all(id, title, title, title, title, title)

export const actionsOfProject = (db: Db, id: string): string[] =>
  db.prepare<[string], string>('SELECT a.id FROM action_link l JOIN action a ON a.id = l.action_id WHERE l.project_id = ? AND a.hidden = 0 ORDER BY a.closed_on IS NOT NULL, a.sort_on, a.id').pluck().all(id)

export function findProject(db: Db, id: string, on: IsoDate): ProjectFull | null {
  const row = prepared<unknown[], Row>(db, `${select} WHERE p.id = ? AND p.deleted_at IS NULL`).get({ on }, id)
  if (!row) return null
  return {
    ...fromRow(row, on, openByProject(db, on).get(id)), promise: row.promise, measures: row.measures, result: row.result, review: row.review, grade: row.grade,
    difficultyTitle: row.difficultyId === null ? '' : db.prepare<[string], string>('SELECT title FROM difficulty WHERE id = ?').pluck().get(row.difficultyId) ?? '',
    members: membersOf(db, id), metrics: metricsOf(db, id), milestones: milestonesOf(db, id, row.startsOn, on),
    objects: db.prepare<[string], string>('SELECT name FROM zone_object WHERE project_id = ? ORDER BY position').pluck().all(id),
    visits: db.prepare<[string], ProjectFull['visits'][number]>('SELECT id, object, on_day AS "on", visitor, found, closed_on AS closedOn FROM zone_visit WHERE project_id = ? ORDER BY on_day DESC, id DESC').all(id),
    actions: actionsOfProject(db, id), meetings: meetingsOfProject(db, row),
  }
}
const membersOf = (db: Db, id: string): StoredMember[] => db.prepare<[string], { name: string; isParty: 0 | 1; duty: string }>('SELECT name, is_party AS isParty, duty FROM project_member WHERE project_id = ? ORDER BY position').all(id).map((member) => ({ ...member, isParty: member.isParty === 1 }))

/** Numbers of one kind of carrier, for the next. */
export const projectNumbers = (db: Db, kind: ProjectKind): string[] => db.prepare<[string], string>('SELECT number FROM project WHERE kind = ? AND deleted_at IS NULL').pluck().all(kind)
export const nameOfProject = (db: Db, id: string): string => db.prepare<[string], string>('SELECT title FROM project WHERE id = ?').pluck().get(id) ?? ''

/** Writes a carrier with its members, milestones and metrics. Values of a metric that is still there stay; a metric or a series that left takes its own along. */
export function putProject(db: Db, p: StoredProject, parts: { members: readonly StoredMember[]; milestones: readonly StoredMilestone[]; metrics: readonly StoredMetric[]; objects: readonly string[] }, { at }: Stamp): void {
  prepared(db, `INSERT INTO project (id, revision, kind, number, title, difficulty_id, line, leader, promise, measures, starts_on, due_on, state, closed_on, result, review, grade, created_at, saved_at) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', ?, ?)
    ON CONFLICT (id) DO UPDATE SET revision = revision + 1, kind = excluded.kind, number = excluded.number, title = excluded.title, difficulty_id = excluded.difficulty_id, line = excluded.line, leader = excluded.leader, promise = excluded.promise, measures = excluded.measures,
      starts_on = excluded.starts_on, due_on = excluded.due_on, state = excluded.state, closed_on = excluded.closed_on, saved_at = excluded.saved_at`)
    .run(p.id, p.kind, p.number, p.title, p.difficultyId, p.line, p.leader, p.promise, p.measures, p.startsOn, p.dueOn, p.state, p.closedOn, at, at)
  db.prepare('DELETE FROM project_member WHERE project_id = ?').run(p.id)
  const member = db.prepare('INSERT INTO project_member (project_id, position, name, is_party, duty) VALUES (?, ?, ?, ?, ?)')
  parts.members.forEach(({ name, isParty, duty }, position) => member.run(p.id, position, name, isParty ? 1 : 0, duty))
  db.prepare('DELETE FROM zone_object WHERE project_id = ?').run(p.id)
  const object = db.prepare('INSERT INTO zone_object (project_id, position, name) VALUES (?, ?, ?)')
  parts.objects.forEach((name, position) => object.run(p.id, position, name))
  const ids = (list: readonly { id: string }[]) => JSON.stringify(list.map(({ id }) => id))
  db.prepare('DELETE FROM project_metric WHERE project_id = ? AND id NOT IN (SELECT value FROM json_each(?))').run(p.id, ids(parts.metrics))
  const metric = db.prepare(`INSERT INTO project_metric (id, project_id, position, name, unit, direction, baseline, baseline_on, baseline_source, target) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name, unit = excluded.unit, direction = excluded.direction, baseline = excluded.baseline, baseline_on = excluded.baseline_on, baseline_source = excluded.baseline_source, target = excluded.target`)
  parts.metrics.forEach((m, position) => metric.run(m.id, p.id, position, m.name, m.unit, m.direction, m.baseline, m.baselineOn, m.baselineSource, m.target))
  db.prepare('DELETE FROM project_milestone WHERE project_id = ? AND id NOT IN (SELECT value FROM json_each(?))').run(p.id, ids(parts.milestones))
  const milestone = db.prepare(`INSERT INTO project_milestone (id, project_id, position, title, due_on, repeat_text, done_on, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title, due_on = excluded.due_on, repeat_text = excluded.repeat_text, done_on = excluded.done_on, note = excluded.note`)
  parts.milestones.forEach((m, position) => milestone.run(m.id, p.id, position, m.title, m.dueOn, m.repeatText, m.doneOn, m.note))
  linkWaitingActions(db, p)
}

const raise = (db: Db, id: string, { at }: Stamp): void => { prepared(db, 'UPDATE project SET revision = revision + 1, saved_at = ? WHERE id = ?').run(at, id) }

/** A value of a day. One that stood there before stays, as replaced. */
export function putProjectValue(db: Db, projectId: string, v: { id: string; metricId: string; on: string; value: Decimal; source: string; reason: string }, stamp: Stamp): void {
  db.prepare('UPDATE project_value SET replaced_at = ? WHERE metric_id = ? AND on_day = ? AND replaced_at IS NULL').run(stamp.at, v.metricId, v.on)
  db.prepare('INSERT INTO project_value (id, metric_id, on_day, value, source, reason, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(v.id, v.metricId, v.on, v.value, v.source, v.reason, stamp.at, stamp.who)
  raise(db, projectId, stamp)
}
/** Takes a value out of what holds; it stays in the history. */
export function withdrawProjectValue(db: Db, projectId: string, metricId: string, on: string, stamp: Stamp): boolean {
  const gone = db.prepare('UPDATE project_value SET replaced_at = ? WHERE metric_id = ? AND on_day = ? AND replaced_at IS NULL').run(stamp.at, metricId, on).changes > 0
  if (gone) raise(db, projectId, stamp)
  return gone
}

export function setMilestoneDay(db: Db, projectId: string, { milestoneId, on, doneOn, note }: { milestoneId: string; on: string | null; doneOn: string | null; note: string }, stamp: Stamp): void {
  if (on === null) db.prepare('UPDATE project_milestone SET done_on = ?, note = ? WHERE id = ?').run(doneOn, note, milestoneId)
  else {
    db.prepare('DELETE FROM project_milestone_day WHERE milestone_id = ? AND on_day = ?').run(milestoneId, on)
    if (doneOn !== null) db.prepare('INSERT INTO project_milestone_day (milestone_id, on_day, done_on, note) VALUES (?, ?, ?, ?)').run(milestoneId, on, doneOn, note)
  }
  raise(db, projectId, stamp)
}

/** 结题, or the end without it. */
export function closeProject(db: Db, id: string, c: { state: 'closed' | 'stopped'; on: string; result: string; review: string; grade: string }, stamp: Stamp): void {
  db.prepare('UPDATE project SET state = ?, closed_on = ?, result = ?, review = ?, grade = ? WHERE id = ?').run(c.state, c.on, c.result, c.review, c.grade, id)
  raise(db, id, stamp)
}

export function putVisit(db: Db, projectId: string, v: { id: string; object: string; on: string; visitor: string; found: string; closedOn: string | null }, stamp: Stamp): void {
  db.prepare(`INSERT INTO zone_visit (id, project_id, object, on_day, visitor, found, closed_on, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET object = excluded.object, on_day = excluded.on_day, visitor = excluded.visitor, found = excluded.found, closed_on = excluded.closed_on WHERE project_id = excluded.project_id`).run(v.id, projectId, v.object, v.on, v.visitor, v.found, v.closedOn, stamp.at, stamp.who)
  raise(db, projectId, stamp)
}
export const projectOfVisit = (db: Db, id: string): string | undefined => db.prepare<[string], string>('SELECT project_id FROM zone_visit WHERE id = ?').pluck().get(id)
export function deleteVisit(db: Db, projectId: string, id: string, stamp: Stamp): void {
  db.prepare('DELETE FROM zone_visit WHERE id = ?').run(id)
  raise(db, projectId, stamp)
}

export function setProjectDeleted(db: Db, id: string, at: string | null): boolean {
  return db.prepare('UPDATE project SET deleted_at = ?, revision = revision + 1 WHERE id = ? AND (deleted_at IS NULL) = (? IS NOT NULL)').run(at, id, at).changes > 0
}

/** 志愿服务 that no meeting records. */
export interface VolunteerEntry { id: string; on: string; name: string; content: string; served: string; hours: Decimal }
export const listVolunteer = (db: Db, from: IsoDate, to: IsoDate): VolunteerEntry[] =>
  db.prepare<[string, string], VolunteerEntry>('SELECT id, on_day AS "on", name, content, served, hours FROM volunteer_entry WHERE on_day BETWEEN ? AND ? ORDER BY on_day DESC, id DESC').all(from, to)
export function putVolunteer(db: Db, v: VolunteerEntry, { at, who }: Stamp): void {
  db.prepare(`INSERT INTO volunteer_entry (id, on_day, name, content, served, hours, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET on_day = excluded.on_day, name = excluded.name, content = excluded.content, served = excluded.served, hours = excluded.hours`).run(v.id, v.on, v.name, v.content, v.served, v.hours, at, who)
}
export const findVolunteer = (db: Db, id: string): VolunteerEntry | null => db.prepare<[string], VolunteerEntry>('SELECT id, on_day AS "on", name, content, served, hours FROM volunteer_entry WHERE id = ?').get(id) ?? null
export const deleteVolunteer = (db: Db, id: string): void => { db.prepare('DELETE FROM volunteer_entry WHERE id = ?').run(id) }

export const projectOfMetric = (db: Db, id: string): string | undefined => db.prepare<[string], string>('SELECT project_id FROM project_metric WHERE id = ?').pluck().get(id)
export const projectOfMilestone = (db: Db, id: string): string | undefined => db.prepare<[string], string>('SELECT project_id FROM project_milestone WHERE id = ?').pluck().get(id)
/** A project that was ended goes on; what its closing said stays until it is closed again. */
export function reopenProject(db: Db, id: string, stamp: Stamp): void {
  db.prepare(`UPDATE project SET state = 'active', closed_on = NULL WHERE id = ?`).run(id)
  raise(db, id, stamp)
}

/** 成果 of each project. */
export const resultsOfProjects = (db: Db): Map<string, string> => new Map(prepared<[], [string, string]>(db, 'SELECT id, result FROM project WHERE deleted_at IS NULL').raw().all())
