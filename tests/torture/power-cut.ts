import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expectWhole, knownActs, type KnownAct } from './acts.ts'
import { CutDisk, cuts, readChanges, type Change } from './cutDisk.ts'
import { seeded } from './damage.ts'
import { compiledShim, shimEnvironment } from './faultyDisk.ts'
import { expectHolds, type Harness, type Scale } from './harness.ts'
import { quickScratch } from './office.ts'

interface Figures { acts: number; changes: number; points: number; states: number; before: number; after: number }
/** A synchronisation that the application is made to have forgotten: the record without it. */
interface Forgotten { act: string; isForgotten(change: Change): boolean }

/** Pages of one file, one after the other, differ little: the short form cuts after one of so many, and at everything else. */
const oneWriteOf: Record<Scale, number> = { short: 12, long: 1 }

const isCutHere = (change: Change, n: number, scale: Scale): boolean => change.kind !== 'write' || n % oneWriteOf[scale] === 0

/** The changes of one act, and the disk they were made on. */
function recorded(act: KnownAct, place: string, shim: string): { disk: CutDisk; changes: Change[] } {
  const folder = join(place, 'recorded')
  const log = join(place, 'changes')
  rmSync(folder, { recursive: true, force: true })
  cpSync(act.known.folder, folder, { recursive: true })
  const disk = new CutDisk(folder)
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'cutChild.ts'), act.name, JSON.stringify({ ...act.known, folder })], { env: shimEnvironment(shim, folder, log), encoding: 'utf8' })
  if (child.signal !== 'SIGKILL') throw new Error(`the recorded child ended by itself: ${child.stderr.slice(-2000)}`)
  return { disk, changes: readChanges(log) }
}

async function cutAct(act: KnownAct, place: string, shim: string, figures: Figures, scale: Scale, forgotten?: Forgotten): Promise<void> {
  const { disk, changes } = recorded(act, place, shim)
  expectHolds(changes.some(({ kind }) => kind === 'sync') && changes.at(-1)?.kind === 'mark', '没有记下磁盘的改动')
  const random = seeded(changes.length)
  const known = new Set<string>()
  const folder = join(place, 'cut')
  let isAnswered = false
  figures.acts++
  for (const [n, change] of changes.entries()) {
    if (forgotten?.isForgotten(change) ?? false) continue
    disk.apply(change)
    if (change.kind === 'mark') {
      isAnswered = true
      // The same state has to hold more than before: it was answered.
      known.clear()
    }
    figures.changes++
    if (!isCutHere(change, n, scale) || (forgotten && !isAnswered)) continue
    figures.points++
    for (const cut of cuts) {
      if (!disk.layDown(disk.after(cut, random), folder, known)) continue
      const which = await expectWhole(folder, act, { ok: isAnswered, code: null }, `${act.name}，第${n + 1}/${changes.length}处断电（${change.kind} ${change.path.split('/').at(-1) ?? ''}，${cut}）`)
      figures.states++
      figures[which]++
    }
  }
}

async function cut(scale: Scale, forgotten?: Forgotten): Promise<Figures> {
  const shim = compiledShim()
  const place = quickScratch()
  const figures: Figures = { acts: 0, changes: 0, points: 0, states: 0, before: 0, after: 0 }
  for (const act of await knownActs(place, forgotten?.act)) await cutAct(act, place, shim, figures, scale, forgotten)
  return figures
}

const plantOf = (name: string, forgotten: Forgotten) => ({ name, attack: () => cut('short', forgotten) })

export const harness: Harness = {
  name: 'power-cut',
  title: '在每一处磁盘改动断电',
  plants: [
    plantOf('密钥文件没有同步就改名', { act: '改口令', isForgotten: ({ kind, path }) => kind === 'sync' && path.includes('keyring') }),
    plantOf('附件没有同步就答复', { act: '添加附件', isForgotten: ({ kind, path }) => kind === 'sync' && path.includes('/attachments/') }),
    plantOf('换密钥的数据库改名没有同步', { act: '换密钥', isForgotten: ({ kind, path, to }) => (kind === 'rename' && to.endsWith('keyring.json')) || (kind === 'syncFolder' && !path.includes('/attachments')) }),
  ],
  async attack(scale) {
    const { acts, changes, points, states, before, after } = await cut(scale)
    return `${acts}种操作的${changes}处磁盘改动，在${points}处断电，没有同步的丢掉、留下或写了一半，得到${states}种不同的磁盘：打开后${before}种是完整的之前、${after}种是完整的之后，已答复的都在`
  },
}
