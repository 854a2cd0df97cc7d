import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { openDatabase, type Db } from '../../../db/connection.ts'
import { followRecord } from '../../../db/repositories/actionLedger.ts'
import { actionFilters, type ActionQuery } from '../../../shared/domain/action.ts'
import { countActions, insertAction, listActions } from '../../../db/repositories/actions.ts'
import { listProjects } from '../../../db/repositories/projects.ts'
import { makeDatabase } from './folder.ts'

const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const original = Database.prototype.prepare

function filled(): Db {
  return openDatabase(makeDatabase((db) => {
    for (let n = 0; n < 50; n++) insertAction(db, { id: id(n), source: 'own', superiorUnit: '', superiorNo: '', title: '事', note: '', owner: '吴国栋', helpers: '', startOn: null, dueOn: '2026-10-30', repeatText: '', confidential: false, projects: [] }, '2026-09-08', { who: '林静怡', at: '2026-09-08T08:00:00.000Z' })
  }))
}

/** The plan of each statement that `act` prepares, one text for a statement. */
function plansOf(db: Db, act: () => unknown): string[] {
  const statements: string[] = []
  const prepare = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Db, sql: string) {
    statements.push(sql)
    return original.call(this, sql)
  } as typeof Database.prototype.prepare)
  try { act() } finally { prepare.mockRestore() }
  return statements.map((sql) => {
    const named = sql.includes('@on') ? [{ on: '' }] : []
    return db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...named, ...Array.from({ length: sql.split('?').length - 1 }, () => '')).map((row) => row.detail).join('\n')
  })
}

const query: ActionQuery = { filter: 'open', text: '', hideConfidential: false, limit: 50 }

describe('the query plan of', () => {
  it.each(actionFilters.flatMap((filter) => [[filter, 'first', undefined], [filter, 'later', { key: '2026-10-01', id: id(3) }]] as const))('the ledger, %s, %s page: walks its index without a sort', (filter, _page, after) => {
    const db = filled()
    const [plan = ''] = plansOf(db, () => listActions(db, { ...query, filter, after }, '2026-10-14'))
    db.close()
    expect(plan).toMatch(new RegExp(`a USING INDEX ${filter === 'done' ? 'action_closed' : filter === 'all' ? 'action_page' : 'action_open'}`))
    expect(plan).not.toContain('TEMP B-TREE')
  })

  it.each([['owner', { owner: '吴国栋' }], ['project', { project: id(1) }], ['text', { text: '走访' }], ['source', { source: 'own' as const }]])('the ledger by %s filters along the index, without a sort', (_name, more) => {
    const db = filled()
    const [plan = ''] = plansOf(db, () => listActions(db, { ...query, ...more }, '2026-10-14'))
    db.close()
    expect(plan).toContain('a USING INDEX action_open')
    expect(plan).not.toContain('TEMP B-TREE')
  })

  it('the counts walk what is open, and a save finds the items of its record, by their indexes', () => {
    const db = filled()
    const counts = plansOf(db, () => countActions(db, query, '2026-10-14'))
    const save = plansOf(db, () => followRecord(db, { id: id(1), kind: 'committeeMeeting', heldOn: '2026-09-08', agenda: [] }, ''))
    db.close()
    expect(counts[0]).toContain('a USING INDEX action_open')
    expect(save).toHaveLength(1)
    expect(save[0]).toContain('USING INDEX action_meeting')
  })

  it('the projects of the branch: their open items are read once, by what is open', () => {
    const db = filled()
    const plans = plansOf(db, () => listProjects(db, { kind: undefined, state: undefined, open: undefined, difficultyId: undefined, year: undefined, text: '' }, '2026-10-14'))
    db.close()
    expect(plans[0]).toMatch(/^SCAN a USING INDEX action_open/)
    expect(plans[1]).not.toMatch(/SCAN [kv]\b/)
  })
})
