// npm run bench: a table on the screen, out/bench.json for a program. Ends with 1 where a goal is missed or a figure could not be measured.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { callsOfTheService } from './calls.ts'
import type { Figure } from './measure.ts'
import { sixtyWordFiles } from './words.ts'

const out = resolve(import.meta.dirname, '../../out')
const groups: [name: string, measure: () => Promise<Figure | Figure[]>][] = [['Word', sixtyWordFiles], ['数据服务', callsOfTheService]]

const figures: Figure[] = []
const notMeasured: string[] = []
for (const [name, measureGroup] of groups) {
  try {
    figures.push(...[await measureGroup()].flat())
  } catch (fault) {
    notMeasured.push(`${name}（${fault instanceof Error ? fault.message : String(fault)}）`)
  }
}

mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`)

for (const { name, unit, value, floor, ratio, goal, ok } of figures) {
  const verdict = goal === null ? '没有目标' : `目标不超过${goal}倍，${ok ? '达到' : '没有达到'}`
  console.log(`${name}\n  ${value} ${unit}，对照 ${floor} ${unit}，${ratio}倍；${verdict}`)
}
for (const name of notMeasured) console.log(`没有测成：${name}`)
console.log('写在 out/bench.json')
process.exitCode = notMeasured.length === 0 && figures.every(({ ok }) => ok) ? 0 : 1
