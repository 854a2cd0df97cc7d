import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { backupsFolder, backupsIn, noteCheck, rowOf, type PlacedBackup } from '../../../../db/backup/place.ts'
import { changeOf, type BackupSource } from '../../../../db/backup/write.ts'
import { sweepFiles, workspaceOf } from '../../../../db/attachmentFiles.ts'
import { keyWithMark, readBackupNote, writeBackupNote } from '../../../../db/repositories/backups.ts'
import { rehearsalDays, type BackupPart, type BackupReason, type BackupRow, type Restored } from '../../../../shared/domain/backup.ts'
import type { BackupManifest } from '../../../../shared/domain/backupManifest.ts'
import type { Clock } from '../../../../shared/domain/clock.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { messageOf } from '../../../../shared/errors/sentences.ts'
import type { Log } from '../../log.ts'
import type { Vault } from '../../vault.ts'
import type { SpawnWorker } from '../../workerProcess.ts'
import { backupIsDue, day, rehearsalIsDue } from './due.ts'
import { secondFolder } from './places.ts'
import { WorkQueue, type Work } from './workQueue.ts'

export interface KeeperOptions { vault: Vault; folder: string; clock: Clock; log: Log; spawnWorker: SpawnWorker; nativeBinding?: string | undefined; clockIsTrusted: () => boolean }
interface Found { place: string; backup: PlacedBackup }

/** The most serious first: it decides what is said. */
const gravity: readonly BackupPart[] = ['database', 'attachment', 'keyring', 'manifest']
/** After a failure the next try of its own accord waits: a full disk is still full a minute later. */
const patience = 10 * 60 * 1000
const everyMinute = 60_000

/** Makes backups, when it is asked and when it is time, one thing after the other. */
export class BackupKeeper {
  readonly #options: KeeperOptions
  readonly queue: WorkQueue
  readonly #timer: NodeJS.Timeout
  #failedAt = -Infinity
  /** Why the last backup, and the last copy to the second place, failed; null once one has worked. */
  problem: string | null = null
  placeProblem: string | null = null
  /** Told until the service ends: long enough to see that it was the wrong one. */
  restored: Restored | null = null
  /** At the first look after opening: whether anything was saved that no backup holds, as after a quit that could not wait. */
  #wasBehind: boolean | null = null

  constructor(options: KeeperOptions) {
    this.#options = options
    this.queue = new WorkQueue(options.spawnWorker, options.log)
    this.#timer = setInterval(() => { void this.tick() }, everyMinute).unref()
  }

