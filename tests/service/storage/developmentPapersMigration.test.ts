import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFileStore } from '../../../db/attachmentFiles.ts'
import { applicationId, openDatabase } from '../../../db/connection.ts'
import { migrations, schemaVersion } from '../../../db/migrations/index.ts'
import { migrate } from '../../../db/migrate.ts'
import { filedMaterials, materialsOf } from '../../../db/repositories/materials.ts'
import { listTemplates, putTemplate, templateInUse } from '../../../db/repositories/templates.ts'
import { temporaryFolder } from './folder.ts'

const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const sha256 = 'a'.repeat(64)

/** A database as the version before the papers of 发展党员 left it: three forms of the unit, two scans of one person. */
function databaseOfSchema19() {
  const db = openDatabase({ file: join(temporaryFolder(), 'branch.db'), key: randomBytes(32) })
  db.function('sha256', (_bytes) => sha256)
  for (const { sql, version } of migrations.slice(0, 19)) {
    db.exec(sql)
    if (version === 6) makeFileStore(db)
  }
  db.pragma(`application_id=${applicationId}`)
  db.pragma('user_version=19')
  const form = (n: number, document: string, kind: string | null, retired: string | null, deleted: string | null) => db.prepare(`INSERT INTO own_template (id, document, kind, name, content, added_at, who, retired_at, deleted_at) VALUES (?, ?, ?, ?, x'00', '', '', ?, ?)`).run(id(n), document, kind, `模板${n}`, retired, deleted)
  form(1, 'record', null, null, null)
  form(2, 'record', 'committeeMeeting', '2026-01-01T00:00:00.000Z', null)
  form(3, 'notice', null, '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')
  db.prepare(`INSERT INTO person (id, name, created_at) VALUES (?, '陈思远', '')`).run(id(9))
  const scan = (n: number, kind: string) => db.prepare(`INSERT INTO person_material (id, person_id, kind, name, media, bytes, sha256, added_at, who) VALUES (?, ?, ?, '扫描.pdf', 'pdf', 1, ?, '', '')`).run(id(n), id(9), kind, sha256)
  scan(10, 'application')
  scan(11, 'other')
  return db
}

describe('a database of schema 19', () => {
  it('keeps its forms and its scans, which tell their material by their kind', () => {
    const db = databaseOfSchema19()
    migrate(db)
    expect(db.pragma('user_version', { simple: true })).toBe(schemaVersion)
    expect(listTemplates(db).map(({ id: which, document, kind, retired }) => [which, document, kind, retired])).toEqual([[id(1), 'record', null, false], [id(2), 'record', 'committeeMeeting', true]])
    expect(db.prepare('SELECT count(*) FROM own_template WHERE deleted_at IS NOT NULL').pluck().get()).toBe(1)
    expect(materialsOf(db, id(9)).map(({ materialCode }) => materialCode)).toEqual([null, null])
    expect(filedMaterials(db, id(9))).toEqual([{ code: '1-1', datedOn: null }])
    db.close()
  })

  it('takes a form for a paper of 发展党员, one in use at a time and for no kind of meeting', () => {
    const db = databaseOfSchema19()
    migrate(db)
    const form = { id: id(20), document: 'reviewLetter' as const, kind: null, name: '政审函', content: Buffer.from('x'), addedAt: '', who: '' }
    putTemplate(db, form)
    expect(templateInUse(db, 'reviewLetter', null)?.id).toBe(id(20))
    expect(() => putTemplate(db, { ...form, id: id(21) })).toThrow('UNIQUE')
    expect(() => putTemplate(db, { ...form, id: id(22), kind: 'themeDay' })).toThrow('CHECK')
    db.close()
  })

  it('that the step broke off stays at 19 with its forms', () => {
    const db = databaseOfSchema19()
    db.exec('CREATE TABLE development_value (in_the_way TEXT)')
    expect(() => migrate(db)).toThrow('development_value')
    expect(db.pragma('user_version', { simple: true })).toBe(19)
    expect(db.prepare('SELECT count(*) FROM own_template').pluck().get()).toBe(3)
    db.close()
  })
})
