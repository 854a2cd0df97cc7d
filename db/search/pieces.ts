import { chineseDate, type IsoDate } from '../../shared/domain/dates.ts'
import { kindFacts, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { StoredMeeting } from '../repositories/meetings.ts'
import type { Sort } from './rows.ts'

/** A passage that can be found. `field` is the same for several of one field, so that moving them costs nothing. */
export interface Piece { sort: Sort; field: string; text: string }

export const paragraphsOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '')

/** 谈心谈话 are found by their kind and day and by nothing else: their titles and files may name who talked. */
export const isConfidential = (kind: MeetingKind): boolean => kindFacts[kind].expects === 'talkers'

/** What a record is called where it is found: its name, kind, day and 党小组 together, so that 支委会 9月8日 finds it. */
export const headOf = ({ kind, title, heldOn, group }: { kind: MeetingKind; title: string; heldOn: IsoDate; group: string }): string =>
  [...(isConfidential(kind) ? [] : [title, group]), kindFacts[kind].full, kindFacts[kind].short, chineseDate(heldOn), heldOn].filter((part) => part !== '').join('　')

/** How parts of a record are put together into passages; read back the same way (passages.ts). */
export const guestText = ({ name, note }: { name: string; note: string }): string => [name, note].filter((part) => part !== '').join('　')
export const speechTexts = ({ speaker, text }: { speaker: string; text: string }): string[] => {
  const paragraphs = paragraphsOf(text)
  return (paragraphs.length === 0 ? [''] : paragraphs).map((paragraph) => (speaker === '' ? paragraph : `${speaker}：${paragraph}`)).filter((line) => line !== '')
}
export const actionText = ({ task, owners, dueText }: { task: string; owners: string; dueText: string }): string => [task, owners, dueText].filter((part) => part !== '').join('　')

/** Everything of a record that can be found. Reasons of absence and votes are not: they tell of single people. */
export function piecesOf(m: StoredMeeting): Piece[] {
  const pieces: Piece[] = [{ sort: 'head', field: 'title', text: headOf(m) }]
  if (isConfidential(m.kind)) return pieces
  const put = (field: string, texts: readonly string[], sort: Sort = 'text') => { for (const text of texts) if (text !== '') pieces.push({ sort, field, text }) }
  put('place', [m.place])
  put('chair', [m.chair])
  put('recorder', [m.recorder])
  put('opening', paragraphsOf(m.opening))
  for (const [code, value] of Object.entries(m.elements)) put(`element.${code}`, paragraphsOf(value))
  put('guest', m.guests.map(guestText))
  for (const item of m.agenda) {
    const at = `agenda.${item.id}`
    put(`${at}.title`, [item.title])
    put(`${at}.reporter`, [item.reporter])
    for (const part of ['report', 'discussion', 'decision'] as const) put(`${at}.${part}`, paragraphsOf(item[part]))
    put(`${at}.speech`, item.speeches.flatMap(speechTexts))
    for (const action of item.actions) put(`${at}.action.${action.id}`, [actionText(action)], 'item')
  }
  return pieces
}
