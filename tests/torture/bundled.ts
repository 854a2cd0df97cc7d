import { mkdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')

function outFolder(name: string): string {
  const place = join(root, 'out/torture', `${basename(name)}-${process.pid}`)
  mkdirSync(place, { recursive: true })
  process.on('exit', () => rmSync(place, { recursive: true, force: true }))
  return place
}

/** A source that reads a file beside it finds it there also as a part of a bundle. */
const whereItLay: Plugin = { name: 'where-it-lay', transform: (code, id) => (code.includes('import.meta.dirname') ? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))) : null) }

/** A program as one file and what it loads later, beside node_modules for the addon. Answers the file. */
export async function bundled(name: string): Promise<string> {
  const place = outFolder(name)
  await build({
    configFile: false, logLevel: 'error', root, ssr: { noExternal: true, external: ['better-sqlite3'] }, plugins: [whereItLay],
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir: place, emptyOutDir: false, target: 'node24', rollupOptions: { output: { entryFileNames: 'child.mjs', chunkFileNames: '[name]-[hash].mjs' } }, minify: true },
  })
  return join(place, 'child.mjs')
}
