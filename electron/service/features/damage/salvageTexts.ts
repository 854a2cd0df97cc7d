import type { Db } from '../../../../db/connection.ts'
import { statusNames, postNames } from '../../../../shared/domain/person.ts'
import { rosterOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'

/** What became of one meeting. `fileName` null: it could not be made a document. */
export interface MeetingOutcome { title: string; heldOn: string; fileName: string | null; isRemoved: boolean; isDoubtful: boolean; attachments: number; lost: string[] }

/** As the Notepad of any Windows reads it. */
export const textFile = (text: string): Buffer => Buffer.from(`\uFEFF${text.replace(/\r?\n/g, '\r\n')}\r\n`, 'utf8')

/** One line a person with tabs between, as it can be pasted into Excel and back into the roster. Who left, or lost all facts, stands at the end. */
export function rosterText(people: readonly PersonWithHistory[], today: string): string {
  const roster = rosterOn(people, today)
  const here = new Set(roster.map(({ id }) => id))
  return [
    ['姓名', '人员类别', '党内职务', '党小组'].join('\t'),
    ...roster.map(({ name, status, posts, group }) => [name, statusNames[status], posts.map((post) => postNames[post]).join('、'), group ?? ''].join('\t')),
    ...people.filter(({ id }) => !here.has(id)).map(({ name }) => `${name}\t（现不在支部，或人员类别读不出）`),
  ].join('\n')
}

/** Texts whose meeting is lost, each with what it is. */
const strays: readonly { label: string; sql: string }[] = [
  { label: '议题', sql: `SELECT a.title || '：' || a.report || a.discussion || a.decision FROM agenda_item a WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = a.meeting_id) ORDER BY a.meeting_id, a.position` },
  { label: '发言', sql: `SELECT s.speaker || '：' || s.text FROM speech s LEFT JOIN agenda_item a ON a.id = s.agenda_item_id WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = a.meeting_id) ORDER BY s.agenda_item_id, s.position` },
  { label: '议定事项', sql: `SELECT i.task || '（' || i.owners || '，' || i.due_text || '）' FROM action_item i LEFT JOIN agenda_item a ON a.id = i.agenda_item_id WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = a.meeting_id) ORDER BY i.agenda_item_id, i.position` },
  { label: '会议要素', sql: `SELECT e.value FROM meeting_element e WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = e.meeting_id) ORDER BY e.meeting_id` },
  { label: '纪要正文', sql: `SELECT i.heading || '：' || i.text FROM minutes_item i WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = i.meeting_id) ORDER BY i.meeting_id, i.place` },
  { label: '定稿的版本（整份记录）', sql: `SELECT v.record FROM meeting_version v WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = v.meeting_id) ORDER BY v.meeting_id, v.version` },
]

export const strayTextsOf = (db: Db): string[] => strays.flatMap(({ label, sql }) => db.prepare<[], string | null>(sql).pluck().all().flatMap((text) => (text === null || text.trim() === '' ? [] : [`【${label}】${text}`])))
