// node build/scripts/electronPath.mjs: makes sure there is an Electron and prints where, as one JSON object.
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { main } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  process.stdout.write(`${JSON.stringify(runtimeEnvironment(await ensureElectron()), null, 2)}\n`)
})
