import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspectDatabase, openDatabase, type DataKey, type Db } from '../../db/connection.ts'
import { keyringFiles, makeRecoveryCode, normaliseRecoveryCode, officeCost, readKeyring, recoveryGroups, sealKeyring, unwrap, withRecoveryCode, writeKeyring, type ScryptCost } from '../../db/keyring.ts'
import { lockWorkspace, type WorkspaceLock } from '../../db/lock.ts'
import { migrate } from '../../db/migrate.ts'
import { schemaVersion } from '../../db/migrations/index.ts'
import { syncFolder } from '../../db/replaceFile.ts'
import { insertBranch, noteRecoveryChange, readBranch, setRecoveryConfirmed } from '../../db/repositories/workspace.ts'
import type { Clock } from '../../shared/domain/clock.ts'
import type { Keyring } from '../../shared/domain/keyringFile.ts'
import type { RecoverySheet, WorkspaceInfo } from '../../shared/domain/workspace.ts'
import { AppError } from '../../shared/errors/AppError.ts'

export interface VaultOptions { folder: string; clock: Clock; nativeBinding?: string | undefined; cost?: ScryptCost | undefined }
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

  constructor(options: VaultOptions) { this.#options = options }

  get #file(): string { return join(this.#options.folder, 'branch.db') }
  /** A database whose set-up has not ended: it gets its name only after the keyring stands. */
  get #unfinished(): string { return join(this.#options.folder, 'branch.db.creating') }
  #database(file: string, key: DataKey) { return { file, key, nativeBinding: this.#options.nativeBinding } }

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

  /** Takes the lock of an existing folder. Errors: IN_USE, READ_ONLY_FOLDER. */
  #hold(): void { this.#lock ??= lockWorkspace(this.#options.folder, this.#options.nativeBinding) }

  /**
   * Is there a workspace to open? Takes the lock, writes nothing else.
   * Errors: FOLDER_UNREADABLE, READ_ONLY_FOLDER, IN_USE, KEYRING_DAMAGED, DATABASE_MISSING, DATABASE_NEWER.
   */
  examine(): Closed {
    const { folder } = this.#options
    if (!existsSync(folder)) return 'new'
    try {
      readdirSync(folder)
    } catch (cause) {
      throw new AppError('FOLDER_UNREADABLE', { cause })
    }
    const hasKeyring = keyringFiles(folder).some((file) => existsSync(file))
    const hasDatabase = existsSync(this.#file)
    if (!hasKeyring && !hasDatabase) {
      try {
        accessSync(folder, constants.W_OK)
      } catch (cause) {
        throw new AppError('READ_ONLY_FOLDER', { cause })
      }
      return 'new'
    }
    this.#hold()
    readKeyring(folder)
    if (!hasDatabase && !existsSync(this.#unfinished)) throw new AppError('DATABASE_MISSING')
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
    for (const end of ['', '-wal', '-shm']) rmSync(this.#unfinished + end, { force: true })
    const db = openDatabase(this.#database(this.#unfinished, key))
    try {
      migrate(db)
      insertBranch(db, draft, clock().toISOString())
    } finally { db.close() }
    writeKeyring(folder, keyring)
    this.#finishCreation()
    this.#open = { db: openDatabase(this.#database(this.#file, key)), key, keyring }
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
      if (!(await unwrap(this.#open.keyring, 'password', password))) throw new AppError('WRONG_PASSWORD')
      return this.info()
    }
    if (this.examine() === 'new') throw new AppError('NO_WORKSPACE')
    const keyring = readKeyring(this.#options.folder)
    const key = await unwrap(keyring, 'password', password)
    if (!key) throw new AppError('WRONG_PASSWORD')
    this.#openWith(key, keyring)
    return this.info()
  }

  #openWith(key: DataKey, keyring: Keyring): void {
    if (this.#open) return
    if (!existsSync(this.#file) && existsSync(this.#unfinished)) this.#finishCreation()
    inspectDatabase(this.#database(this.#file, key))
    const db = openDatabase(this.#database(this.#file, key))
    try {
      migrate(db)
    } catch (cause) {
      db.close()
      throw cause
    }
    const current = keyring.schema === schemaVersion ? keyring : { ...keyring, schema: schemaVersion }
    if (current !== keyring) writeKeyring(this.#options.folder, current)
    this.#open = { db, key, keyring: current }
  }

  /** Opens by the recovery code, sets a new password and answers a new code: the old one is used up. Errors as unlock, WRONG_RECOVERY_CODE. */
  async recover(recoveryCode: string, newPassword: string): Promise<RecoverySheet> {
    const { folder, clock, cost = officeCost } = this.#options
    if (!this.#open && this.examine() === 'new') throw new AppError('NO_WORKSPACE')
    const keyring = readKeyring(folder)
    const key = await unwrap(keyring, 'recovery', normaliseRecoveryCode(recoveryCode))
    if (!key) throw new AppError('WRONG_RECOVERY_CODE')
    this.#openWith(key, keyring)
    const fresh = makeRecoveryCode()
    const sealed = await sealKeyring(key, newPassword, fresh, cost)
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

  /** Closes the database and forgets the key as far as JavaScript can; the lock of the folder stays until close. */
  lock(): void {
    for (const forget of this.#onLock) forget()
    this.#open?.db.close()
    this.#open?.key.fill(0)
    this.#open = null
    this.#sheet = null
  }

  close(): void {
    this.lock()
    this.#lock?.release()
    this.#lock = null
  }
}
