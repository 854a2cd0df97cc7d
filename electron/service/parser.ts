// Entry of the process that reads strangers' tables: one job, and it ends. Electron's utility process, or a fork of plain Node.
// It is given no key, opens no database and asks no network; whatever a file does to it, the service lives on.
import { doParserJob, type ParserJob } from './tables/parserJobs.ts'

interface Port { on(event: 'message', listener: (message: { data: ParserJob }) => void): void; on(event: 'close', listener: () => void): void; postMessage(value: unknown): void; start(): void }
interface ParentPort { once(event: 'message', listener: (message: { ports: Port[] }) => void): void }

const { parentPort } = process as unknown as { parentPort?: ParentPort }
if (parentPort) {
  parentPort.once('message', ({ ports: [port] }) => {
    port?.on('message', ({ data }) => { void doParserJob(data, (answer) => port.postMessage(answer)) })
    // The service is gone, and with it whoever waits.
    port?.on('close', () => process.exit(0))
    port?.start()
  })
} else {
  process.on('message', (job: ParserJob) => { void doParserJob(job, (answer) => { process.send?.(answer) }) })
  process.on('disconnect', () => process.exit(0))
}
