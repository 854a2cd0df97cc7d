import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { DiskPlant, FaultyFigures } from './faultyChild.ts'
import { compiledShim, shimEnvironment } from './faultyDisk.ts'
import { Broken, expectHolds, type Harness, type Scale } from './harness.ts'
import { quickScratch } from './office.ts'

async function fail(scale: Scale, plant?: DiskPlant): Promise<FaultyFigures> {
  const place = quickScratch()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'faultyChild.ts'), place, scale, plant ?? ''], { env: shimEnvironment(compiledShim(), place), stdio: ['ignore', 'pipe', 'inherit'] })
  const told = JSON.parse((await text(child.stdout)) || 'null') as { figures?: FaultyFigures; broken?: string } | null
  if (told?.broken !== undefined) throw new Broken(told.broken)
  if (!told?.figures) throw new Error('the child on the failing disk ended without a word')
  return told.figures
}

export const harness: Harness = {
  name: 'disk-errors',
  title: '磁盘的每一次写入和同步依次出错',
  plants: [{ name: '出错仍答复成功', attack: () => fail('short', 'answersAnyway') }, { name: '出错以后的保存丢了', attack: () => fail('short', 'losesLaterSave') }],
  async attack(scale) {
    const { faults, refused, done, later, syncs, acts, mostChanges } = await fail(scale)
    expectHolds(faults > 200 && syncs > 20, `只出错${faults}次，试得不够`)
    return `${acts}种操作，出错${faults}次（EIO、ENOSPC、EACCES，其中同步失败${syncs}次并丢掉没写下去的；一次操作最多${mostChanges}次改动）：`
      + `${refused}次说明原因、${done}次仍然做成，内容都是完整的之前或之后；之后${later}次已答复的保存全部都在`
  },
}
