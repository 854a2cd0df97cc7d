// npm run -s service -- --workspace DIR: the data service in plain Node, one JSON object a line in and out.
// Standard output carries answers only; every notice goes to stderr.
import { join } from 'node:path'
import { ensureNodeModules } from './ensure.mjs'
import { handOver, main, projectNode, root } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  return handOver(projectNode, [join(root, 'electron/service/cli.ts'), ...process.argv.slice(2)])
})
