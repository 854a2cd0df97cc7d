// npm run bench: a table on the screen, out/bench.json for a program. Ends with 1 where a goal is missed or a figure could not be measured.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { explained } from './explained.ts'
import { working, windowNames } from './inWindow.ts'
import { large, largeNames } from './large.ts'
import type { Figure, Measured } from './measure.ts'
import { starting, startNames } from './start.ts'
import { sixtyWordFiles, wordsName } from './words.ts'

const out = resolve(import.meta.dirname, '../../out')
const groups: { names: readonly string[]; measure: () => Promise<Measured[]> }[] = [
  { names: startNames, measure: starting },
  { names: windowNames, measure: working },
  { names: largeNames, measure: large },
  { names: [wordsName], measure: async () => [await sixtyWordFiles()] },
]

const measured: Measured[] = []
const notMeasured: string[] = []
for (const { names, measure } of groups) {
  console.error(`[测速] ${names.join('、')}…`)
  try {
    measured.push(...await measure())
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    notMeasured.push(...names.map((name) => `${name}（${reason}）`))
  }
}

mkdirSync(out, { recursive: true })
const figures = measured.map(({ name, unit, value, floor, ratio, goal }): Figure => ({ name, unit, value, floor, ratio, goal }))
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`)

/** Fills up to a width; a Chinese character takes two columns. */
const column = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0)))
const row = (...cells: string[]): string => [48, 14, 44, 8, 18].reduce((line, width, n) => `${line}${column(cells[n] ?? '', width)}`, '') + (cells.at(-1) ?? '')

console.log(row('名称', '数值', '对照', '倍数', '目标不超过', '结论'))
for (const { name, unit, value, floor, floorIs, ratio, goal, goalInWords } of measured) {
  const missed = ratio > goal
  console.log(row(name, `${value} ${unit}`, `${floor} ${unit}（${floorIs}）`, String(ratio), goalInWords, missed ? '没有达到' : '达到'))
  if (missed) console.log(`  原因：${explained[name] ?? '还没有查清。'}`)
}
for (const name of notMeasured) console.log(`没有测成：${name}`)
console.log('写在 out/bench.json')
process.exitCode = notMeasured.length === 0 && figures.every(({ ratio, goal }) => ratio <= goal) ? 0 : 1