  get place(): string { return backupsFolder(this.#options.folder) }
  now(): Date { return this.#options.clock() }

  /** The folder of ours on the second place, whether it is there or not; null where none was chosen. */
  secondPlace(): { folder: string; name: string; present: boolean } | null {
    const db = this.#options.vault.db()
    const { placePath } = readBackupNote(db)
    if (placePath === null) return null
    const folder = secondFolder(placePath, workspaceOf(db))
    return { folder, name: basename(placePath) || placePath, present: existsSync(folder) }
  }

  changedSinceLast(): boolean {
    return backupsIn(this.place)[0]?.manifest?.change !== changeOf(this.#options.vault.db())
  }

  wasBehind(): boolean {
    this.#wasBehind ??= backupsIn(this.place).length > 0 && this.changedSinceLast()
    return this.#wasBehind
  }

  /** Makes a backup, thins the place, and copies it to the second place where that is there. Errors: DISK_FULL, BACKUP_FAILED, DATABASE_DAMAGED … */
  create(reason: BackupReason): Promise<BackupRow> {
    return this.queue.next('create', async (work) => {
      const { id } = await this.createNow(work, reason)
      await this.#copyNow(work).catch(() => undefined)
      return this.row(id)
    })
  }

  /** The same, inside a turn of the queue. */
  async createNow(work: Work, reason: BackupReason, source: BackupSource = this.#options.vault.source()): Promise<BackupManifest> {
    try {
      const manifest = await work('create', { source, place: this.place, reason, at: this.now().toISOString(), keepAll: !this.#options.clockIsTrusted() })
      this.problem = null
      this.#wasBehind = false
      this.#sweep()
      return manifest
    } catch (cause) {
      this.problem = cause instanceof AppError ? messageOf(cause.code, cause.params) : messageOf('BACKUP_FAILED')
      this.#failedAt = performance.now()
      // A backup reads every page: damage that nobody has met yet is told at the next opening.
      if (cause instanceof AppError && cause.code === 'DATABASE_DAMAGED') this.#options.vault.noteDamage()
      throw cause
    }
  }

  /** In this process and in one go: no file can be on its way to its row meanwhile. */
  #sweep(): void {
    const { vault, folder } = this.#options
    if (vault.isOpen) sweepFiles(vault.db(), folder)
  }

  /** Before a database of an older schema is migrated; the vault is not open yet. */
  beforeMigration(source: BackupSource): Promise<BackupManifest> {
    return this.queue.next('create', (work) => this.createNow(work, 'migration', source))
  }

  /** Errors: PLACE_NOT_THERE, DISK_FULL, BACKUP_FAILED. */
  copyToSecond(): Promise<void> { return this.queue.next('copy', (work) => this.#copyNow(work)) }

  async #copyNow(work: Work): Promise<void> {
    const { vault } = this.#options
    const second = this.secondPlace()
    if (!second?.present) throw new AppError('PLACE_NOT_THERE', { params: { name: second?.name ?? '' } })
    try {
      await work('copy', { from: this.place, to: second.folder, at: this.now().toISOString(), keepAll: !this.#options.clockIsTrusted() })
      this.placeProblem = null
      writeBackupNote(vault.db(), { ...readBackupNote(vault.db()), placeAt: this.now().toISOString() })
    } catch (cause) {
      if (cause instanceof AppError && cause.code !== 'LOCKED') this.placeProblem = messageOf(cause.code, cause.params)
      throw cause
    }
  }

  /** Every place that holds it, this computer's first. Errors: BACKUP_NOT_FOUND. */
  find(id: string): [Found, ...Found[]] {
    const second = this.secondPlace()
    const places = [this.place, ...(second?.present ? [second.folder] : [])]
    const [first, ...rest] = places.flatMap((place) => backupsIn(place).filter((backup) => backup.id === id).map((backup) => ({ place, backup })))
    if (!first) throw new AppError('BACKUP_NOT_FOUND')
    return [first, ...rest]
  }

  /** The data key it was made under, of today or of before a rotation. Errors: BACKUP_DAMAGED (another workspace's). */
  keyOf({ backup }: Found): Buffer {
    const { vault } = this.#options
    const { key } = vault.source()
    const found = backup.manifest === null ? key : keyWithMark(vault.db(), key, backup.manifest.keyMark)
    if (!found) throw new AppError('BACKUP_DAMAGED', { params: { part: 'key' } })
    return found
  }

  /** Newest first; one row for a backup, wherever it lies. */
  list(): BackupRow[] {
    const second = this.secondPlace()
    const here = new Map(backupsIn(this.place).map((backup) => [backup.id, rowOf(backup)]))
    const there = new Map((second?.present ? backupsIn(second.folder) : []).map((backup) => [backup.id, rowOf(backup)]))
    const rows = [...new Map([...there, ...here]).values()]
    return rows.map((row): BackupRow => ({ ...row, place: here.has(row.id) && there.has(row.id) ? 'both' : here.has(row.id) ? 'computer' : 'second' })).sort((a, b) => (a.id < b.id ? 1 : -1))
  }

  /** Errors: BACKUP_NOT_FOUND. */
  row(id: string): BackupRow {
    const row = this.list().find((each) => each.id === id)
    if (!row) throw new AppError('BACKUP_NOT_FOUND')
    return row
  }

  /** Looks at every byte of it and notes what it found. Errors: BACKUP_NOT_FOUND; BACKUP_DAMAGED with the part, unless that part may be broken. */
  async verifyNow(work: Work, found: Found, mayBreak: readonly BackupPart[] = []): Promise<void> {
    const { id } = found.backup
    const faults = await work('verify', { place: found.place, id, key: this.keyOf(found), nativeBinding: this.#options.nativeBinding })
    const part = gravity.find((each) => faults.some((fault) => fault.part === each)) ?? null
    noteCheck(found.place, id, this.now().toISOString(), part)
    const worst = gravity.find((each) => !mayBreak.includes(each) && faults.some((fault) => fault.part === each))
    if (worst) throw new AppError('BACKUP_DAMAGED', { params: { part: worst, count: String(faults.length) } })
  }

  /** Restores the newest whole backup in full into a folder of its own, and notes how that went. */
  rehearse(): Promise<void> {
    return this.queue.next('rehearse', async (work) => {
      const { vault, folder } = this.#options
      const newest = this.list().find(({ verified }) => verified)
      if (!newest) throw new AppError('BACKUP_NOT_FOUND')
      const note = (ok: boolean, message: string): void => {
        writeBackupNote(vault.db(), { ...readBackupNote(vault.db()), rehearsal: { at: this.now().toISOString(), ok, backup: newest.id, message } })
      }
      const [found] = this.find(newest.id)
      const { key } = vault.source()
      try {
        const { meetings, people } = await work('rehearse', { place: found.place, id: newest.id, backupKey: this.keyOf(found), key, folder: join(folder, 'rehearsal'), nativeBinding: this.#options.nativeBinding, stamp: { who: '', at: this.now().toISOString() } })
        note(true, `已完整恢复到临时文件夹并打开，读了${meetings}次会议和${people}个人，随后删除。`)
      } catch (cause) {
        if (!(cause instanceof AppError) || cause.code === 'LOCKED') throw cause
        if (cause.code === 'BACKUP_DAMAGED') noteCheck(found.place, newest.id, this.now().toISOString(), gravity.find((part) => part === cause.params['part']) ?? 'database')
        note(false, messageOf(cause.code, cause.params))
      }
    })
  }

  /** What is due, once a minute: a backup, a copy to a second place that was plugged in, a rehearsal. Never throws: the reason is kept for the screen. */
  async tick(): Promise<void> {
    if (!this.#options.vault.isOpen || !this.queue.isIdle || performance.now() - this.#failedAt < patience) return
    try {
      const newest = backupsIn(this.place)[0]
      if (this.wasBehind() || (this.changedSinceLast() && backupIsDue(newest?.manifest?.at ?? null, this.now()))) await this.create('timer')
      const { placeAt, rehearsal } = readBackupNote(this.#options.vault.db())
      const second = this.secondPlace()
      if (second?.present && (placeAt === null || Math.abs(this.now().getTime() - Date.parse(placeAt)) >= day || !backupsIn(second.folder).some(({ id }) => id === backupsIn(this.place)[0]?.id))) await this.copyToSecond()
      if (this.list().some(({ verified }) => verified) && rehearsalIsDue(rehearsal, this.now(), rehearsalDays)) await this.rehearse()
    } catch (cause) {
      this.#failedAt = performance.now()
      if (!(cause instanceof AppError)) this.#options.log({ channel: 'backup.tick', code: 'INTERNAL', kind: cause instanceof Error ? cause.name : typeof cause })
    }
  }

  /** Locking: what runs is ended, and with it the key in another process. */
  stop(): void {
    this.queue.stop()
    this.#wasBehind = null
  }

  close(): void {
    clearInterval(this.#timer)
    this.stop()
  }
}
