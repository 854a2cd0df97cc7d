import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { backupsFolder, backupsIn, secondFolderName } from '../../../../db/backup/place.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

const isInside = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && way !== path)
}

/** The folder of ours in a chosen one; of a chosen folder of ours, itself. One for each workspace, so that a U盘 can serve two branches. */
export function secondFolder(chosen: string, workspace: string): string {
  return join(basename(chosen) === secondFolderName ? chosen : join(chosen, secondFolderName), workspace)
}

/**
 * Makes the folder of ours in a chosen one and tries to write in it. Nothing else in the chosen folder is touched.
 * Answers the chosen folder's real path. Errors: PLACE_NOT_THERE, PLACE_UNSUITABLE.
 */
export function prepareSecondPlace(chosen: string, workspace: string, workspaceFolder: string): string {
  if (!existsSync(chosen)) throw new AppError('PLACE_NOT_THERE', { params: { name: basename(chosen) } })
  const path = realpathSync(chosen)
  if (!statSync(path).isDirectory()) throw new AppError('PLACE_UNSUITABLE', { params: { reason: '它不是文件夹' } })
  if (isInside(path, realpathSync(workspaceFolder))) throw new AppError('PLACE_UNSUITABLE', { params: { reason: '它在数据文件夹里面，数据文件夹坏了，备份也就没有了' } })
  const folder = secondFolder(path, workspace)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = join(folder, 'write-test')
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (cause) {
    throw new AppError('PLACE_UNSUITABLE', { cause, params: { reason: cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT') ? '它没有空间了' : '当前用户不能在里面写入' } })
  }
  return path
}

/** Every folder with backups that somebody may mean by choosing `chosen`: itself, a workspace, a folder of ours, or the U盘 it lies on. */
export function placesUnder(chosen: string): string[] {
  const ours = join(chosen, secondFolderName)
  const within = (folder: string): string[] => {
    try {
      return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name)).map(({ name }) => join(folder, name))
    } catch {
      return []
    }
  }
  const candidates = [chosen, backupsFolder(chosen), backupsFolder(join(chosen, 'workspace')), ...within(chosen), ...within(ours)]
  return candidates.filter((place) => {
    try {
      return backupsIn(place).length > 0
    } catch {
      return false
    }
  })
}

/** How a place is called: a name the officer chose, not one of ours. */
export function nameOfPlace(place: string): string {
  const names = place.split(sep)
  while (names.length > 1 && (/^[0-9a-f]{16}$/.test(names.at(-1) ?? '') || [secondFolderName, 'backups', 'workspace'].includes(names.at(-1) ?? ''))) names.pop()
  return names.at(-1) || basename(dirname(place))
}

/** Which workspace the backups of a place are of: by the name of its folder, else by what one of them says; empty before schema 6. */
export function workspaceOfPlace(place: string): string {
  const name = basename(place)
  return /^[0-9a-f]{16}$/.test(name) ? name : backupsIn(place).find(({ manifest }) => manifest)?.manifest?.workspace ?? ''
}
