import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * What has to be known before the password: of this computer, in the clear, and without a word about anybody.
 * `told`: tokens of what was told while the desk was locked, until the service knows of it; without the database they tell nothing.
 */
export interface DesktopFile { tray: boolean; told: string[] }

const mostTold = 1000
const isToken = (one: unknown): one is string => typeof one === 'string' && /^[0-9a-f]{32}$/.test(one)

/** A file that is missing or broken is one without settings: nothing of it is worth a start that fails. Without a schema, since it is read before the window. */
export function readDesktopFile(file: string): DesktopFile {
  let raw: unknown = null
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch { /* As if it were empty. */ }
  const { tray, told } = (raw ?? {}) as { tray?: unknown; told?: unknown }
  return { tray: tray === true, told: Array.isArray(told) && told.length <= mostTold && told.every(isToken) ? told : [] }
}

/** Replaces the file as a whole. Throws where the disk does not take it; the old one is there then. */
export function writeDesktopFile(file: string, content: DesktopFile): void {
  mkdirSync(dirname(file), { recursive: true })
  const part = `${file}.part`
  const handle = openSync(part, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(content))
    fsyncSync(handle)
  } finally { closeSync(handle) }
  renameSync(part, file)
}
