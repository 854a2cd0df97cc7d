import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { copySynced } from '../backup/mirror.ts'
import { keyringFiles, keyringText, readKeyringFile } from '../keyring.ts'
import { replaceFile, syncFolder } from '../replaceFile.ts'
import type { Keyring } from '../../shared/domain/keyringFile.ts'

/** Of the instant, as a name of a folder: kept-2026-11-23T10-00-00Z. */
export const keptName = (now: Date): string => `kept-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`

/** Copies the database with its log into a folder of its own, before something is given up. Answers the name of the folder. */
export function keepDatabase(folder: string, now: Date): string {
  const kept = keptName(now)
  mkdirSync(join(folder, kept), { recursive: true, mode: 0o700 })
  for (const name of ['branch.db', 'branch.db-wal']) if (existsSync(join(folder, name)) && !existsSync(join(folder, kept, name))) copySynced(join(folder, name), join(folder, kept, name))
  syncFolder(folder)
  return kept
}

export type KeyringState = 'whole' | 'broken' | 'missing'
export const keyringStates = (folder: string): { file: KeyringState; copy: KeyringState } => {
  const [file, copy] = keyringFiles(folder).map((path): KeyringState => (readKeyringFile(path) ? 'whole' : existsSync(path) ? 'broken' : 'missing'))
  return { file: file ?? 'missing', copy: copy ?? 'missing' }
}

/**
 * Brings both copies of the keyring to what opened the database just now; a broken one is kept beside as .broken. Answers the names of those
 * that were not whole. A folder that cannot be written keeps what it has: one whole copy is enough to open.
 */
export function mendKeyring(folder: string, keyring: Keyring): string[] {
  const text = keyringText(keyring)
  return keyringFiles(folder).filter((file) => {
    const found = readKeyringFile(file)
    if (found && keyringText(found) === text) return false
    try {
      if (!found && existsSync(file)) renameSync(file, `${file}.broken`)
      replaceFile(file, text)
    } catch { /* see above */ }
    return found === null
  }).map((file) => basename(file))
}
