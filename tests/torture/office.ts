import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backupsFolder, cleanPlace } from '../../db/backup/place.ts'
import { sweepFiles } from '../../db/attachmentFiles.ts'
import { openDatabase, type Db } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import type { ServiceOptions } from '../../electron/service/open.ts'
import type { Input } from '../../shared/contract/index.ts'
import { branch, draftWith, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { jpegOf } from '../fixtures/files.ts'
import { expectHolds } from './harness.ts'
import { openOffice, password, type Office } from './openOffice.ts'

const folders: string[] = []
process.on('exit', () => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }) })

/** An empty folder that goes with this process. */
export function scratch(parent: string = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'branch-desk-torture-'))
  folders.push(folder)
  return folder
}

const memoryDisk = '/dev/shm'
const muchRoom = 2 ** 29

/**
 * The same in memory, where there is such a disk and it has room. What a kill leaves is what the kernel holds of the files, and what a harness damages, cuts off or lets
 * fail it does itself: a real disk would only be waited for. Not for a harness that asks about the disk.
 */
export function quickScratch(): string {
  try {
    const { bavail, bsize } = statfsSync(memoryDisk)
    return scratch(bavail * bsize > muchRoom ? memoryDisk : tmpdir())
  } catch {
    return scratch()
  }
}

/** A new workspace with the people of the sample branch. */
export async function newOffice(folder: string, options: Partial<ServiceOptions> = {}) {
  mkdirSync(folder, { recursive: true })
  const office = openOffice(folder, options)
  const { recoveryCode } = await office.ask('workspace.create', { ...branch, password })
  await office.ask('members.addMany', { lines: peopleLines })
  return { ...office, recoveryCode, roster: await office.ask('members.rosterOn', { date: '2026-09-08' }) }
}

/** The same with the record of 8 September and two photos. */
export async function settledOffice(folder: string, options: Partial<ServiceOptions> = {}) {
  const office = await newOffice(folder, options)
  const { id: meetingId } = await office.ask('meetings.save', draftWith(office.roster))
  for (const name of ['会场', '合影']) await office.ask('attachments.addBytes', photoOf(meetingId, name))
  return { ...office, meetingId }
}

export const photoOf = (meetingId: string, name: string, bytes = 0): Input<'attachments.addBytes'> =>
  ({ meetingId, name: `${name}.jpg`, base64: jpegOf(name + '.'.repeat(bytes)).toString('base64'), role: 'photo' })

/** Records, people, and attachments with their bytes, as the screens show them; as text, to be compared. Without ids, which every save makes anew. */
export async function stateOf(office: Pick<Office, 'ask'>): Promise<string> {
  const { rows } = await office.ask('meetings.list', {})
  const ids = rows.map(({ id }) => id)
  const lists = await Promise.all(ids.map((meetingId) => office.ask('attachments.list', { meetingId })))
  return JSON.stringify({
    info: await office.ask('workspace.info', {}), roster: await office.ask('members.rosterOn', { date: '2026-10-12' }),
    meetings: await Promise.all(ids.map((id) => office.ask('meetings.get', { id }))), removed: (await office.ask('meetings.list', { deleted: true })).rows,
    attachments: await Promise.all(lists.flatMap(({ attachments }) => attachments).map(async ({ id, name }) => [name, (await office.ask('attachments.content', { id })).base64])),
  }, (key, value: unknown) => (key === 'id' ? undefined : value))
}

/** Looks into the closed database with the password. */
export async function inDatabase<R>(folder: string, look: (db: Db) => R): Promise<R> {
  const key = await unwrap(readKeyring(folder), 'password', password)
  expectHolds(key !== null, '口令打不开密钥文件')
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  try { return look(db) } finally { db.close() }
}

/** What may stand in a workspace that was closed in good order, two days later. */
const belonging = /^(?:branch\.db|keyring(?:-copy)?\.json|in-use\.(?:lock|json)|attempts\.json|reserve\b.*|backups|attachments|kept-.*)$/

/** Every page and index is whole, and nothing lies about that nobody needs, once the next backup has cleaned its place and a day has passed. `look` sees the database meanwhile. */
export async function expectTidy(folder: string, look: (db: Db) => void = () => undefined): Promise<void> {
  await inDatabase(folder, (db) => {
    look(db)
    const found = String(db.pragma('integrity_check', { simple: true }))
    expectHolds(found === 'ok', `integrity_check：${found}`)
    expectHolds((db.pragma('foreign_key_check') as unknown[]).length === 0, 'foreign_key_check 有问题')
    sweepFiles(db, folder, Date.now() + 2 * 24 * 60 * 60_000)
  })
  const strays = readdirSync(folder).filter((name) => !belonging.test(name))
  expectHolds(strays.length === 0, `留下了多余的文件：${strays.join('、')}`)
  const place = backupsFolder(folder)
  cleanPlace(place)
  const parts = existsSync(place) ? readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:part|new)$/.test(name)) : []
  expectHolds(parts.length === 0, `留下了没人清理的备份文件：${parts.join('、')}`)
}

/** Answers are compared as text; where they differ, the place where they begin to. */
export const firstDifference = (a: string, b: string): string => {
  const at = [...a].findIndex((character, i) => character !== b[i])
  return at < 0 ? '' : `…${a.slice(Math.max(0, at - 40), at + 60)}… 应为 …${b.slice(Math.max(0, at - 40), at + 60)}…`
}
