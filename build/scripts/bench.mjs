// npm run bench: measures ours beside what it stands on. Without an Electron or a display the figures that need one are named as not measured.
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { runStages, stages } from './stages.mjs'
import { Stop, main } from './steps.mjs'

const words = process.argv.slice(2)
await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  try {
    return await runStages([stages.templates, stages.build, stages.benchIn(true, words)], runtimeEnvironment(await ensureElectron()))
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return runStages([stages.templates, stages.benchIn(false, words)], { BRANCH_DESK_NO_ELECTRON: error.message })
  }
})
