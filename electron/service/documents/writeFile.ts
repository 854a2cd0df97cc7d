import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, lstatSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { AppError } from '../../../shared/errors/AppError.ts'

/**
 * Writes a file whole or not at all: first beside its place, then renamed over it, so that neither a full disk nor a lost
 * current leaves half a paper or harms the one that was there.
 * Throws DISK_FULL, or FILE_NOT_WRITTEN with a reason; then nothing has changed.
 */
export function writeAtomically(path: string, bytes: Uint8Array): void {
  const place = placeOf(path)
  const folder = dirname(place)
  const temporary = join(folder, `.${randomUUID()}.tmp`)
  try {
    writeAndFlush(temporary, bytes)
    renameSync(temporary, place)
  } catch (cause) {
    removeQuietly(temporary)
    throw failure(cause)
  }
  flushFolder(folder)
}

/** Throws FILE_NOT_WRITTEN with its reason where there is no such folder. */
export function expectFolder(folder: string): void {
  try {
    if (statSync(folder).isDirectory()) return
  } catch (cause) {
    throw failure(cause)
  }
  throw new AppError('FILE_NOT_WRITTEN', { params: { reason: '文件夹不存在' } })
}

/** The place of this name in a folder; where something stands there already, 名称（2）.docx and so on. */
export function unusedPath(folder: string, fileName: string): string {
  const ending = extname(fileName)
  const stem = fileName.slice(0, fileName.length - ending.length)
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? fileName : `${stem}（${n}）${ending}`)
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return path
  }
}

/** Where the bytes go: a link keeps being a link, a folder or a device is refused. */
function placeOf(path: string): string {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found === undefined) return path
    const place = found.isSymbolicLink() ? realpathSync(path) : path
    if (!lstatSync(place).isFile()) throw new AppError('FILE_NOT_WRITTEN', { params: { reason: '这个位置已有同名的文件夹' } })
    return place
  } catch (cause) {
    throw cause instanceof AppError ? cause : failure(cause)
  }
}

function writeAndFlush(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx')
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The rename itself reaches the disk. Windows and some network disks cannot flush a folder; the file is whole there too. */
function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    return
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The failure that led here is the one to tell.
    return
  }
}

const reasons: Record<string, string> = {
  ENOENT: '文件夹不存在', ENOTDIR: '文件夹不存在', EACCES: '没有写入权限', EPERM: '没有写入权限，或文件正被别的程序使用', EBUSY: '文件正被别的程序使用',
  EROFS: '这个位置是只读的', EISDIR: '这个位置已有同名的文件夹', ENAMETOOLONG: '文件名太长', EIO: '磁盘读写出错', ENODEV: '磁盘已断开', ENXIO: '磁盘已断开', ELOOP: '快捷方式指不到文件',
}

function failure(cause: unknown): AppError {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('DISK_FULL', { cause })
  return new AppError('FILE_NOT_WRITTEN', { cause, params: { reason: reasons[code] ?? '系统没有允许' } })
}
