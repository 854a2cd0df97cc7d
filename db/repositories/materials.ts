import { codeOfMaterial, kindsOfCode } from '../../shared/domain/developmentPapers.ts'
import type { FiledMaterial } from '../../shared/domain/development.ts'
import type { Material, MaterialKind } from '../../shared/domain/memberFile.ts'
import { prepared, type Db } from '../connection.ts'

/** A material with the person it belongs to. `kind` photo: the photo of the file, of which one at most is not deleted. */
export interface StoredMaterial extends Omit<Material, 'kind'> { kind: MaterialKind | 'photo'; /** As it was filed; null: its kind tells. */ materialCode: string | null; personId: string; sha256: string; isDeleted: boolean }
interface Row { id: string; person_id: string; kind: MaterialKind | 'photo'; material_code: string | null; name: string; media: Material['media']; bytes: number; pages: number | null; dated_on: string | null; sha256: string; added_at: string; who: string; deleted_at: string | null }

const columns = 'id, person_id, kind, name, media, bytes, pages, dated_on, sha256, added_at, who, deleted_at, material_code'
const fromRow = (row: Row): StoredMaterial => ({
  id: row.id, personId: row.person_id, kind: row.kind, materialCode: row.material_code, name: row.name, media: row.media, size: row.bytes, pages: row.pages, datedOn: row.dated_on, sha256: row.sha256, addedAt: row.added_at, who: row.who, isDeleted: row.deleted_at !== null,
})

/** All of one person, also those in the 回收站 and the photo, in the order in which they were added. */
export const materialsOf = (db: Db, personId: string): StoredMaterial[] =>
  prepared<[string], Row>(db, `SELECT ${columns} FROM person_material WHERE person_id = ? ORDER BY added_at, row`).all(personId).map(fromRow)

interface KindRow { person_id: string; kind: string }
function kindsByPerson(rows: readonly KindRow[]): Map<string, string[]> {
  const kinds = new Map<string, string[]>()
  for (const { person_id: id, kind } of rows) kinds.set(id, [...kinds.get(id) ?? [], kind])
  return kinds
}
const kindRows = 'SELECT DISTINCT person_id, kind FROM person_material WHERE deleted_at IS NULL'
/** Which kinds of papers each person has; a person without any is absent. */
export const materialKindsByPerson = (db: Db): Map<string, string[]> => kindsByPerson(prepared<[], KindRow>(db, kindRows).all())
/** The same of some people. */
export const materialKindsOf = (db: Db, personIds: readonly string[]): Map<string, string[]> =>
  kindsByPerson(prepared<[string], KindRow>(db, `${kindRows} AND person_id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(personIds)))

export function findMaterial(db: Db, id: string): StoredMaterial | null {
  const row = db.prepare<[string], Row>(`SELECT ${columns} FROM person_material WHERE id = ?`).get(id)
  return row ? fromRow(row) : null
}

/** Inside the caller's transaction, after its content is in the store. */
export function putMaterial(db: Db, m: StoredMaterial): void {
  db.prepare('INSERT INTO person_material (id, person_id, kind, name, media, bytes, pages, dated_on, sha256, added_at, who, material_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(m.id, m.personId, m.kind, m.name, m.media, m.size, m.pages, m.datedOn, m.sha256, m.addedAt, m.who, m.materialCode)
}

type Described = Pick<StoredMaterial, 'kind' | 'name' | 'pages' | 'datedOn' | 'materialCode'>
export function describeMaterial(db: Db, id: string, { kind, name, pages, datedOn, materialCode }: Described): void {
  db.prepare('UPDATE person_material SET kind = ?, name = ?, pages = ?, dated_on = ?, material_code = ? WHERE id = ?').run(kind, name, pages, datedOn, materialCode, id)
}

export function setMaterialDeleted(db: Db, id: string, at: string | null): void {
  db.prepare('UPDATE person_material SET deleted_at = ? WHERE id = ?').run(at, id)
}

/** What the journal keeps of a material; its content is never changed. */
export interface CapturedMaterial extends Described { deleted: boolean }
export function captureMaterial(db: Db, id: string): CapturedMaterial | null {
  const found = findMaterial(db, id)
  return found && { kind: found.kind, name: found.name, pages: found.pages, datedOn: found.datedOn, materialCode: found.materialCode, deleted: found.isDeleted }
}
export function putMaterialBack(db: Db, id: string, state: CapturedMaterial | null, at: string): void {
  setMaterialDeleted(db, id, state === null || state.deleted ? at : null)
  // What the journal kept before schema 20 names no material of a step.
  if (state) describeMaterial(db, id, { ...state, materialCode: state.materialCode ?? null })
}

type FiledRow = Pick<Row, 'person_id' | 'kind' | 'material_code' | 'dated_on'>
const asFiled = ({ kind, material_code, dated_on: datedOn }: FiledRow): FiledMaterial[] => {
  const code = codeOfMaterial(kind, material_code)
  return code === null ? [] : [{ code, datedOn }]
}
const filedRows = `SELECT person_id, kind, material_code, dated_on FROM person_material WHERE deleted_at IS NULL AND (material_code IS NOT NULL OR kind IN (${kindsOfCode.map((kind) => `'${kind}'`).join(', ')}))`

/** Which materials of the steps are there as scans of one person, one entry for each scan; those in the 回收站 are not there. */
export const filedMaterials = (db: Db, personId: string): FiledMaterial[] =>
  prepared<[string], FiledRow>(db, `${filedRows} AND person_id = ?`).all(personId).flatMap(asFiled)

/** The same of some people; who has none is absent. */
export function filedMaterialsOf(db: Db, personIds: readonly string[]): Map<string, FiledMaterial[]> {
  const filed = new Map<string, FiledMaterial[]>()
  for (const row of prepared<[string], FiledRow>(db, `${filedRows} AND person_id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(personIds))) {
    const own = filed.get(row.person_id)
    if (own) own.push(...asFiled(row))
    else filed.set(row.person_id, asFiled(row))
  }
  return filed
}
