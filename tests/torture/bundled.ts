import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')

function outFolder(name: string): string {
  const place = join(root, 'out/torture', `${basename(name)}-${process.pid}`)
  mkdirSync(place, { recursive: true })
  process.on('exit', () => rmSync(place, { recursive: true, force: true }))
  return place
}

/** A program as one file and what it loads later, beside node_modules for the addon. Answers the file. */
export async function bundled(name: string): Promise<string> {
  const place = outFolder(name)
  await build({
    configFile: false, logLevel: 'error', root, ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir: place, emptyOutDir: false, target: 'node24', rollupOptions: { output: { entryFileNames: 'child.mjs', chunkFileNames: '[name]-[hash].mjs' } }, minify: true },
  })
  return join(place, 'child.mjs')
}

/** What Node has to be told to start such a child. */
export type Parameters = readonly string[]
const made = new Map<string, Promise<Parameters>>()

/**
 * A child that is started a thousand times: the memory of a process in which everything was loaded, kept in a file that Node starts from.
 * To load it anew each time took three times as long, and was most of the work.
 */
export function loaded(name: string): Promise<Parameters> {
  const parameters = made.get(name) ?? load(name)
  made.set(name, parameters)
  return parameters
}

/** An addon cannot lie in such a file: loaded from where it lies, when the first database is opened. */
const addonLater: Plugin = {
  name: 'addon-later',
  load: (id) => (/better-sqlite3[^/]*\/lib\/binding\.js$/.test(id) ? `exports.getBinding = (given) => process.getBuiltinModule('node:module').createRequire(${JSON.stringify(id)})(${JSON.stringify(id)}).getBinding(given)` : null),
}
/** What writes papers is loaded by the application when it is wanted. No child wants it; one that did would fail. */
const noPapers: Plugin = { name: 'no-papers', resolveDynamicImport: (wanted) => (typeof wanted === 'string' && wanted.startsWith('.') ? { id: wanted, external: true } : null) }

async function load(name: string): Promise<Parameters> {
  const place = outFolder(name)
  await build({
    configFile: false, logLevel: 'error', root, ssr: { noExternal: true }, plugins: [addonLater, noPapers],
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir: place, emptyOutDir: false, target: 'node24', rollupOptions: { output: { format: 'cjs', entryFileNames: 'child.cjs', codeSplitting: false } }, minify: true },
  })
  const memory = join(place, 'memory.blob')
  const { status, stderr } = spawnSync(process.execPath, ['--snapshot-blob', memory, '--build-snapshot', join(place, 'child.cjs')], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the memory of ${name} could not be kept; does a module make something of Intl, or another native thing, while it loads? ${stderr.slice(0, 2000)}`)
  // Written a moment ago by this process: nobody needs its checksum. In large pages it is read a tenth faster.
  process.env['GLIBC_TUNABLES'] ??= 'glibc.malloc.hugetlb=1'
  return ['--no-verify-snapshot-checksum', '--snapshot-blob', memory]
}
