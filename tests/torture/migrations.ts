import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { schemaVersion } from '../../db/migrations/index.ts'
import { expectHolds, sideBySide, type Harness, type Scale } from './harness.ts'
import type { MigrationJob, MigrationPlant } from './migratedChild.ts'
import { Nursery } from './nursery.ts'
import { expectTidy, firstDifference, quickScratch } from './office.ts'
import { oldWorkspace, rowsOf, type Rows } from './oldWorkspace.ts'
import { reopened } from './openOffice.ts'

interface Figures { kills: number; schemas: number }

const atOnce = 2

/** Migrates a workspace in a process of its own. Answers how many statements there were; null where it was killed. */
async function migrate(nursery: Nursery, job: MigrationJob): Promise<number | null> {
  let statements: number | null = null
  const heard = Promise.withResolvers<void>()
  const child = await nursery.bear((line) => {
    statements = Number(line)
    heard.resolve()
  })
  child.tell(job)
  await Promise.race([heard.promise, child.gone])
  await child.kill()
  if (statements === null && nursery.complaints !== '') throw new Error(`the migrating child ended: ${nursery.complaints}`)
  return statements
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
async function killFrom(schema: number, nursery: Nursery, figures: Figures, { scale, plant, later }: { scale: Scale; plant?: MigrationPlant | undefined; later: number }): Promise<number> {
  const place = quickScratch()
  const old = join(place, 'old')
  await oldWorkspace(old, schema)
  const copy = (name: string): string => {
    const folder = join(place, name)
    cpSync(old, folder, { recursive: true })
    return folder
  }
  const statements = await migrate(nursery, { folder: copy('one'), killAt: 0 })
  expectHolds(statements !== null, 'nobody kills this one')
  await migrate(nursery, { folder: copy('two'), killAt: 0 })
  const undisturbed = await rowsOnceOpened(join(place, 'one'))
  const wordsOf = withoutRandom(undisturbed, await rowsOnceOpened(join(place, 'two')))
  const whole = wordsOf(undisturbed)
  const tryAt = async (at: number): Promise<void> => {
    const folder = copy(`at-${at}`)
    const left = await migrate(nursery, { folder, killAt: at, plant })
    expectHolds(plant !== undefined || left === null, `第${at}句没有中断`)
    if (scale === 'long') await migrate(nursery, { folder, killAt: Math.ceil(Math.random() * statements) })
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
  const nursery = await Nursery.of('migratedChild')
  const figures = { kills: 0, schemas: 0 }
  let later = 0
  for (const schema of schemas.toSorted((a, b) => b - a)) later = await killFrom(schema, nursery, figures, { scale, plant, later })
  return figures
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
