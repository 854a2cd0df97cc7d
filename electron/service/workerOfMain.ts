import type { FromService, WorkerProgram } from '../../shared/contract/serviceMessages.ts'
import type { Gone, SpawnParser, SpawnWorker, WorkerProcess } from './workerProcess.ts'

interface Port { on(event: 'message', listener: (message: { data: unknown }) => void): void; postMessage(value: unknown): void; start(): void }
interface Worker<P> { port: P | null; job: unknown; onAnswer: (answer: unknown) => void; onGone: (why: Gone) => void }

/** Worker processes in Electron: main starts them and hands over a port to each. The key goes over that port, and main never sees it. */
export function workerFrom<P extends Port>(tellMain: (message: FromService) => void): { spawn: SpawnWorker; spawnParser: SpawnParser; started: (id: number, port: P) => void; gone: (id: number, why: Gone) => void } {
  const workers = new Map<number, Worker<P>>()
  let last = 0
  const start = <Job, Answer>(program: WorkerProgram): WorkerProcess<Job, Answer> => {
    const id = ++last
    const worker: Worker<P> = { port: null, job: null, onAnswer: () => undefined, onGone: () => undefined }
    workers.set(id, worker)
    tellMain({ kind: 'startWorker', id, program })
    return {
      post: (job) => {
        if (worker.port) worker.port.postMessage(job)
        else worker.job = job
      },
      onAnswer: (listener) => { worker.onAnswer = (answer) => listener(answer as Answer) },
      onGone: (listener) => { worker.onGone = listener },
      kill: () => tellMain({ kind: 'endWorker', id }),
    }
  }
  return {
    spawn: () => start('backup'),
    spawnParser: () => start('parser'),
    started: (id, port) => {
      const worker = workers.get(id)
      if (!worker) return
      worker.port = port
      port.on('message', ({ data }) => worker.onAnswer(data))
      port.start()
      if (worker.job) port.postMessage(worker.job)
      worker.job = null
    },
    gone: (id, why) => {
      workers.get(id)?.onGone(why)
      workers.delete(id)
    },
  }
}
