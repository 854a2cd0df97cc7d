import type { Decimal } from '../../shared/domain/decimal.ts'
import type { BusinessLine, DatedValue, DifficultyRow, DifficultyState, Direction, ProjectKind, ProjectState } from '../../shared/domain/project.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import type { WholeTable } from './wholeRows.ts'

export const difficultyTables: WholeTable = { table: 'difficulty', parts: [{ table: 'difficulty_value', where: 'difficulty_id = ?' }] }

/** A difficulty as it is stored. */
export interface StoredDifficulty {
  id: string; title: string; line: BusinessLine; source: string; baseline: Decimal | null; target: Decimal | null; unit: string; direction: Direction; leader: string; committee: string
  raisedOn: string; dueOn: string | null; measure: string; state: DifficultyState; closedOn: string | null; evidence: string
}
interface Row extends StoredDifficulty { revision: number; actual: string | null; actualOn: string | null }
const columns = `id, revision, title, line, source, baseline, target, unit, direction, leader, committee, raised_on AS raisedOn, due_on AS dueOn, measure, state, closed_on AS closedOn, evidence,
  (SELECT value FROM difficulty_value v WHERE v.difficulty_id = d.id AND v.role = 'actual' AND v.replaced_at IS NULL ORDER BY v.on_day DESC LIMIT 1) AS actual,
  (SELECT on_day FROM difficulty_value v WHERE v.difficulty_id = d.id AND v.role = 'actual' AND v.replaced_at IS NULL ORDER BY v.on_day DESC LIMIT 1) AS actualOn`

interface ProjectOf { id: string; kind: ProjectKind; title: string; state: ProjectState; difficultyId: string; actual: string | null; actualOn: string | null }
const newestOf = (what: 'value' | 'on_day') => `(SELECT v.${what} FROM project_value v WHERE v.metric_id = (SELECT k.id FROM project_metric k WHERE k.project_id = p.id ORDER BY k.position LIMIT 1) AND v.replaced_at IS NULL ORDER BY v.on_day DESC LIMIT 1)`

function fromRows(rows: readonly Row[], projects: readonly ProjectOf[], today: string): DifficultyRow[] {
  const byDifficulty = Map.groupBy(projects, (project) => project.difficultyId)
  return rows.map((row) => {
    const mine = byDifficulty.get(row.id) ?? []
    const measured = row.actual === null ? mine.find((project) => project.actual !== null) : row
    return {
      ...row, actual: measured?.actual ?? null, actualOn: measured?.actualOn ?? null,
      projects: mine.map(({ id, kind, title, state }) => ({ id, kind, title, state })),
      converted: row.measure.trim() !== '' || mine.length > 0, overdue: row.state === 'open' && row.dueOn !== null && row.dueOn < today,
    }
  })
}

/** In the order in which they were entered, as the list of the branch has them. */
export function listDifficulties(db: Db, today: string): DifficultyRow[] {
  const rows = prepared<[], Row>(db, `SELECT ${columns} FROM difficulty d WHERE deleted_at IS NULL ORDER BY row`).all()
  const projects = prepared<[], ProjectOf>(db, `SELECT p.id, p.kind, p.title, p.state, p.difficulty_id AS difficultyId, ${newestOf('value')} AS actual, ${newestOf('on_day')} AS actualOn FROM project p WHERE p.difficulty_id IS NOT NULL AND p.deleted_at IS NULL ORDER BY p.row`).all()
  return fromRows(rows, projects, today)
}

/** Null where there is none, or where it is in the 回收站. */
export function findDifficulty(db: Db, id: string, today: string): DifficultyRow | null {
  const rows = db.prepare<[string], Row>(`SELECT ${columns} FROM difficulty d WHERE id = ? AND deleted_at IS NULL`).all(id)
  const projects = db.prepare<[string], ProjectOf>(`SELECT p.id, p.kind, p.title, p.state, p.difficulty_id AS difficultyId, ${newestOf('value')} AS actual, ${newestOf('on_day')} AS actualOn FROM project p WHERE p.difficulty_id = ? AND p.deleted_at IS NULL ORDER BY p.row`).all(id)
  return fromRows(rows, projects, today)[0] ?? null
}

export const difficultyWithTitle = (db: Db, title: string): string | undefined => db.prepare<[string], string>('SELECT id FROM difficulty WHERE title = ? AND deleted_at IS NULL').pluck().get(title)
export const nameOfDifficulty = (db: Db, id: string): string => db.prepare<[string], string>('SELECT title FROM difficulty WHERE id = ?').pluck().get(id) ?? ''

export function putDifficulty(db: Db, d: StoredDifficulty, { at }: Stamp): void {
  prepared(db, `INSERT INTO difficulty (id, revision, title, line, source, baseline, target, unit, direction, leader, committee, raised_on, due_on, measure, state, closed_on, evidence, created_at, saved_at)
    VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = revision + 1, title = excluded.title, line = excluded.line, source = excluded.source, baseline = excluded.baseline, target = excluded.target, unit = excluded.unit,
    direction = excluded.direction, leader = excluded.leader, committee = excluded.committee, raised_on = excluded.raised_on, due_on = excluded.due_on, measure = excluded.measure, state = excluded.state, closed_on = excluded.closed_on, evidence = excluded.evidence, saved_at = excluded.saved_at`)
    .run(d.id, d.title, d.line, d.source, d.baseline, d.target, d.unit, d.direction, d.leader, d.committee, d.raisedOn, d.dueOn, d.measure, d.state, d.closedOn, d.evidence, at, at)
}

export function setDifficultyDeleted(db: Db, id: string, at: string | null): boolean {
  return db.prepare('UPDATE difficulty SET deleted_at = ?, revision = revision + 1 WHERE id = ? AND (deleted_at IS NULL) = (? IS NOT NULL)').run(at, id, at).changes > 0
}

type Role = 'baseline' | 'target' | 'actual'
/** With those that a correction replaced, by day. */
export const valuesOfDifficulty = (db: Db, id: string): (DatedValue & { role: Role })[] =>
  db.prepare<[string], DatedValue & { role: Role }>('SELECT id, role, on_day AS "on", value, source, reason, at, who, replaced_at AS replacedAt FROM difficulty_value WHERE difficulty_id = ? ORDER BY role, on_day, id').all(id)

/** A value of a day; for baseline and target there is one that holds. What held before stays, as replaced. */
export function addDifficultyValue(db: Db, difficultyId: string, v: { id: string; role: Role; on: string; value: Decimal; source: string; reason: string }, { at, who }: Stamp): void {
  db.prepare(`UPDATE difficulty_value SET replaced_at = ? WHERE difficulty_id = ? AND role = ? AND replaced_at IS NULL${v.role === 'actual' ? ' AND on_day = ?' : ''}`).run(at, difficultyId, v.role, ...(v.role === 'actual' ? [v.on] : []))
  db.prepare('INSERT INTO difficulty_value (id, difficulty_id, role, on_day, value, source, reason, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(v.id, difficultyId, v.role, v.on, v.value, v.source, v.reason, at, who)
  db.prepare('UPDATE difficulty SET revision = revision + 1, saved_at = ? WHERE id = ?').run(at, difficultyId)
}
