import { join, resolve } from 'node:path'
import { v7 as newId } from 'uuid'
import { openDatabase, type DataKey, type Db } from '../../db/connection.ts'
import { officeCost, readKeyring, unwrap, type ScryptCost } from '../../db/keyring.ts'
import { putMeeting, type StoredMeeting } from '../../db/repositories/meetings.ts'
import { indexWaiting, joinPiece } from '../../db/search/build.ts'
import { openService, type RunningService } from '../../electron/service/open.ts'
import { forkParser, forkWorker } from '../../electron/service/workerProcess.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { longNames, longPeopleLines } from '../fixtures/longRecord.ts'
import { temporaryFolder } from './temporary.ts'

export const password = branch.password
/** A day after every meeting that is made here. */
export const now = '2026-11-01T02:00:00Z'
export const cheap: ScryptCost = { N: 16, r: 1, p: 1 }
const sentence = '会议听取了第三季度重点工作的汇报，走访零售户1286户，覆盖率由86.5%升至94.2%，其余12条须在12月15日前逐条答复，责任到人，按月核对。'

export interface BenchWorkspace {
  folder: string
  service: RunningService
  ask<C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Output<C>>
  /** Ids of the thirty people who are in every meeting. */
  people: string[]
  close(): void
}

/** A workspace in the temporary folder, of a branch of thirty. `real`: with the derivation that an office pays for. */
export async function openBenchWorkspace(meetings: number, { real = false, characters = 0 }: { real?: boolean; characters?: number } = {}): Promise<BenchWorkspace> {
  const { folder: home, remove } = temporaryFolder()
  const folder = join(home, 'workspace')
  const service = openService({ folder, templates: '', clock: () => new Date(now), log: () => undefined, cost: real ? officeCost : cheap, spawnWorker: forkWorker(resolve(import.meta.dirname, '../../electron/service/worker.ts')), spawnParser: forkParser(resolve(import.meta.dirname, '../../electron/service/parser.ts')) })
  const ask = async <C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const answer = await service.call(channel, input)
    if (!answer.ok) throw new Error(`${channel}：${answer.error.message}`)
    return answer.value as Output<C>
  }
  const { recoveryCode, ask: asked } = await ask('workspace.create', branch)
  await ask('workspace.confirmRecoveryCode', { characters: asked.map((group) => recoveryCode.split('-')[group - 1] ?? '').join('') })
  await ask('members.addMany', { lines: longPeopleLines('1996-01-01').split('\n').slice(0, 31).join('\n') })
  const people = (await ask('members.rosterOn', { date: '2026-09-08' })).filter(({ name }) => longNames.includes(name)).map(({ id }) => id)
  // Else the service makes its first one a minute after it was opened, in the middle of what is measured.
  await ask('backup.create', {})
  await inDatabase(folder, (db) => insertMeetings(db, people, meetings, characters))
  return { folder, service, ask, people, close: () => { service.close(); remove() } }
}

/** The data key of a workspace of the bench. */
export async function keyOf(folder: string): Promise<DataKey> {
  const key = await unwrap(readKeyring(folder), 'password', password)
  if (!key) throw new Error('口令打不开这次测速的数据')
  return key
}

export async function inDatabase<V>(folder: string, look: (db: Db) => V | Promise<V>): Promise<V> {
  const db = openDatabase({ file: join(folder, 'branch.db'), key: await keyOf(folder) })
  try { return await look(db) } finally { db.close() }
}

/** Of the last records some are still being written, and what they decided is open: a branch that keeps up. */
const unfinished = 12

/** In one commit, day after day over thirty years as a branch writes them down; each with `characters` more in its reports. */
function insertMeetings(db: Db, people: readonly string[], count: number, characters: number): void {
  const report = sentence.repeat(Math.ceil(characters / 3 / sentence.length)).slice(0, Math.floor(characters / 3))
  db.pragma('cache_size=-400000')
  db.transaction(() => {
    for (let n = 0; n < count; n++) putMeeting(db, { ...meetingOf(n, dayOf(n / count), people, report), state: n < count - unfinished ? 'archived' : 'draft' }, now)
    db.exec("UPDATE action SET state = 'done', closed_on = decided_on, evidence = '台账' WHERE meeting_id IN (SELECT id FROM meeting WHERE state = 'archived')")
  })()
  // As the application does by itself between other calls.
  indexWaiting(db)
  while (joinPiece(db));
  db.pragma('wal_checkpoint(TRUNCATE)')
}

const [firstDay, lastDay] = [Date.UTC(1996, 8, 1), Date.UTC(2026, 8, 1)]
const dayOf = (part: number): string => new Date(firstDay + Math.floor(part * (lastDay - firstDay))).toISOString().slice(0, 10)

function meetingOf(n: number, heldOn: string, people: readonly string[], report: string): StoredMeeting {
  return {
    id: newId(), revision: 1, kind: n % 3 === 0 ? 'generalMeeting' : n % 3 === 1 ? 'committeeMeeting' : 'groupMeeting', state: 'draft', title: `第二支部第${n + 1}次会议`, heldOn,
    startsAt: '14:30', endsAt: '16:10', place: '县局三楼党员活动室', chair: '赵刚', recorder: '钱刚', opening: '', group: n % 3 === 2 ? '第一党小组' : '', copiedFrom: null, elements: {}, firstFinalOn: null, version: 0, savedAt: now,
    attendance: people.map((personId, at) => ({ personId, state: at % 10 === 9 ? 'leave' : 'present', reason: at % 10 === 9 ? '出差' : '', approvedBy: '', hours: null, makeUp: null })),
    guests: [{ name: '沈伟', note: '县局党委组织员' }],
    agenda: [1, 2, 3].map((item) => ({
      id: newId(), title: `研究第${item}项工作`, nature: 'party', seats: null, reporter: '赵刚', report: `${sentence}${report}`, discussion: sentence, decision: `第${item}项获得通过。`,
      speeches: [{ speaker: '孙刚', text: sentence, at: '' }, { speaker: '李刚', text: sentence, at: '' }],
      votes: item === 1 ? [{ id: newId(), subject: '', scene: 'general', method: 'hands', issued: null, returned: null, valid: null, yes: 27, no: 0, abstain: 0, writtenYes: 0, writtenNo: 0, writtenAbstain: 0, teller: '', counters: '', excluded: 0, excludedReason: '' }] : [],
      actions: [{ id: newId(), task: `落实第${item}项`, owners: '李刚', dueText: '12月15日前', dueOn: `${heldOn.slice(0, 4)}-12-15`, startText: '', startOn: null, repeatText: '' }],
    })),
  }
}
