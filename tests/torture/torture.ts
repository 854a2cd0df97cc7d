// npm run torture [-- --long] [-- name …]: every harness in a process of its own, four side by side; a table, and out/torture.json.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { compiledSources } from './compiled.ts'
import { sideBySide } from './harness.ts'
import { harnesses } from './harnesses.ts'
import type { Result } from './one.ts'

type Run = Result & { seconds: number }

const parameters = process.argv.slice(2)
const scale = parameters.includes('--long') ? 'long' : 'short'
const named = parameters.filter((parameter) => !parameter.startsWith('--'))
const unknown = named.filter((name) => !(name in harnesses))
if (unknown.length > 0) throw new Error(`没有这个项目：${unknown.join('、')}。有：${Object.keys(harnesses).join('、')}`)
const names = named.length > 0 ? named : Object.keys(harnesses)
/** More than the cores that everybody has: each waits now and then, for a window, a disk or a process that starts. */
const atOnce = 4

/** A harness that dies, or says nothing, is broken: silence is never success. */
function run(name: string): Promise<Run> {
  const start = performance.now()
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'one.ts'), name, scale], { stdio: ['ignore', 'pipe', 'inherit'], env: process.env })
    let told = ''
    child.stdout.on('data', (text: Buffer) => { told += text.toString() })
    child.once('close', (code, signal) => {
      const seconds = (performance.now() - start) / 1000
      const line = told.trim().split('\n').at(-1) ?? ''
      try {
        done({ ...JSON.parse(line) as Result, seconds })
      } catch {
        done({ name, title: name, tried: '', planted: 0, caught: 0, missed: [], broken: `没有说出结果就结束了（${signal ?? code}）`, notReached: null, seconds })
      }
    })
  })
}

function lineOf({ name, title, tried, planted, caught, missed, broken, notReached, seconds }: Run): string {
  const verdict = broken !== null ? `没有守住：${broken}` : notReached !== null ? `没有做到：${notReached}` : missed.length > 0 ? `故意埋的错没有发现：${missed.join('、')}` : tried
  return `${title}（${name}，${seconds.toFixed(0)}秒）\n  ${verdict}\n  ${planted} planted, ${caught} caught`
}

rmSync(compiledSources, { recursive: true, force: true })
const results: Run[] = []
const began = performance.now()
await sideBySide(atOnce, names, async (name) => {
  const result = await run(name)
  results.push(result)
  console.log(lineOf(result))
})

const out = resolve(import.meta.dirname, '../../out')
mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'torture.json'), `${JSON.stringify({ scale, results }, null, 2)}\n`)
const failed = results.filter(({ broken, missed }) => broken !== null || missed.length > 0)
const notReached = results.filter(({ notReached: reason }) => reason !== null)
const sum = (what: 'planted' | 'caught') => results.reduce((total, result) => total + result[what], 0)
console.log(`\n${results.length}项，守住${results.length - failed.length - notReached.length}项；${sum('planted')} planted, ${sum('caught')} caught；${((performance.now() - began) / 1000).toFixed(0)}秒`)
if (notReached.length > 0) console.log(`没有做到（不算通过）：${notReached.map(({ title }) => title).join('、')}`)
if (failed.length > 0) console.log(`没有守住：${failed.map(({ title }) => title).join('、')}`)
process.exitCode = failed.length > 0 ? 1 : 0
