// The papers of the samples and of the long record, as the real application prints them.
import type { Page } from 'playwright-core'
import type { DocumentName, DocumentPreset } from '../../shared/domain/documents.ts'
import type { AttendanceState, Meeting, MeetingDraft } from '../../shared/domain/meeting.ts'
import { growing, longNames, longPeopleLines, longRecord } from '../fixtures/longRecord.ts'
import { sampleNames, sampleRecord, type SampleName } from '../fixtures/samples.ts'

type Marks = readonly { name: string; state: AttendanceState; reason: string }[]

/** Saves a record through the contract: what is printed is asked here, not how it was typed. */
const register = (page: Page, draft: Omit<MeetingDraft, 'attendance'>, marks: Marks): Promise<Meeting> => page.evaluate(async ({ draft: typed, marks: marked }) => {
  const roster = await window.api.call('members.rosterOn', { date: typed.heldOn })
  if (!roster.ok) throw new Error(roster.error.message)
  const idOf = (name: string) => roster.value.find((person) => person.name === name)?.id ?? ''
  const answer = await window.api.call('meetings.save', { ...typed, attendance: marked.map(({ name, state, reason }) => ({ personId: idOf(name), state, reason })) })
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}, { draft, marks })

export async function registerSamples(page: Page): Promise<Record<SampleName, Meeting>> {
  const saved: Partial<Record<SampleName, Meeting>> = {}
  for (const name of sampleNames) {
    const { draft, marks } = sampleRecord(name)
    saved[name] = await register(page, draft, marks)
  }
  return saved as Record<SampleName, Meeting>
}

/** The long record; its people belong to the branch from a day after the samples. */
export async function registerLongRecord(page: Page): Promise<Meeting> {
  await page.evaluate(async (lines) => {
    const answer = await window.api.call('members.addMany', { lines })
    if (!answer.ok) throw new Error(answer.error.message)
  }, longPeopleLines('2027-01-01'))
  return register(page, longRecord as MeetingDraft, longNames.map((name) => ({ name, state: 'present', reason: '' })))
}

export async function registerGrowing(page: Page): Promise<Meeting[]> {
  const saved: Meeting[] = []
  for (const draft of growing) saved.push(await register(page, draft as MeetingDraft, []))
  return saved
}

/** The very PDF that is exported. */
export async function printed(page: Page, meetingId: string, document: DocumentName, preset: DocumentPreset): Promise<Buffer> {
  const pdf = await page.evaluate(async (wanted) => {
    const answer = await window.api.call('documents.previewMeeting', wanted)
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value.pdf
  }, { meetingId, document, preset })
  return Buffer.from(pdf, 'base64')
}
