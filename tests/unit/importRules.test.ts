// The table "Imports" of ARCHITECTURE.md: every row is broken once in a copy of the layers, and the tool that holds it
// must name the file. A rule that matches nothing is silent, so a clean run of the real tree proves nothing.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const layers = ['shared', 'db', 'electron/service', 'electron/main', 'electron/preload', 'renderer']

/** What every layer may do, one file or more a row. */
const legal: Record<string, string> = {
  'shared/contract/channels.ts': `export const names = ['a']`,
  'shared/domain/meeting.ts': `import * as z from 'zod'\nimport { names } from '../contract/channels.ts'\nexport const Meeting = z.object({ title: z.string() })\nexport const count = names.length`,
  'db/connection.ts': `import { join } from 'node:path'\nimport Database from 'better-sqlite3'\nimport { count } from '../shared/domain/meeting.ts'\nexport const open = (folder: string): Database.Database => new Database(join(folder, String(count)))`,
  'db/repositories/meetings.ts': `import { open } from '../connection.ts'\nexport const first = (folder: string): unknown => open(folder).prepare('SELECT 1').get()`,
  'electron/service/router.ts': `export const route = (channel: string): string => channel`,
  'electron/service/documents/sheet.ts': `import ExcelJS from '@protobi/exceljs'\nimport PizZip from 'pizzip'\nimport { route } from '../router.ts'\nexport const all = [ExcelJS, PizZip, route]`,
  'electron/service/features/meetings/handlers.ts': `import { readFileSync } from 'node:fs'\nimport Docxtemplater from 'docxtemplater'\nimport { first } from '../../../../db/repositories/meetings.ts'\nimport { count } from '../../../../shared/domain/meeting.ts'\nimport { route } from '../../router.ts'\nexport const all = [readFileSync, Docxtemplater, first, count, route]`,
  'electron/main/paths.ts': `import { join } from 'node:path'\nimport { app } from 'electron'\nexport const place = (): string => join(app.getPath('userData'), 'x')`,
  'electron/main/index.ts': `import { count } from '../../shared/domain/meeting.ts'\nimport { place } from './paths.ts'\nexport const both = [count, place]`,
  'electron/preload/index.ts': `import { contextBridge, ipcRenderer } from 'electron'\nimport { names } from '../../shared/contract/channels.ts'\ncontextBridge.exposeInMainWorld('api', { names, usable: () => ipcRenderer.send('usable') })`,
  'renderer/global.d.ts': `interface Window { api: { call(name: string): Promise<unknown> } }`,
  'renderer/lib/callApi.ts': `import { names } from '../../shared/contract/channels.ts'\nexport const callApi = (): Promise<unknown> => window.api.call(names[0] ?? '')`,
  'renderer/components/Field.tsx': `import { useState } from 'react'\nimport { Input } from 'antd'\nimport { count } from '../../shared/domain/meeting.ts'\nexport function Field() {\n  const [value] = useState(count)\n  return <Input value={value} />\n}`,
  'renderer/features/meetings/meetingStore.ts': `import { create } from 'zustand'\nimport { callApi } from '../../lib/callApi.ts'\nexport const useMeetings = create(() => ({ load: callApi }))`,
  'renderer/features/meetings/MeetingPage.tsx': `import { Field } from '../../components/Field.tsx'\nimport { count } from '../../../shared/domain/meeting.ts'\nimport { MembersPage } from '../members/index.ts'\nimport { useMeetings } from './meetingStore.ts'\nexport function MeetingPage() {\n  const { load } = useMeetings()\n  void load()\n  return <><Field /><MembersPage />{count}</>\n}`,
  'renderer/features/meetings/editor/AgendaEditor.tsx': `import { Field } from '../../../components/Field.tsx'\nimport { MembersPage } from '../../members/index.ts'\nimport { useMeetings } from '../meetingStore.ts'\nexport function AgendaEditor() {\n  useMeetings()\n  return <><Field /><MembersPage /></>\n}`,
  'renderer/features/members/index.ts': `export { MembersPage } from './MembersPage.tsx'`,
  'renderer/features/members/MembersPage.tsx': `export function MembersPage() {\n  return <p>x</p>\n}`,
  'renderer/app/Desk.tsx': `import 'pdfjs-dist/build/pdf.mjs'\nimport { lazy } from 'react'\nexport const Members = lazy(() => import('../features/members/index.ts').then((m) => ({ default: m.MembersPage })))`,
}

