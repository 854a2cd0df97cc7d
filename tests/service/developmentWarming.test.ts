// The board of 发展党员 judged beforehand, between other calls, comes to what a cold service answers.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { rosterTally } from '../../db/repositories/rosterTally.ts'
import { rosterIndex, rosterIndexInPieces } from '../../electron/service/features/roster/rosterIndex.ts'
import type { Input, Output } from '../../shared/contract/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { chenReviews, chenSiyuan } from '../fixtures/development.ts'
import { inDatabase, openOffice, settledOffice, type Office } from './office.ts'

type Board = Output<'development.board'>
const steps = [...chenSiyuan, ...chenReviews].toSorted((a, b) => (a.on < b.on ? -1 : 1))
const people = 40

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }) })
afterEach(() => { vi.useRealTimers() })

const boardsOf = async ({ ask }: Pick<Office, 'ask'>): Promise<Board[]> => [await ask('development.board', { limit: 15 }), await ask('development.board', { limit: 200, offset: 15 }), await ask('development.board', { filter: 'found', search: 'lg' }), await ask('development.board', { filter: 'ended' })]

/** Forty people on the way, each a step farther, helped by three of the roster; locked again. */
async function officeOnTheWay() {
  const office = await settledOffice()
  office.now.iso = '2026-11-30T04:00:00.000Z'
  const names = Array.from({ length: people }, (_, n) => `李刚${'甲乙丙丁戊己庚辛'[n % 8] ?? ''}${'一二三四五'[Math.floor(n / 8)] ?? ''}`)
  await office.ask('members.addMany', { lines: [...['孙立军', '林静怡', '沈伟'].map((name) => `${name}\t正式党员\t\t第一党小组\t2016-01-05`), ...names.map((name) => `${name}\t入党申请人\t\t第一党小组\t2024-01-05`)].join('\n') })
  const roster = await office.ask('members.rosterOn', { date: '2026-11-30' })
  const idOf = (name: string): string => roster.find((entry) => entry.name === name)?.id ?? ''
  for (const [n, name] of names.entries()) await office.ask('development.start', { personId: idOf(name), entries: steps.slice(0, 1 + n % 20) as Input<'development.start'>['entries'] })
  await office.ask('workspace.lock', {})
  return { ...office, names, idOf, unlock: () => office.ask('workspace.unlock', { password: branch.password }) }
}

/** What another service answers on the same folder, which has judged nothing yet. */
async function coldBoards(office: Office): Promise<Board[]> {
  office.service.close()
  const cold = openOffice(office.folder)
  cold.now.iso = office.now.iso
  await cold.ask('workspace.unlock', { password: branch.password })
  return boardsOf(cold)
}

describe('judging between other calls', () => {
  it('comes to what a cold service answers, and writes nothing to the log', async () => {
    const office = await officeOnTheWay()
    await office.unlock()
    const [before, told] = [vi.getTimerCount(), office.log.length]
    await vi.advanceTimersByTimeAsync(5000)
    // The search index and the warmer have ended; neither asks for another piece.
    expect([vi.getTimerCount(), office.log.length]).toEqual([before - 2, told])
    const warm = await boardsOf(office)
    expect(warm[0]?.counts.open).toBe(people)
    expect(await coldBoards(office)).toEqual(warm)
  })

  it('sees what is saved between two pieces: a step, a path that is new, a helper who may not help, a day of birth', async () => {
    const office = await officeOnTheWay()
    const { ask, idOf, names } = office
    await office.unlock()
    const nameOf = (n: number): string => names[n] ?? ''
    const saves = [
      () => ask('development.saveStep', { personId: idOf(nameOf(0)), entry: { step: 'initialTalk', on: '2026-11-02' } }),
      () => ask('members.recordChange', { personId: idOf('孙立军'), from: '2024-01-05', change: { field: 'vote', value: '留党察看' } }),
      () => ask('members.save', { id: idOf(nameOf(39)), fields: { birthOn: '2010-05-12' } }),
      () => ask('development.close', { personId: idOf(nameOf(20)), on: '2026-11-30', kind: 'stopped', reason: '本人要求' }),
      () => ask('development.start', { personId: idOf('沈伟'), entries: [] }),
    ]
    await vi.advanceTimersByTimeAsync(1000)
    for (const save of saves) {
      await save()
      await vi.advanceTimersByTimeAsync(30)
    }
    await vi.advanceTimersByTimeAsync(120_000)
    const warm = await boardsOf(office)
    expect(warm.map(({ total }) => total)).toEqual([people, people, expect.any(Number), 1])
    expect(await coldBoards(office)).toEqual(warm)
  })

  it('judges anew on the next day by itself', async () => {
    const office = await officeOnTheWay()
    await office.unlock()
    await vi.advanceTimersByTimeAsync(5000)
    const { counts } = await office.ask('development.board', {})
    office.now.iso = '2027-11-30T04:00:00.000Z'
    await vi.advanceTimersByTimeAsync(65_000)
    const warm = await boardsOf(office)
    expect(warm[0]?.counts.late).toBeGreaterThan(counts.late)
    expect(await coldBoards(office)).toEqual(warm)
  })

  it('stops in the middle where the workspace is locked, and begins again when it is opened', async () => {
    const office = await officeOnTheWay()
    await office.unlock()
    await vi.advanceTimersByTimeAsync(1000)
    await office.ask('workspace.lock', {})
    const [before, told] = [vi.getTimerCount(), office.log.length]
    await vi.advanceTimersByTimeAsync(120_000)
    expect([vi.getTimerCount(), office.log.length]).toEqual([before, told])
    await office.unlock()
    await vi.advanceTimersByTimeAsync(5000)
    const warm = await boardsOf(office)
    expect(await coldBoards(office)).toEqual(warm)
  })
})

describe('the roster in pieces', () => {
  it('is the roster at once, and is there when it is asked for', async () => {
    const office = await officeOnTheWay()
    const [pieces, index] = await inDatabase(office, (db) => [[...rosterIndexInPieces(db, '2026-11-30', 5)].length, rosterIndex(db, '2026-11-30')] as const)
    expect([pieces, index.entries.length]).toEqual([Math.ceil((people + 3) / 5), people + 3])
    expect(index).toEqual(await inDatabase(office, (db) => rosterIndex(db, '2026-11-30')))
  })

  it('ends where the roster changes meanwhile, and is read anew by whoever asks', async () => {
    const office = await officeOnTheWay()
    const names = await inDatabase(office, (db) => {
      const pieces = rosterIndexInPieces(db, '2026-11-30', 5)
      pieces.next()
      const before = rosterTally(db)
      db.prepare("UPDATE person SET name = '李刚改' WHERE id = ?").run(office.idOf(office.names[0] ?? ''))
      expect([pieces.next().done, rosterTally(db).people]).toEqual([true, before.people + 1])
      return rosterIndex(db, '2026-11-30').entries.map(({ name }) => name)
    })
    expect(names).toContain('李刚改')
  })
})
