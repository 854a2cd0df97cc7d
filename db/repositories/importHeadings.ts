import { headingKey, isImportTarget, type ImportTarget } from '../../shared/domain/importTargets.ts'
import { prepared, type Db } from '../connection.ts'

/** What headings of a list were taken for before, by headingKey. */
export function rememberedTargets(db: Db, list: string): Map<string, ImportTarget> {
  const rows = prepared<[string], { heading: string; target: string }>(db, 'SELECT heading, target FROM import_heading WHERE list = ?').all(list)
  return new Map(rows.flatMap(({ heading, target }) => (isImportTarget(target) ? [[heading, target] as const] : [])))
}

/** Remembers what a heading was taken for. Runs inside the caller's transaction. */
export function rememberTarget(db: Db, list: string, heading: string, target: ImportTarget): void {
  const key = headingKey(heading)
  if (key !== '') prepared(db, 'INSERT INTO import_heading (list, heading, target) VALUES (?, ?, ?) ON CONFLICT (list, heading) DO UPDATE SET target = excluded.target').run(list, key, target)
}
