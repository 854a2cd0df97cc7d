import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readFileSync, readSync, renameSync, statSync } from 'node:fs'
import { superfluous } from '../../shared/domain/backupRetention.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { pathOfFile, placeFile } from '../attachmentFiles.ts'
import { diskError, replaceFile, syncFolder } from '../replaceFile.ts'
import { backupsIn, cleanPlace, partsOfBackup, readNames, rowOf, thinPlace, type PlacedBackup } from './place.ts'

/** Byte by byte, a megabyte at a time: a database is too large to hold twice. */
export function isSameFile(a: string, b: string): boolean {
  if (statSync(a).size !== statSync(b).size) return false
  const [left, right] = [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)]
  const files = [openSync(a, 'r'), openSync(b, 'r')] as const
  try {
    for (;;) {
      const read = readSync(files[0], left)
      if (readSync(files[1], right) !== read || !left.subarray(0, read).equals(right.subarray(0, read))) return false
      if (read === 0) return true
    }
  } finally { files.forEach((fd) => closeSync(fd)) }
}

export function copySynced(from: string, to: string): void {
  closeSync(openSync(to, 'w', 0o600))
  copyFileSync(from, to)
  const fd = openSync(to, 'r+')
  try { fsyncSync(fd) } finally { closeSync(fd) }
}

function copyBackup(from: string, to: string, { id, manifest }: PlacedBackup): void {
  const source = partsOfBackup(from, id)
  const target = partsOfBackup(to, id)
  const part = `${target.database}.part`
  for (const name of (manifest && readNames(from, manifest)) ?? []) {
    const [file, copy] = [pathOfFile(from, name), pathOfFile(to, name)]
    if (existsSync(copy) && statSync(copy).size === statSync(file).size) continue
    placeFile(copy, readFileSync(file))
    if (!isSameFile(file, copy)) throw new AppError('BACKUP_FAILED', { params: { reason: '复制到第二个位置的文件与原来的不一致' } })
  }
  copySynced(source.database, part)
  if (!isSameFile(source.database, part)) throw new AppError('BACKUP_FAILED', { params: { reason: '复制到第二个位置的文件与原来的不一致' } })
  for (const name of ['keyring', 'names', 'manifest'] as const) replaceFile(target[name], readFileSync(source[name], 'utf8'))
  renameSync(part, target.database)
  syncFolder(to)
}

/**
 * Brings a second place up to date: copies the whole backups that it lacks and would keep, newest first, compares each with its original,
 * and thins the place by the same rule, unless `keepAll`. `to` has to be there: where a U盘 is not plugged in, nothing is written under its name.
 * Errors: PLACE_NOT_THERE, BACKUP_FAILED, those of the disk. What was copied before stays; nothing half-copied is listed.
 */
export function mirrorBackups(from: string, to: string, now: Date, keepAll = false): number {
  if (!existsSync(to)) throw new AppError('PLACE_NOT_THERE')
  try {
    cleanPlace(to)
    const there = new Map(backupsIn(to).map((backup) => [backup.id, backup]))
    const whole = backupsIn(from).filter(({ manifest }) => manifest && manifest.check.fault === null)
    const lacking = whole.filter(({ id }) => !there.has(id))
    const going = new Set(keepAll ? [] : superfluous([...there.values(), ...lacking].map((backup) => rowOf(backup)), now))
    let copied = 0
    for (const backup of lacking) {
      if (going.has(backup.id)) continue
      copyBackup(from, to, backup)
      copied++
    }
    if (!keepAll) thinPlace(to, now)
    return copied
  } catch (cause) {
    tryToClean(to)
    // Pulled out in the middle, the folder itself is gone.
    throw existsSync(to) ? diskError(cause) : new AppError('PLACE_NOT_THERE', { cause })
  }
}

/** What cannot be cleaned now is cleaned by the next run, and is not listed meanwhile. */
function tryToClean(place: string): void {
  try {
    cleanPlace(place)
  } catch { /* see above */ }
}
