import { tableLimits, type TableMerge, type TableProgress, type TableRow } from '../../../shared/domain/table.ts'
import { TableRefused, type TableRefusal } from '../../../shared/domain/tableRefusal.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { readWhole } from '../readWhole.ts'
import { budgetOf, type TableSink } from './budget.ts'
import { parseFile, parsePasted, type TableKind } from './parseTable.ts'

/** What the throw-away process is given: one thing to read, and no key of anything. */
export type ParserJob = { path: string; name: string } | { bytes: Uint8Array; name: string } | { pasted: string }

/** What it answers, in this order: for each sheet its name, its rows in pieces, its end; at last what the book is, or why there is none. */
export type ParserAnswer =
  | { kind: 'sheet'; name: string; isHidden: boolean }
  | { kind: 'rows'; rows: TableRow[] }
  | { kind: 'sheetEnd'; merges: TableMerge[]; hiddenColumns: number[] }
  | { kind: 'progress'; progress: TableProgress }
  | { kind: 'done'; book: TableKind }
  | { kind: 'refused'; reason: TableRefusal }
  /** What nobody expected, without its message: that may quote the file. */
  | { kind: 'failed'; name: string; frame?: string }

/** So many rows go at once: the process holds few, and the service is never busy for long. */
const rowsAtOnce = 500
const progressEvery = 100

/** Does the job and sends all of its answers; the last one is `done`, `refused` or `failed`. */
export async function doParserJob(job: ParserJob, send: (answer: ParserAnswer) => void): Promise<void> {
  try {
    const budget = budgetOf()
    const sink = sinkTo(send)
    const book = 'pasted' in job ? parsePasted(job.pasted, budget, sink) : await parseFile(await bytesOf(job), job.name, budget, sink)
    send({ kind: 'done', book })
  } catch (cause) {
    send(cause instanceof TableRefused ? { kind: 'refused', reason: cause.reason } : unexpected(cause))
  }
}

async function bytesOf(job: { path: string } | { bytes: Uint8Array }): Promise<Buffer> {
  if ('bytes' in job) return Buffer.from(job.bytes.buffer, job.bytes.byteOffset, job.bytes.byteLength)
  // Read here, so that a file that never ends to be read holds up nobody but this process.
  try {
    return await readWhole(job.path, tableLimits.bytes, (why) => new AppError(why === 'too large' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE'))
  } catch (cause) {
    throw new TableRefused(cause instanceof AppError && cause.code === 'FILE_TOO_LARGE' ? 'tooLarge' : 'gone', cause)
  }
}

function unexpected(cause: unknown): ParserAnswer {
  const frame = cause instanceof Error ? /\(?([^\s()/\\]+:\d+:\d+)\)?/.exec(cause.stack?.split('\n').find((line) => line.includes('    at ')) ?? '')?.[1] : undefined
  return { kind: 'failed', name: cause instanceof Error ? cause.name : typeof cause, ...(frame === undefined ? {} : { frame }) }
}

function sinkTo(send: (answer: ParserAnswer) => void): TableSink {
  let rows: TableRow[] = []
  let told = 0
  const sendRows = (): void => {
    if (rows.length > 0) send({ kind: 'rows', rows })
    rows = []
  }
  return {
    sheet: (name, isHidden) => send({ kind: 'sheet', name, isHidden }),
    row: (row) => { if (rows.push(row) >= rowsAtOnce) sendRows() },
    sheetEnd: (merges, hiddenColumns) => {
      sendRows()
      send({ kind: 'sheetEnd', merges, hiddenColumns })
    },
    progress: (progress) => {
      const now = performance.now()
      if (now - told < progressEvery) return
      told = now
      send({ kind: 'progress', progress })
    },
  }
}
