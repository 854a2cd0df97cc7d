import { basename } from 'node:path'
import { tableLimits, type TableBook, type TableProgress, type TableSheet } from '../../../shared/domain/table.ts'
import type { TableRefusal } from '../../../shared/domain/tableRefusal.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import type { Service } from '../context.ts'
import type { ParserAnswer, ParserJob } from './parserJobs.ts'

/** A file that the officer chose, bytes that were dropped, or cells that were copied. */
export type TableSource = { path: string } | { bytes: Uint8Array; name: string } | { pasted: string }
export interface ReadTableOptions {
  onProgress?: ((progress: TableProgress) => void) | undefined
  /** Told when more rows have come, with all that has: of the last sheet neither its merged cells nor its hidden columns are known yet. */
  onRows?: ((sheets: readonly TableSheet[]) => void) | undefined
  /** Ends the reading, and its process with it: TABLE_CANCELLED. */
  signal?: AbortSignal | undefined
}

/** By the clock on the wall: a computer that is busy elsewhere is given time; the parser counts its own, and a file that is never read to its end counts none. */
const longestWait = tableLimits.seconds * 3 * 1000

/**
 * Reads a stranger's table in a process of its own, which is gone afterwards. Nothing is computed, fetched or written.
 * Errors: TABLE_REFUSED with the reason and the file's name, TABLE_CANCELLED.
 */
export function readTable({ spawnParser, log }: Pick<Service, 'spawnParser' | 'log'>, source: TableSource, { onProgress, onRows, signal }: ReadTableOptions = {}): Promise<TableBook> {
  const name = 'pasted' in source ? '' : 'path' in source ? basename(source.path) : source.name
  const refusal = (reason: TableRefusal): AppError => new AppError('TABLE_REFUSED', { params: { name, reason } })
  if (signal?.aborted) return Promise.reject(new AppError('TABLE_CANCELLED'))
  if ('bytes' in source && source.bytes.length > tableLimits.bytes) return Promise.reject(refusal('tooLarge'))
  if ('pasted' in source && source.pasted.length > tableLimits.characters) return Promise.reject(refusal('tooMuchText'))
  const job: ParserJob = 'pasted' in source ? source : { ...source, name }

  return new Promise<TableBook>((resolve, reject) => {
    const parser = spawnParser()
    const sheets: TableSheet[] = []
    const timer = setTimeout(() => end(() => reject(refusal('tooSlow'))), longestWait)
    const cancel = (): void => end(() => reject(new AppError('TABLE_CANCELLED')))
    let hasEnded = false
    function end(settle: () => void): void {
      if (hasEnded) return
      hasEnded = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      parser.kill()
      settle()
    }
    signal?.addEventListener('abort', cancel)

    const heed = (answer: ParserAnswer): void => {
      const sheet = sheets.at(-1)
      switch (answer.kind) {
        case 'sheet': sheets.push({ name: answer.name, rows: [], merges: [], hiddenColumns: [], ...(answer.isHidden ? { hidden: true as const } : {}) }); break
        case 'rows':
          for (const row of answer.rows) sheet?.rows.push(row)
          onRows?.(sheets)
          break
        case 'sheetEnd':
          if (sheet) sheets[sheets.length - 1] = { ...sheet, merges: answer.merges, hiddenColumns: answer.hiddenColumns }
          break
        case 'progress': onProgress?.(answer.progress); break
        case 'done': end(() => resolve({ ...answer.book, sheets })); break
        case 'refused': end(() => reject(refusal(answer.reason))); break
        case 'failed':
          log({ channel: 'tables.read', code: 'TABLE_REFUSED', kind: answer.name, ...(answer.frame === undefined ? {} : { frame: answer.frame }) })
          end(() => reject(refusal('broken')))
      }
    }
    parser.onAnswer((answer) => { if (!hasEnded) heed(answer) })
    parser.onGone((why) => end(() => reject(refusal(why === 'memory' ? 'tooMuchMemory' : 'stopped'))))
    parser.post(job)
  })
}
