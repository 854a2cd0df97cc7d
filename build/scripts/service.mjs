// npm run -s service -- --workspace DIR: the data service in plain Node, one JSON object a line in and out.
// Standard output carries answers only; every notice goes to stderr.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureNodeModules } from './ensure.mjs'
import { Stop, handOver, main, projectNode, root, run, say } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  if (!existsSync(join(root, 'build/templates'))) {
    say('生成 Word 模板…')
    if (!run(projectNode, [join(root, 'build/scripts/make-templates.ts')]).ok) throw new Stop('Word 模板没有生成，原因见上面的输出。')
  }
  return handOver(projectNode, [join(root, 'electron/service/cli.ts'), ...process.argv.slice(2)])
})
