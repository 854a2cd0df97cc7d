import { AppError } from '../shared/errors/AppError.ts'
import { applicationId, type Db } from './connection.ts'
import { migrations, schemaVersion } from './migrations/index.ts'

/**
 * Brings a database to the newest schema, one transaction a step, each with its number, so that a kill leaves the last whole step.
 * Errors: DATABASE_NEWER, before anything is written.
 */
export function migrate(db: Db): void {
  const at = Number(db.pragma('user_version', { simple: true }))
  if (at > schemaVersion) throw new AppError('DATABASE_NEWER', { params: { found: String(at), known: String(schemaVersion) } })
  for (const { version, sql } of migrations.slice(at)) {
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`application_id=${applicationId}`)
      db.pragma(`user_version=${version}`)
    }).immediate()
  }
}
