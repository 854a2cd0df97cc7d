import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { openDatabase, type Db } from '../../../db/connection.ts'
import { entriesOf, findPath } from '../../../db/repositories/development.ts'
import { changesOf, lastWithMark, laterOperation, listOperations, recordOperation, stateBefore } from '../../../db/repositories/journal.ts'
import { filedMaterials, filedMaterialsOf } from '../../../db/repositories/materials.ts'
import { birthDaysOf } from '../../../db/repositories/personFields.ts'
import { listHeld } from '../../../db/repositories/rules.ts'
import { listTrainings, studyMeetings } from '../../../db/repositories/study.ts'
import { listDueActions, listOpenRecords, listUnfiled } from '../../../db/repositories/today.ts'
import { countRemoved, listRemoved } from '../../../db/repositories/trash.ts'
import { countMeetings, findMeeting, listMeetings, putMeeting, setDeleted, setState, type ListQuery } from '../../../db/repositories/meetings.ts'
import { makeDatabase } from './folder.ts'

const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const page: ListQuery = { text: '', year: undefined, month: undefined, kinds: ['committeeMeeting', 'generalMeeting'], state: undefined, personId: undefined, deleted: false, after: undefined, limit: 50 }

function fill(db: Db): void {
  db.transaction(() => {
    for (let n = 0; n < 300; n++) {
      const heldOn = `${2020 + (n % 7)}-${String((n % 12) + 1).padStart(2, '0')}-08`
      putMeeting(db, { id: id(n), revision: 1, kind: 'committeeMeeting', state: 'draft', title: `第${n}次会议`, heldOn, startsAt: '', endsAt: '', place: '', chair: '', recorder: '', opening: '', group: '', copiedFrom: null, elements: {}, firstFinalOn: null, version: 0, attendance: [], guests: [], agenda: [{ id: id(1000 + n), title: '一', nature: 'party', seats: null, reporter: '', report: '', speeches: [], discussion: '', votes: [], decision: '', actions: [] }], savedAt: '' }, '')
    }
  })()
}

/** The plans of the statements that `act` prepares. */
function plansOf(db: Db, act: (db: Db) => unknown): string[] {
  const statements: string[] = []
  const prepare = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Db, sql: string) {
    statements.push(sql)
    return original.call(this, sql)
  } as typeof Database.prototype.prepare)
  try { act(db) } finally { prepare.mockRestore() }
  return statements.flatMap((sql) => db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from({ length: sql.split('?').length - 1 }, () => '')).map((row) => row.detail))
}
const original = Database.prototype.prepare

