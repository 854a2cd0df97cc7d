// The index finds exactly what a plain scan finds, and follows every write.
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase, type Db } from '../../../db/connection.ts'
import { findMeeting, putMeeting, readMeetingOrRemoved, setDeleted } from '../../../db/repositories/meetings.ts'
import { erase } from '../../../db/repositories/trash.ts'
import { buildingOf, buildPiece, emptyIndex, indexWaiting, joinPiece, rebuildIndex } from '../../../db/search/build.ts'
import { firstLook, foundRows as foundIn } from '../../../db/search/findRecords.ts'
import { matchOf } from '../../../db/search/grams.ts'
import { passagesOf } from '../../../db/search/passages.ts'
import { piecesOf } from '../../../db/search/pieces.ts'
import { placeOf, rowsOfPlace, sorts, type Sort } from '../../../db/search/rows.ts'
import { foldText, termsOf } from '../../../shared/domain/searchText.ts'
import { queryFrom, randomFrom, wordyMeeting } from '../../fixtures/paragraphs.ts'
import { makeDatabase } from './folder.ts'

function openMade(): Db {
  const db = openDatabase(makeDatabase())
  onTestFinished(() => { db.close() })
  return db
}
const at = '2026-09-08T08:30:00.000Z'
/** As a search does it: what was written since is brought in first, and one reading of the index serves all sorts. */
const foundRows = (db: Db, terms: readonly string[], sort: Sort, look: 'quick' | 'deep') => {
  indexWaiting(db)
  const found = foundIn(db, terms, sort, look)
  expect(foundIn(db, terms, sort, look, firstLook(db, terms))).toEqual(found)
  return found
}
const allSorts = Object.keys(sorts) as Sort[]
const fill = (db: Db, count: number, random = randomFrom(7), length = 120) => {
  const meetings = Array.from({ length: count }, (_, n) => wordyMeeting(n, random, length))
  db.transaction(() => meetings.forEach((meeting) => putMeeting(db, meeting, at)))()
  return meetings
}
/** Everything the index says, without the numbers of its rows: which passages there are, and for every character in them where it is found. */
function contentOf(db: Db): unknown {
  indexWaiting(db)
  const rows = db.prepare<[], { row: number; told: string }>('SELECT r.row, m.id || \' \' || r.field || \' \' || r.mark AS told FROM search_row r JOIN meeting m ON m.row = r.meeting_row').all()
  const told = new Map(rows.map((row) => [row.row, row.told]))
  const characters = new Set(db.prepare<[], string>('SELECT id FROM meeting').pluck().all().flatMap((id) => {
    const meeting = readMeetingOrRemoved(db, id)
    return meeting ? piecesOf(meeting).flatMap(({ text }) => [...foldText(text)]) : []
  }))
  const found = db.prepare<[string], number>('SELECT rowid FROM search_text WHERE search_text MATCH ?').pluck()
  return { rows: rows.map((row) => row.told).sort(), words: [...characters].sort().map((character) => [character, found.all(matchOf([character])).map((row) => told.get(row) ?? 'an orphan').sort()]) }
}
const rebuilt = (db: Db): unknown => {
  rebuildIndex(db)
  return contentOf(db)
}

describe('the parts of the index', () => {
  it('are joined piece by piece, and hold what they held', () => {
    const db = openMade()
    for (let n = 0; n < 12; n++) {
      db.transaction(() => putMeeting(db, wordyMeeting(n, randomFrom(n), 300), at))()
      indexWaiting(db)
    }
    const parts = db.prepare<[], number>('SELECT count(DISTINCT id >> 37) FROM search_text_data').pluck()
    const [before, held] = [parts.get() ?? 0, contentOf(db)]
    while (joinPiece(db));
    expect(parts.get()).toBeLessThan(before)
    expect(joinPiece(db)).toBe(false)
    expect(contentOf(db)).toEqual(held)
  })

  it('a word that stands everywhere leaves the other sorts in sight', () => {
    const db = openMade()
    fill(db, 80, () => 0.5, 30)
    indexWaiting(db)
    const everywhere = piecesOf(wordyMeeting(0, () => 0.5, 30)).find(({ sort }) => sort === 'item')?.text.slice(0, 1) ?? ''
    expect(firstLook(db, [everywhere]).rows).toHaveLength(2000)
    expect(foundRows(db, [everywhere], 'item', 'quick').rows).toHaveLength(320)
    expect(foundRows(db, [everywhere], 'text', 'quick')).toMatchObject({ cut: true })
    expect(foundRows(db, [everywhere], 'file', 'quick').rows).toEqual([])
  })
})

