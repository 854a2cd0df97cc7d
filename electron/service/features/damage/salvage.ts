import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadContent } from '../../../../db/attachmentFiles.ts'
import { migrations } from '../../../../db/migrations/index.ts'
import { attachmentsOf, sha256OfAttachment } from '../../../../db/repositories/attachments.ts'
import { picturesOf } from '../../../../db/repositories/pagePhotos.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { readBranch } from '../../../../db/repositories/workspace.ts'
import { diskError } from '../../../../db/replaceFile.ts'
import { rebuild, type Rebuilt } from '../../../../db/salvage/rebuild.ts'
import type { Db } from '../../../../db/connection.ts'
import type { Salvaged } from '../../../../shared/domain/damage.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { documentFileName } from '../../../../shared/domain/documents.ts'
import type { Meeting } from '../../../../shared/domain/meeting.ts'
import { kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import type * as DocumentWriters from '../../documents/index.ts'
import { readMeeting } from '../meetings/stored.ts'
import { reportOf } from './inspect.ts'
import { rosterText, strayTextsOf, textFile, type MeetingOutcome } from './salvageTexts.ts'
import { listText } from './salvageList.ts'

type Writers = typeof DocumentWriters
interface Job { service: Service; writers: Writers; db: Db; folder: string; filesFolder: string }

/**
 * Reads what a broken database still gives and writes it as plain papers into a folder of its own under `chosen`: every meeting as Word, the
 * roster, attachments, texts without a meeting, and a list of what was and was not read. The workspace is only read.
 * Errors: as Vault.sourceWhileBroken; FILE_NOT_WRITTEN, DISK_FULL: what was written until then stays.
 */
export async function salvage(service: Service, chosen: string, password: string | undefined): Promise<Salvaged> {
  const { vault, clock } = service
  const writers = await import('../../documents/index.ts')
  writers.expectFolder(chosen)
  const { file, key, keyring, nativeBinding } = await vault.sourceWhileBroken(password)
  const rebuilt = rebuild(file, key, keyring.schema, nativeBinding)
  try {
    const folder = writers.unusedPath(chosen, `抢救出的资料 ${localDay(clock())}`)
    makeFolder(folder)
    const upgraded = join(folder, '升级中')
    const report = reportOf(rebuilt, vault.folder)
    const filesFolder = rebuilt.schema < 6 ? upgraded : vault.folder
    bringUp(rebuilt, upgraded)
    const job: Job = { service, writers, db: rebuilt.db, folder, filesFolder }
    const outcomes = await writeMeetings(job, rebuilt.unsureOf)
    const people = writeRoster(job)
    const stray = writeStrayTexts(job)
    rmSync(upgraded, { recursive: true, force: true })
    const branch = whereWhole(() => readBranch(rebuilt.db))
    writers.writeAtomically(join(folder, '抢救清单.txt'), textFile(listText({ at: clock(), branch: branch ? `${branch.unit} ${branch.branch}` : '', report, outcomes, people, stray })))
    const sum = (count: (outcome: MeetingOutcome) => number) => outcomes.reduce((all, outcome) => all + count(outcome), 0)
    return {
      folderName: basename(folder), meetings: outcomes.filter(({ fileName }) => fileName !== null).length, failed: outcomes.filter(({ fileName }) => fileName === null).length,
      doubtful: outcomes.filter(({ isDoubtful }) => isDoubtful).length, people, attachments: sum(({ attachments }) => attachments), lostAttachments: sum(({ lost }) => lost.length), strayTexts: stray,
    }
  } finally { rebuilt.db.close() }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    const told = diskError(cause)
    throw told instanceof AppError && told.code === 'DISK_FULL' ? told : new AppError('FILE_NOT_WRITTEN', { cause, params: { reason: '没有写入权限' } })
  }
}

/** To the newest schema, without asking whether all that belongs together is there: it was salvaged one by one. */
function bringUp({ db, schema }: Rebuilt, upgraded: string): void {
  for (const { version, sql, move } of migrations.slice(schema)) {
    mkdirSync(upgraded, { recursive: true })
    move?.(db, upgraded)
    db.exec(sql)
    db.pragma(`user_version=${version}`)
  }
}

