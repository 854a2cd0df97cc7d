// Entry of the process that reads whole databases: one job, one answer, and it ends. Electron's utility process, or a fork of plain Node.
// The key comes with the job, never by argument or environment.
import { answerJob, type BackupJob } from './backupJobs.ts'

interface Port { on(event: 'message', listener: (message: { data: BackupJob }) => void): void; on(event: 'close', listener: () => void): void; postMessage(value: unknown): void; start(): void }
interface ParentPort { once(event: 'message', listener: (message: { ports: Port[] }) => void): void }

const { parentPort } = process as unknown as { parentPort?: ParentPort }
if (parentPort) {
  parentPort.once('message', ({ ports: [port] }) => {
    port?.on('message', ({ data }) => port.postMessage(answerJob(data)))
    // The service is gone, and with it whoever waits.
    port?.on('close', () => process.exit(0))
    port?.start()
  })
} else {
  process.on('message', (job: BackupJob) => { process.send?.(answerJob(job)) })
  process.on('disconnect', () => process.exit(0))
}
