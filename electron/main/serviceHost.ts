import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import type { Answer } from '../../shared/contract/api.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import type { FromService, ToService, WorkerProgram } from '../../shared/contract/serviceMessages.ts'
import { tableLimits } from '../../shared/domain/table.ts'
import { assertNever } from '../../shared/domain/assertNever.ts'
import { messageOf } from '../../shared/errors/sentences.ts'
import { serviceEnvironment, serviceFile, workerFiles } from './paths.ts'
import { watchMemory } from './memoryWatch.ts'
import { printToPdf } from './printing.ts'

type Start = Omit<Extract<ToService, { kind: 'start' }>, 'kind'>

/** The data service's process: started at once, started again when it dies, ended for locking. */
export class ServiceHost {
  readonly #start: Start
  #child: UtilityProcess
  readonly #onDeath: () => void
  readonly #onOpened: () => void
  /** Processes that do one job for the service; they end with it, since they hold its key. */
  readonly #workers = new Map<number, UtilityProcess>()

  constructor(start: Start, onDeath: () => void, onOpened: () => void) {
    this.#start = start
    this.#onDeath = onDeath
    this.#onOpened = onOpened
    this.#child = this.#launch()
  }

  #launch(): UtilityProcess {
    const child = utilityProcess.fork(serviceFile, [], { serviceName: 'branch-desk-data', stdio: 'inherit', env: serviceEnvironment() })
    this.#tell({ kind: 'start', ...this.#start }, child)
    child.on('message', (message: FromService) => this.#heed(child, message))
    child.on('exit', () => {
      this.#endWorkers()
      if (this.#child !== child) return
      this.#child = this.#launch()
      this.#onDeath()
    })
    return child
  }

  #tell(message: ToService, child = this.#child): void { child.postMessage(message) }

  #heed(child: UtilityProcess, message: FromService): void {
    switch (message.kind) {
      case 'print': void this.#print(child, message.id, message.html); break
      case 'startWorker': this.#startWorker(child, message.id, message.program); break
      case 'endWorker': this.#workers.get(message.id)?.kill(); break
      case 'opened': this.#onOpened(); break
      default: assertNever(message)
    }
  }

  #startWorker(child: UtilityProcess, id: number, program: WorkerProgram): void {
    const worker = utilityProcess.fork(workerFiles[program], [], { serviceName: `branch-desk-${program}`, stdio: 'inherit', env: {} })
    this.#workers.set(id, worker)
    const { port1, port2 } = new MessageChannelMain()
    worker.postMessage({}, [port1])
    const started: ToService = { kind: 'worker', id }
    child.postMessage(started, [port2])
    const watch = program === 'parser' ? watchMemory(worker, tableLimits.megabytes) : null
    worker.on('exit', () => {
      this.#workers.delete(id)
      watch?.end()
      this.#tell({ kind: 'workerGone', id, ...(watch?.hasEndedIt() ? { why: 'memory' as const } : {}) }, child)
    })
  }

  #endWorkers(): void { for (const worker of this.#workers.values()) worker.kill() }

  async #print(child: UtilityProcess, id: number, html: string): Promise<void> {
    try {
      this.#tell({ kind: 'printed', id, pdf: await printToPdf(html) }, child)
    } catch {
      this.#tell({ kind: 'notPrinted', id }, child)
    }
  }

  /** Gives a page its own port to the service. A port has no sender: who gets one is decided here. */
  connect(contents: WebContents): void {
    const { port1, port2 } = new MessageChannelMain()
    const message: ToService = { kind: 'port' }
    this.#child.postMessage(message, [port1])
    contents.postMessage('service-port', null, [port2])
  }

  /** Asks the service one thing over a port of main's own. Answers SERVICE_STOPPED where the process ends first. */
  ask<C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Answer<Output<C>>> {
    const { port1, port2 } = new MessageChannelMain()
    const message: ToService = { kind: 'port' }
    return new Promise((resolve) => {
      port2.on('message', ({ data }) => {
        resolve((data as { answer: Answer<Output<C>> }).answer)
        port2.close()
      })
      port2.on('close', () => resolve({ ok: false, error: { code: 'SERVICE_STOPPED', message: messageOf('SERVICE_STOPPED') } }))
      port2.start()
      this.#child.postMessage(message, [port1])
      port2.postMessage({ id: 0, channel, input })
    })
  }

  grant(token: string, path: string): void { this.#tell({ kind: 'grant', token, path }) }

  /** Ends the process, and the key in its memory with it; answers when it is gone. `again`: a fresh, locked one takes its place. */
  async stop(again: boolean): Promise<void> {
    const child = this.#child
    child.removeAllListeners('exit')
    this.#endWorkers()
    const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
    this.#tell({ kind: 'stop' }, child)
    const timer = setTimeout(() => child.kill(), 5000)
    await gone
    clearTimeout(timer)
    if (again) this.#child = this.#launch()
  }
}
