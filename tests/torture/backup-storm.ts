import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { filesFolder, storedFiles } from '../../db/attachmentFiles.ts'
import { backupsFolder, partsOfBackup, readManifest } from '../../db/backup/place.ts'
import { changeOf } from '../../db/backup/write.ts'
import { forkWorker } from '../../electron/service/workerProcess.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { bundled } from './bundled.ts'
import { Broken, expectHolds, type Harness, type Scale } from './harness.ts'
import { expectTidy, inDatabase, newOffice, photoOf, scratch } from './office.ts'
import { openOffice, password, type Office } from './openOffice.ts'

const backups: Record<Scale, number> = { short: 24, long: 600 }
const meetings = 4
const mostPhotos = 12

/** What a record and its attachments say; the state of the whole branch is all of them together. */
type Content = Record<string, string>
interface Figures { backups: number; saves: number; during: number; refused: number; states: number }
/** How a backup is broken on purpose, after it was made and checked. */
type StormPlant = 'olderContent' | 'losesAttachments'

async function contentOf({ ask }: Pick<Office, 'ask'>, ids: readonly string[]): Promise<Content> {
  const content: Content = {}
  for (const id of ids) {
    const meeting = await ask('meetings.get', { id })
    const { attachments } = await ask('attachments.list', { meetingId: id })
    content[id] = JSON.stringify([meeting, attachments])
    for (const file of attachments) content[file.id] = (await ask('attachments.content', { id: file.id })).base64
  }
  return content
}

/** Restored onto a computer with nothing on it, as from a U盘, and read there. */
async function restored(place: string, source: string, id: string, ids: readonly string[]): Promise<Content> {
  const folder = join(place, `restored-${id}`)
  mkdirSync(folder)
  const office = openOffice(folder)
  const read = async (): Promise<Content> => {
    await office.ask('backup.restoreFrom', { folderToken: office.grant(source), id, password })
    return contentOf(office, ids)
  }
  const content = await read().finally(() => office.service.close())
  await expectTidy(folder)
  rmSync(folder, { recursive: true })
  return content
}

/** Saves and attachments one after the other, as fast as the service takes them, until `end`; every state by its change number. */
class Storm {
  readonly states = new Map<string, Content>()
  readonly #office: Office & { roster: { id: string; name: string }[] }
  readonly #ids: string[] = []
  #photos = 0
  #content: Content = {}
  #going = true
  saves = 0

  constructor(office: Office & { roster: { id: string; name: string }[] }) { this.#office = office }
  get ids(): readonly string[] { return this.#ids }

  async prepare(): Promise<void> {
    for (let i = 0; i < meetings; i++) this.#ids.push((await this.#office.ask('meetings.save', { ...draftWith(this.#office.roster), title: `第${i}次` })).id)
    this.#content = await contentOf(this.#office, this.#ids)
    await this.#note()
  }

  /** The change number as the backup reads it, over a connection of its own. */
  async #note(): Promise<void> {
    const change = await inDatabase(this.#office.folder, changeOf)
    this.states.set(change, { ...this.#content })
  }

  async blow(): Promise<void> {
    const { ask } = this.#office
    while (this.#going) {
      const id = this.#ids[this.saves % meetings] ?? ''
      if (this.#photos < mostPhotos && this.saves % 9 === 0) {
        const photo = photoOf(id, `照片${++this.#photos}`, 30_000)
        this.#content[(await ask('attachments.addBytes', photo)).id] = photo.base64
      } else {
        const { revision } = await ask('meetings.get', { id })
        await ask('meetings.save', { ...draftWith(this.#office.roster), title: `第${this.saves}笔`, opening: `${this.saves}`.repeat(500), id, revision })
      }
      const meeting = await ask('meetings.get', { id })
      this.#content[id] = JSON.stringify([meeting, (await ask('attachments.list', { meetingId: id })).attachments])
      await this.#note()
      this.saves++
      // A hand that types leaves a moment between two saves; a storm leaves little.
      await new Promise((next) => { setTimeout(next, this.saves % 3) })
    }
  }

  end(): void { this.#going = false }
}

function spoil(plant: StormPlant, source: string, id: string, first: string): void {
  if (plant === 'losesAttachments') for (const { path } of storedFiles(source)) rmSync(path)
  else copyFileSync(partsOfBackup(source, first).database, partsOfBackup(source, id).database)
}

async function blow(count: number, plant?: StormPlant): Promise<Figures> {
  const file = await bundled('../../electron/service/worker')
  const place = scratch()
  const office = await newOffice(join(place, 'office'), { spawnWorker: forkWorker(file) })
  const storm = new Storm(office)
  await storm.prepare()
  const source = backupsFolder(office.folder)
  const figures: Figures = { backups: 0, saves: 0, during: 0, refused: 0, states: 0 }
  const ids = storm.ids
  const blowing = storm.blow()
  const seen = new Set<string>()
  let first: string | undefined
  try {
    while (figures.backups < count) {
      const before = storm.saves
      const made = await office.tell('backup.create', {})
      if (!made.ok) {
        expectHolds(made.error.code === 'BACKUP_FAILED', `备份回答 ${made.error.code}：${made.error.message}`)
        figures.refused++
        expectHolds(figures.refused < count, '写得再密，备份也不该一直做不成')
        continue
      }
      figures.during += storm.saves - before
      const { id } = made.value
      first ??= id
      const manifest = readManifest(source, id)
      const expected = storm.states.get(manifest?.change ?? '')
      expectHolds(made.value.verified && expected !== undefined, `备份 ${id} 的改动编号不是任何一个时刻的`)
      if (plant && figures.backups > 0) spoil(plant, source, id, first)
      const found = await restored(place, source, id, ids)
      const differing = [...new Set([...Object.keys(found), ...Object.keys(expected)])].find((name) => found[name] !== expected[name])
      if (differing !== undefined) throw new Broken(`备份 ${id} 恢复以后和它那一刻的内容不同：${differing}`)
      figures.backups++
      seen.add(manifest?.change ?? '')
      office.later(61)
    }
  } finally {
    storm.end()
    await blowing
    office.service.close()
  }
  expectHolds(readdirSync(filesFolder(source)).length > 0 && seen.size > 1, '备份期间没有真的在写')
  return { ...figures, saves: storm.saves, states: seen.size }
}

export const harness: Harness = {
  name: 'backup-storm',
  title: '一边不停地保存，一边备份',
  plants: [{ name: '备份里是以前的内容', attack: () => blow(3, 'olderContent') }, { name: '备份丢了附件', attack: () => blow(3, 'losesAttachments') }],
  async attack(scale) {
    const { backups: made, saves, during, refused, states } = await blow(backups[scale])
    return `不停保存${saves}次，期间备份${made}份（途中落进${during}次保存${refused > 0 ? `，${refused}次因一直有改动而说明没有做成` : ''}），是${states}个不同时刻；每一份恢复到空的文件夹，记录和附件与它那一刻逐字相同`
  },
}
