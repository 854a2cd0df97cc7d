// npm run demo: plays the shipped example through the real application, into out/demo.
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { runStages, stages } from './stages.mjs'
import { main } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  return runStages([stages.templates, stages.build, stages.demo], runtimeEnvironment(await ensureElectron()))
})
