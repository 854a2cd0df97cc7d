// npm run torture: harnesses that try to break the application; `-- --long` for the long form, `-- <name>` for one of them.
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { runStages, stages } from './stages.mjs'
import { main } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  const env = runtimeEnvironment(await ensureElectron())
  return runStages([stages.templates, stages.build, stages.tortureWith(process.argv.slice(2))], env)
})
