import type { BackupStatus } from '../../../shared/domain/backup.ts'
import { agoWords, instantWords, stateOf } from '../../../shared/domain/backupWords.ts'

/** The state of the backups in one line, for the page of settings. */
export function summaryOf({ last, secondPlace, problem }: BackupStatus, now: Date): string {
  if (last === null) return problem === null ? '还没有备份。' : `还没有备份。${problem}`
  const where = secondPlace === null ? '只在这台电脑上' : last.place === 'computer' ? `还没有复制到“${secondPlace.name}”` : `“${secondPlace.name}”里也有一份`
  return `最近一次备份：${instantWords(last.at, now)}（${agoWords(last.at, now)}），${stateOf(last).words}，${where}。`
}
