import type { BackupPreview, DifferingMeeting, PreviewKind } from '../../shared/domain/backup.ts'
import { schemaVersion } from '../migrations/index.ts'
import type { DataKey, Db } from '../connection.ts'
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

/** What a restore would change: counted, and the meetings by name. Reads both over connections of its own. Errors: BACKUP_NOT_FOUND, DATABASE_DAMAGED. */
export function compareWithBackup(source: BackupSource, place: string, id: string, backupKey: DataKey): BackupPreview {
  const manifest = readManifest(place, id)
  const live = openToRead(source.file, source.key, source.nativeBinding)
  try {
    const backup = openToRead(partsOfBackup(place, id).database, backupKey, source.nativeBinding)
    try {
      const [now, then] = [countsOf(live), countsOf(backup)]
      const [meetingsNow, meetingsThen] = [meetingsOf(live), meetingsOf(backup)]
      const schema = Number(backup.pragma('user_version', { simple: true }))
      const differing = [...new Set([...meetingsNow.keys(), ...meetingsThen.keys()])].flatMap((meetingId): DifferingMeeting[] => {
        const [a, b] = [meetingsNow.get(meetingId), meetingsThen.get(meetingId)]
        const how = howDiffers(a, b, schema >= 2)
        const shown = a ?? b
        return how && shown ? [{ id: meetingId, title: shown.title, heldOn: shown.held_on, how }] : []
      }).sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? 1 : -1) : a.heldOn < b.heldOn ? 1 : -1))
      const lastAct = (db: Db) => db.prepare<[], number>('SELECT coalesce(max(row), 0) FROM audit').pluck().get() ?? 0
      return {
        id, at: rowOf({ id, bytes: 0, manifest }).at, schema, older: schema < schemaVersion,
        counts: shownKinds.map(({ kind, table, label }) => ({ kind, label, now: now[table] ?? 0, before: then[table] ?? 0 })),
        meetings: differing.slice(0, mostMeetings), moreMeetings: Math.max(0, differing.length - mostMeetings),
        acts: Math.max(0, lastAct(live) - lastAct(backup)),
      }
    } finally { backup.close() }
  } finally { live.close() }
}
