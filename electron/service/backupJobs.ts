import { compareWithBackup } from '../../db/backup/compare.ts'
import { mirrorBackups } from '../../db/backup/mirror.ts'
import { thinPlace } from '../../db/backup/place.ts'
import { rehearseRestore } from '../../db/backup/rehearse.ts'
import { stageRestore, type StageOptions } from '../../db/backup/stage.ts'
import { faultsOfBackup, type BackupFault } from '../../db/backup/verify.ts'
import { writeBackup, type BackupSource } from '../../db/backup/write.ts'
import { errorOfSqlite, isDamage } from '../../db/connection.ts'
import { diskError } from '../../db/replaceFile.ts'
import type { BackupPreview, BackupReason } from '../../shared/domain/backup.ts'
import type { BackupManifest } from '../../shared/domain/backupManifest.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'

/** What a worker can be asked, and what it answers: all that reads a whole database, so that no save waits for it. */
export interface BackupJobs {
  /** `keepAll`: the clock is not believed, and no backup goes by its age. */
  create: { input: { source: BackupSource; place: string; reason: BackupReason; at: string; keepAll?: boolean }; output: BackupManifest }
  verify: { input: { place: string; id: string; key: Buffer; nativeBinding?: string | undefined }; output: BackupFault[] }
  preview: { input: { source: BackupSource; place: string; id: string; backupKey: Buffer }; output: BackupPreview }
  stage: { input: StageOptions; output: null }
  rehearse: { input: Omit<StageOptions, 'carried'>; output: { meetings: number; people: number } }
  copy: { input: { from: string; to: string; at: string; keepAll?: boolean }; output: number }
}
export type BackupJob = { [K in keyof BackupJobs]: { kind: K; input: BackupJobs[K]['input'] } }[keyof BackupJobs]
/** An error as plain data. `frame`: where in the code what nobody expected came from, for the log. */
export type BackupAnswer = { ok: true; value: unknown } | { ok: false; code: ErrorCode; params: Record<string, string>; kind?: string; frame?: string }

/** Makes one backup and thins the place: what `backup.create` does, in this process. */
export function makeBackup({ source, place, reason, at, keepAll = false }: BackupJobs['create']['input']): BackupManifest {
  const manifest = writeBackup(source, place, reason, new Date(at))
  if (!keepAll) thinPlace(place, new Date(at))
  return manifest
}

function run(job: BackupJob): unknown {
  switch (job.kind) {
    case 'create': return makeBackup(job.input)
    case 'verify': return faultsOfBackup(job.input.place, job.input.id, job.input.key, job.input.nativeBinding)
    case 'preview': return compareWithBackup(job.input.source, job.input.place, job.input.id, job.input.backupKey)
    case 'stage': stageRestore(job.input); return null
    case 'rehearse': return rehearseRestore(job.input)
    case 'copy': return mirrorBackups(job.input.from, job.input.to, new Date(job.input.at), job.input.keepAll)
  }
}

/** A key that went through a port of Electron arrives as plain bytes. */
function withBuffers<V>(value: V): V {
  if (value instanceof Uint8Array) return Buffer.from(value) as V
  if (Array.isArray(value)) return value.map(withBuffers) as V
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withBuffers(inner)])) as V
  return value
}

/** What a failed read or write of a place means; a U盘 that was pulled out answers by many codes. */
const reasons: Readonly<Record<string, string>> = { ENOENT: '文件或文件夹不见了', ENODEV: '磁盘已拔出', ENXIO: '磁盘已拔出', EIO: '磁盘读写出错', ENOTDIR: '文件夹不见了', EBUSY: '文件正被别的程序使用', EMFILE: '打开的文件过多' }

export function answerJob(job: BackupJob): BackupAnswer {
  try {
    return { ok: true, value: run(withBuffers(job)) }
  } catch (thrown) {
    const cause = diskError(errorOfSqlite(thrown))
    if (cause instanceof AppError) return { ok: false, code: cause.code, params: { ...cause.params, ...(cause.code === 'DISK_FULL' ? { what: 'backup' } : {}) } }
    const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const reason = reasons[errno]
    const frame = cause instanceof Error ? /\(?([^\s()/\\]+:\d+:\d+)\)?/.exec(cause.stack?.split('\n').find((line) => line.includes('    at ')) ?? '')?.[1] : undefined
    return { ok: false, code: isDamage(cause) ? 'DATABASE_DAMAGED' : 'BACKUP_FAILED', params: reason === undefined ? {} : { reason }, kind: errno || (cause instanceof Error ? cause.name : typeof cause), ...(frame === undefined ? {} : { frame }) }
  }
}
