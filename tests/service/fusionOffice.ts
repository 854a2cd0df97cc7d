import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Output } from '../../shared/contract/index.ts'
import { sampleNames, sampleRecord, type SampleName } from '../fixtures/samples.ts'
import { staffedOffice, temporaryFolder, type Office } from './office.ts'

/** A token for a file, as main's dialog would give. */
export function tokenFor(office: Pick<Office, 'service'>, path: string): string {
  const token = randomUUID()
  office.service.grant(token, path)
  return token
}

/** A small file of evidence with its token. */
export function evidenceFile(office: Pick<Office, 'service'>, name: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from(name)]))
  return tokenFor(office, path)
}

/** Stores a sample of the three minutes with the people of this office. */
export async function saveSample(office: Office, name: SampleName): Promise<Output<'meetings.save'>> {
  const { draft, marks } = sampleRecord(name)
  const roster = await office.ask('members.rosterOn', { date: draft.heldOn })
  const attendance = draft.attendance.flatMap((mark, index) => {
    const known = roster.find((entry) => entry.name === marks[index]?.name)
    return known ? [{ ...mark, personId: known.id }] : []
  })
  return office.ask('meetings.save', { ...draft, attendance })
}

/** The branch with its three minutes, on a day at noon. */
export async function officeWithMinutes(today: string, names: readonly SampleName[] = sampleNames) {
  const office = await staffedOffice()
  office.now.iso = `${today}T04:00:00.000Z`
  const meetings: Output<'meetings.save'>[] = []
  for (const name of names) meetings.push(await saveSample(office, name))
  return { ...office, meetings }
}
