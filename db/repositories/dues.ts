import type { IsoDate } from '../../shared/domain/dates.ts'
import { usualSettings, type DuesAssessment, type DuesEdit, type DuesPart, type DuesPayment, type DuesSettings, type Fen, type Month } from '../../shared/domain/dues.ts'
import type { DuesTransfer } from '../../shared/domain/duesYear.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'
import type { WholeTable } from './wholeRows.ts'

/** An assessment with the parts of its base, as the journal keeps it. */
export const assessmentTables: WholeTable = { table: 'dues_assessment', parts: [{ table: 'dues_part', where: 'assessment_id = ?' }] }
/** The setting has one row. */
export const duesSettingId = '00000000-0000-7000-8000-000000000022'

type Row = Omit<DuesAssessment, 'hasBase'> & { hasBase: 0 | 1 }
/** Never the base: a list must not carry it. */
const columns = 'id, person_id AS personId, from_month AS fromMonth, category, base IS NOT NULL AS hasBase, calculated, amount, reason, approved_on AS approvedOn, document_no AS documentNo, note, at, who FROM dues_assessment'
const fromRow = ({ hasBase, ...row }: Row): DuesAssessment => ({ ...row, hasBase: hasBase === 1 })

/** What is confirmed from a month of a time on, by person, oldest first. */
export const assessmentsBetween = (db: Db, from: Month, to: Month): Map<string, DuesAssessment[]> =>
  Map.groupBy(prepared<[string, string], Row>(db, `SELECT ${columns} WHERE from_month BETWEEN ? AND ? ORDER BY from_month`).all(from, to).map(fromRow), ({ personId }) => personId)
export const assessmentsOf = (db: Db, personId: string): DuesAssessment[] => prepared<[string], Row>(db, `SELECT ${columns} WHERE person_id = ? ORDER BY from_month`).all(personId).map(fromRow)
export const findAssessment = (db: Db, id: string): DuesAssessment | null => {
  const row = prepared<[string], Row>(db, `SELECT ${columns} WHERE id = ?`).get(id)
  return row ? fromRow(row) : null
}
/** The assessment of somebody that begins in a month. */
export const assessmentFrom = (db: Db, personId: string, fromMonth: Month): string | undefined =>
  prepared<[string, string], string>(db, 'SELECT id FROM dues_assessment WHERE person_id = ? AND from_month = ?').pluck().get(personId, fromMonth)

/** Sensitive: asked for one at a time, and written down by who asks. */
export const baseOfAssessment = (db: Db, id: string): { base: Fen | null; parts: DuesPart[] } => ({
  base: prepared<[string], Fen | null>(db, 'SELECT base FROM dues_assessment WHERE id = ?').pluck().get(id) ?? null,
  parts: prepared<[string], DuesPart>(db, 'SELECT name, role, amount FROM dues_part WHERE assessment_id = ? ORDER BY position').all(id),
})

/** Puts an assessment with its parts. Inside the caller's transaction. */
export function putAssessment(db: Db, { id, personId, fromMonth, category, base, calculated, amount, reason, approvedOn, documentNo, note, parts }: DuesEdit & { id: string; calculated: Fen | null }, { at, who }: Stamp): void {
  prepared(db, `INSERT INTO dues_assessment (id, person_id, from_month, category, base, calculated, amount, reason, approved_on, document_no, note, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET category = excluded.category, base = excluded.base, calculated = excluded.calculated, amount = excluded.amount, reason = excluded.reason, approved_on = excluded.approved_on,
      document_no = excluded.document_no, note = excluded.note, at = excluded.at, who = excluded.who`).run(id, personId, fromMonth, category, base, calculated, amount, reason, approvedOn, documentNo, note, at, who)
  prepared(db, 'DELETE FROM dues_part WHERE assessment_id = ?').run(id)
  const put = prepared(db, 'INSERT INTO dues_part (assessment_id, position, person_id, name, role, amount) VALUES (?, ?, ?, ?, ?, ?)')
  for (const [position, part] of parts.entries()) put.run(id, position, personId, part.name, part.role, part.amount)
}
export const deleteAssessment = (db: Db, id: string): void => { prepared(db, 'DELETE FROM dues_assessment WHERE id = ?').run(id) }

