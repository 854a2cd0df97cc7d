import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { RestoreJournal } from '../../shared/domain/backupManifest.ts'
import { keyringFiles, writeKeyring } from '../keyring.ts'
import { replaceFile, syncFolder } from '../replaceFile.ts'
import { removeStaged, stagedFile } from './stage.ts'

/** What goes when the restored database has been opened, since the backup made just before holds it. */
export const replacedFolder = 'replaced'
export const journalFile = (folder: string): string => join(folder, 'restore.json')

/** All that belongs to the database that makes room. The half-done ones of a set-up and a rotation would be taken up again. */
const databaseFiles = ['branch.db', 'branch.db-journal', 'branch.db-wal', 'branch.db-shm', 'branch.db.creating', 'branch.db.rotating', 'keyring-next.json', 'damaged.json']

/** From here on the restore happens, whatever dies: `finishRestore` goes on with it. The database is closed, and a whole staged one stands beside it. */
export function beginSwap(folder: string, journal: RestoreJournal): void {
  syncFolder(folder)
  replaceFile(journalFile(folder), JSON.stringify(RestoreJournal.parse(journal)))
}

/**
 * Puts the staged database in the place of the one there is, as the journal says; or takes away what was staged without one. May be cut
 * off anywhere and is done again from its beginning. Runs whenever the lock of the folder was just taken.
 */
export function finishRestore(folder: string): void {
  const journal = readJournal(folder)
  if (!journal) {
    // Nobody knows any more what was to come.
    takeBack(folder, replacedFolder)
    removeStaged(folder)
    for (const end of ['', '.new']) rmSync(journalFile(folder) + end, { force: true })
    return
  }
  const kept = join(folder, journal.kept)
  // The staged file is renamed last: while it is there, branch.db is the old one.
  if (existsSync(stagedFile(folder))) {
    makeRoom(folder, kept, journal.keyring ? keyringFiles(folder) : [])
    if (journal.keyring) writeKeyring(folder, journal.keyring)
    renameSync(stagedFile(folder), join(folder, 'branch.db'))
    syncFolder(folder)
  }
  rmSync(journalFile(folder), { force: true })
  syncFolder(folder)
}

/** The database that made room goes only when the restored one has been opened: until then nobody with a key has seen whether that is whole. */
export function removeReplaced(folder: string): void {
  try {
    rmSync(join(folder, replacedFolder), { recursive: true, force: true })
  } catch { /* Leftovers keep nobody out; the next opening tries again. */ }
}

/**
 * A swap that failed while the application lives on: the database of before is open again, and no later start may take away what is saved from now on.
 * Errors: those of the disk; then the journal may still stand, and nothing may be opened.
 */
export function abandonSwap(folder: string, kept: string): void {
  if (existsSync(stagedFile(folder))) takeBack(folder, kept)
  rmSync(journalFile(folder), { force: true })
  syncFolder(folder)
  removeStaged(folder)
}

/** What has made room moves back, branch.db last; where that did not move, nothing did. */
function takeBack(folder: string, kept: string): void {
  const from = join(folder, kept)
  if (existsSync(join(folder, 'branch.db')) || !existsSync(join(from, 'branch.db'))) return
  for (const name of databaseFiles.toReversed()) if (existsSync(join(from, name))) renameSync(join(from, name), join(folder, name))
  syncFolder(folder)
}

/** Moves the database out of the way. The keyring is only copied: at every moment one stands in the folder. */
function makeRoom(folder: string, kept: string, keyrings: readonly string[]): void {
  const moving = databaseFiles.filter((name) => existsSync(join(folder, name)))
  const copying = keyrings.filter((file) => existsSync(file) && !existsSync(join(kept, basename(file))))
  if (moving.length + copying.length === 0) return
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  for (const file of copying) copyFileSync(file, join(kept, basename(file)))
  for (const name of moving) renameSync(join(folder, name), join(kept, name))
  syncFolder(kept)
}

/** Null where there is none. It is written whole or not at all; one that cannot be read any more says nothing, and the database stays. */
function readJournal(folder: string): RestoreJournal | null {
  try {
    return RestoreJournal.parse(JSON.parse(readFileSync(journalFile(folder), 'utf8')))
  } catch {
    return null
  }
}