/** A breach: where it stands, what it writes, and what its reporter must say. */
type Breach = [row: string, folder: string, code: string, says: string]

const breachesForLint: Breach[] = [
  ['shared never imports node:', 'shared/domain', `import 'node:fs'`, 'shared and zod only'],
  ['shared never imports electron', 'shared/domain', `import 'electron'`, 'shared and zod only'],
  ['shared never imports react', 'shared/domain', `import 'react'`, 'shared and zod only'],
  ['shared never imports better-sqlite3', 'shared/domain', `export * from 'better-sqlite3'`, 'shared and zod only'],
  ['shared never imports another package', 'shared/rules', `import 'dayjs'`, 'shared and zod only'],
  ['shared never imports db', 'shared/domain', `import '../../db/connection.ts'`, 'shared and zod only'],
  ['shared never imports the service, not even later', 'shared/domain', `export const late = () => import('../../electron/service/router.ts')`, 'shared and zod only'],
  ['shared never imports renderer', 'shared/domain', `import '../../renderer/lib/callApi.ts'`, 'shared and zod only'],
  ['db never imports electron', 'db', `import 'electron'`, 'as an argument'],
  ['db never imports react', 'db/repositories', `import 'react'`, 'as an argument'],
  ['db never imports the service', 'db/repositories', `import '../../electron/service/router.ts'`, 'as an argument'],
  ['db never imports renderer', 'db', `import '../renderer/lib/callApi.ts'`, 'as an argument'],
  ['service never imports electron', 'electron/service', `import 'electron'`, 'document libraries only'],
  ['service never imports better-sqlite3 itself', 'electron/service/features/meetings', `import 'better-sqlite3'`, 'db/repositories'],
  ['service takes the library of tables only in documents/sheet.ts', 'electron/service/features/meetings', `import '@protobi/exceljs'`, 'document libraries only'],
  ['service takes the library of tables only there, not beside it', 'electron/service/documents', `import '@protobi/exceljs'`, 'document libraries only'],
  ['service never imports renderer', 'electron/service/features/meetings', `import '../../../../renderer/lib/callApi.ts'`, 'shared/contract'],
  ['service never imports main', 'electron/service', `import '../main/paths.ts'`, 'shared/contract'],
  ['main never imports db', 'electron/main', `import '../../db/connection.ts'`, 'serviceHost.ts'],
  ['main never imports better-sqlite3', 'electron/main', `import 'better-sqlite3'`, 'serviceHost.ts'],
  ['main never imports renderer', 'electron/main', `import '../../renderer/lib/callApi.ts'`, 'serviceHost.ts'],
  ['main never imports the service', 'electron/main', `import '../service/router.ts'`, 'serviceHost.ts'],
  ['preload never imports node:', 'electron/preload', `import 'node:fs'`, 'shared/contract'],
  ['preload never imports db', 'electron/preload', `import '../../db/connection.ts'`, 'shared/contract'],
  ['preload never imports the rest of shared', 'electron/preload', `import '../../shared/domain/meeting.ts'`, 'shared/contract'],
  ['preload never takes more of electron', 'electron/preload', `import { webFrame } from 'electron'\nvoid webFrame`, 'contextBridge and ipcRenderer only'],
  ['components never import a store', 'renderer/components', `import '../features/meetings/meetingStore.ts'`, 'as properties'],
  ['components never import a feature', 'renderer/components', `import '../features/members/index.ts'`, 'as properties'],
  ['components never call the api', 'renderer/components', `import '../lib/callApi.ts'`, 'as properties'],
  ['components never make a store', 'renderer/components', `import 'zustand'`, 'as properties'],
  ['lib never imports a store', 'renderer/lib', `import '../features/meetings/meetingStore.ts'`, 'as properties'],
  ['lib never uses window.api, callApi.ts apart', 'renderer/lib', `export const call = window.api`, 'callApi of renderer/lib'],
  ['components never use window.api', 'renderer/components', `export const { api } = window`, 'callApi of renderer/lib'],
  ['features never use window.api', 'renderer/features/meetings', `export const call = window.api`, 'callApi of renderer/lib'],
  ['a feature never enters another', 'renderer/features/meetings', `import '../members/MembersPage.tsx'`, 'features/Y/index.ts'],
  ['a feature never enters another from a folder of its own', 'renderer/features/meetings/editor', `import '../../members/MembersPage.tsx'`, 'features/Y/index.ts'],
  ['a feature never imports app', 'renderer/features/meetings', `import '../../app/Desk.tsx'`, 'features/Y/index.ts'],
  ['app enters a feature by its index.ts, also later', 'renderer/app', `export const late = () => import('../features/members/MembersPage.tsx')`, 'features/Y/index.ts'],
  ['a feature never imports electron', 'renderer/features/meetings', `import 'electron'`, 'sandboxed page'],
  ['a feature never imports node:', 'renderer/features/meetings/editor', `import 'node:fs'`, 'sandboxed page'],
  ['components never import node:', 'renderer/components', `import 'node:fs/promises'`, 'sandboxed page'],
  ['app never imports electron', 'renderer/app', `import 'electron'`, 'sandboxed page'],
  ['renderer never imports the service', 'renderer/app', `import '../../electron/service/router.ts'`, 'renderer and shared only'],
  ['renderer never imports db', 'renderer/lib', `import '../../db/connection.ts'`, 'renderer and shared only'],
  ['db never imports the tests', 'db', `import '../tests/helpers/office.ts'`, 'as an argument'],
  ['renderer never imports build', 'renderer/app', `import '../../build/electron.vite.config.ts'`, 'renderer and shared only'],
]

