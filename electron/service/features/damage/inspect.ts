import { existsSync } from 'node:fs'
import { brokenFiles, filesNeeded, pathOfFile } from '../../../../db/attachmentFiles.ts'
import type { Db } from '../../../../db/connection.ts'
import { rebuild, type Rebuilt } from '../../../../db/salvage/rebuild.ts'
import { tableLabels, type DamageReport } from '../../../../shared/domain/damage.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Vault } from '../../vault.ts'

/** Reads the whole of a broken database over a connection of nobody, and counts what it gives. Errors: as Vault.sourceWhileBroken. */
export async function inspectDamage(vault: Vault, password: string | undefined): Promise<DamageReport> {
  const { file, key, keyring, nativeBinding, folder } = await vault.sourceWhileBroken(password)
  const rebuilt = rebuild(file, key, keyring.schema, nativeBinding)
  try {
    return reportOf(rebuilt, folder)
  } finally { rebuilt.db.close() }
}

export function reportOf({ db, tables, pages, directoryLost, lostCommits }: Rebuilt, folder: string): DamageReport {
  const order = Object.keys(tableLabels)
  const placeOf = (table: string) => (order.includes(table) ? order.indexOf(table) : order.length)
  return {
    tables: tables.filter(({ read, refused, pages: lost, cells }) => read + refused + lost + cells > 0)
      .map(({ table, read, unsure, refused, pages: lostPages, cells }) => ({ table, label: tableLabels[table] ?? '其他资料', read, unsure, lostPages, lostRows: cells + refused }))
      .sort((a, b) => placeOf(a.table) - placeOf(b.table)),
    pages, directoryLost, lostSaves: lostCommits, attachments: attachmentsOf(db, folder),
  }
}

function attachmentsOf(db: Db, folder: string): DamageReport['attachments'] {
  try {
    const names = [...filesNeeded(db).keys()]
    const missing = names.filter((name) => !existsSync(pathOfFile(folder, name))).length
    const broken = brokenFiles(db, folder).length - missing
    return { needed: names.length, whole: names.length - missing - broken, broken, missing }
  } catch (cause) {
    // Without the key of the files their names are not known either.
    if (cause instanceof AppError && cause.code === 'DATABASE_DAMAGED') return null
    throw cause
  }
}
