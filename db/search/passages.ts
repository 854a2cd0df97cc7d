import { kindElements, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../shared/domain/text.ts'
import { prepared, type Db } from '../connection.ts'
import { actionText, guestText, paragraphsOf, speechTexts } from './pieces.ts'

/** A passage as the record has it now: what it is called, its text as it was written, and the field of the screen that holds it. */
export interface Passage { label: string; text: string; at: string }

type Row = Record<string, string | number>
const one = (db: Db, sql: string, ...values: string[]): Row | undefined => prepared<string[], Row>(db, sql).get(...values)
const paragraphs = (label: string, at: string, text: unknown): Passage[] => paragraphsOf(String(text ?? '')).map((paragraph) => ({ label, text: paragraph, at }))

const columns = { place: '地点', chair: '主持人', recorder: '记录人', opening: '开场' } as const
const isColumn = (field: string): field is keyof typeof columns => Object.hasOwn(columns, field)
const parts = { title: '', reporter: '汇报人', report: '汇报', discussion: '讨论', decision: '决定' } as const
const isPart = (part: string): part is keyof typeof parts => Object.hasOwn(parts, part)

/** All passages of a field, as they were put together for the index (pieces.ts). None where the field is gone, or a file is in the 回收站. */
export function passagesOf(db: Db, meeting: { id: string; kind: MeetingKind }, field: string): Passage[] {
  if (isColumn(field)) return paragraphs(columns[field], field, one(db, `SELECT ${field} AS text FROM meeting WHERE id = ?`, meeting.id)?.['text'])
  const [head, id = '', part = '', actionId = ''] = field.split('.')
  switch (head) {
    case 'element': {
      const label = kindElements[meeting.kind].find(({ code }) => code === id)?.label ?? ''
      return paragraphs(label, field, one(db, 'SELECT value AS text FROM meeting_element WHERE meeting_id = ? AND code = ?', meeting.id, id)?.['text'])
    }
    case 'guest':
      return prepared<[string], { position: number; name: string; note: string }>(db, 'SELECT position, name, note FROM guest WHERE meeting_id = ? ORDER BY position').all(meeting.id)
        .map((guest) => ({ label: '列席', text: guestText(guest), at: `guest.${guest.position}.name` }))
    case 'file': {
      const file = one(db, 'SELECT name FROM attachment WHERE id = ? AND deleted_at IS NULL', id)
      return file ? [{ label: '', text: String(file['name']), at: `attachment.${id}` }] : []
    }
    case 'agenda': return passagesOfItem(db, id, part, actionId)
    default: return []
  }
}

function passagesOfItem(db: Db, id: string, part: string, actionId: string): Passage[] {
  // Only what is looked at: the other texts of an item lie on pages of their own, each to be decrypted.
  const item = one(db, `SELECT position${isPart(part) ? `, ${part} AS text` : ''} FROM agenda_item WHERE id = ?`, id)
  if (!item) return []
  const [name, at] = [`议题${chineseNumeral(Math.min(99, Number(item['position']) + 1))}`, `agenda.${id}`]
  if (isPart(part)) return paragraphs(`${name}${parts[part]}`, `${at}.${part}`, item['text'])
  if (part === 'speech') {
    return prepared<[string], { position: number; speaker: string; text: string }>(db, 'SELECT position, speaker, text FROM speech WHERE agenda_item_id = ? ORDER BY position').all(id)
      .flatMap((speech) => speechTexts(speech).map((text) => ({ label: `${name}发言`, text, at: `${at}.speech.${speech.position}.text` })))
  }
  const action = prepared<[string], { task: string; owners: string; dueText: string }>(db, 'SELECT task, owners, due_text AS dueText FROM action_item WHERE id = ?').get(actionId)
  return action ? [{ label: name, text: actionText(action), at: `${at}.action.${actionId}.task` }] : []
}
