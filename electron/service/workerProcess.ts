import { fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { tableLimits } from '../../shared/domain/table.ts'
import type { BackupAnswer, BackupJob } from './backupJobs.ts'
import type { ParserAnswer, ParserJob } from './tables/parserJobs.ts'

/** Why a process ended, where it was not by itself: `memory`, ended because it took more than it may. */
export type Gone = 'memory' | undefined

/** A process beside the service that does one job. */
export interface WorkerProcess<Job, Answer> {
  post(job: Job): void
  onAnswer(listener: (answer: Answer) => void): void
  /** Called when it is gone, however it ended. */
  onGone(listener: (why?: Gone) => void): void
  kill(): void
}
/** Reads whole databases. */
export type SpawnWorker = () => WorkerProcess<BackupJob, BackupAnswer>
/** Reads strangers' files, and may take only so much memory. */
export type SpawnParser = () => WorkerProcess<ParserJob, ParserAnswer>

/** In plain Node. In Electron main starts it: with its fuses a fork of the service would start the application anew. */
export const forkWorker = (file: string): SpawnWorker => () => forked(file)

export const forkParser = (file: string): SpawnParser => () => forked(file, tableLimits.megabytes)

function forked<Job extends object, Answer>(file: string, megabytes?: number): WorkerProcess<Job, Answer> {
  // No arguments and no environment of the parent: nothing secret can be read from the list of processes.
  const execArgv = megabytes === undefined ? [] : [`--max-old-space-size=${megabytes}`]
  const child = fork(file, [], { serialization: 'advanced', execArgv, env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  let why: Gone
  const watch = megabytes === undefined ? undefined : watchMemory(child.pid, megabytes, () => {
    why = 'memory'
    child.kill('SIGKILL')
  })
  return {
    // It may have ended already; that is told by onGone.
    post: (job) => { child.send(job, () => undefined) },
    onAnswer: (listener) => { child.on('message', (answer) => listener(answer as Answer)) },
    onGone: (listener) => {
      const gone = (): void => {
        clearInterval(watch)
        listener(why)
      }
      // V8 ends itself so where its heap is full.
      child.once('exit', (_code, signal) => {
        if (signal === 'SIGABRT') why = 'memory'
        gone()
      })
      child.once('error', gone)
    },
    kill: () => { child.kill('SIGKILL') },
  }
}

const watchEvery = 100
const page = 4096

/** Looks at the memory that a process holds, where the system tells (Linux); elsewhere only its heap is bounded. */
function watchMemory(pid: number | undefined, megabytes: number, onTooMuch: () => void): NodeJS.Timeout | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined
  const look = async (): Promise<void> => {
    const pages = Number((await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => '')).split(' ')[1] ?? 0)
    if (pages * page > megabytes * 1_000_000) onTooMuch()
  }
  return setInterval(() => { void look() }, watchEvery).unref()
}
