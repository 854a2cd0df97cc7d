import { noDay, type ActionSource, type ActionState } from '../../shared/domain/action.ts'
import type { AwayWarning } from '../../shared/domain/attendanceFigures.ts'
import { addMonths, type IsoDate } from '../../shared/domain/dates.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { PartialDate } from '../../shared/domain/partialDate.ts'
import { rosterOn, type PersonWithHistory } from '../../shared/domain/roster.ts'
import type { OpenAction } from '../../shared/domain/todayActions.ts'
import type { OpenDifficulty, OpenProject } from '../../shared/domain/todayGoals.ts'
import type { OpenRecord, UnfiledYear } from '../../shared/domain/todayRecords.ts'
import { prepared, type Db } from '../connection.ts'
import { attendanceFiguresOf } from './attendanceFigures.ts'

/** Records of some days that are not finalised. */
export const listOpenRecords = (db: Db, from: IsoDate, to: IsoDate): OpenRecord[] =>
  prepared<[string, string], Omit<OpenRecord, 'wasFinal'> & { wasFinal: 0 | 1 }>(db, `SELECT id, kind, held_on AS heldOn, starts_at AS startsAt, party_group AS "group", state, first_final_on IS NOT NULL AS wasFinal FROM meeting
    WHERE deleted_at IS NULL AND held_on BETWEEN ? AND ? AND state IN ('planned', 'notified', 'draft')`).all(from, to).map((row) => ({ ...row, wasFinal: row.wasFinal === 1 }))

/** Finalised records that are not filed, by year. */
export const listUnfiled = (db: Db, from: IsoDate, to: IsoDate): UnfiledYear[] =>
  prepared<[string, string], { year: string; records: number; only: string }>(db, `SELECT substr(held_on, 1, 4) AS year, count(*) AS records, min(id) AS only FROM meeting
    WHERE deleted_at IS NULL AND held_on BETWEEN ? AND ? AND state = 'final' GROUP BY 1`).all(from, to).map(({ year, records, only }) => ({ year: Number(year), records, only: records === 1 ? only : null }))

interface ActionRow { id: string; title: string; owner: string; source: ActionSource; state: ActionState; decidedOn: string; sortOn: string; repeatText: string; gone: 0 | 1; confidential: 0 | 1; superiorUnit: string; superiorNo: string; kind: MeetingKind | null; heldOn: string | null }
/** Open items that are due until a day, wait for 验收, lost their line in the record, or were given to nobody. */
export const listDueActions = (db: Db, until: IsoDate): OpenAction[] =>
  prepared<[string], ActionRow>(db, `SELECT a.id, a.title, a.owner, a.source, a.state, a.decided_on AS decidedOn, a.sort_on AS sortOn, a.repeat_text AS repeatText, a.gone, a.confidential, a.superior_unit AS superiorUnit, a.superior_no AS superiorNo, m.kind, m.held_on AS heldOn
    FROM action a INDEXED BY action_open LEFT JOIN meeting m ON m.id = a.meeting_id WHERE a.closed_on IS NULL AND a.hidden = 0 AND (a.sort_on <= ? OR a.state = 'review' OR a.gone = 1 OR a.owner = '')`).all(until)
    .map(({ sortOn, gone, confidential, kind, heldOn, ...row }) => ({ ...row, gone: gone === 1, confidential: confidential === 1, nextOn: sortOn === noDay ? null : sortOn, meeting: kind === null || heldOn === null ? null : { kind, heldOn } }))

/** When people were born, were taken in and became 正式党员, as their files say. */
export const listPartyDays = (db: Db): Map<string, { joinedOn: PartialDate | null; fullOn: PartialDate | null; birthOn: PartialDate | null }> =>
  new Map(prepared<[], { id: string; joinedOn: string | null; fullOn: string | null; birthOn: string | null }>(db, 'SELECT person_id AS id, joined_on AS joinedOn, full_on AS fullOn, birth_on AS birthOn FROM person_file WHERE joined_on IS NOT NULL OR full_on IS NOT NULL OR birth_on IS NOT NULL').all().map(({ id, ...days }) => [id, days]))

/** Members who have not been at a meeting for three months and more. Who was at one since is not reckoned for: nearly everybody was. */
export function listAway(db: Db, people: readonly PersonWithHistory[], on: IsoDate): { personId: string; warning: AwayWarning }[] {
  const seen = new Set(prepared<[string, string], string>(db, `SELECT DISTINCT a.person_id FROM meeting m CROSS JOIN attendance a ON a.meeting_id = m.id
    WHERE m.deleted_at IS NULL AND m.held_on > ? AND m.held_on <= ? AND m.kind <> 'heartTalk' AND m.state IN ('draft', 'final', 'archived') AND a.state IN ('present', 'late', 'online')`).pluck().all(addMonths(on, -3), on))
  const unseen = rosterOn(people, on).filter(({ id, status }) => (status === 'fullMember' || status === 'probationaryMember') && !seen.has(id)).map(({ id }) => id)
  if (unseen.length === 0) return []
  return [...attendanceFiguresOf(db, unseen, on, on)].flatMap(([personId, { warning }]) => (warning === null ? [] : [{ personId, warning }]))
}

/** Carriers that go on, with the day of the newest value that is not after `on`. */
export const listOpenProjects = (db: Db, on: IsoDate): OpenProject[] =>
  prepared<[string], Omit<OpenProject, 'measured'> & { measured: 0 | 1 }>(db, `SELECT p.id, p.kind, p.title, p.leader, p.starts_on AS startsOn, p.due_on AS dueOn, p.state, k.id IS NOT NULL AS measured,
    (SELECT max(v.on_day) FROM project_value v WHERE v.metric_id = k.id AND v.replaced_at IS NULL AND v.on_day <= ?) AS actualOn
    FROM project p LEFT JOIN project_metric k ON k.project_id = p.id AND k.position = 0 WHERE p.closed_on IS NULL AND p.deleted_at IS NULL`).all(on).map((row) => ({ ...row, measured: row.measured === 1 }))

export const listOpenDifficulties = (db: Db): OpenDifficulty[] =>
  prepared<[], Omit<OpenDifficulty, 'converted'> & { converted: 0 | 1 }>(db, `SELECT d.id, d.title, d.leader, d.raised_on AS raisedOn, d.due_on AS dueOn, trim(d.measure) <> '' OR EXISTS (SELECT 1 FROM project p WHERE p.difficulty_id = d.id AND p.deleted_at IS NULL) AS converted
    FROM difficulty d WHERE d.state = 'open' AND d.deleted_at IS NULL`).all().map((row) => ({ ...row, converted: row.converted === 1 }))
