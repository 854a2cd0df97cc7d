import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** All files and packages that a program loads; types alone load nothing. */
function loadedBy(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, clause = '', from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)([^'"]*?)from\s+'([^']+)'/gm)) {
    if (!from.startsWith('.')) seen.add(from)
    else if (!/^\{\s*(?:type [^,}]+,?\s*)+\}/.test(clause)) loadedBy(resolve(dirname(file), from), seen)
  }
  return seen
}
const namesOf = (program: string): string[] => [...loadedBy(resolve(root, program))].map((name) => (name.startsWith('/') ? relative(root, name) : name))

it('what reads strangers’ files loads no database, no key and no window', () => {
  expect(namesOf('electron/service/parser.ts').filter((name) => /^db\/|better-sqlite3|electron\/main|^electron$|vault|keyring|backup|features\//.test(name))).toEqual([])
})

it('the same look finds the database in the process of backups', () => {
  expect(namesOf('electron/service/worker.ts').filter((name) => name.startsWith('db/')).length).toBeGreaterThan(3)
})

it('the password box waits for no schema, no kit and no page of the desk', () => {
  const before = namesOf('renderer/app/main.tsx')
  expect(before).toContain('renderer/app/UnlockScreen.tsx')
  expect(before.filter((name) => /^(?:zod|antd|@ant-design)|^shared\/(?:contract|rules)\/|^renderer\/features\/(?!session\/)/.test(name))).toEqual([])
})

it('the window waits for no schema', () => {
  const before = namesOf('electron/main/index.ts')
  expect(before).toContain('electron/main/window.ts')
  expect(before.filter((name) => /^zod|^shared\/(?:contract\/(?!channels|serviceMessages)|rules\/)/.test(name))).toEqual([])
})

it('the same look finds the kit and the pages behind it', () => {
  expect(namesOf('renderer/app/Desk.tsx').filter((name) => name === 'antd' || name === 'zod')).toHaveLength(2)
})
