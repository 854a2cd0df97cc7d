import { copyFileSync, existsSync } from 'node:fs'
import { AppError } from '../shared/errors/AppError.ts'
import { applicationId, type Db } from './connection.ts'
import { migrations, schemaVersion } from './migrations/index.ts'

/**
 * Brings a database to the newest schema, one transaction a step, each with its number, so that a kill leaves the last whole step.
 * A database that already holds something is copied beside itself first, under the number of its schema; the copy has the same key.
 * Errors: DATABASE_NEWER, before anything is written.
 */
export function migrate(db: Db): void {
  const at = Number(db.pragma('user_version', { simple: true }))
  if (at > schemaVersion) throw new AppError('DATABASE_NEWER', { params: { found: String(at), known: String(schemaVersion) } })
  const steps = migrations.slice(at)
  if (steps.length === 0) return
  if (at > 0) keepOldFile(db, at)
  // A step may build a table anew: dropping the old one must not delete what points to it. It cannot be switched inside a transaction.
  db.pragma('foreign_keys=OFF')
  try {
    for (const { version, sql } of steps) {
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

/** branch.db of schema 1 → branch.db.schema-1, once. */
function keepOldFile(db: Db, schema: number): void {
  const copy = `${db.name}.schema-${schema}`
  if (existsSync(copy)) return
  db.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(db.name, copy)
}
