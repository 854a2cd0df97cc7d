// npm run dist: this system's packages, and a smoke test of what was packed.
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, runtimeEnvironment } from './ensure.mjs'
import { runStages, stages } from './stages.mjs'
import { Stop, main, say } from './steps.mjs'

await main(async () => {
  if (process.platform !== 'linux' && process.platform !== 'win32') throw new Stop('只能在 Linux 或 Windows 上打包。')
  await ensureNodeModules()
  ensureSystemLibraries()
  const runtime = await ensureElectron()
  if (runtime.kind === 'closed-network') say('没有下载到正式的 Electron：用封闭网络的 Electron 做一个仅供测试的 Linux 文件夹，不做安装包。')
  return runStages([stages.templates, stages.build, stages.package, stages.smoke], runtimeEnvironment(runtime))
})
