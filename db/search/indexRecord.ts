import { hash } from 'node:crypto'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { foldText } from '../../shared/domain/searchText.ts'
import { prepared, type Db } from '../connection.ts'
import type { StoredMeeting } from '../repositories/meetings.ts'
import { gramsOf } from './grams.ts'
import { isConfidential, piecesOf, type Piece } from './pieces.ts'
import { placeOf, placeOfRow, rowsOfPlace, sortOfRow, type Range, type Sort } from './rows.ts'

/** 48 bits of a text: two passages of one field that share it are taken for the same. */
const markOf = (text: string): number => hash('sha256', text, 'buffer').readUIntBE(0, 6)

interface Indexed { row: number; field: string; mark: number }

/** Behind the others of its day, else in a gap between them; undefined where there is none. */
function freeRow(db: Db, { from, to }: Range): number | undefined {
  const last = prepared<[number, number], number | null>(db, 'SELECT max(row) FROM search_row WHERE row BETWEEN ? AND ?').pluck().get(from, to) ?? from - 1
  if (last < to) return last + 1
  if (prepared<[number], number>(db, 'SELECT 1 FROM search_row WHERE row = ?').pluck().get(from) === undefined) return from
  return prepared<[number, number], number>(db, 'SELECT a.row + 1 FROM search_row a WHERE a.row >= ? AND a.row < ? AND NOT EXISTS (SELECT 1 FROM search_row b WHERE b.row = a.row + 1) LIMIT 1').pluck().get(from, to)
}

/** Brings the rows of one record to what it holds: what is in the index and is still there stays as it is. */
function bring(db: Db, meetingRow: number, heldOn: IsoDate, pieces: readonly Piece[], isMeant: (sort: Sort) => boolean): void {
  const wanted = new Map(pieces.map((piece) => {
    const [place, mark] = [placeOf(piece.sort, heldOn), markOf(piece.text)]
    return [`${place} ${mark} ${piece.field}`, { ...piece, place, mark }]
  }))
  for (const { row, field, mark } of prepared<[number], Indexed>(db, 'SELECT row, field, mark FROM search_row WHERE meeting_row = ?').all(meetingRow)) {
    if (wanted.delete(`${placeOfRow(row)} ${mark} ${field}`) || !isMeant(sortOfRow(row))) continue
    // Its words go by the trigger.
    prepared(db, 'DELETE FROM search_row WHERE row = ?').run(row)
  }
  for (const { place, field, mark, text } of wanted.values()) {
    const row = freeRow(db, rowsOfPlace(place))
    // No office has 65,536 passages of one day; one that has saves them all the same, and finds those.
    if (row === undefined) continue
    prepared(db, 'INSERT INTO search_row (row, meeting_row, field, mark) VALUES (?, ?, ?, ?)').run(row, meetingRow, field, mark)
    prepared(db, 'INSERT INTO search_text (rowid, grams) VALUES (?, ?)').run(row, gramsOf(foldText(text)))
  }
}

interface File { id: string; name: string }
/** Also those in the 回收站: whether they may be found is asked when they are looked for. */
const filePieces = (db: Db, id: string, kind: MeetingKind): Piece[] => (isConfidential(kind) ? [] : prepared<[string], File>(db, 'SELECT id, name FROM attachment WHERE meeting_id = ?').all(id).map((file) => ({ sort: 'file', field: `file.${file.id}`, text: file.name })))

/** The record as it is being written, inside the transaction that writes it. */
export function indexRecord(db: Db, meeting: StoredMeeting): void {
  const row = prepared<[string], number>(db, 'SELECT row FROM meeting WHERE id = ?').pluck().get(meeting.id)
  if (row !== undefined) bring(db, row, meeting.heldOn, [...piecesOf(meeting), ...filePieces(db, meeting.id, meeting.kind)], () => true)
}

/** The files of a record, inside the transaction that adds or renames one. */
export function indexFiles(db: Db, meetingId: string): void {
  const found = prepared<[string], { row: number; kind: MeetingKind; held_on: string }>(db, 'SELECT row, kind, held_on FROM meeting WHERE id = ?').get(meetingId)
  if (found) bring(db, found.row, found.held_on, filePieces(db, meetingId, found.kind), (sort) => sort === 'file')
}
