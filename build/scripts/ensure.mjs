// Installs what is missing before a command runs, and says what it does. Runs on the system's Node 20 with built-in
// modules only, because there may be nothing else yet. Never asks on standard input.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import {
  buildAddon, buildPackages, hasClosedNetworkRuntime, installClosedNetworkRuntime, isClosedNetworkMachine, isClosedNetworkRuntime,
} from '../runtime/closedNetwork.mjs'
import { Stop, npm, output, projectNode, root, run, say, systemProgram, withLock } from './steps.mjs'

/** What Electron and its tests need of a Debian system; Chinese would be boxes without the font. */
const runtimePackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'xvfb', 'xauth', 'fonts-noto-cjk']

/** Electron before 36 has Node-API 9; the prebuilt addon needs 10. */
const firstElectronWithNodeApi10 = 36

/**
 * @typedef {object} Runtime
 * @property {string} executable Electron's program
 * @property {string | undefined} nativeBinding the database's addon, when the prebuilt one does not run on it
 * @property {'own-folder' | 'download' | 'closed-network'} kind
 */

/**
 * npm's packages as package-lock.json names them.
 * @throws {Stop} when npm fails
 */
export async function ensureNodeModules() {
  if (nodeModulesMatchLock()) return
  await withLock(join(root, '.cache/npm-ci.lock'), async () => {
    if (nodeModulesMatchLock()) return
    if (process.platform === 'win32' && process.execPath.includes('node_modules')) {
      throw new Stop('依赖与 package-lock.json 不一致，而本程序正由 node_modules 里的 Node 运行，不能替换它。请先执行：npm ci')
    }
    say('安装 npm 依赖（npm ci）…')
    if (!run(...npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])).ok) throw new Stop('npm ci 没有成功，原因见上面的输出。请检查 npm 能否联网，再重新执行。')
    if (!output(projectNode, ['--version'])) throw new Stop('npm ci 之后缺少 node_modules 里的 Node 24。请检查 npm 是否禁止了安装脚本。')
  })
}

/** Whether what npm last installed is what the lock names; packages for other systems may be absent. */
function nodeModulesMatchLock() {
  const installedFile = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile) || !existsSync(projectNode)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.keys(installed).every((path) => path in wanted)
    && Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
      if (path === '') return true
      const here = installed[path]
      return here ? here.version === version && here.integrity === integrity : optional === true
    })
}

/**
 * The shared libraries and programs of the system. Root on a Debian system gets them installed; anyone else is told the
 * command. What is still missing shows when it is needed: see ensureElectron and displayWrapper.
 */
export function ensureSystemLibraries() {
  if (process.platform !== 'linux' || !systemProgram('dpkg-query')) return
  const missing = missingPackages(hasClosedNetworkRuntime() ? runtimePackages : [...runtimePackages, ...buildPackages])
  if (missing.length === 0) return
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) {
    say(`缺少系统软件包。请由管理员执行：${command}`)
    return
  }
  say(`安装缺少的系统软件包（apt）：${missing.join(' ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const done = run('apt-get', ['update', '-q'], { env }).ok
    && run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { env }).ok
  if (!done) say(`apt 没有成功。请检查软件源后执行：${command}`)
}

/** @param {string[]} names */
function missingPackages(names) {
  // Newer Debian renamed some libraries with the suffix t64.
  const listed = output('dpkg-query', ['-W', '-f=${binary:Package} ${db:Status-Status}\n', ...names.flatMap((name) => [`${name}*`])]) ?? ''
  const installed = new Set(listed.split('\n').filter((line) => line.endsWith(' installed')).map((line) => line.split(/[ :]/, 1)[0]))
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`))
}

/**
 * An Electron to run: the user's own folder, else Electron's own download, else the closed-network runtime.
 * @returns {Promise<Runtime>}
 * @throws {Stop} when there is none, or it cannot run here
 */
export async function ensureElectron() {
  const runtime = await findElectron()
  const missing = missingSharedLibraries(runtime.executable)
  if (missing.length > 0) throw new Stop(`Electron 缺少系统库：${missing.join(' ')}。请安装后重新执行。`)
  return runtime
}