describe('the query plan of', () => {
  const pages: [string, Partial<ListQuery>, string][] = [
    ['the first page', {}, 'SCAN'],
    ['a later page', { after: { heldOn: '2024-01-08', id: id(3) } }, 'SEARCH'],
    ['a year', { year: 2024 }, 'SEARCH'],
    ['a search', { text: '第1' }, 'SCAN'],
    ['a month', { month: '2024-01' }, 'SEARCH'],
    ['one person', { personId: id(5) }, 'SCAN'],
  ]
  it.each(pages)('the list, %s: walks the index, without a sort and without a scan of the table', (_case, query, how) => {
    const db = openDatabase(makeDatabase(fill))
    const plans = plansOf(db, () => listMeetings(db, { ...page, ...query }))
    db.close()
    expect(plans[0]).toContain(`${how} m USING INDEX meeting_page`)
    expect(plans.join('\n')).not.toMatch(/TEMP B-TREE|SCAN [ai]\b/)
  })

  it('one meeting: finds every part by its index', () => {
    const db = openDatabase(makeDatabase(fill))
    const plans = plansOf(db, () => findMeeting(db, id(5)))
    db.close()
    expect(plans.length).toBeGreaterThanOrEqual(6)
    expect(plans.filter((plan) => plan.startsWith('SCAN'))).toEqual([])
  })

  it('学时台账: reads the meetings of a year and of 补学 within it by their indexes, training by its days', () => {
    const db = openDatabase(makeDatabase(fill))
    const plans = plansOf(db, () => {
      studyMeetings(db, 2024)
      listTrainings(db, '2024-01-01', '2024-12-31')
    })
    db.close()
    expect(plans.join('\n')).toContain('SEARCH meeting USING INDEX meeting_page (held_on>? AND held_on<?)')
    expect(plans.join('\n')).toMatch(/attendance USING (?:COVERING )?INDEX attendance_make_up/)
    expect(plans.join('\n')).toContain('training_day')
    expect(plans.filter((plan) => /^SCAN (?:meeting|attendance|agenda_item|meeting_element|t)\b/.test(plan))).toEqual([])
  })

  it('paths of 发展党员: one path and some from their indexes', () => {
    const db = openDatabase(makeDatabase(fill))
    const plans = plansOf(db, () => { findPath(db, id(1)); entriesOf(db, [id(1), id(2)]) })
    db.close()
    expect(plans.join('\n')).toContain('development_entry USING INDEX development_entry_person')
    expect(plans.filter((plan) => /^SCAN (?:development_path|development_entry|development_helper)/.test(plan))).toEqual([])
  })

  it('materials of 发展党员: of one person and of many from their index alone, days of birth by the key', () => {
    const db = openDatabase(makeDatabase(fill))
    const plans = [...plansOf(db, () => filedMaterials(db, id(1))), ...plansOf(db, () => { filedMaterialsOf(db, [id(1), id(2)]); birthDaysOf(db, [id(1), id(2)]) })]
    db.close()
    const filed = 'SEARCH person_material USING COVERING INDEX person_material_filed (person_id=?)'
    expect(plans.filter((plan) => plan.includes('person_'))).toEqual([filed, filed, 'SEARCH person_file USING PRIMARY KEY (person_id=?)'])
  })

  it('the journal: reads a page by the key, an act of a sitting and the act after it by their indexes', () => {
    const db = openDatabase(makeDatabase(fill))
    const stamp = { who: '林静怡', at: '2026-09-08T08:00:00.000Z' }
    const save = () => db.transaction(() => recordOperation(db, { id: id(9), act: 'meeting.save', entityId: id(5), stamp, name: () => '', things: [{ kind: 'deletion', id: id(5) }], joins: ['meeting.create', 'meeting.save'] }, () => setDeleted(db, id(5), stamp.at)))()
    const plans = plansOf(db, () => { save(); listOperations(db, undefined, 50); laterOperation(db, 0, id(5)); lastWithMark(db, id(5), '2 deleted'); changesOf(db, 1); stateBefore(db, 1, { kind: 'meeting', id: id(5) }) })
    db.close()
    expect(plans.length).toBeGreaterThan(8)
    expect(plans.filter((plan) => /^SCAN(?! \()/.test(plan))).toEqual([])
  })

  it('a save within a sitting: reads nothing of what was there before', () => {
    const db = openDatabase(makeDatabase(fill))
    const save = () => db.transaction(() => recordOperation(db, { id: id(9), act: 'meeting.save', entityId: id(5), stamp: { who: '林静怡', at: '2026-09-08T08:00:00.000Z' }, name: () => '', things: [{ kind: 'meeting', id: id(5) }], joins: ['meeting.create', 'meeting.save'] }, () => setState(db, id(5), 'planned')))()
    const readsAgenda = (plans: string[]) => plans.some((plan) => plan.includes('agenda_item'))
    expect(readsAgenda(plansOf(db, save))).toBe(true)
    expect(readsAgenda(plansOf(db, save))).toBe(false)
    db.close()
  })

  it('the 回收站: looks only at what is in it', () => {
    const db = openDatabase(makeDatabase(fill))
    const plans = plansOf(db, () => { listRemoved(db, undefined, 100); countRemoved(db) })
    db.close()
    expect(plans.filter((plan) => /(SCAN|SEARCH) m\b|SEARCH meeting|SCAN meeting/.test(plan))).toSatisfy((found: string[]) => found.length >= 2 && found.every((plan) => /USING (?:COVERING )?INDEX/.test(plan)))
    expect(plans.filter((plan) => /SCAN (a|attachment)\b/.test(plan) && !plan.includes('USING'))).toEqual([])
  })

  it('今天: walks the records of its days by their index, the open items by theirs, and reads no record twice', () => {
    const db = openDatabase(makeDatabase(fill))
    const plans = plansOf(db, () => { listOpenRecords(db, '2024-01-01', '2026-12-31'); listUnfiled(db, '2024-01-01', '2026-12-31'); listDueActions(db, '2026-12-31'); listHeld(db, '2024-01-01', '2026-12-31') })
    db.close()
    expect(plans.filter((plan) => /^(?:SEARCH|SCAN) (?:meeting|m)\b/.test(plan))).toEqual([expect.stringContaining('SEARCH meeting USING INDEX meeting_page'), expect.stringContaining('SEARCH meeting USING INDEX meeting_page'), expect.stringContaining('SEARCH m USING INDEX sqlite_autoindex_meeting_1'), expect.stringContaining('SEARCH m USING INDEX meeting_page')])
    expect(plans.filter((plan) => /^(?:SEARCH|SCAN) a\b/.test(plan))).toEqual([expect.stringContaining('USING INDEX action_open')])
  })

  it('the count: walks the index', () => {
    const db = openDatabase(makeDatabase(fill))
    expect(plansOf(db, () => countMeetings(db, page))[0]).toContain('USING INDEX meeting_page')
    db.close()
  })
})
