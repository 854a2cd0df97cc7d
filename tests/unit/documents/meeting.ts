import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Input } from '../../../shared/contract/index.ts'
import { parseDue } from '../../../shared/domain/actionDates.ts'
import type { DocumentName, DocumentPreset } from '../../../shared/domain/documents.ts'
import { MeetingDraft, type Attendance, type Meeting } from '../../../shared/domain/meeting.ts'
import { parsePeopleLines } from '../../../shared/domain/peopleLines.ts'
import { presenceOf } from '../../../shared/domain/quorum.ts'
import { attendeesOf, rosterOn, type PersonWithHistory } from '../../../shared/domain/roster.ts'
import { buildPaper, type Paper } from '../../../electron/service/documents/index.ts'
import { branch, committee, record } from '../../fixtures/committee-2026-09-08.ts'

export const templates = resolve(import.meta.dirname, '../../../build/templates')
export const papers = (['record', 'signIn', 'minutes', 'notice'] as const).flatMap((document) => (['official', 'table'] as const).map((preset) => ({ document, preset })))
const uuid = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Everybody of people.txt with what holds for them from when. */
function peopleOf(lines: string): PersonWithHistory[] {
  const found = parsePeopleLines(lines, '2024-02-20').people
  return [...new Set(found.map(({ name }) => name))].map((name, index) => {
    const id = uuid(index + 1)
    const change = { id, personId: id }
    return {
      id, name,
      history: found.filter((line) => line.name === name).flatMap((line) => [
        { ...change, field: 'status' as const, value: line.status, from: line.from },
        { ...change, field: 'posts' as const, value: line.posts, from: line.from },
        { ...change, field: 'group' as const, value: line.group, from: line.from },
      ]),
    }
  })
}
const branchPeople = readFileSync(join(import.meta.dirname, '../../fixtures/people.txt'), 'utf8')

export type Draft = Omit<Input<'meetings.save'>, 'attendance'>
/** How each was marked, by name. */
export type Marks = Record<string, Partial<Omit<Attendance, 'personId'>>>

/** A record as the service answers it, of the sample branch or of the people in `lines`. */
export function meetingOf(typed: Draft, marks: Marks = {}, lines = branchPeople): Meeting {
  const people = peopleOf(lines)
  const idOf = (name: string) => people.find((person) => person.name === name)?.id ?? ''
  const attendance = Object.entries(marks).map(([name, mark]) => ({ personId: idOf(name), state: 'present' as const, ...mark }))
  const draft = MeetingDraft.parse({ ...typed, attendance })
  const attendees = attendeesOf(draft.kind, rosterOn(people, draft.heldOn), draft)
  return {
    ...draft, id: uuid(100), revision: 1, state: 'draft', version: 0, supplementedOn: null, savedAt: '2026-09-08T08:30:00.000Z', attendees, ...presenceOf(draft.kind, attendees),
    agenda: draft.agenda.map((item, i) => ({
      ...item, id: uuid(200 + i),
      votes: item.votes.map((vote, j) => ({ ...vote, id: uuid(400 + i * 10 + j) })),
      actions: item.actions.map((action, j) => ({ ...action, id: uuid(300 + i * 10 + j), dueOn: parseDue(action.dueText, draft.heldOn), startOn: parseDue(action.startText.replace(/起$/, ''), draft.heldOn) })),
    })),
  }
}

/** Everybody of a list was there but those told apart. */
export const presentBut = (names: readonly string[], others: Marks = {}): Marks => ({ ...Object.fromEntries(names.map((name) => [name, {}])), ...others })
export const fullMembers = ['周启明', '林静怡', '郑浩然', '吴国栋', '何晓燕', '孙立军', '钱雅文', '赵文博', '马晓东', '徐桂芳', '高志远', '罗敏', '曹建国', '邓丽娟', '梁永康'] as const

/** The committee meeting of 8 September. */
export const sample = (change: Partial<Meeting> = {}): Meeting => ({ ...meetingOf(record, presentBut(committee)), ...change })

export const paperFor = (meeting: Meeting, document: DocumentName, preset: DocumentPreset, today = '2026-09-08'): Paper =>
  buildPaper({ meeting, workspace: { unit: branch.unit, branch: branch.branch }, document, preset, today })
export const paperOf = (document: DocumentName, preset: DocumentPreset, change: Partial<Meeting> = {}, today = '2026-09-08'): Paper => paperFor(sample(change), document, preset, today)

/** The text of an element of the record. */
export function factOf(meeting: Meeting, label: string): string | undefined {
  const paper = paperFor(meeting, 'record', 'official')
  return 'facts' in paper ? paper.facts.find((fact) => fact.label === label)?.text : undefined
}
/** The names of the elements of the record, in order. */
export function labelsOf(meeting: Meeting): string[] {
  const paper = paperFor(meeting, 'record', 'official')
  return 'facts' in paper ? paper.facts.map(({ label }) => label) : []
}
