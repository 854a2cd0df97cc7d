// Stands in for Electron's default_app.asar, which the closed-network runtime lacks: starts the application whose
// folder is the first argument that is not a switch. An ES module, because a CommonJS loader cannot start an ES main.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!folder) {
  console.error('usage: electron FOLDER')
  process.exit(2)
}
const directory = resolve(folder)
const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
app.setAppPath(directory)
await import(pathToFileURL(join(directory, manifest.main)).href)
