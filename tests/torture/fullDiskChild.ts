// On a small disk of its own: every act with less and less room. As root, or under `unshare -rm`. Its last line is what came of it.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectWhole, knownActs, openKnown, outcomeOf, type KnownAct } from './acts.ts'
import { filesOf } from './damage.ts'
import { Broken, expectHolds } from './harness.ts'

/** How the application is broken on purpose. */
export type FullPlant = 'answersAnyway' | 'losesTheOldKeyring'
export interface FullFigures { levels: number; acts: number; refused: number; done: number; mostRoom: number; again: number }

const [place = '', scale = 'short', plant = ''] = process.argv.slice(2)
const levelsOfShort = 20
const step = 64 * 1024

const disk = join(place, 'disk')
mkdirSync(disk)
const sizeOf = (folder: string): number => filesOf(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** Leaves no more than `left` bytes. */
function fill(left: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
}
const makeRoom = (): void => rmSync(join(disk, 'filler'), { force: true })

const figures: FullFigures = { levels: 0, acts: 0, refused: 0, done: 0, mostRoom: 0, again: 0 }

async function tryWith(act: KnownAct, left: number): Promise<boolean> {
  const what = `${act.name}，还剩${Math.round(left / 1024)} KiB`
  const folder = join(disk, 'work')
  cpSync(act.known.folder, folder, { recursive: true })
  const office = await openKnown(folder, act.known)
  fill(left)
  const answer = await act.run(office)
  const outcome = outcomeOf(plant === 'answersAnyway' ? { ok: true, value: null } : answer, what)
  expectHolds(outcome.code === null || outcome.code === 'DISK_FULL', `${what}：磁盘满了，回答的却是 ${outcome.code}`)
  office.service.close()
  makeRoom()
  if (plant === 'losesTheOldKeyring' && !outcome.ok) for (const name of ['keyring.json', 'keyring-copy.json']) writeFileSync(join(folder, name), '')
  const found = await expectWhole(folder, act, outcome, what)
  if (found === 'before' && act.before !== act.after) {
    const again = await openKnown(folder, act.known)
    const answered = await act.run(again)
    again.service.close()
    expectHolds(answered.ok, `${what}：腾出空间以后仍然做不成`)
    figures.again++
  }
  rmSync(folder, { recursive: true })
  figures.acts++
  figures[outcome.ok ? 'done' : 'refused']++
  return outcome.ok
}

const say = (line: unknown): void => { process.stdout.write(JSON.stringify(line)) }
try {
  const acts = await knownActs(place)
  const size = sizeOf(acts[0]?.known.folder ?? '')
  // Room for the workspace, and for four times as much: with so much left, everything has to work.
  const most = 4 * size
  const levels = scale === 'long' ? Math.ceil(most / step) + 1 : levelsOfShort
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${Math.ceil((2 * size + most + (1 << 20)) / 1024)}k`, 'tmpfs', disk]).status !== 0) say({ notReached: '这里不能挂载一块小磁盘（要 root，或能用 unshare -rm）' })
  else {
    try {
      for (let level = 0; level < levels; level++) {
        // The less there is, the finer the steps: most acts need little.
        const left = Math.round(scale === 'long' ? step * level : most * (level / (levels - 1)) ** 2)
        for (const act of acts) {
          const ok = await tryWith(act, left)
          expectHolds(ok || level < levels - 1, `${act.name}：空间足够，仍然做不成`)
          if (!ok) figures.mostRoom = Math.max(figures.mostRoom, left)
        }
        figures.levels++
      }
      say({ figures })
    } finally { spawnSync('umount', ['-l', disk]) }
  }
} catch (cause) {
  if (!(cause instanceof Broken)) throw cause
  say({ broken: cause.message })
}
