import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'

/**
 * What has to be known before the password: of this computer, in the clear, and without a word about anybody.
 * `told`: tokens of what was told while the desk was locked, until the service knows of it; without the database they tell nothing.
 */
const DesktopFile = z.object({ tray: z.boolean().catch(false), told: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(1000).catch([]) })
export type DesktopFile = z.infer<typeof DesktopFile>

/** A file that is missing or broken is one without settings: nothing of it is worth a start that fails. */
export function readDesktopFile(file: string): DesktopFile {
  let raw: unknown = {}
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch { /* As if it were empty. */ }
  const read = DesktopFile.safeParse(raw)
  return read.success ? read.data : { tray: false, told: [] }
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
