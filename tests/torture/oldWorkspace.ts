import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { applicationId, openDatabase, type Db } from '../../db/connection.ts'
import { sealKeyring, writeKeyring } from '../../db/keyring.ts'
import { migrations } from '../../db/migrations/index.ts'
import { jpegOf } from '../fixtures/files.ts'
import { cheap, password } from './openOffice.ts'

const id = (n: number): string => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const at = '2026-09-08T08:20:00.000Z'

/** What an officer of that day had written, as soon as there was a table for it; later steps carry it over. */
const rowsOfStep: Readonly<Record<number, (db: Db) => void>> = {
  1: (db) => db.exec(`INSERT INTO branch (id, unit, name, since, created_at) VALUES (1, '县局', '第二支部', '2024-01-01', '${at}');
    INSERT INTO officer (name, since_at) VALUES ('林静怡', '${at}');
    INSERT INTO person (id, name, created_at) VALUES ('${id(1)}', '罗敏', '${at}'), ('${id(2)}', '林静怡', '${at}');
    INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES ('${id(3)}', '${id(1)}', 'status', '2024-01-01', 'fullMember', '${at}');
    INSERT INTO meeting (id, revision, kind, title, held_on, starts_at, ends_at, place, chair, recorder, opening, created_at, saved_at) VALUES ('${id(10)}', 3, 'committeeMeeting', '第9次会议', '2026-09-08', '14:30', '16:10', '三楼', '周启明', '林静怡', '开场', '${at}', '${at}');
    INSERT INTO attendance (meeting_id, person_id, state, reason) VALUES ('${id(10)}', '${id(1)}', 'leave', '住院');
    INSERT INTO guest (meeting_id, position, name, note) VALUES ('${id(10)}', 0, '沈伟', '组织员');
    INSERT INTO agenda_item (id, meeting_id, position, title, reporter, report, discussion, decision, vote_yes, vote_no, vote_abstain) VALUES ('${id(11)}', '${id(10)}', 0, '研究', '林静怡', '汇报', '', '同意', 5, 0, 0);
    INSERT INTO speech (agenda_item_id, position, speaker, text) VALUES ('${id(11)}', 0, '吴国栋', '未发现问题'), ('${id(11)}', 1, '何晓燕', '同意');
    INSERT INTO action_item (id, agenda_item_id, position, task, owners, due_text, due_on) VALUES ('${id(12)}', '${id(11)}', 0, '备齐材料', '林静怡', '9月15日前', '2026-09-15');
    INSERT INTO audit (at, last_at, times, who, act, entity_id) VALUES ('${at}', '${at}', 3, '林静怡', 'meeting.save', '${id(10)}')`),
  3: (db) => {
    for (const [i, name] of ['会场', '合影', '签到'].entries()) {
      const content = jpegOf(name)
      db.prepare(`INSERT INTO attachment (id, meeting_id, name, role, media, size, sha256, added_at, who) VALUES (?, ?, ?, 'photo', 'jpeg', ?, ?, ?, '林静怡')`).run(id(20 + i), id(10), `${name}.jpg`, content.length, createHash('sha256').update(content).digest('hex'), at)
      db.prepare('INSERT INTO attachment_content (id, content) VALUES (?, ?)').run(id(20 + i), content)
    }
  },
  4: (db) => { db.prepare('INSERT INTO page_photo (attachment_id, place, caption, width, height, jpeg) VALUES (?, 0, ?, 40, 30, ?)').run(id(20), '全景', jpegOf('小图')) },
}

/** A workspace as the version of that schema left it. */
export async function oldWorkspace(folder: string, schema: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const key = randomBytes(32)
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  db.pragma('foreign_keys=OFF')
  for (const { version, sql, move } of migrations.slice(0, schema)) {
    move?.(db, folder)
    db.exec(sql)
    rowsOfStep[version]?.(db)
  }
  db.pragma(`application_id=${applicationId}`)
  db.pragma(`user_version=${schema}`)
  db.close()
  writeKeyring(folder, { ...await sealKeyring(key, password, 'AAAA-BBBB', cheap), schema })
}

/** Every cell of every table, a row each with its table first. */
export type Rows = string[][]
/** Random in every workspace: the key of the files. What is told about backups depends on the hour. */
const left = new Set(['file_store', 'backup_note'])

/** Not the search index: how far it is made depends on the hour, and what is in it follows from the records. */
export function rowsOf(db: Db): Rows {
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name`).pluck().all()
  const schema = db.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').pluck().all().map((sql) => ['schema', sql])
  return [...schema, ...tables.filter((table) => !left.has(table)).flatMap((table) =>
    db.prepare<[], unknown[]>(`SELECT * FROM "${table}"`).raw().all().map((row) => [table, ...row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('hex') : String(cell)))]))]
}
