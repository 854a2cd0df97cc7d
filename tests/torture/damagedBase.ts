import fs, { cpSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { openOffice, type Office } from './openOffice.ts'
import { settledOffice } from './office.ts'

/** What the screens show, piece by piece: each its text, or the code that stood in its place. */
export type Pieces = Record<string, string>
export interface Ids { meetings: string[]; attachments: string[] }
/** A folder to be damaged, and all the contents it may honestly show. The first is the one it has undamaged. */
export interface Base { name: string; folder: string; ids: Ids; known: Pieces[]; backup: string; backupState: Pieces; isClosed: boolean }

const isRefusal = (piece: string): boolean => piece.startsWith('!')
export const codeOfPiece = (piece: string): ErrorCode | null => (isRefusal(piece) ? piece.slice(1) as ErrorCode : null)

/** Asks for everything by itself, so that one broken piece hides no other. */
export async function look({ tell }: Office, { meetings, attachments }: Ids): Promise<Pieces> {
  const pieces: Pieces = {}
  const put = (name: string, answer: Awaited<ReturnType<Office['tell']>>): void => { pieces[name] = answer.ok ? JSON.stringify(answer.value) : `!${answer.error.code}` }
  put('info', await tell('workspace.info', {}))
  put('roster', await tell('members.rosterOn', { date: '2026-10-12' }))
  put('list', await tell('meetings.list', {}))
  for (const id of meetings) {
    put(`meeting ${id}`, await tell('meetings.get', { id }))
    put(`attachments ${id}`, await tell('attachments.list', { meetingId: id }))
  }
  for (const id of attachments) put(`content ${id}`, await tell('attachments.content', { id }))
  return pieces
}

/**
 * A workspace with two records, three photos and a backup, as it lies there: closed in good order; after a kill, with a log; and a restore
 * that was killed before and after the database made room.
 */
export async function makeBases(place: string): Promise<Base[]> {
  const living = join(place, 'living')
  const office = await settledOffice(living)
  const { ask, meetingId, roster } = office
  const second = await ask('meetings.save', { ...draftWith(roster), title: '第二次' })
  const { attachments } = await ask('attachments.list', { meetingId })
  const ids: Ids = { meetings: [meetingId, second.id], attachments: attachments.map(({ id }) => id) }
  const { id: backup } = await ask('backup.create', {})
  const backupState = await look(office, ids)
  office.later(60)
  const edit = async (opening: string): Promise<Pieces> => {
    const { revision } = await ask('meetings.get', { id: second.id })
    await ask('meetings.save', { ...draftWith(roster), title: '第二次', id: second.id, revision, opening })
    return look(office, ids)
  }
  const edited = await edit('后来的开场')
  office.service.close()
  const closed = join(place, 'closed')
  cpSync(living, closed, { recursive: true })
  // A wrong password leaves a file of its own.
  const careless = openOffice(closed)
  await careless.tell('workspace.unlock', { password: '不是这个口令' })
  careless.service.close()

  const again = openOffice(living)
  again.now.iso = office.now.iso
  await again.ask('workspace.unlock', { password: '秋天的第一次会议' })
  const earlier = [edited]
  for (let i = 1; i <= 4; i++) {
    const { revision } = await again.ask('meetings.get', { id: second.id })
    await again.ask('meetings.save', { ...draftWith(roster), title: '第二次', id: second.id, revision, opening: `又改了${i}次` })
    earlier.unshift(await look(again, ids))
  }
  const killed = join(place, 'killed')
  cpSync(living, killed, { recursive: true })

  const journalled = join(place, 'journalled')
  const madeRoom = join(place, 'madeRoom')
  const rename = fs.renameSync
  fs.renameSync = (from, to) => {
    if (String(to) === join(living, 'branch.db')) cpSync(living, madeRoom, { recursive: true })
    rename(from, to)
    if (String(to) === join(living, 'restore.json')) cpSync(living, journalled, { recursive: true })
  }
  syncBuiltinESMExports()
  await again.ask('backup.restore', { id: backup })
  fs.renameSync = rename
  syncBuiltinESMExports()
  const restored = await look(again, ids)
  again.service.close()
  const common = { ids, backup, backupState }
  const before = earlier[0] ?? edited
  return [
    { ...common, name: '正常关闭的', folder: closed, known: [edited], isClosed: true },
    { ...common, name: '强行结束后的', folder: killed, known: earlier, isClosed: false },
    { ...common, name: '恢复中断的（未换）', folder: journalled, known: [restored, before], isClosed: false },
    { ...common, name: '恢复中断的（已移开）', folder: madeRoom, known: [restored, before], isClosed: false },
  ]
}
