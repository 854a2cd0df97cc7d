// What an import leaves in the database: that it is written many rows at a time is nobody's business but its own.
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { Db } from '../../db/connection.ts'
import { markOfThing } from '../../db/repositories/journalThings.ts'
import { changesOf, lastOfAct, stateBefore } from '../../db/repositories/journal.ts'
import { manyRows } from '../../db/repositories/manyRows.ts'
import { listEdits } from '../../db/repositories/personFields.ts'
import { rosterTally, tallyingOnce } from '../../db/repositories/rosterTally.ts'
import { clearStaged, stageRows, takeStaged } from '../../db/repositories/stagedRows.ts'
import { importFile, pasted, rosterFile } from './importOffice.ts'
import { inDatabase, settledOffice } from './office.ts'

const idOf = (db: Db, name: string): string => db.prepare<[string], string>('SELECT id FROM person WHERE name = ?').pluck().get(name) ?? ''
/** What the journal says of the last import, beside what a look at each thing says. */
const journalOf = (db: Db) => {
  const row = lastOfAct(db, 'people.import')?.row ?? 0
  return changesOf(db, row).map((change) => ({ told: [change.markBefore, change.mark], found: ['none', markOfThing(db, change)], before: stateBefore(db, row, change) }))
}

it('the journal is told the mark of everybody new as a look at them finds it', async () => {
  const office = await settledOffice()
  await importFile(office, rosterFile, true)
  const changes = await inDatabase(office, journalOf)
  expect(changes).toHaveLength(16)
  expect(changes.map(({ told }) => told)).toEqual(changes.map(({ found }) => found))
  expect(changes.filter(({ before }) => before !== null)).toEqual([])
})

it('also of somebody whom a later row of the same file changes, and the act is taken back whole', async () => {
  const office = await settledOffice()
  const text = pasted('姓名 | 人员类别 | 党小组 | 自何日起 | 联系电话', '张伟 | 预备党员 | 第一党小组 | 2026-03-01 | 13900000001', '李强 | 正式党员 | 第一党小组 | 2026-03-01 | 13900000002', '张伟 | 正式党员 | 第二党小组 | 2026-06-01 | 13900000003', '王芳 | 正式党员 | 第一党小组 | 2026-03-01 | ')
  const { counts } = await office.ask('members.importFile', { text, commit: true })
  expect(counts).toMatchObject({ create: 3, update: 1 })
  expect((await office.ask('members.rosterOn', { date: '2026-09-08' })).map(({ name, status, group }) => `${name} ${status} ${group}`).sort()).toEqual(['张伟 fullMember 第二党小组', '李强 fullMember 第一党小组', '王芳 fullMember 第一党小组'])
  const changes = await inDatabase(office, journalOf)
  expect(changes).toHaveLength(3)
  expect(changes.map(({ told }) => told)).toEqual(changes.map(({ found }) => found))
  expect(await inDatabase(office, (db) => listEdits(db, idOf(db, '张伟')).map(({ field, before, after, way }) => [field, before, after, way]))).toEqual([['mobile', '13900000001', '13900000003', 'import'], ['mobile', null, '13900000001', 'import']])
  expect(await office.ask('members.undoImport', {})).toMatchObject({ words: '撤销：导入名册（3人）' })
  expect(await office.ask('members.rosterOn', { date: '2026-09-08' })).toEqual([])
})

it('the history of a file says of each field that it came with the roster, also after a way through the 回收站', async () => {
  const office = await settledOffice()
  await importFile(office, rosterFile, true)
  const history = () => inDatabase(office, (db) => listEdits(db, idOf(db, '罗敏')).map(({ field, before, after, who, way }) => `${field} ${before} ${after} ${who} ${way}`))
  const first = await history()
  expect(first).toHaveLength(11)
  expect(first).toContain('mobile null 13900000012 林静怡 import')
  const id = await inDatabase(office, (db) => idOf(db, '罗敏'))
  expect((await office.ask('members.get', { id })).edits).toHaveLength(11)
  await office.ask('members.remove', { personId: id })
  await office.ask('trash.restore', { kind: 'person', id })
  expect(await history()).toEqual(first)
})

