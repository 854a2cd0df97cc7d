import { prepared, type Db } from '../connection.ts'
import { followUpKinds } from '../../shared/domain/followUp.ts'
import { noteAct, type Stamp } from './audit.ts'
import type { WorkspaceInfo } from '../../shared/domain/workspace.ts'
import type { Place } from '../../shared/contract/index.ts'

export interface NewBranch { unit: string; branch: string; since: string; officer: { name: string; posts: readonly string[] } }

/** The branch and its officer; called once, on a database without rows. */
export function insertBranch(db: Db, branch: NewBranch, at: string): void {
  db.transaction(() => {
    db.prepare('INSERT INTO branch (id, unit, name, since, created_at) VALUES (1, ?, ?, ?, ?)').run(branch.unit, branch.branch, branch.since, at)
    const { lastInsertRowid } = db.prepare('INSERT INTO officer (name, since_at) VALUES (?, ?)').run(branch.officer.name, at)
    const insertPost = db.prepare('INSERT INTO officer_post (officer_row, position, post) VALUES (?, ?, ?)')
    branch.officer.posts.forEach((post, position) => insertPost.run(lastInsertRowid, position, post))
    noteAct(db, 'workspace.create', null, { who: branch.officer.name, at })
  }).immediate()
}

interface BranchRow { follow_up: string; supplement_after: number; lock_after: number; unit: string; name: string; since: string; recovery_confirmed_at: string | null; officer_row: number; officer: string; people: number }

/** Null on a database whose set-up was cut off before its first row. */
export function readBranch(db: Db): WorkspaceInfo | null {
  const row = prepared<[], BranchRow>(db, `SELECT b.supplement_after, b.lock_after, b.follow_up, b.unit, b.name, b.since, b.recovery_confirmed_at, o.row AS officer_row, o.name AS officer, (SELECT count(*) FROM person) AS people
    FROM branch b JOIN officer o ON o.row = (SELECT max(row) FROM officer) WHERE b.id = 1`).get()
  if (!row) return null
  const posts = prepared<[number], string>(db, 'SELECT post FROM officer_post WHERE officer_row = ? ORDER BY position').pluck().all(row.officer_row)
  return { unit: row.unit, branch: row.name, officer: { name: row.officer, posts }, since: row.since, recoveryConfirmed: row.recovery_confirmed_at !== null, people: row.people, supplementAfter: row.supplement_after, lockAfter: row.lock_after, followUp: followUpKinds.filter((kind) => row.follow_up.split(',').includes(kind)) }
}

export const supplementAfter = (db: Db): number => prepared<[], number>(db, 'SELECT supplement_after FROM branch WHERE id = 1').pluck().get() ?? 3

export function setSupplementAfter(db: Db, workdays: number): void {
  db.prepare('UPDATE branch SET supplement_after = ? WHERE id = 1').run(workdays)
}

export function setLockAfter(db: Db, minutes: number): void {
  db.prepare('UPDATE branch SET lock_after = ? WHERE id = 1').run(minutes)
}

/** What the unit may set otherwise, as one thing. */
/** Which kinds of meeting begin with 上次议定事项落实情况. */
export const followUpOn = (db: Db, kind: string): boolean => (prepared<[], string>(db, 'SELECT follow_up FROM branch WHERE id = 1').pluck().get() ?? '').split(',').includes(kind)
export const setFollowUp = (db: Db, kinds: readonly string[]): void => { db.prepare('UPDATE branch SET follow_up = ? WHERE id = 1').run(kinds.join(',')) }

export interface CapturedSettings { supplementAfter: number; lockAfter: number; followUp?: string }
export const captureSettings = (db: Db): CapturedSettings | null =>
  db.prepare<[], CapturedSettings>('SELECT supplement_after AS supplementAfter, lock_after AS lockAfter, follow_up AS followUp FROM branch WHERE id = 1').get() ?? null
export function putSettings(db: Db, { supplementAfter: workdays, lockAfter, followUp }: CapturedSettings): void {
  if (followUp !== undefined) setFollowUp(db, followUp === '' ? [] : followUp.split(','))
  setSupplementAfter(db, workdays)
  setLockAfter(db, lockAfter)
}

/** `at` null: a new code was made and has not been typed back yet. */
export function setRecoveryConfirmed(db: Db, at: string | null): void {
  db.prepare('UPDATE branch SET recovery_confirmed_at = ? WHERE id = 1').run(at)
}

export function noteRecoveryChange(db: Db, act: 'workspace.newRecoveryCode' | 'workspace.recover', stamp: Stamp): void {
  db.transaction(() => {
    setRecoveryConfirmed(db, null)
    noteAct(db, act, null, stamp)
  }).immediate()
}

/** In the copy that is about to get a new key: the old one is kept for backups, and its recovery code does not open this database any more. */
export function noteRotation(db: Db, oldKey: Uint8Array, stamp: Stamp): void {
  db.transaction(() => {
    db.prepare('INSERT OR IGNORE INTO former_key (key, until) VALUES (?, ?)').run(oldKey, stamp.at)
    setRecoveryConfirmed(db, null)
    noteAct(db, 'workspace.newKey', null, stamp)
  }).immediate()
}

export function keepPlace(db: Db, place: Place): void {
  db.prepare(`INSERT INTO officer_place (id, screen, meeting_id, field, selection_start, selection_end, scroll_top) VALUES (1, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET screen = excluded.screen, meeting_id = excluded.meeting_id, field = excluded.field, selection_start = excluded.selection_start, selection_end = excluded.selection_end, scroll_top = excluded.scroll_top`)
    .run(place.screen, place.meetingId, place.field, place.selectionStart, place.selectionEnd, place.scrollTop)
}

interface PlaceRow { screen: Place['screen']; meeting_id: string | null; field: string | null; selection_start: number; selection_end: number; scroll_top: number }
export function lastPlace(db: Db): Place | null {
  const row = db.prepare<[], PlaceRow>('SELECT screen, meeting_id, field, selection_start, selection_end, scroll_top FROM officer_place WHERE id = 1').get()
  return row ? { screen: row.screen, meetingId: row.meeting_id, field: row.field, selectionStart: row.selection_start, selectionEnd: row.selection_end, scrollTop: row.scroll_top } : null
}
