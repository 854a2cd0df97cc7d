import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { OwnTemplate } from '../../shared/domain/template.ts'
import type { TemplateDocument } from '../../shared/domain/templateDocument.ts'
import { prepared, type Db } from '../connection.ts'

/** A form as it is stored; its fields follow from its content. */
export type StoredTemplate = Omit<OwnTemplate, 'fields' | 'lacking'> & { content: Buffer }

interface Row { id: string; document: TemplateDocument; kind: MeetingKind | null; name: string; content: Buffer; added_at: string; who: string; retired_at: string | null }
const fromRow = (row: Row): StoredTemplate => ({ id: row.id, document: row.document, kind: row.kind, name: row.name, content: row.content, addedAt: row.added_at, who: row.who, retired: row.retired_at !== null })
const columns = 'id, document, kind, name, content, added_at, who, retired_at'

/** All forms but those in the 回收站, those in use first, then the newest first. */
export const listTemplates = (db: Db): StoredTemplate[] =>
  db.prepare<[], Row>(`SELECT ${columns} FROM own_template WHERE deleted_at IS NULL ORDER BY retired_at IS NOT NULL, document, added_at DESC, id DESC`).all().map(fromRow)

/** The same without their content. */
export const templateNames = (db: Db): Pick<StoredTemplate, 'id' | 'document' | 'kind' | 'name' | 'retired'>[] =>
  prepared<[], Omit<Row, 'content' | 'added_at' | 'who'>>(db, 'SELECT id, document, kind, name, retired_at FROM own_template WHERE deleted_at IS NULL ORDER BY retired_at IS NOT NULL, added_at DESC, id DESC').all()
    .map(({ retired_at, ...row }) => ({ ...row, retired: retired_at !== null }))

export function findTemplate(db: Db, id: string): StoredTemplate | null {
  const row = db.prepare<[string], Row>(`SELECT ${columns} FROM own_template WHERE id = ? AND deleted_at IS NULL`).get(id)
  return row ? fromRow(row) : null
}

/** The form in use for a document of a kind, else for the document of any kind, or null. */
export function templateInUse(db: Db, document: TemplateDocument, kind: MeetingKind | null): StoredTemplate | null {
  const row = db.prepare<[string, string], Row>(`SELECT ${columns} FROM own_template WHERE document = ? AND (kind = ? OR kind IS NULL) AND retired_at IS NULL ORDER BY kind IS NULL LIMIT 1`).get(document, kind ?? '')
  return row ? fromRow(row) : null
}

/** Inside the caller's transaction, after the form before it was retired. */
export function putTemplate(db: Db, { id, document, kind, name, content, addedAt, who }: Omit<StoredTemplate, 'retired'>): void {
  db.prepare('INSERT INTO own_template (id, document, kind, name, content, added_at, who) VALUES (?, ?, ?, ?, ?, ?, ?)').run(id, document, kind, name, content, addedAt, who)
}

/** Whatever is in use for this document and exactly this kind is kept, but not used any more. */
export function retireInUse(db: Db, document: TemplateDocument, kind: MeetingKind | null, at: string): void {
  db.prepare(`UPDATE own_template SET retired_at = ? WHERE document = ? AND coalesce(kind, '') = ? AND retired_at IS NULL`).run(at, document, kind ?? '')
}

export function setTemplateRetired(db: Db, id: string, at: string | null): void {
  db.prepare('UPDATE own_template SET retired_at = ? WHERE id = ?').run(at, id)
}

/** Only a form that is not in use any more. Answers whether there was one to delete, or one to bring back. */
export const setTemplateDeleted = (db: Db, id: string, at: string | null): boolean =>
  db.prepare('UPDATE own_template SET deleted_at = ? WHERE id = ? AND retired_at IS NOT NULL AND (deleted_at IS NULL) = (? IS NOT NULL)').run(at, id, at).changes > 0

/** Whether a form is in use and whether it is there at all; its content never changes. */
export interface CapturedTemplate { retired: boolean; deleted: boolean }
export function captureTemplate(db: Db, id: string): CapturedTemplate | null {
  const row = db.prepare<[string], { retired_at: string | null; deleted_at: string | null }>('SELECT retired_at, deleted_at FROM own_template WHERE id = ?').get(id)
  return row ? { retired: row.retired_at !== null, deleted: row.deleted_at !== null } : null
}

/** Null: as if it had never been imported, which is the 回收站. */
export function putTemplateBack(db: Db, id: string, state: CapturedTemplate | null, at: string): void {
  const { retired, deleted } = state ?? { retired: true, deleted: true }
  db.prepare('UPDATE own_template SET retired_at = CASE WHEN ? THEN coalesce(retired_at, ?) END, deleted_at = CASE WHEN ? THEN ? END WHERE id = ?').run(retired ? 1 : 0, at, deleted ? 1 : 0, at, id)
}

/** The form in use for this document and exactly this kind. */
export const idInUse = (db: Db, document: TemplateDocument, kind: MeetingKind | null): string | undefined =>
  db.prepare<[string, string], string>(`SELECT id FROM own_template WHERE document = ? AND coalesce(kind, '') = ? AND retired_at IS NULL`).pluck().get(document, kind ?? '')