it('what was shown is worked out again where people or headings are different by the time it is written', async () => {
  const office = await settledOffice()
  const shown = await importFile(office, rosterFile, false)
  expect(shown.counts).toMatchObject({ create: 16 })
  await office.ask('members.importFile', { text: pasted('姓名 | 人员类别', '罗敏 | 正式党员'), commit: true })
  const again = await importFile(office, rosterFile, false)
  expect(again.counts).toMatchObject({ create: 15, update: 1 })
  await office.ask('members.addMany', { lines: '方子涵\t预备党员' })
  const done = await office.ask('members.importFile', { source: again.source, commit: true })
  expect(done.counts).toMatchObject({ create: 14, update: 2 })
  expect(await office.ask('members.rosterOn', { date: '2026-09-08' })).toHaveLength(16)
})

it('many new people, who lay ready while the backup was taken, are there with their marks and go with one 撤销', async () => {
  const office = await settledOffice()
  const rows = Array.from({ length: 45 }, (_, n) => `测试${'甲乙丙丁戊己庚辛壬'[n % 9] ?? ''}${'一二三四五'[Math.floor(n / 9)] ?? ''} | 正式党员 | 第一党小组 | 2026-03-01 | 139000000${String(n).padStart(2, '0')}`)
  const { counts } = await office.ask('members.importFile', { text: pasted('姓名 | 人员类别 | 党小组 | 自何日起 | 联系电话', ...rows), commit: true })
  expect(counts).toMatchObject({ create: 45, update: 0 })
  const changes = await inDatabase(office, journalOf)
  expect(changes).toHaveLength(45)
  expect(changes.map(({ told }) => told)).toEqual(changes.map(({ found }) => found))
  expect((await office.ask('members.rosterOn', { date: '2026-09-08' })).map(({ name }) => name).sort()).toEqual(rows.map((row) => row.slice(0, row.indexOf(' '))).sort())
  await office.ask('members.undoImport', {})
  expect(await office.ask('members.rosterOn', { date: '2026-09-08' })).toEqual([])
})

it('rows that lay ready stand in their table in their order, with what stands before each, and nothing is left where they lay', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE word (act INTEGER, name TEXT, note TEXT); CREATE TABLE person (name TEXT)')
  const words = Array.from({ length: 45 }, (_, n) => [`词${n}`, n % 2 === 0 ? null : `注${n}`])
  const staged = stageRows(db, [manyRows('word', ['name', 'note'], words), manyRows('person', ['name'], [['罗敏']])])
  const another = stageRows(db, [manyRows('person', ['name'], [['钱雅文']])])
  expect(db.prepare('SELECT count(*) FROM word').pluck().get()).toBe(0)
  for (const rows of [...staged, ...another]) takeStaged(db, rows, rows.table === 'word' ? { column: 'act', value: 7 } : undefined)
  clearStaged(db, [...staged, ...another])
  expect(db.prepare('SELECT act, name, note FROM word ORDER BY rowid').raw().all()).toEqual(words.map((row) => [7, ...row]))
  expect(db.prepare('SELECT name FROM person ORDER BY rowid').pluck().all()).toEqual(['罗敏', '钱雅文'])
  expect(db.prepare('SELECT name FROM temp.sqlite_schema').pluck().all()).toEqual([])
})

it('many changes of people are counted as one, and what counts is there again after a rollback', async () => {
  const office = await settledOffice()
  await importFile(office, rosterFile, true)
  await inDatabase(office, (db) => {
    const rename = (): void => { db.prepare(`UPDATE person SET name = name || '一' WHERE name LIKE '罗敏%' OR name LIKE '钱雅文%'`).run() }
    const start = rosterTally(db).people
    db.transaction(() => { tallyingOnce(db, rename) })()
    expect(rosterTally(db).people).toBe(start + 1)
    expect(() => { db.transaction(() => { tallyingOnce(db, () => { throw new Error('given up') }) })() }).toThrow('given up')
    expect(rosterTally(db).people).toBe(start + 1)
    rename()
    expect(rosterTally(db).people).toBe(start + 3)
  })
})
