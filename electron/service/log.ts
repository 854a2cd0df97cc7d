import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** All that a log line may hold: never a name, an ID number or a word of the minutes. */
export interface LogEntry { channel: string; code: string; ms?: number; incident?: string; kind?: string; frame?: string }
export type Log = (entry: LogEntry) => void

const largest = 1_000_000

/** Appends to a file of at most 1 MB and one older one. A log that cannot be written is no reason to fail. */
export function fileLog(file: string): Log {
  return ({ channel, code, ms, incident, kind, frame }) => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), channel, code, ms, incident, kind, frame })}\n`)
      if (statSync(file).size > largest) renameSync(file, `${file}.1`)
    } catch {
      return
    }
  }
}
