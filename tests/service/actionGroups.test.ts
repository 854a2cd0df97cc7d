import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionGroupings, actionStates } from '../../shared/domain/action.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { groupActions } from '../../db/repositories/actionGroups.ts'
import { insertAction, listActions, setActionState } from '../../db/repositories/actions.ts'
import { openDatabase } from '../../db/connection.ts'
import { officeWithMinutes } from './fusionOffice.ts'
import { makeDatabase } from './storage/folder.ts'

const today = '2026-10-14'
const stamp = { who: '林静怡', at: '2026-10-14T08:00:00.000Z' }
const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const query = { text: '', hideConfidential: false }

describe('the groups of a list', () => {
  it('an open item stands in exactly one group of each grouping, and what is not shown is counted and can be read on', () => {
    const thing = fc.record({ owner: fc.constantFrom('', '吴国栋', '林静怡'), source: fc.constantFrom('own', 'superior', 'inspection' as const), due: fc.option(fc.integer({ min: -40, max: 40 }), { nil: null }), state: fc.constantFrom(...actionStates), closed: fc.integer({ min: 0, max: 60 }) })
    const db = openDatabase(makeDatabase(() => undefined))
    let made = 0
    fc.assert(fc.property(fc.array(thing, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (things, rows) => {
      db.exec('DELETE FROM action')
      for (const { owner, source, due, state, closed } of things) {
        const actionId = id(++made)
        insertAction(db, { id: actionId, source, superiorUnit: '', superiorNo: '', title: '事', note: '', owner, helpers: '', startOn: null, dueOn: due === null ? null : addDays(today, due), repeatText: '', confidential: false, projects: [] }, addDays(today, -90), stamp)
        if (state !== 'todo') setActionState(db, actionId, { id: id(++made), on: addDays(today, -closed), state, reason: '因故', evidence: '有' }, stamp)
      }
      const open = listActions(db, { ...query, filter: 'open', limit: 200 }, today).map((row) => row.id)
      for (const by of actionGroupings) {
        const { groups, more } = groupActions(db, { ...query, filter: 'open', by, rows, groups: 500 }, today)
        expect(more).toBe(0)
        const found = groups.filter(({ key }) => by !== 'state' || (key !== 'done' && key !== 'cancelled')).flatMap((group) => {
          const all = group.rows.map((row) => row.id)
          for (let after = group.next; after !== null;) {
            const page = listActions(db, { ...query, filter: 'open', group: { by, key: group.key }, after, limit: 3 }, today)
            all.push(...page.map((row) => row.id))
            const last = page.at(-1)
            after = page.length < 3 || !last ? null : { key: last.nextOn ?? '9999-12-31', id: last.id }
          }
          expect(all).toHaveLength(group.count)
          return all
        })
        expect(found.toSorted()).toEqual(open.toSorted())
      }
    }), { numRuns: 20 })
    db.close()
  })

  it('by state every column is there, and closed items only for 30 days', () => {
    const db = openDatabase(makeDatabase(() => undefined))
    for (const [n, closedOn] of [[1, addDays(today, -30)], [2, addDays(today, -31)]] as const) {
      insertAction(db, { id: id(n), source: 'own', superiorUnit: '', superiorNo: '', title: '事', note: '', owner: '', helpers: '', startOn: null, dueOn: null, repeatText: '', confidential: false, projects: [] }, addDays(today, -90), stamp)
      setActionState(db, id(n), { id: id(100 + n), on: closedOn, state: 'done', reason: '', evidence: '有' }, stamp)
    }
    const { groups } = groupActions(db, { ...query, filter: 'open', by: 'state', rows: 10, groups: 30 }, today)
    expect(groups.map(({ name, count }) => [name, count])).toEqual([['待办', 0], ['进行中', 0], ['待验收', 0], ['已办结', 1], ['已取消', 0]])
    expect(listActions(db, { ...query, filter: 'done', group: { by: 'state', key: 'done' }, limit: 10 }, today).map((row) => row.id)).toEqual([id(1)])
    db.close()
  })

  it('of the three minutes: by meeting the newest first, by responsible whoever is late first, by project, with what belongs to none last', async () => {
    const office = await officeWithMinutes('2026-10-16')
    await office.ask('projects.save', { kind: 'memberProject', title: '走访覆盖提升', leader: '钱雅文', startsOn: '2026-09-08' })
    const called = async (by: 'meeting' | 'owner' | 'project') => (await office.ask('actions.groups', { by })).groups.map(({ name, count, overdue }) => [name, count, overdue])
    expect((await called('meeting')).map(([name, count]) => [String(name).split(' ')[0], count])).toEqual([['2026年10月16日', 4], ['2026年9月18日', 1], ['2026年9月8日', 6]])
    expect((await called('owner'))[0]).toEqual(['林静怡', 2, 2])
    expect(await called('project')).toEqual([['走访覆盖提升', 2, expect.any(Number)], ['没有关联项目', 9, expect.any(Number)]])
    const { groups, more } = await office.ask('actions.groups', { by: 'owner', groups: 2, rows: 1 })
    expect([groups.length, more > 0, groups[0]?.rows.length, groups[0]?.next !== null]).toEqual([2, true, 1, true])
  })
})
