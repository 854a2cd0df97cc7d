import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase, type Db } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import { openService, type RunningService, type ServiceOptions } from '../../electron/service/open.ts'
import { forkParser, forkWorker } from '../../electron/service/workerProcess.ts'
import type { LogEntry } from '../../electron/service/log.ts'
import type { ErrorAnswer } from '../../shared/contract/api.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import { branch, draftWith, peopleLines } from '../fixtures/committee-2026-09-08.ts'

/** A derivation that costs nothing: these tests ask what happens, not how long it takes. */
export const cheap = { N: 16, r: 1, p: 1 }
export const templates = resolve(import.meta.dirname, '../../build/templates')
if (!existsSync(join(templates, 'record-official.docx'))) throw new Error('the Word templates are missing: run npm run templates first')

export const spawnWorker = forkWorker(resolve(import.meta.dirname, '../../electron/service/worker.ts'))
export const spawnParser = forkParser(resolve(import.meta.dirname, '../../electron/service/parser.ts'))

/** An empty folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Office {
  folder: string
  service: RunningService
  log: LogEntry[]
  /** The moment all acts happen at. */
  now: { iso: string }
  /** The answer of a call that has to succeed. */
  ask<C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Output<C>>
  /** The failure of a call that has to fail; takes anything, as a careless caller would. */
  refusal(channel: unknown, input: unknown): Promise<ErrorAnswer>
}

/** The real service on a folder, with a clock that stands still. */
export function openOffice(folder: string = join(temporaryFolder(), '支部 数据'), options: Partial<ServiceOptions> = {}): Office {
  const now = { iso: '2026-09-08T08:30:00.000Z' }
  const log: LogEntry[] = []
  const service = openService({ folder, templates, clock: () => new Date(now.iso), log: (entry) => { log.push(entry) }, cost: cheap, spawnWorker, spawnParser, ...options })
  onTestFinished(() => service.close())
  return {
    folder, service, log, now,
    ask: async <C extends ServiceChannel>(channel: C, input: Input<C>) => {
      const answer = await service.call(channel, input)
      if (!answer.ok) throw new Error(`${channel}: ${answer.error.code} ${answer.error.message}`)
      return answer.value as Output<C>
    },
    refusal: async (channel, input) => {
      const answer = await service.call(channel, input)
      if (answer.ok) throw new Error(`${String(channel)} was expected to fail`)
      return answer.error
    },
  }
}

/** An open workspace of the sample branch. */
export async function settledOffice(options: Partial<ServiceOptions> = {}): Promise<Office & { recoveryCode: string }> {
  const office = openOffice(options.folder, options)
  const { recoveryCode } = await office.ask('workspace.create', branch)
  return { ...office, recoveryCode }
}

/** The same with its people. */
export async function staffedOffice(options: Partial<ServiceOptions> = {}) {
  const office = await settledOffice(options)
  await office.ask('members.addMany', { lines: peopleLines })
  return { ...office, roster: await office.ask('members.rosterOn', { date: '2026-09-08' }) }
}

/** The same with the record of 8 September. */
export async function officeWithRecord(options: Partial<ServiceOptions> = {}) {
  const office = await staffedOffice(options)
  return { ...office, meeting: await office.ask('meetings.save', draftWith(office.roster)) }
}

export interface AuditRow { act: string; times: number; who: string; at: string; last_at: string; entity_id: string | null }
export const auditOf = (office: Office, password: string = branch.password): Promise<AuditRow[]> =>
  inDatabase(office, (db) => db.prepare<[], AuditRow>('SELECT act, times, who, at, last_at, entity_id FROM audit ORDER BY row').all(), password)

/** Looks into the database with the password, beside the running service. */
export async function inDatabase<R>({ folder }: Pick<Office, 'folder'>, look: (db: Db) => R, password: string = branch.password): Promise<R> {
  const key = await unwrap(readKeyring(folder), 'password', password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  try { return look(db) } finally { db.close() }
}

/** Everything that a caller can see and an inspector would ask for. */
export async function stateOf(office: Office): Promise<unknown> {
  const meetings = await office.ask('meetings.list', {})
  const removed = await office.ask('meetings.list', { deleted: true })
  return {
    info: await office.ask('workspace.info', {}), roster: await office.ask('members.rosterOn', { date: '2026-10-12' }),
    meetings: await Promise.all(meetings.rows.map(({ id }) => office.ask('meetings.get', { id }))), total: meetings.total, removed, audit: await auditOf(office),
  }
}
