import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase, type DataKey, type Db } from '../../../db/connection.ts'
import { migrate } from '../../../db/migrate.ts'
import { insertBranch } from '../../../db/repositories/workspace.ts'
import { AppError } from '../../../shared/errors/AppError.ts'

/** A derivation that costs nothing. */
export const cheap = { N: 16, r: 1, p: 1 }

/** An empty folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-db-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Made { folder: string; file: string; key: DataKey }

/** A closed database of the newest schema with a branch, and whatever `fill` puts in. */
export function makeDatabase(fill: (db: Db) => void = () => undefined): Made {
  const folder = temporaryFolder()
  const file = join(folder, 'branch.db')
  const key = randomBytes(32)
  const db = openDatabase({ file, key })
  migrate(db)
  insertBranch(db, { unit: '县局', branch: '第二支部', since: '2024-01-01', officer: { name: '林静怡', posts: ['组织委员'] } }, '2026-09-08T08:00:00.000Z')
  fill(db)
  db.close()
  return { folder, file, key }
}

/** Every file of a folder: its bytes, and when it was last written. */
export function snapshotOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => {
    const file = join(folder, name)
    return [name, `${createHash('sha256').update(readFileSync(file)).digest('hex')} ${statSync(file).mtimeMs}`]
  }))
}

/** The code of the failure of an act that has to fail. */
export function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (cause) {
    if (cause instanceof AppError) return cause.code
    throw cause
  }
  throw new Error('was expected to fail')
}
