// What a kill leaves of an import: all of it or nothing.
import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { csvFile, importFile, rosterFile } from './importOffice.ts'
import { inDatabase, openOffice, settledOffice, temporaryFolder } from './office.ts'

const child = resolve(import.meta.dirname, 'importChild.ts')
const importIn = (folder: string, file: string, at: number) => spawnSync(process.execPath, [child, folder, file, String(at)], { encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Shanghai' } })
/** Everything of people and of the journal, whatever its ids and moments. */
const contentOf = (folder: string) => inDatabase({ folder }, (db) => ({
  people: db.prepare('SELECT p.name, f.id_number, f.birth_on, f.joined_on, f.department, (SELECT group_concat(field || from_on || coalesce(value, \'\')) FROM (SELECT * FROM person_change c WHERE c.person_id = p.id ORDER BY field)) AS changes FROM person p LEFT JOIN person_file f ON f.person_id = p.id ORDER BY p.name').all(),
  edits: db.prepare('SELECT count(*) FROM person_edit').pluck().get(),
  operations: db.prepare("SELECT act, count, (SELECT count(*) FROM operation_change c WHERE c.operation_row = o.row) AS changes FROM operation o WHERE act = 'people.import'").all(),
}))

it('killed before any of its statements, the roster is in the books as a whole or not at all', async () => {
  const office = await settledOffice()
  office.service.close()
  const before = await contentOf(office.folder)
  const place = temporaryFolder()
  const copyFor = (name: string): string => {
    const folder = join(place, name)
    cpSync(office.folder, folder, { recursive: true })
    return folder
  }
  const whole = copyFor('whole')
  const { stdout, stderr } = importIn(whole, rosterFile, 0)
  expect(stderr).toBe('')
  const { written } = JSON.parse(stdout) as { written: number }
  expect(written).toBeGreaterThan(60)
  const after = await contentOf(whole)
  expect(after.people).toHaveLength(16)

  for (const at of [2, Math.floor(written / 3), Math.floor(written * 2 / 3), written - 1, written]) {
    const folder = copyFor(`at ${at}`)
    expect(importIn(folder, rosterFile, at).signal).toBe('SIGKILL')
    expect({ at, ...await contentOf(folder) }).toEqual({ at, ...before })
  }
  // What such a kill leaves is an ordinary workspace.
  const again = openOffice(join(place, `at ${written}`))
  await again.ask('workspace.unlock', { password: branch.password })
  expect((await importFile(again, rosterFile, true)).counts).toMatchObject({ create: 16 })
  expect((await importFile(again, csvFile, true)).counts).toMatchObject({ update: 6 })
}, 600_000)
