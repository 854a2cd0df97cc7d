import type { Award, Review, Sanction } from '../../shared/domain/memberFile.ts'
import { prepared, type Db } from '../connection.ts'

const sanctionColumns = 'id, kind, decided_on AS decidedOn, effect_until AS effectUntil, lifted_on AS liftedOn, document_no AS documentNo, note'
/** Newest first. */
export const sanctionsOf = (db: Db, personId: string): Sanction[] =>
  prepared<[string], Sanction>(db, `SELECT ${sanctionColumns} FROM person_sanction WHERE person_id = ? ORDER BY decided_on DESC, id DESC`).all(personId)
export function putSanction(db: Db, personId: string, s: Sanction): void {
  db.prepare(`INSERT INTO person_sanction (id, person_id, kind, decided_on, effect_until, lifted_on, document_no, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, decided_on = excluded.decided_on, effect_until = excluded.effect_until, lifted_on = excluded.lifted_on, document_no = excluded.document_no, note = excluded.note`)
    .run(s.id, personId, s.kind, s.decidedOn, s.effectUntil, s.liftedOn, s.documentNo, s.note)
}

/** Newest first; what has no day comes last. */
export const awardsOf = (db: Db, personId: string): Award[] =>
  prepared<[string], Award>(db, 'SELECT id, name, level, awarded_on AS awardedOn, document_no AS documentNo FROM person_award WHERE person_id = ? ORDER BY awarded_on DESC, id DESC').all(personId)
export function putAward(db: Db, personId: string, a: Award): void {
  db.prepare(`INSERT INTO person_award (id, person_id, name, level, awarded_on, document_no) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, level = excluded.level, awarded_on = excluded.awarded_on, document_no = excluded.document_no`).run(a.id, personId, a.name, a.level, a.awardedOn, a.documentNo)
}

/** Newest first. */
export const reviewsOf = (db: Db, personId: string): Review[] => prepared<[string], Review>(db, 'SELECT year, grade FROM person_review WHERE person_id = ? ORDER BY year DESC').all(personId)
export function putReview(db: Db, personId: string, { year, grade }: Review): void {
  db.prepare('INSERT INTO person_review (person_id, year, grade) VALUES (?, ?, ?) ON CONFLICT (person_id, year) DO UPDATE SET grade = excluded.grade').run(personId, year, grade)
}

/** Answers whether there was one. */
export const deleteSanction = (db: Db, personId: string, id: string): boolean => db.prepare('DELETE FROM person_sanction WHERE id = ? AND person_id = ?').run(id, personId).changes > 0
export const deleteAward = (db: Db, personId: string, id: string): boolean => db.prepare('DELETE FROM person_award WHERE id = ? AND person_id = ?').run(id, personId).changes > 0
export const deleteReview = (db: Db, personId: string, year: number): boolean => db.prepare('DELETE FROM person_review WHERE person_id = ? AND year = ?').run(personId, year).changes > 0

/** Whose sanction or award an id is; undefined where there is none. */
export const ownerOf = (db: Db, table: 'person_sanction' | 'person_award', id: string): string | undefined =>
  db.prepare<[string], string>(`SELECT person_id FROM ${table} WHERE id = ?`).pluck().get(id)
