// npm start: the application in development; without a display, the demo.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureElectron, ensureNodeModules, ensureSystemLibraries, hasDisplay, runtimeEnvironment } from './ensure.mjs'
import { runStages, stages } from './stages.mjs'
import { handOver, main, root, say } from './steps.mjs'

const builtStamp = join(root, '.cache/built')

await main(async () => {
  await ensureNodeModules()
  ensureSystemLibraries()
  const runtime = await ensureElectron()
  const env = runtimeEnvironment(runtime)
  if (!hasDisplay()) {
    say('没有显示器（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），改为运行演示，结果在 out/demo。')
    return runStages([stages.templates, stages.build, stages.demo], env)
  }
  const failed = await buildIfNeeded(env)
  if (failed) return failed
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  if (switches.length > 0) say('以 root 运行：Chromium 的沙箱不能开启，加上 --no-sandbox。普通用户运行时沙箱是开着的。')
  return handOver(runtime.executable, [...switches, root, ...process.argv.slice(2)], { ...process.env, ...env })
})

/** @param {NodeJS.ProcessEnv} env */
async function buildIfNeeded(env) {
  const sources = ['electron', 'renderer', 'shared', 'db', 'build/scripts', 'build/electron.vite.config.ts', 'package.json', 'package-lock.json']
  const built = existsSync(builtStamp) && existsSync(join(root, 'out/main/index.js')) && existsSync(join(root, 'build/templates'))
  if (built && Math.max(...sources.map((path) => newestChange(join(root, path)))) < statSync(builtStamp).mtimeMs) return 0
  const started = new Date()
  const failed = await runStages([stages.templates, stages.build], env)
  if (failed) return failed
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(builtStamp, '')
  // The time before the build, so that a file changed during it counts as newer.
  utimesSync(builtStamp, started, started)
  return 0
}

/**
 * When a file or anything under a folder last changed, in ms. A folder's own time shows files that were removed.
 * @param {string} path
 * @returns {number}
 */
function newestChange(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
