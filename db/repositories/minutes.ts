import type { MinutesLine, MinutesMatter, MinutesText } from '../../shared/domain/minutes.ts'
import type { Db } from '../connection.ts'

/** A 纪要 as stored; `drafted` is what the record gave when it was drafted or finalised, `replaced` the text before it was last drafted anew. */
export interface StoredMinutes { minutes: MinutesText; state: 'draft' | 'final'; revision: number; drafted: MinutesText; replaced: MinutesText | null; correction: string; savedAt: string }

interface Row { revision: number; state: 'draft' | 'final'; title: string; issue_number: string; lead: string; sent_to: string; sender: string; issued_on: string | null; drafted: string; replaced: string | null; correction: string; saved_at: string }

/** Null where the officer has not made one. */
export function findMinutes(db: Db, meetingId: string): StoredMinutes | null {
  const row = db.prepare<[string], Row>('SELECT revision, state, title, issue_number, lead, sent_to, sender, issued_on, drafted, replaced, correction, saved_at FROM minutes WHERE meeting_id = ?').get(meetingId)
  if (!row) return null
  const lines = db.prepare<[string], MinutesLine & { part: 'fact' | 'people' }>('SELECT part, label, text FROM minutes_line WHERE meeting_id = ? ORDER BY part, place').all(meetingId)
  const linesOf = (part: 'fact' | 'people') => lines.filter((line) => line.part === part).map(({ label, text }) => ({ label, text }))
  const items = db.prepare<[string], Omit<MinutesMatter, 'settles'> & { settles: 0 | 1 }>('SELECT heading, text, settles FROM minutes_item WHERE meeting_id = ? ORDER BY place').all(meetingId)
  return {
    minutes: {
      title: row.title, issueNumber: row.issue_number, lead: row.lead, facts: linesOf('fact'), items: items.map((item) => ({ ...item, settles: item.settles === 1 })),
      people: linesOf('people'), sentTo: row.sent_to, sender: row.sender, issuedOn: row.issued_on,
    },
    state: row.state, revision: row.revision, drafted: JSON.parse(row.drafted), replaced: row.replaced === null ? null : JSON.parse(row.replaced), correction: row.correction, savedAt: row.saved_at,
  }
}

/** Writes a 纪要 whole, inside the caller's transaction. */
export function putMinutes(db: Db, meetingId: string, { minutes: m, state, revision, drafted, replaced, correction, savedAt }: StoredMinutes): void {
  db.prepare(`INSERT INTO minutes (meeting_id, revision, state, title, issue_number, lead, sent_to, sender, issued_on, drafted, replaced, correction, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (meeting_id) DO UPDATE SET revision = excluded.revision, state = excluded.state, title = excluded.title, issue_number = excluded.issue_number, lead = excluded.lead, sent_to = excluded.sent_to,
      sender = excluded.sender, issued_on = excluded.issued_on, drafted = excluded.drafted, replaced = excluded.replaced, correction = excluded.correction, saved_at = excluded.saved_at`)
    .run(meetingId, revision, state, m.title, m.issueNumber, m.lead, m.sentTo, m.sender, m.issuedOn, JSON.stringify(drafted), replaced && JSON.stringify(replaced), correction, savedAt)
  for (const table of ['minutes_item', 'minutes_line']) db.prepare(`DELETE FROM ${table} WHERE meeting_id = ?`).run(meetingId)
  const item = db.prepare('INSERT INTO minutes_item (meeting_id, place, heading, text, settles) VALUES (?, ?, ?, ?, ?)')
  m.items.forEach(({ heading, text, settles }, place) => item.run(meetingId, place, heading, text, settles ? 1 : 0))
  const line = db.prepare('INSERT INTO minutes_line (meeting_id, part, place, label, text) VALUES (?, ?, ?, ?, ?)')
  for (const [part, lines] of [['fact', m.facts], ['people', m.people]] as const) lines.forEach(({ label, text }, place) => line.run(meetingId, part, place, label, text))
}

/** As if none had been made: it is drafted from the record again. */
export const deleteMinutes = (db: Db, meetingId: string): void => { db.prepare('DELETE FROM minutes WHERE meeting_id = ?').run(meetingId) }

/** One 定稿 of a 纪要: its whole text as it was then. */
export interface MinutesVersion { version: number; at: string; who: string; reason: string; minutes: MinutesText }

export function addMinutesVersion(db: Db, meetingId: string, { version, at, who, reason, minutes }: MinutesVersion): void {
  db.prepare('INSERT INTO minutes_version (meeting_id, version, at, who, reason, minutes) VALUES (?, ?, ?, ?, ?, ?)').run(meetingId, version, at, who, reason, JSON.stringify(minutes))
}

/** Oldest first. */
export const minutesVersions = (db: Db, meetingId: string): MinutesVersion[] =>
  db.prepare<[string], Omit<MinutesVersion, 'minutes'> & { minutes: string }>('SELECT version, at, who, reason, minutes FROM minutes_version WHERE meeting_id = ? ORDER BY version').all(meetingId)
    .map(({ minutes, ...version }) => ({ ...version, minutes: JSON.parse(minutes) }))

export const countMinutesVersions = (db: Db, meetingId: string): number =>
  db.prepare<[string], number>('SELECT count(*) FROM minutes_version WHERE meeting_id = ?').pluck().get(meetingId) ?? 0
