import type { Material, MaterialKind } from '../../shared/domain/memberFile.ts'
import { prepared, type Db } from '../connection.ts'

/** A material with the person it belongs to. `kind` photo: the photo of the file, of which one at most is not deleted. */
export interface StoredMaterial extends Omit<Material, 'kind'> { kind: MaterialKind | 'photo'; personId: string; sha256: string; isDeleted: boolean }
interface Row { id: string; person_id: string; kind: MaterialKind | 'photo'; name: string; media: Material['media']; bytes: number; pages: number | null; dated_on: string | null; sha256: string; added_at: string; who: string; deleted_at: string | null }

const columns = 'id, person_id, kind, name, media, bytes, pages, dated_on, sha256, added_at, who, deleted_at'
const fromRow = (row: Row): StoredMaterial => ({
  id: row.id, personId: row.person_id, kind: row.kind, name: row.name, media: row.media, size: row.bytes, pages: row.pages, datedOn: row.dated_on, sha256: row.sha256, addedAt: row.added_at, who: row.who, isDeleted: row.deleted_at !== null,
})

/** All of one person, also those in the 回收站 and the photo, in the order in which they were added. */
export const materialsOf = (db: Db, personId: string): StoredMaterial[] =>
  prepared<[string], Row>(db, `SELECT ${columns} FROM person_material WHERE person_id = ? ORDER BY added_at, row`).all(personId).map(fromRow)

/** Which kinds of papers each person has; a person without any is absent. */
export function materialKindsByPerson(db: Db): Map<string, string[]> {
  const kinds = new Map<string, string[]>()
  const rows = prepared<[], { person_id: string; kind: string }>(db, 'SELECT DISTINCT person_id, kind FROM person_material WHERE deleted_at IS NULL').all()
  for (const { person_id: id, kind } of rows) kinds.set(id, [...kinds.get(id) ?? [], kind])
  return kinds
}

export function findMaterial(db: Db, id: string): StoredMaterial | null {
  const row = db.prepare<[string], Row>(`SELECT ${columns} FROM person_material WHERE id = ?`).get(id)
  return row ? fromRow(row) : null
}

/** Inside the caller's transaction, after its content is in the store. */
export function putMaterial(db: Db, m: StoredMaterial): void {
  db.prepare('INSERT INTO person_material (id, person_id, kind, name, media, bytes, pages, dated_on, sha256, added_at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(m.id, m.personId, m.kind, m.name, m.media, m.size, m.pages, m.datedOn, m.sha256, m.addedAt, m.who)
}

type Described = Pick<StoredMaterial, 'kind' | 'name' | 'pages' | 'datedOn'>
export function describeMaterial(db: Db, id: string, { kind, name, pages, datedOn }: Described): void {
  db.prepare('UPDATE person_material SET kind = ?, name = ?, pages = ?, dated_on = ? WHERE id = ?').run(kind, name, pages, datedOn, id)
}

export function setMaterialDeleted(db: Db, id: string, at: string | null): void {
  db.prepare('UPDATE person_material SET deleted_at = ? WHERE id = ?').run(at, id)
}

/** What the journal keeps of a material; its content is never changed. */
export interface CapturedMaterial extends Described { deleted: boolean }
export function captureMaterial(db: Db, id: string): CapturedMaterial | null {
  const found = findMaterial(db, id)
  return found && { kind: found.kind, name: found.name, pages: found.pages, datedOn: found.datedOn, deleted: found.isDeleted }
}
export function putMaterialBack(db: Db, id: string, state: CapturedMaterial | null, at: string): void {
  setMaterialDeleted(db, id, state === null || state.deleted ? at : null)
  if (state) describeMaterial(db, id, state)
}
