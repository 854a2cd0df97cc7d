/** As much of a backup as the rule needs. */
export interface KeptBackup { id: string; at: string; reason: string; verified: boolean }

/** 24 hourly, 30 daily, 12 monthly: the newest of that many hours, days and months in which there is one; of every year for good. */
const buckets: readonly { length: number; most: number }[] = [{ length: 'YYYY-MM-DDTHH'.length, most: 24 }, { length: 'YYYY-MM-DD'.length, most: 30 }, { length: 'YYYY-MM'.length, most: 12 }, { length: 'YYYY'.length, most: Infinity }]
const day = 24 * 60 * 60 * 1000
/**
 * Days for which a backup is not pushed out by the next of its hour: what was asked for by hand is there for the rest of the day, and what was
 * made before an import, a migration or a restore undoes it for a month.
 */
const ownDays: Readonly<Record<string, number>> = { manual: 1, import: 30, migration: 30, restore: 30 }
/** A clock so far ahead of the newest backup is more likely wrong than right. */
const longestPause = 400

const newestFirst = (a: KeptBackup, b: KeptBackup): number => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1)

/**
 * The backups that may go. Of each hour, day, month and year the newest verified one stays, else the newest. The newest of all always stays,
 * and as the newest verified one of its year the newest verified of all. Where the clock stands before the newest backup or more than 400 days after it, nothing goes.
 */
export function superfluous(backups: readonly KeptBackup[], now: Date): string[] {
  const sorted = backups.toSorted(newestFirst)
  const newest = sorted[0]
  if (!newest) return []
  const since = now.getTime() - Date.parse(newest.at)
  if (since < 0 || since > longestPause * day) return []
  const keep = new Set([newest.id])
  for (const { length, most } of buckets) {
    const groups = Map.groupBy(sorted, ({ at }) => at.slice(0, length))
    for (const group of [...groups.values()].slice(0, most)) {
      const chosen = group.find(({ verified }) => verified) ?? group[0]
      if (chosen) keep.add(chosen.id)
    }
  }
  for (const { id, at, reason } of sorted) if (now.getTime() - Date.parse(at) < (ownDays[reason] ?? 0) * day) keep.add(id)
  return sorted.filter(({ id }) => !keep.has(id)).map(({ id }) => id)
}