const breachesForTypes: Breach[] = [
  ['shared never imports node:', 'shared/domain', `import { join } from 'node:path'\nexport { join }`, 'TS2591'],
  ['shared never touches the DOM', 'shared/domain', `export const title = document.title`, 'TS2584'],
  ['shared never imports electron', 'shared/domain', `import { app } from 'electron'\nexport { app }`, 'TS2306'],
  ['shared never imports react', 'shared/domain', `import { useState } from 'react'\nexport { useState }`, 'TS2306'],
  ['shared never imports better-sqlite3', 'shared/domain', `import Database from 'better-sqlite3'\nexport { Database }`, 'TS2306'],
  ['shared never imports db', 'shared/domain', `import { open } from '../../db/connection.ts'\nexport { open }`, 'TS6307'],
  ['db never imports electron', 'db', `import { app } from 'electron'\nexport { app }`, 'TS2306'],
  ['db never imports react', 'db', `import { useState } from 'react'\nexport { useState }`, 'TS2306'],
  ['db never imports the service', 'db', `import { route } from '../electron/service/router.ts'\nexport { route }`, 'TS6307'],
  ['service never imports electron', 'electron/service', `import { app } from 'electron'\nexport { app }`, 'TS2306'],
  ['service never imports renderer', 'electron/service', `import { callApi } from '../../renderer/lib/callApi.ts'\nexport { callApi }`, 'TS6307'],
  ['main never imports db', 'electron/main', `import { open } from '../../db/connection.ts'\nexport { open }`, 'TS6307'],
  ['main never imports the service', 'electron/main', `import { route } from '../service/router.ts'\nexport { route }`, 'TS6307'],
  ['main never imports better-sqlite3', 'electron/main', `import Database from 'better-sqlite3'\nexport { Database }`, 'TS2306'],
  ['main never imports renderer', 'electron/main', `import { callApi } from '../../renderer/lib/callApi.ts'\nexport { callApi }`, 'TS6307'],
  // Not the preload's node:, which Electron's own types bring in: only the lint rule holds that.
  ['preload never imports db', 'electron/preload', `import { open } from '../../db/connection.ts'\nexport { open }`, 'TS6307'],
  ['renderer never imports electron', 'renderer/lib', `import { ipcRenderer } from 'electron'\nexport { ipcRenderer }`, 'TS2306'],
  ['renderer never imports node:', 'renderer/lib', `import { join } from 'node:path'\nexport { join }`, 'TS2591'],
  ['renderer never imports the service', 'renderer/lib', `import { route } from '../../electron/service/router.ts'\nexport { route }`, 'TS6307'],
  ['renderer never imports better-sqlite3', 'renderer/lib', `import Database from 'better-sqlite3'\nexport { Database }`, 'TS2306'],
]