describe('what is found', () => {
  it('is what a plain scan finds, for 300 queries of one to eight characters over 3,000 paragraphs', () => {
    const db = openMade()
    const random = randomFrom(11)
    const meetings = fill(db, 50, random)
    const passages = meetings.flatMap((meeting) => piecesOf(meeting).map((piece) => ({ ...piece, folded: foldText(piece.text), id: meeting.id })))
    expect(passages.length).toBeGreaterThan(3000)
    let withHits = 0
    for (let n = 0; n < 300; n++) {
      const typed = queryFrom(random, passages[Math.floor(random() * passages.length)]?.text ?? '', 1 + n % 8)
      const terms = termsOf(typed)
      if (terms.length === 0) continue
      const scanned = new Set(passages.filter(({ folded }) => terms.every((term) => folded.includes(term))).map(({ id, field }) => `${id} ${field}`))
      const names = db.prepare<[number], string>('SELECT id FROM meeting WHERE row = ?').pluck()
      const found = allSorts.flatMap((sort) => foundRows(db, terms, sort, 'deep').rows).map(({ meeting, field }) => `${names.get(meeting)} ${field}`)
      expect([typed, [...new Set(found)].sort()]).toEqual([typed, [...scanned].sort()])
      if (found.length > 0) withHits++
    }
    expect(withHits).toBeGreaterThan(250)
  })

  it('stands in the record as it was indexed, so that it can be shown', () => {
    const db = openMade()
    const pieces = fill(db, 3).flatMap((meeting) => piecesOf(meeting).filter(({ sort }) => sort !== 'head').map((piece) => ({ ...piece, meeting })))
    expect(pieces.filter(({ meeting, field, text }) => !passagesOf(db, meeting, field).some((passage) => passage.text === text))).toEqual([])
    expect(pieces.length).toBeGreaterThan(100)
  })

  it('takes signs that mean something to the index for what they are', () => {
    const db = openMade()
    const [meeting] = fill(db, 1)
    if (!meeting) return
    const signs = `"'*()+-^:{}[]\\%_AND NEAR/2`
    putMeeting(db, { ...meeting, opening: `甲${signs}乙` }, at)
    for (const typed of ['"', '*', '甲"', `"'*(`, 'AND', 'near/2', '^:{', '-^', '%_', '\\']) expect([typed, foundRows(db, termsOf(typed), 'text', 'deep').rows.map(({ field }) => field)]).toEqual([typed, ['opening']])
    expect(foundRows(db, termsOf('甲乙'), 'text', 'deep').rows).toEqual([])
  })
})

