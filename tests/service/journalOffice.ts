// What the tests of the journal ask alike: acts are found by their words, as the officer finds them.
import { listPeople } from '../../db/repositories/people.ts'
import { inDatabase, type Office } from './office.ts'

export const words = async (office: Office) => (await office.ask('journal.list', {})).rows.map((row) => row.words)
export const newest = async (office: Office, told = '') => {
  const found = (await office.ask('journal.list', { limit: 200 })).rows.find((row) => row.words.includes(told))
  if (!found) throw new Error(`no act says ${told}`)
  return found
}
export const undo = async (office: Office, told = '') => office.ask('journal.undo', { id: (await newest(office, told)).id })
export const refusedUndo = async (office: Office, told: string) => office.refusal('journal.undo', { id: (await newest(office, told)).id })
export const minutesLater = (office: Office, minutes: number) => { office.now.iso = new Date(Date.parse(office.now.iso) + minutes * 60_000).toISOString() }
/** Everything that undoing must bring back, without what counts on: revisions and the instants of saving. */
export const text = (meeting: object) => ({ ...meeting, revision: 0, savedAt: '', version: 0 })
export const peopleOf = (office: Office) => inDatabase(office, listPeople)