/** Null where what was salvaged is too little to make it. A full disk is another matter. */
function whereWhole<V>(make: () => V): V | null {
  try {
    return make()
  } catch (cause) {
    if (cause instanceof AppError && (cause.code === 'DISK_FULL' || cause.code === 'FILE_NOT_WRITTEN')) throw cause
    return null
  }
}

interface Row { id: string; title: string; heldOn: string; deleted: 0 | 1 }

async function writeMeetings(job: Job, unsureOf: ReadonlySet<string>): Promise<MeetingOutcome[]> {
  const { db, folder } = job
  const rows = db.prepare<[], Row>('SELECT id, title, held_on AS heldOn, deleted_at IS NOT NULL AS deleted FROM meeting ORDER BY held_on, row').all()
  const places = { kept: join(folder, '会议记录'), removed: join(folder, '回收站里的会议记录') }
  if (rows.some(({ deleted }) => deleted === 0)) makeFolder(places.kept)
  if (rows.some(({ deleted }) => deleted === 1)) makeFolder(places.removed)
  const agendaOf = db.prepare<[string], string>('SELECT id FROM agenda_item WHERE meeting_id = ?').pluck()
  db.exec('UPDATE meeting SET deleted_at = NULL')
  const outcomes: MeetingOutcome[] = []
  for (const { id, title, heldOn, deleted } of rows) {
    const meeting = whereWhole(() => readMeeting(db, id))
    const path = meeting && whereWhole(() => writeMeeting(job, meeting, deleted === 1 ? places.removed : places.kept))
    const { attachments, lost } = writeAttachments(job, id, meeting ? `${heldOn} ${kindFacts[meeting.kind].short}` : heldOn)
    const ids = [id, ...agendaOf.all(id)]
    outcomes.push({ title, heldOn, fileName: path === null ? null : basename(path), isRemoved: deleted === 1, isDoubtful: ids.some((each) => unsureOf.has(each)), attachments, lost })
    // Other calls are answered meanwhile.
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  return outcomes
}

function writeMeeting({ service: { clock, templates }, writers, db, filesFolder }: Job, meeting: Meeting, place: string): string {
  const { unit, branch } = readBranch(db) ?? { unit: '', branch: '' }
  const photos = whereWhole(() => picturesOf(db, filesFolder, meeting.id)) ?? []
  const paper = writers.buildPaper({ meeting, workspace: { unit, branch }, document: 'record', preset: 'official', today: localDay(clock()), photos })
  const path = writers.unusedPath(place, documentFileName(meeting.heldOn, kindFacts[meeting.kind].short, 'record', 'docx'))
  writers.writeAtomically(path, writers.fillWord(paper, templates))
  return path
}

function writeAttachments({ writers, db, folder, filesFolder }: Job, meetingId: string, called: string): { attachments: number; lost: string[] } {
  const lost: string[] = []
  let attachments = 0
  for (const { id, name, isDeleted } of attachmentsOf(db, meetingId)) {
    if (isDeleted) continue
    const content = whereWhole(() => loadContent(db, filesFolder, sha256OfAttachment(db, id) ?? ''))
    if (!content) {
      lost.push(name)
      continue
    }
    const place = join(folder, '附件', called.replace(/[\\/:*?"<>|]/g, ''))
    makeFolder(place)
    writers.writeAtomically(writers.unusedPath(place, name.replace(/[\\/:*?"<>|]/g, '')), content)
    attachments++
  }
  return { attachments, lost }
}

function writeRoster({ service: { clock }, writers, db, folder }: Job): number {
  const people = whereWhole(() => listPeople(db)) ?? []
  if (people.length > 0) writers.writeAtomically(join(folder, '党员名册.txt'), textFile(rosterText(people, localDay(clock()))))
  return people.length
}

function writeStrayTexts({ writers, db, folder }: Job): number {
  const texts = strayTextsOf(db)
  if (texts.length > 0) writers.writeAtomically(join(folder, '找不到所属会议的文字.txt'), textFile(texts.join('\n')))
  return texts.length
}
