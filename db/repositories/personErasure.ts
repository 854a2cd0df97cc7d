import { prepared, type Db } from '../connection.ts'
import { isInRecords } from './people.ts'
import { listEdits } from './personFields.ts'

/** What is held about somebody, in the roster or in the 回收站. */
export interface Held { fields: number; edits: number; materials: number; others: number; records: number }

const count = (db: Db, sql: string, id: string): number => prepared<[string], number>(db, sql).pluck().get(id) ?? 0
export function heldAbout(db: Db, id: string, fields: number): Held {
  return {
    fields, edits: listEdits(db, id).length, materials: count(db, 'SELECT count(*) FROM person_material WHERE person_id = ?', id),
    others: ['person_sanction', 'person_award', 'person_review', 'relation_transfer', 'business_day', 'training', 'development_entry', 'development_value', 'talent_entry', 'talent_decision', 'dues_assessment', 'dues_payment'].reduce((sum, table) => sum + count(db, `SELECT count(*) FROM ${table} WHERE person_id = ?`, id), 0),
    records: count(db, 'SELECT count(*) FROM attendance WHERE person_id = ?', id),
  }
}

/**
 * Erases for good what is held about somebody: fields, their history, sanctions, awards, reviews, transfers, materials, days away, the way into the Party, 党费, and what the
 * journal kept of them. Who stands in records keeps name and dated changes: signed papers count by them (应到, 表决权). Anybody else is gone, with
 * the name in the journal. Who looked at the data stays written down, without values. Answers the sha256 of contents that nobody may need
 * any more. Inside the caller's transaction.
 */
export function erasePerson(db: Db, id: string, name: string): string[] {
  const contents = db.prepare<{ id: string }, string>(`SELECT sha256 FROM person_material WHERE person_id = @id UNION SELECT f.sha256 FROM training t JOIN training_file f ON f.training_id = t.id WHERE t.person_id = @id
    UNION SELECT json_extract(f.value, '$.sha256') FROM operation_before b, json_each(b.state, '$.parts.training_file') f WHERE b.kind = 'training' AND json_extract(b.state, '$.row.person_id') = @id
    UNION SELECT f.sha256 FROM talent_entry t JOIN talent_file f ON f.entry_id = t.id WHERE t.person_id = @id
    UNION SELECT json_extract(f.value, '$.sha256') FROM operation_before b, json_each(b.state, '$.parts.talent_file') f WHERE b.kind = 'talent' AND json_extract(b.state, '$.row.person_id') = @id`).pluck().all({ id })
  const things = db.prepare<{ id: string }, { kind: string; thing: string }>(`SELECT 'person' AS kind, @id AS thing UNION ALL SELECT 'material', id FROM person_material WHERE person_id = @id UNION ALL SELECT 'development', @id UNION ALL SELECT 'developmentValues', @id
    UNION SELECT 'training', id FROM training WHERE person_id = @id UNION SELECT 'training', thing_id FROM operation_before WHERE kind = 'training' AND json_extract(state, '$.row.person_id') = @id
    UNION SELECT 'talent', id FROM talent_entry WHERE person_id = @id UNION SELECT 'talent', thing_id FROM operation_before WHERE kind = 'talent' AND json_extract(state, '$.row.person_id') = @id
    UNION SELECT 'duesAssessment', id FROM dues_assessment WHERE person_id = @id UNION SELECT 'duesAssessment', thing_id FROM operation_before WHERE kind = 'duesAssessment' AND json_extract(state, '$.row.person_id') = @id
    UNION SELECT kind, thing_id FROM operation_change WHERE kind IN ('talentDecision', 'duesPayment') AND instr(thing_id, @id) > 0`).all({ id })
  // Why somebody was away; also what was taken off the calendar since.
  const away = db.prepare<[string, string], string>(`SELECT id FROM business_day WHERE person_id = ? UNION SELECT thing_id FROM operation_before WHERE kind = 'businessDay' AND json_extract(state, '$.person_id') = ?`).pluck().all(id, id)
  for (const thing of away) {
    db.prepare(`UPDATE operation SET name = '（已清除）' WHERE row IN (SELECT operation_row FROM operation_change WHERE kind = 'businessDay' AND thing_id = ?)`).run(thing)
    things.push({ kind: 'businessDay', thing })
  }
  // A merge captured both whole, and its name tells who went into whom.
  for (const thing of db.prepare<[string], string>(`SELECT DISTINCT thing_id FROM operation_change WHERE kind = 'merge' AND instr(thing_id, ?) > 0`).pluck().all(id)) {
    db.prepare(`UPDATE operation SET name = '（已清除）' WHERE row IN (SELECT operation_row FROM operation_change WHERE kind = 'merge' AND thing_id = ?)`).run(thing)
    things.push({ kind: 'merge', thing })
  }
  const touched = new Set<number>()
  for (const { kind, thing } of things) {
    for (const row of db.prepare<[string, string], number>('SELECT operation_row FROM operation_change WHERE kind = ? AND thing_id = ?').pluck().all(kind, thing)) touched.add(row)
    db.prepare('DELETE FROM operation_before WHERE kind = ? AND thing_id = ?').run(kind, thing)
    db.prepare('DELETE FROM operation_change WHERE kind = ? AND thing_id = ?').run(kind, thing)
  }
  for (const table of ['training', 'talent_entry', 'talent_decision', 'dues_assessment', 'dues_payment']) db.prepare(`DELETE FROM ${table} WHERE person_id = ?`).run(id)
  db.prepare('UPDATE talent_entry SET mentor_id = NULL WHERE mentor_id = ?').run(id)
  db.prepare('DELETE FROM development_entry WHERE person_id = ?').run(id)
  db.prepare('DELETE FROM development_path WHERE id = ?').run(id)
  const kept = isInRecords(db, id)
  // Names of files may tell as much as the files.
  db.prepare(`UPDATE operation SET name = '（已清除）' WHERE entity_id = ? AND act IN ('material.describe', 'material.remove', 'material.restore')`).run(id)
  if (!kept) for (const row of touched) db.prepare(`UPDATE operation SET name = replace(name, ?, '（已清除）') WHERE row = ?`).run(name, row)
  for (const table of ['person_file', 'person_edit', 'person_sanction', 'person_award', 'person_review', 'relation_transfer', 'person_material', 'business_day', 'development_value']) db.prepare(`DELETE FROM ${table} WHERE person_id = ?`).run(id)
  db.prepare('DELETE FROM removed_person WHERE id = ?').run(id)
  if (!kept) {
    db.prepare('DELETE FROM person_change WHERE person_id = ?').run(id)
    db.prepare('DELETE FROM person WHERE id = ?').run(id)
  }
  return contents
}
