import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesNeeded, makeFileStore } from '../../../db/attachmentFiles.ts'
import { applicationId, openDatabase } from '../../../db/connection.ts'
import { migrations, schemaVersion } from '../../../db/migrations/index.ts'
import { migrate } from '../../../db/migrate.ts'
import { listOperations } from '../../../db/repositories/journal.ts'
import { listTemplates } from '../../../db/repositories/templates.ts'
import { listRemoved, readSeenClock } from '../../../db/repositories/trash.ts'
import { temporaryFolder } from './folder.ts'

const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const sha256 = 'a'.repeat(64)

/** A database as the version before the journal left it: a meeting and a photo in the 回收站, a form out of use. */
function databaseOfSchema6() {
  const db = openDatabase({ file: join(temporaryFolder(), 'branch.db'), key: randomBytes(32) })
  for (const { sql } of migrations.slice(0, 5)) db.exec(sql)
  db.function('sha256', (_bytes) => sha256)
  db.exec(migrations[5]?.sql ?? '')
  makeFileStore(db)
  db.pragma(`application_id=${applicationId}`)
  db.pragma('user_version=6')
  const meeting = (n: number, deletedAt: string | null) => db.prepare(`INSERT INTO meeting (id, revision, kind, state, title, held_on, starts_at, ends_at, place, chair, recorder, party_group, opening, created_at, saved_at, deleted_at) VALUES (?, 3, 'committeeMeeting', 'draft', ?, '2025-09-08', '', '', '', '', '', '', '', '', '', ?)`).run(id(n), `第${n}次`, deletedAt)
  meeting(1, null)
  meeting(2, '2025-01-01T00:00:00.000Z')
  db.prepare(`INSERT INTO attachment (id, meeting_id, name, role, media, size, sha256, added_at, who, deleted_at) VALUES (?, ?, '照片.jpg', 'photo', 'jpeg', 1, ?, '', '', '2025-01-02T00:00:00.000Z')`).run(id(3), id(1), sha256)
  db.prepare(`INSERT INTO own_template (id, document, name, content, added_at, who, retired_at) VALUES (?, 'record', '旧模板', x'00', '', '', '2025-01-03T00:00:00.000Z')`).run(id(4))
  return db
}

describe('a database of schema 6', () => {
  it('needs its files before and after, and comes over with its 回收站; a form out of use is not in it', () => {
    const db = databaseOfSchema6()
    expect([...filesNeeded(db).values()]).toEqual([sha256])
    migrate(db)
    expect([...filesNeeded(db).values()]).toEqual([sha256])
    expect(listRemoved(db, undefined, 10).map(({ kind, id: which }) => [kind, which])).toEqual([['attachment', id(3)], ['meeting', id(2)]])
    expect(listTemplates(db).map(({ name, retired }) => [name, retired])).toEqual([['旧模板', true]])
    expect([listOperations(db, undefined, 10), readSeenClock(db)]).toEqual([[], { countsFrom: null, seenAt: null, doubtedAt: null }])
    db.close()
  })

  it('that a step broke off stays at 6 and is migrated by the next opening', () => {
    const db = databaseOfSchema6()
    db.exec('CREATE TABLE removed_person (in_the_way TEXT)')
    expect(() => migrate(db)).toThrow('removed_person')
    expect(db.pragma('user_version', { simple: true })).toBe(6)
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name LIKE 'operation%'`).pluck().get()).toBe(0)
    db.exec('DROP TABLE removed_person')
    migrate(db)
    expect(db.pragma('user_version', { simple: true })).toBe(schemaVersion)
    db.close()
  })

  it('afterwards holds that a form in use is not in the 回收站', () => {
    const db = databaseOfSchema6()
    migrate(db)
    expect(() => db.exec(`UPDATE own_template SET retired_at = NULL, deleted_at = '2026-01-01T00:00:00.000Z'`)).toThrow('CHECK')
    db.close()
  })
})
