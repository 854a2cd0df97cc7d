import { statSync } from 'node:fs'
import { join } from 'node:path'
import { backupsIn, rowOf } from '../../../../db/backup/place.ts'
import { keyringStates } from '../../../../db/salvage/keep.ts'
import { readWal } from '../../../../db/salvage/wal.ts'
import { schemaVersion } from '../../../../db/migrations/index.ts'
import type { BackupRow } from '../../../../shared/domain/backup.ts'
import type { DamageOverview } from '../../../../shared/domain/damage.ts'
import type { BackupKeeper } from '../backup/keeper.ts'
import type { Vault } from '../../vault.ts'

const mostShown = 20

/** The backups on this computer, without a key: what stands beside them in the clear. */
export const backupsHere = (place: string): BackupRow[] => backupsIn(place).map((backup) => ({ ...rowOf(backup), place: 'computer' as const }))

/** What can be seen without the password: the files, and the backups that could take their place. Writes nothing. */
export function overviewOf(vault: Vault, keeper: BackupKeeper): DamageOverview {
  const file = join(vault.folder, 'branch.db')
  const found = statSync(file, { throwIfNoEntry: false })
  const rows = backupsHere(keeper.place)
  return {
    keyring: keyringStates(vault.folder),
    mended: [...vault.mended],
    database: { present: found !== undefined, bytes: found?.size ?? 0, savedAt: found?.mtime.toISOString() ?? null, lostSaves: vault.isOpen ? 0 : readWal(`${file}-wal`).lostCommits },
    knowsKey: vault.isOpen || vault.knowsBrokenKey,
    backups: rows.slice(0, mostShown),
    backupCount: rows.length,
    best: rows.find(({ verified, schema }) => verified && schema <= schemaVersion) ?? null,
  }
}
