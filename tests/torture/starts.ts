import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expectHolds, type Harness, type Scale } from './harness.ts'
import { Nursery, type Born } from './nursery.ts'
import { expectTidy, scratch, settledOffice, stateOf } from './office.ts'
import { reopened } from './openOffice.ts'
import type { StartAnswer, StartPlant, StartRequest } from './startedChild.ts'

const rounds: Record<Scale, number> = { short: 1, long: 20 }
const atOnce = 100

interface Figures { got: number; refused: number }

/** One that was born and not told anything yet; where it dies without an answer nobody says anything, and the harness is told so. */
class Started {
  #heard: (answer: StartAnswer) => void = () => undefined
  #born: Born | null = null

  async begin(nursery: Nursery): Promise<void> { this.#born = await nursery.bear((line) => { this.#heard(line as StartAnswer) }) }
  told(request: StartRequest): Promise<StartAnswer> {
    return new Promise((heard, failed) => {
      this.#heard = heard
      void this.#born?.gone.then(() => { failed(new Error('a started process ended without a word')) })
      this.#born?.tell(request)
    })
  }
  async kill(): Promise<void> { await this.#born?.kill() }
}

/**
 * All of them are loaded before the first is told: what follows is as close together as it gets.
 * Where the lock is taken away on purpose one is inside before: otherwise all may have taken it away before the first gets it, and exactly one would hold it after all.
 */
async function startAtOnce(children: readonly Started[], request: StartRequest, figures: Figures): Promise<void> {
  const sooner = request.plant === 'takesTheLockAway' ? children.slice(0, 1) : []
  const inside = await Promise.all(sooner.map((child) => child.told({ ...request, plant: null })))
  const codes = [...inside, ...await Promise.all(children.slice(sooner.length).map((child) => child.told(request)))]
  const got = codes.filter(({ code }) => code === null).length
  expectHolds(got === 1, `${children.length}个同时启动，${got}个打开了数据文件夹，应当恰好一个`)
  const other = codes.find(({ code }) => code !== null && code !== 'IN_USE')
  expectHolds(other === undefined, `没有打开的应当回答 IN_USE，有一个回答了 ${other?.code ?? ''}：${other?.message ?? ''}`)
  figures.got += got
  figures.refused += codes.length - got
}

async function start(count: number, times: number, plant: StartPlant | null): Promise<Figures> {
  const nursery = await Nursery.of('startedChild')
  const place = scratch()
  const figures: Figures = { got: 0, refused: 0 }
  for (let round = 0; round < times; round++) {
    const settled = join(place, `settled-${round}`)
    const fresh = join(place, `fresh-${round}`)
    mkdirSync(fresh)
    const office = await settledOffice(settled)
    const before = await stateOf(office)
    office.service.close()
    const children = Array.from({ length: count }, () => new Started())
    try {
      await Promise.all(children.map((child) => child.begin(nursery)))
      await startAtOnce(children, { folder: settled, act: 'unlock', plant }, figures)
      if (!plant) await startAtOnce(children, { folder: fresh, act: 'create', plant }, figures)
    } finally {
      await Promise.all(children.map((child) => child.kill()))
    }
    for (const folder of plant ? [settled] : [settled, fresh]) {
      const again = await reopened(folder)
      if (folder === settled) expectHolds(await stateOf(again) === before, '一起启动以后内容变了')
      again.service.close()
      await expectTidy(folder)
    }
  }
  return figures
}

export const harness: Harness = {
  name: 'starts',
  title: '一百个程序同时打开一个数据文件夹',
  plants: [{ name: '启动前拿走锁', attack: () => start(8, 1, 'takesTheLockAway') }, { name: '被拒绝的仍然写了数据', attack: () => start(4, 1, 'writesWhenRefused') }],
  async attack(scale) {
    const { got, refused } = await start(atOnce, rounds[scale], null)
    return `${rounds[scale]}轮，每轮${atOnce}个程序同时打开已有的、再同时建立新的：${got}个打开了，${refused}个回答 IN_USE；随后各自一次就打开，内容没有变`
  },
}
