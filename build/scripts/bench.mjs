// npm run bench: measures ours against the bare libraries, in plain Node. Ends with 1 where a goal is missed.
import { join } from 'node:path'
import { ensureNodeModules } from './ensure.mjs'
import { Stop, handOver, main, projectNode, root, run } from './steps.mjs'

await main(async () => {
  await ensureNodeModules()
  if (!run(projectNode, [join(root, 'build/scripts/make-templates.ts')]).ok) throw new Stop('Word 模板没有生成，原因见上面的输出。')
  return handOver(projectNode, [join(root, 'tests/bench/bench.ts')])
})
