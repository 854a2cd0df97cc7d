import { dirname } from 'node:path'
import { AppError } from '../shared/errors/AppError.ts'
import { applicationId, type Db } from './connection.ts'
import { migrations, schemaVersion } from './migrations/index.ts'

/**
 * Brings a database to the newest schema, one transaction a step, each with its number, so that a kill leaves the last whole step.
 * `folder`: where its files lie, beside the database unless said otherwise. Whoever calls it has made a backup before.
 * Errors: DATABASE_NEWER, before anything is written.
 */
export function migrate(db: Db, folder: string = dirname(db.name)): void {
  const at = Number(db.pragma('user_version', { simple: true }))
  if (at > schemaVersion) throw new AppError('DATABASE_NEWER', { params: { found: String(at), known: String(schemaVersion) } })
  const steps = migrations.slice(at)
  if (steps.length === 0) return
  // A step may build a table anew: dropping the old one must not delete what points to it. It cannot be switched inside a transaction.
  db.pragma('foreign_keys=OFF')
  try {
    for (const { version, sql, move } of steps) {
      move?.(db, folder)
      db.transaction(() => {
        db.exec(sql)
        if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw new AppError('DATABASE_DAMAGED', { params: { detail: `migration ${version}` } })
        db.pragma(`application_id=${applicationId}`)
        db.pragma(`user_version=${version}`)
      }).immediate()
    }
  } finally {
    db.pragma('foreign_keys=ON')
  }
}
