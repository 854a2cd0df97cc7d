import { mkdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')

const made = new Map<string, Promise<string>>()

function outFolder(name: string): string {
  const place = join(root, 'out/torture', `${basename(name)}-${process.pid}`)
  mkdirSync(place, { recursive: true })
  process.on('exit', () => rmSync(place, { recursive: true, force: true }))
  return place
}

/** A program as one file and what it loads later, beside node_modules for the addon. Answers the file. Made once in a process. */
export function bundled(name: string): Promise<string> {
  const file = made.get(name) ?? bundle(name)
  made.set(name, file)
  return file
}

/** A source that reads a file beside it finds it there also as a part of a bundle. */
const whereItLay: Plugin = { name: 'where-it-lay', transform: (code, id) => (code.includes('import.meta.dirname') ? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))) : null) }

async function bundle(name: string): Promise<string> {
  const place = outFolder(name)
  await build({
    configFile: false, logLevel: 'error', root, ssr: { noExternal: true, external: ['better-sqlite3'] }, plugins: [whereItLay],
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir: place, emptyOutDir: false, target: 'node24', rollupOptions: { output: { entryFileNames: 'child.mjs', chunkFileNames: '[name]-[hash].mjs' } }, minify: true },
  })
  return join(place, 'child.mjs')
}
