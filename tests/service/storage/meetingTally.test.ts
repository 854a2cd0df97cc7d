// The counts of the list are kept, not counted: they have to be what counting would answer, whatever happened to the meetings.
import { expect, it } from 'vitest'
import { openDatabase, openKeyed, type Db } from '../../../db/connection.ts'
import { countMeetings, meetingYears, putMeeting, setDeleted, setFinal, setState, type Filter } from '../../../db/repositories/meetings.ts'
import { countListed, yearsListed } from '../../../db/repositories/meetingTally.ts'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { makeDatabase } from './folder.ts'

const id = (n: number): string => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const all: Filter = { text: '', year: undefined, month: undefined, kinds: ['committeeMeeting', 'generalMeeting'], state: undefined, personId: undefined, deleted: false }
const put = (db: Db, n: number, heldOn: string, kind: MeetingKind = 'committeeMeeting'): void =>
  putMeeting(db, { id: id(n), revision: 1, kind, state: 'draft', title: `第${n}次会议`, heldOn, startsAt: '', endsAt: '', place: '', chair: '', recorder: '', opening: '', group: '', copiedFrom: null, elements: {}, firstFinalOn: null, version: 0, attendance: [], guests: [], agenda: [], savedAt: '' }, '')
const fill = (db: Db): void => { for (let n = 0; n < 40; n++) put(db, n, `${2020 + n % 4}-03-08`, n % 5 === 0 ? 'generalMeeting' : 'committeeMeeting') }

const filters: Filter[] = [all, { ...all, year: 2021 }, { ...all, state: 'final' }, { ...all, kinds: ['generalMeeting'] }, { ...all, deleted: true }, { ...all, year: 2022, state: 'draft', kinds: ['committeeMeeting'] }, { ...all, month: '2021-03' }, { ...all, text: '第1' }]
const kept = (db: Db) => ({ counts: filters.map((filter) => countListed(db, filter)), years: [yearsListed(db, false), yearsListed(db, true)] })
const counted = (db: Db) => ({ counts: filters.map((filter) => countMeetings(db, filter)), years: [meetingYears(db, false), meetingYears(db, true)] })

it('the kept counts are what counting answers: after adding, changing, deleting, bringing back, and all at once', () => {
  const db = openDatabase(makeDatabase(fill))
  try {
    expect(kept(db)).toEqual(counted(db))
    const acts: (() => unknown)[] = [
      () => put(db, 100, '2019-12-31'), () => put(db, 3, '2024-01-01', 'generalMeeting'), () => setDeleted(db, id(4), 'now'), () => setState(db, id(5), 'planned'), () => setFinal(db, id(6), '2026-01-01'),
      () => setDeleted(db, id(4), null), () => put(db, 7, '2021-03-09'), () => db.exec(`DELETE FROM meeting WHERE held_on < '2020-12-31'`), () => db.exec(`UPDATE meeting SET held_on = '2025-05-05', kind = 'generalMeeting' WHERE kind = 'committeeMeeting'`),
    ]
    for (const act of acts) {
      act()
      expect(kept(db)).toEqual(counted(db))
    }
    expect(kept(db).counts[0]).toBeGreaterThan(10)
  } finally { db.close() }
})

it('a save that is rolled back is not counted, nor is a tally that was begun inside it lost', () => {
  const db = openDatabase(makeDatabase(fill))
  try {
    const failing = db.transaction(() => {
      put(db, 200, '2020-01-01')
      expect(countListed(db, all)).toBe(41)
      throw new Error('the disk is full')
    })
    for (let time = 0; time < 2; time++) {
      expect(failing).toThrow('the disk is full')
      expect(kept(db)).toEqual(counted(db))
      expect(countListed(db, all)).toBe(40)
    }
  } finally { db.close() }
})

it('a connection that only reads counts, and leaves nothing in the file', () => {
  const options = makeDatabase(fill)
  const db = openKeyed(options, { readonly: true })
  try {
    expect(kept(db)).toEqual(counted(db))
    expect(db.prepare('SELECT count(*) FROM sqlite_temp_schema').pluck().get()).toBe(0)
  } finally { db.close() }
  const writing = openDatabase(options)
  try {
    const before = writing.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all()
    kept(writing)
    expect(writing.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all()).toEqual(before)
  } finally { writing.close() }
})
