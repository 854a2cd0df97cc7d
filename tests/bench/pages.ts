import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { inDatabase, openBenchWorkspace, type BenchWorkspace } from './workspace.ts'

export const sizes = [1000, 5000, 20_000] as const
const pageSize = 50
const pages = 20
const rounds = 9
export const pageNames = sizes.map((meetings) => `会议列表一页${pageSize}行（${meetings}次会议）`)

/**
 * The first page of the list, with its counts. That of the smallest workspace stands beside bare SQL for the same columns; the others stand beside
 * the smallest, since a list that grows slower with the years is the fault that is looked for.
 */
export async function listPages(largest: BenchWorkspace): Promise<Measured[]> {
  const smallest = await openBenchWorkspace(sizes[0])
  const middle = await openBenchWorkspace(sizes[1])
  try {
    const page = (ask: () => unknown) => async (): Promise<number> => await timed(async () => { for (let n = 0; n < pages; n++) await ask() }) / pages
    const ours = [smallest, middle, largest].map(({ ask }) => page(() => ask('meetings.list', { limit: pageSize })))
    const [bare, ...samples] = await inDatabase(smallest.folder, async (db) => {
      const rows = db.prepare<[number]>('SELECT id, kind, state, title, held_on, starts_at, place, chair, saved_at FROM meeting WHERE deleted_at IS NULL ORDER BY held_on DESC, id DESC LIMIT ?')
      const works = [page(() => rows.all(pageSize)), ...ours]
      await inTurns(3, works)
      return inTurns(rounds, works)
    })
    return pageNames.map((name, n) => (n === 0
      ? figureOf({ name, unit: 'ms', goal: { atMost: 2 }, floorIs: '直接查询同样的列', ours: samples[0], bare })
      : figureOf({ name, unit: 'ms', goal: { ratio: 1.5, atMost: 2 }, floorIs: `${sizes[0]}次会议时`, ours: samples[n], bare: samples[0] })))
  } finally {
    smallest.close()
    middle.close()
  }
}
