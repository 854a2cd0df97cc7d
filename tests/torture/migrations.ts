import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { schemaVersion } from '../../db/migrations/index.ts'
import { loaded, type Parameters } from './bundled.ts'
import { expectHolds, sideBySide, type Harness, type Scale } from './harness.ts'
import type { MigrationJob, MigrationPlant } from './migratedChild.ts'
import { expectTidy, firstDifference, quickScratch } from './office.ts'
import { oldWorkspace, rowsOf, type Rows } from './oldWorkspace.ts'
import { reopened } from './openOffice.ts'

interface Figures { kills: number; schemas: number }

const atOnce = 2

/** One that waits for its job, and what becomes of it. */
interface Child { process: ChildProcessWithoutNullStreams; ended: Promise<[told: string, errors: string, end: [number | null, NodeJS.Signals | null]]> }

/** Starts children before they are wanted: the next is ready while one works. */
class Children {
  readonly #parameters: Parameters
  readonly #ready: Child[] = []

  constructor(parameters: Parameters) { this.#parameters = parameters }

  #start(): Child {
    const child = spawn(process.execPath, this.#parameters)
    // One that ended before it was told anything says so by how it ended.
    child.stdin.on('error', () => undefined)
    return { process: child, ended: Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>]) }
  }

  /** How many statements there were; null where it was killed. */
  async migrate(job: MigrationJob): Promise<number | null> {
    const child = this.#ready.shift() ?? this.#start()
    while (this.#ready.length < atOnce) this.#ready.push(this.#start())
    child.process.stdin.end(JSON.stringify(job))
    const [told, errors, [code, signal]] = await child.ended
    if (signal === 'SIGKILL') return null
    if (code !== 0) throw new Error(`the migrating child ended with ${code}: ${errors.slice(-2000)}`)
    return Number(told)
  }

  end(): void { for (const child of this.#ready) child.process.kill('SIGKILL') }
}

/** Every cell of a workspace once it was opened again, which goes on where the migration was cut off. Nothing lies about then. */
async function rowsOnceOpened(folder: string): Promise<Rows> {
  const office = await reopened(folder)
  office.service.close()
  let rows: Rows = []
  await expectTidy(folder, (db) => { rows = rowsOf(db) })
  return rows
}

/** What two undisturbed migrations write differently is random by design: ids that a migration makes. */
const withoutRandom = (rows: Rows, again: Rows): ((other: Rows) => string) => {
  const isRandom = rows.map((row, i) => row.map((cell, n) => cell !== again[i]?.[n]))
  return (other) => other.map((row, i) => row.map((cell, n) => (isRandom[i]?.[n] ? '?' : cell)).join('\t')).join('\n')
}

/** `later`: statements that a newer schema still has to go through. In the short form each is killed once, in the first step that begins with it. Answers how many there are. */
async function killFrom(schema: number, children: Children, figures: Figures, { scale, plant, later }: { scale: Scale; plant?: MigrationPlant | undefined; later: number }): Promise<number> {
  const place = quickScratch()
  const old = join(place, 'old')
  await oldWorkspace(old, schema)
  const copy = (name: string): string => {
    const folder = join(place, name)
    cpSync(old, folder, { recursive: true })
    return folder
  }
  const statements = await children.migrate({ folder: copy('one'), killAt: 0 })
  expectHolds(statements !== null, 'nobody kills this one')
  await children.migrate({ folder: copy('two'), killAt: 0 })
  const undisturbed = await rowsOnceOpened(join(place, 'one'))
  const wordsOf = withoutRandom(undisturbed, await rowsOnceOpened(join(place, 'two')))
  const whole = wordsOf(undisturbed)
  const tryAt = async (at: number): Promise<void> => {
    const folder = copy(`at-${at}`)
    const left = await children.migrate({ folder, killAt: at, plant })
    expectHolds(plant !== undefined || left === null, `第${at}句没有中断`)
    if (scale === 'long') await children.migrate({ folder, killAt: Math.ceil(Math.random() * statements) })
    figures.kills++
    const rows = await rowsOnceOpened(folder)
    if (plant === 'losesARow') rows.splice(rows.findIndex(([table]) => table === 'speech'), 1)
    const found = wordsOf(rows)
    if (found !== whole) expectHolds(false, `从数据版本${schema}升级，第${at}句中断，再打开后内容不同：${firstDifference(found, whole)}`)
    rmSync(folder, { recursive: true })
  }
  const points = Array.from({ length: scale === 'long' ? statements : Math.max(1, statements - later) }, (_, i) => i + 1)
  await sideBySide(atOnce, points, tryAt)
  figures.schemas++
  return statements
}

async function kill(schemas: readonly number[], scale: Scale, plant?: MigrationPlant): Promise<Figures> {
  const children = new Children(await loaded('migratedChild'))
  const figures = { kills: 0, schemas: 0 }
  let later = 0
  try {
    for (const schema of schemas.toSorted((a, b) => b - a)) later = await killFrom(schema, children, figures, { scale, plant, later })
    return figures
  } finally { children.end() }
}

export const harness: Harness = {
  name: 'migrations',
  title: '在升级数据格式的每一句强行结束',
  plants: [{ name: '一步升级不在一个事务里', attack: () => kill([schemaVersion - 1], 'short', 'inPieces') }, { name: '再打开后少一行', attack: () => kill([schemaVersion - 1], 'short', 'losesARow') }],
  async attack(scale) {
    const { kills, schemas } = await kill(Array.from({ length: schemaVersion - 1 }, (_, i) => i + 1), scale)
    return `${schemas}种旧的数据版本，在每一句强行结束共${kills}次${scale === 'long' ? '（再打开时又结束一次）' : ''}；再打开都完成了升级，内容与没有中断的逐格相同`
  },
}
