import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { answerJob, type BackupAnswer } from '../../electron/service/backupJobs.ts'
import { openService, type RunningService, type ServiceOptions } from '../../electron/service/open.ts'
import { forkParser, type SpawnWorker } from '../../electron/service/workerProcess.ts'
import type { Answer } from '../../shared/contract/api.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import { Broken } from './harness.ts'

/** A derivation that costs nothing: a thousand starts would else be a thousand times half a second of scrypt. */
export const cheap = { N: 16, r: 1, p: 1 }
export const password = '秋天的第一次会议'

/** What a backup does, in this process: the same code, and no process to start for each. */
export const workerInside: SpawnWorker = () => {
  let listener: (answer: BackupAnswer) => void = () => undefined
  return { post: (job) => { setImmediate(() => listener(answerJob(job))) }, onAnswer: (answered) => { listener = answered }, onGone: () => undefined, kill: () => undefined }
}

/** 64 KiB kept free in place of 32 MB: a thousand workspaces are copied about. */
const smallReserve = { reserve: 64 * 1024 }

export interface Office {
  folder: string
  service: RunningService
  now: { iso: string }
  /** The answer, whatever it is. */
  tell<C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Answer<Output<C>>>
  /** The value of a call that has to succeed; a refusal is a promise that did not hold. */
  ask<C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Output<C>>
  later(minutes: number): void
  grant(path: string): string
}

/** The real service on a folder, with a clock that stands still until it is moved. */
export function openOffice(folder: string, options: Partial<ServiceOptions> = {}): Office {
  const now = { iso: '2026-09-08T08:30:00.000Z' }
  const service = openService({ folder, templates: '', clock: () => new Date(now.iso), log: () => undefined, cost: cheap, spawnWorker: workerInside, spawnParser: forkParser(resolve(import.meta.dirname, '../../electron/service/parser.ts')), ...smallReserve, ...options })
  const tell = async <C extends ServiceChannel>(channel: C, input: Input<C>) => await service.call(channel, input) as Answer<Output<C>>
  return {
    folder, service, now, tell,
    ask: async (channel, input) => {
      const answer = await tell(channel, input)
      if (!answer.ok) throw new Broken(`${channel} 应当成功，却回答 ${answer.error.code}：${answer.error.message}`)
      return answer.value
    },
    later: (minutes) => { now.iso = new Date(Date.parse(now.iso) + minutes * 60_000).toISOString() },
    grant: (path) => {
      const token = randomUUID()
      service.grant(token, path)
      return token
    },
  }
}

/** Opens it again, as the next start of the application does. A right password that is refused is a promise that did not hold. */
export async function reopened(folder: string, options: Partial<ServiceOptions> = {}): Promise<Office> {
  const office = openOffice(folder, options)
  try {
    await office.ask('workspace.unlock', { password })
    return office
  } catch (cause) {
    office.service.close()
    throw cause
  }
}