describe('the index', () => {
  it('is what it would be if it were made anew, after any acts on the records', () => {
    const db = openMade()
    const random = randomFrom(23)
    const meetings = fill(db, 8, random, 60)
    const pick = () => Math.floor(random() * meetings.length)
    for (let n = 0; n < 120; n++) {
      const meeting = meetings[pick()]
      const other = wordyMeeting(1000 + n, random, 60)
      if (!meeting) continue
      const act = random()
      db.transaction(() => {
        if (act < 0.2) setDeleted(db, meeting.id, random() < 0.5 ? at : null)
        else if (act < 0.25) {
          setDeleted(db, meeting.id, at)
          erase(db, { kind: 'meeting', id: meeting.id })
        } else if (act < 0.4) Object.assign(meeting, { heldOn: other.heldOn, title: other.title })
        else if (act < 0.5) Object.assign(meeting, { kind: meeting.kind === 'heartTalk' ? 'themeDay' : 'heartTalk', elements: { theme: other.title, points: other.opening } })
        else if (act < 0.6) meeting.agenda.reverse()
        else if (act < 0.7) meeting.agenda[0]?.speeches.reverse()
        else if (act < 0.8) meeting.opening = `${meeting.opening}\n${other.opening}`
        else meeting.agenda = meeting.agenda.map((item, index) => (index === 1 ? { ...item, report: other.opening, speeches: other.agenda[0]?.speeches.slice(0, n % 5) ?? [] } : item))
        putMeeting(db, meeting, at)
      })()
    }
    const kept = contentOf(db)
    expect(rebuilt(db)).toEqual(kept)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  })

  it('forgets with a rollback', () => {
    const db = openMade()
    const [meeting] = fill(db, 2)
    const before = contentOf(db)
    expect(() => db.transaction(() => {
      if (meeting) putMeeting(db, { ...meeting, opening: '烟花爆竹' }, at)
      throw new Error('given up')
    })()).toThrow('given up')
    expect(contentOf(db)).toEqual(before)
  })

  it('writes for a changed paragraph that paragraph alone', () => {
    const db = openMade()
    const [meeting] = fill(db, 1)
    if (!meeting) return
    indexWaiting(db)
    const rows = () => new Set(db.prepare<[], number>('SELECT row FROM search_row').pluck().all())
    const before = rows()
    const [item] = meeting.agenda
    putMeeting(db, { ...meeting, agenda: [...meeting.agenda.slice(1), ...(item ? [{ ...item, report: `${item.report}\n又一段` }] : [])] }, at)
    indexWaiting(db)
    expect([...rows()].filter((row) => !before.has(row))).toHaveLength(1)
    expect([...before].filter((row) => !rows().has(row))).toHaveLength(0)
  })

  it('is behind a save, which does not wait for it, and knows by how much', () => {
    const db = openMade()
    const [meeting, other] = fill(db, 2)
    if (!meeting || !other) return
    indexWaiting(db)
    for (const place of ['烟花大街', '烟花大道']) putMeeting(db, { ...meeting, place }, at)
    expect(foundIn(db, termsOf('烟花'), 'text', 'deep').rows).toEqual([])
    expect(db.prepare('SELECT m.id FROM search_waiting w JOIN meeting m ON m.row = w.meeting_row').pluck().all()).toEqual([meeting.id])
    expect(foundRows(db, termsOf('烟花'), 'text', 'deep').rows).toHaveLength(1)
    putMeeting(db, { ...other, place: '烟花大街' }, at)
    setDeleted(db, other.id, at)
    erase(db, { kind: 'meeting', id: other.id })
    expect(db.prepare('SELECT count(*) FROM search_waiting').pluck().get()).toBe(0)
  })

  it('takes a gap where a day has no number left at its end, and without any a record is saved all the same', () => {
    const db = openMade()
    const [meeting, other] = fill(db, 2)
    if (!meeting || !other) return
    const { from, to } = rowsOfPlace(placeOf('text', meeting.heldOn))
    const rowOfOther = db.prepare<[string], number>('SELECT row FROM meeting WHERE id = ?').pluck().get(other.id) ?? 0
    const filler = db.prepare(`INSERT OR IGNORE INTO search_row (row, meeting_row, field, mark) VALUES (?, ${rowOfOther}, 'place', 1)`)
    filler.run(to)
    putMeeting(db, { ...meeting, opening: '烟花爆竹' }, at)
    expect(foundRows(db, termsOf('烟花爆竹'), 'text', 'deep').rows).toHaveLength(1)
    db.transaction(() => { for (let row = from; row <= to; row++) filler.run(row) })()
    putMeeting(db, { ...meeting, opening: '烟花爆竹', place: '烟花大街', chair: '烟花大王' }, at)
    // Their own numbers became free, one each; a passage more than before finds none.
    putMeeting(db, { ...meeting, opening: '烟花爆竹\n烟花大会', place: '烟花大街', chair: '烟花大王' }, at)
    expect(foundRows(db, termsOf('烟花'), 'text', 'deep').rows).toHaveLength(3)
    expect(findMeeting(db, meeting.id)?.opening).toBe('烟花爆竹\n烟花大会')
  })

  it('of old records is made in pieces that are whole each, the newest record first, while others are written', () => {
    const db = openMade()
    const meetings = fill(db, 12)
    const whole = contentOf(db)
    emptyIndex(db)
    expect(buildingOf(db)).toEqual({ done: 0, total: 12 })
    expect(foundRows(db, termsOf('2026年'), 'head', 'deep').rows).toEqual([])
    expect(buildPiece(db, 0)).toBe(true)
    expect(buildingOf(db)).toEqual({ done: 1, total: 12 })
    expect(foundRows(db, termsOf('吴国栋'), 'text', 'deep').rows.length).toBeGreaterThan(0)
    // A record that is saved in between is brought in with the next search; the piece that comes to it finds nothing to do.
    const [first] = meetings
    if (first) putMeeting(db, first, at)
    while (buildPiece(db, 0));
    expect(buildingOf(db)).toBeNull()
    expect(contentOf(db)).toEqual(whole)
    expect(buildPiece(db, 0)).toBe(false)
  })

  it('holds of a 谈心谈话 its kind and its day, and nothing that was said', () => {
    const db = openMade()
    const [meeting] = fill(db, 1)
    if (!meeting) return
    putMeeting(db, { ...meeting, kind: 'heartTalk', title: '和烟花匠谈话', elements: { talker: '周启明', points: '家里有困难' }, agenda: [], opening: '' }, at)
    const found = (typed: string) => allSorts.flatMap((sort) => foundRows(db, termsOf(typed), sort, 'deep').rows).length
    expect(['谈心谈话', '2000年1月1日', '2000-01-01'].map(found)).toEqual([1, 1, 1])
    expect(['烟花', '周启明', '困难', '马晓东', '沈伟'].map(found)).toEqual([0, 0, 0, 0, 0])
    expect(db.prepare('SELECT count(*) FROM search_row').pluck().get()).toBe(1)
    expect(db.prepare('SELECT count(*) FROM search_waiting').pluck().get()).toBe(0)
    expect(findMeeting(db, meeting.id)?.kind).toBe('heartTalk')
  })
})
