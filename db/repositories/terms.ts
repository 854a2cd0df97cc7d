import type { TermFacts } from '../../shared/domain/organisation.ts'
import type { Db } from '../connection.ts'

export type StoredTerm = TermFacts & { id: string }
interface Row { id: string; number: number; began_on: string; years: number; extended_to: string | null; extension_basis: string; approval_no: string; note: string }

const fromRow = (row: Row): StoredTerm => ({ id: row.id, number: row.number, beganOn: row.began_on, years: row.years, extendedTo: row.extended_to, extensionBasis: row.extension_basis, approvalNo: row.approval_no, note: row.note })

/** The terms of the branch committee, newest first. */
export const listTerms = (db: Db): StoredTerm[] => db.prepare<[], Row>('SELECT * FROM committee_term ORDER BY began_on DESC, number DESC').all().map(fromRow)
export const findTerm = (db: Db, id: string): StoredTerm | null => {
  const row = db.prepare<[string], Row>('SELECT * FROM committee_term WHERE id = ?').get(id)
  return row ? fromRow(row) : null
}

export function putTerm(db: Db, { id, number, beganOn, years, extendedTo, extensionBasis, approvalNo, note }: StoredTerm): void {
  db.prepare(`INSERT INTO committee_term (id, number, began_on, years, extended_to, extension_basis, approval_no, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number, began_on = excluded.began_on, years = excluded.years, extended_to = excluded.extended_to,
      extension_basis = excluded.extension_basis, approval_no = excluded.approval_no, note = excluded.note`).run(id, number, beganOn, years, extendedTo, extensionBasis, approvalNo, note)
}

export const deleteTerm = (db: Db, id: string): void => { db.prepare('DELETE FROM committee_term WHERE id = ?').run(id) }
