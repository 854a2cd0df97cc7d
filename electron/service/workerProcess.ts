import { fork } from 'node:child_process'
import type { BackupAnswer, BackupJob } from './backupJobs.ts'

/** A process beside the service that does one job. */
export interface WorkerProcess {
  post(job: BackupJob): void
  onAnswer(listener: (answer: BackupAnswer) => void): void
  /** Called when it is gone, however it ended. */
  onGone(listener: () => void): void
  kill(): void
}
export type SpawnWorker = () => WorkerProcess

/** In plain Node. In Electron main starts it: with its fuses a fork of the service would start the application anew. */
export const forkWorker = (file: string): SpawnWorker => () => {
  // No arguments and no environment of the parent: nothing secret can be read from the list of processes.
  const child = fork(file, [], { serialization: 'advanced', execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  return {
    post: (job) => { child.send(job) },
    onAnswer: (listener) => { child.on('message', (answer) => listener(answer as BackupAnswer)) },
    onGone: (listener) => { child.once('exit', listener); child.once('error', listener) },
    kill: () => { child.kill('SIGKILL') },
  }
}
