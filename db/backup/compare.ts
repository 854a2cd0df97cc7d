import type { BackupPreview, DifferingMeeting, PreviewKind } from '../../shared/domain/backup.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { schemaVersion } from '../migrations/index.ts'
import { isDamage, type DataKey, type Db } from '../connection.ts'
import { partsOfBackup, readManifest, rowOf } from './place.ts'
import { countsOf, openToRead, type BackupSource } from './write.ts'

const shownKinds: readonly { kind: PreviewKind; table: string; label: string }[] = [
  { kind: 'meetings', table: 'meeting', label: '会议和活动' }, { kind: 'people', table: 'person', label: '人员' }, { kind: 'attachments', table: 'attachment', label: '附件' },
  { kind: 'versions', table: 'meeting_version', label: '定稿的版本' }, { kind: 'minutes', table: 'minutes', label: '纪要' }, { kind: 'templates', table: 'own_template', label: '本单位的文书' },
]
const mostMeetings = 50

interface MeetingRow { id: string; title: string; held_on: string; saved_at: string; deleted_at: string | null; revision: number; state: string }

/** Columns that every schema has, and the state where there is one. */
function meetingsOf(db: Db): Map<string, MeetingRow> {
  const hasState = (db.pragma('table_info(meeting)') as { name: string }[]).some(({ name }) => name === 'state')
  return new Map(db.prepare<[], MeetingRow>(`SELECT id, title, held_on, saved_at, deleted_at, revision, ${hasState ? 'state' : `'draft' AS state`} FROM meeting`).all().map((row) => [row.id, row]))
}

function howDiffers(now: MeetingRow | undefined, then: MeetingRow | undefined, hasStates: boolean): DifferingMeeting['how'] | null {
  const isThere = now !== undefined && now.deleted_at === null
  const wasThere = then !== undefined && then.deleted_at === null
  if (isThere && !wasThere) return 'added'
  if (!isThere && wasThere) return 'removed'
  if (!now || !then || !isThere) return null
  return now.revision !== then.revision || now.saved_at !== then.saved_at || (hasStates && now.state !== then.state) ? 'changed' : null
}

interface Facts { schema: number; counts: Record<string, number>; meetings: Map<string, MeetingRow>; lastAct: number }
function factsOf(db: Db): Facts {
  return { schema: Number(db.pragma('user_version', { simple: true })), counts: countsOf(db), meetings: meetingsOf(db), lastAct: db.prepare<[], number>('SELECT coalesce(max(row), 0) FROM audit').pluck().get() ?? 0 }
}

/** As the list of meetings counts them: without those in the 回收站. */
const listed = ({ meetings }: Facts): number => [...meetings.values()].filter(({ deleted_at }) => deleted_at === null).length

function readFacts(file: string, key: DataKey, nativeBinding: string | undefined): Facts {
  const db = openToRead(file, key, nativeBinding)
  try { return factsOf(db) } finally { db.close() }
}

/** Damage of the backup is not to be taken for damage of the workspace. */
function factsOfBackup(place: string, id: string, key: DataKey, nativeBinding: string | undefined): Facts {
  try {
    return readFacts(partsOfBackup(place, id).database, key, nativeBinding)
  } catch (cause) {
    throw isDamage(cause) ? new AppError('BACKUP_DAMAGED', { cause, params: { part: 'database' } }) : cause
  }
}

/** What a restore would change: counted, and the meetings by name. Reads both over connections of its own. Errors: BACKUP_NOT_FOUND, BACKUP_DAMAGED, DATABASE_DAMAGED. */
export function compareWithBackup(source: BackupSource, place: string, id: string, backupKey: DataKey): BackupPreview {
  const manifest = readManifest(place, id)
  const then = factsOfBackup(place, id, backupKey, source.nativeBinding)
  const now = readFacts(source.file, source.key, source.nativeBinding)
  const differing = [...new Set([...now.meetings.keys(), ...then.meetings.keys()])].flatMap((meetingId): DifferingMeeting[] => {
    const [a, b] = [now.meetings.get(meetingId), then.meetings.get(meetingId)]
    const how = howDiffers(a, b, then.schema >= 2)
    const shown = a ?? b
    return how && shown ? [{ id: meetingId, title: shown.title, heldOn: shown.held_on, how }] : []
  }).sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? 1 : -1) : a.heldOn < b.heldOn ? 1 : -1))
  return {
    id, at: rowOf({ id, bytes: 0, manifest }).at, schema: then.schema, older: then.schema < schemaVersion,
    counts: shownKinds.map(({ kind, table, label }) => (kind === 'meetings' ? { kind, label, now: listed(now), before: listed(then) } : { kind, label, now: now.counts[table] ?? 0, before: then.counts[table] ?? 0 })),
    meetings: differing.slice(0, mostMeetings), moreMeetings: Math.max(0, differing.length - mostMeetings),
    acts: Math.max(0, now.lastAct - then.lastAct),
  }
}
