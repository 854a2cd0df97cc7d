// Entry of Electron's utility process. Imports nothing from Electron; process.parentPort is Electron's only trace.
import { clockFrom } from '../../shared/domain/clock.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { messageOf } from '../../shared/errors/sentences.ts'
import { fileLog } from './log.ts'
import type { FromService, ToService } from '../../shared/contract/serviceMessages.ts'
import { openService, type RunningService } from './open.ts'
import { workerFrom } from './workerOfMain.ts'

interface Port { on(event: 'message', listener: (message: { data: unknown }) => void): void; postMessage(value: unknown): void; start(): void }
interface ParentPort { on(event: 'message', listener: (message: { data: ToService; ports: Port[] }) => void): void; postMessage(value: FromService): void }
interface Request { id: unknown; channel: unknown; input: unknown }

const parent = (process as unknown as { parentPort: ParentPort }).parentPort
const prints = new Map<number, { resolve: (pdf: Uint8Array) => void; reject: (cause: unknown) => void }>()
let lastPrint = 0
const workers = workerFrom<Port>((message) => parent.postMessage(message))
let service: RunningService | undefined

const printPage = (html: string): Promise<Uint8Array> => new Promise((resolve, reject) => {
  const id = ++lastPrint
  prints.set(id, { resolve, reject })
  parent.postMessage({ kind: 'print', id, html })
})

const isRequest = (data: unknown): data is Request => typeof data === 'object' && data !== null && 'id' in data && 'channel' in data

function serve(port: Port): void {
  port.on('message', async ({ data }) => {
    if (!isRequest(data)) return
    const answer = service ? await service.call(data.channel, data.input) : { ok: false, error: { code: 'LOCKED', message: messageOf('LOCKED') } }
    port.postMessage({ id: data.id, answer })
  })
  port.start()
}

parent.on('message', ({ data, ports }) => {
  switch (data.kind) {
    case 'start': {
      const { folder, templates, log, clock, nativeBinding } = data
      service = openService({ folder, templates, clock: clockFrom(clock), log: fileLog(log), nativeBinding, spawnWorker: workers.spawn, spawnParser: workers.spawnParser, printPage, onOpen: () => parent.postMessage({ kind: 'opened' }) })
      break
    }
    case 'port': ports.forEach(serve); break
    case 'grant': service?.grant(data.token, data.path); break
    case 'printed': prints.get(data.id)?.resolve(data.pdf); prints.delete(data.id); break
    case 'notPrinted': prints.get(data.id)?.reject(new AppError('PDF_FAILED')); prints.delete(data.id); break
    case 'worker': ports.forEach((port) => workers.started(data.id, port)); break
    case 'workerGone': workers.gone(data.id, data.why); break
    case 'stop': service?.close(); process.exit(0)
  }
})
