import { basename } from 'node:path'
import type { TableBook, TableProgress, TableSheet } from '../../../../shared/domain/table.ts'
import type { Parsed } from '../../../../shared/contract/index.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import { readTable, type TableSource } from '../../tables/readTable.ts'

/** A book that was read, kept while its rows are looked at and mended. */
export interface KeptSource { id: string; fileName: string; book: TableBook }
type Stage = 'idle' | 'reading' | 'backup' | 'writing'

/**
 * What is read for an import, and how far it is. One at a time: reading another one forgets the one before, as locking does.
 */
export class ImportSources {
  readonly #service: Service
  #kept: KeptSource | null = null
  #running: AbortController | null = null
  #told: TableProgress = { part: 0, rows: 0 }
  stage: Stage = 'idle'

  constructor(service: Service) {
    this.#service = service
    service.vault.onLock(() => {
      this.#kept = null
      this.cancel()
    })
  }

  get progress(): TableProgress & { stage: Stage } { return { stage: this.stage, part: Math.min(1, Math.max(0, this.#told.part)), rows: this.#told.rows } }
  cancel(): void { this.#running?.abort() }
  forget(): void { this.#kept = null }

  /** Answers what was read before, or reads, telling `onRows` of what has come so far. Errors: IMPORT_SOURCE_GONE, TABLE_REFUSED, TABLE_CANCELLED, FILE_TOKEN_UNKNOWN. */
  async take({ fileToken, text, base64, name = '', source }: Parsed<'members.importFile'>, signal: AbortSignal, onRows: (sheets: readonly TableSheet[]) => void): Promise<KeptSource> {
    if (source !== undefined) {
      if (this.#kept?.id !== source) throw new AppError('IMPORT_SOURCE_GONE')
      return this.#kept
    }
    const path = fileToken === undefined ? undefined : this.#service.pathOf(fileToken)
    const from: TableSource = path !== undefined ? { path } : base64 !== undefined ? { bytes: Buffer.from(base64, 'base64'), name } : { pasted: text ?? '' }
    this.#kept = null
    const book = await readTable(this.#service, from, { signal, onRows, onProgress: (progress) => { this.#told = progress } })
    // Locked meanwhile: nothing is kept.
    this.#service.vault.db()
    this.#kept = { id: this.#service.newId(), fileName: path === undefined ? name : basename(path), book }
    return this.#kept
  }

  /** Runs one import that can be given up while it reads. A second one ends the first. */
  async run<R>(work: (signal: AbortSignal) => Promise<R>): Promise<R> {
    this.cancel()
    const running = new AbortController()
    this.#running = running
    this.#told = { part: 0, rows: 0 }
    this.stage = 'reading'
    try {
      return await work(running.signal)
    } finally {
      if (this.#running === running) {
        this.#running = null
        this.stage = 'idle'
      }
    }
  }
}
