import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openDatabase } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import { forkWorker } from '../../electron/service/workerProcess.ts'
import { openService } from '../../electron/service/open.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import { branch, draftWith, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { measure, type Figure } from './measure.ts'

const meetings = 400
const pageSize = 200
const calls = 20

/** One record, and one page of the list: through the service, and by bare SQL on the same encrypted file. No goal is set for them yet. */
export async function callsOfTheService(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-bench-'))
  const service = openService({ folder: join(folder, 'workspace'), templates: '', clock: () => new Date('2026-11-01T02:00:00Z'), log: () => undefined, cost: { N: 16, r: 1, p: 1 }, spawnWorker: forkWorker(resolve(import.meta.dirname, '../../electron/service/worker.ts')) })
  try {
    const ask = async <C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Output<C>> => {
      const answer = await service.call(channel, input)
      if (!answer.ok) throw new Error(`${channel}：${answer.error.message}`)
      return answer.value as Output<C>
    }
    await ask('workspace.create', branch)
    await ask('members.addMany', { lines: peopleLines })
    const roster = await ask('members.rosterOn', { date: '2026-09-08' })
    const { id } = await ask('meetings.save', draftWith(roster))
    for (let n = 1; n < meetings; n++) await ask('meetings.save', { kind: 'groupMeeting', title: `第${n}次党小组会`, heldOn: `2025-${String(1 + n % 12).padStart(2, '0')}-${String(1 + n % 28).padStart(2, '0')}` })

    const key = await unwrap(readKeyring(join(folder, 'workspace')), 'password', branch.password)
    if (!key) throw new Error('口令打不开这次测速的数据')
    const db = openDatabase({ file: join(folder, 'workspace', 'branch.db'), key })
    try {
      const ofMeeting = ['meeting WHERE id', 'attendance WHERE meeting_id', 'guest WHERE meeting_id', 'meeting_element WHERE meeting_id', 'agenda_item WHERE meeting_id']
        .map((table) => db.prepare<[string]>(`SELECT * FROM ${table} = ?`))
      const ofItems = ['speech', 'vote', 'action_item'].map((table) => db.prepare<[string]>(`SELECT c.* FROM agenda_item a JOIN ${table} c ON c.agenda_item_id = a.id WHERE a.meeting_id = ?`))
      const page = db.prepare<[number]>('SELECT id, kind, state, title, held_on, starts_at, place, chair, saved_at FROM meeting WHERE deleted_at IS NULL ORDER BY held_on DESC, id DESC LIMIT ?')
      const times = (work: () => unknown) => async () => { for (let n = 0; n < calls; n++) await work() }
      return [
        await measure({ name: `读一次会议${calls}遍（对照：直接查询）`, goal: null, ours: times(() => ask('meetings.get', { id })), bare: times(() => { for (const query of [...ofMeeting, ...ofItems]) query.all(id) }) }),
        await measure({ name: `会议列表一页${pageSize}行${calls}遍（对照：直接查询）`, goal: null, ours: times(() => ask('meetings.list', { limit: pageSize })), bare: times(() => page.all(pageSize)) }),
      ]
    } finally {
      db.close()
    }
  } finally {
    service.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
