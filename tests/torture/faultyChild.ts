// Runs under the shim of faulty-disk.c: every act, with each of its changes to the disk failing in turn. Its last line is what came of it.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { expectWhole, knownActs, newPassword, openKnown, outcomeOf, type KnownAct } from './acts.ts'
import { arm, counted, disarm, type DiskError, type Fault } from './faultyDisk.ts'
import { Broken, expectHolds } from './harness.ts'
import { openOffice, password } from './openOffice.ts'

/** How the application is broken on purpose. */
export type DiskPlant = 'answersAnyway' | 'losesLaterSave'
export interface FaultyFigures { faults: number; refused: number; done: number; later: number; syncs: number; acts: number; mostChanges: number }

const [place = '', scale = 'short', plant = ''] = process.argv.slice(2)
/** `step`: the short form tries one of so many; of the many pages of a rotation fewer still. */
const faults: readonly (Fault & { step: number })[] = [
  { error: 'EIO', only: 'any', how: 'once', step: 3 }, { error: 'ENOSPC', only: 'any', how: 'onward', step: 5 }, { error: 'EACCES', only: 'any', how: 'once', step: 5 }, { error: 'EIO', only: 'sync', how: 'once', step: 1 },
]
const manyPages = 20
const nextAfter = (n: number, step: number): number => (scale === 'long' ? n + 1 : n < manyPages ? n + step : n + 23)

const figures: FaultyFigures = { faults: 0, refused: 0, done: 0, later: 0, syncs: 0, acts: 0, mostChanges: 0 }

/** False once the act went through without a failure. */
async function tryAt(act: KnownAct, fault: Fault, n: number, what: string): Promise<boolean> {
  const folder = join(place, `try-${fault.error}-${fault.only}-${n}`)
  cpSync(act.known.folder, folder, { recursive: true })
  const office = await openKnown(folder, act.known)
  arm(n, fault)
  const answer = await act.run(office)
  const { seen, failed } = counted()
  disarm()
  figures.mostChanges = Math.max(figures.mostChanges, seen)
  const outcome = outcomeOf(plant === 'answersAnyway' ? { ok: true, value: null } : answer, what)
  // The process dies now; or a record is saved on a disk that works again, and it dies then.
  const copy = (name: string): string => {
    const killed = join(place, name)
    cpSync(folder, killed, { recursive: true, filter: (path) => !path.endsWith('-shm') })
    return killed
  }
  const killed = copy('killed')
  const later = await office.tell('meetings.save', { ...draftWith(act.known.roster), title: '后来的会议', heldOn: '2026-09-09' })
  const killedLater = copy('killed-later')
  office.service.close()
  await expectWhole(killed, act, outcome, what)
  if (later.ok) {
    await expectThere(killedLater, later.value.id, what)
    figures.later++
  }
  for (const each of [folder, killed, killedLater]) rmSync(each, { recursive: true })
  if (failed === 0) return false
  figures.faults++
  if (fault.only === 'sync') figures.syncs++
  figures[outcome.ok ? 'done' : 'refused']++
  return true
}

/** A save that was answered after the disk had failed. */
async function expectThere(folder: string, id: string, what: string): Promise<void> {
  const again = openOffice(folder)
  try {
    let opened = await again.tell('workspace.unlock', { password })
    if (!opened.ok) opened = await again.tell('workspace.unlock', { password: newPassword })
    expectHolds(opened.ok, `${what}：之后强行结束，再打开时回答 ${opened.ok ? '' : opened.error.code}`)
    if (plant === 'losesLaterSave') await again.ask('meetings.remove', { id })
    const { rows } = await again.ask('meetings.list', {})
    expectHolds(rows.some((row) => row.id === id), `${what}：之后已答复的保存不见了`)
  } finally { again.service.close() }
}

try {
  for (const act of await knownActs(place)) {
    figures.acts++
    for (const fault of faults) {
      for (let n = 1; await tryAt(act, fault, n, `${act.name}，第${n}次${fault.only === 'sync' ? '同步' : '改动'}${({ EIO: '出错', ENOSPC: '起磁盘已满', EACCES: '被拒绝' } satisfies Record<DiskError, string>)[fault.error]}`); n = nextAfter(n, fault.step)) {
        if (plant) break
      }
    }
  }
  process.stdout.write(JSON.stringify({ figures }))
} catch (cause) {
  if (!(cause instanceof Broken)) throw cause
  process.stdout.write(JSON.stringify({ broken: cause.message }))
}
