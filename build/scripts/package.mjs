// Runs electron-builder on what is in out/, with the runtime that the environment names. A stage of dist.mjs and test.mjs.
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Stop, handOver, main, projectNode, root } from './steps.mjs'

await main(async () => {
  const { BRANCH_DESK_ELECTRON: executable, BRANCH_DESK_ELECTRON_KIND: kind, BRANCH_DESK_PACKAGED: folder } = process.env
  if (!executable || !folder) throw new Stop('打包要先找到 Electron。请执行 npm run dist。')
  rmSync(folder, { recursive: true, force: true })
  const distribution = dirname(executable)
  const platform = process.platform === 'win32' ? '--win' : '--linux'
  const exitCode = await handOver(projectNode, [
    join(root, 'node_modules/electron-builder/cli.js'),
    platform, ...(kind === 'closed-network' ? ['dir'] : []),
    '--config', 'build/electron-builder.yml',
    '--publish', 'never',
    `-c.directories.output=${dirname(folder)}`,
    `-c.electronDist=${distribution}`,
    `-c.electronVersion=${readFileSync(join(distribution, 'version'), 'utf8').trim().replace(/^v/, '')}`,
  ])
  if (exitCode !== 0) return exitCode
  console.log(kind === 'closed-network' ? `已打包到 ${folder}。它用封闭网络的 Electron 制成，仅供测试，不能发给用户。` : `已打包到 ${dirname(folder)}。`)
  return 0
})
