// npm test: everything, from nothing. A stage that cannot be run is named and fails the command.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { countTests, runStages, stages } from './stages.mjs'
import { Stop, main, root } from './steps.mjs'

const { types, lint, templates, unit, build, e2e, torture, package: packaging, smoke } = stages
const all = [types, lint, templates, unit, build, e2e, torture, packaging, smoke]

await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  const { env, noElectron } = await electronOrReason()
  mkdirSync(join(root, '.cache'), { recursive: true })
  const withCounts = all.filter(({ counts }) => counts)
  for (const file of withCounts.flatMap(({ counts = [] }) => counts)) rmSync(join(root, file), { force: true })
  const exitCode = await runStages(all, env, { noElectron })
  if (!noElectron && exitCode === 0) console.log(`\n${countTests(withCounts)}`)
  return exitCode
})

/** Without Electron the stages that need none still run, so that the reason and their results are seen together. */
async function electronOrReason() {
  try {
    return { env: runtimeEnvironment(await ensureElectron()) }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return { env: {}, noElectron: error.message }
  }
}
