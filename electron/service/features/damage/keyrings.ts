import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { backupsIn, partsOfBackup } from '../../../../db/backup/place.ts'
import { keyringFiles, readKeyringFile, unwrap, writeKeyring } from '../../../../db/keyring.ts'
import { openBroken } from '../../../../db/salvage/pages.ts'
import type { Keyring } from '../../../../shared/domain/keyringFile.ts'
import type { WorkspaceInfo } from '../../../../shared/domain/workspace.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'

/** The keyrings that the backups carry, newest first; each only once, since deriving a key takes half a second. */
function keyringsOfBackups(place: string): Keyring[] {
  const found = backupsIn(place).flatMap(({ id }) => readKeyringFile(partsOfBackup(place, id).keyring) ?? [])
  const passwords = found.map(({ slots }) => slots.password.wrapped)
  return found.filter((_, i) => passwords.indexOf(passwords[i] ?? '') === i)
}

/**
 * Both copies of the keyring are broken, and the database is not: the keyring of a backup has the same data key, so nothing of the data is lost.
 * The broken copies are kept beside as .broken. Errors: WORKSPACE_EXISTS, KEYRING_NOT_MENDED, WRONG_PASSWORD, TOO_MANY_ATTEMPTS, those of unlock.
 */
export async function mendKeyringFromBackup({ vault, backups: keeper }: Service, password: string): Promise<WorkspaceInfo> {
  vault.expectRestorable()
  const { folder } = vault
  if (keyringFiles(folder).some((file) => readKeyringFile(file) !== null)) throw new AppError('WORKSPACE_EXISTS')
  const keyrings = keyringsOfBackups(keeper.place)
  if (keyrings.length === 0) throw new AppError('KEYRING_NOT_MENDED', { params: { found: 'none' } })
  const attempts = vault.attempts()
  attempts.expectTurn()
  let isRight = false
  for (const keyring of keyrings) {
    const key = await unwrap(keyring, 'password', password)
    if (!key) continue
    isRight = true
    const database = openBroken(join(folder, 'branch.db'), key)
    try {
      if (!readsAny(database)) continue
    } finally {
      database.close()
      key.fill(0)
    }
    for (const file of keyringFiles(folder)) if (existsSync(file)) renameSync(file, `${file}.broken`)
    writeKeyring(folder, keyring)
    return vault.unlock(password)
  }
  if (isRight) {
    attempts.succeeded()
    throw new AppError('KEYRING_NOT_MENDED')
  }
  attempts.failed()
  throw new AppError('WRONG_PASSWORD')
}

/** Whether the key is that of the database, which may be broken too. */
function readsAny({ count, page }: ReturnType<typeof openBroken>): boolean {
  return Array.from({ length: Math.min(count, 50) }, (_, i) => page(i + 1)).some((found) => found?.sure)
}
