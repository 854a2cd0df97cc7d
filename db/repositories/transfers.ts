import type { TransferDirection, TransferFacts, TransferState } from '../../shared/domain/transfer.ts'
import type { Db } from '../connection.ts'

export type StoredTransfer = TransferFacts & { id: string; personId: string; personName: string }
interface Row {
  id: string; person_id: string; name: string; direction: TransferDirection; transfer_no: string; from_org: string; to_org: string; reason: string; issued_on: string | null
  valid_days: number; dues_paid_to: string | null; received_on: string | null; state: TransferState; note: string
}

const fromRow = (row: Row): StoredTransfer => ({
  id: row.id, personId: row.person_id, personName: row.name, direction: row.direction, transferNo: row.transfer_no, fromOrg: row.from_org, toOrg: row.to_org, reason: row.reason,
  issuedOn: row.issued_on, validDays: row.valid_days, duesPaidTo: row.dues_paid_to, receivedOn: row.received_on, state: row.state, note: row.note,
})
const select = 'SELECT t.*, p.name FROM relation_transfer t JOIN person p ON p.id = t.person_id'

/** All transfers of the branch, or of one person: what is under way first, then the newest. */
export function listTransfers(db: Db, personId?: string): StoredTransfer[] {
  const order = `ORDER BY t.state IN ('received', 'returned'), coalesce(t.issued_on, '9999') DESC, t.id DESC`
  return (personId === undefined ? db.prepare<[], Row>(`${select} ${order}`).all() : db.prepare<[string], Row>(`${select} WHERE t.person_id = ? ${order}`).all(personId)).map(fromRow)
}

export function findTransfer(db: Db, id: string): StoredTransfer | null {
  const row = db.prepare<[string], Row>(`${select} WHERE t.id = ?`).get(id)
  return row ? fromRow(row) : null
}

export function putTransfer(db: Db, transfer: TransferFacts & { id: string; personId: string }): void {
  const { id, personId, direction, transferNo, fromOrg, toOrg, reason, issuedOn, validDays, duesPaidTo, receivedOn, state, note } = transfer
  db.prepare('DELETE FROM relation_transfer WHERE id = ?').run(id)
  db.prepare(`INSERT INTO relation_transfer (id, person_id, direction, transfer_no, from_org, to_org, reason, issued_on, valid_days, dues_paid_to, received_on, state, note)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(id, personId, direction, transferNo, fromOrg, toOrg, reason, issuedOn, validDays, duesPaidTo, receivedOn, state, note)
}

export const deleteTransfer = (db: Db, id: string): void => { db.prepare('DELETE FROM relation_transfer WHERE id = ?').run(id) }
