import type { Dismissal, HeldMeeting, RuleSetting } from '../../shared/domain/frequency.ts'
import type { MeetingKind, MeetingState } from '../../shared/domain/meetingKinds.ts'
import { RuleLibrary } from '../../shared/domain/ruleLibrary.ts'
import { prepared, type Db } from '../connection.ts'
import type { Stamp } from './audit.ts'

interface SettingRow { rule_id: string; from_on: string; is_on: 0 | 1; times: number | null }
export const listRuleSettings = (db: Db): RuleSetting[] =>
  prepared<[], SettingRow>(db, 'SELECT rule_id, from_on, is_on, times FROM rule_setting ORDER BY rule_id, from_on').all().map((row) => ({ ruleId: row.rule_id, from: row.from_on, isOn: row.is_on === 1, times: row.times }))
export function putRuleSetting(db: Db, { ruleId, from, isOn, times }: RuleSetting): void {
  db.prepare('INSERT INTO rule_setting (rule_id, from_on, is_on, times) VALUES (?, ?, ?, ?) ON CONFLICT (rule_id, from_on) DO UPDATE SET is_on = excluded.is_on, times = excluded.times').run(ruleId, from, isOn ? 1 : 0, times)
}

export interface StoredLibrary extends RuleLibrary { addedAt: string; who: string }
interface LibraryRow { version: string; checked_by: string; checked_on: string; rules: string; added_at: string; who: string }
/** Libraries read from files, in the order in which they were taken. */
export const listLibraries = (db: Db): StoredLibrary[] =>
  prepared<[], LibraryRow>(db, 'SELECT version, checked_by, checked_on, rules, added_at, who FROM rule_library ORDER BY added_at, version').all()
    .map((row) => ({ ...RuleLibrary.parse({ version: row.version, checkedBy: row.checked_by, checkedOn: row.checked_on, rules: JSON.parse(row.rules) }), addedAt: row.added_at, who: row.who }))
export function putLibrary(db: Db, { version, checkedBy, checkedOn, rules }: RuleLibrary, { who, at }: Stamp): void {
  db.prepare('INSERT INTO rule_library (version, checked_by, checked_on, rules, added_at, who) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (version) DO UPDATE SET checked_by = excluded.checked_by, checked_on = excluded.checked_on, rules = excluded.rules').run(version, checkedBy, checkedOn, JSON.stringify(rules), at, who)
}

export interface StoredDismissal extends Dismissal { at: string; who: string }
export const listDismissals = (db: Db): StoredDismissal[] => prepared<[], StoredDismissal>(db, 'SELECT need_key AS key, reason, at, who FROM need_dismissal').all()
export function putDismissal(db: Db, { key, reason }: Dismissal, { who, at }: Stamp): void {
  db.prepare('INSERT INTO need_dismissal (need_key, reason, at, who) VALUES (?, ?, ?, ?) ON CONFLICT (need_key) DO UPDATE SET reason = excluded.reason, at = excluded.at, who = excluded.who').run(key, reason, at, who)
}
export const deleteDismissal = (db: Db, key: string): void => { db.prepare('DELETE FROM need_dismissal WHERE need_key = ?').run(key) }

/** All of the unit's readings of the rules, as the journal keeps them. */
export interface CapturedRules { settings: RuleSetting[]; libraries: StoredLibrary[]; dismissals: StoredDismissal[] }
export const captureRules = (db: Db): CapturedRules => ({ settings: listRuleSettings(db), libraries: listLibraries(db), dismissals: listDismissals(db) })
export function putRules(db: Db, { settings, libraries, dismissals }: CapturedRules): void {
  db.exec('DELETE FROM rule_setting; DELETE FROM rule_library; DELETE FROM need_dismissal')
  for (const setting of settings) putRuleSetting(db, setting)
  for (const { addedAt: at, who, ...library } of libraries) putLibrary(db, library, { at, who })
  for (const { at, who, ...dismissal } of dismissals) putDismissal(db, dismissal, { at, who })
}

interface HeldRow { id: string; kind: MeetingKind; held_on: string; party_group: string; state: MeetingState; first_final_on: string | null; talker: string | null; talked_to: string | null }
/** The meetings of some days, with what the frequencies count of them; `firstFinalOn` tells a 补记. */
export const listHeld = (db: Db, from: string, to: string): (HeldMeeting & { firstFinalOn: string | null })[] =>
  prepared<[string, string], HeldRow>(db, `SELECT m.id, m.kind, m.held_on, m.party_group, m.state, m.first_final_on, t.value AS talker, w.value AS talked_to FROM meeting m
    LEFT JOIN meeting_element t ON m.kind = 'heartTalk' AND t.meeting_id = m.id AND t.code = 'talker' LEFT JOIN meeting_element w ON m.kind = 'heartTalk' AND w.meeting_id = m.id AND w.code = 'talkedTo'
    WHERE m.deleted_at IS NULL AND m.held_on BETWEEN ? AND ?`).all(from, to)
    .map((row) => ({
      id: row.id, kind: row.kind, heldOn: row.held_on, group: row.party_group, state: row.state, firstFinalOn: row.first_final_on, isSupplement: false,
      ...(row.talker !== null && row.talked_to !== null ? { talk: { talker: row.talker, talkedTo: row.talked_to } } : {}),
    }))
