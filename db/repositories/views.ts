import { RosterView } from '../../shared/domain/rosterView.ts'
import type { Db } from '../connection.ts'

export type StoredView = RosterView & { id: string; name: string }
interface Row { id: string; name: string; spec: string }

/** A view of an older version may name what there is no more: it is left out. */
function fromRow({ id, name, spec }: Row): StoredView[] {
  const view = RosterView.safeParse(JSON.parse(spec))
  return view.success ? [{ ...view.data, id, name }] : []
}

/** The saved views of the list of people, by name. */
export const listViews = (db: Db): StoredView[] => db.prepare<[], Row>(`SELECT id, name, spec FROM saved_view WHERE list = 'members' ORDER BY name`).all().flatMap(fromRow)

export const findViewByName = (db: Db, name: string): string | undefined => db.prepare<[string], string>(`SELECT id FROM saved_view WHERE list = 'members' AND name = ?`).pluck().get(name)

export function putView(db: Db, { id, name, ...view }: StoredView): void {
  db.prepare(`INSERT INTO saved_view (id, list, name, spec) VALUES (?, 'members', ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, spec = excluded.spec`).run(id, name, JSON.stringify(view))
}

export const deleteView = (db: Db, id: string): void => { db.prepare('DELETE FROM saved_view WHERE id = ?').run(id) }
