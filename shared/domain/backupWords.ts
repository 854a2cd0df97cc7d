import type { BackupPart, BackupReason, BackupRow, BackupRunning } from './backup.ts'
import { addDays, chineseDate, chineseMonthDay, localDay } from './dates.ts'

/** Why a backup was made, in a column of its own. */
export const reasonNames: Readonly<Record<BackupReason, string>> = { manual: '手动', timer: '定时', quit: '退出时', import: '导入前', migration: '升级前', restore: '恢复前' }
export const runningWords: Readonly<Record<BackupRunning, string>> = { create: '正在备份…', verify: '正在检查备份…', preview: '正在比较…', restore: '正在恢复…', rehearse: '正在演练恢复…', copy: '正在复制到第二个位置…' }

const partNames: Readonly<Record<BackupPart, string>> = { manifest: '说明文件', keyring: '口令文件', database: '数据文件', attachment: '附件' }

/** What is known of a backup's wholeness. */
export function stateOf({ verified, fault }: Pick<BackupRow, 'verified' | 'fault'>): { words: string; tone: 'green' | 'amber' | 'red' } {
  if (fault !== null) return { words: `损坏：${partNames[fault]}`, tone: 'red' }
  return verified ? { words: '已验证可恢复', tone: 'green' } : { words: '未验证', tone: 'amber' }
}

const pad = (n: number): string => String(n).padStart(2, '0')
/** 今天16:30, 昨天16:30, 9月8日 16:30, 2025年9月8日 16:30; in the time zone of this computer. */
export function instantWords(instant: string, now: Date): string {
  const at = new Date(instant)
  const [day, today] = [localDay(at), localDay(now)]
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}`
  if (day === today) return `今天${clock}`
  if (day === addDays(today, -1)) return `昨天${clock}`
  return `${day.slice(0, 4) === today.slice(0, 4) ? chineseMonthDay(day) : chineseDate(day)} ${clock}`
}

/** 刚刚, 12分钟前, 3小时前, 5天前, 4个月前, 2年前. An instant to come is a clock that was put back, and is told as that. */
export function agoWords(instant: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000)
  if (minutes < -1) return '比电脑的时间还晚'
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes}分钟前`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}小时前`
  const days = Math.floor(minutes / 60 / 24)
  if (days < 60) return `${days}天前`
  return days < 365 ? `${Math.floor(days / 30)}个月前` : `${Math.floor(days / 365)}年前`
}
