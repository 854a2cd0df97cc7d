import type { FromService } from '../../shared/contract/serviceMessages.ts'
import type { BackupAnswer, BackupJob } from './backupJobs.ts'
import type { SpawnWorker } from './workerProcess.ts'

interface Port { on(event: 'message', listener: (message: { data: unknown }) => void): void; postMessage(value: unknown): void; start(): void }
interface Worker<P> { port: P | null; job: BackupJob | null; onAnswer: (answer: BackupAnswer) => void; onGone: () => void }

/** Worker processes in Electron: main starts them and hands over a port to each. The key goes over that port, and main never sees it. */
export function workerFrom<P extends Port>(tellMain: (message: FromService) => void): { spawn: SpawnWorker; started: (id: number, port: P) => void; gone: (id: number) => void } {
  const workers = new Map<number, Worker<P>>()
  let last = 0
  return {
    spawn: () => {
      const id = ++last
      const worker: Worker<P> = { port: null, job: null, onAnswer: () => undefined, onGone: () => undefined }
      workers.set(id, worker)
      tellMain({ kind: 'startWorker', id })
      return {
        post: (job) => {
          if (worker.port) worker.port.postMessage(job)
          else worker.job = job
        },
        onAnswer: (listener) => { worker.onAnswer = listener },
        onGone: (listener) => { worker.onGone = listener },
        kill: () => tellMain({ kind: 'endWorker', id }),
      }
    },
    started: (id, port) => {
      const worker = workers.get(id)
      if (!worker) return
      worker.port = port
      port.on('message', ({ data }) => worker.onAnswer(data as BackupAnswer))
      port.start()
      if (worker.job) port.postMessage(worker.job)
      worker.job = null
    },
    gone: (id) => {
      workers.get(id)?.onGone()
      workers.delete(id)
    },
  }
}
