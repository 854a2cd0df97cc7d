import { resolve } from 'node:path'
import { parseDue } from '../../../shared/domain/dates.ts'
import type { DocumentName, DocumentPreset } from '../../../shared/domain/documents.ts'
import { MeetingDraft, type Meeting } from '../../../shared/domain/meeting.ts'
import { buildPaper, type Paper } from '../../../electron/service/documents/index.ts'
import { branch, committee, draftWith } from '../../fixtures/committee-2026-09-08.ts'

export const templates = resolve(import.meta.dirname, '../../../build/templates')
export const papers = (['record', 'signIn', 'minutes', 'notice'] as const).flatMap((document) => (['official', 'table'] as const).map((preset) => ({ document, preset })))
const uuid = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** The sample as the service answers it. */
export function sample(change: Partial<Meeting> = {}): Meeting {
  const people = committee.map((name, i) => ({ name, id: uuid(i) }))
  const draft = MeetingDraft.parse(draftWith(people))
  return {
    ...draft, id: uuid(100), revision: 1, savedAt: '2026-09-08T08:30:00.000Z', expected: 5, present: 5, mayMeet: true, quorum: '',
    attendees: people.map(({ name, id }, i) => ({ personId: id, name, post: ['书记', '组织委员', '宣传委员', '纪检委员', '青年委员'][i] ?? '', state: 'present', reason: '' })),
    agenda: draft.agenda.map((item, i) => ({ ...item, id: uuid(200 + i), actions: item.actions.map((action, j) => ({ ...action, id: uuid(300 + i * 10 + j), dueOn: parseDue(action.dueText, draft.heldOn) })) })),
    ...change,
  }
}

export const paperOf = (document: DocumentName, preset: DocumentPreset, change: Partial<Meeting> = {}, today = '2026-09-08'): Paper =>
  buildPaper({ meeting: sample(change), workspace: { unit: branch.unit, branch: branch.branch }, document, preset, today })
