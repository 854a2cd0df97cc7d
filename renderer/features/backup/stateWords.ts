import type { BackupRow, BackupStatus, SecondPlace } from '../../../shared/domain/backup.ts'
import { agoWords, instantWords, stateOf } from '../../../shared/domain/backupWords.ts'

/** The state of the backups in one line, for the page of settings. */
export function summaryOf({ last, secondPlace, problem }: BackupStatus, now: Date): string {
  if (last === null) return problem === null ? '还没有备份。' : `还没有备份。${problem}`
  const where = secondPlace === null ? '只在这台电脑上' : copyWords(last, secondPlace, now)
  return `最近一次备份：${instantWords(last.at, now)}（${agoWords(last.at, now)}），${stateOf(last).words}，${where}。`
}

/** Of a U盘 that is not plugged in nobody knows more than when it was. */
function copyWords({ place }: BackupRow, { name, present, lastAt }: SecondPlace, now: Date): string {
  if (lastAt === null || (present && place === 'computer')) return `还没有复制到“${name}”`
  return present ? `“${name}”里也有一份` : `“${name}”没有插上，最近复制在${agoWords(lastAt, now)}`
}
