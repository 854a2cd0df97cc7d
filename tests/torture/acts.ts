import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '../../shared/contract/api.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { expectHolds } from './harness.ts'
import { expectTidy, firstDifference, photoOf, settledOffice, stateOf } from './office.ts'
import { openOffice, password, type Office } from './openOffice.ts'

export const newPassword = '冬天的第二次会议'
/** What a disk that fails may be answered with. Never a wrong password, never that nobody knows. */
const ofDisk: readonly ErrorCode[] = ['DISK_FULL', 'DISK_ERROR', 'READ_ONLY_FOLDER', 'BACKUP_FAILED']

export interface Known { folder: string; meetingId: string; roster: { id: string; name: string }[]; revision: number; backup: string; now: string }
interface Act {
  name: string
  run(office: Office, known: Known): Promise<Answer<unknown>>
}
/** Everything that writes and spans more than one row or file. */
const acts: readonly Act[] = [
  { name: '保存', run: ({ tell }, { meetingId, roster, revision }) => tell('meetings.save', { ...draftWith(roster), id: meetingId, revision, opening: '新的开场'.repeat(2000) }) },
  { name: '添加附件', run: ({ tell }, { meetingId }) => tell('attachments.addBytes', photoOf(meetingId, '新照片', 60_000)) },
  { name: '改口令', run: ({ tell }) => tell('keys.changePassword', { password, newPassword }) },
  { name: '备份', run: ({ tell }) => tell('backup.create', {}) },
  { name: '恢复', run: ({ tell }, { backup }) => tell('backup.restore', { id: backup }) },
  { name: '换密钥', run: ({ tell }) => tell('keys.rotate', { password }) },
]

export function knownAct(name: string): Act {
  const found = acts.find((act) => act.name === name)
  if (!found) throw new Error(`no act of this name: ${name}`)
  return found
}

/** An act with the content before it and after it, as it goes on a disk that works. */
export interface KnownAct { name: string; known: Known; before: string; after: string; run(office: Office): Promise<Answer<unknown>> }

export async function openKnown(folder: string, known: Known): Promise<Office> {
  const office = openOffice(folder)
  office.now.iso = known.now
  await office.ask('workspace.unlock', { password })
  return office
}

/** A workspace with a record, photos and a backup; and what each act, or one of them, makes of it. */
export async function knownActs(place: string, only?: string): Promise<KnownAct[]> {
  const folder = join(place, 'base')
  const office = await settledOffice(folder)
  const { id: backup } = await office.ask('backup.create', {})
  office.later(60)
  const { revision } = await office.ask('meetings.save', { ...draftWith(office.roster), id: office.meetingId, revision: 1, opening: '备份以后的开场' })
  await office.ask('attachments.addBytes', photoOf(office.meetingId, '备份以后的照片', 5000))
  office.later(60)
  const known: Known = { folder, meetingId: office.meetingId, roster: office.roster, revision, backup, now: office.now.iso }
  const before = await stateOf(office)
  office.service.close()
  return Promise.all(acts.filter(({ name }) => only === undefined || name === only).map(async ({ name, run }, i): Promise<KnownAct> => {
    const copy = join(place, `whole-${i}`)
    cpSync(folder, copy, { recursive: true })
    const whole = await openKnown(copy, known)
    const answer = await run(whole, known)
    if (!answer.ok) throw new Error(`${name} fails on a disk that works: ${answer.error.code}`)
    const after = await stateOf(whole)
    whole.service.close()
    return { name, known, before, after, run: (again) => run(again, known) }
  }))
}

/** What is known once an act was answered: its content is the one after it; or, where it was refused, wholly the one or the other. */
export interface Outcome { ok: boolean; code: ErrorCode | null }
export function outcomeOf(answer: Answer<unknown>, what: string): Outcome {
  if (answer.ok) return { ok: true, code: null }
  expectHolds(ofDisk.includes(answer.error.code) && answer.error.message !== '', `${what}：回答 ${answer.error.code}：${answer.error.message}`)
  return { ok: false, code: answer.error.code }
}

/**
 * The folder, or a copy of it, as the next start finds it. The password opens (of a change of it that was refused, the one or the other), the content is
 * of before or after, nothing lies about. Answers which.
 */
export async function expectWhole(folder: string, act: KnownAct, { ok }: Outcome, what: string): Promise<'before' | 'after'> {
  const office = openOffice(folder)
  office.now.iso = act.known.now
  const changes = act.name === '改口令'
  let changed = changes && ok
  try {
    let opened = await office.tell('workspace.unlock', { password: changed ? newPassword : password })
    if (!opened.ok && changes && !ok && opened.error.code === 'WRONG_PASSWORD') {
      changed = true
      opened = await office.tell('workspace.unlock', { password: newPassword })
    }
    expectHolds(opened.ok, `${what}：再打开时回答 ${opened.ok ? '' : opened.error.code}`)
    const found = await stateOf(office)
    const isAfter = found === act.after && (!changes || changed)
    if (!isAfter && (ok || found !== act.before)) expectHolds(false, `${what}：${ok ? '已答复成功' : '回答了没有成功'}，内容却不是${ok ? '之后' : '之前或之后'}的：${firstDifference(found, ok ? act.after : act.before)}`)
    if (changed) await office.ask('keys.changePassword', { password: newPassword, newPassword: password })
    for (const { id } of await office.ask('backup.list', {})) {
      const answer = await office.tell('backup.verify', { id })
      // The change of a secret is followed by a backup of its own, which thins the place meanwhile.
      const isThinned = !answer.ok && answer.error.code === 'BACKUP_NOT_FOUND' && (await office.ask('backup.list', {})).every((row) => row.id !== id)
      expectHolds(answer.ok || isThinned, `${what}：备份${id}检查时回答 ${answer.ok ? '' : answer.error.code}`)
    }
    office.service.close()
    await expectTidy(folder)
    return isAfter ? 'after' : 'before'
  } finally { office.service.close() }
}
