// A save writes only what is not stored like that; what is stored afterwards is what was saved, whatever stood there before.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../db/connection.ts'
import { putMeeting, readMeetingOrRemoved, type StoredMeeting } from '../../../db/repositories/meetings.ts'
import { randomFrom, wordyMeeting } from '../../fixtures/paragraphs.ts'
import { makeDatabase } from './folder.ts'

const at = '2026-09-08T08:30:00.000Z'
const [given, other] = [wordyMeeting(0, randomFrom(1), 30), wordyMeeting(1, randomFrom(2), 30)]
const items = [...given.agenda, ...other.agenda.slice(0, 2)]
const guests = [{ name: '沈伟', note: '县局党委组织员' }, { name: '孙立军', note: '' }, { name: '孙立军', note: '列席' }]

/** One way the record may stand: items in some order, some of them changed in one of their parts. */
const version = fc.record({
  opening: fc.constantFrom('', '会议开始'),
  agenda: fc.shuffledSubarray(items).chain((chosen) => fc.tuple(fc.constant(chosen), fc.array(fc.constantFrom('as it is', 'report', 'speeches', 'actions'), { minLength: chosen.length, maxLength: chosen.length }))),
  guests: fc.shuffledSubarray(guests),
  elements: fc.constantFrom<Record<string, string>>({}, { theme: '学习' }, { theme: '学习', contents: '研讨' }, { theme: '' }),
})

function recordOf(revision: number, { opening, agenda: [chosen, how], guests: invited, elements }: (typeof version extends fc.Arbitrary<infer V> ? V : never)): StoredMeeting {
  return {
    ...given, revision, opening, guests: invited, elements,
    agenda: chosen.map((item, n) => ({
      ...item,
      ...(how[n] === 'report' && { report: `${item.report}，补充` }),
      ...(how[n] === 'speeches' && { speeches: item.speeches.slice(1) }),
      ...(how[n] === 'actions' && { actions: item.actions.map((action) => ({ ...action, owners: '何晓燕' })) }),
    })),
  }
}

describe('a save', () => {
  it('leaves what was saved, whatever was stored before', () => {
    const db = openDatabase(makeDatabase())
    try {
      fc.assert(fc.property(fc.array(version, { minLength: 2, maxLength: 4 }), (versions) => {
        db.prepare('DELETE FROM meeting').run()
        versions.forEach((one, n) => {
          const record = recordOf(n + 1, one)
          db.transaction(() => putMeeting(db, record, at))()
          expect(readMeetingOrRemoved(db, record.id)).toEqual({ ...record, savedAt: at, elements: Object.fromEntries(Object.entries(record.elements).filter(([, value]) => value !== '')) })
        })
      }), { numRuns: 150 })
    } finally { db.close() }
  })

  it('writes the rows of the item that changed, and of no other', () => {
    const db = openDatabase(makeDatabase())
    try {
      const [first, ...rest] = given.agenda
      db.transaction(() => putMeeting(db, given, at))()
      const before = db.prepare('SELECT total_changes()').pluck()
      const begun = Number(before.get())
      db.transaction(() => putMeeting(db, { ...given, revision: 2, opening: '改了开场' }, at))()
      const opening = Number(before.get()) - begun
      db.transaction(() => putMeeting(db, { ...given, revision: 3, opening: '改了开场', agenda: first ? [{ ...first, report: '改了汇报' }, ...rest] : [] }, at))()
      // The record and what waits for the index; and with the item its eight speeches and its action, taken away and put back.
      expect(opening).toBeLessThanOrEqual(2)
      expect(Number(before.get()) - begun - opening).toBeLessThan(2 * (1 + 8 + 1) + 6)
    } finally { db.close() }
  })
})