const paymentColumns = 'person_id AS personId, month, amount, paid_on AS paidOn, note FROM dues_payment'
export const paymentsBetween = (db: Db, from: Month, to: Month): DuesPayment[] => prepared<[string, string], DuesPayment>(db, `SELECT ${paymentColumns} WHERE month BETWEEN ? AND ?`).all(from, to)
export const paymentsOf = (db: Db, personId: string): DuesPayment[] => prepared<[string], DuesPayment>(db, `SELECT ${paymentColumns} WHERE person_id = ? ORDER BY month`).all(personId)
export function putPayment(db: Db, { personId, month, amount, paidOn, note }: DuesPayment, { at, who }: Stamp): void {
  prepared(db, `INSERT INTO dues_payment (person_id, month, amount, paid_on, note, at, who) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (person_id, month) DO UPDATE SET amount = excluded.amount, paid_on = excluded.paid_on, note = excluded.note, at = excluded.at, who = excluded.who`).run(personId, month, amount, paidOn, note, at, who)
}
export const deletePayment = (db: Db, personId: string, month: Month): void => { prepared(db, 'DELETE FROM dues_payment WHERE person_id = ? AND month = ?').run(personId, month) }

/** The first month for which anything was confirmed; null: 党费 is not kept here. A payment alone begins nothing: it would ask everybody for that month. */
export const duesBegin = (db: Db): Month | null => prepared<[], Month | null>(db, 'SELECT min(from_month) FROM dues_assessment').pluck().get() ?? null

export const duesSettings = (db: Db): DuesSettings => prepared<[], DuesSettings>(db, 'SELECT rounding, next_month_from AS nextMonthFrom FROM dues_setting').get() ?? usualSettings
export const putDuesSettings = (db: Db, { rounding, nextMonthFrom }: DuesSettings): void => {
  prepared(db, 'INSERT INTO dues_setting (id, rounding, next_month_from) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET rounding = excluded.rounding, next_month_from = excluded.next_month_from').run(duesSettingId, rounding, nextMonthFrom)
}

/** Until when dues were paid elsewhere or here, as the 介绍信 say. */
export const duesTransfers = (db: Db): DuesTransfer[] =>
  prepared<[], DuesTransfer>(db, `SELECT person_id AS personId, direction, state, dues_paid_to AS duesPaidTo, coalesce(received_on, issued_on) AS "on" FROM relation_transfer WHERE dues_paid_to IS NOT NULL`).all()

/** What files say that dues look at; of the base only whether there is one. */
export const duesFiles = (db: Db): { personId: string; joinedOn: string | null; kind: string | null; hasBase: boolean }[] =>
  prepared<[], { personId: string; joinedOn: string | null; kind: string | null; hasBase: 0 | 1 }>(db, 'SELECT person_id AS personId, joined_on AS joinedOn, dues_kind AS kind, dues_base IS NOT NULL AS hasBase FROM person_file').all().map((row) => ({ ...row, hasBase: row.hasBase === 1 }))

/** Category and base of the files, for reckoning many at once; in 分. Not for a list. */
export const duesBases = (db: Db): { personId: string; kind: string; base: Fen | null }[] =>
  prepared<[], { personId: string; kind: string; base: Fen | null }>(db, 'SELECT person_id AS personId, dues_kind AS kind, CAST(dues_base AS INTEGER) AS base FROM person_file WHERE dues_kind IS NOT NULL').all()

/** Who paid anything for a month of a time, seen on a day. */
export const paidBetween = (db: Db, from: Month, to: Month, on: IsoDate): Set<string> =>
  new Set(prepared<[string, string, string], string>(db, 'SELECT DISTINCT person_id FROM dues_payment WHERE month BETWEEN ? AND ? AND paid_on <= ?').pluck().all(from, to, on))
