import { backupsIn } from '../../../../db/backup/place.ts'
import { readBackupNote } from '../../../../db/repositories/backups.ts'
import { secondPlaceDays, type BackupReminder, type BackupRow, type BackupStatus, type SecondPlace } from '../../../../shared/domain/backup.ts'
import { chineseDate, localDay } from '../../../../shared/domain/dates.ts'
import { day } from './due.ts'
import type { BackupKeeper } from './keeper.ts'
import type { Vault } from '../../vault.ts'

const daysSince = (at: string, now: Date): number => Math.floor((now.getTime() - Date.parse(at)) / day)
const dayOf = (at: string): string => chineseDate(localDay(new Date(at)))
/** So long after the last backup, changes without one are told; before that the next one is on its way. */
const patientHours = 2

/** All that the screen of backups and the reminder in the shell need. */
export function backupStatus(keeper: BackupKeeper, vault: Vault): BackupStatus {
  const now = keeper.now()
  const rows = keeper.list()
  const here = backupsIn(keeper.place)
  const { rehearsal, placeAt } = readBackupNote(vault.db())
  const second = keeper.secondPlace()
  const last = rows[0] ?? null
  const changedSince = keeper.changedSinceLast()
  const secondPlace: SecondPlace | null = second && {
    name: second.name, present: second.present, lastAt: placeAt, problem: keeper.placeProblem,
    overdue: placeAt === null ? !second.present : daysSince(placeAt, now) >= secondPlaceDays,
  }
  return {
    last, lastVerified: rows.find(({ verified }) => verified) ?? null, count: rows.length, changedSince, problem: keeper.problem, secondPlace, rehearsal, running: keeper.queue.running, restored: keeper.restored,
    // Each attachment is stored once, and nearly every backup needs nearly all of them.
    size: here.reduce((sum, { bytes }) => sum + bytes, 0) + Math.max(0, ...here.map(({ manifest }) => manifest?.files.bytes ?? 0)),
    reminders: remindersOf({ now, rows, last, changedSince, wasBehind: keeper.wasBehind(), problem: keeper.problem, secondPlace, rehearsal }),
  }
}

interface Facts { now: Date; rows: readonly BackupRow[]; last: BackupRow | null; changedSince: boolean; wasBehind: boolean; problem: string | null; secondPlace: SecondPlace | null; rehearsal: BackupStatus['rehearsal'] }

/** What the officer should be told, most urgent first. */
export function remindersOf({ now, rows, last, changedSince, wasBehind, problem, secondPlace, rehearsal }: Facts): BackupReminder[] {
  const reminders: BackupReminder[] = []
  const tell = (code: BackupReminder['code'], message: string) => { reminders.push({ code, message }) }
  if (problem !== null) tell('failed', problem)
  if (last === null) tell('never', '还没有备份。请点“立即备份”。')
  else if (now.getTime() < Date.parse(last.at)) tell('clock', `电脑的时间比最近一份备份（${dayOf(last.at)}）还早，请核对日期和时间。在此期间不清理旧备份。`)
  else if (wasBehind && changedSince) tell('notSince', '上次退出前的改动还没有备份，现在就会备份。')
  else if (changedSince && now.getTime() - Date.parse(last.at) >= patientHours * 60 * 60 * 1000) tell('notSince', `${dayOf(last.at)}以后的改动还没有备份。请点“立即备份”。`)
  if (rehearsal && !rehearsal.ok) tell('rehearsalFailed', `${dayOf(rehearsal.at)}的恢复演练没有通过：${rehearsal.message}`)
  const oldest = rows.at(-1)
  if (secondPlace?.overdue) tell('secondPlaceOverdue', secondPlace.lastAt === null ? `还没有备份到“${secondPlace.name}”，请插上U盘。` : `已有${daysSince(secondPlace.lastAt, now)}天没有备份到“${secondPlace.name}”，请插上U盘。`)
  else if (secondPlace?.problem) tell('secondPlaceOverdue', secondPlace.problem)
  else if (!secondPlace && oldest && daysSince(oldest.at, now) >= secondPlaceDays) tell('noSecondPlace', '备份都在这台电脑上，电脑坏了就都没有了。请选一个U盘或文件夹，再放一份。')
  return reminders
}
