import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathOfFile, storedFiles } from '../../db/attachmentFiles.ts'
import { backupsFolder, partsOfBackup } from '../../db/backup/place.ts'
import type { ServiceOptions } from '../../electron/service/open.ts'
import type { SpawnWorker } from '../../electron/service/workerProcess.ts'
import { jpegOf } from '../fixtures/files.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { inDatabase, officeWithRecord, spawnWorker, type Office } from './office.ts'

const minute = 60_000

/** An office with one record, two photos, and a hand for what happens to backups. */
export async function officeWithPhotos(options: Partial<ServiceOptions> = {}) {
  const office = await officeWithRecord(options)
  const { ask, now, folder, service, roster } = office
  const { id: meetingId } = office.meeting
  const photo = (name: string) => ask('attachments.addBytes', { meetingId, name: `${name}.jpg`, base64: jpegOf(name).toString('base64'), role: 'photo' })
  await photo('会场')
  await photo('合影')
  let revision = 1
  const hand = {
    meetingId, photo,
    place: backupsFolder(folder),
    later: (minutes: number) => { now.iso = new Date(Date.parse(now.iso) + minutes * minute).toISOString() },
    edit: async (opening: string) => { revision = (await ask('meetings.save', { ...draftWith(roster), id: meetingId, revision, opening })).revision },
    reread: async () => { revision = (await ask('meetings.get', { id: meetingId })).revision },
    opening: async () => (await ask('meetings.get', { id: meetingId })).opening,
    token: (path: string) => { const made = randomUUID(); service.grant(made, path); return made },
    /** Ids of what the place holds, as the disk says it. */
    onDisk: () => readdirSync(backupsFolder(folder)).filter((name) => name.endsWith('.db')).map((name) => name.slice(0, -3)).sort(),
  }
  return { ...office, ...hand }
}

/** Records and photos with their bytes: what a backup has to bring back. */
export async function wholeState(office: Pick<Office, 'ask'>): Promise<unknown> {
  const meetings = await office.ask('meetings.list', {})
  const lists = await Promise.all(meetings.rows.map(({ id }) => office.ask('attachments.list', { meetingId: id })))
  return {
    info: await office.ask('workspace.info', {}), roster: await office.ask('members.rosterOn', { date: '2026-10-12' }),
    meetings: await Promise.all(meetings.rows.map(({ id }) => office.ask('meetings.get', { id }))), removed: await office.ask('meetings.list', { deleted: true }),
    contents: await Promise.all(lists.flatMap(({ attachments }) => attachments).map(async ({ id, name }) => [name, (await office.ask('attachments.content', { id })).base64])),
  }
}

/** Turns one bit round. */
export function flipBit(path: string, at: number, bit = 0): void {
  const bytes = readFileSync(path)
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
  writeFileSync(path, bytes)
}

export const partPath = (place: string, id: string, part: 'database' | 'keyring' | 'manifest' | 'names'): string => partsOfBackup(place, id)[part]
/** One of the attachments in a store, and its path. */
export function someFile(folder: string): string {
  const [first] = [...storedFiles(folder)].map(({ name }) => pathOfFile(folder, name)).sort()
  if (first === undefined) throw new Error('the store is empty')
  return first
}

/** Everything below a folder: names and sizes. */
export const treeOf = (folder: string): Record<string, number> =>
  existsSync(folder) ? Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().map((name) => [name, statSync(join(folder, name)).isFile() ? statSync(join(folder, name)).size : -1])) : {}

/** Twenty megabytes more in the database: copying it takes long enough to be killed in the middle. */
export async function makeLarge(office: Pick<Office, 'folder'>): Promise<void> {
  await inDatabase(office, (db) => { db.exec(`CREATE TABLE ballast (x BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO ballast SELECT randomblob(100000) FROM n`) })
}

/** A worker that is killed, as by the system, once `when` says so. */
export function killedWorker(when: () => boolean): { spawn: SpawnWorker; kills: () => number; armed: { now: boolean } } {
  let kills = 0
  const armed = { now: false }
  return {
    kills: () => kills, armed,
    spawn: () => {
      const worker = spawnWorker()
      if (armed.now) {
        const watch = setInterval(() => {
          if (armed.now && !when()) return
          clearInterval(watch)
          if (!armed.now) return
          kills++
          worker.kill()
        }, 0)
        worker.onGone(() => clearInterval(watch))
      }
      return worker
    },
  }
}
