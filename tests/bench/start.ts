import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { officeCost } from '../../db/keyring.ts'
import { electronProgram, Run } from './electron.ts'
import { figureOf, inTurns, type Measured } from './measure.ts'
import { openBenchWorkspace, password } from './workspace.ts'

const meetings = 10_000
export const startNames = [`启动到能输入口令（${meetings}次会议）`, '送出口令到今天能用', '今天能用10秒后全部进程的内存（PSS）'] as const
/** Typing a password takes longer than this. */
const typing = 2000
const later = 10_000
const rounds = 5

/** The start of the application, its opening, and its memory; each beside a bare window of the same Electron, in turns. */
export async function starting(): Promise<Measured[]> {
  electronProgram()
  const workspace = await openBenchWorkspace(meetings, { real: true })
  workspace.service.close()
  try {
    const opened: number[] = []
    const derived: number[] = []
    const memory: Record<'desk' | 'bare', number[]> = { desk: [], bare: [] }
    const desk = async (): Promise<number> => {
      const run = new Run('desk', dirname(workspace.folder))
      try {
        const usable = await run.usable()
        await sleep(typing)
        opened.push((await run.ask({ password })).opened ?? Number.NaN)
        await sleep(later)
        memory.desk.push(run.memory())
        return usable
      } finally { await run.end() }
    }
    const bare = async (): Promise<number> => {
      const run = new Run('bare')
      try {
        const usable = await run.usable()
        await sleep(later)
        memory.bare.push(run.memory())
        derived.push((await run.ask(officeCost)).derived ?? Number.NaN)
        return usable
      } finally { await run.end() }
    }
    // Once unmeasured: the files come from the disk.
    for (const name of ['desk', 'bare'] as const) {
      const run = new Run(name, name === 'desk' ? dirname(workspace.folder) : undefined)
      try { await run.usable() } finally { await run.end() }
    }
    const [ours, floor] = await inTurns(rounds, [desk, bare])
    return [
      figureOf({ name: startNames[0], unit: 'ms', goal: { ratio: 1.5 }, floorIs: '同一个Electron的空窗口', ours, bare: floor }),
      figureOf({ name: startNames[1], unit: 'ms', goal: { ratio: 1.5 }, floorIs: '同样参数的一次scrypt', ours: opened, bare: derived }),
      figureOf({ name: startNames[2], unit: 'MB', goal: { ratio: 1.5 }, floorIs: '空窗口10秒后', ours: memory.desk, bare: memory.bare }),
    ]
  } finally { workspace.close() }
}
