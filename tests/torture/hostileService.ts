// A program of its own: the real router in plain Node, called by a hostile page. node hostileService.ts <folder> <seed> <calls> [fault]; its last line is what it saw, as JSON.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openService } from '../../electron/service/open.ts'
import type { Router } from '../../electron/service/router.ts'
import { contract, type Channel } from '../../shared/contract/index.ts'
import { cheap, password, settle, spawnParser, spawnWorker, templates } from './application.ts'
import { chance, Hostile, revive, type HostileCall } from './hostileCalls.ts'
import { faultOf, longest } from './hostileAnswers.ts'

export interface Siege { calls: number; accepted: number; codes: Record<string, number>; slowest: { channel: string; ms: number }; faults: string[] }

const [folder = '', seed = '1', calls = '0', planted = ''] = process.argv.slice(2)
const workspace = join(folder, 'workspace')

/** Faults of the harness's own, in front of the real router. */
function broken(call: Router): Router {
  const next = chance(Number(seed) + 1)
  const faults: Record<string, Router> = {
    leak: async () => ({ ok: false, error: { code: 'INTERNAL', message: 'Error: SQLITE_CONSTRAINT\n    at handlers.ts:12:5' } }),
    write: async (channel, input) => { writeFileSync(join(folder, 'outside', 'written'), 'x'); return call(channel, input) },
    read: async (channel, input) => { readFileSync(join(folder, 'outside', 'decoy.txt')); return call(channel, input) },
    pollute: async (channel, input) => { Reflect.set(Object.prototype, 'admin', true); return call(channel, input) },
  }
  const faulty = faults[planted]
  return faulty ? (channel, input) => (next() < 0.2 ? faulty(channel, input) : call(channel, input)) : call
}

mkdirSync(join(folder, 'granted'), { recursive: true })
const { recoveryCode } = await settle(workspace, async (ask) => {
  await ask('members.addMany', { lines: '周启明\t正式党员\t书记\n林静怡\t正式党员\t组织委员\n吴国栋\t正式党员\t纪检委员' })
  for (const heldOn of ['2026-09-08', '2026-10-09', '2026-11-10']) await ask('meetings.save', { kind: 'committeeMeeting', title: '支委会', heldOn, agenda: [{ title: '学习', decision: '同意。' }] })
})
const logged: string[] = []
const service = openService({ folder: workspace, templates, clock: () => new Date(), log: ({ channel, code, kind, frame }) => { if (code === 'INTERNAL') logged.push(`${channel} ${kind ?? ''} ${frame ?? ''}`) }, cost: cheap, spawnWorker, spawnParser })
const call = broken(service.call)
const loot = { ids: [randomUUID()], backups: [], tokens: [] as string[], passwords: [password], codes: [recoveryCode] }
for (const name of ['会议.docx', '会议.pdf', 'folder', '..', 'missing/x.docx']) {
  const token = randomUUID()
  if (name === 'folder') mkdirSync(join(folder, 'granted/folder'))
  service.grant(token, name === '..' ? join(folder, 'granted') : join(folder, 'granted', name))
  loot.tokens.push(token)
}
const page = new Hostile(Number(seed), loot, Object.keys(contract).filter((channel) => contract[channel as Channel].answeredBy === 'service'))
const seen: Siege = { calls: 0, accepted: 0, codes: {}, slowest: { channel: '', ms: 0 }, faults: [] }

async function one({ channel, input }: HostileCall): Promise<void> {
  const began = performance.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((done) => { timer = setTimeout(() => done('late'), longest(channel)) })
  const answer = await Promise.race([call(channel, revive(input)).catch((thrown: unknown) => ({ thrown: String(thrown) })), late])
  clearTimeout(timer)
  const ms = performance.now() - began
  if (ms > seen.slowest.ms) seen.slowest = { channel: channel.slice(0, 40), ms }
  const fault = answer === 'late' ? '没有回答' : faultOf(channel, answer)
  if (fault !== null && seen.faults.length < 20) seen.faults.push(`${channel.slice(0, 60)}：${fault}（${JSON.stringify(input).slice(0, 300)}）`)
  seen.calls++
  if (answer === 'late' || !('ok' in answer)) return
  const code = answer.ok ? 'ok' : answer.error.code
  seen.codes[code] = (seen.codes[code] ?? 0) + 1
  if (!answer.ok) return
  seen.accepted++
  page.take(answer.value)
  const { newPassword } = (typeof input === 'object' && input !== null ? input : {}) as { newPassword?: unknown }
  if (typeof newPassword === 'string') loot.passwords.push(newPassword)
}

/** After a lock the officer comes back; what the page may have learnt of passwords, the officer knows as well. */
async function reopen(): Promise<void> {
  for (const known of [...loot.passwords].reverse()) {
    rmSync(join(workspace, 'attempts.json'), { force: true })
    const answer = await service.call('workspace.unlock', { password: known })
    if (answer.ok || answer.error.code !== 'WRONG_PASSWORD') break
  }
  const status = await service.call('workspace.info', {})
  if (!status.ok) seen.faults.push(`打不开了：${status.error.code}`)
}

const next = chance(Number(seed) + 2)
await reopen()
while (seen.calls < Number(calls) && seen.faults.length < 20) {
  // Now and then several at once, as a page does that does not wait.
  await Promise.all(Array.from({ length: next() < 0.1 ? 8 : 1 }, () => one(page.call())))
  if (!(await service.call('place.last', {})).ok) await reopen()
}
if (Reflect.get({}, 'admin') !== undefined) seen.faults.push('原型被改了')
await reopen()
const list = await service.call('meetings.list', { limit: 5 })
if (!list.ok) seen.faults.push(`列表打不开：${list.error.code}`)
seen.faults.push(...logged.slice(0, 10).map((line) => `INTERNAL ${line}`))
service.close()
process.stdout.write(`${JSON.stringify(seen)}\n`, () => process.exit(0))
