// npm run bench: a table on the screen, out/bench.json for a program. Ends with 1 where a goal is missed or a figure could not be measured.
// npm run bench -- 查 保存: only the groups with a figure whose name holds one of these words; then nothing is written.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { explained } from './explained.ts'
import { fusion, fusionNames } from './fusion.ts'
import { working, windowNames } from './inWindow.ts'
import { importName, importRows, importWritten, writtenName } from './importRows.ts'
import { large, largeNames } from './large.ts'
import type { Figure, Measured } from './measure.ts'
import { planName, planOnTenYears } from './plan.ts'
import { searching, searchNames } from './search.ts'
import { rosterNames, rosterPages } from './roster.ts'
import { starting, startNames } from './start.ts'
import { isReached, tableOf } from './table.ts'
import { developmentBoard, developmentNames } from './development.ts'
import { ledgerOnTenYears, studyName } from './study.ts'
import { todayName, todayOnTenYears } from './today.ts'
import { sixtyWordFiles, wordsName } from './words.ts'

const out = resolve(import.meta.dirname, '../../out')
const groups: { names: readonly string[]; measure: () => Promise<Measured[]> }[] = [
  { names: startNames, measure: starting },
  { names: windowNames, measure: working },
  { names: searchNames, measure: searching },
  { names: largeNames, measure: large },
  { names: rosterNames, measure: rosterPages },
  { names: [importName], measure: async () => [await importRows()] },
  { names: [writtenName], measure: async () => [await importWritten()] },
  { names: fusionNames, measure: fusion },
  { names: [todayName], measure: todayOnTenYears },
  { names: [planName], measure: planOnTenYears },
  { names: [studyName], measure: ledgerOnTenYears },
  { names: developmentNames, measure: developmentBoard },
  { names: [wordsName], measure: async () => [await sixtyWordFiles()] },
]

const words = process.argv.slice(2)
const wanted = groups.filter(({ names }) => words.length === 0 || names.some((name) => words.some((word) => name.includes(word))))
if (wanted.length === 0) throw new Error(`没有这样的数值：${words.join('、')}`)

const measured: Measured[] = []
const notMeasured: string[] = []
for (const { names, measure } of wanted) {
  console.error(`[测速] ${names.join('、')}…`)
  try {
    measured.push(...await measure())
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    notMeasured.push(...names.map((name) => `${name}（${reason}）`))
  }
}

const figures = measured.map(({ name, unit, value, floor, ratio, goal }): Figure => ({ name, unit, value, floor, ratio, goal }))

for (const line of tableOf(measured, notMeasured, explained)) console.log(line)
if (words.length === 0) {
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`)
  console.log('写在 out/bench.json')
} else {
  console.log(`只测了${wanted.length}组，没有写 out/bench.json；没有测：${groups.filter((group) => !wanted.includes(group)).flatMap(({ names }) => names).join('、')}`)
}
process.exitCode = notMeasured.length === 0 && figures.every(isReached) ? 0 : 1
