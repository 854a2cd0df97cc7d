import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { superfluous, type KeptBackup } from '../../shared/domain/backupRetention.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour
const start = Date.parse('2026-11-23T10:00:00.000Z')
const made = (at: number, rest: Partial<KeptBackup> = {}): KeptBackup => ({ id: new Date(at).toISOString(), at: new Date(at).toISOString(), reason: 'timer', verified: true, ...rest })
const left = (backups: readonly KeptBackup[], now: number): KeptBackup[] => {
  const going = new Set(superfluous(backups, new Date(now)))
  return backups.filter(({ id }) => !going.has(id))
}
const newestOf = (backups: readonly KeptBackup[]) => backups.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]

/** Up to eighty backups within four years, by any reason, verified or not, each at an instant of its own. */
const anyBackups = fc.uniqueArray(fc.record({ minutes: fc.integer({ min: 0, max: 4 * 365 * 24 * 60 }), reason: fc.constantFrom('timer', 'quit', 'manual', 'restore', 'import', 'migration'), verified: fc.boolean() }), { selector: ({ minutes }) => minutes, maxLength: 80 })
  .map((list) => list.map(({ minutes, ...rest }) => made(start - minutes * 60_000, rest)))

describe('of backups every half hour for three years', () => {
  const all = Array.from({ length: 3 * 365 * 48 }, (_, i) => made(start - i * hour / 2))
  const kept = left(all, start)

  it('24 hourly, 30 daily, 12 monthly and one of each year stay', () => {
    const hours = kept.filter(({ at }) => start - Date.parse(at) < 24 * hour)
    expect(new Set(hours.map(({ at }) => at.slice(0, 13))).size).toBe(24)
    expect(new Set(kept.map(({ at }) => at.slice(0, 10)).filter((date) => date > '2026-10-24')).size).toBe(30)
    expect(new Set(kept.map(({ at }) => at.slice(0, 7)).filter((month) => month > '2025-11')).size).toBe(12)
    expect([...new Set(kept.map(({ at }) => at.slice(0, 4)))].sort()).toEqual(['2023', '2024', '2025', '2026'])
    expect(kept.length).toBeLessThan(24 + 30 + 12 + 4)
  })

  it('thinning again takes nothing more', () => { expect(superfluous(kept, new Date(start))).toEqual([]) })
})

describe('whatever there is', () => {
  it('the newest, and the newest verified one, stay', () => {
    fc.assert(fc.property(anyBackups, (all) => {
      const kept = left(all, start)
      expect(newestOf(kept)).toEqual(newestOf(all))
      expect(newestOf(kept.filter(({ verified }) => verified))).toEqual(newestOf(all.filter(({ verified }) => verified)))
    }))
  })

  it('every year keeps one, and a verified one where it had one', () => {
    fc.assert(fc.property(anyBackups, (all) => {
      const yearsOf = (list: readonly KeptBackup[]) => [...new Set(list.map(({ at }) => at.slice(0, 4)))].sort()
      const kept = left(all, start)
      expect(yearsOf(kept)).toEqual(yearsOf(all))
      expect(yearsOf(kept.filter(({ verified }) => verified))).toEqual(yearsOf(all.filter(({ verified }) => verified)))
    }))
  })

  it('thinning twice is thinning once, in any order of the list', () => {
    fc.assert(fc.property(anyBackups, fc.integer({ min: 0, max: 300 }), (all, days) => {
      const now = start + days * day
      const kept = left(all, now)
      expect(superfluous(kept, new Date(now))).toEqual([])
      expect(superfluous(all.toReversed(), new Date(now)).sort()).toEqual(superfluous(all, new Date(now)).sort())
    }))
  })

  it('nothing goes while the clock stands before the newest, or more than 400 days after it', () => {
    fc.assert(fc.property(anyBackups, fc.integer({ min: 1, max: 5000 }), (all, days) => {
      const newest = Date.parse(newestOf(all)?.at ?? new Date(start).toISOString())
      expect(superfluous(all, new Date(newest - days * hour))).toEqual([])
      expect(superfluous(all, new Date(newest + 400 * day + days * hour))).toEqual([])
    }))
  })
})

describe('what undoes an import, a migration or a restore', () => {
  const undo = made(start - 10 * 60_000, { reason: 'restore', id: 'undo' })
  const later = [made(start), made(start - 5 * 60_000)]
  it('is not pushed out by the next one of its hour', () => { expect(left([undo, ...later], start)).toContain(undo) })
  it('is like any other after thirty days', () => { expect(left([undo, ...later, made(start + 31 * day)], start + 31 * day)).not.toContain(undo) })
})

it('what was asked for by hand stays for a day', () => {
  const asked = made(start + 10 * 60_000, { reason: 'manual', id: 'asked' })
  const next = made(start + 20 * 60_000)
  expect(left([asked, next], start + hour)).toContain(asked)
  expect(left([asked, next, made(start + 2 * day)], start + 2 * day)).not.toContain(asked)
})

it('of an hour a verified one stays, though a newer one is broken', () => {
  const good = made(start - 2 * hour - 20 * 60_000, { id: 'good' })
  const broken = made(start - 2 * hour - 5 * 60_000, { id: 'broken', verified: false })
  expect(left([good, broken, made(start)], start).map(({ id }) => id)).toContain('good')
  expect(left([good, broken, made(start)], start).map(({ id }) => id)).not.toContain('broken')
})
