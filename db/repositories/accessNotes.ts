import type { FieldCode } from '../../shared/domain/memberFields.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'

/** Who looked at, copied, exported or printed which sensitive fields of whom, and why; never the values. */
export interface AccessNote { act: 'show' | 'copy' | 'export' | 'print'; personId: string | null; fields: readonly (FieldCode | 'sanctions')[]; count: number; purpose: string }

/** Writes one down, for good. Runs inside the caller's transaction, before the values leave. */
export function noteAccess(db: Db, { act, personId, fields, count, purpose }: AccessNote, { who, at }: Stamp): void {
  prepared(db, 'INSERT INTO access_note (at, who, act, person_id, fields, count, purpose) VALUES (?, ?, ?, ?, ?, ?, ?)').run(at, who, act, personId, fields.join(','), count, purpose)
}
