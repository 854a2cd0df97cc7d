// The steps that the commands are made of, run one after the other: each with its heading and its time.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { displayWrapper } from './ensure.mjs'
import { handOver, npm, projectNode, root } from './steps.mjs'

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {() => [string, string[]]} [command]
 * @property {() => [string, string[]][]} [sideBySide] several at once, in place of one
 * @property {true} [needsElectron]
 * @property {string[]} [counts] the files in which Vitest leaves its counts
 */

/**
 * An npm script of this project; npm puts Node 24 first on its path.
 * @param {string} title
 * @param {string} script
 * @returns {Stage}
 */
const script = (title, script) => ({ title, command: () => npm(['run', '-s', script]) })

/**
 * @param {string} title
 * @param {string} config
 * @param {string} counts
 * @param {boolean} windows whether it opens windows
 * @returns {Stage}
 */
const vitest = (title, config, counts, windows) => ({
  title,
  counts: [counts],
  ...(windows && { needsElectron: true }),
  command: () => wrap(windows, vitestCommand(config, counts)),
})

/**
 * @param {string} config
 * @param {string} counts
 * @param {string[]} more
 * @returns {string[]}
 */
const vitestCommand = (config, counts, ...more) => [
  projectNode, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '-c', config, '--reporter=default', '--reporter=json', `--outputFile.json=${counts}`, ...more,
]

/**
 * A part of the files each, on a display of its own with a clipboard of its own: windows wait more than they work. With three parts on two cores it took
 * three quarters of the time, and now and then a test its second try.
 * @param {string} title
 * @param {string} config
 * @param {string[]} counts
 * @returns {Stage}
 */
const vitestParts = (title, config, counts) => ({
  title,
  counts,
  needsElectron: true,
  sideBySide: () => counts.map((file, i) => wrap(true, vitestCommand(config, file, `--shard=${i + 1}/${counts.length}`))),
})

/**
 * @param {boolean} windows
 * @param {string[]} command
 * @returns {[string, string[]]}
 */
function wrap(windows, command) {
  const [program, ...parameters] = windows ? [...displayWrapper(), ...command] : command
  return [program, parameters]
}

/**
 * @param {string[]} parameters
 * @returns {Stage}
 */
const tortureWith = (parameters) => ({ title: '破坏测试', needsElectron: true, command: () => wrap(true, [projectNode, join(root, 'tests/torture/torture.ts'), ...parameters]) })

/**
 * @param {boolean} windows
 * @param {string[]} words only the groups whose names hold one of them; none: all
 * @returns {Stage}
 */
const benchIn = (windows, words = []) => ({ title: '测速', command: () => wrap(windows, [projectNode, join(root, 'tests/bench/bench.ts'), ...words]) })

export const stages = {
  tortureWith,
  benchIn,
  torture: tortureWith([]),
  types: script('类型检查', 'types'),
  lint: script('代码检查', 'lint'),
  templates: script('生成 Word 模板', 'templates'),
  unit: vitest('单元、数据库、服务和界面测试', 'build/vitest.config.ts', '.cache/unit.json', false),
  build: script('构建', 'build'),
  e2e: vitestParts('端到端测试（Electron）', 'build/vitest.e2e.config.ts', ['.cache/e2e-1.json', '.cache/e2e-2.json']),
  golden: /** @type {Stage} */ ({ title: '重画文书首页的样图', needsElectron: true, command: () => wrap(true, [projectNode, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '-c', 'build/vitest.e2e.config.ts', 'tests/e2e/typography.test.ts', '-t', 'the first page looks']) }),
  package: /** @type {Stage} */ ({ title: '打包', needsElectron: true, command: () => [projectNode, [join(root, 'build/scripts/package.mjs')]] }),
  smoke: vitest('打包后的冒烟测试', 'build/vitest.dist.config.ts', '.cache/dist.json', true),
  demo: /** @type {Stage} */ ({ title: '演示', needsElectron: true, command: () => wrap(true, [projectNode, join(root, 'tests/demo/demo.ts')]) }),
}

/**
 * Runs stages until one fails. Those that were not run are named.
 * @param {Stage[]} list
 * @param {NodeJS.ProcessEnv} env added to the environment
 * @param {{ noElectron?: string }} [options] noElectron: why there is none
 * @returns {Promise<number>} the exit code of the stage that failed; 1 when one could not be run; else 0
 */
export async function runStages(list, env, { noElectron } = {}) {
  /** @type {string[]} */
  const notRun = []
  let exitCode = 0
  for (const stage of list) {
    if (exitCode !== 0 || (noElectron && stage.needsElectron)) {
      notRun.push(stage.title)
      continue
    }
    console.log(`\n==== ${stage.title} ====`)
    const start = performance.now()
    const commands = stage.sideBySide?.() ?? (stage.command ? [stage.command()] : [])
    const codes = await Promise.all(commands.map((command) => handOver(...command, { ...process.env, ...env })))
    exitCode = codes.find((code) => code !== 0) ?? 0
    console.log(`==== ${stage.title}：${exitCode === 0 ? '通过' : `失败（退出码 ${exitCode}）`}，${((performance.now() - start) / 1000).toFixed(1)} 秒 ====`)
  }
  if (notRun.length > 0) {
    console.log(`\n没有运行：${notRun.join('、')}。${exitCode === 0 ? noElectron : '前面的步骤失败了。'}`)
    exitCode ||= 1
  }
  return exitCode
}

/**
 * @param {Stage[]} list stages that were run
 * @returns {string} how many tests passed and failed in all, as one line
 */
export function countTests(list) {
  const counts = list.flatMap(({ counts: files = [] }) => files.map((file) => JSON.parse(readFileSync(join(root, file), 'utf8'))))
  const sum = (/** @type {string} */ name) => counts.reduce((total, count) => total + count[name], 0)
  return `${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`
}
