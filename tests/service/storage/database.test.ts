import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { applicationId, inspectDatabase, openDatabase } from '../../../db/connection.ts'
import { migrate } from '../../../db/migrate.ts'
import { migrations, schemaVersion } from '../../../db/migrations/index.ts'
import { findMeeting } from '../../../db/repositories/meetings.ts'
import { listPeople } from '../../../db/repositories/people.ts'
import { readBranch } from '../../../db/repositories/workspace.ts'
import { errorOfSqlite } from '../../../db/connection.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { codeOf, makeDatabase, snapshotOf, temporaryFolder } from './folder.ts'

describe('migrations', () => {
  it('are numbered without gaps', () => { expect(migrations.map((m) => m.version)).toEqual(migrations.map((_, i) => i + 1)) })

  it('make the schema from nothing, once', () => {
    const db = openDatabase({ file: join(temporaryFolder(), 'branch.db'), key: randomBytes(32) })
    migrate(db)
    const tables = () => db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all()
    expect(tables()).toEqual(['access_note', 'action', 'action_file', 'action_item', 'action_link', 'action_occurrence', 'action_postponement', 'action_progress', 'action_step', 'agenda_item', 'attachment', 'attendance', 'audit', 'backup_note', 'branch', 'business_day', 'calendar_day', 'checklist_answer', 'checklist_point', 'clock_note', 'committee_term', 'development_entry', 'development_field', 'development_helper', 'development_path', 'development_value', 'difficulty', 'difficulty_value', 'dues_assessment', 'dues_part', 'dues_payment', 'dues_setting', 'expiry_clock', 'file_store', 'former_key', 'guest', 'import_heading', 'meeting', 'meeting_element', 'meeting_version', 'minutes', 'minutes_item', 'minutes_line', 'minutes_version', 'need_dismissal', 'notice_secret', 'notice_setting', 'notice_told', 'officer', 'officer_place', 'officer_post', 'operation', 'operation_before', 'operation_change', 'own_template', 'page_photo', 'person', 'person_apart', 'person_award', 'person_change', 'person_edit', 'person_file', 'person_material', 'person_review', 'person_sanction', 'plan_item', 'plan_year', 'project', 'project_member', 'project_metric', 'project_milestone', 'project_milestone_day', 'project_value', 'relation_transfer', 'removed_person', 'rule_library', 'rule_setting', 'saved_view', 'search_progress', 'search_row', 'search_text', 'search_text_config', 'search_text_data', 'search_text_docsize', 'search_text_idx', 'search_waiting', 'speech', 'study_confirmation', 'talent_decision', 'talent_entry', 'talent_file', 'talent_limits', 'talent_stage', 'training', 'training_file', 'volunteer_entry', 'vote', 'zone_object', 'zone_visit'])
    expect([db.pragma('user_version', { simple: true }), db.pragma('application_id', { simple: true })]).toEqual([schemaVersion, applicationId])
    const made = tables()
    migrate(db)
    expect(tables()).toEqual(made)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('that break off leave the version before', () => {
    const db = openDatabase({ file: join(temporaryFolder(), 'branch.db'), key: randomBytes(32) })
    db.exec('CREATE TABLE speech (text TEXT)')
    expect(() => migrate(db)).toThrow('speech')
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all()).toEqual(['speech'])
    expect(db.pragma('user_version', { simple: true })).toBe(0)
    db.close()
  })
})

describe('a database of schema 1', () => {
  const old = () => {
    const folder = temporaryFolder()
    const file = join(folder, 'branch.db')
    const key = randomBytes(32)
    const db = openDatabase({ file, key })
    db.exec(migrations[0]?.sql ?? '')
    db.pragma(`application_id=${applicationId}`)
    db.pragma('user_version=1')
    db.exec(`INSERT INTO person (id, name, created_at) VALUES ('0197a000-0000-7000-8000-000000000001', '罗敏', '');
      INSERT INTO meeting (id, revision, kind, title, held_on, starts_at, ends_at, place, chair, recorder, opening, created_at, saved_at) VALUES ('0197a000-0000-7000-8000-00000000000a', 3, 'committeeMeeting', '第9次会议', '2026-09-08', '14:30', '16:10', '三楼', '周启明', '林静怡', '', '', '2026-09-08T08:20:00.000Z');
      INSERT INTO attendance (meeting_id, person_id, state, reason) VALUES ('0197a000-0000-7000-8000-00000000000a', '0197a000-0000-7000-8000-000000000001', 'leave', '住院');
      INSERT INTO guest (meeting_id, position, name, note) VALUES ('0197a000-0000-7000-8000-00000000000a', 0, '沈伟', '组织员');
      INSERT INTO agenda_item (id, meeting_id, position, title, reporter, report, discussion, decision, vote_yes, vote_no, vote_abstain) VALUES ('0197a000-0000-7000-8000-00000000000b', '0197a000-0000-7000-8000-00000000000a', 0, '研究', '林静怡', '汇报', '', '同意', 5, 0, 0);
      INSERT INTO speech (agenda_item_id, position, speaker, text) VALUES ('0197a000-0000-7000-8000-00000000000b', 0, '吴国栋', '未发现问题');
      INSERT INTO action_item (id, agenda_item_id, position, task, owners, due_text, due_on) VALUES ('0197a000-0000-7000-8000-00000000000c', '0197a000-0000-7000-8000-00000000000b', 0, '备齐材料', '林静怡', '9月15日前', '2026-09-15');`)
    db.close()
    return { file, key }
  }

  it('comes over whole: record, attendance, agenda, vote, speech and action', () => {
    const { file, key } = old()
    const db = openDatabase({ file, key })
    migrate(db)
    const meeting = findMeeting(db, '0197a000-0000-7000-8000-00000000000a')
    expect(meeting).toMatchObject({
      revision: 3, kind: 'committeeMeeting', state: 'draft', title: '第9次会议', heldOn: '2026-09-08', group: '', elements: {}, version: 0, firstFinalOn: null,
      attendance: [{ personId: '0197a000-0000-7000-8000-000000000001', state: 'leave', reason: '住院', approvedBy: '', hours: null, makeUp: null }],
      guests: [{ name: '沈伟', note: '组织员' }],
      agenda: [{ title: '研究', nature: 'party', seats: null, speeches: [{ speaker: '吴国栋', text: '未发现问题' }], votes: [{ scene: 'committee', method: 'hands', yes: 5, no: 0, abstain: 0, writtenYes: 0 }], actions: [{ owners: '林静怡', dueOn: '2026-09-15', startText: '', repeatText: '' }] }],
    })
    expect(z.uuid().safeParse(meeting?.agenda[0]?.votes[0]?.id).success).toBe(true)
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
  })
})

describe('the schema refuses', () => {
  it.each([
    ['a day that is no date', `INSERT INTO meeting (id, revision, kind, state, title, held_on, starts_at, ends_at, place, chair, recorder, party_group, opening, created_at, saved_at) VALUES ('m', 1, 'committeeMeeting', 'draft', '', '9月8日', '', '', '', '', '', '', '', '', '')`],
    ['an election of nobody', `INSERT INTO meeting (id, revision, kind, state, title, held_on, starts_at, ends_at, place, chair, recorder, party_group, opening, created_at, saved_at) VALUES ('m', 1, 'generalMeeting', 'draft', '', '2026-09-08', '', '', '', '', '', '', '', '', ''); INSERT INTO agenda_item (id, meeting_id, position, title, reporter, report, discussion, decision, seats) VALUES ('a', 'm', 0, '', '', '', '', '', 0)`],
    ['a status that is none', `INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES ('c', 'p', 'status', '2024-01-01', '流动党员', '')`],
    ['a person without a name', `INSERT INTO person (id, name, created_at) VALUES ('q', '', '')`],
    ['a second branch', `INSERT INTO branch (id, unit, name, since, created_at) VALUES (2, 'u', 'n', '2024-01-01', '')`],
    ['attendance at a meeting that there is not', `INSERT INTO attendance (meeting_id, person_id, state, reason, approved_by, make_up, make_up_way, make_up_by) VALUES ('m', 'p', 'present', '', '', 0, '', '')`],
    ['a fact about a person that there is not', `INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES ('c', 'nobody', 'group', '2024-01-01', '一组', '')`],
    ['text where a number belongs', `INSERT INTO audit (at, last_at, times, who, act) VALUES ('', '', 'many', '', '')`],
  ])('%s', (_case, sql) => {
    const { file, key } = makeDatabase((db) => db.exec(`INSERT INTO person (id, name, created_at) VALUES ('p', '罗敏', '')`))
    const db = openDatabase({ file, key })
    expect(() => db.exec(sql)).toThrow(/CHECK|FOREIGN KEY|cannot store/)
    db.close()
  })
})

describe('a database of a newer application', () => {
  const newer = () => makeDatabase((db) => { db.pragma(`user_version=${schemaVersion + 1}`) })

  it('is refused, and no byte of the folder changes', () => {
    const { folder, file, key } = newer()
    const before = snapshotOf(folder)
    expect(codeOf(() => inspectDatabase({ file, key }))).toBe('DATABASE_NEWER')
    expect(snapshotOf(folder)).toEqual(before)
  })

  it('is refused also where its last writes still stand beside it', () => {
    const { folder, file, key } = newer()
    const writer = openDatabase({ file, key })
    writer.exec(`INSERT INTO person (id, name, created_at) VALUES ('p', '罗敏', '')`)
    const killed = temporaryFolder()
    for (const end of ['', '-wal']) copyFileSync(file + end, join(killed, `branch.db${end}`))
    writer.close()
    expect(statSync(join(killed, 'branch.db-wal')).size).toBeGreaterThan(0)
    const before = snapshotOf(killed)
    expect(codeOf(() => inspectDatabase({ file: join(killed, 'branch.db'), key }))).toBe('DATABASE_NEWER')
    expect(snapshotOf(killed)).toEqual(before)
    expect(Object.keys(snapshotOf(folder))).toEqual(['branch.db'])
  })

  it('is not migrated', () => {
    const { file, key } = newer()
    const db = openDatabase({ file, key })
    expect(codeOf(() => migrate(db))).toBe('DATABASE_NEWER')
    db.close()
  })
})

describe('a database that is whole', () => {
  it('is looked at without a byte written', () => {
    const { folder, file, key } = makeDatabase()
    const before = snapshotOf(folder)
    expect(inspectDatabase({ file, key })).toEqual({ version: schemaVersion })
    expect(snapshotOf(folder)).toEqual(before)
  })

  it('holds nothing readable, neither open nor closed', () => {
    const planted = ['陈思远', '999901198506150030', '查阅信访和纪律记录', 'CREATE TABLE', 'SQLite format 3']
    const { folder, file, key } = makeDatabase()
    const db = openDatabase({ file, key })
    for (const [i, text] of planted.entries()) db.prepare('INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)').run(`p${i}`, text, '')
    const leaks = () => Object.keys(snapshotOf(folder)).flatMap((name) => planted.filter((text) => readFileSync(join(folder, name)).includes(text)).map((text) => `${name}: ${text}`))
    expect(Object.keys(snapshotOf(folder))).toContain('branch.db-wal')
    expect(leaks()).toEqual([])
    expect(listPeople(db).map((p) => p.name)).toEqual(planted)
    db.close()
    expect(Object.keys(snapshotOf(folder))).toEqual(['branch.db'])
    expect(leaks()).toEqual([])
  })
})

describe('a database that cannot be read is DATABASE_DAMAGED', () => {
  const spoil = (file: string, at: number, length = 64) => {
    const bytes = readFileSync(file)
    randomBytes(length).copy(bytes, at)
    writeFileSync(file, bytes)
  }
  it.each([
    ['with another key', () => undefined, () => randomBytes(32)],
    ['with a spoiled salt', (file: string) => spoil(file, 0, 16), (key: Buffer) => key],
    ['with a spoiled first page', (file: string) => spoil(file, 1000), (key: Buffer) => key],
    ['cut to nothing', (file: string) => truncateSync(file, 0), (key: Buffer) => key],
    ['cut in its first page', (file: string) => truncateSync(file, 1000), (key: Buffer) => key],
    ['replaced by something else', (file: string) => writeFileSync(file, 'PK\u0003\u0004 a zip, not a database'.repeat(500)), (key: Buffer) => key],
  ])('%s, and stays as it is', (_case, harm, keyOf) => {
    const { folder, file, key } = makeDatabase()
    harm(file)
    const before = snapshotOf(folder)
    expect(codeOf(() => inspectDatabase({ file, key: keyOf(key) }))).toBe('DATABASE_DAMAGED')
    expect(snapshotOf(folder)).toEqual(before)
  })

  it('with a spoiled page further on, once that page is asked for', () => {
    // The pages of the schema, which are read when the file is opened, come first.
    let first = 0
    const { file, key } = makeDatabase((db) => {
      first = Number(db.pragma('page_count', { simple: true }))
      const insert = db.prepare('INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)')
      db.transaction(() => { for (let i = 0; i < 500; i++) insert.run(`p${i}`, `人${i}`.padEnd(60, '名'), '') })()
    })
    for (let page = first; page < statSync(file).size / 4096; page++) spoil(file, page * 4096 + 100)
    const db = openDatabase({ file, key })
    let thrown: unknown
    try { listPeople(db) } catch (cause) { thrown = errorOfSqlite(cause) }
    db.close()
    expect(thrown).toBeInstanceOf(AppError)
    expect(thrown).toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('where it is a database of something else', () => {
    const { file, key } = makeDatabase((db) => { db.pragma('application_id=1') })
    expect(codeOf(() => inspectDatabase({ file, key }))).toBe('DATABASE_DAMAGED')
  })
})

it('a connection that was closed while an act went on is told as locked', () => {
  const { file, key } = makeDatabase(() => undefined)
  const db = openDatabase({ file, key })
  db.close()
  let thrown: unknown
  try { listPeople(db) } catch (cause) { thrown = errorOfSqlite(cause) }
  expect(thrown).toMatchObject({ code: 'LOCKED' })
})

it('a branch that was never written reads as none', () => {
  const db = openDatabase({ file: join(temporaryFolder(), 'branch.db'), key: randomBytes(32) })
  migrate(db)
  expect(readBranch(db)).toBeNull()
  db.close()
})

it('an interrupted write is gone or whole after a kill', () => {
  const { file, key } = makeDatabase()
  const db = openDatabase({ file, key })
  const insert = (id: string) => db.prepare('INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)').run(id, id, '')
  insert('committed')
  db.exec('BEGIN IMMEDIATE')
  insert('interrupted')
  const killed = join(temporaryFolder(), 'branch.db')
  for (const end of ['', '-wal']) copyFileSync(file + end, killed + end)
  db.exec('ROLLBACK')
  db.close()
  const after = openDatabase({ file: killed, key })
  expect(listPeople(after).map((p) => p.name)).toEqual(['committed'])
  after.close()
  expect(existsSync(`${killed}-wal`)).toBe(false)
})
