import { mkdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

interface Program { file: string; env: NodeJS.ProcessEnv }
const made = new Map<string, Promise<Program>>()

/** Children that are started a thousand times: bundled they start in a tenth of the time of the sources, since what writes papers stays in files that are not read. Beside node_modules, for the addon. */
export function bundled(name: string): Promise<Program> {
  const program = made.get(name) ?? bundle(name)
  made.set(name, program)
  return program
}

async function bundle(name: string): Promise<Program> {
  const place = join(root, 'out/torture', `${basename(name)}-${process.pid}`)
  mkdirSync(place, { recursive: true })
  process.on('exit', () => rmSync(place, { recursive: true, force: true }))
  await build({
    configFile: false, logLevel: 'error', root, ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir: place, emptyOutDir: false, target: 'node24', rollupOptions: { output: { entryFileNames: 'child.mjs', chunkFileNames: '[name]-[hash].mjs' } }, minify: true },
  })
  // Node keeps the compiled code beside it, for the second start and all others.
  return { file: join(place, 'child.mjs'), env: { ...process.env, NODE_COMPILE_CACHE: join(place, 'compiled') } }
}
