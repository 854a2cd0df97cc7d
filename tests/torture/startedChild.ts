// One of a hundred that start at once: opens the workspace that it is told, says what came of it, and keeps what it got.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { bearOnDemand } from './born.ts'
import { newOffice, quickScratch } from './office.ts'
import { openOffice, password } from './openOffice.ts'

/** How a start is broken on purpose. */
export type StartPlant = 'takesTheLockAway' | 'writesWhenRefused'
export interface StartRequest { folder: string; act: 'create' | 'unlock'; plant: StartPlant | null }
/** `code` is null for the one who got it. */
export interface StartAnswer { code: string | null; message: string }

async function start({ folder, act, plant }: StartRequest): Promise<StartAnswer> {
  if (plant === 'takesTheLockAway') rmSync(join(folder, 'in-use.lock'), { force: true })
  const { tell } = openOffice(folder)
  const answer = act === 'create' ? await tell('workspace.create', { unit: '县局', branch: '第二支部', officer: { name: '林静怡', posts: ['组织委员'] }, since: '2024-01-01', password }) : await tell('workspace.unlock', { password })
  if (plant === 'writesWhenRefused' && !answer.ok) {
    const fd = openSync(join(folder, 'branch.db'), 'r+')
    writeSync(fd, 'refused', 9000)
    closeSync(fd)
  }
  return answer.ok ? { code: null, message: '' } : { code: answer.error.code, message: answer.error.message }
}

const warm = async (): Promise<void> => { (await newOffice(quickScratch())).service.close() }

await bearOnDemand<StartRequest>(async (request, say) => { say(await start(request)) }, warm)
