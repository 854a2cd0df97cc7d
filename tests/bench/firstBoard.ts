// The first board of a service that was just started: how long it takes so many milliseconds after the opening. One folder, one wait.
import { setTimeout as sleep } from 'node:timers/promises'
import { openService } from '../../electron/service/open.ts'
import { forkParser, forkWorker } from '../../electron/service/workerProcess.ts'
import { timed } from './measure.ts'
import { cheap, now, password } from './workspace.ts'

const [folder = '', wait = '0'] = process.argv.slice(2)
const service = openService({ folder, templates: '', clock: () => new Date(now), log: () => undefined, cost: cheap, spawnWorker: forkWorker('no backup here'), spawnParser: forkParser('no table here') })
async function ask(channel: string, input: object): Promise<void> {
  const answer = await service.call(channel, input)
  if (!answer.ok) throw new Error(`${channel}：${answer.error.message}`)
}
await ask('workspace.unlock', { password })
await sleep(Number(wait))
console.log(await timed(() => ask('development.board', {})))
service.close()
