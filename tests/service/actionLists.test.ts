import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLists, sundayOf } from '../../shared/domain/action.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { listActions, countActions, insertAction, postponeAction, setActionState, setOccurrences, findActionRow } from '../../db/repositories/actions.ts'
import { openDatabase } from '../../db/connection.ts'
import { makeDatabase } from './storage/folder.ts'

const today = '2026-10-14'
const stamp = { who: '林静怡', at: '2026-10-14T08:00:00.000Z' }
const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const query = { text: '', hideConfidential: false, limit: 200 }

describe('open items', () => {
  it('each stands in exactly one of 逾期, 今天, 本周, 以后, 无期限, whatever was done to it, and the counts are those of the lists', () => {
    const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days))
    const maybeDay = fc.option(day, { nil: null })
    const thing = fc.record({
      startOn: maybeDay, dueOn: maybeDay, decided: fc.integer({ min: -400, max: 0 }).map((days) => addDays(today, days)), repeatText: fc.constantFrom('', '', '每月25日', '每周三、五', '每天', '每季度末', '每年12月31日', '每隔一周周一', '看不懂的话'),
      acts: fc.array(fc.oneof(fc.record({ act: fc.constant('state' as const), state: fc.constantFrom('todo', 'doing', 'review', 'done', 'cancelled' as const) }), fc.record({ act: fc.constant('postpone' as const), to: day }), fc.record({ act: fc.constant('occurrence' as const), on: day })), { maxLength: 5 }),
    })
    const db = openDatabase(makeDatabase(() => undefined))
    let made = 0
    fc.assert(fc.property(fc.array(thing, { minLength: 1, maxLength: 12 }), (things) => {
      db.exec('DELETE FROM action')
      const ids = things.map((one) => {
        const actionId = id(++made)
        insertAction(db, { id: actionId, source: 'own', superiorUnit: '', superiorNo: '', title: '事', note: '', owner: '吴国栋', helpers: '', startOn: one.startOn, dueOn: one.dueOn, repeatText: one.repeatText, confidential: false, projects: [] }, one.decided, stamp)
        for (const each of one.acts) {
          const newId = id(++made)
          if (each.act === 'state') setActionState(db, actionId, { id: newId, on: today, state: each.state, reason: '因故', evidence: '有' }, stamp)
          else if (each.act === 'postpone') postponeAction(db, actionId, { id: newId, dueOn: each.to, reason: '因故', on: today }, stamp)
          else setOccurrences(db, actionId, [each.on], 'done', '', stamp)
        }
        return actionId
      })
      const lists = openLists.map((filter) => listActions(db, { ...query, filter }, today).map((row) => row.id))
      const closed = listActions(db, { ...query, filter: 'done' }, today).map((row) => row.id)
      const open = listActions(db, { ...query, filter: 'open' }, today)
      for (const actionId of ids) {
        const row = findActionRow(db, actionId, today)
        const places = [...lists, closed].filter((list) => list.includes(actionId)).length
        expect(places).toBe(1)
        expect(closed.includes(actionId)).toBe(row?.closedOn !== null)
        const told = row?.list ?? null
        expect(told === null || lists[openLists.indexOf(told)]?.includes(actionId)).toBe(true)
      }
      expect(open).toHaveLength(lists.flat().length)
      const counts = countActions(db, { ...query, filter: 'open' }, today)
      expect(openLists.map((list) => counts[list])).toEqual(lists.map((list) => list.length))
    }), { numRuns: 25 })
    db.close()
  })

  it('weeks run Monday to Sunday', () => expect(['2026-10-12', '2026-10-14', '2026-10-18', '2026-10-19'].map(sundayOf)).toEqual(['2026-10-18', '2026-10-18', '2026-10-18', '2026-10-25']))

  it('pages of every list follow one another without a gap or a double', () => {
    const db = openDatabase(makeDatabase(() => undefined))
    for (let n = 1; n <= 45; n++) {
      insertAction(db, { id: id(n), source: 'own', superiorUnit: '', superiorNo: '', title: `第${n}项`, note: '', owner: n % 2 === 0 ? '吴国栋' : '林静怡', helpers: '钱雅文', startOn: null, dueOn: n % 3 === 0 ? null : addDays(today, (n % 5) - 2), repeatText: '', confidential: false, projects: [] }, addDays(today, -(n % 4)), stamp)
      if (n % 7 === 0) setActionState(db, id(n), { id: id(1000 + n), on: addDays(today, -(n % 2)), state: 'done', reason: '', evidence: '有' }, stamp)
    }
    for (const filter of ['open', 'all', 'done', 'overdue', 'undated'] as const) {
      const whole = listActions(db, { ...query, filter }, today).map((row) => row.id)
      const paged: string[] = []
      for (let after: { key: string; id: string } | undefined; ;) {
        const page = listActions(db, { ...query, filter, limit: 7, after }, today)
        paged.push(...page.map((row) => row.id))
        const last = page.at(-1)
        if (page.length < 7 || !last) break
        after = { key: filter === 'done' ? last.closedOn ?? '' : filter === 'all' ? last.decidedOn : last.nextOn ?? '9999-12-31', id: last.id }
      }
      expect(paged).toEqual(whole)
    }
    expect(listActions(db, { ...query, filter: 'open', owner: '钱雅文' }, today)).toHaveLength(39)
    db.close()
  })
})