const trees: string[] = []
afterAll(() => { for (const tree of trees) rmSync(tree, { recursive: true, force: true }) })

describe('the lint rules', () => {
  let findings: Map<string, string>
  beforeAll(() => { findings = lint(plant(breachesForLint)).findings })

  it('have nothing against what the table allows', () => {
    const { status, findings: none } = lint(plant([]))
    expect(Object.fromEntries(none)).toEqual({})
    expect(status).toBe(0)
  })

  it.each(numbered(breachesForLint))('%s', (_row, file, says) => {
    expect(findings.get(file)).toContain(says)
  })

  it('find the breaches and nothing else', () => {
    expect([...findings.keys()].sort()).toEqual(numbered(breachesForLint).map(([, file]) => file).sort())
  })
})

describe('the layers’ compiler settings', () => {
  let errors: Map<string, string>
  beforeAll(() => { errors = compile(plant(breachesForTypes)).findings })

  it('have nothing against what the table allows', () => {
    const { status, findings: none } = compile(plant([]))
    expect(Object.fromEntries(none)).toEqual({})
    expect(status).toBe(0)
  })

  it.each(numbered(breachesForTypes))('%s', (_row, file, says) => {
    expect(errors.get(file)).toContain(says)
  })
})

/** Every breach in a file of its own. */
function numbered(breaches: Breach[]): [row: string, file: string, says: string][] {
  return breaches.map(([row, folder, , says], index) => [row, `${folder}/breach${index}.ts`, says])
}

/** A copy of the layers' settings with legal code and the given breaches, outside the project so that nothing there sees it. */
function plant(breaches: Breach[]): string {
  const tree = mkdtempSync(join(tmpdir(), 'import-rules-'))
  trees.push(tree)
  for (const file of ['oxlintrc.json', 'tsconfig.base.json', 'forbidden.d.ts']) copy(tree, `build/${file}`)
  for (const layer of layers) copy(tree, `${layer}/tsconfig.json`)
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction')
  for (const [file, code] of Object.entries(legal)) write(tree, file, code)
  const files = numbered(breaches)
  for (const [index, [, , code]] of breaches.entries()) write(tree, files[index]?.[1] ?? '', code)
  return tree
}

function copy(tree: string, file: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  cpSync(join(root, file), join(tree, file))
}

function write(tree: string, file: string, code: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), `${code}\n`)
}

/** What was found, by file; the layers are those of package.json's own script. */
function lint(tree: string): { status: number | null; findings: Map<string, string> } {
  const { status, stdout } = tool(tree, 'oxlint', ['-c', 'build/oxlintrc.json', '--deny-warnings', '-f', 'json', 'shared', 'db', 'electron', 'renderer'])
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string; help?: string }[] }
  return { status, findings: byFile(diagnostics.map(({ filename, code, help }) => [filename, `${code}: ${help}`])) }
}

function compile(tree: string): { status: number | null; findings: Map<string, string> } {
  const { status, stdout } = tool(tree, 'typescript', ['-b', '--pretty', 'false', ...layers])
  return { status, findings: byFile([...stdout.matchAll(/^([^\s(]+)\(\d+,\d+\): error (.*)$/gm)].map(([, file = '', error = '']) => [file, error])) }
}

function byFile(found: [file: string, what: string][]): Map<string, string> {
  const findings = new Map<string, string>()
  for (const [file, what] of found) {
    const name = file.replaceAll('\\', '/')
    findings.set(name, [findings.get(name), what].filter(Boolean).join('\n'))
  }
  return findings
}

/** Runs a package's own program under this Node. */
function tool(tree: string, name: string, parameters: string[]): { status: number | null; stdout: string } {
  const folder = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: Record<string, string> }
  const program = bin[name] ?? bin['tsc']
  const { status, stdout } = spawnSync(process.execPath, [join(folder, program ?? ''), ...parameters], { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { status, stdout }
}
