// npm run bench: measures ours beside what it stands on. Without an Electron or a display the figures that need one are named as not measured.
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { runStages, stages } from './stages.mjs'
import { Stop, main } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  try {
    return await runStages([stages.templates, stages.build, stages.benchIn(true)], runtimeEnvironment(await ensureElectron()))
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return runStages([stages.templates, stages.benchIn(false)], { BRANCH_DESK_NO_ELECTRON: error.message })
  }
})
