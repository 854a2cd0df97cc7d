import { sizeText } from '../../../shared/domain/attachment.ts'
import type { BackupRow } from '../../../shared/domain/backup.ts'
import { agoWords, instantWords } from '../../../shared/domain/backupWords.ts'
import type { DamageOverview } from '../../../shared/domain/damage.ts'

/** What is broken, by what is found: the files themselves, or the log beside the database. */
export type DamageKind = 'keyring' | 'database' | 'log' | 'missing'

const copyWords = { whole: '完好', broken: '损坏', missing: '不见了' }

/** What was found, one line a file. */
export function findings({ keyring: { file, copy }, database }: DamageOverview, now: Date): { what: string; state: string; isBad: boolean }[] {
  const saved = database.savedAt === null ? '' : `，最后改动${instantWords(database.savedAt, now)}`
  return [
    { what: '口令文件', state: file === copy ? `两份都${copyWords[file]}` : `一份${copyWords[file]}，另一份${copyWords[copy]}`, isBad: file !== 'whole' && copy !== 'whole' },
    { what: '数据文件', state: database.present ? `${sizeText(database.bytes)}${saved}` : '不见了', isBad: !database.present },
    ...(database.lostSaves > 0 ? [{ what: '日志文件', state: `中间有一处损坏，后面的${database.lostSaves}次保存不能直接打开`, isBad: true }] : []),
  ]
}

export const backupWords = ({ at, meetings, attachments }: BackupRow, now: Date): string => `${instantWords(at, now)}（${agoWords(at, now)}）做的，会议${meetings}次，附件${attachments}个`
