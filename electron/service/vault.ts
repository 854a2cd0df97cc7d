import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { uptime as computerUptime } from 'node:os'
import { join } from 'node:path'
import { closeLeavingLog, inspectDatabase, isDamage, openDatabase, type DataKey, type Db } from '../../db/connection.ts'
import { attemptsIn, type Uptime } from '../../db/attempts.ts'
import { keyringFiles, makeRecoveryCode, normaliseRecoveryCode, officeCost, readKeyring, readKeyrings, readNextKeyring, recoveryGroups, removeNextKeyring, sealKeyring, unwrap, withPassword, withRecoveryCode, writeKeyring, writeNextKeyring, type ScryptCost } from '../../db/keyring.ts'
import { closeWhole, copyWithKey, removeRotating, rotatingFile, takeRotated } from '../../db/rotate.ts'
import { lockWorkspace, type WorkspaceLock } from '../../db/lock.ts'
import { expectLocalPlace } from '../../db/placeCheck.ts'
import { migrate } from '../../db/migrate.ts'
import { schemaVersion } from '../../db/migrations/index.ts'
import { diskError, removeHalfReplaced, syncFolder } from '../../db/replaceFile.ts'
import { noteAct } from '../../db/repositories/audit.ts'
import { insertBranch, noteRecoveryChange, readBranch, setRecoveryConfirmed } from '../../db/repositories/workspace.ts'
import { abandonSwap, beginSwap, finishRestore, journalFile, removeReplaced } from '../../db/backup/swap.ts'
import type { BackupSource } from '../../db/backup/write.ts'
import type { RestoreJournal } from '../../shared/domain/backupManifest.ts'
import type { Clock } from '../../shared/domain/clock.ts'
import type { Keyring, SlotName } from '../../shared/domain/keyringFile.ts'
import type { RecoverySheet, WorkspaceInfo } from '../../shared/domain/workspace.ts'
import { keepDatabase, mendKeyring } from '../../db/salvage/keep.ts'
import { openBroken } from '../../db/salvage/pages.ts'
import { expectWholeLog, expectWholePages, markDamage } from '../../db/salvage/unharmed.ts'
import { AppError } from '../../shared/errors/AppError.ts'

export interface VaultOptions {
  folder: string; clock: Clock; nativeBinding?: string | undefined; cost?: ScryptCost | undefined
  /** What the waits after wrong passwords are measured by. */
  uptime?: Uptime | undefined
  /** Makes a backup of a database of an older schema, before it is brought to the newest. */
  beforeMigration: (source: BackupSource) => Promise<unknown>
  /** Told of every connection that is about to be worked on, as `onLock` of its end. */
  onOpen?: ((db: Db) => void) | undefined
}
export interface NewWorkspace { unit: string; branch: string; since: string; officer: { name: string; posts: string[] }; password: string }
type Closed = 'new' | 'locked'

/**
 * The workspace folder and its key: the one place that opens and closes them. Holds branch.db, keyring.json with its copy, and the lock.
 * While it is open, `db()` answers the connection; else it throws LOCKED or NO_WORKSPACE.
 */
export class Vault {
  readonly #options: VaultOptions
  #lock: WorkspaceLock | null = null
  #open: { db: Db; key: DataKey; keyring: Keyring } | null = null
  #sheet: RecoverySheet | null = null
  readonly #onLock: (() => void)[] = []
  #lastAttempt: Promise<unknown> = Promise.resolve()
  /** The database was seen broken under the right key. */
  #isDamaged = false
  /** A call met a broken place since it was opened. */
  #metDamage = false
  /** The key that was right for a broken database, until locking: the screen that tells so need not ask for it again. */
  #broken: { key: DataKey; keyring: Keyring } | null = null
  /** Copies of the keyring that were broken at this opening and are whole again. */
  mended: readonly string[] = []

