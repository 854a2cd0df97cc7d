import type { BackupRunning } from '../../../../shared/domain/backup.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { BackupAnswer, BackupJob, BackupJobs } from '../../backupJobs.ts'
import type { Log } from '../../log.ts'
import type { SpawnWorker, WorkerProcess } from '../../workerProcess.ts'

/** Runs one job in a process of its own. Errors: those of the job; BACKUP_FAILED where the process died. */
export type Work = <K extends keyof BackupJobs>(kind: K, input: BackupJobs[K]['input']) => Promise<BackupJobs[K]['output']>

/** One thing after the other: two that write into the backups at once would clean away each other's half-made files. */
export class WorkQueue {
  readonly #spawn: SpawnWorker
  readonly #log: Log
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #worker: WorkerProcess<BackupJob, BackupAnswer> | null = null
  #stopped = 0
  running: BackupRunning | null = null

  constructor(spawn: SpawnWorker, log: Log) {
    this.#spawn = spawn
    this.#log = log
  }

  get isIdle(): boolean { return this.#waiting === 0 }

  /** Waits for its turn. What was still waiting when `stop` was called answers LOCKED. */
  next<V>(running: BackupRunning | null, act: (work: Work) => Promise<V>): Promise<V> {
    const generation = this.#stopped
    this.#waiting++
    const turn = this.#last.then(async () => {
      try {
        this.#expect(generation)
        this.running = running
        return await act((kind, input) => this.#work(generation, kind, input))
      } finally {
        this.running = null
        this.#waiting--
      }
    })
    this.#last = turn.catch(() => undefined)
    return turn
  }

  #expect(generation: number): void {
    if (generation !== this.#stopped) throw new AppError('LOCKED')
  }

  #work<K extends keyof BackupJobs>(generation: number, kind: K, input: BackupJobs[K]['input']): Promise<BackupJobs[K]['output']> {
    this.#expect(generation)
    const worker = this.#spawn()
    this.#worker = worker
    return new Promise<BackupAnswer>((resolve) => {
      worker.onAnswer(resolve)
      worker.onGone(() => resolve({ ok: false, code: generation === this.#stopped ? 'BACKUP_FAILED' : 'LOCKED', params: { reason: '备份的进程中断了' } }))
      worker.post({ kind, input } as BackupJob)
    }).then((answer) => {
      worker.kill()
      this.#worker = null
      if (answer.ok) return answer.value as BackupJobs[K]['output']
      if (answer.kind !== undefined) this.#log({ channel: `backup.${kind}`, code: answer.code, kind: answer.kind, ...(answer.frame === undefined ? {} : { frame: answer.frame }) })
      throw new AppError(answer.code, { params: answer.params })
    })
  }

  /** Ends what runs, and the key in its memory with it. */
  stop(): void {
    this.#stopped++
    this.#worker?.kill()
  }
}
