// Opens the workspace of an older schema that it is told, and is killed before the statement that it is told; says how many there were where it lived.
// Statements of the database that is being migrated count, and renames: the attachments on their way into files.
import Database from 'better-sqlite3'
import fs from 'node:fs'
import { bearOnDemand } from './born.ts'
import { newOffice, quickScratch } from './office.ts'
import { openOffice, password } from './openOffice.ts'

/** How a migration is broken on purpose. */
export type MigrationPlant = 'inPieces' | 'losesARow'
/** `killAt`: 0 where it shall live. */
export interface MigrationJob { folder: string; killAt: number; plant?: MigrationPlant | undefined }

let [statements, killedAt] = [0, 0]
const count = (): void => { if (++statements === killedAt) process.kill(process.pid, 'SIGKILL') }

/** One statement a piece; a semicolon inside quotes or a comment does not end one. A trigger is one with what it does. */
const pieces = (sql: string): string[] => sql.match(/(?:--[^\n]*|\s)*CREATE TRIGGER[^]*?\bEND;|(?:'[^']*'|--[^\n]*|[^;'])+;?/g)?.filter((piece) => piece.replace(/--[^\n]*/g, '').trim() !== '') ?? []

const { exec, pragma, prepare, transaction } = Database.prototype
const isMigrated = (db: Database.Database): boolean => db.name.endsWith('branch.db') && !db.readonly
Database.prototype.exec = function (sql) {
  if (!isMigrated(this)) return exec.call(this, sql)
  for (const piece of pieces(sql)) {
    count()
    exec.call(this, piece)
  }
  return this
}
Database.prototype.pragma = function (text, options) {
  if (isMigrated(this)) count()
  return pragma.call(this, text, options)
}
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  if (isMigrated(this)) count()
  return prepare.call(this, sql)
} as typeof prepare
const rename = fs.renameSync
fs.renameSync = (from, to) => {
  count()
  rename(from, to)
}

async function migrate({ folder, killAt, plant }: MigrationJob): Promise<number> {
  [statements, killedAt] = [0, killAt]
  // The plant: a step that is not one transaction.
  if (plant === 'inPieces') Database.prototype.transaction = ((act: () => unknown) => Object.assign(act, { immediate: act })) as never as typeof transaction
  const office = openOffice(folder)
  await office.ask('workspace.unlock', { password })
  office.service.close()
  return statements
}

/** A new workspace goes through every step. */
const warm = async (): Promise<void> => { (await newOffice(quickScratch())).service.close() }

await bearOnDemand<MigrationJob>(async (job, say) => { say(await migrate(job)) }, warm)