  constructor(options: VaultOptions) { this.#options = options }

  get #file(): string { return join(this.#options.folder, 'branch.db') }
  /** A database whose set-up has not ended: it gets its name only after the keyring stands. */
  get #unfinished(): string { return join(this.#options.folder, 'branch.db.creating') }
  #database(file: string, key: DataKey) { return { file, key, nativeBinding: this.#options.nativeBinding } }

  get folder(): string { return this.#options.folder }
  get nativeBinding(): string | undefined { return this.#options.nativeBinding }
  get isOpen(): boolean { return this.#open !== null }

  /** What else is kept of an open vault and must go with the key. */
  onLock(forget: () => void): void { this.#onLock.push(forget) }

  db(): Db {
    if (this.#open) return this.#open.db
    throw new AppError(this.examine() === 'new' ? 'NO_WORKSPACE' : 'LOCKED')
  }

  info(): WorkspaceInfo {
    const info = readBranch(this.db())
    if (!info) throw new AppError('DATABASE_DAMAGED', { params: { detail: 'branch' } })
    return info
  }

  /** Takes the lock of an existing folder, ends a restore that was cut off, and clears up after a kill. Errors: IN_USE, READ_ONLY_FOLDER, those of the disk. */
  #hold(): void {
    const { folder, nativeBinding } = this.#options
    const isNew = this.#lock === null
    this.#lock ??= lockWorkspace(folder, nativeBinding)
    if (isNew) removeHalfReplaced(folder)
    if (isNew || existsSync(journalFile(folder))) finishRestore(folder)
  }

  /**
   * Is there a workspace to open? Takes the lock, writes nothing else.
   * Errors: PLACE_REFUSED, before anything is read there; FOLDER_UNREADABLE, READ_ONLY_FOLDER, IN_USE, KEYRING_DAMAGED, DATABASE_MISSING, DATABASE_NEWER.
   */
  examine(): Closed {
    const { folder } = this.#options
    expectLocalPlace(folder)
    if (!existsSync(folder)) return 'new'
    try {
      readdirSync(folder)
    } catch (cause) {
      throw new AppError('FOLDER_UNREADABLE', { cause })
    }
    const hasKeyring = keyringFiles(folder).some((file) => existsSync(file))
    if (!hasKeyring && !existsSync(this.#file) && !existsSync(journalFile(folder))) {
      try {
        accessSync(folder, constants.W_OK)
      } catch (cause) {
        throw new AppError('READ_ONLY_FOLDER', { cause })
      }
      return 'new'
    }
    this.#hold()
    readKeyring(folder)
    if (!existsSync(this.#file) && !existsSync(this.#unfinished)) throw new AppError('DATABASE_MISSING')
    return 'locked'
  }

  /** Makes the workspace and leaves it open. A kill at any point leaves either no workspace or a whole one. */
  async create(draft: NewWorkspace): Promise<RecoverySheet> {
    const { folder, clock, cost = officeCost } = this.#options
    if (this.#open || this.examine() !== 'new') throw new AppError('WORKSPACE_EXISTS')
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
    } catch (cause) {
      throw new AppError('READ_ONLY_FOLDER', { cause })
    }
    this.#hold()
    const key = randomBytes(32)
    const recoveryCode = makeRecoveryCode()
    const keyring = await sealKeyring(key, draft.password, recoveryCode, cost)
    if (this.examine() !== 'new') throw new AppError('WORKSPACE_EXISTS')
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(this.#unfinished + end, { force: true })
    const db = openDatabase(this.#database(this.#unfinished, key))
    try {
      migrate(db)
      insertBranch(db, draft, clock().toISOString())
    } finally { db.close() }
    writeKeyring(folder, keyring)
    this.#finishCreation()
    this.#opened({ db: openDatabase(this.#database(this.#file, key)), key, keyring })
    return this.#showSheet(recoveryCode)
  }

  #finishCreation(): void {
    renameSync(this.#unfinished, this.#file)
    syncFolder(this.#options.folder)
  }

  /** Errors: those of examine, WRONG_PASSWORD, DATABASE_DAMAGED, DATABASE_NEWER. */
  async unlock(password: string): Promise<WorkspaceInfo> {
    if (this.#open) {
      // Asked again, as after a restart of the window: the password counts all the same.
      await this.#keyOf(this.#open.keyring, 'password', password)
      return this.info()
    }
    if (this.examine() === 'new') throw new AppError('NO_WORKSPACE')
    const { key, keyring } = await this.#keyOnDisk('password', password)
    await this.#openBy(key, keyring)
    return this.info()
  }

  /** Opens under the key that a secret gave. */
  async #openBy(givenKey: DataKey, givenKeyring: Keyring, givesUpLog = false): Promise<void> {
    if (this.#open) return
    try {
      if (!givesUpLog) this.#watchingDamage(() => expectWholeLog(this.#file))
      const { key, keyring } = this.#afterRotation(givenKey, givenKeyring)
      this.#watchingDamage(() => expectWholePages(this.#database(this.#file, key)))
      await this.#backUpOlder(key, keyring)
      this.#openWith(key, keyring)
    } catch (cause) {
      // Also where only the backup before a migration met it.
      this.#isDamaged ||= cause instanceof AppError && cause.code === 'DATABASE_DAMAGED'
      if (this.#isDamaged) this.#broken = { key: givenKey, keyring: givenKeyring }
      throw cause
    }
    this.#broken = null
    if (this.#open) this.mended = mendKeyring(this.#options.folder, this.#mustBeOpen().keyring)
  }

  /**
   * A database that does not open, for those who read it all the same, with a copy of its key. Without a password: the key of the one that was
   * right just before. Errors: LOCKED (no password was right yet), KEYRING_DAMAGED, WRONG_PASSWORD, TOO_MANY_ATTEMPTS, those of the lock.
   */
  async sourceWhileBroken(password?: string): Promise<BackupSource> {
    const { folder } = this.#options
    if (this.#open) return this.source()
    if (this.#broken && password === undefined) return this.#source(this.#broken.key, this.#broken.keyring)
    if (password === undefined) throw new AppError('LOCKED')
    if (!existsSync(folder)) throw new AppError('NO_WORKSPACE')
    this.#hold()
    const keyring = readKeyring(folder)
    const key = await this.#keyOf(keyring, 'password', password)
    const next = readNextKeyring(folder, key)
    const found = next && !this.#fits(key) && this.#fits(next.key) ? next : { key, keyring }
    this.#broken = { key: Buffer.from(found.key), keyring: found.keyring }
    return this.#source(found.key, found.keyring)
  }

  #fits(key: DataKey): boolean {
    const broken = openBroken(this.#file, key)
    try { return broken.page(1)?.sure === true } finally { broken.close() }
  }

  get knowsBrokenKey(): boolean { return this.#broken !== null }
  /** Met while it is open: the next opening looks at every page first. */
  noteDamage(): void {
    if (!this.#open) return
    this.#metDamage = true
    markDamage(this.#options.folder, this.#options.clock().toISOString())
  }

  /** Where damage was met at work: closes the database, so that a backup may take its place, and keeps the key for that. */
  closeBroken(): void {
    if (!this.#open || !this.#metDamage) return
    const { key, keyring } = this.#open
    const kept = Buffer.from(key)
    this.lock()
    this.#broken = { key: kept, keyring }
    this.#isDamaged = true
  }

  /** Opens without the saves behind a broken place of the log; the files are kept as they were. Errors: as unlock, WORKSPACE_EXISTS. */
  async openWithoutTail(password?: string): Promise<WorkspaceInfo> {
    const { folder, clock } = this.#options
    if (this.#open) throw new AppError('WORKSPACE_EXISTS')
    const { key, keyring } = await this.sourceWhileBroken(password)
    keepDatabase(folder, clock())
    await this.#openBy(key, keyring, true)
    // What lies behind the broken place would be taken for damage again.
    this.db().pragma('wal_checkpoint(TRUNCATE)')
    return this.info()
  }

  /** The data key behind a secret. One try after the other: many at once would all be looked at before the first counts. Errors: TOO_MANY_ATTEMPTS, WRONG_PASSWORD, WRONG_RECOVERY_CODE. */
  #keyOf(keyring: Keyring, slot: SlotName, secret: string): Promise<DataKey> {
    const attempt = this.#lastAttempt.then(() => this.#tryKey(keyring, slot, secret))
    this.#lastAttempt = attempt.catch(() => undefined)
    return attempt
  }

  async #tryKey(keyring: Keyring, slot: SlotName, secret: string): Promise<DataKey> {
    const attempts = this.attempts()
    attempts.expectTurn()
    const key = await unwrap(keyring, slot, secret)
    if (key) {
      attempts.succeeded()
      return key
    }
    const seconds = attempts.failed()
    throw new AppError(slot === 'password' ? 'WRONG_PASSWORD' : 'WRONG_RECOVERY_CODE', seconds > 0 ? { params: { seconds: String(seconds) } } : {})
  }

  /** The same for the keyring of a backup: whoever guesses there waits as at the password box, and each counts for both. */
  keyBehind(keyring: Keyring, slot: SlotName, secret: string): Promise<DataKey> { return this.#keyOf(keyring, slot, secret) }

  /** The count of wrong tries of this workspace, whoever asks. */
  attempts() { return attemptsIn(this.#options.folder, this.#options.uptime ?? computerUptime) }

  /** Seconds until the next password is looked at; known before one is typed, so that a restart shows the wait as well. */
  secondsToWait(): number { return this.attempts().secondsLeft() }

  /** The same from the files: where file and copy differ, from the one that the secret opens. Errors: as #keyOf, KEYRING_DAMAGED, DATABASE_NEWER. */
  async #keyOnDisk(slot: SlotName, secret: string): Promise<{ key: DataKey; keyring: Keyring }> {
    const [first, second] = readKeyrings(this.#options.folder)
    this.attempts().expectTurn()
    const keyring = second && !(await unwrap(first, slot, secret)) && (await unwrap(second, slot, secret)) ? second : first
    return { key: await this.#keyOf(keyring, slot, secret), keyring }
  }

  /** Errors: DATABASE_DAMAGED, DATABASE_NEWER, and those of a backup: without one nothing is migrated. */
  async #backUpOlder(key: DataKey, keyring: Keyring): Promise<void> {
    if (this.#open || !existsSync(this.#file)) return
    if (this.#inspect(key).version < schemaVersion) await this.#options.beforeMigration(this.#source(key, keyring))
  }

  /** Opened, at the newest schema, and its first row can be read. */
  #openWhole(key: DataKey): Db {
    const db = openDatabase(this.#database(this.#file, key))
    try {
      migrate(db)
      readBranch(db)
      return db
    } catch (cause) {
      if (isDamage(cause)) closeLeavingLog(db, this.#database(this.#file, key))
      else db.close()
      throw cause
    }
  }

  #inspect(key: DataKey): { version: number } {
    return this.#watchingDamage(() => inspectDatabase(this.#database(this.#file, key)))
  }

  /** Notes whether the database is broken: only then may a backup take its place without its being open. */
  #watchingDamage<V>(act: () => V): V {
    try {
      const value = act()
      this.#isDamaged = false
      return value
    } catch (thrown) {
      const cause = isDamage(thrown) ? new AppError('DATABASE_DAMAGED', { cause: thrown }) : thrown
      this.#isDamaged = cause instanceof AppError && cause.code === 'DATABASE_DAMAGED'
      throw cause
    }
  }

  #openWith(key: DataKey, keyring: Keyring): void {
    if (this.#open) return
    this.#inspect(key)
    const db = this.#watchingDamage(() => this.#openWhole(key))
    const current = keyring.schema === schemaVersion ? keyring : { ...keyring, schema: schemaVersion }
    if (current !== keyring) writeKeyring(this.#options.folder, current)
    try {
      this.#watchingDamage(() => this.#opened({ db, key, keyring: current }))
    } catch (cause) {
      this.#open = null
      if (this.#isDamaged) closeLeavingLog(db, this.#database(this.#file, key))
      else db.close()
      throw cause
    }
    this.#metDamage = false
    removeReplaced(this.#options.folder)
  }

  #opened(open: { db: Db; key: DataKey; keyring: Keyring }): void {
    this.#open = open
    this.#options.onOpen?.(open.db)
  }

  /**
   * The key that the database has by now. A rotation that was cut off left either the old database, and then its traces go; or the new one, and
   * then its keyring takes its place. Errors: DATABASE_DAMAGED where neither key reads it, DATABASE_NEWER.
   */
  #afterRotation(key: DataKey, keyring: Keyring): { key: DataKey; keyring: Keyring } {
    const { folder } = this.#options
    if (!existsSync(this.#file) && existsSync(this.#unfinished)) this.#finishCreation()
    const next = readNextKeyring(folder, key)
    try {
      this.#inspect(key)
    } catch (cause) {
      if (!next || !(cause instanceof AppError) || cause.code !== 'DATABASE_DAMAGED') throw cause
      this.#inspect(next.key)
      writeKeyring(folder, next.keyring)
      removeNextKeyring(folder)
      return next
    }
    try {
      removeNextKeyring(folder)
      if (existsSync(rotatingFile(this.#file))) removeRotating(this.#file)
    } catch { /* Leftovers keep nobody out; the next opening tries again. */ }
    return { key, keyring }
  }

  /** The password once more, before full values of people leave the desk. Errors: LOCKED, WRONG_PASSWORD, TOO_MANY_ATTEMPTS. */
  async expectPassword(password: string): Promise<void> { await this.#keyOf(this.#mustBeOpen().keyring, 'password', password) }

  /** Whether it is the officer who asks for what is guarded once more. Errors: LOCKED, WRONG_PASSWORD, TOO_MANY_ATTEMPTS. */
  async confirmPassword(password: string): Promise<void> { await this.#keyOf(this.#mustBeOpen().keyring, 'password', password) }

  /** Errors: LOCKED, WRONG_PASSWORD, TOO_MANY_ATTEMPTS; then the old password stays. */
  async changePassword(password: string, newPassword: string): Promise<WorkspaceInfo> {
    const { folder, clock, cost = officeCost } = this.#options
    const key = await this.#keyOf(this.#mustBeOpen().keyring, 'password', password)
    const sealed = await withPassword(this.#mustBeOpen().keyring, key, newPassword, cost)
    const open = this.#mustBeOpen()
    noteAct(open.db, 'workspace.newPassword', null, { who: this.info().officer.name, at: clock().toISOString() })
    writeKeyring(folder, sealed)
    open.keyring = sealed
    return this.info()
  }

  /** A new recovery code for the holder of the password; the one before opens nothing any more. Errors as changePassword. */
  async newRecoveryCode(password: string): Promise<RecoverySheet> {
    await this.#keyOf(this.#mustBeOpen().keyring, 'password', password)
    return this.renewRecoveryCode()
  }

  /**
   * A new data key under the same password, and a new recovery code, since the old one is not known here. First the copy under the new key, then
   * its keyring beside the old one, then the two take their places: killed anywhere, the password opens the one or the other.
   * Errors as changePassword, and those of the disk; then everything is as it was.
   */
  async rotate(password: string): Promise<RecoverySheet> {
    const { folder, clock, cost = officeCost } = this.#options
    const oldKey = Buffer.from(await this.#keyOf(this.#mustBeOpen().keyring, 'password', password))
    const newKey = randomBytes(32)
    const recoveryCode = makeRecoveryCode()
    const sealed = await sealKeyring(newKey, password, recoveryCode, cost)
    const stamp = { who: this.info().officer.name, at: clock().toISOString() }
    const database = this.#database(this.#file, oldKey)
    const { keyring: oldKeyring } = this.#mustBeOpen()
    // No call is answered from here on until the database is open again.
    this.lock()
    try {
      closeWhole(database)
      copyWithKey(database, newKey, stamp)
      writeNextKeyring(folder, sealed, oldKey, newKey)
      takeRotated(this.#file)
    } catch (cause) {
      throw diskError(cause)
    } finally {
      // Opening sees how far it came and clears up; the next keyring is never taken away from a database that may have its key already.
      const { key, keyring } = this.#afterRotation(Buffer.from(oldKey), oldKeyring)
      this.#openWith(key, keyring)
      oldKey.fill(0)
    }
    return this.#showSheet(recoveryCode)
  }

  /** Opens by the recovery code, sets a new password and answers a new code: the old one is used up. Errors as unlock, WRONG_RECOVERY_CODE. */
  async recover(recoveryCode: string, newPassword: string): Promise<RecoverySheet> {
    const { folder, clock, cost = officeCost } = this.#options
    if (!this.#open && this.examine() === 'new') throw new AppError('NO_WORKSPACE')
    const found = await this.#keyOnDisk('recovery', normaliseRecoveryCode(recoveryCode))
    await this.#openBy(found.key, found.keyring)
    const fresh = makeRecoveryCode()
    // Opening may have finished a rotation that was cut off: the key is that of the open database, not that of the code.
    const sealed = await sealKeyring(this.#mustBeOpen().key, newPassword, fresh, cost)
    const open = this.#mustBeOpen()
    // Told as unconfirmed first: a kill between the two asks for one confirmation too many, never one too few.
    noteRecoveryChange(open.db, 'workspace.recover', { who: this.info().officer.name, at: clock().toISOString() })
    writeKeyring(folder, sealed)
    open.keyring = sealed
    return this.#showSheet(fresh)
  }

  /** A new recovery code in place of one that was never written down. */
  async renewRecoveryCode(): Promise<RecoverySheet> {
    const { folder, clock, cost = officeCost } = this.#options
    const { key, keyring } = this.#mustBeOpen()
    const fresh = makeRecoveryCode()
    const sealed = await withRecoveryCode(keyring, key, fresh, cost)
    const open = this.#mustBeOpen()
    noteRecoveryChange(open.db, 'workspace.newRecoveryCode', { who: this.info().officer.name, at: clock().toISOString() })
    writeKeyring(folder, sealed)
    open.keyring = sealed
    return this.#showSheet(fresh)
  }

  /** The eight characters that were asked for. Errors: RECOVERY_NOT_CONFIRMED. */
  confirmRecoveryCode(characters: string): WorkspaceInfo {
    const { db } = this.#mustBeOpen()
    const sheet = this.#sheet
    const groups = sheet?.recoveryCode.split('-') ?? []
    const wanted = Buffer.from(sheet ? sheet.ask.map((n) => groups[n - 1] ?? '').join('') : '')
    const typed = Buffer.from(normaliseRecoveryCode(characters))
    if (wanted.length === 0 || typed.length !== wanted.length || !timingSafeEqual(typed, wanted)) throw new AppError('RECOVERY_NOT_CONFIRMED')
    setRecoveryConfirmed(db, this.#options.clock().toISOString())
    this.#sheet = null
    return this.info()
  }

  #showSheet(recoveryCode: string): RecoverySheet {
    const first = randomInt(1, recoveryGroups)
    this.#sheet = { recoveryCode, ask: [first, randomInt(first + 1, recoveryGroups + 1)] }
    return this.#sheet
  }

  #mustBeOpen() {
    if (!this.#open) throw new AppError('LOCKED')
    return this.#open
  }

  #source(key: DataKey, keyring: Keyring): BackupSource {
    const { folder, nativeBinding } = this.#options
    return { folder, file: this.#file, key: Buffer.from(key), keyring, nativeBinding }
  }

  /** The open workspace as a backup reads it, with a copy of the key. Errors: LOCKED, NO_WORKSPACE. */
  source(): BackupSource {
    this.db()
    const { key, keyring } = this.#mustBeOpen()
    return this.#source(key, keyring)
  }

  /** Errors: WORKSPACE_EXISTS where there is a workspace that opens; else those of examine that no backup can help. */
  expectRestorable(): void {
    if (this.#open) throw new AppError('WORKSPACE_EXISTS')
    try {
      if (this.examine() === 'locked' && !this.#isDamaged) throw new AppError('WORKSPACE_EXISTS')
    } catch (cause) {
      if (!(cause instanceof AppError && ['KEYRING_DAMAGED', 'DATABASE_MISSING'].includes(cause.code))) throw cause
    }
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 })
    this.#hold()
  }

  /** Puts the staged database in the place of the one there is, and opens it under its key. A kill at any point leaves the one or the other. */
  takeRestored(journal: RestoreJournal, restored?: { key: DataKey; keyring: Keyring }): WorkspaceInfo {
    const { folder } = this.#options
    const { key, keyring } = restored ?? this.#mustBeOpen()
    // Locking wipes the key in place.
    const kept = Buffer.from(key)
    this.lock()
    try {
      beginSwap(folder, journal)
      finishRestore(folder)
    } catch (cause) {
      try {
        if (journal.keyring === null) abandonSwap(folder, journal.kept)
      } catch (second) {
        // The disk takes the way back no more than the way there.
        throw diskError(second)
      }
      throw diskError(cause)
    } finally {
      // Where the swap failed, the database of before opens again; not while a journal stands by which the next start would go on.
      if (existsSync(this.#file) && !existsSync(journalFile(folder))) this.#openWith(kept, keyring)
    }
    return this.info()
  }

  /** Closes the database and forgets the key as far as JavaScript can; the lock of the folder stays until close. */
  lock(): void {
    for (const forget of this.#onLock) forget()
    if (this.#open && this.#metDamage) closeLeavingLog(this.#open.db, this.#database(this.#file, this.#open.key))
    else this.#open?.db.close()
    this.#open?.key.fill(0)
    this.#open = null
    this.#broken?.key.fill(0)
    this.#broken = null
    this.#sheet = null
  }

  close(): void {
    this.lock()
    this.#lock?.release()
    this.#lock = null
  }
}
