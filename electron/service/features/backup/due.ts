import { backupEveryMinutes } from '../../../../shared/domain/backup.ts'

export const day = 24 * 60 * 60 * 1000

/** Half an hour after the last one, in either direction: a clock that was put back must not end the backups until it has caught up. */
export const backupIsDue = (last: string | null, now: Date): boolean => last === null || Math.abs(now.getTime() - Date.parse(last)) >= backupEveryMinutes * 60_000

/** A month after the last one; a day after one that failed. */
export const rehearsalIsDue = (last: { at: string; ok: boolean } | null, now: Date, days: number): boolean =>
  last === null || Math.abs(now.getTime() - Date.parse(last.at)) >= (last.ok ? days : 1) * day
