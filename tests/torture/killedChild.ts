// The service in a process of its own that is killed: one line a request. "begun" goes out before each call is made, its answer after it.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Of, storedFiles } from '../../db/attachmentFiles.ts'
import type { Answer } from '../../shared/contract/api.ts'
import type { MeetingDraft } from '../../shared/domain/meeting.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { bearOnDemand, type Say } from './born.ts'
import { newOffice, photoOf, quickScratch } from './office.ts'
import { openOffice, password, reopened, type Office } from './openOffice.ts'

/** How the service is broken on purpose. */
export type KillPlant = 'answersFirst' | 'savesInHalves' | 'losesFiles'
export interface ChildRequest { id: number; open?: string; plant?: KillPlant | undefined; channel?: 'meetings.save' | 'attachments.addBytes'; input?: unknown; read?: true }

let office: Office | undefined
let plant: KillPlant | undefined
const pause = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms) })

/** All records and attachments with the hash of their bytes: what this start finds after the kill before. */
async function everything({ ask }: Office): Promise<unknown> {
  const { rows } = await ask('meetings.list', { limit: 200 })
  return Promise.all(rows.map(async ({ id }) => {
    const { attachments } = await ask('attachments.list', { meetingId: id })
    return { meeting: await ask('meetings.get', { id }), files: await Promise.all(attachments.map(async (file) => [file.name, sha256Of(Buffer.from((await ask('attachments.content', { id: file.id })).base64, 'base64'))])) }
  }))
}

async function call({ service, folder }: Office, { channel, input }: ChildRequest): Promise<Answer<unknown>> {
  if (plant === 'savesInHalves' && channel === 'meetings.save') {
    const draft = input as MeetingDraft
    const half = await service.call(channel, { ...draft, agenda: [] })
    await pause(20)
    return half.ok ? service.call(channel, { ...draft, revision: (draft.revision ?? 0) + 1 }) : half
  }
  const answer = await service.call(channel, input)
  if (plant === 'losesFiles' && channel === 'attachments.addBytes') for (const { path } of storedFiles(folder)) rmSync(path)
  return answer
}

async function replyTo(request: ChildRequest, say: Say): Promise<void> {
  const { id, open } = request
  if (open !== undefined) {
    plant = request.plant
    office = openOffice(open)
    say({ id, answer: await office.tell('workspace.unlock', { password }) })
    return
  }
  if (!office) throw new Error('nothing is open')
  if (request.read) {
    const answer = await everything(office).then((value) => ({ ok: true, value }), (cause: unknown) => ({ ok: false, error: String(cause) }))
    say({ id, answer })
    return
  }
  say({ id, begun: true })
  if (plant === 'answersFirst') {
    say({ id, answer: { ok: true, value: { revision: ((request.input as MeetingDraft).revision ?? 0) + 1 } } })
    await pause(50)
    await call(office, request)
  } else say({ id, answer: await call(office, request) })
}

/** Saves, an attachment, and a start after a kill with a look at everything; as often as it takes until the machine knows it by heart. */
async function warm(): Promise<void> {
  const first = await newOffice(quickScratch())
  const { id } = await first.ask('meetings.save', draftWith(first.roster))
  await first.ask('attachments.addBytes', photoOf(id, '会场'))
  for (let revision = 1; revision < 30; revision++) await first.ask('meetings.save', { ...draftWith(first.roster), id, revision })
  for (let i = 0; i < 10; i++) {
    const left = join(quickScratch(), 'left')
    cpSync(first.folder, left, { recursive: true })
    rmSync(join(left, 'in-use.lock'))
    const again = await reopened(left)
    await everything(again)
    again.service.close()
  }
  first.service.close()
}

await bearOnDemand(replyTo, warm)
