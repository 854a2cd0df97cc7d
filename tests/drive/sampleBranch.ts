// A branch with its people and the three sample records, made by the service alone: the screens that make them have tests of their own.
import { resolve } from 'node:path'
import { openService } from '../../electron/service/open.ts'
import { forkParser, forkWorker } from '../../electron/service/workerProcess.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import { branch, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { sampleNames, sampleText } from '../fixtures/samples.ts'
import { Desk } from './desk.ts'
import { unlock } from './officer.ts'
import { workspaceOf } from './settled.ts'

const service = (name: string): string => resolve(import.meta.dirname, '../../electron/service', name)

export type AskService = <C extends ServiceChannel>(channel: C, given: Input<C>) => Promise<Output<C>>

/** In the workspace of a home, at the instant `now`; it opens with the password of `branch`. `more` adds to it before it is closed. */
export async function makeSampleBranch(home: string, now: string, since?: string, more: (ask: AskService) => Promise<void> = async () => undefined): Promise<void> {
  const running = openService({ folder: workspaceOf(home), templates: '', clock: () => new Date(now), log: () => undefined, spawnWorker: forkWorker(service('worker.ts')), spawnParser: forkParser(service('parser.ts')) })
  const ask = async <C extends ServiceChannel>(channel: C, given: Input<C>): Promise<Output<C>> => {
    const answer = await running.call(channel, given)
    if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`)
    return answer.value as Output<C>
  }
  const { recoveryCode, ask: asked } = await ask('workspace.create', since === undefined ? branch : { ...branch, since })
  await ask('workspace.confirmRecoveryCode', { characters: asked.map((group) => recoveryCode.split('-')[group - 1] ?? '').join('') })
  await ask('members.addMany', { lines: peopleLines })
  for (const name of sampleNames) await ask('meetings.save', (await ask('meetings.fromText', { text: sampleText(name) })).draft)
  await more(ask)
  running.close()
}

/** The application on such a branch, unlocked, with its desk before the officer. */
export async function openSampleBranch(home: string, now: string, since?: string, more?: (ask: AskService) => Promise<void>): Promise<Desk> {
  await makeSampleBranch(home, now, since, more)
  const desk = await Desk.open({ home, now })
  await unlock(desk.page, branch.password)
  await desk.page.locator('.app').waitFor()
  return desk
}
