// npm run -s golden: draws the kept first pages of the samples anew (tests/golden). Look at them before they are committed.
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { runStages, stages } from './stages.mjs'
import { main } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  return runStages([stages.templates, stages.build, stages.golden], { ...runtimeEnvironment(await ensureElectron()), BRANCH_DESK_GOLDEN: 'renew' })
})