/** @returns {Promise<Runtime>} */
async function findElectron() {
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (own) {
    const executable = join(own, executableName())
    if (!existsSync(executable)) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH 指定的文件夹里没有 Electron：${executable}`)
    const kind = isClosedNetworkRuntime(own) ? 'closed-network' : 'own-folder'
    return { executable, nativeBinding: await addonFor(own), kind }
  }
  if (await downloadElectron()) {
    return { executable: join(root, 'node_modules/electron/dist', executableName()), nativeBinding: undefined, kind: 'download' }
  }
  if (!isClosedNetworkMachine()) {
    throw new Stop('没有可用的 Electron：下载不到，而封闭网络用的 Electron 只有 Linux x64 版。请设置 ELECTRON_MIRROR（下载镜像）或 ELECTRON_OVERRIDE_DIST_PATH（已有的 Electron 文件夹）。')
  }
  return { executable: await installClosedNetworkRuntime(), nativeBinding: await buildAddon(), kind: 'closed-network' }
}

/** @param {string} folder an Electron distribution */
async function addonFor(folder) {
  const major = Number.parseInt(readFileSync(join(folder, 'version'), 'utf8').replace(/^v/, ''), 10)
  if (major >= firstElectronWithNodeApi10) return undefined
  if (process.platform !== 'linux') throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH 里是 Electron ${major}，这里需要 ${firstElectronWithNodeApi10} 或更新版本。`)
  return buildAddon()
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Electron's own installer, honouring ELECTRON_MIRROR. Answers at once when it is there already or cannot be reached. */
async function downloadElectron() {
  const folder = join(root, 'node_modules/electron')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (existsSync(join(folder, 'path.txt')) && existsSync(join(folder, 'dist', executableName()))) return true
  if (!isInDownloadCache(version) && !(await canReachDownload())) return false
  say(`下载 Electron ${version}…`)
  const minutes = 5
  const { ok, timedOut } = run(projectNode, [join(folder, 'install.js')], { timeoutMs: minutes * 60_000 })
  if (timedOut) say(`下载 Electron 超过 ${minutes} 分钟，已放弃。`)
  if (!ok) say('没有下载到 Electron。')
  return ok
}

/** @param {string} version */
function isInDownloadCache(version) {
  const folder = process.env.electron_config_cache ?? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'electron')
  const archive = `electron-v${version}-${process.platform}-${process.arch}.zip`
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((path) => path.endsWith(archive))
}

/** Whether the place Electron downloads from answers at all. Behind a proxy only the download itself can tell. */
function canReachDownload() {
  const { ELECTRON_MIRROR, npm_config_electron_mirror, HTTPS_PROXY, https_proxy, ALL_PROXY, all_proxy } = process.env
  if (HTTPS_PROXY || https_proxy || ALL_PROXY || all_proxy) return true
  const { hostname, protocol, port } = new URL(ELECTRON_MIRROR ?? npm_config_electron_mirror ?? 'https://github.com')
  // Every start asks again, so that the closed-network runtime gives way once there is a network; then it must not cost.
  const timeoutMs = hasClosedNetworkRuntime() ? 500 : 5000
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || (protocol === 'http:' ? 80 : 443) })
    const answer = (/** @type {boolean} */ reached) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reached)
    }
    const timer = setTimeout(() => answer(false), timeoutMs)
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}

/** @param {string} executable */
function missingSharedLibraries(executable) {
  if (process.platform !== 'linux') return []
  const listed = output('ldd', [executable]) ?? ''
  return listed.split('\n').filter((line) => line.includes('not found')).map((line) => line.trim().split(' ', 1)[0])
}

/** Whether windows can be shown. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * What to put before a command that opens windows: nothing where there is a display, else a virtual one.
 * @returns {string[]}
 * @throws {Stop} when there is no display and no Xvfb
 */
export function displayWrapper() {
  if (hasDisplay()) return []
  if (!systemProgram('xvfb-run')) throw new Stop('没有显示器，也没有 xvfb-run。请由管理员执行：apt-get install -y xvfb xauth')
  return ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24']
}

/**
 * What the tests, the demo and the packager are told about the runtime. A package of the closed-network runtime goes to
 * a folder of another name, so that nobody takes it for one to hand out.
 * @param {Runtime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function runtimeEnvironment({ executable, nativeBinding, kind }) {
  const unpacked = process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked'
  return {
    BRANCH_DESK_ELECTRON: executable,
    BRANCH_DESK_NATIVE_BINDING: nativeBinding ?? '',
    BRANCH_DESK_ELECTRON_KIND: kind,
    BRANCH_DESK_PACKAGED: join(root, kind === 'closed-network' ? 'dist/仅供测试' : 'dist', unpacked),
  }
}
