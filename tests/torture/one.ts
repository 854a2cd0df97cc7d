// One harness in this process: node one.ts <name> <short|long>. Its last line on stdout is its result as JSON.
import { enableCompileCache } from 'node:module'
import { compiledSources } from './compiled.ts'
import { Broken, NotReached, type Scale } from './harness.ts'
import { harnesses } from './harnesses.ts'

/** `broken`: the promise that did not hold, or the fault that the harness did not see. */
export interface Result { name: string; title: string; tried: string; planted: number; caught: number; missed: string[]; broken: string | null; notReached: string | null }

enableCompileCache(compiledSources)
const [name = '', scale = 'short'] = process.argv.slice(2)
const load = harnesses[name]
if (!load) throw new Error(`no harness of this name: ${name}`)
const { harness } = await load()
const result: Result = { name, title: harness.title, tried: '', planted: harness.plants.length, caught: 0, missed: [], broken: null, notReached: null }
try {
  for (const plant of harness.plants) {
    try {
      await plant.attack()
      result.missed.push(plant.name)
    } catch (fault) {
      if (!(fault instanceof Broken)) throw fault
      result.caught++
    }
  }
  result.tried = await harness.attack(scale as Scale)
} catch (fault) {
  if (fault instanceof NotReached) result.notReached = fault.message
  else result.broken = fault instanceof Broken ? fault.message : String(fault instanceof Error ? fault.stack : fault)
}
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0))
