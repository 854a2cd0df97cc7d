import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expectHolds, type Harness, type Scale } from './harness.ts'
import type { KillPlant } from './killedChild.ts'
import { KilledWorkspace } from './killedWorkspace.ts'
import { Nursery } from './nursery.ts'
import { scratch } from './office.ts'

const kills: Record<Scale, number> = { short: 1000, long: 20_000 }
/** A fresh workspace after so many, so that reading all of it after each kill stays quick. */
const killsOfOne = 100
/** Starting a process is most of the work: while one workspace waits for its next, others go on. */
const sideBySide = 3

export interface KillFigures { kills: number; inSave: number; inFile: number; opening: number; idle: number; whole: number; absent: number; acknowledged: number; checks: number }
const noFigures = (): KillFigures => ({ kills: 0, inSave: 0, inFile: 0, opening: 0, idle: 0, whole: 0, absent: 0, acknowledged: 0, checks: 0 })

async function kill(wanted: number, plant?: KillPlant): Promise<KillFigures> {
  const nursery = await Nursery.of('killedChild')
  const folder = scratch()
  const figures = noFigures()
  let begun = 0
  const next = async (): Promise<void> => {
    while (begun < wanted) {
      const mine = Math.min(killsOfOne, wanted - begun)
      const place = join(folder, String(begun))
      begun += mine
      mkdirSync(place)
      await new KilledWorkspace(place, nursery, figures, plant).killed(mine)
    }
  }
  await Promise.all(Array.from({ length: plant ? 1 : sideBySide }, next))
  return figures
}

/** Many more than are needed: the first one that falls into the fault ends it. */
const plantedKills = 60
const plantOf = (name: string, plant: KillPlant) => ({ name, attack: () => kill(plantedKills, plant) })

export const harness: Harness = {
  name: 'kill-service',
  title: '反复强行结束数据服务',
  plants: [plantOf('先答复后写盘', 'answersFirst'), plantOf('一次保存分两次写', 'savesInHalves'), plantOf('答复以后丢了附件的文件', 'losesFiles')],
  async attack(scale) {
    const figures = await kill(kills[scale])
    const { inSave, inFile, opening, idle, whole, absent, acknowledged, checks } = figures
    expectHolds((inSave + inFile) * 2 >= figures.kills, `${figures.kills}次里只有${inSave + inFile}次落在保存途中，试得不够`)
    return `强行结束${figures.kills}次，${inSave + inFile}次落在保存途中（其中${inFile}次在写附件），${opening}次在打开途中，${idle}次在空闲时；`
      + `途中的保存${whole}次是完整的新内容、${absent}次是完整的旧内容；${acknowledged}次已答复的保存全部都在；integrity_check ${checks}次`
  },
}
