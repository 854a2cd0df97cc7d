import { spawn } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { schemaVersion } from '../../db/migrations/index.ts'
import { bundled } from './bundled.ts'
import { expectHolds, type Harness, type Scale } from './harness.ts'
import { expectTidy, firstDifference, inDatabase, scratch } from './office.ts'
import { oldWorkspace, rowsOf, type Rows } from './oldWorkspace.ts'
import { reopened } from './openOffice.ts'

type Program = Awaited<ReturnType<typeof bundled>>
interface Figures { kills: number; schemas: number }
/** How a migration is broken on purpose. */
type MigrationPlant = 'inPieces' | 'losesARow'

const sideBySide = 2

/** Null where it was killed. */
function migrate({ file, env }: Program, folder: string, killAt: number, plant?: MigrationPlant): Promise<number | null> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [file, folder, String(killAt), plant ?? ''], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let told = ''
    let errors = ''
    child.stdout.on('data', (text: Buffer) => { told += text.toString() })
    child.stderr.on('data', (text: Buffer) => { errors += text.toString() })
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') done(null)
      else if (code === 0) done(Number(told))
      else failed(new Error(`the migrating child ended with ${code}: ${errors.slice(-2000)}`))
    })
  })
}

/** Every cell of a workspace once it was opened again, which goes on where the migration was cut off. */
async function rowsOnceOpened(folder: string): Promise<Rows> {
  const office = await reopened(folder)
  office.service.close()
  return inDatabase(folder, rowsOf)
}

/** What two undisturbed migrations write differently is random by design: ids that a migration makes. */
const withoutRandom = (rows: Rows, again: Rows): ((other: Rows) => string) => {
  const isRandom = rows.map((row, i) => row.map((cell, n) => cell !== again[i]?.[n]))
  return (other) => other.map((row, i) => row.map((cell, n) => (isRandom[i]?.[n] ? '?' : cell)).join('\t')).join('\n')
}

/** `later`: statements that a newer schema still has to go through. In the short form each is killed once, in the first step that begins with it. Answers how many there are. */
async function killFrom(schema: number, program: Program, figures: Figures, { scale, plant, later }: { scale: Scale; plant?: MigrationPlant | undefined; later: number }): Promise<number> {
  const place = scratch()
  const old = join(place, 'old')
  await oldWorkspace(old, schema)
  const copy = (name: string): string => {
    const folder = join(place, name)
    cpSync(old, folder, { recursive: true })
    return folder
  }
  const statements = await migrate(program, copy('one'), 0)
  expectHolds(statements !== null, 'nobody kills this one')
  await migrate(program, copy('two'), 0)
  const undisturbed = await rowsOnceOpened(join(place, 'one'))
  const wordsOf = withoutRandom(undisturbed, await rowsOnceOpened(join(place, 'two')))
  const whole = wordsOf(undisturbed)
  const tryAt = async (at: number): Promise<void> => {
    const folder = copy(`at-${at}`)
    const left = await migrate(program, folder, at, plant)
    expectHolds(plant !== undefined || left === null, `第${at}句没有中断`)
    if (scale === 'long') await migrate(program, folder, Math.ceil(Math.random() * statements))
    figures.kills++
    const rows = await rowsOnceOpened(folder)
    if (plant === 'losesARow') rows.splice(rows.findIndex(([table]) => table === 'speech'), 1)
    const found = wordsOf(rows)
    if (found !== whole) expectHolds(false, `从数据版本${schema}升级，第${at}句中断，再打开后内容不同：${firstDifference(found, whole)}`)
    await expectTidy(folder)
    rmSync(folder, { recursive: true })
  }
  const points = Array.from({ length: scale === 'long' ? statements : Math.max(1, statements - later) }, (_, i) => i + 1)
  await Promise.all(Array.from({ length: sideBySide }, async () => { for (let at = points.shift(); at !== undefined; at = points.shift()) await tryAt(at) }))
  figures.schemas++
  return statements
}

async function kill(schemas: readonly number[], scale: Scale, plant?: MigrationPlant): Promise<Figures> {
  const program = await bundled('migratedChild')
  const figures = { kills: 0, schemas: 0 }
  let later = 0
  for (const schema of schemas.toSorted((a, b) => b - a)) later = await killFrom(schema, program, figures, { scale, plant, later })
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
