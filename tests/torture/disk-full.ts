import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { compiledSources } from './compiled.ts'
import type { FullFigures, FullPlant } from './fullDiskChild.ts'
import { Broken, expectHolds, NotReached, type Harness, type Scale } from './harness.ts'
import { scratch } from './office.ts'

async function fill(scale: Scale, plant?: FullPlant): Promise<FullFigures> {
  if (process.platform !== 'linux') throw new NotReached('小磁盘只在 Linux 上挂载')
  const child = [process.execPath, join(import.meta.dirname, 'fullDiskChild.ts'), scratch(), scale, plant ?? '']
  // Whoever is not root may be, in a name space of his own.
  const [program = '', ...parameters] = process.getuid?.() === 0 ? child : ['unshare', '-rm', ...child]
  const started = spawn(program, parameters, { env: { ...process.env, NODE_COMPILE_CACHE: compiledSources }, stdio: ['ignore', 'pipe', 'pipe'] })
  const failed = new Promise<never>((_done, fail) => { started.once('error', () => fail(new NotReached('不是 root，也没有 unshare'))) })
  const [out, errors] = await Promise.race([Promise.all([text(started.stdout), text(started.stderr)]), failed])
  if (out === '' && errors.includes('unshare')) throw new NotReached(errors.trim())
  const told = JSON.parse(out || 'null') as { figures?: FullFigures; broken?: string; notReached?: string } | null
  if (told?.broken !== undefined) throw new Broken(told.broken)
  if (told?.notReached !== undefined) throw new NotReached(told.notReached)
  if (!told?.figures) throw new Error(`the child on the full disk ended without a word: ${errors.slice(-2000)}`)
  return told.figures
}

export const harness: Harness = {
  name: 'disk-full',
  title: '磁盘在各种剩余空间下写满',
  plants: [{ name: '写不下仍答复成功', attack: () => fill('short', 'answersAnyway') }, { name: '写不下时丢了口令文件', attack: () => fill('short', 'losesTheOldKeyring') }],
  async attack(scale) {
    const { levels, acts, refused, done, mostRoom, again } = await fill(scale)
    // With nothing left every act is refused, with the most of it each is done.
    expectHolds(refused >= acts / levels && done >= acts / levels, '磁盘没有真的写满过')
    return `${levels}级剩余空间、${acts}次操作：${done}次全部做成，${refused}次说明磁盘空间不足（最多还剩${Math.round(mostRoom / 1024)} KiB 时）而内容完整；腾出空间后再做的${again}次都成功`
  },
}
