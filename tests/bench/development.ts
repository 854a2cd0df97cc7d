import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { fillPaths } from '../fixtures/manyPaths.ts'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { inDatabase, now, openBenchWorkspace } from './workspace.ts'

const people = 2000
const rounds = 15
const starts = 5
const whose = `（${people}人在培养）`
export const developmentNames = [`发展党员看板${whose}`, `登记一步后再看${whose}`, `启动后第一次看，已在后台算好${whose}`, `启动后立刻看，全部现算${whose}`] as const
const goals = [50, 50, 50, 1000] as const
/** Longer than the pieces take between which other calls go. In milliseconds. */
const warmedAfter = 12_000

/** In a process of its own, so that nothing was compiled or kept before. */
async function firstBoard(folder: string, wait: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [resolve(import.meta.dirname, 'firstBoard.ts'), folder, String(wait)])
  return Number(stdout)
}

/** The board of a superior with two thousand on the way: read again, after a step of one of them, and for the first time after a start. */
export async function developmentBoard(): Promise<Measured[]> {
  const workspace = await openBenchWorkspace(0)
  try {
    const ids = await inDatabase(workspace.folder, (db) => fillPaths(db, people, now))
    const { ask } = workspace
    let at = 0
    const board = () => ask('development.board', {})
    const samples = await inDatabase(workspace.folder, async (db) => {
      const bare = db.prepare('SELECT p.id, p.name, d.revision, d.saved_at FROM development_path d JOIN person p ON p.id = d.id ORDER BY d.row')
      const works = [() => timed(() => bare.all()), () => timed(board), async () => {
        await ask('development.saveStep', { personId: ids[at++ % people] ?? '', entry: { step: 'thoughtReport', on: '2026-10-30' } })
        return timed(board)
      }]
      await inTurns(2, works)
      return inTurns(rounds, works)
    })
    workspace.service.close()
    const first = await inTurns(starts, [() => firstBoard(workspace.folder, warmedAfter), () => firstBoard(workspace.folder, 0)])
    const ours = [...samples.slice(1), ...first]
    return developmentNames.map((name, n) => figureOf({ name, unit: 'ms', goal: { atMost: goals[n] ?? 0 }, floorIs: '直接查询全部过程的姓名', ours: ours[n], bare: samples[0] }))
  } finally { workspace.close() }
}
